/**
 * Draws a ChartModel as plain SVG, for workbooks and PDFs. Few grid lines, labels at the marks, axis titles with units.
 * Direction is said three times: side of the zero line, arrow and sign; colour only repeats it, so the chart reads in grey.
 */
import { scaleBand, scaleLinear, scalePoint } from 'd3-scale'
import { area, line } from 'd3-shape'

import type { AnyDecimalText } from '../../src-shared/domain/decimal.ts'
import { isTrough } from '../../src-shared/domain/reports/line-trough.ts'
import type { ChartLine, ChartModel } from '../../src-shared/domain/reports/report-model.ts'
import { waterfallBars } from '../../src-shared/domain/reports/waterfall.ts'
import { FACE } from './fonts.ts'
import { PALETTE } from './palette.ts'
import { coordinate, figure, labelOf, rule, shorten, text, textWidth, type Box } from './svg-parts.ts'

export type ChartDrawing = { readonly svg: string; readonly width: number; readonly height: number }

const WIDTH = 900
const SERIES = [PALETTE.accent, PALETTE.increaseFill, '6B7785', PALETTE.decreaseFill] as const
/** Marks differ in shape and dashes too: lines stay apart in grey. */
const DASHES = ['', '6 3', '2 3', '8 3 2 3'] as const
/** Lines to compare with, by what they say. */
const LINES: Readonly<Record<ChartLine, { readonly colour: string; readonly dashes: string; readonly width: number }>> = {
  goal: { colour: PALETTE.ink, dashes: '10 4', width: 1.6 }, warning: { colour: PALETTE.increase, dashes: '2 4', width: 1.6 }, limit: { colour: PALETTE.muted, dashes: '9 3 2 3', width: 1.4 }, centre: { colour: PALETTE.muted, dashes: '', width: 0.8 },
}
/** Of a line, at its end. */
const LONGEST_NAME = 26
const BAND_OPACITY = 0.16
/** From one line's name to the next. */
const NAME_HEIGHT = 15

function barColour(chart: ChartModel, series: number, value: number): string {
  const tone = chart.series[series]?.tone ?? 'neutral'
  if (tone === 'by-sign') return value < 0 ? PALETTE.decreaseFill : PALETTE.increaseFill
  return tone === 'accent' ? PALETTE.accent : (SERIES[(series + 2) % SERIES.length] ?? PALETTE.muted)
}

function arrow(x: number, y: number, up: boolean, colour: string): string {
  const tip = up ? y - 8 : y
  const foot = up ? y : y - 8
  return `<path d="M${x},${foot}h8l-4,${tip - foot}z" fill="#${colour}"/>`
}

function axisTitle(chart: ChartModel): string {
  return chart.valueAxis.unit === '' ? chart.valueAxis.title : `${chart.valueAxis.title} (${chart.valueAxis.unit})`
}

function bandEnds(chart: ChartModel): readonly AnyDecimalText[] {
  return chart.series.flatMap(({ bands = [] }) => bands.flatMap(({ values }) => values.flatMap((each) => (each === null ? [] : [each.low, each.high]))))
}

function domainOf(chart: ChartModel, fromZero: boolean): readonly [number, number] {
  const values = [...chart.series.flatMap((series) => series.values), ...bandEnds(chart)].filter((value) => value !== null).map(coordinate)
  const low = Math.min(...values)
  const high = Math.max(...values)
  if (fromZero) return low === 0 && high === 0 ? [0, 1] : [Math.min(0, low), Math.max(0, high)]
  const room = high === low ? Math.max(Math.abs(high) * 0.1, 0.5) : (high - low) * 0.15
  return [low >= 0 ? Math.max(0, low - room) : low - room, high + room]
}

function tickText(value: number, step: number): string {
  const places = Math.max(0, Math.min(6, -Math.floor(Math.log10(step) + 1e-9)))
  return value.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places }).replace('-', '−')
}

function stepOf(ticks: readonly number[]): number {
  return Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0)) || 1
}

