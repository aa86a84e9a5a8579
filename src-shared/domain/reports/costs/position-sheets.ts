/** Positions of a rate-build workbook: from a salary to what each service pays, as live formulas (COST-2). */
import { daysWithin, fiscalMonths, type FiscalMonth } from '../../costs/fiscal-months.ts'
import { increasesOf, partsInOrder, unassignedPercent } from '../../costs/position-cost.ts'
import { Decimal, toText, type AnyDecimalText } from '../../decimal.ts'
import type { IsoDate } from '../../fiscal-year.ts'
import type { SalaryIncrease, StaffPosition } from '../../model/cost-tables.ts'
import { BLANK, column, refer, rounded, textCell } from '../cells.ts'
import type { ReportCell, ReportFormula, ReportRow, ReportSheet } from '../report-model.ts'
import { countCell, lessPercent, literal, ratio, sumOf, times, usdCell } from './cost-cells.ts'
import { ownerCode, ownerName } from './cost-report.ts'
import { ids, type RateBuildParts } from './rate-build-parts.ts'

const MONTH_NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function monthWords(day: string): string {
  return `${MONTH_NAMES[Number.parseInt(day.slice(5, 7), 10) - 1] ?? ''} ${day.slice(0, 4)}`
}

/** Months that cost the same: whole months under the same increases, or one month that is like no other. */
type Term = {
  readonly months: readonly FiscalMonth[]
  /** Days at each count of increases in force; 1 in a whole month. */
  readonly levels: readonly { readonly increases: number; readonly days: number }[]
  readonly worked: number
  readonly of: number
}

function later(left: IsoDate | null, right: IsoDate): IsoDate {
  return left !== null && left > right ? left : right
}

/** Days of a month worked under each count of increases: an increase within the month counts from its day on. */
function levelsIn(month: FiscalMonth, course: { readonly position: StaffPosition; readonly increases: readonly SalaryIncrease[] }): Term['levels'] {
  const { position, increases } = course
  const before = increases.filter((each) => each.effectiveFrom <= month.first).length
  const upTo = increases.filter((each) => each.effectiveFrom <= month.last).length
  const daysFrom = (day: IsoDate): number => daysWithin(month, { from: later(position.startsOn, day), to: position.endsOn })
  return Array.from({ length: upTo - before + 1 }, (_, step) => {
    const count = before + step
    const from = step === 0 ? month.first : (increases[count - 1]?.effectiveFrom ?? month.first)
    const next = count === upTo ? undefined : increases[count]?.effectiveFrom
    return { increases: count, days: daysFrom(from) - (next === undefined ? 0 : daysFrom(next)) }
  })
}

function termsOf(position: StaffPosition, increases: readonly SalaryIncrease[], months: readonly FiscalMonth[]): readonly Term[] {
  const whole = new Map<number, FiscalMonth[]>()
  const terms: Term[] = []
  for (const month of months) {
    const worked = daysWithin(month, { from: position.startsOn, to: position.endsOn })
    if (worked === 0) continue
    const levels = levelsIn(month, { position, increases })
    const [first] = levels
    if (worked === month.days && levels.length === 1 && first !== undefined) {
      const group = whole.get(first.increases)
      if (group !== undefined) {
        group.push(month)
        continue
      }
      const alike = [month]
      whole.set(first.increases, alike)
      terms.push({ months: alike, levels: [{ increases: first.increases, days: 1 }], worked: 1, of: 1 })
    } else terms.push({ months: [month], levels, worked, of: month.days })
  }
  return terms
}

function growthOf(term: Term, increases: readonly SalaryIncrease[]): ReportFormula {
  const factor = (count: number): readonly ReportFormula[] => increases.slice(0, count).map((each): ReportFormula => ({ op: 'sum', of: [literal(1), ratio(refer(ids.increase(each.id)), literal(100))] }))
  return { op: 'sum', of: term.levels.map(({ increases: count, days }) => times(literal(days), ...factor(count))) }
}

