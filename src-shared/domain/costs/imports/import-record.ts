/** Rows of a file that belong together (a position with its parts), and the cells of them as values. */
import { columnLetter } from '../../column-letter.ts'
import { issue, type Issue, type IssuePlace } from '../../issues.ts'
import type { Tables } from '../../model/tables.ts'
import type { Result } from '../../result.ts'
import { costFields, type EditableTable } from '../field-kinds.ts'
import type { FieldReader, ReadContext } from '../field-readers.ts'
import type { CostImportMapping, ForeignRows } from './cost-import.ts'
import type { ImportColumn } from './import-column.ts'

/** The table of a file with what stands where. */
export type ImportTable = { readonly file: ForeignRows; readonly mapping: CostImportMapping; readonly header: readonly string[]; readonly issues: Issue[]; readonly context: ReadContext }

/** Which column writes which field of a row. */
export type FieldColumns<Name extends EditableTable> = { readonly [Field in keyof Tables[Name]]?: ImportColumn }

/** A place in the file; the column as its reader knows it. */
export function placeIn(table: Pick<ImportTable, 'file' | 'header'>, at: { readonly row?: number; readonly column?: number | undefined }): IssuePlace {
  const name = at.column === undefined ? '' : (table.header[at.column] ?? '').trim()
  const column = at.column === undefined ? {} : { column: name === '' ? columnLetter(at.column) : name }
  return { file: table.file.fileName, ...(table.file.sheet === '' ? {} : { sheet: table.file.sheet }), ...(at.row === undefined ? {} : { row: at.row }), ...column }
}

/** What most cells are: words of ASCII with single spaces between them, in which nothing is to be put right. */
const PLAIN_CELL = /^[!-~]+(?: [!-~]+)*$/

/** One row; each bad cell is said once, however often it is asked for. */
export class ImportRow {
  readonly rowNumber: number
  readonly #table: ImportTable
  readonly #cells: readonly string[]
  readonly #said = new Set<string>()
  readonly #missing = new Set<ImportColumn>()
  readonly #texts = new Map<ImportColumn, string>()
  #isRefused = false

  constructor(table: ImportTable, row: { readonly rowNumber: number; readonly cells: readonly string[] }) {
    this.#table = table
    this.rowNumber = row.rowNumber
    this.#cells = row.cells
  }

  get isRefused(): boolean {
    return this.#isRefused
  }

  get context(): ReadContext {
    return this.#table.context
  }

  /** True when the file has the column. */
  has(column: ImportColumn): boolean {
    return this.#table.mapping.fields[column.field] !== undefined
  }

  /** One line without control characters, in the field's own word where the column knows another for it. */
  text(column: ImportColumn): string {
    const known = this.#texts.get(column)
    if (known !== undefined) return known
    const at = this.#table.mapping.fields[column.field]
    const cell = at === undefined ? '' : (this.#cells[at] ?? '')
    const text = cell === '' || PLAIN_CELL.test(cell) ? cell : cell.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()
    const own = column.words[text.toLowerCase()] ?? text
    this.#texts.set(column, own)
    return own
  }

  /** A long text with its lines, without control characters. */
  lines(column: ImportColumn): string {
    const at = this.#table.mapping.fields[column.field]
    const cell = at === undefined ? '' : (this.#cells[at] ?? '')
    return cell.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n]/gu, ' ').replaceAll(/[ ]+$/gm, '').trim()
  }

  /** The cell's value; undefined when it is empty, not there or bad. */
  read<Value>(column: ImportColumn, reader: Pick<FieldReader<Value>, 'read'>): Value | undefined {
    const text = this.text(column)
    return text === '' ? undefined : this.taken(column, reader.read(text, this.context))?.value
  }

  /** What was read, or undefined after saying why not. */
  taken<Read extends { readonly note: Issue | null }>(column: ImportColumn, result: Result<Read, Issue>): Read | undefined {
    const found = result.ok ? result.value.note : result.failure
    if (found !== null) this.say(column, found)
    return result.ok ? result.value : undefined
  }

  /** Says something of a cell of this row; `column` null: of the row. */
  say(column: ImportColumn | null, found: Issue): void {
    if (found.severity === 'error') this.#isRefused = true
    const key = `${column?.field ?? ''}|${found.code}|${found.message}`
    // Of a cell that is missing there is nothing more to say.
    if (this.#said.has(key) || (column !== null && this.#missing.has(column))) return
    if (column !== null && found.code === 'text-missing') this.#missing.add(column)
    this.#said.add(key)
    this.#table.issues.push({ remedy: 'Put the cell right in the file.', ...found, place: placeIn(this.#table, { row: this.rowNumber, column: column === null ? undefined : this.#table.mapping.fields[column.field] }) })
  }
}

/** Rows of one thing: what the first says of it, later ones leave empty or repeat. */
export class ImportRecord {
  readonly rows: readonly ImportRow[]
  readonly first: ImportRow

  constructor(first: ImportRow, others: readonly ImportRow[]) {
    this.first = first
    this.rows = [first, ...others]
  }

  get isRefused(): boolean {
    return this.rows.some((row) => row.isRefused)
  }

  has(column: ImportColumn): boolean {
    return this.first.has(column)
  }

  /** The text that the rows agree on; empty when none has it. A row that says otherwise is refused. */
  text(column: ImportColumn): string {
    const said = this.rows.filter((row) => row.text(column) !== '')
    const [first, ...others] = said
    if (first === undefined) return ''
    for (const row of others) {
      if (row.text(column) !== first.text(column)) row.say(column, issue('duplicate-code', `Row ${first.rowNumber} says "${first.text(column).slice(0, 40)}" of the same.`, { remedy: 'Say it once, or the same in each of its rows.' }))
    }
    return first.text(column)
  }

  /** What was read, or undefined after saying why not. */
  taken<Read extends { readonly note: Issue | null }>(column: ImportColumn, result: Result<Read, Issue>): Read | undefined {
    return this.#rowWith(column).taken(column, result)
  }

  /** The value that the rows agree on; undefined when none has it. */
  read<Value>(column: ImportColumn, reader: Pick<FieldReader<Value>, 'read'>): Value | undefined {
    return this.text(column) === '' ? undefined : this.#rowWith(column).read(column, reader)
  }

  /**
   * A row of the model with the cells read into it: what the file has no column for stays as it was, an empty cell is as in `blank`.
   *
   * @example record.into({ table: 'costLine', was, blank, columns: { amount: AMOUNT } })
   */
  into<Name extends EditableTable>(given: { readonly table: Name; readonly was: Tables[Name] | undefined; readonly blank: Tables[Name]; readonly columns: FieldColumns<Name> }): Tables[Name] {
    let row: Tables[Name] = given.was ?? given.blank
    const fields = costFields(given.table)
    for (const [name, column] of Object.entries<ImportColumn | undefined>(given.columns)) {
      const field = fields.get(name)
      if (column === undefined || field === undefined || !this.has(column)) continue
      const text = this.text(column)
      const read = this.#rowWith(column).taken(column, field.readInto(row, text === '' ? field.textOf(given.blank) : text, this.first.context))
      if (read !== undefined) row = read.row
    }
    return row
  }

  #rowWith(column: ImportColumn): ImportRow {
    return this.rows.find((each) => each.text(column) !== '') ?? this.first
  }

  say(column: ImportColumn | null, found: Issue): void {
    const row = column === null ? this.first : this.#rowWith(column)
    row.say(column, found)
  }
}
