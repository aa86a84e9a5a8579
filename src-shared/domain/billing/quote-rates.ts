/** The rates of a version, as a quote looks for them. */
import type { IsoDate } from '../fiscal-year.ts'
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth, rateIdOfCode } from '../model/integrity.ts'
import type { CustomerClass } from '../model/tables.ts'
import { monthOfDay, monthsOfYear } from '../month.ts'
import type { Version } from '../version.ts'
import { ownPriceInMonth, priceCalendar } from './billed-prices.ts'
import type { RateFinder } from './quote.ts'
import { MONTHS } from './usage-columns.ts'

const LAST_MONTH = MONTHS - 1

/** Whose price a class has, where it has none of its own: an external customer never has a lower one than a non-state customer (RATE-6). */
const PRICED_AS: Readonly<Record<CustomerClass, readonly CustomerClass[]>> = { state: ['state'], 'non-state': ['non-state', 'state'], external: ['external', 'non-state', 'state'] }

/**
 * Finds rates by code in a version of a model, for a customer class or the class whose price it has, as they hold on a day: of a revision
 * within the year from its month on (BILL-10). A day before or after the year takes its first or last month.
 *
 * @example quoteRates(draft, planOf(fiscalYear(2004)))({ code: 'NW-DDS-LINE', customerClass: 'non-state', day: null })?.price.amount // '278.87'
 */
export function quoteRates(draft: Draft, version: Version): RateFinder {
  const calendar = priceCalendar(draft, version)
  const months = monthsOfYear(version.fiscalYear, fiscalYearFirstMonth(draft))
  const monthOf = (day: IsoDate | null): number => (day === null ? LAST_MONTH : months.findLastIndex((month) => month <= monthOfDay(day)))
  return ({ code, customerClass, day }) => {
    const rate = draft.rate.get(rateIdOfCode(draft, code) ?? '')
    if (rate === undefined) return null
    const [price] = PRICED_AS[customerClass].flatMap((each) => ownPriceInMonth(calendar, { rateId: rate.id, customerClass: each, month: Math.max(0, monthOf(day)) }) ?? [])
    if (price === undefined) return null
    return { code: rate.code, title: rate.title, billableUnit: rate.billableUnit, objectCode: rate.objectCode, note: rate.note, price, customerClass: price.customerClass }
  }
}
