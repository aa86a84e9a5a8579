/**
 * Where the selection is and where a key takes it: plain functions on row and column numbers.
 * Row -1 is the header; group rows can be stood on, but are blank for jumps and are no cells.
 */
import type { CellRef } from './types.ts'

export const HEADER_ROW = -1
/** The row id that stands for the header. */
export const HEADER_ID = '#header'

export type CellRange = { readonly anchor: CellRef; readonly focus: CellRef }

/** `active` takes what is typed; the last range is the one that Shift extends. */
export type SelectionState = { readonly active: CellRef; readonly ranges: readonly CellRange[] }

export type Spot = { readonly row: number; readonly column: number }

/** Inclusive row and column numbers. */
export type Block = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number }

export type GridShape = {
  readonly rowCount: number
  readonly columnCount: number
  /** Rows that one page key moves. */
  readonly pageRows: number
  readonly isGroup: (row: number) => boolean
  readonly isBlank: (spot: Spot) => boolean
}

export type Step =
  | { readonly kind: 'by'; readonly rows: number; readonly columns: number }
  | { readonly kind: 'jump'; readonly rows: number; readonly columns: number }
  | { readonly kind: 'page'; readonly rows: number }
  | { readonly kind: 'row-start' }
  | { readonly kind: 'row-end' }
  | { readonly kind: 'grid-start' }
  | { readonly kind: 'grid-end' }

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}

/** Where a step leads; `withHeader` lets it climb into the header row. */
export function stepFrom(shape: GridShape, request: { readonly from: Spot; readonly step: Step; readonly withHeader: boolean }): Spot {
  const { from, step } = request
  const lastRow = shape.rowCount - 1
  const lastColumn = shape.columnCount - 1
  const firstRow = request.withHeader ? HEADER_ROW : 0
  switch (step.kind) {
    case 'by':
      return { row: clamp(from.row + step.rows, firstRow, lastRow), column: clamp(from.column + step.columns, 0, lastColumn) }
    case 'jump':
      return jump(shape, from, step)
    case 'page':
      return { row: clamp(from.row + step.rows * shape.pageRows, 0, lastRow), column: from.column }
    case 'row-start':
      return { row: from.row, column: 0 }
    case 'row-end':
      return { row: from.row, column: lastColumn }
    case 'grid-start':
      return { row: 0, column: 0 }
    case 'grid-end':
      return { row: lastRow, column: lastColumn }
  }
}

/** Ctrl+arrow as spreadsheets have it: to the end of a filled run, or over a gap to the next filled cell. */
function jump(shape: GridShape, from: Spot, by: { readonly rows: number; readonly columns: number }): Spot {
  const blank = (spot: Spot): boolean => shape.isGroup(spot.row) || shape.isBlank(spot)
  const next = (spot: Spot): Spot | null => {
    const moved = { row: spot.row + by.rows, column: spot.column + by.columns }
    return moved.row < 0 || moved.row >= shape.rowCount || moved.column < 0 || moved.column >= shape.columnCount ? null : moved
  }
  if (from.row < 0) return { row: by.rows > 0 ? shape.rowCount - 1 : from.row, column: by.columns === 0 ? from.column : by.columns < 0 ? 0 : shape.columnCount - 1 }
  let at = from
  let ahead = next(at)
  if (ahead === null) return at
  if (!blank(at) && !blank(ahead)) {
    while (ahead !== null && !blank(ahead)) {
      at = ahead
      ahead = next(at)
    }
    return at
  }
  while (ahead !== null) {
    at = ahead
    if (!blank(at)) return at
    ahead = next(at)
  }
  return at
}

/** Tab or Enter inside a block: onward cell by cell, wrapping, group rows left out. */
export function cycleInBlock(shape: GridShape, request: { readonly block: Block; readonly from: Spot; readonly by: 'row' | 'column'; readonly forward: boolean }): Spot {
  const { block, by, forward } = request
  const height = block.bottom - block.top + 1
  const width = block.right - block.left + 1
  const total = height * width
  const row = request.from.row - block.top
  const column = request.from.column - block.left
  let place = by === 'column' ? row * width + column : column * height + row
  for (let tries = 0; tries < total; tries += 1) {
    place = (place + (forward ? 1 : -1) + total) % total
    const spot = by === 'column'
      ? { row: block.top + Math.floor(place / width), column: block.left + (place % width) }
      : { row: block.top + (place % height), column: block.left + Math.floor(place / height) }
    if (!shape.isGroup(spot.row)) return spot
  }
  return request.from
}

/** Tab over the whole table: to the next cell in reading order, group rows left out; null past either end. */
export function nextInReadingOrder(shape: GridShape, from: Spot, forward: boolean): Spot | null {
  let { row, column } = from
  for (;;) {
    column += forward ? 1 : -1
    if (column >= shape.columnCount || (column >= 0 && shape.isGroup(row))) {
      if (forward) {
        row += 1
        column = 0
      } else {
        row -= 1
        column = shape.columnCount - 1
      }
    } else if (column < 0) {
      row -= 1
      column = shape.columnCount - 1
    }
    if (row < 0 || row >= shape.rowCount) return null
    if (!shape.isGroup(row)) return { row, column }
  }
}

export function blockOf(first: Spot, second: Spot): Block {
  return {
    top: Math.min(first.row, second.row), bottom: Math.max(first.row, second.row),
    left: Math.min(first.column, second.column), right: Math.max(first.column, second.column),
  }
}

export function inBlock(block: Block, spot: Spot): boolean {
  return spot.row >= block.top && spot.row <= block.bottom && spot.column >= block.left && spot.column <= block.right
}

/** The columns of one row that are selected, with the block's edges, as short text that is cheap to compare: `1-3tb;5-5`. */
export function spansOfRow(blocks: readonly Block[], row: number): string {
  let text = ''
  for (const block of blocks) {
    if (row < block.top || row > block.bottom) continue
    text += `${text === '' ? '' : ';'}${block.left}-${block.right}${row === block.top ? 't' : ''}${row === block.bottom ? 'b' : ''}`
  }
  return text
}

export type Span = { readonly from: number; readonly to: number; readonly top: boolean; readonly bottom: boolean }

export function readSpans(text: string): readonly Span[] {
  if (text === '') return []
  return text.split(';').map((part) => {
    const match = /^(\d+)-(\d+)(t?)(b?)$/.exec(part)
    return { from: Number(match?.[1]), to: Number(match?.[2]), top: match?.[3] === 't', bottom: match?.[4] === 'b' }
  })
}

/** Whether a heading, which is one cell across all columns, is chosen as such: by itself, or with every column of its row. */
export function takesWholeRow(spans: string, columnCount: number): boolean {
  return readSpans(spans).some((span) => (span.top && span.bottom) || (span.from === 0 && span.to === columnCount - 1))
}
