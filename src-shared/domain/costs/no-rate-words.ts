/** Why no rate comes out of the costs of a version, in words that continue a sentence (RATE-1, RATE-2). */
import { assertNever } from '../result.ts'
import type { Derivation, DerivedRate, ServiceCost } from './derivation.ts'

/**
 * Null where a rate comes out.
 *
 * @example whyNoRate('FY2005', { reason: 'no-units' }) // 'in FY2005 the rate has no units'
 */
export function whyNoRate(label: string, derived: Pick<DerivedRate, 'reason'> | undefined): string | null {
  if (derived === undefined) return `in ${label} the rate is not built from costs`
  switch (derived.reason) {
    case null:
      return null
    case 'no-units':
      return `in ${label} the rate has no units`
    case 'no-cost':
      return `in ${label} its service has no cost`
    case 'not-per-unit':
      return `in ${label} the rate is not priced by unit`
    case 'out-of-range':
      return `in ${label} the rate comes out larger than any figure here`
    default:
      return assertNever(derived.reason)
  }
}

/** Billable services with a cost of which no rate is built. */
export function servicesInNoRate({ rates, services }: Pick<Derivation, 'rates' | 'services'>): readonly ServiceCost[] {
  const priced = new Set([...rates.values()].map((rate) => rate.serviceId))
  return [...services.values()].filter((service) => !service.isPool && service.total !== '0' && !priced.has(service.serviceId))
}