function termRow(parts: RateBuildParts, source: { readonly position: StaffPosition; readonly increases: readonly SalaryIncrease[]; readonly term: Term; readonly index: number }): ReportRow {
  const { position, term, index } = source
  const { computed } = parts
  const id = (field: Parameters<typeof ids.term>[2]): string => ids.term(position.id, index, field)
  const at = (field: Parameters<typeof ids.position>[1]): ReportFormula => refer(ids.position(position.id, field))
  const filled = lessPercent(ids.position(position.id, 'vacancy'))
  const twelfths = times(literal(12), refer(id('of')))
  const salary = ratio(times(at('base'), at('fte'), refer(id('growth')), filled), twelfths)
  const perFte: ReportFormula = { op: 'sum', of: [times(ratio(at('fringe-percent'), literal(100)), at('base'), refer(id('growth'))), times(at('fringe-flat'), refer(id('worked')))] }
  const fringe = ratio(times(perFte, at('fte'), filled), twelfths)
  const [first] = term.months
  const last = term.months.at(-1)
  const label = first === undefined || last === undefined ? '' : first === last ? monthWords(first.first) : `${monthWords(first.first)} to ${monthWords(last.first)}`
  return {
    id: `term.${position.id}.${index}`, kind: 'data',
    cells: [
      textCell(id('months').replace('.months', '.code'), position.code), textCell(id('months').replace('.months', '.label'), label), countCell(id('months'), count(term.months.length)),
      computed.cell(id('growth'), growthOf(term, source.increases), { format: 'number', places: 12 }), countCell(id('worked'), count(term.worked)), countCell(id('of'), count(term.of)),
      computed.usd(id('month-salary'), rounded(salary, 2)), computed.usd(id('month-fringe'), rounded(fringe, 2)),
      computed.usd(id('salary'), times(refer(id('months')), refer(id('month-salary')))), computed.usd(id('fringe'), times(refer(id('months')), refer(id('month-fringe')))),
    ],
  }
}

function count(value: number): AnyDecimalText {
  return toText<string>(new Decimal(value))
}

/** A position's own figure, or the year's, to which the cell refers. */
function ownOrPolicy(id: string, own: AnyDecimalText | null, policy: { readonly value: AnyDecimalText; readonly id: string }): ReportCell {
  return own === null ? countCell(id, policy.value, { formula: refer(policy.id) }) : countCell(id, own, { input: true })
}

function positionRow(parts: RateBuildParts, position: StaffPosition, terms: number): ReportRow {
  const { derivation, computed } = parts
  const { policy } = derivation.inputs
  const cost = derivation.positions.get(position.id)
  const id = (field: Parameters<typeof ids.position>[1]): string => ids.position(position.id, field)
  const year = (field: 'salary' | 'fringe', value: AnyDecimalText): ReportCell => usdCell(id(field), value, terms === 0 ? {} : { formula: sumOf(Array.from({ length: terms }, (_, index) => ids.term(position.id, index, field))) })
  const text = (field: string, value: string): ReportCell => textCell(`position.${position.id}.${field}`, value)
  const worked: ReportFormula = { op: 'sum', of: Array.from({ length: terms }, (_, index) => times(refer(ids.term(position.id, index, 'months')), ratio(refer(ids.term(position.id, index, 'worked')), refer(ids.term(position.id, index, 'of'))))) }
  return {
    id: `position.${position.id}`, kind: 'data',
    cells: [
      text('code', position.code), text('title', position.title), ...(parts.withNames ? [text('name', position.employeeName)] : []), text('unit', position.bargainingUnit), text('grade', position.grade),
      usdCell(id('base'), position.baseSalary, { input: true }), { kind: 'date', id: `position.${position.id}.asOf`, date: position.salaryAsOf }, countCell(id('fte'), position.fte, { input: true, atLeast: 2 }),
      ownOrPolicy(id('vacancy'), position.vacancyPercent, { value: policy.vacancyPercent, id: ids.policy('vacancyPercent') }),
      ownOrPolicy(id('fringe-percent'), position.fringePercent, { value: policy.fringePercent, id: ids.policy('fringePercent') }),
      ownOrPolicy(id('fringe-flat'), position.fringeFlat, { value: policy.fringeFlat, id: ids.policy('fringeFlat') }),
      terms === 0 ? countCell(id('months'), count(0)) : computed.cell(id('months'), worked, { format: 'number', places: 6 }),
      year('salary', cost?.salary ?? count(0)), year('fringe', cost?.fringe ?? count(0)),
      computed.usd(id('cost'), sumOf([id('salary'), id('fringe')])), text('assumption', position.assumption),
    ],
  }
}

type Share = { readonly id: string; readonly percent: AnyDecimalText; readonly code: string; readonly name: string; readonly salary: AnyDecimalText; readonly fringe: AnyDecimalText; readonly fte: AnyDecimalText | null }

