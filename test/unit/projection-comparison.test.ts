import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'

import { decimal } from '../../src-shared/domain/decimal.ts'
import { compareMethods, type MethodComparison } from '../../src-shared/domain/projection/compare-methods.ts'
import { forecast, type Interval } from '../../src-shared/domain/projection/forecast.ts'
import { comparedMethods, type ForecastMethod } from '../../src-shared/domain/projection/method.ts'
import { seriesOf } from '../../src-shared/domain/projection/series.ts'
import { month } from '../../src-shared/domain/month.ts'
import { busyHistory, history, quantity } from '../support/monthly-series.ts'

function maseOf(comparison: MethodComparison): Readonly<Record<string, string | null>> {
  return Object.fromEntries(comparison.methods.map(({ method, mase }) => [method.kind, mase]))
}

const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1)

describe('PROJ-1: methods are compared on the same rolling origins', () => {
  it('by MASE, scaled by the seasonal naive error of the training part (worked by hand)', () => {
    // 1, 2, ... 25: within the first 24 months the same month last year is always 12 less, so the scale is 12. Month 25 by same month last
    // year 13 (error 12), by the mean of 13 to 24 18.5 (error 6.5, 6.5 / 12 = 0.541667), by drift and trend 25 (no error).
    const comparison = compareMethods(history(upTo(25)))
    expect(maseOf(comparison)).toMatchObject({ 'same-month-last-year': '1', mean: '0.541667', drift: '0', 'linear-trend': '0' })
    expect(comparison).toMatchObject({ status: 'compared', origins: 1, forecasts: 1, firstOrigin: '2002-12', lastOrigin: '2002-12' })
    // Of equals the simplest.
    expect(comparison.recommended.kind).toBe('drift')
    expect(comparison.methods.filter((each) => each.isRecommended).map((each) => each.label)).toEqual(['Drift'])
  })

  it('each origin by its own scale, horizons one to six', () => {
    // Months 1 to 24 are 1 to 24, then 30, 30: origins 24 and 25, three forecasts. Same month last year says 13, 14 and 14.
    // Scale of origin 24: 12; of origin 25: (12 x 12 + 17) / 13 = 161 / 13. (17 + 16) / 12 + 16 x 13 / 161 = 4.041925..., / 3
    const comparison = compareMethods(history([...upTo(24), 30, 30]))
    expect(comparison).toMatchObject({ origins: 2, forecasts: 3 })
    expect(maseOf(comparison)['same-month-last-year']).toBe('1.347308')
  })

  it('a history that is too short, constant or a copy of last year says so, and never gives NaN', () => {
    const short = compareMethods(history(upTo(24)))
    expect(short).toMatchObject({ status: 'too-short', recommended: { kind: 'same-month-last-year' }, origins: 0, forecasts: 0 })
    expect(short.words).toBe('The history has 24 months; comparing methods needs 25. Same month last year is taken because it is the simplest method that this history allows.')
    expect(compareMethods(history([3, 4, 5])).recommended.kind).toBe('mean')
    expect(compareMethods(history([3])).words).toMatch(/^The history has 1 month; /)
    expect(compareMethods(history(upTo(40).map(() => 7)))).toMatchObject({ status: 'no-scale', words: expect.stringContaining('constant') })
    expect(compareMethods(history([...upTo(12), ...upTo(12), ...upTo(12)]))).toMatchObject({ status: 'no-scale', words: expect.stringContaining('repeats last year exactly') })
    for (const each of [short, compareMethods(history([0])), compareMethods(history([null]))]) expect(JSON.stringify(each)).not.toMatch(/NaN|Infinity/)
  })

  it('only forecasts that every method can make count; one that cannot take part says why', () => {
    const gaps = upTo(40).map((each) => (each === 20 ? null : each))
    const comparison = compareMethods(history(gaps))
    // Month 20 is what the same month last year says of month 32; without it all do without that month.
    expect(comparison.forecasts).toBeLessThan(compareMethods(history(upTo(40))).forecasts)
    expect(Object.values(maseOf(comparison))).not.toContain(null)
    const without = compareMethods(history(upTo(40).map((each) => (each % 12 === 5 && each < 25 ? null : each))))
    expect(without.methods.find((each) => each.method.kind === 'holt-winters')).toMatchObject({ mase: null, reason: 'A month of the year is missing in both of the first two years.' })
    expect(without.status).toBe('compared')
  })

  it('finds the season where there is one', () => {
    expect(['same-month-last-year', 'holt-winters']).toContain(compareMethods(busyHistory(60)).recommended.kind)
  })

  it('a scaled history has the same MASE', () => {
    const [plain, scaled] = [busyHistory(48), { ...busyHistory(48), quantities: busyHistory(48).quantities.map((each) => (each === null ? null : each * 1024n)) }].map((each) => maseOf(compareMethods(each)))
    for (const { kind } of comparedMethods()) expect(Number(scaled?.[kind])).toBeCloseTo(Number(plain?.[kind]), 5)
  })
})

