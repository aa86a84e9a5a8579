import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { revenueId } from '../../src-shared/domain/model/cost-tables.ts'
import { versionKey } from '../../src-shared/domain/version.ts'
import { newWorld } from '../support/fake-client.ts'
import { FakeCore } from '../support/fake-core.ts'
import { renderApp } from '../support/render-app.tsx'
import { figure, loopedCostRows, smallCostRows } from '../support/small-costs.ts'
import { FY2003 } from '../support/small-model.ts'

const ON_FY2005 = { selections: JSON.stringify([{ path: '/models/budget.ratebook', base: 'FY2004/plan', comparisons: ['FY2005/plan'], basis: 'published' }]) }
const ON_FY2004 = { selections: JSON.stringify([{ path: '/models/budget.ratebook', base: 'FY2003/plan', comparisons: ['FY2004/plan'], basis: 'published' }]) }

/** Label and value of what the inspector explains. */
async function top(): Promise<string> {
  const inspector = await screen.findByRole('complementary', { name: 'Inspector' })
  const [first] = await within(inspector).findAllByRole('listitem')
  return first?.querySelector(':scope > div')?.textContent ?? ''
}

describe('the costs', () => {
  let world = newWorld()
  beforeEach(() => {
    world = newWorld()
  })
  function open(address: string, preferences?: Readonly<Record<string, string>>): ReturnType<typeof renderApp> {
    return renderApp({ status: world.status, loaded: world.core.loaded(), ...(preferences === undefined ? {} : { preferences }) }, address)
  }
  const draft = (): Draft => world.core.draft

  it('an empty year says what to do', async () => {
    open('#/costs')
    expect(await screen.findByText('No costs in FY2005 plan yet')).toBeTruthy()
    expect(screen.getByRole('tree', { name: 'Services and pools' })).toBeTruthy()
  })

  it('a finding with a computed figure opens its derivation; one that only states something does not', async () => {
    world.core = new FakeCore(smallCostRows())
    const user = open('#/costs?tab=checks', ON_FY2005)
    await user.click(await screen.findByRole('button', { name: /^Explain The parts of position 2005-engineer add up to 95.5 %/ }))
    expect(await top()).toContain('2005-engineer, in no rate')
    const list = screen.getByRole('list', { name: 'Findings of FY2005' })
    expect(within(list).getAllByRole('button').length).toBeLessThan(within(list).getAllByRole('link').length)
  })

  it('COST-1: the empty row of a section takes a line; the total follows; one undo', async () => {
    const user = open('#/costs?owner=service%3Amainframe')
    const grid = await screen.findByRole('grid', { name: /^Cost framework of Mainframe/ })
    const [first] = within(grid).getAllByRole('rowheader', { name: 'new line' })
    if (first === undefined) throw new Error('No empty row.')
    await user.click(first)
    await user.keyboard('Contract support{Enter}')
    await waitFor(() => expect([...draft().costLine.values()].map((line) => [line.section, line.description, line.serviceId, line.amount])).toEqual([['personnel', 'Contract support', 'mainframe', '0']]))
    const row = within(grid).getByRole('row', { name: /Contract support/ })
    await user.click(within(row).getAllByRole('gridcell')[1] ?? row)
    await user.keyboard('$1,234.50{Enter}')
    await waitFor(() => expect([...draft().costLine.values()][0]?.amount).toBe('1234.5'))
    expect(within(screen.getByRole('treeitem', { name: /Mainframe, 1,235 dollars|Mainframe,.*1,235/ })).getByText('1,235')).toBeTruthy()
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect([...draft().costLine.values()][0]?.amount).toBe('0'))
  })

  it('COST-1: lines pasted at the empty row become lines', async () => {
    const user = open('#/costs?owner=service%3Amainframe')
    const grid = await screen.findByRole('grid', { name: /^Cost framework of Mainframe/ })
    const cells = within(grid).getAllByRole('rowheader', { name: 'new line' })
    await user.click(cells[1] ?? grid)
    await user.paste('Software\t513976\nLicenses\t29\n')
    await waitFor(() => expect([...draft().costLine.values()].map((line) => [line.section, line.description, line.amount])).toEqual([['other', 'Software', '513976'], ['other', 'Licenses', '29']]))
    expect(world.core.journal.map((entry) => entry.label)).toEqual(['Paste 2 lines into Mainframe'])
  })

  it('VER-2, VER-4: typing into the plan of a published year makes a scenario in the same edit', async () => {
    const user = open('#/costs?owner=service%3Amainframe', ON_FY2004)
    const grid = await screen.findByRole('grid', { name: /^Cost framework of Mainframe, FY2004$/ })
    await user.click(within(grid).getAllByRole('rowheader', { name: 'new line' })[0] ?? grid)
    await user.keyboard('Overtime{Enter}')
    await waitFor(() => expect([...draft().scenario.values()].map((each) => each.name)).toContain('What-if 1'))
    expect(world.core.journal).toHaveLength(1)
    expect([...draft().costLine.values()].map((line) => line.version.startsWith('FY2004/plan/'))).toEqual([true])
    expect(await screen.findByRole('grid', { name: /^Cost framework of Mainframe, FY2004@What-if 1/ })).toBeTruthy()
  })

  it('COST-2: a position that nobody pays for is added and flagged', async () => {
    const user = open('#/costs?tab=positions')
    await user.click(await screen.findByRole('button', { name: 'Add a position' }))
    const dialog = await screen.findByRole('dialog')
    await user.type(within(dialog).getByRole('textbox', { name: 'Position number' }), '00123')
    await user.type(within(dialog).getByRole('textbox', { name: /Base salary/ }), '52,000')
    await user.click(within(dialog).getByRole('button', { name: 'Add the position' }))
    await waitFor(() => expect([...draft().staffPosition.values()].map((each) => [each.code, each.baseSalary])).toEqual([['00123', '52000']]))
    expect(await screen.findByRole('grid', { name: /^Positions of FY2005/ })).toBeTruthy()
    expect(screen.getByText('not assigned')).toBeTruthy()
  })

  it('RATE-1: how a rate comes out of its cost is typed; negative units are refused', async () => {
    const user = open('#/costs?tab=units&owner=service%3Amainframe')
    const grid = await screen.findByRole('grid', { name: /^Units and rates/ })
    const row = within(grid).getByRole('row', { name: /CPU/ })
    await user.click(within(row).getAllByRole('gridcell')[2] ?? row)
    await user.keyboard('100{Enter}')
    await waitFor(() => expect(draft().rateBuild.get('FY2005/plan|cpu')?.costPercent).toBe('100'))
    await user.click(within(within(grid).getByRole('row', { name: /CPU/ })).getAllByRole('gridcell')[5] ?? row)
    await user.keyboard('-3{Enter}')
    expect((await screen.findAllByText(/Refused/)).length).toBeGreaterThan(0)
    expect(draft().rateUnits.size).toBe(0)
  })

  it('ALLOC-2: pools are added and moved by keyboard; control totals stand above', async () => {
    const user = open('#/costs?tab=pools')
    for (const [code, name] of [['IT', 'Information technology'], ['HR', 'Human resources']] as const) {
      await user.click(await screen.findByRole('button', { name: code === 'IT' ? 'Add a pool' : 'Pool' }))
      const dialog = await screen.findByRole('dialog')
      await user.type(within(dialog).getByRole('textbox', { name: 'Code' }), code)
      await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), name)
      await user.click(within(dialog).getByRole('button', { name: 'Add the pool' }))
      await waitFor(() => expect([...draft().costPool.values()].map((pool) => pool.code)).toContain(code))
    }
    screen.getByRole('button', { name: 'Move Human resources: number 2 of 2' }).focus()
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}')
    await waitFor(() => expect([...draft().costPool.values()].toSorted((left, right) => left.position - right.position).map((pool) => pool.code)).toEqual(['HR', 'IT']))
    expect(screen.getByText('Unallocated, USD')).toBeTruthy()
  })

  it('RECOV-1: revenue and balances are typed into the account, each in its own year; one undo a figure, and every figure explains itself', async () => {
    const user = open('#/costs?tab=recovery')
    await user.click(await screen.findByRole('combobox', { name: 'Add the account of a service' }))
    await user.click(await screen.findByRole('option', { name: 'Mainframe' }))
    await waitFor(() => expect([...draft().fundBalance.values()]).toMatchObject([{ id: 'FY2003/actual|mainframe|', opening: '0' }]))
    const grid = await screen.findByRole('grid', { name: /^Recovery/ })
    await user.click(within(grid).getByRole('rowheader', { name: 'Mainframe' }))
    const account = await screen.findByRole('grid', { name: 'Account of Mainframe' })
    const cell = (label: string, year: number): HTMLElement => {
      const line = within(account).getByRole('rowheader', { name: label }).closest('tr')
      return line === null ? account : (within(line).getAllByRole('gridcell')[year] ?? account)
    }
    await user.click(cell('Opening balance', 0))
    await user.keyboard('$1,250.50{Enter}')
    await waitFor(() => expect(draft().fundBalance.get('FY2003/actual|mainframe|')?.opening).toBe('1250.5'))
    await user.click(cell('+ Billed', 1))
    await user.keyboard('2000{Enter}')
    await waitFor(() => expect(draft().revenue.get('FY2004/forecast|mainframe|')?.billed).toBe('2000'))
    expect(cell('Closing balance', 1).textContent).toContain('3,250.50')
    await user.click(cell('Closing balance', 1))
    await user.keyboard('5')
    expect((await screen.findAllByText('This follows from the lines of the account.')).length).toBeGreaterThan(0)
    await user.click(cell('Billed and federally funded', 1))
    await user.keyboard('2500{Enter}')
    expect((await screen.findAllByText(/more than the billed 2000/)).length).toBeGreaterThan(0)
    expect(draft().revenue.get('FY2004/forecast|mainframe|')?.federallyFunded).toBe('0')
    await user.keyboard('{Escape}{Control>}z{/Control}')
    await waitFor(() => expect(draft().revenue.size).toBe(0))
  })

  it('RECOV-1: a service has an account in each fund: added in the second, typed there, and each figure of its own', async () => {
    const funds = ['isf', 'post'].map((id, position) => ({ id, code: id.toUpperCase(), name: `Fund ${id}`, note: '', position }))
    const key = { version: versionKey({ ...FY2003, basis: 'actual' }), serviceId: 'mainframe', fundId: 'isf' }
    world.core = new FakeCore({ ...smallCostRows(), internalServiceFund: funds, revenue: [{ ...key, id: revenueId(key), billed: figure<'USD'>('500'), imputed: figure<'USD'>('0'), federallyFunded: figure<'USD'>('0'), source: '' }] })
    const user = open('#/costs?tab=recovery')
    await user.click(await screen.findByRole('combobox', { name: 'Add the account of a service' }))
    const post = (await screen.findAllByText('POST Fund post')).map((each) => each.closest('[role="group"], .mantine-Select-group')).find((each) => each !== null)
    await user.click(within(post instanceof HTMLElement ? post : document.body).getByRole('option', { name: 'Mainframe' }))
    await waitFor(() => expect([...draft().fundBalance.values()]).toMatchObject([{ id: 'FY2003/actual|mainframe|post', opening: '0' }]))
    const grid = await screen.findByRole('grid', { name: /^Recovery/ })
    const rows = within(grid).getAllByRole('rowheader', { name: 'Mainframe' })
    expect(rows.length).toBe(2)
    await user.click(rows[1] ?? grid)
    const account = await screen.findByRole('grid', { name: 'Account of Mainframe' })
    const line = within(account).getByRole('rowheader', { name: '+ Billed' }).closest('tr')
    await user.click(within(line ?? account).getAllByRole('gridcell')[0] ?? account)
    await user.keyboard('200{Enter}')
    await waitFor(() => expect([...draft().revenue.values()].map((each) => [each.fundId, each.billed])).toEqual([['isf', '500'], ['post', '200']]))
  })

  it('RECOV-4: a balance of a closed year is typed, spread and taken away again', async () => {
    const user = open('#/costs?tab=recovery')
    await user.click(await screen.findByRole('combobox', { name: 'Add the account of a service' }))
    await user.click(await screen.findByRole('option', { name: 'Mainframe' }))
    await user.click(within(await screen.findByRole('grid', { name: /^Recovery/ })).getByRole('rowheader', { name: 'Mainframe' }))
    await user.click(await screen.findByRole('button', { name: 'Balance' }))
    const balance = await screen.findByRole('region', { name: 'Balance of FY2003' })
    const amount = within(balance).getByRole('textbox', { name: 'Balance, USD' })
    await user.clear(amount)
    await user.type(amount, '-100{Enter}')
    const years = within(balance).getByRole('textbox', { name: 'Over years' })
    await user.clear(years)
    await user.type(years, '3{Enter}')
    await waitFor(() => expect([...draft().carryForward.values()]).toMatchObject([{ closedYear: 2003, firstYear: 2005, amount: '-100', years: 3, expiresAfter: 2005 }]))
    expect(balance.textContent).toContain('expires unused')
    await user.click(within(balance).getByRole('button', { name: 'Remove the balance of FY2003' }))
    await waitFor(() => expect(draft().carryForward.size).toBe(0))
  })

  describe('computed figures open their derivation', () => {
    beforeEach(() => {
      world.core = new FakeCore(smallCostRows())
    })

    it('COST-1: a section of a framework, the full-time equivalents of the page, services and pools of a heading', async () => {
      const user = open('#/costs?owner=service%3Amainframe')
      await user.click(await screen.findByRole('button', { name: /^0.957222 FTE/ }))
      expect(await top()).toBe('FTE of Mainframe0.957222')
      const grid = await screen.findByRole('grid', { name: /^Cost framework of Mainframe/ })
      await user.click(within(grid).getByText(/^6 Carry-forward/))
      await waitFor(async () => expect(await top()).toBe('6 Carry-forward, Reserve, Subsidy and Other Revenue, Mainframe-7,000.00'))
      await user.click(screen.getByRole('treeitem', { name: /^Cost pools/ }))
      await waitFor(async () => expect(await top()).toMatch(/^Cost pools3/))
    })

    it('ALLOC-6: what a pool received and keeps, and what another method makes of a rate', async () => {
      const user = open('#/costs?tab=pools')
      const list = await screen.findByRole('list', { name: 'Pools in their order' })
      await user.click(within(within(list).getAllByRole('listitem').find((item) => item.textContent?.includes('LOST')) ?? list).getAllByRole('button', { name: '77.77' })[1] ?? list)
      expect(await top()).toBe('2005-LOST, unallocated77.77')
      await user.click(screen.getByRole('radio', { name: 'Effect on rates' }))
      const grid = await screen.findByRole('grid', { name: 'Rates by method of allocation' })
      await user.click(within(within(grid).getByRole('row', { name: /CPU/ })).getAllByRole('gridcell').find((cell) => cell.textContent?.startsWith('+') || cell.textContent?.startsWith('-')) ?? grid)
      await waitFor(async () => expect(await top()).toMatch(/^Difference to the applied method/))
    })

    it('COST-2: full-time equivalents in the totals, and what a service pays of a position', async () => {
      const user = open('#/costs?tab=positions')
      const grid = await screen.findByRole('grid', { name: /^Positions of FY2005/ })
      await user.click(within(grid).getByRole('rowheader', { name: /operator/ }))
      const dock = await screen.findByRole('region', { name: 'More of the positions' })
      await user.click(within(dock).getByRole('button', { name: '0.56' }))
      expect(await top()).toBe('2005-operator 2005-operator, FTE0.56')
      await user.click(within(dock).getByRole('tab', { name: 'Totals' }))
      const total = (await within(dock).findAllByRole('row')).at(-1) ?? dock
      await user.click(within(total).getAllByRole('button')[0] ?? total)
      await waitFor(async () => expect(await top()).toMatch(/^All positions shown, FTE/))
    })

    it('RATE-1: a service in the units, and what its rates take of its cost', async () => {
      const user = open('#/costs?tab=units')
      const grid = await screen.findByRole('grid', { name: /^Units and rates/ })
      await user.keyboard('{Control>}i{/Control}')
      await user.click(within(grid).getByText('Mainframe'))
      await waitFor(async () => expect(await top()).toMatch(/^Cost of Mainframe/))
      await user.click(within(within(grid).getByRole('row', { name: /CPU/ })).getAllByRole('gridcell')[2] ?? grid)
      await waitFor(async () => expect(await top()).toBe('Parts of the cost of Mainframe100'))
    })

    it('RATE-8, PROJ-3: why it changed, what it would take and what moves it most explain their figures within the dialog', async () => {
      const user = open('#/costs?tab=units', ON_FY2005)
      const grid = await screen.findByRole('grid', { name: /^Units and rates/ })
      await user.click(within(grid).getByRole('rowheader', { name: 'drop' }))
      await user.click(screen.getByRole('button', { name: 'Why did it change' }))
      const dialog = await screen.findByRole('dialog')
      const explained = async (): Promise<string> => within(await within(dialog).findByRole('complementary', { name: 'How it was computed' })).getAllByRole('listitem')[0]?.querySelector(':scope > div')?.textContent ?? ''
      const terms = within(dialog).getByRole('table', { name: 'drop, why it changed' })
      expect(within(dialog).queryByRole('complementary', { name: 'How it was computed' })).toBeNull()
      await user.click(within(within(terms).getByRole('row', { name: /^Units/ })).getByRole('button'))
      expect(await explained()).toMatch(/^Units-?\d/)
      await user.click(within(dialog).getByRole('tab', { name: 'What would it take' }))
      expect(within(dialog).queryByRole('complementary', { name: 'How it was computed' })).toBeNull()
      await user.type(within(dialog).getByRole('textbox', { name: /^Hold it at/ }), '3')
      await user.click(within(dialog).getByRole('button', { name: 'What would it take' }))
      const unrounded = (await within(dialog).findByText('Unrounded')).parentElement
      await user.click(within(unrounded ?? dialog).getByRole('button'))
      expect(await explained()).toMatch(/^Unrounded rate, with [\d.]+ units as planned units\d/)
      await user.click(within(dialog).getByRole('tab', { name: 'What moves it most' }))
      await user.click(within(dialog).getByRole('button', { name: 'Show what moves it' }))
      const bars = await within(dialog).findByRole('table', { name: 'How far each input moves the rate' })
      await user.click(within(within(bars).getAllByRole('row')[1] ?? bars).getAllByRole('button')[4] ?? bars)
      expect(await explained()).toMatch(/^Span of /)
      // The window's own inspector heard nothing of it.
      expect(screen.queryByRole('complementary', { name: 'Inspector' })).toBeNull()
    })
  })

  it('ALLOC-4: pools in a closed loop are named on every tab, because no figure has overhead then', async () => {
    world.core = new FakeCore(loopedCostRows())
    open('#/costs?tab=units')
    expect((await screen.findByRole('alert')).textContent).toMatch(/No overhead is in these figures: the pools cannot be allocated. Nothing leaves the loop 2005-RENT > 2005-ADMIN > 2005-RENT./)
  })

  it('ALLOC-4: the what-if table says so of the year whose rates come out of those costs', async () => {
    world.core = new FakeCore(loopedCostRows())
    open('#/rates', ON_FY2005)
    expect((await screen.findByText(/^No overhead is in the figures of FY2005: the pools cannot be allocated. Nothing leaves the loop/)).textContent).toMatch(/step-down/)
  })
})
