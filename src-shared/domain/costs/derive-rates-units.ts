/** Units and divisions of RATE-1 in scaled integers: exact, and fast enough for every rate of a model at each keystroke. */
import { cents, safeCents } from '../cents.ts'
import { Decimal, decimal, MAX_PLACES, toText, type AnyDecimalText, type DecimalText, type Units, type Usd, type UsdPerUnit } from '../decimal.ts'
import { digitsBetween, digitsOf, placesOf } from '../digits.ts'
import { quotientOf, SAFE_DIVIDEND } from '../exact-product.ts'
import type { RateUnits } from '../model/cost-tables.ts'
import { figureText, scaledText, type FigureParts } from '../rates/compare-kernel.ts'

const NO_UNITS: Units = toText<'units'>(new Decimal(0))
const MOST = 10n ** 15n

/** Exact text as integer and scale. @example scaledOf('1.25') // { mantissa: 125n, scale: 2 } */
export function scaledOf(text: AnyDecimalText): { readonly mantissa: bigint; readonly scale: number } {
  const point = text.indexOf('.')
  if (point === -1) return { mantissa: BigInt(text), scale: 0 }
  return { mantissa: BigInt(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 }
}

/** Canonical text of a scaled integer of any size. @example textOfScaled(-1250n, 2) // '-12.5' */
export function textOfScaled<Unit extends string>(mantissa: bigint, scale: number): DecimalText<Unit> {
  let rest = mantissa
  let places = scale
  // A rate has 12 places and more digits than a double; most of them are there to be cut off, or none.
  while (places > 0 && !Number.isSafeInteger(Number(rest)) && rest % 10n === 0n) {
    rest /= 10n
    places -= 1
  }
  const small = Number(rest)
  return Number.isSafeInteger(small) ? scaledText<Unit>(small, places) : toText<Unit>(new Decimal(pointed(rest, places)))
}

/** @example pointed(-12345n, 2) // '-123.45' */
function pointed(mantissa: bigint, places: number): string {
  const digits = (mantissa < 0n ? -mantissa : mantissa).toString().padStart(places + 1, '0')
  return `${mantissa < 0n ? '-' : ''}${digits.slice(0, digits.length - places)}${places === 0 ? '' : `.${digits.slice(digits.length - places)}`}`
}

/** Half up, away from zero (NUM-2); the divisor is above zero. */
export function roundedQuotient(numerator: bigint, divisor: bigint): bigint {
  return numerator < 0n ? -((-numerator * 2n + divisor) / (divisor * 2n)) : (numerator * 2n + divisor) / (divisor * 2n)
}

/** Digits of a quotient that are computed at a time: twice as many are the places of a rate behind those of its cents. */
const STEP = 10 ** ((MAX_PLACES - 2) / 2)

/** The rate of an amount of cents in exact doubles, in three divisions; null where one of them would not be exact. */
function rateInDoubles(cost: number, units: Units): FigureParts | null {
  const divisor = digitsOf(units)
  const dividend = Math.abs(cost) * 10 ** placesOf(units)
  // Written so that NaN, too, takes this branch.
  if (!(dividend < SAFE_DIVIDEND && divisor * STEP < SAFE_DIVIDEND)) return null
  const wholeCents = quotientOf(dividend, divisor)
  const rest = (dividend - wholeCents * divisor) * STEP
  const first = quotientOf(rest, divisor)
  const second = (rest - first * divisor) * STEP
  const third = quotientOf(second, divisor)
  const whole = quotientOf(wholeCents, 100)
  const isRaised = (second - third * divisor) * 2 >= divisor
  return carried(cost < 0, whole, ((wholeCents - whole * 100) * STEP + first) * STEP + third + (isRaised ? 1 : 0), 10 ** MAX_PLACES)
}

/** Parts of a figure; a fraction that was rounded up to one is carried over. */
function carried(isNegative: boolean, whole: number, fraction: number, one: number): FigureParts {
  return fraction === one ? { isNegative, whole: whole + 1, fraction: 0 } : { isNegative, whole, fraction }
}

const TENS = Array.from({ length: 2 * MAX_PLACES + 1 }, (_, power) => 10n ** BigInt(power))

/**
 * Cost / units, rounded once to 12 places (NUM-1); null where there are no units, or where the result leaves the range of figures.
 *
 * @example ratePerUnit('516518', '3') // '172172.666666666667'
 */
export function ratePerUnit(cost: Usd, units: Units): UsdPerUnit | null {
  if (units === '0' || units.startsWith('-')) return null
  const parts = rateInDoubles(safeCents(cost), units)
  if (parts !== null) return figureText<'USD/unit'>(parts, MAX_PLACES)
  const { mantissa, scale } = scaledOf(units)
  const scaled = roundedQuotient(cents(cost) * (TENS[MAX_PLACES - 2 + scale] ?? 1n), mantissa)
  return scaled >= MOST * (TENS[MAX_PLACES] ?? 1n) || -scaled >= MOST * (TENS[MAX_PLACES] ?? 1n) ? null : textOfScaled<'USD/unit'>(scaled, MAX_PLACES)
}

/** A figure at rest rounded half up to fewer places. @example roundedText('172172.666666666667', 2) // '172172.67' */
export function roundedText<Unit extends string>(text: DecimalText<Unit>, places: number): DecimalText<Unit> {
  const scale = placesOf(text)
  if (scale <= places) return text
  const isNegative = text.startsWith('-')
  const point = text.length - scale - 1
  const step = 10 ** (scale - places)
  // At rest it has at most 15 digits before the point and 12 behind it.
  const digits = digitsBetween(text, point + 1, text.length)
  const kept = quotientOf(digits, step)
  return figureText<Unit>(carried(isNegative, digitsBetween(text, isNegative ? 1 : 0, point), kept + ((digits - kept * step) * 2 >= step ? 1 : 0), 10 ** places), places)
}

/** Sum of counts. @example sumUnits([]) // '0' */
export function sumUnits(rows: readonly Pick<RateUnits, 'units'>[]): Units {
  const [first] = rows
  if (first === undefined) return NO_UNITS
  return rows.length === 1 ? first.units : toText<'units'>(rows.reduce((sum, { units }) => sum.plus(decimal(units)), new Decimal(0)))
}

/** (published - unrounded) x planned units, at the cent (NUM-3). */
export function roundingEffectOf(published: UsdPerUnit, figures: { readonly unrounded: UsdPerUnit; readonly plannedUnits: Units }): Usd {
  const left = scaledOf(published)
  const right = scaledOf(figures.unrounded)
  const units = scaledOf(figures.plannedUnits)
  const scale = Math.max(left.scale, right.scale)
  const difference = left.mantissa * (TENS[scale - left.scale] ?? 1n) - right.mantissa * (TENS[scale - right.scale] ?? 1n)
  const places = scale + units.scale
  const product = difference * units.mantissa
  return textOfScaled<'USD'>(places <= 2 ? product * (TENS[2 - places] ?? 1n) : roundedQuotient(product, TENS[places - 2] ?? 1n), 2)
}
