/** Reads a case of availability: JSON of a person's own hand, strictly. */
import { decimal, readDecimal, type Factor } from '../../decimal.ts'
import { parseExactJson } from '../../exact-json.ts'
import { isoDate, type IsoDate } from '../../fiscal-year.ts'
import { issue, type Issue } from '../../issues.ts'
import { JsonFields, type Report } from '../../json-fields.ts'
import { OUTAGE_KINDS, OUTAGE_WORDINGS, WEEK_STARTS, WINDOW_RULES, type MaintenanceWindow } from '../../model/level-tables.ts'
import { ok, refused, type Result } from '../../result.ts'
import { isLoggedTime, type LoggedTime } from '../../usage/local-time.ts'
import type { AvailabilityCase } from './availability-case.ts'
import { localMidnight, SECONDS_PER_DAY } from './logged-instant.ts'

const MOST_OUTAGES = 100_000
const MOST_WINDOWS = 100
const MOST_HOLIDAYS = 2_000
/** Ten years. */
const MOST_DAYS = 3_660
const MOST_ISSUES = 50
const MOST_MINUTES = 10_080
const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** What `template availability` prints: a month of a service around the clock, with a window on the Friday of the second week. */
export const AVAILABILITY_CASE_TEMPLATE = `{
  "about": "Times are local to the zone; a time in the hour that comes twice may carry its offset, such as -05:00. The period goes from a day to before another.",
  "timeZone": "America/New_York",
  "hours": "24x7",
  "from": "2003-10-01",
  "to": "2003-11-01",
  "goal": 99.9,
  "warning": 99.95,
  "wording": "standard",
  "holidays": [],
  "windows": [
    { "rule": "weekday-of-week", "ordinal": 2, "weekday": "friday", "weekStartsOn": "sunday", "startTime": "18:00", "minutes": 120,
      "about": "rule is weekly, weekday-of-month (the second Friday), weekday-of-week (the Friday of the second week) or once (with onDate). ordinal is 1 to 6, or -1 for the last. Without startTime a window lessens agreed time only." }
  ],
  "outages": [
    { "code": "O-1", "start": "2003-10-14T09:00", "end": "2003-10-14T09:30", "kind": "unplanned", "about": "An outage without an end lasts to the end of the period, or to until; of a period that is not over to the end of today." },
    { "code": "O-2", "start": "2003-10-18T22:00", "end": "2003-10-19T02:00", "kind": "planned" }
  ]
}
`

const NO_DAY: IsoDate = isoDate('1970-01-01')

function readTime(fields: JsonFields, name: string): LoggedTime | null {
  if (!fields.has(name)) return null
  const text = fields.text(name)
  if (isLoggedTime(text)) return text
  fields.wrong('not-an-instant', `"${name}" is no time.`, 'Write it as 2003-10-14T16:59, with an offset such as -05:00 where the hour comes twice.')
  return null
}

function readPercentage(fields: JsonFields, name: string): Factor | null {
  if (!fields.has(name)) return null
  const quantity = fields.quantity(name)
  if (decimal(quantity).gt(100)) fields.wrong('number-out-of-range', `"${name}" is ${quantity}.`, 'It is a percentage from 0 to 100.')
  const read = readDecimal<'1'>(quantity)
  return read.ok ? read.value : null
}

function readDay(fields: JsonFields, name: string): IsoDate {
  const day = fields.day(name)
  if (day === null && !fields.has(name)) fields.wrong('text-missing', `"${name}" is missing.`, 'Write it as 2003-10-14.')
  return day ?? NO_DAY
}

function readOrdinal(fields: JsonFields): number {
  const value = fields.get('ordinal')
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  if (/^(?:-1|[1-6])$/.test(text)) return Number.parseInt(text, 10)
  fields.wrong('number-out-of-range', '"ordinal" has to be 1 to 6, or -1 for the last.', 'Correct it.')
  return 1
}

