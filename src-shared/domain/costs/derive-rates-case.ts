/**
 * The pools of a version as a case of allocation (ALLOC-1 to ALLOC-5): what each holds, and by what it is shared out.
 * Receivers are owners: `pool:<id>` and `service:<id>`; a service whose cost a pool holds (RATE-2) is that pool.
 */
import type { AllocationCase, AllocationPool, AllocationTarget, DriverWeight } from '../allocation/allocation-case.ts'
import { cents, usdOfCents } from '../cents.ts'
import { decimal, toText, type AnyDecimalText, type Units, type Usd } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import type { CostPool, Driver, DriverQuantity } from '../model/cost-tables.ts'
import { assertNever } from '../result.ts'
import type { CostElement, CostInputs, OwnerCost, OwnerKey } from './derivation.ts'
import { isSameList } from '../kept-rows.ts'

/** 2a, 2b and depreciation: what a service or pool costs by itself, as the driver `direct-cost` counts it. */
export const DIRECT_ELEMENTS = ['salaries', 'fringe', 'personnel', 'other', 'depreciation'] as const satisfies readonly CostElement[]

/** A service as derivations name it. */
export type CatalogService = { readonly id: string; readonly name: string; readonly owner: OwnerKey }

export type PoolCase = {
  readonly allocationCase: AllocationCase
  /** The pool that holds a service's cost (RATE-2), by service. */
  readonly poolOfService: ReadonlyMap<string, CostPool>
  readonly issues: readonly Issue[]
}

type Sources = {
  readonly inputs: CostInputs
  readonly owners: ReadonlyMap<OwnerKey, OwnerCost>
  /** Services of the version that have a cost, a rate build, units or a driver quantity, in the order of the catalog. */
  readonly services: readonly CatalogService[]
  /** What each of these services costs by itself; undefined for one that has no cost. */
  readonly ownCosts: readonly (OwnerCost | undefined)[]
  /** Units of each service that has any; the same list as long as they do not change. */
  readonly unitsOfServices: ReadonlyMap<string, Units>
}

const NOTHING = usdOfCents(0n)
const NO_QUANTITIES: readonly DriverQuantity[] = []

/** A pool's amount: its own cost and that of the service it holds. */
export function poolAmount(pool: Pick<CostPool, 'id' | 'serviceId'>, owners: ReadonlyMap<OwnerKey, OwnerCost>): Usd {
  const own = owners.get(`pool:${pool.id}`)?.own ?? NOTHING
  const held = pool.serviceId === null ? undefined : owners.get(`service:${pool.serviceId}`)?.own
  return held === undefined ? own : usdOfCents(cents(own) + cents(held))
}

/** Whose cost a service's is: its own, or that of the pool which holds it. */
export function poolsOfServices(pools: readonly CostPool[]): { readonly poolOfService: ReadonlyMap<string, CostPool>; readonly issues: readonly Issue[] } {
  const poolOfService = new Map<string, CostPool>()
  const issues: Issue[] = []
  for (const pool of pools) {
    if (pool.serviceId === null) continue
    const first = poolOfService.get(pool.serviceId)
    if (first === undefined) poolOfService.set(pool.serviceId, pool)
    else issues.push(issue('duplicate-id', `Pools "${first.name}" and "${pool.name}" hold the cost of the same service; the first holds it.`, { severity: 'warning', subject: { table: 'costPool', id: pool.id }, remedy: 'Let one pool hold it.' }))
  }
  return { poolOfService, issues }
}

const directCosts = new WeakMap<OwnerCost, Usd>()

/** @example directCostOf({ elements: new Map([['salaries', '100'], ['carry-forward', '5']]), ... }) // '100' */
export function directCostOf(owner: OwnerCost): Usd {
  const known = directCosts.get(owner)
  if (known !== undefined) return known
  let sum = 0n
  for (const element of DIRECT_ELEMENTS) {
    const amount = owner.elements.get(element)
    if (amount !== undefined) sum += cents(amount)
  }
  const direct = usdOfCents(sum)
  directCosts.set(owner, direct)
  return direct
}

function quantitiesOf(rows: readonly DriverQuantity[]): ReadonlyMap<string, readonly DriverQuantity[]> {
  return Map.groupBy(rows, (row) => row.driverId)
}

const grouped = new WeakMap<readonly DriverQuantity[], ReadonlyMap<string, readonly DriverQuantity[]>>()

/** Rows of a driver; grouped once for each state of the list. */
export function quantitiesByDriver(rows: readonly DriverQuantity[]): ReadonlyMap<string, readonly DriverQuantity[]> {
  const known = grouped.get(rows)
  if (known !== undefined) return known
  const made = quantitiesOf(rows)
  grouped.set(rows, made)
  return made
}

type Receiver = (owner: { readonly serviceId: string | null; readonly poolId: string | null }) => OwnerKey

function typedWeights(rows: readonly DriverQuantity[], receiverOf: Receiver): readonly DriverWeight[] {
  const weights = new Map<OwnerKey, AnyDecimalText>()
  for (const row of rows) {
    const to = receiverOf(row)
    const present = weights.get(to)
    weights.set(to, present === undefined ? row.quantity : toText<string>(decimal(present).plus(decimal(row.quantity))))
  }
  return [...weights].map(([to, weight]) => ({ to, weight }))
}

