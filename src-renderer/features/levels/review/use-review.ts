/** The review of the one that is looked at: computed from the draft, with a cost that the core is asked for, because the usage stands there alone. */
import { useMemo } from 'react'

import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import { servicesOfAgreement } from '../../../../src-shared/domain/service-levels/agreements/agreement-rows.ts'
import { costOfBudget, costOfImpact, type ReviewCostAnswer } from '../../../../src-shared/domain/service-levels/quality/review-cost.ts'
import { subjectOf, type ReviewSubject } from '../../../../src-shared/domain/service-levels/quality/review-subject.ts'
import { serviceReview, type ServiceReview } from '../../../../src-shared/domain/service-levels/quality/service-review.ts'
import type { Version } from '../../../../src-shared/domain/version.ts'
import type { Failure } from '../../../client/failures.ts'
import { useBudgetAnswer, useImpactAnswer } from '../../../state/live-bills.ts'
import { useReviewVersions } from '../../../state/review-versions.ts'
import { today, useDueDay } from '../../../state/today.ts'
import { useLevelView } from '../level-view.tsx'

function whyOf(failure: Failure): ReviewCostAnswer {
  return { why: failure.message }
}

type CostQuestion = { readonly draft: Draft; readonly subject: ReviewSubject | null; readonly from: Version; readonly to: Version }

/** Null while the first answer is on its way. */
function useReviewCost({ draft, subject, from, to }: CostQuestion): { readonly cost: ReviewCostAnswer | null; readonly isBehind: boolean } {
  const agreement = subject?.of === 'agreement' ? draft.agreement.get(subject.id) : undefined
  const customerId = subject?.of === 'customer' ? subject.id : (agreement?.customerId ?? null)
  const budget = useBudgetAnswer(customerId === null ? null : { from, to, customerId })
  const impact = useImpactAnswer(subject?.of === 'service' ? { from, to, usageYear: null, usageBasis: 'planned', grouping: 'service' } : null)
  const cost = useMemo((): ReviewCostAnswer | null => {
    if (subject === null) return null
    if (subject.of === 'service') {
      if (impact.failure !== null) return whyOf(impact.failure)
      const matrix = impact.answer?.matrix
      return matrix === null || matrix === undefined ? null : costOfImpact(matrix, subject.id)
    }
    if (customerId === null) return { why: 'It is an agreement with no customer.' }
    if (budget.failure !== null) return whyOf(budget.failure)
    if (budget.answer === undefined || budget.answer?.customerId !== customerId) return budget.answer === null ? { why: 'There is no such customer.' } : null
    return costOfBudget(draft, budget.answer, subject.of === 'agreement' ? new Set(servicesOfAgreement(draft, subject.id).map((each) => each.id)) : null)
  }, [draft, subject, customerId, budget.answer, budget.failure, impact.answer, impact.failure])
  return { cost, isBehind: subject?.of === 'service' ? impact.isBehind : budget.isBehind }
}

/** What a customer pays decides which targets are its own; of a service or an agreement the rest is known before the cost is. */
const ASKED: ReviewCostAnswer = { why: 'It is being worked out.' }

export type ShownReview = { readonly subject: ReviewSubject | null; readonly from: Version; readonly to: Version; /** Null while the cost is asked for. */ readonly review: ServiceReview | null; readonly isBehind: boolean }

export function useReview(): ShownReview {
  const { draft, row, customerId, serviceId, month, from: askedFrom, to: askedTo } = useLevelView()
  const { from, to } = useReviewVersions({ from: askedFrom, to: askedTo })
  const asOf = useDueDay()
  const day = today()
  const subject = useMemo(() => subjectOf(draft, { agreementId: row, customerId, serviceId }), [draft, row, customerId, serviceId])
  const { cost, isBehind } = useReviewCost({ draft, subject, from, to })
  const known = cost ?? (subject?.of === 'customer' ? null : ASKED)
  const review = useMemo(() => (subject === null || known === null ? null : (serviceReview({ draft, subject, from, to, through: month, asOf, today: day, cost: known }) ?? null)), [draft, subject, from, to, month, asOf, day, known])
  return { subject, from, to, review, isBehind: isBehind || cost === null }
}
