import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'

import { Decimal } from '../../src-shared/domain/decimal.ts'
import { forecast } from '../../src-shared/domain/projection/forecast.ts'
import { carryStates, firstStates, fitHoltWinters, partsAt } from '../../src-shared/domain/projection/holt-winters.ts'
import { comparedMethods, type ForecastMethod } from '../../src-shared/domain/projection/method.ts'
import { microOf } from '../../src-shared/domain/micro-units.ts'
import { month } from '../../src-shared/domain/month.ts'
import type { MonthlySeries } from '../../src-shared/domain/projection/series.ts'
import { busyHistory, history, quantity } from '../support/monthly-series.ts'

function figures(series: MonthlySeries, method: ForecastMethod, horizon = 3): readonly (string | null)[] {
  const made = forecast({ history: series, method, horizon })
  if (!made.ok) throw new Error(made.failure.map((each) => each.message).join(' '))
  return made.value.months.map((each) => each.quantity)
}

function reasons(series: MonthlySeries, method: ForecastMethod, horizon = 1): readonly string[] {
  const made = forecast({ history: series, method, horizon })
  return made.ok ? made.value.months.map((each) => each.reason) : made.failure.map((each) => each.message)
}

function micro(text: string | null | undefined): bigint {
  const read = microOf(quantity(text ?? ''))
  if (!read.ok) throw new Error('Not a quantity')
  return read.value
}

