import { act, createEvent, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import { activeText, chosenCell, goTo, open } from '../support/rate-sheet.tsx'

function clipboard(kind: 'copy' | 'cut' | 'paste', grid: HTMLElement, text = ''): string {
  let taken = ''
  const event = createEvent[kind](grid, { clipboardData: { getData: () => text, setData: (_: string, given: string) => { taken = given } } })
  fireEvent(grid, event)
  return taken
}

/** What stands below the rows. */
function notice(): string {
  return document.querySelector('[class*=notice]')?.firstChild?.textContent ?? ''
}

/** The mouse comes to the cell, or the cell to the mouse, and both rest. */
function rest(cell: HTMLElement, at: { readonly clientX: number; readonly clientY: number }): void {
  act(() => {
    fireEvent.pointerOver(cell, at)
    fireEvent.pointerMove(cell, at)
    vi.advanceTimersByTime(400)
  })
}

describe('grid for screen readers', () => {
  it('counts rows and columns, numbers them, and says what is read-only, negative and sorted', async () => {
    const { grid, user } = open()
    expect([grid.getAttribute('aria-rowcount'), grid.getAttribute('aria-colcount')]).toEqual(['8', '3'])
    const rows = within(grid).getAllByRole('row')
    expect(rows.map((row) => row.getAttribute('aria-rowindex'))).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'])
    expect(within(grid).getByRole('rowheader', { name: 'Port' }).getAttribute('aria-readonly')).toBe('true')
    expect(grid.textContent).toContain('minus (1,234.50)')
    await user.click(within(grid).getByRole('button', { name: /^Rate/ }))
    expect(within(grid).getByRole('columnheader', { name: /Rate/ }).getAttribute('aria-sort')).toBe('ascending')
  })

  it('points at the active cell and keeps the focus where text can be composed', async () => {
    const { grid, user } = open()
    await goTo(user, grid, '{ArrowDown}{ArrowRight}')
    expect(document.activeElement).toBe(chosenCell())
    expect(chosenCell().getAttribute('aria-activedescendant')).toBe(grid.getAttribute('aria-activedescendant'))
    expect(chosenCell().getAttribute('aria-controls')).toBe(grid.id)
    expect(activeText(grid)).toBe('99.81')
  })
})

describe('typing', () => {
  it('typing replaces, Enter goes down, Tab right, Esc keeps; the former value stays with the cell', async () => {
    const { grid, user, spy } = open()
    await goTo(user, grid, '{ArrowDown}{ArrowRight}')
    await user.keyboard('101.5{Enter}')
    expect(spy.edits).toEqual([{ edits: [{ rowId: 'prime', columnId: 'amount', text: '101.5' }], manner: 'type' }])
    expect(grid.textContent).toContain('101.50, edited, was 99.81')
    expect(activeText(grid)).toBe('49.90')
    await user.keyboard('5{Escape}')
    expect(spy.edits).toHaveLength(1)
    await user.keyboard('{F2}')
    expect(screen.getByRole('textbox', { name: 'FY2004, Rate, CPU Hour, other' })).toHaveProperty('value', '49.90')
    await user.keyboard('{Backspace}5{Tab}')
    expect(spy.edits[1]?.edits).toEqual([{ rowId: 'other', columnId: 'amount', text: '49.95' }])
    expect(activeText(grid)).toBe('99.90')
    expect(document.activeElement).toBe(chosenCell())
  })

  it('a refused text leaves the old value and says why, until it is put right', async () => {
    const { grid, user } = open()
    await goTo(user, grid, '{ArrowDown}{ArrowRight}')
    await user.keyboard('abc{Enter}{ArrowUp}')
    expect(activeText(grid)).toBe('99.81, refused: "abc" is not a price.')
    expect(within(grid).getAllByRole('gridcell').filter((cell) => cell.getAttribute('aria-invalid') === 'true')).toHaveLength(1)
    await user.keyboard('100{Enter}')
    expect(grid.textContent).not.toContain('refused')
  })

  it('says visibly why the active cell was refused, until Esc, or until the rows are changed from elsewhere', async () => {
    const { grid, user, spy } = open()
    await goTo(user, grid, '{ArrowDown}{ArrowRight}')
    await user.keyboard('abc{Enter}')
    expect(notice()).toBe('Refused: "abc" is not a price. The cell keeps its value.')
    await user.keyboard('{Escape}')
    expect(notice()).toBe('')
    await user.keyboard('{ArrowUp}')
    expect(notice()).toBe('“abc” was refused. "abc" is not a price. The cell keeps its value.')
    act(() => spy.handle?.settle())
    expect(notice()).toBe('')
    expect(activeText(grid)).toBe('99.81')
  })

  it('says why a computed cell takes no text', async () => {
    const { grid, user, spy } = open()
    await goTo(user, grid, '{ArrowDown}{ArrowRight}{ArrowRight}')
    await user.keyboard('5')
    expect(screen.getAllByText('Twice is computed.').length).toBeGreaterThan(0)
    expect(spy.edits).toEqual([])
  })

  it('leaves Enter to an input method that is composing', async () => {
    const { grid, user, spy } = open()
    await goTo(user, grid, '{ArrowDown}{ArrowRight}')
    await user.keyboard('1')
    const editor = screen.getByRole('textbox', { name: 'FY2004, Rate, CPU Hour, prime' })
    fireEvent.keyDown(editor, { key: 'Enter', isComposing: true, keyCode: 229 })
    expect(spy.edits).toEqual([])
    expect(screen.getByRole('textbox', { name: 'FY2004, Rate, CPU Hour, prime' })).toBe(editor)
  })
})

describe('ranges', () => {
  it('Shift extends, Ctrl+D fills down past a group row, Delete clears', async () => {
    const { grid, user, spy } = open()
    await goTo(user, grid, '{ArrowDown}{ArrowRight}{Shift>}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{/Shift}')
    expect(spy.selection?.count).toBe(4)
    await user.keyboard('{Control>}d{/Control}')
    expect(spy.edits[0]).toEqual({ manner: 'fill', edits: ['other', 'disk', 'port'].map((rowId) => ({ rowId, columnId: 'amount', text: '99.81' })) })
    await user.keyboard('{Delete}')
    expect(spy.edits[1]?.edits.map((edit) => [edit.rowId, edit.text])).toEqual([['prime', ''], ['other', ''], ['disk', ''], ['port', '']])
  })

  it('a range over a heading does not choose it; standing on it and choosing whole rows do', async () => {
    const { grid, user } = open()
    const heading = () => within(grid).getByText('Network').closest('td')?.getAttribute('aria-selected')
    await goTo(user, grid, '{ArrowDown}{ArrowDown}{ArrowDown}{ArrowRight}{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
    expect(within(grid).getAllByRole('gridcell', { selected: true }).map((cell) => cell.textContent)).toEqual(['', 'minus (1,234.50)'])
    expect(heading()).toBe('false')
    await user.keyboard('{Shift>} {/Shift}')
    expect(heading()).toBe('true')
    await goTo(user, grid, '{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}')
    expect(heading()).toBe('true')
  })

  it('Ctrl+A selects all, Ctrl+click adds a range, each cell counts once', async () => {
    const { grid, user, spy } = open()
    grid.focus()
    await user.keyboard('{Control>}a{/Control}')
    expect(spy.selection?.count).toBe(15)
    fireEvent.pointerDown(within(grid).getByText('99.81'), { button: 0 })
    fireEvent.pointerDown(within(grid).getByText('209.68'), { button: 0, ctrlKey: true })
    expect(spy.selection?.count).toBe(2)
    const cells: string[] = []
    spy.selection?.forEach((cell) => cells.push(cell.rowId))
    expect(cells).toEqual(['prime', 'drop'])
  })

  it('copies a block as tab-separated text and pastes one with currency signs, a group row skipped and said', async () => {
    const { grid, user, spy } = open()
    await goTo(user, grid, '{ArrowDown}{Shift>}{ArrowRight}{ArrowDown}{/Shift}')
    expect(clipboard('copy', grid)).toBe('CPU Hour, prime\t99.81\r\nCPU Hour, other\t49.90')
    await goTo(user, grid, '{ArrowDown}{ArrowDown}{ArrowDown}{ArrowRight}')
    clipboard('paste', grid, '$12.00\r\n"$1,300.00"\r\nabc\r\n')
    expect(spy.edits[0]).toEqual({ manner: 'paste', edits: [{ rowId: 'disk', columnId: 'amount', text: '$12.00' }, { rowId: 'port', columnId: 'amount', text: '$1,300.00' }, { rowId: 'drop', columnId: 'amount', text: 'abc' }] })
    expect(screen.getAllByText('Pasted 2 cells. 1 cell was refused and kept the old value. 1 group row was skipped. "abc" is not a price.').length).toBeGreaterThan(0)
    expect(grid.textContent).toContain('209.68, refused: "abc" is not a price.')
  })

  it('cut copies and empties', async () => {
    const { grid, user, spy } = open()
    await goTo(user, grid, '{ArrowDown}{ArrowRight}')
    expect(clipboard('cut', grid)).toBe('99.81')
    expect(spy.edits).toEqual([{ manner: 'cut', edits: [{ rowId: 'prime', columnId: 'amount', text: '' }] }])
  })
})

describe('groups, sorting, widths, finding', () => {
  it('folds a group from the keyboard and by its button, with the subtotal left', async () => {
    const { grid, user } = open()
    await goTo(user, grid, '{ArrowLeft}')
    expect(grid.getAttribute('aria-rowcount')).toBe('5')
    expect(activeText(grid)).toContain('Mainframe3 rates')
    await user.keyboard('{ArrowRight}')
    expect(grid.getAttribute('aria-rowcount')).toBe('8')
    await user.click(within(grid).getByRole('button', { name: 'Fold Network' }))
    expect(grid.getAttribute('aria-rowcount')).toBe('6')
  })

  it('sorts within groups, blanks last both ways, from the header by keyboard', async () => {
    const { grid, user } = open()
    const order = () => within(grid).getAllByRole('rowheader').map((cell) => cell.textContent)
    await goTo(user, grid, '{ArrowRight}{ArrowDown}{ArrowRight}{ArrowUp}{ArrowUp}')
    await user.keyboard('{Enter}')
    expect(order()).toEqual(['CPU Hour, other', 'CPU Hour, prime', 'Disk', 'Port', 'Drop'])
    await user.keyboard('{Enter}')
    expect(order()).toEqual(['CPU Hour, prime', 'CPU Hour, other', 'Disk', 'Drop', 'Port'])
    await user.keyboard('{Enter}')
    expect(order()).toEqual(['CPU Hour, prime', 'CPU Hour, other', 'Disk', 'Port', 'Drop'])
  })

  it('sorts what stands in a folded group too, and shows it so when it is opened again', async () => {
    const { grid, user } = open()
    const order = () => within(grid).getAllByRole('rowheader').map((cell) => cell.textContent)
    await user.click(within(grid).getByRole('button', { name: 'Fold Network' }))
    await user.click(within(grid).getByRole('button', { name: /^Rate/ }))
    await user.click(within(grid).getByRole('button', { name: /^Rate/ }))
    expect(order()).toEqual(['CPU Hour, prime', 'CPU Hour, other', 'Disk'])
    await user.click(within(grid).getByRole('button', { name: 'Show Network' }))
    expect(order()).toEqual(['CPU Hour, prime', 'CPU Hour, other', 'Disk', 'Drop', 'Port'])
  })

  it('keeps the selection on its cell when sorting and folding move it', async () => {
    const { grid, user } = open()
    await goTo(user, grid, '{ArrowDown}{ArrowRight}')
    expect(activeText(grid)).toBe('99.81')
    await user.click(within(grid).getByRole('button', { name: /^Rate/ }))
    expect(activeText(grid)).toBe('99.81')
    grid.focus()
    await user.keyboard('{ArrowUp}')
    expect(activeText(grid)).toBe('49.90')
  })

  it('widens a column from the keyboard in the header', async () => {
    const { grid, user, spy } = open(false)
    await goTo(user, grid, '{ArrowRight}{ArrowUp}{Alt>}{ArrowRight}{/Alt}')
    expect(spy.widths).toEqual({ amount: 110 })
  })

  it('shows how a column is computed from the keyboard', async () => {
    const { grid, user } = open(false)
    await goTo(user, grid, '{End}{Alt>}{ArrowDown}{/Alt}')
    expect(await screen.findByText('Two times the rate.')).toBeTruthy()
  })

  it('finds text, also in a folded group, and Esc returns to the table', async () => {
    const { grid, user } = open()
    await user.click(within(grid).getByRole('button', { name: 'Fold Network' }))
    grid.focus()
    await user.keyboard('{Control>}f{/Control}')
    await user.keyboard('drop{Enter}')
    expect(screen.getByText('1 of 1')).toBeTruthy()
    expect(activeText(grid)).toBe('Drop')
    await user.keyboard('{Escape}')
    expect(document.activeElement).toBe(chosenCell())
  })

  it('lets Ctrl+Z through to the application, but not from an open editor', async () => {
    const { grid, user } = open()
    const heard: string[] = []
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey) heard.push(event.key)
    }
    document.addEventListener('keydown', listen)
    await goTo(user, grid, '{ArrowDown}{ArrowRight}{Control>}z{/Control}')
    await user.keyboard('1{Control>}z{/Control}')
    document.removeEventListener('keydown', listen)
    expect(heard.filter((key) => key === 'z')).toEqual(['z'])
  })
})

