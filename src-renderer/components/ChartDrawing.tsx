/** Draws a ChartModel with recharts: few grid lines, labels at the marks, axis titles with units. Loaded when a chart is first shown. */
import type { ReactNode } from 'react'
import { Area, Bar, BarChart, CartesianGrid, ComposedChart, Line, ReferenceLine, XAxis, YAxis, type BarShapeProps, type DotItemDotProps } from 'recharts'

import { isTrough } from '../../src-shared/domain/reports/line-trough.ts'
import type { ChartModel } from '../../src-shared/domain/reports/report-model.ts'
import { axisTitle, briefLabelOf, coordinateOf, FONT_SIZE, labelOf, layBars, niceTicks, shorten, spanOf, textWidth, tickText, type BarLayout, type Span } from './chart-layout.ts'
import { ChartMark } from './ChartMark.tsx'
import { BAND_OPACITY, seriesLook } from './chart-look.ts'
import { WaterfallDrawing } from './WaterfallDrawing.tsx'

type Point = { readonly position: number; readonly values: readonly (number | null)[] }
type Drawn = { readonly chart: ChartModel; readonly width: number; readonly height: number }

const MOST_CHARACTERS = 40
/** Longer names are no months; they are shortened as before. */
const MOST_MONTH_CHARACTERS = 9
const MUTED = 'var(--mantine-color-dimmed)'
const INK = 'var(--mantine-color-text)'
const RULE = 'var(--ratebook-rule)'
const AXIS_TEXT = { fontSize: 11, fill: MUTED }

function pointsOf(chart: ChartModel): Point[] {
  return chart.categories.map((_, position) => ({ position, values: chart.series.map((series) => { const value = series.values[position] ?? null; return value === null ? null : coordinateOf(value) }) }))
}

function categoryText(chart: ChartModel, most: number) {
  return (position: number): string => shorten(chart.categories[position] ?? '', most)
}

/** The bar with its label, for a small bar is hard to hit. */
function markBox(chart: ChartModel, bar: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number; readonly isDown: boolean; readonly words: string }): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const beside = chart.horizontal ? textWidth(bar.words) + 14 : 0
  return { x: bar.isDown ? bar.left - beside : bar.left, y: bar.top, width: bar.right - bar.left + beside, height: bar.bottom - bar.top }
}

function BarWithLabel({ chart, series, bar, label }: { readonly chart: ChartModel; readonly series: number; readonly bar: BarShapeProps; readonly label: BarLayout['label'] }): ReactNode {
  const { index, originalDataIndex } = bar
  const at = Number.isInteger(originalDataIndex) ? originalDataIndex : index
  const value = chart.series[series]?.values[at] ?? null
  const isDown = value !== null && value.startsWith('-')
  const { fill, arrow } = seriesLook(chart, series, value)
  const [left, right] = [Math.min(bar.x, bar.x + bar.width), Math.max(bar.x, bar.x + bar.width)]
  const [top, bottom] = [Math.min(bar.y, bar.y + bar.height), Math.max(bar.y, bar.y + bar.height)]
  if (!Number.isFinite(left) || !Number.isFinite(top)) return null
  const place = chart.horizontal
    ? { x: isDown ? left - 6 : right + 6, y: (top + bottom) / 2 + 4, textAnchor: isDown ? ('end' as const) : ('start' as const) }
    : { x: (left + right) / 2, y: isDown ? bottom + 14 : top - 5, textAnchor: 'middle' as const }
  return (
    <g>
      <rect x={left} y={top} width={Math.max(1, right - left)} height={Math.max(1, bottom - top)} fill={fill} />
      <text {...place} fontSize={FONT_SIZE} fill={INK}>
        {arrow !== '' && <tspan fill={fill}>{`${arrow} `}</tspan>}
        {label(chart, series, at)}
      </text>
      <ChartMark series={series} index={at} name={`${chart.categories[at] ?? ''}, ${chart.series[series]?.name ?? ''}: ${labelOf(chart, series, at)}`} box={markBox(chart, { left, right, top, bottom, isDown, words: label(chart, series, at) })} />
    </g>
  )
}

