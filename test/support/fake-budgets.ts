/** Answers about budgets for the screens' tests: the real projection on a usage that the test hands in. */
import type { BudgetAnswer, BudgetSummary, ProjectedRateAnswer } from '../../src-shared/contract/budget-answers.ts'
import type { BudgetRequest, BudgetSummaryRequest, ExplainBudgetRequest, ProjectedRateRequest } from '../../src-shared/contract/budgets.ts'
import { countMonths, customerBudget, type CustomerBudget } from '../../src-shared/domain/budget/customer-budget.ts'
import { customerProjection } from '../../src-shared/domain/budget/customer-projection.ts'
import { explainBudget } from '../../src-shared/domain/budget/explain-budget.ts'
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { draftAhead } from '../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import type { RowChange } from '../../src-shared/domain/model/edit.ts'
import { compareMethods } from '../../src-shared/domain/projection/compare-methods.ts'
import { customerHistory } from '../../src-shared/domain/usage/customer-history.ts'
import type { EffectiveUsage } from '../../src-shared/domain/usage/effective-usage.ts'
import { formatVersion } from '../../src-shared/domain/version-label.ts'
import type { Version } from '../../src-shared/domain/version.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { unitsOfMicro } from '../../src-shared/domain/micro-units.ts'
import { monthAfter } from '../../src-shared/domain/month.ts'
import { usageOf } from './small-bills.ts'

/** Ten hours of CPU a month, July 2003 to December 2004. */
export function steadyUsage(customerId: string, rateId: string): EffectiveUsage {
  const year = (number: 2004 | 2005, months: number): readonly [ReturnType<typeof fiscalYear>, ReturnType<typeof usageOf>] => [fiscalYear(number), usageOf(Array.from({ length: months }, (_, at) => [customerId, rateId, at, '10'] as const), fiscalYear(number))]
  return { years: new Map([year(2004, 12), year(2005, 6)]), orphans: { lineCount: 0, ofNoYear: 0, customers: [], rates: [] } }
}

export function fakeBudgets(now: () => { readonly draft: Draft; readonly usage: EffectiveUsage }) {
  function made({ from, to, customerId, ahead }: { readonly from: Version; readonly to: Version; readonly customerId: string; readonly ahead: readonly RowChange[] }): { readonly draft: Draft; readonly budget: CustomerBudget } | null {
    const { draft: present, usage } = now()
    const draft = ahead.length === 0 ? present : draftAhead(present, ahead)
    const customer = draft.customer.get(customerId)
    if (customer === undefined) return null
    const budget = customerBudget({ draft, customer, history: customerHistory({ draft, usage, customerId }), from, to })
    if (!budget.ok) throw new Error(budget.failure.map((each) => each.message).join(' '))
    return { draft, budget: budget.value }
  }
  return {
    customer(request: BudgetRequest): Promise<BudgetAnswer> {
      const found = made(request)
      if (found === null) return Promise.resolve(null)
      const { customer, before, after, ...figures } = found.budget
      const years = [before, after].map((each) => ({ label: formatVersion(found.draft, each.version), total: each.statement.total, ...countMonths(each) }))
      return Promise.resolve({ ...figures, customerId: customer.id, years, unpriced: [] })
    },
    rate({ version, customerId, rateId, ahead }: ProjectedRateRequest): Promise<ProjectedRateAnswer> {
      const { draft: present, usage } = now()
      const draft = draftAhead(present, ahead)
      const rate = customerProjection({ draft, version, customerId, history: customerHistory({ draft, usage, customerId }) }).rates.find((each) => each.rateId === rateId)
      if (rate === undefined) return Promise.resolve(null)
      const { history } = rate.request
      const { status, words, methods } = compareMethods(history)
      return Promise.resolve({
        history: history.quantities.map((each, at) => ({ month: monthAfter(history.first, at), quantity: each === null ? null : unitsOfMicro(each) })), months: rate.year.months, label: rate.year.label, words: rate.year.words, total: rate.year.total,
        comparison: { status, words, methods: methods.map(({ method: _method, ...each }) => each) }, changes: rate.changes.map(({ quantity, from, until, note, origin }) => ({ quantity, from, until, note, ...origin })), notes: rate.year.notes,
      })
    },
    summary({ customerIds, ...request }: BudgetSummaryRequest): Promise<readonly BudgetSummary[]> {
      return Promise.resolve(customerIds.flatMap((customerId) => {
        const { totals } = made({ ...request, customerId })?.budget ?? {}
        return totals === undefined ? [] : [{ customerId, before: totals.before, after: totals.after, difference: totals.terms.difference, percentChange: totals.percentChange }]
      }))
    },
    explain({ rateId, figure, ...request }: ExplainBudgetRequest): Promise<Explanation | null> {
      const found = made(request)
      return Promise.resolve(found === null ? null : explainBudget({ ...found, rateId, figure }))
    },
  }
}
