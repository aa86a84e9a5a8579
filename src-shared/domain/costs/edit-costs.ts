/**
 * Commands of the cost side that write into fields: typed, pasted, changed by a per cent or an amount. They propose; they never
 * write. Rows are added, removed and ordered in `edit-cost-rows.ts`.
 */
import { decimal, MAX_ABSOLUTE, MAX_PLACES, round, toText, type Percent, type Usd } from '../decimal.ts'
import { formatFiscalYear, type IsoDate } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import { applyChanges, draftAhead } from '../model/apply-edit.ts'
import type { SalaryIncrease } from '../model/cost-tables.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { scaledText } from '../rates/compare-kernel.ts'
import { ok, refused, type Result } from '../result.ts'
import type { DecimalSeparator } from '../typed-number.ts'
import type { Version } from '../version.ts'
import { idInVersion } from './blank-rows.ts'
import { capitalised, countRows, costRowName, fieldWords } from './cost-row-names.ts'
import { costInputsOf } from './cost-inputs.ts'
import { costTargetOf } from './cost-target.ts'
import { costFields, type EditableTable } from './field-kinds.ts'
import { percentSum, WHOLE_PERCENT } from './position-cost.ts'
import { writeRow, type CellIssue, type CellText } from './write-row.ts'

export { OWNER, type CellIssue } from './write-row.ts'
export { costTargetOf, needsCostScenario, type CostTarget } from './cost-target.ts'
export { planAddRow, planAssignPosition, planRemoveRows, planReorderPools } from './edit-cost-rows.ts'

/** One cell: the field `owner` is that of service and pool together; in a scenario `left-out` (yes, no) leaves a row out. */
export type CostCell = { readonly table: EditableTable; readonly rowId: string; readonly field: string }
export type CostEdits = {
  /** Its changes may be none: then there is nothing to save. */
  readonly plan: EditPlan
  /** Cells that keep their old value, by their place in the request, each with the row and the reason. */
  readonly refused: readonly CellIssue[]
  /** Cells that changed and about which there is something to say: rounded to the cent, a date read as month/day/year. */
  readonly notes: readonly CellIssue[]
}

type Written = { readonly table: EditableTable; readonly rowId: string; readonly cells: readonly CellText[]; readonly changes: readonly RowChange[]; readonly name: string; readonly notes: readonly CellIssue[] }

/** COST-2 in the version as it would be, which counts what a scenario changes: positions whose parts are above 100 %. */
function positionsAbove(draft: Draft, version: Version, changes: readonly RowChange[]): ReadonlyMap<string, Issue> {
  const found = new Map<string, Issue>()
  const ahead = draftAhead(draft, changes)
  const byPosition = Map.groupBy(costInputsOf(ahead, version).staffAssignments, (row) => row.staffPositionId)
  for (const [positionId, parts] of byPosition) {
    const sum = percentSum(parts.map((part) => part.percent))
    if (sum <= WHOLE_PERCENT) continue
    const position = draft.staffPosition.get(positionId)
    found.set(positionId, issue('above-100-percent', `The parts of position ${position?.code ?? positionId} would add up to ${scaledText<'%'>(sum, MAX_PLACES)} %.`, {
      subject: { table: 'staffPosition', id: positionId }, remedy: 'Lower one of its parts, so that together they are at most 100 %.',
    }))
  }
  return found
}

/** Leaves out rows that the model cannot take among the others (a code twice, parts above 100 %), each with the reason. */
function settled(draft: Draft, version: Version, rows: readonly Written[]): { readonly kept: readonly Written[]; readonly refused: readonly CellIssue[] } {
  const refusedCells: CellIssue[] = []
  let kept = rows
  const leaveOut = (isOut: (row: Written) => Issue | undefined): boolean => {
    const stay = kept.filter((row) => {
      const found = isOut(row)
      if (found !== undefined) refusedCells.push(...row.cells.map((cell) => ({ index: cell.index, issue: found })))
      return found === undefined
    })
    const isLess = stay.length < kept.length
    kept = stay
    return isLess
  }
  if (kept.some((row) => row.table === 'staffAssignment')) {
    const above = positionsAbove(draft, version, kept.flatMap((row) => row.changes))
    if (above.size > 0) leaveOut((row) => (row.table === 'staffAssignment' ? above.get(draft.staffAssignment.get(row.rowId)?.staffPositionId ?? '') : undefined))
  }
  for (;;) {
    const changes = kept.flatMap((row) => row.changes)
    const applied = applyChanges(draft, changes)
    if (applied.ok) return { kept, refused: refusedCells }
    const isOf = (row: Written, found: Issue): boolean => row.changes.some((change) => change.table === found.subject?.table && change.id === found.subject.id)
    const isLess = leaveOut((row) => {
      const found = applied.failure.find((each) => isOf(row, each))
      return found === undefined ? undefined : { ...found, message: `${capitalised(row.name)}: ${found.message}` }
    })
    if (!isLess) {
      const [first] = applied.failure
      leaveOut(() => first)
      return { kept, refused: refusedCells }
    }
  }
}

