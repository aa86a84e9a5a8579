import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, type CSSProperties, type ReactNode } from 'react'

import type { ReportCell, ReportColumn, ReportRow, ReportSheet } from '../../../src-shared/domain/reports/report-model.ts'
import { columnWidths, isWordsAmongFigures } from './column-widths.ts'
import { roomOfColumns, type ColumnRoom } from './figure-alignment.ts'
import { ReportCellContent } from './ReportCellContent.tsx'
import classes from './Reports.module.css'

const ROW_HEIGHT = 28
const OVERSCAN = 12
/** Frozen columns leave at least so much of the width to the others. */
const FROZEN_AT_MOST = 0.5
const BLANK: ReportCell = { kind: 'blank' }
const NO_ROOM: ColumnRoom = { fraction: '', tail: '' }

type Column = ReportColumn & { readonly pixels: number; readonly room: ColumnRoom; /** Where it sticks; undefined when it scrolls. */ readonly left: number | undefined }

function columnsOf(sheet: ReportSheet, width: number): readonly Column[] {
  const rooms = roomOfColumns(sheet.columns, sheet.rows)
  const widths = columnWidths(sheet, rooms)
  let left = 0
  return sheet.columns.map((column, index) => {
    const pixels = widths[index] ?? 0
    const sticks = index < sheet.frozenColumns && left + pixels <= width * FROZEN_AT_MOST
    const placed = { ...column, pixels, room: rooms[index] ?? NO_ROOM, left: sticks ? left : undefined }
    // The first that does not fit lets all after it scroll too.
    left = sticks ? left + pixels : Number.POSITIVE_INFINITY
    return placed
  })
}

/** The unit, where the header does not say it already: `% change` in `%` needs no second one. */
function unitOf({ header, unit }: ReportColumn): string {
  return header.includes(unit) ? '' : unit
}

function stick(column: Column): CSSProperties | undefined {
  return column.left === undefined ? undefined : { position: 'sticky', left: column.left }
}

function Header({ columns }: { readonly columns: readonly Column[] }): ReactNode {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column.id} scope="col" data-align={column.align} data-frozen={column.left !== undefined || undefined} style={stick(column)}>
            {column.header}
            {unitOf(column) !== '' && <span className={classes['unit']}>{unitOf(column)}</span>}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** Headings and notes have their text in the first cell and span the table. */
function isSpanning(row: ReportRow): boolean {
  return row.kind !== 'data' && row.kind !== 'total' && row.cells.slice(1).every((cell) => cell.kind === 'blank')
}

type RowProps = { readonly row: ReportRow; readonly columns: readonly Column[]; readonly onLink: (sheetId: string) => void }

function Cells({ row, columns, onLink }: RowProps): ReactNode {
  if (isSpanning(row)) {
    return (
      <th colSpan={columns.length} scope="rowgroup">
        <span className={classes['spanning']}>
          <ReportCellContent cell={row.cells[0] ?? BLANK} room={NO_ROOM} onLink={onLink} />
        </span>
      </th>
    )
  }
  return columns.map((column, index) => {
    const cell = row.cells[index] ?? BLANK
    const align = cell.kind === 'text' && cell.align !== undefined ? cell.align : column.align
    return (
      <td key={column.id} data-align={align} data-wrap={column.wrap || isWordsAmongFigures(cell, column) || undefined} data-frozen={column.left !== undefined || undefined} data-input={(cell.kind === 'number' && cell.input === true) || undefined} style={stick(column)}>
        <ReportCellContent cell={cell} room={column.room} onLink={onLink} />
      </td>
    )
  })
}

/** A sheet as a table with a header that stays; only the rows in view are drawn. `above` is how much of the scroller comes before it. */
export function SheetTable({ sheet, scroller, width, above, onLink }: { readonly sheet: ReportSheet; readonly scroller: HTMLElement | null; readonly width: number; readonly above: number; readonly onLink: (sheetId: string) => void }): ReactNode {
  const columns = useMemo(() => columnsOf(sheet, width), [sheet, width])
  const { rows } = sheet
  const virtualizer = useVirtualizer({ count: rows.length, getScrollElement: () => scroller, estimateSize: () => ROW_HEIGHT, overscan: OVERSCAN, scrollMargin: above, getItemKey: (index) => rows[index]?.id ?? index })
  const items = virtualizer.getVirtualItems()
  const before = (items[0]?.start ?? above) - above
  const after = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? above) - above)
  const total = columns.reduce((sum, column) => sum + column.pixels, 0)
  return (
    <table className={classes['table']} data-layout={sheet.layout} aria-label={sheet.name} aria-rowcount={rows.length + (sheet.layout === 'table' ? 1 : 0)} style={{ width: total }}>
      <colgroup>
        {columns.map((column) => (
          <col key={column.id} style={{ width: column.pixels }} />
        ))}
      </colgroup>
      {sheet.layout === 'table' && <Header columns={columns} />}
      <tbody>
        {before > 0 && <tr aria-hidden style={{ height: before }} />}
        {items.map((item) => {
          const row = rows[item.index]
          if (row === undefined) return null
          return (
            <tr key={row.id} ref={virtualizer.measureElement} data-index={item.index} data-kind={row.kind} aria-rowindex={item.index + (sheet.layout === 'table' ? 2 : 1)}>
              <Cells row={row} columns={columns} onLink={onLink} />
            </tr>
          )
        })}
        {after > 0 && <tr aria-hidden style={{ height: after }} />}
      </tbody>
    </table>
  )
}
