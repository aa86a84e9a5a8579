/** A time of one record, and what a message calls the record. */
import { issue, type Issue } from '../../issues.ts'
import type { LoggedTime } from '../../usage/local-time.ts'
import { clockText, instantOfLogged } from './logged-instant.ts'
import type { TimeZone } from './time-zone.ts'

export type RecordName = { readonly table: 'outage' | 'incident'; readonly row: { readonly id: string; readonly code: string; readonly startedAt?: LoggedTime; readonly openedAt?: LoggedTime } }

/** Its number; without one, when it was. @example nameOfRecord({ id, code: '', startedAt }) // 'The outage that started at 2004-04-04 02:30' */
export function nameOfRecord({ code, id, startedAt, openedAt }: RecordName['row']): string {
  if (code !== '') return code
  if (startedAt !== undefined) return `The outage that started at ${startedAt.replace('T', ' ')}`
  return openedAt === undefined ? id : `The incident that was opened at ${openedAt.replace('T', ' ')}`
}

/** Reads a record's time; one that the clock skipped is said, and read as late as it would have been. */
export function readRecordTime(text: LoggedTime, { zone, record, issues }: { readonly zone: TimeZone; readonly record: RecordName; readonly issues: Issue[] }): number {
  const { instant, kind } = instantOfLogged(text, zone)
  if (kind === 'skipped') {
    issues.push(issue('not-an-instant', `${nameOfRecord(record.row)}: ${text} does not exist in ${zone.name}, where the clock was set forward; it is read as ${clockText(zone, instant)}.`, { severity: 'warning', subject: { table: record.table, id: record.row.id }, remedy: 'Correct the time, or write it with its offset, such as -05:00.' }))
  }
  return instant
}
