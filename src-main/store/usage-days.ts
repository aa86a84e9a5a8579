/** The days of usage lines in the model file: written with the lines of their batch, never changed, read when a file of days is imported. */
import type { Database } from 'better-sqlite3'

import type { BatchLines, CountedLines } from '../../src-shared/domain/usage/batch-lines.ts'
import type { DaysOfLines } from '../../src-shared/domain/usage/days-of-lines.ts'
import { compareLines } from '../../src-shared/domain/usage/line-order.ts'
import type { Steps } from '../../src-shared/domain/steps.ts'

/** A few milliseconds of writing. */
const DAYS_A_STEP = 4_096

type Numbers = Pick<BatchLines, 'rate' | 'month' | 'customer'>
type Group = { readonly rate: number; readonly month: number; readonly customer: number; readonly pairs: string }
/** Months as `monthNumber` counts them, both included. */
export type MonthsWanted = { readonly first: number; readonly last: number }

export type UsageDays = {
  /** Before the load is closed. @param numbers of the lines in the file */
  write(loadNo: number, given: { readonly days: DaysOfLines; readonly numbers: Numbers }): Steps<void>
  /** The days of lines that count, in their order; none of a line of a whole month. @param loads number of the load of each batch of the lines, by its place */
  read(lines: CountedLines, wanted: { readonly loads: readonly (number | undefined)[]; readonly months: MonthsWanted }): DaysOfLines
}

export function openUsageDays(database: Database): UsageDays {
  const insert = database.prepare('INSERT INTO usage_day (load_no, rate_no, month, customer_no, day, quantity) VALUES (?, ?, ?, ?, ?, ?)')
  const groups = database.prepare<[number, number, number], Group>(
    "SELECT rate_no AS rate, month, customer_no AS customer, group_concat(day || ' ' || quantity, ' ') AS pairs FROM usage_day WHERE load_no = ? AND month BETWEEN ? AND ? GROUP BY rate_no, month, customer_no ORDER BY rate_no, month, customer_no",
  )

  return {
    *write(loadNo, { days, numbers }) {
      const of = days.line.length
      for (const [at, line] of days.line.entries()) {
        insert.run(loadNo, numbers.rate[line] ?? 0, numbers.month[line] ?? 0, numbers.customer[line] ?? 0, days.day[at] ?? 0, days.quantity[at] ?? 0n)
        if (at % DAYS_A_STEP === 0) yield { done: at, of }
      }
    },
    read(lines, { loads, months }) {
      const found = new Map<number, string>()
      for (const [batch, load] of loads.entries()) if (load !== undefined) findDays(groups.iterate(load, months.first, months.last), { lines, batch, found })
      return daysOf(found)
    },
  }
}

/** Groups and lines are in one order: each group whose line still counts is kept for it. */
function findDays(groups: Iterable<Group>, { lines, batch, found }: { readonly lines: CountedLines; readonly batch: number; readonly found: Map<number, string> }): void {
  let line = 0
  for (const { rate, month, customer, pairs } of groups) {
    const key = { rate: Int32Array.of(rate - 1), month: Int32Array.of(month), customer: Int32Array.of(customer - 1) }
    while (line < lines.rate.length && compareLines(lines, line, key, 0) < 0) line += 1
    if (line < lines.rate.length && compareLines(lines, line, key, 0) === 0 && lines.batch[line] === batch) found.set(line, pairs)
  }
}

function daysOf(found: ReadonlyMap<number, string>): DaysOfLines {
  const lines = [...found].toSorted(([left], [right]) => left - right).map(([line, pairs]) => ({ line, figures: pairs.split(' ') }))
  const count = lines.reduce((sum, { figures }) => sum + figures.length / 2, 0)
  const days = { line: new Int32Array(count), day: new Uint8Array(count), quantity: new BigInt64Array(count) }
  let at = 0
  for (const { line, figures } of lines) {
    for (let pair = 0; pair < figures.length; pair += 2) {
      days.line[at] = line
      days.day[at] = Number.parseInt(figures[pair] ?? '0', 10)
      days.quantity[at] = BigInt(figures[pair + 1] ?? '0')
      at += 1
    }
  }
  return days
}

/** What is wrong with the days, in words: those of each line add up to it. */
export function usageDayProblems(database: Database): readonly string[] {
  // In millions and the rest, so that 31 large days do not leave 64 bits.
  const wrong = database.prepare<[], number>(`SELECT count(*) FROM (
    SELECT load_no, rate_no, month, customer_no, sum(quantity / 1000000) * 1000000 + sum(quantity % 1000000) AS total FROM usage_day GROUP BY load_no, rate_no, month, customer_no
  ) AS days LEFT JOIN usage_line AS line USING (load_no, rate_no, month, customer_no) WHERE line.quantity IS NOT days.total`).pluck().get() ?? 0
  return wrong === 0 ? [] : [`Of ${wrong} usage lines, the days do not add up to the month.`]
}
