/** Texts typed into the fields of one row of the cost side: the changes that they make, and those that the row cannot take. */
import { issue, type Issue } from '../issues.ts'
import { isSameRow } from '../model/apply-edit.ts'
import { inputOverrideId, type InputOverride, type OverridableTable } from '../model/cost-tables.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type RowChange } from '../model/edit.ts'
import type { Tables } from '../model/tables.ts'
import { ok, refused, type Result } from '../result.ts'
import type { DecimalSeparator } from '../typed-number.ts'
import { idInVersion, isAddable, refersToPresent, rowOfKey } from './blank-rows.ts'
import { changedRow, ownIssue } from './cost-inputs.ts'
import { capitalised, costRowName, fieldWords } from './cost-row-names.ts'
import type { CostTarget } from './cost-target.ts'
import { costFields, isOverridableTable, LEFT_OUT, readField, type EditableTable } from './field-kinds.ts'

/** Both fields that say whose a row is, written as one: `service:<id>`, `pool:<id>`, or the code of either. */
export const OWNER = 'owner'

export type CellText = { readonly index: number; readonly field: string; readonly text: string }
export type CellIssue = { readonly index: number; readonly issue: Issue }
export type WrittenRow = { readonly changes: readonly RowChange[]; readonly refused: readonly CellIssue[]; readonly notes: readonly CellIssue[]; readonly name: string }

export type WriteRequest<Name extends EditableTable> = {
  readonly draft: Draft
  readonly target: CostTarget
  readonly table: Name
  readonly rowId: string
  readonly cells: readonly CellText[]
  readonly author?: string | undefined
  readonly decimalSeparator?: DecimalSeparator | undefined
}

/** Where a row stands: `direct`: it is written itself; `scenario`: what the scenario changes of it is. */
type Place<Row> = { readonly how: 'direct' | 'scenario'; readonly stored: Row | null; readonly row: Row }

function versionOf(row: object): string | null {
  return 'version' in row && typeof row.version === 'string' ? row.version : null
}

/** The changes that a scenario has of one row. */
export function overridesOfRow(draft: Draft, key: { readonly scenarioId: string; readonly table: OverridableTable; readonly rowId: string }): readonly InputOverride[] {
  return [...costFields(key.table).keys(), LEFT_OUT].flatMap((field) => draft.inputOverride.get(inputOverrideId({ ...key, field })) ?? [])
}

function placeOf<Name extends EditableTable>({ draft, target, table, rowId }: WriteRequest<Name>): Result<Place<Tables[Name]>, Issue> {
  const subject = { table, id: rowId } as const
  const ownId = idInVersion(rowId, target.key)
  const stored = draft[table].get(ownId ?? rowId) ?? draft[table].get(rowId)
  if (stored === undefined) {
    const blank = ownId === undefined || isAddable(table) ? undefined : rowOfKey(table, ownId)
    if (blank === undefined || !refersToPresent(draft, blank)) return refused(issue('unknown-reference', 'That row is not there any more.', { subject }))
    return ok({ how: 'direct', stored: null, row: blank })
  }
  const version = versionOf(stored)
  if (version === null || version === target.key) return ok({ how: 'direct', stored, row: stored })
  const name = capitalised(costRowName(draft, { table, row: stored }))
  if (target.scenarioId === null || version !== target.base) return refused(issue('unknown-reference', `${name} belongs to another year or scenario.`, { subject }))
  if (!isOverridableTable(table)) return refused(issue('wrong-state', `${name} is the same in every scenario.`, { subject, remedy: 'Leave the scenario to change it.' }))
  const overrides = overridesOfRow(draft, { scenarioId: target.scenarioId, table, rowId }).filter((each) => each.field !== LEFT_OUT)
  return ok({ how: 'scenario', stored, row: changedRow({ table, draft, row: stored, overrides }).row })
}

/** `owner` as the two fields that it stands for. */
function fieldsOfCell({ draft, target, cell }: { readonly draft: Draft; readonly target: CostTarget; readonly cell: CellText }): readonly { readonly field: string; readonly text: string }[] {
  if (cell.field !== OWNER) return [cell]
  const text = cell.text.trim()
  if (text.startsWith('service:')) return [{ field: 'serviceId', text: text.slice(8) }, { field: 'poolId', text: '' }]
  if (text.startsWith('pool:')) return [{ field: 'serviceId', text: '' }, { field: 'poolId', text: text.slice(5) }]
  const isPool = [...draft.costPool.values()].some((pool) => (pool.version === target.base || pool.version === target.key) && (pool.id === text || pool.code.toLowerCase() === text.toLowerCase()))
  return isPool ? [{ field: 'serviceId', text: '' }, { field: 'poolId', text }] : [{ field: 'serviceId', text }, { field: 'poolId', text: '' }]
}

