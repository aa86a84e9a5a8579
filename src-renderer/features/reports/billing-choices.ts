/** Reports of bills and budgets: whose, of which months and requests, and what they are made of. */
import type { BundleRequest } from '../../../src-shared/contract/billing-reports.ts'
import type { ReportRequest } from '../../../src-shared/contract/contract.ts'
import { formatFiscalYear, readFiscalYear, type FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { Customer, ServiceRequest } from '../../../src-shared/domain/model/billing-tables.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { fiscalYearFirstMonth } from '../../../src-shared/domain/model/integrity.ts'
import { monthsOfYear, type Month } from '../../../src-shared/domain/month.ts'
import { BILLING_REPORTS, type BillingReportName } from '../../../src-shared/domain/reports/report-names.ts'
import { assertNever } from '../../../src-shared/domain/result.ts'
import type { UsageBasis } from '../../../src-shared/domain/usage/effective-usage.ts'
import { impactYearOf, readUsageChoice, usageChoiceText, type YearsOfUsage } from '../../../src-shared/domain/usage/years-of-usage.ts'
import type { Version } from '../../../src-shared/domain/version.ts'

export function isBillingReport(name: string): name is BillingReportName {
  return BILLING_REPORTS.some((each) => each === name)
}

/** Reports that lay quantities of a year on rates. */
export function isOfUsage(name: BillingReportName): boolean {
  return name === 'statement' || name === 'impact' || name === 'impact-statement'
}

/** Reports of one customer. */
export function isOfOneCustomer(name: BillingReportName): boolean {
  return name === 'statement' || name === 'impact-statement' || name === 'budget'
}

/** Reports that lay two versions' rates on quantities. */
export function isOfImpact(name: string): boolean {
  return name === 'impact' || name === 'impact-statement'
}

/** Whose usage an impact is laid on, as an address says it: that of Bills where none is asked for; null while it is not known. */
export function impactUsage(usage: YearsOfUsage | undefined, { asked, from, to }: { readonly asked: string | null; readonly from: Version; readonly to: Version }): string | null {
  if (asked !== null || usage === undefined) return asked
  return usageChoiceText({ year: impactYearOf(usage, { asked, base: from.fiscalYear, compared: to.fiscalYear }), basis: 'recorded' })
}

export type BillingChoice = {
  readonly customers: readonly Customer[]
  readonly customer: Customer | undefined
  /** Whose quantities; null: each version's own. */
  readonly usageYear: FiscalYear | null
  readonly usageBasis: UsageBasis
  /** Of the statement's year. */
  readonly months: readonly Month[]
  /** Null: the whole year. */
  readonly month: Month | null
  readonly requests: readonly ServiceRequest[]
  readonly serviceRequest: ServiceRequest | undefined
}

/** What the address asks for, or the first that there is. */
export function billingChoice(draft: Pick<Draft, 'customer' | 'serviceRequest' | 'settings'>, asked: { readonly version: Version; readonly agency: string | null; readonly month: string | null; readonly usage: string | null; readonly request: string | null }): BillingChoice {
  const customers = [...draft.customer.values()].toSorted((left, right) => left.position - right.position)
  const requests = [...draft.serviceRequest.values()].toSorted((left, right) => left.code.localeCompare(right.code))
  const { asked: usage, basis: usageBasis } = readUsageChoice(asked.usage)
  const year = readFiscalYear(usage ?? '')
  const usageYear = year.ok ? year.value : null
  const months = monthsOfYear(usageYear ?? asked.version.fiscalYear, fiscalYearFirstMonth(draft))
  return {
    customers, customer: customers.find((each) => each.id === asked.agency) ?? customers[0], usageYear, usageBasis, months, month: months.find((each) => each === asked.month) ?? null, requests, serviceRequest: requests.find((each) => each.id === asked.request) ?? requests[0],
  }
}

/** One report for every customer; null for a report that is of all anyway. */
export function bundleRequest(name: BillingReportName, { from, to, choice: { usageYear, usageBasis, month } }: { readonly from: Version; readonly to: Version; readonly choice: Pick<BillingChoice, 'usageYear' | 'usageBasis' | 'month'> }): BundleRequest | null {
  switch (name) {
    case 'statement':
      return { report: name, version: to, usageYear, usageBasis, month }
    case 'impact-statement':
      return { report: name, from, to, usageFrom: usageYear, usageTo: usageYear, usageBasis }
    case 'budget':
      return { report: name, from, to }
    case 'impact':
    case 'encumbrance-estimate':
    case 'quote':
      return null
    default:
      return assertNever(name)
  }
}

/** Null where the model has no customer or no request to report on. */
export function billingReportRequest(name: BillingReportName, of: { readonly from: Version; readonly to: Version; readonly choice: BillingChoice }): ReportRequest | null {
  const { from, to, choice } = of
  const { customer, serviceRequest, usageYear, usageBasis } = choice
  if (customer === undefined) return null
  switch (name) {
    case 'statement':
    case 'impact-statement':
    case 'budget': {
      const request = bundleRequest(name, of)
      return request === null ? null : { ...request, customerId: customer.id }
    }
    case 'impact':
      return { report: name, from, to, usageFrom: usageYear, usageTo: usageYear, usageBasis }
    case 'encumbrance-estimate':
      return { report: name, from, to }
    case 'quote':
      return serviceRequest === undefined ? null : { report: name, version: to, requestId: serviceRequest.id }
    default:
      return assertNever(name)
  }
}

/** Which rates and quantities a report is of, in words. @example versionsInWords('impact', { from: 'FY2004', to: 'FY2005', usageYear, usageBasis: 'recorded' }) // 'FY2004 to FY2005, usage of FY2004' */
export function versionsInWords(name: BillingReportName, { from, to, usageYear, usageBasis }: { readonly from: string; readonly to: string; readonly usageYear: FiscalYear | null; readonly usageBasis: UsageBasis }): string {
  const rates = name === 'statement' || name === 'quote' ? to : `${from} to ${to}`
  if (!isOfUsage(name)) return rates
  const planned = usageBasis === 'planned' ? 'planned ' : ''
  if (usageYear === null) return planned === '' ? (isOfImpact(name) ? `${rates}, each year's own usage` : rates) : `${rates}, planned usage`
  return `${rates}, ${planned}usage of ${formatFiscalYear(usageYear)}`
}
