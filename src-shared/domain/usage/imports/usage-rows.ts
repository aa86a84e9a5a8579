/**
 * Rows of a file on their way to usage lines: cells are looked up, checked and collected in columns. Whoever reads the file
 * asks once for each distinct text; a number below zero says what is wrong with it.
 */
import { issue, type Issue, type IssuePlace } from '../../issues.ts'
import { nameKey } from '../../model/integrity.ts'
import { monthNumber } from '../../month.ts'
import { ok, refused, type Result } from '../../result.ts'
import { daysFor, firstDays, MAX_MICRO_UNITS_OF_DAY, type DaysOfLines } from '../days-of-lines.ts'
import { inOrder, lineOrder, quantitiesInOrder } from '../line-order.ts'
import { unitsOfMicro } from '../../micro-units.ts'
import { halvesOf, setSmallQuantity } from '../quantity-column.ts'
import { outsideYears } from '../schedule-months.ts'
import { dayOfText, readUsageMonth, readUsageQuantity } from './usage-cells.ts'
import { MOST_LINES, MOST_SHOWN, USAGE_FIELDS, type UsageCatalog, type UsageField, type UsageImportMapping, type UsageOfFile } from './usage-import.ts'
import { unreadColumns } from './usage-mapping-issues.ts'

type Columns = { readonly customer: Int32Array; readonly rate: Int32Array; readonly month: Int32Array; readonly row: Int32Array; /** In its month, 0 where the file names the month alone. */ readonly day: Uint8Array; readonly quantity: BigInt64Array; readonly halves: Int32Array }
type Sorted = Omit<Columns, 'halves'>
/** What a row says of one day. */
type Said = { readonly row: number; readonly quantity: bigint }
export type UsageFile = { readonly fileName: string; readonly sheet: string; readonly header: readonly string[]; readonly mapping: UsageImportMapping; readonly catalog: UsageCatalog }

const FIRST_SIZE = 4096
const MOST_CREDIT_ROWS = 10
/** A month and a day in it are one number below this base to the right. */
const DAYS = 32

function columnsOf(size: number): Columns {
  const quantity = new BigInt64Array(size)
  return { customer: new Int32Array(size), rate: new Int32Array(size), month: new Int32Array(size), row: new Int32Array(size), day: new Uint8Array(size), quantity, halves: halvesOf(quantity) }
}

function isMoreThanADay(micro: bigint): boolean {
  return micro > MAX_MICRO_UNITS_OF_DAY || micro < -MAX_MICRO_UNITS_OF_DAY
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text
}

function examples(codes: readonly (readonly [code: string, place: number])[]): string {
  return `${codes.slice(0, 5).map(([code]) => code).join(', ')}${codes.length > 5 ? ', ...' : ''}`
}

export class UsageRows {
  readonly #file: UsageFile
  readonly #customers: ReadonlyMap<string, number>
  readonly #rates: ReadonlyMap<string, number>
  readonly #problems: Issue[] = []
  readonly #shown: { readonly kind: string; readonly issue: Issue }[] = []
  readonly #kinds = new Set<string>()
  #found = 0
  #columns = columnsOf(FIRST_SIZE)
  #count = 0
  #rows = 0
  readonly #refusedRows = new Set<number>()
  #credits = 0
  /** The first rows that have one. */
  readonly #creditRows: number[] = []
  #rounded = 0

  constructor(file: UsageFile) {
    this.#file = file
    this.#customers = new Map(file.catalog.customers.map(([code, place]) => [nameKey(code), place]))
    this.#rates = new Map(file.catalog.rates.map(([code, place]) => [nameKey(code), place]))
  }

  /** Rows of the file so far, without empty ones and comments. */
  get rowCount(): number {
    return this.#rows
  }

  /** The place of the customer whose code it is, or a problem. */
  customer(text: string): number {
    const code = text.trim()
    if (code === '') return this.#missing('agency')
    return this.#customers.get(nameKey(code)) ?? this.#problem(issue('unknown-reference', `The model has no agency with the code "${shown(code)}".`, { remedy: this.#customers.size === 0 ? 'Import the agencies first.' : `Write the code of an agency of the model, such as ${examples(this.#file.catalog.customers)}, or import the agency first.` }))
  }

  rate(text: string): number {
    const code = text.trim()
    if (code === '') return this.#missing('rate')
    return this.#rates.get(nameKey(code)) ?? this.#problem(issue('unknown-reference', `The model has no rate with the code "${shown(code)}".`, { remedy: `Write a code of the catalog, such as ${examples(this.#file.catalog.rates)}.` }))
  }

