/** The pages of the service catalog: what each service is, includes, promises and asks for, as a customer reads it; and the versions in which a page was issued. */
import type { IsoDate } from '../fiscal-year.ts'
import type { PROVENANCES } from './cost-tables.ts'

export const PAGE_STATUSES = ['proposed', 'active', 'retiring', 'retired'] as const
/** The page of a service in its present words. Long texts are Markdown; an empty metrics text means "not available", which the page says. */
export type ServicePage = {
  /** The service's id. */
  readonly id: string
  readonly serviceId: string
  readonly status: (typeof PAGE_STATUSES)[number]
  /** Purpose and scope. */
  readonly purpose: string
  /** The family of services that it belongs to. */
  readonly overview: string
  readonly description: string
  /** What is included, a list. */
  readonly included: string
  readonly supportedVersions: string
  /** Service targets, in words; what is measured are the targets. */
  readonly availabilityHours: string
  readonly maintenance: string
  readonly incidentManagement: string
  /** Hours, and the path after hours. */
  readonly requestFulfilment: string
  readonly performanceMetrics: string
  readonly availabilityMetrics: string
  /** The customer's responsibilities in summary. */
  readonly customerDuties: string
  readonly providerDuties: string
  /** What is to be said beside the rates. */
  readonly chargeback: string
  /** A role, never a person. */
  readonly owner: string
  readonly approver: string
  readonly reviewer: string
  readonly nextReviewOn: IsoDate | null
  readonly provenance: (typeof PROVENANCES)[number]
  readonly source: string
}

/** A page as it was issued: a copy of its text that does not change with the page. */
export type PageVersion = {
  /** `listserv|2`: see `pageVersionId`. */
  readonly id: string
  readonly serviceId: string
  readonly number: number
  readonly issuedOn: IsoDate
  readonly author: string
  /** What changed. */
  readonly summary: string
  /** The whole page in Markdown. */
  readonly content: string
}

/** A service request that a customer can make, with its lead time. */
export type RequestType = {
  readonly id: string
  readonly serviceId: string
  readonly position: number
  readonly title: string
  readonly description: string
  /** Business days (SLM-7); null where none is promised. */
  readonly leadDays: number | null
  readonly source: string
}

export const REPORT_INTERVALS = ['on-event', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly'] as const
/** A report that customers get as part of the service. */
export type ServiceReport = {
  readonly id: string
  readonly serviceId: string
  readonly position: number
  readonly title: string
  readonly description: string
  /** SLM-7: it may be "on event". */
  readonly interval: (typeof REPORT_INTERVALS)[number]
  readonly note: string
  readonly source: string
}

export const RESPONSIBLE_PARTIES = ['customer', 'provider', 'both'] as const
/** Who does what: one row of the matrix of customer and provider. */
export type Responsibility = {
  readonly id: string
  readonly serviceId: string
  readonly position: number
  readonly title: string
  readonly party: (typeof RESPONSIBLE_PARTIES)[number]
  readonly source: string
}

/** Every table of this side by its name. */
export type PageTables = {
  readonly servicePage: ServicePage
  readonly pageVersion: PageVersion
  readonly requestType: RequestType
  readonly serviceReport: ServiceReport
  readonly responsibility: Responsibility
}

export function pageVersionId(key: Pick<PageVersion, 'serviceId' | 'number'>): string {
  return `${key.serviceId}|${key.number}`
}
