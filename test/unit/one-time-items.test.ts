import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { billMatrixOf } from '../../src-shared/domain/billing/bill-matrix-view.ts'
import type { BillingYear } from '../../src-shared/domain/billing/billing-year.ts'
import { planAddOneTimeItem } from '../../src-shared/domain/billing/edit-billing.ts'
import { explainBill, explainBillLine } from '../../src-shared/domain/billing/explain-bill.ts'
import { explainImpact, IMPACT_FIGURES } from '../../src-shared/domain/billing/explain-impact.ts'
import { impactOf, impactRows } from '../../src-shared/domain/billing/impact.ts'
import { revenueOfBills } from '../../src-shared/domain/billing/revenue-from-bills.ts'
import { statementOf } from '../../src-shared/domain/billing/statement.ts'
import { Decimal } from '../../src-shared/domain/decimal.ts'
import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import type { OneTimeItem } from '../../src-shared/domain/model/billing-tables.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import { month } from '../../src-shared/domain/month.ts'
import { wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import { statementReport } from '../../src-shared/domain/reports/billing/statement-report.ts'
import type { UsageOfYear } from '../../src-shared/domain/usage/effective-usage.ts'
import { billingModel, billsOf, encumbranceRow, usageOf, type Used } from '../support/small-bills.ts'
import { figure } from '../support/small-costs.ts'
import { FY2005 } from '../support/small-model.ts'
import { expectSound, REPORT_CONTEXT } from '../support/sound-report.ts'

type Given = readonly [customerId: string, rateId: string, chargedOn: string, quantity: string]

function withItems(items: readonly Given[]): Draft {
  const rows = items.map(([customerId, rateId, chargedOn, quantity], index): OneTimeItem => ({ id: `item-${index}`, customerId, rateId, chargedOn: isoDate(chargedOn), quantity: figure<'units'>(quantity), reason: `Item ${index}`, author: 'Ann', source: '' }))
  return { ...billingModel(), oneTimeItem: new Map(rows.map((row) => [row.id, row])) }
}

function linesOf(draft: Draft, usage: UsageOfYear): readonly unknown[] {
  return statementOf({ draft, bills: billsOf(draft, { usage }), customerId: 'ccc', month: month('2003-07') })?.groups[0]?.lines.map(({ title, quantity, amount }) => [title, quantity, amount]) ?? []
}

/** The third customer's bill, all minimum adjustments, and the billed revenue, in cents. */
function billed(bills: BillingYear): readonly bigint[] {
  return [bills.book.bills[2] ?? 0n, bills.book.minimumAdjustments.reduce((sum, each) => sum + each, 0n), revenueOfBills(bills).reduce((sum, each) => sum + each.billed, 0n)]
}

const ORIGIN = () => null

describe('BILL-1: one-time items are a line each', () => {
  test('each is priced and rounded by itself, beside the month\'s usage of its rate', () => {
    // 14 x 0.0367 = 0.5138 is 0.51 each; 28 at once would be 1.03.
    const draft = withItems([['ccc', 'tape', '2003-07-20', '14'], ['ccc', 'tape', '2003-07-04', '14']])
    expect(linesOf(draft, usageOf([['ccc', 'tape', 0, '28']]))).toEqual([['tape', '28', '1.03'], ['tape: Item 1, 2003-07-04', '14', '0.51'], ['tape: Item 0, 2003-07-20', '14', '0.51']])
    expect(linesOf(draft, usageOf([['aaa', 'cpu', 0, '1']]))).toEqual([['tape: Item 1, 2003-07-04', '14', '0.51'], ['tape: Item 0, 2003-07-20', '14', '0.51']])
  })

  test('it counts in the bill, towards the minimum, and in the revenue of its service', () => {
    const usage = usageOf([['ccc', 'tape', 0, '28']])
    expect([withItems([]), withItems([['ccc', 'cpu', '2003-07-20', '2']])].map((draft) => billed(billsOf(draft, { usage })))).toEqual([[2000n, 1897n, 103n], [20065n, 0n, 20065n]])
  })

  test('its line, and the usage beside it, explain themselves apart', () => {
    const draft = withItems([['ccc', 'tape', '2003-07-20', '14']])
    const asked = { draft, bills: billsOf(draft, { usage: usageOf([['ccc', 'tape', 0, '28']]) }), customerId: 'ccc', month: month('2003-07'), originOf: ORIGIN, rateId: 'tape' }
    expect([undefined, null, 'item-0'].map((itemId) => explainBillLine({ ...asked, ...(itemId === undefined ? {} : { itemId }) })?.value)).toEqual(['1.54', '1.03', '0.51'])
    expect(explainBillLine({ ...asked, itemId: 'item-0' })?.inputs[0]?.origin).toEqual({ table: 'oneTimeItem', id: 'item-0', source: 'Ann' })
  })

  test('an item needs a day, a quantity and its words', () => {
    const draft = withItems([])
    const fields = { customerId: 'aaa', rateId: 'cpu', chargedOn: '2003-10-03', quantity: '3', reason: 'Conversion' }
    const planned = planAddOneTimeItem({ draft, author: 'Ann', newId: () => 'one', fields })
    const applied = planned.ok ? applyPlan(draft, planned.value) : null
    expect(applied?.ok === true && applied.value.oneTimeItem.get('one')).toMatchObject({ rateId: 'cpu', chargedOn: '2003-10-03', quantity: '3', reason: 'Conversion', author: 'Ann' })
    for (const bad of [{ quantity: 'many' }, { quantity: '1.0000005' }, { reason: ' ' }, { chargedOn: 'October' }]) expect(planAddOneTimeItem({ draft, author: 'Ann', newId: () => 'one', fields: { ...fields, ...bad } }).ok).toBe(false)
  })

  const quantity = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 11n }).map((micro) => new Decimal(micro.toString()).div(1_000_000).toFixed())
  const used: fc.Arbitrary<readonly Used[]> = fc.uniqueArray(fc.tuple(fc.constantFrom('aaa', 'bbb', 'ccc'), fc.constantFrom('cpu', 'tape', 'meter', 'drop'), fc.integer({ min: 0, max: 11 }), quantity), { maxLength: 20, selector: ([customer, rate, at]) => `${customer}|${rate}|${at}` })
  const given: fc.Arbitrary<readonly Given[]> = fc.array(fc.tuple(fc.constantFrom('aaa', 'bbb', 'ccc'), fc.constantFrom('cpu', 'tape', 'meter', 'drop', 'unpriced'), fc.constantFrom('2003-07-20', '2003-07-04', '2004-01-15', '2004-06-30', '2004-07-01'), quantity), { maxLength: 12 })

  test('the bill is the bill without items and each item rounded; statements are the matrix; impact and explanations stay exact', () => {
    fc.assert(fc.property(used, given, (usageRows, items) => {
      const usage = usageOf(usageRows)
      const draft = withItems(items)
      const bills = billsOf(draft, { usage })
      const plain = billsOf(withItems([]), { usage: usageOf(usageRows) })
      for (const [at, { id }] of bills.customers.entries()) {
        const statement = statementOf({ draft, bills, customerId: id, month: null })
        const ofItems = (statement?.groups ?? []).flatMap(({ lines }) => lines.filter(({ itemId }) => itemId !== null))
        expect(ofItems.length).toBe(items.filter(([customerId, , day]) => customerId === id && day !== '2004-07-01').length)
        const sum = ofItems.reduce((total, { amount }) => total.plus(amount ?? '0'), new Decimal(0))
        expect(new Decimal((bills.book.lineTotals[at] ?? 0n).toString()).minus((plain.book.lineTotals[at] ?? 0n).toString()).div(100).toFixed()).toBe(sum.toFixed())
        const bill = explainBill({ draft, bills, customerId: id, month: null, originOf: ORIGIN })
        expect([bill?.value, bill === undefined ? null : wrongExplanations(bill)]).toEqual([statement?.total, []])
      }
      const all = bills.customers.reduce((total, { id }) => total.plus(statementOf({ draft, bills, customerId: id, month: null })?.total ?? '0'), new Decimal(0))
      expect(billMatrixOf(bills, 'service').totals.total).toBe(all.isZero() ? '0' : all.toFixed())
      const impact = impactOf({ draft, before: bills, after: billsOf(draft, { usage, version: FY2005 }) })
      if (!impact.ok) throw new Error('refused')
      for (const row of impactRows(impact.value)) {
        for (const figureOf of IMPACT_FIGURES) {
          const node = explainImpact({ draft, impact: impact.value, originOf: () => ORIGIN }, { customerId: row.customerId, among: null, rateId: null, part: null, figure: figureOf })
          expect(node === undefined ? null : wrongExplanations(node)).toEqual([])
        }
      }
      for (const of of [null, month('2003-07')]) {
        const report = statementReport({ draft, bills, customerId: 'aaa', month: of, context: REPORT_CONTEXT })
        if (report !== undefined) expectSound(report)
      }
    }), { numRuns: 25 })
  })
})

test('BILL-8, BILL-14: a projected year repeats its months and counts credits and one-time items once; so does the month in which an encumbrance runs out', () => {
  const encumbrance = encumbranceRow('aaa', '11700', '2003-07-01')
  const draft = { ...withItems([['aaa', 'cpu', '2003-09-20', '5']]), encumbrance: new Map([[encumbrance.id, encumbrance]]) }
  const bills = billsOf(draft, { usage: usageOf(Array.from({ length: 6 }, (_, at): Used => ['aaa', 'cpu', at, '10'])) })
  const half = statementOf({ draft, bills, customerId: 'aaa', month: null })
  // Six months of 998.10, a credit of 50.00 and an item of 499.05; then six months more.
  expect([half?.total, half?.projectedYear]).toEqual(['6437.65', '12426.25'])
  // Five months more come to 11,428.15; the sixth goes beyond 11,700.00. With the dated lines in the mean, the fifth would.
  expect(half?.groups[0]?.account.encumbrance?.runsOut).toEqual({ month: '2004-06', how: 'projected' })
})
