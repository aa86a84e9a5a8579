import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { IMPACT_TERMS } from '../../src-shared/domain/billing/bill-impact.ts'
import { impactCells, impactDistribution, impactMatrix, impactOf, impactRows, impactTitle, impactTotals, topChanges, type Impact } from '../../src-shared/domain/billing/impact.ts'
import { impactWarnings } from '../../src-shared/domain/billing/impact-warnings.ts'
import { impactColumns, rowsOfColumns } from '../../src-shared/domain/billing/impact-columns.ts'
import { Decimal, decimal, type AnyDecimalText } from '../../src-shared/domain/decimal.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import type { UsageOfYear } from '../../src-shared/domain/usage/effective-usage.ts'
import { billingModel, billsOf, SMALL_USAGE, usageOf, type Used } from '../support/small-bills.ts'
import { FY2004, FY2005 } from '../support/small-model.ts'

const draft = billingModel()

function impact(before: UsageOfYear, after = before): Impact {
  const made = impactOf({ draft, before: billsOf(draft, { usage: before }), after: billsOf(draft, { usage: after, version: FY2005 }) })
  if (!made.ok) throw new Error('refused')
  return made.value
}

function added(figures: readonly AnyDecimalText[]): string {
  return figures.reduce((sum, each) => sum.plus(decimal(each)), new Decimal(0)).plus(0).toFixed()
}

const TERMS = IMPACT_TERMS.filter((term) => term !== 'difference')