const typedLists = new WeakMap<readonly DriverQuantity[], { readonly held: readonly string[]; readonly weights: readonly DriverWeight[] }>()

/** One list for all pools with this driver, as long as neither its quantities nor the services that are pools change. */
function knownTypedWeights(rows: readonly DriverQuantity[], parts: { readonly receiverOf: Receiver; readonly held: ReadonlyMap<string, CostPool> }): readonly DriverWeight[] {
  const held = [...parts.held].map(([serviceId, pool]) => `${serviceId}>${pool.id}`)
  const known = typedLists.get(rows)
  if (known !== undefined && isSameList(known.held, held)) return known.weights
  const weights = typedWeights(rows, parts.receiverOf)
  typedLists.set(rows, { held, weights })
  return weights
}

type OwnerWeight = (owner: OwnerCost) => AnyDecimalText
type Held = Sources & { readonly held: ReadonlyMap<string, CostPool> }

/** What the model itself says of every receiver: pools that can pass on, then billable services. What reached a pool without a driver could go no further. */
function ownerWeights({ inputs, owners, services, ownCosts, held }: Held, driver: Driver, weightOf: OwnerWeight): readonly DriverWeight[] {
  const weightOrNone = (cost: OwnerCost | undefined): AnyDecimalText => (cost === undefined ? NOTHING : weightOf(cost))
  const known = (owner: OwnerKey): AnyDecimalText => weightOrNone(owners.get(owner))
  const heldBy = new Map([...held].map(([serviceId, pool]) => [pool.id, serviceId]))
  const passing = inputs.costPools.filter((pool) => pool.driverId !== null && inputs.drivers.has(pool.driverId))
  const ofPools = passing.map((pool): DriverWeight => {
    const to: OwnerKey = `pool:${pool.id}`
    const serviceId = heldBy.get(pool.id)
    return { to, weight: serviceId === undefined ? known(to) : toText<string>(decimal(known(to)).plus(decimal(known(`service:${serviceId}`)))) }
  })
  const list = new KeptWeights(driver)
  for (const { to, weight } of ofPools) list.add(to, weight)
  for (let place = 0; place < services.length; place += 1) {
    const service = services[place]
    if (service !== undefined && !held.has(service.id)) list.add(service.owner, weightOrNone(ownCosts[place]))
  }
  return list.weights()
}

const latestWeights = new WeakMap<Driver, readonly DriverWeight[]>()

/** The weights of a driver; those that are as they were when it was asked last are the same objects, and all of them the same list. */
class KeptWeights {
  readonly #driver: Driver
  readonly #former: readonly DriverWeight[]
  readonly #weights: DriverWeight[] = []
  #isSame = true

  constructor(driver: Driver) {
    this.#driver = driver
    this.#former = latestWeights.get(driver) ?? []
  }

  add(to: string, weight: AnyDecimalText): void {
    if (weight === '0') return
    const before = this.#former[this.#weights.length]
    const isSame = before !== undefined && before.to === to && before.weight === weight
    this.#isSame &&= isSame
    this.#weights.push(isSame ? before : { to, weight })
  }

