import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import * as host from '../../src-renderer/client/is-served.ts'
import { Markdown } from '../../src-renderer/components/Markdown.tsx'
import { today } from '../../src-renderer/state/today.ts'
import { dayWords } from '../../src-shared/domain/catalog/request-day.ts'
import { rowsFromDraft } from '../../src-shared/domain/model/draft.ts'
import { businessDayAfter } from '../../src-shared/domain/service-levels/measures/business-days.ts'
import { newWorld } from '../support/fake-client.ts'
import { FakeCore } from '../support/fake-core.ts'
import { renderApp } from '../support/render-app.tsx'
import { smallPages } from '../support/small-pages.ts'
import { agreementRow } from '../support/small-quality.ts'

describe('a text with simple formatting', () => {
  it('is elements of its own; what looks like HTML is text, and only safe addresses are links', () => {
    const { container } = render(<Markdown text={'**bold** <script>alert(1)</script> <img src=x onerror=alert(1)> [bad](javascript:alert(1)) [good](https://example.org)\n\n- one\n- two'} />)
    expect(container.querySelectorAll('script, img')).toHaveLength(0)
    expect(container.textContent).toContain('<script>alert(1)</script> <img src=x onerror=alert(1)> [bad](javascript:alert(1)) good')
    expect([...container.querySelectorAll('a')].map((link) => [link.getAttribute('href'), link.rel])).toEqual([['https://example.org', 'noopener noreferrer']])
    expect([container.querySelector('strong')?.textContent, container.querySelectorAll('li').length]).toEqual(['bold', 2])
  })

  it('a link says where it leads; a browser opens its own tab, and the window of the desktop asks its host and goes nowhere', () => {
    const post = vi.spyOn(window, 'postMessage').mockImplementation(() => undefined)
    render(<Markdown text="Ask the [desk](mailto:desk@example.org)." />)
    const link = screen.getByRole('link', { name: 'desk' })
    expect([link.title, link.getAttribute('target')]).toEqual(['mailto:desk@example.org', '_blank'])
    const isFollowed = (): boolean => fireEvent.click(link)
    expect(isFollowed()).toBe(true)
    expect(post).not.toHaveBeenCalled()
    const served = vi.spyOn(host, 'isServed').mockReturnValue(false)
    expect(isFollowed()).toBe(false)
    expect(post.mock.calls).toEqual([[{ type: 'ratebook-open-link', address: 'mailto:desk@example.org' }, window.location.origin]])
    served.mockRestore()
    post.mockRestore()
  })
})

