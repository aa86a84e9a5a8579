/** On which days an item of the communication plan is due. */
import type { IsoDate } from '../../fiscal-year.ts'
import type { Communication } from '../../model/level-tables.ts'
import { daysAfter, monthsAfterDay } from './calendar-days.ts'

const MONTHS: Readonly<Partial<Record<Communication['rhythm'], number>>> = { monthly: 1, quarterly: 3, yearly: 12 }

/** A plan of a hundred years by the month is beyond any calendar. */
const MOST_DAYS = 1200

/**
 * The days on which an item with a rhythm of its own is due, `daysBefore` taken off, up to and with a last one; none where it has no first day
 * or follows the reviews of agreements.
 *
 * @example daysOfRhythm({ rhythm: 'monthly', startsOn: '2004-10-31', daysBefore: 0 }, isoDate('2005-01-10')) // ['2004-10-31', '2004-11-30', '2004-12-31']
 */
export function daysOfRhythm({ rhythm, startsOn, daysBefore }: Pick<Communication, 'rhythm' | 'startsOn' | 'daysBefore'>, last: IsoDate): readonly IsoDate[] {
  if (startsOn === null || rhythm === 'before-review') return []
  const months = MONTHS[rhythm]
  const days: IsoDate[] = []
  for (let index = 0; index < (months === undefined ? 1 : MOST_DAYS); index += 1) {
    const due = daysAfter(monthsAfterDay(startsOn, index * (months ?? 0)), -daysBefore)
    if (due > last) break
    days.push(due)
  }
  return days
}
