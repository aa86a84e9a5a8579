/** A case by numbers instead of names: pools 0 to n - 1 in step order, then the targets; amounts in cents. */
import { cents } from '../cents.ts'
import { hasErrors, type Issue } from '../issues.ts'
import type { AllocationCase } from './allocation-case.ts'
import { checkAmounts, checkDriverLists, repeatedIds } from './check-pools.ts'
import { readDriverRow, type DriverRow } from './driver-row.ts'

export type PreparedCase = {
  readonly poolCount: number
  /** Pools, then targets. */
  readonly receiverIds: readonly string[]
  /** The pools' own amounts. */
  readonly amounts: readonly bigint[]
  readonly rows: readonly DriverRow[]
}

/** One distribution: `amount` of a pool in `parts`, one a receiver. */
export type Split = { readonly pass: 1 | 2; readonly pool: number; readonly amount: bigint; readonly row: DriverRow; readonly parts: readonly bigint[] }

/** What a method gives; `unallocated` is one amount a pool. */
export type Distribution = { readonly splits: readonly Split[]; readonly unallocated: readonly bigint[] }

/** Reads a case in one go: what is wrong with it, and the case by numbers where nothing forbids it. */
export function prepareCase(allocationCase: AllocationCase): { readonly issues: readonly Issue[]; readonly prepared: PreparedCase | null } {
  const { pools, targets, drivers } = allocationCase
  const everybody = [...pools, ...targets]
  const receiverIds = everybody.map(({ id }) => id)
  const receivers = { numbers: new Map(receiverIds.map((id, index) => [id, index])), labels: everybody.map(({ label }) => label), lastListed: new Int32Array(everybody.length).fill(-1) }
  const rows = pools.map((pool, list) => readDriverRow({ pool, list, drivers: drivers[list] ?? [] }, receivers))
  const issues = [...repeatedIds(allocationCase), ...checkAmounts(pools), ...checkDriverLists(allocationCase), ...rows.flatMap((each) => each.issues)]
  if (hasErrors(issues)) return { issues, prepared: null }
  return { issues, prepared: { poolCount: pools.length, receiverIds, amounts: pools.map(({ amount }) => cents(amount)), rows: rows.map(({ row }) => row) } }
}
