/** Usage from the rows of one file, whichever way they come: first the column names, then line by line into columns. */
import type { Result } from '../../src-shared/domain/result.ts'
import { proposeUsageMapping } from '../../src-shared/domain/usage/imports/propose-usage-mapping.ts'
import { HEAD_ROWS, type InspectedUsage, type UsageCatalog, type UsageImportMapping, type UsageOfFile } from '../../src-shared/domain/usage/imports/usage-import.ts'
import { usageMappingIssues } from '../../src-shared/domain/usage/imports/usage-mapping-issues.ts'
import { UsageRows } from '../../src-shared/domain/usage/imports/usage-rows.ts'
import { plainQuantity } from './byte-quantity.ts'
import { ByteWords } from './byte-words.ts'
import { ForeignFileRefused } from './foreign.ts'
import type { ScannedRow } from './scan-csv.ts'

export type UsageReading = { readonly fileName: string; readonly sheet: string; readonly catalog: UsageCatalog; /** Null: the one that the first rows propose. */ readonly mapping: UsageImportMapping | null }

const HASH = 35
const SPACE = 32

/** A row that comes as text, as bytes that a scan could have found. */
export function scannedRow(cells: readonly string[], rowNumber: number): ScannedRow {
  const encoded = cells.map((cell) => Buffer.from(cell, 'utf8'))
  const bytes = Buffer.concat(encoded)
  const ends = Int32Array.from(encoded, ((end) => (cell: Buffer) => (end += cell.length))(0))
  return { bytes, starts: Int32Array.from(encoded, (cell, index) => (ends[index] ?? 0) - cell.length), ends, cells: cells.length, rowNumber }
}

export function textsOf({ bytes, starts, ends, cells }: ScannedRow): readonly string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return Array.from({ length: cells }, (_, cell) => buffer.toString('utf8', starts[cell], ends[cell]))
}

export type HeadRow = { readonly texts: readonly string[]; readonly rowNumber: number }

/** The first rows of a table, with the mapping that they propose. */
export function inspectedUsage({ sheet, head }: { readonly sheet: string; readonly head: readonly HeadRow[] }): InspectedUsage {
  const rows = head.slice(0, HEAD_ROWS).map(({ texts }) => texts)
  const rowNumbers = head.slice(0, HEAD_ROWS).map(({ rowNumber }) => rowNumber)
  return { sheet, columnCount: rows.reduce((widest, row) => Math.max(widest, row.length), 0), rowNumbers, rows, proposal: proposeUsageMapping(rows, rowNumbers) }
}

function isBlank({ bytes, starts, ends }: ScannedRow, from: number, to: number): boolean {
  for (let cell = from; cell < to; cell += 1) for (let at = starts[cell] ?? 0; at < (ends[cell] ?? 0); at += 1) if ((bytes[at] ?? 0) > SPACE) return false
  return true
}

/** What stands where, once the column names are known. */
type Body = {
  readonly rows: UsageRows
  readonly mapping: UsageImportMapping
  readonly width: number
  readonly agencies: ByteWords
  readonly rates: ByteWords
  readonly months: ByteWords
  /** Of a file with a column a month: the number of each, or what is wrong with it. */
  readonly columns: readonly { readonly column: number; readonly month: number }[]
}

export class UsageReader {
  readonly #reading: UsageReading
  readonly #head: HeadRow[] = []
  #body: Body | null = null

  constructor(reading: UsageReading) {
    this.#reading = reading
  }

  get rowCount(): number {
    return this.#body?.rows.rowCount ?? 0
  }

  take(row: ScannedRow): void {
    if (this.#body !== null) return this.#takeRow(this.#body, row)
    this.#head.push({ texts: textsOf(row), rowNumber: row.rowNumber })
    if (this.#head.length >= HEAD_ROWS) this.#begin()
  }

  finish(): Result<UsageOfFile> {
    return (this.#body ?? this.#begin()).rows.finish()
  }

  /** Throws when the columns cannot be what the mapping says. */
  #begin(): Body {
    const { fileName, sheet, catalog } = this.#reading
    const mapping = this.#reading.mapping ?? inspectedUsage({ sheet, head: this.#head }).proposal
    const header = this.#head.find(({ rowNumber }) => rowNumber === mapping.headerRow)?.texts
    const issues = usageMappingIssues({ mapping, header, fileName })
    if (issues.length > 0 || header === undefined) throw new ForeignFileRefused(issues)
    const rows = new UsageRows({ fileName, sheet, header, mapping, catalog })
    const body: Body = {
      rows, mapping, width: header.length, agencies: new ByteWords((text) => rows.customer(text)), rates: new ByteWords((text) => rows.rate(text)), months: new ByteWords((text) => rows.month(text)),
      columns: mapping.months.map(({ column, month }) => ({ column, month: rows.month(month) })),
    }
    this.#body = body
    for (const { texts, rowNumber } of this.#head) if (rowNumber > mapping.headerRow) this.#takeRow(body, scannedRow(texts, rowNumber))
    return body
  }

  #takeRow(body: Body, row: ScannedRow): void {
    const { rows, mapping: { fields } } = body
    const { starts, ends, cells, rowNumber } = row
    if (isComment(row) || isBlank(row, 0, cells)) return
    rows.begin()
    if (cells > body.width && !isBlank(row, body.width, cells)) rows.sayTooWide(rowNumber)
    const customer = numberAt(body.agencies, row, fields.agency)
    const rate = numberAt(body.rates, row, fields.rate)
    if (body.columns.length === 0) return this.#takeQuantity(body, row, { customer, rate, month: numberAt(body.months, row, fields.month), monthColumn: undefined, column: fields.quantity ?? -1 })
    let isFilled = false
    for (const { column, month } of body.columns) {
      if (column >= cells || starts[column] === ends[column]) continue
      isFilled = true
      this.#takeQuantity(body, row, { customer, rate, month, monthColumn: column, column })
    }
    // An agency or a rate that cannot be is said also where no month has a quantity.
    if (!isFilled && (customer < 0 || rate < 0)) rows.take(rowNumber, { customer, rate, month: 0, monthColumn: undefined }, 0)
  }

  #takeQuantity(body: Body, row: ScannedRow, at: { readonly customer: number; readonly rate: number; readonly month: number; readonly monthColumn: number | undefined; readonly column: number }): void {
    const { bytes, starts, ends, cells, rowNumber } = row
    const isThere = at.column >= 0 && at.column < cells
    const [start, end] = isThere ? [starts[at.column] ?? 0, ends[at.column] ?? 0] : [0, 0]
    const micro = plainQuantity(bytes, start, end)
    if (Number.isNaN(micro)) body.rows.takeText(rowNumber, at, Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8'))
    else body.rows.take(rowNumber, at, micro)
  }
}

function isComment({ bytes, starts, ends }: ScannedRow): boolean {
  let at = starts[0] ?? 0
  const end = ends[0] ?? 0
  while (at < end && (bytes[at] ?? 0) <= SPACE) at += 1
  return at < end && bytes[at] === HASH
}

function numberAt(words: ByteWords, { bytes, starts, ends, cells }: ScannedRow, column: number | undefined): number {
  if (column === undefined || column >= cells) return words.of(bytes, 0, 0)
  return words.of(bytes, starts[column] ?? 0, ends[column] ?? 0)
}
