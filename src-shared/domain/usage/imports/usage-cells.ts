/** Months and quantities as files of usage have them. */
import { Decimal, round } from '../../decimal.ts'
import { isIsoDate } from '../../fiscal-year.ts'
import { issue, type Issue } from '../../issues.ts'
import { isMonth, type Month } from '../../month.ts'
import { ok, refused, type Result } from '../../result.ts'
import { parseTyped } from '../../typed-number.ts'
import { MAX_MICRO_UNITS, QUANTITY_PLACES } from '../../micro-units.ts'

const NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const
const MONTH_YEAR = /^(\d{1,2})\/(\d{4})$/
const MONTH_DAY_YEAR = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/
const NAME = 'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const NAME_YEAR = new RegExp(`^(${NAME})\\.?[ -](\\d{4})$`)
const LIKE_MONTH = new RegExp(`^(?:\\d{4}[-/. ]\\d{1,2}(?:[-/. ]\\d{1,2})?|(?:\\d{1,2}[-/.])?\\d{1,2}[-/.]\\d{4}|(?:${NAME})[-/.' ]*\\d{2,4}|\\d{4}[-/ ](?:${NAME}))$`, 'i')

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text
}

function monthFrom(year: string | undefined, month: string | undefined): Month | undefined {
  const text = `${year ?? ''}-${(month ?? '').padStart(2, '0')}`
  return isMonth(text) ? text : undefined
}

/**
 * The month of a cell or of a column's name: `2003-07`, a day in it, `7/2003`, `7/31/2003`, `July 2003`; undefined for anything else.
 *
 * @example monthOfText('7/31/2003') // '2003-07'
 */
export function monthOfText(text: string): Month | undefined {
  const plain = text.trim()
  if (isMonth(plain)) return plain
  if (isIsoDate(plain)) return monthFrom(plain.slice(0, 4), plain.slice(5, 7))
  const [, monthOnly, yearOfMonth] = MONTH_YEAR.exec(plain) ?? []
  if (yearOfMonth !== undefined) return monthFrom(yearOfMonth, monthOnly)
  const [, month = '', day = '', year = ''] = MONTH_DAY_YEAR.exec(plain) ?? []
  if (isIsoDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)) return monthFrom(year, month)
  const [, name, yearOfName] = NAME_YEAR.exec(plain.toLowerCase()) ?? []
  return name === undefined ? undefined : monthFrom(yearOfName, String(NAMES.findIndex((each) => name.startsWith(each)) + 1))
}

/** True for a column's name that was meant as a month and can be read as none. @example isLikeMonth('2004-13') // true */
export function isLikeMonth(text: string): boolean {
  return monthOfText(text) === undefined && LIKE_MONTH.test(text.trim())
}

export function readUsageMonth(text: string): Result<Month, Issue> {
  const month = monthOfText(text)
  return month === undefined ? refused(issue('not-a-date', `"${shown(text)}" is not a month.`, { remedy: 'Write it as YYYY-MM, or as a day in that month.' })) : ok(month)
}

/** The day of a cell that names one, 1 to 31; 0 for a month alone. @example dayOfText('7/31/2003') // 31 */
export function dayOfText(text: string): number {
  const plain = text.trim()
  const [, , day] = MONTH_DAY_YEAR.exec(plain) ?? []
  return Number.parseInt(isIsoDate(plain) ? plain.slice(8, 10) : (day ?? '0'), 10)
}

const MOST_UNITS = new Decimal(MAX_MICRO_UNITS.toString()).div(1_000_000)

/** @example readUsageQuantity('(1,234.5)') // { micro: -1234500000n, isRounded: false } */
export function readUsageQuantity(text: string): Result<{ readonly micro: bigint; readonly isRounded: boolean }, Issue> {
  const typed = parseTyped(text)
  if (!typed.ok) return typed
  const { value, places, isPercent, isCurrency } = typed.value
  if (isPercent || isCurrency) return refused(issue('unit-differs', `"${shown(text)}" is ${isPercent ? 'a percentage' : 'an amount in dollars'}; usage is a plain quantity.`, { remedy: 'Write the quantity in the billable unit of the rate.' }))
  if (value.abs().gt(MOST_UNITS)) return refused(issue('number-out-of-range', `${shown(text.trim())} units are more than 1,000,000,000,000.`, { remedy: 'Check the unit of the quantity.' }))
  const micro = round(value, QUANTITY_PLACES).times(1_000_000)
  return ok({ micro: BigInt(micro.toFixed(0)), isRounded: places > QUANTITY_PLACES })
}
