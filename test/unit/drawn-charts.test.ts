/** Charts that a screen makes itself and sends to be drawn: the contract takes them as they are. */
import { expect, test } from 'vitest'

import { drawnChart } from '../../src-shared/contract/report.ts'
import { bridgeChart, rateBridge } from '../../src-shared/domain/costs/rate-bridge.ts'
import { tornado, tornadoChart } from '../../src-shared/domain/costs/tornado.ts'
import { month } from '../../src-shared/domain/month.ts'
import { forecast } from '../../src-shared/domain/projection/forecast.ts'
import { forecastChart } from '../../src-shared/domain/reports/forecast-chart.ts'
import { levelChart, rangeChart } from '../../src-shared/domain/reports/levels/level-charts.ts'
import type { ChartModel } from '../../src-shared/domain/reports/report-model.ts'
import { levelsOf } from '../../src-shared/domain/service-levels/measures/levels.ts'
import { LATER } from '../support/later-day.ts'
import { busyHistory } from '../support/monthly-series.ts'
import { sampleDraft } from '../support/sample-draft.ts'
import { smallCosts } from '../support/small-costs.ts'
import { FY2004, FY2005 } from '../support/small-model.ts'

function bars(entries: number): ChartModel {
  return {
    id: 'many', title: 'Many', kind: 'bar', horizontal: true, categoryAxis: { title: 'Entry' }, valueAxis: { title: 'Count', unit: '', places: 0 }, categories: Array.from({ length: entries }, (_, index) => `${index}`), series: [], emptyText: 'None.',
  }
}

function refusals(charts: readonly ChartModel[]): readonly string[] {
  return charts.flatMap((chart) => (drawnChart.safeParse(chart).error?.issues ?? []).map(({ path, message }) => `${chart.title}, ${path.join('.')}: ${message}`))
}

test('every target of the sample can be drawn, with its natural limits', () => {
  const draft = sampleDraft()
  const charts = [...levelsOf(draft, { from: month('2003-07'), to: month('2005-06'), today: LATER }).byTarget.values()].flatMap((levels) => [levelChart(draft, levels), rangeChart(draft, levels)])
  expect(charts.length).toBeGreaterThan(10)
  expect(refusals(charts)).toEqual([])
})

test('a bridge, a tornado and a forecast with its intervals can be drawn', () => {
  const draft = smallCosts()
  const history = busyHistory(40)
  const made = forecast({ history, method: { kind: 'drift' }, horizon: 6 })
  if (!made.ok) throw new Error('Refused')
  const charts = [
    bridgeChart(rateBridge({ draft, from: FY2004, to: FY2005, rateId: 'cpu' })),
    tornadoChart(draft, tornado({ draft, version: FY2005, rateId: 'drop', inputs: [{ label: 'Units', table: 'rateUnits', rowId: 'FY2005/plan|drop|', field: 'units', low: '1000', high: '1500' }] })),
    forecastChart({ id: 'boxes', title: 'Mailboxes', unit: 'Mailbox', places: 0, history, forecast: made.value, budget: null, from: null }),
  ]
  expect(charts.map(({ kind }) => kind)).toEqual(['waterfall', 'bar', 'line'])
  expect(refusals(charts)).toEqual([])
})

test('a chart beyond what a picture holds is refused', () => {
  expect([1_000, 1_001].map((entries) => drawnChart.safeParse(bars(entries)).success)).toEqual([true, false])
  expect(drawnChart.safeParse({ ...bars(1), valueAxis: { title: 'Count', unit: '', places: 1e9 } }).success).toBe(false)
})
