/** A chart as a PNG, for workbooks: SVG drawn by resvg with the bundled face (without a font, text would silently vanish). */
import { Resvg } from '@resvg/resvg-js'

import type { ChartModel } from '../../src-shared/domain/reports/report-model.ts'
import { chartSvg, chartText } from './chart-svg.ts'
import { FACE, fontFiles } from './fonts.ts'
import { markedDrawing } from './marked-drawing.ts'

/** `width` and `height` are the size at which it stands on the sheet; the picture has twice as many pixels. */
export type ChartPicture = { readonly png: Buffer; readonly width: number; readonly height: number; readonly text: string }

/** `mark` stands above the chart, for a picture that goes out by itself; pages of reports have their own. */
export function chartPicture(chart: ChartModel, mark: string | null = null): ChartPicture {
  const drawing = chartSvg(chart)
  const { svg, width, height } = mark === null ? drawing : markedDrawing(drawing, mark)
  const fonts = fontFiles()
  const image = new Resvg(svg, {
    font: { loadSystemFonts: false, fontFiles: [fonts.normal, fonts.bold], defaultFontFamily: FACE },
    fitTo: { mode: 'width', value: width * 2 },
  }).render()
  return { png: image.asPng(), width, height, text: chartText(chart) }
}