function legend(chart: ChartModel, y: number): string {
  if (chart.series.length < 2 || chart.kind === 'line') return ''
  let x = 16
  return chart.series
    .map((series, index) => {
      const swatch = `<rect x="${x}" y="${y - 9}" width="10" height="10" fill="#${barColour(chart, index, 1)}"/>${text({ x: x + 15, y }, series.name, { fill: PALETTE.muted })}`
      x += 35 + textWidth(series.name)
      return swatch
    })
    .join('')
}

/** The largest scale at which every bar and its label fit between the edges, and where zero then stands; found by halving. */
function fitBars(bars: readonly { readonly value: number; readonly label: number }[], width: number): { readonly pixelsAUnit: number; readonly left: number } {
  const side = (scale: number, sign: 1 | -1): number => Math.max(0, ...bars.filter((bar) => (sign > 0 ? bar.value >= 0 : bar.value < 0)).map((bar) => Math.abs(bar.value) * scale + bar.label))
  const [low, high] = [Math.min(0, ...bars.map((bar) => bar.value)), Math.max(0, ...bars.map((bar) => bar.value))]
  let [fits, tooLarge] = [0, width / Math.max(high - low, Number.MIN_VALUE * 1e20)]
  for (let step = 0; step < 40; step += 1) {
    const middle = (fits + tooLarge) / 2
    if (side(middle, 1) + side(middle, -1) <= width) fits = middle
    else tooLarge = middle
  }
  return { pixelsAUnit: fits, left: side(fits, -1) }
}

function horizontalBars(chart: ChartModel): ChartDrawing {
  const longest = Math.max(...chart.categories.map((each) => textWidth(shorten(each, 46))))
  const bar = chart.series.length > 1 ? 14 * chart.series.length : 20
  const top = chart.series.length > 1 ? 70 : 52
  const height = top + chart.categories.length * (bar + 8) + 54
  const box: Box = { left: 30 + longest, right: WIDTH - 16, top, bottom: height - 54 }
  const bars = chart.series.flatMap((series, index) => series.values.map((value, at) => ({ value: value === null ? 0 : coordinate(value), label: 22 + textWidth(labelOf(chart, index, at)) })))
  const { pixelsAUnit, left } = fitBars(bars, box.right - box.left)
  const [low, high] = domainOf(chart, true)
  const zero = box.left + left
  const x = scaleLinear().domain([low, high]).range([zero + low * pixelsAUnit, zero + high * pixelsAUnit])
  const y = scaleBand<number>().domain(chart.categories.map((_, index) => index)).range([box.top, box.bottom]).paddingInner(0.28).paddingOuter(0.14)
  const ticks = x.ticks(Math.max(2, Math.min(6, Math.floor(((high - low) * pixelsAUnit) / 60))))
  const parts = [grid(ticks, (tick) => ({ x1: x(tick), x2: x(tick), y1: box.top, y2: box.bottom }))]
  for (const tick of ticks) parts.push(text({ x: x(tick), y: box.bottom + 17 }, tickText(tick, stepOf(ticks)), { anchor: 'middle', size: 11, fill: PALETTE.muted }))
  const thick = y.bandwidth() / chart.series.length
  chart.categories.forEach((category, index) => {
    const start = y(index) ?? 0
    parts.push(text({ x: 12, y: start + y.bandwidth() / 2 + 4 }, shorten(category, 46)))
    chart.series.forEach((series, position) => {
      const value = series.values[index]
      const shown = labelOf(chart, position, index)
      if (value === undefined || value === null) {
        if (shown !== '') parts.push(text({ x: x(0) + 6, y: start + thick * (position + 0.5) + 4 }, shown, { fill: PALETTE.muted, size: 11 }))
        return
      }
      const end = x(coordinate(value))
      const colour = barColour(chart, position, coordinate(value))
      const negative = coordinate(value) < 0
      const middle = start + thick * (position + 0.5) + 4
      parts.push(`<rect x="${Math.min(x(0), end)}" y="${start + thick * position}" width="${Math.max(1, Math.abs(end - x(0)))}" height="${Math.max(1, thick - 1)}" fill="#${colour}"/>`)
      const signed = series.tone === 'by-sign' && coordinate(value) !== 0
      if (signed) parts.push(arrow(negative ? end - 14 : end + 6, middle, !negative, colour))
      const away = signed ? 18 : 6
      parts.push(text({ x: negative ? end - away : end + away, y: middle }, shown, { anchor: negative ? 'end' : 'start' }))
    })
  })
  parts.push(rule({ x1: x(0), x2: x(0), y1: box.top, y2: box.bottom }, PALETTE.muted, 1.2))
  parts.push(text({ x: Math.min(box.right - textWidth(axisTitle(chart)) / 2, Math.max(box.left, zero)), y: height - 14 }, axisTitle(chart), { anchor: 'middle', fill: PALETTE.muted }))
  parts.push(legend(chart, 52))
  return frame(chart, parts, height)
}

