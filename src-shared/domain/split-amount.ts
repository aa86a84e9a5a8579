/**
 * Splitting an amount by largest remainder (NUM-5): each part is rounded down to the cent, and the cents that are left
 * go to the parts with the largest remainders, the first of equals first. The parts always add up.
 */
import { cents, usdOfCents } from './cents.ts'
import { centsColumn, oppositeColumn, sumOfColumn } from './cents-column.ts'
import type { AnyDecimalText, Usd } from './decimal.ts'
import { remainderOf } from './exact-product.ts'
import { exactWeights, weightsOf, type Weights } from './weights.ts'

/** Parts rounded down, and what each lost by it, in one unit for all. */
export type RoundedDown<Floors extends ArrayLike<bigint> = ArrayLike<bigint>, Remainder extends number | bigint = number | bigint> = { readonly floors: Floors; readonly remainders: ArrayLike<Remainder> }

/** Amounts and weights below it are split in doubles, exactly (see `remainderOf`): eleven trillion dollars. */
const SAFE = 2 ** 50

/**
 * Splits an amount of whole cents by weights (zero or more, of any unit). A negative amount is split as its opposite.
 * Where all weights are zero there is nothing to split by: every part is zero, and the caller has to say that the amount is left.
 * Throws a RangeError on a negative weight or a fraction of a cent.
 *
 * @example splitAmount('100', ['1', '1', '1']) // ['33.34', '33.33', '33.33']
 * @example splitAmount('-0.05', ['1', '0', '3']) // ['-0.01', '0', '-0.04']
 */
export function splitAmount(total: Usd, weights: readonly AnyDecimalText[]): readonly Usd[] {
  return Array.from(splitCents(cents(total), weightsOf(weights)), usdOfCents)
}

/** `splitAmount` in cents below 2^63, for many splits by the same weights. @example splitCents(100n, weightsOf(['1', '2'])) // [33n, 67n] */
export function splitCents(total: bigint, weights: Weights): BigInt64Array {
  if (weights.sum === 0n) return new BigInt64Array(weights.values.length)
  if (total < 0n) return oppositeColumn(splitCents(-total, weights))
  if (weights.kind === 'small' && weights.sum < SAFE && total < SAFE) return splitSmall(Number(total), weights)
  return raiseLargestInColumn(roundDownWide(total, weights), total)
}

/** In doubles throughout, which hold everything here exactly: a model splits thousands of parts at each keystroke. */
function splitSmall(total: number, { values, sum }: Extract<Weights, { readonly kind: 'small' }>): BigInt64Array {
  const divisor = Number(sum)
  const count = values.length
  const remainders = scratch('remainders', count)
  const parts = scratch('parts', count)
  let lacking = total
  for (let index = 0; index < count; index += 1) {
    const weight = values[index] ?? 0
    // Two roundings and a quotient below 2^50: at most one off, to either side.
    let floor = Math.floor((weight / divisor) * total)
    let remainder = remainderOf({ left: weight, right: total }, { quotient: floor, divisor })
    if (remainder < 0) {
      floor -= 1
      remainder += divisor
    } else if (remainder >= divisor) {
      floor += 1
      remainder -= divisor
    }
    remainders[index] = remainder
    parts[index] = floor
    lacking -= floor
  }
  if (lacking > 0) raiseLargestSmall({ parts, remainders, count }, lacking)
  return centsColumn(parts, count)
}

/** Columns, longer than they are used, that are used up before anything else is split: made anew for each split, they would be most of what an edit leaves to be swept. */
const scratches = { remainders: new Float64Array(1024), parts: new Float64Array(1024), sorted: new Float64Array(1024) }

function scratch(name: keyof typeof scratches, length: number): Float64Array {
  if (scratches[name].length < length) scratches[name] = new Float64Array(2 * length)
  return scratches[name]
}

/** One more for each of the largest remainders, ties by order: `placesOfLargest` in doubles, without a list of places. */
function raiseLargestSmall({ parts, remainders, count }: { readonly parts: Float64Array; readonly remainders: Float64Array; readonly count: number }, lacking: number): void {
  const threshold = nthSmallest(sortable(remainders, count), { place: count - lacking, count })
  if (threshold === undefined) return
  let equal = lacking
  for (let index = 0; index < count; index += 1) if ((remainders[index] ?? 0) > threshold) equal -= 1
  for (let index = 0; index < count; index += 1) {
    const remainder = remainders[index] ?? 0
    if (remainder < threshold || (remainder === threshold && equal === 0)) continue
    if (remainder === threshold) equal -= 1
    parts[index] = (parts[index] ?? 0) + 1
  }
}

function roundDownWide(total: bigint, weights: Weights): RoundedDown<BigInt64Array, bigint> {
  const products = exactWeights(weights).map((weight) => weight * total)
  return { floors: BigInt64Array.from(products, (product) => product / weights.sum), remainders: products.map((product) => product % weights.sum) }
}

/**
 * Adds to parts that were rounded down what their total lacks, one each to the largest remainders, ties by order.
 *
 * @example raiseLargest({ floors: [1n, 1n, -1n], remainders: [5, 5, 0] }, 2n) // [2n, 1n, -1n]
 */
export function raiseLargest({ floors, remainders }: RoundedDown<readonly bigint[]>, total: bigint): readonly bigint[] {
  const raised = [...floors]
  const lacking = floors.reduce((left, floor) => left - floor, total)
  for (const index of placesOfLargest(remainders, Number(lacking))) raised[index] = (raised[index] ?? 0n) + 1n
  return raised
}

/** `raiseLargest` of cents below 2^63; the column of floors is used up. */
export function raiseLargestInColumn({ floors, remainders }: RoundedDown<BigInt64Array>, total: bigint): BigInt64Array {
  for (const index of placesOfLargest(remainders, Number(total - sumOfColumn(floors)))) floors[index] = (floors[index] ?? 0n) + 1n
  return floors
}

function placesOfLargest(values: ArrayLike<number | bigint>, count: number): readonly number[] {
  if (count === 0) return []
  const threshold = values instanceof Float64Array ? nthSmallest(sortable(values, values.length), { place: values.length - count, count: values.length }) : ascending(values)[values.length - count]
  if (threshold === undefined) return []
  const above: number[] = []
  const equal: number[] = []
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0
    if (value >= threshold) (value === threshold ? equal : above).push(index)
  }
  return [...above, ...equal.slice(0, count - above.length)]
}

function sortable(values: Float64Array, count: number): Float64Array {
  const copy = scratch('sorted', count)
  for (let index = 0; index < count; index += 1) copy[index] = values[index] ?? 0
  return copy
}

function ascending(values: ArrayLike<number | bigint>): readonly (number | bigint)[] {
  return Array.from(values).sort((left, right) => (left < right ? -1 : left > right ? 1 : 0))
}

/** The value that would stand at a place if the first `count` values were sorted, by C. A. R. Hoare's selection; they are moved about. */
function nthSmallest(values: Float64Array, { place, count }: { readonly place: number; readonly count: number }): number | undefined {
  let start = 0
  let end = count - 1
  while (start < end) {
    const pivot = values[(start + end) >> 1] ?? 0
    let left = start
    let right = end
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left += 1
      while ((values[right] ?? 0) > pivot) right -= 1
      if (left > right) break
      const moved = values[left] ?? 0
      values[left] = values[right] ?? 0
      values[right] = moved
      left += 1
      right -= 1
    }
    if (place <= right) end = right
    else if (place >= left) start = left
    else break
  }
  return values[place]
}
