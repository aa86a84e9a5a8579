/** Pools and what they pass on, explained: amounts, steps, weights of drivers (ALLOC-1 to ALLOC-6). */
import type { AllocationStep } from '../allocation/allocation.ts'
import type { AllocationCase } from '../allocation/allocation-case.ts'
import type { Explanation } from '../explanation.ts'
import { decimal, formatFixed, round, toText } from '../decimal.ts'
import type { CostPool, Driver } from '../model/cost-tables.ts'
import { sumUsd } from '../sum-usd.ts'
import type { OwnerCost, OwnerKey, ServiceCost } from './derivation.ts'
import { DIRECT_ELEMENTS, directCostOf, poolsOfServices, quantitiesByDriver } from './derive-rates-case.ts'
import { sumUnits } from './derive-rates-units.ts'
import { constantNode, node, NodeShelf, sumNode, typedNode, weightsNode, ZERO, type Context } from './explain-derivation-nodes.ts'
import type { OwnerExplainer } from './explain-derivation-owners.ts'
import { ownerKeyOf } from './position-cost.ts'

const METHOD_WORDS = { direct: 'directly', 'step-down': 'by step-down', 'double-step-down': 'by double step-down', reciprocal: 'reciprocally' } as const
const METHOD_RULES = { direct: 'ALLOC-1', 'step-down': 'ALLOC-2', 'double-step-down': 'ALLOC-3', reciprocal: 'ALLOC-4' } as const

/** What pools need to know of owners; `own` is what an owner has of that which is shared out. */
export type OwnersOfPools = Pick<OwnerExplainer, 'own' | 'nameOf' | 'fte' | 'directCost'>

export class PoolExplainer {
  readonly #context: Context
  readonly #owners: OwnersOfPools
  readonly #case: AllocationCase
  readonly #shelf = new NodeShelf()

  constructor(context: Context, parts: { readonly owners: OwnersOfPools; readonly allocationCase: AllocationCase }) {
    this.#context = context
    this.#owners = parts.owners
    this.#case = parts.allocationCase
  }

