import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { billBook, plainPlan, withRates, type BillBook } from '../../src-shared/domain/billing/bill-book.ts'
import { billImpact, CELL_TERMS, IMPACT_TERMS, impactAfter, type BillImpact, type CellTerm } from '../../src-shared/domain/billing/bill-impact.ts'
import { onePrice, ratePrices, type RatePrices } from '../../src-shared/domain/billing/rate-prices.ts'
import { MONTHS } from '../../src-shared/domain/billing/usage-columns.ts'
import { Decimal, type UsdPerUnit } from '../../src-shared/domain/decimal.ts'
import { anyPlan, anyPriceList, anyPrices, anyUsage, CUSTOMERS, expectOk, linesOfRate, price, RATES, usageOf } from '../support/usage-cases.ts'
import { usdPerUnit } from '../support/small-model.ts'

const UNIT = 1_000_000n
/** What the difference of a rate is the sum of. */
const PARTS = CELL_TERMS.filter((term) => term !== 'difference')

type Sides = { readonly before: BillBook; readonly after: BillBook }

const anyBook = fc.tuple(anyUsage, anyPriceList, anyPlan).map(([usage, prices, plan]) => billBook({ usage, prices, plan })).filter((book) => book.ok).map(expectOk)
const anySides: fc.Arbitrary<Sides> = fc.oneof(
  fc.tuple(anyBook, anyBook).map(([before, after]) => ({ before, after })),
  fc.tuple(anyBook, anyPriceList).map(([before, prices]) => ({ before, after: billBook({ ...before, prices }) })).filter(({ after }) => after.ok).map(({ before, after }) => ({ before, after: expectOk(after) })),
)

function sum(amounts: readonly (bigint | undefined)[]): bigint {
  return amounts.reduce<bigint>((total, amount) => total + (amount ?? 0n), 0n)
}

function unitsOf({ usage }: BillBook, at: { readonly rate: number; readonly customer: number; readonly month: number }): Decimal {
  const line = linesOfRate(usage, at.rate).find((each) => usage.customer[each] === at.customer && usage.month[each] === at.month)
  return new Decimal(String(line === undefined ? 0n : usage.quantity[line])).div(1_000_000)
}

function priceOf({ usage, prices }: BillBook, at: { readonly rate: number; readonly customer: number; readonly month: number }): Decimal {
  const of = prices[at.rate]
  return new Decimal(String(of?.exact[(usage.customerClass[at.customer] ?? 0) * MONTHS + at.month] ?? 0n)).div(new Decimal(10).pow(of?.places ?? 0))
}

function inCents(amount: Decimal): bigint {
  return BigInt(amount.times(100).toDecimalPlaces(0).toFixed())
}

/** The three products of BILL-9 in decimals, summed over the months and rounded once. */
function termsByDecimals({ before, after }: Sides, cell: { readonly rate: number; readonly customer: number }): Partial<Record<CellTerm, bigint>> {
  const terms = { price: new Decimal(0), volume: new Decimal(0), joint: new Decimal(0) }
  for (let month = 0; month < MONTHS; month += 1) {
    const [u0, u1, r0, r1] = [unitsOf(before, { ...cell, month }), unitsOf(after, { ...cell, month }), priceOf(before, { ...cell, month }), priceOf(after, { ...cell, month })]
    terms.price = terms.price.plus(r1.minus(r0).times(u0))
    terms.volume = terms.volume.plus(r0.times(u1.minus(u0)))
    terms.joint = terms.joint.plus(r1.minus(r0).times(u1.minus(u0)))
  }
  return { price: inCents(terms.price), volume: inCents(terms.volume), joint: inCents(terms.joint) }
}

function shown(impact: BillImpact): unknown {
  return { byCustomer: impact.byCustomer, summary: impact.summary, columns: impact.columns.map(({ status, terms }) => ({ status, terms })) }
}