/** The axis begins above zero where the steps would else be too small to see. */
function waterfallDomain(levels: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...levels), Math.max(...levels)]
  const room = Math.max((high - low) * 0.35, Math.abs(high) * 0.01, 1e-9)
  return low > 0 && high - low < low * 0.6 ? [Math.max(0, low - room), high] : [Math.min(0, low), Math.max(0, high, 1e-9)]
}

/** Lying on its side, as on screen: the first level, the steps that lead from it, the last level. */
function waterfall(chart: ChartModel): ChartDrawing {
  const bars = waterfallBars(chart)
  const levels = bars.flatMap((bar) => (bar.isLevel ? [bar.to] : [bar.from, bar.to])).map(coordinate)
  const [low, high] = waterfallDomain(levels)
  const names = Math.min(330, 24 + Math.max(...chart.categories.map((each) => textWidth(shorten(each, 46)))))
  const labels = 30 + Math.max(...chart.categories.map((_, index) => textWidth(labelOf(chart, 0, index))))
  const height = 110 + chart.categories.length * 30
  const box: Box = { left: names, right: WIDTH - labels, top: 48, bottom: height - 52 }
  const x = scaleLinear().domain([low, high]).range([box.left, box.right])
  const y = scaleBand<number>().domain(chart.categories.map((_, index) => index)).range([box.top, box.bottom]).padding(0.28)
  const ticks = x.ticks(5)
  const parts = [grid(ticks, (tick) => ({ x1: x(tick), x2: x(tick), y1: box.top, y2: box.bottom }))]
  for (const tick of ticks) parts.push(text({ x: x(tick), y: box.bottom + 18 }, tickText(tick, stepOf(ticks)), { anchor: 'middle', size: 11, fill: PALETTE.muted }))
  for (const [index, bar] of bars.entries()) {
    const top = y(index) ?? 0
    const [from, to] = [x(bar.isLevel ? Math.max(low, 0) : coordinate(bar.from)), x(coordinate(bar.to))]
    const isDown = (chart.series[0]?.values[index] ?? '').startsWith('-')
    const colour = bar.isLevel ? PALETTE.accent : isDown ? PALETTE.decreaseFill : PALETTE.increaseFill
    const end = Math.max(from, to)
    const middle = top + y.bandwidth() / 2 + 4
    parts.push(text({ x: 12, y: middle }, shorten(chart.categories[index] ?? '', 46)), `<rect x="${Math.min(from, to)}" y="${top}" width="${Math.max(1, Math.abs(to - from))}" height="${y.bandwidth()}" fill="#${colour}"/>`)
    if (!bar.isLevel) parts.push(arrow(end + 6, middle, !isDown, colour))
    parts.push(text({ x: end + (bar.isLevel ? 6 : 18), y: middle }, labelOf(chart, 0, index).replace(/^-/, '−')))
    if (index < bars.length - 1) parts.push(rule({ x1: to, x2: to, y1: top + y.bandwidth(), y2: y(index + 1) ?? top }, PALETTE.muted))
  }
  parts.push(text({ x: (box.left + box.right) / 2, y: height - 14 }, axisTitle(chart), { anchor: 'middle', fill: PALETTE.muted }))
  return frame(chart, parts, height)
}

function grid(ticks: readonly number[], place: (tick: number) => { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }): string {
  return ticks.map((tick) => rule(place(tick), PALETTE.rule)).join('')
}

