/** The days of usage lines in the model file: written with the lines of their batch, never changed, read where files of days meet others. */
import type { Database } from 'better-sqlite3'

import type { BatchLines, CountedLines } from '../../src-shared/domain/usage/batch-lines.ts'
import { NO_DAYS, type DaysOfLines } from '../../src-shared/domain/usage/days-of-lines.ts'
import { compareLines, inOrder, isInOrder, lineOrder, quantitiesInOrder } from '../../src-shared/domain/usage/line-order.ts'
import type { UsageLayer } from '../../src-shared/domain/usage/merge-batches.ts'
import { halvesOf, LARGEST_SMALL, setSmallQuantity } from '../../src-shared/domain/usage/quantity-column.ts'
import type { Steps } from '../../src-shared/domain/steps.ts'

/** A few milliseconds of writing. */
const DAYS_A_STEP = 4_096
/** As with the lines: one by one takes three times as long. */
const ROWS_AT_ONCE = 64
const COLUMNS = 6

type Numbers = Pick<BatchLines, 'rate' | 'month' | 'customer'>
type Group = { readonly rate: number; readonly month: number; readonly figures: Uint8Array }
type DayColumns = Numbers & Pick<DaysOfLines, 'day' | 'quantity'>
/** Months as `monthNumber` counts them, both included. */
export type MonthsWanted = { readonly first: number; readonly last: number }
/** The lines of a load, in order. */
export type LoadLayer = Omit<UsageLayer, 'days'> & { readonly loadNo: number; readonly months: ReadonlySet<number> }

export type UsageDays = {
  /** Before the load is closed. @param numbers of the lines in the file */
  write(loadNo: number, given: { readonly days: DaysOfLines; readonly numbers: Numbers }): Steps<void>
  hasAny(): boolean
  /** Loads with their days: all of them, or those of months that a load of days shares with another load, which alone can move a figure. */
  layersWithDays(layers: readonly LoadLayer[], which: 'all' | 'where-they-meet'): readonly UsageLayer[]
}

export function openUsageDays(database: Database): UsageDays {
  const insert = database.prepare(insertOf(1))
  const insertMany = database.prepare(insertOf(ROWS_AT_ONCE))
  const isAny = database.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM usage_day)').pluck()
  const isOfDays = database.prepare<[number], number>('SELECT EXISTS (SELECT 1 FROM usage_day WHERE load_no = ?)').pluck()
  const countOf = database.prepare<[number, number, number], number>('SELECT count(*) FROM usage_day WHERE load_no = ? AND month BETWEEN ? AND ?').pluck()
  const groups = database.prepare<[number, number, number], Group>(
    "SELECT rate_no AS rate, month, CAST(group_concat(customer_no || ' ' || day || ' ' || quantity, ' ') AS BLOB) AS figures FROM usage_day WHERE load_no = ? AND month BETWEEN ? AND ? GROUP BY rate_no, month",
  )

  function daysOfLoad(layer: LoadLayer, { first, last }: MonthsWanted): DaysOfLines {
    const count = countOf.get(layer.loadNo, first, last) ?? 0
    const columns = { rate: new Int32Array(count), month: new Int32Array(count), customer: new Int32Array(count), day: new Uint8Array(count), quantity: new BigInt64Array(count) }
    let at = 0
    for (const group of groups.iterate(layer.loadNo, first, last)) at = readFigures(group, columns, at)
    return linedUp(layer, ordered(columns))
  }

  return {
    *write(loadNo, { days, numbers }) {
      const of = days.line.length
      let values: (number | bigint)[] = []
      for (const [at, line] of days.line.entries()) {
        values.push(loadNo, numbers.rate[line] ?? 0, numbers.month[line] ?? 0, numbers.customer[line] ?? 0, days.day[at] ?? 0, days.quantity[at] ?? 0n)
        if (values.length === ROWS_AT_ONCE * COLUMNS) {
          insertMany.run(values)
          values = []
        }
        if (at % DAYS_A_STEP === 0) yield { done: at, of }
      }
      for (let at = 0; at < values.length; at += COLUMNS) insert.run(values.slice(at, at + COLUMNS))
    },
    hasAny: () => isAny.get() === 1,
    layersWithDays(layers, which) {
      const loads = layers.map((layer) => ({ layer, hasDays: isOfDays.get(layer.loadNo) === 1 }))
      const months = which === 'all' ? spanOf(loads.flatMap(({ layer }) => [...layer.months])) : spanOf(sharedMonths(loads))
      return loads.map(({ layer, hasDays }) => (hasDays && months !== undefined ? { ...layer, days: daysOfLoad(layer, months) } : layer))
    },
  }
}

function insertOf(rows: number): string {
  return `INSERT INTO usage_day (load_no, rate_no, month, customer_no, day, quantity) VALUES ${Array.from({ length: rows }, () => '(?, ?, ?, ?, ?, ?)').join(', ')}`
}