  /** The month, and the day in it where the text names one, as one number that `take` takes; or a problem. */
  month(text: string): number {
    if (text.trim() === '') return this.#missing('month')
    const read = readUsageMonth(text)
    if (!read.ok) return this.#problem(read.failure)
    const outside = outsideYears(read.value, this.#file.catalog.months)
    return outside === undefined ? monthNumber(read.value) * DAYS + dayOfText(text) : this.#problem(outside)
  }

  #missing(field: UsageField): number {
    return this.#problem(issue('text-missing', `The ${field} is missing.`, { remedy: `Write the ${field}, or leave the row out.` }))
  }

  #problem(found: Issue): number {
    this.#problems.push(found)
    return -this.#problems.length
  }

  /** Counts a row that is neither empty nor a comment. */
  begin(): void {
    this.#rows += 1
  }

  /** The row has more cells than the header. */
  sayTooWide(row: number): void {
    this.#say(row, null, issue('wrong-columns', `The row has more cells than the header, which has ${this.#file.header.length}.`, { remedy: 'Put quotes around a text or number that contains a comma.' }))
  }

  /** A line with a whole number of millionths of at most `LARGEST_SMALL` in size; its places and month may be problems, which are said. */
  take(row: number, at: { readonly customer: number; readonly rate: number; readonly month: number; readonly monthColumn: number | undefined }, micro: number): void {
    if (!this.#isSound(row, at)) return
    const place = this.#place(row, at)
    if (place !== -1) setSmallQuantity(this.#columns.halves, place, micro)
    if (micro < 0) this.#countCredit(row)
  }

  /** The same with the quantity as it stands in the file. An empty one is bad, unless its column is one of many months. */
  takeText(row: number, at: { readonly customer: number; readonly rate: number; readonly month: number; readonly monthColumn: number | undefined }, text: string): void {
    const { quantity: column } = this.#file.mapping.fields
    const quantityColumn = at.monthColumn ?? column
    if (text.trim() === '') {
      if (at.monthColumn === undefined) this.#say(row, quantityColumn, issue('text-missing', 'The quantity is missing.', { remedy: 'Write the quantity, 0 for none, or leave the row out.' }))
      return
    }
    const isSound = this.#isSound(row, at)
    const read = readUsageQuantity(text)
    if (!read.ok) return this.#say(row, quantityColumn, read.failure)
    if (!isSound) return
    if (at.month % DAYS !== 0 && isMoreThanADay(read.value.micro)) return this.#say(row, quantityColumn, issue('number-out-of-range', `${shown(text.trim())} units are more than 32,000,000,000, the most of one day.`, { remedy: 'Check the unit of the quantity, or write the figure of the whole month with the month alone.' }))
    const place = this.#place(row, at)
    if (place !== -1) this.#columns.quantity[place] = read.value.micro
    if (read.value.micro < 0n) this.#countCredit(row)
    if (read.value.isRounded) this.#rounded += 1
  }

  #countCredit(row: number): void {
    this.#credits += 1
    if (this.#creditRows.length <= MOST_CREDIT_ROWS && this.#creditRows.at(-1) !== row) this.#creditRows.push(row)
  }

  #creditNotes(place: IssuePlace): readonly Issue[] {
    const [first] = this.#creditRows
    if (first === undefined) return []
    const rows = `${this.#creditRows.slice(0, MOST_CREDIT_ROWS).join(', ')}${this.#creditRows.length > MOST_CREDIT_ROWS ? ', ...' : ''}`
    const text = this.#credits === 1 ? 'A quantity is below zero: it is taken as a credit.' : `${this.#credits.toLocaleString('en-US')} quantities are below zero (rows ${rows}): they are taken as credits.`
    return [issue('number-out-of-range', text, { severity: 'note', place: { ...place, row: first } })]
  }

  #isSound(row: number, { customer, rate, month, monthColumn }: { readonly customer: number; readonly rate: number; readonly month: number; readonly monthColumn: number | undefined }): boolean {
    if (customer >= 0 && rate >= 0 && month >= 0) return true
    const { fields } = this.#file.mapping
    if (customer < 0) this.#say(row, fields.agency, this.#problems[-customer - 1])
    if (rate < 0) this.#say(row, fields.rate, this.#problems[-rate - 1])
    if (month < 0) this.#say(row, monthColumn ?? fields.month, this.#problems[-month - 1])
    return false
  }

  #say(row: number, column: number | null | undefined, found: Issue | undefined): void {
    if (found === undefined) return
    this.#refusedRows.add(row)
    this.#found += 1
    const kind = this.#kindOf(column, found)
    const isNew = !this.#kinds.has(kind)
    this.#kinds.add(kind)
    if (!isNew && this.#shown.length >= MOST_SHOWN) return
    if (this.#shown.length >= MOST_SHOWN) {
      // The first of its kind is shown in place of the last one of a kind that is shown several times.
      const last = this.#shown.findLastIndex((each, index) => this.#shown.findIndex((other) => other.kind === each.kind) < index)
      if (last === -1) return
      this.#shown.splice(last, 1)
    }
    this.#shown.push({ kind, issue: { ...found, place: this.#placeOf(row, column) } })
  }

  /** What is wrong with which of the fields; columns of months are one field. */
  #kindOf(column: number | null | undefined, { code }: Issue): string {
    const { fields } = this.#file.mapping
    return `${code} ${USAGE_FIELDS.find((field) => fields[field] === column) ?? ''}`
  }

  #placeOf(row: number, column: number | null | undefined): IssuePlace {
    const { fileName, sheet, header } = this.#file
    const name = column === null || column === undefined ? '' : (header[column] ?? '').trim() || `column ${column + 1}`
    return { file: fileName, ...(sheet === '' ? {} : { sheet }), row, ...(name === '' ? {} : { column: name }) }
  }

  /** Where the line's quantity goes; -1 beyond the most lines, which `finish` refuses. */
  #place(row: number, { customer, rate, month }: { readonly customer: number; readonly rate: number; readonly month: number }): number {
    const place = this.#count
    this.#count += 1
    if (place >= MOST_LINES) return -1
    if (place === this.#columns.row.length) this.#grow()
    this.#columns.customer[place] = customer
    this.#columns.rate[place] = rate
    this.#columns.month[place] = Math.floor(month / DAYS)
    this.#columns.day[place] = month % DAYS
    this.#columns.row[place] = row
    return place
  }

  #grow(): void {
    const larger = columnsOf(Math.min(MOST_LINES, this.#count * 2))
    for (const name of ['customer', 'rate', 'month', 'row', 'day'] as const) larger[name].set(this.#columns[name])
    larger.quantity.set(this.#columns.quantity)
    this.#columns = larger
  }

  /** The lines in order, each customer, rate and month once: rows of several days are added up (BILL-1); rows that say different things of the same are refused, both named. */
  finish(): Result<UsageOfFile> {
    const { fileName, catalog, mapping, header } = this.#file
    const place = { file: fileName }
    if (this.#count > MOST_LINES) return refused([issue('too-many-rows', `The file has more than ${MOST_LINES.toLocaleString('en-US')} quantities.`, { place, remedy: 'Split it into several files.' })])
    if (this.#rows === 0) return refused([issue('text-missing', 'There is no row below the header.', { place: { ...place, row: mapping.headerRow }, remedy: 'Choose another file, or another row with the column names.' })])
    const all = this.#sorted()
    const { lines, days, identical, added } = this.#each(all)
    const unread = unreadColumns(mapping, header).map(([, name]) => name.slice(0, 40))
    const notes: Issue[] = unread.length === 0 ? [] : [issue('wrong-columns', `These columns are not read: ${unread.join(', ')}.`, { severity: 'warning', place, remedy: 'See the template for the columns of usage.' })]
    const note = (count: number, code: Issue['code'], [one, many]: readonly [string, string]): void => {
      if (count > 0) notes.push(issue(code, count === 1 ? one : many.replace('#', count.toLocaleString('en-US')), { severity: 'note', place }))
    }
    if (this.#found > this.#shown.length) notes.push(issue('row-skipped', `${(this.#found - this.#shown.length).toLocaleString('en-US')} more of the same kinds are not listed.`, { place, remedy: 'Correct these first and look again.' }))
    note(identical, 'duplicate-code', ['A row that says the same as one before it counts once.', '# rows that say the same as one before them count once.'])
    note(added, 'duplicate-code', ['A row of another day is added to one before it of the same agency, rate and month (BILL-1).', '# rows of other days are added to ones before them of the same agency, rate and month (BILL-1).'])
    notes.push(...this.#creditNotes(place))
    note(this.#rounded, 'too-many-places', ['A quantity was rounded to 6 places (NUM-7).', '# quantities were rounded to 6 places (NUM-7).'])
    const { row, day: _, ...columns } = lines
    return ok({
      mapping, row, days, lines: { customerIds: catalog.customerIds, rateIds: catalog.rateIds, ...columns }, issues: [...this.#shown.map((each) => each.issue).toSorted((left, right) => (left.place?.row ?? 0) - (right.place?.row ?? 0)), ...notes],
      counts: { rows: this.#rows, refusedRows: this.#refusedRows.size, credits: this.#credits },
    })
  }

  #sorted(): Sorted {
    const { halves: _, quantity, ...columns } = this.#columns
    const kept = { customer: columns.customer.subarray(0, this.#count), rate: columns.rate.subarray(0, this.#count), month: columns.month.subarray(0, this.#count) }
    const order = lineOrder(kept)
    return { customer: inOrder(kept.customer, order), rate: inOrder(kept.rate, order), month: inOrder(kept.month, order), row: inOrder(columns.row, order), day: Uint8Array.from(order, (line) => columns.day[line] ?? 0), quantity: quantitiesInOrder(quantity, order) }
  }

  /** Each key once. The columns are written over, which costs nothing when no key stands twice. */
  #each(all: Sorted): { readonly lines: Sorted; readonly days: DaysOfLines; readonly identical: number; readonly added: number } {
    let [last, identical, added] = [-1, 0, 0]
    // Of the rows of one key: what each day says.
    const days = new Map<number, Said>()
    const ofDays = daysFor(all.day.reduce((count, day) => (day === 0 ? count : count + 1), 0))
    let dayCount = 0
    const keepDay = (line: number): void => {
      if (all.day[line] === 0) return
      ofDays.line[dayCount] = last
      ofDays.day[dayCount] = all.day[line] ?? 0
      ofDays.quantity[dayCount] = all.quantity[line] ?? 0n
      dayCount += 1
    }
    const saidBy = (line: number): Said => ({ row: all.row[line] ?? 0, quantity: all.quantity[line] ?? 0n })
    for (let line = 0; line < all.row.length; line += 1) {
      if (last >= 0 && all.rate[line] === all.rate[last] && all.month[line] === all.month[last] && all.customer[line] === all.customer[last]) {
        if (days.size === 0) days.set(all.day[last] ?? 0, saidBy(last))
        const [day, said] = [all.day[line] ?? 0, saidBy(line)]
        const same = days.get(day)
        if (same?.quantity === said.quantity) identical += 1
        else if (this.#isOfOtherDay(days, day, said)) {
          days.set(day, said)
          added += 1
          keepDay(line)
          all.quantity[last] = (all.quantity[last] ?? 0n) + said.quantity
        }
        continue
      }
      days.clear()
      last += 1
      keepDay(line)
      if (last === line) continue
      for (const name of ['customer', 'rate', 'month', 'row', 'day'] as const) all[name][last] = all[name][line] ?? 0
      all.quantity[last] = all.quantity[line] ?? 0n
    }
    const kept = firstDays(ofDays, dayCount)
    if (last + 1 === all.row.length) return { lines: all, days: kept, identical, added }
    const end = last + 1
    return { lines: { customer: all.customer.slice(0, end), rate: all.rate.slice(0, end), month: all.month.slice(0, end), row: all.row.slice(0, end), day: all.day.slice(0, end), quantity: all.quantity.slice(0, end) }, days: kept, identical, added }
  }

  /** False, and said, where a row says something else of a day that a row before it speaks of, or one of the two speaks of the whole month. */
  #isOfOtherDay(days: ReadonlyMap<number, Said>, day: number, said: Said): boolean {
    const { quantity: column, month } = this.#file.mapping.fields
    const same = days.get(day)
    if (same !== undefined) {
      const [before, after] = [unitsOfMicro(same.quantity), unitsOfMicro(said.quantity)]
      this.#say(said.row, column, issue('duplicate-code', `Row ${same.row} says ${before} of the same agency, rate and ${day === 0 ? 'month' : 'day'}, this row ${after}.`, { remedy: 'Keep one of the two rows, or add them up.' }))
      return false
    }
    const [other] = days.values()
    if (other === undefined || (day !== 0 && !days.has(0))) return true
    this.#say(said.row, month, issue('duplicate-code', `Row ${other.row} is of ${day === 0 ? 'a day' : 'the whole month'}, this row of ${day === 0 ? 'the whole month' : 'a day in it'}, with the same agency and rate.`, { remedy: 'Write the day in both rows, or in neither.' }))
    return false
  }
}
