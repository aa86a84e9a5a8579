/**
 * Usage lines in the model file: written once with their batch, never changed. Customers and rates stand in them as small
 * numbers. Rows cross into SQLite 64 at a time and come back a rate and month at a time: one by one takes three times as long.
 */
import type { Database, Statement } from 'better-sqlite3'

import type { UsageBatch } from '../../src-shared/domain/model/billing-tables.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import type { JournalEntry } from '../../src-shared/domain/model/edit.ts'
import type { Steps } from '../../src-shared/domain/steps.ts'
import type { CountedLines } from '../../src-shared/domain/usage/batch-lines.ts'
import { NO_DAYS, type DaysOfLines } from '../../src-shared/domain/usage/days-of-lines.ts'
import { inOrder, isInOrder, lineOrder, quantitiesInOrder } from '../../src-shared/domain/usage/line-order.ts'
import { mergeBatches } from '../../src-shared/domain/usage/merge-batches.ts'
import { halvesOf, LARGEST_SMALL, setSmallQuantity, smallQuantity } from '../../src-shared/domain/usage/quantity-column.ts'
import type { UsageOfBatch } from '../core/ports.ts'
import { damaged, StoreRefusal } from './failures.ts'
import { daysAmong, openUsageDays, usageDayProblems, type LoadLayer, type MonthsWanted } from './usage-days.ts'

const ROWS_AT_ONCE = 64
/** A few milliseconds of writing. */
const LINES_A_STEP = 4_096

const GROUPED = "rate_no AS rate, month, CAST(group_concat(customer_no || ' ' || quantity, ' ') AS BLOB) AS pairs FROM usage_line"

/** How customers or rates are numbered: the id of number `n` is `ids[n - 1]`. */
type Numbering = { readonly table: 'usage_customer' | 'usage_rate'; readonly column: 'customer_id' | 'rate_id' }
const CUSTOMERS: Numbering = { table: 'usage_customer', column: 'customer_id' }
const RATES: Numbering = { table: 'usage_rate', column: 'rate_id' }

type Load = { readonly no: number; readonly batchId: string; readonly lineCount: number }
type Group = { readonly rate: number; readonly month: number; readonly pairs: Uint8Array }
type Columns = Omit<CountedLines, 'batchIds' | 'customerIds' | 'rateIds'>

/** Lines that were written and are not a batch's yet. */
export type LoadOfBatch = { readonly no: number; readonly usage: UsageOfBatch }

export type UsageLines = {
  /** Writes the lines of batches that an entry adds, inside of the transaction that will write its rows. Until they are closed nobody reads them. */
  write(usage: readonly UsageOfBatch[]): Steps<readonly LoadOfBatch[]>
  /** Closes the loads once the rows of their entry are written: from now on their lines are those of the batches. */
  close(entry: JournalEntry, loads: readonly LoadOfBatch[]): void
  /** The lines of the batches, of the highest number where several have the same customer, rate and month. Throws FILE_DAMAGED. */
  read(batches: readonly Pick<UsageBatch, 'id' | 'number' | 'lineCount'>[]): CountedLines
  /** The days of lines that count, of those that a file of days said. @param lines as `read` gave them */
  readDays(lines: CountedLines, months: MonthsWanted): DaysOfLines
}

