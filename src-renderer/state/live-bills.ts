/** Questions about bills that more than one screen asks, kept up with every edit. */
import type { ImpactAnswer } from '../../src-shared/contract/bill-answers.ts'
import type { BudgetAnswer } from '../../src-shared/contract/budget-answers.ts'
import type { MatrixGrouping } from '../../src-shared/domain/billing/bill-matrix-view.ts'
import { rowsInstead } from '../../src-shared/domain/billing/impact-columns.ts'
import type { FiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import type { RowChange } from '../../src-shared/domain/model/edit.ts'
import type { UsageBasis } from '../../src-shared/domain/usage/effective-usage.ts'
import type { YearsOfUsage } from '../../src-shared/domain/usage/years-of-usage.ts'
import { versionKey, type Version } from '../../src-shared/domain/version.ts'
import { client } from '../client/client.ts'
import { useLiveAnswer, useLiveAnswerFrom, type LiveAnswer } from './live-answer.ts'

function askYears(ahead: readonly RowChange[], signal: AbortSignal): Promise<YearsOfUsage> {
  return client.usage.years({ ahead: [...ahead] }, { signal })
}

/** What usage is made of, and to whom and to what it belongs: an edited rate asks for the years no second time. */
const USAGE_TABLES = ['settings', 'lineOfBusiness', 'serviceGroup', 'service', 'rate', 'customer', 'usageBatch', 'usageEntry'] as const

/** Which years have usage, and for which months. */
export function useYearsOfUsage(): LiveAnswer<YearsOfUsage> {
  return useLiveAnswerFrom<YearsOfUsage>(USAGE_TABLES, { question: ['usage.years'], ask: askYears })
}

/** A customer's budget in two versions; null asks nothing. While another customer's is on its way, the former one stays: it says whose it is. */
export function useBudgetAnswer(question: { readonly from: Version; readonly to: Version; readonly customerId: string } | null): LiveAnswer<BudgetAnswer> {
  const key = question === null ? null : [versionKey(question.from), versionKey(question.to), question.customerId]
  return useLiveAnswer<BudgetAnswer>(['budgets.customer', key], question === null ? null : (ahead, signal) => client.budgets.customer({ ...question, ahead: [...ahead] }, { signal }))
}

export type ImpactQuestion = {
  readonly from: Version
  readonly to: Version
  /** Whose quantities both sides are laid on; null: each version's own. */
  readonly usageYear: FiscalYear | null
  /** As recorded where none is given. */
  readonly usageBasis?: UsageBasis
  readonly grouping: MatrixGrouping | null
  /** How many of the largest changes are wanted in words; none where it is not said. */
  readonly words?: number
}

/** The impact on every customer; null asks nothing. */
export function useImpactAnswer(question: ImpactQuestion | null): LiveAnswer<ImpactAnswer> {
  const key = question === null ? null : [versionKey(question.from), versionKey(question.to), question.usageYear, question.usageBasis ?? 'recorded', question.grouping, question.words ?? 0]
  return useLiveAnswer<ImpactAnswer>(['bills.impact', key], question === null ? null : async (ahead, signal) => {
    const { from, to, usageYear, usageBasis = 'recorded', grouping, words = 0 } = question
    return rowsInstead(await client.bills.impact({ from, to, usageFrom: usageYear, usageTo: usageYear, usageBasis, grouping, words, ahead: [...ahead] }, { signal }))
  })
}
