import type { Migration } from '../migrate.ts'
import { clockTime, isoDate, loggedTime, month, oneOf } from './checks.ts'
import { decimal, decimalOrNull, guard, id, named, position, table, text } from './columns.ts'

const composed = (parts: string): string => `id TEXT NOT NULL PRIMARY KEY CHECK (id = ${parts})`
const refer = (column: string, of: string): string => `${column} TEXT NOT NULL REFERENCES ${of} (id)`
const referOrNull = (column: string, of: string): string => `${column} TEXT REFERENCES ${of} (id)`
const choice = (column: string, values: readonly string[]): string => `${column} TEXT NOT NULL CHECK (${oneOf(column, values)})`
const choiceOrNull = (column: string, values: readonly string[]): string => `${column} TEXT CHECK (${oneOf(column, values)})`
const whole = (column: string, from: number, to: number): string => `${column} INTEGER NOT NULL CHECK (${column} BETWEEN ${from} AND ${to})`
const wholeOrNull = (column: string, from: number, to: number): string => `${column} INTEGER CHECK (${column} BETWEEN ${from} AND ${to})`
const date = (column: string): string => `${column} TEXT NOT NULL CHECK (${isoDate(column)})`
const dateOrNull = (column: string): string => `${column} TEXT CHECK (${isoDate(column)})`
const monthOf = (column: string): string => `${column} TEXT NOT NULL CHECK (${month(column)})`
const monthOrNull = (column: string): string => `${column} TEXT CHECK (${month(column)})`
const timeOrNull = (column: string): string => `${column} TEXT CHECK (${clockTime(column)})`
const moment = (column: string): string => `${column} TEXT NOT NULL CHECK (${loggedTime(column)})`
const momentOrNull = (column: string): string => `${column} TEXT CHECK (${loggedTime(column)})`

