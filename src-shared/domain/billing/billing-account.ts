/**
 * A customer's account under one object code, month by month: what is due, what is billed, what is held back, and what is left of
 * the encumbrance (BILL-7, BILL-8, RECOV-6: it starts the year at zero).
 */
import { cents, usdOfCents } from '../cents.ts'
import type { Usd } from '../decimal.ts'
import { encumbranceId, type BillPolicy, type Customer, type Encumbrance } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { monthOfDay, type Month } from '../month.ts'
import { baseOf, versionKey } from '../version.ts'
import { billSlot } from './bill-book.ts'
import type { BillingYear } from './billing-year.ts'
import { datedCents } from './dated-lines.ts'
import { MONTHS, type UsageColumns } from './usage-columns.ts'

/** Why a month's balance was not billed. */
export type HeldBecause = 'not-encumbered' | 'not-approved' | 'below-threshold' | 'nothing-due'

/** Months in cents, from the first of the year. */
export type AccountMonths = {
  readonly total: readonly bigint[]
  readonly yearToDate: readonly bigint[]
  readonly billed: readonly bigint[]
  /** What is due after the month and not billed: carried to the next month. */
  readonly heldBack: readonly bigint[]
}

export type GroupAccount = {
  readonly cents: AccountMonths
  /** Null where the month was billed. */
  readonly held: readonly (HeldBecause | null)[]
  /** `used` and `left` after the month that the account was asked up to; `runsOut` by all that is known of the year. */
  readonly encumbrance: { readonly row: Encumbrance; readonly used: Usd; readonly left: Usd; readonly runsOut: RunsOut } | null
}

/** The month in which the encumbrance is used up: by actual bills, by those of planned usage, by the mean of the months so far (dated lines count once, in their month), or not within the year. */
export type RunsOut = { readonly month: Month; readonly how: 'actual' | 'planned' | 'projected' } | { readonly month: null; readonly how: 'lasts' | 'no-usage' }

type Asked = { readonly draft: Draft; readonly bills: BillingYear; readonly customer: Customer; readonly at: number; readonly billingGroup: number; readonly objectCode: string; /** 0 to 11: the last month that counts as used of the encumbrance. */ readonly upTo?: number }

/**
 * A month is billed when an approved encumbrance is there and what is due passes the policy's threshold; what is held back is carried
 * to the next month and released in the last one (BILL-7). Nothing is billed before the month in which the encumbrance is approved (BILL-8).
 *
 * @example accountOf({ ..., objectCode: 'E10' }).cents.billed // [0n, 0n, 4512n, ...]: the encumbrance was approved in the third month
 */
export function accountOf({ draft, bills, customer, at, billingGroup, objectCode, upTo = MONTHS - 1 }: Asked): GroupAccount {
  const { book, billingGroups, months, policy, version } = bills
  const row = draft.encumbrance.get(encumbranceId({ version: versionKey({ ...baseOf(version), fiscalYear: bills.usage.fiscalYear, basis: 'plan' }), customerId: customer.id, objectCode })) ?? null
  const total = Array.from({ length: MONTHS }, (_, month) => {
    const slot = billSlot({ customer: at, month, billingGroup }, billingGroups.length)
    return (book.charges[slot] ?? 0n) + (book.credits[slot] ?? 0n) + (book.minimumAdjustments[slot] ?? 0n) + (book.plan.adjustments[slot] ?? 0n)
  })
  const dated = Array.from({ length: MONTHS }, (_, month) => datedCents(bills)[billSlot({ customer: at, month, billingGroup }, billingGroups.length)] ?? 0n)
  const billed: bigint[] = []
  const yearToDate: bigint[] = []
  const heldBack: bigint[] = []
  const held: (HeldBecause | null)[] = []
  let [sum, due] = [0n, 0n]
  for (const [month, amount] of total.entries()) {
    sum += amount
    due += amount
    const because = heldBecause({ due, row, month, months, policy })
    billed.push(because === null ? due : 0n)
    if (because === null) due = 0n
    yearToDate.push(sum)
    heldBack.push(due)
    held.push(because)
  }
  return { cents: { total, yearToDate, billed, heldBack }, held, encumbrance: row === null ? null : encumbranceState({ row, used: yearToDate[upTo] ?? 0n, total, dated, months, monthsUsed: usedMonths(bills), how: bills.usage.basis === 'planned' ? 'planned' : 'actual' }) }
}

function heldBecause({ due, row, month, months, policy }: { readonly due: bigint; readonly row: Encumbrance | null; readonly month: number; readonly months: readonly Month[]; readonly policy: BillPolicy }): HeldBecause | null {
  if (due === 0n) return 'nothing-due'
  if (row === null) return 'not-encumbered'
  const present = months[month]
  if (row.approvedOn === null || (present !== undefined && monthOfDay(row.approvedOn) > present)) return 'not-approved'
  if (month === MONTHS - 1) return null
  const threshold = cents(policy.issueThreshold)
  const passes = policy.issueComparison === 'more-than' ? due > threshold : due >= threshold
  return passes ? null : 'below-threshold'
}

const monthsUsed = new WeakMap<UsageColumns, number>()

/** Up to the last month with usage; a one-time item of a later day makes no month of it. Looked through once for the same usage. */
function usedMonths({ book: { usage }, items }: Pick<BillingYear, 'book' | 'items'>): number {
  const known = monthsUsed.get(usage)
  if (known !== undefined) return known
  let last = -1
  for (let line = 0; line < usage.lineCount; line += 1) if ((usage.month[line] ?? 0) > last && !items.has(line)) last = usage.month[line] ?? 0
  monthsUsed.set(usage, last + 1)
  return last + 1
}

/** Charges by month, and what of them is dated; `how` says whether the months used are recorded, or partly planned. */
type Used = { readonly total: readonly bigint[]; readonly dated: readonly bigint[]; readonly months: readonly Month[]; readonly monthsUsed: number; readonly how: 'actual' | 'planned' }

/** Used is what was charged, whether or not it is billed yet. */
function encumbranceState({ row, used, ...charged }: Used & { readonly row: Encumbrance; readonly used: bigint }): NonNullable<GroupAccount['encumbrance']> {
  const amount = cents(row.amount)
  return { row, used: usdOfCents(used), left: usdOfCents(amount - used), runsOut: runsOut({ amount, ...charged }) }
}

function runsOut({ amount, total, dated, months, monthsUsed, how }: Used & { readonly amount: bigint }): RunsOut {
  let [sum, monthly] = [0n, 0n]
  for (let month = 0; month < monthsUsed; month += 1) {
    sum += total[month] ?? 0n
    monthly += (total[month] ?? 0n) - (dated[month] ?? 0n)
    const at = months[month]
    if (sum > amount && at !== undefined) return { month: at, how }
  }
  if (monthsUsed === 0 || (sum <= 0n && monthly <= 0n)) return { month: null, how: 'no-usage' }
  for (let month = monthsUsed; month < MONTHS; month += 1) {
    const at = months[month]
    sum += total[month] ?? 0n
    // The mean of the months so far, without a rounding of its own: sum + monthly x months ahead / monthsUsed > amount.
    if (sum * BigInt(monthsUsed) + monthly * BigInt(month + 1 - monthsUsed) > amount * BigInt(monthsUsed) && at !== undefined) return { month: at, how: 'projected' }
  }
  return { month: null, how: 'lasts' }
}
