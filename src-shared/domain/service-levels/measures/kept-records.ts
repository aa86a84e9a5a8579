/**
 * The months of which records are kept (SLM-1): nobody is available because nothing was written down, and no record with a wrong date says
 * that the months up to it were watched.
 *
 * They reach from the month of the oldest record of any service to that of the newest, or to the month that is stated. Only what happened counts:
 * starts of unplanned outages and openings of incidents, for a planned outage or an end may lie in months that nobody has watched yet. What is
 * dated after the month of today has not happened. More than six months in a row without any record are a gap: they have no data until it
 * is stated through which month records are kept, and the record behind them is named, for its date may be wrong.
 */
import type { IsoDate } from '../../fiscal-year.ts'
import { keptByList } from '../../kept-rows.ts'
import type { Draft } from '../../model/draft.ts'
import { remembered } from '../../model/table-index.ts'
import type { Incident, Outage } from '../../model/level-tables.ts'
import { FIRST_MONTH_NUMBER, monthNumber, monthOfDay, WRITABLE_MONTHS, type Month } from '../../month.ts'
import { dayAfter, firstDayOf, monthAt, SECONDS_PER_DAY } from './logged-instant.ts'
import { incidentColumnsOf, outageColumnsOf, readIncidents, readOutages } from './record-columns.ts'
import type { TimeColumn } from './time-column.ts'

/** Months since year 0, the last one included. */
export type MonthSpan = { readonly first: number; readonly last: number }

export type KeptMonths = MonthSpan & {
  /** Months in between without any record, more than six in a row each. */
  readonly gaps: readonly MonthSpan[]
}

export type KeptRecords = {
  /** Null: there are none. */
  readonly outages: KeptMonths | null
  readonly incidents: KeptMonths | null
  /** How many records are dated after the month of today. */
  readonly ahead: number
  /** A month behind every time of an incident: so far a calendar has to reach that measures them. */
  readonly incidentsReach: number
  /** The day behind that on which it is looked at: what has not ended lasts at most to its midnight. */
  readonly tomorrow: number
}

/** As many months without a record are still taken for months in which nothing happened. */
const MOST_EMPTY_MONTHS = 6

const EARLIEST = 0
/** When each month that can be written begins, as the clock shows it, in seconds since 1970 there; one behind the last. */
const STARTS = Float64Array.from({ length: WRITABLE_MONTHS + 1 }, (_, place) => firstDayOf(FIRST_MONTH_NUMBER + place) * SECONDS_PER_DAY)
const MEAN_SECONDS = ((STARTS[WRITABLE_MONTHS] ?? 0) - (STARTS[0] ?? 0)) / WRITABLE_MONTHS

/** The place of the month in which a time lies: an estimate, then moved to where it is. */
function placeOf(local: number): number {
  let place = Math.floor((local - (STARTS[0] ?? 0)) / MEAN_SECONDS)
  while (place > 0 && (STARTS[place] ?? 0) > local) place -= 1
  while (place < WRITABLE_MONTHS - 1 && (STARTS[place + 1] ?? 0) <= local) place += 1
  return place
}

/** How many records lie in each month, by its place; of one service the months that have some. */
type Counted = { readonly places: Int32Array; readonly counts: Int32Array }

/** All zeros between two counts: three hundred years for each of a thousand groups would be most of the reading. */
const counting = new Int32Array(WRITABLE_MONTHS)

function countedIn<Row>(rows: readonly Row[], { column, textOf, isLeftOut }: { readonly column: TimeColumn; readonly textOf: (row: Row) => string; readonly isLeftOut: Uint8Array | null }): Counted {
  const found: number[] = []
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]
    if (row === undefined || isLeftOut?.[at] === 1) continue
    // An instant says nothing of the clock; its text does.
    const place = column.isInstant[at] === 1 ? monthAt(textOf(row)) - FIRST_MONTH_NUMBER : placeOf(column.seconds[at] ?? 0)
    const before = counting[place]
    if (before === undefined) continue
    if (before === 0) found.push(place)
    counting[place] = before + 1
  }
  const places = Int32Array.from(found)
  const counts = places.map((place) => counting[place] ?? 0)
  for (const place of found) counting[place] = 0
  return { places, counts }
}

