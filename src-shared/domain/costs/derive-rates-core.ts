/**
 * From the rows of a version to the unrounded rates (RATE-1), before anything is said of what it publishes: owner costs, pools,
 * allocation, cost of services, rates, control totals. Pure in its sources; each stage keeps the objects that did not change.
 */
import { allocate } from '../allocation/allocate.ts'
import type { AllocationCase, AllocationMethod } from '../allocation/allocation-case.ts'
import type { Allocation } from '../allocation/allocation.ts'
import { Decimal, decimal, type Units, type Usd } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import type { DriverQuantity, RateBuild, RateUnits } from '../model/cost-tables.ts'
import type { Result } from '../result.ts'
import { sumUsd } from '../sum-usd.ts'
import type { CostInputs, Derivation, OwnerCost, OwnerKey } from './derivation.ts'
import { poolCaseOf, type CatalogService, type PoolCase } from './derive-rates-case.ts'
import { RatesOfService, type RateFacts, type RateFigures, type RateTerms } from './derive-rates-figures.ts'
import { serviceCosts, type ServiceCosts } from './derive-rates-services.ts'
import { sumUnits } from './derive-rates-units.ts'
import { isSameList, keptByList } from '../kept-rows.ts'
import { KeyedList } from '../keyed-list.ts'
import type { OwnerCosts } from './owner-costs.ts'

/** The catalog as a derivation needs it. */
export type DerivationCatalog = {
  /** Every service in the order of the catalog. */
  readonly services: readonly CatalogService[]
  readonly serviceOfRate: (rateId: string) => string | undefined
  readonly titleOfRate: (rateId: string) => string
  /** Rates in the order of the catalog; unknown ones last. */
  readonly orderOfRate: (rateId: string) => number
  readonly facts: (rateId: string) => RateFacts
}

export type DerivationSources = {
  readonly inputs: CostInputs
  readonly costs: OwnerCosts
  readonly catalog: DerivationCatalog
  readonly method: AllocationMethod
}

/** A derivation whose rates do not yet say what is published. */
export type CostDerivation = Omit<Derivation, 'rates'> & {
  readonly rates: ReadonlyMap<string, RateFigures>
  /** The case that was allocated: receivers are `pool:<id>` and `service:<id>`. */
  readonly allocationCase: AllocationCase
  /** What the next derivation may take over. Not in a WeakMap: it would keep each state's workings until the whole memory is swept. */
  readonly workings: Workings
}

type Workings = {
  readonly found: Found
  readonly allocated: Result<Allocation>
  readonly services: ServiceCosts
  readonly rates: KeyedList<string, RatesOfService>
  readonly figures: KeyedList<string, RateFigures>
}

/** Rate builds and units of the version, by service. */
type ByService = { readonly terms: ReadonlyMap<string, RateTerms>; readonly unitsOfServices: ReadonlyMap<string, Units>; readonly issues: readonly Issue[] }

const NO_ROWS: readonly never[] = []

function byService({ inputs, catalog }: DerivationSources): ByService {
  const builds = new Map<string, RateBuild[]>()
  for (const build of [...inputs.rateBuilds.values()].sort((left, right) => catalog.orderOfRate(left.rateId) - catalog.orderOfRate(right.rateId))) add(builds, catalog.serviceOfRate(build.rateId), build)
  const units = new Map<string, RateUnits[]>()
  for (const [rateId, rows] of inputs.rateUnits) for (const row of rows) add(units, catalog.serviceOfRate(rateId), row)
  return {
    terms: new Map([...builds].map(([serviceId, rows]) => [serviceId, { builds: rows, units: rows.map(({ rateId }) => inputs.rateUnits.get(rateId) ?? NO_ROWS), facts: rows.map(({ rateId }) => catalog.facts(rateId)) }])),
    unitsOfServices: new Map([...units].map(([serviceId, rows]) => [serviceId, sumUnits(rows)])),
    issues: percentIssues(catalog, builds),
  }
}

function add<Row>(groups: Map<string, Row[]>, key: string | undefined, row: Row): void {
  if (key === undefined) return
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [row])
  else group.push(row)
}

type Grouped = Pick<DerivationCatalog, 'services' | 'serviceOfRate' | 'facts'> & { readonly units: CostInputs['rateUnits']; readonly value: ByService }
const groupings = new WeakMap<CostInputs['rateBuilds'], Grouped>()

function byServiceOf(sources: DerivationSources): ByService {
  const { rateBuilds, rateUnits: units } = sources.inputs
  const { services, serviceOfRate, facts } = sources.catalog
  const known = groupings.get(rateBuilds)
  if (known !== undefined && known.units === units && known.services === services && known.serviceOfRate === serviceOfRate && known.facts === facts) return known.value
  const value = byService(sources)
  groupings.set(rateBuilds, { units, services, serviceOfRate, facts, value })
  return value
}

