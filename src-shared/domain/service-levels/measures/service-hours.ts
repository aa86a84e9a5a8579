/** The hours of a service calendar: `24x7`, or `Mon-Fri 07:00-17:00; Sat 09:00-12:00` (SLM-1). */
import { issue, type Issue } from '../../issues.ts'
import { ok, refused, type Result } from '../../result.ts'
import { SECONDS_PER_DAY } from './logged-instant.ts'

/** Seconds of a local day, half-open. */
export type DayRange = { readonly from: number; readonly to: number }
/** By weekday, 0 is Monday; each in order and not overlapping. */
export type ServiceHours = readonly (readonly DayRange[])[]

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const WHOLE_DAY: readonly DayRange[] = [{ from: 0, to: SECONDS_PER_DAY }]
const EXAMPLE = 'Write 24x7, or days and hours such as Mon-Fri 07:00-17:00; Sat 09:00-12:00.'
const PART = /^([a-z]{3})(?:\s*-\s*([a-z]{3}))?\s+(.+)$/
const RANGE = /^(\d{2}):(\d{2})\s*-\s*(\d{2}):(\d{2})$/

type Failure = { readonly problem: string; readonly remedy?: string }

/** `Mon-Fri` as places; a span may go over Sunday: `Sat-Mon`. */
function daysOf(first: string, last: string | undefined): readonly number[] | Failure {
  const wrong = [first, last].find((each) => each !== undefined && !DAYS.includes(each))
  if (wrong !== undefined) return { problem: `"${wrong}" is no weekday`, remedy: 'Weekdays are Mon, Tue, Wed, Thu, Fri, Sat and Sun.' }
  const from = DAYS.indexOf(first)
  const count = last === undefined ? 1 : ((DAYS.indexOf(last) - from + 7) % 7) + 1
  return Array.from({ length: count }, (_, index) => (from + index) % 7)
}

function secondOf(hour: string, minute: string): number | undefined {
  const [hours, minutes] = [Number.parseInt(hour, 10), Number.parseInt(minute, 10)]
  return minutes > 59 || hours > 24 || (hours === 24 && minutes > 0) ? undefined : hours * 3600 + minutes * 60
}

function rangeOf(text: string): DayRange | Failure {
  const [, fromHour = '', fromMinute = '', toHour = '', toMinute = ''] = RANGE.exec(text.trim()) ?? []
  if (fromHour === '') return { problem: `"${text.trim().slice(0, 40)}" is no span of hours`, remedy: 'Write it as 07:00-17:00; a day ends at 24:00.' }
  const [from, to] = [secondOf(fromHour, fromMinute), secondOf(toHour, toMinute)]
  if (from === undefined || to === undefined) return { problem: `"${text.trim()}" has a time that is none`, remedy: 'Times go from 00:00 to 24:00.' }
  if (to <= from) return { problem: `"${text.trim()}" does not end after it begins`, remedy: 'Hours over midnight are two spans: 22:00-24:00, and 00:00-06:00 of the next day.' }
  return { from, to }
}

function malformed({ problem, remedy = EXAMPLE }: Failure, part: number): Issue {
  return issue('wrong-shape', `Hours, part ${part}: ${problem}.`, { remedy })
}

/**
 * Reads the hours of a calendar. Refused with the part and the reason where they are malformed or overlap.
 *
 * @example readServiceHours('Mon-Fri 07:00-17:00') // { ok: true, value: [[{ from: 25200, to: 61200 }], ...] }
 */
export function readServiceHours(text: string): Result<ServiceHours, Issue> {
  const trimmed = text.trim().toLowerCase()
  if (trimmed === '24x7') return ok(DAYS.map(() => WHOLE_DAY))
  if (trimmed === '') return refused(issue('text-missing', 'The hours are missing.', { remedy: EXAMPLE }))
  const hours = DAYS.map(() => new Array<DayRange>())
  for (const [index, part] of trimmed.split(';').entries()) {
    const [, first, last, ranges = ''] = PART.exec(part.trim()) ?? []
    if (first === undefined) return refused(malformed({ problem: `"${part.trim().slice(0, 40)}" has no days and hours` }, index + 1))
    const days = daysOf(first, last)
    if ('problem' in days) return refused(malformed(days, index + 1))
    for (const each of ranges.split(',')) {
      const range = rangeOf(each)
      if ('problem' in range) return refused(malformed(range, index + 1))
      for (const day of days) {
        if (hours[day]?.some(({ from, to }) => range.from < to && from < range.to) === true) return refused(malformed({ problem: `"${each.trim()}" overlaps hours of ${DAYS[day] ?? ''} that stand before it`, remedy: 'Name each hour of a day once.' }, index + 1))
        hours[day]?.push(range)
      }
    }
  }
  return ok(hours.map((day) => day.toSorted((left, right) => left.from - right.from)))
}
