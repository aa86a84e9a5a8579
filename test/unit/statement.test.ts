import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { billMatrixOf } from '../../src-shared/domain/billing/bill-matrix-view.ts'
import { billingYear } from '../../src-shared/domain/billing/billing-year.ts'
import { heldReasons } from '../../src-shared/domain/billing/held-reason.ts'
import { lineFactors, type FactorsOf } from '../../src-shared/domain/billing/line-factors.ts'
import { statementOf } from '../../src-shared/domain/billing/statement.ts'
import { Decimal, decimal } from '../../src-shared/domain/decimal.ts'
import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { month } from '../../src-shared/domain/month.ts'
import { billingModel, billingRows, billsOf, encumbranceRow, usageOf, type Used } from '../support/small-bills.ts'
import { FY2004, FY2005, usdPerUnit } from '../support/small-model.ts'

const draft = billingModel()
const bills = billsOf(draft)

function statement(customerId: string, of: string | null = null) {
  const found = statementOf({ draft, bills, customerId, month: of === null ? null : month(of) })
  if (found === undefined) throw new Error('no statement')
  return found
}

/** CPU hours were rated from raw usage but for August. */
const factorsOf: FactorsOf = ({ rateId, month: of }) => (rateId === 'cpu' && of !== '2003-08' ? new Set([of === '2003-07' ? '2.3107 x 1.00' : '7.434 x 1.12']) : null)

function factorsShown(customerId: string, of: string | null) {
  return statementOf({ draft, bills, customerId, month: of === null ? null : month(of), factorsOf })?.groups[0]?.lines.map(({ code, factors }) => [code, factors])
}