function uprightFrame(chart: ChartModel, height: number, fromZero: boolean): { readonly box: Box; readonly y: (value: number) => number; readonly parts: string[]; readonly slanted: boolean } {
  const tail = chart.kind === 'line' ? Math.min(190, 24 + Math.max(...chart.series.map((_, position) => textWidth(endName(chart, position))))) : 24
  const inner = WIDTH - 84 - tail
  const slanted = Math.max(...chart.categories.map((each) => textWidth(each))) > inner / chart.categories.length - 8
  const box: Box = { left: 84, right: WIDTH - tail, top: 66, bottom: height - (slanted ? Math.min(130, 62 + 0.62 * Math.max(...chart.categories.map((each) => textWidth(shorten(each, 18), 11)))) : 58) }
  const scale = scaleLinear().domain(domainOf(chart, fromZero)).nice(5).range([box.bottom, box.top])
  const ticks = scale.ticks(5)
  const parts = [grid(ticks, (tick) => ({ x1: box.left, x2: box.right, y1: scale(tick), y2: scale(tick) }))]
  for (const tick of ticks) parts.push(text({ x: box.left - 8, y: scale(tick) + 4 }, tickText(tick, stepOf(ticks)), { anchor: 'end', size: 11, fill: PALETTE.muted }))
  parts.push(text({ x: 12, y: 50 }, axisTitle(chart), { fill: PALETTE.muted }))
  parts.push(text({ x: (box.left + box.right) / 2, y: height - 12 }, chart.categoryAxis.title, { anchor: 'middle', fill: PALETTE.muted }))
  return { box, y: (value) => scale(value), parts, slanted }
}

function categoryLabels(chart: ChartModel, place: (index: number) => number, bottom: number, slanted: boolean): string {
  // Slanted texts need the height of a line each; of more categories than that every so many-eth is named, the last one always.
  const stride = Math.max(1, Math.ceil(12 / Math.abs(place(1) - place(0) || 12)))
  return chart.categories
    .map((category, index) => {
      if (slanted && (chart.categories.length - 1 - index) % stride !== 0) return ''
      const at = { x: place(index), y: bottom + 18 }
      return slanted ? text(at, shorten(category, 18), { anchor: 'end', turn: -38, size: 11 }) : text(at, category, { anchor: 'middle' })
    })
    .join('')
}

function uprightBars(chart: ChartModel): ChartDrawing {
  const height = 420
  const { box, y, parts, slanted } = uprightFrame(chart, height, true)
  const x = scaleBand<number>().domain(chart.categories.map((_, index) => index)).range([box.left, box.right]).padding(0.3)
  const thick = x.bandwidth() / chart.series.length
  chart.series.forEach((series, position) => {
    series.values.forEach((value, index) => {
      if (value === null) return
      const end = y(coordinate(value))
      const left = (x(index) ?? 0) + thick * position
      parts.push(`<rect x="${left}" y="${Math.min(y(0), end)}" width="${Math.max(1, thick - 1)}" height="${Math.max(1, Math.abs(end - y(0)))}" fill="#${barColour(chart, position, coordinate(value))}"/>`)
      const shown = labelOf(chart, position, index)
      if (textWidth(shown, 11) <= thick + 16) parts.push(text({ x: left + thick / 2, y: coordinate(value) < 0 ? end + 14 : end - 5 }, shown, { anchor: 'middle', size: 11 }))
    })
  })
  parts.push(rule({ x1: box.left, x2: box.right, y1: y(0), y2: y(0) }, PALETTE.muted, 1.2))
  parts.push(categoryLabels(chart, (index) => (x(index) ?? 0) + x.bandwidth() / 2, box.bottom, slanted), legend(chart, 66))
  return frame(chart, parts, height)
}

function lineColour(chart: ChartModel, position: number): string {
  const line = chart.series[position]?.line
  if (line !== undefined) return LINES[line].colour
  return chart.series[position]?.tone === 'accent' ? PALETTE.accent : (SERIES[position % SERIES.length] ?? PALETTE.accent)
}

/** Bands lie below the lines, the narrower on the wider. */
function bands(chart: ChartModel, x: (index: number) => number, y: (value: number) => number): string {
  return chart.series
    .flatMap((series, position) => (series.bands ?? []).map(({ values }) => {
      const points = values.map((span, index) => ({ span, x: x(index) }))
      const path = area<(typeof points)[number]>().defined((point) => point.span !== null).x((point) => point.x).y0((point) => (point.span === null ? 0 : y(coordinate(point.span.low)))).y1((point) => (point.span === null ? 0 : y(coordinate(point.span.high))))(points)
      return `<path d="${path ?? ''}" fill="#${lineColour(chart, position)}" fill-opacity="${BAND_OPACITY}"/>`
    }))
    .join('')
}

