/** A service calendar as time: its service hours, and what of them is agreed once planned maintenance is taken away (SLM-1). */
import type { Issue } from '../../issues.ts'
import type { MaintenanceWindow, ServiceCalendar } from '../../model/level-tables.ts'
import { ok, refused, type Result } from '../../result.ts'
import type { Holiday } from '../../usage/rating-rules.ts'
import { localMidnight, SECONDS_PER_DAY, weekdayOf } from './logged-instant.ts'
import { readServiceHours, type ServiceHours } from './service-hours.ts'
import { secondsWithin, spansOf, without, type Span, type Spans } from './spans.ts'
import { readTimeZone, type TimeZone } from './time-zone.ts'
import { windowDays } from './window-days.ts'

export type CalendarRows = {
  readonly calendar: Pick<ServiceCalendar, 'timeZone' | 'hours' | 'observedHolidays'>
  readonly windows: readonly MaintenanceWindow[]
  readonly holidays: readonly Pick<Holiday, 'date' | 'scope'>[]
}

/** What windows without a start time take of agreed time, by local day; nobody knows when, so no outage falls into them. */
export type Lessened = { readonly window: MaintenanceWindow; readonly day: number; readonly seconds: number }

export type CalendarTime = {
  readonly zone: TimeZone
  /** The local days that it covers: days since 1970-01-01, from the first to before the last. */
  readonly from: number
  readonly to: number
  /** Service hours without holidays: in these the clock of an incident runs. */
  readonly hours: Spans
  /** Service hours less the windows with a start time: an outage in these is downtime. */
  readonly agreed: Spans
  readonly lessened: readonly Lessened[]
}

/** 24 hours on every day, the clock never set. */
export const ALWAYS: CalendarRows = { calendar: { timeZone: 'UTC', hours: '24x7', observedHolidays: 'none' }, windows: [], holidays: [] }

type Days = { readonly from: number; readonly to: number }

/** By the clock on the wall: an hour that comes twice is served twice, one that is skipped not at all. */
function hoursOf({ hours, zone, closed, days }: { readonly hours: ServiceHours; readonly zone: TimeZone; readonly closed: ReadonlySet<number>; readonly days: Days }): Spans {
  const [first, end] = [midnight(zone, days.from), midnight(zone, days.to)]
  const stretches: Span[] = []
  for (const { start, end: until, offset } of zone.spans(first, end)) {
    const lastDay = Math.floor((until - 1 + offset) / SECONDS_PER_DAY)
    for (let day = Math.floor((start + offset) / SECONDS_PER_DAY); day <= lastDay; day += 1) {
      if (closed.has(day)) continue
      for (const range of hours[weekdayOf(day) - 1] ?? []) {
        const base = day * SECONDS_PER_DAY - offset
        stretches.push({ start: Math.max(start, base + range.from), end: Math.min(until, base + range.to) })
      }
    }
  }
  return spansOf(stretches)
}

/** The instant at which a local day begins. */
export function midnight(zone: TimeZone, day: number): number {
  return zone.instantOf(day * SECONDS_PER_DAY).instant
}

function startOf(window: MaintenanceWindow): number | null {
  return window.startTime === null ? null : Number.parseInt(window.startTime.slice(0, 2), 10) * 3600 + Number.parseInt(window.startTime.slice(3, 5), 10) * 60
}

/** Windows that begin before the covered days may reach into them. */
const LONGEST_WINDOW_DAYS = 8

/** When windows with a start time were: so many minutes from it on, whatever the clock does in between. */
export function timedWindows(windows: readonly MaintenanceWindow[], { zone, days }: { readonly zone: TimeZone; readonly days: Days }): readonly (Span & { readonly window: MaintenanceWindow })[] {
  return windows.flatMap((window) => {
    const second = startOf(window)
    if (second === null) return []
    return windowDays(window, { from: days.from - LONGEST_WINDOW_DAYS, to: days.to }).map((day) => {
      const start = zone.instantOf(day * SECONDS_PER_DAY + second).instant
      return { window, start, end: start + window.minutes * 60 }
    })
  })
}

/** Each takes at most what earlier ones have left of the agreed time of its day. */
function lessenedBy(windows: readonly MaintenanceWindow[], { agreed, zone, days }: { readonly agreed: Spans; readonly zone: TimeZone; readonly days: Days }): readonly Lessened[] {
  const left = new Map<number, number>()
  const occurrences = windows.filter(({ startTime }) => startTime === null).flatMap((window) => windowDays(window, days).map((day) => ({ window, day })))
  return occurrences.flatMap(({ window, day }) => {
    const present = left.get(day) ?? secondsWithin(agreed, midnight(zone, day), midnight(zone, day + 1))
    const seconds = Math.min(window.minutes * 60, present)
    left.set(day, present - seconds)
    return seconds === 0 ? [] : [{ window, day, seconds }]
  })
}

/**
 * The time of a calendar over whole local days. Refused where its zone or its hours cannot be read.
 *
 * @example calendarTime(ALWAYS, { from: firstDayOf(monthNumber('2004-04')), to: firstDayOf(monthNumber('2004-05')) }) // 30 days of agreed time
 */
export function calendarTime({ calendar, windows, holidays }: CalendarRows, days: Days): Result<CalendarTime> {
  const [zone, hours] = [readTimeZone(calendar.timeZone), readServiceHours(calendar.hours)]
  const issues: readonly Issue[] = [...(zone.ok ? [] : [zone.failure]), ...(hours.ok ? [] : [hours.failure])]
  if (!zone.ok || !hours.ok) return refused(issues)
  const observed = holidays.filter(({ scope }) => calendar.observedHolidays === 'state-and-county' || (calendar.observedHolidays === 'state' && scope === 'state'))
  const closed = new Set(observed.map(({ date }) => localMidnight(date) / SECONDS_PER_DAY))
  const served = hoursOf({ hours: hours.value, zone: zone.value, closed, days })
  const agreed = without(served, spansOf(timedWindows(windows, { zone: zone.value, days })))
  return ok({ zone: zone.value, ...days, hours: served, agreed, lessened: lessenedBy(windows, { agreed, zone: zone.value, days }) })
}

/** Agreed seconds of whole local days: hours less every window. */
export function agreedSeconds(time: CalendarTime, days: Days): number {
  const lessened = time.lessened.reduce((sum, { day, seconds }) => (day >= days.from && day < days.to ? sum + seconds : sum), 0)
  return secondsWithin(time.agreed, midnight(time.zone, days.from), midnight(time.zone, days.to)) - lessened
}
