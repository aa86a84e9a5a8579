/**
 * Parts of the grid that are not drawing: looks of columns, scrolling to a cell, what fill down writes, what a selection covers.
 */
import { useMemo } from 'react'

import type { ColumnLook, DrawnCell } from './GridRow.tsx'
import type { GridNode } from './grid-rows.ts'
import { inBlock, type Block, type Spot } from './selection.ts'
import type { GridColumn, GridEdit, GridSelection } from './types.ts'
import type { PlacedColumns } from './use-columns.ts'
import type { Over, Refused } from './use-editing.ts'

export const NO_GROUPS: ReadonlySet<string> = new Set()

const ALIGNS = ['start', 'end', 'center', 'decimal'] as const

/** The looks of the columns: the same array as long as nothing looks different, whatever closures the columns carry. */
export function useLooks<Row>(columns: readonly GridColumn<Row>[], frozenCount: number): readonly ColumnLook[] {
  const text = columns.map((column) => `${column.align} ${column.decimals ?? 0} ${column.rowHeader === true ? 'h' : '-'} ${column.id}`).join('\n')
  return useMemo(() => {
    if (text === '') return []
    return text.split('\n').map((line, index) => {
      const [align, decimals, header, ...id] = line.split(' ')
      return {
        id: id.join(' '), align: ALIGNS.find((each) => each === align) ?? 'start', decimals: Number(decimals), rowHeader: header === 'h',
        frozen: index < frozenCount, lastFrozen: index === frozenCount - 1,
      }
    })
  }, [text, frozenCount])
}

/** What stands below the rows: what has just been said, and why the active cell kept its value. */
export function noticeOf(said: string, refused: Refused | undefined): string {
  if (refused === undefined || said.includes(refused.reason)) return said
  return [said, `“${refused.text}” was refused. ${refused.reason} The cell keeps its value.`].filter((part) => part !== '').join(' ')
}

/** Each row's cells, made once for one set of columns. */
export function cellCache<Row extends object>(columns: readonly GridColumn<Row>[]): (row: Row) => readonly DrawnCell[] {
  const drawn = new WeakMap<Row, readonly DrawnCell[]>()
  return (row) => {
    const known = drawn.get(row)
    if (known !== undefined) return known
    const cells = columns.map((column) => ({ cell: column.cell(row), editable: column.editable?.(row) === true }))
    drawn.set(row, cells)
    return cells
  }
}

/** Scrolls just so far that the cell is seen, clear of the header and the frozen columns. */
export function scrollTo<Row>(request: { readonly scroller: HTMLElement; readonly spot: Spot; readonly placed: PlacedColumns<Row>; readonly rowHeight: number; readonly headerHeight: number }): void {
  const { scroller, spot, placed, rowHeight, headerHeight } = request
  if (spot.row >= 0) {
    const top = spot.row * rowHeight
    const room = scroller.clientHeight - headerHeight
    if (top < scroller.scrollTop) scroller.scrollTop = top
    else if (top + rowHeight > scroller.scrollTop + room) scroller.scrollTop = top + rowHeight - room
  }
  if (spot.column < placed.frozenCount) return
  const left = (placed.starts[spot.column] ?? 0) - placed.frozenWidth
  const width = placed.widths[spot.column] ?? 0
  const room = scroller.clientWidth - placed.frozenWidth
  if (left < scroller.scrollLeft) scroller.scrollLeft = left
  else if (left + width > scroller.scrollLeft + room) scroller.scrollLeft = left + Math.min(width, room) - room + Math.max(0, width - room)
}

/** Where the chosen cell stands in the table's root: asked when a composition begins, never while cells are drawn. */
export function overCell(cellId: string, given: { readonly scroller: HTMLElement; readonly align: string }): Over {
  const box = document.getElementById(cellId)?.getBoundingClientRect()
  const origin = given.scroller.parentElement?.getBoundingClientRect()
  if (box === undefined || origin === undefined) return { style: {}, align: given.align }
  return { style: { left: box.left - origin.left, top: box.top - origin.top, width: box.width, height: box.height }, align: given.align }
}

/** Fits a column to what of it is drawn now, header included. */
export function measureColumn<Row>(scroller: HTMLElement | null, placed: PlacedColumns<Row>, index: number): void {
  const column = placed.columns[index]
  if (scroller === null || column === undefined) return
  let widest = 0
  for (const cell of scroller.querySelectorAll<HTMLElement>(`[data-col="${index}"]`)) {
    const range = document.createRange()
    range.selectNodeContents(cell)
    const text = cell.querySelector('span')
    widest = Math.max(widest, range.getBoundingClientRect().width, text?.scrollWidth ?? 0)
  }
  if (widest > 0) placed.setWidth(column.id, widest + 26)
}

