/** Cost frameworks: one sheet a service, laid out as the printed page; totals and rates are formulas (COST-1, RATE-1, RATE-2). */
import { costFrameworkOf, FRAMEWORK_SECTIONS, type CostFramework, type FrameworkLine, type FrameworkRate, type FrameworkSection } from '../../costs/framework.ts'
import { deriveRates } from '../../costs/derive-rates.ts'
import { percentLeft } from '../../costs/derive-rates-figures.ts'
import type { Derivation } from '../../costs/derivation.ts'
import { Decimal, decimal, toText } from '../../decimal.ts'
import { sumUsd } from '../../sum-usd.ts'
import { formatVersion } from '../../version-label.ts'
import { BLANK, column, refer, rounded, spanningRow, textCell } from '../cells.ts'
import type { ReportCell, ReportFormula, ReportModel, ReportRow, ReportSheet } from '../report-model.ts'
import { countCell, ratio, sumOf, usdCell } from './cost-cells.ts'
import { costReport, type CostReportRequest } from './cost-report.ts'

/** `serviceId`: one service alone; null: every service with costs, rates or units. */
export type CostFrameworkReportRequest = CostReportRequest & { readonly serviceId: string | null }

const COLUMN_COUNT = 9
const FTE_PLACES = 2

/**
 * The report. Salaries are sums over positions: no name and no single salary is in it.
 *
 * @example costFrameworkReport({ draft, version: planOf(fiscalYear(2014)), context, serviceId: 'sam' }).sheets[2]?.name // 'SQ060 Service Account Management'
 */
export function costFrameworkReport(request: CostFrameworkReportRequest): ReportModel {
  const { draft, version, serviceId } = request
  const derivation = deriveRates(draft, version)
  const frameworks = [...derivation.services.keys()].filter((id) => serviceId === null || id === serviceId).map((id) => costFrameworkOf({ draft, derivation, serviceId: id }))
  const label = formatVersion(draft, version)
  return costReport({
    ...request, report: 'cost-framework', name: 'Cost frameworks', policies: [derivation.inputs.policy], issues: derivation.issues,
    sheets: [summarySheet(frameworks), ...frameworks.map((framework) => frameworkSheet(framework, { derivation, label }))],
    facts: [{ label: 'Services', text: String(frameworks.length) }],
    method: [
      { label: 'Sections', text: '2a: salaries and fringe of positions, and typed personnel lines; 2b: other costs, with capital items below the threshold; 2c: depreciation; 5: costs not specific to the service, and its parts of the pools; 6: carry-forward, reserve contribution, subsidy and other revenue. (COST-1, RATE-1)' },
      { label: 'Total', text: 'The sum of the sections; what is taken off is negative.' },
      { label: 'Rates', text: 'A rate\'s cost is its part of the total, by largest remainder; divided by its units and rounded to the places of the schedule. Without units: 0 (funded from overhead). (RATE-1, RATE-2, NUM-5)' },
      { label: 'Positions', text: 'Salaries and fringe are sums over the positions of a service; the rate build shows how they come about. (COST-2)' },
    ],
  })
}

function idOf(framework: CostFramework, rest: string): string {
  return `framework.${framework.serviceId}.${rest}`
}

function totalId(framework: CostFramework, section?: string): string {
  return idOf(framework, section === undefined ? 'total' : `section.${section}`)
}

/** All services side by side: the table of the CSV. */
function summarySheet(frameworks: readonly CostFramework[]): ReportSheet {
  const money = { unit: 'USD', width: 17, align: 'end' } as const
  const rows = frameworks.map((framework): ReportRow => ({
    id: idOf(framework, 'summary'), kind: 'data',
    cells: [
      textCell(idOf(framework, 'summary.code'), framework.code), textCell(idOf(framework, 'summary.name'), framework.name, { link: { sheetId: idOf(framework, 'sheet') } }),
      countCell(idOf(framework, 'summary.fte'), framework.fte, { atLeast: FTE_PLACES, formula: refer(idOf(framework, 'fte')) }),
      ...FRAMEWORK_SECTIONS.map((number): ReportCell => {
        const section = framework.sections.find((each) => each.number === number)
        return section === undefined ? BLANK : usdCell(idOf(framework, `summary.${number}`), section.total, { formula: refer(totalId(framework, number)) })
      }),
      usdCell(idOf(framework, 'summary.total'), framework.total, { formula: refer(totalId(framework)) }), textCell(idOf(framework, 'summary.note'), framework.isPool ? 'Goes out again as a pool (RATE-2)' : ''),
    ],
  }))
  const billed = frameworks.filter((framework) => !framework.isPool)
  return {
    id: 'services', name: 'Services', title: 'Cost frameworks', description: 'Each service on a sheet of its own; here their totals.', frozenColumns: 2, layout: 'table', charts: [],
    columns: [
      column({ id: 'code', header: 'Code', width: 12 }), column({ id: 'name', header: 'Service', width: 36, wrap: true }), column({ id: 'fte', header: 'FTE', width: 10, align: 'end' }),
      ...FRAMEWORK_SECTIONS.map((number) => column({ id: number, header: `Section ${number}`, ...money })), column({ id: 'total', header: 'Total', ...money }), column({ id: 'note', header: 'Note', width: 34, wrap: true }),
    ],
    rows: [
      ...rows,
      { id: 'framework.control', kind: 'total', cells: [textCell('framework.control.label', 'Control total: services that are billed'), BLANK, BLANK, ...FRAMEWORK_SECTIONS.map(() => BLANK), usdCell('framework.control.total', sumUsd(billed.map((each) => each.total)), { formula: sumOf(billed.map((each) => idOf(each, 'summary.total'))) }), BLANK] },
    ],
  }
}

