/** Each method of PROJ-1 fitted to the beginning of a history; figures in millionths of a unit, each rounded once. */
import { roundRatio } from '../costs/ratio.ts'
import { assertNever } from '../result.ts'
import { carryStates, fitHoltWinters, LEAST_MONTHS, partsAt, SEASON, wholeOf, type HoltWinters } from './holt-winters.ts'
import type { ForecastMethod } from './method.ts'
import { microUnits } from '../micro-units.ts'
import { hasMonthAt, isWithinRange, monthAt, type History } from './series.ts'

/** What a method knows: the first `length` months of a history. */
export type Training = { readonly history: History; readonly length: number }

/** A figure, or in words why the method has none. */
export type Figure = bigint | string

/** Gives the figure of the month so many months after the last one that it knows; 1 is the next. */
export type Fit = (horizon: number) => Figure

const TOO_LARGE = 'The figure is out of range.'

function none(why: string): Fit {
  return () => why
}

/** The place of the month that the seasonal naive figure repeats: the same calendar month in the last known year. */
export function sameMonthPlace(length: number, horizon: number): number {
  return length + horizon - 1 - SEASON * Math.ceil(horizon / SEASON)
}

function sameMonth({ history, length }: Training): Fit {
  return (horizon) => {
    const place = sameMonthPlace(length, horizon)
    if (place < 0) return 'The history does not reach back to the same month last year.'
    return history.values[place] ?? `${monthAt(history, place)} is missing, and this method repeats it.`
  }
}

/** Places from (included) and to (not included) of what a mean is taken of. */
export function meanSpan({ length }: Training, months: number): { readonly from: number; readonly to: number } {
  return { from: Math.max(0, length - months), to: length }
}

function mean(training: Training, months: number): Fit {
  const { counts, sums } = training.history
  const { from, to } = meanSpan(training, months)
  const count = (counts[to] ?? 0) - (counts[from] ?? 0)
  if (count === 0) return none(`None of the last ${months} months is known.`)
  const figure = roundRatio({ numerator: (sums[to] ?? 0n) - (sums[from] ?? 0n), denominator: BigInt(count) }, 1n)
  return () => figure
}

/** First and last known month of a training part; undefined where they are the same. */
export function driftEnds({ history, length }: Training): { readonly last: number; readonly first: bigint; readonly end: bigint } | undefined {
  const last = history.lastKnown[length] ?? -1
  const [first, end] = [history.values[0], history.values[last]]
  return last <= 0 || first === undefined || first === null || end === undefined || end === null ? undefined : { last, first, end }
}

function drift(training: Training): Fit {
  const ends = driftEnds(training)
  if (ends === undefined) return none('Drift needs two months.')
  const { last, first, end } = ends
  const denominator = BigInt(last)
  return (horizon) => roundRatio({ numerator: end * denominator + (end - first) * BigInt(training.length + horizon - 1 - last), denominator }, 1n)
}

/** Sums of least squares: `n`, of x, of x squared, of y, of x y; and `n x the sum of x squared - (sum of x) squared`. */
export function trendSums({ history, length }: Training): { readonly count: number; readonly x: number; readonly xx: number; readonly y: bigint; readonly xy: bigint; readonly spread: number } {
  const [count = 0, x = 0, xx = 0] = [history.counts[length], history.xSums[length], history.xxSums[length]]
  return { count, x, xx, y: history.sums[length] ?? 0n, xy: history.xySums[length] ?? 0n, spread: count * xx - x * x }
}

function linearTrend(training: Training): Fit {
  const { count, x, y, xy, spread } = trendSums(training)
  if (spread === 0) return none('A trend needs two months.')
  const n = BigInt(count)
  const slope = n * xy - BigInt(x) * y
  const [divisor, denominator] = [BigInt(spread), n * BigInt(spread)]
  // mean of y + slope x (place - mean of x), over one divisor.
  return (horizon) => roundRatio({ numerator: y * divisor + slope * (n * BigInt(training.length + horizon - 1) - BigInt(x)), denominator }, 1n)
}

const whole = new WeakMap<History, HoltWinters | string>()

/** The fit, or in words why there is none; that to a whole history is remembered. */
export function holtWintersOf({ history, length }: Training): HoltWinters | string {
  const known = length === history.values.length ? whole.get(history) : undefined
  if (known !== undefined) return known
  const made = length < LEAST_MONTHS ? `Holt-Winters needs ${LEAST_MONTHS} months; the history has ${length}.` : (fitHoltWinters(history.floats, length) ?? 'A month of the year is missing in both of the first two years.')
  if (length === history.values.length) whole.set(history, made)
  return made
}

