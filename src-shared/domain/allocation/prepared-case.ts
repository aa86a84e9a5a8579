/** A case by numbers instead of names: pools 0 to n - 1 in step order, then the targets; amounts in cents. */
import { cents } from '../cents.ts'
import { hasErrors, type Issue } from '../issues.ts'
import type { AllocationCase, DriverWeight } from './allocation-case.ts'
import { checkAmounts, checkDriverLists, repeatedIds } from './check-pools.ts'
import { readDriverRow, type DriverRow } from './driver-row.ts'

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

type Names = readonly string[]
type Read = ReturnType<typeof readDriverRow>

/** Rows of lists that were read before: from edit to edit of a model most lists stay as they are. */
const knownRows = new WeakMap<readonly DriverWeight[], { readonly names: Names; readonly label: string; readonly read: Read }>()
let lastNames: Names = []

/** The names as the same object as last time, where they are the same. */
function settledNames(names: Names): Names {
  if (names.length !== lastNames.length || names.some((name, index) => name !== lastNames[index])) lastNames = names
  return lastNames
}

/** Reads a case in one go: what is wrong with it, and the case by numbers where nothing forbids it. */
export function prepareCase(allocationCase: AllocationCase): { readonly issues: readonly Issue[]; readonly prepared: PreparedCase | null } {
  const { pools, targets, drivers } = allocationCase
  const everybody = [...pools, ...targets]
  const receiverIds = everybody.map(({ id }) => id)
  const receivers = { numbers: new Map(receiverIds.map((id, index) => [id, index])), labels: everybody.map(({ label }) => label), lastListed: new Int32Array(everybody.length).fill(-1) }
  const names = settledNames([...receiverIds, ...receivers.labels])
  const rows = pools.map((pool, list): Read => {
    const listed = drivers[list] ?? []
    const known = knownRows.get(listed)
    if (known !== undefined && known.names === names && known.label === pool.label) return known.read
    const read = readDriverRow({ pool, list, drivers: listed }, receivers)
    knownRows.set(listed, { names, label: pool.label, read })
    return read
  })
  const issues = [...repeatedIds(allocationCase), ...checkAmounts(pools), ...checkDriverLists(allocationCase), ...rows.flatMap((each) => each.issues)]
  if (hasErrors(issues)) return { issues, prepared: null }
  return { issues, prepared: { poolCount: pools.length, receiverIds, amounts: pools.map(({ amount }) => cents(amount)), rows: rows.map(({ row }) => row) } }
}
