/** Reports of service levels: of whom, and up to which month. */
import type { ReportRequest } from '../../../src-shared/contract/contract.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { isMonth } from '../../../src-shared/domain/month.ts'
import { LEVEL_REPORTS, type LevelReportName } from '../../../src-shared/domain/reports/export-limits.ts'
import { subjectOf, type ReviewSubject } from '../../../src-shared/domain/service-levels/quality/review-subject.ts'
import type { Version } from '../../../src-shared/domain/version.ts'

export function isLevelReport(name: string): name is LevelReportName {
  return LEVEL_REPORTS.some((each) => each === name)
}

/** What the address says. */
export type LevelQuery = { readonly agency: string | null; readonly service: string | null; readonly agreement: string | null; readonly month: string | null }

/** Null where the model has nobody to review. */
export function levelReportRequest(draft: Pick<Draft, 'agreement' | 'customer' | 'service' | 'serviceTarget'>, { from, to, query }: { readonly from: Version; readonly to: Version; readonly query: LevelQuery }): Extract<ReportRequest, { readonly report: LevelReportName }> | null {
  const subject = subjectOf(draft, { agreementId: query.agreement, customerId: query.agency, serviceId: query.service })
  return subject === null ? null : { report: 'service-review', from, to, subject, through: query.month !== null && isMonth(query.month) ? query.month : null }
}

/** The part of an address that names one. @example subjectQuery({ of: 'customer', id: 'xfa' }) // { agency: 'xfa' } */
export function subjectQuery({ of, id }: ReviewSubject): { readonly agency?: string; readonly service?: string; readonly agreement?: string } {
  return of === 'customer' ? { agency: id } : of === 'service' ? { service: id } : { agreement: id }
}
