/**
 * The months of which records are kept (SLM-1): nobody is available because nothing was written down, and no record with a wrong date says
 * that the months up to it were watched.
 *
 * They reach from the month of the oldest record of any service to that of the newest, or to the month that is stated. Only what happened counts:
 * starts of unplanned outages and openings of incidents, for a planned outage or an end may lie in months that nobody has watched yet. What is
 * dated after the month of today has not happened. A record that stands alone, more than six months away from the next one of its kind,
 * stretches nothing: its date may be wrong. It is named, and it counts once it is stated through which month records are kept.
 */
import type { Draft } from '../../model/draft.ts'
import { incidentsByServiceOf, outagesByServiceOf, remembered } from '../../model/table-index.ts'
import type { Incident, Outage } from '../../model/level-tables.ts'
import { monthNumber, type Month } from '../../month.ts'
import { firstDayOf, monthAt, SECONDS_PER_DAY } from './logged-instant.ts'
import { incidentColumnsOf, outageColumnsOf } from './record-columns.ts'
import { monthOfLocal, type TimeColumn } from './time-column.ts'

/** Months since year 0, the last one included. */
export type MonthSpan = { readonly first: number; readonly last: number }

export type KeptMonths = MonthSpan & {
  /** The month of a record that stands alone behind the last month, and of one before the first. */
  readonly aloneAfter: number | null
  readonly aloneBefore: number | null
}

export type KeptRecords = {
  /** Null: there are none. */
  readonly outages: KeptMonths | null
  readonly incidents: KeptMonths | null
  /** How many records are dated after the month of today. */
  readonly ahead: number
  /** A month behind every time of an incident: so far a calendar has to reach that measures them. */
  readonly incidentsReach: number
}

/** A record farther than this from the next one of its kind stands alone. */
export const MOST_MONTHS_APART = 6

const EARLIEST = 0
const NEVER = Number.MAX_SAFE_INTEGER

/** The months of the two oldest and of the two newest records; of the same month twice where two lie in it. */
type Ends = { readonly oldest: number; readonly nextOldest: number; readonly newest: number; readonly nextNewest: number; /** How many are dated after the month of today. */ readonly ahead: number }
const NO_ENDS: Ends = { oldest: NEVER, nextOldest: NEVER, newest: -1, nextNewest: -1, ahead: 0 }

function joined(left: Ends, right: Ends): Ends {
  return {
    oldest: Math.min(left.oldest, right.oldest), nextOldest: Math.min(Math.max(left.oldest, right.oldest), left.nextOldest, right.nextOldest),
    newest: Math.max(left.newest, right.newest), nextNewest: Math.max(Math.min(left.newest, right.newest), left.nextNewest, right.nextNewest), ahead: left.ahead + right.ahead,
  }
}

/** Of one record whose time carries its offset: its month is that of its text. */
function endsOfMonth(at: number, present: number): Ends {
  return at > present ? { ...NO_ENDS, ahead: 1 } : { ...NO_ENDS, oldest: at, newest: at }
}

/** Of no time at all another number. */
function monthOr(local: number, none: number): number {
  return Number.isFinite(local) ? monthOfLocal(local) : none
}

/** The ends of one column of times; `isCounted` leaves some records out. Times are compared as seconds, and four of them become months. */
function endsOf<Row>(rows: readonly Row[], { column, present, textOf, isCounted }: { readonly column: TimeColumn; readonly present: number; readonly textOf: (row: Row) => string; readonly isCounted: (at: number) => boolean }): Ends {
  const end = firstDayOf(present + 1) * SECONDS_PER_DAY
  let [first, second, last, nextLast] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  let [ahead, others] = [0, NO_ENDS]
  for (let at = 0; at < rows.length; at += 1) {
    if (!isCounted(at)) continue
    const row = rows[at]
    const local = column.seconds[at] ?? 0
    if (column.isInstant[at] === 1 && row !== undefined) others = joined(others, endsOfMonth(monthAt(textOf(row)), present))
    else if (local >= end) ahead += 1
    else {
      if (local < first) [first, second] = [local, first]
      else if (local < second) second = local
      if (local > last) [last, nextLast] = [local, last]
      else if (local > nextLast) nextLast = local
    }
  }
  return joined(others, { oldest: monthOr(first, NEVER), nextOldest: monthOr(second, NEVER), newest: monthOr(last, -1), nextNewest: monthOr(nextLast, -1), ahead })
}

