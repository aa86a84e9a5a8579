/** The rates of a version, as a quote looks for them. */
import type { Draft } from '../model/draft.ts'
import { rateIdOfCode } from '../model/integrity.ts'
import type { CustomerClass } from '../model/tables.ts'
import { resolvePrice } from '../rates/resolve-prices.ts'
import type { Version } from '../version.ts'
import type { RateFinder } from './quote.ts'

/** Whose price a class has, where it has none of its own: an external customer never has a lower one than a non-state customer (RATE-6). */
const PRICED_AS: Readonly<Record<CustomerClass, readonly CustomerClass[]>> = { state: ['state'], 'non-state': ['non-state', 'state'], external: ['external', 'non-state', 'state'] }

/**
 * Finds rates by code in a version of a model, for a customer class or the class whose price it has.
 *
 * @example quoteRates(draft, planOf(fiscalYear(2004)))('NW-DDS-LINE', 'non-state')?.price.amount // '278.87'
 */
export function quoteRates(draft: Draft, version: Version): RateFinder {
  return (code, customerClass) => {
    const rate = draft.rate.get(rateIdOfCode(draft, code) ?? '')
    if (rate === undefined) return null
    const [price] = PRICED_AS[customerClass].flatMap((each) => resolvePrice(draft, { version, rateId: rate.id, customerClass: each }) ?? [])
    if (price === undefined) return null
    return { code: rate.code, title: rate.title, billableUnit: rate.billableUnit, objectCode: rate.objectCode, note: rate.note, price, customerClass: price.customerClass }
  }
}