describe('a statement', () => {
  test('BILL-1: a month is quantity times published rate, rounded once, beside what is passed through (RATE-3)', () => {
    const july = statement('aaa', '2003-07')
    expect(july.groups.map(({ objectCode, lines, subtotal }) => ({ objectCode, subtotal, lines: lines.map(({ code, quantity, unit, price, amount }) => [code, quantity, unit, price, amount]) }))).toEqual([
      { objectCode: 'E10', subtotal: '1231.7', lines: [['CPU', '10', 'Hour', '99.81', '998.1'], ['METER', '200', 'USD of cost', 'Meter + 16.8 %', '233.6']] },
    ])
    expect([july.total, july.yearToDate]).toEqual(['1231.7', '1231.7'])
  })

  test('BILL-10: a rate that changes within the year prices the months left', () => {
    const january = statement('aaa', '2004-01')
    expect(january.groups[0]?.lines.map(({ price, amount }) => [price, amount])).toEqual([['98.50', '985']])
    expect(statement('aaa').groups[0]?.lines.find(({ code }) => code === 'CPU')?.price).toBe('several')
  })

  test('BILL-14: a credit is a dated line with its reason, and does not count towards the minimum', () => {
    const august = statement('aaa', '2003-08')
    expect(august.groups[0]?.adjustments.map(({ chargedOn, amount, reason }) => [chargedOn, amount, reason])).toEqual([['2003-08-20', '-50', 'A correction']])
    expect([august.groups[0]?.charges, august.groups[0]?.minimum, august.total]).toEqual(['1247.63', '0', '1197.63'])
  })

  test('BILL-2, BILL-6: a line shows the factors behind a quantity that was rated, and whose price is paid; a ready quantity has none', () => {
    expect(factorsShown('aaa', '2003-07')).toEqual([['CPU', '2.3107 x 1.00'], ['METER', '']])
    expect(factorsShown('aaa', null)?.[0]).toEqual(['CPU', '2.3107 x 1.00, 7.434 x 1.12 (2 of 3 months)'])
    expect(factorsShown('bbb', '2003-07')).toEqual([['DROP', 'non-state rate']])
    expect(lineFactors({ months: [new Set(['a', 'b', 'c', 'd', 'e'])], customerClasses: new Set() })).toBe('a, b, c, 2 more')
  })

  test('RATE-6: a class with a price of its own pays it', () => {
    expect(statement('bbb', '2003-07').groups[0]?.lines.map(({ price, amount }) => [price, amount])).toEqual([['278.87', '278.87']])
  })

  test('BILL-7: charges of 12.30 get an adjustment of 7.70', () => {
    const july = statement('ccc', '2003-07')
    expect([july.groups[0]?.charges, july.groups[0]?.minimum, july.total]).toEqual(['12.3', '7.7', '20'])
  })

  test('BILL-7: a balance of exactly 20.00 is held back, and billed once more is due', () => {
    const account = statement('ccc').groups[0]?.account
    expect(account?.cents.billed.slice(0, 4)).toEqual([0n, 0n, 0n, 4000n])
    expect(account?.cents.heldBack.slice(0, 4)).toEqual([2000n, 2000n, 2000n, 0n])
    expect(account?.held.slice(0, 4)).toEqual(['below-threshold', 'below-threshold', 'below-threshold', null])
  })

  test('BILL-7: what is held back is released at the end of the year', () => {
    const once = billsOf(draft, { usage: usageOf([['ccc', 'tape', 0, '1']]) })
    const account = statementOf({ draft, bills: once, customerId: 'ccc', month: null })?.groups[0]?.account
    expect([account?.cents.billed[0], account?.cents.billed[11], account?.cents.heldBack[11]]).toEqual([0n, 2000n, 0n])
  })

  test('BILL-8: nothing is billed before the encumbrance is approved; the amount due so far is shown', () => {
    const account = statement('bbb').groups[0]?.account
    expect(account?.cents.billed.slice(0, 4)).toEqual([0n, 0n, 83661n, 0n])
    expect(account?.held.slice(0, 4)).toEqual(['not-approved', 'not-approved', null, 'nothing-due'])
    expect(statement('bbb', '2003-08').heldBack).toBe('557.74')
  })

  test('BILL-7, BILL-8: why something is due and not billed is said, and nothing where nothing is due', () => {
    expect([heldReasons(statement('ccc', '2003-07')), heldReasons(statement('bbb', '2003-08')), heldReasons(statement('bbb', '2003-09')), heldReasons(statement('bbb', '2003-10'))]).toEqual([
      [{ objectCode: 'E10', heldBack: '20', because: 'what is due does not pass the threshold' }], [{ objectCode: 'E10', heldBack: '557.74', because: 'the encumbrance is not approved by then' }], [], [],
    ])
  })

  test('BILL-8: without an encumbrance nothing is billed, not even at the end of the year', () => {
    const without = draftFromRows({ ...billingRows(), encumbrance: [] })
    const account = statementOf({ draft: without, bills: billsOf(without), customerId: 'ccc', month: null })?.groups[0]?.account
    expect([account?.cents.heldBack[11], account?.held[11], account?.encumbrance]).toEqual([4000n, 'not-encumbered', null])
  })

  test('BILL-8: the encumbrance burns down, and says when it runs out', () => {
    const encumbrance = statement('aaa').groups[0]?.account.encumbrance
    expect([encumbrance?.used, encumbrance?.left, encumbrance?.runsOut]).toEqual(['3414.33', '-414.33', { month: '2004-01', how: 'actual' }])
    const september = statement('aaa', '2003-09')
    expect([september.groups[0]?.account.encumbrance?.used, september.groups[0]?.account.encumbrance?.left]).toEqual([september.yearToDate, '570.67'])
    const larger = draftFromRows({ ...billingRows(), encumbrance: [encumbranceRow('aaa', '4000', '2003-07-01')] })
    expect(statementOf({ draft: larger, bills: billsOf(larger), customerId: 'aaa', month: null })?.groups[0]?.account.encumbrance?.runsOut).toEqual({ month: '2004-03', how: 'projected' })
  })

  test.each([[12, 'actual'], [6, 'projected']])('BILL-8: an encumbrance that %i months use to the cent lasts; one of a cent less runs out in the last month (%s)', (months, how) => {
    const used = usageOf(Array.from({ length: months }, (_, at): Used => ['aaa', 'drop', at, '1']))
    const year = statementOf({ draft, bills: billsOf(draft, { usage: used }), customerId: 'aaa', month: null })?.projectedYear
    if (year === undefined || year === null) throw new Error('no projected year')
    expect([year, decimal(year).minus('0.01').toFixed()].map((amount) => {
      const exact = draftFromRows({ ...billingRows(), encumbrance: [encumbranceRow('aaa', amount, '2003-07-01')] })
      return statementOf({ draft: exact, bills: billsOf(exact, { usage: used }), customerId: 'aaa', month: null })?.groups[0]?.account.encumbrance?.runsOut
    })).toEqual([{ month: null, how: 'lasts' }, { month: '2004-06', how }])
  })

  test('what has no price is named with the reason, and costs nothing', () => {
    expect(statement('aaa').unpriced.map(({ code, quantity, amount, reason }) => [code, quantity, amount, reason])).toEqual([['UNPRICED', '3', null, 'no price in this version']])
  })

  test('BILL-8: postal and computer services go out apart', () => {
    const both = billsOf(draft, { usage: usageOf([['aaa', 'cpu', 0, '1'], ['aaa', 'mailing', 0, '1000']]) })
    expect(statementOf({ draft, bills: both, customerId: 'aaa', month: month('2003-07') })?.groups.map(({ objectCode, charges, subtotal }) => [objectCode, charges, subtotal])).toEqual([['E10', '99.81', '99.81'], ['E05', '36.7', '36.7']])
  })

  test('there is none for a customer or month that is not there', () => {
    expect(statementOf({ draft, bills, customerId: 'zzz', month: null })).toBeUndefined()
    expect(statementOf({ draft, bills, customerId: 'aaa', month: month('2004-07') })).toBeUndefined()
  })
})

