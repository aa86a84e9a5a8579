/** Agreed time and downtime of a month, down to windows and outages (SLM-1). */
import { node, sumNode } from '../../costs/explain-derivation-nodes.ts'
import { Decimal, toText, type AnyDecimalText } from '../../decimal.ts'
import type { Explanation } from '../../explanation.ts'
import type { Outage } from '../../model/level-tables.ts'
import { monthOfNumber, monthWords } from '../../month.ts'
import { midnight, timedWindows, type CalendarTime } from './calendar-time.ts'
import { clockText, dayText, firstDayOf, localMidnight, SECONDS_PER_DAY } from './logged-instant.ts'
import { outagesWithin, type ReadOutage } from './outage-spans.ts'
import { listOf, secondsWithin, spansOf, without, type Span, type Spans } from './spans.ts'
import { outagesIn, type MeasuredCalendar, type TargetSources } from './target-sources.ts'
import { windowWords } from './window-days.ts'

export const SECONDS = 'seconds'

export function numberText(value: number): AnyDecimalText {
  return toText(new Decimal(value))
}

export type MonthContext = { readonly sources: TargetSources; readonly calendar: MeasuredCalendar; readonly at: number; /** The instant up to which what has not ended lasts. */ readonly until: number }

function monthSpan(time: CalendarTime, at: number): Span {
  return { start: midnight(time.zone, firstDayOf(at)), end: midnight(time.zone, firstDayOf(at + 1)) }
}

function cut({ start, end }: Span, to: Span): Span {
  return { start: Math.max(start, to.start), end: Math.min(end, to.end) }
}

function hoursNode({ sources: { calendar: row, holidays }, calendar: { time }, at }: MonthContext): Explanation {
  const { start, end } = monthSpan(time, at)
  const [from, to] = [firstDayOf(at), firstDayOf(at + 1)]
  const closed = [...holidays.values()].filter(({ date, scope }) => {
    const day = localMidnight(date) / SECONDS_PER_DAY
    return day >= from && day < to && (scope === 'state' || row?.observedHolidays === 'state-and-county')
  })
  const without = closed.length === 0 ? '' : `, without ${closed.map(({ date, name }) => `${date} (${name})`).join(', ')}`
  const name = row === null ? 'No calendar: 24 hours on every day' : `Calendar ${row.name}: ${row.hours} in ${row.timeZone}`
  return node({
    label: `Service hours, ${monthWords(monthOfNumber(at))}`, value: numberText(secondsWithin(time.hours, start, end)), unit: SECONDS, ruleId: 'SLM-1',
    formula: `${name}, the ${to - from} days from ${dayText(from)} on${without}; by the clock on the wall.`, operation: { kind: 'typed' }, origin: row === null ? null : { table: 'serviceCalendar', id: row.id, source: row.source },
  }, () => [])
}

/** What each window takes of the service hours that windows before it have left. */
function windowNodes({ sources: { windows }, calendar: { time }, at }: MonthContext): readonly Explanation[] {
  const month = monthSpan(time, at)
  const timed = timedWindows(windows, { zone: time.zone, days: time }).filter(({ start, end }) => start < month.end && end > month.start)
  let left = time.hours
  const nodes = timed.map((occurrence) => {
    const span = cut(occurrence, month)
    const seconds = secondsWithin(left, span.start, span.end)
    left = without(left, spansOf([span]))
    return node({
      label: `Maintenance from ${clockText(time.zone, occurrence.start)}`, value: numberText(seconds), unit: SECONDS, ruleId: 'SLM-1', formula: `${windowWords(occurrence.window)}; what of it lies in service hours of the month and in no earlier window.`,
      operation: { kind: 'typed' }, origin: { table: 'maintenanceWindow', id: occurrence.window.id, source: occurrence.window.note },
    }, () => [])
  })
  const lessened = time.lessened.filter(({ day }) => day >= firstDayOf(at) && day < firstDayOf(at + 1)).map(({ window, day, seconds }) => node({
    label: `Maintenance on ${dayText(day)}`, value: numberText(seconds), unit: SECONDS, ruleId: 'SLM-1', formula: `${windowWords(window)}: it lessens agreed time only, at most what is agreed on that day.`,
    operation: { kind: 'typed' }, origin: { table: 'maintenanceWindow', id: window.id, source: window.note },
  }, () => []))
  return [...nodes, ...lessened]
}

