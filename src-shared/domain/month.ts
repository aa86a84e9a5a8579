/** Calendar months as `YYYY-MM`: what usage is kept by and what is projected. */
import { fiscalYearSpan, isFiscalYear, type FiscalYear, type IsoDate } from './fiscal-year.ts'
import { issue, type Issue } from './issues.ts'
import { ok, refused, type Result } from './result.ts'

declare const monthBrand: unique symbol
/** A calendar month as `YYYY-MM`, 1900-01 to 2199-12. Its text sorts as its time. */
export type Month = string & { readonly [monthBrand]: true }

const FIRST_YEAR = 1900
const LAST_YEAR = 2199
/** The first month that can be written, in months since year 0, and how many there are. */
export const FIRST_MONTH_NUMBER = FIRST_YEAR * 12
export const WRITABLE_MONTHS = (LAST_YEAR + 1 - FIRST_YEAR) * 12

export function isMonth(text: string): text is Month {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text)
  const year = match === null ? 0 : Number.parseInt(match[1] ?? '', 10)
  return year >= FIRST_YEAR && year <= LAST_YEAR
}

/** A month known to be right; a bug throws. @example month('2004-10') */
export function month(text: string): Month {
  if (!isMonth(text)) throw new Error(`Not a month: ${text}`)
  return text
}

/** Reads `2004-10`; of a date (`2004-10-31`, as a spreadsheet gives one) the month that it lies in. @example readMonth('2004-10') // { ok: true, value: '2004-10' } */
export function readMonth(text: string): Result<Month, Issue> {
  const trimmed = text.trim()
  const plain = /^\d{4}-\d{2}-(?:0[1-9]|[12]\d|3[01])$/.test(trimmed) ? trimmed.slice(0, 7) : trimmed
  if (isMonth(plain)) return ok(plain)
  return refused(issue('not-a-date', `"${trimmed.slice(0, 40)}" is not a month.`, { remedy: `Write year and month, such as 2004-10; years from ${FIRST_YEAR} to ${LAST_YEAR}.` }))
}

/** Months since year 0, for distances. @example monthNumber(month('2005-01')) - monthNumber(month('2004-10')) // 3 */
export function monthNumber(of: Month): number {
  return Number.parseInt(of.slice(0, 4), 10) * 12 + Number.parseInt(of.slice(5), 10) - 1
}

/** True when a month so many months since year 0 can be written. */
export function isMonthNumber(number: number): boolean {
  return number >= FIRST_MONTH_NUMBER && number < FIRST_MONTH_NUMBER + WRITABLE_MONTHS
}

/** Every month that can be written: levels and plans ask for them a hundred thousand times. */
const MONTHS = Array.from({ length: WRITABLE_MONTHS }, (_, index) => month(`${FIRST_YEAR + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`))

/** A number outside of 1900 to 2199 is a bug and throws. @example monthOfNumber(monthNumber(month('2004-12')) + 1) // '2005-01' */
export function monthOfNumber(number: number): Month {
  return MONTHS[number - FIRST_MONTH_NUMBER] ?? month(`${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`)
}

/** @example monthAfter(month('2004-12'), 2) // '2005-02' */
export function monthAfter(of: Month, count: number): Month {
  return monthOfNumber(monthNumber(of) + count)
}

/** The month in which a day lies. @example monthOfDay('2003-07-01') // '2003-07' */
export function monthOfDay(day: IsoDate): Month {
  return month(day.slice(0, 7))
}

const knownYears = new Map<number, readonly Month[]>()

/** The twelve months of a fiscal year (NUM-6). @example monthsOfYear(fiscalYear(2005), 7) // ['2004-07', ..., '2005-06'] */
export function monthsOfYear(year: FiscalYear, firstMonth: number): readonly Month[] {
  // A plan of all customers asks for them a hundred thousand times.
  const key = year * 12 + firstMonth - 1
  const known = knownYears.get(key)
  if (known !== undefined) return known
  const start = monthNumber(monthOfDay(fiscalYearSpan(year, firstMonth).first))
  const months = Array.from({ length: 12 }, (_, index) => monthOfNumber(start + index))
  knownYears.set(key, months)
  return months
}

/** The fiscal year in which a month lies; undefined outside of the years that a model can have. @example fiscalYearOf(month('2003-07'), 7) // 2004 */
export function fiscalYearOf(of: Month, firstMonth: number): FiscalYear | undefined {
  const year = Number.parseInt(of.slice(0, 4), 10)
  const named = firstMonth !== 1 && Number.parseInt(of.slice(5), 10) >= firstMonth ? year + 1 : year
  return isFiscalYear(named) ? named : undefined
}

const NAMES = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const

/** Where there is little room, as under the axis of a chart. @example shortMonthWords(month('2004-10')) // 'Oct 2004' */
export function shortMonthWords(of: Month): string {
  return `${NAMES[monthNumber(of) % 12]?.slice(0, 3) ?? ''} ${of.slice(0, 4)}`
}

/** For people. @example monthWords(month('2004-10')) // 'October 2004' */
export function monthWords(of: Month): string {
  return `${NAMES[monthNumber(of) % 12] ?? ''} ${of.slice(0, 4)}`
}
