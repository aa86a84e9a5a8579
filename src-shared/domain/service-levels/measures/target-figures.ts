/** A target's months as figures: each value is `factor x numerator / denominator`, so that a window of several months is one division. */
import type { Factor } from '../../decimal.ts'
import type { Issue } from '../../issues.ts'
import type { ServiceTarget } from '../../model/level-tables.ts'
import { monthNumber, monthOfNumber, type Month } from '../../month.ts'
import { ok, refused, type Result } from '../../result.ts'
import { midnight } from './calendar-time.ts'
import { countIncidents } from './incident-times.ts'
import { gapAt, type KeptRecords, type MonthSpan } from './kept-records.ts'
import { firstDayOf } from './logged-instant.ts'
import { calendarMonths, countedUntil, downtimeByMonth, incidentsIn, measuredCalendar, outagesIn, type MeasuredCalendar, type TargetSources } from './target-sources.ts'

export type TargetFigures = {
  readonly months: MonthSpan
  /** 100 of a percentage. */
  readonly factor: 1 | 100
  /** Agreed seconds less downtime, incidents within the limit, or seconds that incidents took. */
  readonly numerators: Float64Array
  /** Agreed seconds, incidents, or 60 for each incident; of availability also of a typed month, whose weight it is. */
  readonly denominators: Float64Array
  /** 1: the records give the month a value. */
  readonly computed: Uint8Array
  /** What was typed stands instead, by the month's number. */
  readonly typed: ReadonlyMap<number, Factor>
  readonly issues: readonly Issue[]
}

/** Availability is weighed by agreed time over several months; what is typed of others, each month alike. */
export function isAvailability({ metric, computation }: Pick<ServiceTarget, 'metric' | 'computation'>): boolean {
  return computation === 'outages' || (computation === 'typed' && metric === 'availability')
}

/** True where the target holds in a month. */
export function holdsIn({ effectiveFrom, retiredFrom }: Pick<ServiceTarget, 'effectiveFrom' | 'retiredFrom'>, month: Month): boolean {
  return month >= effectiveFrom && (retiredFrom === null || month < retiredFrom)
}

const NOTHING_TYPED: ReadonlyMap<number, Factor> = new Map()

function typedIn({ target, measurements }: TargetSources, months: MonthSpan): ReadonlyMap<number, Factor> {
  if (measurements.length === 0) return NOTHING_TYPED
  const typed = new Map<number, Factor>()
  for (const { month, value } of measurements) {
    const at = monthNumber(month)
    if (at >= months.first && at <= months.last && holdsIn(target, month)) typed.set(at, value)
  }
  return typed
}

type Columns = Pick<TargetFigures, 'factor' | 'numerators' | 'denominators' | 'computed' | 'issues'>

/** The places of the months in which the target holds and records are kept. */
function keptPlaces(target: ServiceTarget, months: MonthSpan, kept: MonthSpan | null): { readonly from: number; readonly to: number } {
  if (kept === null) return { from: 0, to: 0 }
  const until = target.retiredFrom === null ? kept.last : Math.min(kept.last, monthNumber(target.retiredFrom) - 1)
  return { from: Math.max(0, Math.max(kept.first, monthNumber(target.effectiveFrom)) - months.first), to: Math.max(0, Math.min(until, months.last) - months.first + 1) }
}

function availabilityColumns({ target, outages }: TargetSources, calendar: MeasuredCalendar, records: KeptRecords): Columns {
  const { agreed, months, time } = calendar
  const computed = new Uint8Array(agreed.length)
  if (target.computation !== 'outages') return { factor: 100, numerators: new Float64Array(agreed.length), denominators: agreed, computed, issues: [] }
  const kept = records.outages
  const down = downtimeByMonth(outages, calendar, countedUntil(calendar, records))
  const { from, to } = keptPlaces(target, months, kept)
  for (let at = from; at < to; at += 1) computed[at] = (agreed[at] ?? 0) > 0 && (kept === null || gapAt(kept, months.first + at) === undefined) ? 1 : 0
  return { factor: 100, numerators: agreed.map((seconds, at) => seconds - (down[at] ?? 0)), denominators: agreed, computed, issues: outagesIn(outages, time.zone).issues }
}

