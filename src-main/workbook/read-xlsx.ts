/** An untrusted workbook to rows of text. Formulas and merged cells are refused by name of sheet and cell: their values cannot be trusted or placed. */
import ExcelJS from 'exceljs'

import { Decimal } from '../../src-shared/domain/decimal.ts'
import { issue, type Issue } from '../../src-shared/domain/issues.ts'
import type { ForeignTable } from '../core/ports.ts'
import { count, ForeignFileRefused, refuse, refuseCellLength, refuseCells, refuseColumns, refuseRows } from './foreign.ts'
import { inspectZip } from './inspect-zip.ts'
import { LIMITS, MOST_ISSUES } from './limits.ts'
import { columnLetters } from './xlsx-layout.ts'

/** What of a sheet is not looked at: some of it makes exceljs work without end on a crafted file, none of it holds a value. */
const IGNORED = ['dataValidations', 'conditionalFormatting', 'extLst', 'drawing', 'picture', 'tableParts', 'hyperlinks', 'headerFooter', 'printOptions', 'pageSetup', 'pageMargins', 'rowBreaks', 'autoFilter', 'sheetProtection', 'cols']

/**
 * A workbook keeps numbers as binary doubles and shows at most 15 digits of them: those 15 are the number that was typed.
 *
 * @example storedNumber(0.1 + 0.2) // '0.3'
 */
export function storedNumber(value: number): string {
  return new Decimal(value.toPrecision(15)).toFixed()
}

/** A number format without its literal texts, its colours and conditions, and its forms for negatives and zero. */
function plainFormat(format: string | undefined): string {
  return (format ?? '').replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';')[0] ?? ''
}

/** All digits that the cell holds, and the zeros that it shows behind them: they say how exact a printed figure is (NUM-3, RATE-7). */
function shownNumber(value: number, format: string | undefined): string {
  const plain = plainFormat(format)
  const places = /\.(0+)/.exec(plain)?.[1]?.length ?? 0
  const isPercent = plain.includes('%')
  const number = new Decimal(storedNumber(value)).times(isPercent ? 100 : 1)
  return `${number.toFixed(Math.max(number.decimalPlaces(), places))}${isPercent ? '%' : ''}`
}

function dateText(date: Date): string {
  const iso = date.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19)
}

type Findings = { readonly issues: Issue[]; found: number }

function report(findings: Findings, each: Issue): void {
  findings.found += 1
  if (findings.issues.length < MOST_ISSUES) findings.issues.push(each)
}

type Place = { readonly file: string; readonly sheet: string; readonly row: number; readonly column: string }

function plainText(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'object' && 'richText' in value) return value.richText.map((part) => part.text).join('')
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** The cell's text as it is shown, all digits; a formula or an impossible number is reported and gives ''. */
function textOf(cell: ExcelJS.Cell, place: Place, findings: Findings): string {
  const { value } = cell
  const where = `cell ${place.column}${place.row} of sheet "${place.sheet}"`
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? refusedCell('not-a-date', `The date in ${where} is none.`, 'Type the date again.', place, findings) : dateText(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return refusedCell('number-out-of-range', `The number in ${where} is too large, or is none.`, 'Type the number again.', place, findings)
    return shownNumber(value, cell.numFmt)
  }
  if ('formula' in value || 'sharedFormula' in value) {
    return refusedCell('formula-in-cell', `There is a formula in ${where}.`, 'Copy the cells and paste them as values (Paste Special, Values), then save.', place, findings)
  }
  if ('error' in value) return value.error
  if ('hyperlink' in value) return plainText(value.text)
  return plainText(value)
}

function refusedCell(code: Issue['code'], message: string, remedy: string, place: Place, findings: Findings): string {
  report(findings, issue(code, message, { remedy, place }))
  return ''
}

function readRow(row: ExcelJS.Row, place: Omit<Place, 'column' | 'row'>, findings: Findings): string[] {
  const texts: string[] = []
  row.eachCell({ includeEmpty: false }, (cell, column) => {
    if (column > LIMITS.columns) refuseColumns({ ...place, row: row.number })
    const at = { ...place, row: row.number, column: columnLetters(column) }
    const text = textOf(cell, at, findings)
    if (text.length > LIMITS.cellCharacters) refuseCellLength(at, text.length)
    while (texts.length < column - 1) texts.push('')
    texts.push(text)
  })
  while (texts.length > 0 && texts.at(-1) === '') texts.pop()
  return texts
}

/** Fills every row to the widest, so that a column has the same index in each. */
function squared(rows: readonly string[][]): readonly string[][] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  for (const row of rows) while (row.length < width) row.push('')
  return rows
}

function readSheet(worksheet: ExcelJS.Worksheet, file: string, state: { readonly findings: Findings; cells: number }): ForeignTable {
  const place = { file, sheet: worksheet.name }
  for (const range of worksheet.model.merges) {
    const top = Number.parseInt(/\d+/.exec(range)?.[0] ?? '1', 10)
    report(state.findings, issue('merged-cells', `The cells ${range} of sheet "${worksheet.name}" are merged.`, {
      remedy: 'Unmerge the cells, so that each row and column holds its own value.', place: { ...place, row: top, column: /[A-Z]+/.exec(range)?.[0] ?? 'A' },
    }))
  }
  const rowNumbers: number[] = []
  const rows: string[][] = []
  worksheet.eachRow({ includeEmpty: false }, (row) => {
    const texts = readRow(row, place, state.findings)
    if (texts.length === 0) return
    if (rows.length >= LIMITS.xlsxRows) refuseRows({ ...place, row: row.number }, LIMITS.xlsxRows)
    state.cells += texts.length
    if (state.cells > LIMITS.cells) refuseCells(place)
    rowNumbers.push(row.number)
    rows.push(texts)
  })
  return { sheet: worksheet.name, rowNumbers, rows: squared(rows) }
}

async function load(bytes: Buffer, file: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  const own = new ArrayBuffer(bytes.length)
  new Uint8Array(own).set(bytes)
  try {
    await workbook.xlsx.load(own, { ignoreNodes: IGNORED })
  } catch {
    refuse('unreadable-file', 'The workbook is damaged: its sheets cannot be read.', { place: { file }, remedy: 'Open it in a spreadsheet program and save it again as .xlsx, or as "CSV UTF-8".' })
  }
  return workbook
}

/** The visible sheets that hold anything, in order. */
export async function readXlsx(bytes: Buffer, file: string): Promise<readonly ForeignTable[]> {
  await inspectZip(bytes, file)
  const workbook = await load(bytes, file)
  const state = { findings: { issues: [], found: 0 } satisfies Findings, cells: 0 }
  const tables = workbook.worksheets.filter((sheet) => sheet.state === 'visible' || sheet.state === undefined).map((sheet) => readSheet(sheet, file, state))
  const { issues, found } = state.findings
  if (found > 0) throw new ForeignFileRefused(found > issues.length ? [...issues, issue('row-skipped', `${count(found - issues.length)} more of the same kind are not listed.`, { severity: 'note', place: { file } })] : issues)
  const filled = tables.filter((table) => table.rows.length > 0)
  if (filled.length === 0) refuse('wrong-columns', 'The workbook has no rows on any visible sheet.', { place: { file }, remedy: 'Choose a workbook with a row of column names and rows below it.' })
  return filled
}