/** What the shades mean, at the right above the drawing: each as dark as it lies there. */
function bandLegend(chart: ChartModel, right: number): string {
  let x = right
  return chart.series
    .flatMap((series, position) => (series.bands ?? []).map(({ name }, index) => ({ name, fill: lineColour(chart, position), opacity: 1 - (1 - BAND_OPACITY) ** (index + 1) })))
    .toReversed()
    .map(({ name, fill, opacity }) => {
      x -= 30 + textWidth(name)
      return `<rect x="${x}" y="41" width="10" height="10" fill="#${fill}" fill-opacity="${opacity}"/>${text({ x: x + 15, y: 50 }, name, { fill: PALETTE.muted })}`
    })
    .join('')
}

/** Of more points than these none is labelled. */
const MOST_LABELLED = 24

/** Of more lines than two the labels at their points would lie over each other: each has its last figure beside its name. */
function isCrowded({ series, categories }: ChartModel): boolean {
  const count = series.filter(({ line: kind }) => kind === undefined).length
  return count > 2 && count * categories.length <= MOST_LABELLED
}

function endName(chart: ChartModel, position: number): string {
  const { name = '', values = [], line: kind } = chart.series[position] ?? {}
  const label = isCrowded(chart) && kind === undefined ? labelOf(chart, position, values.findLastIndex((each) => each !== null)) : ''
  return label === '' ? shorten(name, LONGEST_NAME) : `${shorten(name, LONGEST_NAME - label.length - 1)} ${label.replace(/^-/, '−')}`
}

type LineEnd = { readonly name: string; readonly fill: string; readonly y: number }

/** The names of the lines at the right: each at the end of its line, moved apart where two ends lie close together. */
function lineNames(ends: readonly LineEnd[], box: Box): string {
  const sorted = ends.toSorted((left, right) => left.y - right.y)
  const heights: number[] = []
  for (const { y } of sorted) heights.push(Math.max(y, (heights.at(-1) ?? Number.NEGATIVE_INFINITY) + NAME_HEIGHT))
  // What would hang out below pushes the others up.
  let floor = box.bottom + 4
  for (let index = heights.length - 1; index >= 0; index -= 1) {
    heights[index] = Math.min(heights[index] ?? floor, floor)
    floor = (heights[index] ?? floor) - NAME_HEIGHT
  }
  return sorted.map(({ name, fill }, index) => text({ x: box.right + 6, y: heights[index] ?? box.top }, name, { fill, bold: true })).join('')
}