/** Agreed seconds of a month: its service hours less its windows. */
export function agreedNode(context: MonthContext): Explanation {
  const { calendar: { agreed, months }, at } = context
  const label = `Agreed time, ${monthWords(monthOfNumber(at))}`
  const value = numberText(agreed[at - months.first] ?? 0)
  const windows = windowNodes(context)
  if (windows.length === 0) return node({ label, value, unit: SECONDS, ruleId: 'SLM-1', formula: 'The service hours; there is no planned maintenance.', operation: { kind: 'same' } }, () => [hoursNode(context)])
  const hours = hoursNode(context)
  const taken = sumNode({ label: 'Planned maintenance', value: numberText(windows.reduce((sum, each) => sum + Number(each.value), 0)), unit: SECONDS, ruleId: 'SLM-1', formula: 'The windows added up.' }, () => windows)
  return node({ label, value, unit: SECONDS, ruleId: 'SLM-1', formula: 'service hours - planned maintenance', operation: { kind: 'difference' } }, () => [hours, taken])
}

function lengthWords({ row, start, end }: ReadOutage<Outage>, time: CalendarTime): string {
  return `${clockText(time.zone, start)} to ${Number.isFinite(end) ? clockText(time.zone, end) : 'an end that is not known'}${row.kind === 'planned' ? ', planned' : ''}`
}

function outageNode(outage: ReadOutage<Outage>, { time, seconds, formula }: { readonly time: CalendarTime; readonly seconds: number; readonly formula: string }): Explanation {
  const { row } = outage
  return node({
    label: `${row.code === '' ? 'Outage' : row.code}${row.title === '' ? '' : `: ${row.title}`}`, value: numberText(seconds), unit: SECONDS, ruleId: 'SLM-1', formula: `${lengthWords(outage, time)}. ${formula}`,
    operation: { kind: 'typed' }, origin: { table: 'outage', id: row.id, source: row.source },
  }, () => [])
}

/** What each outage adds to those that began before it; planned ones stand there with nothing. */
function outageNodes({ sources: { outages }, calendar: { time }, at, until }: MonthContext): readonly Explanation[] {
  const { start: begin, end: over } = monthSpan(time, at)
  const month = { start: begin, end: Math.min(over, until) }
  const touching = outagesWithin(outagesIn(outages, time.zone), month)
  let counted: Spans = spansOf([])
  const unplanned = touching.filter(({ row }) => row.kind === 'unplanned').map((outage) => {
    const own = spansOf([cut(outage, month)])
    const added = without(own, counted)
    const seconds = listOf(added).reduce((sum, { start, end }) => sum + secondsWithin(time.agreed, start, end), 0)
    const all = secondsWithin(time.agreed, own.starts[0] ?? 0, own.ends[0] ?? 0)
    counted = spansOf([...listOf(counted), cut(outage, month)])
    return outageNode(outage, { time, seconds, formula: `What of it lies in agreed time of the month${outage.end > month.end && month.end < over ? ` up to ${clockText(time.zone, until)}, the end of the day on which it is looked at` : ''}${all > seconds ? `: ${all} seconds, ${all - seconds} of them in outages that began before` : ''}.` })
  })
  return [...unplanned, ...touching.filter(({ row }) => row.kind === 'planned').map((outage) => outageNode(outage, { time, seconds: 0, formula: 'Planned: no downtime.' }))]
}

/** Seconds of a month in which the service ran as agreed. */
export function upNode(context: MonthContext): Explanation {
  const { at } = context
  const agreed = agreedNode(context)
  const outages = outageNodes(context)
  const words = monthWords(monthOfNumber(at))
  const lost = outages.reduce((sum, each) => sum + Number(each.value), 0)
  const down = sumNode({ label: `Downtime, ${words}`, value: numberText(lost), unit: SECONDS, ruleId: 'SLM-1', formula: 'Unplanned outages within agreed time, each second once.' }, () => outages)
  const left = Number(agreed.value) - lost
  const difference = node({ label: `Agreed time without downtime, ${words}`, value: numberText(left), unit: SECONDS, ruleId: 'SLM-1', formula: 'agreed time - downtime', operation: { kind: 'difference' } }, () => [agreed, down])
  if (left >= 0) return difference
  return node({ label: `${difference.label}, not below zero`, value: numberText(0), unit: SECONDS, ruleId: 'SLM-1', formula: 'A window without a start time may have been anywhere in the day: downtime is at most what is agreed.', operation: { kind: 'not-below-zero' } }, () => [difference])
}
