import { screen, waitFor, within } from '@testing-library/react'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'

import { sampleRows } from '../../src-main/core/sample-model.ts'
import { readSampleTables } from '../../src-main/workbook/samples.ts'
import { FakeCore } from '../support/fake-core.ts'
import { newWorld } from '../support/fake-client.ts'
import { outageRow } from '../support/level-model.ts'
import { renderApp } from '../support/render-app.tsx'

const SAMPLE_ROWS = sampleRows(readSampleTables(join(import.meta.dirname, '../../assets/samples')))

describe('the scorecard and its targets', () => {
  let world = newWorld()
  beforeEach(() => {
    world = newWorld()
    world.core = new FakeCore(SAMPLE_ROWS)
  })
  function open(address: string): ReturnType<typeof renderApp> {
    return renderApp({ status: world.status, loaded: world.core.loaded() }, address)
  }

  it('SLM-3: statuses are chips that filter; a row says its months in words; no data is not met', async () => {
    const user = open('#/levels')
    const table = await screen.findByRole('grid', { name: 'Scorecard, January 2003 to December 2004' })
    await user.click(screen.getByRole('button', { name: /no data/ }))
    await waitFor(() => expect(within(table).queryByRole('rowheader', { name: /Availability of mail/ })).toBeNull())
    expect(within(table).getByRole('row', { name: /Days to set up a list/ }).textContent).toContain('24 months: 24 no data')
    await user.click(screen.getByRole('button', { name: /no data/ }))
    await user.click(screen.getByRole('button', { name: /breached/ }))
    expect(within(table).getByRole('row', { name: /Availability of mail/ }).textContent).toContain('3 breached (August 2003, January 2004, December 2004)')
  })

  it('SLM-1: a record with a date far ahead moves no month; it is named, and leads to its row', async () => {
    world.core = new FakeCore({ ...SAMPLE_ROWS, outage: [...SAMPLE_ROWS.outage, outageRow('far', '2104-03-10T10:00', null, { serviceId: 'mf-cpu' })] })
    const user = open('#/levels')
    expect(await screen.findByRole('grid', { name: 'Scorecard, January 2003 to December 2004' })).toBeTruthy()
    const note = screen.getByRole('note', { name: 'Records' })
    expect(note.textContent).toContain('FAR is dated in March 2104, which has not come yet: it does not count, and no month has data because of it. Correct its date.')
    await user.click(within(note).getByRole('button', { name: 'Go to it' }))
    expect((await screen.findByRole<HTMLInputElement>('radio', { name: 'Outages' })).checked).toBe(true)
  })

  it('SLM-2, SLM-4: a chosen row shows its month, error budget, natural limits in words, breaches with downtime, and the figures as a table', async () => {
    open('#/levels?row=mbx-avl')
    const dock = await screen.findByRole('region', { name: 'Chart of the target' })
    expect(within(dock).getByRole('heading', { name: /^December 2004: 99\.39 %/ })).toBeTruthy()
    expect(within(dock).getByRole('region', { name: 'Error budget' }).textContent).toMatch(/Allowed2 h .*Used.*Overdrawn/)
    expect(within(dock).getByRole('region', { name: 'Signals' }).textContent).toMatch(/mean \+\/- 2\.660 x mean moving range/)
    expect(within(dock).getByRole('region', { name: 'Breaches' }).textContent).toMatch(/3 breaches.*December 2004: 99\.39 %, down .*goes on/)
  })

  it('arrow keys go from row to row and from month to month; the month that is chosen is told below', async () => {
    const user = open('#/levels?row=mbx-avl')
    const dock = await screen.findByRole('region', { name: 'Chart of the target' })
    const row = within(screen.getByRole('grid', { name: /^Scorecard/ })).getByRole('row', { name: /Availability of mail/ })
    row.focus()
    await user.keyboard('{ArrowLeft}')
    expect(await within(dock).findByRole('heading', { name: /^November 2004/ })).toBeTruthy()
    await user.keyboard('{ArrowDown}')
    expect(await within(dock).findByRole('heading', { name: /^Mailboxes: Messages delivered/ })).toBeTruthy()
  })

  it('a value is typed into a month, moves the scorecard, and is undone; a month in which it cannot be is refused', async () => {
    const user = open('#/levels?tab=targets&row=uc-001-avl&month=2004-12')
    const grid = await screen.findByRole('grid', { name: 'Measurements by month' })
    const last = (): HTMLElement => {
      const cell = within(within(grid).getByRole('row', { name: /UC-001-AVL/ })).getAllByRole('gridcell').at(-2)
      if (cell === undefined) throw new Error('no cell')
      return cell
    }
    await user.click(last())
    await user.keyboard('99.7{Enter}')
    await waitFor(() => expect(world.core.draft.measurement.get('uc-001-avl|2004-12')).toMatchObject({ value: '99.7' }))
    await user.click(last())
    await user.keyboard('120{Enter}')
    await waitFor(() => expect(grid.textContent).toContain('refused: UC-001-AVL, December 2004: 120 is above 100, the most that UC-001-AVL can be.'))
    await user.keyboard('{Escape}')
    await user.click(screen.getByRole('button', { name: /^Undo/ }))
    await waitFor(() => expect(world.core.draft.measurement.has('uc-001-avl|2004-12')).toBe(false))
  })

  it('SLM-3: a goal holds from a month on, in one edit; why it cannot is said in the dialog', async () => {
    const user = open('#/levels?tab=targets&row=mbx-avl')
    await user.click(await screen.findByRole('gridcell', { name: 'MBX-AVL' }))
    await user.click(screen.getByRole('button', { name: 'Goal …' }))
    const dialog = await screen.findByRole('dialog', { name: 'New goal from a month on' })
    const field = (name: string): HTMLElement => within(dialog).getByRole('textbox', { name })
    await user.type(field('From'), '2001-01')
    await user.clear(field('Goal'))
    await user.type(field('Goal'), '99.3')
    await user.click(within(dialog).getByRole('button', { name: 'Set the goal' }))
    expect((await within(dialog).findByRole('alert')).textContent).toContain('MBX-AVL holds from January 2002 on.')
    expect([field('From').getAttribute('aria-invalid'), field('Goal').getAttribute('aria-invalid')]).toEqual(['true', null])
    expect(field('From').getAttribute('aria-describedby')).toBe(within(dialog).getByRole('alert').id)
    await user.clear(field('From'))
    await user.type(field('From'), '2004-07')
    await user.click(within(dialog).getByRole('button', { name: 'Set the goal' }))
    await waitFor(() => expect(world.core.draft.targetGoal.get('mbx-avl|2004-07')).toMatchObject({ goal: '99.7' }))
    expect(world.core.journal.map(({ label }) => label)).toEqual(['MBX-AVL: goal 99.3 from July 2004 on'])
  })

  it('SLM-1: a time that the clock skipped is taken and said', async () => {
    const user = open('#/levels?tab=targets')
    await user.click(await screen.findByRole('radio', { name: 'Outages' }))
    await user.click(screen.getByRole('button', { name: 'Outage' }))
    const dialog = await screen.findByRole('dialog')
    await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Service' }), 'listserv')
    await user.type(within(dialog).getByRole('textbox', { name: 'Start' }), '2004-04-04 02:30')
    await user.type(within(dialog).getByRole('textbox', { name: 'End' }), '2004-04-04 04:30')
    await user.click(within(dialog).getByRole('button', { name: 'Add the outage' }))
    expect(await screen.findByText(/2004-04-04 02:30 does not exist in America\/New_York/)).toBeTruthy()
  })

  it('an outage is added with what it cannot do without, and taken away', async () => {
    const user = open('#/levels?tab=targets')
    await user.click(await screen.findByRole('radio', { name: 'Outages' }))
    const before = world.core.draft.outage.size
    await user.click(screen.getByRole('button', { name: 'Outage' }))
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: 'Add the outage' }))
    expect((await within(dialog).findByRole('alert')).textContent).toContain('Service')
    await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Service' }), 'mf-cpu')
    await user.type(within(dialog).getByRole('textbox', { name: 'Start' }), '2004-12-30 08:15')
    await user.type(within(dialog).getByRole('textbox', { name: 'End' }), '2004-12-30 08:10')
    await user.click(within(dialog).getByRole('button', { name: 'Add the outage' }))
    expect((await within(dialog).findByRole('alert')).textContent).toContain('before it started')
    await user.clear(within(dialog).getByRole('textbox', { name: 'End' }))
    await user.click(within(dialog).getByRole('button', { name: 'Add the outage' }))
    await waitFor(() => expect(world.core.draft.outage.size).toBe(before + 1))
    await user.click(await screen.findByRole('button', { name: 'Remove' }))
    await waitFor(() => expect(world.core.draft.outage.size).toBe(before))
  })
})
