import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'

import { BulkChangeDialog } from '../../src-renderer/features/rates/BulkChangeDialog.tsx'
import type { EditPlan } from '../../src-shared/domain/model/edit.ts'
import { applyChanges } from '../../src-shared/domain/model/apply-edit.ts'
import type { PriceCell } from '../../src-shared/domain/rates/price-wish.ts'
import { priceKey, resolvePrices } from '../../src-shared/domain/rates/resolve-prices.ts'
import type { Version } from '../../src-shared/domain/version.ts'
import { onStage } from '../support/renderer.tsx'
import { countingIds, FY2004, FY2005, smallModel } from '../support/small-model.ts'

const draft = smallModel()

function cells(...rateIds: readonly string[]): readonly PriceCell[] {
  return rateIds.map((rateId) => ({ rateId, customerClass: 'state' }))
}

function open(version: Version, selected: readonly PriceCell[]) {
  const applied: { plan: EditPlan; scenarioId: string | null }[] = []
  let closed = 0
  onStage(draft, <BulkChangeDialog open draft={draft} version={version} cells={selected} newId={countingIds()} author="Ann" onApply={(plan, scenarioId) => applied.push({ plan, scenarioId })} onClose={() => (closed += 1)} />)
  return { applied, user: userEvent.setup(), closedTimes: () => closed }
}

function previewRows(): readonly string[][] {
  return within(screen.getByRole('table', { name: 'Before and after' })).getAllByRole('row').slice(1).map((row) => [...row.children].map((cell) => cell.textContent.trim()))
}

function amountAfter(plan: EditPlan, version: Version, rateId: string): string | null | undefined {
  const next = applyChanges(draft, plan.changes)
  if (!next.ok) throw new Error(JSON.stringify(next.failure))
  return resolvePrices(next.value, version).get(priceKey(rateId, 'state'))?.amount
}

describe('a uniform change of selected rates', () => {
  it('NUM-3: shows before and after at each rate’s own places while it is typed; Enter applies', async () => {
    const { applied, user, closedTimes } = open(FY2005, cells('cpu', 'tape', 'consultant', 'cpu'))
    expect(screen.getByRole('dialog', { name: 'Change 3 prices' })).toBeTruthy()
    await user.type(screen.getByRole('textbox', { name: 'Per cent' }), '3')
    expect(previewRows()).toEqual([['cpu', '100.00', '103.00', '+3.00'], ['tape', '0.0367', '0.0378', '+0.0011']])
    expect(screen.getByText('1 price stays as it is')).toBeTruthy()
    expect(screen.getByText('Contract rate (1)')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Apply +3 % on 2 rates' })).toBeTruthy()
    await user.keyboard('{Enter}')
    expect([applied.length, closedTimes()]).toEqual([1, 1])
    expect([applied[0]?.plan.label, applied[0]?.scenarioId, applied[0] && amountAfter(applied[0].plan, FY2005, 'cpu')]).toEqual(['+3 % on 2 rates', null, '103'])
  })

  it('an amount with a dollar sign chooses the change by amount; a minus lowers', async () => {
    const { applied, user } = open(FY2005, cells('cpu', 'drop'))
    await user.type(screen.getByRole('textbox', { name: 'Per cent' }), '-$0.25')
    expect(screen.getByRole('radio', { name: 'By amount', checked: true })).toBeTruthy()
    expect(previewRows()).toEqual([['cpu', '100.00', '99.75', '−0.25'], ['drop', '210.00', '209.75', '−0.25']])
    await user.click(screen.getByRole('button', { name: 'Apply -$0.25 on 2 rates' }))
    expect(applied[0] && amountAfter(applied[0].plan, FY2005, 'drop')).toBe('209.75')
  })

  it('VER-2: a published year stays; the change goes into a scenario that is made with it', async () => {
    const { applied, user } = open(FY2004, cells('cpu'))
    expect(screen.getByRole('dialog').textContent).toContain('FY2004 is published and stays as it is: the change goes into a new scenario, “What-if 1”.')
    await user.type(screen.getByRole('textbox', { name: 'Per cent' }), '10{Enter}')
    expect(applied).toHaveLength(1)
    const [{ plan, scenarioId } = { plan: null, scenarioId: null }] = applied
    if (plan === null) throw new Error('Not applied')
    expect([amountAfter(plan, FY2004, 'cpu'), amountAfter(plan, { ...FY2004, scenarioId }, 'cpu')]).toEqual(['98.5', '108.35'])
  })

  it('what is no number, and what changes nothing, cannot be applied', async () => {
    const { applied, user } = open(FY2005, cells('tape', 'consultant'))
    const field = screen.getByRole('textbox', { name: 'Per cent' })
    await user.type(field, 'much{Enter}')
    expect(screen.getByText(/"much" is not a number/)).toBeTruthy()
    expect(applied).toEqual([])
    await user.clear(field)
    await user.type(field, '0.0001')
    expect(screen.getByText('No selected rate changes.')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Apply' }).hasAttribute('disabled')).toBe(true)
    await user.keyboard('{Enter}')
    expect(applied).toEqual([])
  })
})
