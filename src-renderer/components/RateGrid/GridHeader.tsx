import { CloseButton, Popover } from '@mantine/core'
import { memo, useRef, type PointerEvent } from 'react'

import classes from './RateGrid.module.css'
import type { GridColumn, GridSort } from './types.ts'
import { clampWidth, type PlacedColumns } from './use-columns.ts'

export type GridHeaderProps<Row> = {
  readonly gridId: string
  readonly placed: PlacedColumns<Row>
  readonly sort: GridSort | null
  readonly activeColumn: number
  readonly explaining: string | null
  readonly onExplain: (columnId: string | null) => void
  readonly onSort: (column: number) => void
  readonly onFit: (column: number) => void
}

/** Looks after one column's edge while it is dragged. */
function Resizer<Row>({ column, index, placed, onFit }: { readonly column: GridColumn<Row>; readonly index: number; readonly placed: PlacedColumns<Row>; readonly onFit: (column: number) => void }) {
  const from = useRef<{ readonly x: number; readonly width: number } | null>(null)
  const widthAt = (event: PointerEvent<HTMLDivElement>): number | null => (from.current === null ? null : clampWidth(from.current.width + event.clientX - from.current.x))
  return (
    <div
      data-resizer className={classes['resizer']} aria-hidden
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        from.current = { x: event.clientX, width: placed.widths[index] ?? column.width }
      }}
      onPointerMove={(event) => {
        const width = widthAt(event)
        if (width !== null) placed.preview({ columnId: column.id, width })
      }}
      onPointerUp={(event) => {
        const width = widthAt(event)
        const moved = from.current !== null && event.clientX !== from.current.x
        from.current = null
        if (width !== null && moved) placed.setWidth(column.id, width)
        else placed.preview(null)
      }}
      onPointerCancel={() => {
        from.current = null
        placed.preview(null)
      }}
      onDoubleClick={() => onFit(index)}
    />
  )
}

/** Pixels of a letter of a heading, about, of the cell's paddings, and of the button that explains. */
const [LETTER, PADDING, EXPLAIN] = [6.8, 16, 20]

/**
 * Lines that a heading takes: two where it has words to part, one of them would be cut, and nothing but a unit stands above it.
 *
 * @example headingLines({ header: 'Central Computer Services' }, 128) // 2
 */
export function headingLines(column: Pick<GridColumn<never>, 'header' | 'overline' | 'explain'>, width: number): 1 | 2 {
  const room = width - PADDING - (column.explain === undefined ? 0 : EXPLAIN)
  return (column.overline ?? '') === '' && column.header.includes(' ') && column.header.length * LETTER > room ? 2 : 1
}

function HeaderCell<Row>(props: GridHeaderProps<Row> & { readonly column: GridColumn<Row>; readonly index: number }) {
  const { column, index, placed, sort } = props
  const sorted = sort?.columnId === column.id ? sort.direction : undefined
  const active = props.activeColumn === index
  const frozen = index < placed.frozenCount
  const sortable = column.sortable !== false
  const overline = [column.overline, column.unit].filter((part) => part !== undefined && part !== '').join(' · ')
  const said = [column.overline, column.header].filter((part) => part !== undefined && part !== '').join(' ')
  return (
    <th
      id={active ? `${props.gridId}-active` : undefined} scope="col" aria-colindex={index + 1} aria-sort={sortable ? (sorted ?? 'none') : undefined}
      className={classes['headerCell']} data-align={column.align} data-col={index} data-lines={headingLines(column, placed.widths[index] ?? column.width)} data-active={active ? '' : undefined} data-frozen={frozen ? '' : undefined}
      data-last-frozen={frozen && index === placed.frozenCount - 1 ? '' : undefined} style={frozen ? { left: `var(--frozen-${index})` } : undefined}
    >
      {overline === '' ? null : <span className={classes['overline']} title={overline}>{overline}</span>}
      <span className={classes['headerLine']}>
        <button type="button" tabIndex={-1} className={classes['headerButton']} disabled={!sortable} title={`${said}${column.unit === undefined ? '' : `, ${column.unit}`}`} onClick={() => props.onSort(index)}>
          <span className={classes['headerText']}>{column.header}</span>
          {sorted === undefined ? null : <span className={classes['sortMark']} aria-hidden>{sorted === 'ascending' ? '▲' : '▼'}</span>}
        </button>
        {column.explain === undefined ? null : (
          <Popover opened={props.explaining === column.id} onChange={(open) => props.onExplain(open ? column.id : null)} width={320} position="bottom" withArrow shadow="md" trapFocus returnFocus withinPortal>
            <Popover.Target>
              <button type="button" tabIndex={-1} className={classes['explainButton']} aria-label={`How is this computed: ${said}`} onClick={() => props.onExplain(props.explaining === column.id ? null : column.id)}>
                <span aria-hidden>f</span>
              </button>
            </Popover.Target>
            <Popover.Dropdown className={classes['explanation']}>
              <CloseButton size="sm" aria-label="Close" className={classes['explanationClose']} onClick={() => props.onExplain(null)} />
              {column.explain}
            </Popover.Dropdown>
          </Popover>
        )}
      </span>
      <Resizer column={column} index={index} placed={placed} onFit={props.onFit} />
    </th>
  )
}

function Header<Row>(props: GridHeaderProps<Row>) {
  return (
    <thead className={classes['header']}>
      <tr aria-rowindex={1} className={classes['headerRow']} data-row={-1}>
        {props.placed.columns.map((column, index) => <HeaderCell key={column.id} {...props} column={column} index={index} />)}
      </tr>
    </thead>
  )
}

// memo loses the type parameter; the header is the same component with it.
export const GridHeader: typeof Header = memo(Header) as typeof Header
