/** What a unit of usage is billed at: the published prices of a version, month by month, as figures that multiply a quantity (NUM-3, RATE-3, BILL-10). */
import { Decimal, decimal, toText, type AnyDecimalText } from '../decimal.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import type { Draft } from '../model/draft.ts'
import { pricesOfSchedule, revisionsOf } from '../model/table-index.ts'
import { CUSTOMER_CLASSES, type CustomerClass } from '../model/tables.ts'
import { monthNumber, monthOfDay, monthsOfYear } from '../month.ts'
import type { ResolvedPrice } from '../rates/comparison.ts'
import { priceKey, resolvedOf, resolvePrices } from '../rates/resolve-prices.ts'
import { assertNever } from '../result.ts'
import { baseOf, versionKey, type Version } from '../version.ts'
import { pricesFrom, ratePrices, type RatePrices } from './rate-prices.ts'

type PriceLookup = ReadonlyMap<string, ResolvedPrice>

/** Prices that hold from a month of the year (0 to 11) until those of the next entry. */
export type PriceCalendar = readonly { readonly fromMonth: number; readonly prices: PriceLookup }[]

/** Cost plus a percentage, and actual cost: the quantity is dollars. */
const ACTUAL_COST = toText(new Decimal(1))

/**
 * What one unit costs; null where the price is no figure to multiply with. For a price of cost plus a percentage and for actual cost
 * a unit is a dollar of cost.
 *
 * @example billedAmount({ kind: 'cost-plus-percent', percent: '16.8', ... }) // '1.168'
 */
export function billedAmount(price: Pick<ResolvedPrice, 'kind' | 'amount' | 'percent'>): AnyDecimalText | null {
  switch (price.kind) {
    case 'per-unit':
    case 'flat-per-period':
      return price.amount
    case 'cost-plus-percent':
      return price.percent === null ? null : toText(decimal(price.percent).div(100).plus(1))
    case 'contract-rate':
    case 'varies':
      return ACTUAL_COST
    case 'no-units':
    case 'not-billed':
    case 'not-published':
      return null
    default:
      return assertNever(price.kind)
  }
}

/** True where a quantity is dollars of actual cost, not units. */
export function isBilledByCost(price: Pick<ResolvedPrice, 'kind'>): boolean {
  return price.kind === 'cost-plus-percent' || price.kind === 'contract-rate' || price.kind === 'varies'
}

/** Why a price cannot be billed, in words; null where it can. */
export function whyNotBilled(price: ResolvedPrice | undefined): string | null {
  if (price === undefined) return 'no price in this version'
  if (price.kind === 'no-units') return 'funded from overhead, so it is not billed'
  if (price.kind === 'not-billed') return 'not billed'
  if (price.kind === 'not-published') return 'its rate is not published'
  return billedAmount(price) === null ? 'its price has no figure' : null
}

/**
 * The prices of a version by month. A revision that takes effect within the year prices the months from the one in which it does (BILL-10);
 * what a scenario changes, and what comes out of costs, holds from the last revision on.
 */
export function priceCalendar(draft: Draft, version: Version): PriceCalendar {
  const key = versionKey(baseOf(version))
  const [first] = monthsOfYear(version.fiscalYear, fiscalYearFirstMonth(draft))
  const start = first === undefined ? 0 : monthNumber(first)
  const calendar: { fromMonth: number; prices: PriceLookup }[] = []
  let laid = new Map<string, ResolvedPrice>()
  const revisions = revisionsOf(draft, key)
  for (const [index, revision] of revisions.entries()) {
    const isLast = index === revisions.length - 1
    const fromMonth = Math.min(11, Math.max(0, monthNumber(monthOfDay(revision.effectiveFrom)) - start))
    if (!isLast) {
      laid = new Map(laid)
      for (const price of pricesOfSchedule(draft, revision.id)) laid.set(priceKey(price.rateId, price.customerClass), resolvedOf(price))
    }
    const prices: PriceLookup = isLast ? resolvePrices(draft, version) : laid
    if (calendar.at(-1)?.fromMonth === fromMonth) calendar.pop()
    calendar.push({ fromMonth, prices })
  }
  return calendar.length === 0 ? [{ fromMonth: 0, prices: resolvePrices(draft, version) }] : calendar
}

