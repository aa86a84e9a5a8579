/** On which days a maintenance window falls (SLM-1). Days are days since 1970-01-01. */
import type { MaintenanceWindow } from '../../model/level-tables.ts'
import { assertNever } from '../../result.ts'
import { firstDayOf, localMidnight, monthNumberOfDay, SECONDS_PER_DAY, weekdayOf } from './logged-instant.ts'

const MONDAY = 1
const SUNDAY = 7

/** The n-th weekday of a month: the second Friday; -1 is the last one. */
function nthWeekday(month: number, weekday: number, ordinal: number): number {
  const [first, next] = [firstDayOf(month), firstDayOf(month + 1)]
  if (ordinal < 0) return next - 1 - ((weekdayOf(next - 1) - weekday + 7) % 7)
  return first + ((weekday - weekdayOf(first) + 7) % 7) + (ordinal - 1) * 7
}

/** The weekday of the n-th week: the first week is the one in which the first day lies, -1 the one of the last day. */
function weekdayOfWeek(month: number, { weekday, ordinal, startsOn }: { readonly weekday: number; readonly ordinal: number; readonly startsOn: number }): number {
  const anchor = ordinal < 0 ? firstDayOf(month + 1) - 1 : firstDayOf(month)
  const weekStart = anchor - ((weekdayOf(anchor) - startsOn + 7) % 7)
  return weekStart + ((weekday - startsOn + 7) % 7) + (ordinal < 0 ? 0 : (ordinal - 1) * 7)
}

function candidates(window: MaintenanceWindow, from: number, to: number): readonly number[] {
  const { rule, weekday, ordinal } = window
  if (rule === 'once') return window.onDate === null ? [] : [localMidnight(window.onDate) / SECONDS_PER_DAY]
  if (weekday === null) return []
  const firstOne = from + ((weekday - weekdayOf(from) + 7) % 7)
  if (rule === 'weekly') return Array.from({ length: Math.max(0, Math.ceil((to - firstOne) / 7)) }, (_, index) => firstOne + index * 7)
  if (ordinal === null || ordinal === 0) return []
  const months = Array.from({ length: monthNumberOfDay(to) - monthNumberOfDay(from) + 1 }, (_, index) => monthNumberOfDay(from) + index)
  switch (rule) {
    case 'weekday-of-month':
      // A fifth Friday that a month does not have is none.
      return months.flatMap((month) => inMonth(month, nthWeekday(month, weekday, ordinal)))
    case 'weekday-of-week':
      // Nor is the Friday of a first week that begins on a Saturday.
      return months.flatMap((month) => inMonth(month, weekdayOfWeek(month, { weekday, ordinal, startsOn: window.weekStartsOn === 'sunday' ? SUNDAY : MONDAY })))
    default:
      return assertNever(rule)
  }
}

function inMonth(month: number, day: number): readonly number[] {
  return day >= firstDayOf(month) && day < firstDayOf(month + 1) ? [day] : []
}

/**
 * The days from `from` to before `to` on which a window begins, within the time in which it holds.
 *
 * @example windowDays(secondFriday, { from: firstDayOf(monthNumber('2004-10')), to: firstDayOf(monthNumber('2004-11')) }) // one day, 2004-10-08
 */
export function windowDays(window: MaintenanceWindow, { from, to }: { readonly from: number; readonly to: number }): readonly number[] {
  const first = Math.max(from, localMidnight(window.effectiveFrom) / SECONDS_PER_DAY)
  const end = window.effectiveUntil === null ? to : Math.min(to, localMidnight(window.effectiveUntil) / SECONDS_PER_DAY)
  return first >= end ? [] : candidates(window, first, end).filter((day) => day >= first && day < end)
}

const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth'] as const
const WEEKDAYS = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** For people. @example windowWords(window) // 'second Friday of the month, 18:00, 120 minutes' */
export function windowWords({ rule, ordinal, weekday, weekStartsOn, onDate, startTime, minutes }: MaintenanceWindow): string {
  const day = WEEKDAYS[weekday ?? 0] ?? ''
  const nth = ordinal === -1 ? 'last' : (ORDINALS[ordinal ?? 0] ?? '')
  const when = rule === 'once' ? (onDate ?? '') : rule === 'weekly' ? `every ${day}` : rule === 'weekday-of-month' ? `${nth} ${day} of the month` : `${day} of the ${nth} week (weeks begin on ${weekStartsOn === 'sunday' ? 'Sunday' : 'Monday'})`
  return `${when}, ${startTime ?? 'no start time'}, ${minutes} minutes`
}
