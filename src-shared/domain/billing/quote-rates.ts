/** The rates of a version, as a quote looks for them. */
import type { Draft } from '../model/draft.ts'
import { rateIdOfCode } from '../model/integrity.ts'
import { resolvePrice } from '../rates/resolve-prices.ts'
import type { Version } from '../version.ts'
import type { RateFinder } from './quote.ts'

/**
 * Finds rates by code in a version of a model; a customer class without a price of its own has that of state customers (RATE-6).
 *
 * @example quoteRates(draft, planOf(fiscalYear(2004)))('NW-DDS-LINE', 'non-state')?.price.amount // '278.87'
 */
export function quoteRates(draft: Draft, version: Version): RateFinder {
  return (code, customerClass) => {
    const rate = draft.rate.get(rateIdOfCode(draft, code) ?? '')
    if (rate === undefined) return null
    const own = resolvePrice(draft, { version, rateId: rate.id, customerClass })
    const price = own ?? resolvePrice(draft, { version, rateId: rate.id, customerClass: 'state' })
    if (price === undefined) return null
    return { code: rate.code, title: rate.title, billableUnit: rate.billableUnit, objectCode: rate.objectCode, note: rate.note, price, customerClass: price.customerClass }
  }
}
