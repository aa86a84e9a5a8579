/** Weights to split by, brought from decimal text to integers of one scale; only their proportions count. */
import type { AnyDecimalText } from './decimal.ts'

/** `small`: the values and their sum are exact doubles. */
export type Weights =
  | { readonly kind: 'small'; readonly values: Float64Array; readonly sum: bigint }
  | { readonly kind: 'wide'; readonly values: readonly bigint[]; readonly sum: bigint }

const SAFE = 2 ** 53
/** As many digits always make a safe integer. */
const SAFE_DIGITS = 15
const POWERS_OF_TEN = Float64Array.from({ length: SAFE_DIGITS + 1 }, (_, power) => 10 ** power)

/** Throws a RangeError on a negative weight. @example weightsOf(['0.5', '2']).values // [5, 20] */
export function weightsOf(texts: readonly AnyDecimalText[]): Weights {
  let places = 0
  let wholeDigits = 0
  for (const text of texts) {
    if (text.startsWith('-')) throw new RangeError(`A weight of ${text} is negative.`)
    const point = pointOf(text)
    if (point > wholeDigits) wholeDigits = point
    if (text.length - point - 1 > places) places = text.length - point - 1
  }
  if (wholeDigits + places > SAFE_DIGITS) return wideWeights(texts.map((text) => BigInt(digitsOf(text) + '0'.repeat(places - placesOf(text)))))
  const values = new Float64Array(texts.length)
  for (const [index, text] of texts.entries()) values[index] = places === 0 ? Number(text) : Number(digitsOf(text)) * (POWERS_OF_TEN[places - placesOf(text)] ?? 1)
  return smallWeights(values)
}

/** Where the decimal point stands, or would stand. */
function pointOf(text: string): number {
  const point = text.indexOf('.')
  return point === -1 ? text.length : point
}

function placesOf(text: string): number {
  return Math.max(0, text.length - pointOf(text) - 1)
}

function digitsOf(text: string): string {
  const point = pointOf(text)
  return point === text.length ? text : text.slice(0, point) + text.slice(point + 1)
}

function smallWeights(values: Float64Array): Weights {
  let sum = 0
  for (const value of values) sum += value
  return sum < SAFE ? { kind: 'small', values, sum: BigInt(sum) } : wideWeights(Array.from(values, BigInt))
}

function wideWeights(values: readonly bigint[]): Weights {
  return { kind: 'wide', values, sum: values.reduce((total, value) => total + value, 0n) }
}

/** The weights from one place to before another. */
export function sliceWeights(weights: Weights, start: number, end: number): Weights {
  return weights.kind === 'small' ? smallWeights(weights.values.subarray(start, end)) : wideWeights(weights.values.slice(start, end))
}

/** The weights but one. */
export function withoutWeight(weights: Weights, place: number): Weights {
  return weights.kind === 'small' ? smallWeights(weights.values.filter((_, index) => index !== place)) : wideWeights(weights.values.toSpliced(place, 1))
}

/** @example exactWeights(weightsOf(['0.5', '2'])) // [5n, 20n] */
export function exactWeights(weights: Weights): readonly bigint[] {
  return weights.kind === 'small' ? Array.from(weights.values, BigInt) : weights.values
}
