/** A scenario's cost side adopted as the base's (VER-3), in the same year or as that of a year that has none. */
import { formatFiscalYear } from '../fiscal-year.ts'
import { issue } from '../issues.ts'
import { applyChanges, isSameRow } from '../model/apply-edit.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { isVersionPublished } from '../model/integrity.ts'
import type { Tables } from '../model/tables.ts'
import { ok, refused, type Result } from '../result.ts'
import { baseOf, versionKey, type Version } from '../version.ts'
import { costInputsOf } from './cost-inputs.ts'
import { costTargetOf } from './cost-target.ts'
import type { CostInputs } from './derivation.ts'
import { carriedRow, freshIds, hasCosts, inputOverridesOf, rowsOfVersion, VERSIONED_TABLES, type Carrying, type VersionedTable } from './version-rows.ts'

/** The rows that hold in a version, table by table; revenue and balances, which nothing changes, are those of the base and the scenario. */
export function effectiveRows(draft: Draft, inputs: CostInputs): { readonly [Name in VersionedTable]: readonly Tables[Name][] } {
  const own = versionKey(inputs.version)
  const base = versionKey(baseOf(inputs.version))
  const both = <Name extends VersionedTable>(table: Name): readonly Tables[Name][] => (own === base ? rowsOfVersion(draft, table, base) : [...rowsOfVersion(draft, table, base), ...rowsOfVersion(draft, table, own)])
  const hasPolicy = draft.yearPolicy.has(base) || draft.yearPolicy.has(own)
  return {
    yearPolicy: hasPolicy ? [inputs.policy] : [], driver: [...inputs.drivers.values()], costPool: inputs.costPools, costLine: inputs.costLines, capitalItem: inputs.capitalItems, escalator: both('escalator'),
    staffPosition: inputs.staffPositions, staffAssignment: inputs.staffAssignments, salaryIncrease: inputs.salaryIncreases, driverQuantity: inputs.driverQuantities, rateBuild: [...inputs.rateBuilds.values()],
    rateUnits: [...inputs.rateUnits.values()].flat(), revenue: both('revenue'), fundBalance: both('fundBalance'),
  }
}

/** What must change in one table for the base to have the rows that the scenario sees. */
function tableChanges<Name extends VersionedTable>(draft: Draft, parts: { readonly table: Name; readonly version: Version; readonly wanted: readonly Tables[Name][]; readonly to: Carrying }): readonly RowChange[] {
  const { table, version, to } = parts
  const own = versionKey(version)
  const before = new Map<string, Tables[Name]>([...rowsOfVersion(draft, table, to.version), ...rowsOfVersion(draft, table, own)].map((row) => [row.id, row]))
  const after = new Map<string, Tables[Name]>(parts.wanted.map((row) => carriedRow(table, row, to)).map((row) => [row.id, row]))
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const pair = { before: before.get(id) ?? null, after: after.get(id) ?? null }
    return isSameRow(pair.before, pair.after) ? [] : [rowChange(table, pair)]
  })
}

function inSameYear(draft: Draft, version: Version): readonly RowChange[] {
  const base = versionKey(baseOf(version))
  const inputs = costInputsOf(draft, version)
  const wanted = effectiveRows(draft, inputs)
  const to: Carrying = { version: base, idOf: (_, id) => id }
  const changes = VERSIONED_TABLES.flatMap((table) => tableChanges(draft, { table, version, wanted: wanted[table], to }))
  // What could not be laid over the base is not adopted, and goes on being reported.
  const orphaned = new Set(inputs.orphaned.map((each) => each.id))
  const settled = inputOverridesOf(draft, version.scenarioId ?? '').filter((each) => each.version === base && !orphaned.has(each.id))
  return [...changes, ...settled.map((before) => rowChange('inputOverride', { before, after: null }))]
}

/** The rows of a version as new rows of another one. */
export function copiedRows(draft: Draft, parts: { readonly wanted: { readonly [Name in VersionedTable]: readonly Tables[Name][] }; readonly to: Version; readonly newId: () => string }): readonly RowChange[] {
  const { wanted } = parts
  const copied = new Set(VERSIONED_TABLES.flatMap((table) => wanted[table].map((row) => `${table}|${row.id}`)))
  const version = versionKey(parts.to)
  const to: Carrying = { version, idOf: freshIds({ has: (table, id) => copied.has(`${table}|${id}`), newId: parts.newId }) }
  return VERSIONED_TABLES.flatMap((table) => copiedTable(draft, { table, rows: wanted[table], to }))
}

function copiedTable<Name extends VersionedTable>(draft: Draft, parts: { readonly table: Name; readonly rows: readonly Tables[Name][]; readonly to: Carrying }): readonly RowChange[] {
  return parts.rows.flatMap((row) => {
    const after = carriedRow(parts.table, row, parts.to)
    const before = draft[parts.table].get(after.id) ?? null
    return isSameRow(before, after) ? [] : [rowChange(parts.table, { before, after })]
  })
}

/**
 * The changes that make the base of year `target` have the costs of `from`, a version with a scenario. In its own year the scenario's
 * changes and rows become the base's and go; another year gets copies where it has no costs yet, and else keeps its own. A published
 * plan keeps its costs.
 */
export function adoptedCostChanges(draft: Draft, parts: { readonly from: Version; readonly target: Version; readonly newId: () => string }): readonly RowChange[] {
  const base = versionKey(baseOf(parts.target))
  if (isVersionPublished(draft, base)) return []
  if (versionKey(baseOf(parts.from)) === base) return inSameYear(draft, parts.from)
  if (hasCosts(draft, base)) return []
  const wanted = effectiveRows(draft, costInputsOf(draft, parts.from))
  return copiedRows(draft, { wanted: { ...wanted, revenue: [], fundBalance: [], escalator: [] }, to: baseOf(parts.target), newId: parts.newId })
}

/**
 * A scenario's costs as the base's of its year, without its prices. Refused: `published-is-immutable`, `wrong-state`, `nothing-to-change`.
 *
 * @example planAdoptCosts({ draft, version: planOf(fiscalYear(2005), 'plan-a'), newId }) // label 'Adopt the costs of "Plan A" as FY2005'
 */
export function planAdoptCosts(request: { readonly draft: Draft; readonly version: Version; readonly newId: () => string }): Result<EditPlan> {
  const { draft, version } = request
  const target = costTargetOf(draft, baseOf(version))
  if (!target.ok) return target
  const scenario = draft.scenario.get(version.scenarioId ?? '')
  if (scenario === undefined) return refused([issue('unknown-reference', 'That scenario is not there any more.')])
  const changes = adoptedCostChanges(draft, { from: version, target: baseOf(version), newId: request.newId })
  if (changes.length === 0) return refused([issue('nothing-to-change', `The costs of ${formatFiscalYear(version.fiscalYear)} are those of the scenario already.`)])
  const applied = applyChanges(draft, changes)
  return applied.ok ? ok({ label: `Adopt the costs of "${scenario.name}" as ${formatFiscalYear(version.fiscalYear)}`, kind: 'edit', changes }) : applied
}
