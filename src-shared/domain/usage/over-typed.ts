/** Typed quantities over the sorted lines of a year: whole stretches between them are copied at once. */
import type { UsageOfYear } from './effective-usage.ts'

/** `quantity` null: no figure. */
export type TypedLine = { readonly customer: number; readonly rate: number; readonly month: number; readonly quantity: bigint | null }

function compare(year: UsageOfYear, at: number, line: TypedLine): number {
  return (year.rate[at] ?? 0) - line.rate || (year.customer[at] ?? 0) - line.customer || (year.month[at] ?? 0) - line.month
}

/** The first place at or after `from` whose line does not stand before the typed one. */
function placeOf(year: UsageOfYear, line: TypedLine, from: number): number {
  let [low, high] = [from, year.rate.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(year, middle, line) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** @param typed sorted as the lines are, each key once */
export function overTyped(year: UsageOfYear, typed: readonly TypedLine[]): UsageOfYear {
  if (typed.length === 0) return year
  const most = year.rate.length + typed.length
  const next = { customer: new Int32Array(most), rate: new Int32Array(most), month: new Uint8Array(most), quantity: new BigInt64Array(most) }
  let [from, count] = [0, 0]
  const copyUpTo = (end: number): void => {
    next.customer.set(year.customer.subarray(from, end), count)
    next.rate.set(year.rate.subarray(from, end), count)
    next.month.set(year.month.subarray(from, end), count)
    next.quantity.set(year.quantity.subarray(from, end), count)
    count += end - from
    from = end
  }
  for (const line of typed) {
    copyUpTo(placeOf(year, line, from))
    if (from < year.rate.length && compare(year, from, line) === 0) from += 1
    if (line.quantity === null) continue
    next.customer[count] = line.customer
    next.rate[count] = line.rate
    next.month[count] = line.month
    next.quantity[count] = line.quantity
    count += 1
  }
  copyUpTo(year.rate.length)
  const { fiscalYear, customerIds, rateIds } = year
  return { fiscalYear, customerIds, rateIds, customer: next.customer.slice(0, count), rate: next.rate.slice(0, count), month: next.month.slice(0, count), quantity: next.quantity.slice(0, count) }
}
