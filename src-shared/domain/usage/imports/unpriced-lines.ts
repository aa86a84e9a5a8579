/** What a bill will have no price for, each rate with its first row, and lines that are too dear for any bill: said before they are imported. */
import { billedAmount, priceCalendar, priceInMonth, whyNotBilled, type PriceCalendar } from '../../billing/billed-prices.ts'
import { Decimal, decimal } from '../../decimal.ts'
import { fiscalYearSpan } from '../../fiscal-year.ts'
import { issue, type Issue } from '../../issues.ts'
import type { Draft } from '../../model/draft.ts'
import { fiscalYearFirstMonth } from '../../model/integrity.ts'
import { unitsOfMicro } from '../../micro-units.ts'
import { monthNumber, monthOfDay } from '../../month.ts'
import { yearsOf } from '../../rates/schedule-years.ts'
import type { UsageOfFile } from './usage-import.ts'

const MOST_RATES = 20

/** A year's first month as `monthNumber` counts them, and what each month costs in its plan, or in what it has instead. */
type PricedYear = { readonly start: number; readonly calendar: PriceCalendar }

function pricedYears(draft: Draft, months: ReadonlySet<number>): readonly PricedYear[] {
  const firstMonth = fiscalYearFirstMonth(draft)
  const years = Map.groupBy(yearsOf(draft), ({ version }) => version.fiscalYear)
  return [...years].flatMap(([year, all]) => {
    const start = monthNumber(monthOfDay(fiscalYearSpan(year, firstMonth).first))
    const { version } = all.find((each) => each.version.basis === 'plan') ?? all[0] ?? {}
    return version === undefined || !Array.from({ length: 12 }, (_, month) => start + month).some((each) => months.has(each)) ? [] : [{ start, calendar: priceCalendar(draft, version) }]
  })
}

/** What a class pays for a unit in a month: why nothing, and the largest quantity that stays within the dollars of a bill where a unit is that dear. */
type UnitPrice = { readonly why: string | null; readonly most: bigint | null }
const NO_PRICE: UnitPrice = { why: null, most: null }

/** 10^15 dollars, the most of a line, over 10^12 units, the most of a quantity. */
const DEAR = 1_000
const MOST_DOLLARS = new Decimal(10).pow(15)

function unitPriceOf(price: ReturnType<typeof priceInMonth>): UnitPrice {
  const why = whyNotBilled(price)
  const amount = price === undefined || why !== null ? null : billedAmount(price)
  const size = amount === null ? new Decimal(0) : decimal(amount).abs()
  return { why, most: size.lte(DEAR) ? null : BigInt(MOST_DOLLARS.times(1_000_000).div(size).floor().toFixed(0)) }
}

type Request = { readonly draft: Draft; readonly read: Pick<UsageOfFile, 'lines' | 'row'>; readonly fileName: string }
export type PriceIssues = {
  /** Rates that have no number in the months and classes of the file's lines; a statement names the same lines as unpriced. */
  readonly unpriced: readonly Issue[]
  /** Errors: one such line would keep every bill from being summed. */
  readonly tooDear: readonly Issue[]
}

export function linePriceIssues(request: Request): PriceIssues {
  const { draft, read: { lines, row } } = request
  const years = pricedYears(draft, new Set(lines.month))
  const classes = lines.customerIds.map((id) => draft.customer.get(id)?.customerClass ?? 'state')
  const found = new Map<string, Unpriced>()
  const tooDear: Issue[] = []
  // Lines are in order by rate and month: what a class pays is looked up once for each.
  let [rate, month] = [-1, -1]
  const ofClass = new Map<string, UnitPrice>()
  for (let line = 0; line < lines.rate.length; line += 1) {
    if (lines.rate[line] !== rate || lines.month[line] !== month) {
      ;[rate, month] = [lines.rate[line] ?? -1, lines.month[line] ?? -1]
      ofClass.clear()
    }
    const customerClass = classes[lines.customer[line] ?? -1] ?? 'state'
    let price = ofClass.get(customerClass)
    if (price === undefined) {
      const year = years.find(({ start }) => month >= start && month < start + 12)
      price = year === undefined ? NO_PRICE : unitPriceOf(priceInMonth(year.calendar, { rateId: lines.rateIds[rate] ?? '', customerClass, month: month - year.start }))
      ofClass.set(customerClass, price)
    }
    const { why, most } = price
    const quantity = most === null ? 0n : (lines.quantity[line] ?? 0n)
    if (most !== null && (quantity > most || quantity < -most)) tooDear.push(tooDearIssue(request, line))
    if (why === null) continue
    const key = `${rate}|${why}`
    const known = found.get(key) ?? { rate, why, first: Number.MAX_SAFE_INTEGER, count: 0 }
    known.first = Math.min(known.first, row[line] ?? 0)
    known.count += 1
    found.set(key, known)
  }
  return { unpriced: unpricedNotes(request, [...found.values()]), tooDear }
}

function tooDearIssue({ draft, read: { lines, row }, fileName }: Request, line: number): Issue {
  const code = draft.rate.get(lines.rateIds[lines.rate[line] ?? -1] ?? '')?.code ?? ''
  return issue('number-out-of-range', `${unitsOfMicro(lines.quantity[line] ?? 0n)} units of ${code} come to more than 1,000,000,000,000,000 dollars.`, { place: { file: fileName, row: row[line] ?? 0 }, remedy: 'Check the unit of the quantity.' })
}

type Unpriced = { readonly rate: number; readonly why: string; first: number; count: number }

function unpricedNotes({ draft, read: { lines }, fileName }: Request, found: readonly Unpriced[]): readonly Issue[] {
  const all = found.toSorted((left, right) => left.first - right.first)
  const notes = all.slice(0, MOST_RATES).map((each) => {
    const code = draft.rate.get(lines.rateIds[each.rate] ?? '')?.code ?? ''
    return issue('not-priced', `${code}: ${each.count === 1 ? 'a line' : `${each.count.toLocaleString('en-US')} lines, from this row on,`} will not be priced: ${each.why}.`, { severity: 'note', place: { file: fileName, row: each.first } })
  })
  return all.length <= MOST_RATES ? notes : [...notes, issue('not-priced', `Lines of ${all.length - MOST_RATES} more rates will not be priced.`, { severity: 'note', place: { file: fileName } })]
}