export function openUsageLines(source: { readonly database: Database; readonly path: string }): UsageLines {
  const { database, path } = source
  const insert = database.prepare(insertOf(1))
  const insertMany = database.prepare(insertOf(ROWS_AT_ONCE))
  const insertLoad = database.prepare('INSERT INTO usage_load (no, batch_id, line_count) VALUES (?, ?, ?)')
  const nextLoad = database.prepare<[], number>('SELECT coalesce(max(no), 0) + 1 FROM usage_load').pluck()
  const groups = database.prepare<[number], Group>(`SELECT ${GROUPED} WHERE load_no = ? GROUP BY rate_no, month`)
  const groupsOfMonths = database.prepare<[number, number, number], Group>(`SELECT ${GROUPED} WHERE load_no = ? AND month BETWEEN ? AND ? GROUP BY rate_no, month`)
  const usageDays = openUsageDays(database)

  function* writeLines(loadNo: number, { lines, days = NO_DAYS }: UsageOfBatch): Steps<void> {
    const of = lines.rate.length
    const rate = numbersOf(database, RATES, { ids: lines.rateIds, used: lines.rate })
    yield { done: 0, of }
    const customer = numbersOf(database, CUSTOMERS, { ids: lines.customerIds, used: lines.customer })
    yield { done: 0, of }
    const order = lineOrder({ rate, month: lines.month, customer })
    yield { done: 0, of }
    const halves = halvesOf(lines.quantity)
    let values: (number | bigint)[] = []
    for (const [at, line] of order.entries()) {
      values.push(loadNo, rate[line] ?? 0, lines.month[line] ?? 0, customer[line] ?? 0, smallQuantity(halves, line) ?? lines.quantity[line] ?? 0n)
      if (values.length < ROWS_AT_ONCE * 5) continue
      insertMany.run(values)
      values = []
      if (at % LINES_A_STEP < ROWS_AT_ONCE) yield { done: at, of }
    }
    for (let at = 0; at < values.length; at += 5) insert.run(values.slice(at, at + 5))
    yield* usageDays.write(loadNo, { days, numbers: { rate, month: lines.month, customer } })
  }

  function notAsImported(batchId: string): StoreRefusal {
    return new StoreRefusal(damaged(path, `the lines of usage batch ${batchId} are not those that were imported`))
  }

  function readLoad(load: Load, batch: number, months: MonthsWanted | null): LoadLayer {
    const columns = { customer: new Int32Array(load.lineCount), rate: new Int32Array(load.lineCount), month: new Int32Array(load.lineCount), quantity: new BigInt64Array(load.lineCount) }
    const found = new Set<number>()
    let count = 0
    for (const group of months === null ? groups.iterate(load.no) : groupsOfMonths.iterate(load.no, months.first, months.last)) {
      found.add(group.month)
      count = readPairs(group, columns, count)
    }
    if (months === null && count !== load.lineCount) throw notAsImported(load.batchId)
    const lines = ordered({ customer: columns.customer.subarray(0, count), rate: columns.rate.subarray(0, count), month: columns.month.subarray(0, count), quantity: columns.quantity.subarray(0, count) })
    return { ...lines, loadNo: load.no, batch: new Int32Array(count).fill(batch), months: found }
  }

  /** In the order of the batches' numbers. @param months null for all of them */
  function readLoads(ids: readonly string[], months: MonthsWanted | null): readonly LoadLayer[] {
    const loads = loadsOf(database)
    return ids.flatMap((id, batch) => {
      const load = loads.get(id)
      return load === undefined ? [] : [readLoad(load, batch, months)]
    })
  }

  return {
    *write(usage) {
      const first = nextLoad.get() ?? 1
      const loads = usage.map((each, index) => ({ no: first + index, usage: each }))
      for (const { no, usage: of } of loads) yield* writeLines(no, of)
      return loads
    },
    close(entry, loads) {
      for (const { no, usage: { batchId, lines } } of loads) {
        const added = entry.changes.some(({ table, id, before, after }) => table === 'usageBatch' && id === batchId && before === null && after !== null)
        if (!added) throw new Error(`The edit adds no batch ${batchId} for the lines that come with it.`)
        insertLoad.run(no, batchId, lines.rate.length)
      }
      for (const change of entry.changes) {
        if (change.table !== 'usageBatch' || change.after === null) continue
        const found = loadsOf(database).get(change.id)?.lineCount ?? 0
        if (found !== change.after.lineCount) throw new Error(`The batch ${change.id} says that it has ${change.after.lineCount} lines; the file has ${found} of it.`)
      }
    },
    read(batches) {
      return database.transaction((): CountedLines => {
        const counted = batches.toSorted((left, right) => left.number - right.number)
        const [customerIds, rateIds, batchIds] = [idsOf(source, CUSTOMERS), idsOf(source, RATES), counted.map(({ id }) => id)]
        const loads = loadsOf(database)
        for (const { id, lineCount } of counted) if ((loads.get(id)?.lineCount ?? 0) !== lineCount) throw notAsImported(id)
        const layers = readLoads(batchIds, null)
        for (const { rate, customer, batch } of layers) {
          const isKnown = rate.every((each) => each < rateIds.length) && customer.every((each) => each < customerIds.length)
          if (!isKnown) throw notAsImported(batchIds[batch[0] ?? 0] ?? '')
        }
        const { days: _, ...lines } = mergeBatches(usageDays.layersWithDays(layers, 'where-they-meet'))
        return { customerIds, rateIds, batchIds, ...lines }
      }).deferred()
    },
    readDays(lines, months) {
      return database.transaction((): DaysOfLines => {
        if (!usageDays.hasAny()) return NO_DAYS
        const merged = mergeBatches(usageDays.layersWithDays(readLoads(lines.batchIds, months), 'all'))
        return daysAmong(lines, merged)
      }).deferred()
    },
  }
}

function insertOf(rows: number): string {
  return `INSERT INTO usage_line (load_no, rate_no, month, customer_no, quantity) VALUES ${Array.from({ length: rows }, () => '(?, ?, ?, ?, ?)').join(', ')}`
}

function loadsOf(database: Database): ReadonlyMap<string, Load> {
  return new Map(database.prepare<[], Load>('SELECT no, batch_id AS batchId, line_count AS lineCount FROM usage_load').all().map((load) => [load.batchId, load]))
}

