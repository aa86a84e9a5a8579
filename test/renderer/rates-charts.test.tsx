import { fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'

import { ChartDrawer } from '../../src-renderer/features/rates/ChartDrawer.tsx'
import { SummaryStrip } from '../../src-renderer/features/rates/SummaryStrip.tsx'
import { summaryFilterOf, SUMMARY_FILTERS, countOf, type SummaryFilter } from '../../src-renderer/features/rates/summary-filter.ts'
import { createPreferenceStore } from '../../src-renderer/state/preferences.ts'
import { compareVersions } from '../../src-shared/domain/rates/compare.ts'
import { onStage } from '../support/renderer.tsx'
import { sampleDraft } from '../support/sample-draft.ts'
import { FY2003, FY2004, FY2005, smallModel } from '../support/small-model.ts'

const draft = sampleDraft()
const comparison = compareVersions(draft, { base: FY2003, comparisons: [FY2004], basis: 'published' })
const [summary] = comparison.summaries

function strip(active: SummaryFilter | null, told: (SummaryFilter | null)[]) {
  if (summary === undefined) throw new Error('No summary')
  return <SummaryStrip summary={summary} active={active} onFilter={(filter) => told.push(filter)} />
}

describe('the summary strip', () => {
  it('says each count with its word and narrows to it; pressed again, it shows all', async () => {
    const user = userEvent.setup()
    const told: (SummaryFilter | null)[] = []
    const { show } = onStage(draft, strip(null, told))
    const group = screen.getByRole('group', { name: 'Rates by what happens to them' })
    expect(within(group).getAllByRole('button').map((each) => each.textContent)).toEqual(SUMMARY_FILTERS.map((filter) => `${summary === undefined ? '' : countOf(summary, filter)}${filter.replace('-', ' ')}`))
    await user.click(screen.getByRole('button', { name: /\d+ ?down/ }))
    show(strip('down', told))
    expect(screen.getByRole('button', { name: /\d+ ?down/, pressed: true })).toBeTruthy()
    expect(screen.getAllByRole('button', { pressed: false })).toHaveLength(5)
    await user.click(screen.getByRole('button', { name: /\d+ ?down/ }))
    expect(told).toEqual(['down', null])
  })

  it('RATE-4: narrowing by a count gives the rates that it counts', () => {
    const seen = new Set<string>()
    const first = comparison.rows.filter(({ rateId, customerClass }) => !seen.has(`${rateId}|${customerClass}`) && seen.add(`${rateId}|${customerClass}`))
    for (const filter of SUMMARY_FILTERS) expect([filter, first.filter((row) => row.cells.some((cell) => summaryFilterOf(cell) === filter)).length]).toEqual([filter, summary === undefined ? -1 : countOf(summary, filter)])
  })

  it('a count of nothing cannot be pressed', () => {
    onStage(draft, <SummaryStrip summary={{ up: 1, down: 0, unchanged: 0, new: 0, gone: 0, notComparable: 0 }} active={null} onFilter={() => undefined} />)
    expect(screen.getAllByRole('button').map((each) => each.hasAttribute('disabled'))).toEqual([false, true, true, true, true, true])
  })
})

describe('the chart drawer', () => {
  const prime = { rateId: comparison.rows.find((row) => row.code === 'MF-CPU-P')?.rateId ?? '', customerClass: 'state' as const }

  it('opens on the largest changes and remembers that it is open', async () => {
    const user = userEvent.setup()
    const { preferences } = onStage(draft, <ChartDrawer draft={draft} comparison={comparison} rate={null} />)
    expect(screen.queryByRole('tab')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Charts', expanded: false }))
    expect(screen.getByRole('tab', { name: 'Largest changes', selected: true })).toBeTruthy()
    expect(screen.getByRole('figure', { name: 'Largest changes, FY2003 to FY2004 (% of the FY2003 rate)' })).toBeTruthy()
    expect(preferences.get('rates.charts')).toEqual({ isOpen: true, height: 300, tab: 'changes' })
    await user.click(screen.getByRole('button', { name: 'Charts', expanded: true }))
    expect(screen.queryByRole('tab')).toBeNull()
  })

  it('the trend asks for a rate, and shows the one that is selected with its figures as a table', async () => {
    const user = userEvent.setup()
    const preferences = createPreferenceStore({ 'rates.charts': JSON.stringify({ isOpen: true, height: 300, tab: 'trend' }) })
    const { show } = onStage(draft, <ChartDrawer draft={draft} comparison={comparison} rate={null} />, preferences)
    expect(screen.getByText('No rate is selected')).toBeTruthy()
    show(<ChartDrawer draft={draft} comparison={comparison} rate={prime} />)
    const figure = await screen.findByRole('figure', { name: 'Prime CPU Time (USD per CPU Hour)' })
    await user.click(within(figure).getByRole('button', { name: 'Show as a table' }))
    expect(within(figure).getAllByRole('row').map((row) => row.textContent)).toEqual(expect.arrayContaining(['FY2003100.30', 'FY200499.81']))
  })

  it('shows the last comparison until another is chosen', async () => {
    const user = userEvent.setup()
    const small = smallModel()
    const several = compareVersions(small, { base: FY2003, comparisons: [FY2004, FY2005], basis: 'published' })
    const preferences = createPreferenceStore({ 'rates.charts': JSON.stringify({ isOpen: true, height: 300, tab: 'changes' }) })
    onStage(small, <ChartDrawer draft={small} comparison={several} rate={null} />, preferences)
    expect(screen.getByRole('figure', { name: /FY2003 to FY2005/ })).toBeTruthy()
    await user.selectOptions(screen.getByRole('combobox', { name: 'Comparison of the chart' }), 'FY2003 to FY2004')
    expect(screen.getByRole('figure', { name: /FY2003 to FY2004/ })).toBeTruthy()
  })

  it('its height follows the keyboard and the pointer within its limits', () => {
    const preferences = createPreferenceStore({ 'rates.charts': JSON.stringify({ isOpen: true, height: 300, tab: 'changes' }) })
    onStage(draft, <ChartDrawer draft={draft} comparison={comparison} rate={null} />, preferences)
    const slider = screen.getByRole('slider', { name: 'Height of the charts' })
    expect([slider.getAttribute('min'), slider.getAttribute('max'), slider.getAttribute('aria-valuetext')]).toEqual(['180', '640', '300 pixels'])
    fireEvent.change(slider, { target: { value: '340' } })
    expect(preferences.get('rates.charts')).toMatchObject({ height: 340 })
    const edge = slider.nextElementSibling
    if (edge === null) throw new Error('No edge')
    fireEvent.pointerDown(edge, { clientY: 500, button: 0 })
    fireEvent.pointerMove(edge, { clientY: 450 })
    expect(slider.getAttribute('aria-valuetext')).toBe('390 pixels')
    fireEvent.pointerUp(edge, { clientY: -5000 })
    expect(preferences.get('rates.charts')).toMatchObject({ height: 640 })
  })
})