function sharesOf(parts: RateBuildParts, position: StaffPosition): readonly Share[] {
  const cost = parts.derivation.positions.get(position.id)
  const assignments = partsInOrder(parts.derivation.inputs.staffAssignments.filter((each) => each.staffPositionId === position.id))
  const shares = assignments.flatMap((assignment, index): readonly Share[] => {
    const part = cost?.parts[index]
    return part === undefined ? [] : [{ id: assignment.id, percent: part.percent, code: ownerCode(parts.draft, part.owner), name: ownerName(parts.draft, part.owner), salary: part.salary, fringe: part.fringe, fte: part.fte }]
  })
  const left = unassignedPercent(assignments.map((each) => each.percent))
  const unassigned = { id: ids.unassigned(position.id), percent: left, code: '', name: 'Assigned to nobody', salary: cost?.unassigned.salary ?? count(0), fringe: cost?.unassigned.fringe ?? count(0), fte: null }
  return left === '0' && shares.length > 0 ? shares : [...shares, unassigned]
}

function shareRows(parts: RateBuildParts, position: StaffPosition): readonly ReportRow[] {
  const shares = sharesOf(parts, position)
  const [first] = shares
  const last = shares.at(-1)
  if (first === undefined || last === undefined) return []
  const of = (field: 'salary' | 'fringe', share: Share): ReportFormula => ({ op: 'part', total: ids.position(position.id, field), first: ids.part(first.id, 'percent'), last: ids.part(last.id, 'percent'), weight: ids.part(share.id, 'percent'), by: 'shares' })
  return shares.map((share): ReportRow => ({
    id: `part.${share.id}`, kind: 'data',
    cells: [
      textCell(`part.${share.id}.position`, position.code), textCell(`part.${share.id}.title`, position.title), textCell(`part.${share.id}.code`, share.code), textCell(`part.${share.id}.name`, share.name, share.fte === null ? { tone: 'warning' } : {}),
      countCell(ids.part(share.id, 'percent'), share.percent, { atLeast: 2 }), usdCell(ids.part(share.id, 'salary'), share.salary, { formula: of('salary', share) }), usdCell(ids.part(share.id, 'fringe'), share.fringe, { formula: of('fringe', share) }),
      share.fte === null ? BLANK : {
        kind: 'number', id: ids.part(share.id, 'fte'), value: share.fte, format: 'number', places: 6,
        formula: rounded(ratio(times(refer(ids.position(position.id, 'fte')), refer(ids.position(position.id, 'months')), refer(ids.part(share.id, 'percent'))), literal(1200)), 6),
      },
    ],
  }))
}

function dataRow(id: string, cells: readonly ReportCell[]): ReportRow {
  return { id, kind: 'data', cells }
}

function assumptionRows({ derivation }: RateBuildParts): readonly ReportRow[] {
  const { policy, salaryIncreases } = derivation.inputs
  const policies = [
    ['fringePercent', 'Fringe, for positions that state none of their own', policy.fringePercent, '% of salary'], ['fringeFlat', 'Flat fringe of a year and FTE', policy.fringeFlat, 'USD'], ['vacancyPercent', 'Vacancy', policy.vacancyPercent, '%'],
  ] as const
  return [
    ...policies.map(([field, label, value, unit]) => dataRow(`policy.${field}`, [textCell(`policy.${field}.label`, label), BLANK, BLANK, countCell(ids.policy(field), value, { input: true, atLeast: 2 }), textCell(`policy.${field}.unit`, unit), BLANK])),
    ...salaryIncreases.map((each) => dataRow(`increase.${each.id}`, [
      textCell(`increase.${each.id}.name`, each.name), textCell(`increase.${each.id}.who`, each.staffPositionId !== null ? 'One position' : each.bargainingUnit === '' ? 'All' : each.bargainingUnit), { kind: 'date', id: `increase.${each.id}.from`, date: each.effectiveFrom },
      countCell(ids.increase(each.id), each.percent, { input: true, atLeast: 2 }), textCell(`increase.${each.id}.unit`, '%'), textCell(`increase.${each.id}.source`, each.source),
    ])),
  ]
}

