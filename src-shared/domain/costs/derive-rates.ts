/** The rates of a version as they come out of its costs (RATE-1, RATE-2, NUM-3), beside what the version publishes. */
import type { AllocationMethod } from '../allocation/allocation-case.ts'
import type { UsdPerUnit } from '../decimal.ts'
import type { Draft } from '../model/draft.ts'
import type { ResolvedPrice } from '../rates/comparison.ts'
import { priceKey, resolvePrices, type ResolvedPrices } from '../rates/resolve-prices.ts'
import type { Version } from '../version.ts'
import type { Derivation, DerivedRate } from './derivation.ts'
import type { CostDerivation } from './derive-rates-core.ts'
import { costDerivationOf } from './derive-rates-draft.ts'
import type { RateFigures } from './derive-rates-figures.ts'
import { roundingEffectOf } from './derive-rates-units.ts'

/** By another method than the version's own, or from inputs that are only tried, a price that is derived is what comes out; every other price stays. */
function publishedOf(figures: RateFigures, price: ResolvedPrice | undefined, isOwn: boolean): UsdPerUnit | null {
  if (!isOwn && price !== undefined && price.derivedIn !== null) return figures.rounded
  return price?.amount ?? null
}

const known = new WeakMap<RateFigures, DerivedRate>()

function withPublished(figures: RateFigures, published: UsdPerUnit | null): DerivedRate {
  const before = known.get(figures)
  if (before !== undefined && before.published === published) return before
  const { unrounded, plannedUnits } = figures
  const rate: DerivedRate = { ...figures, published, roundingEffect: published === null || unrounded === null ? null : roundingEffectOf(published, { unrounded, plannedUnits }) }
  known.set(figures, rate)
  return rate
}

const derivations = new WeakMap<CostDerivation, { readonly prices: ResolvedPrices; readonly derivation: Derivation }>()

/** The derivation whose `allocationCase` and workings a `Derivation` was made from. */
const costsOf = new WeakMap<Derivation, CostDerivation>()

/** The case that a derivation allocated: receivers are `pool:<id>` and `service:<id>`. */
export function allocationCaseOf(derivation: Derivation): CostDerivation['allocationCase'] {
  return costsOf.get(derivation)?.allocationCase ?? { pools: [], targets: [], drivers: [] }
}

/**
 * Derives a version's rates by its policy's method, or by another one to compare it. The same tables give the same object; after
 * an edit only what it touches is computed anew. Never refuses: what cannot be derived has a reason, what is wrong an issue.
 * `totals.in = totals.out + totals.unallocated` to the cent (ALLOC-6).
 *
 * @example deriveRates(draft, planOf(fiscalYear(2014))).services.get('sam')?.total // '516518': 513,976 + 29 + 2,513
 */
export function deriveRates(draft: Draft, version: Version, options?: { readonly method?: AllocationMethod | undefined }): Derivation {
  return besidePrices(draft, costDerivationOf(draft, version, options?.method))
}

/**
 * A derivation beside what its version publishes: the version's own, by another method, or from inputs that are only tried.
 *
 * @example besidePrices(draft, trialOf(draft, version).derive(inputs)).rates.get('cpu')?.rounded // '101.5'
 */
export function besidePrices(draft: Draft, costs: CostDerivation): Derivation {
  const prices = resolvePrices(draft, costs.inputs.version)
  const before = derivations.get(costs)
  if (before !== undefined && before.prices === prices) return before.derivation
  const isOwn = costs.inputs.tried === undefined && costs.method === costs.inputs.policy.allocationMethod
  const rates = new Map<string, DerivedRate>()
  for (const figures of costs.rates.values()) rates.set(figures.rateId, withPublished(figures, publishedOf(figures, prices.get(priceKey(figures.rateId, 'state')), isOwn)))
  const { inputs, method, positions, services, pools, allocation, totals, issues } = costs
  const derivation: Derivation = { inputs, method, positions, services, pools, allocation, rates, totals, issues }
  derivations.set(costs, { prices, derivation })
  costsOf.set(derivation, costs)
  return derivation
}
