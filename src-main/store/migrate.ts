/**
 * Schemas follow each other in migrations numbered by tens; `user_version` holds the number of the last one.
 * A migration that changes the shape of a row also rewrites the journal's changes (it drops the journal's guards and
 * makes them again): `verify` holds the rows to a replay of the journal.
 */
import type { Database } from 'better-sqlite3'

export type Migration = {
  /** 10, 20, 30 ...; a correction in between finds room. */
  readonly number: number
  readonly name: string
  /** Runs inside its own transaction, with foreign keys not enforced; they are checked before it ends. */
  readonly up: (database: Database) => void
}

/** The number of the newest schema; 0 for an empty list. */
export function newestSchema(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.number ?? 0
}

export function readSchema(database: Database): number {
  const value = database.pragma('user_version', { simple: true })
  if (typeof value !== 'number') throw new Error('user_version is not a number.')
  return value
}

/**
 * Brings a database to the newest schema, one transaction a migration: a kill in between leaves it at a whole schema.
 * The caller has made a backup. A migration that fails throws and leaves its own changes undone.
 */
export function migrate(database: Database, migrations: readonly Migration[]): void {
  checkOrder(migrations)
  // Only outside of a transaction; a table that is built anew needs its references off for a moment.
  database.pragma('foreign_keys = OFF')
  try {
    for (const migration of migrations.filter((each) => each.number > readSchema(database))) run(database, migration)
  } finally {
    database.pragma('foreign_keys = ON')
  }
}

function run(database: Database, migration: Migration): void {
  database.transaction(() => {
    migration.up(database)
    const broken = database.prepare('SELECT "table" FROM pragma_foreign_key_check LIMIT 1').get()
    if (broken !== undefined) throw new Error(`Migration ${migration.number} ${migration.name} breaks a reference: ${JSON.stringify(broken)}.`)
    database.pragma(`user_version = ${migration.number}`)
  }).immediate()
}

function checkOrder(migrations: readonly Migration[]): void {
  let previous = 0
  for (const { number, name } of migrations) {
    if (!Number.isInteger(number) || number <= previous) throw new Error(`Migration ${number} ${name} must have a whole number above ${previous}.`)
    previous = number
  }
}
