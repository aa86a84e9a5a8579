/** Pools of a model explained: what they have of themselves, and the drivers by which they are shared out (ALLOC-5); how that moves: `explain-allocation.ts`. */
import type { AllocationCase } from '../allocation/allocation-case.ts'
import { AllocationExplainer, type PoolFigure } from '../allocation/explain-allocation.ts'
import type { Explanation } from '../explanation.ts'
import { decimal, toText } from '../decimal.ts'
import type { CostPool, Driver } from '../model/cost-tables.ts'
import type { OwnerCost, OwnerKey, ServiceCost } from './derivation.ts'
import { DIRECT_ELEMENTS, directCostOf, poolsOfServices, quantitiesByDriver } from './derive-rates-case.ts'
import { sumUnits } from './derive-rates-units.ts'
import { constantNode, NodeShelf, sumNode, typedNode, ZERO, type Context } from './explain-derivation-nodes.ts'
import type { OwnerExplainer } from './explain-derivation-owners.ts'
import { ownerKeyOf } from './position-cost.ts'

/** Who stands behind a receiver of an allocation. */
function ownerOfKey(key: string): OwnerKey {
  const id = key.slice(key.indexOf(':') + 1)
  return key.startsWith('pool:') ? `pool:${id}` : `service:${id}`
}

/** What pools need to know of owners; `own` is what an owner has of that which is shared out. */
export type OwnersOfPools = Pick<OwnerExplainer, 'own' | 'nameOf' | 'fte' | 'directCost'>

export class PoolExplainer {
  /** What follows from what pools have and from their drivers. */
  readonly amounts: AllocationExplainer
  readonly #context: Context
  readonly #owners: OwnersOfPools
  readonly #case: AllocationCase
  readonly #shelf = new NodeShelf()

  constructor(context: Context, parts: { readonly owners: OwnersOfPools; readonly allocationCase: AllocationCase }) {
    this.#context = context
    this.#owners = parts.owners
    this.#case = parts.allocationCase
    const { inputs, allocation, method } = context.derivation
    this.amounts = new AllocationExplainer({
      allocationCase: parts.allocationCase, allocation, method,
      leaves: { own: (pool) => this.#ownAt(pool), weight: (pool, to) => this.#weight(inputs.costPools[pool], ownerOfKey(to)), origin: (pool) => this.#originOf(inputs.costPools[pool]) },
    })
  }

  #ownAt(index: number): Explanation {
    const pool = this.#context.derivation.inputs.costPools[index]
    return pool === undefined ? constantNode('No pool', ZERO, 'USD') : this.own(pool)
  }

