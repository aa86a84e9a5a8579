import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import type { Draft, ModelRows } from '../../src-shared/domain/model/draft.ts'
import { measurementId } from '../../src-shared/domain/model/level-tables.ts'
import { month, monthAfter } from '../../src-shared/domain/month.ts'
import { newWorld } from '../support/fake-client.ts'
import { FakeCore } from '../support/fake-core.ts'
import { renderApp } from '../support/render-app.tsx'
import { smallRows } from '../support/small-model.ts'
import { actionRow, agreementRow, factor, findingRow, targetRow } from '../support/small-quality.ts'

vi.mock('../../src-renderer/client/client.ts', () => import('../support/fake-client.ts'))

const VALUES = ['99.9', '98', '99.9', '97']

function rows(): ModelRows {
  return {
    ...smallRows(), agreement: [agreementRow('sla-1')], agreementService: [{ id: 'sla-1|mainframe', agreementId: 'sla-1', serviceId: 'mainframe' }], serviceTarget: [targetRow('avl', { goal: factor('99'), title: 'Availability' })],
    measurement: VALUES.map((text, at) => {
      const key = { targetId: 'avl', month: monthAfter(month('2004-01'), at) }
      return { id: measurementId(key), ...key, value: factor(text), author: '', note: '', source: '' }
    }),
    escalationStep: [{ id: 'e-1', agreementId: 'sla-1', position: 0, criterion: 'Not settled within 4 hours', role: 'Service level manager', note: '' }],
    finding: [findingRow('f-001', { status: 'improving', title: 'Nightly jobs run late' }), findingRow('f-002', { status: 'closed', closedOn: isoDate('2003-12-01'), reason: 'Met', title: 'An old one' })],
    improvementAction: [actionRow('a-1', { title: 'Second disk' })],
  }
}

