/** Budgets of customers: what was used, what will be, and what it costs. */
import type { BudgetAnswer, ProjectedRateAnswer } from '../../../src-shared/contract/budget-answers.ts'
import type { BudgetRequest, ProjectedRateRequest } from '../../../src-shared/contract/budgets.ts'
import { customerBudget, type CustomerBudget } from '../../../src-shared/domain/budget/customer-budget.ts'
import { customerProjection } from '../../../src-shared/domain/budget/customer-projection.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { RowChange } from '../../../src-shared/domain/model/edit.ts'
import { unitsOfMicro } from '../../../src-shared/domain/micro-units.ts'
import { monthNumber, monthOfNumber } from '../../../src-shared/domain/month.ts'
import { compareMethods } from '../../../src-shared/domain/projection/compare-methods.ts'
import type { MonthlySeries } from '../../../src-shared/domain/projection/series.ts'
import { ok, type Result } from '../../../src-shared/domain/result.ts'
import { customerHistory, type CustomerHistory } from '../../../src-shared/domain/usage/customer-history.ts'
import type { Version } from '../../../src-shared/domain/version.ts'
import type { UseCaseParts } from '../core-parts.ts'
import { refusedWith, type NoModelOpen, type Refused } from '../failures.ts'
import type { StoreFailure } from '../ports.ts'
import { allUsage } from '../usage-book.ts'
import { draftAheadOf } from './draft-ahead.ts'

type Failure = NoModelOpen | Refused | StoreFailure

function historyIn(parts: UseCaseParts, { customerId, ahead }: { readonly customerId: string; readonly ahead: readonly RowChange[] }): Result<{ readonly draft: Draft; readonly history: CustomerHistory }, Failure> {
  const model = draftAheadOf(parts, ahead)
  if (!model.ok) return model
  const { store, draft } = model.value
  const usage = allUsage({ store, draft })
  return usage.ok ? ok({ draft, history: customerHistory({ draft, usage: usage.value, customerId }) }) : usage
}

/** The budget of one customer, for this and other use cases; null where there is no such customer. */
export function budgetOfCustomer(parts: UseCaseParts, request: { readonly from: Version; readonly to: Version; readonly customerId: string; readonly ahead?: readonly RowChange[] }): Result<{ readonly draft: Draft; readonly budget: CustomerBudget } | null, Failure> {
  const known = historyIn(parts, { customerId: request.customerId, ahead: request.ahead ?? [] })
  if (!known.ok) return known
  const { draft, history } = known.value
  const customer = draft.customer.get(request.customerId)
  if (customer === undefined) return ok(null)
  const budget = customerBudget({ draft, customer, history, from: request.from, to: request.to })
  return budget.ok ? ok({ draft, budget: budget.value }) : refusedWith(budget.failure)
}

export function customerBudgetAnswer(parts: UseCaseParts, request: BudgetRequest): Result<BudgetAnswer, Failure> {
  const made = budgetOfCustomer(parts, request)
  if (!made.ok) return made
  if (made.value === null) return ok(null)
  const { customer, before: _before, after, ...figures } = made.value.budget
  return ok({ ...figures, customerId: customer.id, unpriced: after.statement.unpriced.map(({ title, quantity, unit, reason }) => ({ title, quantity, unit, reason })) })
}

function monthsOfSeries({ first, quantities }: MonthlySeries): NonNullable<ProjectedRateAnswer>['history'] {
  return quantities.map((quantity, at) => ({ month: monthOfNumber(monthNumber(first) + at), quantity: quantity === null ? null : unitsOfMicro(quantity) }))
}

export function projectedRate(parts: UseCaseParts, request: ProjectedRateRequest): Result<ProjectedRateAnswer, Failure> {
  const known = historyIn(parts, request)
  if (!known.ok) return known
  const projection = customerProjection({ ...known.value, version: request.version, customerId: request.customerId })
  const found = projection.rates.find((each) => each.rateId === request.rateId)
  if (found === undefined) return ok(null)
  const { history } = found.request
  const { status, words, methods } = found.comparison ?? compareMethods(history)
  return ok({
    history: monthsOfSeries(history), months: found.year.months, label: found.year.label, words: found.year.words, total: found.year.total,
    comparison: { status, words, methods: methods.map(({ method: _method, ...each }) => each) }, changes: found.changes.map(({ quantity, from, until, note, origin }) => ({ quantity, from, until, note, ...origin })), notes: found.year.notes,
  })
}
