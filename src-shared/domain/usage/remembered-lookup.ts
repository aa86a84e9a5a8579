/** Remembers what was found in a table of rules: a month of raw usage asks the same few things hundreds of thousands of times. */
import type { Result } from '../result.ts'

/** What was found in a table, by a key that says everything that was asked. */
export type Lookups<Value> = WeakMap<object, Map<string, Value>>

/**
 * The answer from before, or the one that `find` gives. Only answers are kept, no refusals: there are as many wrong names as a file
 * cares to hold. A table is immutable, so that an edited one starts anew.
 */
export function rememberedLookup<Value, Failure>(lookups: Lookups<Value>, { table, key }: { readonly table: object; readonly key: string }, find: () => Result<Value, Failure>): Result<Value, Failure> {
  let known = lookups.get(table)
  if (known === undefined) lookups.set(table, (known = new Map()))
  const before = known.get(key)
  if (before !== undefined) return { ok: true, value: before }
  const found = find()
  if (found.ok) known.set(key, found.value)
  return found
}
