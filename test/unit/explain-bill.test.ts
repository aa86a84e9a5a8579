import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { explainBill, explainBillLine } from '../../src-shared/domain/billing/explain-bill.ts'
import { statementOf } from '../../src-shared/domain/billing/statement.ts'
import { Decimal } from '../../src-shared/domain/decimal.ts'
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { evaluateExplanation } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import { billingModel, billsOf, SMALL_USAGE, usageOf, type Used } from '../support/small-bills.ts'
import { FY2004, FY2005 } from '../support/small-model.ts'

const draft = billingModel()
const originOf = (): Explanation['origin'] => ({ table: 'usageBatch', id: 'batch', source: 'usage.csv' })

function everyNode(node: Explanation): readonly Explanation[] {
  return [node, ...node.inputs.flatMap(everyNode)]
}

describe('an explained bill', () => {
  test('every amount leads down to quantities, prices, minimum and credits', () => {
    const bills = billsOf(draft)
    const bill = explainBill({ draft, bills, customerId: 'ccc', month: null, originOf })
    expect(bill?.inputs.map(({ label, value }) => [label, value])).toEqual([['tape', '12.34'], ['Minimum of E10, July 2003', '7.7'], ['Minimum of E10, October 2003', '19.96']])
    const line = explainBillLine({ draft, bills, customerId: 'aaa', month: bills.months[0] ?? null, rateId: 'meter', originOf })
    expect(line?.inputs.map(({ label, text, origin }) => [label, text, origin?.table])).toEqual([['meter, July 2003: quantity', '200', 'usageBatch'], ['Percentage on Meter', 'Meter + 16.8 %', 'price']])
  })

  test('there is none for what is not there', () => {
    expect(explainBill({ draft, bills: billsOf(draft), customerId: 'zzz', month: null, originOf })).toBeUndefined()
    expect(explainBillLine({ draft, bills: billsOf(draft), customerId: 'ccc', month: null, rateId: 'cpu', originOf })).toBeUndefined()
  })

  test('each node, re-evaluated from its inputs, gives its value exactly, and the bill is the statement', () => {
    const used: fc.Arbitrary<readonly Used[]> = fc.uniqueArray(
      fc.tuple(fc.constantFrom('aaa', 'bbb', 'ccc'), fc.constantFrom('cpu', 'tape', 'meter', 'consultant', 'hub', 'drop', 'mailing', 'unpriced'), fc.integer({ min: 0, max: 11 }), fc.bigInt({ min: -(10n ** 9n), max: 10n ** 11n }).map((micro) => new Decimal(micro.toString()).div(1_000_000).toFixed())),
      { maxLength: 30, selector: ([customer, rate, at]) => `${customer}|${rate}|${at}` },
    )
    fc.assert(fc.property(used, fc.constantFrom(FY2004, FY2005), (random, version) => {
      for (const usage of [usageOf(SMALL_USAGE), usageOf(random)]) {
        const bills = billsOf(draft, { usage, version })
        for (const { id } of bills.customers) {
          for (const month of [null, ...bills.months]) {
            const bill = explainBill({ draft, bills, customerId: id, month, originOf })
            expect(bill?.value).toBe(statementOf({ draft, bills, customerId: id, month })?.total)
            for (const node of bill === undefined ? [] : everyNode(bill)) expect(evaluateExplanation(node)?.toFixed()).toBe(node.value === null ? undefined : new Decimal(node.value).toFixed())
          }
        }
      }
    }), { numRuns: 25 })
  })
})