const anyUse: fc.Arbitrary<Used> = fc.tuple(
  fc.constantFrom('aaa', 'bbb', 'ccc'), fc.constantFrom('cpu', 'tape', 'meter', 'consultant', 'hub', 'drop', 'mailing', 'unpriced'), fc.integer({ min: 0, max: 11 }),
  fc.bigInt({ min: -(10n ** 12n), max: 10n ** 15n }).map((micro) => new Decimal(micro.toString()).div(1_000_000).toFixed()),
)
const anyUsage = fc.uniqueArray(anyUse, { maxLength: 60, selector: ([customer, rate, at]) => `${customer}|${rate}|${at}` })

describe('statements and the matrix (NUM-2)', () => {
  test('a statement is the sum of its lines, minimum and adjustments; the year is the sum of its months; all statements are the matrix', () => {
    fc.assert(fc.property(anyUsage, fc.constantFrom(FY2004, FY2005), (used, version) => {
      const usage = usageOf(used)
      const priced = billsOf(draft, { usage, version })
      let all = new Decimal(0)
      for (const customer of priced.customers) {
        const whole = statementOf({ draft, bills: priced, customerId: customer.id, month: null })
        if (whole === undefined) throw new Error('no statement')
        for (const group of whole.groups) {
          const parts = [...group.lines.map((line) => line.amount ?? '0'), group.minimum, ...group.adjustments.map((each) => each.amount)]
          expect(parts.reduce((sum, each) => sum.plus(each), new Decimal(0)).toFixed()).toBe(decimal(group.subtotal).toFixed())
        }
        const months = priced.months.map((each) => decimal(statementOf({ draft, bills: priced, customerId: customer.id, month: each })?.total ?? whole.total))
        expect(months.reduce((sum, each) => sum.plus(each)).toFixed()).toBe(decimal(whole.total).toFixed())
        all = all.plus(whole.total)
      }
      for (const grouping of ['service', 'service-group', 'line-of-business', 'object-code'] as const) expect(billMatrixOf(priced, grouping).totals.total).toBe(all.isZero() ? '0' : all.toFixed())
    }), { numRuns: 60 })
  })

  test('what is billed and what is held back are what was charged', () => {
    fc.assert(fc.property(anyUsage, (used) => {
      const priced = billsOf(draft, { usage: usageOf(used) })
      for (const customer of priced.customers) {
        for (const { account } of statementOf({ draft, bills: priced, customerId: customer.id, month: null })?.groups ?? []) {
          const billed = account.cents.billed.reduce((sum, each) => sum + each, 0n)
          expect(billed + (account.cents.heldBack[11] ?? 0n)).toBe(account.cents.yearToDate[11])
        }
      }
    }), { numRuns: 40 })
  })

  test('bills after an edit equal bills from nothing', () => {
    const usage = usageOf([['aaa', 'cpu', 0, '10'], ['ccc', 'tape', 3, '100']])
    const before = billsOf(draft, { usage, version: FY2005 })
    const price = draft.price.get('FY2005/plan#1|cpu|state')
    if (price === undefined) throw new Error('no price')
    const edited = { ...draft, price: new Map(draft.price).set(price.id, { ...price, amount: usdPerUnit('123.45') }) }
    const after = billingYear({ draft: edited, version: FY2005, usage }, before)
    const fresh = billingYear({ draft: edited, version: FY2005, usage })
    if (!after.ok || !fresh.ok) throw new Error('refused')
    expect(after.value.book.bills).toEqual(fresh.value.book.bills)
    expect(after.value.book.columns[1]).toBe(before.book.columns[1])
  })
})
