/** Columns that several imports of service levels have, and what they say of a row. */
import { choice, textField } from '../../costs/field-readers.ts'
import { importColumn, type ImportColumn } from '../../costs/imports/import-column.ts'
import type { ImportRecord, ImportRow } from '../../costs/imports/import-record.ts'
import { PROVENANCES } from '../../model/cost-tables.ts'
import { serviceField, type LevelReader } from '../level-readers.ts'

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
