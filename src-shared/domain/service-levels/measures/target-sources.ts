/** The rows of a model that a target is measured by, and what is computed from them once for all targets that share them. */
import type { Draft } from '../../model/draft.ts'
import { incidentsByServiceOf, measurementsByTargetOf, outagesByServiceOf, windowsByCalendarOf } from '../../model/table-index.ts'
import type { Incident, MaintenanceWindow, Measurement, Outage, ServiceCalendar, ServiceTarget, TargetGoal } from '../../model/level-tables.ts'
import type { Result } from '../../result.ts'
import type { Holiday } from '../../usage/rating-rules.ts'
import { downtimeWithin } from './availability.ts'
import { agreedSeconds, ALWAYS, calendarTime, midnight, type CalendarTime } from './calendar-time.ts'
import { incidentTimes, type IncidentTimes } from './incident-times.ts'
import type { KeptRecords, MonthSpan } from './kept-records.ts'
import { firstDayOf } from './logged-instant.ts'
import { outageTimes, type OutageTimes } from './outage-spans.ts'
import { incidentColumnsOf, outageColumnsOf } from './record-columns.ts'
import { earlierGoalsOf } from './target-goals.ts'
import type { TimeZone } from './time-zone.ts'

export type TargetSources = {
  readonly target: ServiceTarget
  /** Null: 24 hours on every day in UTC. */
  readonly calendar: ServiceCalendar | null
  readonly windows: readonly MaintenanceWindow[]
  readonly holidays: ReadonlyMap<string, Holiday>
  readonly outages: readonly Outage[]
  readonly incidents: readonly Incident[]
  readonly measurements: readonly Measurement[]
  /** What it promised before, the earliest first. */
  readonly earlier: readonly TargetGoal[]
}

const NONE: readonly never[] = []
const NO_HOLIDAYS: ReadonlyMap<string, Holiday> = new Map()

/** What any target of a model is measured by. Its groups of rows are the same arrays as long as none of their rows changes. */
export function sourcesIn(draft: Draft): (target: ServiceTarget) => TargetSources {
  const { holiday, serviceCalendar } = draft
  const [outages, incidents, measurements, windows] = [outagesByServiceOf(draft), incidentsByServiceOf(draft), measurementsByTargetOf(draft), windowsByCalendarOf(draft)]
  return (target) => {
    const calendar = target.calendarId === null ? null : (serviceCalendar.get(target.calendarId) ?? null)
    return {
      target, calendar, windows: calendar === null ? NONE : (windows.get(calendar.id) ?? NONE), holidays: calendar === null || calendar.observedHolidays === 'none' ? NO_HOLIDAYS : holiday,
      outages: target.computation === 'outages' ? (outages.get(target.serviceId) ?? NONE) : NONE,
      incidents: target.computation === 'incidents' ? (incidents.get(target.serviceId) ?? NONE) : NONE,
      measurements: measurements.get(target.id) ?? NONE, earlier: draft.targetGoal.size === 0 ? NONE : earlierGoalsOf(draft, target.id),
    }
  }
}

/** A calendar's time over whole months, the agreed seconds of each, and the instants at which each begins and the last one ends. */
export type MeasuredCalendar = { readonly months: MonthSpan; readonly time: CalendarTime; readonly agreed: Float64Array; readonly starts: Float64Array }

type KnownCalendar = { readonly windows: readonly MaintenanceWindow[]; readonly holidays: ReadonlyMap<string, Holiday>; readonly measured: Result<MeasuredCalendar> }
/** By the calendar's row, then by the span of months; a handful of spans are kept. */
const calendars = new WeakMap<object, Map<string, KnownCalendar>>()
const MOST_SPANS = 8

function measure({ calendar, windows, holidays }: Pick<TargetSources, 'calendar' | 'windows' | 'holidays'>, months: MonthSpan): Result<MeasuredCalendar> {
  const rows = calendar === null ? ALWAYS : { calendar, windows, holidays: [...holidays.values()] }
  const time = calendarTime(rows, { from: firstDayOf(months.first), to: firstDayOf(months.last + 1) })
  if (!time.ok) return time
  const agreed = Float64Array.from({ length: months.last - months.first + 1 }, (_, index) => agreedSeconds(time.value, { from: firstDayOf(months.first + index), to: firstDayOf(months.first + index + 1) }))
  const starts = Float64Array.from({ length: agreed.length + 1 }, (_, index) => midnight(time.value.zone, firstDayOf(months.first + index)))
  return { ok: true, value: { months, time: time.value, agreed, starts } }
}

