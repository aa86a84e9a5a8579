import { expect, it } from 'vitest'

import { monthsChart } from '../../src-renderer/features/budgets/summary/months-chart.ts'
import { month } from '../../src-shared/domain/month.ts'
import { figure } from '../support/small-costs.ts'

const labels = { fromLabel: 'FY2004', toLabel: 'FY2005' }
const none = figure<'USD'>('0')

it('PROJ-2: a year in which nothing is charged is no line at zero, but said', () => {
  const months = ['2004-07', '2004-08'].map((of) => ({ month: month(of), before: none, after: none, kind: 'none' as const, budget: null }))
  expect(monthsChart(months, labels)).toMatchObject({ categories: [], series: [], emptyText: 'Nothing is charged in either year.' })
  const charged = monthsChart(months.map((each, at) => (at === 0 ? { ...each, before: figure<'USD'>('12.5') } : each)), labels)
  expect([charged.categories, charged.series[0]?.values]).toEqual([['Jul', 'Aug'], ['12.5', '0']])
})
