/** The twelve months of a fiscal year (NUM-6), and days within them. */
import { fiscalYearSpan, isoDate, type FiscalYear, type IsoDate } from '../fiscal-year.ts'

export type FiscalMonth = { readonly first: IsoDate; readonly last: IsoDate; readonly days: number; /** Months since year 0, for distances. */ readonly index: number }

const known = new Map<string, readonly FiscalMonth[]>()

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function monthOf(index: number): FiscalMonth {
  const year = Math.floor(index / 12)
  const month = (index % 12) + 1
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = month === 2 ? (isLeap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return { first: isoDate(`${year}-${two(month)}-01`), last: isoDate(`${year}-${two(month)}-${two(days)}`), days, index }
}

/** Months since year 0 of the month in which a day lies. @example monthIndex('2004-01-15') - monthIndex('2003-12-31') // 1 */
export function monthIndex(day: IsoDate): number {
  return Number.parseInt(day.slice(0, 4), 10) * 12 + Number.parseInt(day.slice(5, 7), 10) - 1
}

/** @example fiscalMonths(fiscalYear(2004), 7).map((month) => month.first) // ['2003-07-01', ..., '2004-06-01'] */
export function fiscalMonths(year: FiscalYear, firstMonth: number): readonly FiscalMonth[] {
  const key = `${year}/${firstMonth}`
  const found = known.get(key)
  if (found !== undefined) return found
  const start = monthIndex(fiscalYearSpan(year, firstMonth).first)
  const months = Array.from({ length: 12 }, (_, index) => monthOf(start + index))
  known.set(key, months)
  return months
}

/** Days of the month from `from` to `to`, both included; null is open. @example daysWithin(january, { from: '2005-01-15', to: null }) // 17 */
export function daysWithin(month: FiscalMonth, span: { readonly from: IsoDate | null; readonly to: IsoDate | null }): number {
  const first = span.from !== null && span.from > month.first ? span.from : month.first
  const last = span.to !== null && span.to < month.last ? span.to : month.last
  return first > last ? 0 : Number.parseInt(last.slice(8), 10) - Number.parseInt(first.slice(8), 10) + 1
}
