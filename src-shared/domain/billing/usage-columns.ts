/**
 * Usage of one fiscal year as columns: what the pricing of a whole model runs on (BILL-1).
 * Customers, rates and customer classes are indexes into lists of the caller; two years that are compared share these lists.
 */
import { ok, refused, type Result } from '../result.ts'
import { MAX_MICRO_UNITS } from '../micro-units.ts'

export const MONTHS = 12

/** Lines in any order, as a file or a table has them; several of one customer, rate and month are added up. */
export type UsageLines = {
  readonly customerCount: number
  readonly rateCount: number
  /** Class of each customer, an index into CUSTOMER_CLASSES. */
  readonly customerClass: Uint8Array
  readonly customer: Int32Array
  readonly rate: Int32Array
  /** 0 to 11, counted from the first month of the fiscal year. */
  readonly month: Uint8Array
  /** Micro-units (10^-6); below zero for a credit. */
  readonly quantity: BigInt64Array
}

/** One line a customer, rate and month, sorted by rate, then customer, then month. */
export type UsageColumns = {
  readonly lineCount: number
  readonly customerCount: number
  readonly rateCount: number
  readonly customerClass: Uint8Array
  readonly customer: Int32Array
  readonly month: Uint8Array
  readonly quantity: BigInt64Array
  /** Lines of rate `r` are those from `rateStart[r]` to before `rateStart[r + 1]`. */
  readonly rateStart: Int32Array
  /** Largest size of a quantity of each rate: what the range of a product is judged by. */
  readonly largest: BigInt64Array
  /** The year's quantity of each rate and customer: `[rate * customerCount + customer]`. */
  readonly yearQuantity: BigInt64Array
}

/** Quantities of one customer, rate and month that add up to more than MAX_MICRO_UNITS; without a month, those of a year that leave 64 bits. */
export type QuantityOutOfRange = { readonly code: 'quantity-out-of-range'; readonly customer: number; readonly rate: number; readonly month: number | null; readonly quantity: bigint }

/**
 * Sorts and adds up. Lines that are sorted already are taken as they are, without a copy.
 * Throws a RangeError on an index outside of its list.
 *
 * @example usageColumns({ customerCount: 1, rateCount: 1, customerClass: [0], customer: [0, 0], rate: [0, 0], month: [3, 3], quantity: [1_500_000n, 500_000n] })
 *   // one line: customer 0, month 3, quantity 2_000_000n
 */
export function usageColumns(lines: UsageLines): Result<UsageColumns, QuantityOutOfRange> {
  checkIndexes(lines)
  const merged = isSorted(lines) ? ok(lines) : addedUp(lines, sortedOrder(lines))
  if (!merged.ok) return merged
  const { rate, customer, month, quantity } = merged.value
  const { customerCount, rateCount, customerClass } = lines
  const rateStart = startsOf(rate, rateCount)
  const largest = largestOf(quantity, rateStart)
  const outside = largest.findIndex((size) => size > MAX_MICRO_UNITS || size < 0n)
  if (outside !== -1) return refused(outOfRange(merged.value, rateStart, outside))
  const yearQuantity = new BigInt64Array(rateCount * customerCount)
  for (let ofRate = 0; ofRate < rateCount; ofRate += 1) {
    const sums = { first: ofRate * customerCount, start: rateStart[ofRate] ?? 0, end: rateStart[ofRate + 1] ?? 0 }
    if (BigInt(MONTHS) * (largest[ofRate] ?? 0n) < 2n ** 63n) addYear(yearQuantity, merged.value, sums)
    else {
      const beyond = addWideYear(yearQuantity, merged.value, sums)
      if (beyond !== null) return refused({ code: 'quantity-out-of-range', ...beyond, rate: ofRate, month: null })
    }
  }
  return ok({ lineCount: quantity.length, customerCount, rateCount, customerClass, customer, month, quantity, rateStart, largest, yearQuantity })
}

type SortedLines = Pick<UsageLines, 'rate' | 'customer' | 'month' | 'quantity'>

function checkIndexes({ customerCount, rateCount, customerClass, customer, rate, month, quantity }: UsageLines): void {
  const length = quantity.length
  if (customer.length !== length || rate.length !== length || month.length !== length) throw new RangeError('The columns of usage are of different lengths.')
  if (customerClass.length !== customerCount) throw new RangeError(`${customerClass.length} classes for ${customerCount} customers.`)
  for (let line = 0; line < length; line += 1) {
    const ofCustomer = customer[line] ?? -1
    const ofRate = rate[line] ?? -1
    if (ofCustomer < 0 || ofCustomer >= customerCount || ofRate < 0 || ofRate >= rateCount || (month[line] ?? MONTHS) >= MONTHS) {
      throw new RangeError(`Usage line ${line} names customer ${ofCustomer}, rate ${ofRate}, month ${month[line]}.`)
    }
  }
}

/** Strictly: also no two lines of the same customer, rate and month. */
function isSorted({ rate, customer, month }: UsageLines): boolean {
  for (let line = 1; line < rate.length; line += 1) {
    const byRate = (rate[line] ?? 0) - (rate[line - 1] ?? 0)
    const byCustomer = (customer[line] ?? 0) - (customer[line - 1] ?? 0)
    if (byRate < 0 || (byRate === 0 && (byCustomer < 0 || (byCustomer === 0 && (month[line] ?? 0) <= (month[line - 1] ?? 0))))) return false
  }
  return true
}

