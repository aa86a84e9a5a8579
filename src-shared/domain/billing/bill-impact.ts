/**
 * What two years or scenarios mean for each customer (BILL-9), to the cent:
 * `price (R1 - R0) x U0 + volume R0 x (U1 - U0) + joint (R1 - R0) x (U1 - U0) + minimum and credits + rounding = difference of the bills`.
 * Price, volume and joint are rounded once for each customer and rate; rounding is what the rounded lines differ from them by.
 * New, ended and merged services stand in columns of their own, with the whole of their lines.
 */
import { ok, refused, type Result } from '../result.ts'
import type { BillBook } from './bill-book.ts'
import { effectProducts, roundProducts, subtractProducts } from './effect-products.ts'
import { addInto, exchange, INT64_BOUND } from './price-columns.ts'
import { hasPrice } from './rate-prices.ts'
import { steadyEffects, type EffectTask, type ThreeEffects } from './steady-effects.ts'

/** `continuing`: priced on both sides. The caller says which rates take over from others, or are taken over (`merged`). */
export const RATE_STATUSES = ['continuing', 'new', 'ended', 'merged'] as const
export type RateStatus = (typeof RATE_STATUSES)[number]

/** Terms that each rate has of its own, and those of a customer's whole bill. */
export const CELL_TERMS = ['price', 'volume', 'joint', 'new', 'ended', 'merged', 'rounding', 'difference'] as const
export type CellTerm = (typeof CELL_TERMS)[number]
export const IMPACT_TERMS = [...CELL_TERMS, 'minimumAndCredits'] as const
export type ImpactTerm = (typeof IMPACT_TERMS)[number]

/** One rate's terms by customer, in cents: `difference` is the sum of all others. A term that is zero for everybody is left out. */
export type ImpactColumn = {
  readonly status: RateStatus
  readonly terms: Readonly<Partial<Record<CellTerm, BigInt64Array>>>
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
  const workspace = workspaceFor(after, after.columns.length)
  const columns = after.columns.map((_, rate) => impactColumn({ before, after, mergedRates }, { rate, workspace }))
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
  const sides = { before: impact.before, after, mergedRates: impact.mergedRates }
  const changed = [...after.columns.keys()].filter((rate) => after.columns[rate] !== impact.after.columns[rate])
  const workspace = workspaceFor(after, changed.length)
  for (const rate of changed) {
    const was = columns[rate]
    if (was === undefined) throw new RangeError(`There is no rate ${rate}.`)
    const now = impactColumn(sides, { rate, workspace })
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

/** Columns to keep, cut from one block, and others to compute in: see `effectProducts`. */
type Workspace = { readonly take: () => BigInt64Array; readonly scratch: readonly [BigInt64Array, BigInt64Array, BigInt64Array] }

function workspaceFor({ usage: { customerCount } }: BillBook, rates: number): Workspace {
  // Five terms.
  const block = new BigInt64Array(5 * rates * customerCount)
  let start = 0
  const take = (): BigInt64Array => {
    start += customerCount
    return block.subarray(start - customerCount, start)
  }
  const scratch = (): BigInt64Array => new BigInt64Array(customerCount)
  return { take, scratch: [scratch(), scratch(), scratch()] }
}

function impactColumn(sides: Sides, { rate, workspace }: { readonly rate: number; readonly workspace: Workspace }): ImpactColumn {
  const { before, after } = sides
  const [prices, edited, was, now] = [before.prices[rate], after.prices[rate], before.columns[rate], after.columns[rate]]
  if (prices === undefined || edited === undefined || was === undefined || now === undefined) throw new RangeError(`There is no rate ${rate}.`)
  const status = statusOf(sides, rate)
  const difference = subtract(workspace.take(), { from: now.byCustomer, taken: was.byCustomer })
  const ofBills = 2n * (was.magnitude + now.magnitude)
  if (status !== 'continuing') return { status, terms: { [status]: difference, difference }, magnitude: ofBills }
  const task = { before: before.usage, after: after.usage, rate, from: { prices, customerClass: before.usage.customerClass }, to: { prices: edited, customerClass: after.usage.customerClass } }
  if (before.usage === after.usage) {
    const price = roundProducts(effectProducts({ usage: task.before, rate, into: workspace.scratch[0] }, task), workspace.take())
    const rounding = subtract(workspace.take(), { from: difference, taken: price.cents })
    return { status, terms: { price: price.cents, rounding, difference }, magnitude: ofBills + 2n * price.magnitude }
  }
  const { effects, magnitude } = threeEffects(task, workspace)
  const rounding = subtract(workspace.take(), { from: difference, taken: effects.price })
  for (const taken of [effects.volume, effects.joint]) subtract(rounding, { from: rounding, taken })
  return { status, terms: { ...effects, rounding, difference }, magnitude: ofBills + 2n * magnitude }
}

function threeEffects(task: EffectTask, { take, scratch }: Workspace): { readonly effects: ThreeEffects; readonly magnitude: bigint } {
  const effects = { price: take(), volume: take(), joint: take() }
  const fast = steadyEffects(effects, task)
  if (fast !== null) return { effects, magnitude: fast }
  const { before, after, rate, from, to } = task
  const [usageBefore, usageAfter] = [{ usage: before, rate }, { usage: after, rate }]
  const volume = roundProducts(subtractProducts({ left: effectProducts({ ...usageAfter, into: scratch[0] }, { to: from }), right: effectProducts({ ...usageBefore, into: scratch[1] }, { to: from }), into: scratch[2] }), effects.volume)
  const priceProducts = effectProducts({ ...usageBefore, into: scratch[0] }, { from, to })
  const price = roundProducts(priceProducts, effects.price)
  const joint = roundProducts(subtractProducts({ left: effectProducts({ ...usageAfter, into: scratch[1] }, { from, to }), right: priceProducts, into: scratch[2] }), effects.joint)
  return { effects: { price: price.cents, volume: volume.cents, joint: joint.cents }, magnitude: price.magnitude + volume.magnitude + joint.magnitude }
}

function subtract(into: BigInt64Array, { from, taken }: { readonly from: BigInt64Array; readonly taken: BigInt64Array }): BigInt64Array {
  for (let at = 0; at < into.length; at += 1) into[at] = BigInt.asIntN(64, (from[at] ?? 0n) - (taken[at] ?? 0n))
  return into
}

/** What is not of a rate: the whole difference of the bills, of which the rates' differences leave minimum and credits. */
function settled(impact: Omit<BillImpact, 'summary' | 'byCustomer'> & { readonly byCustomer: MutableTerms }): Result<BillImpact, EffectOutOfRange> {
  const { before, after, columns, byCustomer } = impact
  let magnitude = 0n
  for (const [rate, column] of columns.entries()) {
    magnitude += column.magnitude
    if (magnitude >= INT64_BOUND) return refused({ code: 'effect-out-of-range', rate })
  }
  const empty = (): BigInt64Array => new BigInt64Array(after.usage.customerCount)
  const difference = subtract(empty(), { from: after.bills, taken: before.bills })
  const minimumAndCredits = subtract(empty(), { from: difference, taken: subtract(empty(), { from: after.lineTotals, taken: before.lineTotals }) })
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
