/**
 * Tests a migration by whole tables: stops at the schema before it, puts rows in, runs it, and hands all rows back.
 */
import Database from 'better-sqlite3'

import { migrate, type Migration } from '../../src-main/store/migrate.ts'

type Row = Readonly<Record<string, unknown>>
export type WholeDatabase = Readonly<Record<string, readonly Row[]>>

/** Every table with all its rows, in the order of their keys. */
export function allRows(database: Database.Database): WholeDatabase {
  const tables = database.prepare<[], string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").pluck().all()
  return Object.fromEntries(tables.map((table) => [table, database.prepare<[], Row>(`SELECT * FROM "${table}" ORDER BY 1`).all()]))
}

/** @param parts.number the migration under test; `parts.insert` is SQL run at the schema just before it. */
export function runMigration(parts: { readonly migrations: readonly Migration[]; readonly number: number; readonly insert: string }): { readonly before: WholeDatabase; readonly after: WholeDatabase } {
  const database = new Database(':memory:')
  try {
    migrate(database, parts.migrations.filter(({ number }) => number < parts.number))
    database.exec(parts.insert)
    const before = allRows(database)
    migrate(database, parts.migrations.filter(({ number }) => number <= parts.number))
    return { before, after: allRows(database) }
  } finally {
    database.close()
  }
}
