/**
 * The bills of all customers for one year at one set of prices (BILL-1, BILL-7), and the same after some prices were edited.
 * A book is never changed: one after an edit shares the columns of all other rates with the one before. Sums are whole cents, so that
 * taking an old amount out and putting the new one in gives exactly what pricing from nothing gives.
 */
import { ok, refused, type Result } from '../result.ts'
import { minimumAdjustments } from './minimum-charges.ts'
import { exchange, INT64_BOUND, repriceColumns, totalsByCustomer, type AmountOutOfRange, type PricedColumn, type RateEdit } from './price-columns.ts'
import type { RatePrices } from './rate-prices.ts'
import { MONTHS, type UsageColumns } from './usage-columns.ts'

/** How lines become bills; a billing group is an index into a list of the caller (E10 and E05, BILL-8). */
export type BillingPlan = {
  /** Billing group of each rate. */
  readonly billingGroup: Uint8Array
  /** Minimum of a month's charges of each billing group in cents, zero for none. Its length is the number of groups. */
  readonly minimums: BigInt64Array
  /** Dated credits and adjustments (BILL-14) in cents, by slot: see `billSlot`. */
  readonly adjustments: BigInt64Array
}

export type BillBook = {
  readonly usage: UsageColumns
  readonly plan: BillingPlan
  /** By rate. */
  readonly prices: readonly RatePrices[]
  /** By rate: amounts of its lines, and its sum for each customer. */
  readonly columns: readonly PricedColumn[]
  /** By slot, in cents: the lines above zero. */
  readonly charges: BigInt64Array
  /** By slot, in cents: the lines below zero. */
  readonly credits: BigInt64Array
  /** By slot, in cents (BILL-7). */
  readonly minimumAdjustments: BigInt64Array
  /** By customer, in cents: all lines of the year. */
  readonly lineTotals: BigInt64Array
  /** By customer, in cents: lines, minimum adjustments, and the plan's adjustments. */
  readonly bills: BigInt64Array
  /** Not less than the sizes of all minimum adjustments and adjustments together. */
  readonly planMagnitude: bigint
}

/** Place of a customer's month and billing group in a column by slot. @example billSlot({ customer: 1, month: 2, billingGroup: 0 }, 2) // 28 */
export function billSlot({ customer, month, billingGroup }: { readonly customer: number; readonly month: number; readonly billingGroup: number }, billingGroupCount: number): number {
  return (customer * MONTHS + month) * billingGroupCount + billingGroup
}

/** A plan of one billing group with neither a minimum nor adjustments. */
export function plainPlan(usage: UsageColumns): BillingPlan {
  return { billingGroup: new Uint8Array(usage.rateCount), minimums: new BigInt64Array(1), adjustments: new BigInt64Array(usage.customerCount * MONTHS) }
}

/**
 * Prices a year from nothing.
 *
 * @example billBook({ usage, prices: [onePrice('12.3')], plan: { ...plainPlan(usage), minimums: [2000n] } })
 *   // one unit in one month: lineTotals [1230n], minimumAdjustments 770n in that month, bills [2000n]
 */
export function billBook({ usage, prices, plan }: Pick<BillBook, 'usage' | 'prices' | 'plan'>): Result<BillBook, AmountOutOfRange> {
  const slots = usage.customerCount * MONTHS * plan.minimums.length
  if (plan.billingGroup.length !== usage.rateCount || plan.adjustments.length !== slots) throw new RangeError('The billing plan is for other rates, customers or groups.')
  if (prices.length !== usage.rateCount) throw new RangeError(`${prices.length} prices for ${usage.rateCount} rates.`)
  const charges = new BigInt64Array(slots)
  const credits = new BigInt64Array(slots)
  const nothing = new BigInt64Array(usage.rateStart.reduce((most, start, rate) => Math.max(most, start - (usage.rateStart[rate - 1] ?? 0)), 0))
  const columns = repriceColumns({
    usage, edits: prices.map((each, rate) => ({ rate, prices: each })),
    onPriced: (rate, { amounts }) => { addToMonths({ charges, credits }, { usage, plan, rate, now: amounts, was: nothing }) },
  })
  if (!columns.ok) return columns
  return settled({ usage, plan, prices, columns: columns.value, charges, credits, lineTotals: totalsByCustomer(columns.value, usage.customerCount), planMagnitude: planMagnitudeOf(plan) })
}

/**
 * The book after some rates have other prices; of several edits of one rate the last one holds.
 *
 * @example withRates(book, [{ rate: 0, prices: onePrice('25') }]) // its bills equal those of pricing from nothing
 */
export function withRates(book: BillBook, edits: readonly RateEdit[]): Result<BillBook, AmountOutOfRange> {
  const { usage, plan } = book
  const prices = [...book.prices]
  const columns = [...book.columns]
  const charges = book.charges.slice()
  const credits = book.credits.slice()
  const lineTotals = book.lineTotals.slice()
  const priced = repriceColumns({
    usage, edits: [...new Map(edits.map((edit) => [edit.rate, edit])).values()],
    onPriced: (rate, now) => {
      const was = columns[rate]
      if (was === undefined) throw new RangeError(`There is no rate ${rate}.`)
      addToMonths({ charges, credits }, { usage, plan, rate, now: now.amounts, was: was.amounts })
      exchange(lineTotals, { now: now.byCustomer, was: was.byCustomer })
      columns[rate] = now
    },
  })
  if (!priced.ok) return priced
  for (const edit of edits) prices[edit.rate] = edit.prices
  return settled({ usage, plan, prices, columns, charges, credits, lineTotals, planMagnitude: book.planMagnitude })
}