describe('BILL-9: the impact on customers', () => {
  const usage = usageOf(SMALL_USAGE)

  test('on one usage everything is price, rounding, and what is not of a rate', () => {
    const [first] = impactRows(impact(usage))
    expect(first).toEqual({
      // CPU: 22.5 x 0.19 + 10 x 1.50; 12.5 x 99.81 = 1,247.625 is billed as 1,247.63.
      customerId: 'aaa', before: '3414.33', after: '3433.6', direction: 'up', percentChange: '0.56', funding: { state: '9.63', federal: '7.71', other: '1.93' },
      terms: { price: '19.28', volume: '0', joint: '0', new: '0', ended: '0', merged: '0', minimumAndCredits: '0', rounding: '-0.01', difference: '19.27' },
    })
  })

  test('price, volume and joint are told apart where units change as well', () => {
    const later = usageOf([['bbb', 'drop', 0, '2'], ['bbb', 'drop', 1, '2']], fiscalYear(2005))
    const row = impactRows(impact(usageOf([['bbb', 'drop', 0, '1'], ['bbb', 'drop', 1, '1']]), later)).find((each) => each.customerId === 'bbb')
    expect(row?.terms).toEqual({ price: '2.26', volume: '557.74', joint: '2.26', new: '0', ended: '0', merged: '0', minimumAndCredits: '0', rounding: '0', difference: '562.26' })
  })

  test('the title, the words and the distribution name what is compared', () => {
    const made = impact(usage)
    expect(impactTitle(draft, made)).toBe('FY2004 to FY2005, on the usage of FY2004')
    expect(topChanges(draft, made, 10).map((each) => each.words)).toEqual(['AAA pays 19.27 USD more (+0.56 %), mostly for cpu (+19.27).', 'BBB pays 3.39 USD more (+0.41 %), mostly for drop (+3.39).'])
    expect(impactDistribution(impactRows(made)).filter((each) => each.count > 0)).toEqual([{ label: 'no change', count: 1 }, { label: '+0 to +1 %', count: 2 }])
  })

  test('says how much of the bills is of usage that has no price on the other side, for all and for one customer', () => {
    const without = { ...draft, price: new Map([...draft.price].filter(([id]) => !id.startsWith('FY2005/plan#1|tape|'))) }
    const between = (later: UsageOfYear): Impact => {
      const made = impactOf({ draft: without, before: billsOf(without, { usage }), after: billsOf(without, { usage: later, version: FY2005 }) })
      if (!made.ok) throw new Error('refused')
      return made.value
    }
    const said = 'at FY2004 is for usage that has no price in FY2005: on one usage it counts as saved. Compare each year\'s own usage.'
    expect([impactWarnings(without, between(usage)), impactWarnings(without, between(usage), 'ccc'), impactWarnings(without, between(usage), 'aaa')]).toEqual([[`12.34 USD of the bills ${said}`], [`12.34 USD of the bill ${said}`], []])
    expect(impactWarnings(without, between(usageOf(SMALL_USAGE, fiscalYear(2005))))).toEqual([])
  })

  test('says where there is no usage at all: bills of nothing are not bills that do not change', () => {
    const before = impact(usageOf([], fiscalYear(2011)))
    const own = impact(usageOf([], fiscalYear(2004)), usageOf([], fiscalYear(2005)))
    expect([before, own].map((each) => impactWarnings(draft, each))).toEqual([
      ['There is no usage of FY2011: nothing is billed on either side. Choose a year that has usage, or planned usage, or import it.'], ['There is no usage of FY2004 and FY2005: nothing is billed on either side. Choose a year that has usage, or planned usage, or import it.'],
    ])
  })

  test('says where the two years have usage of unlike months', () => {
    expect(impactWarnings(draft, impact(usage, usageOf([['aaa', 'cpu', 0, '10']], fiscalYear(2005))))).toEqual([
      'FY2005 has usage of 1 of 12 months, FY2004 of 5: the bills are not of as many months. Compare on the usage of one year, or on planned usage.',
    ])
    expect(impactWarnings(draft, impact(usage))).toEqual([])
  })

  const used: fc.Arbitrary<readonly Used[]> = fc.uniqueArray(
    fc.tuple(fc.constantFrom('aaa', 'bbb', 'ccc'), fc.constantFrom('cpu', 'tape', 'meter', 'hub', 'drop', 'mailing', 'unpriced'), fc.integer({ min: 0, max: 11 }), fc.bigInt({ min: -(10n ** 9n), max: 10n ** 11n }).map((micro) => new Decimal(micro.toString()).div(1_000_000).toFixed())),
    { maxLength: 40, selector: ([customer, rate, at]) => `${customer}|${rate}|${at}` },
  )

  test('every term is shown, and they add up to the difference of the bills: by customer, by rate, and together', () => {
    fc.assert(fc.property(used, used, (earlier, later) => {
      const made = impact(usageOf(earlier), usageOf(later, fiscalYear(2005)))
      const rows = impactRows(made)
      expect(rowsOfColumns(impactColumns(made))).toEqual(rows)
      const totals = impactTotals(made)
      for (const row of rows) {
        expect(added(TERMS.map((term) => row.terms[term]))).toBe(row.terms.difference)
        expect(decimal(row.after).minus(row.before).plus(0).toFixed()).toBe(row.terms.difference)
        expect(added([row.funding.state, row.funding.federal, row.funding.other])).toBe(row.terms.difference)
        const cells = impactCells(made, row.customerId)
        for (const cell of cells) expect(added(TERMS.map((term) => cell.terms[term]))).toBe(cell.terms.difference)
        expect(added([...cells.map((cell) => cell.terms.difference), row.terms.minimumAndCredits])).toBe(row.terms.difference)
        const matrix = impactMatrix(made, 'service').rows.find((each) => each.customerId === row.customerId)
        expect(added([...(matrix?.difference ?? []), row.terms.minimumAndCredits])).toBe(row.terms.difference)
      }
      for (const term of IMPACT_TERMS) expect(added(rows.map((row) => row.terms[term]))).toBe(totals.terms[term])
      expect(added([totals.grossIncrease, totals.grossDecrease])).toBe(totals.terms.difference)
      expect([totals.up, totals.down, totals.unchanged]).toEqual((['up', 'down', 'unchanged'] as const).map((direction) => rows.filter((row) => row.direction === direction).length))
      expect(impactDistribution(rows).reduce((sum, each) => sum + each.count, 0)).toBe(rows.length)
    }), { numRuns: 60 })
  })

  test('the same version on both sides changes nothing', () => {
    const before = billsOf(draft, { usage, version: FY2004 })
    const made = impactOf({ draft, before, after: before })
    expect(made.ok && impactRows(made.value).every((row) => row.direction === 'unchanged' && row.terms.difference === '0')).toBe(true)
  })
})
