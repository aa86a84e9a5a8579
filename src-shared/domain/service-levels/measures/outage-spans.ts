/** Outage records as time: read in the zone that measures, overlapping ones joined so that each second counts once (SLM-1). */
import { issue, type Issue } from '../../issues.ts'
import type { Outage } from '../../model/level-tables.ts'
import { columnsOf, type RecordReader } from './record-reader.ts'
import { nameOfRecord, type RecordName } from './record-time.ts'
import { joinedSpans, type Span, type Spans } from './spans.ts'
import { instantsOf, TimeColumnWriter, type TimeColumn } from './time-column.ts'
import type { TimeZone } from './time-zone.ts'

export type OutageRecord = Pick<Outage, 'id' | 'code' | 'startedAt' | 'endedAt' | 'kind'>

/** The columns of a service's outages; they do not depend on a zone. */
export type OutageColumns = { readonly started: TimeColumn; readonly ended: TimeColumn; /** 1: planned. */ readonly planned: Uint8Array }

const startOf = (row: OutageRecord): OutageRecord['startedAt'] => row.startedAt
const endOf = (row: OutageRecord): OutageRecord['endedAt'] => row.endedAt
const recordOf = (row: OutageRecord): RecordName => ({ table: 'outage', row })

/** Reads the columns of a service's outages, a record after the other. */
export class OutageReader implements RecordReader<OutageRecord, OutageColumns> {
  readonly #started: TimeColumnWriter
  readonly #ended: TimeColumnWriter
  readonly #planned: Uint8Array

  constructor(length: number) {
    this.#started = new TimeColumnWriter(length)
    this.#ended = new TimeColumnWriter(length)
    this.#planned = new Uint8Array(length)
  }

  read(at: number, { startedAt, endedAt, kind }: OutageRecord): void {
    this.#started.write(at, startedAt)
    this.#ended.write(at, endedAt)
    if (kind === 'planned') this.#planned[at] = 1
  }

  columns(): OutageColumns {
    return { started: this.#started.column(), ended: this.#ended.column(), planned: this.#planned }
  }
}

/** Columns beside the rows; without an end an outage lasts to Infinity, and one that cannot be has no length. */
export type OutageTimes<Row extends OutageRecord = OutageRecord> = {
  readonly rows: readonly Row[]
  readonly starts: Float64Array
  readonly ends: Float64Array
  /** The unplanned ones, joined. */
  readonly down: Spans
  readonly issues: readonly Issue[]
}

/** A service's outages in a zone. One that ends before it starts is not counted, and said. */
export function outageTimes<Row extends OutageRecord>(rows: readonly Row[], zone: TimeZone, columns: OutageColumns = columnsOf(rows, new OutageReader(rows.length))): OutageTimes<Row> {
  const issues: Issue[] = []
  const starts = instantsOf(columns.started, { rows, timeOf: startOf, zone, record: recordOf, issues })
  const ends = instantsOf(columns.ended, { rows, timeOf: endOf, zone, record: recordOf, issues })
  const downEnds = new Float64Array(rows.length)
  for (let at = 0; at < downEnds.length; at += 1) {
    const [start, end] = [starts[at] ?? 0, ends[at] ?? 0]
    const row = end < start ? rows[at] : undefined
    if (row !== undefined) {
      issues.push(issue('dates-out-of-order', `${nameOfRecord(row)} ends at ${row.endedAt ?? ''}, before it starts at ${row.startedAt}; it is not counted.`, { subject: { table: 'outage', id: row.id }, remedy: 'Correct one of the two times.' }))
    }
    const until = Number.isNaN(end) ? Number.POSITIVE_INFINITY : Math.max(start, end)
    ends[at] = until
    downEnds[at] = columns.planned[at] === 1 ? start : until
  }
  return { rows, starts, ends, down: joinedSpans(starts, downEnds), issues }
}

/** One outage as it was read. */
export type ReadOutage<Row extends OutageRecord = OutageRecord> = Span & { readonly row: Row }

/** The outages that touch a time, by their start. */
export function outagesWithin<Row extends OutageRecord>({ rows, starts, ends }: OutageTimes<Row>, time: Span): readonly ReadOutage<Row>[] {
  return rows.map((row, index) => ({ row, start: starts[index] ?? 0, end: ends[index] ?? 0 })).filter(({ start, end }) => start < time.end && end > time.start).toSorted((left, right) => left.start - right.start)
}
