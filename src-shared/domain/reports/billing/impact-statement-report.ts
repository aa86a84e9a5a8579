/** What a change of rates means for one customer, on one page: for its chief financial officer, who has not followed the rest (BILL-9). */
import { impactCells, impactRows, impactTitle, topChanges, termsBy, type Impact, type ImpactRow, type ImpactTerms } from '../../billing/impact.ts'
import { impactWarnings } from '../../billing/impact-warnings.ts'
import { cents, usdOfCents } from '../../cents.ts'
import { decimal, formatFixed, type Usd } from '../../decimal.ts'
import type { Customer } from '../../model/billing-tables.ts'
import type { Draft } from '../../model/draft.ts'
import { column, spanningRow, textCell } from '../cells.ts'
import { markedReport } from '../covered-report.ts'
import { sumOf, usdCell } from '../costs/cost-cells.ts'
import type { ReportContext } from '../draft-mark.ts'
import type { ReportCell, ReportModel, ReportRow, ReportSheet } from '../report-model.ts'
import { customerName, fundingWords, hasFictional } from './billing-report.ts'
import { partsOf } from './impact-report.ts'
import { changeCell, percentChangeCell, percentOf, plusUsd, TERM_LABELS, type ImpactParts } from './impact-parts.ts'

export type ImpactStatementRequest = { readonly draft: Draft; readonly impact: Impact; readonly customerId: string; readonly context: ReportContext }

/** Resources with a line of their own: more would not go on the page. */
const MOST_LINES = 18
const SERVICES = ['new', 'ended', 'merged'] as const
const COLUMN_TERMS = ['price', 'volume', 'joint', 'services', 'minimumAndCredits', 'rounding'] as const

type Line = { readonly id: string; readonly label: string; readonly before: Usd; readonly after: Usd; readonly terms: ImpactTerms }

/** Undefined for a customer that is not there. @example impactStatementReport({ draft, impact, customerId: 'dma', context })?.sheets.length // 1 */
export function impactStatementReport({ draft, impact, customerId, context }: ImpactStatementRequest): ReportModel | undefined {
  const customer = draft.customer.get(customerId)
  const row = impactRows(impact).find((each) => each.customerId === customerId)
  if (customer === undefined || row === undefined) return undefined
  const parts = partsOf({ draft, impact, rows: [row] })
  return markedReport({
    draft, context, report: 'impact-statement', title: `Impact statement, ${customer.code}, ${parts.fromLabel} to ${parts.toLabel}`, label: `${customer.code}, ${impactTitle(draft, impact)}`, versions: [impact.before.version, impact.after.version],
    isFictional: hasFictional([customer]), sheets: [page(parts, { customer, row })],
  })
}

type Of = { readonly customer: Customer; readonly row: ImpactRow }

function sumTerms(lines: readonly Pick<Line, 'terms'>[]): ImpactTerms {
  return termsBy((term) => lines.reduce((sum, each) => sum + cents(each.terms[term]), 0n))
}

/** The largest differences, the others together, and what is of no resource. */
function linesOf({ impact }: ImpactParts, { customer, row }: Of): readonly Line[] {
  const cells = impactCells(impact, customer.id).toSorted((left, right) => decimal(right.terms.difference).abs().comparedTo(decimal(left.terms.difference).abs()))
  const shown = cells.length <= MOST_LINES ? cells : cells.slice(0, MOST_LINES - 1)
  const others = cells.slice(shown.length)
  const beside = { before: rest(row.before, cells.map((each) => each.before)), after: rest(row.after, cells.map((each) => each.after)) }
  const lines: readonly Line[] = [
    ...shown.map((each): Line => ({ id: each.rateId, label: each.title, before: each.before, after: each.after, terms: each.terms })),
    ...(others.length === 0 ? [] : [{ id: 'all-others', label: `${others.length} other resources`, before: plusUsd(others.map((each) => each.before)), after: plusUsd(others.map((each) => each.after)), terms: sumTerms(others) }]),
  ]
  if (beside.before === '0' && beside.after === '0') return lines
  const amount = cents(row.terms.minimumAndCredits)
  return [...lines, { id: 'minimum-and-credits', label: 'Minimum charge, credits and adjustments', ...beside, terms: termsBy((term) => (term === 'minimumAndCredits' || term === 'difference' ? amount : 0n)) }]
}

function rest(whole: Usd, parts: readonly Usd[]): Usd {
  return usdOfCents(parts.reduce((left, each) => left - cents(each), cents(whole)))
}

