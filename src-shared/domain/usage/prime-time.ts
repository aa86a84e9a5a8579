/** Prime or non-prime (BILL-3): the start of a job decides, whenever it ends. */
import { compareRatios, ratioOf } from '../costs/ratio.ts'
import { ok, type Result } from '../result.ts'
import { weekday, type LocalTime } from './local-time.ts'
import type { Holiday, RatingRules } from './rating-rules.ts'
import { parametersOn } from './rule-nodes.ts'

export type TimeClass = {
  readonly period: 'prime' | 'non-prime'
  /** In words, for an explanation: `Monday 16:59, from 8 to before 17`. */
  readonly why: string
  readonly notes: readonly string[]
}

const WEEKDAYS = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const SECONDS_PER_HOUR = 3600n

const knownHolidays = new WeakMap<readonly Holiday[], { readonly byDay: ReadonlyMap<string, readonly Holiday[]>; readonly years: ReadonlySet<string> }>()

/** Looked through once for all days that are asked for. */
function calendarOf(holidays: readonly Holiday[]): { readonly byDay: ReadonlyMap<string, readonly Holiday[]>; readonly years: ReadonlySet<string> } {
  const known = knownHolidays.get(holidays)
  if (known !== undefined) return known
  const calendar = { byDay: Map.groupBy(holidays, ({ date }) => date), years: new Set(holidays.map(({ date }) => date.slice(0, 4))) }
  knownHolidays.set(holidays, calendar)
  return calendar
}

/** The holiday that keeps a day free of prime time; county holidays count where the switch says so. */
export function holidayOn(holidays: readonly Holiday[], day: string, withCounty: boolean): Holiday | undefined {
  return calendarOf(holidays).byDay.get(day)?.find((each) => each.scope === 'state' || withCounty)
}

/**
 * Whether work that starts at a local time is prime (BILL-3; description of services, Prime / Non-Prime): on a weekday of prime time,
 * from its first hour to before its last, not on a holiday. Hours may have fractions (8.5 is 8:30). Refused where a parameter is
 * missing. A note says where the rules have no holidays of the year at all.
 *
 * @example primeOrNot(rules, { day: '2003-10-14', secondOfDay: 61140 }) // Tuesday 16:59: { period: 'prime', ... }
 */
export function primeOrNot(rules: Pick<RatingRules, 'parameters' | 'holidays'>, start: LocalTime): Result<TimeClass> {
  const read = parametersOn(rules, start.day, ['prime-first-weekday', 'prime-last-weekday', 'prime-from-hour', 'prime-until-hour', 'county-holidays'])
  if (!read.ok) return read
  const parameters = read.value
  const day = weekday(start.day)
  const year = start.day.slice(0, 4)
  const knowsYear = calendarOf(rules.holidays).years.has(year)
  const notes = knowsYear ? [] : [`The rules have no holidays of ${year}: every weekday of it counts as a working day.`]
  const timeClass = (period: TimeClass['period'], why: () => string): Result<TimeClass> => ok({ period, notes, get why(): string { return `${WEEKDAYS[day] ?? ''} ${start.day} ${clock(start.secondOfDay)}: ${why()}` } })
  const nonPrime = (why: () => string): Result<TimeClass> => timeClass('non-prime', why)
  if (day < parameters.whole('prime-first-weekday') || day > parameters.whole('prime-last-weekday')) return nonPrime(() => 'not a weekday of prime time')
  const holiday = holidayOn(rules.holidays, start.day, parameters.isOn('county-holidays'))
  if (holiday !== undefined) return nonPrime(() => `${holiday.name}, a holiday`)
  const hour = { numerator: BigInt(start.secondOfDay), denominator: SECONDS_PER_HOUR }
  const from = parameters.value('prime-from-hour')
  const until = parameters.value('prime-until-hour')
  if (compareRatios(hour, ratioOf(from)) < 0n) return nonPrime(() => `before ${from} hours`)
  if (compareRatios(hour, ratioOf(until)) >= 0n) return nonPrime(() => `not before ${until} hours`)
  return timeClass('prime', () => `a working day, from ${from} to before ${until} hours`)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function clock(secondOfDay: number): string {
  const seconds = secondOfDay % 60
  return `${two(Math.floor(secondOfDay / 3600))}:${two(Math.floor(secondOfDay / 60) % 60)}${seconds === 0 ? '' : `:${two(seconds)}`}`
}
