import { describe, expect, it } from 'vitest'

import { planAddAdjustment, planAddCustomer, planBillingEdits, planUsageEdits } from '../../src-shared/domain/billing/edit-billing.ts'
import { applyChanges } from '../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { rowChange, type EditPlan } from '../../src-shared/domain/model/edit.ts'
import { billingModel } from '../support/small-bills.ts'

function after(draft: Draft, plan: Pick<EditPlan, 'changes'>): Draft {
  const applied = applyChanges(draft, plan.changes)
  if (!applied.ok) throw new Error(applied.failure.map((each) => each.message).join())
  return applied.value
}

const draft = billingModel()
const type = (edits: Parameters<typeof planBillingEdits>[0]['edits'], at: Draft = draft): ReturnType<typeof planBillingEdits> => planBillingEdits({ draft: at, author: 'Ann', edits, label: 'Edit' })
function funding(at: Draft): readonly (string | undefined)[] {
  const row = at.customer.get('aaa')
  return [row?.stateFunding, row?.federalFunding, row?.otherFunding]
}
const cell = (field: string, text: string): { readonly table: 'customer'; readonly rowId: string; readonly field: string; readonly text: string } => ({ table: 'customer', rowId: 'aaa', field, text })

describe('what is typed into customers', () => {
  it('funding stays 100 %: the source that is not typed takes the rest', () => {
    expect(funding(after(draft, type([cell('stateFunding', '55 %')]).plan))).toEqual(['55', '40', '5'])
    expect(funding(after(draft, type([cell('otherFunding', '0')]).plan))).toEqual(['60', '40', '0'])
    expect(funding(after(draft, type([cell('stateFunding', '20'), cell('federalFunding', '30'), cell('otherFunding', '50')]).plan))).toEqual(['20', '30', '50'])
  })

  it('funding that cannot be 100 % is refused with the reason, and nothing is changed', () => {
    const typed = type([cell('stateFunding', '70')])
    expect(typed.plan.changes).toEqual([])
    expect(typed.refused.map((each) => each.issue.message)).toEqual(['State 70 % and federal 40 % of AAA are 110 % together, more than 100 %.'])
  })

  it('one bad cell is refused by itself', () => {
    const typed = type([cell('name', 'Department of Parks'), cell('lastContactOn', 'soon')])
    expect([after(draft, typed.plan).customer.get('aaa')?.name, typed.refused.map((each) => each.index)]).toEqual(['Department of Parks', [1]])
  })

  it('a new customer comes last', () => {
    const planned = planAddCustomer({ draft, newId: () => 'new', fields: { code: ' ddd ', name: 'Dams', customerClass: 'external' } })
    expect(planned.ok && after(draft, planned.value).customer.get('new')).toMatchObject({ code: 'ddd', position: 3, stateFunding: '100', provenance: 'own' })
  })

  it('a customer that is still in use is not taken away by itself, and nobody is told to retire it, which one cannot', () => {
    const removed = applyChanges(draft, [rowChange('customer', { before: draft.customer.get('aaa') ?? null, after: null })])
    expect(removed.ok ? [] : removed.failure.map((each) => `${each.message} ${each.remedy ?? ''}`)).toEqual(['The customer is still in use: 1 encumbrance, 1 credit or adjustment. Remove those first.'])
  })
})

