/**
 * Prices as words: how each kind of price (RATE-3) is shown, and how what a person types or pastes is read back.
 */
import { decimal, formatFixed, MAX_PUBLISHED_PLACES, round, toText, type AnyDecimalText, type Percent, type UsdPerUnit } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import type { Price, PriceKind } from '../model/tables.ts'
import { assertNever, ok, refused, type Result } from '../result.ts'
import { parseTyped, type DecimalSeparator, type TypedNumber } from '../typed-number.ts'

/** Kinds of price that are words, not numbers. */
export type WordPriceKind = Extract<PriceKind, 'contract-rate' | 'varies' | 'no-units' | 'not-billed' | 'not-published'>

const WORDS: Readonly<Record<WordPriceKind, string>> = {
  'contract-rate': 'Contract rate',
  varies: 'Varies',
  'no-units': '0 (funded from overhead)',
  'not-billed': 'Not billed',
  'not-published': 'Not published',
}

const SPELLINGS: ReadonlyMap<string, WordPriceKind> = new Map([
  ['contract rate', 'contract-rate'], ['contract rate (actual cost)', 'contract-rate'],
  ['varies', 'varies'], ['varies (actual cost)', 'varies'],
  ['0 (funded from overhead)', 'no-units'], ['funded from overhead', 'no-units'],
  ['not billed', 'not-billed'], ['not published', 'not-published'],
])

/** What makes up a price, wherever it comes from. */
export type PriceFigure = Pick<Price, 'kind' | 'amount' | 'percent' | 'basisText' | 'places'>

/** A figure at its own places, in the form of each kind of price. */
function percentText(percent: AnyDecimalText, places: number): string {
  return `${formatFixed(percent, places)} %`
}

/**
 * A price as tables, reports and the CLI show it, at its own number of places (NUM-3, RATE-3).
 *
 * @example formatPrice({ kind: 'cost-plus-percent', percent: '16.8', basisText: 'Meter', places: 1, ... }) // 'Meter + 16.8 %'
 */
export function formatPrice(price: PriceFigure): string {
  switch (price.kind) {
    case 'per-unit':
      return price.amount === null ? '' : formatFixed(price.amount, price.places)
    case 'flat-per-period': {
      const amount = price.amount === null ? '' : formatFixed(price.amount, price.places)
      return price.basisText === '' ? amount : `${amount} / ${price.basisText}`
    }
    case 'cost-plus-percent': {
      if (price.percent === null) return price.basisText
      if (price.basisText === '') return percentText(price.percent, price.places)
      const negative = decimal(price.percent).isNegative()
      const size = toText<'%'>(decimal(price.percent).abs())
      return `${price.basisText} ${negative ? '-' : '+'} ${percentText(size, price.places)}`
    }
    case 'contract-rate':
    case 'varies':
    case 'no-units':
    case 'not-billed':
    case 'not-published':
      return WORDS[price.kind]
    default:
      return assertNever(price.kind)
  }
}

/** What a person asks for by typing into a price. */
export type PriceInput =
  /** Empty: take the price away. */
  | { readonly kind: 'none' }
  /** A number; `isCurrency` when it was written with a dollar sign. */
  | { readonly kind: 'amount'; readonly amount: UsdPerUnit; readonly places: number; readonly isCurrency: boolean }
  /** `415.00 / month` */
  | { readonly kind: 'flat'; readonly amount: UsdPerUnit; readonly places: number; readonly period: string }
  /** `17 %` (basisText null: as it is) or `Meter + 17 %` */
  | { readonly kind: 'percent'; readonly percent: Percent; readonly places: number; readonly basisText: string | null }
  | { readonly kind: 'words'; readonly priceKind: WordPriceKind }

export type PriceInputOptions = {
  /** Places at which the rate is published now; more digits widen them, up to 6 (NUM-3). */
  readonly places: number
  readonly decimalSeparator?: DecimalSeparator | undefined
}

function tooManyPlaces(text: string): Issue {
  return issue('too-many-places', `${text} has more than ${MAX_PUBLISHED_PLACES} decimal places.`, { remedy: `A rate is published with at most ${MAX_PUBLISHED_PLACES} places; round it.` })
}