function frameworkSheet(framework: CostFramework, context: { readonly derivation: Derivation; readonly label: string }): ReportSheet {
  return {
    id: idOf(framework, 'sheet'), name: `${framework.code} ${framework.name}`.trim().replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31).trim(), title: `${framework.code} ${framework.name}: cost framework ${context.label}`.trim(),
    description: framework.isPool ? 'Its cost goes out again as a pool: it has no rate of its own (RATE-2).' : 'Direct cost, depreciation, cost not specific to the service, and the rates that come of it.',
    columns: [
      column({ id: 'number', header: '', width: 10 }), column({ id: 'description', header: '', width: 46, wrap: true }), column({ id: 'object', header: '', width: 18, wrap: true }), column({ id: 'percent', header: '', width: 14, align: 'end' }), column({ id: 'fte', header: '', width: 14, align: 'end' }), column({ id: 'amount', header: '', width: 18, align: 'end' }),
      column({ id: 'rate', header: '', width: 24, align: 'end' }), column({ id: 'assumption', header: '', width: 44, wrap: true }), column({ id: 'source', header: '', width: 28, wrap: true }),
    ],
    rows: [...framework.sections.flatMap((section) => sectionRows(framework, section)), ...totalRows(framework), ...rateRows(framework, context.derivation)],
    frozenColumns: 0, layout: 'document', charts: [],
  }
}

function labels(id: string, texts: readonly string[]): ReportRow {
  return { id, kind: 'subheading', cells: texts.map((text, index) => (text === '' ? BLANK : { kind: 'text', id: `${id}.${index}`, text, ...(index >= 3 && index <= 6 ? { align: 'end' as const } : {}) })) }
}

function sectionRows(framework: CostFramework, section: FrameworkSection): readonly ReportRow[] {
  const id = (rest: string): string => idOf(framework, `${section.number}.${rest}`)
  return [
    spanningRow('heading', { id: id('heading'), text: `${section.number}  ${section.title}`, columns: COLUMN_COUNT }),
    labels(id('labels'), ['No.', 'Description', 'Object code', '', 'FTE', 'Amount, USD', '', 'Assumption', 'Source']),
    ...section.lines.map((line, index) => lineRow(id(`line.${index}`), line)),
    {
      id: id('total'), kind: 'total',
      cells: [BLANK, textCell(id('total.label'), `Total ${section.number}`), BLANK, BLANK, BLANK, usdCell(totalId(framework, section.number), section.total, section.lines.length === 0 ? {} : { formula: sumOf(section.lines.map((_, index) => `${id(`line.${index}`)}.amount`)) }), BLANK, BLANK, BLANK],
    },
  ]
}

function lineRow(id: string, line: FrameworkLine): ReportRow {
  return {
    id, kind: 'data',
    cells: [
      textCell(`${id}.number`, line.number), textCell(`${id}.description`, line.description), textCell(`${id}.object`, line.objectCode), BLANK, line.fte === null ? BLANK : countCell(`${id}.fte`, line.fte, { atLeast: FTE_PLACES }),
      // What is summed or allocated elsewhere is no figure to change here.
      usdCell(`${id}.amount`, line.amount, line.kind === 'line' ? { input: true } : {}), BLANK, textCell(`${id}.assumption`, line.assumption), textCell(`${id}.source`, [line.author, line.source].filter((each) => each !== '').join(': ')),
    ],
  }
}