/** The instant up to which incidents that are still open have waited: no further than today. */
export function waitedUntil({ time }: MeasuredCalendar, { incidents, tomorrow }: KeptRecords): number {
  return incidents === null ? Number.NEGATIVE_INFINITY : midnight(time.zone, Math.min(firstDayOf(incidents.last + 1), tomorrow))
}

function incidentColumns({ target, incidents }: TargetSources, { calendar, months, kept }: { readonly calendar: MeasuredCalendar; readonly months: MonthSpan; readonly kept: KeptRecords }): Columns {
  const { time } = calendar
  const length = months.last - months.first + 1
  const [numerators, denominators, computed] = [new Float64Array(length), new Float64Array(length), new Uint8Array(length)]
  const read = incidentsIn(incidents, time)
  const isShare = target.statistic === 'percent-within-limit'
  const { from, to } = keptPlaces(target, months, kept.incidents)
  countIncidents(read, { target, time, until: waitedUntil(calendar, kept) }, (index, seconds, isWithin) => {
    const at = (read.months[index] ?? 0) - months.first
    if (at < from || at >= to) return
    numerators[at] = (numerators[at] ?? 0) + (isShare ? Number(isWithin) : (seconds ?? 0))
    denominators[at] = (denominators[at] ?? 0) + (isShare ? 1 : 60)
    computed[at] = 1
  })
  return { factor: isShare ? 100 : 1, numerators, denominators, computed, issues: read.issues }
}

function plainColumns(months: MonthSpan): Columns {
  const length = months.last - months.first + 1
  return { factor: 1, numerators: new Float64Array(length), denominators: new Float64Array(length), computed: new Uint8Array(length), issues: [] }
}

/** A target's months. Refused where its calendar cannot be read; what is typed then still stands, see `typedFigures`. */
export function targetFigures(sources: TargetSources, months: MonthSpan, kept: KeptRecords): Result<TargetFigures> {
  const typed = typedIn(sources, months)
  if (sources.target.computation === 'typed' && !isAvailability(sources.target)) return ok({ months, typed, ...plainColumns(months) })
  const calendar = measuredCalendar(sources, calendarMonths(sources.target, months, kept))
  if (!calendar.ok) return refused(calendar.failure)
  const columns = isAvailability(sources.target) ? availabilityColumns(sources, calendar.value, kept) : incidentColumns(sources, { calendar: calendar.value, months, kept })
  return ok({ months, typed, ...columns })
}

/** Only what is typed, with the reason why nothing else is there. */
export function typedFigures(sources: TargetSources, months: MonthSpan, issues: readonly Issue[]): TargetFigures {
  return { months, typed: typedIn(sources, months), ...plainColumns(months), issues }
}

/** Why a month has no value, in a sentence. */
export function whyNothing({ target, calendar }: TargetSources, at: number, { figures, kept }: { readonly figures: TargetFigures; readonly kept: KeptRecords }): string {
  if (!holdsIn(target, monthOfNumber(at))) return at < monthNumber(target.effectiveFrom) ? `No data: ${target.code} holds from ${target.effectiveFrom} on.` : `No data: ${target.code} is retired from ${target.retiredFrom ?? ''} on.`
  if (target.computation === 'typed') return 'No data: nothing was measured in this month.'
  const [unreadable] = figures.issues.filter(({ subject }) => subject === undefined)
  if (unreadable !== undefined) return `No data: the calendar ${calendar?.name ?? ''} cannot be read. ${unreadable.message}`
  const [span, what] = target.computation === 'outages' ? [kept.outages, 'outages'] : [kept.incidents, 'incidents']
  if (span === null) return `No data: there are no records of ${what}.`
  if (at < span.first) return `No data: records of ${what} begin in ${monthOfNumber(span.first)}.`
  if (at > span.last) return `No data: records of ${what} reach to ${monthOfNumber(span.last)}.`
  const gap = gapAt(span, at)
  if (gap !== undefined) return `No data: there are no records of ${what} from ${monthOfNumber(gap.first)} to ${monthOfNumber(gap.last)}.`
  return target.computation === 'outages' ? 'No data: nothing is agreed in this month.' : 'No data: no incident that counts was opened in this month.'
}
