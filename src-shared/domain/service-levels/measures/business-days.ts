/** Business days: lead times skip weekends and holidays (SLM-7). */
import { isoDate, type IsoDate } from '../../fiscal-year.ts'
import { weekday } from '../../usage/local-time.ts'
import { dayText, localMidnight, SECONDS_PER_DAY } from './logged-instant.ts'

const SATURDAY = 6

/** Monday to Friday, and no holiday. */
function isBusinessDay(day: IsoDate, holidays: ReadonlySet<string>): boolean {
  return weekday(day) < SATURDAY && !holidays.has(day)
}

/**
 * The business day on which something is done that takes so many of them, asked for on `day`: the day itself is not one of them. Zero is the
 * day itself, or the next business day.
 *
 * @example businessDayAfter(isoDate('2003-12-24'), { count: 2, holidays: new Set(['2003-12-25']) }) // '2003-12-29'
 */
export function businessDayAfter(day: IsoDate, { count, holidays }: { readonly count: number; readonly holidays: ReadonlySet<string> }): IsoDate {
  let number = localMidnight(day) / SECONDS_PER_DAY
  let left = count
  let present = day
  while (left > 0 || !isBusinessDay(present, holidays)) {
    number += 1
    present = isoDate(dayText(number))
    if (isBusinessDay(present, holidays)) left -= 1
  }
  return present
}

/** Business days after `from` up to and with `to`; zero where `to` is not later. @example businessDaysBetween(isoDate('2003-12-24'), isoDate('2003-12-29'), new Set(['2003-12-25'])) // 2 */
export function businessDaysBetween(from: IsoDate, to: IsoDate, holidays: ReadonlySet<string>): number {
  let count = 0
  const end = localMidnight(to) / SECONDS_PER_DAY
  for (let number = localMidnight(from) / SECONDS_PER_DAY + 1; number <= end; number += 1) count += isBusinessDay(isoDate(dayText(number)), holidays) ? 1 : 0
  return count
}
