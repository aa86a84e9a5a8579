/** What stands on a day of the year and not in every month: credits, adjustments and one-time items (BILL-1, BILL-14). */
import { billSlot, type BillBook } from './bill-book.ts'
import type { BillingYear } from './billing-year.ts'

const known = new WeakMap<BillBook, BigInt64Array>()

/**
 * Cents by slot of what is dated: it counts once, and is no measure of the months to come. Added up once for the same book.
 *
 * @example datedCents(bills)[billSlot({ customer: 0, month: 1, billingGroup: 0 }, 1)] // -5000n: a credit of 50.00 in the second month
 */
export function datedCents({ book, items }: Pick<BillingYear, 'book' | 'items'>): BigInt64Array {
  const before = known.get(book)
  if (before !== undefined) return before
  const { usage, plan, columns } = book
  const dated = plan.adjustments.slice()
  let rate = 0
  // Items stand in the order of their lines, and lines in that of the rates.
  for (const line of items.keys()) {
    while (line >= (usage.rateStart[rate + 1] ?? usage.lineCount)) rate += 1
    const slot = billSlot({ customer: usage.customer[line] ?? 0, month: usage.month[line] ?? 0, billingGroup: plan.billingGroup[rate] ?? 0 }, plan.minimums.length)
    dated[slot] = (dated[slot] ?? 0n) + (columns[rate]?.amounts[line - (usage.rateStart[rate] ?? 0)] ?? 0n)
  }
  known.set(book, dated)
  return dated
}
