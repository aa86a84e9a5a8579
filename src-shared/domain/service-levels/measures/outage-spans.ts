/** Outage records as time: read in the zone that measures, overlapping ones joined so that each second counts once (SLM-1). */
import { issue, type Issue } from '../../issues.ts'
import type { Outage } from '../../model/level-tables.ts'
import type { LoggedTime } from '../../usage/local-time.ts'
import { clockText, instantOfLogged, plainInstantOfLogged } from './logged-instant.ts'
import { joinedSpans, type Span, type Spans } from './spans.ts'
import type { TimeZone } from './time-zone.ts'

export type OutageRecord = Pick<Outage, 'id' | 'code' | 'startedAt' | 'endedAt' | 'kind'>

/** Columns beside the rows; without an end an outage lasts to Infinity, and one that cannot be has no length. */
export type OutageTimes<Row extends OutageRecord = OutageRecord> = {
  readonly rows: readonly Row[]
  readonly starts: Float64Array
  readonly ends: Float64Array
  /** The unplanned ones, joined. */
  readonly down: Spans
  readonly issues: readonly Issue[]
}

export type RecordName = { readonly table: 'outage' | 'incident'; readonly row: { readonly id: string; readonly code: string } }

/** What a message calls a record. */
export function nameOfRecord({ code, id }: RecordName['row']): string {
  return code === '' ? id : code
}

/** Reads a record's time; one that the clock skipped is said, and read as late as it would have been. */
export function readRecordTime(text: LoggedTime, { zone, record, issues }: { readonly zone: TimeZone; readonly record: RecordName; readonly issues: Issue[] }): number {
  const { instant, kind } = instantOfLogged(text, zone)
  if (kind === 'skipped') {
    issues.push(issue('not-an-instant', `${nameOfRecord(record.row)}: ${text} does not exist in ${zone.name}, where the clock was set forward; it is read as ${clockText(zone, instant)}.`, { severity: 'warning', subject: { table: record.table, id: record.row.id }, remedy: 'Correct the time, or write it with its offset, such as -05:00.' }))
  }
  return instant
}

/** Reads a service's outages. One that ends before it starts is not counted, and said. */
export function outageTimes<Row extends OutageRecord>(rows: readonly Row[], zone: TimeZone): OutageTimes<Row> {
  const issues: Issue[] = []
  const [starts, ends] = [new Float64Array(rows.length), new Float64Array(rows.length)]
  const [downStarts, downEnds] = [new Float64Array(rows.length), new Float64Array(rows.length)]
  const read = (text: LoggedTime, row: Row): number => {
    const plain = plainInstantOfLogged(text, zone)
    return Number.isNaN(plain) ? readRecordTime(text, { zone, record: { table: 'outage', row }, issues }) : plain
  }
  let at = 0
  for (const row of rows) {
    const start = read(row.startedAt, row)
    const end = row.endedAt === null ? Number.POSITIVE_INFINITY : read(row.endedAt, row)
    if (end < start) {
      issues.push(issue('dates-out-of-order', `${nameOfRecord(row)} ends at ${row.endedAt ?? ''}, before it starts at ${row.startedAt}; it is not counted.`, { subject: { table: 'outage', id: row.id }, remedy: 'Correct one of the two times.' }))
    }
    starts[at] = start
    ends[at] = Math.max(start, end)
    downStarts[at] = start
    downEnds[at] = row.kind === 'planned' ? start : Math.max(start, end)
    at += 1
  }
  return { rows, starts, ends, down: joinedSpans(downStarts, downEnds), issues }
}

/** One outage as it was read. */
export type ReadOutage<Row extends OutageRecord = OutageRecord> = Span & { readonly row: Row }

/** The outages that touch a time, by their start. */
export function outagesWithin<Row extends OutageRecord>({ rows, starts, ends }: OutageTimes<Row>, time: Span): readonly ReadOutage<Row>[] {
  return rows.map((row, index) => ({ row, start: starts[index] ?? 0, end: ends[index] ?? 0 })).filter(({ start, end }) => start < time.end && end > time.start).toSorted((left, right) => left.start - right.start)
}