function idsOf({ database, path }: { readonly database: Database; readonly path: string }, { table, column }: Numbering): readonly string[] {
  const rows = database.prepare<[], { readonly no: number; readonly id: string }>(`SELECT no, ${column} AS id FROM ${table} ORDER BY no`).all()
  if (rows.some(({ no }, index) => no !== index + 1)) throw new StoreRefusal(damaged(path, `the numbers of the table ${table} have gaps`))
  return rows.map(({ id }) => id)
}

/** The column with each index into `ids` replaced by the number in the file; ids that the file does not know are numbered. */
function numbersOf(database: Database, { table, column }: Numbering, { ids, used }: { readonly ids: readonly string[]; readonly used: Int32Array }): Int32Array {
  const find: Statement<[string], number> = database.prepare<[string], number>(`SELECT no FROM ${table} WHERE ${column} = ?`).pluck()
  const add = database.prepare(`INSERT INTO ${table} (no, ${column}) VALUES ((SELECT coalesce(max(no), 0) + 1 FROM ${table}), ?)`)
  const numbers = new Int32Array(ids.length)
  return used.map((index) => {
    const known = numbers[index]
    const id = ids[index]
    if (known === undefined || id === undefined) throw new Error(`A line names number ${index} of ${ids.length} ids of ${table}.`)
    if (known !== 0) return known
    const number = find.get(id) ?? Number(add.run(id).lastInsertRowid)
    numbers[index] = number
    return number
  })
}

const SPACE = 32
const MINUS = 45
const ZERO = 48

/** `customer quantity customer quantity ...` into the columns from `count` on; how many lines there are then. */
function readPairs({ rate, month, pairs }: Group, columns: Omit<Columns, 'batch'>, count: number): number {
  const halves = halvesOf(columns.quantity)
  let [line, at] = [count, 0]
  while (at < pairs.length) {
    let customer = 0
    for (; pairs[at] !== SPACE; at += 1) customer = customer * 10 + (pairs[at] ?? ZERO) - ZERO
    at += 1
    const start = at
    const isNegative = pairs[at] === MINUS
    if (isNegative) at += 1
    let size = 0
    for (; at < pairs.length && pairs[at] !== SPACE; at += 1) size = size * 10 + (pairs[at] ?? ZERO) - ZERO
    if (size <= LARGEST_SMALL) setSmallQuantity(halves, line, isNegative ? -size : size)
    else columns.quantity[line] = BigInt(Buffer.from(pairs.buffer, pairs.byteOffset + start, at - start).toString('latin1'))
    at += 1
    columns.customer[line] = customer - 1
    columns.rate[line] = rate - 1
    columns.month[line] = month
    line += 1
  }
  return line
}

/** SQLite hands out the customers of a group in the order in which it meets them: that of the key, though nothing promises it. */
function ordered(columns: Omit<Columns, 'batch'>): Omit<Columns, 'batch'> {
  if (isInOrder(columns)) return columns
  const order = lineOrder(columns)
  return { customer: inOrder(columns.customer, order), rate: inOrder(columns.rate, order), month: inOrder(columns.month, order), quantity: quantitiesInOrder(columns.quantity, order) }
}

/** What is wrong with the lines, in words: each load has as many as it says, and each batch of the model has its load. */
export function usageProblems(database: Database, draft: Pick<Draft, 'usageBatch'>): readonly string[] {
  const loads = loadsOf(database)
  const counts = new Map(database.prepare<[], { readonly no: number; readonly count: number }>('SELECT load_no AS no, count(*) AS count FROM usage_line GROUP BY load_no').all().map(({ no, count }) => [no, count]))
  const known = new Set([...loads.values()].map(({ no }) => no))
  const unknown = (column: string, table: string): number => database.prepare<[], number>(`SELECT count(*) FROM usage_line WHERE ${column} NOT IN (SELECT no FROM ${table})`).pluck().get() ?? 0
  return [
    ...[...loads.values()].filter(({ no, lineCount }) => (counts.get(no) ?? 0) !== lineCount).map(({ batchId, no, lineCount }) => `The usage batch ${batchId} was imported with ${lineCount} lines and has ${counts.get(no) ?? 0}.`),
    ...[...counts.keys()].filter((no) => !known.has(no)).map((no) => `The usage lines of load ${no} belong to no import.`),
    ...[...draft.usageBatch.values()].filter(({ id, lineCount }) => (loads.get(id)?.lineCount ?? 0) !== lineCount).map(({ id, lineCount }) => `The usage batch ${id} should have ${lineCount} lines; the file has ${loads.get(id)?.lineCount ?? 0} of it.`),
    ...(unknown('customer_no', 'usage_customer') + unknown('rate_no', 'usage_rate') > 0 ? ['There are usage lines of a customer or rate without an id.'] : []),
    ...usageDayProblems(database),
  ]
}
