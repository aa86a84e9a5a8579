/** One-time items among the lines of usage: each a line of its own, priced and rounded by itself (BILL-1). */
import { microUnits, MAX_MICRO_UNITS } from '../micro-units.ts'
import type { OneTimeItem } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { monthOfDay, type Month } from '../month.ts'
import { ok, refused, type Result } from '../result.ts'
import { MONTHS, type QuantityOutOfRange, type UsageColumns } from './usage-columns.ts'

export type PlacedItem = { readonly item: OneTimeItem; readonly customer: number; readonly rate: number; readonly month: number; readonly quantity: bigint }

/** The items of a year by their places, in the order of the columns: rate, customer, month; then by date. */
export function placedItems(draft: Pick<Draft, 'oneTimeItem'>, { months, customerIndex, rateIndex }: { readonly months: readonly Month[]; readonly customerIndex: ReadonlyMap<string, number>; readonly rateIndex: ReadonlyMap<string, number> }): readonly PlacedItem[] {
  const monthOf = new Map(months.map((each, at) => [each, at]))
  return [...draft.oneTimeItem.values()].flatMap((item): readonly PlacedItem[] => {
    const [customer, rate, month] = [customerIndex.get(item.customerId), rateIndex.get(item.rateId), monthOf.get(monthOfDay(item.chargedOn))]
    return customer === undefined || rate === undefined || month === undefined ? [] : [{ item, customer, rate, month, quantity: microUnits(item.quantity) }]
  }).toSorted((left, right) => left.rate - right.rate || left.customer - right.customer || left.month - right.month || (left.item.chargedOn < right.item.chargedOn ? -1 : left.item.chargedOn > right.item.chargedOn ? 1 : left.item.id < right.item.id ? -1 : 1))
}

export type WithItems = { readonly columns: UsageColumns; /** By line. */ readonly items: ReadonlyMap<number, OneTimeItem> }

const NO_ITEMS: ReadonlyMap<number, OneTimeItem> = new Map()

function sizeOf(quantity: bigint): bigint {
  return quantity < 0n ? -quantity : quantity
}

/** Is the line of the columns before the item, which stands behind the month's usage? */
function isBefore({ customer, month }: UsageColumns, line: number, item: PlacedItem): boolean {
  const of = customer[line] ?? 0
  return of < item.customer || (of === item.customer && (month[line] ?? 0) <= item.month)
}

/**
 * The columns with a line for each item, behind the usage of its rate, customer and month. A rate's `largest` then is of whole months, so
 * that twelve of it still bound a customer's year. Refused where a month comes to more than MAX_MICRO_UNITS.
 *
 * @example withItems(columns, [{ item, customer: 0, rate: 0, month: 3, quantity: 1_000_000n }]).value.items // Map { 4 => item }
 */
export function withItems(columns: UsageColumns, placed: readonly PlacedItem[]): Result<WithItems, QuantityOutOfRange> {
  if (placed.length === 0) return ok({ columns, items: NO_ITEMS })
  const count = columns.lineCount + placed.length
  const [customer, month, quantity] = [new Int32Array(count), new Uint8Array(count), new BigInt64Array(count)]
  const rateStart = new Int32Array(columns.rateCount + 1)
  const largest = columns.largest.slice()
  const yearQuantity = columns.yearQuantity.slice()
  const items = new Map<number, OneTimeItem>()
  let [from, to, next] = [0, 0, 0]
  const copyLines = (until: number): void => {
    customer.set(columns.customer.subarray(from, until), to)
    month.set(columns.month.subarray(from, until), to)
    quantity.set(columns.quantity.subarray(from, until), to)
    to += until - from
    from = until
  }
  for (let rate = 0; rate < columns.rateCount; rate += 1) {
    const end = columns.rateStart[rate + 1] ?? 0
    rateStart[rate] = to
    for (let one = placed[next]; one !== undefined && one.rate === rate; one = placed[next]) {
      let until = from
      while (until < end && isBefore(columns, until, one)) until += 1
      copyLines(until)
      customer[to] = one.customer
      month[to] = one.month
      quantity[to] = one.quantity
      items.set(to, one.item)
      const cell = rate * columns.customerCount + one.customer
      yearQuantity[cell] = (yearQuantity[cell] ?? 0n) + one.quantity
      to += 1
      next += 1
    }
    copyLines(end)
    if (to - (rateStart[rate] ?? 0) === end - (columns.rateStart[rate] ?? 0)) continue
    const months = largestMonth({ customer, month, quantity }, { start: rateStart[rate] ?? 0, end: to })
    if (months.size > MAX_MICRO_UNITS) return refused({ code: 'quantity-out-of-range', rate, customer: months.customer, month: months.month, quantity: months.size })
    largest[rate] = months.size
  }
  rateStart[columns.rateCount] = to
  return ok({ columns: { ...columns, lineCount: count, customer, month, quantity, rateStart, largest, yearQuantity }, items })
}

/** The largest sum of sizes of a customer's month; its lines follow each other. */
function largestMonth({ customer, month, quantity }: Pick<UsageColumns, 'customer' | 'month' | 'quantity'>, { start, end }: { readonly start: number; readonly end: number }): { readonly size: bigint; readonly customer: number; readonly month: number } {
  let largest = { size: 0n, customer: 0, month: 0 }
  let [sum, last] = [0n, -1]
  for (let line = start; line < end; line += 1) {
    const of = (customer[line] ?? 0) * MONTHS + (month[line] ?? 0)
    sum = (of === last ? sum : 0n) + sizeOf(quantity[line] ?? 0n)
    last = of
    if (sum > largest.size) largest = { size: sum, customer: customer[line] ?? 0, month: month[line] ?? 0 }
  }
  return largest
}
