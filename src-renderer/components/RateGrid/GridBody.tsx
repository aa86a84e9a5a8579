import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useState, type ReactNode } from 'react'

import { GridRow, type ColumnLook, type DrawnCell } from './GridRow.tsx'
import type { GridNode } from './grid-rows.ts'
import { GroupRow } from './GroupRow.tsx'
import classes from './RateGrid.module.css'
import { RowSlots } from './row-slots.ts'
import { spansOfRow, takesWholeRow, type Block, type Spot } from './selection.ts'
import type { EditorEnd } from './editor-end.ts'
import type { Editing, Refused } from './use-editing.ts'

export type GridBodyProps<Row> = {
  readonly gridId: string
  readonly scroller: HTMLElement | null
  readonly nodes: readonly GridNode<Row>[]
  readonly rowHeight: number
  readonly looks: readonly ColumnLook[]
  readonly cellsOf: (row: Row) => readonly DrawnCell[]
  readonly isMuted: ((row: Row) => boolean) | undefined
  readonly isTotal: ((row: Row) => boolean) | undefined
  readonly collapsed: ReadonlySet<string>
  readonly blocks: readonly Block[]
  readonly active: Spot | null
  readonly editing: Editing | null
  readonly refusedIn: (rowId: string) => ReadonlyMap<string, Refused> | undefined
  readonly onEditorEnd: (end: EditorEnd) => void
  readonly onFold: (nodeId: string) => void
}

/** Rows beyond the edges that are drawn before they are scrolled to. */
const OVERSCAN = 8

/** The rows in view, and always the active one: it is what the grid points at for screen readers, and its editor may be open. */
export function GridBody<Row extends object>(props: GridBodyProps<Row>): ReactNode {
  const { nodes, rowHeight, active, scroller } = props
  const [slots] = useState(() => new RowSlots())
  const kept = active !== null && active.row >= 0 && active.row < nodes.length ? active.row : null
  const rangeExtractor = useCallback((range: Range): number[] => {
    const indexes = defaultRangeExtractor(range)
    if (kept === null) return indexes
    const first = indexes[0]
    const last = indexes.at(-1)
    if (first === undefined || last === undefined || kept < first) return [kept, ...indexes]
    return kept > last ? [...indexes, kept] : indexes
  }, [kept])

  const virtualizer = useVirtualizer({
    count: nodes.length, getScrollElement: () => scroller, estimateSize: () => rowHeight, overscan: OVERSCAN, rangeExtractor,
  })

  // The row with the open editor, and the active row out of view, have elements of their own.
  const slotCount = Math.ceil((scroller?.clientHeight ?? 0) / rowHeight) + 2 * OVERSCAN + 2
  const { range, isScrolling } = virtualizer
  const slotOf = (index: number): string => {
    if (props.editing !== null && props.editing.rowId === nodes[index]?.id) return 'editing'
    return index === kept && (range === null || index < range.startIndex - OVERSCAN || index > range.endIndex + OVERSCAN) ? 'kept' : String(index % slotCount)
  }
  const shown = slots.arrange(virtualizer.getVirtualItems().map(({ index }) => ({ index, slot: slotOf(index) })), isScrolling)

  return (
    <tbody className={classes['body']} style={{ height: nodes.length * rowHeight }}>
      {shown.map(({ index, slot }) => {
        const node = nodes[index]
        if (node === undefined) return null
        const spans = spansOfRow(props.blocks, index)
        const activeColumn = active?.row === index ? active.column : -1
        if (node.kind === 'group') {
          return (
            <GroupRow
              key={slot} gridId={props.gridId} nodeId={node.id} index={index} top={index * rowHeight} columnCount={props.looks.length} label={node.label} text={node.text} depth={node.depth}
              folded={props.collapsed.has(node.id)} selected={takesWholeRow(spans, props.looks.length)} active={activeColumn >= 0} onFold={props.onFold}
            />
          )
        }
        return (
          <GridRow
            key={slot} gridId={props.gridId} index={index} top={index * rowHeight} looks={props.looks} cells={props.cellsOf(node.row)} muted={props.isMuted?.(node.row) === true} total={props.isTotal?.(node.row) === true} spans={spans}
            activeColumn={activeColumn} editing={props.editing?.rowId === node.id && props.editing.over === null ? props.editing : null} refused={props.refusedIn(node.id)} onEditorEnd={props.onEditorEnd}
          />
        )
      })}
    </tbody>
  )
}
