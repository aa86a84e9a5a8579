/**
 * Exact decimals (NUM-1, NUM-2).
 *
 * An amount at rest (in a row, an edit, a message, the database) is canonical decimal text branded with its unit:
 * no exponent, no leading plus, no trailing zeros, no "-0". Arithmetic takes place in decimal.js or in scaled integers.
 */
import { Decimal as DecimalConstructor } from 'decimal.js'

import { issue, type Issue } from './issues.ts'
import { ok, refused, type Result } from './result.ts'

/** decimal.js with 40 digits, half up away from zero (NUM-1, NUM-2). */
export const Decimal = DecimalConstructor.clone({ precision: 40, rounding: DecimalConstructor.ROUND_HALF_UP, toExpNeg: -1000, toExpPos: 1000 })
export type Decimal = DecimalConstructor

declare const unit: unique symbol

/** Canonical decimal text of one unit; two units do not mix. */
export type DecimalText<Unit extends string> = string & { readonly [unit]: Unit }

/** US dollars. */
export type Usd = DecimalText<'USD'>
/** US dollars for one billable unit. */
export type UsdPerUnit = DecimalText<'USD/unit'>
/** Per cent: 16.8 means 16.8 %. */
export type Percent = DecimalText<'%'>
/** A number without a unit: a weight, a factor. */
export type Factor = DecimalText<'1'>
/** Billable units, units of a driver, hours: a count that may have a fraction. */
export type Units = DecimalText<'units'>
/** Any of the units above. */
export type AnyDecimalText = DecimalText<string>

/** Nothing in a model is as large as this. */
export const MAX_ABSOLUTE = new Decimal('1e15')
const MAX_WHOLE_DIGITS = 15
/** The most decimal places that any figure at rest may have. */
export const MAX_PLACES = 12
/** A rate is published with 0 to 6 places (NUM-3). */
export const MAX_PUBLISHED_PLACES = 6

const ZERO = 48
const NINE = 57

/**
 * True when the text is canonical, as the database's CHECK also states it, within range and within 12 places. Looked at character by
 * character: a file has tens of thousands of figures, and each edit of a model some thousands of weights.
 */
export function isCanonicalDecimal(text: string): text is AnyDecimalText {
  const start = text.startsWith('-') ? 1 : 0
  const point = text.indexOf('.')
  const end = point === -1 ? text.length : point
  const places = text.length - end - 1
  if (end === start || end - start > MAX_WHOLE_DIGITS || places > MAX_PLACES) return false
  // No zero to spare, before the point or behind it, and none with a sign.
  const startsWithZero = text.charCodeAt(start) === ZERO
  if (startsWithZero && (end - start > 1 || (point === -1 && start === 1))) return false
  if (point !== -1 && (places === 0 || text.charCodeAt(text.length - 1) === ZERO)) return false
  for (let at = start; at < text.length; at += 1) {
    const character = text.charCodeAt(at)
    if (at !== point && (character < ZERO || character > NINE)) return false
  }
  return true
}

function isCanonicalIn<Unit extends string>(text: string): text is DecimalText<Unit> {
  return isCanonicalDecimal(text)
}

/**
 * Canonical text of an exact decimal.
 *
 * @example toText<'USD'>(new Decimal('12.50')) // '12.5'
 */
export function toText<Unit extends string>(value: Decimal): DecimalText<Unit> {
  const text = value.isZero() ? '0' : value.toFixed()
  // The one place where text receives its brand.
  return text as DecimalText<Unit>
}

/** The exact value of decimal text. @example decimal('0.0367' as UsdPerUnit).times(2).toFixed() // '0.0734' */
export function decimal(text: AnyDecimalText): Decimal {
  return new Decimal(text)
}

/**
 * Rounds half up, away from zero, to a number of places (NUM-2).
 *
 * @example round(new Decimal('-1.005'), 2).toFixed(2) // '-1.01'
 */
export function round(value: Decimal, places: number): Decimal {
  return value.toDecimalPlaces(places, DecimalConstructor.ROUND_HALF_UP)
}

/**
 * Reads plain decimal text (digits, one point, an optional sign); refuses exponents, NaN, separators and words.
 * What a person types or pastes goes through `parseTyped` of `typed-number.ts` first.
 *
 * @example readDecimal<'USD/unit'>('99.810') // { ok: true, value: '99.81' }
 */
export function readDecimal<Unit extends string>(text: string): Result<DecimalText<Unit>, Issue> {
  const trimmed = text.trim()
  // Nearly every figure of a file is canonical already: then its text is its value.
  if (isCanonicalIn<Unit>(trimmed)) return ok(trimmed)
  if (trimmed.length > 40 || !/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(trimmed)) {
    return refused(issue('not-a-number', `"${trimmed.slice(0, 40)}" is not a number.`, { remedy: 'Write digits and one decimal point, such as 99.81.' }))
  }
  const value = new Decimal(trimmed)
  if (value.abs().gte(MAX_ABSOLUTE)) return refused(issue('number-out-of-range', `${trimmed} is too large.`, { remedy: 'Amounts stay below 1,000,000,000,000,000.' }))
  if (value.decimalPlaces() > MAX_PLACES) return refused(issue('too-many-places', `${trimmed} has more than ${MAX_PLACES} decimal places.`, { remedy: `Round it to ${MAX_PLACES} places or fewer.` }))
  return ok(toText<Unit>(value))
}

/**
 * Fixed places with thousands separators, for people.
 *
 * @example formatFixed('12573' as UsdPerUnit, 2) // '12,573.00'
 */
export function formatFixed(text: AnyDecimalText, places: number): string {
  const point = text.indexOf('.')
  const had = point === -1 ? 0 : text.length - point - 1
  // Nearly every figure has no more digits than are shown: then its own digits and some zeros are the answer.
  if (had <= places) {
    const whole = grouped(point === -1 ? text : text.slice(0, point))
    return places === 0 ? whole : `${whole}.${had === 0 ? '' : text.slice(point + 1)}${'0'.repeat(places - had)}`
  }
  const [whole = '', fraction] = round(decimal(text), places).plus(0).toFixed(places).split('.')
  return fraction === undefined ? grouped(whole) : `${grouped(whole)}.${fraction}`
}

/** Commas by hand: this runs for every cell of a table, and a regular expression takes four times as long. */
function grouped(whole: string): string {
  const sign = whole.startsWith('-') ? '-' : ''
  let rest = sign === '' ? whole : whole.slice(1)
  let groups = ''
  while (rest.length > 3) {
    groups = `,${rest.slice(-3)}${groups}`
    rest = rest.slice(0, -3)
  }
  return sign + rest + groups
}
