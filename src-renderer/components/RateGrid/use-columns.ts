/**
 * Columns in the order shown (frozen ones first), their widths and places.
 */
import { useEffect, useMemo, useState, type CSSProperties } from 'react'

import type { GridColumn } from './types.ts'
import { useStable } from './use-stable.ts'

export const MIN_WIDTH = 40
export const MAX_WIDTH = 900

export type PlacedColumns<Row> = {
  readonly columns: readonly GridColumn<Row>[]
  readonly widths: readonly number[]
  /** Left edge of each column in the unscrolled table. */
  readonly starts: readonly number[]
  readonly total: number
  readonly frozenCount: number
  readonly frozenWidth: number
  /** Widths and frozen edges as custom properties: a resize repaints without rendering a row. */
  readonly style: CSSProperties
  /** Widths while a resize is under way; null when it ends without keeping them. */
  readonly preview: (change: { readonly columnId: string; readonly width: number } | null) => void
  /** Keeps a width. */
  readonly setWidth: (columnId: string, width: number) => void
}

export type ColumnsRequest<Row> = {
  readonly columns: readonly GridColumn<Row>[]
  readonly widths: Readonly<Record<string, number>> | undefined
  readonly onWidthsChange: ((widths: Readonly<Record<string, number>>) => void) | undefined
  readonly scroller: HTMLElement | null
}

export function clampWidth(width: number): number {
  return Math.round(Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, width)))
}

/** The room of the table in pixels, as the browser tells of it; null until it has. */
function useRoom(scroller: HTMLElement | null): number | null {
  const [room, setRoom] = useState<number | null>(null)
  useEffect(() => {
    if (scroller === null) return
    const observer = new ResizeObserver(([entry]) => setRoom(entry === undefined ? null : Math.floor(entry.contentRect.width)))
    observer.observe(scroller)
    return () => observer.disconnect()
  }, [scroller])
  return room
}

type Freezable = { readonly frozen?: boolean; readonly rowHeader?: boolean }

/**
 * The columns that stay while the others scroll: those that ask for it, as long as half of the room still scrolls; else the one that names the
 * row; else none. Widths and room in pixels; a room that is not known yet has space for all.
 *
 * @example frozenColumns([{ frozen: true }, { frozen: true, rowHeader: true }, {}], { widthOf, room: 592 }) // 124 + 248 > 296: the second alone
 */
export function frozenColumns<Column extends Freezable>(columns: readonly Column[], given: { readonly widthOf: (column: Column) => number; readonly room: number | null }): readonly Column[] {
  const wished = columns.filter((column) => column.frozen === true)
  const fits = (some: readonly Column[]): boolean => given.room === null || some.reduce((sum, column) => sum + given.widthOf(column), 0) <= given.room / 2
  if (fits(wished)) return wished
  const naming = wished.filter((column) => column.rowHeader === true)
  return fits(naming) ? naming : []
}

type Growable = { readonly grow?: number; readonly growTo?: number }

/**
 * Widths with what the columns leave of the room shared among those that ask for it, in pixels: a large window shows whole what a small one
 * has to cut. What a column leaves of its share stays free. `isSet`: the person has chosen the width, which then stays. A room that is not known yet, or is too small, changes nothing.
 *
 * @example grownWidths([{ grow: 1 }, {}], { widths: [200, 100], isSet: () => false, room: 420 }) // [320, 100]
 */
export function grownWidths<Column extends Growable>(columns: readonly Column[], given: { readonly widths: readonly number[]; readonly isSet: (column: Column) => boolean; readonly room: number | null }): readonly number[] {
  const spare = (given.room ?? 0) - given.widths.reduce((sum, width) => sum + width, 0)
  const shareOf = (column: Column): number => (given.isSet(column) ? 0 : (column.grow ?? 0))
  const shares = columns.reduce((sum, column) => sum + shareOf(column), 0)
  if (spare <= 0 || shares === 0) return given.widths
  return given.widths.map((width, index) => {
    const column = columns[index]
    if (column === undefined) return width
    return Math.max(width, Math.min(column.growTo ?? Number.POSITIVE_INFINITY, width + Math.floor((spare * shareOf(column)) / shares)))
  })
}

export function useColumns<Row>(request: ColumnsRequest<Row>): PlacedColumns<Row> {
  const { onWidthsChange } = request
  const [own, setOwn] = useState<Readonly<Record<string, number>>>({})
  const [resizing, setResizing] = useState<{ readonly columnId: string; readonly width: number } | null>(null)
  const chosen = request.widths ?? own

  // By the widths that are kept: a column under way to another width must not change its place.
  const room = useRoom(request.scroller)
  const frozenIds = frozenColumns(request.columns, { widthOf: (column) => clampWidth(chosen[column.id] ?? column.width), room }).map((column) => column.id).join('\n')
  const { columns, frozenCount } = useMemo(() => {
    const isFrozen = new Set(frozenIds.split('\n'))
    const frozen = request.columns.filter((column) => isFrozen.has(column.id))
    return { columns: frozen.length === 0 ? request.columns : [...frozen, ...request.columns.filter((column) => !isFrozen.has(column.id))], frozenCount: frozen.length }
  }, [request.columns, frozenIds])

  const placed = useMemo(() => {
    const setTo = (column: GridColumn<Row>): number | undefined => (resizing?.columnId === column.id ? resizing.width : chosen[column.id])
    const widths = grownWidths(columns, { widths: columns.map((column) => clampWidth(setTo(column) ?? column.width)), isSet: (column) => setTo(column) !== undefined, room })
    const starts: number[] = []
    let total = 0
    for (const width of widths) {
      starts.push(total)
      total += width
    }
    const style: Record<`--${string}`, string> = { '--grid-template': widths.map((width) => `${width}px`).join(' '), '--grid-width': `${total}px` }
    starts.slice(0, frozenCount).forEach((start, index) => {
      style[`--frozen-${index}`] = `${start}px`
    })
    return { widths, starts, total, frozenWidth: starts[frozenCount] ?? total, style }
  }, [columns, frozenCount, chosen, resizing, room])

  const setWidth = useStable((columnId: string, width: number): void => {
    const next = { ...chosen, [columnId]: clampWidth(width) }
    setResizing(null)
    if (request.widths === undefined) setOwn(next)
    onWidthsChange?.(next)
  })
  // The same object while no column changes: the header is drawn by it.
  return useMemo(() => ({ columns, frozenCount, ...placed, preview: setResizing, setWidth }), [columns, frozenCount, placed, setWidth])
}