function half(value: string | null, interval: Interval | null): number {
  return interval === null || value === null ? Number.NaN : decimal(interval.high).minus(decimal(quantity(value))).toNumber()
}

function widths(method: ForecastMethod, months: number, horizon = 24): readonly { readonly wide80: number; readonly wide95: number }[] {
  const made = forecast({ history: busyHistory(months), method, horizon })
  if (!made.ok) throw new Error('Refused')
  return made.value.months.map((each) => ({ wide80: half(each.quantity, each.interval80), wide95: half(each.quantity, each.interval95) }))
}

describe('PROJ-1: intervals', () => {
  it('come from the errors of the past (worked by hand)', () => {
    // 1, 2, ... 35: the same month last year is always 12 too low, so the root mean squared error is 12 at each horizon up to six.
    const made = forecast({ history: history(upTo(35)), method: { kind: 'same-month-last-year' }, horizon: 24 })
    if (!made.ok) throw new Error('Refused')
    // 24 +/- 12 x 1.281552 and 12 x 1.959964
    expect(made.value.months[0]).toEqual({ month: '2003-12', quantity: '24', reason: '', interval80: { low: '8.621376', high: '39.378624' }, interval95: { low: '0.480432', high: '47.519568' } })
    // Beyond six months it grows with the root: 24 months ahead it is twice as wide, 35 + 30.757248; below zero is zero.
    expect(made.value.months[23]).toMatchObject({ quantity: '35', interval80: { low: '4.242752', high: '65.757248' }, interval95: { low: '0' } })
  })

  it.each(comparedMethods().map((method) => ({ method, kind: method.kind })))('of $kind never get narrower with time, and 95 % holds 80 %', ({ method }) => {
    const all = widths(method, 60)
    for (const [index, each] of all.entries()) {
      expect(each.wide95).toBeGreaterThan(each.wide80)
      expect(each.wide80).toBeGreaterThanOrEqual(all[index - 1]?.wide80 ?? 0)
    }
  })

  it('are left out, with the reason, where the past gives too few errors', () => {
    const made = forecast({ history: busyHistory(29), method: { kind: 'drift' }, horizon: 1 })
    expect(made).toMatchObject({ ok: true, value: { intervalReason: 'No interval: it needs 6 forecasts of the past, from 24 months on; the history has 29 months.', months: [{ interval80: null, interval95: null }] } })
    expect(forecast({ history: busyHistory(30), method: { kind: 'drift' }, horizon: 1 })).toMatchObject({ ok: true, value: { intervalReason: '', months: [{ interval80: { low: expect.any(String) } }] } })
  })
})

test('PROJ-1: whatever the history holds, no figure is NaN or infinite, and each is canonical', () => {
  const value = fc.oneof(fc.constant(null), fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n }), fc.bigInt({ min: 0n, max: 100n }))
  fc.assert(fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 120 }), (quantities, horizon) => {
    const series = { first: month('1990-01'), quantities }
    const comparison = compareMethods(series)
    for (const method of comparedMethods()) {
      const made = forecast({ history: series, method, horizon })
      if (!made.ok) throw new Error('Refused')
      for (const each of made.value.months) {
        expect(each.quantity === null).toBe(each.reason !== '')
        const texts = [each.quantity, each.interval80?.low, each.interval95?.high].filter((text) => typeof text === 'string')
        expect(texts.map((text) => quantity(text))).toEqual(texts)
      }
    }
    for (const { mase, reason } of comparison.methods) expect(mase === null ? reason : quantity(mase)).not.toBe('')
  }), { numRuns: 60 })
})

test('PROJ-1: ten million million units and a thousand months are taken; more is refused with the reason', () => {
  const large = history(upTo(1_000).map((each) => `${10_000_000_000_000 + each}.000001`), '1950-01')
  expect(compareMethods(large).status).toBe('compared')
  expect(forecast({ history: large, method: { kind: 'linear-trend' }, horizon: 1 })).toMatchObject({ ok: true, value: { months: [{ quantity: '10000000001001.000001' }] } })
  expect(seriesOf([{ month: month('1900-01'), quantity: quantity('1') }, { month: month('2000-01'), quantity: quantity('1') }])).toMatchObject({ ok: false, failure: [{ code: 'too-many-rows' }] })
  expect(seriesOf([{ month: month('2004-01'), quantity: quantity('0.0000001') }])).toMatchObject({ ok: false, failure: [{ code: 'too-many-places' }] })
  expect(seriesOf([{ month: month('2004-01'), quantity: quantity('1') }, { month: month('2004-01'), quantity: quantity('1') }])).toMatchObject({ ok: false, failure: [{ code: 'duplicate-month', message: '2004-01 stands twice in the history.' }] })
})
