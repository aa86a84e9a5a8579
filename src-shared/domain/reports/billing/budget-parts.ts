/** What the sheets of a budget share: months of both years with the figure that multiplies their units, and the ids of their cells. */
import { priceInMonth } from '../../billing/billed-prices.ts'
import type { BudgetRow, BudgetYear, CustomerBudget } from '../../budget/customer-budget.ts'
import type { AnyDecimalText, Units, Usd } from '../../decimal.ts'
import type { Draft } from '../../model/draft.ts'
import type { Month } from '../../month.ts'
import { billedLines, billedRate, type BilledRate } from './billed-lines.ts'

export type BudgetMonthLine = { readonly month: Month; readonly units: Units; readonly kind: 'actual' | 'projected'; readonly rate: BilledRate; readonly amount: Usd | null; readonly reason: string }

/** A rate of the budget with its months of either year; a month without a figure is not among them. */
export type BudgetLine = { readonly row: BudgetRow; readonly before: readonly BudgetMonthLine[]; readonly after: readonly BudgetMonthLine[] }

export type BudgetParts = { readonly draft: Draft; readonly budget: CustomerBudget; readonly lines: readonly BudgetLine[]; readonly fromLabel: string; readonly toLabel: string }

export const SIDES = ['before', 'after'] as const
export type Side = (typeof SIDES)[number]

export const unitsId = (rateId: string, side: Side, month: Month): string => `units.${rateId}.${side}.${month}`
export const rateId = (of: string, side: Side): string => `rate.${of}.${side}`
export const amountId = (rateId: string, side: Side, month: Month): string => `amount.${rateId}.${side}.${month}`
export const totalId = (rateId: string, side: Side): string => `amount.${rateId}.${side}.total`
export const budgetId = (rateId: string, field: string): string => `budget.${rateId}.${field}`

function monthLines({ bills, projection }: BudgetYear, customerId: string): ReadonlyMap<string, readonly BudgetMonthLine[]> {
  const kinds = new Map(projection.rates.map((each) => [each.rateId, new Map(each.year.months.map((month) => [month.month, month.kind]))]))
  const lines = billedLines(bills, { customerId, month: null }).map(({ entry, month, quantity, rate, amount, reason }) => {
    const kind = kinds.get(entry.rate.id)?.get(month)
    return { rateId: entry.rate.id, line: { month, units: quantity, kind: kind === 'actual' ? ('actual' as const) : ('projected' as const), rate, amount, reason } }
  })
  return new Map([...Map.groupBy(lines, (each) => each.rateId)].map(([id, each]) => [id, each.map(({ line }) => line)]))
}

/** Rates in the order of the catalog, as the budget has them. */
export function budgetLines({ customer, before, after, rows }: CustomerBudget): readonly BudgetLine[] {
  const [had, has] = [monthLines(before, customer.id), monthLines(after, customer.id)]
  return rows.map((row) => ({ row, before: had.get(row.rateId) ?? [], after: has.get(row.rateId) ?? [] }))
}

/** The one figure that prices a rate all year, where it is one; else it changes within the year, or there is none. */
export function oneRate(year: BudgetYear, { rateId: of, customerClass }: { readonly rateId: string; readonly customerClass: CustomerBudget['customer']['customerClass'] }): BilledRate | null {
  const rates = year.bills.months.map((_, month) => billedRate(priceInMonth(year.bills.calendar, { rateId: of, customerClass, month })))
  const [first] = rates
  return first === undefined || first.value === null || rates.some((each) => each.value !== first.value) ? null : first
}

export const NOTHING = '0' as AnyDecimalText
