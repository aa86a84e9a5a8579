/** Reads a table of raw usage: every row is checked, and a wrong one named with its row and column. */
import { customerIdOfCode } from '../../model/billing-integrity.ts'
import type { Draft } from '../../model/draft.ts'
import { issue, type Issue } from '../../issues.ts'
import { runSteps, type Steps } from '../../steps.ts'
import { twinColumnIssues } from '../../twin-columns.ts'
import { MOST_SHOWN, type UsageCatalog } from '../imports/usage-import.ts'
import { outsideYears } from '../schedule-months.ts'
import { knownMeasure, measureItem, monthOfCells } from './measure-item.ts'
import { MEASURE_COLUMNS, MEASURE_KINDS, type RawMeasure } from './raw-measure.ts'

export type MeasuresTable = { readonly fileName: string; readonly sheet: string; readonly rowNumbers: readonly number[]; readonly rows: readonly (readonly string[])[] }
export type MeasuresRead = { readonly measures: readonly RawMeasure[]; readonly issues: readonly Issue[]; readonly rows: number; readonly refusedRows: number }

/** `at`: its place among the rows; `columns`: where each name of the template stands. */
/** `measures`: the same for what was measured, in the order of the template. */
export type MeasuresHeader = { readonly at: number; readonly columns: ReadonlyMap<string, number>; readonly measures: readonly (readonly [name: string, column: number])[]; readonly unread: readonly string[] }
type Say = (row: number, found: Issue, column?: string) => void

const NAMES = new Map(['agency', 'kind', ...MEASURE_COLUMNS.map(({ header }) => header)].map((header) => [plain(header), header]))
const HEADER_WITHIN = 50

function plain(text: string): string {
  return text.replaceAll(/[\s_-]+/g, '').toLowerCase()
}

/** The first row that names agency and kind; undefined where none does. */
export function measuresHeader(rows: MeasuresTable['rows']): MeasuresHeader | undefined {
  for (const [at, row] of rows.slice(0, HEADER_WITHIN).entries()) {
    const columns = new Map<string, number>()
    for (const [column, text] of row.entries()) {
      const name = NAMES.get(plain(text))
      if (name !== undefined && !columns.has(name)) columns.set(name, column)
    }
    if (columns.has('agency') && columns.has('kind')) return { at, columns, measures: MEASURE_COLUMNS.flatMap(({ header }) => { const column = columns.get(header); return column === undefined ? [] : [[header, column] as const] }), unread: row.filter((text) => text.trim() !== '' && !NAMES.has(plain(text))) }
  }
  return undefined
}

/** True for a row without a cell, and for a comment. */
function saysNothing(row: readonly string[]): boolean {
  return row.every((text) => text.trim() === '') || (row[0] ?? '').trim().startsWith('#')
}

type Reader = { readonly draft: Draft; readonly catalog: Pick<UsageCatalog, 'months'>; readonly header: MeasuresHeader; readonly say: Say }

function readRow({ draft, catalog, header, say }: Reader, { row, rowNumber }: { readonly row: readonly string[]; readonly rowNumber: number }): RawMeasure | undefined {
  const cell = (name: string): string => (row[header.columns.get(name) ?? -1] ?? '').trim()
  const kind = MEASURE_KINDS.find((each) => each === cell('kind').toLowerCase())
  const customerId = customerIdOfCode(draft, cell('agency'))
  if (cell('agency') === '') say(rowNumber, issue('text-missing', 'The agency is missing.', { remedy: 'Write its code, or leave the row out.' }), 'agency')
  else if (customerId === undefined) say(rowNumber, issue('unknown-reference', `The model has no agency with the code "${cell('agency').slice(0, 40)}".`, { remedy: 'Write the code of an agency of the model, or import the agency first.' }), 'agency')
  if (kind === undefined) {
    say(rowNumber, issue(cell('kind') === '' ? 'text-missing' : 'wrong-shape', cell('kind') === '' ? 'The kind is missing.' : `"${cell('kind').slice(0, 40)}" is no kind of measure.`, { remedy: `It is one of: ${MEASURE_KINDS.join(', ')}.` }), 'kind')
    return undefined
  }
  const cells: Record<string, string> = {}
  for (const [name, column] of header.measures) {
    const text = (row[column] ?? '').trim()
    if (text !== '') cells[name] = text
  }
  const when = kind === 'job' ? 'startedAt' : kind === 'session' ? 'from' : 'month'
  const of = monthOfCells(kind, cells)
  if (of === null) {
    const text = cells[when] ?? cells['date']
    say(rowNumber, text === undefined ? issue('text-missing', `"${when}" is missing.`, { remedy: when === 'month' ? 'Write the month as 2003-10, or a date.' : 'Write it as 2003-10-14T10:30.' }) : issue(when === 'month' ? 'not-a-date' : 'not-an-instant', `"${text.slice(0, 40)}" says no month.`, { remedy: when === 'month' ? 'Write it as 2003-10.' : 'Write it as 2003-10-14T10:30.' }), when)
    return undefined
  }
  const outside = outsideYears(of, catalog.months)
  if (outside !== undefined) say(rowNumber, outside, cells[when] === undefined ? 'date' : when)
  const item = measureItem({ kind, month: of, rowNumber, cells })
  if (!item.ok) for (const each of item.failure) say(rowNumber, each)
  return item.ok && customerId !== undefined && outside === undefined ? knownMeasure({ rowNumber, customerId, kind, month: of, cells }, item.value) : undefined
}

