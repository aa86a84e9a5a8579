/** How wide the columns of a sheet are on screen: as wide as what stands in them, within what the file gives them. */
import type { ReportCell, ReportColumn, ReportSheet } from '../../../src-shared/domain/reports/report-model.ts'
import { figureOf, printedFigure } from './figure-alignment.ts'

const CELL_PADDING = 20
/** Of the file's width in characters, a little is added before a text wraps. */
const PIXELS_A_CHARACTER = 7.2
const ARROW = 16
const NARROWEST = 48
const WORDS_AMONG_FIGURES = 84

/** About the width of a text at 13 px, on the safe side. */
export function textPixels(text: string): number {
  let pixels = 0
  for (const character of text) pixels += /[A-Z–—]/.test(character) ? 9.2 : /[0-9%]/.test(character) ? 8.4 : /[\s.,:;'|()iljft]/.test(character) ? 5 : 7
  return pixels
}

/** Words in a column of figures, such as a rate that is no number: they wrap, so that figures decide how wide it is. */
export function isWordsAmongFigures(cell: ReportCell, column: Pick<ReportColumn, 'align'>): boolean {
  return cell.kind === 'text' && column.align === 'end' && printedFigure(cell.text) === undefined
}

function cellPixels(cell: ReportCell, column: ReportColumn): number {
  if (cell.kind === 'text' && isWordsAmongFigures(cell, column)) return Math.min(textPixels(cell.text), WORDS_AMONG_FIGURES)
  switch (cell.kind) {
    case 'blank':
      return 0
    case 'date':
      return textPixels(cell.date)
    case 'text':
      return textPixels(cell.text) + (cell.tone === 'warning' ? ARROW + 6 : 0)
    case 'number': {
      const { direction, digits, tail, isNegative } = figureOf(cell)
      return textPixels(`${digits}${tail}`) + (direction === 'none' ? (isNegative ? 5 : 0) : ARROW + 8)
    }
  }
}

function headerPixels({ header, unit }: ReportColumn): number {
  return Math.max(...[...header.split(/\s+/), unit].map((word) => textPixels(word) * 1.06))
}

/** In pixels, one for each column. `rooms` is the invisible part that aligns figures at their decimal point. */
export function columnWidths(sheet: ReportSheet, rooms: readonly { readonly fraction: string; readonly tail: string }[]): readonly number[] {
  const widest = sheet.columns.map(headerPixels)
  for (const row of sheet.rows) {
    if (row.kind !== 'data' && row.kind !== 'total') continue
    row.cells.forEach((cell, index) => {
      const column = sheet.columns[index]
      if (column !== undefined) widest[index] = Math.max(widest[index] ?? 0, cellPixels(cell, column))
    })
  }
  return sheet.columns.map((column, index) => {
    const room = rooms[index]
    const needed = (widest[index] ?? 0) + (room === undefined ? 0 : textPixels(`${room.fraction}${room.tail}`) * 0.6)
    return Math.round(Math.max(NARROWEST, column.wrap ? Math.min(needed, column.width * PIXELS_A_CHARACTER) : needed)) + CELL_PADDING
  })
}
