/**
 * What two years or scenarios mean for each customer (BILL-9), to the cent:
 * `price (R1 - R0) x U0 + volume R0 x (U1 - U0) + joint (R1 - R0) x (U1 - U0) + minimum and credits + rounding = difference of the bills`.
 * Price, volume and joint are rounded once for each customer and rate; rounding is what the rounded lines differ from them by.
 * New, ended and merged services stand in columns of their own, with the whole of their lines.
 */
import { ok, refused, type Result } from '../result.ts'
import type { BillBook } from './bill-book.ts'
import { effectProducts, roundProducts, subtractProducts, type EffectProducts, type RoundedEffects } from './effect-products.ts'
import { addInto, exchange, INT64_BOUND } from './price-columns.ts'
import { hasPrice } from './rate-prices.ts'

/** `continuing`: priced on both sides. The caller says which rates take over from others, or are taken over (`merged`). */
export const RATE_STATUSES = ['continuing', 'new', 'ended', 'merged'] as const
export type RateStatus = (typeof RATE_STATUSES)[number]

/** Terms of an impact; those up to `merged` and `rounding` also for each rate. */
export const CELL_TERMS = ['price', 'volume', 'joint', 'new', 'ended', 'merged', 'rounding', 'difference'] as const
export type CellTerm = (typeof CELL_TERMS)[number]
export const IMPACT_TERMS = [...CELL_TERMS, 'minimumAndCredits'] as const
export type ImpactTerm = (typeof IMPACT_TERMS)[number]

/** One rate's terms by customer, in cents: `difference` is the sum of all others. A term that is zero for everybody is left out. */
export type ImpactColumn = {
  readonly status: RateStatus
  readonly terms: Readonly<Partial<Record<CellTerm, BigInt64Array>>>
  /** R0 x (U1 - U0), kept for the next edit: it does not change with R1. */
  readonly volume: EffectProducts | null
  /** Not less than the sum of all terms' sizes. */
  readonly magnitude: bigint
}

/** A price of one side on the usage of the other is beyond all bounds, though both bills are within them. */
export type EffectOutOfRange = { readonly code: 'effect-out-of-range'; readonly rate: number }

export type BillImpact = {
  readonly before: BillBook
  readonly after: BillBook
  readonly mergedRates: ReadonlySet<number>
  /** By rate. */
  readonly columns: readonly ImpactColumn[]
  /** By customer, in cents; `difference` is `after.bills - before.bills` and the sum of all others. */
  readonly byCustomer: Readonly<Record<ImpactTerm, BigInt64Array>>
  readonly summary: ImpactSummary
}

/** Customers whose bill goes up, down, or stays, and what that is in cents; `grossDecrease` is zero or below. */
export type ImpactSummary = { readonly up: number; readonly down: number; readonly unchanged: number; readonly grossIncrease: bigint; readonly grossDecrease: bigint }

/**
 * Both books are over the same lists of customers, rates and billing groups.
 *
 * @example billImpact({ before, after }).value.byCustomer
 *   // 10 units at 4.00 become 12 at 4.50: price [500n], volume [800n], joint [100n], difference [1400n]
 */
export function billImpact({ before, after, mergedRates = new Set() }: { readonly before: BillBook; readonly after: BillBook; readonly mergedRates?: ReadonlySet<number> }): Result<BillImpact, EffectOutOfRange> {
  if (before.usage.customerCount !== after.usage.customerCount || before.usage.rateCount !== after.usage.rateCount) throw new RangeError('The two books are over other customers or rates.')
  const columns = after.columns.map((_, rate) => impactColumn({ before, after, mergedRates }, { rate, volume: null }))
  const byCustomer = emptyTerms(before.usage.customerCount)
  for (const { terms } of columns) for (const term of EFFECTS) if (terms[term] !== undefined) addInto(byCustomer[term], terms[term])
  return settled({ before, after, mergedRates, columns, byCustomer })
}

/**
 * The impact once the later book has moved on, by `withRates`: only rates whose prices are others are looked at again.
 *
 * @example impactAfter(impact, withRates(impact.after, edits).value).value // equals billImpact({ before, after: that })
 */
export function impactAfter(impact: BillImpact, after: BillBook): Result<BillImpact, EffectOutOfRange> {
  if (after.usage !== impact.after.usage) return billImpact({ before: impact.before, after, mergedRates: impact.mergedRates })
  const columns = [...impact.columns]
  const byCustomer = emptyTerms(after.usage.customerCount)
  const nothing = new BigInt64Array(after.usage.customerCount)
  for (const term of EFFECTS) byCustomer[term].set(impact.byCustomer[term])
  for (const [rate, column] of after.columns.entries()) {
    const was = columns[rate]
    if (was === undefined || column === impact.after.columns[rate]) continue
    const now = impactColumn({ ...impact, after }, { rate, volume: was.volume })
    columns[rate] = now
    for (const term of EFFECTS) if (now.terms[term] !== undefined || was.terms[term] !== undefined) exchange(byCustomer[term], { now: now.terms[term] ?? nothing, was: was.terms[term] ?? nothing })
  }
  return settled({ ...impact, after, columns, byCustomer })
}

