/** Readers of texts for the fields of service levels: times of a log, months, figures in the unit of their target, calendars and services by name. */
import { choice, type FieldReader, type ReadContext } from '../costs/field-readers.ts'
import { MAX_PLACES, decimal, round, toText, type Factor } from '../decimal.ts'
import { isIsoDate } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import { nameKey } from '../model/integrity.ts'
import { TARGET_METRICS, type ServiceTarget } from '../model/level-tables.ts'
import { groupIndex } from '../model/table-index.ts'
import { readMonth, type Month } from '../month.ts'
import { ok, refused, type Result } from '../result.ts'
import { parseTyped } from '../typed-number.ts'
import { isLoggedTime, type LoggedTime } from '../usage/local-time.ts'
import { METRIC_SYNONYMS } from './target-defaults.ts'

/** What reads a text into a value of a field, and writes it back. */
export type LevelReader<Value> = Pick<FieldReader<Value>, 'read' | 'textOf'>

function missing(remedy: string): Result<never, Issue> {
  return refused(issue('text-missing', 'It cannot be empty.', { remedy }))
}

export function optional<Value>(reader: LevelReader<Value>): LevelReader<Value | null> {
  return { textOf: (value) => (value === null ? '' : reader.textOf(value)), read: (text, context) => (text.trim() === '' ? ok({ value: null, note: null }) : reader.read(text, context)) }
}

const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/
const CLOCK = /^(\d{1,2}):(\d{2})(:\d{2})?(?:\.0+)? ?(am|pm)?$/i

