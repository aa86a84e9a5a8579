/** What new rates mean, as rows of a sheet: every term of BILL-9, which add up to the difference to the cent. */
import type { Usd } from '../../../../src-shared/domain/decimal.ts'
import type { ImpactTerm } from '../../../../src-shared/domain/billing/bill-impact.ts'
import { sumOfImpactRows, type ImpactCell, type ImpactDirection, type ImpactMatrix, type ImpactRow, type ImpactSums, type ImpactTerms } from '../../../../src-shared/domain/billing/impact.ts'
import type { ImpactAnswer } from '../../../../src-shared/contract/bill-answers.ts'
import type { Customer } from '../../../../src-shared/domain/model/billing-tables.ts'
import { sumUsd } from '../../../../src-shared/domain/sum-usd.ts'
import type { GridCell, GridColumn } from '../../../components/RateGrid/types.ts'
import { moneyCell, noFigure, signedMoney, textCell } from '../../../components/sheet/cells.ts'
import { passes } from '../matrix/matrix-rows.ts'

/** `customer` null: all that are shown, together. */
export type ImpactSheetRow = { readonly id: string; readonly customer: Customer | null; /** Of the row of several; null: every customer. */ readonly among: readonly string[] | null; readonly figures: ImpactSums; /** By column of the matrix, where one is shown. */ readonly parts: ImpactMatrix['rows'][number] | null }

export const ALL = '#all'

const TERMS: readonly { readonly term: ImpactTerm; readonly header: string; readonly hint: string }[] = [
  { term: 'price', header: 'Price', hint: 'New less old rate, times the units before.' },
  { term: 'volume', header: 'Volume', hint: 'The old rate, times the units that are more or fewer.' },
  { term: 'joint', header: 'Joint', hint: 'The change of the rate times the change of the units.' },
  { term: 'new', header: 'New', hint: 'Services that are billed for the first time.' },
  { term: 'ended', header: 'Ended', hint: 'Services that are billed no more.' },
  { term: 'merged', header: 'Merged', hint: 'Services that take over from others, or are taken over.' },
  { term: 'minimumAndCredits', header: 'Minimum, credits', hint: 'Minimum charges, credits and dated adjustments.' },
  { term: 'rounding', header: 'Rounding', hint: 'What the rounded lines differ from these terms by.' },
]

export type ImpactFilter = { readonly text: string; /** Where the bill goes; empty: wherever. */ readonly directions: ReadonlySet<ImpactDirection> }

/** Customers that pass the search and whose bill goes where it is asked, all of them together last. */
export function impactSheetRows(answer: ImpactAnswer, customers: readonly Customer[], { text, directions }: ImpactFilter): readonly ImpactSheetRow[] {
  const byId = new Map(customers.map((each) => [each.id, each]))
  const partsOf = new Map(answer.matrix?.rows.map((row) => [row.customerId, row]))
  const shown = answer.rows.flatMap((figures) => {
    const customer = byId.get(figures.customerId)
    return customer === undefined || !passes(customer, text) || (directions.size > 0 && !directions.has(figures.direction)) ? [] : [{ customer, figures }]
  })
  if (shown.length === 0) return []
  const isWhole = shown.length === answer.rows.length
  const among = isWhole ? null : shown.map(({ customer }) => customer.id)
  const rows = shown.map(({ customer, figures }): ImpactSheetRow => ({ id: customer.id, customer, among: null, figures, parts: partsOf.get(customer.id) ?? null }))
  const parts = answer.matrix === null ? null : totalParts({ columns: answer.matrix.columns, rows: rows.flatMap((row) => row.parts ?? []) })
  return [...rows, { id: ALL, customer: null, among, figures: isWhole ? answer.totals : sumOfImpactRows(shown.map(({ figures }) => figures)), parts }]
}

/** @example togetherText(['xfa', 'xch']) // '2 customers shown' */
export function togetherText(among: ImpactSheetRow['among']): string {
  return among === null ? 'All customers' : among.length === 1 ? '1 customer shown' : `${among.length.toLocaleString('en-US')} customers shown`
}

function totalParts({ columns, rows }: ImpactMatrix): ImpactMatrix['rows'][number] {
  const sum = (of: (row: ImpactMatrix['rows'][number]) => readonly Usd[]): readonly Usd[] => columns.map((_, at) => sumUsd(rows.flatMap((row) => of(row)[at] ?? [])))
  return { customerId: ALL, before: sum((row) => row.before), after: sum((row) => row.after), difference: sum((row) => row.difference) }
}

function changed(value: Usd | undefined, hint?: string): GridCell {
  return value === undefined || value === '0' ? { kind: 'blank', ...(hint === undefined ? {} : { hint }) } : signedMoney(value, hint === undefined ? {} : { hint })
}