  weights(): readonly DriverWeight[] {
    if (this.#isSame && this.#weights.length === this.#former.length) return this.#former
    latestWeights.set(this.#driver, this.#weights)
    return this.#weights
  }
}

const listsWithout = new WeakMap<readonly DriverWeight[], Map<OwnerKey, readonly DriverWeight[]>>()

/** A list without one of its receivers: the same for the same list. */
function withoutReceiver(list: readonly DriverWeight[], self: OwnerKey): readonly DriverWeight[] {
  let lists = listsWithout.get(list)
  if (lists === undefined) listsWithout.set(list, (lists = new Map<OwnerKey, readonly DriverWeight[]>()))
  const known = lists.get(self)
  if (known !== undefined) return known
  const place = list.findIndex(({ to }) => to === self)
  const without = place === -1 ? list : list.toSpliced(place, 1)
  lists.set(self, without)
  return without
}

function unitWeights(driver: Driver, { services, held, unitsOfServices }: Pick<Held, 'services' | 'held' | 'unitsOfServices'>): readonly DriverWeight[] {
  const list = new KeptWeights(driver)
  for (const { id, owner } of services) if (!held.has(id)) list.add(owner, unitsOfServices.get(id) ?? NOTHING)
  return list.weights()
}

/** By what each driver shares out; a driver of many pools is asked once. */
class DriverWeights {
  readonly #sources: Held
  readonly #receiverOf: Receiver
  readonly #lists = new Map<string, readonly DriverWeight[]>()

  constructor(sources: Held, receiverOf: Receiver) {
    this.#sources = sources
    this.#receiverOf = receiverOf
  }

  /** A pool gets nothing of what it has to share out by what the model itself says; typed self-use counts. */
  for(pool: CostPool, driver: Driver): readonly DriverWeight[] {
    const list = this.#lists.get(driver.id) ?? this.#listOf(driver)
    this.#lists.set(driver.id, list)
    const self: OwnerKey = `pool:${pool.id}`
    return driver.kind === 'fte' || driver.kind === 'direct-cost' ? withoutReceiver(list, self) : list
  }

  #listOf(driver: Driver): readonly DriverWeight[] {
    const { inputs, services, held, unitsOfServices } = this.#sources
    switch (driver.kind) {
      case 'typed':
      case 'fixed-percent':
        return knownTypedWeights(quantitiesByDriver(inputs.driverQuantities).get(driver.id) ?? NO_QUANTITIES, { receiverOf: this.#receiverOf, held })
      case 'fte':
        return ownerWeights(this.#sources, driver, (owner) => owner.fte)
      case 'direct-cost':
        return ownerWeights(this.#sources, driver, directCostOf)
      case 'units':
        return unitWeights(driver, { services, held, unitsOfServices })
      default:
        return assertNever(driver.kind)
    }
  }
}

function fixedPercentIssue(pool: CostPool, driver: Driver, weights: readonly DriverWeight[]): readonly Issue[] {
  if (driver.kind !== 'fixed-percent') return []
  const sum = weights.reduce((total, { weight }) => total.plus(decimal(weight)), decimal(NOTHING))
  if (sum.eq(100)) return []
  return [issue('shares-do-not-add-up', `The percentages of "${driver.name}", by which pool "${pool.name}" is shared out, add up to ${sum.toFixed()} %.`, { severity: 'warning', subject: { table: 'driver', id: driver.id }, remedy: 'Let them add up to 100 %; until then they count in proportion.' })]
}

function isSameWeights(left: readonly DriverWeight[], right: readonly DriverWeight[]): boolean {
  if (left === right) return true
  if (left.length !== right.length) return false
  for (let index = 0; index < left.length; index += 1) {
    const [one, other] = [left[index], right[index]]
    if (one !== other && (one?.to !== other?.to || one?.weight !== other?.weight)) return false
  }
  return true
}

/** Lists and names of the case before where they are the same, so that what does not change is recognised by identity. */
function settled(made: AllocationCase, former: AllocationCase | undefined): AllocationCase {
  if (former === undefined) return made
  const drivers = made.drivers.map((list, index) => {
    const before = former.drivers[index]
    return before !== undefined && isSameWeights(before, list) ? before : list
  })
  const isSame = made.pools.length === former.pools.length && made.targets.length === former.targets.length
    && made.pools.every((pool, index) => pool.id === former.pools[index]?.id && pool.amount === former.pools[index]?.amount && pool.label === former.pools[index]?.label)
    && made.targets === former.targets
    && drivers.every((list, index) => list === former.drivers[index])
  return isSame ? former : { ...made, drivers }
}

/** The billable services; the same list as before where they are the same. */
function targetsOf(services: readonly CatalogService[], held: ReadonlyMap<string, CostPool>, former: readonly AllocationTarget[] | undefined): readonly AllocationTarget[] {
  const targets: AllocationTarget[] = []
  let isSame = true
  for (const { id, owner, name } of services) {
    if (held.has(id)) continue
    const before = former?.[targets.length]
    const isThere = before !== undefined && before.id === owner && before.label === name
    isSame &&= isThere
    targets.push(isThere ? before : { id: owner, label: name })
  }
  return isSame && former?.length === targets.length ? former : targets
}

/**
 * The case of a version's pools, in their step-down order. Issues are warnings: pools without a driver (their cost stays
 * unallocated), percentages that do not add up, a service in two pools.
 */
export function poolCaseOf(sources: Sources, former?: AllocationCase): PoolCase {
  const { inputs, owners, services } = sources
  const { poolOfService: held, issues: heldTwice } = poolsOfServices(inputs.costPools)
  const issues: Issue[] = [...heldTwice]
  const receiverOf: Receiver = (owner) => {
    const pool = owner.serviceId === null ? undefined : held.get(owner.serviceId)
    return owner.serviceId === null || pool !== undefined ? `pool:${pool?.id ?? owner.poolId ?? ''}` : `service:${owner.serviceId}`
  }
  const weights = new DriverWeights({ ...sources, held }, receiverOf)
  const pools = inputs.costPools.map((pool): AllocationPool => ({ id: `pool:${pool.id}`, label: pool.name, amount: poolAmount(pool.serviceId !== null && held.get(pool.serviceId) !== pool ? { ...pool, serviceId: null } : pool, owners) }))
  const targets = targetsOf(services, held, former?.targets)
  const drivers = inputs.costPools.map((pool) => {
    const driver = pool.driverId === null ? undefined : inputs.drivers.get(pool.driverId)
    if (driver === undefined) {
      issues.push(issue('pool-unallocated', `Pool "${pool.name}" has no driver and stays unallocated.`, { severity: 'warning', subject: { table: 'costPool', id: pool.id }, remedy: 'Choose a driver by which it is shared out.' }))
      return []
    }
    const list = weights.for(pool, driver)
    issues.push(...fixedPercentIssue(pool, driver, list))
    return list
  })
  return { allocationCase: settled({ pools, targets, drivers }, former), poolOfService: held, issues }
}
