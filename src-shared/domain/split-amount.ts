/**
 * Splitting an amount by largest remainder (NUM-5): each part is rounded down to the cent, and the cents that are left
 * go to the parts with the largest remainders, the first of equals first. The parts always add up.
 */
import { cents, usdOfCents } from './cents.ts'
import type { AnyDecimalText, Usd } from './decimal.ts'

/** Weights of any number of places as integers of one scale; only their proportions count. */
export type Weights = {
  readonly exact: readonly bigint[]
  readonly sum: bigint
  /** The same in doubles, where these and their sum are exact in them. */
  readonly small: readonly number[] | null
}

/** A product or a sum below it is an exact double, and so is the correction of a quotient by one. */
const SAFE = 2 ** 52
/** As many digits always make a safe integer. */
const SAFE_DIGITS = 15

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

/** Brings decimal texts to one scale. @example weightsOf(['0.5', '2']).exact // [5n, 20n] */
export function weightsOf(texts: readonly AnyDecimalText[]): Weights {
  const places = texts.reduce((most, text) => Math.max(most, placesOf(text)), 0)
  return weightsOfIntegers(texts.map((text) => scaled(text, places)))
}

function placesOf(text: string): number {
  const point = text.indexOf('.')
  return point === -1 ? 0 : text.length - point - 1
}

function scaled(text: string, places: number): bigint {
  if (text.startsWith('-')) throw new RangeError(`A weight of ${text} is negative.`)
  const digits = text.replace('.', '') + '0'.repeat(places - placesOf(text))
  return digits.length <= SAFE_DIGITS ? BigInt(Number(digits)) : BigInt(digits)
}

function weightsOfIntegers(exact: readonly bigint[]): Weights {
  const sum = exact.reduce((total, weight) => total + weight, 0n)
  return { exact, sum, small: sum < SAFE ? exact.map(Number) : null }
}

/** The weights at these places of the list. */
export function pickWeights(weights: Weights, places: readonly number[]): Weights {
  return weightsOfIntegers(places.map((place) => weights.exact[place] ?? 0n))
}

/** `splitAmount` in cents, for many splits by the same weights. @example splitCents(100n, weightsOf(['1', '2'])) // [33n, 67n] */
export function splitCents(total: bigint, weights: Weights): readonly bigint[] {
  if (weights.sum === 0n) return weights.exact.map(() => 0n)
  if (total < 0n) return splitCents(-total, weights).map((part) => -part)
  return splitSmall(Number(total), weights) ?? roundToTotal({ numerators: weights.exact.map((weight) => weight * total), denominator: weights.sum, total })
}

/** The same in doubles, ten times as fast; null where a product would not be exact. */
function splitSmall(total: number, { small, sum }: Weights): readonly bigint[] | null {
  if (small === null) return null
  const divisor = Number(sum)
  const remainders = new Float64Array(small.length)
  const parts: number[] = []
  let left = total
  for (const [index, weight] of small.entries()) {
    const product = weight * total
    if (product >= SAFE) return null
    // The quotient of two exact doubles is rounded, so that just below an integer it may reach it.
    const rounded = Math.floor(product / divisor)
    const part = rounded * divisor > product ? rounded - 1 : rounded
    remainders[index] = product - part * divisor
    parts.push(part)
    left -= part
  }
  for (const index of largest(remainders, remainders.toSorted(), left)) parts[index] = (parts[index] ?? 0) + 1
  return parts.map(BigInt)
}

/**
 * Rounds fractions of one denominator to integers that add up to a total, by largest remainder, ties by order.
 * The fractions may have either sign; their sum has to be the total, but for less than one.
 *
 * @example roundToTotal({ numerators: [15n, 15n, -10n], denominator: 10n, total: 2n }) // [2n, 1n, -1n]
 */
export function roundToTotal(given: { readonly numerators: readonly bigint[]; readonly denominator: bigint; readonly total: bigint }): readonly bigint[] {
  const { numerators, denominator, total } = given
  if (total < 0n) return roundToTotal({ numerators: numerators.map((each) => -each), denominator, total: -total }).map((each) => -each)
  const floors = numerators.map((each) => floorDivide(each, denominator))
  const remainders = numerators.map((each, index) => each - (floors[index] ?? 0n) * denominator)
  const left = floors.reduce((rest, each) => rest - each, total)
  for (const index of largestIntegers(remainders, Number(left))) floors[index] = (floors[index] ?? 0n) + 1n
  return floors
}

/** Doubles sort much faster; they hold the remainders where the denominator is safe. */
function largestIntegers(values: readonly bigint[], count: number): readonly number[] {
  const doubles = Float64Array.from(values, Number)
  if (doubles.every(Number.isSafeInteger)) return largest(doubles, doubles.toSorted(), count)
  return largest(values, values.toSorted((left, right) => (left < right ? -1 : left > right ? 1 : 0)), count)
}

function floorDivide(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient
}

/** Places of the largest values, the first of equals first. */
function largest<Value extends number | bigint>(values: ArrayLike<Value>, ascending: ArrayLike<Value>, count: number): readonly number[] {
  const threshold = ascending[values.length - count]
  if (threshold === undefined) return []
  const above: number[] = []
  const equal: number[] = []
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]
    if (value === undefined || value < threshold) continue
    ;(value === threshold ? equal : above).push(index)
  }
  return [...above, ...equal.slice(0, count - above.length)]
}