/** Months of a load of days that another load has as well. */
function sharedMonths(loads: readonly { readonly layer: LoadLayer; readonly hasDays: boolean }[]): readonly number[] {
  const found = new Map<number, { count: number; hasDays: boolean }>()
  for (const { layer, hasDays } of loads) {
    for (const month of layer.months) {
      const known = found.get(month)
      if (known === undefined) found.set(month, { count: 1, hasDays })
      else found.set(month, { count: known.count + 1, hasDays: known.hasDays || hasDays })
    }
  }
  return [...found].flatMap(([month, { count, hasDays }]) => (count > 1 && hasDays ? [month] : []))
}

function spanOf(months: readonly number[]): MonthsWanted | undefined {
  const sorted = months.toSorted((left, right) => left - right)
  const [first, last] = [sorted[0], sorted.at(-1)]
  return first === undefined || last === undefined ? undefined : { first, last }
}

const SPACE = 32
const MINUS = 45
const ZERO = 48

/** `customer day quantity customer day quantity ...` into the columns from `count` on; how many days there are then. */
function readFigures({ rate, month, figures }: Group, columns: DayColumns, count: number): number {
  const halves = halvesOf(columns.quantity)
  let [place, at] = [count, 0]
  const next = (): number => {
    let size = 0
    for (; at < figures.length && figures[at] !== SPACE; at += 1) size = size * 10 + (figures[at] ?? ZERO) - ZERO
    at += 1
    return size
  }
  while (at < figures.length) {
    columns.rate[place] = rate - 1
    columns.month[place] = month
    columns.customer[place] = next() - 1
    columns.day[place] = next()
    const isNegative = figures[at] === MINUS
    if (isNegative) at += 1
    const start = at
    const size = next()
    if (size <= LARGEST_SMALL) setSmallQuantity(halves, place, isNegative ? -size : size)
    else {
      const whole = BigInt(Buffer.from(figures.buffer, figures.byteOffset + start, at - 1 - start).toString('latin1'))
      columns.quantity[place] = isNegative ? -whole : whole
    }
    place += 1
  }
  return place
}

/** SQLite hands out the customers of a group in the order in which it meets them: that of the key, though nothing promises it. */
function ordered(columns: DayColumns): DayColumns {
  if (isInOrder(columns)) return columns
  const order = lineOrder(columns)
  return {
    rate: inOrder(columns.rate, order), month: inOrder(columns.month, order), customer: inOrder(columns.customer, order), day: Uint8Array.from(order, (at) => columns.day[at] ?? 0), quantity: quantitiesInOrder(columns.quantity, order),
  }
}

/** Days in order under the places of their lines, the columns written over. A day without its line is no day of these lines. */
function linedUp(lines: Numbers, columns: DayColumns): DaysOfLines {
  const { day, quantity, rate: places } = columns
  let [line, count] = [0, 0]
  for (let at = 0; at < day.length; at += 1) {
    while (line < lines.rate.length && compareLines(lines, line, columns, at) < 0) line += 1
    if (line === lines.rate.length || compareLines(lines, line, columns, at) !== 0) continue
    places[count] = line
    day[count] = day[at] ?? 0
    quantity[count] = quantity[at] ?? 0n
    count += 1
  }
  return { line: places.subarray(0, count), day: day.subarray(0, count), quantity: quantity.subarray(0, count) }
}

/** The days of some months' lines under the places that these have among all lines. */
export function daysAmong(all: CountedLines, { days, ...some }: Numbers & { readonly days: DaysOfLines }): DaysOfLines {
  if (days.line.length === 0) return NO_DAYS
  const places = new Int32Array(some.rate.length)
  let line = 0
  for (let at = 0; at < places.length; at += 1) {
    while (line < all.rate.length && compareLines(all, line, some, at) < 0) line += 1
    places[at] = line
  }
  return { ...days, line: days.line.map((each) => places[each] ?? 0) }
}

/** What is wrong with the days, in words: those of each line add up to it. */
export function usageDayProblems(database: Database): readonly string[] {
  // In millions and the rest, so that 31 large days do not leave 64 bits.
  const wrong = database.prepare<[], number>(`SELECT count(*) FROM (
    SELECT load_no, rate_no, month, customer_no, sum(quantity / 1000000) * 1000000 + sum(quantity % 1000000) AS total FROM usage_day GROUP BY load_no, rate_no, month, customer_no
  ) AS days LEFT JOIN usage_line AS line USING (load_no, rate_no, month, customer_no) WHERE line.quantity IS NOT days.total`).pluck().get() ?? 0
  return wrong === 0 ? [] : [`Of ${wrong} usage lines, the days do not add up to the month.`]
}
