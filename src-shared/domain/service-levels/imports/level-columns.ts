/** Columns that several imports of service levels have, and what they say of a row. */
import { choice, textField } from '../../costs/field-readers.ts'
import { importColumn, type ImportColumn } from '../../costs/imports/import-column.ts'
import type { ImportRecord, ImportRow } from '../../costs/imports/import-record.ts'
import { issue, type Issue } from '../../issues.ts'
import { PROVENANCES } from '../../model/cost-tables.ts'
import type { LoggedTime } from '../../usage/local-time.ts'
import { serviceField, type LevelReader } from '../level-readers.ts'
import { isCertainlyBefore, isOffsetMissing, mayBeHourTwice } from '../log-order.ts'

export const SERVICE_OF = importColumn({ field: 'service', names: ['service code', 'service name', 'service id', 'affected service'], required: true, example: 'MF-CPU', comment: 'Code or name of the service.' })
export const TITLE = importColumn({ field: 'title', names: ['summary', 'subject', 'short description', 'description'], example: 'Storage controller failed', comment: 'What happened, in a few words.' })
export const PROVENANCE = importColumn({ field: 'provenance', inTemplate: false, comment: 'own or fictional.' })

export const LINE = textField(200)
export const LONG = textField(20_000)
export const PROVENANCE_READER = choice(PROVENANCES)

/** A value as the file has it, empty where its cell is; as it was where the file has no column for it. */
export function valueOf<Value>(record: ImportRecord, given: { readonly column: ImportColumn; readonly reader: LevelReader<Value>; readonly was: Value | undefined; readonly empty: Value }): Value {
  const { column, reader, was, empty } = given
  return record.has(column) ? (record.read(column, reader) ?? empty) : (was ?? empty)
}

/** The id of the service that a row names; undefined after saying that the model has none such. */
export function serviceIdOf(row: ImportRow): string | undefined {
  return row.read(SERVICE_OF, serviceField)
}

/** What is asked of a row twice, to tell it apart and to take it in, is read once. */
export function oncePerRow<Value>(read: (row: ImportRow) => Value): (row: ImportRow) => Value {
  const known = new WeakMap<ImportRow, { readonly value: Value }>()
  return (row) => {
    const present = known.get(row) ?? { value: read(row) }
    known.set(row, present)
    return present.value
  }
}

function written(time: LoggedTime): string {
  return time.replace('T', ' ')
}

/** Says that a later time stands before an earlier one, which refuses the row unless it is a `warning`, and that only one of the two has an offset. */
export function checkOrder(record: ImportRecord, given: { readonly first: LoggedTime; readonly last: LoggedTime | null; readonly column: ImportColumn; readonly words: (last: string, first: string) => string; readonly severity?: Issue['severity'] }): void {
  const { first, last, column, words, severity = 'error' } = given
  if (last === null) return
  if (isCertainlyBefore(last, first)) {
    const remedy = mayBeHourTwice(first, last) ? 'Correct one of the two times; in the hour that comes twice, write both with their offset, such as 2003-10-26T01:30-04:00.' : 'Correct one of the two times.'
    record.say(column, issue('dates-out-of-order', words(written(last), written(first)), { severity, remedy }))
  }
  if (isOffsetMissing(first, last)) record.say(column, issue('not-an-instant', `Of ${written(first)} and ${written(last)} only one has an offset; the other is taken as local time.`, { severity: 'warning', remedy: 'Write both with their offset, or see that local time is meant.' }))
}
