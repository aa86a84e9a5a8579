/** A quote as rows and as text: every line with its factors, its notes and how its amount came about. */
import { rateText, type Quote, type QuoteLine } from '../../src-shared/domain/billing/quote.ts'
import { formatFixed } from '../../src-shared/domain/decimal.ts'
import { explanationRow, explanationText } from './explanation-text.ts'
import { issueText, type JsonRow } from './outcome.ts'
import { plainText, textTable, type TableLine } from './text-table.ts'

const WHOLE = 1_000

function reasonOf({ notPriced }: QuoteLine): string {
  return notPriced.map(({ message, remedy }) => (remedy === undefined ? message : `${message} ${remedy}`)).join(' ')
}

/** One row a line, and one `total`. Decimals are text. */
export function quoteRows(quote: Quote): readonly JsonRow[] {
  return [
    ...quote.lines.map((line): JsonRow => ({
      row: 'line', item: line.item, label: line.label, sharer: line.sharer, code: line.rate?.code ?? null, resource: line.rate?.title ?? null, unit: line.rate?.billableUnit ?? null, objectCode: line.rate?.objectCode ?? null,
      customerClass: line.rate?.customerClass ?? null, rate: line.rate === null ? null : (line.rate.price.amount ?? line.rate.price.percent), rateText: rateText(line), quantity: line.quantity, quantityUnit: line.quantityUnit, months: line.months,
      factors: line.factors.map(({ label, value, unit, formula }) => ({ label, value, unit, formula })), amount: line.amount, instalments: line.instalments.map(({ dueOn, amount }) => ({ dueOn, amount })),
      notPriced: line.amount === null ? reasonOf(line) : null, notes: [...line.notes], explanation: line.explanation === null ? null : explanationRow(line.explanation),
    })),
    { row: 'total', total: quote.total, lines: quote.lines.length, notPriced: quote.lines.filter(({ amount }) => amount === null).length, notes: [...quote.notes] },
  ]
}

/** Shares of one cost are told apart by who pays them. */
function titleOf({ rate, sharer }: QuoteLine): string {
  return `${rate?.title ?? '(no rate)'}${sharer === null ? '' : `, ${plainText(sharer)}`}`
}

function cells(line: QuoteLine): TableLine {
  const quantity = line.quantity === null ? '' : formatFixed(line.quantity, (line.quantity.split('.')[1] ?? '').length)
  return { kind: 'cells', cells: [`  ${titleOf(line)}`, quantity, line.rate?.billableUnit ?? line.quantityUnit, rateText(line), line.months === 1 ? '' : String(line.months), line.amount === null ? 'not priced' : formatFixed(line.amount, 2)] }
}

function table(quote: Quote): string {
  const items = [...new Set(quote.lines.map(({ item }) => item))]
  const lines = items.flatMap((item): readonly TableLine[] => {
    const own = quote.lines.filter((line) => line.item === item)
    return [{ kind: 'heading', text: `${item}. ${own[0]?.label ?? ''}` }, ...own.map(cells)]
  })
  return textTable([{ header: 'Rate', align: 'start' }, { header: 'Quantity', align: 'decimal' }, { header: 'Unit', align: 'start' }, { header: 'Price', align: 'end' }, { header: 'Months', align: 'end' }, { header: 'Amount', align: 'decimal' }], lines)
}

function details(line: QuoteLine): readonly string[] {
  return [
    `${line.item}. ${plainText(line.label)}: ${line.rate === null ? '(no rate)' : `${line.rate.title} (${line.rate.code})`}`,
    ...(line.explanation === null ? [] : explanationText([line.explanation], WHOLE).split('\n').map((text) => `  ${text}`)),
    ...line.notPriced.map((each) => `  ${issueText(each)}`),
    ...line.notes.map((note) => `  note: ${plainText(note)}`),
    ...line.instalments.map(({ dueOn, amount }) => `  ${dueOn}  ${formatFixed(amount, 2)}`),
    '',
  ]
}

/** @example quoteText(quote, 'FY2004').includes('Total: 4.98') */
export function quoteText(quote: Quote, version: string): string {
  const missing = quote.lines.filter(({ amount }) => amount === null).length
  const total = missing === 0 ? 'Total' : `Total of the priced lines, without ${missing} that ${missing === 1 ? 'is' : 'are'} not priced`
  return [`Quote at the rates of ${version}`, '', table(quote), '', `${total}: ${formatFixed(quote.total, 2)}`, ...quote.notes.map((note) => `note: ${note}`), '', ...quote.lines.flatMap(details)].join('\n').trimEnd()
}