/** Level, trend and season of a month, each rounded once; the figure is their sum. */
export function holtWintersParts(fitted: HoltWinters, at: { readonly length: number; readonly horizon: number }): { readonly level: bigint; readonly trend: bigint; readonly season: bigint } {
  const { level, trend, season } = partsAt(fitted, at)
  return { level: wholeOf(level), trend: wholeOf(trend), season: wholeOf(season) }
}

function holtWinters({ length }: Training, fitted: HoltWinters | string): Fit {
  if (typeof fitted === 'string') return none(fitted)
  return (horizon) => {
    const { level, trend, season } = holtWintersParts(fitted, { length, horizon })
    return level + trend + season
  }
}

function typed({ history, length }: Training, values: Extract<ForecastMethod, { readonly kind: 'typed' }>['values']): Fit {
  return (horizon) => {
    const value = hasMonthAt(history, length + horizon - 1) ? values.get(monthAt(history, length + horizon - 1)) : undefined
    return value === undefined ? 'Nothing is typed for this month.' : microUnits(value)
  }
}

function fitOf(method: ForecastMethod, training: Training): Fit {
  switch (method.kind) {
    case 'same-month-last-year':
      return sameMonth(training)
    case 'mean':
      return mean(training, method.months)
    case 'drift':
      return drift(training)
    case 'linear-trend':
      return linearTrend(training)
    case 'holt-winters':
      return holtWinters(training, holtWintersOf(training))
    case 'typed':
      return typed(training, method.values)
    default:
      return assertNever(method)
  }
}

/** True when the method may give less than zero: credits stand in what it knows, or were typed. */
export function allowsNegative(method: ForecastMethod, { history, length }: Training): boolean {
  return history.firstNegative < length || (method.kind === 'typed' && [...method.values.values()].some((each) => each.startsWith('-')))
}

function withinRange(fit: Fit): Fit {
  return (horizon) => {
    const figure = fit(horizon)
    return typeof figure === 'string' || isWithinRange(figure) ? figure : TOO_LARGE
  }
}

/** The method fitted to a training part, as it comes out: it may fall below zero. */
export function fitPlainly(method: ForecastMethod, training: Training): Fit {
  if (training.length === 0 && method.kind !== 'typed') return none('The history has no figures.')
  return withinRange(fitOf(method, training))
}

/** Below zero is zero. */
export function keptFromNegative(fit: Fit): Fit {
  return (horizon) => {
    const figure = fit(horizon)
    return typeof figure === 'bigint' && figure < 0n ? 0n : figure
  }
}

/**
 * The method fitted to a training part. Below zero is zero, unless the training part has credits.
 *
 * @example fitMethod({ kind: 'mean', months: 2 }, { history, length: 3 })(1) // of 5, 6 and 8 units: 7000000n
 */
export function fitMethod(method: ForecastMethod, training: Training): Fit {
  const fit = fitPlainly(method, training)
  return allowsNegative(method, training) ? fit : keptFromNegative(fit)
}

/**
 * Fits Holt-Winters to one training part after the other, each longer than the one before: carries its states through every month, and
 * searches its parameters anew once in twelve months. To search them for each part takes ten times as long and changes little. What it
 * gives holds until it is asked for the next one.
 */
export function holtWintersRepeatedly(history: History): (length: number) => HoltWinters | string {
  let known: { readonly fitted: HoltWinters; readonly since: number; length: number } | null = null
  return (length) => {
    if (known === null || length >= known.since + SEASON) {
      const fresh = holtWintersOf({ history, length })
      if (typeof fresh === 'string') return fresh
      known = { fitted: { ...fresh, states: fresh.states.slice() }, since: length, length }
      return known.fitted
    }
    const { parameters, states } = known.fitted
    carryStates(states, { values: history.floats, from: known.length, length, parameters })
    known.length = length
    return known.fitted
  }
}

/** Fits the method to one training part after the other, each longer than the one before. */
export function fitRepeatedly(method: ForecastMethod, history: History): (length: number) => Fit {
  if (method.kind !== 'holt-winters') return (length) => fitMethod(method, { history, length })
  const fitTo = holtWintersRepeatedly(history)
  return (length) => {
    const training = { history, length }
    const fit = withinRange(holtWinters(training, fitTo(length)))
    return allowsNegative(method, training) ? fit : keptFromNegative(fit)
  }
}
