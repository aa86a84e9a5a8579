/** The published prices of one rate in one fiscal year, by customer class and month, as integers of one scale (NUM-3, RATE-6, BILL-10). */
import type { AnyDecimalText } from '../decimal.ts'
import { CUSTOMER_CLASSES, type CustomerClass } from '../model/tables.ts'
import { MONTHS } from './usage-columns.ts'

/** Prices of one class: one for the whole year, or twelve, counted from the first month of the fiscal year; null where there is none. */
export type YearPrices<Unit extends AnyDecimalText = AnyDecimalText> = Unit | null | readonly (Unit | null)[]

export type RatePrices = {
  /** A mantissa counts 10^-places dollars per unit. */
  readonly places: number
  /** `[class * 12 + month]`, null where there is no price. */
  readonly exact: readonly (bigint | null)[]
  /** The same in 64 bits, zero where there is no price; meaningful where `largest` fits. */
  readonly mantissas: BigInt64Array
  /** Largest size of a mantissa. */
  readonly largest: bigint
  /** Every class has one price for the whole year, or none. */
  readonly isSteady: boolean
  /** Some class has no price in some month. */
  readonly hasGap: boolean
}

/** Prices by class and month are found at `class * 12 + month`. */
export const PRICE_SLOTS = CUSTOMER_CLASSES.length * MONTHS

/**
 * A class that has no price of its own is left out here: whose price it pays then is for the caller to resolve.
 *
 * @example ratePrices({ state: '99.81', 'non-state': '110', external: null }) // places 2, mantissas 9981 x 12, 11000 x 12, 0 x 12
 */
export function ratePrices(byClass: Readonly<Record<CustomerClass, YearPrices>>): RatePrices {
  const texts = CUSTOMER_CLASSES.flatMap((each) => monthsOf(byClass[each]))
  let places = 0
  for (const text of texts) if (text !== null) places = Math.max(places, placesOf(text))
  const exact = texts.map((text) => (text === null ? null : mantissaOf(text, places)))
  let largest = 0n
  for (const mantissa of exact) {
    const size = mantissa === null ? 0n : mantissa < 0n ? -mantissa : mantissa
    if (size > largest) largest = size
  }
  return { places, exact, mantissas: BigInt64Array.from(exact, (mantissa) => mantissa ?? 0n), largest, isSteady: exact.every((mantissa, slot) => mantissa === exact[slot - (slot % MONTHS)]), hasGap: exact.includes(null) }
}

/** One price for every class and month. @example onePrice('99.81').largest // 9981n */
export function onePrice(price: AnyDecimalText | null): RatePrices {
  return ratePrices({ state: price, 'non-state': price, external: price })
}

/**
 * Twelve prices from those that begin in some month and hold until the next one (BILL-10); null before the first.
 *
 * @example pricesFrom([{ month: 0, price: '10' }, { month: 6, price: '12' }]) // six times '10', six times '12'
 */
export function pricesFrom<Unit extends AnyDecimalText>(steps: readonly { readonly month: number; readonly price: Unit | null }[]): readonly (Unit | null)[] {
  const sorted = steps.toSorted((left, right) => left.month - right.month)
  return Array.from({ length: MONTHS }, (_, month) => sorted.findLast((step) => step.month <= month)?.price ?? null)
}

/** Is there any price at all? */
export function hasPrice(prices: RatePrices): boolean {
  return prices.exact.some((mantissa) => mantissa !== null)
}

function monthsOf(prices: YearPrices): readonly (AnyDecimalText | null)[] {
  const months = typeof prices === 'string' || prices === null ? Array.from({ length: MONTHS }, () => prices) : prices
  if (months.length !== MONTHS) throw new RangeError(`${months.length} prices for ${MONTHS} months.`)
  return months
}

function placesOf(text: string): number {
  const point = text.indexOf('.')
  return point === -1 ? 0 : text.length - point - 1
}

function mantissaOf(text: string, places: number): bigint {
  return BigInt(text.replace('.', '') + '0'.repeat(places - placesOf(text)))
}
