/** A case by numbers instead of names: pools 0 to n - 1 in step order, then the targets; amounts in cents. */
import { cents } from '../cents.ts'
import { hasErrors, type Issue } from '../issues.ts'
import { keptFor } from '../kept-rows.ts'
import type { AllocationCase, AllocationTarget, DriverWeight } from './allocation-case.ts'
import { checkAmounts, checkDriverLists, repeatedIds } from './check-pools.ts'
import { readDriverRow, type DriverReading, type DriverRow, type Receivers } from './driver-row.ts'

/** Amounts at rest stay below 10^15 dollars; sums of some thousands of such amounts are below 2^63 cents, as columns need it. */
export const MOST_CENTS = 10n ** 17n

export type PreparedCase = {
  readonly poolCount: number
  /** Pools, then targets. */
  readonly receiverIds: readonly string[]
  /** The pools' own amounts. */
  readonly amounts: readonly bigint[]
  readonly rows: readonly DriverRow[]
}

/** One distribution: `amount` of a pool in `parts`, one a receiver, in cents. */
export type Split = { readonly pass: 1 | 2; readonly pool: number; readonly amount: bigint; readonly row: DriverRow; readonly parts: BigInt64Array }

/** What a method gives; `unallocated` is one amount a pool. */
export type Distribution = { readonly splits: readonly Split[]; readonly unallocated: readonly bigint[] }

const NO_DRIVERS: readonly DriverWeight[] = []

/** Rows of lists that were read before: from edit to edit of a model most lists stay as they are. */
const keptRows = keptFor<DriverReading>(1_000)
let known: Receivers = { ids: [], labels: [], numbers: new Map(), lastListed: new Int32Array(0) }

/** Pools and targets by their numbers; the same lists as last time, where they are the same. */
function receiversOf(everybody: readonly AllocationTarget[]): Receivers {
  const { ids, labels } = known
  if (everybody.length !== ids.length || everybody.some(({ id, label }, number) => id !== ids[number] || label !== labels[number])) {
    known = { ids: everybody.map(({ id }) => id), labels: everybody.map(({ label }) => label), numbers: new Map(everybody.map(({ id }, number) => [id, number])), lastListed: new Int32Array(everybody.length) }
  }
  known.lastListed.fill(-1)
  return known
}

/** Reads a case in one go: what is wrong with it, and the case by numbers where nothing forbids it. */
export function prepareCase(allocationCase: AllocationCase): { readonly issues: readonly Issue[]; readonly prepared: PreparedCase | null } {
  const { pools, targets, drivers } = allocationCase
  const receivers = receiversOf([...pools, ...targets])
  const rows = pools.map((pool, list): DriverReading => {
    const listed = drivers[list] ?? NO_DRIVERS
    return keptRows(pool.id, [listed, receivers.ids, receivers.labels, pool.label], (former) => readDriverRow({ pool, list, drivers: listed }, receivers, former))
  })
  const issues = [...(receivers.numbers.size === receivers.ids.length ? [] : repeatedIds(allocationCase)), ...checkAmounts(pools), ...checkDriverLists(allocationCase), ...rows.flatMap((each) => each.issues)]
  if (hasErrors(issues)) return { issues, prepared: null }
  return { issues, prepared: { poolCount: pools.length, receiverIds: receivers.ids, amounts: pools.map(({ amount }) => cents(amount)), rows: rows.map(({ row }) => row) } }
}
