import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import { originAddress } from '../../src-renderer/state/origin-address.ts'
import { usageEntryId, type UsageEntry } from '../../src-shared/domain/model/billing-tables.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { month } from '../../src-shared/domain/month.ts'
import { FakeCore } from '../support/fake-core.ts'
import { client, newWorld } from '../support/fake-client.ts'
import { renderApp } from '../support/render-app.tsx'
import { billingRows } from '../support/small-bills.ts'
import { figure } from '../support/small-costs.ts'

vi.mock('../../src-renderer/client/client.ts', () => import('../support/fake-client.ts'))

const ON_FY2004 = { selections: JSON.stringify([{ path: '/models/budget.ratebook', base: 'FY2003/plan', comparisons: ['FY2004/plan'], basis: 'published' }]) }

function used(customerId: string, rateId: string, of: string, quantity: string): UsageEntry {
  return { id: usageEntryId({ month: month(of), rateId, customerId }), customerId, rateId, month: month(of), quantity: figure<'units'>(quantity), author: 'Ann', note: '' }
}
const USED = [used('aaa', 'cpu', '2003-07', '10'), used('aaa', 'cpu', '2003-08', '12.5'), used('aaa', 'unpriced', '2003-09', '3'), used('bbb', 'drop', '2003-07', '1'), used('ccc', 'tape', '2003-07', '1')]

function rowOf(grid: HTMLElement, name: RegExp): HTMLElement {
  return within(grid).getByRole('row', { name })
}

function cellUnder(grid: HTMLElement, header: RegExp, name: RegExp): HTMLElement {
  const column = within(grid).getByRole('columnheader', { name: header }).getAttribute('aria-colindex')
  return within(rowOf(grid, name)).getAllByRole('gridcell').find((cell) => cell.getAttribute('aria-colindex') === column) ?? grid
}

