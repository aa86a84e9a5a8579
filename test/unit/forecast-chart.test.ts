import { expect, test } from 'vitest'

import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { forecast } from '../../src-shared/domain/projection/forecast.ts'
import { month } from '../../src-shared/domain/month.ts'
import { projectYear } from '../../src-shared/domain/projection/project-year.ts'
import { forecastChart } from '../../src-shared/domain/reports/forecast-chart.ts'
import { busyHistory, history, quantity } from '../support/monthly-series.ts'

test('PROJ-2: history, budget and forecast with its intervals are lines over the same months', () => {
  const known = history(Array.from({ length: 35 }, (_, index) => (index === 33 ? null : index + 1)))
  const made = forecast({ history: known, method: { kind: 'drift' }, horizon: 2 })
  if (!made.ok) throw new Error('Refused')
  const chart = forecastChart({ id: 'boxes', title: 'Mailboxes', unit: 'Mailbox', places: 0, history: known, forecast: made.value, budget: new Map([[month('2003-11'), quantity('40')]]), from: month('2003-09') })
  expect(chart).toMatchObject({ kind: 'line', title: 'Mailboxes (Mailbox)', categories: ['2003-09', '2003-10', '2003-11', '2003-12', '2004-01'] })
  expect(chart.series.map(({ name, values, labels }) => ({ name, values, labels }))).toEqual([
    { name: 'Actual', values: ['33', null, '35', null, null], labels: ['', 'Missing', '', '', ''] },
    { name: 'Budget', values: [null, null, '40', null, null], labels: ['', '', '', '', ''] },
    { name: 'Forecast: Drift', values: [null, null, null, '36', '37'], labels: ['', '', '', '36 (95 %: 36 to 36)', '37 (95 %: 37 to 37)'] },
  ])
  expect(chart.series[2]?.bands).toEqual([{ name: '95 % interval', values: [null, null, null, { low: '36', high: '36' }, { low: '37', high: '37' }] }, { name: '80 % interval', values: [null, null, null, { low: '36', high: '36' }, { low: '37', high: '37' }] }])
})

test('PROJ-2: of a projected year only the projected months are forecast; without intervals there are no bands', () => {
  const known = busyHistory(8)
  const year = projectYear({ history: known, fiscalYear: fiscalYear(2002), firstMonth: 7, method: { kind: 'mean', months: 3 } })
  if (!year.ok) throw new Error('Refused')
  const chart = forecastChart({ id: 'x', title: 'X', unit: '', places: 0, history: known, forecast: year.value, budget: null, from: null })
  expect(chart.categories).toHaveLength(18)
  expect(chart.series.map((each) => each.values.filter((value) => value !== null).length)).toEqual([8, 10])
  expect(chart.series.every((each) => each.bands === undefined)).toBe(true)
  expect(forecastChart({ id: 'x', title: 'X', unit: '', places: 0, history: history([null]), forecast: { label: 'None', months: [] }, budget: null, from: null })).toMatchObject({ categories: [] })
})
