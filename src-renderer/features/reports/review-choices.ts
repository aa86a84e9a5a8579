/** The service review: of whom, and up to which month. */
import type { ReportRequest } from '../../../src-shared/contract/contract.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { isMonth } from '../../../src-shared/domain/month.ts'
import { subjectOf, type ReviewSubject } from '../../../src-shared/domain/service-levels/quality/review-subject.ts'
import { versionKey, type Version } from '../../../src-shared/domain/version.ts'

/** What the address says. */
export type ReviewQuery = { readonly agency: string | null; readonly service: string | null; readonly agreement: string | null; readonly month: string | null }

type ReviewRequest = Omit<Extract<ReportRequest, { readonly report: 'service-review' }>, 'report'>

/** Null where the model has nobody to review. */
export function reviewRequest(draft: Pick<Draft, 'agreement' | 'customer' | 'service' | 'serviceTarget'>, { from, to, query }: { readonly from: Version; readonly to: Version; readonly query: ReviewQuery }): Extract<ReportRequest, { readonly report: 'service-review' }> | null {
  const subject = subjectOf(draft, { agreementId: query.agreement, customerId: query.agency, serviceId: query.service })
  return subject === null ? null : { report: 'service-review', from, to, subject, through: query.month !== null && isMonth(query.month) ? query.month : null }
}

function subjectQuery({ of, id }: ReviewSubject): { readonly agency?: string; readonly service?: string; readonly agreement?: string } {
  return of === 'customer' ? { agency: id } : of === 'service' ? { service: id } : { agreement: id }
}

/** The address that asks for a review as it is. @example reviewQuery({ subject: { of: 'customer', id: 'xfa' }, from, to, through: null }) // { agency: 'xfa', from: 'FY2004/plan', to: 'FY2005/plan' } */
export function reviewQuery({ subject, from, to, through }: ReviewRequest): ReturnType<typeof subjectQuery> & { readonly from: string; readonly to: string; readonly month?: string } {
  return { ...subjectQuery(subject), from: versionKey(from), to: versionKey(to), ...(through === null ? {} : { month: through }) }
}
