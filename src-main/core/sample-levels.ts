/** Service levels of the sample model: calendars, targets, what was measured, outages and incidents. Made up by a script but for what the ListServ description says, and each line says which. */
import type { ModelRows } from '../../src-shared/domain/model/draft.ts'
import { IMPORTANCES } from '../../src-shared/domain/model/agreement-tables.ts'
import { PROVENANCES } from '../../src-shared/domain/model/cost-tables.ts'
import {
  INCIDENT_STATISTICS, measurementId, OBSERVED_HOLIDAYS, OUTAGE_KINDS, OUTAGE_WORDINGS, TARGET_COMPUTATIONS, TARGET_DIRECTIONS, TARGET_METRICS, TARGET_WINDOWS, WEEK_STARTS, WINDOW_RULES, type Incident, type LevelTables,
  type MaintenanceWindow, type Measurement, type Outage, type ServiceCalendar, type ServiceTarget,
} from '../../src-shared/domain/model/level-tables.ts'
import { isMonth, type Month } from '../../src-shared/domain/month.ts'
import { isLoggedTime, type LoggedTime } from '../../src-shared/domain/usage/local-time.ts'
import { cell, day, figure, idOf, oneOf, required, whole, type SampleLine } from './sample-lines.ts'

/** The files of service levels, without `.csv`. */
export const LEVEL_SAMPLE_TABLES = ['service-calendars', 'service-windows', 'service-targets', 'service-measurements', 'service-outages', 'service-incidents'] as const
export type LevelSampleTables = Readonly<Record<(typeof LEVEL_SAMPLE_TABLES)[number], readonly SampleLine[]>>

type Made = 'serviceCalendar' | 'maintenanceWindow' | 'serviceTarget' | 'measurement' | 'outage' | 'incident'

/** The rows of service levels. @example sampleLevels(tables).serviceTarget.find((each) => each.code === 'LST-AVL')?.unit // '%' */
export function sampleLevels(tables: LevelSampleTables): { readonly [Name in Made]: readonly LevelTables[Name][] } & Pick<ModelRows, Made> {
  return {
    serviceCalendar: tables['service-calendars'].map(calendar), maintenanceWindow: tables['service-windows'].map(maintenanceWindow), serviceTarget: tables['service-targets'].map(target),
    measurement: tables['service-measurements'].map(measurement), outage: tables['service-outages'].map(outage), incident: tables['service-incidents'].map(incident),
  }
}

function wholeOrNull(line: SampleLine, column: string): number | null {
  return cell(line, column) === '' ? null : whole(line, column)
}

function monthOrNull(line: SampleLine, column: string): Month | null {
  const text = cell(line, column)
  return text === '' ? null : required(line, column, isMonth(text) ? text : null)
}

function timeOrNull(line: SampleLine, column: string): LoggedTime | null {
  const text = cell(line, column)
  return text === '' ? null : required(line, column, isLoggedTime(text) ? text : null)
}

function calendarId(line: SampleLine, column: string): string {
  return idOf(cell(line, column)).replaceAll(/[^a-z0-9]+/g, '-')
}

function calendar(line: SampleLine, position: number): ServiceCalendar {
  return {
    id: calendarId(line, 'name'), name: cell(line, 'name'), position, timeZone: cell(line, 'timeZone'), hours: cell(line, 'hours'), observedHolidays: oneOf(line, 'observedHolidays', OBSERVED_HOLIDAYS),
    note: cell(line, 'note'), source: cell(line, 'source'),
  }
}

function maintenanceWindow(line: SampleLine, position: number): MaintenanceWindow {
  const startTime = cell(line, 'startTime')
  return {
    id: `${calendarId(line, 'calendar')}-${position + 1}`, calendarId: calendarId(line, 'calendar'), position, rule: oneOf(line, 'rule', WINDOW_RULES), ordinal: wholeOrNull(line, 'ordinal'), weekday: wholeOrNull(line, 'weekday'),
    weekStartsOn: oneOf(line, 'weekStartsOn', WEEK_STARTS), onDate: day(line, 'onDate'), startTime: startTime === '' ? null : startTime, minutes: whole(line, 'minutes'),
    effectiveFrom: required(line, 'effectiveFrom', day(line, 'effectiveFrom')), effectiveUntil: day(line, 'effectiveUntil'), note: cell(line, 'note'),
  }
}

function target(line: SampleLine, position: number): ServiceTarget {
  const code = cell(line, 'code')
  return {
    id: idOf(code), code, serviceId: idOf(cell(line, 'service')), agreementId: cell(line, 'agreement') === '' ? null : idOf(cell(line, 'agreement')), position, title: cell(line, 'title'), metric: oneOf(line, 'metric', TARGET_METRICS),
    computation: oneOf(line, 'computation', TARGET_COMPUTATIONS), statistic: cell(line, 'statistic') === '' ? null : oneOf(line, 'statistic', INCIDENT_STATISTICS), limitMinutes: wholeOrNull(line, 'limitMinutes'),
    priorities: cell(line, 'priorities'), unit: cell(line, 'unit'), direction: oneOf(line, 'direction', TARGET_DIRECTIONS), goal: required(line, 'goal', figure<'1'>(line, 'goal')), warning: figure<'1'>(line, 'warning'),
    window: oneOf(line, 'window', TARGET_WINDOWS), calendarId: cell(line, 'calendar') === '' ? null : calendarId(line, 'calendar'), wording: oneOf(line, 'wording', OUTAGE_WORDINGS),
    least: figure<'1'>(line, 'least'), most: figure<'1'>(line, 'most'), effectiveFrom: required(line, 'effectiveFrom', monthOrNull(line, 'effectiveFrom')), retiredFrom: monthOrNull(line, 'retiredFrom'),
    importance: oneOf(line, 'importance', IMPORTANCES), provenance: oneOf(line, 'provenance', PROVENANCES), note: cell(line, 'note'), source: cell(line, 'source'),
  }
}

function measurement(line: SampleLine): Measurement {
  const key = { targetId: idOf(cell(line, 'target')), month: required(line, 'month', monthOrNull(line, 'month')) }
  return { id: measurementId(key), ...key, value: required(line, 'value', figure<'1'>(line, 'value')), author: cell(line, 'author'), note: cell(line, 'note'), source: cell(line, 'source') }
}

function outage(line: SampleLine): Outage {
  const code = cell(line, 'code')
  return {
    id: idOf(code), serviceId: idOf(cell(line, 'service')), code, startedAt: required(line, 'startedAt', timeOrNull(line, 'startedAt')), endedAt: timeOrNull(line, 'endedAt'), kind: oneOf(line, 'kind', OUTAGE_KINDS),
    title: cell(line, 'title'), provenance: 'fictional', note: cell(line, 'note'), source: cell(line, 'source'),
  }
}

function incident(line: SampleLine): Incident {
  const code = cell(line, 'code')
  return {
    id: idOf(code), serviceId: idOf(cell(line, 'service')), code, openedAt: required(line, 'openedAt', timeOrNull(line, 'openedAt')), respondedAt: timeOrNull(line, 'respondedAt'), resolvedAt: timeOrNull(line, 'resolvedAt'),
    priority: cell(line, 'priority'), title: cell(line, 'title'), provenance: 'fictional', note: '', source: cell(line, 'source'),
  }
}
