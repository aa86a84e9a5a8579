/** How long incidents took to be answered and solved, within the service hours of the calendar that measures. */
import { issue, type Issue } from '../../issues.ts'
import type { Incident, ServiceTarget } from '../../model/level-tables.ts'
import type { CalendarTime } from './calendar-time.ts'
import { monthNumberOfDay, SECONDS_PER_DAY } from './logged-instant.ts'
import { readRecordTime } from './outage-spans.ts'
import { secondsWithin } from './spans.ts'

export type IncidentRecord = Pick<Incident, 'id' | 'code' | 'openedAt' | 'respondedAt' | 'resolvedAt' | 'priority'>

export type ReadIncident<Row extends IncidentRecord = IncidentRecord> = {
  readonly row: Row
  /** Months since year 0 in which it was opened, by the clock of the calendar: there it counts, whenever it ends. */
  readonly month: number
  readonly opened: number
  /** Seconds of service hours from its opening on; null: not yet. */
  readonly responseSeconds: number | null
  readonly resolutionSeconds: number | null
  /** Without blanks and in small letters. */
  readonly priority: string
}

export type IncidentTimes<Row extends IncidentRecord = IncidentRecord> = { readonly incidents: readonly ReadIncident<Row>[]; readonly issues: readonly Issue[] }

/** Reads a service's incidents. One that was answered or solved before it was opened is left out and said. */
export function incidentTimes<Row extends IncidentRecord>(rows: readonly Row[], time: CalendarTime): IncidentTimes<Row> {
  const { zone } = time
  const issues: Issue[] = []
  const incidents: ReadIncident<Row>[] = []
  for (const row of rows) {
    const name = row.code === '' ? row.id : row.code
    const given = { zone, name, table: 'incident', id: row.id, issues } as const
    const opened = readRecordTime(row.openedAt, given)
    const responded = row.respondedAt === null ? null : readRecordTime(row.respondedAt, given)
    const resolved = row.resolvedAt === null ? null : readRecordTime(row.resolvedAt, given)
    if ((responded !== null && responded < opened) || (resolved !== null && resolved < opened)) {
      issues.push(issue('dates-out-of-order', `${name} was responded to or resolved before it was opened at ${row.openedAt}; it is not counted.`, { subject: { table: 'incident', id: row.id }, remedy: 'Correct one of the two times.' }))
      continue
    }
    incidents.push({
      row, opened, month: monthNumberOfDay(Math.floor((opened + zone.offsetAt(opened)) / SECONDS_PER_DAY)), priority: row.priority.trim().toLowerCase(),
      responseSeconds: responded === null ? null : secondsWithin(time.hours, opened, responded), resolutionSeconds: resolved === null ? null : secondsWithin(time.hours, opened, resolved),
    })
  }
  return { incidents, issues }
}

/** The priorities that a target counts; empty counts all. @example prioritiesOf('1, 2') // Set { '1', '2' } */
export function prioritiesOf(text: string): ReadonlySet<string> {
  return new Set(text.split(',').map((each) => each.trim().toLowerCase()).filter((each) => each !== ''))
}

/** What a target makes of one incident; seconds null: it has no time yet. */
export type CountedIncident<Row extends IncidentRecord = IncidentRecord> = { readonly incident: ReadIncident<Row>; readonly seconds: number | null; readonly isWithin: boolean }

export type IncidentTarget = Pick<ServiceTarget, 'metric' | 'statistic' | 'limitMinutes' | 'priorities'>

/**
 * The incidents that count for a target: of its priorities, and with a time; of a share within a limit also those that have none yet
 * and are past the limit at `until`. Exactly the limit is within it.
 */
export function countedIncidents<Row extends IncidentRecord>(incidents: readonly ReadIncident<Row>[], given: { readonly target: IncidentTarget; readonly time: CalendarTime; readonly until: number }): readonly CountedIncident<Row>[] {
  const { target, time, until } = given
  const priorities = prioritiesOf(target.priorities)
  const limit = (target.limitMinutes ?? 0) * 60
  const counted: CountedIncident<Row>[] = []
  for (const incident of incidents) {
    if (priorities.size > 0 && !priorities.has(incident.priority)) continue
    const seconds = target.metric === 'incident-response' ? incident.responseSeconds : incident.resolutionSeconds
    if (seconds !== null) counted.push({ incident, seconds, isWithin: seconds <= limit })
    else if (target.statistic === 'percent-within-limit' && until > incident.opened && secondsWithin(time.hours, incident.opened, until) > limit) counted.push({ incident, seconds: null, isWithin: false })
  }
  return counted
}
