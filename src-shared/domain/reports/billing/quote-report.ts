/** The estimate of a service request as a quote: once, monthly, a year, by object code, with a line to sign. */
import { instalmentWords, serviceEstimate, type Cadence, type EstimatedLine, type EstimateTotals, type ServiceEstimate } from '../../billing/service-estimate.ts'
import { formatFixed, type Usd } from '../../decimal.ts'
import { issue } from '../../issues.ts'
import type { Draft } from '../../model/draft.ts'
import { monthWords } from '../../month.ts'
import { formatVersion } from '../../version-label.ts'
import type { Version } from '../../version.ts'
import { BLANK, column, labelled, refer, rounded, spanningRow, textCell } from '../cells.ts'
import { literal, placesOf, sumOf, times, usdCell } from '../costs/cost-cells.ts'
import type { ReportContext } from '../draft-mark.ts'
import type { ReportFormula, ReportModel, ReportRow, ReportSheet } from '../report-model.ts'
import { notPricedCell, quantityCell } from './billed-lines.ts'
import { billingReport, customerNotes, groupLabel } from './billing-report.ts'
import { rowOf } from './statement-parts.ts'

export type QuoteReportRequest = { readonly draft: Draft; readonly version: Version; readonly requestId: string; readonly context: ReportContext }

const CADENCE_LABELS: Readonly<Record<Cadence, string>> = { 'one-time': 'One-time', monthly: 'Monthly', annual: 'Annual' }
const CADENCE_ORDER = ['one-time', 'monthly', 'annual'] as const
const TOTAL_FIELDS = ['oneTime', 'monthly', 'annual'] as const satisfies readonly (keyof EstimateTotals)[]
const FIELD_OF: Readonly<Record<Cadence, (typeof TOTAL_FIELDS)[number]>> = { 'one-time': 'oneTime', monthly: 'monthly', annual: 'annual' }
const COLUMNS = [
  column({ id: 'description', header: 'Item', width: 42, wrap: true }), column({ id: 'code', header: 'Rate', width: 15 }), column({ id: 'objectCode', header: 'Object code', width: 11 }), column({ id: 'quantity', header: 'Quantity', width: 13, align: 'end' }), column({ id: 'unit', header: 'Unit', width: 20, wrap: true }),
  column({ id: 'price', header: 'Price', unit: 'USD/unit', width: 14, align: 'end' }), column({ id: 'amount', header: 'Amount', unit: 'USD', width: 16, align: 'end' }), column({ id: 'firstYear', header: 'In the first year', unit: 'USD', width: 16, align: 'end' }), column({ id: 'note', header: 'Note', width: 34, wrap: true }),
]

/** Undefined for a request that is not there. @example quoteReport({ draft, version, requestId: 'xfa-001', context })?.title // 'Quote XFA-001, FY2005' */
export function quoteReport({ draft, version, requestId, context }: QuoteReportRequest): ReportModel | undefined {
  const estimate = serviceEstimate(draft, { version, requestId })
  if (estimate === undefined) return undefined
  const { request, customer, totals, lines } = estimate
  const label = formatVersion(draft, version)
  return billingReport({
    draft, context, report: 'quote', title: `Quote ${request.code}, ${label}`, label: `${request.code}, rates of ${label}`, versions: [version], customers: [customer], mainSheetId: 'quote', sheets: [quoteSheet(estimate), signatureSheet(estimate)],
    lead: [...customerNotes(customer), { label: 'Request', text: `${request.code}: ${request.title}` }, { label: 'Requested on', text: request.requestedOn }, ...(request.fromMonth === null ? [] : [{ label: 'From', text: monthWords(request.fromMonth) }]), { label: 'First year', text: estimate.firstYear.words }, { label: 'Rates', text: label }],
    facts: [{ label: 'Once', text: dollars(totals.oneTime) }, { label: 'Every month', text: dollars(totals.monthly) }, { label: 'Every year', text: dollars(totals.annual) }, { label: 'First year', text: dollars(totals.firstYear) }],
    issues: lines.flatMap((each) => (each.amount === null ? [issue('not-priced', `${each.line.description} could not be priced: ${each.reason}.`, { severity: 'warning', remedy: 'Write an amount, or set its price in the version.' })] : [])),
    method: [
      { label: 'Amount', text: 'Quantity x published rate of the version, or x the amount that the line states, rounded to the cent once. (BILL-1, NUM-3)' }, { label: 'First year', text: `${estimate.firstYear.words} One-time items once, monthly ones for these months at the price of each, and one annual amount, billed in instalments from the month after its approval to the end of the fiscal year. (BILL-10)` },
      { label: 'An estimate', text: 'What is billed follows from what is used, at the rates of its year.' },
    ],
  })
}

function dollars(amount: Usd): string {
  return `${formatFixed(amount, 2)} USD`
}

const lineId = (line: EstimatedLine, field: string): string => `line.${line.line.id}.${field}`

function lineRow(line: EstimatedLine): ReportRow {
  const { line: row, rate, unit, unitPrice, amount, reason, firstYear, instalments } = line
  const id = (field: string): string => lineId(line, field)
  return rowOf('data', { id: `line.${row.id}`, columns: COLUMNS.length, cells: [
    textCell(id('description'), row.description), textCell(id('code'), rate?.code ?? ''), textCell(id('objectCode'), row.objectCode), quantityCell(id('quantity'), row.quantity, { input: true }), textCell(id('unit'), unit),
    unitPrice === null ? BLANK : { kind: 'number', id: id('price'), value: unitPrice, format: 'usd', places: Math.max(2, placesOf(unitPrice)) },
    amount === null ? notPricedCell(id('amount')) : usdCell(id('amount'), amount, { formula: rounded(times(refer(id('quantity')), refer(id('price'))), 2) }),
    firstYear === null ? BLANK : usdCell(id('firstYear'), firstYear, { formula: firstYearOf(line) }), textCell(id('note'), [row.note, instalmentWords(instalments), reason].filter((each) => each !== '').join(' ')),
  ] })
}

