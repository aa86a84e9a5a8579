/**
 * The periods by which a target is judged: its months, or the quarters or years of the fiscal year (SLM-3).
 *
 * A period counts once, and only when it is over: in its last month, which lies before the month of the day on which it is looked at. Until then
 * its value is one so far, and neither held nor missed. A target that is retired ends its last period with its last month.
 *
 * A period that is over has the value of those of its months that have one, also where its last month has none, and says which are missing; it has
 * no data only where none of them has. One that is not over has no value so far in a month without data.
 */
import type { ServiceTarget } from '../../model/level-tables.ts'
import { monthNumber, monthOfNumber } from '../../month.ts'
import { holdsIn } from './target-figures.ts'

type Window = Pick<ServiceTarget, 'window'>

/** The first month of the window that ends in a month; quarters and years are those of the fiscal year. */
export function windowStart({ window }: Window, at: number, firstMonth: number): number {
  if (window === 'month') return at
  const inYear = (((at % 12) - (firstMonth - 1)) + 12) % 12
  return window === 'quarter' ? at - (inYear % 3) : at - inYear
}

/** The month in which the period before ends: a month before; of a quarter the last month of the quarter before, of a year to date that of the year before. */
export function periodBefore(target: Window, at: number, firstMonth: number): number {
  return windowStart(target, at, firstMonth) - 1
}

const MONTHS: Readonly<Record<ServiceTarget['window'], number>> = { month: 1, quarter: 3, 'year-to-date': 12 }

/** The last month of the period in which a month lies. @example periodEnd(target, monthNumber('2003-08'), 7) === monthNumber('2003-09') // true, of a quarter */
export function periodEnd(target: Window & Pick<ServiceTarget, 'retiredFrom'>, at: number, firstMonth: number): number {
  const end = windowStart(target, at, firstMonth) + MONTHS[target.window] - 1
  return target.retiredFrom === null ? end : Math.max(at, Math.min(end, monthNumber(target.retiredFrom) - 1))
}

/** True where a period that is over ends with the month: it counts with this month's value. */
export function endsPeriod(target: Window & Pick<ServiceTarget, 'effectiveFrom' | 'retiredFrom'>, at: number, { firstMonth, present }: { readonly firstMonth: number; /** The month of the day on which it is looked at. */ readonly present: number }): boolean {
  return at < present && at === periodEnd(target, at, firstMonth) && holdsIn(target, monthOfNumber(at))
}

export type PeriodWord = 'month' | 'quarter' | 'year'
const WORDS: Readonly<Record<ServiceTarget['window'], PeriodWord>> = { month: 'month', quarter: 'quarter', 'year-to-date': 'year' }

/** @example periodWord({ window: 'year-to-date' }) // 'year' */
export function periodWord({ window }: Window): PeriodWord {
  return WORDS[window]
}
