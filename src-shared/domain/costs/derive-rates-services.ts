/** What each service costs with its part of the pools: overhead by pool, each its own line (ALLOC, RATE-1). */
import type { Allocation, TargetResult } from '../allocation/allocation.ts'
import { cents, usdOfCents } from '../cents.ts'
import { Decimal, toText, type Usd } from '../decimal.ts'
import type { CostPool } from '../model/cost-tables.ts'
import type { CostElement, OwnerCost, OwnerKey, ServiceCost } from './derivation.ts'
import { isSameList } from './kept-rows.ts'

const NOTHING: Usd = usdOfCents(0n)
const NO_LINES: ServiceCost['overhead'] = []

/** A service that has units or a rate but no cost of its own. */
function ownerWithoutCost(serviceId: string): OwnerCost {
  return { owner: `service:${serviceId}`, elements: new Map(), fte: toText<'1'>(new Decimal(0)), own: NOTHING, allowable: NOTHING, allowableCash: NOTHING, cash: NOTHING }
}

/** Overhead line by line; its texts are made when somebody looks. */
function linesOf(target: TargetResult | undefined, pools: readonly CostPool[]): ServiceCost['overhead'] {
  if (target === undefined || pools.length === 0) return NO_LINES
  return pools.flatMap((pool, index) => {
    const amount = target.fromPools[index]
    return amount === undefined || amount === '0' ? [] : [{ poolId: pool.id, amount }]
  })
}

function serviceCost(parts: { readonly serviceId: string; readonly owner: OwnerCost; readonly target: TargetResult | undefined; readonly pools: readonly CostPool[]; readonly isPool: boolean }): ServiceCost {
  const { serviceId, owner, target, pools, isPool } = parts
  const received = target?.total ?? NOTHING
  const elements: ReadonlyMap<CostElement, Usd> = received === '0' ? owner.elements : new Map(owner.elements).set('overhead', received)
  let lines: ServiceCost['overhead'] | undefined
  return {
    ...owner, elements, serviceId, total: received === '0' ? owner.own : usdOfCents(cents(owner.own) + cents(received)), isPool,
    get overhead() {
      lines ??= linesOf(target, pools)
      return lines
    },
  }
}

/** A total that is the same may still be made up otherwise. */
function isSameTarget(left: TargetResult | undefined, right: TargetResult | undefined): boolean {
  return left === right || (left !== undefined && right !== undefined && left.total === right.total && isSameList(left.fromPools, right.fromPools))
}

function isSamePools(left: readonly CostPool[], right: readonly CostPool[]): boolean {
  return left === right || (left.length === right.length && left.every((pool, index) => pool.id === right[index]?.id))
}

type Sources = {
  readonly serviceIds: readonly string[]
  readonly owners: ReadonlyMap<OwnerKey, OwnerCost>
  readonly pools: readonly CostPool[]
  readonly poolOfService: ReadonlyMap<string, CostPool>
  readonly allocation: Allocation | null
}

/** What a service's cost was made from, so that a service that has not changed is recognised. */
export type ServiceWorkings = { readonly cost: ServiceCost; readonly owner: OwnerCost | undefined; readonly target: TargetResult | undefined; readonly pools: readonly CostPool[] }

/** Each service's cost; a service that nothing touched keeps its object. */
export function serviceCosts(sources: Sources, former?: ReadonlyMap<string, ServiceWorkings>): ReadonlyMap<string, ServiceWorkings> {
  const { owners, pools, poolOfService, allocation } = sources
  const received = new Map((allocation?.targets ?? []).map((target) => [target.id, target]))
  const made = new Map<string, ServiceWorkings>()
  for (const serviceId of sources.serviceIds) {
    const owner = owners.get(`service:${serviceId}`)
    const target = received.get(`service:${serviceId}`)
    const isPool = poolOfService.has(serviceId)
    const before = former?.get(serviceId)
    const isSame = before !== undefined && before.owner === owner && before.cost.isPool === isPool && isSamePools(before.pools, pools) && isSameTarget(before.target, target)
    made.set(serviceId, isSame ? before : { owner, target, pools, cost: serviceCost({ serviceId, owner: owner ?? ownerWithoutCost(serviceId), target, pools, isPool }) })
  }
  return made
}
