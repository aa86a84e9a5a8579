/**
 * Prices a year's usage exactly (BILL-1, NUM-2, NUM-3): each line is its summed quantity x the published rate, rounded once to the cent.
 *
 * Quantities count 10^-6 units and prices 10^-places dollars, so that a line is `quantity x mantissa / 10^(places + 4)` cents, half up.
 * V8 computes 64-bit integers without objects where each step is wrapped in `BigInt.asIntN(64, ...)`. Before a column (the lines of
 * one rate) is priced, its largest quantity and price say whether every step stays below 2^63; if not, it goes by integers of any size.
 */
import { MAX_PLACES } from '../decimal.ts'
import { ok, refused, type Result } from '../result.ts'
import { QUANTITY_PLACES } from '../micro-units.ts'
import type { RatePrices } from './rate-prices.ts'
import { MONTHS, type UsageColumns } from './usage-columns.ts'

/** What the lines of one rate cost, in cents. */
export type PricedColumn = {
  /** In the order of the rate's lines. */
  readonly amounts: BigInt64Array
  readonly byCustomer: BigInt64Array
  /** Not less than the sum of the amounts' sizes: what the range of a total is judged by. */
  readonly magnitude: bigint
}

/** The prices that a rate is to have. */
export type RateEdit = { readonly rate: number; readonly prices: RatePrices }

/** An amount beyond MAX_AMOUNT, or a total that could leave 64 bits; neither is a bill, both are a slip in a quantity or price. */
export type AmountOutOfRange =
  | { readonly code: 'line-out-of-range'; readonly rate: number; readonly customer: number; readonly month: number }
  | { readonly code: 'total-out-of-range' }

/** 10^15 dollars in cents: nothing in a model is as large as this. */
export const MAX_AMOUNT = 10n ** 17n
export const INT64_BOUND = 2n ** 63n
/** Cents in a dollar are two of the quantity's six places. */
const PLACES_TO_CENTS = QUANTITY_PLACES - 2

const CENT_SCALES = Array.from({ length: MAX_PLACES + 1 }, (_, places) => 10n ** BigInt(places + PLACES_TO_CENTS))

/** Units of `quantity x mantissa` in a cent. @example centScale(2) // 1000000n */
export function centScale(places: number): bigint {
  const scale = CENT_SCALES[places]
  if (scale === undefined) throw new RangeError(`A price has at most ${MAX_PLACES} places, not ${places}.`)
  return scale
}

/** @example divideHalfUp(-15n, 10n) // -2n */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const half = divisor / 2n
  return (dividend < 0n ? dividend - half : dividend + half) / divisor
}

/**
 * Prices every line. The prices stand in the order of the rates.
 *
 * @example priceColumns(usage, [onePrice('4.105')]) // for 1 unit: amounts [411n]
 */
export function priceColumns(usage: UsageColumns, prices: readonly RatePrices[]): Result<readonly PricedColumn[], AmountOutOfRange> {
  if (prices.length !== usage.rateCount) throw new RangeError(`${prices.length} prices for ${usage.rateCount} rates.`)
  const priced = repriceColumns({ usage, edits: prices.map((each, rate) => ({ rate, prices: each })) })
  if (!priced.ok) return priced
  const magnitude = priced.value.reduce((sum, column) => sum + column.magnitude, 0n)
  return magnitude < INT64_BOUND ? priced : refused({ code: 'total-out-of-range' })
}

/** `onPriced` is handed each column at once, while the processor still has it at hand: a second pass over all lines would wait for memory. */
export type Repricing = { readonly usage: UsageColumns; readonly edits: readonly RateEdit[]; readonly onPriced?: (rate: number, column: PricedColumn) => void }