/** What the difference of a rate is the sum of. */
const EFFECTS = CELL_TERMS.filter((term) => term !== 'difference')

type Sides = Pick<BillImpact, 'before' | 'after' | 'mergedRates'>
type MutableTerms = Record<ImpactTerm, BigInt64Array>

function emptyTerms(length: number): MutableTerms {
  const none = (): BigInt64Array => new BigInt64Array(length)
  return { price: none(), volume: none(), joint: none(), new: none(), ended: none(), merged: none(), rounding: none(), difference: none(), minimumAndCredits: none() }
}

function statusOf({ before, after, mergedRates }: Sides, rate: number): RateStatus {
  if (mergedRates.has(rate)) return 'merged'
  const [had, has] = [before, after].map(({ prices }) => { const found = prices[rate]; return found !== undefined && hasPrice(found) })
  return had === has ? 'continuing' : had === true ? 'ended' : 'new'
}

function impactColumn(sides: Sides, { rate, volume: knownVolume }: { readonly rate: number; readonly volume: EffectProducts | null }): ImpactColumn {
  const { before, after } = sides
  const status = statusOf(sides, rate)
  const difference = differenceOf(before.columns[rate]?.byCustomer, after.columns[rate]?.byCustomer, after.usage.customerCount)
  const ofBills = (before.columns[rate]?.magnitude ?? 0n) + (after.columns[rate]?.magnitude ?? 0n)
  if (status !== 'continuing') return { status, terms: { [status]: difference, difference }, volume: knownVolume, magnitude: 2n * ofBills }
  const magnitudeWith = (...terms: readonly RoundedEffects[]): bigint => terms.reduce((sum, { magnitude }) => sum + 2n * magnitude, 2n * ofBills)
  const prices = before.prices[rate]
  const edited = after.prices[rate]
  if (prices === undefined || edited === undefined) throw new RangeError(`There is no rate ${rate}.`)
  const from = { prices, customerClass: before.usage.customerClass }
  const to = { prices: edited, customerClass: after.usage.customerClass }
  const priceProducts = effectProducts({ usage: before.usage, rate }, { from, to })
  const price = roundProducts(priceProducts)
  if (before.usage === after.usage) return { status, terms: { price: price.cents, rounding: restOf(difference, [price]), difference }, volume: null, magnitude: magnitudeWith(price) }
  const volumeProducts = knownVolume ?? subtractProducts(effectProducts({ usage: after.usage, rate }, { to: from }), effectProducts({ usage: before.usage, rate }, { to: from }))
  const volume = roundProducts(volumeProducts)
  const joint = roundProducts(subtractProducts(effectProducts({ usage: after.usage, rate }, { from, to }), priceProducts))
  return { status, terms: { price: price.cents, volume: volume.cents, joint: joint.cents, rounding: restOf(difference, [price, volume, joint]), difference }, volume: volumeProducts, magnitude: magnitudeWith(price, volume, joint) }
}

function differenceOf(before: BigInt64Array | undefined, after: BigInt64Array | undefined, length: number): BigInt64Array {
  const difference = new BigInt64Array(length)
  for (let customer = 0; customer < length; customer += 1) difference[customer] = BigInt.asIntN(64, (after?.[customer] ?? 0n) - (before?.[customer] ?? 0n))
  return difference
}

function restOf(difference: BigInt64Array, terms: readonly Pick<RoundedEffects, 'cents'>[]): BigInt64Array {
  const rest = difference.slice()
  for (const { cents } of terms) for (let customer = 0; customer < rest.length; customer += 1) rest[customer] = BigInt.asIntN(64, (rest[customer] ?? 0n) - (cents[customer] ?? 0n))
  return rest
}

/** What is not of a rate: the whole difference of the bills, of which the rates' differences leave minimum and credits. */
function settled(impact: Omit<BillImpact, 'summary' | 'byCustomer'> & { readonly byCustomer: MutableTerms }): Result<BillImpact, EffectOutOfRange> {
  const { before, after, columns, byCustomer } = impact
  let magnitude = 0n
  for (const [rate, column] of columns.entries()) {
    magnitude += column.magnitude
    if (magnitude >= INT64_BOUND) return refused({ code: 'effect-out-of-range', rate })
  }
  const ofLines = differenceOf(before.lineTotals, after.lineTotals, after.usage.customerCount)
  const difference = differenceOf(before.bills, after.bills, after.usage.customerCount)
  const minimumAndCredits = restOf(difference, [{ cents: ofLines }])
  return ok({ ...impact, byCustomer: { ...byCustomer, difference, minimumAndCredits }, summary: summaryOf(difference) })
}

function summaryOf(difference: BigInt64Array): ImpactSummary {
  let [up, down, grossIncrease, grossDecrease] = [0, 0, 0n, 0n]
  for (const each of difference) {
    if (each > 0n) {
      up += 1
      grossIncrease += each
    } else if (each < 0n) {
      down += 1
      grossDecrease += each
    }
  }
  return { up, down, unchanged: difference.length - up - down, grossIncrease, grossDecrease }
}