function termOf(terms: ImpactTerms, column: (typeof COLUMN_TERMS)[number]): Usd {
  return column === 'services' ? plusUsd(SERVICES.map((each) => terms[each])) : terms[column]
}

const LABELS: Readonly<Record<(typeof COLUMN_TERMS)[number], string>> = { ...TERM_LABELS, services: 'New, ended, merged', minimumAndCredits: 'Minimum, credits' }

function lineId(line: string, field: string): string {
  return `line.${line}.${field}`
}

function page(parts: ImpactParts, of: Of): ReportSheet {
  const { customer, row } = of
  const lines = linesOf(parts, of)
  const terms = COLUMN_TERMS.filter((each) => each === 'price' || [...lines, row].some((line) => termOf(line.terms, each) !== '0'))
  const money = { unit: 'USD', width: 15, align: 'end' } as const
  const columns = [
    column({ id: 'resource', header: 'Resource', width: 40, wrap: true }), column({ id: 'before', header: parts.fromLabel, ...money }), ...terms.map((term) => column({ id: term, header: LABELS[term], ...money })),
    column({ id: 'difference', header: 'Difference', ...money }), column({ id: 'after', header: parts.toLabel, ...money }), column({ id: 'percent', header: '% change', unit: '%', width: 11, align: 'end' }),
  ]
  const lineRow = (line: Line): ReportRow => ({
    id: `line.${line.id}`, kind: 'data',
    cells: [
      textCell(lineId(line.id, 'label'), line.label), usdCell(lineId(line.id, 'before'), line.before), ...terms.map((term) => changeCell(lineId(line.id, term), termOf(line.terms, term))), changeCell(lineId(line.id, 'difference'), line.terms.difference, sumOf(terms.map((term) => lineId(line.id, term)))),
      usdCell(lineId(line.id, 'after'), line.after, { formula: sumOf([lineId(line.id, 'before'), lineId(line.id, 'difference')]) }), percentChangeCell(lineId(line.id, 'percent'), { value: percentOf(line.terms.difference, line.before), differenceId: lineId(line.id, 'difference'), beforeId: lineId(line.id, 'before') }),
    ],
  })
  const down = (field: string) => sumOf(lines.map((line) => lineId(line.id, field)))
  const total: readonly ReportCell[] = [
    textCell('bill.label', 'Your bill'), usdCell('bill.before', row.before, { formula: down('before') }), ...terms.map((term) => changeCell(`bill.${term}`, termOf(row.terms, term), down(term))), changeCell('bill.difference', row.terms.difference, down('difference')),
    usdCell('bill.after', row.after, { formula: down('after') }), percentChangeCell('bill.percent', { value: row.percentChange, differenceId: 'bill.difference', beforeId: 'bill.before' }),
  ]
  return {
    id: 'impact', name: 'Impact statement', title: `Impact statement for ${customerName(customer)}`, description: `${impactTitle(parts.draft, parts.impact)}.`, columns,
    rows: [...lines.map(lineRow), { id: 'bill', kind: 'total', cells: total }, ...words(parts, of).map((text, at) => spanningRow('note', { id: `words.${at}`, text, columns: columns.length }))],
    frozenColumns: 1, layout: 'table', charts: [],
  }
}

function addressee({ secretariat, coordinator, accountManager }: Customer): string {
  return [secretariat, coordinator === '' ? '' : `Chargeback coordinator: ${coordinator}`, accountManager === '' ? '' : `Account manager: ${accountManager}`].filter((each) => each !== '').join(' · ')
}

function signed(amount: Usd): string {
  return `${decimal(amount).gt(0) ? '+' : ''}${formatFixed(amount, 2)}`
}

/** What the page says below its figures: the change, whose money it is, and what the terms mean. */
function words({ draft, impact }: ImpactParts, { customer, row }: Of): readonly string[] {
  const change = topChanges(draft, impact, impact.after.customers.length).find((each) => each.customerId === customer.id)
  return [
    change?.words ?? `${customer.code} pays the same as before.`, ...impactWarnings(draft, impact, customer.id),
    `Funding (${fundingWords(customer)}): state ${signed(row.funding.state)}, federal ${signed(row.funding.federal)}, other ${signed(row.funding.other)} USD.`,
    'Price: the change of the rate on the earlier units. Volume: the change of units at the earlier rate. Joint: both at once. All terms add up to the difference to the cent (BILL-9).',
    ...(addressee(customer) === '' ? [] : [`${addressee(customer)}.`]),
  ]
}