function widened(number: TypedNumber, places: number): number {
  return Math.max(places, number.places)
}

const BASIS_AND_PERCENT = /^(\p{L}[^+%]*?)\s*(\+|-|\u2212|\bplus\b|\bminus\b)\s*([^%+]*\d[^%+]*)%$/iu
const AMOUNT_AND_PERIOD = /^([^/%]*\d[^/%]*?)\s*(?:\/|\bper\b)\s*(\p{L}.*)$/iu

/**
 * Reads what was typed or pasted as a price (RATE-3). Empty takes the price away; `1e400`, `NaN`, `12,34` and other
 * words are refused. More places than 6 are refused, more than the rate's own widen them.
 *
 * @example readPriceInput('$1,234.50', { places: 2 }) // { kind: 'amount', amount: '1234.5', places: 2, isCurrency: true }
 */
export function readPriceInput(text: string, options: PriceInputOptions): Result<PriceInput, Issue> {
  const trimmed = text.replaceAll(/[\s\u00A0]+/g, ' ').trim()
  if (trimmed === '') return ok({ kind: 'none' })
  if (trimmed.length > 200) return refused(issue('not-a-price', `"${trimmed.slice(0, 40)}..." is not a price.`, { remedy: 'Write a number such as 99.81.' }))
  const words = SPELLINGS.get(trimmed.toLowerCase())
  if (words !== undefined) return ok({ kind: 'words', priceKind: words })

  const basis = BASIS_AND_PERCENT.exec(trimmed)
  if (basis && !/^USD$/i.test(basis[1] ?? '')) return readPercentOn({ basisText: basis[1] ?? '', sign: basis[2] ?? '+', number: basis[3] ?? '' }, options)

  const flat = AMOUNT_AND_PERIOD.exec(trimmed)
  if (flat) {
    const number = parseTyped(flat[1] ?? '', options)
    if (!number.ok) return number
    if (number.value.places > MAX_PUBLISHED_PLACES) return refused(tooManyPlaces(trimmed))
    return ok({ kind: 'flat', amount: toText(number.value.value), places: widened(number.value, options.places), period: flat[2] ?? '' })
  }

  const number = parseTyped(trimmed, options)
  if (!number.ok) return refused(/\d/.test(trimmed) ? number.failure : notAPrice(trimmed))
  if (number.value.places > MAX_PUBLISHED_PLACES) return refused(tooManyPlaces(trimmed))
  const places = widened(number.value, options.places)
  if (number.value.isPercent) return ok({ kind: 'percent', percent: toText(number.value.value), places, basisText: null })
  return ok({ kind: 'amount', amount: toText(number.value.value), places, isCurrency: number.value.isCurrency })
}

function notAPrice(text: string): Issue {
  return issue('not-a-price', `"${text.slice(0, 40)}" is not a price.`, { remedy: 'Write a number such as 99.81, "Meter + 17 %", "Contract rate" or "Varies"; clear the cell to take the price away.' })
}

function readPercentOn(parts: { readonly basisText: string; readonly sign: string; readonly number: string }, options: PriceInputOptions): Result<PriceInput, Issue> {
  const number = parseTyped(parts.number, options)
  if (!number.ok) return number
  if (number.value.places > MAX_PUBLISHED_PLACES) return refused(tooManyPlaces(parts.number.trim()))
  if (number.value.isCurrency) return refused(notAPrice(`${parts.basisText} ${parts.sign} ${parts.number}%`))
  const isLess = parts.sign === '-' || parts.sign === '\u2212' || parts.sign.toLowerCase() === 'minus'
  const percent = isLess ? number.value.value.negated() : number.value.value
  return ok({ kind: 'percent', percent: toText(percent), places: widened(number.value, options.places), basisText: parts.basisText.trim() })
}

/** A figure rounded to published places as at-rest text (NUM-2, NUM-3). @example publishedText<'USD/unit'>(new Decimal('1.005'), 2) // '1.01' */
export function publishedText<Unit extends string>(value: Parameters<typeof round>[0], places: number): ReturnType<typeof toText<Unit>> {
  return toText<Unit>(round(value, places))
}
