import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import { newWorld } from '../support/fake-client.ts'
import { FakeCore } from '../support/fake-core.ts'
import { smallCostRows } from '../support/small-costs.ts'
import { renderApp } from '../support/render-app.tsx'

describe('the schedules screen', () => {
  let world = newWorld()
  beforeEach(() => {
    world = newWorld()
  })
  async function open(): Promise<ReturnType<typeof renderApp>> {
    const user = renderApp({ status: world.status, loaded: world.core.loaded() }, '#/schedules')
    await screen.findByRole('table', { name: 'Fiscal years' })
    return user
  }
  function stateOf(id: string): string | undefined {
    return world.core.draft.schedule.get(id)?.state
  }

  it('VER-2: a draft goes under review, returns, and is published after saying what will happen', async () => {
    const user = await open()
    await user.click(screen.getByRole('button', { name: 'Submit for review: FY2005' }))
    await user.click(await screen.findByRole('button', { name: 'Return to draft: FY2005' }))
    await user.click(await screen.findByRole('button', { name: 'Submit for review: FY2005' }))
    await user.click(await screen.findByRole('button', { name: 'Publish…: FY2005' }))
    const dialog = await screen.findByRole('dialog', { name: 'Publish FY2005' })
    expect(dialog.textContent).toContain('This cannot be undone.')
    expect(dialog.textContent).toContain('7 prices of FY2005 can no longer be changed')
    await user.click(within(dialog).getByRole('button', { name: 'Publish FY2005' }))
    await waitFor(() => expect(stateOf('FY2005/plan#1')).toBe('published'))
    expect(world.core.journal.at(-1)?.kind).toBe('publish')
    expect(await screen.findByRole('button', { name: 'Nothing to undo' })).toBeTruthy()
  })

  it('RATE-1: what publishing writes down of derived rates counts among the prices that can no longer be changed', async () => {
    const rows = smallCostRows()
    world.core = new FakeCore({ ...rows, price: rows.price.filter((each) => each.customerClass === 'state') })
    const user = await open()
    const stored = [...world.core.draft.price.values()].filter((each) => each.scheduleId === 'FY2005/plan#1').length
    await user.click(screen.getByRole('button', { name: 'Submit for review: FY2005' }))
    await user.click(await screen.findByRole('button', { name: 'Publish…: FY2005' }))
    const dialog = await screen.findByRole('dialog', { name: 'Publish FY2005' })
    expect(dialog.textContent).toContain(`${stored + 1} prices of FY2005 can no longer be changed, by anybody; 4 of them are derived from costs and written down as they are now.`)
    await user.click(within(dialog).getByRole('button', { name: 'Publish FY2005' }))
    await waitFor(() => expect(stateOf('FY2005/plan#1')).toBe('published'))
    expect([...world.core.draft.price.values()].filter((each) => each.scheduleId === 'FY2005/plan#1')).toHaveLength(stored + 1)
  })

  it('VER-3: a schedule rolls into the next year, which is then compared with it', async () => {
    const user = await open()
    await user.click(screen.getByRole('button', { name: /New fiscal year/ }))
    const dialog = await screen.findByRole('dialog', { name: 'New fiscal year' })
    const year = within(dialog).getByRole('textbox', { name: 'Fiscal year' })
    await user.clear(year)
    await user.type(year, '2004')
    expect(dialog.textContent).toContain('FY2004 has a schedule already.')
    expect(within(dialog).getByRole('button', { name: 'Roll' })).toHaveProperty('disabled', true)
    await user.clear(year)
    await user.type(year, '2006')
    await user.click(within(dialog).getByRole('button', { name: 'Roll' }))
    await waitFor(() => expect(stateOf('FY2006/plan#1')).toBe('draft'))
    expect(screen.getByRole('combobox', { name: 'Base year' })).toHaveProperty('value', 'FY2005')
    expect(screen.getByRole('combobox', { name: 'Compared year' })).toHaveProperty('value', 'FY2006')
  })

  it('VER-2: published rates are corrected by a revision that holds from a day of the year', async () => {
    const user = await open()
    await user.click(screen.getByRole('button', { name: 'More for FY2003' }))
    await user.click(await screen.findByRole('menuitem', { name: /Correct published rates/ }))
    await user.click(await screen.findByRole('button', { name: 'Begin the correction' }))
    await waitFor(() => expect(world.core.draft.schedule.get('FY2003/plan#2')).toMatchObject({ state: 'draft', effectiveFrom: '2002-07-01' }))
  })

  it('VER-4: where the base of a scenario has moved, its change is kept, taken back, or made again', async () => {
    const override = {
      id: 'plan-a|FY2005/plan|cpu|state|amount', scenarioId: 'plan-a', version: 'FY2005/plan', rateId: 'cpu', customerClass: 'state', field: 'amount', value: '103', places: 2, baseValue: '99', baseRevision: 1,
      relativeKind: 'percent', relativeBy: '4', note: '',
    }
    const rows = world.core.loaded().rows
    const { FakeCore } = await import('../support/fake-core.ts')
    const { rowSchemas } = await import('../../src-shared/contract/rows.ts')
    world.core = new FakeCore({ ...rows, override: [rowSchemas.override.parse(override)] })
    const user = await open()
    expect(screen.getByText('1 on a moved base')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Settle' }))
    const table = await screen.findByRole('table', { name: 'Moved changes of Plan A' })
    expect(within(table).getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['', 'cpuFY2005', '99.00', '100.00', '103.00', '+4 %', '104.00'])
    await user.click(screen.getByRole('button', { name: 'Apply again' }))
    await waitFor(() => expect(world.core.draft.override.get(override.id)).toMatchObject({ value: '104', baseValue: '100' }))
    await user.click(screen.getByRole('link', { name: 'Reports' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Reports' })).toBeTruthy()
  })

  it('scenarios are duplicated, renamed and deleted, each undone by one step', async () => {
    const user = await open()
    await user.click(screen.getByRole('button', { name: 'More for Plan A' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Duplicate' }))
    await user.click(await screen.findByRole('button', { name: 'More for Plan A copy' }))
    await user.click(await screen.findByRole('menuitem', { name: /Name and note/ }))
    const name = await screen.findByRole('textbox', { name: 'Name' })
    await user.clear(name)
    await user.type(name, 'Plan B{Enter}')
    await user.click(await screen.findByRole('button', { name: 'More for Plan B' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Delete' }))
    await waitFor(() => expect(world.core.journal.map((entry) => entry.label)).toEqual(['Duplicate scenario "Plan A"', 'Rename scenario "Plan A copy" to "Plan B"', 'Delete scenario "Plan B"']))
  })
})
