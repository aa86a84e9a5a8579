/** What the sheets of a rate-build workbook share: the derivation, the order of the rows, and the ids by which formulas refer to each other. */
import type { AllocationCase } from '../../allocation/allocation-case.ts'
import { COST_ELEMENTS, type CostElement, type Derivation, type OwnerKey } from '../../costs/derivation.ts'
import type { OwnerCosts } from '../../costs/owner-costs.ts'
import type { CostPool } from '../../model/cost-tables.ts'
import type { Draft } from '../../model/draft.ts'
import type { Version } from '../../version.ts'
import type { Computed } from './cost-cells.ts'

export type RateBuildParts = {
  readonly draft: Draft
  readonly version: Version
  readonly derivation: Derivation
  readonly costs: OwnerCosts
  readonly allocationCase: AllocationCase
  readonly firstMonth: number
  readonly withNames: boolean
  readonly withSalaries: boolean
  readonly computed: Computed
  /** Pools in step order, services of the catalog, then owners that the version does not have. */
  readonly owners: readonly OwnerKey[]
  /** By service, the pool that holds its cost (RATE-2). */
  readonly poolOfService: ReadonlyMap<string, CostPool>
}

export function ownersOf(derivation: Derivation, costs: OwnerCosts): readonly OwnerKey[] {
  const listed: readonly OwnerKey[] = [...derivation.inputs.costPools.map((pool): OwnerKey => `pool:${pool.id}`), ...[...derivation.services.keys()].map((id): OwnerKey => `service:${id}`)]
  const known = new Set(listed)
  return [...listed, ...[...costs.owners.keys()].filter((owner) => !known.has(owner))]
}

/** The first pool that names a service holds it. */
export function poolByService(derivation: Derivation): ReadonlyMap<string, CostPool> {
  const pools = new Map<string, CostPool>()
  for (const pool of derivation.inputs.costPools) if (pool.serviceId !== null && !pools.has(pool.serviceId)) pools.set(pool.serviceId, pool)
  return pools
}

export const ids = {
  policy: (field: 'fringePercent' | 'fringeFlat' | 'vacancyPercent'): string => `policy.${field}`,
  increase: (id: string): string => `increase.${id}.percent`,
  position: (id: string, field: 'base' | 'fte' | 'vacancy' | 'fringe-percent' | 'fringe-flat' | 'months' | 'salary' | 'fringe' | 'cost'): string => `position.${id}.${field}`,
  term: (id: string, index: number, field: 'months' | 'growth' | 'worked' | 'of' | 'month-salary' | 'month-fringe' | 'salary' | 'fringe'): string => `term.${id}.${index}.${field}`,
  part: (id: string, field: 'percent' | 'salary' | 'fringe' | 'fte'): string => `part.${id}.${field}`,
  unassigned: (positionId: string): string => `unassigned.${positionId}`,
  line: (id: string, field: 'amount' | 'fte'): string => `line.${id}.${field}`,
  capital: (id: string): string => `capital.${id}.amount`,
  carry: (id: string): string => `carry.${id}.amount`,
  own: (owner: OwnerKey, field: CostElement | 'fte' | 'own' | 'total' | 'direct'): string => `own.${owner}.${field}`,
  /** Of a service's overhead, what comes from a pool. */
  ownPool: (owner: OwnerKey, pool: number): string => `own.${owner}.pool.${pool}`,
  weight: (pool: number, receiver: string): string => `weight.${pool}.${receiver}`,
  allocated: (pass: 1 | 2, pool: number, receiver: string): string => `allocated.${pass}.${pool}.${receiver}`,
  held: (pass: 1 | 2, pool: number, field: 'own' | 'received' | 'amount' | 'shared' | 'left'): string => `held.${pass}.${pool}.${field}`,
  units: (id: string): string => `units.${id}.count`,
  build: (rateId: string, field: 'percent' | 'planned' | 'capacity'): string => `build.${rateId}.${field}`,
  left: (serviceId: string): string => `build.left.${serviceId}.percent`,
  rate: (rateId: string, field: CostElement | 'cost' | 'divisor' | 'unrounded' | 'rounded' | 'published' | 'effect' | 'unused'): string => `rate.${rateId}.${field}`,
  ratePool: (rateId: string, pool: number): string => `rate.${rateId}.pool.${pool}`,
} as const

export const ELEMENT_LABELS: Readonly<Record<CostElement, string>> = {
  salaries: 'Salaries', fringe: 'Fringe', personnel: 'Personnel', other: 'Other costs', 'not-specific': 'Not specific', depreciation: 'Depreciation', overhead: 'Overhead',
  'carry-forward': 'Carry-forward', 'reserve-contribution': 'Reserve contribution', subsidy: 'Subsidy', 'other-revenue': 'Other revenue',
}

/** The elements that an owner has before allocation. */
export const OWN_ELEMENTS: readonly CostElement[] = COST_ELEMENTS.filter((element) => element !== 'overhead')
