/** How long incidents took to be answered and solved, within the service hours of the calendar that measures. */
import { issue, type Issue } from '../../issues.ts'
import type { Incident, ServiceTarget } from '../../model/level-tables.ts'
import type { LoggedTime } from '../../usage/local-time.ts'
import type { CalendarTime } from './calendar-time.ts'
import { monthAt, monthNumberOfDay, plainInstantOfLogged, SECONDS_PER_DAY } from './logged-instant.ts'
import { nameOfRecord, readRecordTime } from './outage-spans.ts'
import { secondsBefore, secondsWithin } from './spans.ts'

export type IncidentRecord = Pick<Incident, 'id' | 'code' | 'openedAt' | 'respondedAt' | 'resolvedAt' | 'priority'>

/** Columns beside the rows; NaN: not yet, or a record that cannot be and does not count. */
export type IncidentTimes<Row extends IncidentRecord = IncidentRecord> = {
  readonly rows: readonly Row[]
  readonly opened: Float64Array
  /** Months since year 0 in which each was opened, by the clock of the calendar: there it counts, whenever it ends. */
  readonly months: Int32Array
  /** Seconds of service hours from its opening on. */
  readonly responseSeconds: Float64Array
  readonly resolutionSeconds: Float64Array
  readonly issues: readonly Issue[]
}

/** A record that cannot be lies in no month. */
const NO_MONTH = -1

/** Reads a service's incidents. One that was answered or solved before it was opened is not counted, and said. */
export function incidentTimes<Row extends IncidentRecord>(rows: readonly Row[], time: CalendarTime): IncidentTimes<Row> {
  const { zone, hours } = time
  const issues: Issue[] = []
  const [opened, responseSeconds, resolutionSeconds, months] = [new Float64Array(rows.length), new Float64Array(rows.length).fill(Number.NaN), new Float64Array(rows.length).fill(Number.NaN), new Int32Array(rows.length)]
  const read = (text: LoggedTime, row: Row): number => {
    const plain = plainInstantOfLogged(text, zone)
    return Number.isNaN(plain) ? readRecordTime(text, { zone, record: { table: 'incident', row }, issues }) : plain
  }
  let at = 0
  for (const row of rows) {
    const plain = plainInstantOfLogged(row.openedAt, zone)
    const start = Number.isNaN(plain) ? read(row.openedAt, row) : plain
    const before = secondsBefore(hours, start)
    const responded = row.respondedAt === null ? Number.NaN : read(row.respondedAt, row)
    const resolved = row.resolvedAt === null ? Number.NaN : read(row.resolvedAt, row)
    opened[at] = start
    // A plain time is of the month that it names.
    months[at] = Number.isNaN(plain) ? monthNumberOfDay(Math.floor((start + zone.offsetAt(start)) / SECONDS_PER_DAY)) : monthAt(row.openedAt)
    if (responded < start || resolved < start) {
      months[at] = NO_MONTH
      issues.push(issue('dates-out-of-order', `${nameOfRecord(row)} was responded to or resolved before it was opened at ${row.openedAt}; it is not counted.`, { subject: { table: 'incident', id: row.id }, remedy: 'Correct one of the two times.' }))
    }
    if (row.respondedAt !== null) responseSeconds[at] = secondsBefore(hours, responded) - before
    if (row.resolvedAt !== null) resolutionSeconds[at] = secondsBefore(hours, resolved) - before
    at += 1
  }
  return { rows, opened, months, responseSeconds, resolutionSeconds, issues }
}

/** The priorities that a target counts; empty counts all. @example prioritiesOf('1, 2') // Set { '1', '2' } */
export function prioritiesOf(text: string): ReadonlySet<string> {
  return new Set(text.split(',').map((each) => each.trim().toLowerCase()).filter((each) => each !== ''))
}

/** What a target makes of one incident; seconds null: it has no time yet. */
export type CountedIncident<Row extends IncidentRecord = IncidentRecord> = { readonly row: Row; readonly opened: number; readonly seconds: number | null; readonly isWithin: boolean }
type Count = { readonly index: number; readonly month: number; readonly seconds: number | null; readonly isWithin: boolean }

export type IncidentTarget = Pick<ServiceTarget, 'metric' | 'statistic' | 'limitMinutes' | 'priorities'>
type Given = { readonly target: IncidentTarget; readonly time: CalendarTime; /** The instant up to which open ones have waited. */ readonly until: number }

/**
 * Calls for each incident that counts for a target: of its priorities, and with a time; of a share within a limit also those that have
 * none yet and are past the limit at `until`. Exactly the limit is within it.
 */
export function countIncidents({ rows, opened, months, responseSeconds, resolutionSeconds }: IncidentTimes, { target, time, until }: Given, count: (found: Count) => void): void {
  const priorities = prioritiesOf(target.priorities)
  const limit = (target.limitMinutes ?? 0) * 60
  const isShare = target.statistic === 'percent-within-limit'
  const took = target.metric === 'incident-response' ? responseSeconds : resolutionSeconds
  for (let index = 0; index < rows.length; index += 1) {
    const month = months[index] ?? NO_MONTH
    const priority = rows[index]?.priority ?? ''
    if (month === NO_MONTH || (priorities.size > 0 && !priorities.has(priority) && !priorities.has(priority.trim().toLowerCase()))) continue
    const seconds = took[index] ?? Number.NaN
    const start = opened[index] ?? 0
    if (!Number.isNaN(seconds)) count({ index, month, seconds, isWithin: seconds <= limit })
    else if (isShare && until > start && secondsWithin(time.hours, start, until) > limit) count({ index, month, seconds: null, isWithin: false })
  }
}

/** The incidents of one month that count, with their rows. */
export function countedIncidents<Row extends IncidentRecord>(times: IncidentTimes<Row>, given: Given & { readonly month: number }): readonly CountedIncident<Row>[] {
  const counted: CountedIncident<Row>[] = []
  countIncidents(times, given, ({ index, month, seconds, isWithin }) => {
    const row = times.rows[index]
    if (month === given.month && row !== undefined) counted.push({ row, opened: times.opened[index] ?? 0, seconds, isWithin })
  })
  return counted
}