/** Remembered for as long as the calendar's row, its windows and the holidays stay as they are. */
export function measuredCalendar(sources: Pick<TargetSources, 'calendar' | 'windows' | 'holidays'>, months: MonthSpan): Result<MeasuredCalendar> {
  const row = sources.calendar ?? ALWAYS
  const spans = calendars.get(row) ?? new Map<string, KnownCalendar>()
  calendars.set(row, spans)
  const key = `${months.first}|${months.last}`
  const known = spans.get(key)
  if (known !== undefined && known.windows === sources.windows && known.holidays === sources.holidays) return known.measured
  const measured = measure(sources, months)
  spans.delete(key)
  spans.set(key, { windows: sources.windows, holidays: sources.holidays, measured })
  for (const oldest of spans.keys()) if (spans.size > MOST_SPANS) spans.delete(oldest)
  return measured
}

const outagesRead = new WeakMap<readonly Outage[], Map<TimeZone, OutageTimes<Outage>>>()

/** A service's outages in a zone. */
export function outagesIn(rows: readonly Outage[], zone: TimeZone): OutageTimes<Outage> {
  const byZone = outagesRead.get(rows) ?? new Map<TimeZone, OutageTimes<Outage>>()
  outagesRead.set(rows, byZone)
  const known = byZone.get(zone) ?? outageTimes(rows, zone, outageColumnsOf(rows))
  byZone.set(zone, known)
  return known
}

/** The instant up to which what has not ended lasts, where months are looked at: the end of that day there, or of the months where it lies behind them. */
export function countedUntil({ time, months }: MeasuredCalendar, { tomorrow }: Pick<KeptRecords, 'tomorrow'>): number {
  return midnight(time.zone, Math.min(tomorrow, firstDayOf(months.last + 1)))
}

type Downtime = { readonly until: number; readonly seconds: Float64Array }
/** The last that was asked for: of months that are over it is the same on every day. */
const downtimes = new WeakMap<readonly Outage[], WeakMap<MeasuredCalendar, Downtime>>()

/** Downtime of a service in each month of a calendar up to an instant, in seconds. */
export function downtimeByMonth(rows: readonly Outage[], calendar: MeasuredCalendar, until: number): Float64Array {
  const byCalendar = downtimes.get(rows) ?? new WeakMap<MeasuredCalendar, Downtime>()
  downtimes.set(rows, byCalendar)
  const known = byCalendar.get(calendar)
  if (known?.until === until) return known.seconds
  const { time, agreed, starts } = calendar
  const { down } = outagesIn(rows, time.zone)
  const made = agreed.map((most, index) => Math.min(most, downtimeWithin(time, down, { start: starts[index] ?? 0, end: Math.min(starts[index + 1] ?? 0, until) })))
  byCalendar.set(calendar, { until, seconds: made })
  return made
}

const incidentsRead = new WeakMap<readonly Incident[], WeakMap<CalendarTime, IncidentTimes<Incident>>>()

/** A service's incidents by a calendar. */
export function incidentsIn(rows: readonly Incident[], time: CalendarTime): IncidentTimes<Incident> {
  const byTime = incidentsRead.get(rows) ?? new WeakMap<CalendarTime, IncidentTimes<Incident>>()
  incidentsRead.set(rows, byTime)
  const known = byTime.get(time) ?? incidentTimes(rows, time, incidentColumnsOf(rows))
  byTime.set(time, known)
  return known
}

/** The months over which a target's calendar has to be known: of incidents as far as any of them reaches. */
export function calendarMonths({ computation }: Pick<ServiceTarget, 'computation'>, months: MonthSpan, { incidentsReach }: KeptRecords): MonthSpan {
  return computation === 'incidents' ? { first: months.first, last: Math.max(months.last, incidentsReach) } : months
}