function bars(chart: ChartModel, label: BarLayout['label']): ReactNode {
  return chart.series.map((series, index) => (
    <Bar
      key={series.id} name={series.name} dataKey={(point: Point) => point.values[index]} isAnimationActive={false}
      shape={(bar: BarShapeProps) => <BarWithLabel chart={chart} series={index} bar={bar} label={label} />}
    />
  ))
}

function HorizontalBars({ chart, width, height }: Drawn): ReactNode {
  const longest = Math.max(...chart.categories.map((each) => textWidth(shorten(each, MOST_CHARACTERS))))
  const names = Math.min(longest + 14, width * 0.4)
  const most = Math.max(8, Math.floor(names / textWidth('m')) - 1)
  const { span, label } = layBars(chart, width - names - 16)
  const { values, step } = niceTicks(spanOf(chart), 5)
  return (
    <BarChart layout="vertical" data={pointsOf(chart)} width={width} height={height} margin={{ top: 4, right: 8, bottom: 18, left: 0 }} barCategoryGap="26%" accessibilityLayer={false}>
      <CartesianGrid horizontal={false} stroke={RULE} verticalValues={[...values]} />
      <XAxis type="number" domain={[span.low, span.high]} ticks={[...values]} tickFormatter={(value: number) => tickText(value, step)} tick={AXIS_TEXT} tickLine={false} axisLine={false} label={{ value: axisTitle(chart), position: 'insideBottom', offset: -10, fontSize: 11, fill: MUTED }} />
      <YAxis type="category" dataKey="position" width={names} interval={0} tickFormatter={categoryText(chart, Math.min(most, MOST_CHARACTERS))} tick={{ fontSize: FONT_SIZE, fill: INK }} tickLine={false} axisLine={false} />
      <ReferenceLine x={0} stroke={MUTED} />
      {bars(chart, label)}
    </BarChart>
  )
}

/** Room above and below for labels at the marks. */
function withHeadroom({ low, high }: Span, height: number, isLabelledBelow = low < 0): Span {
  const room = ((high - low) * 20) / Math.max(80, height - 80)
  return { low: isLabelledBelow ? low - room : low, high: high + room }
}

/** As much of the title as fits along the axis; the chart's own title says the unit too. */
function uprightTitle(chart: ChartModel, height: number): string {
  const room = height - 70
  return textWidth(axisTitle(chart), 11) <= room ? axisTitle(chart) : shorten(chart.valueAxis.title, Math.max(6, Math.floor(room / textWidth('m', 11))))
}

/** Months in a row cannot all be named, and a shortened month says nothing: then every so many-eth is named in full. */
function nameStride(chart: ChartModel, perCategory: number): number {
  const widest = Math.max(...chart.categories.map((each) => textWidth(shorten(each, MOST_MONTH_CHARACTERS), 11)))
  return Math.max(1, Math.ceil((widest + 8) / Math.max(1, perCategory)))
}

/** Counted from the last one, which is always named. @example everyFromLast(5, 2) // [0, 2, 4] */
function everyFromLast(count: number, stride: number): number[] {
  return Array.from({ length: count }, (_, index) => index).filter((index) => (count - 1 - index) % stride === 0)
}

/** Beside the first and the last point of a line, so that their labels have room. */
const LINE_PADDING = 24