type MonthKey = { readonly rateId: string; readonly customerClass: CustomerClass; /** 0 to 11. */ readonly month: number }

function pricesInMonth(calendar: PriceCalendar, { month }: Pick<MonthKey, 'month'>): PriceLookup | undefined {
  return calendar.findLast((each) => each.fromMonth <= month)?.prices ?? calendar[0]?.prices
}

/** The price that a class pays in a month: its own, or the state's where it has none (RATE-6). */
export function priceInMonth(calendar: PriceCalendar, key: MonthKey): ResolvedPrice | undefined {
  const prices = pricesInMonth(calendar, key)
  return prices?.get(priceKey(key.rateId, key.customerClass)) ?? prices?.get(priceKey(key.rateId, 'state'))
}

/** The price that a class has of its own in a month. */
export function ownPriceInMonth(calendar: PriceCalendar, key: MonthKey): ResolvedPrice | undefined {
  return pricesInMonth(calendar, key)?.get(priceKey(key.rateId, key.customerClass))
}

/** The keys of one rate's prices by class, made once: they are looked up by the thousand at every edit. */
export type RateKeys = readonly string[]

/** @example rateKeys('cpu') // ['cpu|state', 'cpu|non-state', 'cpu|external'] */
export function rateKeys(rateId: string): RateKeys {
  return CUSTOMER_CLASSES.map((each) => priceKey(rateId, each))
}

const STATE = CUSTOMER_CLASSES.indexOf('state')

/** The billed figures of one rate, by entry of the calendar and class; equal text means equal prices. */
export function billedTexts(calendar: PriceCalendar, keys: RateKeys): readonly (AnyDecimalText | null)[] {
  return calendar.flatMap(({ prices }) => {
    const state = prices.get(keys[STATE] ?? '')
    return keys.map((key, at) => {
      const price = at === STATE ? state : (prices.get(key) ?? state)
      return price === undefined ? null : billedAmount(price)
    })
  })
}

/**
 * The rates of which a price may have changed between two calendars: all that do not give every price from the same row. Undefined where
 * they begin in other months, so that nothing of them can be compared.
 *
 * @example ratesBetween(calendar, calendar) // Set {}
 */
export function ratesBetween(left: PriceCalendar, right: PriceCalendar): ReadonlySet<string> | undefined {
  if (left.length !== right.length || left.some(({ fromMonth }, at) => fromMonth !== right[at]?.fromMonth)) return undefined
  const changed = new Set<string>()
  for (const [at, { prices: before }] of left.entries()) {
    const after = right[at]?.prices ?? before
    if (before === after) continue
    let kept = 0
    for (const [key, price] of after) {
      const was = before.get(key)
      if (was !== undefined) kept += 1
      if (was !== price) changed.add(price.rateId)
    }
    if (kept < before.size) for (const [key, price] of before) if (!after.has(key)) changed.add(price.rateId)
  }
  return changed
}

/** The texts as the pricing of columns takes them. */
export function pricesOfTexts(calendar: PriceCalendar, texts: readonly (AnyDecimalText | null)[]): RatePrices {
  const ofClass = (customerClass: CustomerClass) => {
    const at = CUSTOMER_CLASSES.indexOf(customerClass)
    const steps = calendar.map(({ fromMonth }, entry) => ({ month: entry === 0 ? 0 : fromMonth, price: texts[entry * CUSTOMER_CLASSES.length + at] ?? null }))
    return steps.length === 1 ? (steps[0]?.price ?? null) : pricesFrom(steps)
  }
  return ratePrices({ state: ofClass('state'), 'non-state': ofClass('non-state'), external: ofClass('external') })
}
