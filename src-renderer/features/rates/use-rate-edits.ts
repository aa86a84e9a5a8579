/** Typing, pasting and uniform changes: through the domain into the model; a published year gets a scenario first. */
import { useCallback } from 'react'

import { issue } from '../../../src-shared/domain/issues.ts'
import type { CustomerClass } from '../../../src-shared/domain/model/tables.ts'
import { planPriceEdits, priceTargetOf, type PriceEdits } from '../../../src-shared/domain/rates/edit-prices.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { needsScenario, planWhatIf } from '../../../src-shared/domain/scenario/what-if.ts'
import { refused, type Result } from '../../../src-shared/domain/result.ts'
import type { Version } from '../../../src-shared/domain/version.ts'
import type { GridEdit, GridRefusal } from '../../components/RateGrid/types.ts'
import { useModelSession, type ModelSession } from '../../state/model-session.tsx'
import { notifyDone, notifyIssues } from '../../state/notices.tsx'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { meaningOf, type EditableColumn } from './rates-columns.ts'

/** What an edit does at its version, or in a scenario that is made for it. */
export type PlanAt = (at: { readonly draft: Draft; readonly version: Version }) => Result<PriceEdits>

type Planned = PriceEdits & { readonly scenarioId: string | null }

/** Whether the rates of a version are typed in the table: a draft, a scenario, or a published year (which gets a scenario). */
export function editability(session: Pick<ModelSession, 'draft' | 'readOnly'>, version: Version): EditableColumn {
  if (session.readOnly) return { isEditable: false, whyNot: 'This is a read-only snapshot. Open the model itself to change it.' }
  const target = priceTargetOf(session.draft, version)
  if (target.ok || needsScenario(session.draft, version)) return { isEditable: true, whyNot: '' }
  const [first] = target.failure
  return { isEditable: false, whyNot: [first?.message, first?.remedy].filter((part) => part !== undefined).join(' ') }
}

/**
 * Plans at a comparison and applies; answers what was refused, or null when nothing could be done at all (a notice says why).
 * When a scenario was made, that comparison shows it from then on.
 */
export function useEditAt(): (index: number, planAt: PlanAt) => Result<Planned> {
  const session = useModelSession()
  const { comparisons, setComparisons } = useVersionSelection()
  return useCallback(
    (index, planAt) => {
      const version = comparisons[index]
      if (version === undefined) return refused([issue('version-missing', 'That column is not there any more.')])
      const { draft, author, newId } = session
      const planned = planWhatIf({ draft, version, author, at: new Date().toISOString(), newId, edit: planAt })
      if (!planned.ok) return planned
      const { plan, scenarioId, notes } = planned.value
      if (plan.changes.length === 0) return planned
      const problems = session.apply(plan)
      if (problems.length > 0) return refused(problems)
      if (notes.length > 0) notifyIssues('Taken with a note', notes.map((each) => each.issue))
      if (scenarioId !== null) {
        setComparisons(comparisons.map((each, at) => (at === index ? { ...each, scenarioId } : each)))
        notifyDone('A published year stays as it is: your change is kept in a new scenario, shown in its column.')
      }
      return planned
    },
    [session, comparisons, setComparisons],
  )
}

function cellOf(edit: GridEdit): { readonly rateId: string; readonly customerClass: CustomerClass; readonly text: string } | null {
  const [rateId = '', customerClass = ''] = edit.rowId.split('|')
  if (customerClass !== 'state' && customerClass !== 'non-state' && customerClass !== 'external') return null
  return { rateId, customerClass, text: edit.text }
}

/** Takes what was typed or pasted, over one or several columns; each refused cell keeps its value and its reason. */
export function useRateEdits(): (edits: readonly GridEdit[]) => readonly GridRefusal[] {
  const editAt = useEditAt()
  return useCallback(
    (edits) => {
      const refusals: GridRefusal[] = []
      const byColumn = new Map<number, { readonly index: number; readonly cell: NonNullable<ReturnType<typeof cellOf>> }[]>()
      for (const [index, edit] of edits.entries()) {
        const meaning = meaningOf(edit.columnId)
        const cell = cellOf(edit)
        if (cell === null || meaning === null || meaning === 'base' || meaning.figure !== 'rate') {
          refusals.push({ index, reason: 'This cell is computed; type into a rate.' })
          continue
        }
        const column = byColumn.get(meaning.cellIndex)
        if (column === undefined) byColumn.set(meaning.cellIndex, [{ index, cell }])
        else column.push({ index, cell })
      }
      for (const [column, cells] of byColumn) {
        const done = editAt(column, ({ draft, version }) => planPriceEdits({ draft, version, cells: cells.map((each) => each.cell), newId: () => crypto.randomUUID() }))
        const failed = done.ok ? done.value.refused : cells.map((_each, index) => ({ index, issue: done.failure[0] ?? issue('nothing-to-change', 'Not changed.') }))
        for (const each of failed) {
          const at = cells[each.index]
          if (at !== undefined) refusals.push({ index: at.index, reason: [each.issue.message, each.issue.remedy].filter((part) => part !== undefined).join(' ') })
        }
      }
      return refusals
    },
    [editAt],
  )
}
