/** An untrusted CSV to rows of text: its delimiter is found out, everything is bounded, every refusal names its place. */
import { CsvError, parse, type CastingContext } from 'csv-parse/sync'

import type { ForeignTable } from '../core/ports.ts'
import { count, ForeignFileRefused, refuse, refuseCellLength, refuseCells, refuseColumns, refuseRows } from './foreign.ts'
import { LIMITS } from './limits.ts'
import { decodeText } from './text-encoding.ts'
import { columnLetters } from './xlsx-layout.ts'

const DELIMITERS = [',', ';', '\t'] as const
const SAMPLE_CHARACTERS = 64 * 1024
const SAMPLE_ROWS = 50
/** A file's name may be longer than what the contract takes for a sheet's. */
const LONGEST_SHEET = 200

/** How often a delimiter stands in each of the first rows, outside of quotes. Comments (#) are prose and part nothing. */
function countsByRow(sample: string, delimiter: string): readonly number[] {
  const counts: number[] = []
  let [inQuotes, here, first] = [false, 0, '']
  for (const character of sample) {
    if (character === '"') {
      inQuotes = !inQuotes
      continue
    }
    if (first === '' && character !== '\n') first = character
    if (inQuotes) continue
    if (character === delimiter && first !== '#') here += 1
    else if (character === '\n') {
      counts.push(here)
      here = 0
      first = ''
      if (counts.length >= SAMPLE_ROWS) return counts
    }
  }
  if (here > 0) counts.push(here)
  return counts
}

/** The delimiter that parts most rows alike; of equals the one that stands there more often. A comma where there is none. */
export function findDelimiter(text: string): (typeof DELIMITERS)[number] {
  const sample = text.slice(0, SAMPLE_CHARACTERS)
  let best: { readonly delimiter: (typeof DELIMITERS)[number]; readonly alike: number; readonly total: number } = { delimiter: ',', alike: 0, total: 0 }
  for (const delimiter of DELIMITERS) {
    const counts = countsByRow(sample, delimiter).filter((each) => each > 0)
    const often = new Map<number, number>()
    for (const each of counts) often.set(each, (often.get(each) ?? 0) + 1)
    const alike = Math.max(0, ...often.values())
    const total = counts.reduce((sum, each) => sum + each, 0)
    if (alike > best.alike || (alike === best.alike && total > best.total)) best = { delimiter, alike, total }
  }
  return best.delimiter
}

/** The row in which the quotation mark stands that is never closed, and its column. */
function openQuote(text: string, delimiter: string): { readonly row: number; readonly column: number } {
  let [row, column, start, inQuotes, fieldStart] = [1, 1, { row: 1, column: 1 }, false, true]
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]
    if (inQuotes) {
      if (character !== '"') continue
      if (text[index + 1] === '"') index += 1
      else inQuotes = false
      fieldStart = false
    } else if (character === '"' && fieldStart) {
      inQuotes = true
      start = { row, column }
    } else if (character === delimiter) {
      column += 1
      fieldStart = true
    } else if (character === '\n' || (character === '\r' && text[index + 1] !== '\n')) {
      row += 1
      column = 1
      fieldStart = true
    } else fieldStart = fieldStart && character === ' '
  }
  return start
}

function explain(error: CsvError, text: string, context: { readonly file: string; readonly delimiter: string; readonly row: number }): never {
  const { file, delimiter } = context
  if (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE') {
    const { row, column } = openQuote(text, delimiter)
    refuse('quote-not-closed', `The quotation mark that opens in row ${count(row)}, column ${columnLetters(column)} is never closed.`, { place: { file, row, column: columnLetters(column) }, remedy: 'Close it, or double a quotation mark that belongs to the text ("").' })
  }
  const { row } = context
  refuse('quote-not-closed', `Row ${count(row)} cannot be read as CSV: a quotation mark stands in the middle of a cell.`, { place: { file, row }, remedy: 'Put the whole cell in quotation marks, and double those inside it.' })
}

/** The one table of a CSV has the file's name. */
export function sheetNameOf(file: string): string {
  return (file.replace(/\.[^.]*$/, '') || file).slice(0, LONGEST_SHEET)
}

/** One table named after the file. Empty rows are left out; `rowNumbers` still count them, as a spreadsheet does. */
export function readCsv(bytes: Buffer, file: string): ForeignTable {
  const text = decodeText(bytes, file)
  const delimiter = findDelimiter(text)
  const rowNumbers: number[] = []
  const rows: string[][] = []
  let [record, cells] = [0, 0]
  const cast = (value: string, context: CastingContext): string => {
    if (context.index >= LIMITS.columns) refuseColumns({ file, row: record + 1 })
    if (value.length > LIMITS.cellCharacters) refuseLongCell(value.length, context.index)
    return value
  }
  const refuseLongCell = (length: number, index: number): never => {
    const open = openQuote(text, delimiter)
    // A quotation mark that is never closed swallows the rest of the file: name the cause, not the long cell.
    if (open.row === record + 1 && open.column === index + 1 && length > text.length / 2) refuse('quote-not-closed', `The quotation mark in row ${count(open.row)}, column ${columnLetters(open.column)} is closed only ${count(length)} characters later.`, { place: { file, row: open.row, column: columnLetters(open.column) }, remedy: 'Close it where the cell ends.' })
    return refuseCellLength({ file, row: record + 1, column: columnLetters(index + 1) }, length)
  }
  const take = (row: string[]): null => {
    record += 1
    if (row.length > 1 || (row[0] ?? '') !== '') {
      if (rows.length >= LIMITS.csvRows) refuseRows({ file, row: record }, LIMITS.csvRows)
      cells += row.length
      if (cells > LIMITS.cells) refuseCells({ file, row: record })
      rowNumbers.push(record)
      rows.push(row)
    }
    return null
  }
  try {
    parse(text, {
      delimiter, relax_column_count: true, cast, on_record: take, record_delimiter: ['\r\n', '\n', '\r'],
      // Longer than any row within the limits of columns and cells.
      max_record_size: LIMITS.columns * LIMITS.cellCharacters,
    })
  } catch (error) {
    if (error instanceof ForeignFileRefused) throw error
    if (error instanceof CsvError) explain(error, text, { file, delimiter, row: record + 1 })
    throw error
  }
  if (rows.length === 0) refuse('wrong-columns', 'The file has no rows.', { place: { file }, remedy: 'Choose a file with a row of column names and rows below it.' })
  return { sheet: sheetNameOf(file), rowNumbers, rows }
}
