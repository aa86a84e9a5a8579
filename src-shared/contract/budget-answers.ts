/** What the core answers about budgets, as types; `budgets.ts` holds its schemas to them. */
import type { CustomerBudget } from '../domain/budget/customer-budget.ts'
import type { ProjectedChange } from '../domain/budget/planned-rates.ts'
import type { Percent, Units, Usd } from '../domain/decimal.ts'
import type { Issue } from '../domain/issues.ts'
import type { Month } from '../domain/month.ts'
import type { ComparedMethod, MethodComparison } from '../domain/projection/compare-methods.ts'
import type { YearMonth } from '../domain/projection/project-year.ts'

/** Null: no such customer. */
export type BudgetAnswer = (Omit<CustomerBudget, 'customer' | 'before' | 'after'> & {
  readonly customerId: string
  /** The year before both, where it has a schedule, and both: what each costs, and how many of its months are recorded. */
  readonly years: readonly { readonly label: string; readonly total: Usd; readonly monthsActual: number; readonly monthsProjected: number }[]
  readonly unpriced: readonly { readonly title: string; readonly quantity: Units; readonly unit: string; readonly reason: string }[]
}) | null

/** Of one customer in the list of all. */
export type BudgetSummary = { readonly customerId: string; readonly before: Usd; readonly after: Usd; readonly difference: Usd; readonly percentChange: Percent | null }

/** One rate of a customer's projection: what its chart and its inspector show. Null: the customer has neither history nor change of it. */
export type ProjectedRateAnswer = {
  readonly history: readonly { readonly month: Month; readonly quantity: Units | null }[]
  readonly months: readonly YearMonth[]
  readonly label: string
  readonly words: string
  readonly total: Units
  /** All methods on this history, whichever was chosen. */
  readonly comparison: Pick<MethodComparison, 'status' | 'words'> & { readonly methods: readonly Omit<ComparedMethod, 'method'>[] }
  readonly changes: readonly (Pick<ProjectedChange, 'quantity' | 'from' | 'until' | 'note'> & ProjectedChange['origin'])[]
  readonly notes: readonly Issue[]
} | null