function uprightAxes({ chart, width, height }: Drawn, span: Span): ReactNode {
  const { values, step } = niceTicks(span, Math.max(3, Math.floor(height / 50)))
  const figures = Math.max(...values.map((value) => textWidth(tickText(value, step), 11)))
  const sides = chart.kind === 'line' ? LINE_PADDING : 0
  const perCategory = (width - figures - 40 - 2 * sides) / Math.max(1, chart.categories.length)
  const stride = chart.kind === 'line' ? nameStride(chart, perCategory) : 1
  return [
    <CartesianGrid key="grid" vertical={false} stroke={RULE} horizontalValues={[...values]} />,
    <XAxis
      key="x" dataKey="position" type="category" {...(stride === 1 ? { interval: 'preserveStartEnd' as const } : { interval: 0, ticks: everyFromLast(chart.categories.length, stride) })} minTickGap={8} padding={{ left: sides, right: sides }}
      tickFormatter={categoryText(chart, Math.max(6, Math.floor((perCategory * stride) / textWidth('m', 11))))} tick={AXIS_TEXT} tickLine={false} axisLine={{ stroke: MUTED }}
      label={{ value: chart.categoryAxis.title, position: 'insideBottom', offset: -10, fontSize: 11, fill: MUTED }}
    />,
    <YAxis
      key="y" type="number" domain={[span.low, span.high]} ticks={[...values]} width={figures + 28} tickFormatter={(value: number) => tickText(value, step)} tick={AXIS_TEXT} tickLine={false} axisLine={false}
      label={{ value: uprightTitle(chart, height), angle: -90, position: 'insideLeft', offset: 8, style: { textAnchor: 'middle' }, fontSize: 11, fill: MUTED }}
    />,
  ]
}

function UprightBars(drawn: Drawn): ReactNode {
  const { chart, width, height } = drawn
  return (
    <BarChart data={pointsOf(chart)} width={width} height={height} margin={{ top: 8, right: 12, bottom: 18, left: 0 }} barCategoryGap="30%" accessibilityLayer={false}>
      {uprightAxes(drawn, withHeadroom(spanOf(chart), height))}
      <ReferenceLine y={0} stroke={MUTED} />
      {bars(chart, labelOf)}
    </BarChart>
  )
}

/** More points than these are not labelled: the table and the reader of the axis say them. */
const MOST_LABELLED = 24

/** Beside lines to compare with. */
const MOST_LABELLED_BESIDE_LINES = 12

/** Every so many-eth label, counted from the last point, so that they do not run into each other. */
function labelStride(chart: ChartModel, width: number): number {
  const widest = Math.max(...chart.series.flatMap((series, at) => series.values.map((value, index) => (value === null || series.isPlain === true || series.line !== undefined ? 0 : textWidth(labelOf(chart, at, index))))))
  return Math.max(1, Math.ceil((widest + 10) / ((width - 100) / Math.max(1, chart.categories.length - 1))))
}

/** A line that falls on has room for a label at the upper right of a point, unless many points stand close and it rises again at once; above it there is none. */
function isFalling(chart: ChartModel, series: number, index: number): boolean {
  const values = chart.series[series]?.values ?? []
  const [before, at, after] = [values[index - 1] ?? null, values[index] ?? null, values[index + 1] ?? null]
  const next = chart.categories.length > MOST_LABELLED_BESIDE_LINES ? (values[index + 2] ?? null) : null
  if (before === null || at === null || index === values.length - 1 || (next !== null && coordinateOf(next) > coordinateOf(at))) return false
  return coordinateOf(before) > coordinateOf(at) && (after === null || coordinateOf(at) > coordinateOf(after))
}

/** Of several lines the lowest at a category is labelled below its point, so that the labels of two close lines do not meet. */
function isLowest(chart: ChartModel, series: number, index: number): boolean {
  const valueOf = (at: number): number | null => {
    const value = chart.series[at]?.values[index] ?? null
    return value === null ? null : coordinateOf(value)
  }
  const own = valueOf(series)
  const others = chart.series.flatMap((other, at) => (at === series || other.isPlain === true || other.line !== undefined ? [] : (valueOf(at) ?? [])))
  return own !== null && others.length > 0 && others.every((other) => own < other)
}

/** What a label below its point takes, with the ring around it. */
const BELOW_POINT = 22

/** Where a label stands beside its point; `below` is the room down to the axis. */
function labelPlace(chart: ChartModel, series: number, index: number, below: number): { readonly dx: number; readonly dy: number; readonly textAnchor: 'start' | 'middle' } {
  if (below >= BELOW_POINT && isTrough(chart, series, index)) return { dx: 0, dy: 20, textAnchor: 'middle' }
  if (isLowest(chart, series, index)) return { dx: 0, dy: 17, textAnchor: 'middle' }
  return isFalling(chart, series, index) ? { dx: 4, dy: -6, textAnchor: 'start' } : { dx: 0, dy: -9, textAnchor: 'middle' }
}