/** Cents of each customer and group of rates: `[customer * groupCount + group]`; the groups are the caller's (services, service groups, object codes). */
export function billMatrix(book: BillBook, groups: { readonly groupOfRate: Int32Array; readonly groupCount: number }): BigInt64Array {
  const { customerCount } = book.usage
  const matrix = new BigInt64Array(customerCount * groups.groupCount)
  for (const [rate, { byCustomer }] of book.columns.entries()) {
    const group = groups.groupOfRate[rate] ?? 0
    for (let customer = 0; customer < customerCount; customer += 1) {
      const cell = customer * groups.groupCount + group
      matrix[cell] = BigInt.asIntN(64, (matrix[cell] ?? 0n) + (byCustomer[customer] ?? 0n))
    }
  }
  return matrix
}

/** A usage line that has no price, and therefore no amount: the statement says so instead of leaving it out. */
export type UnpricedLine = { readonly rate: number; readonly customer: number; readonly month: number; readonly quantity: bigint }

const NONE: readonly never[] = []

/** @example unpricedLines(book) // [{ rate: 3, customer: 0, month: 11, quantity: 1_000_000n }] */
export function unpricedLines({ usage, prices }: Pick<BillBook, 'usage' | 'prices'>): readonly UnpricedLine[] {
  return prices.flatMap(({ exact, hasGap }, rate): readonly UnpricedLine[] => {
    if (!hasGap) return NONE
    const lines: UnpricedLine[] = []
    for (let line = usage.rateStart[rate] ?? 0; line < (usage.rateStart[rate + 1] ?? 0); line += 1) {
      const customer = usage.customer[line] ?? 0
      const month = usage.month[line] ?? 0
      const quantity = usage.quantity[line] ?? 0n
      if (quantity !== 0n && exact[(usage.customerClass[customer] ?? 0) * MONTHS + month] === null) lines.push({ rate, customer, month, quantity })
    }
    return lines
  })
}

type MonthSums = Pick<BillBook, 'charges' | 'credits'>
type ColumnChange = Pick<BillBook, 'usage' | 'plan'> & { readonly rate: number; readonly now: BigInt64Array; readonly was: BigInt64Array }

function addToMonths({ charges, credits }: MonthSums, { usage, plan, rate, now, was }: ColumnChange): void {
  const { customer, month } = usage
  const groups = plan.minimums.length
  const group = plan.billingGroup[rate] ?? 0
  const start = usage.rateStart[rate] ?? 0
  for (let at = 0; at < now.length; at += 1) {
    const line = start + at
    const slot = ((customer[line] ?? 0) * MONTHS + (month[line] ?? 0)) * groups + group
    const after = now[at] ?? 0n
    const before = was[at] ?? 0n
    if (after >= 0n && before >= 0n) charges[slot] = BigInt.asIntN(64, (charges[slot] ?? 0n) + BigInt.asIntN(64, after - before))
    else if (after <= 0n && before <= 0n) credits[slot] = BigInt.asIntN(64, (credits[slot] ?? 0n) + BigInt.asIntN(64, after - before))
    else if (after > 0n) {
      charges[slot] = BigInt.asIntN(64, (charges[slot] ?? 0n) + after)
      credits[slot] = BigInt.asIntN(64, (credits[slot] ?? 0n) - before)
    } else {
      charges[slot] = BigInt.asIntN(64, (charges[slot] ?? 0n) - before)
      credits[slot] = BigInt.asIntN(64, (credits[slot] ?? 0n) + after)
    }
  }
}

function settled(book: Omit<BillBook, 'minimumAdjustments' | 'bills'>): Result<BillBook, AmountOutOfRange> {
  const { usage, plan, charges, lineTotals } = book
  if (magnitudeOf(book) >= INT64_BOUND) return refused({ code: 'total-out-of-range' })
  const adjustments = minimumAdjustments(charges, plan.minimums)
  const bills = lineTotals.slice()
  const perCustomer = MONTHS * plan.minimums.length
  for (let customer = 0; customer < usage.customerCount; customer += 1) {
    let bill = bills[customer] ?? 0n
    for (let slot = customer * perCustomer; slot < (customer + 1) * perCustomer; slot += 1) {
      bill = BigInt.asIntN(64, bill + BigInt.asIntN(64, (adjustments[slot] ?? 0n) + (plan.adjustments[slot] ?? 0n)))
    }
    bills[customer] = bill
  }
  return ok({ ...book, minimumAdjustments: adjustments, bills })
}

/** No sum of a book is larger than all sizes in it together. */
function magnitudeOf({ columns, planMagnitude }: Pick<BillBook, 'columns' | 'planMagnitude'>): bigint {
  return columns.reduce((sum, { magnitude }) => sum + magnitude, planMagnitude)
}

function planMagnitudeOf({ minimums, adjustments }: BillingPlan): bigint {
  let magnitude = 0n
  for (const adjustment of adjustments) magnitude += adjustment < 0n ? -adjustment : adjustment
  for (const minimum of minimums) magnitude += minimum * BigInt(adjustments.length)
  return magnitude
}
