/**
 * Fiscal years (NUM-6): named by the calendar year in which they end; the first month is a setting of the model.
 */
import { issue, type Issue } from './issues.ts'
import { ok, refused, type Result } from './result.ts'

declare const fiscalYearBrand: unique symbol
/** The calendar year in which the fiscal year ends, 1901 to 2199: its first day may lie in the year before. */
export type FiscalYear = number & { readonly [fiscalYearBrand]: true }

declare const isoDateBrand: unique symbol
/** A calendar day as `YYYY-MM-DD`. */
export type IsoDate = string & { readonly [isoDateBrand]: true }

export function isFiscalYear(value: number): value is FiscalYear {
  return Number.isInteger(value) && value >= 1901 && value <= 2199
}

/** A fiscal year known to be right; a bug throws. @example fiscalYear(2004) */
export function fiscalYear(value: number): FiscalYear {
  if (!isFiscalYear(value)) throw new Error(`Not a fiscal year: ${value}`)
  return value
}

/** @example readFiscalYear('FY2004') // { ok: true, value: 2004 } */
export function readFiscalYear(text: string): Result<FiscalYear, Issue> {
  const match = /^(?:FY)?\s*(\d{4})$/i.exec(text.trim())
  const value = match ? Number.parseInt(match[1] ?? '', 10) : 0
  if (isFiscalYear(value)) return ok(value)
  return refused(issue('not-a-fiscal-year', `"${text.trim().slice(0, 40)}" is not a fiscal year.`, { remedy: 'Write FY and the calendar year in which it ends, such as FY2004.' }))
}

/** @example formatFiscalYear(fiscalYear(2004)) // 'FY2004' */
export function formatFiscalYear(year: FiscalYear): string {
  return `FY${year}`
}

/** `month`: 1 to 12. @example daysInMonth(2004, 2) // 29 */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

export function isIsoDate(text: string): text is IsoDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const [year = 0, month = 0, day = 0] = match.slice(1).map((part) => Number.parseInt(part, 10))
  return year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** A day known to be right; a bug throws. @example isoDate('2003-07-01') */
export function isoDate(text: string): IsoDate {
  if (!isIsoDate(text)) throw new Error(`Not a date: ${text}`)
  return text
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/**
 * First and last day of a fiscal year whose first month is `firstMonth` (1 to 12).
 *
 * @example fiscalYearSpan(fiscalYear(2004), 7) // { first: '2003-07-01', last: '2004-06-30' }
 */
export function fiscalYearSpan(year: FiscalYear, firstMonth: number): { readonly first: IsoDate; readonly last: IsoDate } {
  const startYear = firstMonth === 1 ? year : year - 1
  const lastMonth = firstMonth === 1 ? 12 : firstMonth - 1
  return {
    first: isoDate(`${startYear}-${two(firstMonth)}-01`),
    last: isoDate(`${year}-${two(lastMonth)}-${two(daysInMonth(year, lastMonth))}`),
  }
}
