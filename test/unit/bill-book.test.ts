import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { billBook, billMatrix, billSlot, plainPlan, unpricedLines, withRates, type BillBook } from '../../src-shared/domain/billing/bill-book.ts'
import { minimumAdjustments } from '../../src-shared/domain/billing/minimum-charges.ts'
import { onePrice, ratePrices } from '../../src-shared/domain/billing/rate-prices.ts'
import { MONTHS } from '../../src-shared/domain/billing/usage-columns.ts'
import { amountByDecimals, anyPlan, anyPriceList, anyPrices, anyUsage, expectOk, linesOfRate, RATES, usageOf } from '../support/usage-cases.ts'
import { usdPerUnit } from '../support/small-model.ts'

const UNIT = 1_000_000n
const anyEdits = fc.array(fc.array(fc.record({ rate: fc.nat({ max: RATES - 1 }), prices: anyPrices }), { maxLength: 3 }), { maxLength: 6 })

/** Bills the slow way: every line in decimals, every month and billing group on its own. */
function billsByDecimals({ usage, prices, plan }: Pick<BillBook, 'usage' | 'prices' | 'plan'>): readonly bigint[] {
  const groups = plan.minimums.length
  const lines = prices.flatMap((_, rate) => linesOfRate(usage, rate).map((line) => ({
    slot: billSlot({ customer: usage.customer[line] ?? 0, month: usage.month[line] ?? 0, billingGroup: plan.billingGroup[rate] ?? 0 }, groups), amount: amountByDecimals({ usage, prices }, { rate, line }),
  })))
  return Array.from({ length: usage.customerCount }, (_, customer) => Array.from({ length: MONTHS * groups }, (_, at) => customer * MONTHS * groups + at).reduce((bill, slot) => {
    const amounts = lines.filter((line) => line.slot === slot).map(({ amount }) => amount)
    const charged = amounts.filter((amount) => amount > 0n).reduce((sum, amount) => sum + amount, 0n)
    const minimum = plan.minimums[slot % groups] ?? 0n
    return bill + amounts.reduce((sum, amount) => sum + amount, 0n) + (charged > 0n && charged < minimum ? minimum - charged : 0n) + (plan.adjustments[slot] ?? 0n)
  }, 0n))
}

describe('bills', () => {
  test('BILL-1, BILL-7: a bill is the sum of its rounded lines, minimum adjustments and adjustments, as in decimal.js', () => {
    fc.assert(fc.property(anyUsage, anyPriceList, anyPlan, (usage, prices, plan) => {
        const book = billBook({ usage, prices, plan })
        fc.pre(book.ok)
        expect([...expectOk(book).bills]).toEqual(billsByDecimals({ usage, prices, plan }))
      }), { numRuns: 300 })
  })

  test('after any sequence of edits a book equals the one priced from nothing, and the books before it are as they were', () => {
    fc.assert(fc.property(anyUsage, anyPriceList, anyPlan, anyEdits, (usage, prices, plan, batches) => {
        const first = billBook({ usage, prices, plan })
        fc.pre(first.ok)
        const kept = structuredClone(expectOk(first))
        let book = expectOk(first)
        for (const edits of batches) {
          const next = withRates(book, edits)
          if (next.ok) book = next.value
        }
        const fromNothing = expectOk(billBook({ usage, prices: book.prices, plan }))
        // Bounds of magnitude are the same only as far as they are exact; everything that is shown is equal.
        expect(book).toEqual({ ...fromNothing, columns: book.columns })
        expect(book.columns.map(({ amounts, byCustomer }) => ({ amounts, byCustomer }))).toEqual(fromNothing.columns.map(({ amounts, byCustomer }) => ({ amounts, byCustomer })))
        expect(expectOk(first)).toEqual(kept)
      }), { numRuns: 300 })
  })

  test('the matrix of customers and groups adds up to the lines of each customer', () => {
    fc.assert(fc.property(anyUsage, anyPriceList, (usage, prices) => {
        const book = billBook({ usage, prices, plan: plainPlan(usage) })
        fc.pre(book.ok)
        const matrix = billMatrix(expectOk(book), { groupOfRate: Int32Array.of(0, 1, 1, 2), groupCount: 3 })
        expect(Array.from({ length: usage.customerCount }, (_, customer) => matrix.subarray(customer * 3, customer * 3 + 3).reduce((sum, cell) => sum + cell, 0n))).toEqual([...expectOk(book).lineTotals])
      }))
  })

  test('BILL-7: 12.30 gets 7.70; nothing, 20.00 and more get nothing; a minimum of zero asks nothing', () => {
    expect(minimumAdjustments(BigInt64Array.of(1230n, 0n, 2000n, 1999n, 1n), BigInt64Array.of(2000n))).toEqual(BigInt64Array.of(770n, 0n, 0n, 1n, 1999n))
    expect(minimumAdjustments(BigInt64Array.of(1230n, 1230n), BigInt64Array.of(2000n, 0n))).toEqual(BigInt64Array.of(770n, 0n))
  })

  test('BILL-7: neither credits nor adjustments count towards the minimum, and each billing group has its own', () => {
    const usage = usageOf([
      { customer: 0, rate: 0, month: 2, quantity: UNIT }, { customer: 0, rate: 1, month: 2, quantity: -5n * UNIT }, { customer: 0, rate: 2, month: 2, quantity: 30n * UNIT }, { customer: 0, rate: 1, month: 3, quantity: -UNIT },
    ], { customers: 1, rates: 3 })
    const adjustments = new BigInt64Array(MONTHS * 2)
    adjustments[billSlot({ customer: 0, month: 2, billingGroup: 0 }, 2)] = -400n
    const book = expectOk(billBook({ usage, prices: [onePrice(usdPerUnit('12.3')), onePrice(usdPerUnit('1')), onePrice(usdPerUnit('0.5'))], plan: { billingGroup: Uint8Array.of(0, 0, 1), minimums: BigInt64Array.of(2000n, 2000n), adjustments } }))
    expect([...book.minimumAdjustments].flatMap((amount, slot) => (amount === 0n ? [] : [{ slot, amount }]))).toEqual([{ slot: 4, amount: 770n }, { slot: 5, amount: 500n }])
    expect([...book.bills]).toEqual([1230n - 500n + 1500n - 100n + 770n + 500n - 400n])
  })

  test('a line without a price is named, and has no amount', () => {
    const usage = usageOf([{ customer: 0, rate: 0, month: 2, quantity: UNIT }, { customer: 1, rate: 0, month: 2, quantity: UNIT }], { customers: 2, rates: 1, classes: [0, 2] })
    const book = expectOk(billBook({ usage, prices: [ratePrices({ state: usdPerUnit('3'), 'non-state': usdPerUnit('3'), external: null })], plan: plainPlan(usage) }))
    expect({ unpriced: unpricedLines(book), bills: [...book.bills] }).toEqual({ unpriced: [{ rate: 0, customer: 1, month: 2, quantity: UNIT }], bills: [300n, 0n] })
  })

  test('an edit that leads beyond all bounds is refused', () => {
    const usage = usageOf([{ customer: 0, rate: 0, month: 0, quantity: 10n ** 18n }], { customers: 1, rates: 1 })
    const book = expectOk(billBook({ usage, prices: [onePrice(usdPerUnit('1'))], plan: plainPlan(usage) }))
    expect(withRates(book, [{ rate: 0, prices: onePrice(usdPerUnit('1001')) }])).toEqual({ ok: false, failure: { code: 'line-out-of-range', rate: 0, customer: 0, month: 0 } })
  })
})
