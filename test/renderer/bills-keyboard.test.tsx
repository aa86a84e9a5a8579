/** The bills by keyboard: where the keys go on after something was added, chosen or opened. */
import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import { usageEntryId, type UsageEntry } from '../../src-shared/domain/model/billing-tables.ts'
import { month } from '../../src-shared/domain/month.ts'
import { FakeCore } from '../support/fake-core.ts'
import { client, newWorld } from '../support/fake-client.ts'
import { renderApp } from '../support/render-app.tsx'
import { adjustmentRow, billingRows } from '../support/small-bills.ts'
import { figure } from '../support/small-costs.ts'

vi.mock('../../src-renderer/client/client.ts', () => import('../support/fake-client.ts'))

const ON_FY2004 = { selections: JSON.stringify([{ path: '/models/budget.ratebook', base: 'FY2003/plan', comparisons: ['FY2004/plan'], basis: 'published' }]) }

const JULY: UsageEntry = { id: usageEntryId({ month: month('2003-07'), rateId: 'cpu', customerId: 'aaa' }), customerId: 'aaa', rateId: 'cpu', month: month('2003-07'), quantity: figure<'units'>('10'), author: 'Ann', note: '' }

/** What the chosen cell of a grid shows. */
function chosen(grid: HTMLElement): string {
  return document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.textContent ?? ''
}

async function creditButton(): Promise<HTMLElement> {
  return (await screen.findAllByRole('button', { name: 'Credit or adjustment' }))[0] ?? document.body
}

