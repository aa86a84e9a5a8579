/** A stand-alone case of availability: a calendar, windows, outages and a period, without a model (SLM-1, SLM-2). */
import { Decimal, toText, type Factor } from '../../decimal.ts'
import type { IsoDate } from '../../fiscal-year.ts'
import type { Issue } from '../../issues.ts'
import type { MaintenanceWindow, Outage } from '../../model/level-tables.ts'
import { ok, refused, type Result } from '../../result.ts'
import type { LoggedTime } from '../../usage/local-time.ts'
import { outageAhead } from '../dated-ahead.ts'
import { availabilityOf, serviceTime, type ServiceTime } from './availability.ts'
import { calendarTime, midnight, timedWindows, type CalendarRows } from './calendar-time.ts'
import { errorBudget } from './error-budget.ts'
import { levelStatus, type Judged, type NoValue } from './level-status.ts'
import type { ErrorBudget } from './level-values.ts'
import { clockText, dayAfter, dayText, firstDayOf, instantOfLogged, localMidnight, monthNumberOfDay, SECONDS_PER_DAY } from './logged-instant.ts'
import { outagesWithin, outageTimes } from './outage-spans.ts'
import { secondsWithin } from './spans.ts'

export type AvailabilityCase = CalendarRows & {
  readonly outages: readonly Pick<Outage, 'id' | 'code' | 'startedAt' | 'endedAt' | 'kind'>[]
  readonly from: IsoDate
  /** The first day that is no part of it. */
  readonly to: IsoDate
  /** What has not ended counts up to here, where it is null to the end of the period; never further than to that of the day on which it is looked at. */
  readonly until: LoggedTime | null
  readonly goal: Factor | null
  readonly warning: Factor | null
  readonly wording: 'standard' | 'excludes-unplanned'
}

export type PeriodFigures = ServiceTime & { readonly from: string; readonly to: string; /** Null: nothing is agreed in it, or it has not begun. */ readonly availability: Factor | null }
/** How much of an outage lies in agreed time of the period, planned or not; where outages overlap, the downtime is less than their sum. */
export type OutageFigures = { readonly code: string; readonly kind: Outage['kind']; readonly start: string; readonly end: string | null; readonly agreedSeconds: number }
export type WindowFigures = { readonly window: MaintenanceWindow; readonly start: string; readonly seconds: number; readonly isTimed: boolean }

export type AvailabilityAnswer = {
  readonly whole: PeriodFigures
  /** The months of the period, the first and the last cut to it; empty where it lies in one. */
  readonly months: readonly PeriodFigures[]
  readonly outages: readonly OutageFigures[]
  /** What each window takes of the service hours; seconds of two that overlap stand at both. */
  readonly windows: readonly WindowFigures[]
  /** Null: nothing was promised. A period that has not begun is said to have no data all the same. */
  readonly judged: Judged | NoValue | null
  /** The period has days that are not over: it is neither held nor missed. */
  readonly isInProgress: boolean
  readonly budget: ErrorBudget | null
  readonly asWorded: Factor | null
  readonly issues: readonly Issue[]
}

const EVERYTHING: Factor = toText<'1'>(new Decimal(100))

function monthsOf(from: number, to: number): readonly { readonly from: number; readonly to: number }[] {
  const [first, last] = [monthNumberOfDay(from), monthNumberOfDay(to - 1)]
  return first === last ? [] : Array.from({ length: last - first + 1 }, (_, index) => ({ from: Math.max(from, firstDayOf(first + index)), to: Math.min(to, firstDayOf(first + index + 1)) }))
}

/** Computes a case. Refused where the calendar cannot be read, or an unplanned outage is dated after `today`. @example availabilityOfCase(given, today).value.whole.availability // '99.9' */
export function availabilityOfCase(given: AvailabilityCase, today: IsoDate): Result<AvailabilityAnswer> {
  const ahead = given.outages.flatMap((row) => {
    const found = outageAhead(row, today)
    return found === null ? [] : [{ ...found.issue, message: `${row.code}: ${found.issue.message}` }]
  })
  if (ahead.length > 0) return refused(ahead)
  const days = { from: localMidnight(given.from) / SECONDS_PER_DAY, to: localMidnight(given.to) / SECONDS_PER_DAY }
  const time = calendarTime(given, days)
  if (!time.ok) return refused(time.failure)
  const { zone, hours, agreed, lessened } = time.value
  const read = outageTimes(given.outages, zone)
  const isAhead = given.from > today
  const until = Math.min(midnight(zone, dayAfter(today)), given.until === null ? Number.POSITIVE_INFINITY : instantOfLogged(given.until, zone).instant)
  const figures = (period: { readonly from: number; readonly to: number }): PeriodFigures => {
    const seconds = serviceTime(time.value, read.down, { ...period, until })
    return { from: dayText(period.from), to: dayText(period.to), ...seconds, availability: dayText(period.from) > today ? null : availabilityOf(seconds) }
  }
  const whole = figures(days)
  const span = { start: midnight(zone, days.from), end: midnight(zone, days.to) }
  const target = given.goal === null ? null : { direction: 'at-least', goal: given.goal, warning: given.warning, unit: '%' } as const
  return ok({
    whole, months: monthsOf(days.from, days.to).map(figures),
    outages: outagesWithin(read, span).map(({ row, start, end }) => ({ code: row.code, kind: row.kind, start: clockText(zone, start), end: Number.isFinite(end) ? clockText(zone, end) : null, agreedSeconds: secondsWithin(agreed, Math.max(start, span.start), Math.min(end, span.end, until)) })),
    windows: [
      ...timedWindows(given.windows, { zone, days }).filter(({ start, end }) => start < span.end && end > span.start).map(({ window, start, end }) => ({ window, start: clockText(zone, start), seconds: secondsWithin(hours, Math.max(start, span.start), Math.min(end, span.end)), isTimed: true })),
      ...lessened.map(({ window, day, seconds }) => ({ window, start: dayText(day), seconds, isTimed: false })),
    ],
    judged: isAhead ? { status: 'no-data', why: `No data: the period from ${given.from} has not come yet.` } : target === null ? null : levelStatus({ target, values: [whole.availability], policy: { worseningPeriods: 3 } }),
    isInProgress: given.to > today, budget: given.goal === null || isAhead ? null : errorBudget({ goal: given.goal, agreedSeconds: whole.agreedSeconds, usedSeconds: whole.downtimeSeconds }),
    asWorded: given.wording === 'excludes-unplanned' && whole.availability !== null ? EVERYTHING : null, issues: read.issues,
  })
}
