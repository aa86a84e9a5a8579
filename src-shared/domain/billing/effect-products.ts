/** Exact sums of quantity x price difference over a year, for one rate and each customer: what the terms of an impact are rounded from (BILL-9). */
import { centScale, divideHalfUp, INT64_BOUND } from './price-columns.ts'
import { PRICE_SLOTS, type RatePrices } from './rate-prices.ts'
import { MONTHS, type UsageColumns } from './usage-columns.ts'

/** Of 100,000 rates with three terms each, bounds up to this still add up to less than 2^63. */
export const LOOSE_ENOUGH = INT64_BOUND / 2n ** 20n

/** Prices as some list of customers pays them. */
export type PaidPrices = { readonly prices: RatePrices; readonly customerClass: Uint8Array }

/** By customer, in units of 10^-(places + 6) dollars; no sum is larger than the bound. */
export type EffectProducts = { readonly places: number; readonly sums: BigInt64Array | readonly bigint[]; readonly bound: bigint }

/** By customer, in cents; meaningful where the magnitude, which is not less than the sum of their sizes, is below 2^63. */
export type RoundedEffects = { readonly cents: BigInt64Array; readonly magnitude: bigint }

/**
 * `sum over months of (to - from) x quantity`, not rounded. Without `from` it is `to x quantity`. Sums that fit are written `into` an array
 * of as many as there are customers, because getting 4,000 arrays takes longer than filling them.
 *
 * @example effectProducts({ usage, rate: 0, into }, { from: { prices: onePrice('4'), customerClass }, to: { prices: onePrice('4.5'), customerClass } })
 *   // for 3 units: places 1, sums [15_000_000n] (1.50 dollars)
 */
export function effectProducts({ usage, rate, into }: { readonly usage: UsageColumns; readonly rate: number; readonly into: BigInt64Array }, { from, to }: { readonly from?: PaidPrices; readonly to: PaidPrices }): EffectProducts {
  const places = Math.max(from?.prices.places ?? 0, to.prices.places)
  const fromPower = 10n ** BigInt(places - (from?.prices.places ?? places))
  const toPower = 10n ** BigInt(places - to.prices.places)
  const largest = (from?.prices.largest ?? 0n) * fromPower + to.prices.largest * toPower
  const task: ProductTask = { usage, rate, into, from, to, fromPower, toPower }
  // Every partial sum of a customer's twelve months stays below the bound with it.
  const bound = BigInt(MONTHS) * largest * (usage.largest[rate] ?? 0n)
  return { places, sums: largest < INT64_BOUND && bound < INT64_BOUND ? narrowSums(task) : wideSums(task), bound }
}

/** `left - right`, at the places of the finer of both. */
export function subtractProducts({ left, right, into }: { readonly left: EffectProducts; readonly right: EffectProducts; readonly into: BigInt64Array }): EffectProducts {
  const places = Math.max(left.places, right.places)
  const leftPower = 10n ** BigInt(places - left.places)
  const rightPower = 10n ** BigInt(places - right.places)
  const bound = left.bound * leftPower + right.bound * rightPower
  if (bound >= INT64_BOUND || !(left.sums instanceof BigInt64Array) || !(right.sums instanceof BigInt64Array)) {
    return { places, sums: Array.from(left.sums, (sum, customer) => sum * leftPower - (right.sums[customer] ?? 0n) * rightPower), bound }
  }
  return { places, sums: narrowDifference(into, { left: left.sums, right: right.sums, leftPower, rightPower }), bound }
}

type DifferenceTask = { readonly left: BigInt64Array; readonly right: BigInt64Array; readonly leftPower: bigint; readonly rightPower: bigint }

function narrowDifference(difference: BigInt64Array, { left, right, leftPower, rightPower }: DifferenceTask): BigInt64Array {
  const ofLeft = BigInt.asIntN(64, leftPower)
  const ofRight = BigInt.asIntN(64, rightPower)
  for (let customer = 0; customer < left.length; customer += 1) {
    difference[customer] = BigInt.asIntN(64, BigInt.asIntN(64, (left[customer] ?? 0n) * ofLeft) - BigInt.asIntN(64, (right[customer] ?? 0n) * ofRight))
  }
  return difference
}

/** Rounded to the cent, half up away from zero (NUM-2), and written into `cents`. */
export function roundProducts({ places, sums, bound }: EffectProducts, cents: BigInt64Array): RoundedEffects {
  const scale = centScale(places)
  if (!(sums instanceof BigInt64Array) || bound + scale >= INT64_BOUND) return roundWide(sums, scale)
  const divisor = BigInt.asIntN(64, scale)
  const half = BigInt.asIntN(64, scale / 2n)
  const minusHalf = BigInt.asIntN(64, -half)
  for (let customer = 0; customer < sums.length; customer += 1) {
    const sum = sums[customer] ?? 0n
    cents[customer] = BigInt.asIntN(64, BigInt.asIntN(64, sum + (sum < 0n ? minusHalf : half)) / divisor)
  }
  const loose = (bound / scale + 1n) * BigInt(sums.length)
  return { cents, magnitude: loose < LOOSE_ENOUGH ? loose : sizesOf(cents) }
}

