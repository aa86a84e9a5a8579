/** The roster as rows of a sheet, and its totals by service, bargaining unit and month (COST-2). */
import { Decimal, decimal, formatFixed, toText, type Factor, type Usd } from '../../../../src-shared/domain/decimal.ts'
import type { CostInputs, Derivation, OwnerKey, PositionCost } from '../../../../src-shared/domain/costs/derivation.ts'
import type { PositionTotalOf } from '../../../../src-shared/domain/costs/explain-position-totals.ts'
import { positionTotals } from '../../../../src-shared/domain/costs/position-totals.ts'
import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import type { StaffAssignment, StaffPosition } from '../../../../src-shared/domain/model/cost-tables.ts'
import { assertNever } from '../../../../src-shared/domain/result.ts'
import { sumUsd } from '../../../../src-shared/domain/sum-usd.ts'
import { ownerCode, ownerName, ownerOf } from '../cost-view.tsx'
import { figureCell, marksOf, moneyCell, noFigure, optionalCell, textCell, type Marks, type SheetColumn } from '../sheet/cells.ts'

export type PositionRow = {
  readonly position: StaffPosition
  readonly parts: readonly StaffAssignment[]
  readonly cost: PositionCost | null
}

export function partsByPosition(assignments: readonly StaffAssignment[]): ReadonlyMap<string, readonly StaffAssignment[]> {
  const parts = new Map<string, StaffAssignment[]>()
  for (const each of assignments) {
    const own = parts.get(each.staffPositionId)
    if (own === undefined) parts.set(each.staffPositionId, [each])
    else own.push(each)
  }
  return parts
}

/** The roster; of one owner, the positions that it pays a part of. */
export function positionRows(derivation: Pick<Derivation, 'inputs' | 'positions'>, owner: OwnerKey | null): readonly PositionRow[] {
  const { inputs } = derivation
  const parts = partsByPosition(inputs.staffAssignments)
  return inputs.staffPositions.toSorted((left, right) => left.code.localeCompare(right.code, 'en', { numeric: true })).flatMap((position) => {
    const own = parts.get(position.id) ?? []
    if (owner !== null && !own.some((each) => ownerOf(each) === owner)) return []
    return [{ position, parts: own, cost: derivation.positions.get(position.id) ?? null }]
  })
}

/** @example partsText(draft, parts) // 'MF 60 %, IT 40 %' */
export function partsText(draft: Pick<Draft, 'service' | 'costPool'>, parts: readonly StaffAssignment[]): string {
  return parts.map((each) => `${ownerCode(draft, ownerOf(each))} ${formatFixed(each.percent, decimal(each.percent).decimalPlaces())} %`).join(', ')
}

export function sumOfParts(parts: readonly StaffAssignment[]): Decimal {
  return parts.reduce((sum, each) => sum.plus(decimal(each.percent)), new Decimal(0))
}

export function yearCost(cost: PositionCost): Usd {
  return toText<'USD'>(decimal(cost.salary).plus(decimal(cost.fringe)))
}

const ZERO = toText<'USD'>(new Decimal(0))
const NO_COST = 'The position could not be computed; the checks say why.'

function computed(id: string, header: string, of: (cost: PositionCost) => Usd): SheetColumn<PositionRow> {
  return {
    id, header, unit: 'USD', align: 'decimal', decimals: 2, width: 118, whyReadOnly: () => 'This follows from salary, dates, increases, fringe and vacancy.',
    cell: (row) => (row.cost === null ? noFigure('not computed', NO_COST) : moneyCell(of(row.cost))),
  }
}

