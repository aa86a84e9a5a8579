/**
 * What an allocation starts from (ALLOC-1 to ALLOC-5): pools with money, targets without, and what each pool is shared out by.
 * It knows nothing of services, years or the tables of a model, so that a textbook case and a model run through the same code.
 */
import { Decimal, MAX_ABSOLUTE, decimal, isCanonicalDecimal, type AnyDecimalText, type Usd } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'

export const ALLOCATION_METHODS = ['direct', 'step-down', 'double-step-down', 'reciprocal'] as const
export type AllocationMethod = (typeof ALLOCATION_METHODS)[number]

/** Money to be shared out, in whole cents. A negative amount is a credit: allowed, and flagged (ALLOC-5). */
export type AllocationPool = { readonly id: string; readonly label: string; readonly amount: Usd }

/** Where money comes to rest: a billable service. */
export type AllocationTarget = { readonly id: string; readonly label: string }

/** How much of a pool's driver a pool or target has: headcount, square feet, a percentage. To the pool itself: self-use. */
export type DriverWeight = { readonly to: string; readonly weight: AnyDecimalText }

export type AllocationCase = {
  /** In step order (ALLOC-2). */
  readonly pools: readonly AllocationPool[]
  readonly targets: readonly AllocationTarget[]
  /** One list a pool, in the order of the pools. Who is not in a list has none of that driver. */
  readonly drivers: readonly (readonly DriverWeight[])[]
}

const CENT_PLACES = 2

/**
 * What is wrong with a case whatever the method (ALLOC-5): ids unknown or twice, amounts beyond 10^15 or finer than a cent,
 * negative drivers. Warnings: negative pools, and pools whose drivers are all zero, which stay unallocated.
 *
 * @example checkAllocationCase({ pools: [{ id: 'IT', label: 'IT', amount: '100' }], targets: [{ id: 'A', label: 'Mail' }], drivers: [[{ to: 'A', weight: '-3' }]] })
 *   // [{ code: 'negative-driver', severity: 'error', message: 'Pool "IT" has a negative driver for "Mail": -3.', … }]
 */
export function checkAllocationCase(allocationCase: AllocationCase): readonly Issue[] {
  const labels = new Map([...allocationCase.pools, ...allocationCase.targets].map(({ id, label }) => [id, label]))
  return [...repeatedIds(allocationCase), ...checkAmounts(allocationCase.pools), ...checkDriverLists(allocationCase), ...allocationCase.pools.flatMap((pool, index) => checkDrivers({ pool, drivers: allocationCase.drivers[index] ?? [], labels }))]
}

function repeatedIds({ pools, targets }: AllocationCase): readonly Issue[] {
  return repeated([...pools, ...targets].map(({ id }) => id)).map((id) => issue('duplicate-id', `"${id}" stands for more than one pool or target.`, { remedy: 'Give each an id of its own.' }))
}

function repeated(ids: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const id of ids) (seen.has(id) ? twice : seen).add(id)
  return [...twice]
}

function checkAmounts(pools: readonly AllocationPool[]): readonly Issue[] {
  const found = pools.flatMap(checkAmount)
  if (found.some(({ severity }) => severity === 'error')) return found
  // A total at rest keeps to the same range as its parts.
  const all = pools.reduce((sum, { amount }) => sum.plus(decimal(amount).abs()), new Decimal(0))
  if (all.lt(MAX_ABSOLUTE)) return found
  return [...found, issue('number-out-of-range', 'The pools together are too large.', { remedy: 'Amounts and their totals stay below 1,000,000,000,000,000.' })]
}

function checkAmount({ label, amount }: AllocationPool): readonly Issue[] {
  if (!isCanonicalDecimal(amount)) return [issue('number-out-of-range', `Pool "${label}" has an amount that is out of range: ${shown(amount)}.`, { remedy: 'Amounts stay below 1,000,000,000,000,000.' })]
  const value = decimal(amount)
  if (value.decimalPlaces() > CENT_PLACES) return [issue('too-many-places', `Pool "${label}" has a fraction of a cent: ${amount}.`, { remedy: 'Round its amount to the cent; a total is the sum of its rounded lines.' })]
  if (value.isNegative()) return [issue('negative-pool', `Pool "${label}" is negative: ${amount}.`, { severity: 'warning', remedy: 'It is shared out as a credit; check that this is meant.' })]
  return []
}

function checkDriverLists({ pools, drivers }: AllocationCase): readonly Issue[] {
  if (drivers.length <= pools.length) return []
  return [issue('wrong-shape', `There are ${drivers.length} lists of drivers for ${pools.length} pools.`, { remedy: 'Give one list a pool, in the order of the pools.' })]
}

function checkDrivers(given: { readonly pool: AllocationPool; readonly drivers: readonly DriverWeight[]; readonly labels: ReadonlyMap<string, string> }): readonly Issue[] {
  const { pool, drivers, labels } = given
  const issues: Issue[] = []
  const seen = new Set<string>()
  let isDriven = false
  for (const { to, weight } of drivers) {
    const receiver = labels.get(to)
    if (receiver === undefined) issues.push(issue('unknown-reference', `Pool "${pool.label}" has a driver for "${to}", which is neither a pool nor a target.`, { remedy: 'Add it, or take the driver out.' }))
    if (seen.has(to)) issues.push(issue('duplicate-id', `Pool "${pool.label}" has more than one driver for "${receiver ?? to}".`, { remedy: 'Keep one, or add them up.' }))
    seen.add(to)
    if (!isCanonicalDecimal(weight)) issues.push(issue('number-out-of-range', `Pool "${pool.label}" has a driver for "${receiver ?? to}" that is out of range: ${shown(weight)}.`, { remedy: 'Drivers stay below 1,000,000,000,000,000.' }))
    else if (weight.startsWith('-')) issues.push(issue('negative-driver', `Pool "${pool.label}" has a negative driver for "${receiver ?? to}": ${weight}.`, { remedy: 'A driver is zero or more; write a credit as a negative pool.' }))
    else if (weight !== '0') isDriven = true
  }
  if (issues.length === 0 && !isDriven) {
    return [issue('pool-unallocated', `Pool "${pool.label}" stays unallocated: its drivers are all zero.`, { severity: 'warning', remedy: 'Give at least one service a driver above zero.' })]
  }
  return issues
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text
}
