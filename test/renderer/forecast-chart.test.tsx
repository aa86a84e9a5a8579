import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'

import { ChartFigure } from '../../src-renderer/components/ChartFigure.tsx'
import ChartDrawing from '../../src-renderer/components/ChartDrawing.tsx'
import { forecast } from '../../src-shared/domain/projection/forecast.ts'
import { forecastChart } from '../../src-shared/domain/reports/forecast-chart.ts'
import { busyHistory } from '../support/monthly-series.ts'

function chart(): ReturnType<typeof forecastChart> {
  const known = busyHistory(40)
  const quantities = known.quantities.map((each, index) => (index === 38 ? null : each))
  const gap = { ...known, quantities }
  const made = forecast({ history: gap, method: { kind: 'drift' }, horizon: 6 })
  if (!made.ok) throw new Error('Refused')
  return forecastChart({ id: 'boxes', title: 'Mailboxes', unit: 'Mailbox', places: 0, history: gap, forecast: made.value, budget: null, from: null })
}

test('PROJ-1: the forecast is drawn with both of its intervals around it, within the axis', () => {
  const { container } = render(<ChartDrawing chart={chart()} width={800} height={300} />)
  const bands = [...container.querySelectorAll('path.recharts-area-area')]
  expect(bands).toHaveLength(2)
  expect(container.querySelectorAll('path.recharts-line-curve')).toHaveLength(2)
  // Up along the one edge of six months and back along the other; the 95 % band reaches higher than that of 80 %.
  const heights = bands.map((band) => [...(band.getAttribute('d') ?? '').matchAll(/[\d.]+,([\d.]+)/g)].map(([, y]) => Number(y)))
  expect(heights.map((each) => each.length)).toEqual([12, 12])
  expect(Math.min(...(heights[0] ?? []))).toBeLessThan(Math.min(...(heights[1] ?? [])))
  expect(Math.min(...(heights[0] ?? []))).toBeGreaterThan(0)
  // Months are named in full, every so many-eth; the last one always.
  const named = [...container.querySelectorAll('text')].map((each) => each.textContent ?? '').filter((each) => /^\d{4}-/.test(each))
  expect(named.every((each) => /^\d{4}-\d{2}$/.test(each))).toBe(true)
  expect(named.length).toBeLessThan(20)
  expect(named.at(-1)).toBe('2004-10')
  expect(container.innerHTML).not.toContain('NaN')
})

test('PROJ-1: the legend says what the shades mean, the table has the intervals, and a missing month is said', async () => {
  const user = userEvent.setup()
  render(<MantineProvider><ChartFigure chart={chart()} from={{ versions: [], isFictional: false }} /></MantineProvider>)
  expect(screen.getAllByRole('listitem').map((each) => each.textContent)).toEqual(['Actual', 'Forecast: Drift', '95 % interval', '80 % interval'])
  expect(screen.getByText('Not drawn: 2004-03: Missing')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Show as a table' }))
  expect(screen.getByRole('row', { name: /^2004-05 [\d,]+ \(95 %: [\d,]+ to [\d,]+\)$/ })).toBeTruthy()
})
