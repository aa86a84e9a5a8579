import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'

import { BridgeSentence } from '../../src-renderer/components/BridgeWords.tsx'
import ChartDrawing from '../../src-renderer/components/ChartDrawing.tsx'
import { ChartMarksProvider } from '../../src-renderer/components/ChartMark.tsx'
import { InspectorProvider, useInspectorState } from '../../src-renderer/state/inspector.tsx'
import { bridgeChart, rateBridge } from '../../src-shared/domain/costs/rate-bridge.ts'
import { onStage } from '../support/renderer.tsx'
import { smallCosts } from '../support/small-costs.ts'
import { FY2004, FY2005 } from '../support/small-model.ts'

const draft = smallCosts()
const bridge = rateBridge({ draft, from: FY2004, to: FY2005, rateId: 'cpu' })
if (bridge.kind === 'none') throw new Error(bridge.sentence)

/** What the inspector would show. */
function Shown() {
  const { isOpen, tab, subject } = useInspectorState()
  return <output>{isOpen ? `${tab}: ${subject?.title ?? ''}` : 'closed'}</output>
}

it('a bar that stands for a figure is a button with its words: a click or Enter opens what stands behind it', async () => {
  const user = userEvent.setup()
  const chart = bridgeChart(bridge)
  render(
    <InspectorProvider>
      <ChartMarksProvider marks={(series, index) => ({ title: `${series}, ${chart.categories[index] ?? ''}`, explain: null, notes: [], history: [] })}>
        <ChartDrawing chart={chart} width={700} height={300} />
      </ChartMarksProvider>
      <Shown />
    </InspectorProvider>,
  )
  expect(screen.getAllByRole('button').map((each) => each.getAttribute('aria-label'))).toEqual(chart.categories.map((each) => expect.stringMatching(new RegExp(`^${each.replaceAll(/[()]/g, '.')}: `))))
  await user.click(screen.getByRole('button', { name: /^Salaries / }))
  expect(screen.getByRole('status').textContent).toBe('explain: 0, Salaries (AA)')
  screen.getByRole('button', { name: /^FY2005: / }).focus()
  await user.keyboard('{Enter}')
  expect(screen.getByRole('status').textContent).toBe('explain: 0, FY2005')
})

it('without anything behind its bars a chart is a picture alone', () => {
  render(<ChartDrawing chart={bridgeChart(bridge)} width={700} height={300} />)
  expect(screen.queryByRole('button')).toBeNull()
})

it('RATE-8: the sentence reads as it does elsewhere, and each of its figures opens its derivation', async () => {
  const user = userEvent.setup()
  onStage(draft, (
    <InspectorProvider>
      <div data-testid="sentence">
        <BridgeSentence draft={draft} bridge={bridge} />
      </div>
      <Shown />
    </InspectorProvider>
  ))
  expect(screen.getByTestId('sentence').textContent).toBe(bridge.sentence)
  await user.click(screen.getByRole('button', { name: '98.50' }))
  expect(screen.getByRole('status').textContent).toBe('explain: cpu: FY2004')
})