function readWindow(value: unknown, { where, report, index }: { readonly where: string; readonly report: Report; readonly index: number }): MaintenanceWindow {
  const fields = new JsonFields(value, { where, report })
  const rule = fields.choice('rule', WINDOW_RULES)
  const startTime = fields.has('startTime') ? fields.text('startTime') : null
  if (startTime !== null && !/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(startTime)) fields.wrong('not-an-instant', '"startTime" is no time of a day.', 'Write it as 18:00.')
  const window: MaintenanceWindow = {
    id: `window-${index}`, calendarId: '', position: index, rule, note: '', startTime, minutes: fields.whole('minutes', { least: 1, most: MOST_MINUTES }),
    ordinal: rule === 'weekday-of-month' || rule === 'weekday-of-week' ? readOrdinal(fields) : null, weekday: rule === 'once' ? null : DAY_NAMES.indexOf(fields.choice('weekday', DAY_NAMES)) + 1,
    weekStartsOn: fields.has('weekStartsOn') ? fields.choice('weekStartsOn', WEEK_STARTS) : 'sunday', onDate: rule === 'once' ? readDay(fields, 'onDate') : null,
    effectiveFrom: fields.has('effectiveFrom') ? readDay(fields, 'effectiveFrom') : isoDate('1900-01-01'), effectiveUntil: fields.day('effectiveUntil'),
  }
  fields.finish()
  return window
}

function readOutage(value: unknown, { where, report, index }: { readonly where: string; readonly report: Report; readonly index: number }): AvailabilityCase['outages'][number] | null {
  const fields = new JsonFields(value, { where, report })
  const startedAt = readTime(fields, 'start')
  if (startedAt === null && !fields.has('start')) fields.wrong('text-missing', '"start" is missing.', 'Write it as 2003-10-14T16:59.')
  const outage = { id: `outage-${index}`, code: fields.optionalText('code', `Outage ${index + 1}`), endedAt: readTime(fields, 'end'), kind: fields.has('kind') ? fields.choice('kind', OUTAGE_KINDS) : ('unplanned' as const) }
  fields.finish()
  return startedAt === null ? null : { ...outage, startedAt }
}

/**
 * Reads a case from the text of a file. Refused, with the place named, where the text is no JSON, a field is missing, unknown or wrong,
 * or the period has no days. What is wrong with the calendar and the times among each other is said when the case is computed.
 *
 * @example readAvailabilityCase(AVAILABILITY_CASE_TEMPLATE) // { ok: true, value: { from: '2003-10-01', to: '2003-11-01', ... } }
 */
export function readAvailabilityCase(text: string): Result<AvailabilityCase> {
  const parsed = parseExactJson(text, 'The case')
  if (!parsed.ok) return refused([parsed.failure])
  const issues: Issue[] = []
  const report: Report = (found) => void issues.push(found)
  const top = new JsonFields(parsed.value, { where: 'The case', report })
  const [from, to] = [readDay(top, 'from'), readDay(top, 'to')]
  const days = (localMidnight(to) - localMidnight(from)) / SECONDS_PER_DAY
  if (issues.length === 0 && days <= 0) top.wrong('dates-out-of-order', 'the period ends before it has a day.', '"to" is the first day after it.')
  if (days > MOST_DAYS) top.wrong('too-many-rows', `the period has ${days} days.`, `At most ${MOST_DAYS} can be computed.`)
  const listed = (name: string, most: number): readonly unknown[] => (top.has(name) ? top.list(name, most) : [])
  const holidays = listed('holidays', MOST_HOLIDAYS).map((each, index) => readDay(new JsonFields({ date: each }, { where: `Holiday ${index + 1}`, report }), 'date'))
  const windows = listed('windows', MOST_WINDOWS).map((each, index) => readWindow(each, { where: `Window ${index + 1}`, report, index }))
  const outages = listed('outages', MOST_OUTAGES).flatMap((each, index) => readOutage(each, { where: `Outage ${index + 1}`, report, index }) ?? [])
  const value: AvailabilityCase = {
    calendar: { timeZone: top.has('timeZone') ? top.text('timeZone') : 'UTC', hours: top.has('hours') ? top.text('hours') : '24x7', observedHolidays: 'state' },
    holidays: holidays.map((date) => ({ date, scope: 'state' })), windows, outages, from, to, until: readTime(top, 'until'), goal: readPercentage(top, 'goal'), warning: readPercentage(top, 'warning'),
    wording: top.has('wording') ? top.choice('wording', OUTAGE_WORDINGS) : 'standard',
  }
  top.finish()
  if (value.goal !== null && value.warning !== null && decimal(value.warning).lt(decimal(value.goal))) issues.push(issue('number-out-of-range', `The warning of ${value.warning} lies below the goal of ${value.goal}.`, { remedy: 'Write a warning at or above the goal.' }))
  return issues.length > 0 ? refused(issues.slice(0, MOST_ISSUES)) : ok(value)
}
