/** The rates of a service as its page shows them: live, in the versions that are looked at. */
import type { ResolvedPrice } from '../rates/comparison.ts'
import { priceKey, resolvePrices } from '../rates/resolve-prices.ts'
import type { Draft } from '../model/draft.ts'
import { groupIndex } from '../model/table-index.ts'
import { CUSTOMER_CLASSES, type CustomerClass, type Rate } from '../model/tables.ts'
import type { Version } from '../version.ts'

export type ServiceRate = {
  readonly rate: Rate
  readonly customerClass: CustomerClass
  /** In the order of the versions; undefined where it has no price in one. */
  readonly prices: readonly (ResolvedPrice | undefined)[]
}

const ratesByService = groupIndex<'rate'>((row) => row.serviceId)

/**
 * Rates of a service that have a price in one of the versions, in their order; one with prices for several classes of customers has a row for each.
 *
 * @example serviceRates(draft, { serviceId: 'mf-prt', versions: [planOf(fiscalYear(2004))] })[0]?.prices[0]?.amount // '28.85'
 */
export function serviceRates(draft: Draft, { serviceId, versions }: { readonly serviceId: string; readonly versions: readonly Version[] }): readonly ServiceRate[] {
  const resolved = versions.map((version) => resolvePrices(draft, version))
  const rates = (ratesByService(draft.rate).get(serviceId) ?? []).flatMap((id) => draft.rate.get(id) ?? []).toSorted((left, right) => left.position - right.position)
  return rates.flatMap((rate) =>
    CUSTOMER_CLASSES.flatMap((customerClass): readonly ServiceRate[] => {
      const prices = resolved.map((each) => each.get(priceKey(rate.id, customerClass)))
      return prices.some((price) => price !== undefined) ? [{ rate, customerClass, prices }] : []
    }),
  )
}