describe('the findings and the review', () => {
  let world = newWorld()
  beforeEach(() => {
    world = newWorld()
    world.core = new FakeCore(rows())
  })
  function open(address: string): ReturnType<typeof renderApp> {
    return renderApp({ status: world.status, loaded: world.core.loaded() }, address)
  }
  const draft = (): Draft => world.core.draft

  it('SLM-3 proposes what the levels say; one edit opens all, one undo takes them back', async () => {
    const user = open('#/levels?tab=findings')
    const proposed = await screen.findByRole('region', { name: 'Proposed findings' })
    expect(within(proposed).getByText('AVL Availability: breached, April 2004')).toBeTruthy()
    await user.click(within(proposed).getByRole('button', { name: 'Open all 2' }))
    await waitFor(() => expect([...draft().finding.values()].slice(2).map((each) => [each.code, each.cause, each.month, each.status])).toEqual([['F-003', 'breach', '2004-04', 'open'], ['F-004', 'breach', '2004-02', 'open']]))
    expect(screen.queryByRole('region', { name: 'Proposed findings' })).toBeNull()
    expect(world.core.journal.map((entry) => entry.label)).toEqual(['2 new findings, F-003 to F-004'])
    await user.keyboard('{Control>}z{/Control}')
    expect(await screen.findByRole('region', { name: 'Proposed findings' })).toBeTruthy()
  })

  it('an action is edited in place; closing is refused with the reason until it has come to its end', async () => {
    const user = open('#/levels?tab=findings&row=f-001')
    const panel = await screen.findByRole('region', { name: 'Finding F-001' })
    expect(within(panel).getByText(/F-001 cannot be closed: "Second disk" is planned/)).toBeTruthy()
    expect(within(panel).getByText('Not settled within 4 hours', { exact: false })).toBeTruthy()
    await user.selectOptions(within(panel).getByRole('combobox', { name: 'Status' }), 'Done')
    await waitFor(() => expect(draft().finding.get('f-001')?.status).toBe('open'))
    expect(await within(panel).findByText(/"Second disk" has no result/)).toBeTruthy()
    await user.type(within(panel).getByRole('textbox', { name: /^Result/ }), 'No outage since.{Enter}')
    await user.click(await within(panel).findByRole('button', { name: 'Close the finding' }))
    expect((await within(panel).findByRole('alert')).textContent).toContain('The reason why F-001 is closed is missing')
    await user.type(within(panel).getByRole('textbox', { name: 'Reason' }), 'Met again')
    await user.click(within(panel).getByRole('button', { name: 'Close the finding' }))
    await waitFor(() => expect(draft().finding.get('f-001')).toMatchObject({ status: 'closed', reason: 'Met again' }))
    await user.click(await within(panel).findByRole('button', { name: 'Reopen' }))
    await waitFor(() => expect(draft().finding.get('f-001')?.status).toBe('open'))
  })

  it('an action without an owner, or due on no day, is refused where it is typed', async () => {
    const user = open('#/levels?tab=findings&row=f-001')
    const panel = await screen.findByRole('region', { name: 'Finding F-001' })
    await user.type(within(panel).getByRole('textbox', { name: 'New action' }), 'Third disk')
    await user.click(within(panel).getByRole('button', { name: 'Add' }))
    expect((await within(panel).findByRole('alert')).textContent).toContain('The role that owns it is missing')
    await user.type(within(panel).getByRole('textbox', { name: 'Owner of it' }), 'Infrastructure lead')
    await user.type(within(panel).getByRole('textbox', { name: 'Due by' }), 'soon')
    await user.click(within(panel).getByRole('button', { name: 'Add' }))
    expect(within(panel).getByRole('alert').textContent).toContain('"soon" is not a date')
    await user.clear(within(panel).getByRole('textbox', { name: 'Due by' }))
    await user.click(within(panel).getByRole('button', { name: 'Add' }))
    await waitFor(() => expect([...draft().improvementAction.values()].map((each) => [each.title, each.owner, each.position])).toContainEqual(['Third disk', 'Infrastructure lead', 1]))
  })

  it('chips narrow the list; a finding of a review is noted by hand', async () => {
    const user = open('#/levels?tab=findings')
    const list = await screen.findByRole('region', { name: 'Findings that were opened' })
    expect(within(list).getAllByRole('button')).toHaveLength(2)
    await user.click(within(screen.getByRole('group', { name: 'Findings by their state' })).getByRole('button', { name: /closed/ }))
    expect(within(list).getAllByRole('button').map((each) => each.textContent)).toEqual([expect.stringContaining('An old one')])
    await user.click(screen.getByRole('button', { name: 'Finding …' }))
    const dialog = await screen.findByRole('dialog')
    await user.type(within(dialog).getByRole('textbox', { name: 'What was found' }), 'Nobody answers on Sunday')
    await user.click(within(dialog).getByRole('button', { name: 'Add the finding' }))
    await waitFor(() => expect([...draft().finding.values()].at(-1)).toMatchObject({ code: 'F-003', cause: 'review', title: 'Nobody answers on Sunday', status: 'open' }))
  })

  it('SLM-5 the process stands above, month by month on demand, and each figure explains itself', async () => {
    const user = open('#/levels?tab=findings&month=2004-04')
    const strip = await screen.findByRole('region', { name: 'The process in April 2004' })
    await user.click(within(strip).getByRole('button', { name: /^Services with an active SLA/ }))
    expect(await screen.findByText('Services with an active SLA, April 2004')).toBeTruthy()
    await user.click(within(strip).getByRole('button', { name: 'Month by month' }))
    const table = await within(strip).findByRole('table', { name: 'Figures of the process' })
    expect(within(table).getAllByRole('columnheader').slice(2).map((each) => each.textContent)).toEqual(['2003-11', '2003-12', '2004-01', '2004-02', '2004-03', '2004-04'])
  })

  it('a review lays the cost of a customer beside how its targets were held, in three sentences, and leads to its file', async () => {
    const user = open('#/levels?tab=review&month=2004-04')
    const review = await screen.findByRole('article', { name: /^Review of DMA/ })
    const sentences = within(within(review).getByRole('list', { name: 'In three sentences' })).getAllByRole('listitem').map((each) => each.textContent)
    expect(sentences[0]).toMatch(/^DMA costs [\d,]+ USD in FY2005, [\d,]+ USD (more|less) than in FY2004/)
    expect(sentences[1]).toContain('its target was held in 2 of 4 measured months (50.00 %)')
    expect(within(review).getByRole('region', { name: 'How it performed' }).textContent).toContain('2 of 4')
    expect(within(review).getByRole('table', { name: 'Unit prices' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Export the review' }))
    expect(window.location.hash).toBe('#/reports?report=service-review&agency=dma&month=2004-04&from=FY2004%2Fplan&to=FY2005%2Fplan')
  })

  it('a review has years of its own: those in progress whatever is compared at the top, and others by hand', async () => {
    const user = open('#/levels?tab=review&month=2004-04')
    const years = within(await screen.findByRole('group', { name: 'Years of the review' }))
    const shown = (): readonly string[] => years.getAllByRole<HTMLInputElement>('combobox').map((each) => each.value)
    expect(shown()).toEqual(['FY2004', 'FY2005'])
    await user.click(screen.getByRole('combobox', { name: 'Base year' }))
    await user.click(await screen.findByRole('option', { name: 'FY2003', hidden: false }))
    expect(shown()).toEqual(['FY2004', 'FY2005'])
    await user.click(years.getByRole('combobox', { name: 'Year of the review' }))
    await user.click((await screen.findAllByRole('option', { name: 'FY2003', hidden: false })).at(-1) ?? document.body)
    await waitFor(() => expect(shown()).toEqual(['FY2003', 'FY2005']))
    expect((await screen.findAllByText(/^DMA costs [\d,]+ USD in FY2005, [\d,]+ USD (more|less) than in FY2003/)).length).toBe(1)
    expect(window.location.hash).toContain('from=FY2003%2Fplan&to=FY2005%2Fplan')
  })

  it('Home says what is open and what is late', async () => {
    open('#/')
    expect(await screen.findByRole('link', { name: '1 service finding is open, 1 action overdue' })).toBeTruthy()
  })
})
