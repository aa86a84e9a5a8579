/**
 * A model in memory: an immutable map a table. An edit makes the next draft and shares every table that it does not touch.
 */
import { TABLE_NAMES, type TableName, type Tables } from './tables.ts'

export type Draft = { readonly [Name in TableName]: ReadonlyMap<string, Tables[Name]> }

/** The rows of a model as lists, as a file is read and a message is sent. */
export type ModelRows = { readonly [Name in TableName]: readonly Tables[Name][] }

/**
 * One value a table. The compiler cannot follow a loop over the names of the tables: so `make` says of its value that it is what `Whole` has at each name.
 *
 * @example byTable<Draft>(() => new Map())
 */
export function byTable<Whole extends { readonly [Name in TableName]: unknown }>(make: <Name extends TableName>(name: Name) => Whole[Name]): Whole {
  return Object.fromEntries(TABLE_NAMES.map((name) => [name, make(name)])) as Whole
}

/** A draft without rows. */
export function emptyDraft(): Draft {
  return byTable<Draft>(() => new Map())
}

/** No rows in any table. */
export function noRows(): ModelRows {
  return byTable<ModelRows>(() => [])
}

export function draftFromRows(rows: ModelRows): Draft {
  return byTable<Draft>((name) => new Map(rows[name].map((row) => [row.id, row] as const)) as ReadonlyMap<string, unknown> as Draft[typeof name])
}

export function rowsFromDraft(draft: Draft): ModelRows {
  return byTable<ModelRows>((name) => [...draft[name].values()] as readonly unknown[] as ModelRows[typeof name])
}

/** How many rows there are in all tables. */
export function countRows(draft: Draft): number {
  return TABLE_NAMES.reduce((sum, name) => sum + draft[name].size, 0)
}
