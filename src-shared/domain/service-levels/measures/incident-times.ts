/** How long incidents took to be answered and solved, within the service hours of the calendar that measures. */
import { issue, type Issue } from '../../issues.ts'
import type { Incident, ServiceTarget } from '../../model/level-tables.ts'
import type { CalendarTime } from './calendar-time.ts'
import { monthNumberOfDay, SECONDS_PER_DAY } from './logged-instant.ts'
import { columnsOf, type RecordReader } from './record-reader.ts'
import { nameOfRecord, type RecordName } from './record-time.ts'
import { secondsBefore, secondsWithin } from './spans.ts'
import { instantsOf, TimeColumnWriter, type TimeColumn } from './time-column.ts'

export type IncidentRecord = Pick<Incident, 'id' | 'code' | 'openedAt' | 'respondedAt' | 'resolvedAt' | 'priority'>

/** The columns of a service's incidents; they do not depend on a zone. */
export type IncidentColumns = {
  readonly opened: TimeColumn
  readonly responded: TimeColumn
  readonly resolved: TimeColumn
  /** Each priority once, without blanks around it and in small letters, and which of them a record has. */
  readonly priorities: readonly string[]
  readonly priority: Uint16Array
}

const openedOf = (row: IncidentRecord): IncidentRecord['openedAt'] => row.openedAt
const respondedOf = (row: IncidentRecord): IncidentRecord['respondedAt'] => row.respondedAt
const resolvedOf = (row: IncidentRecord): IncidentRecord['resolvedAt'] => row.resolvedAt
const recordOf = (row: IncidentRecord): RecordName => ({ table: 'incident', row })

/** Reads the columns of a service's incidents, a record after the other. */
export class IncidentReader implements RecordReader<IncidentRecord, IncidentColumns> {
  readonly #opened: TimeColumnWriter
  readonly #responded: TimeColumnWriter
  readonly #resolved: TimeColumnWriter
  readonly #priority: Uint16Array
  readonly #places = new Map<string, number>()
  /** As they are written: a handful, of many records. */
  readonly #written = new Map<string, number>()

  constructor(length: number) {
    this.#opened = new TimeColumnWriter(length)
    this.#responded = new TimeColumnWriter(length)
    this.#resolved = new TimeColumnWriter(length)
    this.#priority = new Uint16Array(length)
  }

  #placeOf(text: string): number {
    const key = text.trim().toLowerCase()
    const place = this.#places.get(key) ?? this.#places.size
    this.#places.set(key, place)
    this.#written.set(text, place)
    return place
  }

  read(at: number, { openedAt, respondedAt, resolvedAt, priority }: IncidentRecord): void {
    this.#opened.write(at, openedAt)
    this.#responded.write(at, respondedAt)
    this.#resolved.write(at, resolvedAt)
    this.#priority[at] = this.#written.get(priority) ?? this.#placeOf(priority)
  }

  columns(): IncidentColumns {
    return { opened: this.#opened.column(), responded: this.#responded.column(), resolved: this.#resolved.column(), priorities: [...this.#places.keys()], priority: this.#priority }
  }
}

/** Columns beside the rows; NaN: not yet, or a record that cannot be and does not count. */
export type IncidentTimes<Row extends IncidentRecord = IncidentRecord> = {
  readonly rows: readonly Row[]
  readonly opened: Float64Array
  /** Months since year 0 in which each was opened, by the clock of the calendar: there it counts, whenever it ends. */
  readonly months: Int32Array
  /** Seconds of service hours from its opening on. */
  readonly responseSeconds: Float64Array
  readonly resolutionSeconds: Float64Array
  readonly columns: IncidentColumns
  readonly issues: readonly Issue[]
}

/** A record that cannot be lies in no month. */
const NO_MONTH = -1