/** What of a version's services and owners follows from who they are, and not from what they cost. */
type Found = {
  readonly owners: OwnerCosts['owners']
  readonly groups: ByService
  readonly catalogServices: DerivationCatalog['services']
  readonly quantities: CostInputs['driverQuantities']
  readonly pools: CostInputs['costPools']
  readonly inUse: DerivationCatalog['services']
  /** Where the cost of each of them stands among the owners; -1 for one without. */
  readonly ownPlaces: readonly number[]
  /** Services with rates, by their place among those in use, in the order of their first builds. */
  readonly rated: readonly { readonly place: number; readonly terms: RateTerms }[]
  readonly hasStray: boolean
}

/** An edit of a salary changes neither who has a cost nor who has rates. */
function foundIn(sources: DerivationSources, groups: ByService, before: Found | undefined): Found {
  const { inputs, costs, catalog } = sources
  const parts = { owners: costs.owners, groups, catalogServices: catalog.services, quantities: inputs.driverQuantities, pools: inputs.costPools }
  if (before !== undefined && before.owners.hasKeysOf(parts.owners) && before.groups === groups && before.catalogServices === parts.catalogServices && before.quantities === parts.quantities && before.pools === parts.pools) return before
  const found = servicesInUse(sources, groups)
  const inUse = before !== undefined && isSameList(before.inUse, found) ? before.inUse : found
  const places = new Map(inUse.map(({ id }, place) => [id, place]))
  return {
    ...parts, inUse, ownPlaces: inUse.map(({ owner }) => costs.owners.placeOf(owner)), hasStray: strayOwners(sources).length > 0,
    rated: [...groups.terms].flatMap(([serviceId, terms]) => { const place = places.get(serviceId); return place === undefined ? [] : [{ place, terms }] }),
  }
}

/** Services that have a cost, a rate build, units, a driver quantity or a pool, in the order of the catalog. */
function servicesInUse({ inputs, costs, catalog }: DerivationSources, { terms, unitsOfServices }: ByService): DerivationCatalog['services'] {
  const measured = servicesMeasured(inputs.driverQuantities)
  const held = new Set(inputs.costPools.map((pool) => pool.serviceId))
  return catalog.services.filter(({ id, owner }) => costs.owners.has(owner) || terms.has(id) || unitsOfServices.has(id) || measured.has(id) || held.has(id))
}

const servicesMeasured = keptByList<DriverQuantity, ReadonlySet<string | null>>((rows) => new Set(rows.map((row) => row.serviceId)))

const ownersInCatalog = keptByList<CatalogService, ReadonlySet<OwnerKey>>((services) => new Set(services.map(({ owner }) => owner)))

/** Owners that are in no list of the version: a pool of another year, a service that is gone. Their cost is shown as unallocated. */
function strayOwners({ inputs, costs, catalog }: DerivationSources): readonly OwnerCost[] {
  const pools = new Set<OwnerKey>(inputs.costPools.map((pool): OwnerKey => `pool:${pool.id}`))
  const services = ownersInCatalog(catalog.services)
  const stray: OwnerCost[] = []
  for (const cost of costs.owners.list) if (!services.has(cost.owner) && !pools.has(cost.owner)) stray.push(cost)
  return stray
}

function strayIssue({ owner, own }: OwnerCost): Issue {
  const isPool = owner.startsWith('pool:')
  const id = owner.slice(owner.indexOf(':') + 1)
  return issue('unknown-reference', `${own} belongs to a ${isPool ? 'pool' : 'service'} that this version does not have; it is in no rate.`, { severity: 'warning', subject: { table: isPool ? 'costPool' : 'service', id }, remedy: 'Give it to a pool or service of this version.' })
}

/** ALLOC-6 for a whole version: what is in comes out in services, or stays. */
function totalsOf(sources: DerivationSources, parts: { readonly services: ServiceCosts; readonly poolCase: PoolCase; readonly allocation: Allocation | null; readonly stray: readonly OwnerCost[] }): Derivation['totals'] {
  const { services, poolCase, allocation, stray } = parts
  const { unassigned, owners } = sources.costs
  const out: Usd[] = []
  for (const { isPool, total } of services.list) if (!isPool) out.push(total)
  const own: Usd[] = [unassigned]
  for (const owner of owners.list) own.push(owner.own)
  const left = allocation === null ? poolCase.allocationCase.pools.map(({ amount }) => amount) : [allocation.totals.unallocated]
  return { in: sumUsd(own), out: sumUsd(out), unallocated: sumUsd([unassigned, ...left, ...stray.map(({ own }) => own)]) }
}