  #originOf(pool: CostPool | undefined): Explanation['origin'] {
    return pool === undefined ? null : { table: 'costPool', id: pool.id, source: pool.note }
  }

  #indexOf(poolId: string): number {
    return this.#context.derivation.inputs.costPools.findIndex((pool) => pool.id === poolId)
  }

  #ownersOf(pool: CostPool): readonly OwnerCost[] {
    const { derivation } = this.#context
    const own = derivation.pools.get(pool.id)
    const held = pool.serviceId !== null && poolsOfServices(derivation.inputs.costPools).poolOfService.get(pool.serviceId) === pool ? derivation.services.get(pool.serviceId) : undefined
    return [own, held].flatMap((each) => (each === undefined ? [] : [each]))
  }

  /** What a pool has of itself: its own cost and that of the service it holds (RATE-2). */
  own(pool: CostPool): Explanation {
    return this.#shelf.get(`own|${pool.id}`, () => sumNode(
      { label: `${pool.name}, own cost`, value: this.#case.pools[this.#indexOf(pool.id)]?.amount ?? ZERO, unit: 'USD', ruleId: 'ALLOC-6', formula: 'Its own cost and that of the service whose cost it holds.', origin: this.#originOf(pool) },
      () => this.#ownersOf(pool).map((owner) => this.#owners.own(owner)),
    ))
  }

  #weight(pool: CostPool | undefined, to: OwnerKey): Explanation {
    const { derivation } = this.#context
    const driver = pool === undefined || pool.driverId === null ? undefined : derivation.inputs.drivers.get(pool.driverId)
    return this.#shelf.get(`weight|${driver?.id ?? ''}|${to}`, () => {
      const value = this.#case.drivers[this.#indexOf(pool?.id ?? '')]?.find((each) => each.to === to)?.weight ?? ZERO
      const label = `${driver?.name ?? 'Driver'} of ${this.#owners.nameOf(to)}`
      return sumNode({ label, value, unit: driver?.unit ?? '', ruleId: 'ALLOC-5', formula: 'The driver of the receiver.', origin: driver === undefined ? null : { table: 'driver', id: driver.id, source: driver.source } }, () => (driver === undefined ? [] : this.#sourcesOfWeight(driver, to)))
    })
  }

  /** The driver of all receivers of a pool, added up. */
  driverTotal(pool: CostPool): Explanation {
    const { inputs } = this.#context.derivation
    const driver = inputs.drivers.get(pool.driverId ?? '')
    const weights = this.#case.drivers[this.#indexOf(pool.id)] ?? []
    const value = toText(weights.reduce((sum, { weight }) => sum.plus(decimal(weight)), decimal(ZERO)))
    return this.#shelf.get(`driver total|${pool.id}`, () => sumNode({ label: `${driver?.name ?? 'Driver'}, all receivers of ${pool.name}`, value, unit: driver?.unit ?? '', ruleId: 'ALLOC-5', formula: 'The driver of every receiver, added up.' }, () => weights.map(({ to }) => this.#weight(pool, ownerOfKey(to)))))
  }

  #sourcesOfWeight(driver: { readonly id: string; readonly kind: string; readonly name: string; readonly unit: string }, to: OwnerKey): readonly Explanation[] {
    const { inputs, services, pools } = this.#context.derivation
    const id = to.slice(to.indexOf(':') + 1)
    const pool = to.startsWith('pool:') ? inputs.costPools.find((each) => each.id === id) : undefined
    const owners = pool === undefined ? [services.get(id) ?? pools.get(id)].flatMap((each) => (each === undefined ? [] : [each])) : this.#ownersOf(pool)
    switch (driver.kind) {
      case 'fte':
        return owners.map((owner) => this.#owners.fte(owner))
      case 'direct-cost':
        return owners.map((owner) => this.#owners.directCost(owner, directCostOf(owner), DIRECT_ELEMENTS))
      case 'units':
        return this.#unitsOf(id)
      default: {
        const held = pool === undefined ? null : pool.serviceId
        return (quantitiesByDriver(inputs.driverQuantities).get(driver.id) ?? []).filter((row) => ownerKeyOf(row) === to || (held !== null && row.serviceId === held && this.#ownersOf(pool ?? { ...row, code: '', name: '', serviceId: null, driverId: null, position: 0, note: '' }).length > 0))
          .map((row) => typedNode(this.#context, { label: driver.name, value: row.quantity, unit: driver.unit, table: 'driverQuantity', row, field: 'quantity', ruleId: 'ALLOC-5' }))
      }
    }
  }

  /** Planned units of each rate of a service. */
  #unitsOf(serviceId: string): readonly Explanation[] {
    return [...this.#context.derivation.inputs.rateUnits].filter(([rateId]) => this.#context.draft.rate.get(rateId)?.serviceId === serviceId).map(([rateId, rows]) => sumNode(
      { label: `Units of ${this.#context.draft.rate.get(rateId)?.title ?? rateId}`, value: sumUnits(rows), unit: 'units', ruleId: 'ALLOC-5', formula: 'Units of its customers added up.' },
      () => rows.map((row) => typedNode(this.#context, { label: row.customer === '' ? 'Units' : row.customer, value: row.units, unit: 'units', table: 'rateUnits', row, field: 'units', ruleId: 'RATE-1' })),
    ))
  }

  /** One pool's line in a service's cost. */
  overheadLine(service: ServiceCost, poolId: string): Explanation {
    return this.amounts.line(this.#indexOf(poolId), { to: service.owner, value: service.overhead.find((each) => each.poolId === poolId)?.amount ?? ZERO })
  }

  overhead(service: ServiceCost): Explanation {
    return this.#shelf.get(`overhead|${service.serviceId}`, () => sumNode({ label: 'Overhead from pools', value: service.elements.get('overhead') ?? ZERO, unit: 'USD', ruleId: 'ALLOC-6', formula: 'One line a pool, added up.' }, () => service.overhead.map((line) => this.overheadLine(service, line.poolId))))
  }

  /** A figure of what a pool has, gets and shares out. */
  figure(pool: CostPool, figure: PoolFigure): Explanation {
    return this.amounts.figure(this.#indexOf(pool.id), figure)
  }

  /** The part of a pool that a receiver gets when the pool is first shared out, in %; null where it gets nothing. */
  share(pool: CostPool, to: OwnerKey): Explanation | null {
    return this.amounts.sharePercent(this.#indexOf(pool.id), to)
  }

  /** What another pool gets of a pool; null where it gets nothing. */
  toPool(pool: CostPool, to: OwnerKey): Explanation | null {
    return this.amounts.from(this.#indexOf(pool.id), to)
  }

  /** What a service or pool has of a driver by itself. */
  quantity(driver: Driver, owner: OwnerKey): Explanation {
    const { inputs, services, pools } = this.#context.derivation
    const id = owner.slice(owner.indexOf(':') + 1)
    const cost = owner.startsWith('pool:') ? pools.get(id) : services.get(id)
    const typed = inputs.driverQuantities.find((row) => row.driverId === driver.id && ownerKeyOf(row) === owner)
    if (driver.kind === 'fte' && cost !== undefined) return this.#owners.fte(cost)
    if (driver.kind === 'direct-cost' && cost !== undefined) return this.#owners.directCost(cost, directCostOf(cost), DIRECT_ELEMENTS)
    if (driver.kind === 'units') {
      const rates = this.#unitsOf(id)
      return sumNode({ label: `Planned units of ${this.#owners.nameOf(owner)}`, value: toText(rates.reduce((sum, each) => sum.plus(decimal(each.value ?? ZERO)), decimal(ZERO))), unit: 'units', ruleId: 'ALLOC-5', formula: 'Planned units of its rates added up.' }, () => rates)
    }
    if (typed !== undefined) return typedNode(this.#context, { label: `${driver.name} of ${this.#owners.nameOf(owner)}`, value: typed.quantity, unit: driver.unit, table: 'driverQuantity', row: typed, field: 'quantity', ruleId: 'ALLOC-5' })
    return sumNode({ label: `${driver.name} of ${this.#owners.nameOf(owner)}`, value: ZERO, unit: driver.unit, ruleId: 'ALLOC-5', formula: 'It has none of it.' }, () => [])
  }
}