/** Assumptions, positions, their months and their parts; without salaries none of them. */
export function positionSheets(parts: RateBuildParts): readonly ReportSheet[] {
  const { inputs } = parts.derivation
  if (!parts.withSalaries || inputs.staffPositions.length === 0) return []
  const months = fiscalMonths(inputs.version.fiscalYear, parts.firstMonth)
  const courses = inputs.staffPositions.map((position) => {
    const increases = increasesOf(position, inputs.salaryIncreases)
    return { position, increases, terms: termsOf(position, increases, months) }
  })
  const shown = { frozenColumns: 2, layout: 'table', charts: [] } as const
  const money = { unit: 'USD', width: 15, align: 'end' } as const
  return [
    {
      id: 'assumptions', name: 'Assumptions', title: 'Assumptions on pay', description: 'Fringe, vacancy and increases: change one, and every position, service and rate follows.', ...shown, frozenColumns: 1, rows: assumptionRows(parts),
      columns: [column({ id: 'what', header: 'Assumption', width: 46 }), column({ id: 'who', header: 'Of', width: 22 }), column({ id: 'from', header: 'From', width: 12 }), column({ id: 'value', header: 'Figure', width: 12, align: 'end' }), column({ id: 'unit', header: 'Unit', width: 12 }), column({ id: 'source', header: 'Source', width: 40, wrap: true })],
    },
    {
      id: 'positions', name: 'Positions', title: 'Positions', description: 'Change a salary, an FTE or a part of the assumptions: cost, services and rates recalculate (COST-2).', ...shown, rows: courses.map(({ position, terms }) => positionRow(parts, position, terms.length)),
      columns: [
        column({ id: 'code', header: 'Position', width: 14 }), column({ id: 'title', header: 'Title', width: 30, wrap: true }), ...(parts.withNames ? [column({ id: 'name', header: 'Name', width: 22 })] : []), column({ id: 'unit', header: 'Bargaining unit', width: 14 }), column({ id: 'grade', header: 'Grade', width: 10 }),
        column({ id: 'base', header: 'Base salary', ...money }), column({ id: 'asOf', header: 'As of', width: 12 }), column({ id: 'fte', header: 'FTE', width: 9, align: 'end' }), column({ id: 'vacancy', header: 'Vacancy', unit: '%', width: 10, align: 'end' }),
        column({ id: 'fringePercent', header: 'Fringe', unit: '% of salary', width: 12, align: 'end' }), column({ id: 'fringeFlat', header: 'Flat fringe', unit: 'USD/FTE and year', width: 13, align: 'end' }), column({ id: 'months', header: 'Worked', unit: 'months', width: 11, align: 'end' }),
        column({ id: 'salary', header: 'Salary of the year', ...money }), column({ id: 'fringe', header: 'Fringe of the year', ...money }), column({ id: 'cost', header: 'Cost', ...money }), column({ id: 'assumption', header: 'Assumption', width: 34, wrap: true }),
      ],
    },
    {
      id: 'months', name: 'Position months', title: 'Months of the positions', description: 'Months that cost the same stand in one row; a month is rounded to the cent, then multiplied.', ...shown,
      rows: courses.flatMap(({ position, increases, terms }) => terms.map((term, index) => termRow(parts, { position, increases, term, index }))),
      columns: [
        column({ id: 'code', header: 'Position', width: 14 }), column({ id: 'label', header: 'Months', width: 26 }), column({ id: 'months', header: 'How many', width: 10, align: 'end' }), column({ id: 'growth', header: 'Growth x worked', width: 18, align: 'end' }),
        column({ id: 'worked', header: 'Worked', unit: 'days; 1: whole', width: 13, align: 'end' }), column({ id: 'of', header: 'Of', unit: 'days; 1: whole', width: 13, align: 'end' }),
        column({ id: 'monthSalary', header: 'Salary of a month', ...money }), column({ id: 'monthFringe', header: 'Fringe of a month', ...money }), column({ id: 'salary', header: 'Salary', ...money }), column({ id: 'fringe', header: 'Fringe', ...money }),
      ],
    },
    {
      id: 'parts', name: 'Position parts', title: 'Who pays for the positions', description: 'Each year\'s salary and fringe over services and pools, to the cent by largest remainder (NUM-5).', ...shown, rows: courses.flatMap(({ position }) => shareRows(parts, position)),
      columns: [
        column({ id: 'position', header: 'Position', width: 14 }), column({ id: 'title', header: 'Title', width: 30, wrap: true }), column({ id: 'code', header: 'Code', width: 12 }), column({ id: 'name', header: 'Service or pool', width: 34, wrap: true }), column({ id: 'percent', header: 'Part', unit: '%', width: 10, align: 'end' }),
        column({ id: 'salary', header: 'Salary', ...money }), column({ id: 'fringe', header: 'Fringe', ...money }), column({ id: 'fte', header: 'FTE', width: 12, align: 'end' }),
      ],
    },
  ]
}

/** What positions leave unassigned: ids of its cells, or nothing without salaries. */
export function unassignedCells(parts: RateBuildParts): ReportFormula {
  const found = parts.derivation.inputs.staffPositions.flatMap((position) => {
    const shares = sharesOf(parts, position)
    return shares.some((share) => share.fte === null) ? [ids.part(ids.unassigned(position.id), 'salary'), ids.part(ids.unassigned(position.id), 'fringe')] : []
  })
  return sumOf(found)
}

