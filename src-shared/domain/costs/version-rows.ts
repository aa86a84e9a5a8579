/** Rows of the cost side that belong to a version: found, and carried over into another version with what refers to them. */
import { driverQuantityId, escalatorId, inputOverrideId, rateBuildId, rateUnitsId, revenueId, type InputOverride } from '../model/cost-tables.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type RowChange } from '../model/edit.ts'
import { remembered } from '../model/table-index.ts'
import type { Tables } from '../model/tables.ts'
import { readVersionKey, versionKey, type VersionKey } from '../version.ts'

/** In an order in which every row comes after those that it refers to. */
export const VERSIONED_TABLES = [
  'yearPolicy', 'driver', 'costPool', 'costLine', 'capitalItem', 'escalator', 'staffPosition', 'staffAssignment', 'salaryIncrease', 'driverQuantity', 'rateBuild', 'rateUnits', 'revenue', 'fundBalance',
] as const
export type VersionedTable = (typeof VERSIONED_TABLES)[number]

/** Into which version, and the ids that rows have there; a row that is not copied keeps its id. */
export type Carrying = { readonly version: VersionKey; readonly idOf: (table: VersionedTable, id: string) => string }

type Owned = { readonly serviceId: string | null; readonly poolId: string | null }

function ownerIn<Row extends Owned>(row: Row, { idOf }: Carrying): Row {
  return row.poolId === null ? row : { ...row, poolId: idOf('costPool', row.poolId) }
}

const CARRY: { readonly [Name in VersionedTable]: (row: Tables[Name], to: Carrying) => Tables[Name] } = {
  yearPolicy: (row, { version }) => ({ ...row, id: version, version }),
  driver: (row, { version, idOf }) => ({ ...row, id: idOf('driver', row.id), version }),
  costPool: (row, { version, idOf }) => ({ ...row, id: idOf('costPool', row.id), version, driverId: row.driverId === null ? null : idOf('driver', row.driverId) }),
  costLine: (row, to) => ({ ...ownerIn(row, to), id: to.idOf('costLine', row.id), version: to.version }),
  capitalItem: (row, to) => ({ ...ownerIn(row, to), id: to.idOf('capitalItem', row.id), version: to.version }),
  escalator: (row, { version }) => ({ ...row, id: escalatorId({ version, objectCode: row.objectCode }), version }),
  staffPosition: (row, { version, idOf }) => ({ ...row, id: idOf('staffPosition', row.id), version }),
  staffAssignment: (row, to) => ({ ...ownerIn(row, to), id: to.idOf('staffAssignment', row.id), version: to.version, staffPositionId: to.idOf('staffPosition', row.staffPositionId) }),
  salaryIncrease: (row, { version, idOf }) => ({ ...row, id: idOf('salaryIncrease', row.id), version, staffPositionId: row.staffPositionId === null ? null : idOf('staffPosition', row.staffPositionId) }),
  driverQuantity: (row, to) => {
    const carried = { ...ownerIn(row, to), version: to.version, driverId: to.idOf('driver', row.driverId) }
    return { ...carried, id: driverQuantityId(carried) }
  },
  rateBuild: (row, { version }) => ({ ...row, id: rateBuildId(version, row.rateId), version }),
  rateUnits: (row, { version }) => ({ ...row, id: rateUnitsId({ ...row, version }), version }),
  revenue: (row, { version }) => ({ ...row, id: revenueId({ ...row, version }), version }),
  fundBalance: (row, { version }) => ({ ...row, id: revenueId({ ...row, version }), version }),
}

/** The row as one of another version. */
export function carriedRow<Name extends VersionedTable>(table: Name, row: Tables[Name], to: Carrying): Tables[Name] {
  return CARRY[table](row, to)
}

