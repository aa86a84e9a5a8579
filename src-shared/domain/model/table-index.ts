/**
 * Indexes over the tables of a draft, remembered for as long as a table lives. A table that an edit touches gets its
 * grouped indexes patched, not rebuilt, so that one edited cell costs what one cell costs.
 */
import type { Incident, MaintenanceWindow, Measurement, Outage } from './level-tables.ts'
import type { Override, Price, Schedule, TableName, Tables } from './tables.ts'
import type { Draft } from './draft.ts'

type Table<Name extends TableName> = ReadonlyMap<string, Tables[Name]>
export type Grouped<Row> = ReadonlyMap<string, readonly Row[]>

/** A function of one table that is computed once for each state of that table. */
export function remembered<Row, Value>(compute: (table: ReadonlyMap<string, Row>) => Value): (table: ReadonlyMap<string, Row>) => Value {
  const known = new WeakMap<ReadonlyMap<string, Row>, Value>()
  return (table) => {
    const found = known.get(table)
    if (found !== undefined) return found
    const value = compute(table)
    known.set(table, value)
    return value
  }
}

function groupedBy<Row>(rows: Iterable<Row>, keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return groups
}

/** Rows of a table by one of their columns, grouped once for each state of the table. @example groupedRows<Price>((row) => row.rateId)(draft.price, 'cpu') */
export function groupedRows<Row>(keyOf: (row: Row) => string): (table: ReadonlyMap<string, Row>, key: string) => readonly Row[] {
  const groupsOf = remembered<Row, Grouped<Row>>((table) => groupedBy(table.values(), keyOf))
  return (table, key) => groupsOf(table).get(key) ?? NONE
}

/** A grouping that follows its table through edits: groups that no patched row belongs to keep their identity. */
class GroupedIndex<Row extends { readonly id: string }> {
  readonly #known = new WeakMap<ReadonlyMap<string, Row>, Grouped<Row>>()
  readonly #keyOf: (row: Row) => string

  constructor(keyOf: (row: Row) => string) {
    this.#keyOf = keyOf
  }

