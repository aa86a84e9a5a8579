/** Up to which month a model says anything of its levels. */
import { keptByList } from '../kept-rows.ts'
import type { Draft } from '../model/draft.ts'
import type { Incident, Measurement, Outage } from '../model/level-tables.ts'
import { incidentsByServiceOf, outagesByServiceOf, remembered, type Grouped } from '../model/table-index.ts'
import { isMonth, type Month } from '../month.ts'

function latest(texts: Iterable<string>): string {
  let last = ''
  for (const text of texts) if (text > last) last = text
  return last
}

const lastMeasured = remembered<Measurement, string>((rows) => latest([...rows.values()].map(({ month }) => month)))
// Service by service: an edited record leaves the others' hundreds of thousands unread.
const lastOutageOf = keptByList<Outage, string>((rows) => latest(rows.map(({ startedAt }) => startedAt)))
const lastIncidentOf = keptByList<Incident, string>((rows) => latest(rows.map(({ openedAt }) => openedAt)))

function lastIn<Row>(groups: Grouped<Row>, lastOf: (rows: readonly Row[]) => string): string {
  return latest([...groups.values()].map(lastOf))
}

/** The month of the newest measurement or record; null where there is none. @example lastMeasuredMonth(draft) // '2004-12' */
export function lastMeasuredMonth(draft: Pick<Draft, 'measurement' | 'outage' | 'incident'>): Month | null {
  const last = latest([lastMeasured(draft.measurement), lastIn(outagesByServiceOf(draft), lastOutageOf), lastIn(incidentsByServiceOf(draft), lastIncidentOf)].map((text) => text.slice(0, 7)))
  return isMonth(last) ? last : null
}
