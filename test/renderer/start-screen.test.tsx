import { ORPCError } from '@orpc/client'
import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import { newWorld } from '../support/fake-client.ts'
import { renderApp } from '../support/render-app.tsx'

const RECENTS = [
  { path: '/models/budget.ratebook', name: 'budget', openedAt: '2026-11-21T10:00:00.000Z', exists: true },
  { path: '/models/gone.ratebook', name: 'gone', openedAt: '2026-11-20T10:00:00.000Z', exists: false },
]

function locked(): Error {
  return new ORPCError('STORE_LOCKED', { data: { message: 'budget.ratebook is open elsewhere.', remedy: 'Ask Ben to close it.', holder: { author: 'Ben', host: 'desk-7', since: '2026-11-22T08:00:00.000Z' } } })
}

describe('the start screen', () => {
  let world = newWorld()
  beforeEach(() => {
    world = newWorld({ status: { recents: RECENTS } })
  })

  it('lists recent models; one that is gone says so and can be taken off the list', async () => {
    const user = renderApp({ status: world.status, loaded: null })
    const list = screen.getByRole('list', { name: 'Recent models' })
    const buttons = within(list).getAllByRole('button', { name: /ratebook/ })
    expect(buttons.map((button) => [button.textContent?.includes('not there any more'), button.hasAttribute('disabled')])).toEqual([[false, false], [true, true]])
    await user.click(within(list).getByRole('button', { name: 'Take gone off this list' }))
    expect(within(list).queryByText(/gone/)).toBeNull()
  })

  it('says who has a locked file and opens a read-only snapshot of it', async () => {
    world.refusal = locked()
    const user = renderApp({ status: world.status, loaded: null })
    await user.click(screen.getByRole('button', { name: /models\/budget/ }))
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('Ask Ben to close it.')
    expect(alert.textContent).toContain('Ben at desk-7')
    await user.click(within(alert).getByRole('button', { name: 'Open a read-only snapshot' }))
    expect(await screen.findByText(/Read-only snapshot of budget/)).toBeTruthy()
    expect(world.openings).toEqual(['read-write /models/budget.ratebook', 'snapshot /models/budget.ratebook'])
  })

  it('shows what is wrong with a file and what to do about it', async () => {
    world.refusal = new ORPCError('FILE_FROM_NEWER_VERSION', { data: { message: 'The file was written by a newer Ratebook.', remedy: 'Install that one.' } })
    const user = renderApp({ status: world.status, loaded: null })
    await user.type(screen.getByRole('textbox', { name: 'File', description: /whole path/ }), '/models/new.ratebook{Enter}')
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('The file was written by a newer Ratebook.')
    expect(alert.textContent).toContain('Install that one.')
    expect(within(alert).getByRole('button', { name: 'Copy details' })).toBeTruthy()
  })

  it('makes a new model in the models folder, or where it is told', async () => {
    const user = renderApp({ status: world.status, loaded: null })
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'FY2006')
    await user.click(screen.getByRole('button', { name: 'Create' }))
    expect(await screen.findByRole('navigation', { name: 'Screens' })).toBeTruthy()
    expect(world.openings).toEqual(['create FY2006 in the models folder'])
  })

  it('opens the sample, or a fresh copy of it', async () => {
    const user = renderApp({ status: world.status, loaded: null })
    await user.click(screen.getByRole('button', { name: 'Fresh copy' }))
    expect(await screen.findByRole('navigation', { name: 'Screens' })).toBeTruthy()
    expect(world.openings).toEqual(['sample fresh'])
  })

  it('asks for a name once per machine, with the reason, when the first model is open', async () => {
    world = newWorld({ status: { author: '' } })
    const user = renderApp({ status: world.status, loaded: null })
    expect(screen.queryByRole('dialog')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Open the sample' }))
    const dialog = await screen.findByRole('dialog')
    expect(dialog.textContent).toContain('carries the name of its author')
    await user.type(within(dialog).getByRole('textbox', { name: 'Your name' }), 'Ann{Enter}')
    expect(await screen.findByRole('navigation', { name: 'Screens' })).toBeTruthy()
    expect(world.status.author).toBe('Ann')
    expect(screen.queryByRole('textbox', { name: 'Your name' })).toBeNull()
  })
})