function impactOfOne(sides: { readonly units: readonly [bigint, bigint]; readonly prices: readonly [RatePrices, RatePrices] }): BillImpact {
  const [before, after] = sides.units.map((units, side) => {
    const usage = usageOf([{ customer: 0, rate: 0, month: 0, quantity: units * UNIT }], { customers: 1, rates: 1 })
    return expectOk(billBook({ usage, prices: [sides.prices[side] ?? onePrice(null)], plan: { ...plainPlan(usage), minimums: BigInt64Array.of(2000n) } }))
  })
  if (before === undefined || after === undefined) throw new Error('Two sides')
  return expectOk(billImpact({ before, after }))
}

function nonZeroTerms({ byCustomer }: BillImpact): unknown {
  return Object.fromEntries(IMPACT_TERMS.flatMap((term) => (byCustomer[term][0] === 0n ? [] : [[term, byCustomer[term][0]]])))
}

describe('the impact on bills', () => {
  test('BILL-9: the terms add up to the difference of the bills, for every customer and every rate, to the cent', () => {
    fc.assert(fc.property(anySides, fc.subarray(Array.from({ length: RATES }, (_, rate) => rate)), (sides, merged) => {
        const impact = billImpact({ ...sides, mergedRates: new Set(merged) })
        fc.pre(impact.ok)
        const { byCustomer, columns } = impact.value
        for (let customer = 0; customer < CUSTOMERS; customer += 1) {
          const difference = (sides.after.bills[customer] ?? 0n) - (sides.before.bills[customer] ?? 0n)
          expect(byCustomer.difference[customer]).toBe(difference)
          expect(sum(IMPACT_TERMS.filter((term) => term !== 'difference').map((term) => byCustomer[term][customer]))).toBe(difference)
          for (const term of PARTS) expect(byCustomer[term][customer]).toBe(sum(columns.map(({ terms }) => terms[term]?.[customer])))
          for (const [rate, { terms }] of columns.entries()) {
            const ofRate = (sides.after.columns[rate]?.byCustomer[customer] ?? 0n) - (sides.before.columns[rate]?.byCustomer[customer] ?? 0n)
            expect(sum(PARTS.map((term) => terms[term]?.[customer]))).toBe(ofRate)
          }
        }
      }), { numRuns: 300 })
  })

  test('BILL-9: price, volume and joint equal their formulas in decimal.js, rounded once for each customer and rate', () => {
    fc.assert(fc.property(anySides, (sides) => {
        const impact = billImpact(sides)
        fc.pre(impact.ok)
        for (const [rate, { status, terms }] of impact.value.columns.entries()) {
          if (status !== 'continuing') continue
          for (let customer = 0; customer < CUSTOMERS; customer += 1) {
            expect({ price: terms.price?.[customer], volume: terms.volume?.[customer] ?? 0n, joint: terms.joint?.[customer] ?? 0n }).toEqual(termsByDecimals(sides, { rate, customer }))
          }
        }
      }), { numRuns: 200 })
  })

  test('BILL-9: after any sequence of edits the impact equals the one computed from nothing', () => {
    fc.assert(fc.property(anySides, fc.array(fc.array(fc.record({ rate: fc.nat({ max: RATES - 1 }), prices: anyPrices }), { maxLength: 3 }), { maxLength: 5 }), ({ before, after }, batches) => {
        const first = billImpact({ before, after })
        fc.pre(first.ok)
        let impact = first.value
        for (const edits of batches) {
          const book = withRates(impact.after, edits)
          const next = book.ok ? impactAfter(impact, book.value) : book
          if (next.ok) impact = next.value
        }
        expect(shown(impact)).toEqual(shown(expectOk(billImpact({ before, after: impact.after }))))
      }), { numRuns: 200 })
  })

  test('BILL-9: 10 units at 4.00 become 12 at 4.50', () => {
    const impact = impactOfOne({ units: [10n, 12n], prices: [onePrice(usdPerUnit('4')), onePrice(usdPerUnit('4.5'))] })
    expect({ terms: nonZeroTerms(impact), summary: impact.summary }).toEqual({ terms: { price: 500n, volume: 800n, joint: 100n, difference: 1400n }, summary: { up: 1, down: 0, unchanged: 0, grossIncrease: 1400n, grossDecrease: 0n } })
  })

  test('BILL-7, BILL-9: what the minimum takes back stands in its own term', () => {
    expect(nonZeroTerms(impactOfOne({ units: [3n, 3n], prices: [onePrice(usdPerUnit('4')), onePrice(usdPerUnit('5'))] }))).toEqual({ price: 300n, minimumAndCredits: -300n })
  })

  test('BILL-9: rounding takes what the lines were rounded by', () => {
    // 3 x 0.004 is 0.01 and 3 x 0.006 is 0.02: the product of the difference is 0.006, which is 0.01 as well.
    const year = [0, 1, 2].map((month) => ({ customer: 0, rate: 0, month, quantity: UNIT }))
    const usage = usageOf(year, { customers: 1, rates: 1 })
    const [before, after] = ['0.004', '0.006'].map((text) => expectOk(billBook({ usage, prices: [onePrice(usdPerUnit(text))], plan: plainPlan(usage) })))
    if (before === undefined || after === undefined) throw new Error('Two sides')
    expect(nonZeroTerms(expectOk(billImpact({ before, after })))).toEqual({ price: 1n, rounding: 2n, difference: 3n })
  })

  test('BILL-9: new, ended and merged services stand in columns of their own', () => {
    const [none, four]: readonly [RatePrices, RatePrices] = [onePrice(null), onePrice(usdPerUnit('4'))]
    expect(nonZeroTerms(impactOfOne({ units: [10n, 10n], prices: [none, four] }))).toEqual({ new: 4000n, difference: 4000n })
    expect(nonZeroTerms(impactOfOne({ units: [10n, 10n], prices: [four, none] }))).toEqual({ ended: -4000n, difference: -4000n })
    const usage = usageOf([{ customer: 0, rate: 0, month: 0, quantity: UNIT }], { customers: 1, rates: 1 })
    const book = (text: string): BillBook => expectOk(billBook({ usage, prices: [onePrice(usdPerUnit(text))], plan: plainPlan(usage) }))
    expect(nonZeroTerms(expectOk(billImpact({ before: book('4'), after: book('5'), mergedRates: new Set([0]) })))).toEqual({ merged: 100n, difference: 100n })
  })

  test('BILL-10: a rate that changes in mid-year is compared month by month', () => {
    fc.assert(fc.property(price, price, (first: UsdPerUnit, second: UsdPerUnit) => {
        const usage = usageOf(Array.from({ length: MONTHS }, (_, month) => ({ customer: 0, rate: 0, month, quantity: UNIT * 100n })), { customers: 1, rates: 1 })
        const steady = expectOk(billBook({ usage, prices: [onePrice(first)], plan: plainPlan(usage) }))
        const months = Array.from({ length: MONTHS }, (_, month) => (month < 7 ? first : second))
        const edited = expectOk(withRates(steady, [{ rate: 0, prices: ratePrices({ state: months, 'non-state': null, external: null }) }]))
        const expected = new Decimal(second).minus(first).times(100 * 5 * 100).toDecimalPlaces(0)
        expect(expectOk(billImpact({ before: steady, after: edited })).byCustomer.price[0]).toBe(BigInt(expected.toFixed()))
      }))
  })

  test('an effect that no bill has is refused, though both bills are within bounds', () => {
    const usages = [10n ** 18n, 1n].map((quantity) => usageOf([{ customer: 0, rate: 0, month: 0, quantity }], { customers: 1, rates: 1 }))
    const [before, after] = usages.map((usage, side) => expectOk(billBook({ usage, prices: [onePrice(usdPerUnit(side === 0 ? '0.01' : '1000000000'))], plan: plainPlan(usage) })))
    if (before === undefined || after === undefined) throw new Error('Two sides')
    expect(billImpact({ before, after })).toEqual({ ok: false, failure: { code: 'effect-out-of-range', rate: 0 } })
  })
})
