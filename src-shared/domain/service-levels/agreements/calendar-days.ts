/** Days before and after a day, and months after it. */
import { isIsoDate, isoDate, type IsoDate } from '../../fiscal-year.ts'
import { dayNumber } from '../../usage/local-time.ts'
import { dayText } from '../measures/logged-instant.ts'

/** The last day that a model can write. */
const LAST_DAY = isoDate('2199-12-31')
const FIRST_DAY = isoDate('1900-01-01')

function within(text: string): IsoDate {
  if (isIsoDate(text)) return text
  return text < FIRST_DAY ? FIRST_DAY : LAST_DAY
}

/** So many days later; earlier with a minus. It stays within the days that can be written. @example daysAfter('2004-02-28', 2) // '2004-03-01' */
export function daysAfter(day: IsoDate, count: number): IsoDate {
  return within(dayText(dayNumber(day) + count))
}

/** Days from one day to a later one; negative when it is earlier. @example daysBetween('2004-02-28', '2004-03-01') // 2 */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** The same day so many months later, or the month's last where it has no such day. @example monthsAfterDay('2004-01-31', 1) // '2004-02-29' */
export function monthsAfterDay(day: IsoDate, count: number): IsoDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map((part) => Number.parseInt(part, 10))
  const months = year * 12 + month - 1 + count
  const [toYear, toMonth] = [Math.floor(months / 12), (months % 12) + 1]
  const first = `${String(toYear).padStart(4, '0')}-${String(toMonth).padStart(2, '0')}`
  for (let last = date; last > 28; last -= 1) {
    const text = `${first}-${last}`
    if (isIsoDate(text)) return text
  }
  return within(`${first}-${String(Math.min(date, 28)).padStart(2, '0')}`)
}