function lines(chart: ChartModel): ChartDrawing {
  const height = 380
  const { box, y, parts, slanted } = uprightFrame(chart, height, false)
  const x = scalePoint<number>().domain(chart.categories.map((_, index) => index)).range([box.left, box.right]).padding(0.4)
  const many = chart.categories.length * chart.series.filter((each) => each.line === undefined).length > MOST_LABELLED
  const hasLines = chart.series.some((each) => each.line !== undefined)
  const ends: LineEnd[] = []
  parts.push(bands(chart, (index) => x(index) ?? 0, y), bandLegend(chart, WIDTH - 16))
  chart.series.forEach((series, position) => {
    const colour = lineColour(chart, position)
    const points = series.values.map((value, index) => ({ value, x: x(index) ?? 0 }))
    const path = line<(typeof points)[number]>().defined((point) => point.value !== null).x((point) => point.x).y((point) => (point.value === null ? 0 : y(coordinate(point.value))))(points)
    const like = series.line === undefined ? undefined : LINES[series.line]
    const dash = like?.dashes ?? DASHES[position % DASHES.length] ?? ''
    parts.push(`<path d="${path ?? ''}" fill="none" stroke="#${colour}" stroke-width="${like?.width ?? 2.2}"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}/>`)
    let last: { readonly x: number; readonly y: number } | null = null
    points.forEach((point, index) => {
      if (point.value === null) return
      last = { x: point.x, y: y(coordinate(point.value)) }
      if (like !== undefined) return
      if (series.signals?.some(({ at }) => at === index) === true) parts.push(`<circle cx="${last.x}" cy="${last.y}" r="7" fill="none" stroke="#${PALETTE.ink}" stroke-width="1.5"/>`)
      parts.push(`<circle cx="${last.x}" cy="${last.y}" r="${many ? 2.2 : 3.6}" fill="#FFFFFF" stroke="#${colour}" stroke-width="${many ? 1.4 : 2}"/>`)
      // The first series is labelled above its points, the others below, so that close lines stay legible; the low of a line alone is labelled below too, as the line comes from above.
      const isLabelled = hasLines && chart.categories.length > 12 ? index === series.values.findLastIndex((each) => each !== null) || series.signals?.some(({ at }) => at === index) === true : !many && !isCrowded(chart)
      if (isLabelled) parts.push(text({ x: last.x, y: last.y + (last.y + 24 < box.bottom && isTrough(chart, position, index) ? 21 : position === 0 ? -10 : 18) }, series.bands === undefined ? labelOf(chart, position, index) : figure(point.value, chart), { anchor: 'middle', size: 11 }))
    })
    const end: { readonly x: number; readonly y: number } | null = last
    if (end !== null) ends.push({ name: endName(chart, position), fill: colour, y: labelHeight(end, box) })
  })
  parts.push(lineNames(ends, box))
  parts.push(rule({ x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom }, PALETTE.muted))
  parts.push(categoryLabels(chart, (index) => x(index) ?? 0, box.bottom, slanted))
  return frame(chart, parts, height)
}

function labelHeight(end: { readonly y: number }, box: Box): number {
  return Math.min(box.bottom, Math.max(box.top, end.y)) + 4
}

function frame(chart: ChartModel, parts: readonly string[], height: number): ChartDrawing {
  const title = text({ x: 12, y: 26 }, chart.title, { size: 15, bold: true, fill: PALETTE.accent })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FACE}"><rect width="${WIDTH}" height="${height}" fill="#FFFFFF"/>${title}${parts.join('')}</svg>`
  return { svg, width: WIDTH, height }
}

const KIND_WORDS: Readonly<Record<ChartModel['kind'], string>> = { bar: 'Bar chart', line: 'Line chart', waterfall: 'Waterfall chart' }

function isEmpty(chart: ChartModel): boolean {
  return chart.categories.length === 0 || !chart.series.some((series) => series.values.some((value) => value !== null))
}

/** The chart, 900 units wide. Where there is nothing to draw, its empty text stands in its place. */
export function chartSvg(chart: ChartModel): ChartDrawing {
  if (isEmpty(chart)) return frame(chart, [text({ x: WIDTH / 2, y: 84 }, chart.emptyText, { anchor: 'middle', fill: PALETTE.muted })], 130)
  if (chart.kind === 'waterfall') return waterfall(chart)
  if (chart.kind === 'line') return lines(chart)
  return chart.horizontal ? horizontalBars(chart) : uprightBars(chart)
}

/** What the picture says, for those who do not see it: title, unit, and each category with its figures. */
export function chartText(chart: ChartModel): string {
  if (isEmpty(chart)) return `${chart.title}. ${chart.emptyText}`
  const several = chart.series.filter(({ line }) => line === undefined).length > 1
  const points = chart.categories.map((category, index) => {
    const figures = chart.series.flatMap((series, position) => {
      if (series.line !== undefined) return []
      const shown = labelOf(chart, position, index)
      return several && shown === '' ? [] : [`${several ? `${series.name} ` : ''}${shown || 'none'}`]
    })
    return `${category}: ${figures.join(', ') || 'none'}`
  })
  const lines = chart.series.filter(({ line }) => line !== undefined).map(({ name }) => name)
  const whole = `${chart.title}. ${KIND_WORDS[chart.kind]} of ${axisTitle(chart)}. ${lines.length === 0 ? '' : `Lines: ${lines.join(', ')}. `}${points.join('; ')}.`
  return whole.length > 1_500 ? `${whole.slice(0, 1_499).toWellFormed()}…` : whole
}
