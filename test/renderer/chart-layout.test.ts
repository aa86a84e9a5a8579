import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { coordinateOf, LABEL_GAP, labelOf, niceTicks, spanOf, spanWithLabels, textWidth, tickText } from '../../src-renderer/components/chart-layout.ts'
import { Decimal, toText } from '../../src-shared/domain/decimal.ts'
import type { ChartModel } from '../../src-shared/domain/reports/report-model.ts'

function bars(values: readonly number[], labels: readonly string[] = []): ChartModel {
  return {
    id: 'c', title: 'Largest changes', kind: 'bar', horizontal: true, categoryAxis: { title: 'Rate' }, valueAxis: { title: 'Change', unit: '%', places: 2 },
    categories: values.map((_, index) => `Rate ${index}`), emptyText: 'None.',
    series: [{ id: 's', name: 'Change', tone: 'by-sign', values: values.map((value) => toText(new Decimal(value))), labels }],
  }
}

describe('a chart on screen', () => {
  it('has round ticks within its span', () => {
    expect(niceTicks({ low: 0, high: 9 }, 5)).toEqual({ values: [0, 2, 4, 6, 8], step: 2 })
    expect(niceTicks({ low: -0.3, high: 0.31 }, 4).values).toEqual([-0.2, 0, 0.2])
    expect([tickText(-0.2, 0.2), tickText(1500, 500)]).toEqual(['−0.2', '1,500'])
  })

  it('writes a change with its sign, whoever says it', () => {
    const chart = bars([6.19, -0.49], ['', '-0.49 % (100.30 to 99.81)'])
    expect([labelOf(chart, 0, 0), labelOf(chart, 0, 1)]).toEqual(['+6.19', '−0.49 % (100.30 to 99.81)'])
  })

  it('leaves room for every label at the end of its bar', () => {
    const value = fc.integer({ min: -50_000, max: 50_000 }).map((each) => each / 100)
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 12 }), (values) => {
        const width = 800
        const chart = bars(values)
        const span = spanWithLabels(chart, width)
        const pixelsAUnit = width / (span.high - span.low)
        const zero = -span.low * pixelsAUnit
        const ends = (chart.series[0]?.values ?? []).flatMap((each, index) => {
          if (each === null) return []
          const at = coordinateOf(each) * pixelsAUnit
          const room = textWidth(labelOf(chart, 0, index)) + LABEL_GAP
          return [zero + (at < 0 ? at - room : at + room)]
        })
        expect(Math.min(...ends)).toBeGreaterThanOrEqual(-1)
        expect(Math.max(...ends)).toBeLessThanOrEqual(width + 1)
        expect(span.low).toBeLessThanOrEqual(spanOf(chart).low)
        expect(span.high).toBeGreaterThanOrEqual(spanOf(chart).high)
      }),
    )
  })
})
