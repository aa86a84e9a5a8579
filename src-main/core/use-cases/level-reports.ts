/** Reports of service levels: what the screens compute from the draft, with what only the core knows of usage and bills. */
import type { ReportRequest } from '../../../src-shared/contract/contract.ts'
import { impactMatrix } from '../../../src-shared/domain/billing/impact.ts'
import type { ModelInfo } from '../../../src-shared/contract/answers.ts'
import type { IsoDate } from '../../../src-shared/domain/fiscal-year.ts'
import { issue } from '../../../src-shared/domain/issues.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { ReportContext } from '../../../src-shared/domain/reports/draft-mark.ts'
import { serviceReviewReport } from '../../../src-shared/domain/reports/levels/service-review-report.ts'
import type { ReportModel } from '../../../src-shared/domain/reports/report-model.ts'
import { ok, type Result } from '../../../src-shared/domain/result.ts'
import { dueDay, localDay } from '../../../src-shared/domain/sample-day.ts'
import { servicesOfAgreement } from '../../../src-shared/domain/service-levels/agreements/agreement-rows.ts'
import { costOfBudget, costOfImpact, type ReviewCostAnswer } from '../../../src-shared/domain/service-levels/quality/review-cost.ts'
import { serviceReview } from '../../../src-shared/domain/service-levels/quality/service-review.ts'
import type { UseCaseParts } from '../core-parts.ts'
import { refusedWith, type NoModelOpen, type Refused } from '../failures.ts'
import type { StoreFailure } from '../ports.ts'
import { pricedImpact } from './bills.ts'
import { budgetOfCustomer } from './budgets.ts'

type Failure = NoModelOpen | Refused | StoreFailure
type ReviewReportRequest = Extract<ReportRequest, { readonly report: 'service-review' }>

/** What cannot be priced is said, and does not stand in the way of the rest. */
function orWhy<Value>(made: Result<Value, Failure>, costOf: (value: Value) => ReviewCostAnswer): Result<ReviewCostAnswer, NoModelOpen | StoreFailure> {
  if (made.ok) return ok(costOf(made.value))
  const { failure } = made
  return failure.code === 'REFUSED' ? ok({ why: failure.issues.map((each) => each.message).join(' ') }) : { ok: false, failure }
}

/** A customer's budget; of an agreement the services that it covers; of a service everybody's bills. */
function reviewCost(parts: UseCaseParts, draft: Draft, { subject, from, to }: ReviewReportRequest): Result<ReviewCostAnswer, NoModelOpen | StoreFailure> {
  if (subject.of === 'service') return orWhy(pricedImpact(parts, { from, to, usageFrom: null, usageTo: null, usageBasis: 'planned' }), ({ impact }) => costOfImpact(impactMatrix(impact, 'service'), subject.id))
  const customerId = subject.of === 'customer' ? subject.id : (draft.agreement.get(subject.id)?.customerId ?? null)
  if (customerId === null) return ok({ why: 'It is an agreement with no customer.' })
  const services = subject.of === 'customer' ? null : new Set(servicesOfAgreement(draft, subject.id).map((each) => each.id))
  return orWhy(budgetOfCustomer(parts, { from, to, customerId }), (made) => (made === null ? { why: 'There is no such customer.' } : costOfBudget(made.draft, made.budget, services)))
}

/** The day of a report, as its screen has it. */
export function dayOfReport({ clock }: Pick<UseCaseParts, 'clock'>, { isSample }: Pick<ModelInfo, 'isSample'>): IsoDate {
  return dueDay({ isSample, today: localDay(clock.now()) })
}

export function reviewReportOf(parts: UseCaseParts, { request, context }: { readonly request: ReviewReportRequest; readonly context: ReportContext }): Result<ReportModel, Failure> {
  const model = parts.session.read()
  if (!model.ok) return model
  const { draft, info } = model.value
  const asOf = dayOfReport(parts, info)
  const cost = reviewCost(parts, draft, request)
  if (!cost.ok) return cost
  const review = serviceReview({ draft, subject: request.subject, from: request.from, to: request.to, through: request.through, asOf, today: localDay(parts.clock.now()), cost: cost.value })
  if (review === undefined) return refusedWith([issue('unknown-reference', `The model has no such ${request.subject.of}.`, { remedy: 'Choose one that is there.' })])
  return ok(serviceReviewReport({ draft, review, context }))
}