type Read<Row> = { readonly row: Row; readonly notes: readonly CellIssue[]; readonly refused: readonly CellIssue[]; readonly taken: readonly CellText[] }

function readCells<Name extends EditableTable>(request: WriteRequest<Name>, row: Tables[Name], cells: readonly CellText[]): Read<Tables[Name]> {
  const { draft, target, table } = request
  const context = { draft, versions: target.key === target.base ? [target.base] : [target.key, target.base], decimalSeparator: request.decimalSeparator }
  const name = capitalised(costRowName(draft, { table, row }))
  const said = (found: Issue, field: string): Issue => ({ ...found, message: `${name}, ${fieldWords(field)}: ${found.message}`, subject: { table, id: request.rowId } })
  const notes: CellIssue[] = []
  const refusedCells: CellIssue[] = []
  const taken: CellText[] = []
  let present = row
  for (const cell of cells) {
    let next = present
    let problem: Issue | undefined
    for (const { field, text } of fieldsOfCell({ draft, target, cell })) {
      const read = readField({ table, row: next, field, text, context })
      if (!read.ok) problem = read.failure
      else {
        next = read.value.row
        if (read.value.note !== null) notes.push({ index: cell.index, issue: said(read.value.note, cell.field) })
      }
    }
    if (problem === undefined) {
      present = next
      taken.push(cell)
    } else refusedCells.push({ index: cell.index, issue: said(problem, cell.field) })
  }
  return { row: present, notes, refused: refusedCells, taken }
}

/** All texts together where they go together (a first and a last day that only fit as a pair), else those that fit one after the other. */
function readFitting<Name extends EditableTable>(request: WriteRequest<Name>, row: Tables[Name], cells: readonly CellText[]): Read<Tables[Name]> {
  const { table } = request
  const together = readCells(request, row, cells)
  const problem = ownIssue({ table, row: together.row })
  if (problem === undefined) return together
  const name = capitalised(costRowName(request.draft, { table, row }))
  const refusedCells = [...together.refused]
  const taken: CellText[] = []
  let present = row
  for (const cell of together.taken) {
    const next = readCells(request, present, [cell])
    const found = ownIssue({ table, row: next.row })
    if (found === undefined) {
      present = next.row
      taken.push(cell)
    } else refusedCells.push({ index: cell.index, issue: { ...found, message: `${name}: ${found.message}` } })
  }
  return { row: present, notes: together.notes.filter((note) => taken.some((cell) => cell.index === note.index)), refused: refusedCells, taken }
}

/** The fields in which two rows differ. */
function changedFields<Name extends EditableTable>(table: Name, left: Tables[Name], right: Tables[Name]): readonly string[] {
  return [...costFields(table).values()].filter((field) => field.textOf(left) !== field.textOf(right)).map((field) => field.name)
}

function overrideChange(parts: {
  readonly draft: Draft
  readonly target: CostTarget
  readonly scenarioId: string
  readonly table: OverridableTable
  readonly rowId: string
  readonly field: string
  readonly value: string
  readonly baseValue: string
}): readonly RowChange[] {
  const { draft, target, scenarioId, table, rowId, field, value, baseValue } = parts
  const id = inputOverrideId({ scenarioId, table, rowId, field })
  const before = draft.inputOverride.get(id) ?? null
  const after: InputOverride | null = value === baseValue ? null : { id, scenarioId, version: target.base, table, rowId, field, value, baseValue, baseRevision: target.baseRevision, note: before?.note ?? '' }
  return isSameRow(before, after) || (before === null && after === null) ? [] : [rowChange('inputOverride', { before, after })]
}

/** Leaves a base row out of a scenario, or takes it in again; its other changes go with it. */
export function leaveOutChanges(parts: { readonly draft: Draft; readonly target: CostTarget; readonly table: OverridableTable; readonly rowId: string; readonly isLeftOut: boolean }): readonly RowChange[] {
  const { draft, target, table, rowId, isLeftOut } = parts
  if (target.scenarioId === null) return []
  const others = isLeftOut ? overridesOfRow(draft, { scenarioId: target.scenarioId, table, rowId }).filter((each) => each.field !== LEFT_OUT) : []
  return [
    ...others.map((before) => rowChange('inputOverride', { before, after: null })),
    ...overrideChange({ draft, target, scenarioId: target.scenarioId, table, rowId, field: LEFT_OUT, value: isLeftOut ? 'yes' : 'no', baseValue: 'no' }),
  ]
}