function percentCell({ percentChange: value, terms }: Pick<ImpactRow, 'percentChange' | 'terms'>): GridCell {
  if (value === null && terms.difference === '0') return noFigure('–', 'There is no bill, neither before nor after.')
  return value === null ? noFigure('new', 'There was no bill before, so there is no per cent of it.') : { kind: 'number', value, places: 2, signed: true, tone: value === '0' ? 'quiet' : value.startsWith('-') ? 'decrease' : 'increase' }
}

function money<Row>(id: string, header: string, of: (row: Row) => GridCell, more: Partial<GridColumn<Row>> = {}): GridColumn<Row> {
  return { id, header, unit: 'USD', align: 'decimal', decimals: 2, width: 120, cell: of, ...more }
}

function leading(answer: ImpactAnswer): readonly GridColumn<ImpactSheetRow>[] {
  const [usage, width] = answer.usageBasis === 'planned' ? ['planned', 146] : ['usage', 126]
  return [
    { id: 'code', header: 'Code', align: 'start', width: 66, frozen: true, cell: (row) => textCell(row.customer?.code ?? '') },
    { id: 'name', header: 'Customer', align: 'start', width: 220, grow: 1, frozen: true, rowHeader: true, cell: (row) => textCell(row.customer?.name ?? togetherText(row.among)) },
    money('difference', 'Difference', (row) => signedMoney(row.figures.terms.difference), { frozen: true, width: 128 }),
    { id: 'percent', header: 'Change', unit: '%', align: 'decimal', decimals: 2, width: 92, cell: (row) => percentCell(row.figures) },
    money('before', 'Before', (row) => moneyCell(row.figures.before), { width, overline: `FY${answer.usageFrom} ${usage}` }),
    money('after', 'After', (row) => moneyCell(row.figures.after), { width, overline: `FY${answer.usageTo} ${usage}` }),
  ]
}

function termColumns<Row>(termsOf: (row: Row) => ImpactTerms): readonly GridColumn<Row>[] {
  return TERMS.map(({ term, header, hint }) => money<Row>(term, header, (row) => changed(termsOf(row)[term]), { explain: hint, width: term === 'minimumAndCredits' ? 152 : 112 }))
}

/** All terms of each customer, and the funding sources that pay the difference. */
export function impactTermColumns(answer: ImpactAnswer): readonly GridColumn<ImpactSheetRow>[] {
  return [
    ...leading(answer), ...termColumns<ImpactSheetRow>((row) => row.figures.terms),
    money('state', 'State', (row) => changed(row.figures.funding.state), { overline: 'paid from' }), money('federal', 'Federal', (row) => changed(row.figures.funding.federal), { overline: 'paid from' }), money('other', 'Other', (row) => changed(row.figures.funding.other), { overline: 'paid from' }),
  ]
}

/** The difference by service (or group): before and after on hover. */
export function impactMatrixColumns(answer: ImpactAnswer): readonly GridColumn<ImpactSheetRow>[] {
  return [
    ...leading(answer),
    ...(answer.matrix?.columns ?? []).map((column, at) => money<ImpactSheetRow>(`part.${column.id}`, column.label, (row) => {
      const [before, after] = [row.parts?.before[at] ?? '0', row.parts?.after[at] ?? '0']
      return changed(row.parts?.difference[at], before === '0' && after === '0' ? undefined : `${before} before, ${after} after`)
    }, { width: 126 })),
    money('minimumAndCredits', 'Minimum, credits', (row) => changed(row.figures.terms.minimumAndCredits), { width: 132 }),
  ]
}

const STATUS_WORDS: Readonly<Record<string, string>> = { continuing: '', new: 'new', ended: 'ended', merged: 'merged' }

/** The rates of one customer, the largest difference first when it is sorted so. */
export const CELL_COLUMNS: readonly GridColumn<ImpactCell>[] = [
  { id: 'title', header: 'Rate', align: 'start', width: 270, grow: 1, frozen: true, rowHeader: true, cell: (cell) => textCell(cell.title) },
  { id: 'status', header: 'Status', align: 'start', width: 76, cell: (cell) => ({ kind: 'badge', text: STATUS_WORDS[cell.status] ?? cell.status }) },
  money('difference', 'Difference', (cell) => signedMoney(cell.terms.difference)),
  money('before', 'Before', (cell) => moneyCell(cell.before)),
  money('after', 'After', (cell) => moneyCell(cell.after)),
  ...termColumns<ImpactCell>((cell) => cell.terms).filter((column) => column.id !== 'minimumAndCredits'),
]
