/** Chunks of one file of usage, CSV or workbook, to what it says. */
import { ok, type Result } from '../../src-shared/domain/result.ts'
import { missingUsageFields } from '../../src-shared/domain/usage/imports/propose-usage-mapping.ts'
import { HEAD_ROWS, type InspectedUsage, type UsageOfFile } from '../../src-shared/domain/usage/imports/usage-import.ts'
import type { ForeignTable } from '../core/ports.ts'
import { count, refuse, refuseCellLength, refuseColumns } from './foreign.ts'
import { LIMITS } from './limits.ts'
import type { UsageTask } from './messages.ts'
import { CsvScanner, ScanRefused, type ScannedRow, type ScanProblem } from './scan-csv.ts'
import { findDelimiter, sheetNameOf } from './read-csv.ts'
import { refuseOtherKinds } from './sniff.ts'
import { inspectedUsage, scannedRow, textsOf, UsageReader, type HeadRow } from './usage-reader.ts'
import { Utf8Chunks } from './utf8-chunks.ts'
import { columnLetters } from './xlsx-layout.ts'

/** Characters of the beginning from which the delimiter is told. */
const SAMPLE_BYTES = 64 * 1024

export type UsageAnswer = { readonly kind: 'read'; readonly usage: UsageOfFile } | { readonly kind: 'inspected'; readonly tables: readonly InspectedUsage[] }

/** What of a file is read: all of it, or its first rows. */
type Target = { readonly take: (row: ScannedRow) => void; readonly isDone: () => boolean; readonly rows: () => number; readonly finish: () => Result<UsageAnswer> }

function target(task: UsageTask, sheet: string): Target {
  if (task.read === null) {
    const head: HeadRow[] = []
    return {
      take: (row) => { if (head.length < HEAD_ROWS) head.push({ texts: textsOf(row), rowNumber: row.rowNumber }) },
      isDone: () => head.length >= HEAD_ROWS, rows: () => head.length, finish: () => ok({ kind: 'inspected', tables: [inspectedUsage({ sheet, head })] }),
    }
  }
  const reader = new UsageReader({ fileName: task.name, sheet, catalog: task.read.catalog, mapping: task.read.mapping })
  return {
    take: (row) => reader.take(row), isDone: () => false, rows: () => reader.rowCount,
    finish() {
      const read = reader.finish()
      return read.ok ? ok({ kind: 'read', usage: read.value }) : read
    },
  }
}

/** Takes the chunks of a file; throws ForeignFileRefused for what cannot be read. */
export class UsageTables {
  readonly #task: UsageTask
  readonly #target: Target
  readonly #text: Utf8Chunks
  #scanner: CsvScanner | null = null
  /** Chunks of a workbook, or the beginning of a text before its delimiter is told. */
  #kept: Uint8Array<ArrayBuffer>[] = []
  #keptBytes = 0
  #isFirst = true
  #isWorkbook = false

  constructor(task: UsageTask) {
    this.#task = task
    this.#target = target(task, task.read === null ? sheetNameOf(task.name) : '')
    this.#text = new Utf8Chunks(task.name)
  }

  get rows(): number {
    return this.#target.rows()
  }

  /** True when nothing more has to be read. */
  get isDone(): boolean {
    return this.#target.isDone()
  }

