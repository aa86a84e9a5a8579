/** What the reports of service levels read from the command line: of whom, of which years, up to which month. */
import type { ReportRequest } from '../../../src-shared/contract/contract.ts'
import type { IsoDate } from '../../../src-shared/domain/fiscal-year.ts'
import { issue, type Issue } from '../../../src-shared/domain/issues.ts'
import type { Customer } from '../../../src-shared/domain/model/billing-tables.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { agreementIdOfCode } from '../../../src-shared/domain/model/service-level-integrity.ts'
import { readMonth } from '../../../src-shared/domain/month.ts'
import type { LevelReportName } from '../../../src-shared/domain/reports/report-names.ts'
import { ok, refused, type Result } from '../../../src-shared/domain/result.ts'
import { monthAhead } from '../../../src-shared/domain/service-levels/dated-ahead.ts'
import { serviceField } from '../../../src-shared/domain/service-levels/level-readers.ts'
import type { ReviewSubject } from '../../../src-shared/domain/service-levels/quality/review-subject.ts'
import type { Version } from '../../../src-shared/domain/version.ts'
import { listedCodes } from '../listed-codes.ts'
import { customerOfCode } from '../open-bills.ts'
import { readVersions, type ReadModel } from '../open-model.ts'

/** As typed; null where an option is not given. */
export type LevelExport = { readonly agency: string | null; readonly service: string | null; readonly agreement: string | null; readonly month: string | null; readonly from: string | null; readonly to: string | null; /** What is dated after it has not happened. */ readonly today: IsoDate }
export type LevelAsked = { readonly request: ReportRequest; readonly versions: readonly Version[]; readonly customers: readonly Customer[] }

type MeasuredReport = Exclude<LevelReportName, 'catalog'>

export function isLevelReport(report: string): report is MeasuredReport {
  return report === 'sla-scorecard' || report === 'service-review'
}

function unknown(what: string, code: string, codes: readonly string[]): readonly Issue[] {
  return [issue('unknown-reference', `The model has no ${what} with the code "${code.slice(0, 40)}".`, { remedy: codes.length === 0 ? `The model has no ${what}s.` : `Give one of: ${listedCodes(codes)}.` })]
}

function serviceOfCode(draft: Draft, code: string): Result<ReviewSubject> {
  const wanted = code.trim().toLowerCase()
  const found = [...draft.service.values()].find((each) => each.code.toLowerCase() === wanted || each.id === wanted)
  return found === undefined ? refused(unknown('service', code, [...draft.service.values()].flatMap((each) => (each.code === '' ? [] : [each.code])))) : ok({ of: 'service', id: found.id })
}

function subjectOf(model: ReadModel, { agency, service, agreement }: LevelExport): Result<{ readonly subject: ReviewSubject; readonly customers: readonly Customer[] }> {
  const { draft } = model
  if (agency !== null) {
    const customer = customerOfCode(model, agency)
    return customer.ok ? ok({ subject: { of: 'customer', id: customer.value.id }, customers: [customer.value] }) : customer
  }
  if (service !== null) {
    const found = serviceOfCode(draft, service)
    return found.ok ? ok({ subject: found.value, customers: [] }) : found
  }
  if (agreement !== null) {
    const id = agreementIdOfCode(draft, agreement)
    const customer = draft.customer.get(draft.agreement.get(id ?? '')?.customerId ?? '')
    return id === undefined ? refused(unknown('agreement', agreement, [...draft.agreement.values()].map((each) => each.code))) : ok({ subject: { of: 'agreement', id }, customers: customer === undefined ? [] : [customer] })
  }
  return refused([issue('unknown-reference', 'A service review is of one agency, service or agreement.', { remedy: 'Give --agency CODE, --service CODE or --agreement CODE.' })])
}

/** Refused where a month or the service cannot be. */
function scorecardRequest({ draft }: ReadModel, { service, from: fromText, to: toText }: LevelExport): Result<LevelAsked> {
  if (fromText === null || toText === null) return refused([issue('version-missing', 'The scorecard needs its months.', { remedy: 'Give --from 2003-07 and --to 2004-06.' })])
  const [from, to] = [readMonth(fromText), readMonth(toText)]
  if (!from.ok) return refused([from.failure])
  if (!to.ok) return refused([to.failure])
  if (to.value < from.value) return refused([issue('dates-out-of-order', `${to.value} comes before ${from.value}.`, { remedy: 'Give --from the earlier month.' })])
  const found = service === null ? null : serviceField.read(service, { draft, versions: [] })
  if (found !== null && !found.ok) return refused([found.failure])
  return ok({ request: { report: 'sla-scorecard', from: from.value, to: to.value, serviceId: found === null ? null : found.value.value }, versions: [], customers: [] })
}

/** Refused where an option is missing, or names what the model does not have. */
function reviewRequest(model: ReadModel, given: LevelExport): Result<LevelAsked> {
  const subject = subjectOf(model, given)
  if (!subject.ok) return subject
  const month = given.month === null ? ok(null) : readMonth(given.month)
  if (!month.ok) return refused([month.failure])
  const ahead = month.value === null ? null : monthAhead(month.value, given.today)
  if (ahead !== null) return refused([ahead])
  const versions = readVersions(model.draft, [given.from, given.to].filter((each) => each !== null))
  if (!versions.ok) return versions
  const [from, to] = versions.value
  if (from === undefined || to === undefined) return refused([issue('version-missing', 'A service review needs two years.', { remedy: 'Give --from FY2004 and --to FY2005.' })])
  return ok({ request: { report: 'service-review', from, to, subject: subject.value.subject, through: month.value }, versions: [from, to], customers: subject.value.customers })
}

/** What a report of service levels is asked for. */
export function levelRequest(model: ReadModel, { report, ...given }: LevelExport & { readonly report: MeasuredReport }): Result<LevelAsked> {
  return report === 'sla-scorecard' ? scorecardRequest(model, given) : reviewRequest(model, given)
}
