/** Price beside performance, as it is laid on the table of the review meeting: the page, and behind it prices, months, findings. The tab shows the same review. */
import type { Draft } from '../../model/draft.ts'
import type { ServiceReview } from '../../service-levels/quality/service-review.ts'
import { coveredReport } from '../covered-report.ts'
import type { ReportContext } from '../draft-mark.ts'
import type { ReportModel } from '../report-model.ts'
import { findingsSheet, monthsSheet, targetsSheet, unitPricesSheet } from './review-detail-sheets.ts'
import { reviewPageSheet } from './review-page-sheet.ts'

/** @example serviceReviewReport({ draft, review, context }).sheets.map((sheet) => sheet.name) // ['Cover', 'Review', 'Unit prices', 'Targets', 'Month by month', 'Findings and actions', 'Method and notes'] */
export function serviceReviewReport({ draft, review, context }: { readonly draft: Draft; readonly review: ServiceReview; readonly context: ReportContext }): ReportModel {
  const { scope, from, to, fromLabel, toLabel, months, sentences } = review
  const parts = { draft, review }
  const report = coveredReport({
    draft, context, report: 'service-review', title: `Service review, ${scope.code}, ${toLabel}`, label: `${scope.code}, ${fromLabel} to ${toLabel}`, versions: [from, to], isFictional: scope.isFictional, sections: [], issues: [],
    provenance: scope.isFictional ? 'FICTIONAL: customers, agreements, targets and what was measured are made up.' : 'The model\'s own.',
    sheets: [reviewPageSheet(review), unitPricesSheet(parts), targetsSheet(parts), monthsSheet(parts), findingsSheet(parts)],
    lead: [{ label: 'Review of', text: scope.name }, { label: 'Agreements', text: scope.agreements.map(({ code, title }) => `${code} ${title}`).join('; ') || 'none' }, { label: 'Months', text: `${months[0] ?? ''} to ${months.at(-1) ?? ''}` }],
    facts: sentences.map((text, at) => ({ label: ['Cost', 'Performance', 'Findings'][at] ?? '', text })),
    method: [
      { label: 'Cost', text: scope.subject.of === 'service' ? 'The bills of all customers for the service, on recorded months and projected ones. (BILL-1, PROJ-1)' : 'Recorded months as they are, the others projected by the customer\'s budget; priced by each year\'s schedule. (BILL-1, PROJ-1)' },
      { label: 'Unit prices', text: 'As published in each year; a change is in per cent of the earlier price, rounded once to two places; of a price that is a percentage it is in percentage points. (NUM-3, NUM-4, RATE-3)' },
      { label: 'Held', text: 'A month counts as held when its value meets the goal, compared unrounded: met, or at risk. At risk is inside the warning band, or worse three periods running. A month without data is neither held nor missed, and is counted apart. (SLM-3)' },
      { label: 'Findings', text: 'Those that are open, and those that were closed within the months. A finding is improving while one of its actions is planned or in progress. (SLM-5)' },
      { label: 'Periodic report', text: 'Due so many days before each review as the agreement says, so that what is disputed is settled before the meeting.' },
    ],
  })
  return { ...report, mainSheetId: 'months' }
}
