/** Rows of the cost side: added, taken away, put in another order, and the parts of a position (VER-4: in a scenario, for it alone). */
import type { Percent } from '../decimal.ts'
import { fiscalYearSpan } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import { applyChanges } from '../model/apply-edit.ts'
import type { StaffAssignment } from '../model/cost-tables.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import type { Tables } from '../model/tables.ts'
import { ok, refused, type Result } from '../result.ts'
import type { DecimalSeparator } from '../typed-number.ts'
import type { Version } from '../version.ts'
import { ADDABLE_TABLES, blankRow, type AddableTable } from './blank-rows.ts'
import { costInputsOf, ownIssue } from './cost-inputs.ts'
import { capitalised, costRowName, countRows, ownerName } from './cost-row-names.ts'
import { costTargetOf, type CostTarget } from './cost-target.ts'
import { isOverridableTable, readField, type EditableTable } from './field-kinds.ts'
import { percentSum, WHOLE_PERCENT } from './position-cost.ts'
import { leaveOutChanges, OWNER, writeRow } from './write-row.ts'

export { ADDABLE_TABLES, type AddableTable }

/** Behind all others of its table. */
function nextPosition(draft: Draft, table: AddableTable): number {
  if (table !== 'costPool' && table !== 'costLine' && table !== 'internalServiceFund') return 0
  let next = 0
  for (const row of draft[table].values()) next = Math.max(next, row.position + 1)
  return next
}

function ownerFields(fields: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(fields).flatMap(([field, text]): readonly (readonly [string, string])[] => {
    if (field !== OWNER) return [[field, text]]
    return text.startsWith('pool:') ? [['poolId', text.slice(5)]] : [['serviceId', text.replace(/^service:/, '')]]
  })
}

/**
 * A new row of the version (with a scenario, of the scenario alone), its fields given as texts; `owner` as `service:<id>` or `pool:<id>`.
 * Fields that are not given are empty, zero, or usual. Refused with every reason: a field that cannot take its text, no owner, a code twice.
 *
 * @example planAddRow({ draft, version, table: 'costLine', fields: { owner: 'service:sam', description: 'Training', amount: '29' }, newId }) // label 'Add line "Training"'
 */
export function planAddRow(request: {
  readonly draft: Draft
  readonly version: Version
  readonly table: AddableTable
  readonly fields: Readonly<Record<string, string>>
  readonly newId: () => string
  readonly author?: string | undefined
  readonly decimalSeparator?: DecimalSeparator | undefined
}): Result<EditPlan & { readonly rowId: string }> {
  const { draft, version, table } = request
  const target = costTargetOf(draft, version)
  if (!target.ok) return target
  const firstDay = fiscalYearSpan(version.fiscalYear, fiscalYearFirstMonth(draft)).first
  const blank = blankRow(table, {
    id: request.newId(), version: target.value.key, fiscalYear: version.fiscalYear, author: request.author ?? '', firstDay, position: nextPosition(draft, table),
  })
  const filled = filledRow({ table, row: blank, fields: request.fields, draft, target: target.value, decimalSeparator: request.decimalSeparator })
  if (!filled.ok) return filled
  const row = filled.value
  const changes = [rowChange(table, { before: null, after: row })]
  const own = ownIssue({ table, row })
  if (own !== undefined) return refused([own])
  const applied = applyChanges(draft, changes)
  return applied.ok ? ok({ rowId: row.id, label: `Add ${costRowName(draft, { table, row })}`.slice(0, 300), kind: 'edit', changes }) : applied
}

function filledRow<Name extends EditableTable>(parts: {
  readonly table: Name
  readonly row: Tables[Name]
  readonly fields: Readonly<Record<string, string>>
  readonly draft: Draft
  readonly target: CostTarget
  readonly decimalSeparator: DecimalSeparator | undefined
}): Result<Tables[Name]> {
  const { table, draft, target } = parts
  const context = { draft, versions: [target.key, target.base], decimalSeparator: parts.decimalSeparator }
  const issues: Issue[] = []
  let row = parts.row
  for (const [field, text] of ownerFields(parts.fields)) {
    const read = readField({ table, row, field, text, context })
    if (read.ok) row = read.value.row
    else issues.push(read.failure)
  }
  return issues.length > 0 ? refused(issues) : ok(row)
}

