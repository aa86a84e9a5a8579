import { useCallback, useMemo, type ReactNode } from 'react'

import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import type { Tables } from '../../../../src-shared/domain/model/tables.ts'
import { monthWords } from '../../../../src-shared/domain/month.ts'
import { earlierGoalsOf } from '../../../../src-shared/domain/service-levels/measures/target-goals.ts'
import type { GridColumn, GridEdit } from '../../../components/RateGrid/types.ts'
import { Sheet } from '../../../components/sheet/Sheet.tsx'
import type { InspectorSubject } from '../../../state/inspector.tsx'
import { useLevelView } from '../level-view.tsx'
import { levelColumns, type ShownTable } from './level-columns.ts'
import { useLevelEdits } from './use-level-edits.ts'

type Named = { readonly id: string; readonly code?: string; readonly title?: string; readonly name?: string; readonly note: string; readonly source?: string; readonly provenance?: 'own' | 'fictional' }

function rowId(row: { readonly id: string }): string {
  return row.id
}

/** As the inspector and the undo menu call it. */
export function rowName({ code = '', title = '', name = '' }: Omit<Named, 'note'>): string {
  return name === '' ? [code, title].filter((part) => part !== '').join(' · ') : name
}

/** What a target promised before its present goal. */
function earlierGoals(draft: Draft, table: ShownTable, row: Named): readonly { readonly label: string; readonly text: string }[] {
  const unit = draft.serviceTarget.get(row.id)?.unit ?? ''
  return table === 'serviceTarget' ? earlierGoalsOf(draft, row.id).map(({ goal, warning, until }) => ({ label: `Goal before ${monthWords(until)}`, text: `${goal} ${unit}${warning === null ? '' : `, warning ${warning} ${unit}`}` })) : []
}

function subjectOfRow(draft: Draft, table: ShownTable, row: Named): InspectorSubject {
  return {
    title: rowName(row), explain: null, history: [{ table, id: row.id }],
    notes: [...earlierGoals(draft, table, row), { label: 'Note', text: row.note }, { label: 'Source', text: row.source ?? '' }, { label: 'Provenance', text: row.provenance === 'fictional' ? 'Fictional: this is made up.' : '' }],
  }
}

function isNamed(row: object): row is Named {
  return 'id' in row && 'note' in row
}

/** The rows of one table as a sheet: typed, pasted and undone in place. */
export function LevelSheet<Name extends ShownTable>({ table, label, draft, rows, onRow, wanted, empty, height }: {
  readonly table: Name
  readonly label: string
  readonly draft: Draft
  readonly rows: readonly Tables[Name][]
  readonly onRow?: (row: Tables[Name] | null) => void
  readonly wanted?: string | null
  readonly empty?: ReactNode
  readonly height?: 'fill' | 'rows'
}): ReactNode {
  const { canEdit } = useLevelView()
  const edits = useLevelEdits()
  const columns = useMemo((): readonly GridColumn<Tables[Name]>[] => levelColumns(draft, table, canEdit), [draft, table, canEdit])
  const onEdit = useCallback((typed: readonly GridEdit[]) => edits.typeInto(typed.map((edit) => ({ table, rowId: edit.rowId, field: edit.columnId, text: edit.text })), typed.length === 1 ? `Edit ${label.toLowerCase()}` : `Edit ${typed.length} cells of ${label.toLowerCase()}`), [edits, table, label])
  const subjectOf = useCallback((row: Tables[Name]): InspectorSubject | null => (isNamed(row) ? subjectOfRow(draft, table, row) : null), [draft, table])
  const asked = useMemo(() => (wanted === undefined || wanted === null || columns[0] === undefined ? null : { rowId: wanted, columnId: columns[0].id }), [wanted, columns])
  return (
    <Sheet<Tables[Name]>
      name={`levels.${table}`} label={label} rows={rows} rowId={rowId} columns={columns} subjectOf={subjectOf} wanted={asked} {...(onRow === undefined ? {} : { onRow })} {...(empty === undefined ? {} : { empty })} {...(height === undefined ? {} : { height })}
      onEdit={canEdit ? onEdit : undefined}
    />
  )
}
