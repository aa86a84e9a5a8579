/**
 * A printed schedule from a file (RATE-7): rows of text under named columns, taken exactly as they stand.
 */
import { issue } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'
import type { PrintedFacts } from './audit.ts'

/** A sheet as it came from outside; `rowNumbers` count as a spreadsheet does. */
export type PrintedTable = { readonly sheet: string; readonly rowNumbers: readonly number[]; readonly rows: readonly (readonly string[])[] }

/** The columns of a printed schedule's file, and other names under which each is known. */
export const PRINTED_COLUMNS = {
  resource: ['resource'],
  unit: ['unit', 'billableunit'],
  from: ['from', 'fromtext'],
  to: ['to', 'totext'],
  difference: ['difference', 'differencetext', 'diff'],
  percent: ['percent', 'percenttext', '%', '%change', 'percentchange'],
} as const
type Column = keyof typeof PRINTED_COLUMNS
const COLUMNS: readonly Column[] = ['resource', 'unit', 'from', 'to', 'difference', 'percent']
/** Names of columns are looked for in the first rows only. */
const HEADER_ROWS = 20

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_.-]+/g, '')
}

function columnsOf(header: readonly string[]): ReadonlyMap<Column, number> {
  const names = header.map(plain)
  const found = new Map<Column, number>()
  for (const column of COLUMNS) {
    const index = names.findIndex((name) => PRINTED_COLUMNS[column].some((known) => known === name))
    if (index >= 0) found.set(column, index)
  }
  return found
}

/** The header with the most known columns; the first of equals. */
function findHeader(rows: PrintedTable['rows']): { readonly index: number; readonly columns: ReadonlyMap<Column, number> } {
  let best = { index: 0, columns: columnsOf(rows[0] ?? []) }
  for (const [index, row] of rows.slice(0, HEADER_ROWS).entries()) {
    const columns = columnsOf(row)
    if (columns.size > best.columns.size) best = { index, columns }
  }
  return best
}

/**
 * The printed rows of the first sheet that has the columns resource, unit, from, to, difference and percent (in any order;
 * a column `heading` is taken too). Rows without a resource are skipped. Refused with `wrong-columns` when one is missing.
 *
 * @example readPrintedFacts({ fileName: 'a.csv', tables }) // { ok: true, value: [{ resource: 'Prime CPU Time', fromText: '$100.30', … }] }
 */
export function readPrintedFacts(given: { readonly fileName: string; readonly tables: readonly PrintedTable[] }): Result<readonly PrintedFacts[]> {
  const { fileName, tables } = given
  const candidates = tables.map((table) => ({ table, ...findHeader(table.rows) }))
  const chosen = candidates.toSorted((left, right) => right.columns.size - left.columns.size)[0]
  const missing = COLUMNS.filter((column) => chosen?.columns.has(column) !== true)
  if (chosen === undefined || missing.length > 0) {
    return refused([
      issue('wrong-columns', `${fileName} has no column ${missing.map((name) => `"${name}"`).join(', ')}.`, {
        remedy: 'Name the columns resource, unit, from, to, difference and percent in the first row.', place: { file: fileName, ...(chosen === undefined ? {} : { sheet: chosen.table.sheet }) },
      }),
    ])
  }
  const { table, index, columns } = chosen
  const heading = table.rows[index]?.findIndex((name) => plain(name) === 'heading') ?? -1
  const facts: PrintedFacts[] = []
  for (const [at, row] of table.rows.entries()) {
    const text = (column: Column): string => (row[columns.get(column) ?? -1] ?? '').trim()
    if (at <= index || text('resource') === '') continue
    const rowNumber = table.rowNumbers[at] ?? at + 1
    facts.push({
      key: `row-${rowNumber}`, heading: heading < 0 ? '' : (row[heading] ?? '').trim(), resource: text('resource'), billableUnit: text('unit'), fromText: text('from'), toText: text('to'),
      differenceText: text('difference'), percentText: text('percent'), source: `${fileName} row ${rowNumber}`,
    })
  }
  return ok(facts)
}
