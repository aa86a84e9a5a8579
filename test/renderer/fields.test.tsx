import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'

import { pressed } from '../../src-renderer/state/use-shortcuts.ts'
import { ChangeText } from '../../src-renderer/components/ChangeText.tsx'
import { DecimalInput } from '../../src-renderer/components/DecimalInput.tsx'
import { MoneyText } from '../../src-renderer/components/MoneyText.tsx'
import { usdPerUnit } from '../support/small-model.ts'

function show(element: React.ReactNode): void {
  render(<MantineProvider env="test">{element}</MantineProvider>)
}

describe('a decimal field', () => {
  it('NUM-1: hands on exactly what was typed, and keeps the old value when it is no number', async () => {
    const onCommit = vi.fn<(value: unknown) => void>()
    show(<DecimalInput<'USD/unit'> label="Rate" value={usdPerUnit('99.81')} places={2} onCommit={onCommit} />)
    const user = userEvent.setup()
    const field = screen.getByRole('textbox', { name: 'Rate' })
    await user.clear(field)
    await user.type(field, '$1,234.50{Enter}')
    expect(onCommit.mock.calls).toEqual([['1234.5']])
    await user.clear(field)
    await user.type(field, '1e400{Enter}')
    expect(onCommit).toHaveBeenCalledTimes(1)
    expect(screen.getByText(/"1e400" is not a number/)).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(field).toHaveProperty('value', '99.81')
  })
})

describe('figures as text', () => {
  it('a change has its sign and an arrow beside its colour', () => {
    show(<ChangeText value={usdPerUnit('-0.49')} places={2} unit=" %" />)
    expect(document.body.textContent).toContain('▼ −0.49 %')
  })

  it('a negative amount stands in parentheses, with a minus for screen readers', () => {
    show(<MoneyText value={usdPerUnit('-1234.5')} places={2} />)
    expect(document.body.textContent).toContain('minus 1,234.50(1,234.50)')
  })
})

function named(init: KeyboardEventInit): string {
  return pressed(new KeyboardEvent('keydown', init))
}

describe('keys', () => {
  it('are named alike on every system', () => {
    expect([named({ key: 'k', ctrlKey: true }), named({ key: 'Z', metaKey: true, shiftKey: true }), named({ key: '?', shiftKey: true }), named({ key: 'F1' })]).toEqual(['Mod+K', 'Mod+Shift+Z', '?', 'F1'])
  })
})
