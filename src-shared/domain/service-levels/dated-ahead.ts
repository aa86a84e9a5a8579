/** What is dated after the day of today has not happened: it is refused where it is typed and where it is imported (SLM-1). */
import type { IsoDate } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import type { Incident, Outage } from '../model/level-tables.ts'
import { monthOfDay, monthWords, type Month } from '../month.ts'
import type { LoggedTime } from '../usage/local-time.ts'
import { daysAfter } from './agreements/calendar-days.ts'

/** Where it is tomorrow already, a log is written in tomorrow's date. */
const DAYS_AHEAD = 1

/** Null where a time can have come, or there is none. @example aheadIssue('The outage starts', '2206-03-04T08:15', isoDate('2006-03-05'))?.message // 'The outage starts on 2206-03-04, after today (2006-03-05).' */
export function aheadIssue(words: string, time: LoggedTime | IsoDate | null, today: IsoDate): Issue | null {
  if (time === null || time.slice(0, 10) <= daysAfter(today, DAYS_AHEAD)) return null
  return issue('date-ahead', `${words} on ${time.slice(0, 10)}, after today (${today}).`, { remedy: 'Correct the date; or see that the clock of this machine is right.' })
}

/** A planned outage may lie ahead. Its first time that has not come, else null. */
export function outageAhead({ kind, startedAt, endedAt }: Pick<Outage, 'kind' | 'startedAt' | 'endedAt'>, today: IsoDate): { readonly field: 'startedAt' | 'endedAt'; readonly issue: Issue } | null {
  if (kind === 'planned') return null
  const start = aheadIssue('The outage starts', startedAt, today)
  if (start !== null) return { field: 'startedAt', issue: start }
  const end = aheadIssue('The outage ends', endedAt, today)
  return end === null ? null : { field: 'endedAt', issue: end }
}

/** The first time of an incident that has not come, else null. */
export function incidentAhead({ openedAt, respondedAt, resolvedAt }: Pick<Incident, 'openedAt' | 'respondedAt' | 'resolvedAt'>, today: IsoDate): { readonly field: 'openedAt' | 'respondedAt' | 'resolvedAt'; readonly issue: Issue } | null {
  const opened = aheadIssue('The incident is opened', openedAt, today)
  if (opened !== null) return { field: 'openedAt', issue: opened }
  const responded = aheadIssue('The incident is responded to', respondedAt, today)
  if (responded !== null) return { field: 'respondedAt', issue: responded }
  const resolved = aheadIssue('The incident is resolved', resolvedAt, today)
  return resolved === null ? null : { field: 'resolvedAt', issue: resolved }
}

/** Why a month cannot be measured yet; null where it has begun. */
export function monthAhead(month: Month, today: IsoDate): Issue | null {
  const present = monthOfDay(daysAfter(today, DAYS_AHEAD))
  return month <= present ? null : issue('date-ahead', `${monthWords(month)} has not come yet (today is ${today}).`, { remedy: 'Correct the month; or see that the clock of this machine is right.' })
}