function totalRows(framework: CostFramework): readonly ReportRow[] {
  const ftes = framework.sections.flatMap((section) => section.lines.flatMap((line, index) => (line.fte === null ? [] : [idOf(framework, `${section.number}.line.${index}.fte`)])))
  return [
    spanningRow('heading', { id: idOf(framework, 'totals.heading'), text: 'Total', columns: COLUMN_COUNT }),
    {
      id: idOf(framework, 'totals'), kind: 'total',
      cells: [
        BLANK, textCell(idOf(framework, 'totals.label'), 'Total cost of the service'), BLANK, BLANK, countCell(idOf(framework, 'fte'), framework.fte, { atLeast: FTE_PLACES, ...(ftes.length === 0 ? {} : { formula: sumOf(ftes) }) }),
        usdCell(totalId(framework), framework.total, { formula: sumOf(framework.sections.map((section) => totalId(framework, section.number))) }), BLANK, BLANK, BLANK,
      ],
    },
  ]
}

/** The rates' costs are parts of the total by their percentages, which stand beside them. */
function rateRows(framework: CostFramework, derivation: Derivation): readonly ReportRow[] {
  const { rates } = framework
  if (rates.length === 0) return [spanningRow('note', { id: idOf(framework, 'no-rates'), text: 'No rate is built from this cost.', columns: COLUMN_COUNT })]
  const percents = rates.map((rate) => derivation.inputs.rateBuilds.get(rate.rateId)?.costPercent ?? toText<'%'>(new Decimal(0)))
  const left = percentLeft(percents)
  const percentId = (rateId: string): string => idOf(framework, `rate.${rateId}.percent`)
  const range = { first: percentId(rates[0]?.rateId ?? ''), last: left === '0' ? percentId(rates.at(-1)?.rateId ?? '') : idOf(framework, 'rate.left.percent') }
  const cost = (rate: FrameworkRate): ReportFormula => (rates.length === 1 && percents[0] === '100' ? refer(totalId(framework)) : { op: 'part', total: totalId(framework), ...range, weight: percentId(rate.rateId), by: 'shares' })
  const id = (rate: FrameworkRate, rest: string): string => idOf(framework, `rate.${rate.rateId}.${rest}`)
  return [
    spanningRow('heading', { id: idOf(framework, 'rates.heading'), text: 'Rates', columns: COLUMN_COUNT }),
    labels(idOf(framework, 'rates.labels'), ['Code', 'Rate', 'Billable unit', 'Part of cost, %', 'Planned units', 'Cost, USD', 'Rate, USD/unit', 'Note', '']),
    ...rates.map((rate, index): ReportRow => ({
      id: id(rate, 'row'), kind: 'data',
      cells: [
        textCell(id(rate, 'code'), rate.code), textCell(id(rate, 'title'), rate.title), textCell(id(rate, 'unit'), rate.billableUnit), countCell(percentId(rate.rateId), percents[index] ?? toText<'%'>(new Decimal(0)), { atLeast: 2 }), countCell(id(rate, 'units'), rate.plannedUnits, { input: true }),
        usdCell(id(rate, 'cost'), rate.cost, { formula: cost(rate) }), rateCell(id(rate, 'rate'), rate, { cost: id(rate, 'cost'), units: id(rate, 'units') }), textCell(id(rate, 'note'), noteOf(rate)), BLANK,
      ],
    })),
    ...(left === '0' ? [] : [{ id: idOf(framework, 'rate.left'), kind: 'data' as const, cells: [BLANK, textCell(idOf(framework, 'rate.left.title'), 'In no rate', { tone: 'warning' as const }), BLANK, countCell(idOf(framework, 'rate.left.percent'), left, { atLeast: 2 }), BLANK, BLANK, BLANK, BLANK, BLANK] }]),
  ]
}

/** A published rate that is the derived one follows cost and units; another one is a figure, and text where there is none. */
function rateCell(id: string, rate: FrameworkRate, from: { readonly cost: string; readonly units: string }): ReportCell {
  if (rate.rate === null) return { kind: 'text', id, text: rate.rateText, align: 'end' }
  const { derived } = rate
  const isLive = derived.unrounded !== null && rate.rate === derived.rounded && derived.dividedBy === 'planned-units'
  return {
    kind: 'number', id, value: rate.rate, format: 'usd', places: Math.max(derived.places, decimal(rate.rate).decimalPlaces()),
    ...(isLive ? { formula: rounded(rounded(ratio(refer(from.cost), refer(from.units)), 12), derived.places) } : {}),
  }
}

function noteOf({ derived }: FrameworkRate): string {
  const notes = [
    derived.dividedBy === 'practical-capacity' ? `Divided by a practical capacity of ${derived.divisor}.` : '',
    derived.published !== null && derived.rounded !== null && derived.published !== derived.rounded ? `Derived: ${derived.rounded}.` : '',
    derived.overrideReason === '' ? '' : derived.overrideReason,
  ]
  return notes.filter((each) => each !== '').join(' ')
}
