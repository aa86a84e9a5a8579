import { describe, expect, test } from 'vitest'

import { planRevenueFromBills, revenueOfBills } from '../../src-shared/domain/billing/revenue-from-bills.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { revenueId, type Revenue } from '../../src-shared/domain/model/cost-tables.ts'
import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import { versionKey } from '../../src-shared/domain/version.ts'
import { billingModel, billingRows, billsOf, usageOf } from '../support/small-bills.ts'
import { figure } from '../support/small-costs.ts'
import { usdPerUnit } from '../support/small-model.ts'

function revenueRow(fundId: string, billed: string): Revenue {
  const key = { version: versionKey({ fiscalYear: fiscalYear(2004), basis: 'actual', scenarioId: null }), serviceId: 'cabling', fundId }
  return { ...key, id: revenueId(key), billed: figure<'USD'>(billed), imputed: figure<'USD'>('0'), federallyFunded: figure<'USD'>('0'), source: '' }
}

describe('revenue from bills', () => {
  const draft = billingModel()

  test('RECOV-1, RECOV-5: billed by service, with its federally funded part', () => {
    // Cabling: 3 drops of bbb at 278.87; 40 % of it federal.
    expect(revenueOfBills(billsOf(draft)).find((each) => each.serviceId === 'cabling')).toEqual({ serviceId: 'cabling', billed: 83661n, imputed: 0n, federallyFunded: 33464n })
  })

  test('it is one edit of actual revenue; the same again changes nothing', () => {
    const bills = billsOf(draft)
    const plan = planRevenueFromBills(draft, bills)
    if (!plan.ok) throw new Error('refused')
    const applied = applyPlan(draft, plan.value)
    if (!applied.ok) throw new Error('not applied')
    expect([...applied.value.revenue.values()].map(({ id, billed, source }) => [id, billed, source])).toEqual([
      ['FY2004/actual|mainframe|', '3476.67', 'Bills of FY2004 at the rates of FY2004, 5 months'], ['FY2004/actual|cabling|', '836.61', 'Bills of FY2004 at the rates of FY2004, 5 months'],
    ])
    expect(planRevenueFromBills(applied.value, bills)).toMatchObject({ ok: false, failure: [{ code: 'nothing-to-change' }] })
  })

  test('RECOV-1, NUM-5: where a year stands in several funds, what the bills say keeps to the proportion in which it stood, and is counted once', () => {
    const funds = ['isf', 'post'].map((id, position) => ({ id, code: id, name: id, note: '', position }))
    const two = draftFromRows({ ...billingRows(), internalServiceFund: funds, revenue: [revenueRow('isf', '200'), revenueRow('post', '100')] })
    const plan = planRevenueFromBills(two, billsOf(two))
    if (!plan.ok) throw new Error('refused')
    const applied = applyPlan(two, plan.value)
    if (!applied.ok) throw new Error('not applied')
    expect([...applied.value.revenue.values()].filter((each) => each.serviceId === 'cabling').map(({ fundId, billed, federallyFunded }) => [fundId, billed, federallyFunded])).toEqual([['isf', '557.74', '223.09'], ['post', '278.87', '111.55']])
  })

  test('RECOV-2: what is not billed is imputed at the unrounded rate', () => {
    const rows = billingRows()
    const free = draftFromRows({ ...rows, price: rows.price.map((each) => (each.id === 'FY2004/plan#1|hub|state' ? { ...each, kind: 'not-billed', amount: null, basisText: '', derivedAmount: usdPerUnit('101.115') } : each)) })
    const bills = billsOf(free, { usage: usageOf([['aaa', 'hub', 0, '3']]) })
    expect(revenueOfBills(bills)).toEqual([{ serviceId: 'cabling', billed: 0n, imputed: 30335n, federallyFunded: 0n }])
  })
})