/** What belongs to a position and goes with it: its parts and its own increases, in the scenario as in the base. */
function belongings(draft: Draft, table: EditableTable, rowId: string): readonly RowChange[] {
  if (table === 'staffPosition') {
    return [
      ...[...draft.staffAssignment.values()].filter((row) => row.staffPositionId === rowId).map((before) => rowChange('staffAssignment', { before, after: null })),
      ...[...draft.salaryIncrease.values()].filter((row) => row.staffPositionId === rowId).map((before) => rowChange('salaryIncrease', { before, after: null })),
    ]
  }
  if (table !== 'costPool' && table !== 'driver') return []
  return [...draft.driverQuantity.values()]
    .filter((row) => (table === 'costPool' ? row.poolId : row.driverId) === rowId)
    .map((before) => rowChange('driverQuantity', { before, after: null }))
}

function removal(parts: { readonly draft: Draft; readonly target: CostTarget; readonly table: EditableTable; readonly rowId: string }): Result<{ readonly changes: readonly RowChange[]; readonly name: string }, Issue> {
  const { draft, target, table, rowId } = parts
  const row = draft[table].get(rowId)
  if (row === undefined) return refused(issue('unknown-reference', 'That row is not there any more.', { subject: { table, id: rowId } }))
  const name = costRowName(draft, { table, row })
  const version = 'version' in row && typeof row.version === 'string' ? row.version : null
  if (version === null || version === target.key) return ok({ name, changes: [...belongings(draft, table, rowId), rowChange(table, { before: row, after: null })] })
  if (target.scenarioId !== null && version === target.base && isOverridableTable(table)) return ok({ name, changes: leaveOutChanges({ draft, target, table, rowId, isLeftOut: true }) })
  return refused(issue('wrong-state', `${capitalised(name)} cannot be left out of this scenario.`, { subject: { table, id: rowId }, remedy: 'Leave the scenario to remove it.' }))
}

/**
 * Takes rows away; in a scenario the base's rows are left out of it and stay where they are. A position takes its parts and
 * increases along, a pool or driver its quantities. Refused: `still-in-use` (a pool that has costs), `unknown-reference`.
 *
 * @example planRemoveRows({ draft, version, table: 'costLine', rowIds: ['power'] }) // label 'Remove line "Power"'
 */
export function planRemoveRows(request: { readonly draft: Draft; readonly version: Version; readonly table: EditableTable; readonly rowIds: readonly string[] }): Result<EditPlan> {
  const { draft, version, table } = request
  const target = costTargetOf(draft, version)
  if (!target.ok) return target
  const changes = new Map<string, RowChange>()
  const names: string[] = []
  for (const rowId of new Set(request.rowIds)) {
    const removed = removal({ draft, target: target.value, table, rowId })
    if (!removed.ok) return refused([removed.failure])
    names.push(removed.value.name)
    for (const change of removed.value.changes) changes.set(`${change.table}|${change.id}`, change)
  }
  if (changes.size === 0) return refused([issue('nothing-to-change', 'Nothing was chosen.')])
  const applied = applyChanges(draft, [...changes.values()])
  if (!applied.ok) return applied
  const verb = version.scenarioId === null ? 'Remove' : 'Leave out'
  return ok({ label: (names.length === 1 ? `${verb} ${names[0] ?? ''}` : `${verb} ${countRows(table, names.length)}`).slice(0, 300), kind: 'edit', changes: [...changes.values()] })
}

/**
 * Puts a pool at another place of the step-down order (0 is the first, ALLOC-2); places then run from 0 without gaps.
 *
 * @example planReorderPools({ draft, version, poolId: 'hr', toIndex: 0 }) // label 'Pool HR: step 1'
 */
