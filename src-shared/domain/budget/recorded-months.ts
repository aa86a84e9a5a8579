/** Until which month a customer's usage is recorded, as a year is planned on it: a month after a long gap, such as a mistyped year, ends no year before it. */
import { formatFiscalYear, type FiscalYear } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import { monthNumber, monthOfNumber, monthWords, type Month } from '../month.ts'
import type { MonthlySeries } from '../projection/series.ts'
import type { CustomerHistory } from '../usage/customer-history.ts'

/** So many months without a figure of any rate are a gap. */
const MONTHS_OF_GAP = 12

/** Months (`monthNumber`) from one gap to the next. */
type Run = { readonly first: number; readonly last: number }

const runsKept = new WeakMap<CustomerHistory, readonly Run[]>()

function readRuns(history: CustomerHistory): readonly Run[] {
  let [first, last] = [Number.MAX_SAFE_INTEGER, 0]
  for (const series of history.values()) {
    const start = monthNumber(series.first)
    first = Math.min(first, start)
    last = Math.max(last, start + series.quantities.length - 1)
  }
  if (last < first) return []
  const seen = new Set<number>()
  for (const series of history.values()) {
    // Mostly one rate has a figure of every month.
    if (seen.size > last - first) break
    const start = monthNumber(series.first)
    for (const [place, quantity] of series.quantities.entries()) if (quantity !== null) seen.add(start + place)
  }
  const runs: Run[] = []
  for (const month of [...seen].toSorted((left, right) => left - right)) {
    const before = runs.at(-1)
    if (before !== undefined && month - before.last <= MONTHS_OF_GAP) runs[runs.length - 1] = { first: before.first, last: month }
    else runs.push({ first: month, last: month })
  }
  return runs
}

function runsOf(history: CustomerHistory): readonly Run[] {
  const known = runsKept.get(history) ?? readRuns(history)
  runsKept.set(history, known)
  return known
}

/** `latest`: months since year 0 of the last month that counts, 0 for none; `after`: the run behind a gap that begins after the year, and is left out. */
type Recorded = { readonly latest: number; readonly run: Run | undefined; readonly before: Run | undefined; readonly after: Run | undefined }

/** @param months those of the year that is planned */
export function recordedMonths(history: CustomerHistory, months: readonly Month[]): Recorded {
  const end = months.at(-1)
  const runs = runsOf(history)
  // A customer who began after the year has no month that counts before the first one.
  const place = Math.max(0, end === undefined ? 0 : runs.findLastIndex(({ first }) => first <= monthNumber(end)))
  const run = runs[place]
  return { latest: run?.last ?? 0, run, before: runs[place - 1], after: runs[place + 1] }
}

/** A series without what is recorded after a month; the same one where nothing is. */
export function recordedUntil(series: MonthlySeries | undefined, latest: number): MonthlySeries | undefined {
  if (series === undefined) return undefined
  const count = latest - monthNumber(series.first) + 1
  if (count >= series.quantities.length) return series
  const quantities = series.quantities.slice(0, Math.max(0, count))
  return { first: series.first, quantities: quantities.slice(0, quantities.findLastIndex((each) => each !== null) + 1) }
}

function saidOf({ last, first }: { readonly last: number; readonly first: number }, what: string): Issue {
  return issue('month-missing', `${monthWords(monthOfNumber(first))} has usage after ${first - last - 1} months without any: ${what}`, { severity: 'warning', remedy: 'If the month was mistyped, empty it in the grid of usage, or remove its batch.' })
}

/** What to say of a gap that decides how a year is planned; undefined where none does. */
export function gapIssue(history: CustomerHistory, { fiscalYear, months }: { readonly fiscalYear: FiscalYear; readonly months: readonly Month[] }): Issue | undefined {
  const [start, end] = [months[0], months.at(-1)]
  const { run, before, after } = recordedMonths(history, months)
  if (run === undefined || start === undefined || end === undefined || run.last >= monthNumber(end)) return undefined
  const year = formatFiscalYear(fiscalYear)
  if (after !== undefined) return saidOf({ last: run.last, first: after.first }, `${year} is planned on what is recorded until ${monthWords(monthOfNumber(run.last))}.`)
  return before === undefined || run.first < monthNumber(start) ? undefined : saidOf({ last: before.last, first: run.first }, `in ${year} only what is used since then goes on.`)
}
