import { useState } from 'react'

function sameValueKeeper<Value>(): (value: Value) => Value {
  let kept: { readonly value: Value; readonly text: string } | null = null
  return (value) => {
    if (kept?.value === value) return value
    const text = JSON.stringify(value)
    if (kept === null || kept.text !== text) kept = { value, text }
    return kept.value
  }
}

/** Plain data that keeps its identity as long as it says the same, so that what depends on it is not drawn again. */
export function useSameValue<Value>(value: Value): Value {
  const [keep] = useState(() => sameValueKeeper<Value>())
  return keep(value)
}
