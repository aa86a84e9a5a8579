/**
 * From the rows of a version to the unrounded rates (RATE-1), before anything is said of what it publishes: owner costs, pools,
 * allocation, cost of services, rates, control totals. Pure in its sources; each stage keeps the objects that did not change.
 */
import { allocate } from '../allocation/allocate.ts'
import type { AllocationCase, AllocationMethod } from '../allocation/allocation-case.ts'
import type { Allocation } from '../allocation/allocation.ts'
import { cents, usdOfCents } from '../cents.ts'
import { Decimal, decimal, type Units } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import type { RateBuild, RateUnits } from '../model/cost-tables.ts'
import type { Result } from '../result.ts'
import type { CostInputs, Derivation, OwnerCost, OwnerKey, PositionCost } from './derivation.ts'
import { poolCaseOf, type PoolCase } from './derive-rates-case.ts'
import { isSameSource, ratesOfService, type RateFacts, type RateFigures, type ServiceRates } from './derive-rates-figures.ts'
import { serviceCosts, type ServiceWorkings } from './derive-rates-services.ts'
import { sumUnits } from './derive-rates-units.ts'
import { isSameList } from './kept-rows.ts'

/** The catalog as a derivation needs it. */
export type DerivationCatalog = {
  /** Every service in the order of the catalog. */
  readonly services: readonly { readonly id: string; readonly name: string }[]
  readonly serviceOfRate: (rateId: string) => string | undefined
  readonly titleOfRate: (rateId: string) => string
  /** Rates in the order of the catalog; unknown ones last. */
  readonly orderOfRate: (rateId: string) => number
  readonly facts: (rateId: string) => RateFacts
}

export type DerivationSources = {
  readonly inputs: CostInputs
  readonly costs: { readonly positions: ReadonlyMap<string, PositionCost>; readonly owners: ReadonlyMap<OwnerKey, OwnerCost>; readonly issues: readonly Issue[] }
  readonly catalog: DerivationCatalog
  readonly method: AllocationMethod
}

/** A derivation whose rates do not yet say what is published. */
export type CostDerivation = Omit<Derivation, 'rates'> & {
  readonly rates: ReadonlyMap<string, RateFigures>
  /** The case that was allocated: receivers are `pool:<id>` and `service:<id>`. */
  readonly allocationCase: AllocationCase
}

type Workings = {
  readonly inUse: DerivationCatalog['services']
  readonly allocationCase: AllocationCase
  readonly allocated: Result<Allocation>
  readonly services: ReadonlyMap<string, ServiceWorkings>
  readonly rates: ReadonlyMap<string, { readonly source: ServiceRates; readonly figures: readonly RateFigures[] }>
}

const workingsOf = new WeakMap<CostDerivation, Workings>()

type ByService = { readonly builds: ReadonlyMap<string, readonly RateBuild[]>; readonly units: ReadonlyMap<string, readonly RateUnits[]>; readonly unitsOfServices: ReadonlyMap<string, Units> }

const NO_ROWS: readonly never[] = []

function byService({ inputs, catalog }: DerivationSources): ByService {
  const builds = new Map<string, RateBuild[]>()
  for (const build of [...inputs.rateBuilds.values()].sort((left, right) => catalog.orderOfRate(left.rateId) - catalog.orderOfRate(right.rateId))) add(builds, catalog.serviceOfRate(build.rateId), build)
  const units = new Map<string, RateUnits[]>()
  for (const [rateId, rows] of inputs.rateUnits) for (const row of rows) add(units, catalog.serviceOfRate(rateId), row)
  return { builds, units, unitsOfServices: new Map([...units].map(([serviceId, rows]) => [serviceId, sumUnits(rows)])) }
}

function add<Row>(groups: Map<string, Row[]>, key: string | undefined, row: Row): void {
  if (key === undefined) return
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [row])
  else group.push(row)
}

const groupings = new WeakMap<CostInputs['rateBuilds'], { readonly units: CostInputs['rateUnits']; readonly serviceOfRate: DerivationCatalog['serviceOfRate']; readonly value: ByService }>()

function byServiceOf(sources: DerivationSources): ByService {
  const { inputs, catalog } = sources
  const known = groupings.get(inputs.rateBuilds)
  if (known !== undefined && known.units === inputs.rateUnits && known.serviceOfRate === catalog.serviceOfRate) return known.value
  const value = byService(sources)
  groupings.set(inputs.rateBuilds, { units: inputs.rateUnits, serviceOfRate: catalog.serviceOfRate, value })
  return value
}

/** Services that have a cost, a rate build, units, a driver quantity or a pool, in the order of the catalog. */
function servicesInUse({ inputs, costs, catalog }: DerivationSources, groups: ByService): DerivationCatalog['services'] {
  const used = new Set<string>([...groups.builds.keys(), ...groups.units.keys()])
  for (const owner of costs.owners.keys()) if (owner.startsWith('service:')) used.add(owner.slice('service:'.length))
  for (const row of inputs.driverQuantities) if (row.serviceId !== null) used.add(row.serviceId)
  for (const pool of inputs.costPools) if (pool.serviceId !== null) used.add(pool.serviceId)
  return catalog.services.filter(({ id }) => used.has(id))
}

const unassignedCents = new WeakMap<PositionCost, bigint>()

function unassignedOf(position: PositionCost): bigint {
  const { salary, fringe } = position.unassigned
  if (salary === '0' && fringe === '0') return 0n
  const known = unassignedCents.get(position)
  if (known !== undefined) return known
  const sum = cents(salary) + cents(fringe)
  unassignedCents.set(position, sum)
  return sum
}

const ownCents = new WeakMap<OwnerCost, bigint>()

