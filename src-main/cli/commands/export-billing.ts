/** What the reports of the billing side read from the command line: whose, of which versions, of which month and usage. */
import type { ReportRequest } from '../../../src-shared/contract/contract.ts'
import { issue, type Issue } from '../../../src-shared/domain/issues.ts'
import type { Customer, ServiceRequest } from '../../../src-shared/domain/model/billing-tables.ts'
import { readMonth, type Month } from '../../../src-shared/domain/month.ts'
import { BILLING_REPORTS, type BillingReportName } from '../../../src-shared/domain/reports/report-names.ts'
import { assertNever, ok, refused, type Result } from '../../../src-shared/domain/result.ts'
import { impactYearOf, type YearsOfUsage } from '../../../src-shared/domain/usage/years-of-usage.ts'
import type { Version } from '../../../src-shared/domain/version.ts'
import { listedCodes } from '../listed-codes.ts'
import { customerOfCode, usageChoiceOf, type UsageChoice } from '../open-bills.ts'
import { readVersions, type ReadModel } from '../open-model.ts'

/** As typed; null where an option is not given. */
export type BillingExport = { readonly agency: string | null; readonly month: string | null; readonly usage: string | null; readonly request: string | null; readonly version: string | null; readonly from: string | null; readonly to: string | null }

export type BillingAsked = { readonly request: ReportRequest; readonly versions: readonly Version[]; readonly customers: readonly Customer[] }

export function isBillingReport(report: string): report is BillingReportName {
  return BILLING_REPORTS.some((each) => each === report)
}

function missing(report: BillingReportName, remedy: string): Result<never> {
  return refused([issue('version-missing', `The ${report} report needs more than that.`, { remedy })])
}

/** One version, given under either name. */
function oneVersion({ draft }: ReadModel, text: string | null, report: BillingReportName): Result<Version> {
  if (text === null) return missing(report, 'Give --version FY2005.')
  const read = readVersions(draft, [text])
  if (!read.ok) return read
  const [version] = read.value
  return version === undefined ? missing(report, 'Give --version FY2005.') : ok(version)
}

function twoVersions(model: ReadModel, { from, to, version }: BillingExport, report: BillingReportName): Result<{ readonly from: Version; readonly to: Version }> {
  const later = to ?? version
  if (from === null || later === null) return missing(report, 'Give --from FY2004 and --to FY2005.')
  const read = readVersions(model.draft, [from, later])
  if (!read.ok) return read
  const [first, second] = read.value
  return first === undefined || second === undefined ? missing(report, 'Give --from FY2004 and --to FY2005.') : ok({ from: first, to: second })
}

function requestOfCode({ draft }: ReadModel, code: string | null): Result<ServiceRequest> {
  const found = [...draft.serviceRequest.values()].find((each) => code !== null && each.code.toLowerCase() === code.trim().toLowerCase())
  if (found !== undefined) return ok(found)
  const codes = [...draft.serviceRequest.values()].map((each) => each.code)
  return refused([issue('unknown-reference', code === null ? 'The quote report needs a request.' : `The model has no request "${code.slice(0, 40)}".`, { remedy: codes.length === 0 ? 'The model has no requests.' : `Give --request with one of: ${listedCodes(codes)}.` })])
}

function monthOf(text: string | null): Result<Month | null, Issue> {
  return text === null ? ok(null) : readMonth(text)
}

/** Usage of one year for both sides; that of the screen where none is given. */
function usageOf({ usage, usageAsked: { usageYear, usageBasis }, years }: Given, { from, to }: { readonly from: Version; readonly to: Version }): { readonly usageFrom: UsageChoice['usageYear']; readonly usageTo: UsageChoice['usageYear']; readonly usageBasis: UsageChoice['usageBasis'] } {
  const year = usage === null ? impactYearOf(years, { asked: null, base: from.fiscalYear, compared: to.fiscalYear }) : usageYear
  return { usageFrom: year, usageTo: year, usageBasis }
}

/** `customer` null: the report is of all. */
type Whole = Omit<BillingAsked, 'customers'> & { readonly customer: Customer | null }

/** Refused where an option is missing, or names what the model does not have. */
export function billingRequest(model: ReadModel, given: Omit<Given, 'usageAsked' | 'monthAsked'>): Result<BillingAsked> {
  const usage = usageChoiceOf(given.usage)
  if (!usage.ok) return usage
  const month = monthOf(given.month)
  if (!month.ok) return refused([month.failure])
  const asked = requestOf(model, { ...given, usageAsked: usage.value, monthAsked: month.value })
  if (!asked.ok) return asked
  const { customer, ...rest } = asked.value
  return ok({ ...rest, customers: customer === null ? [...model.draft.customer.values()] : [customer] })
}

type Given = BillingExport & { readonly report: BillingReportName; /** Which months have usage. */ readonly years: YearsOfUsage; readonly usageAsked: UsageChoice; readonly monthAsked: Month | null }

function customerOf(model: ReadModel, { agency, report }: Given): Result<Customer> {
  return agency === null ? refused([issue('unknown-reference', `The ${report} report is of one agency.`, { remedy: 'Give --agency CODE, or --all for every agency.' })]) : customerOfCode(model, agency)
}

function requestOf(model: ReadModel, given: Given): Result<Whole> {
  const { report, usageAsked } = given
  switch (report) {
    case 'statement': {
      const [version, customer] = [oneVersion(model, given.version ?? given.to, report), customerOf(model, given)]
      if (!version.ok) return version
      if (!customer.ok) return customer
      return ok({ request: { report, version: version.value, ...usageAsked, month: given.monthAsked, customerId: customer.value.id }, versions: [version.value], customer: customer.value })
    }
    case 'impact-statement':
    case 'budget': {
      const [versions, customer] = [twoVersions(model, given, report), customerOf(model, given)]
      if (!versions.ok) return versions
      if (!customer.ok) return customer
      const of = { ...versions.value, customerId: customer.value.id }
      return ok({ request: report === 'budget' ? { report, ...of } : { report, ...of, ...usageOf(given, versions.value) }, versions: [versions.value.from, versions.value.to], customer: customer.value })
    }
    case 'impact':
    case 'encumbrance-estimate': {
      const versions = twoVersions(model, given, report)
      if (!versions.ok) return versions
      return ok({ request: report === 'impact' ? { report, ...versions.value, ...usageOf(given, versions.value) } : { report, ...versions.value }, versions: [versions.value.from, versions.value.to], customer: null })
    }
    case 'quote': {
      const [version, request] = [oneVersion(model, given.version ?? given.to, report), requestOfCode(model, given.request)]
      if (!version.ok) return version
      if (!request.ok) return request
      return ok({ request: { report, version: version.value, requestId: request.value.id }, versions: [version.value], customer: model.draft.customer.get(request.value.customerId) ?? null })
    }
    default:
      return assertNever(report)
  }
}