const PAGES = [
  table('service_page', [
    id, refer('service_id', 'service'), choice('status', ['proposed', 'active', 'retiring', 'retired']), text('purpose'), text('overview'), text('description'), text('included'),
    text('supported_versions'), text('availability_hours'), text('maintenance'), text('incident_management'), text('request_fulfilment'), text('performance_metrics'),
    text('availability_metrics'), text('customer_duties'), text('provider_duties'), text('chargeback'), text('owner'), text('approver'), text('reviewer'),
    dateOrNull('next_review_on'), choice('provenance', ['own', 'fictional']), text('source'),
  ]),
  table('page_version', [
    composed("service_id || '|' || number"), refer('service_id', 'service'), whole('number', 1, 10_000), date('issued_on'), text('author'), text('summary'), text('content'),
  ]),
  table('request_type', [id, refer('service_id', 'service'), position, named('title'), text('description'), wholeOrNull('lead_days', 0, 1_000), text('source')]),
  table('service_report', [
    id, refer('service_id', 'service'), position, named('title'), text('description'), choice('interval', ['on-event', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly']),
    text('note'), text('source'),
  ]),
  table('responsibility', [id, refer('service_id', 'service'), position, named('title'), choice('party', ['customer', 'provider', 'both']), text('source')]),
]

const AGREEMENTS = [
  table('agreement', [
    id, named('code'), choice('kind', ['slr', 'sla', 'ola', 'uc']), named('title'), referOrNull('customer_id', 'customer'), text('provider'), text('owner'), text('manager'),
    dateOrNull('starts_on'), dateOrNull('ends_on'), wholeOrNull('review_months', 1, 120), whole('report_days', 0, 90), choice('importance', ['critical', 'ordinary']),
    choice('entry', ['process', 'in-force']), referOrNull('predecessor_id', 'agreement'), text('terms'), choice('provenance', ['own', 'fictional']), text('note'), text('source'),
  ]),
  table('agreement_service', [composed("agreement_id || '|' || service_id"), refer('agreement_id', 'agreement'), refer('service_id', 'service')]),
  table('agreement_support', [composed("agreement_id || '|' || support_id"), refer('agreement_id', 'agreement'), refer('support_id', 'agreement')]),
  table('agreement_step', [id, refer('agreement_id', 'agreement'), position, named('step'), choice('outcome', ['done', 'yes', 'no']), date('done_on'), text('done_by'), text('note')]),
  table('agreement_document', [id, refer('agreement_id', 'agreement'), position, named('title'), named('address')]),
  table('agreement_signature', [id, refer('agreement_id', 'agreement'), position, named('role'), text('signer'), dateOrNull('signed_on')]),
  table('agreement_review', [
    id, refer('agreement_id', 'agreement'), date('planned_on'), dateOrNull('held_on'), dateOrNull('term_ended_on'), choice('improvement', ['open', 'started', 'not-needed']),
    text('issues_raised'), text('note'),
  ]),
  table('escalation_step', [id, refer('agreement_id', 'agreement'), position, text('criterion'), named('role'), text('note')]),
]

const LEVELS = [
  table('service_calendar', [
    id, named('name'), position, named('time_zone'), named('hours'), choice('observed_holidays', ['none', 'state', 'state-and-county']), text('note'), text('source'),
  ]),
  table('maintenance_window', [
    id, refer('calendar_id', 'service_calendar'), position, choice('rule', ['weekly', 'weekday-of-month', 'weekday-of-week', 'once']), wholeOrNull('ordinal', -1, 6),
    wholeOrNull('weekday', 1, 7), choice('week_starts_on', ['sunday', 'monday']), dateOrNull('on_date'), timeOrNull('start_time'), whole('minutes', 1, 10_080),
    date('effective_from'), dateOrNull('effective_until'), text('note'),
  ]),
  table('service_target', [
    id, named('code'), refer('service_id', 'service'), referOrNull('agreement_id', 'agreement'), position, named('title'),
    choice('metric', ['availability', 'incident-response', 'incident-resolution', 'request-fulfilment', 'satisfaction', 'other']),
    choice('computation', ['typed', 'outages', 'incidents']), choiceOrNull('statistic', ['percent-within-limit', 'mean-minutes']), wholeOrNull('limit_minutes', 1, 1_000_000),
    text('priorities'), named('unit'), choice('direction', ['at-least', 'at-most']), decimal('goal'), decimalOrNull('warning'),
    choice('window', ['month', 'quarter', 'year-to-date']), referOrNull('calendar_id', 'service_calendar'), choice('wording', ['standard', 'excludes-unplanned']),
    decimalOrNull('least'), decimalOrNull('most'), monthOf('effective_from'), monthOrNull('retired_from'), choice('importance', ['critical', 'ordinary']),
    choice('provenance', ['own', 'fictional']), text('note'), text('source'),
  ]),
  table('measurement', [composed("target_id || '|' || month"), refer('target_id', 'service_target'), monthOf('month'), decimal('value'), text('author'), text('note'), text('source')]),
  table('outage', [
    id, refer('service_id', 'service'), text('code'), moment('started_at'), momentOrNull('ended_at'), choice('kind', ['unplanned', 'planned']), text('title'),
    choice('provenance', ['own', 'fictional']), text('note'), text('source'),
  ]),
  table('incident', [
    id, refer('service_id', 'service'), text('code'), moment('opened_at'), momentOrNull('responded_at'), momentOrNull('resolved_at'), text('priority'), text('title'),
    choice('provenance', ['own', 'fictional']), text('note'), text('source'),
  ]),
  table('finding', [
    id, named('code'), referOrNull('service_id', 'service'), referOrNull('target_id', 'service_target'), referOrNull('agreement_id', 'agreement'), monthOrNull('month'),
    choice('cause', ['breach', 'at-risk', 'downward-trend', 'signal', 'review', 'other']), named('title'), date('opened_on'), choice('status', ['open', 'improving', 'closed']),
    dateOrNull('closed_on'), text('reason'), text('author'), text('note'),
  ]),
  table('improvement_action', [
    id, refer('finding_id', 'finding'), position, named('title'), named('owner'), dateOrNull('due_on'), choice('status', ['planned', 'in-progress', 'done', 'dropped']),
    dateOrNull('done_on'), text('result'),
  ]),
  table('communication', [
    id, position, named('title'), text('audience'), text('responsible'), text('medium'), text('artifact'),
    choice('rhythm', ['once', 'monthly', 'quarterly', 'yearly', 'before-review']), whole('days_before', 0, 365), dateOrNull('starts_on'), text('note'), text('source'),
  ]),
  table('communication_done', [id, refer('communication_id', 'communication'), date('due_on'), date('done_on'), text('subject'), text('note')]),
  table('level_policy', [
    id, choice('xmr_constants', ['rounded', 'exact', 'median']), whole('run_length', 2, 50), whole('trend_length', 2, 50), whole('provisional_points', 2, 100),
    whole('worsening_periods', 2, 50), monthOrNull('recorded_through'), text('note'),
  ]),
]

/** The columns by which a referenced row's deletion looks for rows that still refer to it. */
const REFERENCES: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ['service_page', ['service_id']], ['page_version', ['service_id']], ['request_type', ['service_id']], ['service_report', ['service_id']], ['responsibility', ['service_id']],
  ['agreement', ['customer_id', 'predecessor_id']], ['agreement_service', ['agreement_id', 'service_id']], ['agreement_support', ['agreement_id', 'support_id']],
  ['agreement_step', ['agreement_id']], ['agreement_document', ['agreement_id']], ['agreement_signature', ['agreement_id']], ['agreement_review', ['agreement_id']],
  ['escalation_step', ['agreement_id']], ['maintenance_window', ['calendar_id']], ['service_target', ['service_id', 'agreement_id', 'calendar_id']],
  ['measurement', ['target_id']], ['outage', ['service_id']], ['incident', ['service_id']], ['finding', ['service_id', 'target_id', 'agreement_id']],
  ['improvement_action', ['finding_id']], ['communication_done', ['communication_id']],
]

const GUARDS = [
  guard({ name: 'page_version_stays', when: 'UPDATE', table: 'page_version', condition: 'TRUE', says: 'A version of a page that was issued is never changed.' }),
]

/** The service catalog's pages, agreements with their paths, and service levels: targets, measurements, records, findings and communication. */
export const servicesAndLevels: Migration = {
  number: 50,
  name: 'services-and-levels',
  up(database) {
    const indexes = REFERENCES.flatMap(([of, columns]) => columns.map((column) => `CREATE INDEX ${of}_by_${column} ON ${of} (${column});`))
    for (const statement of [...PAGES, ...AGREEMENTS, ...LEVELS, ...GUARDS, ...indexes]) database.exec(statement)
  },
}
