/** Outage records as time: read in the zone that measures, overlapping ones joined so that each second counts once (SLM-1). */
import { issue, type Issue } from '../../issues.ts'
import type { Outage } from '../../model/level-tables.ts'
import type { LoggedTime } from '../../usage/local-time.ts'
import { clockText, instantOfLogged } from './logged-instant.ts'
import { spansOf, type Span, type Spans } from './spans.ts'
import type { TimeZone } from './time-zone.ts'

export type OutageRecord = Pick<Outage, 'id' | 'code' | 'startedAt' | 'endedAt' | 'kind'>
/** One outage; without an end it lasts to Infinity. */
export type ReadOutage<Row extends OutageRecord = OutageRecord> = Span & { readonly row: Row }

export type OutageTimes<Row extends OutageRecord = OutageRecord> = {
  readonly unplanned: readonly ReadOutage<Row>[]
  readonly planned: readonly ReadOutage<Row>[]
  /** The unplanned ones, joined. */
  readonly down: Spans
  readonly issues: readonly Issue[]
}

function named({ code, id }: OutageRecord): string {
  return code === '' ? id : code
}

/** Reads a record's time; one that the clock skipped is said, and read as late as it would have been. */
export function readRecordTime(text: LoggedTime, given: { readonly zone: TimeZone; readonly name: string; readonly table: 'outage' | 'incident'; readonly id: string; readonly issues: Issue[] }): number {
  const { instant, kind } = instantOfLogged(text, given.zone)
  if (kind === 'skipped') {
    given.issues.push(issue('not-an-instant', `${given.name}: ${text} does not exist in ${given.zone.name}, where the clock was set forward; it is read as ${clockText(given.zone, instant)}.`, { severity: 'warning', subject: { table: given.table, id: given.id }, remedy: 'Correct the time, or write it with its offset, such as -05:00.' }))
  }
  return instant
}

/** Reads a service's outages. One that ends before it starts is left out and said. */
export function outageTimes<Row extends OutageRecord>(rows: readonly Row[], zone: TimeZone): OutageTimes<Row> {
  const issues: Issue[] = []
  const unplanned: ReadOutage<Row>[] = []
  const planned: ReadOutage<Row>[] = []
  for (const row of rows) {
    const given = { zone, name: named(row), table: 'outage', id: row.id, issues } as const
    const start = readRecordTime(row.startedAt, given)
    const end = row.endedAt === null ? Number.POSITIVE_INFINITY : readRecordTime(row.endedAt, given)
    if (end < start) {
      issues.push(issue('dates-out-of-order', `${named(row)} ends at ${row.endedAt ?? ''}, before it starts at ${row.startedAt}; it is not counted.`, { subject: { table: 'outage', id: row.id }, remedy: 'Correct one of the two times.' }))
      continue
    }
    const into = row.kind === 'planned' ? planned : unplanned
    into.push({ row, start, end })
  }
  return { unplanned, planned, down: spansOf(unplanned), issues }
}
