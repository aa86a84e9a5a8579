/** A picture that goes out by itself says what the page of a report would say of its figures (VER-3). */
import type { ChartDrawing } from './chart-svg.ts'
import { FACE } from './fonts.ts'
import { PALETTE } from './palette.ts'
import { shorten, text } from './svg-parts.ts'

const MARK_HEIGHT = 24
/** In bold, what the width of a drawing holds. */
const LONGEST_MARK = 135

/** A drawing below the mark, in the colours of a page's. */
export function markedDrawing({ svg, width, height }: ChartDrawing, mark: string): ChartDrawing {
  const band = `<rect width="${width}" height="${MARK_HEIGHT}" fill="#${PALETTE.draftFill}"/>${text({ x: 12, y: 16 }, shorten(mark, LONGEST_MARK), { bold: true, fill: PALETTE.draftInk })}`
  const whole = height + MARK_HEIGHT
  return { svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}" font-family="${FACE}">${band}<svg y="${MARK_HEIGHT}"${svg.slice('<svg'.length)}</svg>`, width, height: whole }
}
