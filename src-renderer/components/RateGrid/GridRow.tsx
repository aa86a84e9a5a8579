import { memo, type ReactNode } from 'react'

import { numberParts, sameCell, shownText, type NumberParts } from './cell-text.ts'
import { CellEditor, type EditorEnd } from './CellEditor.tsx'
import classes from './RateGrid.module.css'
import { readSpans, type Span } from './selection.ts'
import type { GridCell } from './types.ts'
import type { Editing, Refused } from './use-editing.ts'

/** What the drawing of a cell needs of its column; the same object as long as it says the same. */
export type ColumnLook = {
  readonly id: string
  readonly align: 'start' | 'end' | 'center' | 'decimal'
  readonly frozen: boolean
  readonly lastFrozen: boolean
  readonly decimals: number
  readonly rowHeader: boolean
}

export type DrawnCell = { readonly cell: GridCell; readonly editable: boolean }

export type GridRowProps = {
  readonly gridId: string
  readonly index: number
  readonly top: number
  readonly looks: readonly ColumnLook[]
  readonly cells: readonly DrawnCell[]
  readonly muted: boolean
  readonly spans: string
  /** Column of the active cell, or -1. */
  readonly activeColumn: number
  readonly editing: Editing | null
  readonly refused: ReadonlyMap<string, Refused> | undefined
  readonly onEditorEnd: (end: EditorEnd) => void
}

function content(cell: GridCell, parts: NumberParts | null): ReactNode {
  switch (cell.kind) {
    case 'blank':
      return null
    case 'text':
      return cell.text
    case 'badge':
      return cell.text === '' ? null : <span className={classes['badge']} data-tone={cell.tone}>{cell.text}</span>
    case 'number': {
      if (parts === null) return null
      const shown = `${parts.before}${parts.digits}${parts.after}`
      return parts.negative ? <><span className={classes['hiddenText']}>minus </span>{shown}</> : shown
    }
  }
}

/** Yes as an attribute, or none. */
function flag(on: boolean): '' | undefined {
  return on ? '' : undefined
}

function drawCell(props: GridRowProps, spans: readonly Span[], column: number): ReactNode {
  const look = props.looks[column]
  const drawn = props.cells[column]
  if (look === undefined || drawn === undefined) return null
  const { cell, editable } = drawn
  const selected = spans.some((span) => column >= span.from && column <= span.to)
  const active = column === props.activeColumn
  const refused = props.refused?.get(look.id)
  const editing = active && props.editing?.columnId === look.id ? props.editing : null
  const parts = cell.kind === 'number' ? numberParts(cell, look.align === 'decimal' ? look.decimals : cell.places) : null
  const toned = cell.kind !== 'badge' ? cell.tone : undefined
  return (
    <td
      key={look.id} id={active ? `${props.gridId}-active` : undefined}
      role={look.rowHeader ? 'rowheader' : 'gridcell'} aria-colindex={column + 1} aria-selected={selected} aria-readonly={!editable} aria-invalid={refused === undefined ? undefined : true}
      className={classes['cell']} data-col={column} data-align={look.align} data-tone={toned} data-pad={look.align === 'decimal' ? parts?.pad : undefined} data-signed={flag(cell.kind === 'number' && cell.signed === true)}
      data-frozen={flag(look.frozen)} data-last-frozen={flag(look.lastFrozen)} data-editable={flag(editable)} data-selected={flag(selected)} data-active={flag(active)} data-editing={flag(editing !== null)}
      data-edited={flag(cell.former !== undefined)} data-invalid={flag(refused !== undefined)} data-hint={flag(cell.former !== undefined || cell.hint !== undefined || refused !== undefined || cell.kind === 'text')}
      style={look.frozen ? { left: `var(--frozen-${column})` } : undefined}
    >
      {editing === null ? content(cell, parts) : <CellEditor editing={editing} onEnd={props.onEditorEnd} />}
      {cell.former === undefined ? null : (
        <span className={classes['hiddenText']}>{`, edited, was ${cell.former === '' ? 'empty' : cell.former}`}</span>
      )}
      {refused === undefined ? null : <span className={classes['hiddenText']}>{`, refused: ${refused.reason}`}</span>}
    </td>
  )
}

function drawRow(props: GridRowProps): ReactNode {
  const spans = readSpans(props.spans)
  return (
    <tr aria-rowindex={props.index + 2} data-row={props.index} data-muted={flag(props.muted)} className={classes['row']} style={{ top: props.top }}>
      {props.looks.map((_, column) => drawCell(props, spans, column))}
    </tr>
  )
}

function sameCells(left: readonly DrawnCell[], right: readonly DrawnCell[]): boolean {
  if (left === right) return true
  if (left.length !== right.length) return false
  return left.every((drawn, index) => {
    const other = right[index]
    return other !== undefined && drawn.editable === other.editable && sameCell(drawn.cell, other.cell)
  })
}

function sameRow(left: GridRowProps, right: GridRowProps): boolean {
  return (
    left.index === right.index && left.top === right.top && left.looks === right.looks && left.muted === right.muted && left.spans === right.spans
    && left.activeColumn === right.activeColumn && left.editing === right.editing && left.refused === right.refused && sameCells(left.cells, right.cells)
  )
}

/** A row of cells; drawn again only when something in it looks different, whatever was computed anew. */
export const GridRow = memo(drawRow, sameRow)

/** What hovering over a cell says: the former value, a hint, the reason of a refusal, the whole of a text that is cut. */
export function hintText(drawn: DrawnCell, refused: Refused | undefined): string {
  const lines: string[] = []
  if (refused !== undefined) lines.push(`“${refused.text}” was refused. ${refused.reason} The cell keeps its value.`)
  if (drawn.cell.former !== undefined) lines.push(`Was ${drawn.cell.former === '' ? 'empty' : drawn.cell.former}`)
  if (drawn.cell.hint !== undefined) lines.push(drawn.cell.hint)
  if (lines.length === 0 && drawn.cell.kind === 'text') lines.push(shownText(drawn.cell))
  return lines.join('\n')
}