/** Draws the points of one line, every so many-eth with its label; of many points none. */
function dotsOf({ chart, series, stride, height, end }: { readonly chart: ChartModel; readonly series: number; readonly stride: number; readonly height: number; /** Of many lines: where the label at the last point stands. */ readonly end: number | undefined }) {
  const { fill } = seriesLook(chart, series, null)
  const last = end === undefined ? chart.categories.length - 1 : (chart.series[series]?.values.findLastIndex((each) => each !== null) ?? -1)
  const isMany = chart.categories.length * chart.series.filter((each) => each.line === undefined).length > MOST_LABELLED
  const signals = new Set(chart.series[series]?.signals?.map(({ at }) => at))
  // Beside lines with names only what stands out is labelled, and the last point.
  const isSparse = chart.series.some(({ line }) => line !== undefined) && chart.categories.length > MOST_LABELLED_BESIDE_LINES
  const isLabelled = (index: number): boolean => (end !== undefined ? index === last : isSparse ? signals.has(index) || index === last : !isMany && (last - index) % stride === 0)
  return ({ cx, cy, index }: DotItemDotProps): ReactNode => {
    if (cx === undefined || cy === undefined || (chart.series[series]?.values[index] ?? null) === null) return <g key={index} />
    const { dx, dy, textAnchor } = end === undefined ? labelPlace(chart, series, index, height - MARGIN.bottom - AXIS_BELOW - cy) : { dx: END_GAP, dy: end + 4 - cy, textAnchor: 'start' as const }
    return (
      <g key={index}>
        <circle cx={cx} cy={cy} r={isMany ? 2 : 3.5} fill={fill} />
        {signals.has(index) && <circle cx={cx} cy={cy} r={7} fill="none" stroke={INK} strokeWidth={1.5} />}
        {isLabelled(index) && (
          <text x={cx + dx} y={cy + dy} textAnchor={textAnchor} fontSize={FONT_SIZE} fill={INK} stroke="var(--mantine-color-body)" strokeWidth={3} paintOrder="stroke">
            {chart.series[series]?.bands === undefined ? labelOf(chart, series, index) : briefLabelOf(chart, series, index)}
          </text>
        )}
      </g>
    )
  }
}

/** From the last point of one of many lines to its label. */
const END_GAP = 8
/** From the last point to the names of the lines: half of that point's label stands between them. */
const NAME_GAP = 28
/** From one name of a line to the next. */
const NAME_HEIGHT = 13
const MARGIN = { top: 8, right: 28, bottom: 18, left: 0 } as const
/** Below the plot: the names of the categories. */
const AXIS_BELOW = 30

/** More lines than two: labels at their points would lie over each other, so that each has one at its end alone. */
function isCrowded({ series, categories }: ChartModel): boolean {
  const count = series.filter(({ line, isPlain }) => line === undefined && isPlain !== true).length
  return count > 2 && count * categories.length <= MOST_LABELLED
}

/** Where what is written at the right ends of the lines stands, from above; moved apart where two lie close together. Lines to compare with have their names there, many lines their last figures. */
function endsOf(chart: ChartModel, span: Span, height: number): ReadonlyMap<number, number> {
  const room = height - MARGIN.top - MARGIN.bottom - AXIS_BELOW
  const ends = chart.series
    .flatMap((series, at) => {
      const value = series.line === undefined && (series.isPlain === true || !isCrowded(chart)) ? null : (series.values.findLast((each) => each !== null) ?? null)
      return value === null ? [] : [{ at, y: MARGIN.top + ((span.high - coordinateOf(value)) / (span.high - span.low)) * room }]
    })
    .toSorted((left, right) => left.y - right.y)
  const heights: number[] = []
  for (const { y } of ends) heights.push(Math.max(y, (heights.at(-1) ?? Number.NEGATIVE_INFINITY) + NAME_HEIGHT))
  let floor = MARGIN.top + room
  for (let index = heights.length - 1; index >= 0; index -= 1) {
    heights[index] = Math.min(heights[index] ?? floor, floor)
    floor = (heights[index] ?? floor) - NAME_HEIGHT
  }
  return new Map(ends.map(({ at }, index) => [at, heights[index] ?? 0]))
}

