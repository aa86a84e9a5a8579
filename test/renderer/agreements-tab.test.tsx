import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { communicationRow, agreementRows, reviewRow } from '../support/small-agreements.ts'
import { FakeCore } from '../support/fake-core.ts'
import { newWorld } from '../support/fake-client.ts'
import { renderApp } from '../support/render-app.tsx'

vi.mock('../../src-renderer/client/client.ts', () => import('../support/fake-client.ts'))

function path(): HTMLElement {
  return screen.getByLabelText('Path', { selector: 'section' })
}

/** The number of the step that the keyboard is at. */
function focused(): string {
  return document.activeElement?.getAttribute('aria-label')?.slice(0, 3) ?? ''
}

describe('agreements and what is due', () => {
  let world = newWorld()
  beforeEach(() => {
    world = newWorld()
    world.core = new FakeCore({ ...agreementRows(), agreementReview: [reviewRow('review', 'ola', '2004-09-01')], communication: [communicationRow('figures', { startsOn: null, rhythm: 'before-review', daysBefore: 7 })] })
    // Only what day it is: the screens themselves go on.
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2004-08-20T12:00:00') })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  function open(address: string): ReturnType<typeof renderApp> {
    return renderApp({ status: world.status, loaded: world.core.loaded() }, address)
  }
  const draft = (): Draft => world.core.draft

  it('SLM-6: the path shows what is next and who is responsible; a step is taken in place, and taken back by undo', async () => {
    const user = open('#/levels?tab=agreements')
    await user.click(await screen.findByRole('button', { name: /^SLA/ }))
    expect((await screen.findByText('SLA · Agreement sla')).tagName).toBe('H2')
    expect(within(path()).getByRole('button', { name: '2.1 Gather business requirements: Next' }).getAttribute('aria-pressed')).toBe('true')
    const step = within(path()).getByLabelText('Step 2.1 Gather business requirements', { selector: 'section' })
    expect(within(step).getAllByText('Service level manager').length).toBe(2)
    await user.click(within(step).getByRole('button', { name: 'Note it as done' }))
    await waitFor(() => expect([...draft().agreementStep.values()]).toMatchObject([{ step: '2.1', outcome: 'done', doneOn: '2004-08-20', doneBy: 'Ann' }]))
    expect(await within(path()).findByLabelText('Step 2.2 Assess against capabilities', { selector: 'section' })).toBeTruthy()
    await user.click(within(path()).getByRole('button', { name: /^2\.6 Create the interim SLA: Later/ }))
    expect(within(path()).getByText('The matrix names nobody: filled from the narrative.')).toBeTruthy()
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(draft().agreementStep.size).toBe(0))
  })

  it('the list is one stop of the Tab key: arrows look from one agreement to the next over its groups, Enter shows it', async () => {
    const user = open('#/levels?tab=agreements')
    const list = within(await screen.findByRole('region', { name: 'All agreements' }))
    const entries = [...(await list.findAllByRole('listitem'))].map((each) => within(each).getByRole('button'))
    expect(entries.map((each) => each.tabIndex)).toEqual(entries.map((_, index) => (index === 0 ? 0 : -1)))
    entries[0]?.focus()
    await user.keyboard('{ArrowUp}{ArrowDown}')
    expect(document.activeElement).toBe(entries[1])
    await user.keyboard('{End}')
    expect(document.activeElement).toBe(entries.at(-1))
    await user.keyboard('{Enter}')
    await waitFor(() => expect(entries.at(-1)?.getAttribute('aria-current')).toBe('true'))
    expect(entries.map((each) => each.tabIndex).filter((each) => each === 0)).toHaveLength(1)
  })

  it('SLM-6: the path is one stop of the Tab key; arrows look from step to step, Enter says what is looked at and why it waits', async () => {
    const user = open('#/levels?tab=agreements&row=sla')
    const toolbar = within(await screen.findByRole('toolbar', { name: 'Steps of the path' }))
    const stops = (): readonly string[] => toolbar.getAllByRole('button').filter((each) => each.tabIndex === 0).map((each) => each.getAttribute('aria-label')?.slice(0, 3) ?? '')
    expect(stops()).toEqual(['2.1'])
    toolbar.getByRole('button', { name: /^2\.1 / }).focus()
    await user.keyboard('{ArrowLeft}{ArrowUp}')
    expect(focused()).toBe('2.1')
    await user.keyboard('{ArrowRight}{ArrowRight}')
    expect([focused(), stops()]).toEqual(['2.3', ['2.3']])
    expect(toolbar.getByRole('button', { name: /^2\.1 / }).getAttribute('aria-pressed')).toBe('true')
    await user.keyboard('{ArrowDown}')
    expect(focused()).toBe('3.3')
    await user.keyboard('{Enter}')
    expect(within(path()).getByLabelText(/^Step 3\.3 /, { selector: 'section' }).textContent).toContain('First: 2.1 Gather business requirements')
    await user.keyboard('{End}')
    expect(focused()).toBe('Ret')
    await user.keyboard('{Home}{ArrowRight} ')
    expect(within(path()).getByLabelText(/^Step 2\.2 /, { selector: 'section' })).toBeTruthy()
    await user.tab()
    expect(stops()).toEqual(['2.2'])
    expect(within(path()).getByRole('toolbar').contains(document.activeElement)).toBe(false)
  })

  it('SLM-6: what blocks is said, signing waits, and more promised than held is flagged with the arithmetic that explains itself', async () => {
    const user = open('#/levels?tab=agreements&row=sla')
    const signatures = await screen.findByLabelText('Signatures', { selector: 'section' })
    expect(within(signatures).getByRole<HTMLButtonElement>('button', { name: 'Sign as customer' }).disabled).toBe(true)
    expect(within(signatures).getByText(/Nobody can sign yet\. SLA is not agreed yet/)).toBeTruthy()
    const underpinnings = screen.getByLabelText('Underpinnings', { selector: 'section' })
    expect(within(underpinnings).getByText(/OLA 99\.5 % x UC 99\.8 % = 99\.301 %: more is promised than they can hold\./)).toBeTruthy()
    await user.click(within(underpinnings).getByRole('button', { name: 'How the reserve of T-SLA is computed' }))
    expect(await screen.findByText('Each must run for the service to run: the availabilities multiplied.', { exact: false })).toBeTruthy()
  })

  it('begins an OLA from its template', async () => {
    const user = open('#/levels?tab=agreements')
    await user.click(await screen.findByRole('button', { name: 'New …' }))
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByText('OLA'))
    await user.type(within(dialog).getByRole('textbox', { name: 'Title' }), 'Storage team')
    await user.type(within(dialog).getByRole('textbox', { name: 'Team that promises' }), 'Storage')
    await user.click(within(dialog).getByRole('button', { name: 'Begin it' }))
    expect((await screen.findByText('OLA-001 · Storage team')).tagName).toBe('H2')
    expect(within(screen.getByLabelText('Signatures', { selector: 'section' })).getByText('Infrastructure lead')).toBeTruthy()
  })

  it('shows who does what, with the gaps of the matrix', async () => {
    const user = open('#/levels?tab=agreements')
    await user.click(await screen.findByRole('button', { name: 'Who does what' }))
    const row = await screen.findByRole('row', { name: /^3\.4 Agreement reached\?/ })
    expect(within(row).getByText('No R in the matrix: filled from the narrative')).toBeTruthy()
    expect(screen.getAllByText('No R in the matrix: filled from the narrative')).toHaveLength(5)
  })

  it('an agreement\'s fields are edited in place; what cannot be stays in the field with the reason', async () => {
    const user = open('#/levels?tab=agreements&row=sla')
    const last = await screen.findByLabelText('Last day')
    await user.clear(last)
    await user.type(last, '2003-01-01{Enter}')
    expect(await screen.findByText(/SLA ends on 2003-01-01, before it begins/)).toBeTruthy()
    await user.clear(last)
    await user.type(last, '2006-06-30{Enter}')
    await waitFor(() => expect(draft().agreement.get('sla')?.endsOn).toBe('2006-06-30'))
  })

  it('the calendar lists what is due as of a day; a communication is marked as done; home leads there', async () => {
    const rows = agreementRows()
    world.core = new FakeCore({ ...rows, agreement: rows.agreement.map((each) => ({ ...each, entry: 'in-force' })), agreementReview: [reviewRow('review', 'ola', '2004-09-01')], communication: [communicationRow('figures', { startsOn: null, rhythm: 'before-review', daysBefore: 7 })] })
    const user = open('#/')
    expect(await screen.findByRole('link', { name: 'Review OLA, Agreement ola' })).toBeTruthy()
    await user.click(screen.getByRole('link', { name: 'Calendar' }))
    const month = await screen.findByLabelText('August 2004', { selector: 'section' })
    await user.click(within(month).getByRole('button', { name: /^Mark as done: Tell figures \(OLA\)/ }))
    await waitFor(() => expect([...draft().communicationDone.values()]).toMatchObject([{ communicationId: 'figures', dueOn: '2004-08-25', doneOn: '2004-08-20', subject: 'ola' }]))
    const asOf = screen.getByLabelText('As of')
    await user.clear(asOf)
    await user.type(asOf, '2004-10-01{Enter}')
    expect(within(await screen.findByLabelText('Overdue', { selector: 'section' })).getByText('Review OLA, Agreement ola')).toBeTruthy()
    await user.click(screen.getByText('Communication plan'))
    const title = await screen.findByLabelText('Words of Tell figures')
    await user.clear(title)
    await user.type(title, 'Invite everybody{Enter}')
    await waitFor(() => expect(draft().communication.get('figures')?.title).toBe('Invite everybody'))
  })
})
