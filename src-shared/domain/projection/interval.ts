/** How far a forecast may be off, from what the method's own forecasts of the past were off by (PROJ-1). */
import { Decimal, round, toText, type Factor } from '../decimal.ts'
import type { ForecastMethod } from './method.ts'
import { MOST_HORIZON, originErrors } from './rolling-origins.ts'
import type { History } from './series.ts'

/** Quantiles of the normal distribution. */
export const INTERVALS = [{ level: 80, quantile: toText<'1'>(new Decimal('1.281552')) }, { level: 95, quantile: toText<'1'>(new Decimal('1.959964')) }] as const
export type IntervalLevel = (typeof INTERVALS)[number]['level']

/** Fewer errors than these say nothing about a horizon. */
export const LEAST_ERRORS = 6
const PLACES = 6

/** Of one horizon: root mean squared error in millionths, over how many forecasts; for horizons that were not tried, by how much the last one that was is widened. */
export type Spread = { readonly rootMeanSquare: bigint; readonly errors: number; /** The horizon that it was measured at. */ readonly measuredAt: number; readonly widening: Factor }

/** The whole number whose square is the largest that is not above `square`; Newton's steps down from a first guess. */
function wholeRoot(square: bigint): bigint {
  if (square === 0n) return 0n
  let root = BigInt(Math.floor(Math.sqrt(Number(square)) * (1 + 1e-9))) + 1n
  for (let next = (root + square / root) / 2n; next < root; next = (root + square / root) / 2n) root = next
  return root
}

/** Root of the mean of squares, half up to a millionth: half of the whole root of four times the mean, rounded. */
function rootMeanSquare(errors: readonly bigint[]): bigint {
  const squares = errors.reduce((sum, each) => sum + each * each, 0n)
  return (wholeRoot((4n * squares) / BigInt(errors.length)) + 1n) / 2n
}

const widenings = new Map<string, Factor>()

/** Root of how much farther away the month is. */
function wideningOf(horizon: number, measured: number): Factor {
  const key = `${horizon}/${measured}`
  const known = widenings.get(key)
  if (known !== undefined) return known
  const made: Factor = toText(round(new Decimal(horizon).div(measured).sqrt(), PLACES))
  widenings.set(key, made)
  return made
}

const ONE: Factor = toText(new Decimal(1))

/**
 * Spreads by horizon, each at least as wide as the one before it; beyond the last horizon with enough errors it grows with the root of the
 * horizon. Undefined where not even one month ahead was tried often enough.
 */
export function spreadsOf(history: History, method: ForecastMethod): ((horizon: number) => Spread) | undefined {
  const errors = originErrors(history, method)
  const measured: Spread[] = []
  for (let horizon = 1; horizon <= MOST_HORIZON; horizon += 1) {
    const known = errors.flatMap((each, cell) => (each !== null && cell % MOST_HORIZON === horizon - 1 ? [each] : []))
    if (known.length < LEAST_ERRORS) break
    const [own, before] = [rootMeanSquare(known), measured.at(-1)]
    measured.push(before !== undefined && before.rootMeanSquare > own ? before : { rootMeanSquare: own, errors: known.length, measuredAt: horizon, widening: ONE })
  }
  const last = measured.at(-1)
  if (last === undefined) return undefined
  return (horizon) => measured[horizon - 1] ?? { ...last, widening: wideningOf(horizon, measured.length) }
}
