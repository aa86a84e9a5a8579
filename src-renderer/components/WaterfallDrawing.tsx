/** A waterfall lying on its side: the first level, the steps that lead from it, the last level. Floats place marks only (NUM-1). */
import type { ReactNode } from 'react'

import type { ChartModel } from '../../src-shared/domain/reports/report-model.ts'
import { waterfallBars } from '../../src-shared/domain/reports/waterfall.ts'
import { ChartMark } from './ChartMark.tsx'
import { axisTitle, coordinateOf, FONT_SIZE, labelOf, LABEL_GAP, niceTicks, shorten, textWidth, tickText } from './chart-layout.ts'
import { seriesLook } from './chart-look.ts'

const MUTED = 'var(--mantine-color-dimmed)'
const INK = 'var(--mantine-color-text)'
const RULE = 'var(--ratebook-rule)'
const LEVEL = 'light-dark(var(--mantine-color-ledger-7), var(--mantine-color-ledger-3))'
const AXIS_HEIGHT = 46
const TOP = 6
const MOST_CHARACTERS = 42

type Bar = { readonly from: number; readonly to: number; readonly isLevel: boolean }

/** The axis begins above zero where the steps would else be too small to see. */
function spanOf(bars: readonly Bar[]): { readonly low: number; readonly high: number; readonly isCut: boolean } {
  const levels = bars.flatMap((bar) => (bar.isLevel ? [bar.to] : [bar.from, bar.to]))
  const [low, high] = [Math.min(...levels), Math.max(...levels)]
  const room = Math.max((high - low) * 0.35, Math.abs(high) * 0.01, 1e-9)
  const isCut = low > 0 && high - low < low * 0.6
  return isCut ? { low: Math.max(0, low - room), high, isCut } : { low: Math.min(0, low), high: Math.max(0, high, 1e-9), isCut }
}

export function WaterfallDrawing({ chart, width, height }: { readonly chart: ChartModel; readonly width: number; readonly height: number }): ReactNode {
  const [series] = chart.series
  if (series === undefined) return null
  const bars = waterfallBars(chart).map((bar): Bar => ({ from: coordinateOf(bar.from), to: coordinateOf(bar.to), isLevel: bar.isLevel }))
  const { low, high, isCut } = spanOf(bars)
  const names = Math.min(Math.max(...chart.categories.map((each) => textWidth(shorten(each, MOST_CHARACTERS)))) + 14, width * 0.42)
  const labels = Math.max(...chart.categories.map((_, index) => textWidth(labelOf(chart, 0, index)))) + LABEL_GAP
  const plot = Math.max(60, width - names - labels - 8)
  const rows = Math.max(1, chart.categories.length)
  const band = Math.max(12, (height - AXIS_HEIGHT - TOP) / rows)
  const xOf = (value: number): number => names + ((value - low) / (high - low)) * plot
  const { values: ticks, step } = niceTicks({ low, high }, 5)
  const bottom = TOP + band * rows
  return (
    <svg width={width} height={height} role="presentation" style={{ display: 'block' }}>
      {ticks.map((tick) => (
        <g key={tick} aria-hidden>
          <line x1={xOf(tick)} x2={xOf(tick)} y1={TOP} y2={bottom} stroke={RULE} />
          <text x={xOf(tick)} y={bottom + 15} textAnchor="middle" fontSize={11} fill={MUTED}>
            {tickText(tick, step)}
          </text>
        </g>
      ))}
      {bars.map((bar, index) => {
        const value = series.values[index] ?? null
        const { fill, arrow } = bar.isLevel ? { fill: LEVEL, arrow: '' } : seriesLook(chart, 0, value)
        const left = xOf(Math.max(low, Math.min(bar.from, bar.to)))
        const right = xOf(Math.max(bar.from, bar.to))
        const y = TOP + band * index
        const next = bars[index + 1]
        return (
          <g key={`${index}${chart.categories[index] ?? ''}`}>
            <text x={names - 10} y={y + band / 2 + 4} textAnchor="end" fontSize={FONT_SIZE} fill={INK} fontWeight={bar.isLevel ? 600 : 400}>
              {shorten(chart.categories[index] ?? '', Math.min(MOST_CHARACTERS, Math.max(8, Math.floor(names / textWidth('m')))))}
            </text>
            <rect x={left} y={y + band * 0.18} width={Math.max(1.5, right - left)} height={band * 0.64} fill={fill} />
            {next !== undefined && <line x1={xOf(bar.to)} x2={xOf(bar.to)} y1={y + band * 0.82} y2={y + band * 1.18} stroke={MUTED} strokeDasharray="2 2" />}
            <text x={right + 6} y={y + band / 2 + 4} fontSize={FONT_SIZE} fill={INK} fontWeight={bar.isLevel ? 600 : 400}>
              {arrow !== '' && <tspan fill={fill}>{`${arrow} `}</tspan>}
              {labelOf(chart, 0, index)}
            </text>
            <ChartMark series={0} index={index} name={`${chart.categories[index] ?? ''}: ${labelOf(chart, 0, index)}`} box={{ x: 0, y, width, height: band }} />
          </g>
        )
      })}
      <text x={names + plot / 2} y={bottom + 34} aria-hidden textAnchor="middle" fontSize={11} fill={MUTED}>
        {`${axisTitle(chart)}${isCut ? '; the axis does not begin at zero' : ''}`}
      </text>
    </svg>
  )
}