/** A service's incidents by a calendar. One that was answered or solved before it was opened is not counted, and said. */
export function incidentTimes<Row extends IncidentRecord>(rows: readonly Row[], time: CalendarTime, columns: IncidentColumns = columnsOf(rows, new IncidentReader(rows.length))): IncidentTimes<Row> {
  const { zone, hours } = time
  const issues: Issue[] = []
  const given = { rows, zone, record: recordOf, issues }
  const opened = instantsOf(columns.opened, { ...given, timeOf: openedOf })
  const responded = instantsOf(columns.responded, { ...given, timeOf: respondedOf })
  const resolved = instantsOf(columns.resolved, { ...given, timeOf: resolvedOf })
  const months = new Int32Array(rows.length)
  for (let at = 0; at < rows.length; at += 1) {
    const start = opened[at] ?? 0
    const before = secondsBefore(hours, start)
    months[at] = monthNumberOfDay(Math.floor((start + zone.offsetAt(start)) / SECONDS_PER_DAY))
    const [answered, solved] = [responded[at] ?? Number.NaN, resolved[at] ?? Number.NaN]
    const row = rows[at]
    if (row !== undefined && (answered < start || solved < start)) {
      months[at] = NO_MONTH
      issues.push(issue('dates-out-of-order', `${nameOfRecord(row)} was responded to or resolved before it was opened at ${row.openedAt}; it is not counted.`, { subject: { table: 'incident', id: row.id }, remedy: 'Correct one of the two times.' }))
    } else if (row !== undefined && solved < answered) {
      issues.push(issue('dates-out-of-order', `${nameOfRecord(row)} was resolved at ${row.resolvedAt ?? ''}, before it was responded to at ${row.respondedAt ?? ''}; both are counted from its opening.`, { severity: 'warning', subject: { table: 'incident', id: row.id }, remedy: 'Correct one of the two times.' }))
    }
    // From here on the two columns are seconds of service hours.
    responded[at] = Number.isNaN(answered) ? answered : secondsBefore(hours, answered) - before
    resolved[at] = Number.isNaN(solved) ? solved : secondsBefore(hours, solved) - before
  }
  return { rows, opened, months, responseSeconds: responded, resolutionSeconds: resolved, columns, issues }
}

/** The priorities that a target counts; empty counts all. @example prioritiesOf('1, 2') // Set { '1', '2' } */
export function prioritiesOf(text: string): ReadonlySet<string> {
  return new Set(text.split(',').map((each) => each.trim().toLowerCase()).filter((each) => each !== ''))
}

/** What a target makes of one incident; seconds null: it has no time yet. */
export type CountedIncident<Row extends IncidentRecord = IncidentRecord> = { readonly row: Row; readonly opened: number; readonly seconds: number | null; readonly isWithin: boolean }

export type IncidentTarget = Pick<ServiceTarget, 'metric' | 'statistic' | 'limitMinutes' | 'priorities'>
type Given = { readonly target: IncidentTarget; readonly time: CalendarTime; /** The instant up to which open ones have waited. */ readonly until: number }

/**
 * Calls for each incident that counts for a target, with its place among the records: of its priorities, and with a time; of a share
 * within a limit also those that have none yet and are past the limit at `until`. Exactly the limit is within it.
 */
export function countIncidents({ opened, months, responseSeconds, resolutionSeconds, columns }: IncidentTimes, { target, time, until }: Given, count: (index: number, seconds: number | null, isWithin: boolean) => void): void {
  const priorities = prioritiesOf(target.priorities)
  const limit = (target.limitMinutes ?? 0) * 60
  const isShare = target.statistic === 'percent-within-limit'
  const took = target.metric === 'incident-response' ? responseSeconds : resolutionSeconds
  const counts = columns.priorities.map((each) => priorities.size === 0 || priorities.has(each))
  for (let index = 0; index < months.length; index += 1) {
    if (months[index] === NO_MONTH || counts[columns.priority[index] ?? 0] !== true) continue
    const seconds = took[index] ?? Number.NaN
    const start = opened[index] ?? 0
    if (!Number.isNaN(seconds)) count(index, seconds, seconds <= limit)
    else if (isShare && until > start && secondsWithin(time.hours, start, until) > limit) count(index, null, false)
  }
}

/** The incidents of one month that count, with their rows. */
export function countedIncidents<Row extends IncidentRecord>(times: IncidentTimes<Row>, given: Given & { readonly month: number }): readonly CountedIncident<Row>[] {
  const counted: CountedIncident<Row>[] = []
  countIncidents(times, given, (index, seconds, isWithin) => {
    const row = times.rows[index]
    if (times.months[index] === given.month && row !== undefined) counted.push({ row, opened: times.opened[index] ?? 0, seconds, isWithin })
  })
  return counted
}
