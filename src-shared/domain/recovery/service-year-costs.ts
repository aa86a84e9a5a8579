/** What services cost in a version, as recovery needs it: with their part of the pools, and of that what is allowable and paid in cash. */
import { allocate } from '../allocation/allocate.ts'
import type { AllocationCase } from '../allocation/allocation-case.ts'
import type { CostElement, OwnerCost, OwnerKey } from '../costs/derivation.ts'
import type { CostDerivation } from '../costs/derive-rates-core.ts'
import type { Usd } from '../decimal.ts'
import { differenceUsd, sumUsd } from '../sum-usd.ts'
import type { AccountFigures } from './account-year.ts'

/** The figures of an account that come from costs. A service whose cost a pool holds has none: it is in the others' (RATE-2). */
export type ServiceYearCost = Pick<AccountFigures, 'cost' | 'allowableCost' | 'allowableCash' | 'cash' | 'carryForward' | 'reserveContribution' | 'subsidy' | 'otherRevenue'>

const NOTHING = '0' as Usd
/** Terms of RATE-1 that are no expense of the year. */
const NO_EXPENSE = ['carry-forward', 'reserve-contribution', 'subsidy', 'other-revenue'] as const satisfies readonly CostElement[]

type Measure = (owner: OwnerCost) => Usd

function expenseOf(owner: OwnerCost): Usd {
  return differenceUsd(owner.own, sumUsd(NO_EXPENSE.map((element) => owner.elements.get(element) ?? NOTHING)))
}

/**
 * A measure of every service: its own, and its part of the pools', which are shared out by the same drivers as their cost (ALLOC-6).
 */
function measured(derivation: CostDerivation, measure: Measure): ReadonlyMap<string, Usd> {
  const { allocationCase } = derivation
  const held = new Map(derivation.inputs.costPools.map((pool) => [`pool:${pool.id}`, pool]))
  const ownOf = (owner: OwnerCost | undefined): Usd => (owner === undefined ? NOTHING : measure(owner))
  const pools: AllocationCase['pools'] = allocationCase.pools.map((pool) => {
    const row = held.get(pool.id)
    const service = row === undefined || row.serviceId === null ? undefined : derivation.services.get(row.serviceId)
    return { ...pool, amount: sumUsd([ownOf(row === undefined ? undefined : derivation.pools.get(row.id)), service?.isPool === true ? measure(service) : NOTHING]) }
  })
  const allocated = allocate({ ...allocationCase, pools }, derivation.method)
  const received = new Map<string, Usd>(allocated.ok ? allocated.value.targets.map((target) => [target.id, target.total]) : [])
  return new Map([...derivation.services].map(([id, service]) => {
    const owner: OwnerKey = `service:${id}`
    return [id, service.isPool ? NOTHING : sumUsd([measure(service), received.get(owner) ?? NOTHING])]
  }))
}

/** By service; every service of the derivation. */
export function serviceYearCosts(derivation: CostDerivation): ReadonlyMap<string, ServiceYearCost> {
  const cost = measured(derivation, expenseOf)
  const allowable = measured(derivation, (owner) => owner.allowable)
  const allowableCash = measured(derivation, (owner) => owner.allowableCash)
  const cash = measured(derivation, (owner) => owner.cash)
  return new Map([...derivation.services].map(([id, service]) => {
    const term = (element: CostElement): Usd => (service.isPool ? NOTHING : (service.elements.get(element) ?? NOTHING))
    return [id, {
      cost: cost.get(id) ?? NOTHING, allowableCost: allowable.get(id) ?? NOTHING, allowableCash: allowableCash.get(id) ?? NOTHING, cash: cash.get(id) ?? NOTHING,
      carryForward: term('carry-forward'), reserveContribution: term('reserve-contribution'),
      subsidy: differenceUsd(NOTHING, term('subsidy')), otherRevenue: differenceUsd(NOTHING, term('other-revenue')),
    }]
  }))
}
