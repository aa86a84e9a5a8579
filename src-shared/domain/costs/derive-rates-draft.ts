/** The derivation of a version of a draft, remembered by the tables that it comes from and carried on from edit to edit. */
import type { AllocationMethod } from '../allocation/allocation-case.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import type { Draft } from '../model/draft.ts'
import { remembered, revisionsOf } from '../model/table-index.ts'
import { priceId, type Rate } from '../model/tables.ts'
import { baseOf, versionKey, type Version, type VersionKey } from '../version.ts'
import { costInputsOf } from './cost-inputs.ts'
import type { CostInputs } from './derivation.ts'
import { deriveCosts, type CostDerivation, type DerivationCatalog } from './derive-rates-core.ts'
import type { RateFacts } from './derive-rates-figures.ts'
import { ownerCosts } from './owner-costs.ts'

/** Dollars of a rate that was never priced are published in cents. */
const UNPRICED: RateFacts = { kind: 'per-unit', places: 2 }

/** What the year's schedule says of a rate's state price; a scenario changes neither kind nor places of a derived rate. */
export function rateFactsOf(draft: Pick<Draft, 'price' | 'schedule'>, key: { readonly version: VersionKey; readonly rateId: string }): RateFacts {
  for (const revision of revisionsOf(draft, key.version).toReversed()) {
    const row = draft.price.get(priceId({ scheduleId: revision.id, rateId: key.rateId, customerClass: 'state' }))
    // "No units" is published without places; once it has units, it is priced like one that never was.
    if (row !== undefined) return row.kind === 'no-units' ? { kind: row.kind, places: UNPRICED.places } : { kind: row.kind, places: row.places }
  }
  return UNPRICED
}

type Positioned = { readonly id: string; readonly position: number }
function byPosition(left: Positioned, right: Positioned): number {
  return left.position - right.position || (left.id < right.id ? -1 : left.id > right.id ? 1 : 0)
}

/** Services by line of business, group and place. */
function servicesInOrder(draft: Draft): DerivationCatalog['services'] {
  const found = [...draft.service.values()].map((service) => {
    const group = draft.serviceGroup.get(service.serviceGroupId)
    return { service, group, line: group && draft.lineOfBusiness.get(group.lineOfBusinessId) }
  })
  const nowhere: Positioned = { id: '', position: Number.MAX_SAFE_INTEGER }
  found.sort((left, right) => byPosition(left.line ?? nowhere, right.line ?? nowhere) || byPosition(left.group ?? nowhere, right.group ?? nowhere) || byPosition(left.service, right.service))
  return found.map(({ service: { id, name } }) => ({ id, name, owner: `service:${id}` }))
}

type Services = { readonly groups: Draft['serviceGroup']; readonly lines: Draft['lineOfBusiness']; readonly value: DerivationCatalog['services'] }
const services = new WeakMap<Draft['service'], Services>()

function servicesOf(draft: Draft): DerivationCatalog['services'] {
  const known = services.get(draft.service)
  if (known !== undefined && known.groups === draft.serviceGroup && known.lines === draft.lineOfBusiness) return known.value
  const value = servicesInOrder(draft)
  services.set(draft.service, { groups: draft.serviceGroup, lines: draft.lineOfBusiness, value })
  return value
}

const rateLookups = remembered<Rate, Pick<DerivationCatalog, 'serviceOfRate' | 'titleOfRate' | 'orderOfRate'>>((table) => {
  const order = new Map([...table.values()].sort(byPosition).map(({ id }, index) => [id, index]))
  return {
    serviceOfRate: (rateId) => table.get(rateId)?.serviceId,
    titleOfRate: (rateId) => table.get(rateId)?.title ?? rateId,
    orderOfRate: (rateId) => order.get(rateId) ?? table.size,
  }
})

const factsOf = new WeakMap<Draft['price'], { readonly schedule: Draft['schedule']; readonly byVersion: Map<VersionKey, DerivationCatalog['facts']> }>()

/** Facts of rates, looked up once for each state of prices and schedules: the same function as long as neither changes. */
function factsLookup({ price, schedule }: Pick<Draft, 'price' | 'schedule'>, version: VersionKey): DerivationCatalog['facts'] {
  let known = factsOf.get(price)
  if (known === undefined || known.schedule !== schedule) factsOf.set(price, (known = { schedule, byVersion: new Map() }))
  const lookup = known.byVersion.get(version) ?? factsIn({ price, schedule }, version)
  known.byVersion.set(version, lookup)
  return lookup
}

function factsIn(tables: Pick<Draft, 'price' | 'schedule'>, version: VersionKey): DerivationCatalog['facts'] {
  const facts = new Map<string, RateFacts>()
  return (rateId) => {
    const found = facts.get(rateId) ?? rateFactsOf(tables, { version, rateId })
    facts.set(rateId, found)
    return found
  }
}

/** The catalog and the schedule of a version, as derivations read them. */
export function derivationCatalog(draft: Draft, version: Version): DerivationCatalog {
  return { services: servicesOf(draft), ...rateLookups(draft.rate), facts: factsLookup(draft, versionKey(baseOf(version))) }
}

type Kept = { readonly inputs: CostInputs; readonly tables: readonly unknown[]; readonly derivation: CostDerivation }

/** The last derivation of each version and method; a model has few of both. */
const MOST_KEPT = 64
const kept = new Map<string, Kept>()

/**
 * The derivation of a version by its policy's method or another one; the same tables give the same object, and after an edit only
 * what it touches is computed anew.
 */
export function costDerivationOf(draft: Draft, version: Version, method?: AllocationMethod): CostDerivation {
  const inputs = costInputsOf(draft, version)
  const by = method ?? inputs.policy.allocationMethod
  const key = `${versionKey(version)}|${by}`
  const tables = [draft.service, draft.serviceGroup, draft.lineOfBusiness, draft.rate, draft.price, draft.schedule, fiscalYearFirstMonth(draft)]
  const known = kept.get(key)
  if (known !== undefined && known.inputs === inputs && known.tables.every((each, index) => each === tables[index])) return known.derivation
  const costs = ownerCosts(inputs, fiscalYearFirstMonth(draft))
  const derivation = deriveCosts({ inputs, costs, catalog: derivationCatalog(draft, version), method: by }, known?.derivation)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(key, { inputs, tables, derivation })
  return derivation
}
