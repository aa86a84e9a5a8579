/** A model of services, calendars and targets alone, for tests and benches of levels. */
import { readDecimal, type Factor } from '../../src-shared/domain/decimal.ts'
import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import type { Incident, Measurement, Outage, ServiceTarget } from '../../src-shared/domain/model/level-tables.ts'
import { measurementId } from '../../src-shared/domain/model/level-tables.ts'
import { draftFromRows, noRows, type Draft, type ModelRows } from '../../src-shared/domain/model/draft.ts'
import type { Service } from '../../src-shared/domain/model/tables.ts'
import { month } from '../../src-shared/domain/month.ts'
import { isLoggedTime, type LoggedTime } from '../../src-shared/domain/usage/local-time.ts'

export function factorOf(text: string): Factor {
  const read = readDecimal<'1'>(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

export function loggedTime(text: string): LoggedTime {
  if (!isLoggedTime(text)) throw new Error(text)
  return text
}

export function serviceRow(id: string, position = 0): Service {
  return { id, serviceGroupId: 'group', code: id.toUpperCase(), name: id, description: '', position, retiredFrom: null }
}

/** At least 99.9 % of availability, computed from outages, around the clock. */
export function targetRow(id: string, more: Partial<ServiceTarget> = {}): ServiceTarget {
  return {
    id, code: id.toUpperCase(), serviceId: 'lists', agreementId: null, position: 0, title: id, metric: 'availability', computation: 'outages', statistic: null, limitMinutes: null, priorities: '', unit: '%',
    direction: 'at-least', goal: factorOf('99.9'), warning: null, window: 'month', calendarId: null, wording: 'standard', least: factorOf('0'), most: factorOf('100'), effectiveFrom: month('2003-07'), retiredFrom: null,
    importance: 'ordinary', provenance: 'own', note: '', source: '', ...more,
  }
}

export function outageRow(id: string, startedAt: string, endedAt: string | null, more: Partial<Outage> = {}): Outage {
  return { id, serviceId: 'lists', code: id.toUpperCase(), startedAt: loggedTime(startedAt), endedAt: endedAt === null ? null : loggedTime(endedAt), kind: 'unplanned', title: '', provenance: 'own', note: '', source: '', ...more }
}

export function incidentRow(id: string, openedAt: string, times: { readonly respondedAt?: string; readonly resolvedAt?: string }, more: Partial<Incident> = {}): Incident {
  return {
    id, serviceId: 'lists', code: id.toUpperCase(), openedAt: loggedTime(openedAt), respondedAt: times.respondedAt === undefined ? null : loggedTime(times.respondedAt),
    resolvedAt: times.resolvedAt === undefined ? null : loggedTime(times.resolvedAt), priority: '2', title: '', provenance: 'own', note: '', source: '', ...more,
  }
}

export function measurementRow(targetId: string, at: string, value: string): Measurement {
  const key = { targetId, month: month(at) }
  return { id: measurementId(key), ...key, value: factorOf(value), author: 'Ann', note: '', source: 'report' }
}

/** Two services, `lists` and `mail`; a calendar `office` with a window on the second Friday. */
export function levelDraft(rows: Partial<ModelRows>): Draft {
  return draftFromRows({
    ...noRows(), service: [serviceRow('lists', 0), serviceRow('mail', 1)], settings: [{ id: 'model', agencyName: '', officeName: '', fiscalYearFirstMonth: 7 }],
    serviceCalendar: [{ id: 'office', name: 'Office', position: 0, timeZone: 'America/New_York', hours: 'Mon-Fri 07:00-17:00', observedHolidays: 'state', note: '', source: '' }],
    maintenanceWindow: [{ id: 'friday', calendarId: 'office', position: 0, rule: 'weekday-of-month', ordinal: 2, weekday: 5, weekStartsOn: 'sunday', onDate: null, startTime: '15:00', minutes: 120, effectiveFrom: isoDate('2003-01-01'), effectiveUntil: null, note: '' }],
    holiday: [{ id: 'columbus', date: isoDate('2003-10-13'), name: 'Columbus Day', scope: 'state', note: '', source: '' }], ...rows,
  })
}
