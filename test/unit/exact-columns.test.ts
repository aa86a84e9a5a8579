/** What is computed in doubles because it is exact there, held against integers of any size (NUM-1). */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { WeightMatrix } from '../../src-shared/domain/allocation/weighted-sums.ts'
import { safeCents, usdOfCents } from '../../src-shared/domain/cents.ts'
import { centsColumn, oppositeColumn, sumOfColumn } from '../../src-shared/domain/cents-column.ts'
import { ratePerUnit, roundedText } from '../../src-shared/domain/costs/derive-rates-units.ts'
import { Decimal, decimal, readDecimal, round, toText, type Factor, type Units, type Usd, type UsdPerUnit } from '../../src-shared/domain/decimal.ts'
import { divided, remainderOf } from '../../src-shared/domain/exact-product.ts'
import { sumUsd } from '../../src-shared/domain/sum-usd.ts'
import { exactWeights, weightsOf } from '../../src-shared/domain/weights.ts'

function weight(text: string): Factor {
  const read = readDecimal<'1'>(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

describe('NUM-1: columns of cents', () => {
  test('a safe integer of either sign comes out as it went in; sums and opposites are those of integers', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.constantFrom(0, -1, 2 ** 32, -(2 ** 32), 2 ** 53 - 1, 1 - 2 ** 53)), { maxLength: 20 }), (values) => {
      const exact = values.map(BigInt)
      const column = centsColumn(Float64Array.from(values))
      expect([...column]).toEqual(exact)
      expect([...oppositeColumn(column)]).toEqual(exact.map((each) => -each))
      expect(sumOfColumn(column)).toBe(exact.reduce((sum, each) => sum + each, 0n))
    }))
  })
})

describe('NUM-1: amounts and rates', () => {
  const anyCents = fc.oneof(fc.bigInt({ min: -10_000n, max: 10_000n }), fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: -(10n ** 17n) + 1n, max: 10n ** 17n - 1n }))
  const anyUnits = fc.oneof(fc.integer({ min: 1, max: 100_000 }).map(String), fc.tuple(fc.nat({ max: 99_999 }), fc.integer({ min: 1, max: 999_999 })).map(([whole, fraction]) => `${whole}.${fraction}`), fc.bigInt({ min: 1n, max: 10n ** 15n - 1n }).map((whole) => `${whole}.000001`))
    .map((text): Units => toText<'units'>(new Decimal(text)))

  test('sums are those of integers, at every size', () => {
    fc.assert(fc.property(fc.array(anyCents, { maxLength: 12 }), (amounts) => {
      expect(sumUsd(amounts.map(usdOfCents))).toBe(usdOfCents(amounts.reduce((sum, each) => sum + each, 0n)))
    }), { numRuns: 500 })
    expect([safeCents(usdOfCents(-1250n)), safeCents(toText<'USD'>(new Decimal('0.001'))), safeCents(usdOfCents(10n ** 17n - 1n))]).toEqual([-1250, Number.NaN, Number.NaN])
  })

  test('NUM-2 RATE-1: cost by units to 12 places, and rounded from there, are those of decimal.js', () => {
    const Exact = Decimal.clone({ precision: 120 })
    const exactRate = (cost: Usd, units: Units): UsdPerUnit | null => {
      const rate = round(new Exact(cost).div(units), 12)
      return rate.abs().gte('1e15') ? null : toText<'USD/unit'>(rate)
    }
    fc.assert(fc.property(anyCents.map(usdOfCents), anyUnits, fc.nat({ max: 6 }), (cost, units, places) => {
      const rate = ratePerUnit(cost, units)
      expect(rate).toBe(exactRate(cost, units))
      expect(rate === null ? null : roundedText(rate, places)).toBe(rate === null ? null : toText(round(decimal(rate), places)))
    }), { numRuns: 2_000 })
    expect(ratePerUnit(usdOfCents(51_651_800n), toText<'units'>(new Decimal(3)))).toBe('172172.666666666667')
    expect(roundedText(toText<'USD/unit'>(new Decimal('-99.999999999999')), 2)).toBe('-100')
    expect(roundedText(toText<'USD/unit'>(new Decimal('-0.000000000001')), 2)).toBe('0')
  })
})

describe('NUM-1: quotients and remainders of products', () => {
  const below = fc.oneof(fc.nat({ max: 1_000 }), fc.nat({ max: 2 ** 50 - 1 }), fc.integer({ min: 2 ** 50 - 1_000, max: 2 ** 50 - 1 }))

  test('of a quotient that is at most one off, the remainder is exact', () => {
    fc.assert(
      fc.property(below, below, below, fc.integer({ min: -1, max: 1 }), (left, right, size, off) => {
        const divisor = Math.max(1, left, size)
        const quotient = Number((BigInt(left) * BigInt(right)) / BigInt(divisor)) + off
        fc.pre(quotient >= 0)
        expect(BigInt(remainderOf({ left, right }, { quotient, divisor }))).toBe(BigInt(left) * BigInt(right) - BigInt(quotient) * BigInt(divisor))
      }), { numRuns: 2_000 },
    )
    fc.assert(fc.property(fc.nat({ max: 2 ** 52 - 1 }), fc.oneof(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 1, max: 2 ** 52 - 1 })), (dividend, divisor) => {
      expect(divided(dividend, divisor).map(BigInt)).toEqual([BigInt(dividend) / BigInt(divisor), BigInt(dividend) % BigInt(divisor)])
    }), { numRuns: 1_000 })
    expect(remainderOf({ left: 7, right: 10 }, { quotient: 23, divisor: 3 })).toBe(1)
  })
})

describe('NUM-1: sums of weights times integers of any size', () => {
  /** Up to weights that leave no room for a limb, for which BigInt steps in. */
  const anyWeight = fc.oneof(fc.nat({ max: 5_000 }).map(String), fc.tuple(fc.nat({ max: 99_999_999 }), fc.nat({ max: 99 })).map(([whole, fraction]) => `${whole}.${fraction}`), fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }).map(String)).map(weight)
  const anySystem = fc.integer({ min: 1, max: 6 }).chain((size) => fc.tuple(fc.array(fc.array(anyWeight, { minLength: size, maxLength: size }), { minLength: size, maxLength: size }), fc.array(fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }), { minLength: size, maxLength: size })))

  test('over receivers and over givers they are those of integers', () => {
    fc.assert(
      fc.property(anySystem, ([table, values]) => {
        const rows = table.map((texts) => ({ receivers: Int32Array.from(texts.keys()), weights: weightsOf(texts) }))
        const exact = rows.map(({ weights }) => exactWeights(weights))
        const matrix = new WeightMatrix(rows)
        const pools = [...values.keys()]
        expect(matrix.overReceivers(values)).toEqual(pools.map((pool) => pools.reduce((sum, other) => sum + (exact[pool]?.[other] ?? 0n) * (values[other] ?? 0n), 0n)))
        expect(matrix.overGivers(values)).toEqual(pools.map((pool) => pools.reduce((sum, other) => sum + (exact[other]?.[pool] ?? 0n) * (values[other] ?? 0n), 0n)))
      }), { numRuns: 500 },
    )
  })
})