describe('the page of a service on the catalog', () => {
  let world = newWorld()
  beforeEach(() => {
    world = newWorld()
    world.core = new FakeCore(rowsFromDraft(smallPages()))
  })
  async function open(address = '#/catalog?table=service&id=mainframe'): Promise<ReturnType<typeof renderApp>> {
    const user = renderApp({ status: world.status, loaded: world.core.loaded() }, address)
    await screen.findByRole('tree', { name: 'Catalog' })
    return user
  }

  it('is read: sections, tables, metrics that are not available, and its rates of the chosen years with a way to each', async () => {
    await open()
    const page = screen.getByRole('article', { name: 'Page of Mainframe' })
    expect(within(page).getByText('time').tagName).toBe('STRONG')
    expect(within(screen.getByRole('region', { name: 'Metrics' })).getAllByText('Not available')).toHaveLength(2)
    const day = dayWords(businessDayAfter(today(), { count: 3, holidays: new Set() }))
    expect(within(screen.getByRole('table', { name: 'Service requests' })).getAllByRole('row').map((row) => row.textContent)).toEqual([
      `RequestWhat it doesLead timeAsked today (${today()}), done by`, `Open an accountWith a password3 business days${day}`, 'Close an accountNot promised',
    ])
    expect(within(screen.getByRole('table', { name: 'Rates of the service' })).getByRole('link', { name: 'cpu' }).getAttribute('href')).toBe('#/catalog?table=rate&id=cpu')
    expect(within(screen.getByRole('region', { name: 'About this page' })).getByText('Proposed')).toBeTruthy()
  })

  it('SLM-7 the day by which a request is done explains itself in the inspector', async () => {
    const user = await open()
    await user.click(within(screen.getByRole('table', { name: 'Service requests' })).getByRole('button'))
    const inspector = screen.getByRole('complementary', { name: 'Inspector' })
    expect(await within(inspector).findByText('Business days')).toBeTruthy()
    expect(within(inspector).getByText(/The lead time that the page promises: 3 business days/)).toBeTruthy()
  })

  it('a text is written in place: Esc takes it back, Ctrl+Enter keeps it, and undo brings the former one', async () => {
    const user = await open()
    await user.click(screen.getByRole('button', { name: 'Edit purpose and scope' }))
    const field = screen.getByRole('textbox', { name: 'Purpose and scope' })
    expect(document.activeElement).toBe(field)
    expect(field instanceof HTMLTextAreaElement ? field.selectionStart : -1).toBe('Computing **time** for batch jobs.'.length)
    await user.clear(field)
    await user.type(field, 'Nothing{Escape}')
    expect(world.core.draft.servicePage.get('mainframe')?.purpose).toBe('Computing **time** for batch jobs.')
    await user.keyboard('{Enter}')
    await user.clear(screen.getByRole('textbox', { name: 'Purpose and scope' }))
    await user.type(screen.getByRole('textbox', { name: 'Purpose and scope' }), 'Fast <b>machines</b>{Control>}{Enter}{/Control}')
    expect(await screen.findByText('Fast <b>machines</b>')).toBeTruthy()
    await waitFor(() => expect(world.core.journal.map((entry) => entry.label)).toEqual(['Mainframe: purpose and scope']))
    await user.click(screen.getByRole('button', { name: /^Undo: / }))
    await waitFor(() => expect(screen.queryByText('Fast <b>machines</b>')).toBeNull())
  })

  it('rows are added, changed and taken away', async () => {
    const user = await open()
    await user.click(screen.getByRole('button', { name: 'Edit service requests' }))
    await user.type(screen.getByRole('textbox', { name: 'New request' }), 'Change a password{Enter}')
    await waitFor(() => expect([...world.core.draft.requestType.values()].map((row) => row.title)).toContain('Change a password'))
    const days = screen.getAllByRole('textbox', { name: 'Business days' })
    await user.type(days[2] ?? document.body, 'soon{Enter}')
    expect(screen.getByText(/Write whole business days/)).toBeTruthy()
    await user.clear(days[2] ?? document.body)
    await user.type(days[2] ?? document.body, '5{Enter}')
    await user.click(screen.getByRole('button', { name: 'Remove Close an account' }))
    await user.click(screen.getByRole('button', { name: 'Done' }))
    expect(within(screen.getByRole('table', { name: 'Service requests' })).getAllByRole('row')).toHaveLength(3)
    expect(screen.getByText('5 business days')).toBeTruthy()
  })

  it('versions are issued with a summary, read, and compared with the page as it stands', async () => {
    const user = await open()
    await user.click(screen.getByRole('button', { name: 'Issue a version…' }))
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: 'Issue version 1' }))
    await waitFor(() => expect(world.core.draft.pageVersion.get('mainframe|1')?.summary).toBe('First version.'))
    await user.click(screen.getByRole('button', { name: 'Edit planned maintenance, service targets' }))
    await user.type(screen.getByRole('textbox', { name: 'Planned maintenance' }), ' And at night.{Control>}{Enter}{/Control}')
    await user.click(await screen.findByRole('button', { name: 'Changed since version 1' }))
    const compared = await screen.findByRole('region', { name: 'Comparison' })
    expect(compared.textContent).toContain('Added: A quiet hour on Sunday. And at night.')
    await user.selectOptions(screen.getByRole('combobox', { name: 'Compare with' }), '')
    expect(within(screen.getByRole('article', { name: 'Version 1' })).getByRole('heading', { name: 'Planned maintenance' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Back to the page' }))
    expect(screen.getByRole('article', { name: 'Page of Mainframe' })).toBeTruthy()
  })

  it('a service without one begins it, and chooses which sections it has', async () => {
    const user = await open('#/catalog?table=service&id=cabling')
    expect(screen.getByText('No page yet')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Begin a page' }))
    await user.click(await screen.findByRole('button', { name: 'What is included' }))
    await user.type(screen.getByRole('textbox', { name: 'What is included' }), '- wires{Control>}{Enter}{/Control}')
    await waitFor(() => expect(world.core.draft.servicePage.get('cabling')?.included).toBe('- wires'))
  })

  it('search comes first: results while typing, the best with Enter, and back to what was read', async () => {
    const user = await open('#/catalog')
    expect(screen.getByRole('region', { name: 'Computing' }).textContent).toContain('Mainframe')
    const search = screen.getByRole('textbox', { name: 'Search the catalog' })
    await user.type(search, 'password')
    const results = await screen.findByRole('region', { name: 'Search results' })
    expect(within(results).getAllByRole('link').map((link) => link.textContent)).toEqual(['Mainframe', 'Open an account'])
    expect(within(results).getAllByText('password')[0]?.tagName).toBe('MARK')
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(document.activeElement?.textContent).toBe('Open an account')
    await user.keyboard('{ArrowUp}{ArrowUp}{Enter}')
    expect(await screen.findByRole('article', { name: 'Page of Mainframe' })).toBeTruthy()
  })

  it('what is said of a service among its levels is found as well, and leads there', async () => {
    world.core = new FakeCore({ ...rowsFromDraft(smallPages()), agreement: [agreementRow('sla-7', { title: 'Batch for everybody', terms: 'Jobs run at night.' })] })
    const user = await open('#/catalog')
    await user.type(screen.getByRole('textbox', { name: 'Search the catalog' }), 'night')
    const results = await screen.findByRole('region', { name: 'Search results' })
    expect(within(results).getByRole('link', { name: 'Batch for everybody' }).getAttribute('href')).toBe('#/levels?tab=agreements&row=sla-7')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(window.location.hash).toBe('#/levels?tab=agreements&row=sla-7'))
  })
})
