/**
 * What is wrong with the times of an outage or an incident (SLM-1), each with its field: said alike where a record is typed or pasted and where
 * it is imported. An error refuses the record; a warning is taken and said.
 */
import type { IsoDate } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import type { Draft } from '../model/draft.ts'
import type { Incident, Outage, ServiceCalendar, ServiceTarget } from '../model/level-tables.ts'
import { groupedRows, remembered } from '../model/table-index.ts'
import type { LoggedTime } from '../usage/local-time.ts'
import { incidentAhead, outageAhead } from './dated-ahead.ts'
import { isCertainlyBefore, isOffsetMissing, mayBeHourTwice } from './log-order.ts'
import { clockText, hasOffset, instantOfLogged } from './measures/logged-instant.ts'
import { readTimeZone, type TimeZone } from './measures/time-zone.ts'

export type TimeIssue<Field extends string> = { readonly field: Field; readonly issue: Issue }
type Zones = Pick<Draft, 'serviceTarget' | 'serviceCalendar'>

const zonesOf = remembered<ServiceCalendar, ReadonlyMap<string, TimeZone>>((calendars) => new Map([...calendars.values()].flatMap(({ id, timeZone }) => {
  const zone = readTimeZone(timeZone)
  return zone.ok ? [[id, zone.value] as const] : []
})))
const targetsOf = groupedRows<ServiceTarget>((row) => row.serviceId)

/** Where a service's records are read: in the zones of the calendars that measure it, of a service that no calendar measures yet in those of all. */
function zonesOfService({ serviceTarget, serviceCalendar }: Zones, serviceId: string): ReadonlySet<TimeZone> {
  const zones = zonesOf(serviceCalendar)
  const own = targetsOf(serviceTarget, serviceId).flatMap(({ calendarId }) => zones.get(calendarId ?? '') ?? [])
  return new Set(own.length > 0 ? own : zones.values())
}

function written(time: LoggedTime): string {
  return time.replace('T', ' ')
}

/** What a clock says of a time without an offset: that it never showed it, or that it showed it twice. Null where it is plain. */
function clockIssue(time: LoggedTime, zones: ReadonlySet<TimeZone>): Issue | null {
  if (hasOffset(time)) return null
  for (const zone of zones) {
    const { instant, kind } = instantOfLogged(time, zone)
    if (kind === 'skipped') return issue('not-an-instant', `${written(time)} does not exist in ${zone.name}, where the clock was set forward; it is read as ${clockText(zone, instant)}.`, { severity: 'warning', remedy: 'Correct the time, or write it with its offset, such as -05:00.' })
    if (kind === 'doubled') return issue('not-an-instant', `${written(time)} comes twice in ${zone.name}, where the clock was set back; the first time is taken.`, { severity: 'warning', remedy: 'Write it with its offset, such as 2003-10-26T01:30-05:00 for the second time.' })
  }
  return null
}

/** Says that a later time stands before an earlier one, and that only one of the two has an offset. */
function orderIssues(first: LoggedTime, last: LoggedTime, { words, severity = 'error' }: { readonly words: (last: string, first: string) => string; readonly severity?: Issue['severity'] }): readonly Issue[] {
  const issues: Issue[] = []
  if (isCertainlyBefore(last, first)) {
    const remedy = mayBeHourTwice(first, last) ? 'Correct one of the two times; in the hour that comes twice, write both with their offset, such as 2003-10-26T01:30-04:00.' : 'Correct one of the two times.'
    issues.push(issue('dates-out-of-order', words(written(last), written(first)), { severity, remedy }))
  }
  if (isOffsetMissing(first, last)) issues.push(issue('not-an-instant', `Of ${written(first)} and ${written(last)} only one has an offset; the other is taken as local time.`, { severity: 'warning', remedy: 'Write both with their offset, or see that local time is meant.' }))
  return issues
}

function at<Field extends string>(field: Field, found: readonly (Issue | null)[]): readonly TimeIssue<Field>[] {
  return found.flatMap((each) => (each === null ? [] : [{ field, issue: each }]))
}

/** @example outageTimeIssues(draft, { ...row, startedAt: '2004-04-04T02:30' }, today)[0]?.issue.message // '2004-04-04 02:30 does not exist in America/New_York, where the clock was set forward; it is read as 2004-04-04 03:30.' */
export function outageTimeIssues(draft: Zones, row: Pick<Outage, 'serviceId' | 'kind' | 'startedAt' | 'endedAt'>, today: IsoDate): readonly TimeIssue<'startedAt' | 'endedAt'>[] {
  const { startedAt, endedAt } = row
  const zones = zonesOfService(draft, row.serviceId)
  const ahead = outageAhead(row, today)
  return [
    ...at('startedAt', [clockIssue(startedAt, zones)]),
    ...(endedAt === null ? [] : at('endedAt', [...orderIssues(startedAt, endedAt, { words: (end, start) => `The outage ends at ${end}, before it starts at ${start}.` }), clockIssue(endedAt, zones)])),
    ...(ahead === null ? [] : [ahead]),
  ]
}

/** What was resolved before it was responded to is taken, for both are counted from the opening. */
export function incidentTimeIssues(draft: Zones, row: Pick<Incident, 'serviceId' | 'openedAt' | 'respondedAt' | 'resolvedAt'>, today: IsoDate): readonly TimeIssue<'openedAt' | 'respondedAt' | 'resolvedAt'>[] {
  const { openedAt, respondedAt, resolvedAt } = row
  const zones = zonesOfService(draft, row.serviceId)
  const ahead = incidentAhead(row, today)
  const responded = respondedAt === null ? [] : orderIssues(openedAt, respondedAt, { words: (response, opened) => `The incident was responded to at ${response}, before it was opened at ${opened}.` })
  const resolved = resolvedAt === null ? [] : orderIssues(openedAt, resolvedAt, { words: (resolution, opened) => `The incident was resolved at ${resolution}, before it was opened at ${opened}.` })
  // Said only where both are in order with the opening, else the same is said twice.
  const between = respondedAt === null || resolvedAt === null || [...responded, ...resolved].some(({ severity }) => severity === 'error')
    ? [] : orderIssues(respondedAt, resolvedAt, { severity: 'warning', words: (resolution, response) => `The incident was resolved at ${resolution}, before it was responded to at ${response}.` })
  return [
    ...at('openedAt', [clockIssue(openedAt, zones)]),
    ...at('respondedAt', [...responded, respondedAt === null ? null : clockIssue(respondedAt, zones)]),
    ...at('resolvedAt', [...resolved, ...between, resolvedAt === null ? null : clockIssue(resolvedAt, zones)]),
    ...(ahead === null ? [] : [ahead]),
  ]
}