export function planReorderPools(request: { readonly draft: Draft; readonly version: Version; readonly poolId: string; readonly toIndex: number }): Result<EditPlan> {
  const { draft, version } = request
  const target = costTargetOf(draft, version)
  if (!target.ok) return target
  const pools = costInputsOf(draft, version).costPools
  const pool = pools.find((each) => each.id === request.poolId)
  if (pool === undefined) return refused([issue('unknown-reference', 'That pool is not there any more.')])
  const others = pools.filter((each) => each !== pool)
  const index = Math.max(0, Math.min(others.length, Math.trunc(request.toIndex)))
  const changes = [...others.slice(0, index), pool, ...others.slice(index)].flatMap((each, position) => (
    each.position === position ? [] : writeRow({ draft, target: target.value, table: 'costPool', rowId: each.id, cells: [{ index: 0, field: 'position', text: String(position) }] }).changes
  ))
  if (changes.length === 0) return refused([issue('nothing-to-change', 'It stands there already.')])
  return ok({ label: `Pool ${pool.code}: step ${index + 1}`.slice(0, 300), kind: 'edit', changes })
}

type PartWish = { readonly serviceId: string | null; readonly poolId: string | null; readonly percent: Percent }

/**
 * Who pays for a position (COST-2): the parts as they shall be, all of them. Parts of an owner that stays are changed, others
 * added or taken away; in a scenario for it alone. Refused: `above-100-percent`, `unknown-reference`, `nothing-to-change`.
 *
 * @example planAssignPosition({ draft, version, staffPositionId: 'p-1', parts: [{ serviceId: 'sam', poolId: null, percent: '100' }], newId }) // label 'Position 00123: Service Account Management 100 %'
 */
export function planAssignPosition(request: { readonly draft: Draft; readonly version: Version; readonly staffPositionId: string; readonly parts: readonly PartWish[]; readonly newId: () => string }): Result<EditPlan> {
  const { draft, version, staffPositionId, parts } = request
  const target = costTargetOf(draft, version)
  if (!target.ok) return target
  const position = draft.staffPosition.get(staffPositionId)
  if (position === undefined) return refused([issue('unknown-reference', 'That position is not there any more.')])
  if (percentSum(parts.map((part) => part.percent)) > WHOLE_PERCENT) {
    return refused([issue('above-100-percent', `The parts of position ${position.code} would be above 100 %.`, { subject: { table: 'staffPosition', id: staffPositionId }, remedy: 'Lower one of them, so that together they are at most 100 %.' })])
  }
  const present = costInputsOf(draft, version).staffAssignments.filter((row) => row.staffPositionId === staffPositionId)
  const rest = new Set(present)
  const changes = parts.flatMap((part): readonly RowChange[] => {
    const row = [...rest].find((each) => each.serviceId === part.serviceId && each.poolId === part.poolId)
    if (row === undefined) {
      const after: StaffAssignment = { id: request.newId(), version: target.value.key, staffPositionId, serviceId: part.serviceId, poolId: part.poolId, percent: part.percent }
      return [rowChange('staffAssignment', { before: null, after })]
    }
    rest.delete(row)
    return writeRow({ draft, target: target.value, table: 'staffAssignment', rowId: row.id, cells: [{ index: 0, field: 'percent', text: part.percent }] }).changes
  })
  for (const row of rest) {
    const removed = removal({ draft, target: target.value, table: 'staffAssignment', rowId: row.id })
    if (!removed.ok) return refused([removed.failure])
    changes.unshift(...removed.value.changes)
  }
  if (changes.length === 0) return refused([issue('nothing-to-change', `Position ${position.code} is assigned so already.`)])
  const applied = applyChanges(draft, changes)
  if (!applied.ok) return applied
  const said = parts.length === 0 ? 'not assigned' : parts.map((part) => `${ownerName(draft, part)} ${part.percent} %`).join(', ')
  return ok({ label: `Position ${position.code}: ${said}`.slice(0, 300), kind: 'edit', changes })
}