function percentIssues({ services }: DerivationCatalog, byServices: ReadonlyMap<string, readonly RateBuild[]>): readonly Issue[] {
  return [...byServices].flatMap(([serviceId, builds]) => {
    if (builds.length === 1 && builds[0]?.costPercent === '100') return []
    const sum = builds.reduce((total, each) => total.plus(decimal(each.costPercent)), new Decimal(0))
    if (sum.eq(100)) return []
    const what = `The rates of ${services.find(({ id }) => id === serviceId)?.name ?? serviceId} take ${sum.toFixed()} % of its cost.`
    return [issue('shares-do-not-add-up', what, { severity: 'warning', subject: { table: 'service', id: serviceId }, remedy: sum.lt(100) ? 'Let their percentages add up to 100; the rest is in no rate.' : 'Let their percentages add up to 100; until then they count in proportion.' })]
  })
}

/** Pools without a driver are named by the case; the allocation would only say that their drivers are zero. */
function allocationIssues(allocated: Result<Allocation> | null, poolCase: PoolCase): readonly Issue[] {
  if (allocated === null) return NO_ROWS
  if (!allocated.ok) return allocated.failure
  const withoutDriver = new Set(poolCase.issues.filter((each) => each.code === 'pool-unallocated').map((each) => each.subject?.id ?? ''))
  if (withoutDriver.size === 0) return allocated.value.issues
  const labels = new Set(poolCase.allocationCase.pools.filter((pool) => withoutDriver.has(pool.id.slice('pool:'.length))).map((pool) => `Pool "${pool.label}" stays unallocated`))
  return allocated.value.issues.filter((each) => each.code !== 'pool-unallocated' || ![...labels].some((label) => each.message.startsWith(label)))
}

/** Rates of all services, in the order of their first builds; those of a service that nothing touched keep their objects. */
function ratesOf(rated: Found['rated'], services: ServiceCosts, before: Workings | undefined): Pick<Workings, 'rates' | 'figures'> {
  const serviceIds: string[] = []
  const rates: RatesOfService[] = []
  const rateIds: string[] = []
  const figures: RateFigures[] = []
  for (const { place, terms } of rated) {
    const cost = services.list[place]
    if (cost === undefined) continue
    const there = before?.rates.list[rates.length]
    const known = there?.cost.serviceId === cost.serviceId ? there : before?.rates.get(cost.serviceId)
    const entry = known?.isMadeFrom(cost, terms) === true ? known : new RatesOfService(cost, terms)
    serviceIds.push(cost.serviceId)
    rates.push(entry)
    for (const each of entry.figures) {
      rateIds.push(each.rateId)
      figures.push(each)
    }
  }
  return { rates: KeyedList.of(serviceIds, rates, before?.rates), figures: KeyedList.of(rateIds, figures, before?.figures) }
}

/**
 * Derives. `former` is an earlier derivation, of the same version and method or not: what is as it was there is taken over, the
 * answer is the same without it.
 *
 * @example a service with cost 516,518 held by a pool (RATE-2): its rate has no unrounded figure and the reason `no-units`
 */
export function deriveCosts(sources: DerivationSources, former?: CostDerivation): CostDerivation {
  const { inputs, costs, method } = sources
  const before = former?.workings
  const groups = byServiceOf(sources)
  const found = foundIn(sources, groups, before?.found)
  const { inUse } = found
  const ownCosts = found.ownPlaces.map((place) => costs.owners.list[place])
  const poolCase = poolCaseOf({ inputs, owners: costs.owners, services: inUse, ownCosts, unitsOfServices: groups.unitsOfServices }, former?.allocationCase)
  const isSameCase = before !== undefined && former?.method === method && former.allocationCase === poolCase.allocationCase
  const allocated = isSameCase ? before.allocated : allocate(poolCase.allocationCase, method)
  const allocation = allocated.ok ? allocated.value : null
  const services = serviceCosts({ services: inUse, ownCosts, pools: inputs.costPools, poolOfService: poolCase.poolOfService, allocation }, before?.services)
  const stray = found.hasStray ? strayOwners(sources) : NO_ROWS
  const { rates, figures } = ratesOf(found.rated, services, before)
  return {
    inputs, method, services, positions: costs.positions,
    pools: new Map(inputs.costPools.flatMap((pool) => { const owner = costs.owners.get(`pool:${pool.id}`); return owner === undefined ? [] : [[pool.id, owner] as const] })),
    allocation, rates: figures, totals: totalsOf(sources, { services, poolCase, allocation, stray }),
    issues: [...costs.issues, ...poolCase.issues, ...allocationIssues(allocated, poolCase), ...groups.issues, ...stray.map(strayIssue)],
    allocationCase: poolCase.allocationCase, workings: { found, allocated, services, rates, figures },
  }
}
