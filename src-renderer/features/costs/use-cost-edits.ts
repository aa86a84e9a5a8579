/** Every change of the cost side: through the domain into the model; the plan of a published year gets a scenario first. */
import { useMemo } from 'react'

import type { AddableTable } from '../../../src-shared/domain/costs/blank-rows.ts'
import { needsCostScenario, planAddRow, planFieldEdits, planRemoveRows, planReorderPools, type CostCell, type CostEdits as PlannedCells } from '../../../src-shared/domain/costs/edit-costs.ts'
import { LEFT_OUT, type EditableTable } from '../../../src-shared/domain/costs/field-kinds.ts'
import { issue, type Issue } from '../../../src-shared/domain/issues.ts'
import { draftAhead } from '../../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { EditPlan } from '../../../src-shared/domain/model/edit.ts'
import { ok, refused, type Result } from '../../../src-shared/domain/result.ts'
import { planCreateScenario } from '../../../src-shared/domain/scenario/edit-scenario.ts'
import type { Version } from '../../../src-shared/domain/version.ts'
import type { GridEdit, GridRefusal } from '../../components/RateGrid/types.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { notifyDone, notifyIssues } from '../../state/notices.tsx'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { useCostView } from './cost-view.tsx'
import type { FieldRef, SheetColumn } from './sheet/cells.ts'

export type At = { readonly draft: Draft; readonly version: Version; readonly newId: () => string; readonly author: string }
/** What an edit does at its version, or in a scenario that is made for it. */
export type PlanAt<Planned extends { readonly plan: EditPlan }> = (at: At) => Result<Planned>
/** Fields of a row that is to be made, as text. */
export type RowFields = Readonly<Record<string, string>>

type Typed<Row> = {
  readonly edits: readonly GridEdit[]
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  readonly columns: readonly SheetColumn<Row>[]
  /** Fields of the line that is made when something is typed into the row; null for a row that is there. */
  readonly makeRow?: (row: Row) => RowFields | null
}

export type CostEdits = {
  /** Plans, and applies, at the version that is shown or at another one; a scenario is made where the plan is published. */
  readonly run: <Planned extends { readonly plan: EditPlan }>(planAt: PlanAt<Planned>, version?: Version) => Result<Planned>
  /** What was typed or pasted into a sheet; answers what was refused. */
  readonly typeInto: <Row>(typed: Typed<Row>) => readonly GridRefusal[]
  /** One field; null when it was taken, else why not. */
  readonly setField: (ref: FieldRef, text: string) => string | null
  /** False when it was refused; a notice says why. */
  readonly addRow: (table: AddableTable, fields: RowFields, label?: string) => boolean
  readonly addRows: (table: AddableTable, rows: readonly RowFields[], label: string) => boolean
  /** Null when it was added, else why not. */
  readonly tryAddRow: (table: AddableTable, fields: RowFields) => string | null
  readonly addPosition: (fields: RowFields, part: RowFields | null) => string | null
  readonly removeRows: (table: EditableTable, rowIds: readonly string[]) => boolean
  readonly takeBackIn: (table: EditableTable, rowId: string) => boolean
  readonly reorderPool: (poolId: string, toIndex: number) => void
}

/** The first reasons, with what to do. */
export function sentence(issues: readonly Issue[]): string {
  return issues.slice(0, 2).flatMap((each) => [each.message, each.remedy ?? '']).filter((part) => part !== '').join(' ')
}

export const NOTHING_DONE = 'nothing-to-change'

/** Plans at the version; where that is a published plan, in a new scenario which the same edit makes (VER-2, VER-4). */
function planned<Planned extends { readonly plan: EditPlan }>(at: At, planAt: PlanAt<Planned>): Result<Planned & { readonly scenarioId: string | null }> {
  const { draft, version, newId, author } = at
  if (!needsCostScenario(draft, version)) {
    const done = planAt(at)
    return done.ok ? ok({ ...done.value, scenarioId: null }) : done
  }
  const made = planCreateScenario({ draft, author, at: new Date().toISOString(), newId })
  if (!made.ok) return made
  const { scenarioId, plan } = made.value
  const done = planAt({ draft: draftAhead(draft, plan.changes), version: { ...version, scenarioId }, newId, author })
  if (!done.ok) return done
  const { changes } = done.value.plan
  if (changes.length === 0) return ok({ ...done.value, scenarioId: null })
  return ok({ ...done.value, scenarioId, plan: { ...done.value.plan, changes: [...plan.changes, ...changes] } })
}

/** Several plans, each on the draft that the ones before it leave, as one. */
export function planTogether(at: At, label: string, steps: readonly ((at: At) => Result<EditPlan>)[]): Result<{ readonly plan: EditPlan }> {
  let { draft } = at
  const changes: EditPlan['changes'][number][] = []
  for (const step of steps) {
    const done = step({ ...at, draft })
    if (!done.ok) return done
    draft = draftAhead(draft, done.value.changes)
    changes.push(...done.value.changes)
  }
  return ok({ plan: { label, kind: 'edit', changes } })
}

type TypedCell = { readonly index: number; readonly ref: CostCell; readonly text: string; readonly made: RowFields | null }