describe('the bubble over a cell', () => {
  it('shows the whole of a number that its column cuts, and nothing of one that stands whole', () => {
    const { grid } = open()
    const cell = within(grid).getByText('99.81')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const width = (scrollWidth: number): void => void Object.defineProperties(cell, { scrollWidth: { configurable: true, value: scrollWidth }, clientWidth: { configurable: true, value: 100 } })
      width(100)
      rest(cell, { clientX: 40, clientY: 40 })
      expect(screen.queryByRole('tooltip')).toBeNull()
      fireEvent.pointerLeave(cell.closest('table') ?? cell)
      width(101)
      rest(cell, { clientX: 41, clientY: 40 })
      expect(screen.getByRole('tooltip').textContent).toBe('99.81')
    } finally {
      vi.useRealTimers()
    }
  })

  it('shows the former value to a mouse that rests, and goes at a key until the mouse moves again', async () => {
    const { grid, user } = open()
    await goTo(user, grid, '{ArrowDown}{ArrowRight}')
    await user.keyboard('101.5{Enter}')
    const edited = within(grid).getByText('101.50')
    // Not the page's frames: what begins them under a false clock would never end, for the files after this one too.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      rest(edited, { clientX: 40, clientY: 40 })
      expect(screen.getByRole('tooltip').textContent).toBe('Was 99.81')
      fireEvent.keyDown(grid, { key: 'ArrowDown' })
      expect(screen.queryByRole('tooltip')).toBeNull()
      // The page below a still mouse changes.
      rest(edited, { clientX: 40, clientY: 40 })
      expect(screen.queryByRole('tooltip')).toBeNull()
      rest(edited, { clientX: 41, clientY: 40 })
      expect(screen.getByRole('tooltip').textContent).toBe('Was 99.81')
    } finally {
      vi.useRealTimers()
    }
  })
})
