/** What every tab of the costs looks at: the version, what is derived from it, and whose cost is chosen. */
import { createContext, useContext } from 'react'

import type { CostInputs, Derivation, OwnerKey } from '../../../src-shared/domain/costs/derivation.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { Basis, Version, VersionKey } from '../../../src-shared/domain/version.ts'
import type { CostTab } from '../../state/routes.ts'

export type CostView = {
  readonly draft: Draft
  readonly version: Version
  readonly key: VersionKey
  /** `FY2005@What-if 1`. */
  readonly label: string
  readonly derivation: Derivation
  readonly inputs: CostInputs
  readonly tab: CostTab
  /** The service or pool that is chosen at the left; null for all. */
  readonly owner: OwnerKey | null
  /** The row that the address asks for. */
  readonly row: string | null
  readonly basis: Basis
  /** False in a read-only snapshot. */
  readonly canEdit: boolean
  readonly show: (target: { readonly tab?: CostTab; readonly owner?: OwnerKey | null; readonly row?: string }) => void
}

export const CostViewContext = createContext<CostView | null>(null)

/** Throws outside of the costs. */
export function useCostView(): CostView {
  const view = useContext(CostViewContext)
  if (view === null) throw new Error('No costs are shown here.')
  return view
}

export function isOwnerKey(text: string): text is OwnerKey {
  return /^(?:service|pool):./.test(text)
}

export function serviceOwner(serviceId: string): OwnerKey {
  return `service:${serviceId}`
}

export function poolOwner(poolId: string): OwnerKey {
  return `pool:${poolId}`
}

export function ownerOf(row: { readonly serviceId: string | null; readonly poolId: string | null }): OwnerKey {
  return row.serviceId === null ? poolOwner(row.poolId ?? '') : serviceOwner(row.serviceId)
}

/** The two columns by which a row of the model says whose it is. */
export function ownedBy(owner: OwnerKey): { readonly serviceId: string; readonly poolId: null } | { readonly serviceId: null; readonly poolId: string } {
  const id = owner.slice(owner.indexOf(':') + 1)
  return owner.startsWith('service:') ? { serviceId: id, poolId: null } : { serviceId: null, poolId: id }
}

/** @example ownerName(draft, 'pool:it') // 'IT administration' */
export function ownerName(draft: Pick<Draft, 'service' | 'costPool'>, owner: OwnerKey): string {
  const { serviceId, poolId } = ownedBy(owner)
  return serviceId === null ? (draft.costPool.get(poolId)?.name ?? poolId) : (draft.service.get(serviceId)?.name ?? serviceId)
}

/** Shorter, for cells: the code where there is one. */
export function ownerCode(draft: Pick<Draft, 'service' | 'costPool'>, owner: OwnerKey): string {
  const { serviceId, poolId } = ownedBy(owner)
  const row = serviceId === null ? draft.costPool.get(poolId) : draft.service.get(serviceId)
  return row === undefined ? (serviceId ?? poolId ?? '') : row.code === '' ? row.name : row.code
}