/** Once and annual as they stand; months at the price of each, every one rounded. */
function firstYearOf(line: EstimatedLine): ReportFormula {
  const [only, ...others] = line.monthly
  if (line.line.cadence !== 'monthly') return line.firstYear === line.amount ? refer(lineId(line, 'amount')) : literal(0)
  if (only !== undefined && others.length === 0 && only.unitPrice === line.unitPrice) return times(refer(lineId(line, 'amount')), literal(only.months))
  return line.monthly.length === 0 ? literal(0) : { op: 'sum', of: line.monthly.map(({ months, unitPrice }) => times(rounded(times(refer(lineId(line, 'quantity')), literal(unitPrice)), 2), literal(months))) }
}

function totalRow(kind: ReportRow['kind'], { id, label, value, formula }: { readonly id: string; readonly label: string; readonly value: Usd; readonly formula: ReportFormula }): ReportRow {
  return rowOf(kind, { id, columns: COLUMNS.length, cells: [textCell(`${id}.label`, label), BLANK, BLANK, BLANK, BLANK, BLANK, usdCell(`${id}.amount`, value, { formula })] })
}

function sumOfFirstYear(lines: readonly EstimatedLine[], objectCode?: string): ReportFormula {
  return sumOf(lines.flatMap((each) => (each.firstYear !== null && (objectCode === undefined || each.line.objectCode === objectCode) ? [lineId(each, 'firstYear')] : [])))
}

function sumOfLines(lines: readonly EstimatedLine[], of: { readonly cadence: Cadence; readonly objectCode?: string }): ReportFormula {
  return sumOf(lines.flatMap((each) => (each.amount !== null && each.line.cadence === of.cadence && (of.objectCode === undefined || each.line.objectCode === of.objectCode) ? [lineId(each, 'amount')] : [])))
}

function quoteSheet({ request, lines, totals, byObjectCode, firstYear }: ServiceEstimate): ReportSheet {
  const heading = (id: string, text: string): ReportRow => spanningRow('heading', { id: `quote.${id}`, text, columns: COLUMNS.length })
  const rows = CADENCE_ORDER.flatMap((cadence): readonly ReportRow[] => {
    const own = lines.filter((each) => each.line.cadence === cadence)
    const field = FIELD_OF[cadence]
    const total = totalRow('total', { id: `total.${field}`, label: `${CADENCE_LABELS[cadence]}, together`, value: totals[field], formula: sumOfLines(lines, { cadence }) })
    return [heading(cadence, CADENCE_LABELS[cadence]), ...own.map(lineRow), total]
  })
  const groups = byObjectCode.flatMap((group): readonly ReportRow[] => [
    spanningRow('subheading', { id: `group.${group.objectCode}`, text: groupLabel(group.objectCode), columns: COLUMNS.length }),
    ...CADENCE_ORDER.map((cadence) => totalRow('data', { id: `group.${group.objectCode}.${FIELD_OF[cadence]}`, label: CADENCE_LABELS[cadence], value: group[FIELD_OF[cadence]], formula: sumOfLines(lines, { cadence, objectCode: group.objectCode }) })),
    totalRow('data', { id: `group.${group.objectCode}.firstYear`, label: 'First year', value: group.firstYear, formula: sumOfFirstYear(lines, group.objectCode) }),
  ])
  return {
    id: 'quote', name: 'Quote', title: `${request.code}: ${request.title}`, description: 'What it costs once, every month and every year, and in the first year.', columns: COLUMNS, frozenColumns: 1, layout: 'table', charts: [],
    rows: [...rows, heading('first-year', 'First year'), totalRow('total', { id: 'total.firstYear', label: `Once, ${firstYear.months.length} ${firstYear.months.length === 1 ? 'month' : 'months'}, and the year`, value: totals.firstYear, formula: sumOfFirstYear(lines) }), ...(groups.length === 0 ? [] : [heading('object-codes', 'By object code'), ...groups])],
  }
}

const LINE_TO_SIGN = '_'.repeat(48)

function signatureSheet({ request, customer }: ServiceEstimate): ReportSheet {
  const rows = [
    labelled('sign.terms', { label: 'Agreed', text: `${customer.name} orders what this quote describes, and sets the amounts aside under their object codes.` }), labelled('sign.name', { label: 'Authorised to incur the charge', text: request.signedBy === '' ? LINE_TO_SIGN : request.signedBy }),
    labelled('sign.signature', { label: 'Signature', text: LINE_TO_SIGN }), labelled('sign.date', { label: 'Date', text: request.decidedOn ?? LINE_TO_SIGN }), labelled('sign.manager', { label: 'Account manager', text: customer.accountManager === '' ? LINE_TO_SIGN : customer.accountManager }),
  ]
  return { id: 'signature', name: 'Signature', title: 'Signature', description: `Request ${request.code}, ${request.status}.`, columns: [column({ id: 'label', header: '', width: 34, wrap: true }), column({ id: 'text', header: '', width: 80, wrap: true })], rows, frozenColumns: 0, layout: 'document', charts: [] }
}
