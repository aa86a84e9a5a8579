/** A strict schema for each row of the catalog's pages, of agreements and of service levels. */
import { z } from 'zod'

import { PAGE_STATUSES, REPORT_INTERVALS, RESPONSIBLE_PARTIES } from '../domain/model/page-tables.ts'
import { AGREEMENT_ENTRIES, AGREEMENT_KINDS, IMPORTANCES, REVIEW_IMPROVEMENTS, STEP_OUTCOMES } from '../domain/model/agreement-tables.ts'
import { ACTION_STATUSES, FINDING_CAUSES, FINDING_STATUSES, INCIDENT_STATISTICS, OBSERVED_HOLIDAYS, OUTAGE_KINDS, OUTAGE_WORDINGS, RHYTHMS, TARGET_COMPUTATIONS, TARGET_DIRECTIONS, TARGET_METRICS, TARGET_WINDOWS, WEEK_STARTS, WINDOW_RULES, XMR_CONSTANTS } from '../domain/model/level-tables.ts'
import { PROVENANCES } from '../domain/model/cost-tables.ts'
import type { ServiceLevelTables } from '../domain/model/service-level-tables.ts'
import { clockTime, composedId, factor, id, isoDateCodec, line, loggedTime, longText, monthCodec, name, pageText, position } from './codecs.ts'

