/** Connect time of a session, from logon to its end. */
import { constantNode } from '../costs/explain-derivation-nodes.ts'
import { Decimal, decimal, toText } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import { issue } from '../issues.ts'
import { refused, type Result } from '../result.ts'
import { secondsBetween, type LocalTime } from './local-time.ts'
import { by, ratedQuantity, type RatedQuantity } from './rated-quantity.ts'
import type { RatingRules } from './rating-rules.ts'
import { measuredNode, parametersOn } from './rule-nodes.ts'

const SECONDS_PER_MINUTE = 60

function seconds(label: string, value: number): Explanation {
  return measuredNode(label, toText<'units'>(new Decimal(value)), 'seconds')
}

/**
 * Connect minutes (description of services, SNA Connect Time): from logon to logoff, or to the end of the idle time (15 minutes)
 * after the last activity, whichever comes first; where the last activity is not known, to logoff. Seconds count as parts of a minute.
 * In: local times; out: minutes with 6 places. Refused (`dates-out-of-order`) where a time lies before logon.
 *
 * @example connectMinutes(rules, { from: 09:00, to: 10:00, lastActivityAt: 09:20 }).value.quantity // '35'
 */
export function connectMinutes(rules: Pick<RatingRules, 'parameters'>, { from, to, lastActivityAt }: { readonly from: LocalTime; readonly to: LocalTime; readonly lastActivityAt: LocalTime | null }): Result<RatedQuantity> {
  const read = parametersOn(rules, from.day, ['idle-minutes'])
  if (!read.ok) return read
  const connected = secondsBetween(from, to)
  const active = lastActivityAt === null ? null : secondsBetween(from, lastActivityAt)
  if (connected < 0 || (active !== null && (active < 0 || active > connected))) return refused([issue('dates-out-of-order', 'The session ends, or was active, before it begins or after it ends.', { remedy: 'Logon comes first, then the last activity, then logoff.' })])
  const perMinute = by('over', constantNode('Seconds of a minute', SECONDS_PER_MINUTE, 'seconds'))
  const idle = read.value.value('idle-minutes')
  const endsIdle = active !== null && new Decimal(active).plus(decimal(idle).times(SECONDS_PER_MINUTE)).lt(connected)
  const facts = { label: 'Connect time', unit: 'minutes', ruleId: 'BILL-1', formula: endsIdle ? `From logon to the last activity and ${idle} idle minutes` : 'From logon to logoff' }
  if (!endsIdle || active === null) return ratedQuantity(facts, [[by('times', seconds('Seconds from logon to logoff', connected)), perMinute]])
  const toActivity = seconds('Seconds from logon to the last activity', active)
  return ratedQuantity(facts, [[by('times', toActivity), perMinute], [by('times', read.value.node('idle-minutes'))]], [`The session was idle for over ${idle} minutes and ended then.`])
}