describe('the bills', () => {
  let world = newWorld()
  beforeEach(() => {
    vi.restoreAllMocks()
    world = newWorld()
    world.core = new FakeCore({ ...billingRows(), usageEntry: USED })
  })
  function open(address: string): ReturnType<typeof renderApp> {
    return renderApp({ status: world.status, loaded: world.core.loaded(), preferences: ON_FY2004 }, address)
  }
  const draft = (): Draft => world.core.draft

  it('BILL-7: the matrix adds up to its last row, with minimum and adjustments apart; Enter opens the statement', async () => {
    const user = open('#/bills')
    const grid = await screen.findByRole('grid', { name: 'Bills of FY2004 at the rates of FY2004' })
    const total = within(grid).getAllByRole('row').at(-1)
    expect(total?.textContent).toContain('All customers shown')
    expect(within(grid).getByRole('columnheader', { name: /Minimum/ })).toBeTruthy()
    expect(screen.getByText('3 customers · FY2004, 3 months, July 2003 to September 2003 · 1 line has no price; the statements name them')).toBeTruthy()
    await user.click(within(rowOf(grid, /Agency aaa/)).getByRole('rowheader'))
    await user.keyboard('{Enter}')
    expect(await screen.findByRole('heading', { name: 'Object code E10' })).toBeTruthy()
    expect(screen.getByText(/could not be priced and is not in the bill/)).toBeTruthy()
  })

  it('PROJ-2: who waits for planned usage sees how many customers are projected, can stop, and goes on', async () => {
    const answered = Promise.withResolvers<null>()
    const matrix = vi.spyOn(client.bills, 'matrix')
    const real = matrix.getMockImplementation() ?? client.bills.matrix
    matrix.mockImplementationOnce(() => new Promise(() => undefined)).mockImplementationOnce(async (input) => (await answered.promise) ?? real(input))
    const planning = vi.spyOn(client.bills, 'planning').mockResolvedValue({ done: 30, total: 200 })
    const user = open('#/bills?usage=2004')
    expect(await screen.findByText('30 of 200 customers')).toBeTruthy()
    expect(screen.getByRole('progressbar', { name: 'How far it is' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(await screen.findByText('Cancelled. What was projected by then is kept.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Go on' }))
    expect(await screen.findByText('30 of 200 customers')).toBeTruthy()
    planning.mockResolvedValue(null)
    answered.resolve(null)
    expect(await screen.findByText(/^3 customers · FY2004/)).toBeTruthy()
  })

  it('BILL-8, BILL-14: a statement takes credits and encumbrances in place, moves at once, and steps through customers by keyboard', async () => {
    const user = open('#/bills?tab=statement&customer=aaa&usage=2004')
    const figures = await screen.findByLabelText('The statement in figures')
    const bill = figures.querySelector('dd')?.textContent
    await user.click(screen.getAllByRole('button', { name: 'Credit or adjustment' })[0] ?? figures)
    await user.type(screen.getByRole('textbox', { name: 'Amount, USD' }), '-100')
    await user.type(screen.getByRole('textbox', { name: 'Reason' }), 'Goodwill')
    await user.click(screen.getByRole('button', { name: 'Add' }))
    await waitFor(() => expect(figures.querySelector('dd')?.textContent).not.toBe(bill))
    await waitFor(() => expect([...draft().billAdjustment.values()].map((each) => [each.reason, each.amount])).toContainEqual(['Goodwill', '-100']))
    const amount = screen.getByRole('textbox', { name: 'Encumbered E10' })
    await user.clear(amount)
    await user.type(amount, '10{Enter}')
    expect(await screen.findByText(/ran out in July 2003/)).toBeTruthy()
    await user.keyboard('{Alt>}{PageDown}{/Alt}')
    expect(await screen.findByRole('region', { name: 'Statement of Agency bbb' })).toBeTruthy()
    await user.keyboard('{Alt>}{Shift>}{PageDown}{/Shift}{/Alt}')
    expect(await screen.findByText('Bill of July 2003')).toBeTruthy()
  })

  it('BILL-1: a one-time item names a rate and a quantity, and becomes a line of the statement; it is taken back where it was written', async () => {
    const user = open('#/bills?tab=statement&customer=aaa&usage=2004&month=2003-07')
    const figures = await screen.findByLabelText('The statement in figures')
    await user.click(screen.getAllByRole('button', { name: 'Credit or adjustment' })[0] ?? figures)
    await user.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'one-time')
    await user.click(screen.getByRole('combobox', { name: 'Rate, where one prices it' }))
    await user.click(await screen.findByRole('option', { name: 'tape (TAPE)' }))
    await user.type(screen.getByRole('textbox', { name: /^Quantity, / }), '14')
    await user.type(screen.getByRole('textbox', { name: 'Reason' }), 'Conversion')
    await user.click(screen.getByRole('button', { name: 'Add' }))
    expect(await screen.findByRole('rowheader', { name: /tape: Conversion, 2003-07-01/ })).toBeTruthy()
    expect([...draft().oneTimeItem.values()]).toMatchObject([{ customerId: 'aaa', rateId: 'tape', quantity: '14', reason: 'Conversion' }])
    await user.click(screen.getByRole('button', { name: 'Remove the one-time item of 2003-07-01' }))
    await waitFor(() => expect(draft().oneTimeItem.size).toBe(0))
  })

  it('BILL-9: the impact counts who pays more and less, says it in words, and a row opens the customer’s rates', async () => {
    const user = open('#/bills?tab=impact')
    const grid = await screen.findByRole('grid', { name: /^Impact, FY2003 to FY2004, on the usage of FY2004/ })
    expect(screen.getByLabelText('The impact in figures').textContent).toContain('Pay more')
    await user.click(within(rowOf(grid, /Agency aaa/)).getByRole('rowheader'))
    await user.keyboard('{Enter}')
    expect(await screen.findByRole('grid', { name: 'Impact on Agency aaa by rate' })).toBeTruthy()
    await user.click(screen.getByRole('tab', { name: 'In words' }))
    expect(within(await screen.findByRole('list', { name: 'The largest changes in words' })).getAllByRole('listitem')[0]?.textContent).toBe('AAA pays 454.27 USD less (-17.14 %), mostly for cpu (-454.27).')
  })

  it('BILL-9: every figure of the impact explains itself when it is selected: a total down to customers, an effect of a customer down to rates and months', async () => {
    const user = open('#/bills?tab=impact')
    const grid = await screen.findByRole('grid', { name: /^Impact, FY2003 to FY2004, on the usage of FY2004/ })
    await user.click(within(screen.getByLabelText('The impact in figures')).getAllByTitle('Explain')[0] ?? grid)
    const inspector = await screen.findByRole('complementary', { name: /Inspector/ })
    expect(await within(inspector).findByText('All customers: difference')).toBeTruthy()
    expect(within(inspector).getByText('AAA: difference')).toBeTruthy()
    const row = rowOf(grid, /Agency aaa/)
    // Behind code, difference, change, before and after.
    await user.click(within(row).getAllByRole('gridcell')[5] ?? row)
    expect(await within(inspector).findByText('AAA: price effect')).toBeTruthy()
    expect(within(inspector).getByText('cpu: price effect')).toBeTruthy()
    expect(within(inspector).getAllByText(/rate after - rate before/).length).toBeGreaterThan(0)
  })

  it('BILL-9: a count of who pays more, less or the same shows them alone, by keyboard too; the last row is then theirs, and explains itself', async () => {
    const user = open('#/bills?tab=impact')
    const grid = await screen.findByRole('grid', { name: /^Impact, FY2003 to FY2004, on the usage of FY2004/ })
    const figures = within(screen.getByLabelText('The impact in figures'))
    const names = (): readonly (string | null)[] => within(grid).getAllByRole('rowheader').map((each) => each.textContent)
    expect(names()).toEqual(['Agency aaa', 'Agency bbb', 'Agency ccc', 'All customers'])
    figures.getByRole('button', { name: 'Pay less: 1 customer' }).focus()
    await user.keyboard(' ')
    expect(figures.getByRole('button', { name: 'Pay less: 1 customer' }).getAttribute('aria-pressed')).toBe('true')
    expect(document.activeElement).toBe(figures.getByRole('button', { name: 'Pay less: 1 customer' }))
    await waitFor(() => expect(names()).toHaveLength(2))
    expect(names().at(-1)).toBe('1 customer shown')
    const decreases = figures.getByText('Decreases, USD').nextElementSibling?.textContent?.replace('▼ −', '')
    const together = within(grid).getAllByRole('row').at(-1)
    expect(together?.textContent).toContain(`(${decreases})`)
    expect(window.location.hash).toContain('direction=down')
    await user.click(within(grid).getAllByText(`(${decreases})`).at(-1) ?? grid)
    await user.keyboard('{Control>}i{/Control}')
    expect(await screen.findByText('1 customer: difference')).toBeTruthy()
    await user.click(figures.getByRole('button', { name: 'Pay less: 1 customer' }))
    await waitFor(() => expect(names().at(-1)).toBe('All customers'))
    await user.type(screen.getByRole('textbox', { name: 'Search customers' }), 'nobody')
    await user.click(await screen.findByRole('button', { name: 'Show all customers' }))
    await waitFor(() => expect(within(screen.getByRole('grid', { name: /^Impact/ })).getAllByRole('rowheader')).toHaveLength(4))
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Search customers' }))
  })

  it('PROJ-2: a year in progress can be laid on as it is planned, months recorded and projected; the impact says so', async () => {
    const user = open('#/bills?tab=impact')
    await screen.findByRole('grid', { name: /on the usage of FY2004/ })
    await user.click(screen.getByRole('combobox', { name: 'Whose usage' }))
    expect((await screen.findAllByRole('option')).map((each) => each.textContent)).toEqual(['FY2004: 3 months', 'FY2004 planned: 3 months recorded, 9 projected', 'Each year’s own', 'Each year’s own, planned'])
    await user.click(screen.getByRole('option', { name: /FY2004 planned/ }))
    expect(await screen.findByRole('grid', { name: 'Impact, FY2003 to FY2004, on the planned usage of FY2004' })).toBeTruthy()
    expect(globalThis.location.hash).toContain('usage=2004-planned')
    await user.click(screen.getByRole('tab', { name: 'Bills' }))
    expect(await screen.findByText(/customers · planned usage of FY2004/)).toBeTruthy()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Take billed revenue over into recovery' }).disabled).toBe(true)
    await user.click(screen.getByRole('tab', { name: 'Usage' }))
    expect(await screen.findByDisplayValue('FY2004: 3 months')).toBeTruthy()
  })

  it('a statement and an impact go out as they are looked at: customer, period, rates and usage', async () => {
    const user = open('#/bills?tab=statement&customer=bbb&month=2003-07&usage=2004&rates=base')
    await user.click(await screen.findByRole('button', { name: 'Export statement' }))
    expect(window.location.hash).toBe('#/reports?report=statement&agency=bbb&month=2003-07&usage=2004&rates=base')
    expect(await screen.findByRole('combobox', { name: 'Agency' })).toHaveProperty('value', 'bbb')
    expect(screen.getByRole('combobox', { name: 'Period' })).toHaveProperty('value', '2003-07')
    expect(screen.getByText('FY2003, usage of FY2004')).toBeTruthy()
  })

  it('the impact leads to the impact report, and its rates of a customer to the statement of it', async () => {
    const user = open('#/bills?tab=impact&usage=2004')
    await user.click(await screen.findByRole('button', { name: 'Export impact' }))
    expect(window.location.hash).toBe('#/reports?report=impact&usage=2004')
    expect(await screen.findByText('FY2003 to FY2004, usage of FY2004')).toBeTruthy()
    window.location.hash = '#/bills?tab=impact&usage=2004'
    const grid = await screen.findByRole('grid', { name: /^Impact/ })
    await user.click(screen.getByRole('tab', { name: 'Rates of the customer' }))
    expect(screen.queryByRole('button', { name: 'Export impact statement' })).toBeNull()
    await user.click(within(rowOf(grid, /Agency bbb/)).getByRole('rowheader'))
    await user.click(await screen.findByRole('button', { name: 'Export impact statement' }))
    expect(window.location.hash).toBe('#/reports?report=impact-statement&agency=bbb&usage=2004')
    expect(await screen.findByText('FY2003 to FY2004, usage of FY2004')).toBeTruthy()
  })

  it('usage is typed in the grid of months: empty is missing, a credit is marked, and one undo takes it back', async () => {
    const user = open('#/bills?tab=usage&customer=aaa&usage=2004')
    const grid = await screen.findByRole('grid', { name: 'Usage of AAA in FY2004' })
    const cells = (): readonly HTMLElement[] => within(rowOf(grid, /CPU/i)).getAllByRole('gridcell')
    await user.click(cells()[4] ?? grid)
    await user.keyboard('-2{Enter}')
    await waitFor(() => expect(draft().usageEntry.get('2003-09|cpu|aaa')?.quantity).toBe('-2'))
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(draft().usageEntry.has('2003-09|cpu|aaa')).toBe(false))
    expect(screen.getByText(/No file of usage was imported/)).toBeTruthy()
  })

  it('customers are edited in place; what is refused keeps its value and its reason', async () => {
    const user = open('#/bills?tab=customers')
    const grid = await screen.findByRole('grid', { name: 'Customers, encumbrances of FY2004' })
    await user.click(cellUnder(grid, /Federal/, /Agency aaa/))
    await user.keyboard('45{Enter}')
    await waitFor(() => expect([draft().customer.get('aaa')?.federalFunding, draft().customer.get('aaa')?.otherFunding]).toEqual(['45', '5']))
    expect(screen.getByText(/begins the fiscal year with a balance of 0.00/)).toBeTruthy()
    const threshold = screen.getByRole('textbox', { name: 'Threshold of a bill' })
    await user.clear(threshold)
    await user.type(threshold, '35{Enter}')
    await waitFor(() => expect(draft().billPolicy.get('FY2004/plan')?.issueThreshold).toBe('35'))
  })

  it('BILL-8: an encumbrance that is approved after the year began stands out among the customers', async () => {
    open('#/bills?tab=customers')
    const grid = await screen.findByRole('grid', { name: /^Customers/ })
    const toneOf = (name: RegExp): string | null => cellUnder(grid, /E10\s*Approved on/, name).getAttribute('data-tone')
    expect([toneOf(/Agency aaa/), toneOf(/Agency bbb/)]).toEqual([null, 'warning'])
  })

  it('RECOV-1: billed revenue goes into the recovery as an edit', async () => {
    const user = open('#/bills')
    await user.click(await screen.findByRole('button', { name: 'Take billed revenue over into recovery' }))
    await waitFor(() => expect(world.core.journal.map((each) => each.label)).toEqual(['Revenue of FY2004 from bills']))
  })

  it('says what to do where there are no customers, and where there is no usage', async () => {
    world.core = new FakeCore({ ...billingRows(), usageEntry: [] })
    open('#/bills')
    expect(await screen.findByText('No usage of FY2004 yet')).toBeTruthy()
  })

  it('rows of the billing side have their places here', () => {
    const at = draft()
    expect(['customer|aaa', 'encumbrance|FY2004/plan|aaa|E10', 'billAdjustment|credit', 'usageEntry|2003-07|cpu|aaa', 'usageBatch|b1', 'billPolicy|FY2004/plan'].map((text) => {
      const [table = '', ...id] = text.split('|')
      return originAddress(at, { table: table === 'customer' ? 'customer' : table === 'encumbrance' ? 'encumbrance' : table === 'billAdjustment' ? 'billAdjustment' : table === 'usageEntry' ? 'usageEntry' : table === 'usageBatch' ? 'usageBatch' : 'billPolicy', id: id.join('|') })
    })).toEqual([
      '/bills?tab=customers&customer=aaa', '/bills?tab=customers&customer=aaa&row=FY2004%2Fplan%7Caaa%7CE10', '/bills?tab=statement&customer=aaa&month=2003-08&usage=2004&row=credit',
      '/bills?tab=usage&customer=aaa&usage=2004&row=cpu%7C2003-07', '/bills?tab=usage&row=b1', '/bills?tab=customers&row=FY2004%2Fplan',
    ])
  })
})
