/** Up to which month a model says anything of its levels. */
import type { Draft } from '../model/draft.ts'
import { remembered } from '../model/table-index.ts'
import { isMonth, type Month } from '../month.ts'
import type { Incident, Measurement, Outage } from '../model/level-tables.ts'

const lastMeasured = remembered<Measurement, string>((rows) => [...rows.values()].reduce((last, { month }) => (month > last ? month : last), ''))
const lastOutage = remembered<Outage, string>((rows) => [...rows.values()].reduce((last, { startedAt }) => (startedAt > last ? startedAt : last), ''))
const lastIncident = remembered<Incident, string>((rows) => [...rows.values()].reduce((last, { openedAt }) => (openedAt > last ? openedAt : last), ''))

/** The month of the newest measurement or record; null where there is none. @example lastMeasuredMonth(draft) // '2004-12' */
export function lastMeasuredMonth(draft: Pick<Draft, 'measurement' | 'outage' | 'incident'>): Month | null {
  const [last = ''] = [lastMeasured(draft.measurement), lastOutage(draft.outage), lastIncident(draft.incident)].map((text) => text.slice(0, 7)).toSorted().toReversed()
  return isMonth(last) ? last : null
}
