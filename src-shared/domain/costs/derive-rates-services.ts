/** What each service costs with its part of the pools: overhead by pool, each its own line (ALLOC, RATE-1). */
import type { Allocation, TargetResult } from '../allocation/allocation.ts'
import { usdOfCents } from '../cents.ts'
import { Decimal, toText, type Factor, type Usd } from '../decimal.ts'
import type { CostPool } from '../model/cost-tables.ts'
import { sumUsd } from '../sum-usd.ts'
import { COST_ELEMENTS, type CostElement, type OwnerCost, type OwnerKey, type ServiceCost } from './derivation.ts'
import type { CatalogService } from './derive-rates-case.ts'
import { isSameList } from '../kept-rows.ts'

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

/** A total that is the same may still be made up otherwise. */
function isSameTarget(left: TargetResult | undefined, right: TargetResult | undefined): boolean {
  return left === right || (left !== undefined && right !== undefined && left.total === right.total && isSameList(left.fromPools, right.fromPools))
}

function isSamePools(left: readonly CostPool[], right: readonly CostPool[]): boolean {
  return left === right || (left.length === right.length && left.every((pool, index) => pool.id === right[index]?.id))
}

/** What a service's cost is made from. */
type ServiceSources = { readonly service: CatalogService; readonly owner: OwnerCost | undefined; readonly target: TargetResult | undefined; readonly pools: readonly CostPool[]; readonly isPool: boolean }

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
  readonly #sources: ServiceSources
  #overhead: ServiceCost['overhead'] | null = null

  constructor(sources: ServiceSources) {
    const owner = sources.owner ?? ownerWithoutCost(sources.service.owner)
    const received = sources.target?.total ?? NOTHING
    this.serviceId = sources.service.id
    this.owner = owner.owner
    this.elements = received === '0' ? owner.elements : withOverhead(owner.elements, received)
    this.fte = owner.fte
    this.own = owner.own
    this.allowable = owner.allowable
    this.allowableCash = owner.allowableCash
    this.cash = owner.cash
    this.total = received === '0' ? owner.own : sumUsd([owner.own, received])
    this.isPool = sources.isPool
    this.#sources = sources
  }

  get overhead(): ServiceCost['overhead'] {
    const { target, pools } = this.#sources
    return (this.#overhead ??= pools.flatMap(({ id }, index) => {
      const amount = target?.fromPools[index]
      return amount === undefined || amount === '0' ? [] : [{ poolId: id, amount }]
    }))
  }

  isMadeFrom({ owner, target, pools, isPool }: ServiceSources): boolean {
    const own = this.#sources
    return own.owner === owner && own.isPool === isPool && isSamePools(own.pools, pools) && isSameTarget(own.target, target)
  }
}

type Sources = {
  readonly services: readonly CatalogService[]
  readonly owners: ReadonlyMap<OwnerKey, OwnerCost>
  readonly pools: readonly CostPool[]
  readonly poolOfService: ReadonlyMap<string, CostPool>
  readonly allocation: Allocation | null
}

export type ServiceCosts = ReadonlyMap<string, CostOfService>

/** Each service's cost; a service that nothing touched keeps its object. */
export function serviceCosts({ services, owners, pools, poolOfService, allocation }: Sources, former?: ServiceCosts): ServiceCosts {
  // The targets of an allocation are the services that are no pools, in the same order.
  const targets = (allocation?.targets ?? []).values()
  const made = new Map<string, CostOfService>()
  for (const service of services) {
    const isPool = poolOfService.has(service.id)
    const sources: ServiceSources = { service, owner: owners.get(service.owner), target: isPool ? undefined : targets.next().value, pools, isPool }
    const before = former?.get(service.id)
    made.set(service.id, before?.isMadeFrom(sources) === true ? before : new CostOfService(sources))
  }
  return made
}
