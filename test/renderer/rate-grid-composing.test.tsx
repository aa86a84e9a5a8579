import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { activeText, chosenCell, goTo, open } from '../support/rate-sheet.tsx'

/** An input method at work in a field. */
function compose(field: HTMLInputElement, text: string): void {
  fireEvent.compositionStart(field)
  fireEvent.input(field, { target: { value: text }, isComposing: true })
  fireEvent.compositionEnd(field, { data: text })
}

describe('an input method', () => {
  it('what is composed onto a chosen cell is typed into it, in the field that had the focus', async () => {
    const { grid, user, spy } = open()
    await goTo(user, grid, '{ArrowDown}{ArrowRight}')
    const field = chosenCell()
    fireEvent.keyDown(field, { key: 'Process', keyCode: 229 })
    compose(field, '101')
    expect(screen.getByRole('textbox', { name: 'FY2004, Rate, CPU Hour, prime' })).toBe(field)
    expect(document.activeElement).toBe(field)
    await user.keyboard('.5{Enter}')
    expect(spy.edits).toEqual([{ edits: [{ rowId: 'prime', columnId: 'amount', text: '101.5' }], manner: 'type' }])
    expect([chosenCell(), activeText(grid), field.value]).toEqual([field, '49.90', ''])

    // A composition that is given up changes nothing, and a press elsewhere takes what was composed.
    compose(field, '')
    await user.keyboard('{Enter}')
    expect(spy.edits).toHaveLength(1)
    await user.keyboard('{ArrowUp}')
    compose(field, '50')
    fireEvent.pointerDown(within(grid).getByText('209.68'))
    expect(spy.edits[1]?.edits).toEqual([{ rowId: 'other', columnId: 'amount', text: '50' }])
    expect(activeText(grid)).toBe('209.68')
  })

  it('what is composed onto a computed cell, a heading or a column header is not kept', async () => {
    const { grid, user, spy } = open()
    await goTo(user, grid, '{ArrowDown}{ArrowRight}{ArrowRight}')
    compose(chosenCell(), '7')
    expect(screen.getAllByText('Twice is computed.').length).toBeGreaterThan(0)
    await user.keyboard('{ArrowUp}')
    compose(chosenCell(), '7')
    await user.keyboard('{ArrowUp}')
    compose(chosenCell(), '7')
    expect([chosenCell().value, spy.edits]).toEqual(['', []])
  })

  it('takes text that no key brings, as from dictation', async () => {
    const { grid, user, spy } = open()
    await goTo(user, grid, '{ArrowDown}{ArrowRight}')
    fireEvent.input(chosenCell(), { target: { value: '12' } })
    await user.keyboard('{Enter}')
    expect(spy.edits[0]?.edits).toEqual([{ rowId: 'prime', columnId: 'amount', text: '12' }])
  })
})