describe('PROJ-1: same month last year', () => {
  it('repeats the last known year, also beyond twelve months', () => {
    const year = Array.from({ length: 12 }, (_, index) => index + 1)
    expect(figures(history(year), { kind: 'same-month-last-year' }, 14)).toEqual([...year, 1, 2].map(String))
  })

  it('says which month is missing instead of taking it as zero', () => {
    const series = history([1, null, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(figures(series, { kind: 'same-month-last-year' })).toEqual(['1', null, '3'])
    expect(reasons(series, { kind: 'same-month-last-year' }, 2)[1]).toBe('2001-02 is missing, and this method repeats it.')
    expect(reasons(history([1, 2]), { kind: 'same-month-last-year' })).toEqual(['The history does not reach back to the same month last year.'])
  })
})

describe('PROJ-1: mean of the last n', () => {
  it('is rounded half up to six places, once', () => {
    // (5 + 6 + 8) / 3 = 6.3333333...; (0.000001 + 0.000002) / 2 = 0.0000015
    expect(figures(history([100, 5, 6, 8]), { kind: 'mean', months: 3 }, 2)).toEqual(['6.333333', '6.333333'])
    expect(figures(history(['0.000001', '0.000002']), { kind: 'mean', months: 2 }, 1)).toEqual(['0.000002'])
  })

  it('is taken of the months that are known', () => {
    expect(figures(history([100, 6, null, 8]), { kind: 'mean', months: 3 }, 1)).toEqual(['7'])
  })

  it.each([0, -1, 1.5, Number.NaN, 1e9])('refuses a mean of %s months', (months) => {
    expect(forecast({ history: history([1]), method: { kind: 'mean', months }, horizon: 1 })).toMatchObject({ ok: false, failure: [{ code: 'number-out-of-range' }] })
  })
})

describe('PROJ-1: drift', () => {
  it('goes on as from the first month to the last', () => {
    // 16 + h (16 - 10) / 3
    expect(figures(history([10, 30, null, 16]), { kind: 'drift' })).toEqual(['18', '20', '22'])
    expect(reasons(history([4]), { kind: 'drift' })).toEqual(['Drift needs two months.'])
  })
})

describe('PROJ-1: linear trend', () => {
  it('gives the line of Anscombe\'s first data set (1973), y = 3.0001 + 0.5001 x', () => {
    // x = 4 to 14 in order; slope 5.501 / 11, intercept 3.00009090...: at x = 15 it is 10.50145454...
    const y = ['4.26', '5.68', '7.24', '4.82', '6.95', '8.81', '8.04', '8.33', '10.84', '7.58', '9.96']
    expect(figures(history(y), { kind: 'linear-trend' }, 2)).toEqual(['10.501455', '11.001545'])
  })

  it('leaves missing months out and does not fall below zero, unless there are credits', () => {
    expect(figures(history([10, null, 6, 4]), { kind: 'linear-trend' }, 4)).toEqual(['2', '0', '0', '0'])
    expect(figures(history([2, 0, -2]), { kind: 'linear-trend' }, 2)).toEqual(['-4', '-6'])
    expect(reasons(history([4]), { kind: 'linear-trend' })).toEqual(['A trend needs two months.'])
  })
})

function mean(all: readonly Decimal[]): Decimal {
  return all.reduce((total, each) => total.plus(each), new Decimal(0)).div(all.length)
}

/** Written once more, from the formulas of the methodology, with 40 digits: level, slope, seasons. */
function statesInDecimals(values: Float64Array, parameters: readonly [number, number, number, number]): readonly Decimal[] {
  const months = Array.from(values, (each) => new Decimal(each))
  const [alpha, beta, gamma, phi] = parameters.map((each) => new Decimal(each).div(100))
  let slope = mean(months.slice(12, 24)).minus(mean(months.slice(0, 12))).div(12)
  const detrended = months.slice(0, 24).map((each, index) => each.minus(slope.times(index + 1)))
  let level = mean(detrended)
  const seasons = detrended.slice(0, 12).map((each, index) => mean([each, detrended[index + 12] ?? each]).minus(level))
  for (const [index, value] of months.entries()) {
    const season = seasons[index % 12] ?? new Decimal(0)
    const damped = slope.times(phi ?? 1)
    const error = value.minus(level).minus(damped).minus(season)
    level = level.plus(damped).plus(error.times(alpha ?? 0))
    slope = damped.plus(error.times(alpha ?? 0).times(beta ?? 0))
    seasons[index % 12] = season.plus(error.times(gamma ?? 0))
  }
  return [level, slope, ...seasons]
}

/** The bounds of the search. */
function isWithin([level, trend, season, damping]: readonly [number, number, number, number]): boolean {
  return level >= 1 && level <= 99 && trend >= 0 && trend <= 99 && season >= 0 && season <= 100 - level && damping >= 80 && damping <= 98
}

describe('PROJ-1: Holt-Winters, additive and damped', () => {
  it('updates from the first observation on (worked by hand with a season of two)', () => {
    // alpha 0.5, beta 0.4, gamma 0.2, phi 0.9 on level 10, slope 1, seasons 2 and -2; the history is 14, 9.
    // 14: 10 + 0.9 = 10.9, error 14 - 12.9 = 1.1, level 11.45, slope 0.9 + 0.4 x 0.55 = 1.12, season 2.22
    //  9: 11.45 + 1.008 = 12.458, error 9 - 10.458 = -1.458, level 11.729, slope 1.008 - 0.2916 = 0.7164, season -2.2916
    const states = Float64Array.of(10, 1, 2, -2)
    const parameters = [50, 40, 20, 90] as const
    expect(carryStates(states, { values: Float64Array.of(14, 9), length: 2, parameters })).toBeCloseTo(1.1 ** 2 + 1.458 ** 2, 12)
    for (const [index, value] of [11.729, 0.7164, 2.22, -2.2916].entries()) expect(states[index]).toBeCloseTo(value, 12)
    const two = partsAt({ parameters, states, squaredErrors: 0 }, { length: 2, horizon: 2 })
    // (0.9 + 0.81) x 0.7164
    expect([two.level, two.trend, two.season].map((each) => each.toFixed(9))).toEqual(['11.729000000', '1.225044000', '-2.291600000'])
  })

  it('carries the states over a missing month and corrects nothing', () => {
    const states = Float64Array.of(10, 1, 2, -2)
    expect(carryStates(states, { values: Float64Array.of(Number.NaN), length: 1, parameters: [50, 40, 20, 90] })).toBe(0)
    expect([...states]).toEqual([10.9, 0.9, 2, -2])
  })

  it('begins with the slope and the season of the first two years', () => {
    const season = [5, -3, 1, 0, -7, 4, 2, -2, 6, -6, 1, -1]
    const values = Float64Array.from({ length: 24 }, (_, index) => 100 + 2 * (index + 1) + (season[index % 12] ?? 0))
    const states = firstStates(values)
    for (const [index, value] of [100, 2, ...season].entries()) expect(states?.[index]).toBeCloseTo(value, 9)
    // One of the two Marches is enough; without both there is no March.
    values[2] = Number.NaN
    for (const [index, value] of [100, 2, ...season].entries()) expect(firstStates(values)?.[index]).toBeCloseTo(value, 9)
    values[14] = Number.NaN
    expect(firstStates(values)).toBeUndefined()
  })

  it('repeats a season without a trend exactly', () => {
    const year = [100, 120, 90, 80, 70, 60, 50, 60, 80, 100, 110, 130]
    expect(figures(history([...year, ...year, ...year]), { kind: 'holt-winters' }, 12)).toEqual(year.map(String))
  })

  it('finds parameters within their bounds that no neighbour betters', () => {
    const values = Float64Array.from(busyHistory(60).quantities, Number)
    const fitted = fitHoltWinters(values, 60)
    const [level = 0, trend = 0, season = 0, damping = 0] = fitted?.parameters ?? []
    expect(season).toBeLessThanOrEqual(100 - level)
    const errorsAt = (parameters: readonly [number, number, number, number]): number => carryStates(firstStates(values) ?? new Float64Array(14), { values, length: 60, parameters })
    const neighbours = [1, -1].flatMap((by): readonly (readonly [number, number, number, number])[] => [[level + by, trend, season, damping], [level, trend + by, season, damping], [level, trend, season + by, damping], [level, trend, season, damping + by]])
    expect(fitted?.squaredErrors).toBe(errorsAt([level, trend, season, damping]))
    expect(Math.min(...neighbours.filter(isWithin).map(errorsAt))).toBeGreaterThanOrEqual(fitted?.squaredErrors ?? Number.NaN)
  })

  it('NUM-1: its binary fractions are within 10^-12 of the largest month of what 40 digits give', () => {
    for (const months of [24, 60, 1_000]) {
      const values = Float64Array.from(busyHistory(months).quantities, Number)
      const fitted = fitHoltWinters(values, months)
      if (fitted === undefined) throw new Error('No fit')
      const exact = statesInDecimals(values, fitted.parameters)
      const largest = Math.max(...values)
      for (const [index, state] of exact.entries()) expect(state.minus(fitted.states[index] ?? 0).abs().div(largest).toNumber()).toBeLessThan(1e-12)
    }
  })

  it('says what it lacks', () => {
    expect(reasons(busyHistory(23), { kind: 'holt-winters' })).toEqual(['Holt-Winters needs 24 months; the history has 23.'])
    const gaps = busyHistory(30).quantities.map((each, index) => (index % 12 === 4 ? null : each))
    expect(reasons({ first: month('2001-01'), quantities: gaps }, { kind: 'holt-winters' })).toEqual(['A month of the year is missing in both of the first two years.'])
  })
})

test('PROJ-1: typed months stand as they are typed; the others have no figure', () => {
  const method: ForecastMethod = { kind: 'typed', values: new Map([[month('2001-03'), quantity('12.5')]]) }
  expect(figures(history([1]), method, 2)).toEqual([null, '12.5'])
  expect(reasons(history([1]), method)).toEqual(['Nothing is typed for this month.'])
  expect(reasons(history([1]), { kind: 'typed', values: new Map([[month('2001-02'), quantity('0.0000001')]]) })).toEqual(['2001-02: 0.0000001 has more than 6 decimal places.'])
})

const whole = fc.integer({ min: 0, max: 9_000_000 })
const EXACT = comparedMethods().filter((each) => each.kind !== 'holt-winters')

test.each(EXACT.map((method) => ({ method, kind: method.kind })))('PROJ-1: $kind is the same on a history moved up or scaled, moved or scaled', ({ method }) => {
  fc.assert(fc.property(fc.array(fc.option(whole, { freq: 6 }), { minLength: 14, maxLength: 40 }), fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 2, max: 50 }), (values, shift, factor) => {
    fc.pre(values.some((each) => each !== null))
    const at = (change: (value: number) => number): readonly (string | null)[] => figures(history(values.map((each) => (each === null ? null : change(each)))), method, 15)
    const [plain, shifted, scaled] = [at((each) => each + 100_000_000), at((each) => each + 100_000_000 + shift), at((each) => (each + 100_000_000) * factor)]
    for (const [index, value] of plain.entries()) {
      expect([shifted[index] === null, scaled[index] === null]).toEqual([value === null, value === null])
      if (value === null || (shifted[index] ?? '0') === '0' || value === '0') continue
      expect(micro(shifted[index]) - micro(value)).toBe(BigInt(shift) * 1_000_000n)
      const difference = micro(scaled[index]) - micro(value) * BigInt(factor)
      // The one rounding of the smaller figure, times the factor.
      expect(difference < 0n ? -difference : difference).toBeLessThanOrEqual(BigInt(factor))
    }
  }), { numRuns: 60 })
})

test('PROJ-1: Holt-Winters on a doubled history gives the double', () => {
  fc.assert(fc.property(fc.array(whole, { minLength: 24, maxLength: 48 }), (values) => {
    const [plain, doubled] = [figures(history(values), { kind: 'holt-winters' }, 12), figures(history(values.map((each) => each * 2)), { kind: 'holt-winters' }, 12)]
    for (const [index, value] of plain.entries()) {
      const difference = micro(doubled[index]) - 2n * micro(value)
      expect(difference < 0n ? -difference : difference).toBeLessThanOrEqual(6n)
    }
  }), { numRuns: 30 })
})

test('PROJ-1: a missing month is never taken as zero', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 46 }), fc.integer({ min: 500, max: 5_000 }), (gap, level) => {
    // On a constant history every method says the constant, whatever is missing in it; a zero would pull it down.
    const series = history(Array.from({ length: 48 }, (_, index) => (index === gap ? null : level)))
    for (const method of comparedMethods()) {
      for (const value of figures(series, method, 12)) expect([null, String(level)]).toContain(value)
    }
  }), { numRuns: 40 })
})