/** Rows between two looks at whether somebody wants to go on. */
export const ROWS_A_STEP = 1_000

/** `readMeasuresSteps` to its end. */
export function readMeasures(parts: ReadingParts): MeasuresRead {
  return runSteps(readMeasuresSteps(parts))
}

type ReadingParts = { readonly draft: Draft; readonly catalog: Pick<UsageCatalog, 'months'>; readonly table: MeasuresTable }

/**
 * The measures of a table, a step at a time: each says how many rows are read. Issues name file, sheet, row and column; at most 100 are listed, the rest is counted. Columns that mean
 * nothing here are named and not read.
 */
export function* readMeasuresSteps({ draft, catalog, table }: ReadingParts): Steps<MeasuresRead> {
  const place = { file: table.fileName, ...(table.sheet === '' ? {} : { sheet: table.sheet }) }
  const header = measuresHeader(table.rows)
  if (header === undefined) return { measures: [], rows: 0, refusedRows: 0, issues: [issue('wrong-columns', 'No row names the columns agency and kind.', { place, remedy: 'Start from the template: ratebook template raw-usage.' })] }
  const twins = twinColumnIssues({ header: table.rows[header.at] ?? [], used: [...header.columns.values()], place: { ...place, row: table.rowNumbers[header.at] ?? header.at + 1 } })
  if (twins.length > 0) return { measures: [], rows: 0, refusedRows: 0, issues: twins }
  const shown: Issue[] = []
  const refusedRows = new Set<number>()
  let found = 0
  const say: Say = (row, each, column) => {
    found += 1
    refusedRows.add(row)
    const at = column ?? each.place?.column
    if (shown.length < MOST_SHOWN) shown.push({ ...each, place: { ...place, row, ...(at === undefined ? {} : { column: at }) } })
  }
  const measures: RawMeasure[] = []
  let rows = 0
  for (let at = header.at + 1; at < table.rows.length; at += 1) {
    const row = table.rows[at] ?? []
    if (saysNothing(row)) continue
    rows += 1
    if (rows % ROWS_A_STEP === 0) yield { done: rows, of: table.rows.length }
    const read = readRow({ draft, catalog, header, say }, { row, rowNumber: table.rowNumbers[at] ?? at + 1 })
    if (read !== undefined) measures.push(read)
  }
  const more = found - shown.length
  const notes = [
    ...(header.unread.length === 0 ? [] : [issue('wrong-columns', `These columns are not read: ${header.unread.map((text) => text.trim().slice(0, 40)).join(', ')}.`, { severity: 'warning', place, remedy: 'See the template for the columns of raw usage.' })]),
    ...(more > 0 ? [issue('row-skipped', `${more.toLocaleString('en-US')} more of the same kinds are not listed.`, { place, remedy: 'Correct these first and look again.' })] : []),
    ...(rows === 0 ? [issue('text-missing', 'There is no row below the header.', { place, remedy: 'Choose another file.' })] : []),
  ]
  return { measures, issues: [...shown, ...notes], rows, refusedRows: refusedRows.size }
}
