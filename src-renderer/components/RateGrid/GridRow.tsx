import { memo, type CSSProperties, type ReactNode } from 'react'

import { numberParts, sameCell, shownText, type NumberParts } from './cell-text.ts'
import { CellEditor } from './CellEditor.tsx'
import type { EditorEnd } from './editor-end.ts'
import { DIGIT, PARENTHESIS, POINT } from './glyph-widths.ts'
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
  readonly total: boolean
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
      return cell.text === '' ? null : <span className={classes['badge']}>{cell.text}</span>
    case 'number': {
      if (parts === null) return null
      const shown = `${parts.before}${parts.digits}${parts.after}`
      return parts.negative ? <><span className={classes['hiddenText']}>minus </span>{shown}</> : shown
    }
  }
}

/** A frozen column's edge; room behind a number with fewer places than its column. */
function styleOf(look: ColumnLook, column: number, parts: NumberParts | null): CSSProperties | undefined {
  if (look.frozen) return { left: `var(--frozen-${column})` }
  if (look.align !== 'decimal' || parts === null || (parts.missingDigits === 0 && !parts.missingPoint)) return undefined
  const room = (parts.negative ? 0 : PARENTHESIS) + parts.missingDigits * DIGIT + (parts.missingPoint ? POINT : 0)
  return { paddingInlineEnd: `calc(8px + ${room.toFixed(3)}em)` }
}

function arrowOf(cell: GridCell): 'up' | 'down' | undefined {
  if (cell.kind !== 'number' || cell.signed !== true) return undefined
  if (cell.tone === 'increase') return 'up'
  return cell.tone === 'decrease' ? 'down' : undefined
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
  return (
    <td
      key={look.id} id={active ? `${props.gridId}-active` : undefined}
      role={look.rowHeader ? 'rowheader' : 'gridcell'} aria-colindex={column + 1} aria-selected={selected} aria-readonly={!editable} aria-invalid={refused === undefined ? undefined : true}
      className={classes['cell']} data-col={column} data-align={look.align} data-tone={cell.tone} data-negative={flag(parts?.negative === true)} data-signed={arrowOf(cell)}
      data-frozen={flag(look.frozen)} data-last-frozen={flag(look.lastFrozen)} data-editable={flag(editable)} data-selected={flag(selected)} data-active={flag(active)} data-editing={flag(editing !== null)}
      data-edited={flag(cell.former !== undefined)} data-invalid={flag(refused !== undefined)} data-hint={flag(cell.former !== undefined || cell.hint !== undefined || refused !== undefined || cell.kind === 'text' || cell.kind === 'number')}
      style={styleOf(look, column, parts)}
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
    <tr aria-rowindex={props.index + 2} data-row={props.index} data-muted={flag(props.muted)} data-total={flag(props.total)} className={classes['row']} style={{ top: props.top }}>
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
    left.index === right.index && left.top === right.top && left.looks === right.looks && left.muted === right.muted && left.total === right.total && left.spans === right.spans
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
  if (lines.length === 0 && (drawn.cell.kind === 'text' || drawn.cell.kind === 'number')) lines.push(shownText(drawn.cell))
  return lines.join('\n')
}
