import { describe, expect, it } from 'vitest'

import { coordinateOf, LABEL_GAP, layBars, textWidth } from '../../src-renderer/components/chart-layout.ts'
import { compareVersions } from '../../src-shared/domain/rates/compare.ts'
import { largestChangesChart } from '../../src-shared/domain/reports/charts.ts'
import { sampleDraft } from '../support/sample-draft.ts'
import { FY2003, FY2004 } from '../support/small-model.ts'

const chart = largestChangesChart(compareVersions(sampleDraft(), { base: FY2003, comparisons: [FY2004], basis: 'published' }), 0, 12)

/** From where to where each bar with its label reaches, in pixels of the drawing. */
function reaches(width: number): readonly (readonly [number, number])[] {
  const { span, label } = layBars(chart, width)
  const at = (value: number): number => ((value - span.low) / (span.high - span.low)) * width
  return (chart.series[0]?.values ?? []).flatMap((value, index) => {
    if (value === null) return []
    const [zero, end, room] = [at(0), at(coordinateOf(value)), textWidth(label(chart, 0, index)) + LABEL_GAP]
    return [end < zero ? ([end - room, zero] as const) : ([zero, end + room] as const)]
  })
}

describe('the bars of a chart', () => {
  it.each([280, 390, 494, 700, 1200])('with their labels stay within a drawing of %i pixels', (width) => {
    const all = reaches(width)
    expect(all.length).toBe(12)
    expect(Math.min(...all.map(([from]) => from))).toBeGreaterThanOrEqual(-0.5)
    expect(Math.max(...all.map(([, to]) => to))).toBeLessThanOrEqual(width + 0.5)
  })

  it('say from what to what where there is room, and else only the change', () => {
    expect(layBars(chart, 1200).label(chart, 0, 0)).toBe('+143.89 % (180.00 to 439.00)')
    expect(layBars(chart, 494).label(chart, 0, 0)).toBe('+143.89 %')
  })
})
