/** Which line holds where several batches have the same customer, rate and month: that of the batch with the highest number. */
import type { CountedLines } from './batch-lines.ts'
import { compareLines } from './line-order.ts'

type Columns = Pick<CountedLines, 'customer' | 'rate' | 'month' | 'quantity' | 'batch'>

/**
 * Merges batches in the order of their numbers, each sorted, all with the same lists of ids.
 *
 * @example mergeBatches([january, january again]) // the lines of both, of the second where both have a line
 */
export function mergeBatches(batches: readonly Columns[]): Columns {
  let layers = batches
  // Neighbours in pairs, so that a line moves as often as the number of batches has digits in binary.
  while (layers.length > 1) {
    const merged: Columns[] = []
    for (let at = 0; at < layers.length; at += 2) {
      const [lower, upper] = [layers[at], layers[at + 1]]
      if (lower !== undefined) merged.push(upper === undefined ? lower : mergePair(lower, upper))
    }
    layers = merged
  }
  return layers[0] ?? { customer: new Int32Array(), rate: new Int32Array(), month: new Int32Array(), quantity: new BigInt64Array(), batch: new Int32Array() }
}

function mergePair(lower: Columns, upper: Columns): Columns {
  const most = lower.rate.length + upper.rate.length
  const columns = { customer: new Int32Array(most), rate: new Int32Array(most), month: new Int32Array(most), quantity: new BigInt64Array(most), batch: new Int32Array(most) }
  let [left, right, count] = [0, 0, 0]
  while (left < lower.rate.length || right < upper.rate.length) {
    const order = left === lower.rate.length ? 1 : right === upper.rate.length ? -1 : compareLines(lower, left, upper, right)
    const [from, line] = order < 0 ? [lower, left] : [upper, right]
    if (order <= 0) left += 1
    if (order >= 0) right += 1
    columns.customer[count] = from.customer[line] ?? 0
    columns.rate[count] = from.rate[line] ?? 0
    columns.month[count] = from.month[line] ?? 0
    columns.quantity[count] = from.quantity[line] ?? 0n
    columns.batch[count] = from.batch[line] ?? 0
    count += 1
  }
  return {
    customer: columns.customer.subarray(0, count), rate: columns.rate.subarray(0, count), month: columns.month.subarray(0, count), quantity: columns.quantity.subarray(0, count),
    batch: columns.batch.subarray(0, count),
  }
}