function roundWide(sums: BigInt64Array | readonly bigint[], scale: bigint): RoundedEffects {
  const rounded = Array.from(sums, (sum) => divideHalfUp(sum, scale))
  return { cents: BigInt64Array.from(rounded), magnitude: sizesOf(rounded) }
}

export function sizesOf(amounts: Iterable<bigint>): bigint {
  let sum = 0n
  for (const amount of amounts) sum += amount < 0n ? -amount : amount
  return sum
}

type ProductTask = {
  readonly usage: UsageColumns
  readonly rate: number
  readonly into: BigInt64Array
  readonly from: PaidPrices | undefined
  readonly to: PaidPrices
  readonly fromPower: bigint
  readonly toPower: bigint
}

function narrowSums(task: ProductTask): BigInt64Array {
  const { into, from, to, fromPower, toPower } = task
  const paid: PaidMantissas = {
    toMantissas: scaledMantissas(to.prices, toPower), fromMantissas: from === undefined ? new BigInt64Array(PRICE_SLOTS) : scaledMantissas(from.prices, fromPower),
    toClass: to.customerClass, fromClass: from?.customerClass ?? to.customerClass,
  }
  if (to.prices.isSteady && (from?.prices.isSteady ?? true)) multiplyYears(into, { ...task, ...paid })
  else multiplyMonths(into, { ...task, ...paid })
  return into
}

type PaidMantissas = { readonly toMantissas: BigInt64Array; readonly fromMantissas: BigInt64Array; readonly toClass: Uint8Array; readonly fromClass: Uint8Array }

/** Mantissas times a power of ten, at the places of the finer of two prices. */
export function scaledMantissas({ mantissas }: RatePrices, power: bigint): BigInt64Array {
  if (power === 1n) return mantissas
  return mantissas.map((mantissa) => BigInt.asIntN(64, mantissa * power))
}

/** Prices that hold all year multiply the year's quantity: a twelfth of the work, and nearly every rate is so. */
function multiplyYears(sums: BigInt64Array, { usage, rate, toMantissas, fromMantissas, toClass, fromClass }: ProductTask & PaidMantissas): void {
  const { yearQuantity } = usage
  const first = rate * sums.length
  for (let of = 0; of < sums.length; of += 1) {
    const difference = BigInt.asIntN(64, (toMantissas[(toClass[of] ?? 0) * MONTHS] ?? 0n) - (fromMantissas[(fromClass[of] ?? 0) * MONTHS] ?? 0n))
    sums[of] = BigInt.asIntN(64, (yearQuantity[first + of] ?? 0n) * difference)
  }
}

function multiplyMonths(sums: BigInt64Array, { usage, rate, toMantissas, fromMantissas, toClass, fromClass }: ProductTask & PaidMantissas): void {
  const { customer, month, quantity } = usage
  const end = usage.rateStart[rate + 1] ?? 0
  sums.fill(0n)
  for (let line = usage.rateStart[rate] ?? 0; line < end; line += 1) {
    const of = customer[line] ?? 0
    const ofMonth = month[line] ?? 0
    const difference = BigInt.asIntN(64, (toMantissas[(toClass[of] ?? 0) * MONTHS + ofMonth] ?? 0n) - (fromMantissas[(fromClass[of] ?? 0) * MONTHS + ofMonth] ?? 0n))
    sums[of] = BigInt.asIntN(64, (sums[of] ?? 0n) + BigInt.asIntN(64, (quantity[line] ?? 0n) * difference))
  }
}

function wideSums({ usage, rate, from, to, fromPower, toPower }: ProductTask): readonly bigint[] {
  const sums = Array.from({ length: usage.customerCount }, () => 0n)
  for (let line = usage.rateStart[rate] ?? 0; line < (usage.rateStart[rate + 1] ?? 0); line += 1) {
    const of = usage.customer[line] ?? 0
    const month = usage.month[line] ?? 0
    const after = (to.prices.exact[(to.customerClass[of] ?? 0) * MONTHS + month] ?? 0n) * toPower
    const before = (from?.prices.exact[(from.customerClass[of] ?? 0) * MONTHS + month] ?? 0n) * fromPower
    sums[of] = (sums[of] ?? 0n) + (usage.quantity[line] ?? 0n) * (after - before)
  }
  return sums
}
