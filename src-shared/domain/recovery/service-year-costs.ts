/** What services cost in a version, as recovery needs it: with their part of the pools, and of that what is allowable and paid in cash. */
import { allocate } from '../allocation/allocate.ts'
import type { AllocationCase } from '../allocation/allocation-case.ts'
import type { Allocation } from '../allocation/allocation.ts'
import type { CapitalCost } from '../costs/capital-depreciation.ts'
import type { CostElement, OwnerCost, OwnerKey } from '../costs/derivation.ts'
import { poolsOfServices } from '../costs/derive-rates-case.ts'
import type { CostDerivation } from '../costs/derive-rates-core.ts'
import type { Usd } from '../decimal.ts'
import type { CostLine } from '../model/cost-tables.ts'
import { differenceUsd, sumUsd } from '../sum-usd.ts'
import type { AccountFigures } from './account-year.ts'

/** The figures of an account that come from costs. A service whose cost a pool holds has none: it is in the others' (RATE-2). */
export type ServiceYearCost = Pick<AccountFigures, 'cost' | 'allowableCost' | 'allowableCash' | 'cash' | 'carryForward' | 'reserveContribution' | 'subsidy' | 'otherRevenue'>

/** All expense of the year, or a part of it. */
export const MEASURES = ['cost', 'allowableCost', 'allowableCash', 'cash'] as const satisfies readonly (keyof ServiceYearCost)[]
export type Measure = (typeof MEASURES)[number]

/** A measure shared out by the same drivers as cost itself; `allocation` is null when the pools cannot be allocated. */
export type MeasuredPools = { readonly allocationCase: AllocationCase; readonly allocation: Allocation | null }

const NOTHING = '0' as Usd
const EXPENSES: ReadonlySet<CostLine['section']> = new Set(['personnel', 'other', 'not-specific'])

/** Whether a typed line is part of a measure; what is no expense of the year is of none. */
export function countsLine(measure: Measure, { section, allowable, cash }: Pick<CostLine, 'section' | 'allowable' | 'cash'>): boolean {
  if (!EXPENSES.has(section)) return false
  return measure === 'cost' || ((measure === 'cash' || allowable === 'allowable') && (measure === 'allowableCost' || cash === 'cash'))
}

/** Depreciation is an expense, but no cash. */
export function countsItem(measure: Measure, kind: CapitalCost['kind']): boolean {
  return kind === 'expense' || measure === 'cost' || measure === 'allowableCost'
}

/** Terms of RATE-1 that are no expense of the year. */
export const NO_EXPENSE = ['carry-forward', 'reserve-contribution', 'subsidy', 'other-revenue'] as const satisfies readonly CostElement[]

/** What an owner itself has of a measure. */
export function measureOf(owner: OwnerCost, measure: Measure): Usd {
  switch (measure) {
    case 'cost': return differenceUsd(owner.own, sumUsd(NO_EXPENSE.map((element) => owner.elements.get(element) ?? NOTHING)))
    case 'allowableCost': return owner.allowable
    case 'allowableCash': return owner.allowableCash
    case 'cash': return owner.cash
  }
}

/** The pools of a version with what they hold of a measure, shared out (ALLOC-6). */
export function measuredPools(derivation: Pick<CostDerivation, 'inputs' | 'pools' | 'services' | 'method' | 'allocationCase'>, measure: Measure): MeasuredPools {
  const { inputs, allocationCase } = derivation
  const rows = new Map(inputs.costPools.map((pool) => [`pool:${pool.id}`, pool]))
  const { poolOfService } = poolsOfServices(inputs.costPools)
  const pools: AllocationCase['pools'] = allocationCase.pools.map((pool) => {
    const row = rows.get(pool.id)
    const own = row === undefined ? undefined : derivation.pools.get(row.id)
    const held = row === undefined || row.serviceId === null || poolOfService.get(row.serviceId) !== row ? undefined : derivation.services.get(row.serviceId)
    return { ...pool, amount: sumUsd([own, held].flatMap((owner) => (owner === undefined ? [] : [measureOf(owner, measure)]))) }
  })
  const measured = { ...allocationCase, pools }
  const allocated = allocate(measured, derivation.method)
  return { allocationCase: measured, allocation: allocated.ok ? allocated.value : null }
}

/** A measure of every service: its own, and its part of the pools'. */
function measured(derivation: CostDerivation, measure: Measure): ReadonlyMap<string, Usd> {
  const { allocation } = measuredPools(derivation, measure)
  const received = new Map<string, Usd>((allocation?.targets ?? []).map((target) => [target.id, target.total]))
  return new Map([...derivation.services].map(([id, service]) => {
    const owner: OwnerKey = `service:${id}`
    return [id, service.isPool ? NOTHING : sumUsd([measureOf(service, measure), received.get(owner) ?? NOTHING])]
  }))
}

/** By service; every service of the derivation. */
export function serviceYearCosts(derivation: CostDerivation): ReadonlyMap<string, ServiceYearCost> {
  const cost = measured(derivation, 'cost')
  const allowable = measured(derivation, 'allowableCost')
  const allowableCash = measured(derivation, 'allowableCash')
  const cash = measured(derivation, 'cash')
  return new Map([...derivation.services].map(([id, service]) => {
    const term = (element: CostElement): Usd => (service.isPool ? NOTHING : (service.elements.get(element) ?? NOTHING))
    return [id, {
      cost: cost.get(id) ?? NOTHING, allowableCost: allowable.get(id) ?? NOTHING, allowableCash: allowableCash.get(id) ?? NOTHING, cash: cash.get(id) ?? NOTHING,
      carryForward: term('carry-forward'), reserveContribution: term('reserve-contribution'),
      subsidy: differenceUsd(NOTHING, term('subsidy')), otherRevenue: differenceUsd(NOTHING, term('other-revenue')),
    }]
  }))
}