describe('what is typed into encumbrances and the policy', () => {
  const E05 = 'FY2004/plan|aaa|E05'
  it('BILL-8: an amount makes the row, an emptied one takes it away, and a date needs an amount', () => {
    const made = after(draft, type([{ table: 'encumbrance', rowId: E05, field: 'amount', text: '$1,200' }, { table: 'encumbrance', rowId: E05, field: 'approvedOn', text: '7/15/2003' }]).plan)
    expect(made.encumbrance.get(E05)).toMatchObject({ customerId: 'aaa', objectCode: 'E05', amount: '1200', approvedOn: '2003-07-15' })
    expect(after(made, type([{ table: 'encumbrance', rowId: E05, field: 'amount', text: '' }], made).plan).encumbrance.has(E05)).toBe(false)
    expect(type([{ table: 'encumbrance', rowId: E05, field: 'approvedOn', text: '2003-07-15' }]).refused.map((each) => each.issue.message)).toEqual(['Nothing is encumbered here yet.'])
  })

  it.each([
    ['encumbrance', E05, 'amount'], ['billPolicy', 'FY2004/plan', 'minimumCharge'], ['billPolicy', 'FY2004/plan', 'issueThreshold'],
  ] as const)('a fraction of a cent typed into %s %s %s is refused, not rounded unseen', (table, rowId, field) => {
    const typed = type([{ table, rowId, field, text: '12,000.005' }])
    expect([typed.plan.changes, typed.refused.map((each) => `${each.issue.message} ${each.issue.remedy ?? ''}`)]).toEqual([[], ['12,000.005 has a fraction of a cent. Round it to the cent.']])
    expect(type([{ table, rowId, field, text: '12,000.0500' }]).refused).toEqual([])
  })

  it('BILL-7: a policy is that of the defaults until something is typed, and takes a rate by its code', () => {
    const changed = after(draft, type([{ table: 'billPolicy', rowId: 'FY2004/plan', field: 'issueThreshold', text: '50' }]).plan)
    expect(changed.billPolicy.get('FY2004/plan')).toMatchObject({ minimumCharge: '20', issueThreshold: '50' })
    expect(type([{ table: 'billPolicy', rowId: 'FY2004/plan', field: 'minimumRateId', text: 'nowhere' }]).refused).toHaveLength(1)
  })
})

describe('credits and adjustments', () => {
  const fields = { customerId: 'aaa', chargedOn: '2003-10-03', objectCode: 'E10', kind: 'credit', amount: '(12.50)', reason: 'Misread meter' } as const
  it('BILL-14: carry date, reason and author; a credit is below zero', () => {
    const planned = planAddAdjustment({ draft, author: 'Ann', newId: () => 'a1', fields })
    expect(planned.ok && after(draft, planned.value).billAdjustment.get('a1')).toMatchObject({ amount: '-12.5', chargedOn: '2003-10-03', reason: 'Misread meter', author: 'Ann' })
    for (const bad of [{ amount: '12.50' }, { amount: '(12.505)' }, { reason: ' ' }, { chargedOn: 'October' }, { chargedOn: '2011-10-03' }]) expect(planAddAdjustment({ draft, author: 'Ann', newId: () => 'a1', fields: { ...fields, ...bad } }).ok).toBe(false)
  })
})

function typed(text: string, hasBatchFigure: boolean, at: Draft = draft, month = '2003-10'): ReturnType<typeof planUsageEdits> {
  return planUsageEdits({ draft: at, author: 'Ann', customerId: 'aaa', edits: [{ rateId: 'cpu', month, text }], hasBatchFigure: () => hasBatchFigure, label: 'Usage' })
}

function entry(at: Draft): unknown {
  return at.usageEntry.get('2003-10|cpu|aaa')?.quantity
}

describe('what is typed into the grid of months', () => {
  it('a quantity is kept to the millionth, and a negative one is a credit', () => {
    expect(entry(after(draft, typed('1,234.567891', false).plan))).toBe('1234.567891')
    expect(entry(after(draft, typed('(3)', false).plan))).toBe('-3')
  })

  it('emptied, a month is missing: no row where no batch speaks, a row without a figure where one does', () => {
    const made = after(draft, typed('5', false).plan)
    expect(after(made, typed('', false, made).plan).usageEntry.size).toBe(0)
    expect([...after(made, typed('', true, made).plan).usageEntry.values()].map((each) => each.quantity)).toEqual([null])
  })

  it('a month of no year that has a schedule can be emptied, not filled', () => {
    const filled = typed('1', true, draft, '2009-12')
    expect([filled.plan.changes, filled.refused.map((each) => each.issue.message)]).toEqual([[], ["CPU: December 2009 lies outside of the model's fiscal years: its years run from July 2002 to June 2005."]])
    expect(typed('', true, draft, '2009-12').plan.changes).toHaveLength(1)
  })

  it('words and 10^13 units are refused with rate and month', () => {
    expect(typed('many', false).refused.map((each) => each.issue.message)).toEqual(['CPU, October 2003: "many" is not a number.'])
    expect(typed('10,000,000,000,000', false).plan.changes).toEqual([])
  })
})
