/**
 * Derived rates as prices: in a version that is not published, the state price of a rate that is derived is its derived rate,
 * rounded at the rate's places (NUM-3). `rates/resolve-prices.ts` lays them over the schedule.
 */
import type { Draft } from '../model/draft.ts'
import { revisionsOf } from '../model/table-index.ts'
import { isSameList } from '../kept-rows.ts'
import { baseOf, versionKey, type Version, type VersionKey } from '../version.ts'
import type { ResolvedPrice } from '../rates/comparison.ts'
import { costInputsOf } from './cost-inputs.ts'
import type { CostInputs } from './derivation.ts'
import type { CostDerivation } from './derive-rates-core.ts'
import { costDerivationOf } from './derive-rates-draft.ts'
import type { RateFigures } from './derive-rates-figures.ts'

/** Derived prices of a version by rate: figures, and whether the rate's cost goes out as a pool (RATE-2). */
export type DerivedPrices = ReadonlyMap<string, DerivedPrice>
export type DerivedPrice = { readonly figures: RateFigures; readonly isPool: boolean; readonly version: VersionKey }

const ownCosts = new WeakMap<CostInputs, boolean>()

/** True when the scenario of the inputs' version changes a row of the cost side, leaves one out, or adds one. */
function hasOwnCosts(inputs: CostInputs): boolean {
  const known = ownCosts.get(inputs)
  if (known !== undefined) return known
  const key = versionKey(inputs.version)
  const lists: readonly (readonly { readonly version: VersionKey }[])[] = [
    [inputs.policy], inputs.costLines, inputs.capitalItems, inputs.staffPositions, inputs.staffAssignments, inputs.salaryIncreases, inputs.costPools, [...inputs.drivers.values()],
    inputs.driverQuantities, [...inputs.rateBuilds.values()], [...inputs.rateUnits.values()].flat(),
  ]
  const found = inputs.changed.size > 0 || lists.some((rows) => rows.some((row) => row.version === key))
  ownCosts.set(inputs, found)
  return found
}

/** True when a scenario's version has a cost side of its own, however sparse; false for a base version. */
export function changesCosts(draft: Draft, version: Version): boolean {
  return version.scenarioId !== null && hasOwnCosts(costInputsOf(draft, version))
}

/**
 * True where prices come out of the costs: in a year of which nothing is published, and in a scenario that changes its costs.
 * The stored prices of a published year hold as they are (VER-2).
 */
export function pricesAreDerived(draft: Draft, version: Version): boolean {
  if (changesCosts(draft, version)) return true
  const revisions = revisionsOf(draft, versionKey(baseOf(version)))
  return version.scenarioId === null && revisions.length > 0 && revisions.every((revision) => revision.state !== 'published')
}

const NONE: DerivedPrices = new Map()
const made = new WeakMap<CostDerivation, DerivedPrices>()
const latest = new Map<VersionKey, DerivedPrices>()
const MOST_KEPT = 64

function pricesOf(derivation: CostDerivation): DerivedPrices {
  const known = made.get(derivation)
  if (known !== undefined) return known
  const version = versionKey(derivation.inputs.version)
  const former = latest.get(version)
  const prices = new Map<string, DerivedPrice>()
  for (const figures of derivation.rates.values()) {
    if (figures.rateSource !== 'derived') continue
    const isPool = derivation.services.get(figures.serviceId)?.isPool === true
    if (figures.rounded === null && !isPool) continue
    const before = former?.get(figures.rateId)
    prices.set(figures.rateId, before !== undefined && before.figures === figures && before.isPool === isPool ? before : { figures, isPool, version })
  }
  const isSame = former !== undefined && isSameList([...former.values()], [...prices.values()])
  const result = isSame ? former : prices
  made.set(derivation, result)
  if (latest.size >= MOST_KEPT) latest.clear()
  latest.set(version, result)
  return result
}

/** What is derived in a version; empty where stored prices hold. The same figures give the same map. */
export function derivedPrices(draft: Draft, version: Version): DerivedPrices {
  if (draft.rateBuild.size === 0 || !pricesAreDerived(draft, version)) return NONE
  return pricesOf(costDerivationOf(draft, version))
}

const resolved = new WeakMap<DerivedPrice, { readonly base: ResolvedPrice | undefined; readonly price: ResolvedPrice }>()

/**
 * A rate's price with its derived figure in place; `base` is what the schedule says of it. A service whose cost goes out as a pool
 * has "0 (funded from overhead)" (RATE-2).
 *
 * @example priceOfDerived({ figures: { unrounded: '99.8149', rounded: '99.81', ... }, ... }, base)?.amount // '99.81'
 */
export function priceOfDerived(derived: DerivedPrice, base: ResolvedPrice | undefined): ResolvedPrice {
  const known = resolved.get(derived)
  if (known !== undefined && known.base === base) return known.price
  const { figures, isPool, version } = derived
  const shared = { rateId: figures.rateId, customerClass: 'state' as const, percent: null, note: base?.note ?? '', scheduleId: base?.scheduleId ?? null, override: null, derivedIn: version }
  const price: ResolvedPrice = isPool || figures.rounded === null
    ? { ...shared, kind: 'no-units', amount: null, basisText: '', places: 0, derivedAmount: null }
    : { ...shared, kind: base?.kind === 'flat-per-period' ? 'flat-per-period' : 'per-unit', amount: figures.rounded, basisText: base?.kind === 'flat-per-period' ? base.basisText : '', places: figures.places, derivedAmount: figures.unrounded }
  resolved.set(derived, { base, price })
  return price
}