/** Prices the lines of some rates, in the order in which they are named; that totals stay within 64 bits is for the caller to check. */
export function repriceColumns({ usage, edits, onPriced }: Repricing): Result<readonly PricedColumn[], AmountOutOfRange> {
  const counts = edits.map(({ rate }) => (usage.rateStart[rate + 1] ?? 0) - (usage.rateStart[rate] ?? 0))
  // One block each: 500 small ones take longer to get than to fill.
  const amounts = new BigInt64Array(counts.reduce((sum, count) => sum + count, 0))
  const byCustomer = new BigInt64Array(edits.length * usage.customerCount)
  const columns: PricedColumn[] = []
  let start = 0
  for (const [at, { rate, prices }] of edits.entries()) {
    const end = start + (counts[at] ?? 0)
    const priced = priceInto({ amounts: amounts.subarray(start, end), byCustomer: byCustomer.subarray(at * usage.customerCount, (at + 1) * usage.customerCount) }, { usage, rate, prices })
    if (!priced.ok) return priced
    columns.push(priced.value)
    onPriced?.(rate, priced.value)
    start = end
  }
  return ok(columns)
}

/** Cents of each customer over all rates. @example totalsByCustomer(columns, 2) // [411n, 0n] */
export function totalsByCustomer(columns: readonly PricedColumn[], customerCount: number): BigInt64Array {
  const totals = new BigInt64Array(customerCount)
  for (const { byCustomer } of columns) addInto(totals, byCustomer)
  return totals
}

/** Adds in 64 bits; that no sum leaves them has been checked by their magnitude. */
export function addInto(sums: BigInt64Array, added: BigInt64Array): void {
  for (let at = 0; at < sums.length; at += 1) sums[at] = BigInt.asIntN(64, (sums[at] ?? 0n) + (added[at] ?? 0n))
}

/** Takes the old parts out of sums and puts the new ones in. */
export function exchange(sums: BigInt64Array, { now, was }: { readonly now: BigInt64Array; readonly was: BigInt64Array }): void {
  for (let at = 0; at < sums.length; at += 1) sums[at] = BigInt.asIntN(64, (sums[at] ?? 0n) + BigInt.asIntN(64, (now[at] ?? 0n) - (was[at] ?? 0n)))
}

type Into = Pick<PricedColumn, 'amounts' | 'byCustomer'>

/** Which steps stay below 2^63: the whole product; or, once the quantity is split by the scale, both products; or neither. */
export type Width = 'product' | 'split' | 'wide'

/** @example widthOf({ largestQuantity: 10n ** 9n, largestMantissa: 9_981n, scale: 10n ** 6n }) // 'product' */
export function widthOf({ largestQuantity, largestMantissa, scale }: { readonly largestQuantity: bigint; readonly largestMantissa: bigint; readonly scale: bigint }): Width {
  const half = scale / 2n
  if (largestMantissa >= INT64_BOUND || scale >= INT64_BOUND) return 'wide'
  if (largestQuantity * largestMantissa + half < INT64_BOUND) return 'product'
  return scale * largestMantissa + half < INT64_BOUND && (largestQuantity / scale + 1n) * largestMantissa < INT64_BOUND ? 'split' : 'wide'
}

function priceInto(into: Into, task: PriceTask): Result<PricedColumn, AmountOutOfRange> {
  const { usage, rate, prices } = task
  const scale = centScale(prices.places)
  const largestQuantity = usage.largest[rate] ?? 0n
  const bound = divideHalfUp(largestQuantity * prices.largest, scale)
  const width = bound > MAX_AMOUNT ? 'wide' : widthOf({ largestQuantity, largestMantissa: prices.largest, scale })
  if (width === 'product') priceByProduct(into, { ...task, scale })
  else if (width === 'split') priceBySplit(into, { ...task, scale })
  else {
    const outside = priceWide(into, { ...task, scale })
    if (outside !== -1) return refused({ code: 'line-out-of-range', rate, customer: usage.customer[outside] ?? 0, month: usage.month[outside] ?? 0 })
  }
  return ok({ ...into, magnitude: magnitudeOf(into.amounts, { bound, share: INT64_BOUND / BigInt(2 * usage.rateCount) }) })
}

