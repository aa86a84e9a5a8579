import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { client, newWorld } from '../support/fake-client.ts'
import { renderApp } from '../support/render-app.tsx'

vi.mock('../../src-renderer/client/client.ts', () => import('../support/fake-client.ts'))

describe('the budgets', () => {
  let world = newWorld()
  beforeEach(() => {
    world = newWorld()
  })
  function open(address: string): ReturnType<typeof renderApp> {
    return renderApp({ status: world.status, loaded: world.core.loaded() }, address)
  }
  const draft = (): Draft => world.core.draft

  it('lists the customers with their change, and opens the one that is chosen', async () => {
    const user = open('#/budgets')
    const list = await screen.findByRole('region', { name: 'Customers' })
    await waitFor(() => expect(within(list).getByRole('button', { name: /DMA/ }).textContent).toContain('▲ +'))
    expect(screen.getByText('Choose a customer')).toBeTruthy()
    await user.type(within(list).getByRole('textbox', { name: 'Search customers' }), 'dot')
    await waitFor(() => expect(within(list).queryByRole('button', { name: /DMA/ })).toBeNull())
    await user.clear(within(list).getByRole('textbox', { name: 'Search customers' }))
    await user.click(await within(list).findByRole('button', { name: /DMA/ }))
    expect(await screen.findByRole('heading', { level: 2, name: 'Agency dma' })).toBeTruthy()
    expect(await screen.findByText('6 months actual, 6 projected')).toBeTruthy()
    expect(screen.getByText(/30 days to approve the estimate/)).toBeTruthy()
  })

  it('says how many customers are projected, can be stopped, and goes on', async () => {
    vi.spyOn(client.budgets, 'summary').mockImplementationOnce(() => new Promise(() => undefined))
    const user = open('#/budgets')
    expect(await screen.findByText('Projecting: 0 of 2')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Stop' }))
    expect(await screen.findByText('Stopped: 0 of 2')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Go on' }))
    expect(await screen.findByText('2 customers, change in USD')).toBeTruthy()
    vi.restoreAllMocks()
  })

  it('presenting hides the other customers, by button and by key', async () => {
    const user = open('#/budgets?customer=dma')
    await screen.findByText('6 months actual, 6 projected')
    await user.click(screen.getByRole('button', { name: 'Present' }))
    expect(screen.queryByRole('region', { name: 'Customers' })).toBeNull()
    await user.keyboard('p')
    expect(await screen.findByRole('region', { name: 'Customers' })).toBeTruthy()
  })

  it('PROJ-1: units typed for a rate choose the method; the units follow; one undo', async () => {
    const user = open('#/budgets?customer=dma&tab=rates')
    const grid = await screen.findByRole('grid', { name: 'Rates of DMA, FY2004 to FY2005' })
    const cells = (): HTMLElement[] => within(within(grid).getByRole('row', { name: /cpu/ })).getAllByRole('gridcell')
    const before = cells()[5]?.textContent
    await user.click(cells()[8] ?? grid)
    await user.keyboard('7{Enter}')
    await waitFor(() => expect(draft().budgetSeries.get('FY2005/plan|dma|cpu')).toMatchObject({ method: 'typed', typedUnits: '7' }))
    await waitFor(() => expect(cells()[5]?.textContent).not.toBe(before))
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(draft().budgetSeries.get('FY2005/plan|dma|cpu')).toMatchObject({ method: 'mean' }))
    await waitFor(() => expect(cells()[5]?.textContent).toBe(before))
    expect(await screen.findByRole('region', { name: 'History and forecast of cpu' })).toBeTruthy()
  })

  it('PROJ-1: a word that is no method is refused with what can be written', async () => {
    const user = open('#/budgets?customer=dma&tab=rates')
    const grid = await screen.findByRole('grid', { name: /^Rates of DMA/ })
    await user.click(within(within(grid).getByRole('row', { name: /cpu/ })).getAllByRole('gridcell')[6] ?? grid)
    await user.keyboard('guess{Enter}')
    expect((await screen.findAllByText(/is no method/)).length).toBeGreaterThan(0)
    expect(world.core.journal).toHaveLength(0)
  })

  it('PROJ-1: forty more from October, in one dialog; edited, removed, undone', async () => {
    const user = open('#/budgets?customer=dma&tab=changes')
    const table = await screen.findByRole('table', { name: 'Dated changes' })
    expect(within(table).getByText('Show the request')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Dated change …' }))
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('combobox', { name: 'Rate' }))
    await user.click(await screen.findByRole('option', { name: 'tape (TAPE)' }))
    await user.type(within(dialog).getByRole('textbox', { name: /^Units more/ }), '40')
    expect(within(dialog).getByText('40 more of tape a month from January 2005.')).toBeTruthy()
    await user.click(within(dialog).getByRole('button', { name: 'Add the change' }))
    await waitFor(() => expect([...draft().budgetChange.values()].map((each) => [each.rateId, each.units, each.fromMonth])).toContainEqual(['tape', '40', '2005-01']))
    await user.click(await screen.findByRole('button', { name: 'Remove the change of tape' }))
    await waitFor(() => expect(draft().budgetChange.size).toBe(1))
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(draft().budgetChange.size).toBe(2))
  })

  it('a dialog begins with its first field, says which field to put right, and gives the keyboard back to what opened it', async () => {
    const user = open('#/budgets?customer=dma&tab=changes')
    const opener = await screen.findByRole('button', { name: 'Dated change …' })
    await user.click(opener)
    const dialog = await screen.findByRole('dialog')
    await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByRole('combobox', { name: 'Rate' })))
    await user.type(within(dialog).getByRole('textbox', { name: /^Units more/ }), 'forty')
    await user.click(within(dialog).getByRole('button', { name: 'Add the change' }))
    expect(within(dialog).getByRole('alert').textContent).toBe('Put the marked fields right first.')
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await waitFor(() => expect(document.activeElement).toBe(opener))
  })

  it('PROJ-1: a dated change is seen in dollars before and after, and so is its undo', async () => {
    const user = open('#/budgets?customer=dma&tab=changes')
    await user.click(await screen.findByRole('button', { name: /^Remove the change of / }))
    const moved = await screen.findByText(/by the last edit/)
    const [before, after] = [...(moved.textContent ?? '').matchAll(/\d[\d,]*\.\d\d/g)].map(([amount]) => amount)
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(moved.textContent).toContain(`${after} → ${before}`))
  })

  it('the list of customers is one stop of the Tab key, and walked with the arrows', async () => {
    const user = open('#/budgets')
    const list = await screen.findByRole('region', { name: 'Customers' })
    const entries = within(within(list).getByRole('list')).getAllByRole('button')
    expect(entries.map((each) => each.tabIndex)).toEqual(entries.map((_, at) => (at === 0 ? 0 : -1)))
    entries[0]?.focus()
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(entries[1])
  })

  it('BILL-9: every term of the difference, and the year before both, leads to how it came about', async () => {
    const user = open('#/budgets?customer=dma')
    const terms = await screen.findByRole('table', { name: 'What the difference is made of' })
    await user.click(within(within(terms).getByRole('row', { name: /^Price/ })).getByRole('button'))
    expect(await screen.findByText('DMA: price effect')).toBeTruthy()
  })

  it('a request is approved only with a signature, and shows what it puts into the projection', async () => {
    const user = open('#/budgets?customer=dma&tab=requests')
    expect(await screen.findByText(/In the projection: 40 more of cpu a month from October 2004/)).toBeTruthy()
    const estimate = screen.getByRole('region', { name: 'Estimate of BAR-001' })
    expect(within(estimate).getByText('36,000.00')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Edit …' }))
    const dialog = await screen.findByRole('dialog')
    await user.clear(within(dialog).getByRole('textbox', { name: 'Authorised signature' }))
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    expect((await within(dialog).findByRole('alert')).textContent).toContain('signature')
    expect(world.core.journal).toHaveLength(0)
  })

  it('PROJ-2: handing over keeps the projection as the budget, says so, and can be undone', async () => {
    const user = open('#/budgets?customer=dma')
    await screen.findByText('6 months actual, 6 projected')
    await user.click(screen.getByRole('button', { name: 'Hand over the budget …' }))
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByText(/Nothing is sent to anybody, and undo takes it back/)).toBeTruthy()
    await user.click(within(dialog).getByRole('button', { name: 'Hand over' }))
    await waitFor(() => expect(world.core.journal.map((entry) => entry.label)).toEqual(['Hand over the budget of DMA for FY2005']))
    expect(draft().budget.get('FY2005/plan|dma')?.handedOverOn).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(await screen.findByText(/^On budget\./)).toBeTruthy()
    await user.click(screen.getByRole('radio', { name: 'By month' }))
    const months = within(screen.getByRole('table', { name: 'Budget, actual and forecast' })).getAllByRole('row').slice(1)
    expect(months.map((row) => within(row).getByRole('rowheader').textContent)).toEqual(['Jul 2004', 'Aug 2004', 'Sep 2004', 'Oct 2004', 'Nov 2004', 'Dec 2004', 'Jan 2005', 'Feb 2005', 'Mar 2005', 'Apr 2005', 'May 2005', 'Jun 2005', 'Total'])
    for (const row of months) expect(within(row).getAllByRole('cell')[0]?.textContent).toBe(within(row).getAllByRole('cell')[2]?.textContent)
    await user.click(screen.getByRole('heading', { level: 2, name: 'Agency dma' }))
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(draft().budgetFigure.get('FY2005/plan|dma|cpu')?.amount).toBe('48000'))
  })

  it('a question is noted and answered; the last contact is typed, and refused where it is no day', async () => {
    const user = open('#/budgets?customer=dma&tab=questions')
    await user.type(await screen.findByRole('textbox', { name: 'A new question' }), 'What about tape?')
    await user.click(screen.getByRole('button', { name: 'Note it' }))
    await waitFor(() => expect([...draft().customerQuestion.values()].map((each) => each.question)).toContain('What about tape?'))
    const contact = screen.getByRole('textbox', { name: 'Last contact' })
    await user.type(contact, 'soon{Enter}')
    expect(await screen.findByText(/"soon" is not a date/)).toBeTruthy()
    await user.clear(contact)
    await user.type(contact, '2004-12-01{Enter}')
    await waitFor(() => expect(draft().customer.get('dma')?.lastContactOn).toBe('2004-12-01'))
  })
})
