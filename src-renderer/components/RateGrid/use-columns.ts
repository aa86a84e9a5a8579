/**
 * Columns in the order shown (frozen ones first), their widths and places.
 */
import { useMemo, useState, type CSSProperties } from 'react'

import type { GridColumn } from './types.ts'

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
}

export function clampWidth(width: number): number {
  return Math.round(Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, width)))
}

export function useColumns<Row>(request: ColumnsRequest<Row>): PlacedColumns<Row> {
  const { onWidthsChange } = request
  const [own, setOwn] = useState<Readonly<Record<string, number>>>({})
  const [resizing, setResizing] = useState<{ readonly columnId: string; readonly width: number } | null>(null)
  const chosen = request.widths ?? own

  const columns = useMemo(() => {
    const frozen = request.columns.filter((column) => column.frozen === true)
    return frozen.length === 0 ? request.columns : [...frozen, ...request.columns.filter((column) => column.frozen !== true)]
  }, [request.columns])

  const placed = useMemo(() => {
    const widths = columns.map((column) => clampWidth((resizing?.columnId === column.id ? resizing.width : chosen[column.id]) ?? column.width))
    const starts: number[] = []
    let total = 0
    for (const width of widths) {
      starts.push(total)
      total += width
    }
    const frozenCount = columns.filter((column) => column.frozen === true).length
    const style: Record<`--${string}`, string> = { '--grid-template': widths.map((width) => `${width}px`).join(' '), '--grid-width': `${total}px` }
    starts.slice(0, frozenCount).forEach((start, index) => {
      style[`--frozen-${index}`] = `${start}px`
    })
    return { widths, starts, total, frozenCount, frozenWidth: starts[frozenCount] ?? total, style }
  }, [columns, chosen, resizing])

  return {
    columns, ...placed,
    preview: setResizing,
    setWidth: (columnId, width) => {
      const next = { ...chosen, [columnId]: clampWidth(width) }
      setResizing(null)
      if (request.widths === undefined) setOwn(next)
      onWidthsChange?.(next)
    },
  }
}
