import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import { newWorld } from '../support/fake-client.ts'
import { journalEntry } from '../support/journal-entries.ts'
import { renderApp } from '../support/render-app.tsx'

async function chooseScenario(user: ReturnType<typeof renderApp>, name: string): Promise<void> {
  await user.click(screen.getByRole('button', { name: /^Scenario:/ }))
  await user.click(await screen.findByRole('menuitemradio', { name }))
}

describe('the frame', () => {
  let world = newWorld()
  beforeEach(() => {
    world = newWorld()
  })
  function open(address = '#/'): ReturnType<typeof renderApp> {
    return renderApp({ status: world.status, loaded: world.core.loaded() }, address)
  }

  it('shows the file, the usual pair of years and that everything is saved', async () => {
    renderApp({ status: world.status, loaded: world.core.loaded(), preferences: {} })
    expect(screen.getByRole('button', { name: 'File: budget' })).toBeTruthy()
    expect(await screen.findByRole('heading', { level: 1, name: 'FY2003 to FY2004' })).toBeTruthy()
    expect(within(screen.getByRole('contentinfo', { name: 'Status' })).getByText('Saved')).toBeTruthy()
    expect(document.title).toBe('budget — Ratebook')
  })

  it('VER-4: makes a scenario, switches to it, and undoes it by name', async () => {
    const user = open()
    await user.click(screen.getByRole('button', { name: 'Scenario: none' }))
    await user.click(await screen.findByRole('menuitem', { name: /New scenario/ }))
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), "Governor's 2 %{Enter}")
    expect(await screen.findByRole('button', { name: "Scenario: Governor's 2 %" })).toBeTruthy()
    expect(screen.getByText("0 edits in Governor's 2 %")).toBeTruthy()
    await waitFor(() => expect(world.core.journal.map((entry) => entry.label)).toEqual(['New scenario "Governor\'s 2 %"']))
    await user.click(screen.getByRole('button', { name: 'Undo: New scenario "Governor\'s 2 %"' }))
    expect(await screen.findByRole('button', { name: 'Scenario: none' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Redo: New scenario "Governor\'s 2 %"' })).toBeTruthy()
  })

  it('shows older changes of the history when they are asked for', async () => {
    for (let revision = 1; revision <= 103; revision += 1) world.core.journal.push(journalEntry(revision, []))
    const user = open()
    await user.keyboard('{Control>}i{/Control}')
    await user.click(await screen.findByRole('tab', { name: 'History' }))
    const inspector = within(screen.getByRole('complementary', { name: 'Inspector' }))
    expect(await inspector.findByText('Edit 103')).toBeTruthy()
    expect(inspector.queryByText('Edit 3')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Show older changes' }))
    expect(await inspector.findByText('Edit 1')).toBeTruthy()
    expect(inspector.getByText('Edit 103')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Show older changes' })).toBeNull()
  })

  it('keeps the scenario and the years from screen to screen', async () => {
    const user = open()
    await chooseScenario(user, 'Plan A')
    expect(await screen.findByRole('heading', { level: 1, name: 'FY2004 to FY2005@Plan A' })).toBeTruthy()
    await user.click(screen.getByRole('link', { name: 'Schedules' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Schedules' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Scenario: Plan A' })).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByRole('main'))
  })

  it('Ctrl+S says that everything is saved and offers a named checkpoint; F1 and ? help; Ctrl+I shows the inspector', async () => {
    const user = open()
    await user.keyboard('{Control>}s{/Control}')
    expect((await screen.findByRole('dialog', { name: 'Checkpoint' })).textContent).toContain('Everything is saved as you work')
    await user.keyboard('{Escape}')
    await user.keyboard('{F1}')
    expect((await screen.findByRole('dialog', { name: 'Help' })).textContent).toContain('at a glance')
    await user.keyboard('{Escape}')
    await user.keyboard('?')
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy()
    await user.keyboard('{Escape}')
    await user.keyboard('{Control>}i{/Control}')
    expect(await screen.findByRole('complementary', { name: 'Inspector' })).toBeTruthy()
  })

  it('Ctrl+Z undoes, but a text field keeps its own undo', async () => {
    const user = open('#/catalog?table=rate&id=cpu')
    const title = await screen.findByRole('textbox', { name: 'Resource' })
    await user.clear(title)
    await user.type(title, 'CPU hour{Enter}')
    await waitFor(() => expect(world.core.journal).toHaveLength(1))
    fireEvent.keyDown(title, { key: 'z', ctrlKey: true })
    expect(world.core.calls.some((call) => call.startsWith('undo'))).toBe(false)
    title.blur()
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Resource' })).toHaveProperty('value', 'cpu'))
  })

  it('a read-only snapshot says so and changes nothing', async () => {
    world.core.mode = 'snapshot'
    open('#/schedules')
    expect(await screen.findByText(/Read-only snapshot of budget/)).toBeTruthy()
    expect(screen.getByRole('button', { name: /New fiscal year/ })).toHaveProperty('disabled', true)
    expect(within(screen.getByRole('contentinfo')).getByText('Read-only snapshot')).toBeTruthy()
  })

  it('a lost connection keeps the edits, says so, and goes on when it is back', async () => {
    const user = open('#/catalog?table=rate&id=cpu')
    world.core.failures.push(new TypeError('Failed to fetch'))
    const title = await screen.findByRole('textbox', { name: 'Resource' })
    await user.clear(title)
    await user.type(title, 'CPU hour{Enter}')
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('Ratebook itself does not answer. 1 edit is kept in this window')
    await user.click(within(alert).getByRole('button', { name: 'Try now' }))
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
    expect(world.core.draft.rate.get('cpu')?.title).toBe('CPU hour')
  })

  it('finds rates and commands by name', async () => {
    const user = open()
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await screen.findByPlaceholderText('Search rates and commands'), 'tape')
    expect(await screen.findByText('TAPE · Hour')).toBeTruthy()
  })

  it('finds the theme and the height of rows, as every other command', async () => {
    const user = open()
    await user.keyboard('{Control>}k{/Control}')
    const search = await screen.findByPlaceholderText('Search rates and commands')
    await user.type(search, 'rows')
    await waitFor(() => expect(document.body.textContent).toContain('Comfortable rows'))
    await user.clear(search)
    await user.type(search, 'dark')
    await waitFor(() => expect(document.body.textContent).toContain('Dark theme'))
    await user.keyboard('{Enter}')
    await waitFor(() => expect(document.documentElement.dataset['mantineColorScheme']).toBe('dark'))
  })
})