/** The name of a line at its last point. */
function nameAtEnd({ chart, series, y }: { readonly chart: ChartModel; readonly series: number; readonly y: number }) {
  const last = chart.series[series]?.values.findLastIndex((each) => each !== null)
  const { fill } = seriesLook(chart, series, null)
  return ({ cx, index }: DotItemDotProps): ReactNode => (cx === undefined || index !== last ? <g key={index} /> : (
    <text key={index} x={cx + NAME_GAP} y={y + 4} fontSize={11} fill={fill} stroke="var(--mantine-color-body)" strokeWidth={3} paintOrder="stroke">
      {chart.series[series]?.name}
    </text>
  ))
}

/** Where a band lies at each category; the wider ones first, below the lines. */
function bandsOf(chart: ChartModel): ReactNode {
  return chart.series.flatMap((series, at) =>
    (series.bands ?? []).map(({ name, values }) => {
      const spanAt = ({ position }: Point): [number, number] | null => {
        const span = values[position] ?? null
        return span === null ? null : [coordinateOf(span.low), coordinateOf(span.high)]
      }
      return <Area key={`${series.id}-${name}`} name={name} dataKey={spanAt} type="linear" stroke="none" fill={seriesLook(chart, at, null).fill} fillOpacity={BAND_OPACITY} isAnimationActive={false} activeDot={false} connectNulls={false} />
    }))
}

function Lines(drawn: Drawn): ReactNode {
  const { chart, width, height } = drawn
  const stride = labelStride(chart, width)
  const values = spanOf(chart)
  const span = withHeadroom(values, height, values.low !== 0 && (values.low < 0 || chart.series.length > 1))
  const ends = endsOf(chart, span, height)
  const widest = Math.max(0, ...chart.series.map(({ line, name }) => (line === undefined ? 0 : textWidth(name, 11) + NAME_GAP)), ...(isCrowded(chart) ? chart.series.map((series, at) => END_GAP + textWidth(labelOf(chart, at, series.values.findLastIndex((each) => each !== null)))) : []))
  const right = Math.max(MARGIN.right, widest - LINE_PADDING + 6)
  return (
    <ComposedChart data={pointsOf(chart)} width={width} height={height} margin={{ ...MARGIN, right }} accessibilityLayer={false}>
      {uprightAxes({ ...drawn, width: width - right }, span)}
      {bandsOf(chart)}
      {chart.series.map((series, at) => {
        const { fill, dashes } = seriesLook(chart, at, null)
        return (
          <Line
            key={series.id} name={series.name} dataKey={(point: Point) => point.values[at]} type="linear" stroke={fill} strokeWidth={series.line === 'centre' ? 0.75 : series.isPlain === true || series.line !== undefined ? 1.25 : 2} strokeDasharray={dashes} isAnimationActive={false} activeDot={false} connectNulls={false}
            dot={series.line !== undefined ? nameAtEnd({ chart, series: at, y: ends.get(at) ?? 0 }) : series.isPlain === true ? false : dotsOf({ chart, series: at, stride, height, end: ends.get(at) })}
          />
        )
      })}
    </ComposedChart>
  )
}

/** Default export: loaded lazily. */
export default function ChartDrawing(drawn: Drawn): ReactNode {
  if (drawn.chart.kind === 'waterfall') return <WaterfallDrawing {...drawn} />
  if (drawn.chart.kind === 'line') return <Lines {...drawn} />
  return drawn.chart.horizontal ? <HorizontalBars {...drawn} /> : <UprightBars {...drawn} />
}
