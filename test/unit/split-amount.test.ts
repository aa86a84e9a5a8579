import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { cents, usdOfCents } from '../../src-shared/domain/cents.ts'
import { Decimal, decimal, readDecimal, toText, type Factor, type Usd } from '../../src-shared/domain/decimal.ts'
import { raiseLargest, splitAmount } from '../../src-shared/domain/split-amount.ts'

function usd(text: string): Usd {
  const read = readDecimal<'USD'>(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

function weight(text: string): Factor {
  const read = readDecimal<'1'>(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

/** Any amount below 10^15 dollars, small ones often, and those that are split in doubles. */
const anyAmount = fc.oneof(fc.bigInt({ min: -10_000n, max: 10_000n }), fc.bigInt({ min: -(2n ** 50n), max: 2n ** 50n }), fc.bigInt({ min: -(10n ** 17n) + 1n, max: 10n ** 17n - 1n })).map(usdOfCents)
/** Whole and fractional, zero often, up to the largest at rest. */
const anyWeight = fc
  .oneof(fc.constant('0'), fc.nat({ max: 20 }).map(String), fc.nat({ max: 2 ** 48 }).map(String), fc.tuple(fc.nat({ max: 9_999 }), fc.nat({ max: 9_999 })).map(([whole, fraction]) => `${whole}.${fraction}`), fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }).map((whole) => `${whole}.000000000001`))
  .map(weight)

/** By the letter of NUM-5, in decimal.js: down to the cent, then a cent each to the largest remainders. */
function byTheLetter(total: Usd, weights: readonly Factor[]): readonly string[] {
  const Exact = Decimal.clone({ precision: 120 })
  const sum = weights.reduce((all, each) => all.plus(each), new Exact(0))
  const sign = decimal(total).isNegative() ? -1 : 1
  const exact = weights.map((each) => new Exact(total).abs().times(100).times(each).div(sum))
  const parts = exact.map((each) => each.floor())
  const missing = parts.reduce((left, each) => left.minus(each), new Exact(total).abs().times(100)).toNumber()
  const order = exact.map((each, index) => ({ index, rest: each.minus(each.floor()).toDecimalPlaces(60) })).toSorted((left, right) => right.rest.cmp(left.rest) || left.index - right.index)
  for (const { index } of order.slice(0, missing)) parts[index] = parts[index]?.plus(1) ?? new Exact(0)
  return parts.map((each) => toText<'USD'>(each.times(sign).div(100)))
}

describe('NUM-5: splitting an amount', () => {
  test('the examples of the documentation', () => {
    expect(splitAmount(usd('100'), ['1', '1', '1'].map(weight))).toEqual(['33.34', '33.33', '33.33'])
    expect(splitAmount(usd('-0.05'), ['1', '0', '3'].map(weight))).toEqual(['-0.01', '0', '-0.04'])
    expect(raiseLargest({ floors: [1n, 1n, -1n], remainders: [5, 5, 0] }, 2n)).toEqual([2n, 1n, -1n])
  })

  test('ties go by the order of the parts', () => {
    expect(splitAmount(usd('0.02'), ['1', '1', '1', '1'].map(weight))).toEqual(['0.01', '0.01', '0', '0'])
    expect(splitAmount(usd('-0.02'), ['1', '1', '1', '1'].map(weight))).toEqual(['-0.01', '-0.01', '0', '0'])
  })

  test('the parts add up to the cent, and are those of the rule, at every size and sign', () => {
    fc.assert(
      fc.property(anyAmount, fc.array(anyWeight, { minLength: 1, maxLength: 12 }), (total, weights) => {
        fc.pre(weights.some((each) => each !== '0'))
        const parts = splitAmount(total, weights)
        expect(usdOfCents(parts.reduce((sum, part) => sum + cents(part), 0n))).toBe(total)
        expect(parts).toEqual(byTheLetter(total, weights))
      }), { numRuns: 1000 },
    )
  })

  test('a weight of zero gets nothing; where all are zero, nobody gets anything', () => {
    expect(splitAmount(usd('10'), ['0', '7', '0'].map(weight))).toEqual(['0', '10', '0'])
    expect(splitAmount(usd('10'), ['0', '0'].map(weight))).toEqual(['0', '0'])
    expect(splitAmount(usd('10'), [])).toEqual([])
  })

  test('a negative weight and a fraction of a cent are bugs of the caller', () => {
    expect(() => splitAmount(usd('10'), [weight('-1')])).toThrow(RangeError)
    expect(() => splitAmount(usd('0.001'), [weight('1')])).toThrow(RangeError)
  })
})
