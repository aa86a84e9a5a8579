/** Capital items over their life (COST-3): depreciated in a straight line, or an expense below the threshold. */
import { cents, usdOfCents } from '../cents.ts'
import { decimal, type Usd } from '../decimal.ts'
import type { FiscalYear, IsoDate } from '../fiscal-year.ts'
import type { CapitalItem, YearPolicy } from '../model/cost-tables.ts'
import { fiscalMonths, monthIndex } from './fiscal-months.ts'

export type CapitalCost = {
  /** `expense`: below the threshold, all of it in its first month (section 2b); else `depreciation`. */
  readonly kind: 'depreciation' | 'expense'
  /** Twelve, from the fiscal year's first. */
  readonly months: readonly { readonly month: IsoDate; readonly amount: Usd }[]
  readonly amount: Usd
}

/**
 * What a capital item costs in a year (COST-3). At or above the threshold its price is spread over its life from the month in
 * service on, by largest remainder (NUM-5), so that the months of its life add up to the price; the price itself is never a cost.
 *
 * @example 36,000.00 in service on 2004-01-15 with a life of 36 months: 1,000.00 a month from January 2004 to December 2006
 */
export function capitalCost(request: { readonly item: CapitalItem; readonly policy: Pick<YearPolicy, 'capitalThreshold'>; readonly fiscalYear: FiscalYear; readonly firstMonth: number }): CapitalCost {
  const { item, policy } = request
  const isExpense = decimal(item.purchasePrice).lt(decimal(policy.capitalThreshold))
  const start = monthIndex(item.inServiceOn)
  const price = cents(item.purchasePrice)
  const life = BigInt(isExpense ? 1 : item.lifeMonths)
  const months = fiscalMonths(request.fiscalYear, request.firstMonth).map((month) => {
    const age = BigInt(month.index - start)
    // Equal parts, and the cents that are left to the first months: the largest remainder of equal weights.
    return age < 0n || age >= life ? 0n : price / life + (age < price % life ? 1n : 0n)
  })
  return {
    kind: isExpense ? 'expense' : 'depreciation',
    months: fiscalMonths(request.fiscalYear, request.firstMonth).map(({ first }, index) => ({ month: first, amount: usdOfCents(months[index] ?? 0n) })),
    amount: usdOfCents(months.reduce((total, each) => total + each, 0n)),
  }
}

/** True while a month of its life lies in the year or after it, so that it rolls into it (COST-4). */
export function livesIn(request: Parameters<typeof capitalCost>[0]): boolean {
  const { item } = request
  const isExpense = decimal(item.purchasePrice).lt(decimal(request.policy.capitalThreshold))
  const first = fiscalMonths(request.fiscalYear, request.firstMonth)[0]?.index ?? 0
  return monthIndex(item.inServiceOn) + (isExpense ? 1 : item.lifeMonths) > first
}
