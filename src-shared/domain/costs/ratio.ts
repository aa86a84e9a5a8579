/** Exact fractions of integers: a position's month is rounded once, from a fraction that is exact (NUM-1). */
import type { AnyDecimalText } from '../decimal.ts'

/** `numerator / denominator`, not reduced; the denominator is above zero. */
export type Ratio = { readonly numerator: bigint; readonly denominator: bigint }

export const ONE: Ratio = { numerator: 1n, denominator: 1n }

/** By their exponent, as many as a figure has places. */
const TENS = Array.from({ length: 16 }, (_, power) => 10n ** BigInt(power))

/** The exact fraction of a decimal. @example ratioOf('7.65') // 765 / 100 */
export function ratioOf(text: AnyDecimalText): Ratio {
  const point = text.indexOf('.')
  if (point === -1) return { numerator: BigInt(text), denominator: 1n }
  const places = text.length - point - 1
  return { numerator: BigInt(text.slice(0, point) + text.slice(point + 1)), denominator: TENS[places] ?? 10n ** BigInt(places) }
}

export function times(...factors: readonly Ratio[]): Ratio {
  let { numerator, denominator } = factors[0] ?? ONE
  for (let at = 1; at < factors.length; at += 1) {
    numerator *= factors[at]?.numerator ?? 1n
    denominator *= factors[at]?.denominator ?? 1n
  }
  return { numerator, denominator }
}

export function plus(left: Ratio, right: Ratio): Ratio {
  if (left.denominator === right.denominator) return { numerator: left.numerator + right.numerator, denominator: left.denominator }
  return { numerator: left.numerator * right.denominator + right.numerator * left.denominator, denominator: left.denominator * right.denominator }
}

/** @example percentOf(ratioOf('7.65')) // 765 / 10000 */
export function percentOf(ratio: Ratio): Ratio {
  return { numerator: ratio.numerator, denominator: ratio.denominator * 100n }
}

/** `1 + sign x ratio`. */
export function onePlus(ratio: Ratio, sign: 1n | -1n = 1n): Ratio {
  return { numerator: ratio.denominator + sign * ratio.numerator, denominator: ratio.denominator }
}

/** The integer nearest to `ratio x scale`, half up away from zero (NUM-2). @example roundRatio({ numerator: 1005n, denominator: 1000n }, 100n) // 101n */
export function roundRatio(ratio: Ratio, scale: bigint): bigint {
  const scaled = ratio.numerator * scale
  const size = scaled < 0n ? -scaled : scaled
  const rounded = (2n * size + ratio.denominator) / (2n * ratio.denominator)
  return scaled < 0n ? -rounded : rounded
}

/** The smallest integer that is not below `ratio x scale`. @example roundRatioUp({ numerator: 7n, denominator: 5n }, 1n) // 2n */
export function roundRatioUp(ratio: Ratio, scale: bigint): bigint {
  const scaled = ratio.numerator * scale
  const quotient = scaled / ratio.denominator
  return scaled > quotient * ratio.denominator ? quotient + 1n : quotient
}

/** Below, at or above zero as `left` is below, equal to or above `right`. @example compareRatios(ratioOf('0.1'), ratioOf('0.2')) // -1n */
export function compareRatios(left: Ratio, right: Ratio): -1n | 0n | 1n {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator
  return difference < 0n ? -1n : difference > 0n ? 1n : 0n
}
