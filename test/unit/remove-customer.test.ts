import { describe, expect, it } from 'vitest'

import { planRemoveCustomer } from '../../src-shared/domain/billing/remove-customer.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { applyChanges } from '../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges, type RowChange } from '../../src-shared/domain/model/edit.ts'
import { adjustmentRow, billingModel, billingRows } from '../support/small-bills.ts'

function after(draft: Draft, changes: readonly RowChange[]): Draft {
  const applied = applyChanges(draft, changes)
  if (!applied.ok) throw new Error(applied.failure.map((each) => each.message).join())
  return applied.value
}

function why(draft: Draft, customerId: string, usedIn: readonly number[] = []): readonly string[] {
  const planned = planRemoveCustomer({ draft, customerId, usedIn: usedIn.map(fiscalYear) })
  return planned.ok ? [] : planned.failure.map((each) => each.message)
}

describe('taking a customer away', () => {
  const draft = billingModel()
  it('takes its encumbrances along in one edit, and undo brings all of it back', () => {
    const planned = planRemoveCustomer({ draft, customerId: 'ccc', usedIn: [] })
    if (!planned.ok) throw new Error('Not planned')
    expect([planned.value.label, planned.value.along]).toEqual(['Remove CCC with 1 encumbrance', ['1 encumbrance']])
    const gone = after(draft, planned.value.changes)
    expect([gone.customer.has('ccc'), gone.encumbrance.size]).toEqual([false, draft.encumbrance.size - 1])
    expect(after(gone, inverseChanges(planned.value.changes))).toEqual(draft)
  })

  it('is refused with what it was billed: credits, and usage, be it typed or imported', () => {
    expect(why(draft, 'aaa')).toEqual(['AAA is still in use: 1 credit or adjustment.'])
    expect(why(draft, 'ccc', [2003, 2004])).toEqual(['CCC is still in use: imported usage of FY2003, FY2004.'])
    expect(why(draftFromRows({ ...billingRows(), billAdjustment: [adjustmentRow('c', 'ccc', '2003-08-20', '-1')] }), 'ccc', [2003])).toEqual(['CCC is still in use: imported usage of FY2003, 1 credit or adjustment.'])
    expect(why(draft, 'nobody')).toEqual(['The customer is not there any more.'])
  })
})
