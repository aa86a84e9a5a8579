/** Columns, tables and guards as SQL text. Migrations that have shipped are made of them: one that must change gets a new function. */
import { canonicalDecimal, fiscalYear, oneOf, trimmedName } from './checks.ts'

export const id = 'id TEXT NOT NULL PRIMARY KEY CHECK (id <> \'\')'
export const position = 'position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 10000000)'
export const retiredFrom = `retired_from INTEGER CHECK (${fiscalYear('retired_from')})`
export const customerClass = `customer_class TEXT NOT NULL CHECK (${oneOf('customer_class', ['state', 'non-state', 'external'])})`
export const places = 'places INTEGER NOT NULL CHECK (places BETWEEN 0 AND 6)'
export const decimalOrNull = (column: string): string => `${column} TEXT CHECK (${canonicalDecimal(column)})`
export const decimal = (column: string): string => `${column} TEXT NOT NULL CHECK (${canonicalDecimal(column)})`
export const wholeNumber = (column: string, from: string, to: string): string => `${column} INTEGER NOT NULL CHECK (${column} BETWEEN ${from} AND ${to})`
export const text = (column: string): string => `${column} TEXT NOT NULL`
export const named = (column: string): string => `${column} TEXT NOT NULL CHECK (${trimmedName(column)})`
export const version = (condition: string): string => `version TEXT NOT NULL CHECK (${condition})`

export function table(name: string, parts: readonly string[]): string {
  // WITHOUT ROWID: rows lie in the order of their ids, so that two files with the same rows read the same.
  return `CREATE TABLE ${name} (\n  ${parts.join(',\n  ')}\n) STRICT, WITHOUT ROWID;`
}

export function guard(request: { readonly name: string; readonly when: string; readonly table: string; readonly condition: string; readonly says: string }): string {
  return `CREATE TRIGGER ${request.name} BEFORE ${request.when} ON ${request.table} WHEN ${request.condition} BEGIN SELECT RAISE(ABORT, '${request.says}'); END;`
}