  of(table: ReadonlyMap<string, Row>): Grouped<Row> {
    const found = this.#known.get(table)
    if (found !== undefined) return found
    const groups = groupedBy(table.values(), this.#keyOf)
    this.#known.set(table, groups)
    return groups
  }

  follow(from: ReadonlyMap<string, Row>, to: ReadonlyMap<string, Row>, touchedIds: ReadonlySet<string>): void {
    const old = this.#known.get(from)
    if (old === undefined || touchedIds.size > 1000) return
    const touchedGroups = new Set<string>()
    for (const id of touchedIds) {
      const before = from.get(id)
      const after = to.get(id)
      if (before !== undefined) touchedGroups.add(this.#keyOf(before))
      if (after !== undefined) touchedGroups.add(this.#keyOf(after))
    }
    const next = new Map(old)
    for (const key of touchedGroups) {
      const kept: Row[] = []
      for (const row of old.get(key) ?? []) {
        if (!touchedIds.has(row.id)) kept.push(row)
        else {
          const present = to.get(row.id)
          if (present !== undefined && this.#keyOf(present) === key) kept.push(present)
        }
      }
      for (const id of touchedIds) {
        const before = from.get(id)
        const after = to.get(id)
        const isNewHere = before === undefined || this.#keyOf(before) !== key
        if (after !== undefined && isNewHere && this.#keyOf(after) === key) kept.push(after)
      }
      if (kept.length === 0) next.delete(key)
      else next.set(key, kept)
    }
    this.#known.set(to, next)
  }
}

const pricesBySchedule = new GroupedIndex<Price>((price) => price.scheduleId)
const overridesByScenarioAndVersion = new GroupedIndex<Override>((override) => `${override.scenarioId}|${override.version}`)

const outagesByService = new GroupedIndex<Outage>((outage) => outage.serviceId)
const incidentsByService = new GroupedIndex<Incident>((incident) => incident.serviceId)
const measurementsByTarget = new GroupedIndex<Measurement>((measurement) => measurement.targetId)
const windowsByCalendar = new GroupedIndex<MaintenanceWindow>((window) => window.calendarId)

const schedulesByVersion = remembered<Schedule, Grouped<Schedule>>((table) => {
  const groups = groupedBy(table.values(), (schedule) => schedule.version)
  for (const group of groups.values()) group.sort((left, right) => left.revision - right.revision)
  return groups
})

const NONE: readonly never[] = []

/** The price rows of one schedule revision. */
export function pricesOfSchedule(draft: Pick<Draft, 'price'>, scheduleId: string): readonly Price[] {
  return pricesBySchedule.of(draft.price).get(scheduleId) ?? NONE
}

/** A scenario's overrides of one base version; the same array as long as none of them changes. */
export function overridesOf(draft: Pick<Draft, 'override'>, key: { readonly scenarioId: string; readonly version: string }): readonly Override[] {
  return overridesByScenarioAndVersion.of(draft.override).get(`${key.scenarioId}|${key.version}`) ?? NONE
}

/** Outage records by service; a service's array is the same as long as none of its records changes. */
export function outagesByServiceOf(draft: Pick<Draft, 'outage'>): Grouped<Outage> {
  return outagesByService.of(draft.outage)
}

/** Incident records by service, likewise. */
export function incidentsByServiceOf(draft: Pick<Draft, 'incident'>): Grouped<Incident> {
  return incidentsByService.of(draft.incident)
}

/** Measurements by target, likewise. */
export function measurementsByTargetOf(draft: Pick<Draft, 'measurement'>): Grouped<Measurement> {
  return measurementsByTarget.of(draft.measurement)
}

/** Maintenance windows by calendar, likewise. */
export function windowsByCalendarOf(draft: Pick<Draft, 'maintenanceWindow'>): Grouped<MaintenanceWindow> {
  return windowsByCalendar.of(draft.maintenanceWindow)
}

/** A scenario's overrides in every version. */
export function overridesOfScenario(draft: Pick<Draft, 'override'>, scenarioId: string): readonly Override[] {
  return [...draft.override.values()].filter((override) => override.scenarioId === scenarioId)
}

/** The revisions of a base version's schedule, first to last. */
export function revisionsOf(draft: Pick<Draft, 'schedule'>, version: string): readonly Schedule[] {
  return schedulesByVersion(draft.schedule).get(version) ?? NONE
}

/** The last revision of a base version's schedule: its state is the version's. */
export function latestRevision(draft: Pick<Draft, 'schedule'>, version: string): Schedule | undefined {
  return revisionsOf(draft, version).at(-1)
}

function followIn<Name extends TableName>(index: GroupedIndex<Tables[Name]>, table: Name, { from, to, touched }: { readonly from: Draft; readonly to: Draft; readonly touched: ReadonlyMap<TableName, ReadonlySet<string>> }): void {
  const ids = touched.get(table)
  if (ids !== undefined) index.follow(from[table], to[table], ids)
}

/** Carries the indexes of a touched table over to its next state. */
export function followEdit(from: Draft, to: Draft, touched: ReadonlyMap<TableName, ReadonlySet<string>>): void {
  const edit = { from, to, touched }
  followIn(pricesBySchedule, 'price', edit)
  followIn(overridesByScenarioAndVersion, 'override', edit)
  followIn(outagesByService, 'outage', edit)
  followIn(incidentsByService, 'incident', edit)
  followIn(measurementsByTarget, 'measurement', edit)
  followIn(windowsByCalendar, 'maintenanceWindow', edit)
}

/** Rows of a table grouped by one of their columns, remembered for that state of the table. */
export function groupIndex<Name extends TableName>(keyOf: (row: Tables[Name]) => string | null): (table: Table<Name>) => ReadonlyMap<string, readonly string[]> {
  return remembered<Tables[Name], ReadonlyMap<string, readonly string[]>>((table) => {
    const groups = new Map<string, string[]>()
    for (const row of table.values()) {
      const key = keyOf(row)
      if (key === null) continue
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [row.id])
      else group.push(row.id)
    }
    return groups
  })
}
