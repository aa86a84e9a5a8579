/**
 * The cost side of a version as it holds in it (VER-1, VER-4): the base's rows with what the scenario changes in them, without
 * those that it leaves out, and those that it adds. Remembered by the identity of the tables; what has not changed keeps its identity.
 */
import { issue, type Issue } from '../issues.ts'
import { checkCostRow } from '../model/cost-row-rules.ts'
import type { CarryForward, Driver, InputOverride, OverridableTable } from '../model/cost-tables.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange } from '../model/edit.ts'
import { isCostChange } from '../model/cost-integrity.ts'
import { remembered } from '../model/table-index.ts'
import type { Tables } from '../model/tables.ts'
import { baseOf, versionKey, type Version, type VersionKey } from '../version.ts'
import { defaultPolicy } from './default-policy.ts'
import type { CostInputs } from './derivation.ts'
import { costFields, LEFT_OUT, readField, type EditableTable } from './field-kinds.ts'
import { isSameList, keptFor } from '../kept-rows.ts'

type Versioned = { readonly id: string; readonly version: VersionKey }
/** A table's rows in a version, and what the scenario says of rows that cannot be so. */
type Effective<Row> = { readonly rows: readonly Row[]; readonly leftOut: ReadonlySet<string>; readonly orphaned: readonly InputOverride[] }

const NO_ROWS: readonly never[] = []
const NONE: ReadonlySet<string> = new Set()

function byVersion<Row extends Versioned>(): (table: ReadonlyMap<string, Row>) => ReadonlyMap<VersionKey, readonly Row[]> {
  return remembered<Row, ReadonlyMap<VersionKey, readonly Row[]>>((table) => {
    const groups = new Map<VersionKey, Row[]>()
    for (const row of table.values()) {
      const group = groups.get(row.version)
      if (group === undefined) groups.set(row.version, [row])
      else group.push(row)
    }
    return groups
  })
}

type OverridesByTable = ReadonlyMap<OverridableTable, readonly InputOverride[]>

/** By scenario and base version, then by table, each in the order of the ids: the order of a map depends on its history. */
const overridesByVersion = remembered<InputOverride, ReadonlyMap<string, OverridesByTable>>((table) => {
  const groups = new Map<string, Map<OverridableTable, InputOverride[]>>()
  for (const each of table.values()) {
    const key = `${each.scenarioId}|${each.version}`
    let ofVersion = groups.get(key)
    if (ofVersion === undefined) groups.set(key, (ofVersion = new Map()))
    const ofTable = ofVersion.get(each.table)
    if (ofTable === undefined) ofVersion.set(each.table, [each])
    else ofTable.push(each)
  }
  for (const ofVersion of groups.values()) for (const ofTable of ofVersion.values()) ofTable.sort(byId)
  return groups
})

function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  return left.id < right.id ? -1 : 1
}

export type Changed<Row> = { readonly overrides: readonly InputOverride[]; readonly row: Row; readonly orphaned: readonly InputOverride[] }

/**
 * A base row with a scenario's changes of its fields in place. Changes that the row cannot take are left out and named: a field
 * that is none, a value out of range, or, where the changed fields do not go together, all of them.
 */
export function changedRow<Name extends EditableTable>(parts: { readonly table: Name; readonly draft: Draft; readonly row: Tables[Name]; readonly overrides: readonly InputOverride[] }): Changed<Tables[Name]> {
  const { table, draft, overrides } = parts
  const orphaned: InputOverride[] = []
  let row = parts.row
  for (const override of overrides) {
    const field = costFields(table).get(override.field)
    const read = field?.isOverridable === true ? readField({ table, row, field: override.field, text: override.value, context: { draft, versions: [] } }) : undefined
    if (read?.ok === true) row = read.value.row
    else orphaned.push(override)
  }
  return ownIssue({ table, row }) === undefined ? { overrides, row, orphaned } : { overrides, row: parts.row, orphaned: overrides }
}

/** The first thing that is wrong with a row of the cost side by itself. */
export function ownIssue<Name extends EditableTable>(parts: { readonly table: Name; readonly row: Tables[Name] }): Issue | undefined {
  const change = rowChange(parts.table, { before: null, after: parts.row })
  const issues: Issue[] = []
  if (isCostChange(change)) checkCostRow(change, (code, message, remedy) => issues.push(issue(code, message, { subject: { table: change.table, id: change.id }, ...(remedy === undefined ? {} : { remedy }) })))
  return issues[0]
}

/** What a row's id says behind its version, such as `|mf-cpu-p|`: a scenario's row of the same key takes the place of the base's. */
function keyInVersion(row: Versioned): string | undefined {
  return row.id.startsWith(`${row.version}|`) ? row.id.slice(row.version.length) : undefined
}

/** One table's rows in a version. */
class TableView<Name extends OverridableTable> {
  readonly #table: Name
  readonly #rowsByVersion = byVersion<Tables[Name] & Versioned>()
  readonly #changed = new WeakMap<Tables[Name], Changed<Tables[Name]>>()
  readonly #kept = keptFor<Effective<Tables[Name]>>()
  readonly #rowsOf: (draft: Draft) => ReadonlyMap<string, Tables[Name] & Versioned>

