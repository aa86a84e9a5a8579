import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import { treeRows } from '../../src-renderer/features/catalog/catalog-tree.ts'
import { newWorld } from '../support/fake-client.ts'
import { renderApp } from '../support/render-app.tsx'
import { smallModel } from '../support/small-model.ts'

describe('the tree of the catalog', () => {
  it('shows what is open, in order, and leads to whatever is searched', () => {
    const draft = smallModel()
    expect(treeRows(draft, { expanded: new Set(), query: '' }).map((row) => row.label)).toEqual(['Computing', 'Network'])
    expect(treeRows(draft, { expanded: new Set(['lineOfBusiness:network', 'serviceGroup:wide-area']), query: '' }).map((row) => `${row.level} ${row.label}`)).toEqual(['1 Computing', '1 Network', '2 Wide area', '3 Cabling', '3 Unused'])
    expect(treeRows(draft, { expanded: new Set(), query: 'HUB' }).map((row) => row.label)).toEqual(['Network', 'Wide area', 'Cabling', 'hub'])
    expect(treeRows(draft, { expanded: new Set(), query: 'nothing of that' })).toEqual([])
  })
})

describe('the catalog screen', () => {
  let world = newWorld()
  beforeEach(() => {
    world = newWorld()
  })
  async function open(address: string): Promise<ReturnType<typeof renderApp>> {
    const user = renderApp({ status: world.status, loaded: world.core.loaded() }, address)
    await screen.findByRole('tree', { name: 'Catalog' })
    return user
  }

  it('is walked, opened, edited and reordered by keyboard', async () => {
    const user = await open('#/catalog')
    screen.getByRole('treeitem', { name: 'Computing' }).focus()
    await user.keyboard('{ArrowDown}')
    expect(screen.getByRole('treeitem', { selected: true }).textContent).toContain('Data center')
    await user.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}')
    expect(screen.getByRole('treeitem', { selected: true }).textContent).toBe('cpu')
    fireEvent.keyDown(screen.getByRole('treeitem', { selected: true }), { key: 'ArrowDown', altKey: true })
    await waitFor(() => expect(world.core.journal.map((entry) => entry.label)).toEqual(['Move CPU']))
    expect(screen.getAllByRole('treeitem').map((item) => item.textContent).slice(3, 5)).toEqual(['tape', 'cpu'])
    await user.keyboard('{Enter}')
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Resource' }))
  })

  it('a field that is refused says why and keeps what was typed; Esc takes it back', async () => {
    const user = await open('#/catalog?table=rate&id=cpu')
    const code = screen.getByRole('textbox', { name: 'Code' })
    await user.clear(code)
    await user.type(code, 'TAPE{Enter}')
    expect(await screen.findByText(/already/)).toBeTruthy()
    expect(code).toHaveProperty('value', 'TAPE')
    await user.keyboard('{Escape}')
    expect(code).toHaveProperty('value', 'CPU')
    expect(world.core.draft.rate.get('cpu')?.code).toBe('CPU')
  })

  it('RATE-3, NUM-3: prices of a draft year are set by kind, figure and places; published ones are not offered', async () => {
    const user = await open('#/catalog?table=rate&id=cpu')
    const table = screen.getByRole('table', { name: 'Prices of cpu' })
    expect(within(table).getAllByRole('button')).toHaveLength(1)
    await user.click(within(table).getByRole('button', { name: 'State price of FY2005: 100.00' }))
    const dialog = await screen.findByRole('dialog')
    const rate = within(dialog).getByRole('textbox', { name: 'Published rate' })
    await user.clear(rate)
    await user.type(rate, '101.125')
    await user.click(within(dialog).getByRole('button', { name: 'Set the price' }))
    expect((await within(dialog).findByRole('alert')).textContent).toContain('more than the 2 places')
    await user.clear(rate)
    await user.type(rate, '101.5{Enter}')
    await waitFor(() => expect(world.core.draft.price.get('FY2005/plan#1|cpu|state')).toMatchObject({ kind: 'per-unit', amount: '101.5', places: 2 }))
  })

  it('what is used cannot be removed and says by what; what is not, can', async () => {
    const user = await open('#/catalog?table=service&id=mainframe')
    expect(screen.getByRole('button', { name: 'Remove Mainframe' })).toHaveProperty('disabled', true)
    await user.click(screen.getByRole('treeitem', { name: 'Unused' }))
    await user.click(await screen.findByRole('button', { name: 'Remove Unused' }))
    await waitFor(() => expect(world.core.draft.service.has('unused-service')).toBe(false))
  })

  it('adds a rate to a service and shows it', async () => {
    const user = await open('#/catalog?table=service&id=cabling&tab=rates')
    await user.click(screen.getByRole('button', { name: 'New rate' }))
    const dialog = await screen.findByRole('dialog', { name: 'New rate' })
    await user.type(within(dialog).getByRole('textbox', { name: 'Resource' }), 'Fibre drop')
    await user.type(within(dialog).getByRole('textbox', { name: 'Code' }), 'FIBRE{Enter}')
    expect(await screen.findByRole('heading', { level: 2, name: /Fibre drop/ })).toBeTruthy()
    await waitFor(() => expect([...world.core.draft.rate.values()].some((rate) => rate.code === 'FIBRE' && rate.serviceId === 'cabling')).toBe(true))
  })
})