describe('the bills by keyboard', () => {
  let world = newWorld()
  beforeEach(() => {
    vi.restoreAllMocks()
    world = newWorld()
    world.core = new FakeCore({ ...billingRows(), usageEntry: [JULY] })
  })
  function open(address: string): ReturnType<typeof renderApp> {
    return renderApp({ status: world.status, loaded: world.core.loaded(), preferences: ON_FY2004 }, address)
  }
  it('what is typed into a list that is searched marks the first that fits, and Enter takes it', async () => {
    const user = open('#/bills?tab=statement&customer=aaa')
    const customer = await screen.findByRole('combobox', { name: 'Customer' })
    await user.click(customer)
    await user.clear(customer)
    await user.type(customer, 'bbb{Enter}')
    await waitFor(() => expect(window.location.hash).toContain('customer=bbb'))
  })

  it('the first customer is typed at once where there is none: the way by hand opens the dialog, and once only', async () => {
    world.core = new FakeCore({ ...billingRows(), customer: [], encumbrance: [], billAdjustment: [], oneTimeItem: [], usageEntry: [] })
    const user = open('#/bills')
    await user.click(await screen.findByRole('button', { name: 'Add one by hand' }))
    await user.type(await screen.findByRole('textbox', { name: 'Code' }), 'ZZZ')
    expect(window.location.hash).toBe('#/bills?tab=customers')
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Agency of Tests{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(chosen(await screen.findByRole('grid', { name: /^Customers/ }))).toBe('Agency of Tests')
  })

  it('a customer goes with its encumbrances after they were named, and comes back with them; one that was billed stays, with the reason', async () => {
    const user = open('#/bills?tab=customers')
    const grid = await screen.findByRole('grid', { name: /^Customers/ })
    const remove = screen.getByRole('button', { name: 'Remove' })
    await user.click(within(grid).getByRole('rowheader', { name: 'Agency aaa' }))
    await user.click(remove)
    expect(await screen.findByText(/AAA is still in use: 1 credit or adjustment, 1 typed quantity/)).toBeTruthy()
    await user.click(within(grid).getByRole('rowheader', { name: 'Agency bbb' }))
    await user.click(remove)
    const dialog = await screen.findByRole('dialog', { name: 'Remove BBB' })
    expect(within(dialog).getByText('1 encumbrance')).toBeTruthy()
    await user.click(within(dialog).getByRole('button', { name: 'Remove BBB' }))
    await waitFor(() => expect([world.core.draft.customer.has('bbb'), world.core.draft.encumbrance.size]).toEqual([false, 2]))
    expect(world.core.journal.map((each) => each.label)).toEqual(['Remove BBB with 1 encumbrance'])
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect([world.core.draft.customer.has('bbb'), world.core.draft.encumbrance.size]).toEqual([true, 3]))
  })

  it('a new customer is typed on with in its row; whoever gives up is back at the button', async () => {
    const user = open('#/bills?tab=customers')
    const grid = await screen.findByRole('grid', { name: /^Customers/ })
    await user.type(screen.getByRole('textbox', { name: 'Search customers' }), 'aaa')
    const button = screen.getByRole('button', { name: 'New customer' })
    await user.click(button)
    await user.keyboard('{Escape}')
    await waitFor(() => expect(document.activeElement).toBe(button))
    await user.click(button)
    await user.type(await screen.findByRole('textbox', { name: 'Code' }), 'ZZZ')
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Agency of Tests{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Chosen cell')
    expect(chosen(grid)).toBe('Agency of Tests')
  })

  it('a rate that is added to the usage is typed into at once', async () => {
    const user = open('#/bills?tab=usage&customer=aaa&usage=2004')
    await user.click(await screen.findByRole('combobox', { name: 'Add a rate' }))
    await user.keyboard('tape{Enter}')
    const grid = await screen.findByRole('grid', { name: 'Usage of AAA in FY2004' })
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Chosen cell'))
    await user.keyboard('5{Enter}')
    await waitFor(() => expect(world.core.draft.usageEntry.get('2003-07|tape|aaa')?.quantity).toBe('5'))
    expect(within(grid).getByRole('row', { name: /tape/i })).toBeTruthy()
  })

  it('the form of a credit has the keys once it is open, and gives them back to its button', async () => {
    const user = open('#/bills?tab=statement&customer=aaa')
    await user.click(await creditButton())
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Date, YYYY-MM-DD' }))
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(document.activeElement).toBe(await creditButton())
  })

  it('a line that is taken away leaves the keys in its list', async () => {
    world.core = new FakeCore({ ...billingRows(), billAdjustment: [adjustmentRow('first', 'aaa', '2003-08-20', '-50'), adjustmentRow('second', 'aaa', '2003-09-20', '-60')] })
    const user = open('#/bills?tab=statement&customer=aaa')
    await user.click(await screen.findByRole('button', { name: 'Remove the credit of 2003-08-20' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Remove the credit of 2003-08-20' })).toBeNull())
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Remove the credit of 2003-09-20' }))
  })

  it('the list of customers keeps the keys, and figures stay under the name of the one whose they are until those of the next are there', async () => {
    const user = open('#/bills?tab=usage&customer=aaa&usage=2004')
    const grid = await screen.findByRole('grid', { name: 'Usage of AAA in FY2004' })
    expect(within(grid).getByRole('row', { name: /cpu/i }).textContent).toContain('10')
    const real = client.usage.grid
    const gate = Promise.withResolvers<undefined>()
    vi.spyOn(client.usage, 'grid').mockImplementation((input) => gate.promise.then(() => real(input)))
    const customer = screen.getByRole('combobox', { name: 'Customer' })
    await user.click(customer)
    await user.clear(customer)
    await user.type(customer, 'bbb{Enter}')
    await waitFor(() => expect(window.location.hash).toContain('customer=bbb'))
    expect(screen.getByRole('grid', { name: /^Usage of/ }).getAttribute('aria-label')).toBe('Usage of AAA in FY2004')
    gate.resolve(undefined)
    expect(await screen.findByText('No usage of BBB in FY2004')).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Customer' }))
  })

  it.each([['customers', 'Import', 'agencies'], ['usage&customer=bbb&usage=2004', 'Import usage', 'usage']])('tab=%s: "%s" leads to the import of it', async (tab, name, wanted) => {
    const user = open(`#/bills?tab=${tab}`)
    await user.click(await screen.findByRole('button', { name }))
    expect(window.location.hash).toBe(`#/imports?tab=${wanted}`)
  })

  it('Enter on a line of the statement explains its amount', async () => {
    const user = open('#/bills?tab=statement&customer=aaa')
    const grid = (await screen.findAllByRole('grid', { name: /^Lines of/ }))[0] ?? document.body
    await user.click(within(grid).getAllByRole('rowheader')[0] ?? grid)
    await user.keyboard('{Enter}')
    expect(await screen.findByRole('complementary', { name: 'Inspector' })).toBeTruthy()
  })
})