/** The span that the ends enclose, without a record that stands alone at one of them. @example keptBetween({ oldest: 1, nextOldest: 2, newest: 30, nextNewest: 9, ahead: 0 }) // { first: 1, last: 9, aloneAfter: 30, aloneBefore: null } */
function keptBetween({ oldest, nextOldest, newest, nextNewest }: Ends): KeptMonths | null {
  if (newest === -1) return null
  const isNewestAlone = nextNewest !== -1 && newest - nextNewest > MOST_MONTHS_APART
  const last = isNewestAlone ? nextNewest : newest
  const isOldestAlone = nextOldest <= last && nextOldest - oldest > MOST_MONTHS_APART
  return { first: isOldestAlone ? nextOldest : oldest, last, aloneAfter: isNewestAlone ? newest : null, aloneBefore: isOldestAlone ? oldest : null }
}

/** The month in which an outage shows that somebody kept records; null of a planned one. */
export function outageMonth({ kind, startedAt }: Pick<Outage, 'kind' | 'startedAt'>): number | null {
  return kind === 'planned' ? null : monthAt(startedAt)
}

export function incidentMonth({ openedAt }: Pick<Incident, 'openedAt'>): number {
  return monthAt(openedAt)
}

/** Each service's records are looked at once, as long as none of them changes. */
function groupEnds<Row>(compute: (rows: readonly Row[], present: number) => Ends): (rows: readonly Row[], present: number) => Ends {
  const known = new WeakMap<readonly Row[], { readonly present: number; readonly ends: Ends }>()
  return (rows, present) => {
    const found = known.get(rows)
    if (found?.present === present) return found.ends
    const ends = compute(rows, present)
    known.set(rows, { present, ends })
    return ends
  }
}

const outageEnds = groupEnds<Outage>((rows, present) => {
  const { started, planned } = outageColumnsOf(rows)
  return endsOf(rows, { column: started, present, textOf: ({ startedAt }) => startedAt, isCounted: (at) => planned[at] === 0 })
})
const incidentEnds = groupEnds<Incident>((rows, present) => endsOf(rows, { column: incidentColumnsOf(rows).opened, present, textOf: ({ openedAt }) => openedAt, isCounted: () => true }))

/** One answer for each state of a table and month of today. */
function byMonth<Row>(compute: (table: ReadonlyMap<string, Row>, present: number) => Ends): (table: ReadonlyMap<string, Row>, present: number) => Ends {
  const answers = remembered<Row, Map<number, Ends>>(() => new Map())
  return (table, present) => {
    const known = answers(table)
    const found = known.get(present)
    if (found !== undefined) return found
    const ends = compute(table, present)
    known.set(present, ends)
    return ends
  }
}

function endsOfAll<Row>(groups: Iterable<readonly Row[]>, ends: (rows: readonly Row[]) => Ends): Ends {
  let all = NO_ENDS
  for (const rows of groups) all = joined(all, ends(rows))
  return all
}

const endsOfOutages = byMonth<Outage>((outage, present) => endsOfAll(outagesByServiceOf({ outage }).values(), (rows) => outageEnds(rows, present)))
const endsOfIncidents = byMonth<Incident>((incident, present) => endsOfAll(incidentsByServiceOf({ incident }).values(), (rows) => incidentEnds(rows, present)))

function lastTimeOf(rows: readonly Incident[]): number {
  const { opened, responded, resolved } = incidentColumnsOf(rows)
  return Math.max(opened.last, responded.last, resolved.last)
}

const lastOfIncidents = remembered<Incident, number>((incident) => Math.max(EARLIEST, ...[...incidentsByServiceOf({ incident }).values()].map(lastTimeOf)))

/** Of a month that is stated all before it are watched, and none that has not come. */
export function keptRecords({ outage, incident }: Pick<Draft, 'outage' | 'incident'>, { recordedThrough, present }: { readonly recordedThrough: Month | null; readonly present: number }): KeptRecords {
  const stated = recordedThrough === null ? null : { first: EARLIEST, last: Math.min(monthNumber(recordedThrough), present), aloneAfter: null, aloneBefore: null }
  const [outages, incidents] = [endsOfOutages(outage, present), endsOfIncidents(incident, present)]
  return { outages: stated ?? keptBetween(outages), incidents: stated ?? keptBetween(incidents), ahead: outages.ahead + incidents.ahead, incidentsReach: Math.max(lastOfIncidents(incident), stated?.last ?? EARLIEST) + 1 }
}
