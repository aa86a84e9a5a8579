/** A year of one customer month by month: what each rate costs, what was budgeted of it, and both side by side (PROJ-2, BILL-1). */
import { MONTHS } from '../billing/usage-columns.ts'
import { cents, usdOfCents } from '../cents.ts'
import { Decimal, toText } from '../decimal.ts'
import { microUnits } from '../micro-units.ts'
import { budgetSeriesId, type BudgetFigure, type BudgetMonths } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { monthlySum, monthlyText, monthlyValues } from '../model/monthly-text.ts'
import { monthWords } from '../month.ts'
import { compareBudget, type BudgetComparison, type BudgetLine } from '../projection/compare-budget.ts'
import { splitAmount } from '../split-amount.ts'
import { baseOf, versionKey, type Version } from '../version.ts'
import type { BudgetMonth, BudgetRow, BudgetYear } from './customer-budget.ts'

/** Twelve months of a rate: millionths of a unit, and cents. */
export type RateMonths = Pick<BudgetMonths, 'microUnits' | 'cents'>

/** A budget as it was handed over. `months` null: it was before its months were kept, and a twelfth of the year stands in each. */
export type HandedOver = Pick<BudgetFigure, 'units' | 'amount'> & { readonly months: RateMonths | null }

/** Figures of a scenario's own budget, else of the base's; null where none was handed over. */
export function handedOverOf(draft: Pick<Draft, 'budgetFigure' | 'budgetMonths'>, { version, ...of }: { readonly version: Version; readonly customerId: string; readonly rateId: string }): HandedOver | null {
  const figure = [version, baseOf(version)].flatMap((each) => draft.budgetFigure.get(budgetSeriesId({ version: versionKey(each), ...of })) ?? [])[0]
  if (figure === undefined) return null
  const months = draft.budgetMonths.get(figure.id)
  // Months that are not those of the figure say nothing of it.
  const isOfFigure = months !== undefined && monthlySum(months.cents) === cents(figure.amount) && monthlySum(months.microUnits) === microUnits(figure.units)
  return { units: figure.units, amount: figure.amount, months: isOfFigure ? { microUnits: months.microUnits, cents: months.cents } : null }
}

/** What a rate of the only customer of the bills costs in each month, in cents; one-time items among it. */
export function centsOfRate({ bills }: Pick<BudgetYear, 'bills'>, rateId: string): readonly bigint[] {
  const months = Array.from({ length: MONTHS }, () => 0n)
  const rate = bills.entries.findIndex((each) => each.rate.id === rateId)
  const { usage, columns } = bills.book
  const start = usage.rateStart[rate] ?? 0
  for (let line = start; line < (usage.rateStart[rate + 1] ?? 0); line += 1) {
    const month = usage.month[line] ?? 0
    months[month] = (months[month] ?? 0n) + (columns[rate]?.amounts[line - start] ?? 0n)
  }
  return months
}

/** The months of a rate, as they are handed over. */
export function monthsOfRate(year: Pick<BudgetYear, 'bills' | 'projection'>, rateId: string): RateMonths {
  const projected = year.projection.rates.find((each) => each.rateId === rateId)?.year.months
  return { microUnits: monthlyText(Array.from({ length: MONTHS }, (_, at) => microUnits(projected?.[at]?.quantity ?? NOTHING))), cents: monthlyText(centsOfRate(year, rateId)) }
}

const NOTHING = toText<'units'>(new Decimal(0))

const TWELFTHS = Array.from({ length: MONTHS }, () => usdOfCents(100n))

/** @example budgetedCents({ units: '12', amount: '100', months: null })[0] // 834n: a twelfth, of which the first months have the cents that are left */
export function budgetedCents({ amount, months }: HandedOver): readonly bigint[] {
  return months === null ? splitAmount(amount, TWELFTHS).map(cents) : monthlyValues(months.cents)
}

/** What was budgeted of each month, all rates together; null where nothing was handed over. */
export function budgetByMonth(rows: readonly Pick<BudgetRow, 'budget'>[]): readonly bigint[] | null {
  const budgets = rows.flatMap(({ budget }) => budget ?? [])
  return budgets.length === 0 ? null : budgets.map(budgetedCents).reduce((sums, own) => sums.map((sum, at) => sum + (own[at] ?? 0n)))
}

/**
 * The months side by side: budget, recorded, projected. Minimum charges and credits stand in the month that they are charged in, and were
 * budgeted at nothing, as in the comparison by rate: both have the same total.
 */
export function compareMonths({ months, projected }: { readonly months: readonly BudgetMonth[]; /** Of each month, in cents. */ readonly projected: readonly bigint[] }): BudgetComparison<'USD'> {
  const lines = months.map(({ month, after, kind, budget }, at): BudgetLine<'USD'> => {
    const [whole, ahead] = [cents(after), projected[at] ?? 0n]
    const isEmpty = kind === 'none' && whole === 0n
    const isAhead = kind === 'projected' && whole === ahead
    return {
      label: monthWords(month), budget, actual: isAhead || isEmpty ? null : usdOfCents(whole - ahead),
      projected: isAhead || ahead !== 0n ? usdOfCents(ahead) : isEmpty && budget !== null ? usdOfCents(0n) : null,
    }
  })
  return compareBudget<'USD'>({ lines, higherIs: 'unfavourable', unit: 'USD', places: 2 })
}
