/** The sections of a service's page in their order, with the fields that each shows; what is read, edited, issued and exported follows this one list. */
import { PAGE_STATUSES, REPORT_INTERVALS, RESPONSIBLE_PARTIES, type Responsibility, type ServicePage, type ServiceReport } from '../model/page-tables.ts'

/** Fields that hold Markdown. */
export const PAGE_TEXT_FIELDS = [
  'purpose', 'overview', 'description', 'included', 'supportedVersions', 'availabilityHours', 'maintenance', 'incidentManagement', 'requestFulfilment', 'performanceMetrics', 'availabilityMetrics', 'customerDuties',
  'providerDuties', 'chargeback',
] as const satisfies readonly (keyof ServicePage)[]
export type PageTextField = (typeof PAGE_TEXT_FIELDS)[number]

/** Fields of a few words. */
const PAGE_LINE_FIELDS = ['owner', 'approver', 'reviewer', 'source'] as const satisfies readonly (keyof ServicePage)[]
export type PageLineField = (typeof PAGE_LINE_FIELDS)[number]

const PAGE_ROW_TABLES = ['serviceReport', 'requestType', 'responsibility'] as const
export type PageRowTable = (typeof PAGE_ROW_TABLES)[number]

export type PageSection = {
  readonly id: string
  readonly title: string
  readonly fields: readonly { readonly field: PageTextField; /** Empty where the section's title says it. */ readonly label: string }[]
  /** The table that follows the fields. */
  readonly rows: PageRowTable | null
  /** Said where a field is empty; null: an empty section is left out of versions and exports. */
  readonly emptyText: string | null
}

export const NOT_AVAILABLE = 'Not available'

const texts = (id: string, title: string, fields: PageSection['fields']): PageSection => ({ id, title, fields, rows: null, emptyText: null })

export const PAGE_SECTIONS: readonly PageSection[] = [
  texts('purpose', 'Purpose and scope', [{ field: 'purpose', label: '' }]),
  texts('overview', 'Family of services', [{ field: 'overview', label: '' }]),
  texts('description', 'Description', [{ field: 'description', label: '' }]),
  texts('included', 'What is included', [{ field: 'included', label: '' }]),
  texts('versions', 'Supported versions', [{ field: 'supportedVersions', label: '' }]),
  texts('targets', 'Service targets', [
    { field: 'availabilityHours', label: 'Availability' }, { field: 'maintenance', label: 'Planned maintenance' }, { field: 'incidentManagement', label: 'Incident management' }, { field: 'requestFulfilment', label: 'Request fulfilment' },
  ]),
  { id: 'reports', title: 'Service reports', fields: [], rows: 'serviceReport', emptyText: null },
  { id: 'requests', title: 'Service requests', fields: [], rows: 'requestType', emptyText: null },
  { id: 'metrics', title: 'Metrics', fields: [{ field: 'performanceMetrics', label: 'Performance' }, { field: 'availabilityMetrics', label: 'Availability' }], rows: null, emptyText: NOT_AVAILABLE },
  { id: 'responsibilities', title: 'Responsibilities', fields: [{ field: 'customerDuties', label: 'Customer' }, { field: 'providerDuties', label: 'Provider' }], rows: 'responsibility', emptyText: null },
  texts('chargeback', 'Chargeback', [{ field: 'chargeback', label: '' }]),
]

export const STATUS_WORDS: Readonly<Record<(typeof PAGE_STATUSES)[number], string>> = { proposed: 'Proposed', active: 'Active', retiring: 'Retiring', retired: 'Retired' }
export const INTERVAL_WORDS: Readonly<Record<(typeof REPORT_INTERVALS)[number], string>> = { 'on-event': 'On event', daily: 'Daily', weekly: 'Weekly', monthly: 'Monthly', quarterly: 'Quarterly', yearly: 'Yearly' }
export const PARTY_WORDS: Readonly<Record<(typeof RESPONSIBLE_PARTIES)[number], string>> = { customer: 'Customer', provider: 'Provider', both: 'Both' }
export const ROW_WORDS: Readonly<Record<PageRowTable, string>> = { serviceReport: 'report', requestType: 'request', responsibility: 'responsibility' }

/** SLM-7. @example leadWords(1) // '1 business day' */
export function leadWords(leadDays: number | null): string {
  if (leadDays === null) return 'Not promised'
  return `${leadDays} business ${leadDays === 1 ? 'day' : 'days'}`
}

/** As a report of the page says it. @example intervalWords({ interval: 'on-event', note: 'When a message is sent' }) // 'On event: When a message is sent' */
export function intervalWords({ interval, note }: Pick<ServiceReport, 'interval' | 'note'>): string {
  return note === '' ? INTERVAL_WORDS[interval] : `${INTERVAL_WORDS[interval]}: ${note}`
}

export function isResponsible({ party }: Pick<Responsibility, 'party'>, of: 'customer' | 'provider'): boolean {
  return party === of || party === 'both'
}
