/** What a manager assumes of a customer of whom nobody said anything. */
import type { Percent } from '../decimal.ts'
import { budgetId, type Budget } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { DEFAULT_MEAN_MONTHS } from '../projection/method.ts'
import { baseOf, versionKey, type Version } from '../version.ts'

/** The method with the least error on the customer's own history, no growth. @example defaultBudget(planOf(fiscalYear(2005)), 'dma').method // 'best' */
export function defaultBudget(version: Version, customerId: string): Budget {
  const key = { version: versionKey(version), customerId }
  return { id: budgetId(key), ...key, method: 'best', meanMonths: DEFAULT_MEAN_MONTHS, growthPercent: '0' as Percent, growthFrom: null, handedOverOn: null, author: '', note: '' }
}

/** A scenario's own budget, else the base's, else what is assumed of everybody. */
export function budgetOf(draft: Pick<Draft, 'budget'>, { version, customerId }: { readonly version: Version; readonly customerId: string }): Budget {
  return [version, baseOf(version)].flatMap((each) => draft.budget.get(budgetId({ version: versionKey(each), customerId })) ?? [])[0] ?? defaultBudget(version, customerId)
}
