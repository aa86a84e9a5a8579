/** What a request would cost, as a quote: each line by a rate of a version or by an amount of its own, one-time, monthly and annual. */
import { billedAmount, priceCalendar, priceInMonth, whyNotBilled } from '../billing/billed-prices.ts'
import { cents, usdOfCents } from '../cents.ts'
import { decimal, round, toText, type AnyDecimalText, type Usd } from '../decimal.ts'
import type { Customer, EstimateLine } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { MONTHS } from '../billing/usage-columns.ts'
import { formatPrice } from '../rates/price-text.ts'
import type { Version } from '../version.ts'

export type EstimatedLine = { readonly line: EstimateLine; /** Of a unit. */ readonly price: AnyDecimalText | null; readonly priceText: string; /** Rounded once to the cent; null where there is no price, and `reason` says why. */ readonly amount: Usd | null; readonly reason: string }

export type Estimate = {
  readonly lines: readonly EstimatedLine[]
  readonly oneTime: Usd
  readonly monthly: Usd
  readonly annual: Usd
  /** The first twelve months: one-time, twelve times monthly, annual once. */
  readonly firstYear: Usd
  /** The first year by object code. */
  readonly byObjectCode: readonly { readonly objectCode: string; readonly firstYear: Usd }[]
  /** Lines without a price: the totals are without them. */
  readonly unpriced: number
}

const LAST_MONTH = MONTHS - 1
const IN_A_YEAR: Readonly<Record<EstimateLine['cadence'], bigint>> = { 'one-time': 1n, monthly: BigInt(MONTHS), annual: 1n }

function estimated(draft: Draft, { calendar, customer, line }: { readonly calendar: ReturnType<typeof priceCalendar>; readonly customer: Customer; readonly line: EstimateLine }): EstimatedLine {
  const priced = (price: AnyDecimalText, priceText: string): EstimatedLine => ({ line, price, priceText, amount: toText<'USD'>(round(decimal(line.quantity).times(decimal(price)), 2)), reason: '' })
  if (line.amount !== null) return priced(line.amount, decimal(line.amount).toFixed(Math.max(2, decimal(line.amount).decimalPlaces())))
  const resolved = line.rateId === null ? undefined : priceInMonth(calendar, { rateId: line.rateId, customerClass: customer.customerClass, month: LAST_MONTH })
  const price = resolved === undefined ? null : billedAmount(resolved)
  if (resolved === undefined || price === null) return { line, price: null, priceText: '', amount: null, reason: line.rateId === null ? 'It has neither a rate nor an amount.' : (whyNotBilled(resolved) ?? `${draft.rate.get(line.rateId)?.title ?? line.rateId} has no price.`) }
  return priced(price, formatPrice(resolved))
}

function yearOf(lines: readonly EstimatedLine[]): Usd {
  return usdOfCents(lines.reduce((sum, { line, amount }) => (amount === null ? sum : sum + cents(amount) * IN_A_YEAR[line.cadence]), 0n))
}

/**
 * The lines of a request at the rates of a version, for the class of the customer, and their totals: sums of rounded lines.
 *
 * @example requestEstimate({ draft, version, customer, requestId: 'request-1' }).firstYear // '89364': 12 servers at 548.00 a month, installed at 870.00 each
 */
export function requestEstimate({ draft, version, customer, requestId }: { readonly draft: Draft; readonly version: Version; readonly customer: Customer; readonly requestId: string }): Estimate {
  const calendar = priceCalendar(draft, version)
  const lines = [...draft.estimateLine.values()].filter((line) => line.requestId === requestId).toSorted((left, right) => left.position - right.position).map((line) => estimated(draft, { calendar, customer, line }))
  const sumOf = (cadence: EstimateLine['cadence']): bigint => lines.reduce((sum, each) => (each.line.cadence === cadence && each.amount !== null ? sum + cents(each.amount) : sum), 0n)
  const codes = [...new Set(lines.map((each) => each.line.objectCode))].toSorted()
  return {
    lines, oneTime: usdOfCents(sumOf('one-time')), monthly: usdOfCents(sumOf('monthly')), annual: usdOfCents(sumOf('annual')), firstYear: yearOf(lines),
    byObjectCode: codes.map((objectCode) => ({ objectCode, firstYear: yearOf(lines.filter((each) => each.line.objectCode === objectCode)) })), unpriced: lines.filter((each) => each.amount === null).length,
  }
}
