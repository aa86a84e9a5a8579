/** Months that count as recorded although little of them is: what a file with some of a month's lines does to a budget is said (PROJ-2). */
import { formatFiscalYear, type FiscalYear } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import { monthNumber, monthOfNumber, monthWords, type Month } from '../month.ts'
import type { CustomerHistory } from '../usage/customer-history.ts'
import { recordedMonths } from './recorded-months.ts'

/** A rate that has a figure in so many recorded months, one after the other, is expected in the next. */
const MONTHS_OF_HABIT = 3

function isRecorded(history: CustomerHistory, { rateId, month }: { readonly rateId: string; readonly month: number }): boolean {
  const series = history.get(rateId)
  return series !== undefined && (series.quantities[month - monthNumber(series.first)] ?? null) !== null
}

function lastMonthOf(history: CustomerHistory, rateId: string): number {
  const series = history.get(rateId)
  return series === undefined ? 0 : monthNumber(series.first) + series.quantities.length - 1
}

/** `usual`: the rates that had a figure in each of the months before; `without`: those of them that have none in the month. */
type Short = { readonly month: number; readonly usual: readonly string[]; readonly without: readonly string[] }

/** Months of which less than half of the usual rates is recorded. A short month makes no habit; more than three of them one after the other do. */
function shortMonths(history: CustomerHistory, { from, first, last }: { readonly from: number; readonly first: number; readonly last: number }): readonly Short[] {
  const rateIds = [...history.keys()]
  const has = (month: number) => (rateId: string): boolean => isRecorded(history, { rateId, month })
  const [before, short] = [new Array<number>(), new Array<Short>()]
  let inARow = 0
  for (let month = from; month <= last; month += 1) {
    const usual = before.length < MONTHS_OF_HABIT ? [] : rateIds.filter((rateId) => before.every((each) => has(each)(rateId)))
    const without = usual.filter((rateId) => !has(month)(rateId))
    if (without.length * 2 > usual.length) {
      if (month >= first) short.push({ month, usual, without })
      inARow += 1
      if (inARow === MONTHS_OF_HABIT) before.length = 0
      continue
    }
    inARow = 0
    before.push(month)
    if (before.length > MONTHS_OF_HABIT) before.shift()
  }
  return short
}

function othersOf({ usual, without }: Short, projected: number): string {
  const others = without.length === usual.length ? `all ${without.length}` : without.length === 1 ? 'the other one' : `the other ${without.length}`
  if (projected === without.length) return `${others} ${projected === 1 ? 'is' : 'are'} projected`
  return projected === 0 ? `${others} ${without.length === 1 ? 'stands' : 'stand'} at nothing in it` : `of ${others}, ${projected} ${projected === 1 ? 'is' : 'are'} projected and ${without.length - projected} stand at nothing in it`
}

/**
 * What to say of the months of a year that count as recorded with less than half of the rates that the customer used in each of the three
 * months before; none where the year is recorded as usual.
 *
 * @example shortMonthIssues(history, { fiscalYear, months })[0]?.message
 *   // 'January 2005 counts as recorded with 1 of the 23 rates used in each of the three months before; the other 22 are projected.'
 */
export function shortMonthIssues(history: CustomerHistory, { fiscalYear, months }: { readonly fiscalYear: FiscalYear; readonly months: readonly Month[] }): readonly Issue[] {
  const [start, end] = [months[0], months.at(-1)]
  const { latest, run } = recordedMonths(history, months)
  if (run === undefined || start === undefined || end === undefined) return []
  const isOver = latest >= monthNumber(end)
  return shortMonths(history, { from: run.first, first: monthNumber(start), last: Math.min(latest, monthNumber(end)) }).map((each) => {
    const { month, usual, without } = each
    const projected = isOver ? 0 : without.filter((rateId) => lastMonthOf(history, rateId) < month).length
    const because = isOver ? `, as ${formatFiscalYear(fiscalYear)} counts as over` : ''
    const count = usual.length - without.length
    return issue('month-missing', `${monthWords(monthOfNumber(month))} counts as recorded with ${count === 0 ? 'none' : count} of the ${usual.length} rates used in each of the three months before; ${othersOf(each, projected)}${because}.`, { severity: 'warning', remedy: 'Import the rest of the month before it is compared with a budget.' })
  })
}
