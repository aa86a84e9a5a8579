/** The four methods of allocation side by side, with what each does to every rate (ALLOC-1 to ALLOC-4). */
import { ALLOCATION_METHODS, type AllocationMethod } from '../allocation/allocation-case.ts'
import { decimal, toText, type UsdPerUnit } from '../decimal.ts'
import type { Draft } from '../model/draft.ts'
import type { Version } from '../version.ts'
import type { Derivation, DerivedRate } from './derivation.ts'
import { deriveRates } from './derive-rates.ts'

export type MethodEffect = {
  readonly method: AllocationMethod
  readonly rate: DerivedRate
  /** Rounded rate by this method less that by the version's own; null where either has none. */
  readonly difference: UsdPerUnit | null
}

export type AllocationMethods = {
  /** The version's own method. */
  readonly own: AllocationMethod
  /** In the order of `ALLOCATION_METHODS`; where one is refused (a closed loop), its `allocation` is null and `issues` say why. */
  readonly derivations: readonly { readonly method: AllocationMethod; readonly derivation: Derivation }[]
  /** Every rate that is built from costs, in the order of the catalog, with one effect a method. */
  readonly rates: readonly { readonly rateId: string; readonly serviceId: string; readonly effects: readonly MethodEffect[] }[]
}

function differenceOf(rate: DerivedRate, own: DerivedRate): UsdPerUnit | null {
  return rate.rounded === null || own.rounded === null ? null : toText<'USD/unit'>(decimal(rate.rounded).minus(decimal(own.rounded)))
}

const NOTHING_ALLOCATED = (derivation: Derivation): boolean => derivation.allocation === null && derivation.inputs.costPools.length > 0

/**
 * Every method on the same costs. A method that is refused has no effects.
 *
 * @example allocationMethods(draft, version).rates[0]?.effects.map((each) => each.difference) // ['1.2', '0', '0.03', '0.04'] where the year's policy is step-down
 */
export function allocationMethods(draft: Draft, version: Version): AllocationMethods {
  const present = deriveRates(draft, version)
  const derivations = ALLOCATION_METHODS.map((method) => ({ method, derivation: method === present.method ? present : deriveRates(draft, version, { method }) }))
  const rates = [...present.rates.values()].map((own) => ({
    rateId: own.rateId, serviceId: own.serviceId,
    effects: derivations.flatMap(({ method, derivation }): readonly MethodEffect[] => {
      const rate = derivation.rates.get(own.rateId)
      return rate === undefined || NOTHING_ALLOCATED(derivation) ? [] : [{ method, rate, difference: differenceOf(rate, own) }]
    }),
  }))
  return { own: present.method, derivations, rates }
}