export const serviceLevelRowSchemas = {
  servicePage: z.strictObject({
    id, serviceId: id, status: z.enum(PAGE_STATUSES), purpose: longText, overview: longText, description: longText, included: longText, supportedVersions: longText,
    availabilityHours: longText, maintenance: longText, incidentManagement: longText, requestFulfilment: longText, performanceMetrics: longText, availabilityMetrics: longText,
    customerDuties: longText, providerDuties: longText, chargeback: longText, owner: line, approver: line, reviewer: line, nextReviewOn: isoDateCodec.nullable(),
    provenance: z.enum(PROVENANCES), source: longText,
  }),
  pageVersion: z.strictObject({ id: composedId, serviceId: id, number: z.int().min(1).max(10_000), issuedOn: isoDateCodec, author: line, summary: longText, content: pageText }),
  requestType: z.strictObject({ id, serviceId: id, position, title: name, description: longText, leadDays: z.int().min(0).max(1_000).nullable(), source: longText }),
  serviceReport: z.strictObject({ id, serviceId: id, position, title: name, description: longText, interval: z.enum(REPORT_INTERVALS), note: longText, source: longText }),
  responsibility: z.strictObject({ id, serviceId: id, position, title: name, party: z.enum(RESPONSIBLE_PARTIES), source: longText }),
  agreement: z.strictObject({
    id, code: name, kind: z.enum(AGREEMENT_KINDS), title: name, customerId: id.nullable(), provider: line, owner: line, manager: line, startsOn: isoDateCodec.nullable(),
    endsOn: isoDateCodec.nullable(), reviewMonths: z.int().min(1).max(120).nullable(), reportDays: z.int().min(0).max(90), importance: z.enum(IMPORTANCES),
    entry: z.enum(AGREEMENT_ENTRIES), predecessorId: id.nullable(), terms: longText, provenance: z.enum(PROVENANCES), note: longText, source: longText,
  }),
  agreementService: z.strictObject({ id: composedId, agreementId: id, serviceId: id }),
  agreementSupport: z.strictObject({ id: composedId, agreementId: id, supportId: id }),
  agreementStep: z.strictObject({ id, agreementId: id, position, step: name, outcome: z.enum(STEP_OUTCOMES), doneOn: isoDateCodec, doneBy: line, note: longText }),
  agreementDocument: z.strictObject({ id, agreementId: id, position, title: name, address: name }),
  agreementSignature: z.strictObject({ id, agreementId: id, position, role: name, signer: line, signedOn: isoDateCodec.nullable() }),
  agreementReview: z.strictObject({
    id, agreementId: id, plannedOn: isoDateCodec, heldOn: isoDateCodec.nullable(), termEndedOn: isoDateCodec.nullable(), improvement: z.enum(REVIEW_IMPROVEMENTS),
    issuesRaised: longText, note: longText,
  }),
  escalationStep: z.strictObject({ id, agreementId: id, position, criterion: line, role: name, note: longText }),
  serviceCalendar: z.strictObject({ id, name, position, timeZone: name, hours: name, observedHolidays: z.enum(OBSERVED_HOLIDAYS), note: longText, source: longText }),
  maintenanceWindow: z.strictObject({
    id, calendarId: id, position, rule: z.enum(WINDOW_RULES), ordinal: z.int().min(-1).max(6).nullable(), weekday: z.int().min(1).max(7).nullable(),
    weekStartsOn: z.enum(WEEK_STARTS), onDate: isoDateCodec.nullable(), startTime: clockTime.nullable(), minutes: z.int().min(1).max(10_080), effectiveFrom: isoDateCodec,
    effectiveUntil: isoDateCodec.nullable(), note: longText,
  }),
  serviceTarget: z.strictObject({
    id, code: name, serviceId: id, agreementId: id.nullable(), position, title: name, metric: z.enum(TARGET_METRICS), computation: z.enum(TARGET_COMPUTATIONS),
    statistic: z.enum(INCIDENT_STATISTICS).nullable(), limitMinutes: z.int().min(1).max(1_000_000).nullable(), priorities: line, unit: name, direction: z.enum(TARGET_DIRECTIONS),
    goal: factor, warning: factor.nullable(), window: z.enum(TARGET_WINDOWS), calendarId: id.nullable(), wording: z.enum(OUTAGE_WORDINGS), least: factor.nullable(),
    most: factor.nullable(), effectiveFrom: monthCodec, retiredFrom: monthCodec.nullable(), importance: z.enum(IMPORTANCES), provenance: z.enum(PROVENANCES), note: longText,
    source: longText,
  }),
  targetGoal: z.strictObject({ id: composedId, targetId: id, until: monthCodec, goal: factor, warning: factor.nullable(), note: longText, source: longText }),
  measurement: z.strictObject({ id: composedId, targetId: id, month: monthCodec, value: factor, author: line, note: longText, source: longText }),
  outage: z.strictObject({
    id, serviceId: id, code: line, startedAt: loggedTime, endedAt: loggedTime.nullable(), kind: z.enum(OUTAGE_KINDS), title: line, provenance: z.enum(PROVENANCES), note: longText,
    source: longText,
  }),
  incident: z.strictObject({
    id, serviceId: id, code: line, openedAt: loggedTime, respondedAt: loggedTime.nullable(), resolvedAt: loggedTime.nullable(), priority: line, title: line,
    provenance: z.enum(PROVENANCES), note: longText, source: longText,
  }),
  finding: z.strictObject({
    id, code: name, serviceId: id.nullable(), targetId: id.nullable(), agreementId: id.nullable(), month: monthCodec.nullable(), cause: z.enum(FINDING_CAUSES), title: name,
    openedOn: isoDateCodec, status: z.enum(FINDING_STATUSES), closedOn: isoDateCodec.nullable(), reason: longText, author: line, note: longText,
  }),
  improvementAction: z.strictObject({
    id, findingId: id, position, title: name, owner: name, dueOn: isoDateCodec.nullable(), status: z.enum(ACTION_STATUSES), doneOn: isoDateCodec.nullable(), result: longText,
  }),
  communication: z.strictObject({
    id, position, title: name, audience: line, responsible: line, medium: line, artifact: line, rhythm: z.enum(RHYTHMS), daysBefore: z.int().min(0).max(365),
    startsOn: isoDateCodec.nullable(), note: longText, source: longText,
  }),
  communicationDone: z.strictObject({ id, communicationId: id, dueOn: isoDateCodec, doneOn: isoDateCodec, subject: line, note: longText }),
  levelPolicy: z.strictObject({
    id, xmrConstants: z.enum(XMR_CONSTANTS), runLength: z.int().min(2).max(50), trendLength: z.int().min(2).max(50), provisionalPoints: z.int().min(2).max(100),
    worseningPeriods: z.int().min(2).max(50), recordedThrough: monthCodec.nullable(), note: longText,
  }),
} as const satisfies { readonly [Name in keyof ServiceLevelTables]: z.ZodType<ServiceLevelTables[Name], ServiceLevelTables[Name]> }