/** The bound of a line times their number is enough for every real model; only where it is beyond its share of 64 bits are the sizes added up. */
function magnitudeOf(amounts: BigInt64Array, { bound, share }: { readonly bound: bigint; readonly share: bigint }): bigint {
  const loose = bound * BigInt(amounts.length)
  if (loose < share) return loose
  let sum = 0n
  for (const amount of amounts) sum += amount < 0n ? -amount : amount
  return sum
}

type PriceTask = RateEdit & { readonly usage: UsageColumns }
type ScaledTask = PriceTask & { readonly scale: bigint }

function priceByProduct({ amounts, byCustomer }: Into, { usage, rate, prices, scale }: ScaledTask): void {
  const { customer, month, quantity, customerClass } = usage
  const { mantissas } = prices
  const start = usage.rateStart[rate] ?? 0
  const divisor = BigInt.asIntN(64, scale)
  const half = BigInt.asIntN(64, scale / 2n)
  const minusHalf = BigInt.asIntN(64, -half)
  for (let at = 0; at < amounts.length; at += 1) {
    const line = start + at
    const of = customer[line] ?? 0
    const product = BigInt.asIntN(64, (quantity[line] ?? 0n) * (mantissas[(customerClass[of] ?? 0) * MONTHS + (month[line] ?? 0)] ?? 0n))
    const amount = BigInt.asIntN(64, BigInt.asIntN(64, product + (product < 0n ? minusHalf : half)) / divisor)
    amounts[at] = amount
    byCustomer[of] = BigInt.asIntN(64, (byCustomer[of] ?? 0n) + amount)
  }
}

/** `quantity = whole x scale + rest`, so that the amount is `whole x mantissa`, which needs no rounding, and the rounded rest, of the same sign. */
function priceBySplit({ amounts, byCustomer }: Into, { usage, rate, prices, scale }: ScaledTask): void {
  const { customer, month, quantity, customerClass } = usage
  const { mantissas } = prices
  const start = usage.rateStart[rate] ?? 0
  const divisor = BigInt.asIntN(64, scale)
  const half = BigInt.asIntN(64, scale / 2n)
  const minusHalf = BigInt.asIntN(64, -half)
  for (let at = 0; at < amounts.length; at += 1) {
    const line = start + at
    const of = customer[line] ?? 0
    const mantissa = mantissas[(customerClass[of] ?? 0) * MONTHS + (month[line] ?? 0)] ?? 0n
    const units = quantity[line] ?? 0n
    const whole = BigInt.asIntN(64, BigInt.asIntN(64, units) / divisor)
    const rest = BigInt.asIntN(64, BigInt.asIntN(64, units - BigInt.asIntN(64, whole * divisor)) * mantissa)
    const rounded = BigInt.asIntN(64, BigInt.asIntN(64, rest + (rest < 0n ? minusHalf : half)) / divisor)
    const amount = BigInt.asIntN(64, BigInt.asIntN(64, whole * mantissa) + rounded)
    amounts[at] = amount
    byCustomer[of] = BigInt.asIntN(64, (byCustomer[of] ?? 0n) + amount)
  }
}

/** Integers of any size; gives the first line whose amount is beyond MAX_AMOUNT, or -1. */
function priceWide({ amounts, byCustomer }: Into, { usage, rate, prices, scale }: ScaledTask): number {
  const start = usage.rateStart[rate] ?? 0
  for (let at = 0; at < amounts.length; at += 1) {
    const line = start + at
    const of = usage.customer[line] ?? 0
    const mantissa = prices.exact[(usage.customerClass[of] ?? 0) * MONTHS + (usage.month[line] ?? 0)] ?? 0n
    const amount = divideHalfUp((usage.quantity[line] ?? 0n) * mantissa, scale)
    if (amount > MAX_AMOUNT || amount < -MAX_AMOUNT) return line
    amounts[at] = amount
    byCustomer[of] = (byCustomer[of] ?? 0n) + amount
  }
  return -1
}