/** New ids for the rows that are copied, made once each; `newId` is asked only for tables whose rows have ids of their own. */
export function freshIds(copied: { readonly has: (table: VersionedTable, id: string) => boolean; readonly newId: () => string }): Carrying['idOf'] {
  const made = new Map<string, string>()
  return (table, id) => {
    if (!copied.has(table, id)) return id
    const key = `${table}|${id}`
    const known = made.get(key)
    if (known !== undefined) return known
    const fresh = copied.newId()
    made.set(key, fresh)
    return fresh
  }
}

type Versioned = { readonly id: string; readonly version: VersionKey }

/** The rows of one version in a table, in the order of the table. */
export function rowsOfVersion<Name extends VersionedTable>(draft: Draft, table: Name, version: VersionKey): readonly Tables[Name][] {
  const rows: ReadonlyMap<string, Tables[Name] & Versioned> = draft[table]
  return [...rows.values()].filter((row) => row.version === version)
}

/** True when a version has any row of the cost side but its policy and escalators, which may come before the others. */
export function hasCosts(draft: Draft, version: VersionKey): boolean {
  return VERSIONED_TABLES.some((table) => table !== 'yearPolicy' && table !== 'escalator' && rowsOfVersion(draft, table, version).length > 0)
}

function scenarioVersions(draft: Draft, scenarioId: string): readonly VersionKey[] {
  const found = new Set<VersionKey>()
  for (const table of VERSIONED_TABLES) for (const row of draft[table].values()) if (readVersionKey(row.version)?.scenarioId === scenarioId) found.add(row.version)
  return [...found]
}

const overridesByScenario = remembered<InputOverride, ReadonlyMap<string, readonly InputOverride[]>>((table) => Map.groupBy(table.values(), (row) => row.scenarioId))

/** What a scenario changes of the cost side, in every version. */
export function inputOverridesOf(draft: Draft, scenarioId: string): readonly InputOverride[] {
  return overridesByScenario(draft.inputOverride).get(scenarioId) ?? []
}

/** Takes away what a scenario has of the cost side: its changes and its own rows, those that refer to others first. */
export function scenarioCostRemovals(draft: Draft, scenarioId: string): readonly RowChange[] {
  const versions = new Set(scenarioVersions(draft, scenarioId))
  const rows = VERSIONED_TABLES.toReversed().flatMap((table) => [...draft[table].values()].filter((row) => versions.has(row.version)).map((before) => rowChange(table, { before, after: null })))
  return [...inputOverridesOf(draft, scenarioId).map((before) => rowChange('inputOverride', { before, after: null })), ...rows]
}

/** The cost side of a scenario once more, for another scenario. */
export function scenarioCostCopies(draft: Draft, of: { readonly from: string; readonly to: string; readonly newId: () => string }): readonly RowChange[] {
  const versions = new Set(scenarioVersions(draft, of.from))
  const idOf = freshIds({ has: (table, id) => isIn(versions, draft[table].get(id)), newId: of.newId })
  const rows = [...versions].flatMap((from) => {
    const read = readVersionKey(from)
    const version = read === undefined ? from : versionKey({ ...read, scenarioId: of.to })
    return VERSIONED_TABLES.flatMap((table) => copiesInto(draft, { table, from, to: { version, idOf } }))
  })
  const overrides = inputOverridesOf(draft, of.from).map((row) => {
    const copy = { ...row, scenarioId: of.to }
    return rowChange('inputOverride', { before: null, after: { ...copy, id: inputOverrideId(copy) } })
  })
  return [...rows, ...overrides]
}

function isIn(versions: ReadonlySet<VersionKey>, row: Versioned | undefined): boolean {
  return row !== undefined && versions.has(row.version)
}

function copiesInto(draft: Draft, of: { readonly table: VersionedTable; readonly from: VersionKey; readonly to: Carrying }): readonly RowChange[] {
  return rowsOfVersion(draft, of.table, of.from).map((row) => rowChange(of.table, { before: null, after: carriedRow(of.table, row, of.to) }))
}
