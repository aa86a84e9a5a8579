import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { compareMethods } from '../../src-shared/domain/projection/compare-methods.ts'
import { comparedMethods } from '../../src-shared/domain/projection/method.ts'
import { projectYear, yearQuantities } from '../../src-shared/domain/projection/project-year.ts'
import { recommendedMethod } from '../../src-shared/domain/projection/recommend-method.ts'
import type { MonthlySeries } from '../../src-shared/domain/projection/series.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { microUnits } from '../../src-shared/domain/micro-units.ts'
import { month } from '../../src-shared/domain/month.ts'
import { busyHistory, history } from '../support/monthly-series.ts'
import { expectOk } from '../support/usage-cases.ts'

const SEASON = [0n, 40n, 90n, 30n, -20n, -60n, -80n, -50n, 10n, 20n, 30n, -10n]

/** Level, trend, season and noise of any size, whole units or millionths, with months missing and credits. */
const anySeries: fc.Arbitrary<MonthlySeries> = fc.record({
  months: fc.integer({ min: 0, max: 80 }), scale: fc.constantFrom(1n, 1_000n, 1_000_000n, 10n ** 12n, 10n ** 16n), level: fc.bigInt({ min: 0n, max: 2_000n }), trend: fc.bigInt({ min: -20n, max: 20n }),
  season: fc.bigInt({ min: 0n, max: 3n }), noise: fc.bigInt({ min: 0n, max: 100n }), missing: fc.constantFrom(0, 0, 3, 20, 70), seed: fc.integer({ min: 1, max: 1_000_000 }),
}).map(({ months, scale, level, trend, season, noise, missing, seed }) => {
  let state = seed
  const next = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
  const quantities = Array.from({ length: months }, (_, at) => {
    const value = (level + trend * BigInt(at) + season * (SEASON[at % 12] ?? 0n) + BigInt(next(Number(noise) + 1))) * scale
    return next(100) < missing ? null : value
  })
  return { first: month('2001-01'), quantities }
})

/** Few values, so that methods tie, nothing varies, or last year comes again. */
const poorSeries: fc.Arbitrary<MonthlySeries> = fc.array(fc.constantFrom(null, 0n, 1n, 2n, 1_000_000n), { minLength: 20, maxLength: 60 }).map((quantities) => ({ first: month('2001-01'), quantities }))

describe('PROJ-1: the recommended method found without the figures of the comparison', () => {
  test('is the one that the comparison recommends, whatever the history', () => {
    fc.assert(fc.property(fc.oneof(anySeries, poorSeries), fc.constantFrom(1, 3, 12), (series, meanMonths) => {
      const methods = comparedMethods(meanMonths)
      expect(recommendedMethod({ ...series }, methods)).toEqual(compareMethods(series, methods).recommended)
    }), { numRuns: 600 })
  })

  test.each([
    ['a history of a hundred years', busyHistory(1_200)], ['one that is constant', history(Array.from({ length: 40 }, () => 5))], ['two methods that are equal', history(Array.from({ length: 40 }, (_, at) => at))],
    ['one month', history([5])], ['twelve months', busyHistory(12)], ['quantities that a double does not hold', history(Array.from({ length: 40 }, (_, at) => `${900_000_000_000 + at * at}.000001`))],
  ])('%s', (_, series) => {
    expect(recommendedMethod({ ...series })).toEqual(compareMethods(series).recommended)
  })
})

test('PROJ-2: quantities alone are those that the projected year puts into text', () => {
  fc.assert(fc.property(anySeries, fc.constantFrom(...comparedMethods()), fc.constantFrom(2002, 2005, 2008), fc.constantFrom(null, 'The rate was given up.'), (series, method, year, ended) => {
    const request = { history: series, method, fiscalYear: fiscalYear(year), firstMonth: 7, ended }
    const texts = expectOk(projectYear(request)).months.map(({ quantity }) => (quantity === null ? null : microUnits(quantity)))
    expect(expectOk(yearQuantities(request))).toEqual(texts)
  }), { numRuns: 200 })
})