/** Counting sort by month, customer and rate in turn, each pass keeping the order of the one before. */
function sortedOrder({ customerCount, rateCount, customer, rate, month }: UsageLines): Int32Array {
  const byMonth = sortedBy(month, { values: MONTHS, order: Int32Array.from(month, (_, line) => line) })
  return sortedBy(rate, { values: rateCount, order: sortedBy(customer, { values: customerCount, order: byMonth }) })
}

function sortedBy(column: Int32Array | Uint8Array, { values, order }: { readonly values: number; readonly order: Int32Array }): Int32Array {
  const next = startsOf(column, values)
  const sorted = new Int32Array(order.length)
  for (let at = 0; at < order.length; at += 1) {
    const line = order[at] ?? 0
    const value = column[line] ?? 0
    const place = next[value] ?? 0
    sorted[place] = line
    next[value] = place + 1
  }
  return sorted
}

/** Where the lines of each value begin once they are sorted, and at last their number. */
function startsOf(column: Int32Array | Uint8Array, values: number): Int32Array {
  const starts = new Int32Array(values + 1)
  for (let line = 0; line < column.length; line += 1) {
    const after = (column[line] ?? 0) + 1
    starts[after] = (starts[after] ?? 0) + 1
  }
  for (let value = 0; value < values; value += 1) starts[value + 1] = (starts[value + 1] ?? 0) + (starts[value] ?? 0)
  return starts
}

function addedUp(lines: UsageLines, order: Int32Array): Result<SortedLines, QuantityOutOfRange> {
  const rate = new Int32Array(order.length)
  const customer = new Int32Array(order.length)
  const month = new Uint8Array(order.length)
  const quantity = new BigInt64Array(order.length)
  let last = -1
  for (let at = 0; at < order.length; at += 1) {
    const line = order[at] ?? 0
    const ofRate = lines.rate[line] ?? 0
    const ofCustomer = lines.customer[line] ?? 0
    const ofMonth = lines.month[line] ?? 0
    const added = lines.quantity[line] ?? 0n
    if (last >= 0 && rate[last] === ofRate && customer[last] === ofCustomer && month[last] === ofMonth) {
      const sum = (quantity[last] ?? 0n) + added
      // Beyond 64 bits the column could not hold the sum that is refused below; on the way there it may pass the bound and come back.
      if (sum !== BigInt.asIntN(64, sum)) return refused({ code: 'quantity-out-of-range', customer: ofCustomer, rate: ofRate, month: ofMonth, quantity: sum })
      quantity[last] = sum
      continue
    }
    last += 1
    rate[last] = ofRate
    customer[last] = ofCustomer
    month[last] = ofMonth
    quantity[last] = added
  }
  const count = last + 1
  if (count === order.length) return ok({ rate, customer, month, quantity })
  return ok({ rate: rate.slice(0, count), customer: customer.slice(0, count), month: month.slice(0, count), quantity: quantity.slice(0, count) })
}

function largestOf(quantity: BigInt64Array, rateStart: Int32Array): BigInt64Array {
  const largest = new BigInt64Array(rateStart.length - 1)
  for (let rate = 0; rate < largest.length; rate += 1) largest[rate] = largestSize(quantity, rateStart[rate] ?? 0, rateStart[rate + 1] ?? 0)
  return largest
}

/** Below zero only for -2^63, which has no opposite in 64 bits. */
function largestSize(values: BigInt64Array, start: number, end: number): bigint {
  let largest = 0n
  let smallest = 0n
  for (let at = start; at < end; at += 1) {
    const value = values[at] ?? 0n
    if (value > largest) largest = value
    if (value < smallest) smallest = value
  }
  return BigInt.asIntN(64, -smallest > largest ? -smallest : largest)
}

type YearSums = { readonly first: number; readonly start: number; readonly end: number }

function addYear(years: BigInt64Array, { customer, quantity }: SortedLines, { first, start, end }: YearSums): void {
  for (let line = start; line < end; line += 1) {
    const cell = first + (customer[line] ?? 0)
    years[cell] = BigInt.asIntN(64, (years[cell] ?? 0n) + (quantity[line] ?? 0n))
  }
}

/** The lines of a customer follow each other; gives the first one whose year leaves 64 bits. */
function addWideYear(years: BigInt64Array, { customer, quantity }: SortedLines, { first, start, end }: YearSums): { readonly customer: number; readonly quantity: bigint } | null {
  let year = 0n
  for (let line = start; line < end; line += 1) {
    const of = customer[line] ?? 0
    year += quantity[line] ?? 0n
    if (line + 1 < end && customer[line + 1] === of) continue
    if (year !== BigInt.asIntN(64, year)) return { customer: of, quantity: year }
    years[first + of] = year
    year = 0n
  }
  return null
}

function isOutside(quantity: bigint): boolean {
  return quantity > MAX_MICRO_UNITS || quantity < -MAX_MICRO_UNITS
}

function outOfRange({ customer, month, quantity }: SortedLines, rateStart: Int32Array, rate: number): QuantityOutOfRange {
  const line = (rateStart[rate] ?? 0) + quantity.subarray(rateStart[rate], rateStart[rate + 1]).findIndex(isOutside)
  return { code: 'quantity-out-of-range', customer: customer[line] ?? 0, rate, month: month[line] ?? 0, quantity: quantity[line] ?? 0n }
}