function shortened(text: string): string {
  const plain = text.trim()
  return plain.length <= 60 ? plain : `${plain.slice(0, 59)}…`
}

function typedLabel(kept: readonly Written[]): string {
  const [row, more] = kept
  const [cell, second] = row?.cells ?? []
  if (row === undefined || cell === undefined) return 'Costs'
  if (more === undefined && second === undefined) {
    const name = capitalised(row.name)
    return (cell.text.trim() === '' ? `${name}: no ${fieldWords(cell.field)}` : `${name}: ${fieldWords(cell.field)} ${shortened(cell.text)}`).slice(0, 300)
  }
  const count = kept.reduce((sum, each) => sum + each.cells.length, 0)
  if (more === undefined) return `${count} fields of ${row.name}`.slice(0, 300)
  return kept.every((each) => each.table === row.table) ? `${count} cells of ${countRows(row.table, kept.length)}` : `${count} cells of ${kept.length} rows`
}

/**
 * Texts typed or pasted into any cells of the cost side, as one edit. In a base version whose plan is not published they are its
 * rows; with a scenario they are sparse changes of fields, and typing the base's value again removes one (VER-4); rows that only
 * the scenario has are written themselves. A row that does not exist yet but whose id says what it is of (`FY2005/plan|cpu|`: units,
 * builds, driver quantities, escalators, policies, revenue, balances) comes into being; an empty number of units or driver quantity
 * takes it away. A cell that cannot take its text is named in `refused`; the whole is refused only when the version cannot be edited.
 *
 * @example planFieldEdits({ draft, version, edits: [{ table: 'costLine', rowId: 'power', field: 'amount', text: '$1,300.50' }], newId }) // label 'Line "Power": amount $1,300.50'
 */
export function planFieldEdits(request: {
  readonly draft: Draft
  readonly version: Version
  readonly edits: readonly (CostCell & { readonly text: string })[]
  readonly newId: () => string
  /** Kept with rows that say who states them. */
  readonly author?: string | undefined
  readonly label?: string | undefined
  readonly decimalSeparator?: DecimalSeparator | undefined
}): Result<CostEdits> {
  const { draft, version, edits } = request
  const target = costTargetOf(draft, version)
  if (!target.ok) return target
  const rows: Written[] = []
  const refusedCells: CellIssue[] = []
  for (const group of Map.groupBy(edits.map((edit, index) => ({ ...edit, index })), (edit) => `${edit.table}|${idInVersion(edit.rowId, target.value.base) ?? edit.rowId}`).values()) {
    const [first] = group
    if (first === undefined) continue
    const { table, rowId } = first
    const written = writeRow({ draft, target: target.value, table, rowId, cells: group, author: request.author, decimalSeparator: request.decimalSeparator })
    refusedCells.push(...written.refused)
    const out = new Set(written.refused.map((each) => each.index))
    if (written.changes.length > 0) rows.push({ table, rowId, cells: group.filter((cell) => !out.has(cell.index)), changes: written.changes, name: written.name, notes: written.notes })
  }
  const { kept, refused: among } = settled(draft, version, rows)
  return ok({
    plan: { label: request.label ?? typedLabel(kept), kind: 'edit', changes: kept.flatMap((row) => row.changes) },
    refused: [...refusedCells, ...among].sort((left, right) => left.index - right.index), notes: kept.flatMap((row) => row.notes),
  })
}

export type CostMove = { readonly kind: 'percent'; readonly value: Percent } | { readonly kind: 'amount'; readonly value: Usd }

/** `+3 %`, `-$0.50`. */
function moveText(by: CostMove): string {
  const value = decimal(by.value)
  const size = toText(value.abs())
  return `${value.isNegative() ? '-' : '+'}${by.kind === 'percent' ? `${size} %` : `$${size}`}`
}

/** The rows of a version by their ids, as they hold in it. */
function rowsOf(draft: Draft, version: Version): ReadonlyMap<string, object> {
  const inputs = costInputsOf(draft, version)
  const lists: readonly (readonly { readonly id: string }[])[] = [
    inputs.costLines, inputs.capitalItems, inputs.staffPositions, inputs.driverQuantities, [...inputs.rateUnits.values()].flat(), [...inputs.rateBuilds.values()], inputs.staffAssignments, inputs.salaryIncreases, [inputs.policy],
  ]
  return new Map(lists.flat().map((row) => [row.id, row]))
}

function textOf(row: object | undefined, field: string): string | undefined {
  const value: unknown = row === undefined ? undefined : new Map<string, unknown>(Object.entries(row)).get(field)
  return typeof value === 'string' ? value : undefined
}

