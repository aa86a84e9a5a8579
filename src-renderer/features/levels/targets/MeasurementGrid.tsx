/** What was measured, a column a month: typed, pasted as a block from a spreadsheet, and emptied. */
import { useCallback, useMemo, type ReactNode } from 'react'

import { decimal, formatFixed } from '../../../../src-shared/domain/decimal.ts'
import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import { measurementId, type ServiceTarget } from '../../../../src-shared/domain/model/level-tables.ts'
import { monthWords, type Month } from '../../../../src-shared/domain/month.ts'
import { levelText, shownPlaces } from '../../../../src-shared/domain/service-levels/measures/level-status.ts'
import { levelsOf } from '../../../../src-shared/domain/service-levels/measures/levels.ts'
import type { Levels } from '../../../../src-shared/domain/service-levels/measures/level-values.ts'
import { shownTarget } from '../../../../src-shared/domain/service-levels/measures/target-goals.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import type { GridCell, GridColumn, GridEdit } from '../../../components/RateGrid/types.ts'
import { Sheet } from '../../../components/sheet/Sheet.tsx'
import type { InspectorSubject } from '../../../state/inspector.tsx'
import { today } from '../../../state/today.ts'
import { useLevelView } from '../level-view.tsx'
import { useLevelEdits } from './use-level-edits.ts'

function rowId(row: ServiceTarget): string {
  return row.id
}

type At = { readonly draft: Draft; readonly levels: Levels; readonly month: Month; readonly index: number; readonly places: ReadonlyMap<string, number> }

/** A target's months are shown at the same places: those of its goal, and as many as any of its values has. */
function placesOf(draft: Draft): ReadonlyMap<string, number> {
  const places = new Map([...draft.serviceTarget.values()].map((target) => [target.id, shownPlaces(target)]))
  for (const { targetId, value } of draft.measurement.values()) places.set(targetId, Math.max(places.get(targetId) ?? 0, decimal(value).decimalPlaces()))
  return places
}

function cellOf({ draft, levels, month, index, places }: At, target: ServiceTarget): GridCell {
  const typed = draft.measurement.get(measurementId({ targetId: target.id, month }))
  if (typed !== undefined) return { kind: 'number', value: typed.value, places: places.get(target.id) ?? 0, input: typed.value }
  const computed = levels.byTarget.get(target.id)?.values[index]?.monthValue ?? null
  if (computed !== null) return { kind: 'text', text: formatFixed(computed, shownPlaces(target)), input: '', tone: 'quiet', hint: `Computed from ${target.computation}: ${levelText(target, computed)}. What is typed here stands instead.` }
  if (target.retiredFrom !== null && month >= target.retiredFrom) return { kind: 'text', text: 'retired', tone: 'quiet' }
  return { kind: 'blank' }
}

/** What is promised in the months that are shown. @example goalFigure(levels, target) // '≥ 99.80' */
function goalFigure(levels: Levels | null, target: ServiceTarget): string {
  const own = levels?.byTarget.get(target.id)
  const promised = own === undefined ? target : shownTarget(own)
  return `${promised.direction === 'at-least' ? '≥' : '≤'} ${formatFixed(promised.goal, shownPlaces(promised))}`
}

export function MeasurementGrid({ targets, months }: { readonly targets: readonly ServiceTarget[]; readonly months: readonly Month[] }): ReactNode {
  const { draft, canEdit, row } = useLevelView()
  const edits = useLevelEdits()
  const [from, to] = [months[0], months.at(-1)]
  const day = today()
  const levels = useMemo(() => (from === undefined || to === undefined ? null : levelsOf(draft, { from, to, today: day })), [draft, from, to, day])
  const places = useMemo(() => placesOf(draft), [draft])
  const columns = useMemo((): readonly GridColumn<ServiceTarget>[] => [
    { id: 'code', header: 'Code', align: 'start', width: 92, frozen: true, cell: (target) => ({ kind: 'text', text: target.code }) },
    { id: 'title', header: 'Target', align: 'start', width: 230, grow: 1, growTo: 520, frozen: true, rowHeader: true, cell: (target) => ({ kind: 'text', text: target.title }) },
    { id: 'unit', header: 'Unit', align: 'start', width: 92, cell: (target) => ({ kind: 'text', text: target.unit, tone: 'quiet' }) },
    { id: 'goal', header: 'Goal', align: 'end', width: 84, cell: (target) => ({ kind: 'text', text: goalFigure(levels, target), tone: 'quiet' }) },
    ...(levels === null ? [] : months.map((month, index): GridColumn<ServiceTarget> => ({
      id: month, header: month, align: 'end', width: 78, sortable: false, editable: () => canEdit, cell: (target) => cellOf({ draft, levels, month, index, places }, target),
    }))),
  ], [draft, levels, months, canEdit, places])
  const onEdit = useCallback((typed: readonly GridEdit[]) => edits.measure(typed.map(({ rowId: targetId, columnId: month, text }) => ({ targetId, month, text })), typed.length === 1 ? 'Edit a measurement' : `Edit ${typed.length} measurements`), [edits])
  const subjectOf = useCallback((target: ServiceTarget, columnId: string): InspectorSubject => {
    const month = months.find((each) => each === columnId)
    const id = `${target.id}|${columnId}`
    const found = draft.measurement.get(id)
    return {
      title: `${target.code} · ${month === undefined ? target.title : monthWords(month)}`, explain: null, history: month === undefined ? [{ table: 'serviceTarget', id: target.id }] : [{ table: 'measurement', id }],
      notes: [{ label: 'Note', text: found?.note ?? target.note }, { label: 'Source', text: found?.source ?? '' }, { label: 'Author', text: found?.author ?? '' }],
    }
  }, [draft, months])
  const wanted = useMemo(() => (row === null ? null : { rowId: row, columnId: 'title' }), [row])
  return (
    <Sheet<ServiceTarget>
      name="levels.measurements" label="Measurements by month" rows={targets} rowId={rowId} columns={columns} subjectOf={subjectOf} onEdit={canEdit ? onEdit : undefined} wanted={wanted}
      empty={<EmptyState title="No targets yet">Say under Targets what is measured; then its months stand here.</EmptyState>}
    />
  )
}
