/** Times of records as instants: local to a calendar, or with an offset of their own. Half a million are read for one scorecard, so by digits. */
import type { IsoDate } from '../../fiscal-year.ts'
import { FIRST_MONTH_NUMBER, WRITABLE_MONTHS } from '../../month.ts'
import type { LoggedTime } from '../../usage/local-time.ts'
import type { LocalInstant, TimeZone } from './time-zone.ts'

export const SECONDS_PER_DAY = 86_400

/** Days since 1970-01-01 of a calendar day by its numbers, of years above zero; see `dayNumber`. */
function dayOf(year: number, month: number, date: number): number {
  const shifted = month > 2 ? year : year - 1
  const yearDays = 365 * shifted + (shifted >> 2) - ((shifted / 100) | 0) + ((shifted / 400) | 0)
  const monthFromMarch = month > 2 ? month - 3 : month + 9
  return yearDays + (((153 * monthFromMarch + 2) / 5) | 0) + date - 719_469
}

/** The first days of the months of the years that a record may have, looked up instead of counted. */
const FIRST_DAYS = Int32Array.from({ length: WRITABLE_MONTHS }, (_, index) => dayOf(Math.floor((FIRST_MONTH_NUMBER + index) / 12), (index % 12) + 1, 1))

/** Days since 1970-01-01 of a month's first day, by months since year 0. @example firstDayOf(monthNumber('1970-02')) // 31 */
export function firstDayOf(month: number): number {
  return FIRST_DAYS[month - FIRST_MONTH_NUMBER] ?? dayOf(Math.floor(month / 12), (month % 12) + 1, 1)
}

/** Days from the first of year 0 to 1970-01-01, and how long a month is on average. */
const DAYS_TO_1970 = 719_528
const MEAN_MONTH = 30.436_875

/** Months since year 0 of the month in which a day lies. @example monthNumberOfDay(31) === monthNumber('1970-02') // true */
export function monthNumberOfDay(day: number): number {
  // An estimate, then moved to where the day lies.
  let month = Math.floor((day + DAYS_TO_1970) / MEAN_MONTH)
  while (firstDayOf(month) > day) month -= 1
  while (firstDayOf(month + 1) <= day) month += 1
  return month
}

/** 1 is Monday, 7 is Sunday; of days since 1970-01-01, a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** Seconds of a local day as days count: midnight of 1970-01-01 is 0. */
export function localMidnight(day: IsoDate): number {
  return dayAt(day) * SECONDS_PER_DAY
}

/** Days since 1970-01-01 of the day behind one. @example dayAfter('1970-01-31') === firstDayOf(monthNumber('1970-02')) // true */
export function dayAfter(day: IsoDate): number {
  return dayAt(day) + 1
}

const COLON = 58
const MINUS = 45
const ZERO = 48
const SHORTEST = 16

/** Two digits of a text. */
function pair(text: string, at: number): number {
  return (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO
}

function dayAt(text: string): number {
  return firstDayOf(monthAt(text)) + pair(text, 8) - 1
}

/** Months since year 0 of a text that begins with a day. @example monthAt('2004-10-31T16:59') === monthNumber('2004-10') // true */
export function monthAt(text: string): number {
  return (pair(text, 0) * 100 + pair(text, 2)) * 12 + pair(text, 5) - 1
}

function hasSeconds(text: string): boolean {
  return text.length > SHORTEST && text.charCodeAt(SHORTEST) === COLON
}

/** True where a text carries its offset. */
export function hasOffset(text: LoggedTime): boolean {
  return text.length !== SHORTEST && !(hasSeconds(text) && text.length === SHORTEST + 3)
}

/** What the clock showed, as seconds since 1970 there. */
export function localOfLogged(text: LoggedTime): number {
  return dayAt(text) * SECONDS_PER_DAY + pair(text, 11) * 3600 + pair(text, 14) * 60 + (hasSeconds(text) ? pair(text, 17) : 0)
}

/** The instant of a logged time. An offset that it carries decides; else the zone does. */
export function instantOfLogged(text: LoggedTime, zone: TimeZone): LocalInstant {
  const local = localOfLogged(text)
  const end = hasSeconds(text) ? SHORTEST + 3 : SHORTEST
  if (!hasOffset(text)) return zone.instantOf(local)
  const offset = pair(text, end + 1) * 3600 + pair(text, end + 4) * 60
  return { instant: text.charCodeAt(end) === MINUS ? local + offset : local - offset, kind: 'plain' }
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** A day by days since 1970-01-01. @example dayText(31) // '1970-02-01' */
export function dayText(day: number): string {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const inEra = shifted - era * 146_097
  const year = Math.floor((inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365)
  const inYear = inEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  const fromMarch = Math.floor((5 * inYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  return `${year + era * 400 + (month <= 2 ? 1 : 0)}-${two(month)}-${two(inYear - Math.floor((153 * fromMarch + 2) / 5) + 1)}`
}

/** What a clock there shows, with its offset where the hour comes twice. @example clockText(zone, instant) // '2003-10-26 01:30' */
export function clockText(zone: TimeZone, instant: number): string {
  const local = instant + zone.offsetAt(instant)
  const day = Math.floor(local / SECONDS_PER_DAY)
  const second = local - day * SECONDS_PER_DAY
  const seconds = second % 60
  return `${dayText(day)} ${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}${seconds === 0 ? '' : `:${two(seconds)}`}`
}
