/** Days and times as a log writes them, in the local time of the place where the work ran: no time zone, no clock of this machine. */
import { isIsoDate, type IsoDate } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'

/** A second of local time; `secondOfDay` is 0 to 86,399. */
export type LocalTime = { readonly day: IsoDate; readonly secondOfDay: number }

declare const loggedTimeBrand: unique symbol
/**
 * A time as a log writes it, in the local time of the place: `2003-10-14T16:59`, with or without seconds, with an offset (`-05:00`) where
 * the clock is set back and an hour comes twice.
 */
export type LoggedTime = string & { readonly [loggedTimeBrand]: true }

const LOGGED_TIME = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:[+-][01]\d:[0-5]\d)?$/

/** @example isLoggedTime('2003-10-26T01:30-05:00') // true */
export function isLoggedTime(text: string): text is LoggedTime {
  const [, day = ''] = LOGGED_TIME.exec(text) ?? []
  return isIsoDate(day)
}

const SECONDS_PER_DAY = 86_400
const LOCAL_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?$/

/**
 * Reads `2003-10-14T16:59`, with or without seconds. Refused (`not-an-instant`) with a time zone, which the log of a system
 * does not have, and where day or time do not exist.
 *
 * @example readLocalTime('2003-10-14T16:59') // { ok: true, value: { day: '2003-10-14', secondOfDay: 61140 } }
 */
export function readLocalTime(text: string): Result<LocalTime, Issue> {
  const [, day = '', ...parts] = LOCAL_TIME.exec(text.trim()) ?? []
  const [hour = 24, minute = 60, second = 0] = parts.flatMap((part) => (part === undefined ? [] : [Number.parseInt(part, 10)]))
  if (isIsoDate(day) && hour < 24 && minute < 60 && second < 60) return ok({ day, secondOfDay: hour * 3600 + minute * 60 + second })
  return refused(issue('not-an-instant', `"${text.trim().slice(0, 40)}" is no time.`, { remedy: 'Write day and local time without a time zone, such as 2003-10-14T16:59.' }))
}

/** Days since 1970-01-01, by the Gregorian calendar. @example dayNumber('1970-01-02') // 1 */
export function dayNumber(day: IsoDate): number {
  const [year = 0, month = 0, date = 0] = day.split('-').map((part) => Number.parseInt(part, 10))
  // The year begins in March, so that the leap day is its last; a cycle of 400 years has 146,097 days.
  const shifted = month > 2 ? year : year - 1
  const monthFromMarch = (month + 9) % 12
  const yearDays = 365 * shifted + Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400)
  return yearDays + Math.floor((153 * monthFromMarch + 2) / 5) + date - 1 - 719_468
}

/** 1 is Monday, 7 is Sunday. @example weekday('2003-10-13') // 1 */
export function weekday(day: IsoDate): number {
  // 1970-01-01 was a Thursday.
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
}

/** Seconds from one time to a later one; negative when it is earlier. Changes of the clock in between are not known and not counted. */
export function secondsBetween(from: LocalTime, to: LocalTime): number {
  return (dayNumber(to.day) - dayNumber(from.day)) * SECONDS_PER_DAY + to.secondOfDay - from.secondOfDay
}