type Sheet<Row> = { readonly nodes: readonly GridNode<Row>[]; readonly columns: readonly GridColumn<Row>[] }

/** Ctrl+D: each column's first row goes into the rows below; one single cell takes what stands above it. Group rows are left out. */
export function fillDownEdits<Row>(request: Sheet<Row> & { readonly block: Block; readonly plainTextAt: (spot: Spot) => string; readonly isEditable: (spot: Spot) => boolean }): readonly GridEdit[] {
  const { nodes, columns, block, plainTextAt, isEditable } = request
  const edits: GridEdit[] = []
  const isData = (row: number): boolean => nodes[row]?.kind === 'data'
  let source = block.top
  if (block.top === block.bottom) {
    source -= 1
    while (source >= 0 && !isData(source)) source -= 1
  } else while (source < block.bottom && !isData(source)) source += 1
  if (source < 0 || !isData(source)) return []
  for (let row = Math.max(block.top, source + 1); row <= block.bottom; row += 1) {
    const node = nodes[row]
    if (node?.kind !== 'data') continue
    for (let column = block.left; column <= block.right; column += 1) {
      const columnId = columns[column]?.id
      const text = plainTextAt({ row: source, column })
      if (columnId !== undefined && isEditable({ row, column }) && plainTextAt({ row, column }) !== text) edits.push({ rowId: node.id, columnId, text })
    }
  }
  return edits
}

/** Each cell of data rows once, though ranges may overlap. */
function walkCells<Row>(nodes: readonly GridNode<Row>[], blocks: readonly Block[], visit: (spot: Spot) => void): void {
  blocks.forEach((block, index) => {
    const earlier = blocks.slice(0, index)
    for (let row = block.top; row <= block.bottom; row += 1) {
      if (nodes[row]?.kind !== 'data') continue
      for (let column = block.left; column <= block.right; column += 1) {
        if (!earlier.some((other) => inBlock(other, { row, column }))) visit({ row, column })
      }
    }
  })
}

/** Delete: every filled cell that can be edited gets an empty text; `locked` counts those that cannot. */
export function clearEdits<Row>(request: Sheet<Row> & { readonly blocks: readonly Block[]; readonly plainTextAt: (spot: Spot) => string; readonly isEditable: (spot: Spot) => boolean }): { readonly edits: readonly GridEdit[]; readonly locked: number } {
  const edits: GridEdit[] = []
  let locked = 0
  walkCells(request.nodes, request.blocks, (spot) => {
    const rowId = request.nodes[spot.row]?.id
    const columnId = request.columns[spot.column]?.id
    if (rowId === undefined || columnId === undefined || request.plainTextAt(spot) === '') return
    if (request.isEditable(spot)) edits.push({ rowId, columnId, text: '' })
    else locked += 1
  })
  return { edits, locked }
}

function rowsUnder<Row>(nodes: readonly GridNode<Row>[]): readonly Row[] {
  return nodes.flatMap((node) => (node.kind === 'data' ? [node.row] : rowsUnder(node.children)))
}

/** The selection as the grid's user sees it. Ranges may overlap; each cell counts once. */
export function selectionOf<Row>(request: Sheet<Row> & { readonly active: Spot | null; readonly blocks: readonly Block[] }): GridSelection<Row> {
  const { nodes, columns, active, blocks } = request
  const activeNode = active === null ? undefined : nodes[active.row]
  return {
    active: active === null || columns[active.column] === undefined ? null : { rowId: activeNode?.id ?? '', columnId: columns[active.column]?.id ?? '' },
    activeRow: activeNode?.kind === 'data' ? activeNode.row : null,
    activeGroup: activeNode?.kind === 'group' ? rowsUnder(activeNode.children) : null,
    get count() {
      const [only] = blocks
      if (only !== undefined && blocks.length === 1) {
        let rows = 0
        for (let row = only.top; row <= only.bottom; row += 1) if (nodes[row]?.kind === 'data') rows += 1
        return rows * (only.right - only.left + 1)
      }
      let count = 0
      walkCells(nodes, blocks, () => {
        count += 1
      })
      return count
    },
    forEach: (visit) =>
      walkCells(nodes, blocks, (spot) => {
        const node = nodes[spot.row]
        const column = columns[spot.column]
        if (node?.kind === 'data' && column !== undefined) visit({ row: node.row, rowId: node.id, columnId: column.id })
      }),
  }
}
