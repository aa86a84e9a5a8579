/** The pieces of a drawing: texts, rules, and what is written beside a mark. */
import { decimal, formatFixed, type AnyDecimalText } from '../../src-shared/domain/decimal.ts'
import type { ChartModel } from '../../src-shared/domain/reports/report-model.ts'
import { forFace } from './fonts.ts'
import { PALETTE } from './palette.ts'

const FONT_SIZE = 12

export type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
type Anchor = 'start' | 'middle' | 'end'

function escape(text: string): string {
  return forFace(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\n', ' ')
}

export function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd().toWellFormed()}…` : text
}

/** Roboto's mean advance is a little over half its size. */
export function textWidth(text: string, size = FONT_SIZE): number {
  return text.length * size * 0.53
}

/** A text of a drawing, in the face of all of them. */
export function text(at: { readonly x: number; readonly y: number }, content: string, more: { readonly anchor?: Anchor; readonly size?: number; readonly fill?: string; readonly bold?: boolean; readonly turn?: number } = {}): string {
  const { anchor = 'start', size = FONT_SIZE, fill = PALETTE.ink, bold = false, turn } = more
  const rotate = turn === undefined ? '' : ` transform="rotate(${turn} ${at.x} ${at.y})"`
  return `<text x="${at.x}" y="${at.y}" font-size="${size}" fill="#${fill}" text-anchor="${anchor}"${bold ? ' font-weight="bold"' : ''}${rotate}>${escape(content)}</text>`
}

export function rule(box: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }, colour: string, width = 1): string {
  return `<line x1="${box.x1}" y1="${box.y1}" x2="${box.x2}" y2="${box.y2}" stroke="#${colour}" stroke-width="${width}"/>`
}

/** A float steers coordinates only (NUM-1); every printed figure comes from the decimal. */
export function coordinate(value: AnyDecimalText): number {
  return decimal(value).toNumber()
}

export function figure(value: AnyDecimalText, chart: ChartModel): string {
  const shown = formatFixed(value, chart.valueAxis.places).replace('-', '−')
  return decimal(value).isPositive() && !decimal(value).isZero() && chart.series.some((series) => series.tone === 'by-sign') ? `+${shown}` : shown
}

export function labelOf(chart: ChartModel, series: number, index: number): string {
  const of = chart.series[series]
  const given = of?.labels[index]
  const value = of?.values[index]
  if (given !== undefined && given !== '') return given
  return value === undefined || value === null ? '' : figure(value, chart)
}
