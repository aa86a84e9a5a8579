/** Colours and marks of a chart's series. Orange and blue stay apart for the colour-blind; side, arrow and sign say the same, so that it reads in grey. */
import type { AnyDecimalText } from '../../src-shared/domain/decimal.ts'
import type { ChartLine, ChartModel } from '../../src-shared/domain/reports/report-model.ts'

export type SeriesLook = { readonly fill: string; /** Beside the label of a change. */ readonly arrow: '' | '▲' | '▼'; readonly dashes: string }

/** In the dark the accent of buttons is too faint for a thin line. */
const ACCENT = 'light-dark(var(--mantine-color-ledger-7), var(--mantine-color-ledger-3))'
const FILLS = [ACCENT, 'var(--ratebook-increase)', 'var(--mantine-color-dimmed)', 'var(--ratebook-decrease)'] as const
/** Lines differ by dashes too. */
const DASHES = ['0', '6 3', '2 3', '8 3 2 3'] as const

/** Of one band; where two lie on each other it is darker. */
export const BAND_OPACITY = 0.16

/** Lines to compare with: told apart by their dashes before their colour. */
const LINES: Readonly<Record<ChartLine, Omit<SeriesLook, 'arrow'>>> = {
  goal: { fill: 'var(--mantine-color-text)', dashes: '10 4' }, warning: { fill: 'var(--ratebook-increase)', dashes: '2 4' }, limit: { fill: 'var(--mantine-color-dimmed)', dashes: '9 3 2 3' }, centre: { fill: 'var(--mantine-color-dimmed)', dashes: '0' },
}

/** How a series is drawn; `value` decides where the colour follows the sign. */
export function seriesLook(chart: ChartModel, series: number, value: AnyDecimalText | null): SeriesLook {
  const line = chart.series[series]?.line
  if (line !== undefined) return { ...LINES[line], arrow: '' }
  const tone = chart.series[series]?.tone ?? 'neutral'
  const dashes = DASHES[series % DASHES.length] ?? '0'
  if (tone === 'by-sign') {
    if (value === '0' || value === null) return { fill: 'var(--mantine-color-dimmed)', arrow: '', dashes }
    return value.startsWith('-') ? { fill: 'var(--ratebook-decrease)', arrow: '▼', dashes } : { fill: 'var(--ratebook-increase)', arrow: '▲', dashes }
  }
  if (tone === 'accent') return { fill: ACCENT, arrow: '', dashes }
  return { fill: FILLS[(series + 2) % FILLS.length] ?? ACCENT, arrow: '', dashes }
}
