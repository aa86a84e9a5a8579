/** Weights to split by, brought from decimal text to integers of one scale; only their proportions count. */
import type { AnyDecimalText } from './decimal.ts'
import { digitsOf, placesOf } from './digits.ts'

/** `small`: the values and their sum are exact doubles; each is its text x 10^`places`. */
export type Weights =
  | { readonly kind: 'small'; readonly values: Float64Array; readonly places: number; readonly sum: bigint }
  | { readonly kind: 'wide'; readonly values: readonly bigint[]; readonly sum: bigint }

const SAFE = 2 ** 53
/** As many digits always make a safe integer. */
const SAFE_DIGITS = 15
const POWERS_OF_TEN = Float64Array.from({ length: SAFE_DIGITS + 1 }, (_, power) => 10 ** power)

/** Throws a RangeError on a negative weight. @example weightsOf(['0.5', '2']).values // [5, 20] */
export function weightsOf(texts: readonly AnyDecimalText[]): Weights {
  const values = new Float64Array(texts.length)
  const placesOfEach = new Uint8Array(texts.length)
  let places = 0
  let wholeDigits = 0
  for (let index = 0; index < texts.length; index += 1) {
    const text = texts[index] ?? ''
    if (text.startsWith('-')) throw new RangeError(`A weight of ${text} is negative.`)
    const own = placesOf(text)
    values[index] = digitsOf(text)
    placesOfEach[index] = own
    places = Math.max(places, own)
    wholeDigits = Math.max(wholeDigits, wholeDigitsOf(text, own))
  }
  if (wholeDigits + places > SAFE_DIGITS) return wideWeights(texts.map((text) => BigInt(text.replace('.', '') + '0'.repeat(places - placesOf(text)))))
  if (places > 0) for (let index = 0; index < values.length; index += 1) values[index] = (values[index] ?? 0) * (POWERS_OF_TEN[places - (placesOfEach[index] ?? 0)] ?? 1)
  return smallWeights(values, places)
}

function wholeDigitsOf(text: string, places: number): number {
  return places === 0 ? text.length : text.length - places - 1
}

/**
 * The weights with others at a few places: a list of hundreds is not read again because of one. Null where the scale of those that
 * stay does not hold the new ones.
 *
 * @example withWeights(weightsOf(['0.5', '2']), [{ place: 1, text: '3' }])?.values // [5, 30]
 */
export function withWeights(weights: Weights, changes: readonly { readonly place: number; readonly text: AnyDecimalText }[]): Weights | null {
  if (weights.kind === 'wide') return null
  const values = weights.values.slice()
  for (const { place, text } of changes) {
    const own = placesOf(text)
    if (text.startsWith('-') || own > weights.places || wholeDigitsOf(text, own) + weights.places > SAFE_DIGITS) return null
    values[place] = digitsOf(text) * (POWERS_OF_TEN[weights.places - own] ?? 1)
  }
  return smallWeights(values, weights.places)
}

function smallWeights(values: Float64Array, places: number): Weights {
  let sum = 0
  for (let index = 0; index < values.length; index += 1) sum += values[index] ?? 0
  return sum < SAFE ? { kind: 'small', values, places, sum: BigInt(sum) } : wideWeights(Array.from(values, BigInt))
}

function wideWeights(values: readonly bigint[]): Weights {
  return { kind: 'wide', values, sum: values.reduce((total, value) => total + value, 0n) }
}

/** The weights from one place to before another. */
export function sliceWeights(weights: Weights, start: number, end: number): Weights {
  return weights.kind === 'small' ? smallWeights(weights.values.subarray(start, end), weights.places) : wideWeights(weights.values.slice(start, end))
}

/** The weights but one. */
export function withoutWeight(weights: Weights, place: number): Weights {
  return weights.kind === 'small' ? smallWeights(weights.values.filter((_, index) => index !== place), weights.places) : wideWeights(weights.values.toSpliced(place, 1))
}

/** @example exactWeights(weightsOf(['0.5', '2'])) // [5n, 20n] */
export function exactWeights(weights: Weights): readonly bigint[] {
  return weights.kind === 'small' ? Array.from(weights.values, BigInt) : weights.values
}
