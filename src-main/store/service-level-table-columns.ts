/** Where each field of the catalog's pages, of agreements and of service levels lies in the database. */
import type { ServiceLevelTables } from '../../src-shared/domain/model/service-level-tables.ts'
import type { ColumnsOf } from './cost-table-columns.ts'

/** A table or a field that is missing here, or one too many, does not compile. */
export const SERVICE_LEVEL_TABLE_COLUMNS: { readonly [Name in keyof ServiceLevelTables]: { readonly table: string; readonly columns: ColumnsOf<ServiceLevelTables[Name]> } } = {
  servicePage: {
    table: 'service_page',
    columns: {
      id: 'id', serviceId: 'service_id', status: 'status', purpose: 'purpose', overview: 'overview', description: 'description', included: 'included',
      supportedVersions: 'supported_versions', availabilityHours: 'availability_hours', maintenance: 'maintenance', incidentManagement: 'incident_management',
      requestFulfilment: 'request_fulfilment', performanceMetrics: 'performance_metrics', availabilityMetrics: 'availability_metrics', customerDuties: 'customer_duties',
      providerDuties: 'provider_duties', chargeback: 'chargeback', owner: 'owner', approver: 'approver', reviewer: 'reviewer', nextReviewOn: 'next_review_on',
      provenance: 'provenance', source: 'source',
    },
  },
  pageVersion: { table: 'page_version', columns: { id: 'id', serviceId: 'service_id', number: 'number', issuedOn: 'issued_on', author: 'author', summary: 'summary', content: 'content' } },
  requestType: {
    table: 'request_type',
    columns: {
      id: 'id', serviceId: 'service_id', position: 'position', title: 'title', description: 'description', leadDays: 'lead_days', source: 'source',
    },
  },
  serviceReport: {
    table: 'service_report',
    columns: {
      id: 'id', serviceId: 'service_id', position: 'position', title: 'title', description: 'description', interval: 'interval', note: 'note', source: 'source',
    },
  },
  responsibility: { table: 'responsibility', columns: { id: 'id', serviceId: 'service_id', position: 'position', title: 'title', party: 'party', source: 'source' } },
  agreement: {
    table: 'agreement',
    columns: {
      id: 'id', code: 'code', kind: 'kind', title: 'title', customerId: 'customer_id', provider: 'provider', owner: 'owner', manager: 'manager', startsOn: 'starts_on',
      endsOn: 'ends_on', reviewMonths: 'review_months', reportDays: 'report_days', importance: 'importance', entry: 'entry', predecessorId: 'predecessor_id', terms: 'terms',
      provenance: 'provenance', note: 'note', source: 'source',
    },
  },
  agreementService: { table: 'agreement_service', columns: { id: 'id', agreementId: 'agreement_id', serviceId: 'service_id' } },
  agreementSupport: { table: 'agreement_support', columns: { id: 'id', agreementId: 'agreement_id', supportId: 'support_id' } },
  agreementStep: {
    table: 'agreement_step',
    columns: {
      id: 'id', agreementId: 'agreement_id', position: 'position', step: 'step', outcome: 'outcome', doneOn: 'done_on', doneBy: 'done_by', note: 'note',
    },
  },
  agreementDocument: { table: 'agreement_document', columns: { id: 'id', agreementId: 'agreement_id', position: 'position', title: 'title', address: 'address' } },
  agreementSignature: { table: 'agreement_signature', columns: { id: 'id', agreementId: 'agreement_id', position: 'position', role: 'role', signer: 'signer', signedOn: 'signed_on' } },
  agreementReview: {
    table: 'agreement_review',
    columns: {
      id: 'id', agreementId: 'agreement_id', plannedOn: 'planned_on', heldOn: 'held_on', termEndedOn: 'term_ended_on', improvement: 'improvement', issuesRaised: 'issues_raised',
      note: 'note',
    },
  },
  escalationStep: { table: 'escalation_step', columns: { id: 'id', agreementId: 'agreement_id', position: 'position', criterion: 'criterion', role: 'role', note: 'note' } },
  serviceCalendar: {
    table: 'service_calendar',
    columns: {
      id: 'id', name: 'name', position: 'position', timeZone: 'time_zone', hours: 'hours', observedHolidays: 'observed_holidays', note: 'note', source: 'source',
    },
  },
  maintenanceWindow: {
    table: 'maintenance_window',
    columns: {
      id: 'id', calendarId: 'calendar_id', position: 'position', rule: 'rule', ordinal: 'ordinal', weekday: 'weekday', weekStartsOn: 'week_starts_on', onDate: 'on_date',
      startTime: 'start_time', minutes: 'minutes', effectiveFrom: 'effective_from', effectiveUntil: 'effective_until', note: 'note',
    },
  },
  serviceTarget: {
    table: 'service_target',
    columns: {
      id: 'id', code: 'code', serviceId: 'service_id', agreementId: 'agreement_id', position: 'position', title: 'title', metric: 'metric', computation: 'computation',
      statistic: 'statistic', limitMinutes: 'limit_minutes', priorities: 'priorities', unit: 'unit', direction: 'direction', goal: 'goal', warning: 'warning', window: 'window',
      calendarId: 'calendar_id', wording: 'wording', least: 'least', most: 'most', effectiveFrom: 'effective_from', retiredFrom: 'retired_from', importance: 'importance',
      provenance: 'provenance', note: 'note', source: 'source',
    },
  },
  targetGoal: { table: 'target_goal', columns: { id: 'id', targetId: 'target_id', until: 'until', goal: 'goal', warning: 'warning', note: 'note', source: 'source' } },
  measurement: { table: 'measurement', columns: { id: 'id', targetId: 'target_id', month: 'month', value: 'value', author: 'author', note: 'note', source: 'source' } },
  outage: {
    table: 'outage',
    columns: {
      id: 'id', serviceId: 'service_id', code: 'code', startedAt: 'started_at', endedAt: 'ended_at', kind: 'kind', title: 'title', provenance: 'provenance', note: 'note',
      source: 'source',
    },
  },
  incident: {
    table: 'incident',
    columns: {
      id: 'id', serviceId: 'service_id', code: 'code', openedAt: 'opened_at', respondedAt: 'responded_at', resolvedAt: 'resolved_at', priority: 'priority', title: 'title',
      provenance: 'provenance', note: 'note', source: 'source',
    },
  },
  finding: {
    table: 'finding',
    columns: {
      id: 'id', code: 'code', serviceId: 'service_id', targetId: 'target_id', agreementId: 'agreement_id', month: 'month', cause: 'cause', title: 'title', openedOn: 'opened_on',
      status: 'status', closedOn: 'closed_on', reason: 'reason', author: 'author', note: 'note',
    },
  },
  improvementAction: {
    table: 'improvement_action',
    columns: {
      id: 'id', findingId: 'finding_id', position: 'position', title: 'title', owner: 'owner', dueOn: 'due_on', status: 'status', doneOn: 'done_on', result: 'result',
    },
  },
  communication: {
    table: 'communication',
    columns: {
      id: 'id', position: 'position', title: 'title', audience: 'audience', responsible: 'responsible', medium: 'medium', artifact: 'artifact', rhythm: 'rhythm',
      daysBefore: 'days_before', startsOn: 'starts_on', note: 'note', source: 'source',
    },
  },
  communicationDone: { table: 'communication_done', columns: { id: 'id', communicationId: 'communication_id', dueOn: 'due_on', doneOn: 'done_on', subject: 'subject', note: 'note' } },
  levelPolicy: {
    table: 'level_policy',
    columns: {
      id: 'id', xmrConstants: 'xmr_constants', runLength: 'run_length', trendLength: 'trend_length', provisionalPoints: 'provisional_points',
      worseningPeriods: 'worsening_periods', recordedThrough: 'recorded_through', note: 'note',
    },
  },
}
