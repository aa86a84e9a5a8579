import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { Decimal, decimal, formatFixed, toText, type UsdPerUnit } from '../../src-shared/domain/decimal.ts'
import { compareColumns, differenceText, figureColumn, percentChangeText, percentOf, scaledText } from '../../src-shared/domain/rates/compare-kernel.ts'
import { usdPerUnit } from '../support/small-model.ts'

/** Any amount at rest: up to 15 digits before the point, 0 to 12 behind it, both signs, and zero. */
const amount = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), fc.bigInt({ min: 0n, max: 10n ** 12n - 1n }), fc.nat({ max: 12 }), fc.boolean())
  .map(([whole, fraction, places, negative]) => toText<'USD/unit'>(new Decimal(`${whole}.${fraction.toString().padStart(12, '0').slice(0, places)}0`).times(negative ? -1 : 1)))

/** Rates as schedules have them: 0 to 6 places, small and large, both signs. */
const rate = fc
  .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.nat({ max: 6 }))
  .map(([mantissa, places]) => toText<'USD/unit'>(new Decimal(mantissa).div(new Decimal(10).pow(places))))

function byDecimals(from: UsdPerUnit, to: UsdPerUnit): { readonly difference: string; readonly percent: string | null } {
  const difference = decimal(to).minus(decimal(from))
  return { difference: difference.toFixed(), percent: decimal(from).isZero() ? null : toText(percentOf(difference, decimal(from))) }
}

function byKernel(from: UsdPerUnit, to: UsdPerUnit): { readonly difference: string | null; readonly percent: string | null } {
  const change = compareColumns(figureColumn([from]), figureColumn([to]))
  return { difference: differenceText(change, 0), percent: percentChangeText(change, 0) }
}

describe('the comparison kernel', () => {
  test('NUM-1, NUM-4: equals decimal.js for rates of 0 to 6 places and both signs', () => {
    fc.assert(fc.property(rate, rate, (from, to) => {
        expect(byKernel(from, to)).toEqual(byDecimals(from, to))
      }), { numRuns: 2000 })
  })

  test('NUM-1: equals decimal.js at every size, also beyond the safe integers', () => {
    fc.assert(fc.property(amount, amount, (from, to) => {
        expect(byKernel(from, to)).toEqual(byDecimals(from, to))
      }), { numRuns: 1000 })
  })

  test('NUM-2: a half of the last place of a % goes away from zero', () => {
    // 1.005 % and -1.005 %
    expect(byKernel(usdPerUnit('100000'), usdPerUnit('101005')).percent).toBe('1.01')
    expect(byKernel(usdPerUnit('100000'), usdPerUnit('98995')).percent).toBe('-1.01')
    expect(byKernel(usdPerUnit('-100000'), usdPerUnit('-98995')).percent).toBe('-1.01')
  })

  test('NUM-4: no % from zero, no change where a figure is missing', () => {
    expect(byKernel(usdPerUnit('0'), usdPerUnit('5'))).toEqual({ difference: '5', percent: null })
    const change = compareColumns(figureColumn([null, usdPerUnit('1')]), figureColumn([usdPerUnit('1'), null]))
    expect([0, 1].map((index) => [differenceText(change, index), percentChangeText(change, index)])).toEqual([[null, null], [null, null]])
  })

  test('text of a scaled integer is canonical', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat({ max: 12 }), (mantissa, scale) => {
        expect(scaledText(mantissa, scale)).toBe(toText(new Decimal(mantissa).div(new Decimal(10).pow(scale))))
      }),
    )
  })

  test('formatFixed pads and rounds as decimal.js does', () => {
    fc.assert(
      fc.property(amount, fc.nat({ max: 12 }), (text, places) => {
        expect(formatFixed(text, places).replaceAll(',', '')).toBe(decimal(text).toDecimalPlaces(places).plus(0).toFixed(places))
      }),
    )
    expect(formatFixed(usdPerUnit('-1234567.5'), 2)).toBe('-1,234,567.50')
  })
})
