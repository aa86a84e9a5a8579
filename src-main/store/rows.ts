/** Rows between the database and the domain: every one is validated on its way in and on its way out. */
import type { Database } from 'better-sqlite3'
import type { z } from 'zod'

import { rowSchemas } from '../../src-shared/contract/rows.ts'
import { isSameRow } from '../../src-shared/domain/model/apply-edit.ts'
import { byTable, type Draft } from '../../src-shared/domain/model/draft.ts'
import type { RowChange } from '../../src-shared/domain/model/edit.ts'
import { TABLE_NAMES, type TableName, type Tables } from '../../src-shared/domain/model/tables.ts'
import { damaged, StoreRefusal } from './failures.ts'
import { tableSql } from './table-columns.ts'

const schemas: { readonly [Name in TableName]: z.ZodType<Tables[Name]> } = rowSchemas

type Problem = { readonly problem: string }

/** A row of one table, or what is wrong with it. */
export function checkRow<Name extends TableName>(name: Name, raw: object): { readonly row: Tables[Name] } | Problem {
  const parsed = schemas[name].safeParse(raw)
  if (!parsed.success) {
    const [first] = parsed.error.issues
    return { problem: first === undefined ? 'it does not fit' : `${first.path.join('.')}: ${first.message}` }
  }
  return { row: parsed.data }
}

function idOf(raw: object): string {
  return typeof raw === 'object' && raw !== null && 'id' in raw ? String(raw.id) : '?'
}

/** All rows of a table by id; FILE_DAMAGED, naming table and row, for one that does not validate. */
function readTable<Name extends TableName>(source: { readonly database: Database; readonly path: string }, name: Name): ReadonlyMap<string, Tables[Name]> {
  const rows = new Map<string, Tables[Name]>()
  for (const raw of source.database.prepare<[], object>(tableSql(name).all).all()) {
    const checked = checkRow(name, raw)
    if ('problem' in checked) throw new StoreRefusal(damaged(source.path, `the row ${idOf(raw)} of the table ${name} cannot be right (${checked.problem})`))
    rows.set(checked.row.id, checked.row)
  }
  return rows
}

/** All rows of a model as one transaction left them. */
export function readRows(source: { readonly database: Database; readonly path: string }): Draft {
  return source.database.transaction((): Draft => byTable<Draft>((name) => readTable(source, name) as ReadonlyMap<string, unknown> as Draft[typeof name])).deferred()
}

type Writer = { change(change: RowChange): void }

/**
 * Writes row changes, one at a time. Throws when a row does not validate or is not as the change says it was:
 * whoever made the change has validated it, so that is a bug, and what is written must always be readable again.
 */
export function rowWriter(database: Database): Writer {
  const statements = new Map(TABLE_NAMES.map((name) => {
    const sql = tableSql(name)
    return [name, { one: database.prepare<[string], object>(sql.one), insert: database.prepare(sql.insert), update: database.prepare(sql.update), remove: database.prepare(sql.remove) }] as const
  }))
  return {
    change(change) {
      const at = statements.get(change.table)
      if (at === undefined) throw new Error(`There is no table ${change.table}.`)
      checkChange(change)
      if (!isSameRow(at.one.get(change.id), change.before)) throw new Error(`The row ${change.id} of ${change.table} is not as the edit says it was.`)
      if (change.after === null) at.remove.run(change.id)
      else if (change.before === null) at.insert.run(change.after)
      else at.update.run(change.after)
    },
  }
}

function checkChange(change: RowChange): void {
  const { table, id, before, after } = change
  if (before === null && after === null) throw new Error(`The change of ${id} in ${table} has no row before or after.`)
  if ((before !== null && before.id !== id) || (after !== null && after.id !== id)) throw new Error(`The change of ${id} in ${table} holds a row of another id.`)
  if (after === null) return
  const checked = checkRow(table, after)
  if ('problem' in checked) throw new Error(`The row ${id} of ${table} cannot be written: ${checked.problem}.`)
  if (!isSameRow(checked.row, after)) throw new Error(`The row ${id} of ${table} has spaces around a name.`)
  // SQLite would put a replacement character in its place, and the row would no longer be as the journal says.
  const broken = Object.values(after).find((value) => typeof value === 'string' && !value.isWellFormed())
  if (broken !== undefined) throw new Error(`The row ${id} of ${table} holds half a character.`)
}

function revisionOf(change: RowChange): number {
  return change.table === 'schedule' ? (change.after ?? change.before)?.revision ?? 0 : 0
}

/**
 * The order in which changes are written: schedules last, so that what belongs to one can be written before it is published,
 * and revision after revision. References are checked when the transaction ends, so no other order is needed.
 */
export function inWritingOrder(changes: readonly RowChange[]): readonly RowChange[] {
  return changes.toSorted((left, right) => revisionOf(left) - revisionOf(right))
}

/** Rows of a model by table and id, where only their fields matter. */
export type AnyRows = (table: TableName) => ReadonlyMap<string, object>

/** The first table and id whose row is not the same on both sides; undefined when all are. */
export function firstDifference(left: AnyRows, right: AnyRows): { readonly table: TableName; readonly id: string } | undefined {
  for (const table of TABLE_NAMES) {
    const others = right(table)
    for (const [id, row] of left(table)) if (!isSameRow(row, others.get(id))) return { table, id }
    for (const id of others.keys()) if (!left(table).has(id)) return { table, id }
  }
  return undefined
}