const outagesCounted = keptByList<Outage, Counted>((rows) => {
  const { started, planned } = outageColumnsOf(rows)
  return countedIn(rows, { column: started, textOf: ({ startedAt }) => startedAt, isLeftOut: planned })
})
const incidentsCounted = keptByList<Incident, Counted>((rows) => countedIn(rows, { column: incidentColumnsOf(rows).opened, textOf: ({ openedAt }) => openedAt, isLeftOut: null }))

/** Of all services together. */
function summed<Row>(groups: Iterable<readonly Row[]>, countedOf: (rows: readonly Row[]) => Counted): Int32Array {
  const all = new Int32Array(WRITABLE_MONTHS)
  for (const rows of groups) {
    const { places, counts } = countedOf(rows)
    for (let at = 0; at < places.length; at += 1) {
      const place = places[at] ?? 0
      all[place] = (all[place] ?? 0) + (counts[at] ?? 0)
    }
  }
  return all
}

const outagesByMonth = remembered<Outage, Int32Array>((outage) => summed(readOutages(outage), outagesCounted))
const incidentsByMonth = remembered<Incident, Int32Array>((incident) => summed(readIncidents(incident), incidentsCounted))

/** What the counts say up to the month of today, and how many records lie behind it. */
function keptIn(counts: Int32Array, present: number): { readonly kept: KeptMonths | null; readonly ahead: number } {
  let [first, last, ahead] = [-1, -1, 0]
  const gaps: MonthSpan[] = []
  for (let place = 0; place < WRITABLE_MONTHS; place += 1) {
    const count = counts[place] ?? 0
    if (count === 0) continue
    const at = FIRST_MONTH_NUMBER + place
    if (at > present) ahead += count
    else {
      if (first === -1) first = at
      else if (at - last - 1 > MOST_EMPTY_MONTHS) gaps.push({ first: last + 1, last: at - 1 })
      last = at
    }
  }
  return { kept: first === -1 ? null : { first, last, gaps }, ahead }
}

/** The gap in which a month lies; undefined where it is none. */
export function gapAt({ gaps }: KeptMonths, at: number): MonthSpan | undefined {
  return gaps.length === 0 ? undefined : gaps.find(({ first, last }) => at >= first && at <= last)
}

export function isSameKept(left: KeptMonths | null, right: KeptMonths | null): boolean {
  if (left === null || right === null) return left === right
  return left.first === right.first && left.last === right.last && left.gaps.length === right.gaps.length && left.gaps.every(({ first, last }, at) => first === right.gaps[at]?.first && last === right.gaps[at]?.last)
}

/** The month in which an outage shows that somebody kept records; null of a planned one. */
export function outageMonth({ kind, startedAt }: Pick<Outage, 'kind' | 'startedAt'>): number | null {
  return kind === 'planned' ? null : monthAt(startedAt)
}

export function incidentMonth({ openedAt }: Pick<Incident, 'openedAt'>): number {
  return monthAt(openedAt)
}

function lastTimeOf(rows: readonly Incident[]): number {
  const { opened, responded, resolved } = incidentColumnsOf(rows)
  return Math.max(opened.last, responded.last, resolved.last)
}

const lastOfIncidents = remembered<Incident, number>((incident) => Math.max(EARLIEST, ...[...readIncidents(incident)].map(lastTimeOf)))

/** Of a month that is stated all before it are watched, and none that has not come. */
export function keptRecords({ outage, incident }: Pick<Draft, 'outage' | 'incident'>, { recordedThrough, today }: { readonly recordedThrough: Month | null; readonly today: IsoDate }): KeptRecords {
  const present = monthNumber(monthOfDay(today))
  const stated = recordedThrough === null ? null : { first: EARLIEST, last: Math.min(monthNumber(recordedThrough), present), gaps: [] }
  const [outages, incidents] = [keptIn(outagesByMonth(outage), present), keptIn(incidentsByMonth(incident), present)]
  return { outages: stated ?? outages.kept, incidents: stated ?? incidents.kept, ahead: outages.ahead + incidents.ahead, incidentsReach: Math.max(lastOfIncidents(incident), stated?.last ?? EARLIEST) + 1, tomorrow: dayAfter(today) }
}
