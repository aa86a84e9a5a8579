/** Remembering what was computed from rows: a row that is the same object gives the same answer. */

export function isSameList(left: readonly unknown[], right: readonly unknown[]): boolean {
  if (left === right) return true
  if (left.length !== right.length) return false
  for (let index = 0; index < left.length; index += 1) if (left[index] !== right[index]) return false
  return true
}

/**
 * Keeps the last answer of each key; the same parts give the same answer, and other parts may take over what they can of the last one.
 * At most `most` keys: what grows beyond is another model's.
 *
 * @example const keep = keptFor<number>(); keep('a', [row], () => expensive(row))
 */
export function keptFor<Value>(most = 64): (key: string, parts: readonly unknown[], make: (former: Value | undefined) => Value) => Value {
  const kept = new Map<string, { readonly parts: readonly unknown[]; readonly value: Value }>()
  return (key, parts, make) => {
    const known = kept.get(key)
    if (known !== undefined && isSameList(known.parts, parts)) return known.value
    if (kept.size >= most && known === undefined) kept.clear()
    const value = make(known?.value)
    kept.set(key, { parts, value })
    return value
  }
}

/** A function of one list that is computed once for each list. */
export function keptByList<Item, Value>(make: (list: readonly Item[]) => Value): (list: readonly Item[]) => Value {
  const known = new WeakMap<readonly Item[], { readonly value: Value }>()
  return (list) => {
    const found = known.get(list)
    if (found !== undefined) return found.value
    const value = make(list)
    known.set(list, { value })
    return value
  }
}
