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
import { isCertainlyBefore, isOffsetMissing } from './log-order.ts'
import { clockText, hasOffset, instantOfLogged } from './measures/logged-instant.ts'
import { readTimeZone, type TimeZone } from './measures/time-zone.ts'

export type TimeIssue<Field extends string> = { readonly field: Field; readonly issue: Issue }
type Zones = Pick<Draft, 'serviceTarget' | 'serviceCalendar'>

const zonesOf = remembered<ServiceCalendar, ReadonlyMap<string, TimeZone>>((calendars) => new Map([...calendars.values()].flatMap(({ id, timeZone }) => {
  const zone = readTimeZone(timeZone)
  return zone.ok ? [[id, zone.value] as const] : []
})))
const targetsOf = groupedRows<ServiceTarget>((row) => row.serviceId)

const NO_ZONES: readonly TimeZone[] = []
/** Of a target without a calendar (SLM-1). */
const utc = readTimeZone('UTC')
const UTC = utc.ok ? [utc.value] : NO_ZONES

/** Where a service's records are read: in the zones of the calendars that measure it, of a service that nothing measures yet in those of all. */
function zonesOfService({ serviceTarget, serviceCalendar }: Zones, serviceId: string): ReadonlySet<TimeZone> {
  const zones = zonesOf(serviceCalendar)
  const own = targetsOf(serviceTarget, serviceId).flatMap(({ calendarId, computation }) => (calendarId === null && computation !== 'typed' ? UTC : (zones.get(calendarId ?? '') ?? NO_ZONES)))
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

type Order = { readonly zones: ReadonlySet<TimeZone>; /** Without a full stop. */ readonly words: (last: string, first: string) => string; readonly severity?: Issue['severity'] }

/** True where both are in the hour that a clock shows twice: there a later time may stand before an earlier one. */
function isHourTwice(first: LoggedTime, last: LoggedTime, zones: ReadonlySet<TimeZone>): boolean {
  return [...zones].some((zone) => [first, last].every((time) => instantOfLogged(time, zone).kind === 'doubled'))
}

/** What stands before an earlier time, as it is written or as it is read; where only some of the zones read it so, it still counts in the others. */
function beforeIssue(first: LoggedTime, last: LoggedTime, { zones, words, severity = 'error' }: Order): Issue | null {
  const said = words(written(last), written(first))
  if (isCertainlyBefore(last, first)) {
    const remedy = isHourTwice(first, last, zones) ? 'Correct one of the two times; in the hour that comes twice, write both with their offset, such as 2003-10-26T01:30-04:00.' : 'Correct one of the two times.'
    return issue('dates-out-of-order', `${said}.`, { severity, remedy })
  }
  const before = [...zones].filter((zone) => instantOfLogged(last, zone).instant < instantOfLogged(first, zone).instant)
  if (before.length === 0) return null
  const asRead = `${said}, as ${before.map(({ name }) => name).join(' and ')} ${before.length === 1 ? 'reads' : 'read'} them`
  const remedy = 'Correct one of the two times, or write both with their offset, such as 2003-10-26T01:30-04:00.'
  if (severity === 'warning' || before.length === zones.size) return issue('dates-out-of-order', `${asRead}.`, { severity, remedy })
  return issue('dates-out-of-order', `${asRead}; there it does not count.`, { severity: 'warning', remedy })
}

/** Says that a later time stands before an earlier one, and that only one of the two has an offset. */
function orderIssues(first: LoggedTime, last: LoggedTime, order: Order): readonly Issue[] {
  const before = beforeIssue(first, last, order)
  const missing = isOffsetMissing(first, last) ? issue('not-an-instant', `Of ${written(first)} and ${written(last)} only one has an offset; the other is taken as local time.`, { severity: 'warning', remedy: 'Write both with their offset, or see that local time is meant.' }) : null
  return [before, missing].flatMap((each) => each ?? [])
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
    ...(endedAt === null ? [] : at('endedAt', [...orderIssues(startedAt, endedAt, { zones, words: (end, start) => `The outage ends at ${end}, before it starts at ${start}` }), clockIssue(endedAt, zones)])),
    ...(ahead === null ? [] : [ahead]),
  ]
}

/** What was resolved before it was responded to is taken, for both are counted from the opening. */
export function incidentTimeIssues(draft: Zones, row: Pick<Incident, 'serviceId' | 'openedAt' | 'respondedAt' | 'resolvedAt'>, today: IsoDate): readonly TimeIssue<'openedAt' | 'respondedAt' | 'resolvedAt'>[] {
  const { openedAt, respondedAt, resolvedAt } = row
  const zones = zonesOfService(draft, row.serviceId)
  const ahead = incidentAhead(row, today)
  const responded = respondedAt === null ? [] : orderIssues(openedAt, respondedAt, { zones, words: (response, opened) => `The incident was responded to at ${response}, before it was opened at ${opened}` })
  const resolved = resolvedAt === null ? [] : orderIssues(openedAt, resolvedAt, { zones, words: (resolution, opened) => `The incident was resolved at ${resolution}, before it was opened at ${opened}` })
  // Said only where both are in order with the opening, else the same is said twice.
  const between = respondedAt === null || resolvedAt === null || [...responded, ...resolved].some(({ severity }) => severity === 'error')
    ? [] : orderIssues(respondedAt, resolvedAt, { zones, severity: 'warning', words: (resolution, response) => `The incident was resolved at ${resolution}, before it was responded to at ${response}` })
  return [
    ...at('openedAt', [clockIssue(openedAt, zones)]),
    ...at('respondedAt', [...responded, respondedAt === null ? null : clockIssue(respondedAt, zones)]),
    ...at('resolvedAt', [...resolved, ...between, resolvedAt === null ? null : clockIssue(resolvedAt, zones)]),
    ...(ahead === null ? [] : [ahead]),
  ]
}