/**
 * One uniform change of many figures (`+3 %` on these lines), each rounded once to the places of its field (NUM-2). Cells that are
 * no figures, or have none, are skipped and named. For salaries from a day on, see `planSalaryIncrease`.
 *
 * @example planRelativeCostChange({ draft, version, cells, by: { kind: 'percent', value: '3' }, newId }) // label '+3 % on 2 cost lines'
 */
export function planRelativeCostChange(request: {
  readonly draft: Draft
  readonly version: Version
  readonly cells: readonly CostCell[]
  readonly by: CostMove
  readonly newId: () => string
  readonly author?: string | undefined
}): Result<CostEdits> {
  const { draft, version, by } = request
  const target = costTargetOf(draft, version)
  if (!target.ok) return target
  const rows = rowsOf(draft, version)
  const skipped: CellIssue[] = []
  const edits: (CostCell & { readonly text: string; readonly index: number })[] = []
  for (const [index, cell] of request.cells.entries()) {
    const kind = costFields(cell.table).get(cell.field)?.kind
    const text = kind?.kind === 'decimal' ? textOf(rows.get(cell.rowId), cell.field) : undefined
    if (kind?.kind !== 'decimal' || text === undefined) {
      skipped.push({ index, issue: issue('not-numeric', 'There is no figure to change; it was skipped.', { severity: 'note', subject: { table: cell.table, id: cell.rowId } }) })
      continue
    }
    const value = decimal(text as Percent)
    const moved = round(by.kind === 'percent' ? value.times(decimal(by.value).plus(100)).div(100) : value.plus(decimal(by.value)), kind.places)
    if (moved.abs().gte(MAX_ABSOLUTE)) skipped.push({ index, issue: issue('number-out-of-range', `${moveText(by)} on ${text} is too large.`, { remedy: 'Amounts stay below 1,000,000,000,000,000.' }) })
    else edits.push({ ...cell, text: toText(moved), index })
  }
  const planned = planFieldEdits({ ...request, edits })
  if (!planned.ok) return planned
  const refusedCells = planned.value.refused.map((each) => ({ ...each, index: edits[each.index]?.index ?? each.index }))
  const [first] = edits
  const count = new Set(edits.map((edit) => edit.rowId)).size
  const label = first !== undefined && edits.every((edit) => edit.table === first.table) ? `${moveText(by)} on ${countRows(first.table, count)}` : `${moveText(by)} on ${count} rows`
  return ok({ ...planned.value, plan: { ...planned.value.plan, label }, refused: [...skipped, ...refusedCells].sort((left, right) => left.index - right.index) })
}

function whose(draft: Draft, of: { readonly bargainingUnit?: string | undefined; readonly staffPositionId?: string | null | undefined }): string {
  const position = draft.staffPosition.get(of.staffPositionId ?? '')
  if (position !== undefined) return costRowName(draft, { table: 'staffPosition', row: position })
  return of.bargainingUnit === undefined || of.bargainingUnit.trim() === '' ? 'all salaries' : `salaries of ${of.bargainingUnit.trim()}`
}

/**
 * A rise of salaries from a day on, as one row (COST-2): of all, of a bargaining unit, or of one position. In a scenario it is a row
 * of the scenario.
 *
 * @example planSalaryIncrease({ draft, version, percent: '2', effectiveFrom: '2005-01-01', newId }) // label '+2 % on all salaries from 2005-01-01'
 */
export function planSalaryIncrease(request: {
  readonly draft: Draft
  readonly version: Version
  readonly percent: Percent
  readonly effectiveFrom: IsoDate
  readonly kind?: SalaryIncrease['kind'] | undefined
  readonly bargainingUnit?: string | undefined
  readonly staffPositionId?: string | null | undefined
  readonly name?: string | undefined
  readonly source?: string | undefined
  readonly newId: () => string
}): Result<EditPlan> {
  const { draft, version } = request
  const target = costTargetOf(draft, version)
  if (!target.ok) return target
  if (decimal(request.percent).isZero()) return refused([issue('nothing-to-change', 'An increase of 0 % changes nothing.', { remedy: 'Write another percentage.' })])
  const label = `${moveText({ kind: 'percent', value: request.percent })} on ${whose(draft, request)} from ${request.effectiveFrom}`
  const row: SalaryIncrease = {
    id: request.newId(), version: target.value.key, kind: request.kind ?? 'cost-of-living', name: request.name?.trim() || `${moveText({ kind: 'percent', value: request.percent })} ${formatFiscalYear(version.fiscalYear)}`,
    bargainingUnit: request.bargainingUnit?.trim() ?? '', staffPositionId: request.staffPositionId ?? null, percent: request.percent, effectiveFrom: request.effectiveFrom, source: request.source ?? '',
  }
  const changes = [rowChange('salaryIncrease', { before: null, after: row })]
  const applied = applyChanges(draft, changes)
  return applied.ok ? ok({ label: label.slice(0, 300), kind: 'edit', changes }) : applied
}
