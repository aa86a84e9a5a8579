/** A value that is made when somebody looks, and then kept. @example const texts = once(() => amounts.map(usdOfCents)); texts() */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null
  return () => (made ??= { value: make() }).value
}
