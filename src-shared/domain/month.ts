/** Calendar months, as usage and bills are kept: `2003-07`. */
import { fiscalYearSpan, isFiscalYear, type FiscalYear, type IsoDate } from './fiscal-year.ts'

declare const monthBrand: unique symbol
/** Canonical text of a calendar month, `YYYY-MM`, in the years 1900 to 2199. */
export type Month = string & { readonly [monthBrand]: true }

export function isMonth(text: string): text is Month {
  return /^(?:19|20|21)\d{2}-(?:0[1-9]|1[0-2])$/.test(text)
}

/** A month known to be right; a bug throws. @example month('2003-07') */
export function month(text: string): Month {
  if (!isMonth(text)) throw new Error(`Not a month: ${text}`)
  return text
}

/** Months since year 0, for distances and columns. @example monthNumber(month('2003-07')) // 24042 */
export function monthNumber(of: Month): number {
  return Number.parseInt(of.slice(0, 4), 10) * 12 + Number.parseInt(of.slice(5), 10) - 1
}

/** @example monthOfNumber(24042) // '2003-07' */
export function monthOfNumber(number: number): Month {
  return month(`${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`)
}

/** The month in which a day lies. @example monthOfDay('2003-07-01') // '2003-07' */
export function monthOfDay(day: IsoDate): Month {
  return month(day.slice(0, 7))
}

/** The twelve months of a fiscal year (NUM-6). @example monthsOfYear(fiscalYear(2004), 7) // ['2003-07', ..., '2004-06'] */
export function monthsOfYear(year: FiscalYear, firstMonth: number): readonly Month[] {
  const start = monthNumber(monthOfDay(fiscalYearSpan(year, firstMonth).first))
  return Array.from({ length: 12 }, (_, index) => monthOfNumber(start + index))
}

/** The fiscal year in which a month lies; undefined outside of the years that a model can have. @example fiscalYearOf(month('2003-07'), 7) // 2004 */
export function fiscalYearOf(of: Month, firstMonth: number): FiscalYear | undefined {
  const year = Number.parseInt(of.slice(0, 4), 10)
  const named = firstMonth !== 1 && Number.parseInt(of.slice(5), 10) >= firstMonth ? year + 1 : year
  return isFiscalYear(named) ? named : undefined
}

const NAMES = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const

/** @example monthName(month('2003-07')) // 'July 2003' */
export function monthName(of: Month): string {
  return `${NAMES[(monthNumber(of) % 12 + 12) % 12]} ${of.slice(0, 4)}`
}