  push(chunk: Uint8Array<ArrayBuffer>): void {
    if (this.#isFirst) this.#isWorkbook = refuseOtherKinds(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length), this.#task.name) === 'workbook'
    this.#isFirst = false
    if (this.#isWorkbook) return this.#keep(chunk)
    const text = this.#text.push(chunk)
    if (this.#scanner !== null) return this.#scan((scanner) => scanner.push(text))
    this.#keep(text)
    if (this.#keptBytes >= SAMPLE_BYTES) this.#startScan()
  }

  async end(): Promise<Result<UsageAnswer>> {
    if (this.#isFirst) refuse('unreadable-file', 'The file is empty.', { place: { file: this.#task.name }, remedy: 'Choose another file.' })
    if (this.#isWorkbook) return this.#readWorkbook()
    const text = this.#text.end()
    if (this.#scanner === null) this.#startScan()
    this.#scan((scanner) => {
      scanner.push(text)
      scanner.end()
    })
    return this.#target.finish()
  }

  /** What the rows so far say, without the rest of the file. */
  answer(): Result<UsageAnswer> {
    return this.#target.finish()
  }

  #keep(chunk: Uint8Array<ArrayBuffer>): void {
    this.#kept.push(chunk)
    this.#keptBytes += chunk.length
    if (this.#isWorkbook && this.#keptBytes > LIMITS.fileBytes) {
      refuse('file-too-large', `The workbook has more than ${count(LIMITS.fileBytes)} bytes.`, { place: { file: this.#task.name }, remedy: 'Save the sheet as "CSV UTF-8", of which far more is read.' })
    }
  }

  #startScan(): void {
    const start = Buffer.concat(this.#kept)
    this.#kept = []
    this.#scanner = new CsvScanner(findDelimiter(start.toString('utf8', 0, SAMPLE_BYTES)), (row) => this.#target.take(row))
    this.#scan((scanner) => scanner.push(new Uint8Array(start)))
  }

  #scan(work: (scanner: CsvScanner) => void): void {
    if (this.#scanner === null) return
    try {
      work(this.#scanner)
    } catch (error) {
      if (error instanceof ScanRefused) refuseScan(error.problem, this.#task.name)
      throw error
    }
  }

  async #readWorkbook(): Promise<Result<UsageAnswer>> {
    const { readXlsx } = await import('./read-xlsx.ts')
    const tables = await readXlsx(Buffer.concat(this.#kept), this.#task.name)
    this.#kept = []
    const { read } = this.#task
    if (read === null) return ok({ kind: 'inspected', tables: tables.map((table) => inspectedUsage({ sheet: table.sheet, head: headOf(table) })) })
    const table = read.sheet === '' ? (tables.find(fits) ?? tables[0]) : tables.find(({ sheet }) => sheet === read.sheet)
    if (table === undefined) return refuse('unreadable-file', `${this.#task.name} has no sheet "${read.sheet}".`, { place: { file: this.#task.name }, remedy: `It has: ${tables.map(({ sheet }) => sheet).join(', ')}.` })
    const of = target(this.#task, table.sheet)
    table.rows.forEach((cells, index) => of.take(scannedRow(cells, table.rowNumbers[index] ?? index + 1)))
    return of.finish()
  }
}

function headOf({ rows, rowNumbers }: ForeignTable): readonly HeadRow[] {
  return rows.slice(0, HEAD_ROWS).map((texts, index) => ({ texts, rowNumber: rowNumbers[index] ?? index + 1 }))
}

function fits(table: ForeignTable): boolean {
  return missingUsageFields(inspectedUsage({ sheet: table.sheet, head: headOf(table) }).proposal).length === 0
}

function refuseScan({ kind, rowNumber, cell }: ScanProblem, file: string): never {
  const place = { file, row: rowNumber, column: columnLetters(cell + 1) }
  const where = `row ${count(rowNumber)}, column ${columnLetters(cell + 1)}`
  switch (kind) {
    case 'quote-in-cell':
      return refuse('quote-not-closed', `Row ${count(rowNumber)} cannot be read as CSV: a quotation mark stands in the middle of a cell.`, { place, remedy: 'Put the whole cell in quotation marks, and double those inside it.' })
    case 'quote-not-closed':
    case 'row-too-long':
      return refuse('quote-not-closed', `The quotation mark that opens in ${where} is never closed.`, { place, remedy: 'Close it, or double a quotation mark that belongs to the text ("").' })
    case 'too-many-columns':
      return refuseColumns({ file, row: rowNumber })
    case 'cell-too-long':
      return refuseCellLength(place, LIMITS.cellCharacters)
  }
}
