/** How wide the columns of a printed table are, and in which size it is set. */
import type { ReportColumn, ReportSheet } from '../../src-shared/domain/reports/report-model.ts'
import type { PageRoom } from './page-bands.ts'

/** Letter, landscape, in points. */
export const MARGIN = { left: 36, top: 58, right: 36, bottom: 44 } as const
export const USABLE_WIDTH = 792 - MARGIN.left - MARGIN.right
export const FONT_SIZE = 8
const SMALLEST_SIZE = 5.5
/** A digit of the face at FONT_SIZE. */
const POINTS_A_CHARACTER = 4.7
/** Columns in the smallest type that can be read. */
const SMALLEST_SCALE = 0.66
const LARGEST_SCALE = 1.15
const CELL_PADDING = 4
/** Beside a strip of marks every point counts: blanks are smaller, and long texts wrap earlier. */
const BESIDE_STRIP = { padding: 2.5, wrap: 0.75 } as const
const STRIP_PADDING = 0.6
/** A letter with its ground. Two years of months fit a page with what stands beside them. */
const SMALLEST_STRIP = 10.4
/** A name of three letters in bold, in its own size: that of May. */
const NAME_WIDTH = 1.97
/** Of few columns, which a page has room for. */
const MOST_EASE = 1.3

export type Sizes = { readonly widths: number[]; readonly fontSize: number; readonly paddings: readonly number[]; /** Of the header over each column. */ readonly headerSizes: readonly number[] }

function isStrip({ strip }: ReportColumn): boolean {
  return strip === true
}

function natural({ width }: ReportColumn): number {
  return width * POINTS_A_CHARACTER
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0)
}

/** Room for a sheet's columns at their narrowest. */
export function pageRoom({ columns }: Pick<ReportSheet, 'columns'>): PageRoom {
  const hasStrip = columns.some(isStrip)
  return {
    usable: USABLE_WIDTH,
    widthOf: (column) => (hasStrip ? besideStrip(column, 0) : natural(column) * SMALLEST_SCALE + CELL_PADDING * 2),
  }
}

function fontSizeAt(scale: number): number {
  return Math.max(SMALLEST_SIZE, Math.min(FONT_SIZE, FONT_SIZE * scale))
}

/** A column's share of the page between its narrowest (0) and its natural width (1), blanks included. */
function besideStrip(column: ReportColumn, ease: number): number {
  if (isStrip(column)) return SMALLEST_STRIP + (natural(column) - SMALLEST_STRIP) * ease
  const wrapping = column.wrap ? BESIDE_STRIP.wrap + (1 - BESIDE_STRIP.wrap) * ease : 1
  return natural(column) * wrapping * (SMALLEST_SCALE + (1 - SMALLEST_SCALE) * ease) + BESIDE_STRIP.padding * 2
}

/** Marks and texts get the room that a page has at the same ease, which is found by halving. */
function stripSizes(columns: readonly ReportColumn[]): Sizes {
  let [ease, tooEasy] = [0, MOST_EASE]
  for (let step = 0; step < 30; step += 1) {
    const middle = (ease + tooEasy) / 2
    if (total(columns.map((column) => besideStrip(column, middle))) <= USABLE_WIDTH) ease = middle
    else tooEasy = middle
  }
  const fontSize = fontSizeAt(SMALLEST_SCALE + (1 - SMALLEST_SCALE) * ease)
  const paddings = columns.map((column) => (isStrip(column) ? STRIP_PADDING : BESIDE_STRIP.padding))
  const widths = columns.map((column, index) => besideStrip(column, ease) - (paddings[index] ?? 0) * 2)
  return { widths, fontSize, paddings, headerSizes: columns.map((column, index) => (isStrip(column) ? Math.min(fontSize, (widths[index] ?? 0) / NAME_WIDTH) : fontSize)) }
}

export function sizesOf({ columns }: Pick<ReportSheet, 'columns'>): Sizes {
  if (columns.some(isStrip)) return stripSizes(columns)
  const room = USABLE_WIDTH - columns.length * CELL_PADDING * 2
  const scale = Math.min(LARGEST_SCALE, room / Math.max(1, total(columns.map(natural))))
  const fontSize = fontSizeAt(scale)
  return { widths: columns.map((column) => natural(column) * scale), fontSize, paddings: columns.map(() => CELL_PADDING), headerSizes: columns.map(() => fontSize) }
}
