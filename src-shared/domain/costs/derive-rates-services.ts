/** What each service costs with its part of the pools: overhead by pool, each its own line (ALLOC, RATE-1). */
import type { Allocation } from '../allocation/allocation.ts'
import { cents, usdOfCents } from '../cents.ts'
import { Decimal, toText, type Usd } from '../decimal.ts'
import type { CostPool } from '../model/cost-tables.ts'
import type { CostElement, OwnerCost, OwnerKey, ServiceCost } from './derivation.ts'

const NOTHING: Usd = usdOfCents(0n)
const NO_LINES: ServiceCost['overhead'] = []

/** A service that has units or a rate but no cost of its own. */
function ownerWithoutCost(serviceId: string): OwnerCost {
  return { owner: `service:${serviceId}`, elements: new Map(), fte: toText<'1'>(new Decimal(0)), own: NOTHING, allowable: NOTHING, allowableCash: NOTHING, cash: NOTHING }
}

function serviceCost(parts: { readonly serviceId: string; readonly owner: OwnerCost; readonly overhead: ServiceCost['overhead']; readonly isPool: boolean; readonly received: Usd }): ServiceCost {
  const { serviceId, owner, overhead, isPool, received } = parts
  const elements: ReadonlyMap<CostElement, Usd> = received === '0' && overhead.length === 0 ? owner.elements : new Map(owner.elements).set('overhead', received)
  return { ...owner, elements, serviceId, overhead, total: received === '0' ? owner.own : usdOfCents(cents(owner.own) + cents(received)), isPool }
}

function isSameOverhead(left: ServiceCost['overhead'], right: ServiceCost['overhead']): boolean {
  if (left.length !== right.length) return false
  for (let index = 0; index < left.length; index += 1) if (left[index]?.amount !== right[index]?.amount || left[index]?.poolId !== right[index]?.poolId) return false
  return true
}

type Sources = {
  readonly serviceIds: readonly string[]
  readonly owners: ReadonlyMap<OwnerKey, OwnerCost>
  readonly pools: readonly CostPool[]
  readonly poolOfService: ReadonlyMap<string, CostPool>
  readonly allocation: Allocation | null
}

/** What a service's cost was made from, so that a service that has not changed is recognised. */
export type ServiceWorkings = { readonly cost: ServiceCost; readonly owner: OwnerCost | undefined }

/** Each service's cost; a service that nothing touched keeps its object. */
export function serviceCosts(sources: Sources, former?: ReadonlyMap<string, ServiceWorkings>): ReadonlyMap<string, ServiceWorkings> {
  const { owners, pools, poolOfService, allocation } = sources
  const received = new Map((allocation?.targets ?? []).map((target) => [target.id, target]))
  const made = new Map<string, ServiceWorkings>()
  for (const serviceId of sources.serviceIds) {
    const owner = owners.get(`service:${serviceId}`)
    const target = received.get(`service:${serviceId}`)
    let overhead = NO_LINES
    if (target !== undefined && pools.length > 0) {
      const lines: { readonly poolId: string; readonly amount: Usd }[] = []
      for (let index = 0; index < pools.length; index += 1) {
        const pool = pools[index]
        const amount = target.fromPools[index]
        if (pool !== undefined && amount !== undefined && amount !== '0') lines.push({ poolId: pool.id, amount })
      }
      overhead = lines
    }
    const isPool = poolOfService.has(serviceId)
    const before = former?.get(serviceId)
    const isSame = before !== undefined && before.owner === owner && before.cost.isPool === isPool && isSameOverhead(before.cost.overhead, overhead)
    made.set(serviceId, isSame ? before : { owner, cost: serviceCost({ serviceId, owner: owner ?? ownerWithoutCost(serviceId), overhead, isPool, received: target?.total ?? NOTHING }) })
  }
  return made
}
