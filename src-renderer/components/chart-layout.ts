/** Where the marks and texts of a chart go. Floats steer coordinates only (NUM-1); every figure that is read comes from the decimal. */
import { decimal, formatFixed, type AnyDecimalText } from '../../src-shared/domain/decimal.ts'
import type { ChartModel } from '../../src-shared/domain/reports/report-model.ts'

export const FONT_SIZE = 12
/** Room for the arrow and the gap beside a bar's label. */
export const LABEL_GAP = 22

export type Span = { readonly low: number; readonly high: number }
export type Ticks = { readonly values: readonly number[]; readonly step: number }

export function coordinateOf(value: AnyDecimalText): number {
  return decimal(value).toNumber()
}

/** About as wide as Inter draws it, on the safe side. */
export function textWidth(text: string, size = FONT_SIZE): number {
  return text.length * size * 0.57
}

export function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd().toWellFormed()}…` : text
}

/** Round steps within the span, at most about `most` of them. @example niceTicks({ low: 0, high: 9 }, 5) // { values: [0, 2, 4, 6, 8], step: 2 } */
export function niceTicks({ low, high }: Span, most: number): Ticks {
  const rough = (high - low) / Math.max(1, most)
  if (!(rough > 0) || !Number.isFinite(rough)) return { values: [low], step: 1 }
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough * (1 - 1e-9)) ?? power * 10
  const first = Math.ceil(low / step - 1e-9)
  const count = Math.floor(high / step + 1e-9) - first + 1
  return { values: Array.from({ length: Math.max(0, count) }, (_, index) => Number(((first + index) * step).toPrecision(12))), step }
}

export function tickText(value: number, step: number): string {
  const places = Math.max(0, Math.min(6, Math.ceil(-Math.log10(step) - 1e-9)))
  return value.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places }).replace('-', '−')
}

export function axisTitle({ valueAxis: { title, unit } }: ChartModel): string {
  return unit === '' ? title : `${title} (${unit})`
}

/** What is written beside a mark: the model's own words, else the figure. */
export function labelOf(chart: ChartModel, series: number, index: number): string {
  const of = chart.series[series]
  const given = of?.labels[index] ?? ''
  if (given !== '') return given.replaceAll(/(^|[\s(])-(?=\d)/g, '$1−')
  const value = of?.values[index] ?? null
  return value === null ? '' : figureOf(chart, value, of?.tone === 'by-sign')
}

/** The label where there is no room for all of it: without what it says in parentheses at its end. @example '+4.27 % (398.00 to 415.00)' is '+4.27 %' */
export function briefLabelOf(chart: ChartModel, series: number, index: number): string {
  return labelOf(chart, series, index).replace(/ \([^()]*\)$/, '')
}

/** A figure at the axis' places, with its sign where the sign is the message. */
export function figureOf(chart: ChartModel, value: AnyDecimalText, isSigned: boolean): string {
  const shown = formatFixed(value, chart.valueAxis.places).replace('-', '−')
  return isSigned && !shown.startsWith('−') && value !== '0' ? `+${shown}` : shown
}

export function hasValues(chart: ChartModel): boolean {
  return chart.series.some((series) => series.values.some((value) => value !== null))
}

/** The span of the values and of the bands around them: bars from zero, lines with some air around them. */
export function spanOf(chart: ChartModel): Span {
  const bands = chart.series.flatMap((series) => series.bands ?? []).flatMap(({ values }) => values.flatMap((each) => (each === null ? [] : [each.low, each.high])))
  const values = [...chart.series.flatMap((series) => series.values), ...bands].flatMap((value) => (value === null ? [] : [coordinateOf(value)]))
  const [low, high] = [Math.min(...values), Math.max(...values)]
  if (chart.kind === 'bar') return low === 0 && high === 0 ? { low: 0, high: 1 } : { low: Math.min(0, low), high: Math.max(0, high) }
  const room = high === low ? Math.max(Math.abs(high) * 0.1, 0.5) : (high - low) * 0.18
  return { low: low >= 0 ? Math.max(0, low - room) : low - room, high: high + room }
}

type LabelText = typeof labelOf

/** How the bars are laid: the span of the axis, and the labels that fit into it. */
export type BarLayout = { readonly span: Span; readonly label: LabelText }

/** The axis at which every bar and the label at its end fit into `width` pixels; where the bars would get less than a third of it, the labels are brief. */
export function layBars(chart: ChartModel, width: number): BarLayout {
  const whole = spanWithLabels({ chart, width, label: labelOf })
  const label = whole.fits ? labelOf : briefLabelOf
  return { span: whole.fits ? whole.span : spanWithLabels({ chart, width, label }).span, label }
}

/** Found by halving. */
function spanWithLabels({ chart, width, label }: { readonly chart: ChartModel; readonly width: number; readonly label: LabelText }): { readonly span: Span; readonly fits: boolean } {
  const bars = chart.series.flatMap((series, at) => series.values.map((value, index) => ({ value: value === null ? 0 : coordinateOf(value), room: textWidth(label(chart, at, index)) + LABEL_GAP })))
  const side = (pixelsAUnit: number, sign: 1 | -1): number => Math.max(0, ...bars.filter((bar) => (sign > 0 ? bar.value >= 0 : bar.value < 0)).map((bar) => Math.abs(bar.value) * pixelsAUnit + bar.room))
  const { low, high } = spanOf(chart)
  let [fits, tooLarge] = [0, width / (high - low)]
  for (let step = 0; step < 40; step += 1) {
    const middle = (fits + tooLarge) / 2
    if (side(middle, 1) + side(middle, -1) <= width) fits = middle
    else tooLarge = middle
  }
  // Labels alone may be wider than the drawing: then the bars keep a third of it.
  const least = width / (high - low) / 3
  const pixelsAUnit = Math.max(fits, least)
  const left = low < 0 ? Math.max(side(pixelsAUnit, -1), -low * pixelsAUnit) : 0
  return { span: { low: -left / pixelsAUnit, high: Math.max(high, (width - left) / pixelsAUnit) }, fits: fits >= least }
}
