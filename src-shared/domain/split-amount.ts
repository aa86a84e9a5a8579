/**
 * Splitting an amount by largest remainder (NUM-5): each part is rounded down to the cent, and the cents that are left
 * go to the parts with the largest remainders, the first of equals first. The parts always add up.
 */
import { cents, usdOfCents } from './cents.ts'
import type { AnyDecimalText, Usd } from './decimal.ts'
import { exactWeights, weightsOf, type Weights } from './weights.ts'

/** Parts rounded down, and what each lost by it, in one unit for all. */
export type RoundedDown<Remainder extends number | bigint = number | bigint> = { readonly floors: readonly bigint[]; readonly remainders: ArrayLike<Remainder> }

/** A product below it is an exact double, and so is the correction of its quotient by one. */
const SAFE = 2 ** 52

/**
 * Splits an amount of whole cents by weights (zero or more, of any unit). A negative amount is split as its opposite.
 * Where all weights are zero there is nothing to split by: every part is zero, and the caller has to say that the amount is left.
 * Throws a RangeError on a negative weight or a fraction of a cent.
 *
 * @example splitAmount('100', ['1', '1', '1']) // ['33.34', '33.33', '33.33']
 * @example splitAmount('-0.05', ['1', '0', '3']) // ['-0.01', '0', '-0.04']
 */
export function splitAmount(total: Usd, weights: readonly AnyDecimalText[]): readonly Usd[] {
  return splitCents(cents(total), weightsOf(weights)).map(usdOfCents)
}

/** `splitAmount` in cents, for many splits by the same weights. @example splitCents(100n, weightsOf(['1', '2'])) // [33n, 67n] */
export function splitCents(total: bigint, weights: Weights): readonly bigint[] {
  if (weights.sum === 0n) return exactWeights(weights).map(() => 0n)
  if (total < 0n) return splitCents(-total, weights).map((part) => -part)
  if (weights.kind === 'small' && total * weights.sum < SAFE) return splitSmall(Number(total), weights)
  return raiseLargest(roundDownWide(total, weights), total)
}

/** In doubles throughout, which hold everything here exactly: a model splits thousands of parts at each keystroke. */
function splitSmall(total: number, { values, sum }: Extract<Weights, { readonly kind: 'small' }>): readonly bigint[] {
  const divisor = Number(sum)
  const remainders = new Float64Array(values.length)
  const parts = new Float64Array(values.length)
  let lacking = total
  for (let index = 0; index < values.length; index += 1) {
    const product = (values[index] ?? 0) * total
    // The quotient of two exact doubles is rounded, so that just below an integer it may reach it.
    const rounded = Math.floor(product / divisor)
    const floor = rounded * divisor > product ? rounded - 1 : rounded
    remainders[index] = product - floor * divisor
    parts[index] = floor
    lacking -= floor
  }
  if (lacking > 0) for (const index of placesOfLargest(remainders, lacking)) parts[index] = (parts[index] ?? 0) + 1
  return Array.from(parts, BigInt)
}

function roundDownWide(total: bigint, weights: Weights): RoundedDown<bigint> {
  const products = exactWeights(weights).map((weight) => weight * total)
  return { floors: products.map((product) => product / weights.sum), remainders: products.map((product) => product % weights.sum) }
}

/**
 * Adds to parts that were rounded down what their total lacks, one each to the largest remainders, ties by order.
 *
 * @example raiseLargest({ floors: [1n, 1n, -1n], remainders: [5, 5, 0] }, 2n) // [2n, 1n, -1n]
 */
export function raiseLargest({ floors, remainders }: RoundedDown, total: bigint): readonly bigint[] {
  const raised = [...floors]
  const lacking = floors.reduce((left, floor) => left - floor, total)
  if (lacking === 0n) return raised
  for (const index of placesOfLargest(remainders, Number(lacking))) raised[index] = (raised[index] ?? 0n) + 1n
  return raised
}

function placesOfLargest(values: ArrayLike<number | bigint>, count: number): readonly number[] {
  const threshold = ascending(values)[values.length - count]
  if (threshold === undefined) return []
  const above: number[] = []
  const equal: number[] = []
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0
    if (value >= threshold) (value === threshold ? equal : above).push(index)
  }
  return [...above, ...equal.slice(0, count - above.length)]
}

/** An array of doubles sorts without calls, ten times as fast. */
function ascending(values: ArrayLike<number | bigint>): ArrayLike<number | bigint> {
  if (values instanceof Float64Array) return values.toSorted()
  return Array.from(values).sort((left, right) => (left < right ? -1 : left > right ? 1 : 0))
}
