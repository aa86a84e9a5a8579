/** What two years or scenarios mean for all customers: counts, terms, funding, matrix, charts and the largest changes in words (BILL-9). */
import { impactDistribution, impactRows, impactTitle, impactTotals, topChanges, type DistributionClass, type Impact, type ImpactRow, type ImpactTotals } from '../../billing/impact.ts'
import { impactWarnings } from '../../billing/impact-warnings.ts'
import { unpricedLines } from '../../billing/bill-book.ts'
import { decimal, formatFixed, toText, Decimal } from '../../decimal.ts'
import { formatFiscalYear } from '../../fiscal-year.ts'
import type { Draft } from '../../model/draft.ts'
import { formatVersion } from '../../version-label.ts'
import { BLANK, column, refer, spanningRow, textCell } from '../cells.ts'
import { countCell, sumOf, usdCell } from '../costs/cost-cells.ts'
import type { ReportContext } from '../draft-mark.ts'
import type { ChartModel, ReportModel, ReportRow, ReportSheet } from '../report-model.ts'
import { billingReport } from './billing-report.ts'
import { changeCell, IMPACT_METHOD, percentChangeCell, type ImpactParts } from './impact-parts.ts'
import { matrixSheet } from './impact-matrix-sheet.ts'
import { customersSheet, fundingSheet, impactId } from './impact-sheets.ts'
import { rowOf } from './statement-parts.ts'

export type ImpactReportRequest = { readonly draft: Draft; readonly impact: Impact; readonly context: ReportContext }

const TOP = 10

/**
 * @example impactReport({ draft, impact, context }).sheets.map((sheet) => sheet.name)
 *   // ['Cover', 'Summary', 'Agencies', 'Funding', 'By service', 'Method and notes']
 */
export function impactReport({ draft, impact, context }: ImpactReportRequest): ReportModel {
  const { before, after } = impact
  const rows = impactRows(impact)
  const totals = impactTotals(impact)
  const parts = partsOf({ draft, impact, rows })
  const unpriced = unpricedLines(after.book).length
  return billingReport({
    draft, context, report: 'impact', title: `Impact on agencies, ${parts.fromLabel} to ${parts.toLabel}`, label: impactTitle(draft, impact), versions: [before.version, after.version], customers: after.customers, mainSheetId: 'customers',
    sheets: [summarySheet(parts, totals), customersSheet(parts, totals), fundingSheet(parts, totals), matrixSheet(parts)],
    lead: [{ label: 'Compared', text: impactTitle(draft, impact) }, { label: 'Agencies', text: `${rows.length}: ${totals.up} up, ${totals.down} down, ${totals.unchanged} unchanged` }],
    facts: [...(unpriced === 0 ? [] : [{ label: 'Not priced', text: `${unpriced} lines of the later side have no price and cost nothing here.` }]), ...impactWarnings(draft, impact).map((text) => ({ label: 'Mind', text }))], method: IMPACT_METHOD,
  })
}

/** Labels tell the sides apart, also where both are of one version on two years' usage. */
export function partsOf({ draft, impact, rows }: { readonly draft: Draft; readonly impact: Impact; readonly rows: readonly ImpactRow[] }): ImpactParts {
  const [from, to] = [impact.before, impact.after].map(({ version, usage }) => ({ label: formatVersion(draft, version), usage: formatFiscalYear(usage.fiscalYear) }))
  const isSame = from?.label === to?.label
  const labelOf = (side: typeof from): string => (side === undefined ? '' : isSame ? `${side.label}, usage ${side.usage}` : side.label)
  return { draft, impact, rows, customers: impact.after.customers, fromLabel: labelOf(from), toLabel: labelOf(to) }
}

