/** Journal entries around row changes, as the core would stamp them. */
import type { ModelRows } from '../../src-shared/domain/model/draft.ts'
import { rowChange, type JournalEntry, type RowChange } from '../../src-shared/domain/model/edit.ts'
import { TABLE_NAMES, type TableName } from '../../src-shared/domain/model/tables.ts'

export function journalEntry(revision: number, changes: readonly RowChange[], more: Partial<JournalEntry> = {}): JournalEntry {
  return { id: `edit-${revision}`, at: '2026-11-22T04:00:00.000Z', author: 'Ann', label: `Edit ${revision}`, kind: 'edit', revision, undoes: null, redoes: null, ...more, changes }
}

function addedTo<Name extends TableName>(table: Name, rows: ModelRows[Name]): readonly RowChange[] {
  return rows.map((after) => rowChange(table, { before: null, after }))
}

/** The changes that put all rows into an empty model. */
export function addAll(rows: ModelRows): readonly RowChange[] {
  return TABLE_NAMES.flatMap((name) => addedTo(name, rows[name]))
}