function dayOf(text: string): string {
  const [, month = '', day = '', year = ''] = AMERICAN.exec(text) ?? []
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function clockOf(text: string): string | undefined {
  const [, hours = '', minutes = '', seconds = '', half] = CLOCK.exec(text) ?? []
  if (hours === '') return undefined
  const hour = Number.parseInt(hours, 10)
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined
  const ofDay = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
  return `${String(ofDay).padStart(2, '0')}:${minutes}${seconds === ':00' ? '' : seconds}`
}

/**
 * A time as a log writes it: day and clock with a T or a space between them, with an offset where the clock stands still for an hour.
 * What is not quite so is read and noted: `3/14/2004 2:05 PM`, and a day alone, as a spreadsheet gives midnight.
 *
 * @example readLoggedTime('2004-03-14 02:05') // { ok: true, value: { value: '2004-03-14T02:05', note: null } }
 */
function readLoggedTime(text: string): Result<{ readonly value: LoggedTime; readonly note: Issue | null }, Issue> {
  const plain = text.trim()
  const [, day = '', clock = '', offset = ''] = /^([\d/-]+)(?:[T ]+(.*?)([+-]\d{2}:\d{2})?)?$/.exec(plain) ?? []
  const time = `${dayOf(day)}T${clock === '' ? '00:00' : (clockOf(clock) ?? clock)}${offset}`
  if (!isLoggedTime(time)) return refused(issue('not-an-instant', `"${plain.slice(0, 40)}" is no time.`, { remedy: 'Write day and local time, such as 2004-03-12T08:15.' }))
  if (clock === '') return ok({ value: time, note: issue('not-an-instant', `${plain} has no time of day and was read as midnight: ${time}.`, { severity: 'note' }) })
  return ok({ value: time, note: isIsoDate(day) ? null : issue('not-an-instant', `${plain} was read as month/day/year: ${time}.`, { severity: 'note' }) })
}

export const loggedTimeField: LevelReader<LoggedTime> = { textOf: (value) => value.replace('T', ' '), read: (text) => (text.trim() === '' ? missing('Write day and local time, such as 2004-03-12T08:15.') : readLoggedTime(text)) }
export const loggedTimeOrNull = optional(loggedTimeField)

export const monthField: LevelReader<Month> = {
  textOf: (value) => value,
  read(text) {
    const read = readMonth(text)
    return read.ok ? ok({ value: read.value, note: null }) : read
  },
}
export const monthOrNull = optional(monthField)

/** A figure in the unit of its target: 99.9 and 99.9 % are the same where the unit is per cent. */
export const figureField: LevelReader<Factor> = {
  textOf: (value) => toText(decimal(value)),
  read(text, { decimalSeparator }) {
    if (text.trim() === '') return missing('Write a number.')
    const typed = parseTyped(text, { decimalSeparator })
    if (!typed.ok) return typed
    if (typed.value.isCurrency) return refused(issue('unit-differs', `"${text.trim().slice(0, 40)}" is an amount in dollars.`, { remedy: 'Write it in the unit of the target.' }))
    return ok({ value: toText<'1'>(round(typed.value.value, MAX_PLACES)), note: null })
  },
}
export const figureOrNull = optional(figureField)

/** `18:00`. */
export const clockField: LevelReader<string> = {
  textOf: (value) => value,
  read(text) {
    const clock = clockOf(text.trim())
    return clock !== undefined && /^([01]\d|2[0-3]):[0-5]\d$/.test(clock) ? ok({ value: clock, note: null }) : refused(issue('not-an-instant', `"${text.trim().slice(0, 40)}" is no time of the clock.`, { remedy: 'Write it as 18:00.' }))
  },
}

/** `9`, `1` to `6`, `last`. */
export const ordinalField: LevelReader<number> = {
  textOf: (value) => (value === -1 ? 'last' : String(value)),
  read(text) {
    const plain = text.trim().toLowerCase()
    if (plain === 'last' || plain === '-1') return ok({ value: -1, note: null })
    return /^[1-6]$/.test(plain) ? ok({ value: Number.parseInt(plain, 10), note: null }) : refused(issue('number-out-of-range', `"${plain.slice(0, 40)}" is no week of a month.`, { remedy: 'Write 1 to 6, or "last".' }))
  },
}

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** `Friday`, `Fri` or 5. */
export const weekdayField: LevelReader<number> = {
  textOf: (value) => WEEKDAYS[value - 1] ?? '',
  read(text) {
    const plain = text.trim().toLowerCase()
    const at = /^[1-7]$/.test(plain) ? Number.parseInt(plain, 10) : WEEKDAYS.findIndex((each) => plain.length > 2 && each.toLowerCase().startsWith(plain)) + 1
    return at > 0 ? ok({ value: at, note: null }) : refused(issue('wrong-shape', `"${plain.slice(0, 40)}" is no day of the week.`, { remedy: 'Write it as Friday.' }))
  },
}

const servicesByName = groupIndex<'service'>((row) => nameKey(row.name))
const servicesByCode = groupIndex<'service'>((row) => nameKey(row.code))
const calendarsByName = groupIndex<'serviceCalendar'>((row) => nameKey(row.name))

function examples(names: Iterable<string>): string {
  const all = [...names]
  return `${all.slice(0, 5).join(', ')}${all.length > 5 ? ', and others' : ''}`
}

function only(ids: readonly string[] | undefined): string | undefined {
  return ids?.length === 1 ? ids[0] : undefined
}

/** By id, code or name. */
export const serviceField: LevelReader<string> = {
  textOf: (value) => value,
  read(text, { draft }: ReadContext) {
    const key = nameKey(text)
    const id = draft.service.has(text.trim()) ? text.trim() : (only(servicesByCode(draft.service).get(key)) ?? only(servicesByName(draft.service).get(key)))
    if (id !== undefined) return ok({ value: id, note: null })
    return refused(issue('unknown-reference', `The model has no service "${text.trim().slice(0, 40)}".`, { remedy: `Write the code or the name of a service of the catalog${draft.service.size === 0 ? '' : `, such as ${examples([...draft.service.values()].map(({ code, name }) => (code === '' ? name : code)))}`}.` }))
  },
}

/** By id or name; empty is round the clock. */
export const calendarField: LevelReader<string | null> = optional({
  textOf: (value) => value,
  read(text, { draft }: ReadContext) {
    const id = draft.serviceCalendar.has(text.trim()) ? text.trim() : only(calendarsByName(draft.serviceCalendar).get(nameKey(text)))
    if (id !== undefined) return ok({ value: id, note: null })
    return refused(issue('unknown-reference', `The model has no calendar "${text.trim().slice(0, 40)}".`, { remedy: draft.serviceCalendar.size === 0 ? 'Add the calendar first, or leave it empty for 24 hours on 7 days.' : `Write one of ${examples([...draft.serviceCalendar.values()].map(({ name }) => name))}, or leave it empty for 24 hours on 7 days.` }))
  },
})

/** A metric, also by other words for it. */
export const METRIC_READER: LevelReader<ServiceTarget['metric']> = choice(TARGET_METRICS, METRIC_SYNONYMS)