  constructor(table: Name, rowsOf: (draft: Draft) => ReadonlyMap<string, Tables[Name] & Versioned>) {
    this.#table = table
    this.#rowsOf = rowsOf
  }

  of(draft: Draft, version: Version): Effective<Tables[Name]> {
    const base = versionKey(baseOf(version))
    const groups = this.#rowsByVersion(this.#rowsOf(draft))
    const rows = groups.get(base) ?? NO_ROWS
    if (version.scenarioId === null) return this.#kept(base, rows, () => ({ rows, leftOut: NONE, orphaned: NO_ROWS }))
    const overrides = overridesByVersion(draft.inputOverride).get(`${version.scenarioId}|${base}`)?.get(this.#table) ?? NO_ROWS
    const added = groups.get(versionKey(version)) ?? NO_ROWS
    const references = overrides.length === 0 ? [] : [draft.service, draft.costPool, draft.driver, draft.internalServiceFund, draft.staffPosition]
    return this.#kept(versionKey(version), [...rows, null, ...overrides, null, ...added, ...references], () => this.#laidOver(draft, { rows, overrides, added }))
  }

  #laidOver(draft: Draft, parts: { readonly rows: readonly (Tables[Name] & Versioned)[]; readonly overrides: readonly InputOverride[]; readonly added: readonly (Tables[Name] & Versioned)[] }): Effective<Tables[Name]> {
    const { rows, overrides, added } = parts
    const replaced = new Set(added.flatMap((row) => keyInVersion(row) ?? []))
    const isReplaced = (row: Versioned): boolean => replaced.size > 0 && replaced.has(keyInVersion(row) ?? '')
    if (overrides.length === 0) return { rows: added.length === 0 ? rows : [...rows.filter((row) => !isReplaced(row)), ...added], leftOut: NONE, orphaned: NO_ROWS }
    const leftOut = new Set(overrides.filter((each) => each.field === LEFT_OUT && each.value === 'yes').map((each) => each.rowId))
    const byRow = Map.groupBy(overrides.filter((each) => each.field !== LEFT_OUT), (each) => each.rowId)
    const present = new Set(rows.map((row) => row.id))
    const orphaned = overrides.filter((each) => !present.has(each.rowId) || (each.field === LEFT_OUT && each.value !== 'yes'))
    const kept: Tables[Name][] = []
    for (const row of rows) {
      if (leftOut.has(row.id) || isReplaced(row)) continue
      const changed = this.#changedRow(draft, row, byRow.get(row.id) ?? NO_ROWS)
      kept.push(changed.row)
      orphaned.push(...changed.orphaned)
    }
    return { rows: [...kept, ...added], leftOut, orphaned }
  }

