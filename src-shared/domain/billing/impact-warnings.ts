/** What keeps an impact from being read as it stands: usage that only one side has a price for, and years of unlike months (BILL-9). */
import { sumOfColumn } from '../cents-column.ts'
import { usdOfCents } from '../cents.ts'
import { formatFixed } from '../decimal.ts'
import { formatFiscalYear } from '../fiscal-year.ts'
import type { Draft } from '../model/draft.ts'
import { formatVersion } from '../version-label.ts'
import type { BillBook } from './bill-book.ts'
import type { BillingYear } from './billing-year.ts'
import type { Impact } from './impact.ts'
import { monthsWithUsage } from './statement.ts'
import { MONTHS } from './usage-columns.ts'

/**
 * By customer, in cents: what one side bills for usage that the other has no price for. Zero where each side has usage of its own, on
 * which the rates of the other year are not missed.
 *
 * @example billedWithoutPrice(before.book, after.book) // [272_839_868n, ...]: of rates that were merged into others since
 */
export function billedWithoutPrice({ usage, columns }: BillBook, other: BillBook): BigInt64Array {
  const billed = new BigInt64Array(usage.customerCount)
  if (other.usage !== usage) return billed
  for (const [rate, { hasGap, exact }] of other.prices.entries()) {
    if (!hasGap) continue
    const start = usage.rateStart[rate] ?? 0
    for (let line = start; line < (usage.rateStart[rate + 1] ?? 0); line += 1) {
      const customer = usage.customer[line] ?? 0
      if (exact[(usage.customerClass[customer] ?? 0) * MONTHS + (usage.month[line] ?? 0)] === null) billed[customer] = (billed[customer] ?? 0n) + (columns[rate]?.amounts[line - start] ?? 0n)
    }
  }
  return billed
}

/** Sentences for whoever reads the impact; of one customer's bill where it is given. @example impactWarnings(draft, impact)[0] // '2,728,398.68 USD of the bills at FY2003 is for usage that has no price in FY2004: …' */
export function impactWarnings(draft: Draft, { before, after }: Impact, customerId: string | null = null): readonly string[] {
  const at = customerId === null ? undefined : after.customerIndex.get(customerId)
  const isSameYear = before.version.fiscalYear === after.version.fiscalYear
  const leftOut = (side: BillingYear, other: BillingYear, taken: string): readonly string[] => {
    const billed = billedWithoutPrice(side.book, other.book)
    const amount = at === undefined ? sumOfColumn(billed) : (billed[at] ?? 0n)
    return amount === 0n ? [] : [
      `${formatFixed(usdOfCents(amount), 2)} USD of the ${at === undefined ? 'bills' : 'bill'} at ${formatVersion(draft, side.version)} is for usage that has no price in ${formatVersion(draft, other.version)}: on one usage it counts as ${taken}.${isSameYear ? '' : ' Compare each year\'s own usage.'}`,
    ]
  }
  return [...withoutUsage(before, after), ...unlikeMonths(before, after), ...leftOut(before, after, 'saved'), ...leftOut(after, before, 'added')]
}

/** Bills of nothing look like bills that stay: it is said that there are none. */
function withoutUsage(before: BillingYear, after: BillingYear): readonly string[] {
  if ([before, after].some((bills) => monthsWithUsage(bills).some(Boolean))) return []
  const years = new Set([before, after].map((bills) => formatFiscalYear(bills.usage.fiscalYear)))
  return [`There is no usage of ${[...years].join(' and ')}: nothing is billed on either side. Choose a year that has usage, or planned usage, or import it.`]
}

function unlikeMonths(before: BillingYear, after: BillingYear): readonly string[] {
  const [had, has] = [before, after].map((bills) => monthsWithUsage(bills).filter(Boolean).length)
  if (before.book.usage === after.book.usage || had === has) return []
  return [`${formatFiscalYear(after.usage.fiscalYear)} has usage of ${has ?? 0} of ${MONTHS} months, ${formatFiscalYear(before.usage.fiscalYear)} of ${had ?? 0}: the bills are not of as many months. Compare on the usage of one year, or on planned usage.`]
}
