/** Histories for tests of the projection. */
import { readDecimal, type DecimalText } from '../../src-shared/domain/decimal.ts'
import { monthAfter, month } from '../../src-shared/domain/month.ts'
import { seriesOf, type MonthlySeries } from '../../src-shared/domain/projection/series.ts'

/** Canonical text of a number that is written down in a test. */
export function quantity<Unit extends string = 'units'>(text: string): DecimalText<Unit> {
  const read = readDecimal<Unit>(text)
  if (!read.ok) throw new Error(read.failure.message)
  return read.value
}

/** Months from January 2001 on; null is missing. @example history(['5', null, '7.5']) */
export function history(values: readonly (string | number | null)[], first = '2001-01'): MonthlySeries {
  const series = seriesOf(values.map((value, index) => ({ month: monthAfter(month(first), index), quantity: value === null ? null : quantity(String(value)) })))
  if (!series.ok) throw new Error(series.failure.map((each) => each.message).join(' '))
  return series.value
}

const SEASON = [0, 40, 90, 30, -20, -60, -80, -50, 10, 20, 30, -10]

/** The same in every run: a level, a trend, a season and some noise, in whole units. */
export function busyHistory(months: number, seed = 7): MonthlySeries {
  let state = seed
  const next = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
  return history(Array.from({ length: months }, (_, index) => 1_000 + 3 * index + (SEASON[index % 12] ?? 0) + next(60)))
}