function summarySheet(parts: ImpactParts, totals: ImpactTotals): ReportSheet {
  const columns = [column({ id: 'label', header: 'Figure', width: 46, wrap: true }), column({ id: 'amount', header: 'USD, or number', width: 20, align: 'end' }), column({ id: 'percent', header: '% change', unit: '%', width: 14, align: 'end' }), column({ id: 'note', header: 'Note', width: 70, wrap: true })]
  const rowOfFigure = (id: string, label: string, cells: ReportRow['cells'], note = ''): ReportRow => rowOf('data', { id: `summary.${id}`, columns: columns.length, cells: [textCell(`summary.${id}.label`, label), ...cells, ...(note === '' ? [] : [...Array.from({ length: 2 - cells.length }, () => BLANK), textCell(`summary.${id}.note`, note)])] })
  const count = (id: string, label: string, value: number, note = ''): ReportRow => rowOfFigure(id, label, [countCell(`summary.${id}`, toText<string>(new Decimal(value)))], note)
  const distribution = impactDistribution(parts.rows)
  const top = topChanges(parts.draft, parts.impact, TOP)
  const heading = (id: string, text: string): ReportRow => spanningRow('heading', { id: `summary.heading.${id}`, text, columns: columns.length })
  const rows: readonly ReportRow[] = [
    rowOfFigure('before', parts.fromLabel, [usdCell('summary.before', totals.before, { formula: refer(impactId(null, 'before')) })]), rowOfFigure('after', parts.toLabel, [usdCell('summary.after', totals.after, { formula: refer(impactId(null, 'after')) })]),
    rowOfFigure('difference', 'Difference', [changeCell('summary.difference', totals.terms.difference, refer(impactId(null, 'difference'))), percentChangeCell('summary.difference.percent', { value: totals.percentChange, differenceId: 'summary.difference', beforeId: 'summary.before' })]),
    rowOfFigure('increase', 'Gross increase', [changeCell('summary.increase', totals.grossIncrease, sumOfSide(parts, 'up'))], 'Of the agencies that pay more.'), rowOfFigure('decrease', 'Gross decrease', [changeCell('summary.decrease', totals.grossDecrease, sumOfSide(parts, 'down'))], 'Of the agencies that pay less.'),
    ...(['state', 'federal', 'other'] as const).map((source) => rowOfFigure(source, `Difference in ${source} funds`, [changeCell(`summary.${source}`, totals.funding[source], refer(`funding-total.${source}`))])),
    heading('counts', 'Agencies'), count('up', 'Up', totals.up, whoGoes(parts, 'up')), count('down', 'Down', totals.down, whoGoes(parts, 'down')), count('unchanged', 'Unchanged', totals.unchanged, whoGoes(parts, 'unchanged')),
    heading('distribution', 'Agencies by % change of their bill'), ...distribution.map((each, at) => count(`class-${at}`, each.label, each.count)),
    ...(top.length === 0 ? [] : [heading('top', `The ${top.length === TOP ? 'ten ' : ''}largest changes`), ...top.map((each, at) => spanningRow('note', { id: `summary.top.${at}`, text: `${at + 1}. ${each.words}`, columns: columns.length }))]),
  ]
  return { id: 'summary', name: 'Summary', title: 'Summary', description: impactTitle(parts.draft, parts.impact), columns, rows, frozenColumns: 1, layout: 'table', charts: [distributionChart(distribution), winnersChart(parts)] }
}

/** More are not named: the sheet of agencies has them all. */
const MOST_NAMED = 40

/** Who is counted. @example whoGoes(parts, 'down') // 'XPT, XRC' */
function whoGoes({ rows, customers }: ImpactParts, direction: ImpactRow['direction']): string {
  const codes = rows.flatMap((row, at) => (row.direction === direction ? [customers[at]?.code ?? ''] : []))
  return codes.length <= MOST_NAMED ? codes.join(', ') : `${codes.slice(0, MOST_NAMED).join(', ')} and ${codes.length - MOST_NAMED} more`
}

function sumOfSide({ rows }: ImpactParts, direction: ImpactRow['direction']): ReturnType<typeof sumOf> {
  return sumOf(rows.flatMap((row) => (row.direction === direction ? [impactId(row.customerId, 'difference')] : [])))
}

function distributionChart(distribution: readonly DistributionClass[]): ChartModel {
  return {
    id: 'impact-distribution', title: 'Agencies by % change of their bill', kind: 'bar', horizontal: false, categoryAxis: { title: '% change' }, valueAxis: { title: 'Agencies', unit: '', places: 0 }, categories: distribution.map((each) => each.label),
    series: [{ id: 'count', name: 'Agencies', tone: 'accent', values: distribution.map((each) => toText<string>(new Decimal(each.count))), labels: distribution.map((each) => String(each.count)) }], emptyText: 'There are no agencies.',
  }
}

/** The largest increases and decreases in dollars, from the largest increase down. */
function winnersChart({ rows, customers }: ImpactParts): ChartModel {
  const byAmount = rows.flatMap((row, at) => (row.direction === 'unchanged' ? [] : [{ row, code: customers[at]?.code ?? '' }])).toSorted((left, right) => decimal(right.row.terms.difference).comparedTo(decimal(left.row.terms.difference)))
  const shown = byAmount.length <= 2 * TOP ? byAmount : [...byAmount.slice(0, TOP), ...byAmount.slice(-TOP)]
  return {
    id: 'impact-winners', title: 'Largest increases and decreases (USD a year)', kind: 'bar', horizontal: true, categoryAxis: { title: 'Agency' }, valueAxis: { title: 'Difference', unit: 'USD', places: 0 }, categories: shown.map((each) => each.code),
    series: [{ id: 'difference', name: 'Difference', tone: 'by-sign', values: shown.map((each) => each.row.terms.difference), labels: shown.map((each) => formatFixed(each.row.terms.difference, 0)) }], emptyText: 'No agency\'s bill changes.',
  }
}