/** Cells of rows that are there, then the rows that come into being by typing into an empty line, as one edit. */
function planCells(at: At, cells: readonly TypedCell[]): Result<PlannedCells> {
  const present = cells.filter((cell) => cell.made === null)
  const typed = planFieldEdits({ ...at, edits: present.map(({ ref, text }) => ({ ...ref, text })) })
  if (!typed.ok) return typed
  const indexed = typed.value.refused.flatMap((each) => {
    const cell = present[each.index]
    return cell === undefined ? [] : [{ ...each, index: cell.index }]
  })
  const groups = [...Map.groupBy(cells.filter((cell) => cell.made !== null), (cell) => cell.ref.rowId).values()]
  if (groups.length === 0) return ok({ ...typed.value, refused: indexed })
  const changes = [...typed.value.plan.changes]
  let draft = draftAhead(at.draft, changes)
  let { label } = typed.value.plan
  for (const group of groups) {
    const fields = { ...group[0]?.made, ...Object.fromEntries(group.filter((cell) => cell.text.trim() !== '').map((cell) => [cell.ref.field, cell.text])) }
    const added = planAddRow({ ...at, draft, table: 'costLine', fields })
    if (!added.ok) {
      indexed.push(...group.map((cell) => ({ index: cell.index, issue: added.failure[0] ?? issue('wrong-state', 'Not added.') })))
      continue
    }
    draft = draftAhead(draft, added.value.changes)
    label = added.value.label
    changes.push(...added.value.changes)
  }
  return ok({ plan: { label, kind: 'edit', changes }, refused: indexed, notes: typed.value.notes })
}

export function useCostEdits(): CostEdits {
  const session = useModelSession()
  const { comparisons, setComparisons } = useVersionSelection()
  const { version: shownVersion } = useCostView()
  return useMemo((): CostEdits => {
    const { draft, author, newId } = session
    const run: CostEdits['run'] = (planAt, version = shownVersion) => {
      const done = planned({ draft, version, newId, author }, planAt)
      if (!done.ok || done.value.plan.changes.length === 0) return done
      const problems = session.apply(done.value.plan)
      if (problems.length > 0) return { ok: false, failure: problems }
      if (done.value.scenarioId !== null) {
        // The year that was typed into is the one that is shown with its scenario from now on.
        setComparisons([...comparisons.slice(0, -1), { ...version, scenarioId: done.value.scenarioId }])
        notifyDone('The plan of a published year stays as it is: your change is kept in a new scenario, which is shown now.')
      }
      return done
    }
    const why = (done: Result<unknown>): string | null => {
      if (done.ok) return null
      const real = done.failure.filter((each) => each.code !== NOTHING_DONE)
      return real.length === 0 ? null : sentence(real)
    }
    const told = (done: Result<unknown>): boolean => {
      if (!done.ok) notifyIssues('Not changed', done.failure)
      return done.ok
    }
    const addPlan = (table: AddableTable, fields: RowFields) => (at: At): Result<EditPlan> => planAddRow({ ...at, table, fields })
    const single = (step: (at: At) => Result<EditPlan>, label?: string): PlanAt<{ readonly plan: EditPlan }> => (at) => {
      const done = step(at)
      return done.ok ? ok({ plan: label === undefined ? done.value : { ...done.value, label } }) : done
    }
    return {
      run,
      typeInto({ edits, rows, rowId, columns, makeRow }) {
        const byId = new Map(rows.map((row) => [rowId(row), row]))
        const refusals: GridRefusal[] = []
        const cells: TypedCell[] = []
        for (const [index, edit] of edits.entries()) {
          const row = byId.get(edit.rowId)
          const ref = row === undefined ? null : (columns.find((column) => column.id === edit.columnId)?.field?.(row) ?? null)
          if (row === undefined || ref === null) refusals.push({ index, reason: 'This cell is computed.' })
          else cells.push({ index, ref, text: edit.text, made: makeRow?.(row) ?? null })
        }
        if (cells.length === 0) return refusals
        const done = run((at) => planCells(at, cells))
        const failed = done.ok ? done.value.refused : cells.map(({ index }) => ({ index, issue: done.failure[0] ?? issue('wrong-state', 'Not changed.') }))
        if (done.ok && done.value.notes.length > 0) notifyIssues('Taken with a note', done.value.notes.map((each) => each.issue))
        for (const each of failed) if (each.issue.code !== NOTHING_DONE) refusals.push({ index: each.index, reason: sentence([each.issue]) })
        return refusals
      },
      setField(ref, text) {
        const done = run((at) => planFieldEdits({ ...at, edits: [{ ...ref, text }] }))
        if (!done.ok) return why(done)
        if (done.value.notes.length > 0) notifyIssues('Taken with a note', done.value.notes.map((each) => each.issue))
        return done.value.refused.length === 0 ? null : why(refused(done.value.refused.map((each) => each.issue)))
      },
      addRow: (table, fields, label) => told(run(single(addPlan(table, fields), label))),
      addRows: (table, rows, label) => told(run((at) => planTogether(at, label, rows.map((fields) => addPlan(table, fields))))),
      tryAddRow: (table, fields) => why(run(single(addPlan(table, fields)))),
      addPosition(fields, part) {
        return why(run((at) => {
          const first = planAddRow({ ...at, table: 'staffPosition', fields })
          if (!first.ok) return first
          if (part === null) return ok({ plan: first.value })
          return planTogether(at, first.value.label, [() => first, addPlan('staffAssignment', { ...part, staffPositionId: first.value.rowId })])
        }))
      },
      removeRows: (table, rowIds) => told(run(single((at) => planRemoveRows({ ...at, table, rowIds })))),
      takeBackIn: (table, rowId) => told(run((at) => planFieldEdits({ ...at, edits: [{ table, rowId, field: LEFT_OUT, text: 'no' }], label: 'Take a line back in' }))),
      reorderPool(poolId, toIndex) {
        told(run(single((at) => planReorderPools({ ...at, poolId, toIndex }))))
      },
    }
  }, [session, comparisons, setComparisons, shownVersion])
}
