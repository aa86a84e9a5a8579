/** Budgets of customers: what was used, what will be, and what it costs. */
import type { BudgetAnswer, BudgetSummary, ProjectedRateAnswer } from '../../../src-shared/contract/budget-answers.ts'
import type { BudgetRequest, BudgetSummaryRequest, ExplainBudgetRequest, ProjectedRateRequest } from '../../../src-shared/contract/budgets.ts'
import type { SentExplanation } from '../../../src-shared/contract/bills.ts'
import { billingYear, type BillingYear } from '../../../src-shared/domain/billing/billing-year.ts'
import { budgetYear, countMonths, customerBudget, type CustomerBudget } from '../../../src-shared/domain/budget/customer-budget.ts'
import { customerProjection } from '../../../src-shared/domain/budget/customer-projection.ts'
import { explainBudget } from '../../../src-shared/domain/budget/explain-budget.ts'
import { comparisonOf } from '../../../src-shared/domain/budget/planned-rates.ts'
import { usdOfCents } from '../../../src-shared/domain/cents.ts'
import { Decimal, round, toText } from '../../../src-shared/domain/decimal.ts'
import { isFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { RowChange } from '../../../src-shared/domain/model/edit.ts'
import { unitsOfMicro } from '../../../src-shared/domain/micro-units.ts'
import { monthNumber, monthOfNumber } from '../../../src-shared/domain/month.ts'
import { compareMethods } from '../../../src-shared/domain/projection/compare-methods.ts'
import { projectYear } from '../../../src-shared/domain/projection/project-year.ts'
import type { MonthlySeries } from '../../../src-shared/domain/projection/series.ts'
import { ok, type Result } from '../../../src-shared/domain/result.ts'
import { customerHistory, type CustomerHistory } from '../../../src-shared/domain/usage/customer-history.ts'
import { scheduleState } from '../../../src-shared/domain/rates/schedule-years.ts'
import { planOf, versionKey, type Version } from '../../../src-shared/domain/version.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { withinDepth } from '../../../src-shared/domain/within-depth.ts'
import { refusedWith, type NoModelOpen, type Refused } from '../failures.ts'
import { plannedParts, planningSteps } from '../planned-usage.ts'
import type { StoreFailure } from '../ports.ts'
import { runInTurns } from '../run-in-turns.ts'
import { allUsage, type ReadsUsage } from '../usage-book.ts'
import { sentExplanation } from './bills.ts'
import { draftAheadOf } from './draft-ahead.ts'

type Failure = NoModelOpen | Refused | StoreFailure
/** What budgets are made with. */
export type BudgetParts = ReadsUsage

function historyIn(parts: BudgetParts, { customerId, ahead }: { readonly customerId: string; readonly ahead: readonly RowChange[] }): Result<{ readonly draft: Draft; readonly history: CustomerHistory }, Failure> {
  const model = draftAheadOf(parts, ahead)
  if (!model.ok) return model
  const { store, draft } = model.value
  const usage = allUsage({ store, draft })
  return usage.ok ? ok({ draft, history: customerHistory({ draft, usage: usage.value, customerId }) }) : usage
}

/** The budget of one customer, for this and other use cases; null where there is no such customer. */
export function budgetOfCustomer(parts: BudgetParts, request: { readonly from: Version; readonly to: Version; readonly customerId: string; readonly ahead?: readonly RowChange[] }): Result<{ readonly draft: Draft; readonly budget: CustomerBudget; readonly history: CustomerHistory } | null, Failure> {
  const known = historyIn(parts, { customerId: request.customerId, ahead: request.ahead ?? [] })
  if (!known.ok) return known
  const { draft, history } = known.value
  const customer = draft.customer.get(request.customerId)
  if (customer === undefined) return ok(null)
  const budget = customerBudget({ draft, customer, history, from: request.from, to: request.to })
  return budget.ok ? ok({ draft, history, budget: budget.value }) : refusedWith(budget.failure)
}

/** The year before both, where it has a schedule, then both: what each costs. */
function yearsOf({ draft, budget, history }: { readonly draft: Draft; readonly budget: CustomerBudget; readonly history: CustomerHistory }): NonNullable<BudgetAnswer>['years'] {
  const { before, after, customer } = budget
  const earlier = before.version.fiscalYear - 1
  const isScheduled = isFiscalYear(earlier) && scheduleState(draft, versionKey(planOf(earlier))) !== undefined
  const first = isScheduled ? budgetYear({ draft, customer, history }, planOf(earlier)) : null
  const years = [...(first?.ok === true && countMonths(first.value).monthsActual > 0 ? [first.value] : []), ...(versionKey(before.version) === versionKey(after.version) ? [after] : [before, after])]
  return years.map((year) => ({ label: formatVersion(draft, year.version), total: year.statement.total, ...countMonths(year) }))
}

export function customerBudgetAnswer(parts: BudgetParts, request: BudgetRequest): Result<BudgetAnswer, Failure> {
  const made = budgetOfCustomer(parts, request)
  if (!made.ok) return made
  if (made.value === null) return ok(null)
  const { customer, before: _before, after, ...figures } = made.value.budget
  return ok({ ...figures, customerId: customer.id, years: yearsOf(made.value), unpriced: after.statement.unpriced.map(({ title, quantity, unit, reason }) => ({ title, quantity, unit, reason })) })
}

/** Some customers at once, projected in turns and priced together; those that are not there are left out. */
export async function budgetSummary(parts: BudgetParts, request: BudgetSummaryRequest & { readonly signal?: AbortSignal | undefined }): Promise<Result<readonly BudgetSummary[], Failure>> {
  request.signal?.throwIfAborted()
  const model = draftAheadOf(parts, request.ahead)
  if (!model.ok) return model
  const { draft } = model.value
  const usage = allUsage(model.value)
  if (!usage.ok) return usage
  const customerIds = request.customerIds.filter((each) => draft.customer.has(each))
  const asked = { draft, usage: usage.value }
  const own = { ...draft, customer: new Map([...draft.customer].filter(([id]) => customerIds.includes(id))) }
  await runInTurns(planningSteps({ ...asked, customerIds, versions: [request.from, request.to] }), { signal: request.signal })
  const billed = (version: Version): Result<BillingYear, Refused> => {
    const bills = billingYear({ draft: own, version, usage: plannedParts({ ...asked, version, customerIds }) })
    return bills.ok ? bills : refusedWith(bills.failure)
  }
  const before = billed(request.from)
  if (!before.ok) return before
  const after = billed(request.to)
  if (!after.ok) return after
  return ok(customerIds.map((customerId) => {
    const [from = 0n, to = 0n] = [before.value, after.value].map(({ book, customerIndex }) => book.bills[customerIndex.get(customerId) ?? -1])
    return { customerId, before: usdOfCents(from), after: usdOfCents(to), difference: usdOfCents(to - from), percentChange: from === 0n ? null : toText<'%'>(round(new Decimal((to - from).toString()).times(100).div(from.toString()), PERCENT_PLACES)) }
  }))
}

export function explainBudgetOf(parts: BudgetParts, request: ExplainBudgetRequest): Result<SentExplanation | null, Failure> {
  const made = budgetOfCustomer(parts, request)
  if (!made.ok) return made
  const explanation = made.value === null ? null : explainBudget({ ...made.value, rateId: request.rateId, figure: request.figure })
  // The whole budget goes down to its rates; a rate, asked for by itself, goes down to the history.
  return ok(explanation === null ? null : request.rateId === null ? sentExplanation(withinDepth(explanation, WHOLE_BUDGET_DEPTH)) : sentExplanation(explanation))
}

const PERCENT_PLACES = 2
const WHOLE_BUDGET_DEPTH = 2

function monthsOfSeries({ first, quantities }: MonthlySeries): NonNullable<ProjectedRateAnswer>['history'] {
  return quantities.map((quantity, at) => ({ month: monthOfNumber(monthNumber(first) + at), quantity: quantity === null ? null : unitsOfMicro(quantity) }))
}

export function projectedRate(parts: BudgetParts, request: ProjectedRateRequest): Result<ProjectedRateAnswer, Failure> {
  const known = historyIn(parts, request)
  if (!known.ok) return known
  const projection = customerProjection({ ...known.value, version: request.version, customerId: request.customerId })
  const found = projection.rates.find((each) => each.rateId === request.rateId)
  if (found === undefined) return ok(null)
  const { history } = found.request
  const { status, words, methods } = comparisonOf(found, projection.budget) ?? compareMethods(history)
  const year = projectYear(found.request)
  return ok({
    history: monthsOfSeries(history), months: year.ok ? year.value.months : found.year.months, label: found.year.label, words: found.year.words, total: found.year.total,
    comparison: { status, words, methods: methods.map(({ method: _method, ...each }) => each) }, changes: found.changes.map(({ quantity, from, until, note, origin }) => ({ quantity, from, until, note, ...origin })), notes: found.year.notes,
  })
}
