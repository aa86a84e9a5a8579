/** What can be wrong with the pools of a case, apart from their drivers (ALLOC-5). */
import { Decimal, MAX_ABSOLUTE, decimal, isCanonicalDecimal } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import type { AllocationCase, AllocationPool } from './allocation-case.ts'

const CENT_PLACES = 2

/** Ids that stand for more than one pool or target. */
export function repeatedIds({ pools, targets }: AllocationCase): readonly Issue[] {
  return repeated([...pools, ...targets].map(({ id }) => id)).map((id) => issue('duplicate-id', `"${id}" stands for more than one pool or target.`, { remedy: 'Give each an id of its own.' }))
}

function repeated(ids: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const id of ids) (seen.has(id) ? twice : seen).add(id)
  return [...twice]
}

/** Amounts are in range, alone and together, and in whole cents; negative ones are flagged. */
export function checkAmounts(pools: readonly AllocationPool[]): readonly Issue[] {
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

/** One list of drivers a pool at most. */
export function checkDriverLists({ pools, drivers }: AllocationCase): readonly Issue[] {
  if (drivers.length <= pools.length) return []
  return [issue('wrong-shape', `There are ${drivers.length} lists of drivers for ${pools.length} pools.`, { remedy: 'Give one list a pool, in the order of the pools.' })]
}

/** Text from outside as it may stand in a message: not endless, and without control characters. */
export function shown(text: string): string {
  return (text.length > 60 ? `${text.slice(0, 60)}...` : text).replaceAll(/\p{Cc}/gu, '?')
}