function ownOf(owner: OwnerCost): bigint {
  const known = ownCents.get(owner)
  if (known !== undefined) return known
  const own = cents(owner.own)
  ownCents.set(owner, own)
  return own
}

/** Owners that are in no list of the version: a pool of another year, a service that is gone. Their cost is shown as unallocated. */
function strayOwners(sources: DerivationSources, services: ReadonlyMap<string, ServiceWorkings>): readonly OwnerCost[] {
  const known = new Set<OwnerKey>([...sources.inputs.costPools.map((pool): OwnerKey => `pool:${pool.id}`), ...[...services.keys()].map((id): OwnerKey => `service:${id}`)])
  return [...sources.costs.owners.values()].filter(({ owner }) => !known.has(owner))
}

function strayIssue({ owner, own }: OwnerCost): Issue {
  const isPool = owner.startsWith('pool:')
  const id = owner.slice(owner.indexOf(':') + 1)
  return issue('unknown-reference', `${own} belongs to a ${isPool ? 'pool' : 'service'} that this version does not have; it is in no rate.`, { severity: 'warning', subject: { table: isPool ? 'costPool' : 'service', id }, remedy: 'Give it to a pool or service of this version.' })
}

/** ALLOC-6 for a whole version: what is in comes out in services, or stays. */
function totalsOf(sources: DerivationSources, parts: { readonly services: ReadonlyMap<string, ServiceWorkings>; readonly poolCase: PoolCase; readonly allocation: Allocation | null; readonly stray: readonly OwnerCost[] }): Derivation['totals'] {
  const { services, poolCase, allocation, stray } = parts
  let unassigned = 0n
  for (const position of sources.costs.positions.values()) unassigned += unassignedOf(position)
  let all = unassigned
  for (const owner of sources.costs.owners.values()) all += ownOf(owner)
  let out = 0n
  for (const { cost } of services.values()) if (!cost.isPool) out += cents(cost.total)
  const left = allocation === null ? poolCase.allocationCase.pools.reduce((sum, pool) => sum + cents(pool.amount), 0n) : cents(allocation.totals.unallocated)
  return { in: usdOfCents(all), out: usdOfCents(out), unallocated: usdOfCents(stray.reduce((sum, owner) => sum + ownOf(owner), left + unassigned)) }
}

function percentIssues({ catalog }: DerivationSources, groups: ByService): readonly Issue[] {
  const names = new Map(catalog.services.map(({ id, name }) => [id, name]))
  return [...groups.builds].flatMap(([serviceId, builds]) => {
    if (builds.length === 1 && builds[0]?.costPercent === '100') return []
    const sum = builds.reduce((total, each) => total.plus(decimal(each.costPercent)), new Decimal(0))
    if (sum.eq(100)) return []
    const what = `The rates of ${names.get(serviceId) ?? serviceId} take ${sum.toFixed()} % of its cost.`
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

/**
 * Derives. `former` is an earlier derivation, of the same version and method or not: what is as it was there is taken over, the
 * answer is the same without it.
 *
 * @example a service with cost 516,518 held by a pool (RATE-2): its rate has no unrounded figure and the reason `no-units`
 */
export function deriveCosts(sources: DerivationSources, former?: CostDerivation): CostDerivation {
  const { inputs, costs, catalog, method } = sources
  const before = former === undefined ? undefined : workingsOf.get(former)
  const groups = byServiceOf(sources)
  const found = servicesInUse(sources, groups)
  const inUse = before !== undefined && isSameList(before.inUse, found) ? before.inUse : found
  const poolCase = poolCaseOf({ inputs, owners: costs.owners, services: inUse, unitsOfServices: groups.unitsOfServices }, before?.allocationCase)
  const isSameCase = before !== undefined && former?.method === method && before.allocationCase === poolCase.allocationCase
  const allocated = isSameCase ? before.allocated : allocate(poolCase.allocationCase, method)
  const allocation = allocated.ok ? allocated.value : null
  const services = serviceCosts({ serviceIds: inUse.map(({ id }) => id), owners: costs.owners, pools: inputs.costPools, poolOfService: poolCase.poolOfService, allocation }, before?.services)
  const stray = strayOwners(sources, services)
  const rates = new Map<string, { readonly source: ServiceRates; readonly figures: readonly RateFigures[] }>()
  const figures = new Map<string, RateFigures>()
  for (const [serviceId, builds] of groups.builds) {
    const cost = services.get(serviceId)?.cost
    if (cost === undefined) continue
    const source: ServiceRates = { cost, builds, units: builds.map((build) => inputs.rateUnits.get(build.rateId) ?? NO_ROWS), facts: builds.map((build) => catalog.facts(build.rateId)) }
    const known = before?.rates.get(serviceId)
    const entry = known !== undefined && isSameSource(known.source, source) ? known : { source, figures: ratesOfService(source) }
    rates.set(serviceId, entry)
    for (const each of entry.figures) figures.set(each.rateId, each)
  }
  const derivation: CostDerivation = {
    inputs, method, positions: costs.positions, services: new Map([...services].map(([id, { cost }]) => [id, cost])),
    pools: new Map(inputs.costPools.flatMap((pool) => { const owner = costs.owners.get(`pool:${pool.id}`); return owner === undefined ? [] : [[pool.id, owner] as const] })),
    allocation, rates: figures, totals: totalsOf(sources, { services, poolCase, allocation, stray }),
    issues: [...costs.issues, ...poolCase.issues, ...allocationIssues(allocated, poolCase), ...percentIssues(sources, groups), ...stray.map(strayIssue)],
    allocationCase: poolCase.allocationCase,
  }
  workingsOf.set(derivation, { inUse, allocationCase: poolCase.allocationCase, allocated, services, rates })
  return derivation
}
