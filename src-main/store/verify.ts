/** Whether a model file is whole: its pages, its references, its rows, its journal, that the journal leads to the rows, and its usage lines. */
import Memory, { type Database } from 'better-sqlite3'

import { issue, type Issue } from '../../src-shared/domain/issues.ts'
import { isSameRow } from '../../src-shared/domain/model/apply-edit.ts'
import { TABLE_NAMES, type TableName } from '../../src-shared/domain/model/tables.ts'
import { damaged, failureOf, StoreRefusal } from './failures.ts'
import type { Journal } from './journal.ts'
import { migrate, type Migration } from './migrate.ts'
import { type AnyRows, firstDifference, readRows } from './rows.ts'
import { rawMeasureProblems } from './raw-measures.ts'
import { usageProblems } from './usage-lines.ts'

type Source = {
  readonly database: Database
  readonly path: string
  readonly journal: Journal
  /** Every schema, to know which tables and guards there must be. */
  readonly migrations: readonly Migration[]
}

const REMEDY = 'Keep the file as it is, and go on with the newest copy in the folder of its backups.'

/** Every finding, in words; empty when all is well. */
export function verifyModel(source: Source): readonly Issue[] {
  const pages = checkPages(source)
  if (pages.length > 0) return pages
  return [...checkSchema(source), ...checkReferences(source), ...checkContents(source)]
}

function finding(path: string, message: string, subject?: { readonly table: TableName; readonly id: string }): Issue {
  return issue('unreadable-file', message, { remedy: REMEDY, place: { file: path }, ...(subject === undefined ? {} : { subject }) })
}

function said(source: Source, error: unknown): Issue {
  const failure = failureOf(error, source.path)
  if (failure === undefined) throw error
  return finding(source.path, failure.message)
}

function checkPages(source: Source): readonly Issue[] {
  try {
    const lines = source.database.prepare<[], string>('PRAGMA integrity_check(20)').pluck().all()
    return lines.filter((line) => line !== 'ok').map((line) => finding(source.path, `The database is damaged: ${line}.`))
  } catch (error) {
    return [said(source, error)]
  }
}

type SchemaPart = { readonly name: string; readonly sql: string | null }

function schemaOf(database: Database): ReadonlyMap<string, string | null> {
  return new Map(database.prepare<[], SchemaPart>('SELECT name, sql FROM sqlite_schema').all().map(({ name, sql }) => [name, sql]))
}

/** A guard that is gone, or a trigger that another program put there, is found here. */
function checkSchema(source: Source): readonly Issue[] {
  const fresh = new Memory(':memory:')
  try {
    migrate(fresh, source.migrations)
    const [expected, present] = [schemaOf(fresh), schemaOf(source.database)]
    const names = [...new Set([...expected.keys(), ...present.keys()])].filter((name) => expected.get(name) !== present.get(name))
    return names.map((name) => finding(source.path, `The part ${name} of the database is not as Ratebook made it.`))
  } finally {
    fresh.close()
  }
}

function checkReferences(source: Source): readonly Issue[] {
  const rows = source.database.prepare<[], string>('SELECT "table" || \' refers to a missing \' || "parent" FROM pragma_foreign_key_check LIMIT 20').pluck().all()
  return rows.map((line) => finding(source.path, `A row of ${line}.`))
}

function checkContents(source: Source): readonly Issue[] {
  try {
    const rows = readRows(source)
    const different = firstDifference(replay(source), (table) => rows[table])
    const notAsJournal = different === undefined ? [] : [finding(source.path, `The row ${different.id} of the table ${different.table} is not what the journal leads to.`, different)]
    return [...notAsJournal, ...[...usageProblems(source.database, rows), ...rawMeasureProblems(source.database)].map((problem) => finding(source.path, problem))]
  } catch (error) {
    return [said(source, error)]
  }
}

/** The rows that the journal leads to; FILE_DAMAGED for an entry that does not follow from those before it. */
function replay(source: Source): AnyRows {
  const tables = new Map(TABLE_NAMES.map((name) => [name, new Map<string, object>()]))
  const rowsOf = (table: TableName): Map<string, object> => tables.get(table) ?? new Map<string, object>()
  for (const { revision, undoes, redoes, changes } of source.journal.entries()) {
    if ((undoes ?? 0) >= revision || (redoes ?? 0) >= revision) throw new StoreRefusal(damaged(source.path, `the revision ${revision} of the table journal takes back one that comes after it`))
    for (const { table, id, before, after } of changes) {
      if (!isSameRow(rowsOf(table).get(id), before)) {
        throw new StoreRefusal(damaged(source.path, `the revision ${revision} of the table journal does not follow from those before it (row ${id} of ${table})`))
      }
      if (after === null) rowsOf(table).delete(id)
      else rowsOf(table).set(id, after)
    }
  }
  return rowsOf
}
