/**
 * How far the hours of one service calendar cover those of another (SLM-6): what is served beneath a promise, hour by hour of a week.
 * Holidays and maintenance windows are left out; where the two run by clocks of different places, the week of a year that is covered least.
 */
import type { ServiceCalendar } from '../../model/level-tables.ts'
import { calendarTime, midnight } from './calendar-time.ts'
import { localMidnight, SECONDS_PER_DAY, weekdayOf } from './logged-instant.ts'
import { readServiceHours, type ServiceHours } from './service-hours.ts'
import { secondsWithin, spansOf, without, type Span, type Spans } from './spans.ts'
import { isoDate } from '../../fiscal-year.ts'

/** Null: 24 hours on 7 days. */
export type HoursOf = Pick<ServiceCalendar, 'hours' | 'timeZone'> | null

export type CoveredHours = {
  /** Of a week, in minutes. */
  readonly asked: number
  readonly covered: number
  /** The two run by different clocks: this is the week that is covered least. */
  readonly isLeast: boolean
}

const DAYS_OF_WEEK = 7
const WEEKS = 52
const ALL_HOURS = '24x7'

function weekOf(hours: ServiceHours): Spans {
  return spansOf(hours.flatMap((ranges, day): readonly Span[] => ranges.map(({ from, to }) => ({ start: day * SECONDS_PER_DAY + from, end: day * SECONDS_PER_DAY + to }))))
}

function minutesOf(spans: Spans, { start, end }: Span): number {
  return secondsWithin(spans, start, end) / 60
}

const WEEK: Span = { start: 0, end: DAYS_OF_WEEK * SECONDS_PER_DAY }

/** Weeks from a Monday on, by the clock of the promise. */
function leastCovered(asked: NonNullable<HoursOf>, served: NonNullable<HoursOf>, year: number): CoveredHours | null {
  const newYear = localMidnight(isoDate(`${year}-01-01`)) / SECONDS_PER_DAY
  const from = newYear + ((8 - weekdayOf(newYear)) % DAYS_OF_WEEK)
  const days = { from: from - 1, to: from + WEEKS * DAYS_OF_WEEK + 1 }
  const [own, below] = [asked, served].map((calendar) => calendarTime({ calendar: { ...calendar, observedHolidays: 'none' }, windows: [], holidays: [] }, days))
  if (own?.ok !== true || below?.ok !== true) return null
  const { zone, hours } = own.value
  const open = without(hours, below.value.hours)
  const weeks = Array.from({ length: WEEKS }, (_, week): CoveredHours => {
    const span = { start: midnight(zone, from + week * DAYS_OF_WEEK), end: midnight(zone, from + (week + 1) * DAYS_OF_WEEK) }
    const minutes = minutesOf(hours, span)
    return { asked: minutes, covered: minutes - minutesOf(open, span), isLeast: true }
  })
  return weeks.reduce<CoveredHours | null>((least, each) => (least === null || each.asked - each.covered > least.asked - least.covered ? each : least), null)
}

/**
 * How much of the hours that are promised is served; null where hours or a zone cannot be read. `year`: in which clocks are compared.
 *
 * @example coveredHours({ asked: null, served: { hours: 'Mon-Fri 07:00-17:00', timeZone: 'UTC' }, year: 2004 }) // { asked: 10080, covered: 3000, isLeast: false }
 */
export function coveredHours({ asked, served, year }: { readonly asked: HoursOf; readonly served: HoursOf; readonly year: number }): CoveredHours | null {
  const [own, below] = [readServiceHours(asked?.hours ?? ALL_HOURS), readServiceHours(served?.hours ?? ALL_HOURS)]
  if (!own.ok || !below.ok) return null
  const [ownWeek, belowWeek] = [weekOf(own.value), weekOf(below.value)]
  const [minutes, belowMinutes] = [minutesOf(ownWeek, WEEK), minutesOf(belowWeek, WEEK)]
  const whole = (WEEK.end - WEEK.start) / 60
  // Of all hours, what a clock says does not matter.
  if (belowMinutes === whole) return { asked: minutes, covered: minutes, isLeast: false }
  if (minutes === whole) return { asked: minutes, covered: belowMinutes, isLeast: false }
  if (asked !== null && served !== null && asked.timeZone !== served.timeZone) return leastCovered(asked, served, year)
  return { asked: minutes, covered: minutes - minutesOf(without(ownWeek, belowWeek), WEEK), isLeast: false }
}

/** @example hoursText(7090) // '118 h 10 min' */
export function hoursText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)]
  return rest === 0 ? `${hours} h` : hours === 0 ? `${rest} min` : `${hours} h ${rest} min`
}