function scenarioChanges<Name extends EditableTable>(request: WriteRequest<Name>, place: Place<Tables[Name]>, read: Read<Tables[Name]>): WrittenRow {
  const { draft, target, table, rowId } = request
  const name = costRowName(draft, { table, row: place.row })
  const { stored } = place
  const { scenarioId } = target
  if (stored === null || scenarioId === null || !isOverridableTable(table)) return { changes: [], refused: read.refused, notes: read.notes, name }
  const changes: RowChange[] = []
  const refusedCells = [...read.refused]
  for (const name of changedFields<Name>(request.table, place.row, read.row)) {
    const field = costFields<Name>(request.table).get(name)
    if (field === undefined) continue
    if (!field.isOverridable) {
      const cell = read.taken.find((each) => each.field === name)
      refusedCells.push({ index: cell?.index ?? 0, issue: issue('wrong-state', `${capitalised(costRowName<Name>(draft, { table: request.table, row: stored }))}: the ${fieldWords(name)} is the same in every scenario.`, { subject: { table, id: rowId }, remedy: 'Leave the scenario to change it.' }) })
    } else changes.push(...overrideChange({ draft, target, scenarioId, table, rowId, field: name, value: field.textOf(read.row), baseValue: field.textOf(stored) }))
  }
  return { changes, refused: refusedCells, notes: read.notes, name }
}

function withAuthor<Row extends object>(row: Row, author: string | undefined): Row {
  return author !== undefined && author !== '' && 'author' in row ? { ...row, author } : row
}

/** The figure without which a row says nothing: no units, no quantity, nothing billed, no balance stated. */
const FIGURE_OF_ROW: Partial<Readonly<Record<EditableTable, string>>> = { rateUnits: 'units', driverQuantity: 'quantity', revenue: 'billed', fundBalance: 'opening' }

/** An empty figure takes its row away. */
function isCleared(table: EditableTable, cell: CellText): boolean {
  return cell.text.trim() === '' && FIGURE_OF_ROW[table] === cell.field
}

function takenAway<Name extends EditableTable>(request: WriteRequest<Name>, place: Place<Tables[Name]>): readonly RowChange[] {
  const { draft, target, table, rowId } = request
  if (place.stored === null) return []
  if (place.how === 'direct') return [rowChange(table, { before: place.stored, after: null })]
  return isOverridableTable(table) ? leaveOutChanges({ draft, target, table, rowId, isLeftOut: true }) : []
}

/**
 * What texts typed into a row change. In a base version, and in rows that only the scenario has, it is the row itself; else it is
 * what the scenario changes, and typing the base's value again takes that change away (VER-4). A text that the field cannot take
 * is refused by itself, with the row named.
 */
export function writeRow<Name extends EditableTable>(request: WriteRequest<Name>): WrittenRow {
  const { draft, target, table, rowId } = request
  const place = placeOf(request)
  if (!place.ok) return { changes: [], refused: request.cells.map((cell) => ({ index: cell.index, issue: place.failure })), notes: [], name: '' }
  const { how, stored, row } = place.value
  const name = costRowName(draft, { table, row })
  if (request.cells.some((cell) => isCleared(table, cell))) return { changes: takenAway(request, place.value), refused: [], notes: [], name }
  const wish = request.cells.findLast((cell) => cell.field === LEFT_OUT)
  const back = target.scenarioId !== null && how === 'scenario' && isOverridableTable(table)
    ? leaveOutChanges({ draft, target, table, rowId, isLeftOut: wish !== undefined && /^(yes|true|1)$/i.test(wish.text.trim()) })
    : []
  const read = readFitting(request, row, request.cells.filter((cell) => cell.field !== LEFT_OUT))
  if (how === 'scenario') {
    const written = scenarioChanges(request, place.value, read)
    const isCleared = table === 'rateUnits' || table === 'driverQuantity'
    return { ...written, changes: [...written.changes, ...(wish !== undefined || isCleared ? back : [])] }
  }
  const changed = changedFields(table, row, read.row)
  const after = changed.length > 0 && !changed.includes('author') ? withAuthor(read.row, request.author) : read.row
  const changes = read.taken.length === 0 || (stored !== null && isSameRow(stored, after)) ? [] : [rowChange(table, { before: stored, after })]
  return { changes, refused: read.refused, notes: read.notes, name }
}