/** Columns of the roster; ids are the names of the fields, and `parts`, `salary`, `fringe`, `cost`. */
export function positionColumns({ draft, inputs, showNames }: { readonly draft: Draft; readonly inputs: CostInputs; readonly showNames: boolean }): readonly SheetColumn<PositionRow>[] {
  const { policy } = inputs
  const ref = (field: keyof StaffPosition) => (row: PositionRow): { readonly table: 'staffPosition'; readonly rowId: string; readonly field: string } => ({ table: 'staffPosition', rowId: row.position.id, field })
  const marks = (row: PositionRow, field: keyof StaffPosition, places: number | null = null): Marks => marksOf(inputs, ref(field)(row), places)
  const words = (field: 'title' | 'bargainingUnit' | 'grade' | 'employeeName' | 'assumption' | 'source', header: string, width: number): SheetColumn<PositionRow> => ({
    id: field, header, align: 'start', width, field: ref(field), cell: (row) => textCell(row.position[field], marks(row, field)),
  })
  const date = (field: 'salaryAsOf' | 'startsOn' | 'endsOn', header: string, whenEmpty: string): SheetColumn<PositionRow> => ({
    id: field, header, align: 'start', width: 112, field: ref(field),
    cell: (row) => {
      const value = row.position[field]
      return value === null ? { kind: 'text', text: whenEmpty, input: '', tone: 'quiet', ...marks(row, field) } : textCell(value, marks(row, field))
    },
  })
  return [
    { id: 'code', header: 'Position', align: 'start', width: 86, frozen: true, field: ref('code'), cell: (row) => textCell(row.position.code, marks(row, 'code')) },
    { ...words('title', 'Title', 190), frozen: true, rowHeader: true },
    ...(showNames ? [words('employeeName', 'Name', 150)] : []),
    words('bargainingUnit', 'Unit', 104),
    words('grade', 'Grade', 70),
    { id: 'baseSalary', header: 'Base salary', unit: 'USD/year', align: 'decimal', decimals: 2, width: 112, field: ref('baseSalary'), cell: (row) => moneyCell(row.position.baseSalary, marks(row, 'baseSalary', 2)) },
    date('salaryAsOf', 'As of', ''),
    { id: 'fte', header: 'FTE', align: 'decimal', decimals: 2, width: 68, field: ref('fte'), cell: (row) => figureCell(row.position.fte, 2, marks(row, 'fte', 2)) },
    {
      id: 'parts', header: 'Parts', align: 'start', width: 190, sortable: false, whyReadOnly: () => 'The parts of a position are set below the table.',
      cell: (row) => {
        const sum = sumOfParts(row.parts)
        if (sum.isZero()) return { kind: 'text', text: 'not assigned', tone: 'warning', hint: 'No service or pool pays for this position: its cost stays unassigned.' }
        const text = partsText(draft, row.parts)
        const names = row.parts.map((each) => `${ownerName(draft, ownerOf(each))} ${each.percent} %`).join('\n')
        return sum.lt(100) ? { kind: 'text', text: `${text} (${sum.toFixed()} %)`, tone: 'warning', hint: `${names}\n${new Decimal(100).minus(sum).toFixed()} % is not assigned.` } : { kind: 'text', text, hint: names }
      },
    },
    computed('cost', 'Year’s cost', yearCost),
    computed('salary', 'Salary', (cost) => cost.salary),
    computed('fringe', 'Fringe', (cost) => cost.fringe),
    date('startsOn', 'Start', 'all year'),
    date('endsOn', 'End', 'all year'),
    {
      id: 'fringePercent', header: 'Fringe', unit: '% of salary', align: 'decimal', decimals: 2, width: 96, field: ref('fringePercent'),
      cell: (row) => optionalCell(row.position.fringePercent, { value: policy.fringePercent, hint: 'From the year’s assumptions.' }, marks(row, 'fringePercent', 0)),
    },
    {
      id: 'fringeFlat', header: 'Flat fringe', unit: 'USD/FTE', align: 'decimal', decimals: 2, width: 100, field: ref('fringeFlat'),
      cell: (row) => optionalCell(row.position.fringeFlat, { value: policy.fringeFlat, hint: 'From the year’s assumptions.' }, marks(row, 'fringeFlat', 2)),
    },
    {
      id: 'vacancyPercent', header: 'Vacancy', unit: '%', align: 'decimal', decimals: 2, width: 84, field: ref('vacancyPercent'),
      cell: (row) => optionalCell(row.position.vacancyPercent, { value: policy.vacancyPercent, hint: 'From the year’s assumptions.' }, marks(row, 'vacancyPercent', 0)),
    },
    words('assumption', 'Assumption', 200),
    words('source', 'Source', 160),
  ]
}

/** A line of the totals of the rows shown; `of`: what it adds up, as the explanation is asked for it. */
export type TotalRow = { readonly id: string; readonly label: string; readonly of: PositionTotalOf; readonly fte: Factor | null; readonly salary: Usd; readonly fringe: Usd; readonly total: Usd }

function totalRow(at: Pick<TotalRow, 'id' | 'label' | 'of' | 'fte'>, { salary, fringe }: { readonly salary: Usd; readonly fringe: Usd }): TotalRow {
  return { ...at, salary, fringe, total: sumUsd([salary, fringe]) }
}

export const TOTALS_BY = ['service', 'unit', 'month'] as const
export type TotalsBy = (typeof TOTALS_BY)[number]

/** Totals of the rows shown, the largest first; months in their order. What no part takes is a line of its own. */
export function totalRows(draft: Draft, { rows, positions }: { readonly rows: readonly PositionRow[] } & Pick<Derivation, 'positions'>, by: TotalsBy): readonly TotalRow[] {
  const { all, byOwner, byUnit, months } = positionTotals({ staffPositions: rows.map((row) => row.position) }, positions)
  switch (by) {
    case 'month':
      return months.map((day, index) => totalRow({ id: day, label: day.slice(0, 7), of: { kind: 'month', index }, fte: null }, { salary: all.salaryMonths[index] ?? ZERO, fringe: all.fringeMonths[index] ?? ZERO }))
    case 'unit':
      return [...byUnit].map(([unit, total]) => totalRow({ id: unit, label: unit === '' ? 'No bargaining unit' : unit, of: { kind: 'unit', unit }, fte: total.fte }, total)).toSorted(largestFirst)
    case 'service':
      // What is left of a cent in one month and taken in another is nothing in the year.
      return [...byOwner].filter(([owner, { salary, fringe }]) => owner !== 'unassigned' || salary !== ZERO || fringe !== ZERO)
        .map(([owner, total]) => totalRow({ id: owner, of: { kind: 'owner', owner }, ...(owner === 'unassigned' ? { label: 'Not assigned', fte: null } : { label: ownerName(draft, owner), fte: total.fte }) }, total)).toSorted(largestFirst)
    default:
      return assertNever(by)
  }
}

function largestFirst(left: TotalRow, right: TotalRow): number {
  return decimal(right.total).cmp(decimal(left.total))
}