  #changedRow(draft: Draft, row: Tables[Name], overrides: readonly InputOverride[]): Changed<Tables[Name]> {
    if (overrides.length === 0) return { overrides, row, orphaned: NO_ROWS }
    const known = this.#changed.get(row)
    if (known !== undefined && isSameList(known.overrides, overrides)) return known
    const changed = changedRow({ table: this.#table, draft, row, overrides })
    this.#changed.set(row, changed)
    return changed
  }
}

const views = {
  yearPolicy: new TableView('yearPolicy', (draft) => draft.yearPolicy),
  costLine: new TableView('costLine', (draft) => draft.costLine),
  capitalItem: new TableView('capitalItem', (draft) => draft.capitalItem),
  staffPosition: new TableView('staffPosition', (draft) => draft.staffPosition),
  staffAssignment: new TableView('staffAssignment', (draft) => draft.staffAssignment),
  salaryIncrease: new TableView('salaryIncrease', (draft) => draft.salaryIncrease),
  costPool: new TableView('costPool', (draft) => draft.costPool),
  driverQuantity: new TableView('driverQuantity', (draft) => draft.driverQuantity),
  rateBuild: new TableView('rateBuild', (draft) => draft.rateBuild),
  rateUnits: new TableView('rateUnits', (draft) => draft.rateUnits),
} as const
const driversByVersion = byVersion<Driver>()
const kept = {
  inputs: keptFor<CostInputs>(), policy: keptFor<CostInputs['policy']>(), pools: keptFor<CostInputs['costPools']>(), drivers: keptFor<CostInputs['drivers']>(), builds: keptFor<CostInputs['rateBuilds']>(),
  units: keptFor<CostInputs['rateUnits']>(), lines: keptFor<CostInputs['costLines']>(), items: keptFor<CostInputs['capitalItems']>(), assignments: keptFor<CostInputs['staffAssignments']>(),
  increases: keptFor<CostInputs['salaryIncreases']>(), quantities: keptFor<CostInputs['driverQuantities']>(), carryForwards: keptFor<CostInputs['carryForwards']>(),
  changed: keptFor<CostInputs['changed']>(), orphaned: keptFor<CostInputs['orphaned']>(),
} as const

/** RECOV-4: the balances that this year's rates take up. */
function isTakenUpIn(row: CarryForward, version: Version): boolean {
  const year = version.fiscalYear
  return row.settledBy === 'future-rates' && row.firstYear <= year && year < row.firstYear + row.years && year <= row.expiresAfter
}

/** In the step-down order; where two have the same place, by code, so that the order is always the same. */
function inStepOrder(pools: CostInputs['costPools']): CostInputs['costPools'] {
  return pools.toSorted((left, right) => left.position - right.position || (left.code < right.code ? -1 : 1))
}

function driversOf(draft: Draft, version: Version): CostInputs['drivers'] {
  const groups = driversByVersion(draft.driver)
  const rows = [...(groups.get(versionKey(baseOf(version))) ?? NO_ROWS), ...(version.scenarioId === null ? NO_ROWS : (groups.get(versionKey(version)) ?? NO_ROWS))]
  return kept.drivers(versionKey(version), rows, () => new Map(rows.map((row) => [row.id, row])))
}

type Dependent = { readonly poolId?: string | null; readonly staffPositionId?: string | null }

/** What is left out takes along what it owns: a pool its costs and quantities, a position its parts and increases. */
function withoutOwnedBy<Row extends Dependent>(rows: readonly Row[], gone: { readonly pools: ReadonlySet<string>; readonly positions: ReadonlySet<string> }): readonly Row[] {
  if (gone.pools.size === 0 && gone.positions.size === 0) return rows
  return rows.filter((row) => !gone.pools.has(row.poolId ?? '') && !gone.positions.has(row.staffPositionId ?? ''))
}

/**
 * The cost side of a version. The same tables give the same object, and so does a draft whose other tables changed; within it an
 * unchanged row is the same object, so that what is computed from it can be remembered. Rows come in the order of their table,
 * which depends on its history: sort them where an order counts. Pools come in the step-down order.
 *
 * @example costInputsOf(draft, planOf(fiscalYear(2005), 'plan-a')).changed.get('staffPosition|p-1|baseSalary')?.value // '52000'
 */
export function costInputsOf(draft: Draft, version: Version): CostInputs {
  const key = versionKey(version)
  const of = {
    policy: views.yearPolicy.of(draft, version), lines: views.costLine.of(draft, version), items: views.capitalItem.of(draft, version), positions: views.staffPosition.of(draft, version),
    assignments: views.staffAssignment.of(draft, version), increases: views.salaryIncrease.of(draft, version), pools: views.costPool.of(draft, version), quantities: views.driverQuantity.of(draft, version),
    builds: views.rateBuild.of(draft, version), units: views.rateUnits.of(draft, version),
  }
  const gone = { pools: of.pools.leftOut, positions: of.positions.leftOut }
  const stayed = <Row extends Dependent>(rows: readonly Row[], keep: ReturnType<typeof keptFor<readonly Row[]>>): readonly Row[] => {
    const left = withoutOwnedBy(rows, gone)
    return keep(key, left, () => left)
  }
  const orphaned = Object.values(of).flatMap((each) => each.orphaned).sort(byId)
  const overrides = version.scenarioId === null ? [] : [...(overridesByVersion(draft.inputOverride).get(`${version.scenarioId}|${versionKey(baseOf(version))}`)?.values() ?? [])].flat().sort(byId)
  const inputs = {
    policy: kept.policy(key, of.policy.rows, () => of.policy.rows.at(-1) ?? defaultPolicy(baseOf(version))),
    costLines: stayed(of.lines.rows, kept.lines), capitalItems: stayed(of.items.rows, kept.items), staffPositions: of.positions.rows,
    staffAssignments: stayed(of.assignments.rows, kept.assignments), salaryIncreases: stayed(of.increases.rows, kept.increases),
    costPools: kept.pools(key, of.pools.rows, () => inStepOrder(of.pools.rows)), drivers: driversOf(draft, version), driverQuantities: stayed(of.quantities.rows, kept.quantities),
    rateBuilds: kept.builds(key, of.builds.rows, () => new Map(of.builds.rows.map((row) => [row.rateId, row]))),
    rateUnits: kept.units(key, of.units.rows, () => Map.groupBy(of.units.rows, (row) => row.rateId)),
    carryForwards: carryForwardsOf(draft, version),
    changed: kept.changed(key, [...overrides, null, ...orphaned], () => new Map(overrides.filter((each) => !orphaned.includes(each)).map((each) => [`${each.table}|${each.rowId}|${each.field}`, each]))),
    orphaned: kept.orphaned(key, orphaned, () => orphaned),
  }
  return kept.inputs(key, Object.values(inputs), () => ({ version, ...inputs }))
}

function carryForwardsOf(draft: Draft, version: Version): CostInputs['carryForwards'] {
  const rows = [...draft.carryForward.values()].filter((row) => isTakenUpIn(row, version))
  return kept.carryForwards(versionKey(version), rows, () => rows)
}
