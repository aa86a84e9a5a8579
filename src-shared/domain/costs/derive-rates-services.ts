/** What each service costs with its part of the pools: overhead by pool, each its own line (ALLOC, RATE-1). */
import { isSameTarget } from '../allocation/allocate.ts'
import type { Allocation, TargetResult } from '../allocation/allocation.ts'
import { usdOfCents } from '../cents.ts'
import { Decimal, toText, type Factor, type Usd } from '../decimal.ts'
import type { CostPool } from '../model/cost-tables.ts'
import { sumOfTwo } from '../sum-usd.ts'
import { COST_ELEMENTS, type CostElement, type OwnerCost, type OwnerKey, type ServiceCost } from './derivation.ts'
import type { CatalogService } from './derive-rates-case.ts'
import { KeyedList } from '../keyed-list.ts'

const NOTHING: Usd = usdOfCents(0n)

/** A service that has units or a rate but no cost of its own. */
function ownerWithoutCost(owner: OwnerKey): OwnerCost {
  return { owner, elements: new Map(), fte: toText<'1'>(new Decimal(0)), own: NOTHING, allowable: NOTHING, allowableCash: NOTHING, cash: NOTHING }
}

/** In the order of RATE-1. */
function withOverhead(own: ReadonlyMap<CostElement, Usd>, overhead: Usd): ReadonlyMap<CostElement, Usd> {
  const elements = new Map<CostElement, Usd>()
  for (const element of COST_ELEMENTS) {
    const amount = element === 'overhead' ? overhead : own.get(element)
    if (amount !== undefined) elements.set(element, amount)
  }
  return elements
}

function isSamePools(left: readonly CostPool[], right: readonly CostPool[]): boolean {
  return left === right || (left.length === right.length && left.every((pool, index) => pool.id === right[index]?.id))
}

/** What all services of a version are made from. */
type Round = { readonly pools: readonly CostPool[] }

/** A service's cost, which knows what it is made from. One of hundreds at each keystroke: overhead gets its lines when somebody looks. */
class CostOfService implements ServiceCost {
  readonly serviceId: string
  readonly owner: OwnerKey
  readonly elements: ReadonlyMap<CostElement, Usd>
  readonly fte: Factor
  readonly own: Usd
  readonly allowable: Usd
  readonly allowableCash: Usd
  readonly cash: Usd
  readonly total: Usd
  readonly isPool: boolean
  readonly #ownCost: OwnerCost | undefined
  readonly #target: TargetResult | undefined
  readonly #pools: readonly CostPool[]
  #overhead: ServiceCost['overhead'] | null = null

  // Not an object of them: what is made by the hundred and holds others lives, where it is no class, until the whole memory is swept (V8's pretenuring of literals).
  constructor(service: CatalogService, ownCost: OwnerCost | undefined, target: TargetResult | undefined, isPool: boolean, { pools }: Round) {
    const owner = ownCost ?? ownerWithoutCost(service.owner)
    const received = target?.total ?? NOTHING
    this.serviceId = service.id
    this.owner = owner.owner
    this.elements = received === '0' ? owner.elements : withOverhead(owner.elements, received)
    this.fte = owner.fte
    this.own = owner.own
    this.allowable = owner.allowable
    this.allowableCash = owner.allowableCash
    this.cash = owner.cash
    this.total = received === '0' ? owner.own : sumOfTwo(owner.own, received)
    this.isPool = isPool
    this.#ownCost = ownCost
    this.#target = target
    this.#pools = pools
  }

  get overhead(): ServiceCost['overhead'] {
    return (this.#overhead ??= this.#pools.flatMap(({ id }, index) => {
      const amount = this.#target?.fromPools[index]
      return amount === undefined || amount === '0' ? [] : [{ poolId: id, amount }]
    }))
  }

  isMadeFrom(ownCost: OwnerCost | undefined, target: TargetResult | undefined, isPool: boolean, { pools }: Round): boolean {
    return this.#ownCost === ownCost && this.isPool === isPool && isSamePools(this.#pools, pools) && isSameTarget(this.#target, target)
  }
}

type Sources = {
  readonly services: readonly CatalogService[]
  /** What each of them costs by itself; undefined for one that has no cost. */
  readonly ownCosts: readonly (OwnerCost | undefined)[]
  readonly pools: readonly CostPool[]
  readonly poolOfService: ReadonlyMap<string, CostPool>
  readonly allocation: Allocation | null
}

export type ServiceCosts = KeyedList<string, CostOfService>

/** Each service's cost; a service that nothing touched keeps its object. */
export function serviceCosts({ services, ownCosts, pools, poolOfService, allocation }: Sources, former?: ServiceCosts): ServiceCosts {
  const targets = allocation?.targets ?? []
  const round: Round = { pools }
  const keys: string[] = []
  const made: CostOfService[] = []
  // The targets of an allocation are the services that are no pools, in the same order.
  let next = 0
  for (const service of services) {
    const isPool = poolOfService.has(service.id)
    const place = keys.length
    const ownCost = ownCosts[place]
    const target = isPool ? undefined : targets[next++]
    const there = former?.list[place]
    const before = there?.serviceId === service.id ? there : former?.get(service.id)
    keys.push(service.id)
    made.push(before?.isMadeFrom(ownCost, target, isPool, round) === true ? before : new CostOfService(service, ownCost, target, isPool, round))
  }
  return KeyedList.of(keys, made, former)
}
