/** What is typed or pasted into an account: each year in its own version, all of it one edit. */
import { useCallback } from 'react'

import { planFieldEdits, type CostEdits as PlannedCells } from '../../../../src-shared/domain/costs/edit-costs.ts'
import { issue } from '../../../../src-shared/domain/issues.ts'
import { draftAhead } from '../../../../src-shared/domain/model/apply-edit.ts'
import type { RowChange } from '../../../../src-shared/domain/model/edit.ts'
import { ok, type Result } from '../../../../src-shared/domain/result.ts'
import { versionKey, type Version } from '../../../../src-shared/domain/version.ts'
import type { GridEdit, GridRefusal } from '../../../components/RateGrid/types.ts'
import { notifyIssues } from '../../../state/notices.tsx'
import type { FieldRef } from '../sheet/cells.ts'
import { NOTHING_DONE, sentence, useCostEdits, type At } from '../use-cost-edits.ts'
import { accountField, yearOfColumn, type AccountRow } from './account-rows.ts'

type Cell = { readonly index: number; readonly ref: FieldRef; readonly version: Version; readonly text: string }

/** The plan's cells at the version that is edited (a new scenario's, where the plan is published), the others at their own. */
function planAccount(at: At, cells: readonly Cell[]): Result<PlannedCells> {
  let { draft } = at
  const changes: RowChange[] = []
  const refused: PlannedCells['refused'][number][] = []
  const notes: PlannedCells['notes'][number][] = []
  let label = ''
  for (const group of Map.groupBy(cells, (cell) => versionKey(cell.version)).values()) {
    const [first] = group
    if (first === undefined) continue
    const version = first.version.basis === 'plan' ? at.version : first.version
    const planned = planFieldEdits({ ...at, draft, version, edits: group.map(({ ref, text }) => ({ table: ref.table, rowId: ref.rowId, field: ref.field, text })) })
    if (!planned.ok) {
      refused.push(...group.map((cell) => ({ index: cell.index, issue: planned.failure[0] ?? issue('wrong-state', 'Not changed.') })))
      continue
    }
    draft = draftAhead(draft, planned.value.plan.changes)
    changes.push(...planned.value.plan.changes)
    label = label === '' ? planned.value.plan.label : `${cells.length} figures of revenue and balances`
    notes.push(...planned.value.notes)
    for (const each of planned.value.refused) refused.push({ ...each, index: group[each.index]?.index ?? each.index })
  }
  return ok({ plan: { label, kind: 'edit', changes }, refused, notes })
}

export function useAccountEdits(rows: readonly AccountRow[]): (edits: readonly GridEdit[]) => readonly GridRefusal[] {
  const { run } = useCostEdits()
  return useCallback((edits) => {
    const refusals: GridRefusal[] = []
    const cells: Cell[] = []
    for (const [index, edit] of edits.entries()) {
      const row = rows.find((each) => each.id === edit.rowId)
      const ref = row === undefined ? null : accountField(row, yearOfColumn(edit.columnId))
      if (ref === null) refusals.push({ index, reason: 'This cell is computed.' })
      else cells.push({ index, ref, version: ref.version, text: edit.text })
    }
    const [first] = cells
    if (first === undefined) return refusals
    const main = cells.find((cell) => cell.version.basis === 'plan') ?? first
    const done = run((at) => planAccount(at, cells), main.version)
    const failed = done.ok ? done.value.refused : cells.map(({ index }) => ({ index, issue: done.failure[0] ?? issue('wrong-state', 'Not changed.') }))
    if (done.ok && done.value.notes.length > 0) notifyIssues('Taken with a note', done.value.notes.map((each) => each.issue))
    for (const each of failed) if (each.issue.code !== NOTHING_DONE) refusals.push({ index: each.index, reason: sentence([each.issue]) })
    return refusals
  }, [rows, run])
}
