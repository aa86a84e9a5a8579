/** Derivations and allocations with everything that is made only when somebody looks, so that two of them can be compared as wholes. */
import type { Allocation } from '../../src-shared/domain/allocation/allocation.ts'
import { costInputsOf } from '../../src-shared/domain/costs/cost-inputs.ts'
import { deriveCosts, type CostDerivation } from '../../src-shared/domain/costs/derive-rates-core.ts'
import { derivationCatalog } from '../../src-shared/domain/costs/derive-rates-draft.ts'
import { ownerCosts } from '../../src-shared/domain/costs/owner-costs.ts'
import { draftFromRows, rowsFromDraft, type Draft } from '../../src-shared/domain/model/draft.ts'
import { fiscalYearFirstMonth } from '../../src-shared/domain/model/integrity.ts'
import type { Version } from '../../src-shared/domain/version.ts'

export function allocationInFull(allocation: Allocation | null): unknown {
  return allocation === null ? null : { ...allocation, shares: allocation.shares, steps: allocation.steps, targets: allocation.targets.map((target) => ({ ...target, fromPools: target.fromPools })) }
}

export function derivationInFull(derivation: CostDerivation): unknown {
  return { ...derivation, workings: null, positions: new Map(derivation.positions), services: [...derivation.services.values()].map((service) => ({ ...service, overhead: service.overhead })), allocation: allocationInFull(derivation.allocation) }
}

/** The derivation of a draft by its policy's method from nothing: other objects, the same values, and no earlier derivation. */
export function derivedAfresh(draft: Draft, version: Version): CostDerivation {
  const copy = draftFromRows(structuredClone(rowsFromDraft(draft)))
  const inputs = costInputsOf(copy, version)
  return deriveCosts({ inputs, costs: ownerCosts(inputs, fiscalYearFirstMonth(copy)), catalog: derivationCatalog(copy, version), method: inputs.policy.allocationMethod })
}
