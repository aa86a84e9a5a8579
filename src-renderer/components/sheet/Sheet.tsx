/** A sheet: typed, pasted and undone as the rates are, its selection told to the inspector and the status bar. */
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'

import { RateGrid } from '../RateGrid/RateGrid.tsx'
import type { GridEdit, GridGroup, GridHandle, GridRefusal, GridSelection, RateGridProps } from '../RateGrid/types.ts'
import { useInspector, type InspectorSubject } from '../../state/inspector.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { usePreference } from '../../state/preferences.ts'
import { useStatusBar } from '../../state/status-bar.tsx'
import { fittedColumns } from './fitted-columns.ts'
import { sumOfShown } from './selection-sum.ts'
import { useColumnWidths } from './use-column-widths.ts'

const HEADER = 54
const ROW = { compact: 28, comfortable: 36 } as const

type OfGrid = 'label' | 'rows' | 'rowId' | 'columns' | 'groupsOf' | 'groupText' | 'takePaste' | 'onOpen' | 'sort' | 'onSortChange' | 'isMuted' | 'isTotal' | 'empty'

export type SheetProps<Row extends object> = Pick<RateGridProps<Row>, OfGrid> & {
  /** Its own place for column widths: `costs.framework`. */
  readonly name: string
  /** Missing: nothing is typed here. */
  readonly onEdit?: ((edits: readonly GridEdit[]) => readonly GridRefusal[]) | undefined
  /** What the inspector says of a cell; `columnId` is the active one. */
  readonly subjectOf?: (row: Row, columnId: string) => InspectorSubject | null
  /** The same of a heading, by the rows under it. */
  readonly subjectOfGroup?: (rows: readonly Row[]) => InspectorSubject | null
  readonly onRow?: (row: Row | null) => void
  readonly onSelected?: (rows: readonly Row[]) => void
  /** Fills what is there, or is as high as its rows. */
  readonly height?: 'fill' | 'rows'
  /** The cell that an address asks for. */
  readonly wanted?: { readonly rowId: string; readonly columnId: string } | null
}

/** How many group headings the rows bring with them, each once. */
function headingsOf<Row>(rows: readonly Row[], groupsOf: ((row: Row) => readonly GridGroup[]) | undefined): number {
  if (groupsOf === undefined) return 0
  return new Set(rows.flatMap((row) => groupsOf(row).map((_group, depth, all) => all.slice(0, depth + 1).map((each) => each.id).join('|')))).size
}

export function Sheet<Row extends object>(props: SheetProps<Row>): ReactNode {
  const { columns, onEdit, subjectOf, subjectOfGroup, onRow, onSelected, height = 'fill' } = props
  const { undoState } = useModelSession()
  const inspector = useInspector()
  const statusBar = useStatusBar()
  const [widths, setWidths] = useColumnWidths(props.name)
  const [density] = usePreference<'compact' | 'comfortable'>('table.density', 'compact')
  const [selection, setSelection] = useState<GridSelection<Row> | null>(null)
  const [grid, setGrid] = useState<GridHandle | null>(null)
  const [elapsedMs, setElapsedMs] = useState<number | null>(null)

  const rowsShown = props.rows
  const gridColumns = useMemo(() => fittedColumns(columns, rowsShown), [columns, rowsShown])
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns])

  const undone = undoState.redo?.revision ?? null
  useEffect(() => {
    if (undone !== null) grid?.settle()
  }, [undone, grid])

  const { wanted } = props
  const shown = useRef<string | null>(null)
  useEffect(() => {
    const text = wanted === undefined || wanted === null ? null : `${wanted.rowId} ${wanted.columnId}`
    if (grid === null || wanted === undefined || wanted === null || text === shown.current) return
    if (!props.rows.some((row) => props.rowId(row) === wanted.rowId)) return
    shown.current = text
    grid.focus()
    grid.select(wanted)
  }, [wanted, grid, props])

  const active = selection?.active ?? null
  const activeRow = selection?.activeRow ?? null
  // The row as it is now: an edit makes a new one of the same id.
  const { rows, rowId } = props
  const present = useMemo(() => (active === null || activeRow === null ? null : (rows.find((row) => rowId(row) === active.rowId) ?? null)), [rows, rowId, active, activeRow])
  const columnId = active?.columnId ?? null
  const group = selection?.activeGroup ?? null
  useEffect(() => {
    if (columnId === null) return
    if (group !== null) inspector.show(subjectOfGroup?.(group) ?? null)
    else inspector.show(present === null || subjectOf === undefined ? null : subjectOf(present, columnId))
  }, [inspector, subjectOf, subjectOfGroup, present, group, columnId])
  useEffect(() => onRow?.(present), [onRow, present])
  useEffect(() => {
    if (onSelected === undefined) return
    const selected = new Map<string, Row>()
    selection?.forEach((cell) => selected.set(cell.rowId, cell.row))
    onSelected([...selected.values()])
  }, [onSelected, selection])
  useEffect(() => {
    const figures = selection === null ? null : sumOfShown(selection, byId)
    if (selection !== null) statusBar.setSelection(figures === null && elapsedMs === null ? null : { sum: null, average: null, count: 0, ...figures, elapsedMs })
  }, [statusBar, selection, byId, elapsedMs])
  useEffect(() => () => {
    inspector.show(null)
    statusBar.setSelection(null)
  }, [inspector, statusBar])

  const edit = useCallback((edits: readonly GridEdit[]): readonly GridRefusal[] => {
    const startedAt = performance.now()
    const refusals = onEdit?.(edits) ?? []
    setElapsedMs(Math.round(performance.now() - startedAt))
    return refusals
  }, [onEdit])

  const count = rows.length + headingsOf(rows, props.groupsOf)
  return (
    <div style={height === 'fill' ? { height: '100%', minHeight: 0 } : { height: rows.length === 0 ? undefined : HEADER + count * ROW[density] + 16 }}>
      <RateGrid<Row>
        label={props.label} rows={rows} rowId={rowId} columns={gridColumns} density={density} widths={widths} onWidthsChange={setWidths} onSelectionChange={setSelection} handle={setGrid} takePaste={props.takePaste} onOpen={props.onOpen} isTotal={props.isTotal}
        {...(props.sort === undefined ? {} : { sort: props.sort })} {...(props.onSortChange === undefined ? {} : { onSortChange: props.onSortChange })}
        {...(props.groupsOf === undefined ? {} : { groupsOf: props.groupsOf })} {...(props.groupText === undefined ? {} : { groupText: props.groupText })}
        {...(onEdit === undefined ? {} : { onEdit: edit })} {...(props.isMuted === undefined ? {} : { isMuted: props.isMuted })} {...(props.empty === undefined ? {} : { empty: props.empty })}
      />
    </div>
  )
}