  get #rule(): string {
    return METHOD_RULES[this.#context.derivation.method]
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
      { label: `${pool.name}, own cost`, value: this.#case.pools[this.#indexOf(pool.id)]?.amount ?? ZERO, unit: 'USD', ruleId: 'ALLOC-6', formula: 'Its own cost and that of the service whose cost it holds.', origin: { table: 'costPool', id: pool.id, source: pool.note } },
      () => this.#ownersOf(pool).map((owner) => this.#owners.own(owner)),
    ))
  }

  /** What it has to share out in all: its own cost and what other pools pass on to it. */
  total(pool: CostPool): Explanation {
    return this.#shelf.get(`total|${pool.id}`, () => {
      const { derivation } = this.#context
      const result = derivation.allocation?.pools[this.#indexOf(pool.id)]
      const shared = { label: `${pool.name}, to be shared out`, value: result?.total ?? this.own(pool).value, unit: 'USD', ruleId: this.#rule }
      if (result !== undefined && derivation.method === 'reciprocal') return this.#solved({ ...shared, pool: this.#indexOf(pool.id) })
      return sumNode({ ...shared, formula: 'Its own cost and what it receives from other pools.' }, () => [this.own(pool), ...this.#received(pool, this.#steps())])
    })
  }

  #solved(fields: { readonly label: string; readonly value: Explanation['value']; readonly unit: string; readonly ruleId: string; readonly pool: number }): Explanation {
    const { pool, ...shown } = fields
    return node(
      { ...shown, formula: 'x = (I - P^T)^-1 b over all pools at once, verified by its exact residual, then rounded so that all parts add up.', operation: { kind: 'reciprocal', allocationCase: this.#case, pool, receiver: null } },
      () => this.#context.derivation.inputs.costPools.map((each) => this.own(each)),
    )
  }

  /** What a receiver gets of a pool where all are solved at once: its share of what the pool has to share out; null where it gets nothing. */
  #flow(pool: CostPool, { to, label }: { readonly to: OwnerKey; readonly label: string }): Explanation | null {
    const step = this.#steps().find((each) => each.poolId === `pool:${pool.id}`)
    const index = step?.parts.findIndex((part) => part.to === to) ?? -1
    const part = step?.parts[index]
    if (step === undefined || part === undefined) return null
    return this.#shelf.get(`flow|${pool.id}|${to}`, () => {
      const weights = this.#weights(step)
      const weight = weights.inputs[index] ?? weights
      const total = this.total(pool)
      const moved = decimal(part.amount).minus(round(decimal(total.value ?? ZERO).times(decimal(weight.value ?? ZERO)).div(decimal(weights.value ?? ZERO)), 2))
      const cents = moved.isZero() ? '' : `; ${formatFixed(toText(moved.abs()), 2)} ${moved.isNegative() ? 'less' : 'more'}, so that every pool gives exactly what it has and every receiver's parts add up`
      return node(
        { label, value: part.amount, unit: 'USD', ruleId: this.#rule, formula: `driver / sum of drivers x what the pool has to share out, to the cent${cents}`, operation: { kind: 'reciprocal', allocationCase: this.#case, pool: this.#indexOf(pool.id), receiver: to }, origin: { table: 'costPool', id: pool.id, source: pool.note } },
        () => [total, weight, weights],
      )
    })
  }

  #steps(): readonly AllocationStep[] {
    return this.#context.derivation.allocation?.steps ?? []
  }

  /** Parts of these steps that went to a pool. */
  #received(pool: CostPool, steps: readonly AllocationStep[]): readonly Explanation[] {
    const key: OwnerKey = `pool:${pool.id}`
    return steps.flatMap((step) => step.parts.flatMap((part, index) => (part.to === key && part.amount !== '0' ? [this.#part(step, index)] : [])))
  }

  #turn(step: Pick<AllocationStep, 'pass' | 'poolId'>): number {
    return step.pass * (this.#case.pools.length + 1) + this.#case.pools.findIndex((pool) => pool.id === step.poolId)
  }

  /** What a step shares out: what came since the pool's last turn, and in the first its own cost. */
  #amount(step: AllocationStep): Explanation {
    return this.#shelf.get(`step|${step.pass}|${step.poolId}`, () => {
      const pool = this.#context.derivation.inputs.costPools.find((each) => `pool:${each.id}` === step.poolId)
      const turn = this.#turn(step)
      const last = step.pass === 1 ? Number.NEGATIVE_INFINITY : this.#turn({ pass: 1, poolId: step.poolId })
      const since = this.#steps().filter((each) => this.#turn(each) > last && this.#turn(each) < turn)
      return sumNode(
        { label: `${pool?.name ?? step.poolId}, shared out${step.pass === 2 ? ' in the second round' : ''}`, value: step.amount, unit: 'USD', ruleId: this.#rule, formula: step.pass === 1 ? 'Its own cost and what came from pools before it.' : 'What came after its turn in the first round.' },
        () => (pool === undefined ? [] : [...(step.pass === 1 ? [this.own(pool)] : []), ...this.#received(pool, since)]),
      )
    })
  }

  #part(step: AllocationStep, index: number): Explanation {
    const part = step.parts[index]
    const to = this.#ownerOf(part?.to ?? '')
    return this.#shelf.get(`part|${step.pass}|${step.poolId}|${index}`, () => node(
      { label: `From ${this.#owners.nameOf(this.#ownerOf(step.poolId))} to ${this.#owners.nameOf(to)}`, value: part?.amount ?? ZERO, unit: 'USD', ruleId: this.#rule, formula: 'pool x driver / sum of drivers, split by largest remainder', operation: { kind: 'split', index } },
      () => { const weights = this.#weights(step); return [this.#amount(step), weights.inputs[index] ?? weights, weights] },
    ))
  }

  #ownerOf(key: string): OwnerKey {
    const id = key.slice(key.indexOf(':') + 1)
    return key.startsWith('pool:') ? `pool:${id}` : `service:${id}`
  }

  /** The drivers of those who receive in a step. */
  #weights(step: AllocationStep): Explanation {
    return this.#shelf.get(`weights|${step.pass}|${step.poolId}`, () => {
      const pool = this.#context.derivation.inputs.costPools.find((each) => `pool:${each.id}` === step.poolId)
      return weightsNode('Drivers of all who receive', step.parts.map(({ to }) => this.#weight(pool, this.#ownerOf(to))))
    })
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
    const pool = this.#context.derivation.inputs.costPools[this.#indexOf(poolId)]
    return this.#shelf.get(`line|${service.serviceId}|${poolId}`, () => {
      const shared = { label: `Overhead from ${pool?.name ?? poolId}`, value: service.overhead.find((each) => each.poolId === poolId)?.amount ?? ZERO, unit: 'USD', ruleId: this.#rule }
      if (pool !== undefined && this.#context.derivation.method === 'reciprocal') return this.#flow(pool, { to: service.owner, label: shared.label }) ?? sumNode({ ...shared, formula: 'It gets nothing of this pool.' }, () => [])
      return sumNode({ ...shared, formula: `Allocated ${METHOD_WORDS[this.#context.derivation.method]}.`, origin: { table: 'costPool', id: poolId, source: pool?.note ?? '' } }, () => this.#steps().filter((step) => step.poolId === `pool:${poolId}`).flatMap((step) => step.parts.flatMap((part, at) => (part.to === service.owner ? [this.#part(step, at)] : []))))
    })
  }

  overhead(service: ServiceCost): Explanation {
    return this.#shelf.get(`overhead|${service.serviceId}`, () => sumNode({ label: 'Overhead from pools', value: service.elements.get('overhead') ?? ZERO, unit: 'USD', ruleId: 'ALLOC-6', formula: 'One line a pool, added up.' }, () => service.overhead.map((line) => this.overheadLine(service, line.poolId))))
  }

  /** What it gets from other pools. */
  received(pool: CostPool): Explanation {
    const result = this.#context.derivation.allocation?.pools[this.#indexOf(pool.id)]
    const shared = { label: `${pool.name}, received`, value: result?.received ?? ZERO, unit: 'USD', ruleId: this.#rule }
    if (this.#context.derivation.method === 'reciprocal') return sumNode({ ...shared, formula: 'From the pools, all solved at once.' }, () => this.#context.derivation.inputs.costPools.flatMap((from) => this.toPool(from, `pool:${pool.id}`) ?? []))
    return sumNode({ ...shared, formula: 'From other pools, step by step.' }, () => this.#received(pool, this.#steps()))
  }

  /** What its receivers get. */
  distributed(pool: CostPool): Explanation {
    const result = this.#context.derivation.allocation?.pools[this.#indexOf(pool.id)]
    return sumNode({ label: `${pool.name}, shared out`, value: result?.distributed ?? ZERO, unit: 'USD', ruleId: 'ALLOC-6', formula: 'All parts of its steps.' }, () => this.#steps().filter((step) => step.poolId === `pool:${pool.id}`).map((step) => (this.#context.derivation.method === 'reciprocal' ? this.total(pool) : this.#amount(step))))
  }

  /** What of a pool nobody receives. */
  unallocated(pool: CostPool): Explanation {
    const result = this.#context.derivation.allocation?.pools[this.#indexOf(pool.id)]
    return node({ label: `${pool.name}, unallocated`, value: result?.unallocated ?? this.own(pool).value, unit: 'USD', ruleId: 'ALLOC-5', formula: 'What it has to share out less what its receivers get.', operation: { kind: 'difference' } }, () => [this.total(pool), this.distributed(pool)])
  }

  /** The part of a pool that a receiver gets when the pool is first shared out, in %; null where it gets nothing. */
  share(pool: CostPool, to: OwnerKey): Explanation | null {
    const share = this.#context.derivation.allocation?.shares[this.#indexOf(pool.id)]?.find((each) => each.to === to)
    const step = this.#steps().find((each) => each.poolId === `pool:${pool.id}`)
    const index = step?.parts.findIndex((part) => part.to === to) ?? -1
    if (share === undefined || step === undefined || index < 0) return null
    const part = node(
      { label: `Part of ${pool.name} for ${this.#owners.nameOf(to)}`, value: share.share, unit: '', ruleId: this.#rule, formula: 'driver / sum of drivers, rounded to 12 places for display', operation: { kind: 'products', places: 12, terms: [['times', 'over']] } },
      () => { const weights = this.#weights(step); return [weights.inputs[index] ?? weights, weights] },
    )
    return node({ label: `Share of ${pool.name} for ${this.#owners.nameOf(to)}`, value: toText(decimal(share.share).times(100)), unit: '%', ruleId: this.#rule, formula: 'The part in per cent.', operation: { kind: 'products', places: 10, terms: [['times', 'times']] } }, () => [part, constantNode('Per cent', 100, '%')])
  }

  /** What another pool gets of a pool; null where it gets nothing. */
  toPool(pool: CostPool, to: OwnerKey): Explanation | null {
    const label = `From ${pool.name} to ${this.#owners.nameOf(to)}`
    if (this.#context.derivation.method === 'reciprocal') return this.#flow(pool, { to, label })
    const parts = this.#steps().filter((step) => step.poolId === `pool:${pool.id}`).flatMap((step) => step.parts.flatMap((part, index) => (part.to === to ? [{ step, index, amount: part.amount }] : [])))
    if (parts.length === 0) return null
    return sumNode({ label, value: sumUsd(parts.map((part) => part.amount)), unit: 'USD', ruleId: this.#rule, formula: 'Its parts of every step.' }, () => parts.map(({ step, index }) => this.#part(step, index)))
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
