/**
 * Measured values, exact for comparison: a floor to twelve places, and whether there is more behind them. A hundred thousand of
 * them are made for one scorecard, so they are whole numbers in doubles (each below 2^53), not decimals.
 */
import { ratioOf, type Ratio } from '../../costs/ratio.ts'
import { Decimal, formatFixed, toText, type AnyDecimalText, type Factor } from '../../decimal.ts'
import { digitsBetween } from '../../digits.ts'

/** `whole + fraction / 10^12`, and a little more where `more`; a value below zero has a whole part below it and a fraction above. */
export type Exact = {
  readonly whole: number
  /** Millionths of millionths, 0 to 999,999,999,999. */
  readonly fraction: number
  /** Something is left behind the twelfth place. */
  readonly more: boolean
  /** What is left is at least half of the twelfth place: rounding goes up (NUM-2). */
  readonly up: boolean
}

const MILLION = 1_000_000
const SCALE = MILLION * MILLION
const PLACES = 12
/** A divisor up to this leaves each step of the division below 2^53. */
export const MOST_DIVISOR = 9_000_000_000

/**
 * `dividend % divisor` of whole numbers from 0 to 2^53: of doubles `%` is a long loop. The quotient in a double is never below the whole
 * one, and at most one above it.
 */
export function remainder(dividend: number, divisor: number): number {
  const rest = dividend - Math.floor(dividend / divisor) * divisor
  return rest < 0 ? rest + divisor : rest
}

/**
 * `numerator / divisor`, of whole numbers: the numerator from 0 to 2^53, the divisor from 1 to 9,000,000,000 (285 years of seconds).
 *
 * @example quotient(200, 3) // { whole: 66, fraction: 666666666666, more: true, up: true }
 */
export function quotient(numerator: number, divisor: number): Exact {
  if (divisor < 1 || divisor > MOST_DIVISOR || numerator < 0 || numerator > Number.MAX_SAFE_INTEGER) throw new Error(`${numerator} / ${divisor} is beyond exact numbers.`)
  const first = remainder(numerator, divisor)
  const second = remainder(first * MILLION, divisor)
  const third = remainder(second * MILLION, divisor)
  const fraction = ((first * MILLION - second) / divisor) * MILLION + (second * MILLION - third) / divisor
  return { whole: (numerator - first) / divisor, fraction, more: third !== 0, up: third * 2 >= divisor }
}

const BIG_SCALE = BigInt(SCALE)

/** Of an exact fraction. @example exactOfRatio({ numerator: 200n, denominator: 3n }) // as `quotient(200, 3)` */
export function exactOfRatio({ numerator, denominator }: Ratio): Exact {
  const scaled = numerator * BIG_SCALE
  const rest = ((scaled % denominator) + denominator) % denominator
  const floor = (scaled - rest) / denominator
  const fraction = ((floor % BIG_SCALE) + BIG_SCALE) % BIG_SCALE
  // Half goes away from zero: of a negative value that is down, so a floor stays.
  const up = numerator < 0n ? rest * 2n > denominator : rest * 2n >= denominator
  return { whole: Number((floor - fraction) / BIG_SCALE), fraction: Number(fraction), more: rest !== 0n, up: rest !== 0n && up }
}

/** Of a figure at rest. @example exactOfText('99.5') // { whole: 99, fraction: 500000000000, more: false, up: false } */
export function exactOfText(text: AnyDecimalText): Exact {
  if (text.startsWith('-')) return exactOfRatio(ratioOf(text))
  const point = text.indexOf('.')
  if (point === -1) return { whole: digitsBetween(text, 0, text.length), fraction: 0, more: false, up: false }
  return { whole: digitsBetween(text, 0, point), fraction: digitsBetween(text, point + 1, text.length) * 10 ** (13 - text.length + point), more: false, up: false }
}

/** Below, at or above zero as `left` is below, equal to or above `right`; two values with the same twelve places that both have more are taken as equal. */
export function compareExact(left: Exact, right: Exact): number {
  if (left.whole !== right.whole) return left.whole - right.whole
  if (left.fraction !== right.fraction) return left.fraction - right.fraction
  return Number(left.more) - Number(right.more)
}

/** Rounded half up to twelve places, as it is shown and kept (NUM-2). @example textOfExact(quotient(200, 3)) // '66.666666666667' */
export function textOfExact({ whole, fraction, up }: Exact): Factor {
  const carried = fraction + Number(up)
  if (whole < 0) return toText<'1'>(new Decimal(whole).plus(new Decimal(carried).div(SCALE)))
  const [units, rest] = carried === SCALE ? [whole + 1, 0] : [whole, carried]
  return rest === 0 ? factorText(String(units)) : factorText(`${units}.${placesText(rest, PLACES)}`)
}

/** The text is canonical as it was made: digits, and no zero to spare. */
function factorText(text: string): Factor {
  return text as Factor
}

/** `000` to `999`. */
const THREE_DIGITS = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'))
const DIGIT_ZERO = 48

/** The digits of a whole number below `10 ** places`, with zeros before it. @example digitsText(42, 4) // '0042' */
function digitsText(digits: number, places: number): string {
  let text = ''
  let rest = digits
  let left = places
  for (; left >= 3; left -= 3) {
    const last = remainder(rest, 1000)
    text = `${THREE_DIGITS[last] ?? ''}${text}`
    rest = (rest - last) / 1000
  }
  return left === 0 ? text : `${(THREE_DIGITS[rest] ?? '').slice(3 - left)}${text}`
}

/** The same without zeros at the end. @example placesText(420, 4) // '042' */
export function placesText(digits: number, places: number): string {
  const text = digitsText(digits, places)
  let end = places
  while (text.charCodeAt(end - 1) === DIGIT_ZERO) end -= 1
  return end === places ? text : text.slice(0, end)
}

/** By their exponent, up to 15. */
export const POWERS_OF_TEN = Float64Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)

/** Rounded half up to fixed places, once: from the value itself, not from its twelve places. Places are eleven at most. */
function roundedOnce({ whole, fraction }: Exact, places: number): { readonly units: number; readonly digits: number } {
  const unit = POWERS_OF_TEN[PLACES - places] ?? 1
  const rest = remainder(fraction, unit)
  const steps = (fraction - rest) / unit + (rest * 2 >= unit ? 1 : 0)
  return steps * unit === SCALE ? { units: whole + 1, digits: 0 } : { units: whole, digits: steps }
}

/** With fixed places and separators for people. @example shownExact(quotient(200, 3), 2) // '66.67' */
export function shownExact(exact: Exact, places: number): string {
  if (exact.whole < 0 || places >= PLACES) return formatFixed(textOfExact(exact), places)
  const { units, digits } = roundedOnce(exact, places)
  const wholeText = units < 1000 ? String(units) : formatFixed(factorText(String(units)), 0)
  return places === 0 ? wholeText : `${wholeText}.${digitsText(digits, places)}`
}

/** Rounded half up to fixed places, as canonical text; of no value below zero. @example roundedText(quotient(112, 5), 2) // '22.4' */
export function roundedText(exact: Exact, places: number): Factor {
  const { units, digits } = roundedOnce(exact, places)
  return factorText(digits === 0 ? String(units) : `${units}.${placesText(digits, places)}`)
}
