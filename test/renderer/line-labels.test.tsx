import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'

import ChartDrawing from '../../src-renderer/components/ChartDrawing.tsx'
import type { Usd } from '../../src-shared/domain/decimal.ts'
import type { ChartModel } from '../../src-shared/domain/reports/report-model.ts'

const CLOSE_LINES: ChartModel = {
  id: 'close', title: 'Charges by month', kind: 'line', horizontal: false, categoryAxis: { title: 'Month' }, valueAxis: { title: 'Charges', unit: 'USD', places: 0 },
  categories: ['May', 'Jun'], emptyText: 'None',
  series: [
    { id: 'before', name: 'FY2003', tone: 'neutral', values: ['1268000' as Usd, '1314515' as Usd], labels: ['', ''] },
    { id: 'after', name: 'FY2004', tone: 'accent', values: ['1395000' as Usd, '1336423' as Usd], labels: ['', ''] },
  ],
}

function heightOf(label: string): number {
  return Number(screen.getByText(label).getAttribute('y'))
}

test('Where two lines come close, the upper is labelled above its point and the lower below: the labels do not meet', () => {
  render(<ChartDrawing chart={CLOSE_LINES} width={800} height={220} />)
  expect(heightOf('1,314,515') - heightOf('1,336,423')).toBeGreaterThan(14)
  expect(heightOf('1,268,000') - heightOf('1,395,000')).toBeGreaterThan(14)
})

test('where a line alone comes down to a point, its label stands below it, out of the way of the line; a peak is labelled above', () => {
  const [first] = CLOSE_LINES.series
  if (first === undefined) throw new Error('No line')
  const values = ['100', '98', '100', '99'].map((each) => each as Usd)
  const { container } = render(<ChartDrawing chart={{ ...CLOSE_LINES, categories: ['May', 'Jun', 'Jul', 'Aug'], series: [{ ...first, values, labels: ['a', 'b', 'c', 'd'] }, { ...first, id: 'goal', name: 'Goal', line: 'goal', values: values.map(() => '97' as Usd), labels: [] }] }} width={800} height={250} />)
  const points = [...container.querySelectorAll('circle')].map((each) => Number(each.getAttribute('cy')))
  expect(['a', 'b', 'c', 'd'].map((label, index) => heightOf(label) > (points[index] ?? 0))).toEqual([false, true, false, true])
})

test('of more lines than two each is labelled at its end alone, and the labels do not meet however close the ends are', () => {
  const ends = ['15', '12.65', '6.54', '-3.41', '-18.38']
  const chart: ChartModel = {
    ...CLOSE_LINES, categories: ['FY2003', 'FY2004', 'FY2005'],
    series: ends.map((end, index) => ({ id: end, name: `Rate ${index}`, tone: 'neutral', values: ['0', '9.8', end].map((each) => each as Usd), labels: ['', '', `${end} %`] })),
  }
  const { container } = render(<ChartDrawing chart={chart} width={560} height={210} />)
  const heights = ends.map((end) => heightOf(`${end.replace('-', '−')} %`)).toSorted((left, right) => left - right)
  expect(Math.min(...heights.slice(1).map((each, index) => each - (heights[index] ?? 0)))).toBeGreaterThanOrEqual(13)
  expect(screen.queryByText('9.8')).toBeNull()
  const last = Math.max(...[...container.querySelectorAll('circle')].map((each) => Number(each.getAttribute('cx'))))
  expect(Number(screen.getByText('15 %').getAttribute('x'))).toBeGreaterThan(last)
})
