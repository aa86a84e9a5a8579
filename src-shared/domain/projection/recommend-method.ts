/**
 * The method that the comparison recommends (PROJ-1), without its figures: for plans of a hundred thousand histories. Errors are taken in
 * binary fractions, which decide only where the best method is so far ahead that no rounding could change it; elsewhere the comparison
 * itself decides. Which method is taken is steering; no figure is made of these.
 */
import { assertNever } from '../result.ts'
import { compareMethods, isTooShort, methodWithoutComparison } from './compare-methods.ts'
import { holtWintersRepeatedly, sameMonthPlace } from './fit.ts'
import { partsAt, SEASON } from './holt-winters.ts'
import { comparedMethods, type ForecastMethod } from './method.ts'
import { FIRST_ORIGIN, LEAST_SHARE, MOST_HORIZON } from './rolling-origins.ts'
import { historyOf, type History, type MonthlySeries } from './series.ts'

/** Of longer histories sums of doubles lose too many digits. */
const MOST_MONTHS = 240
/** Up to here every quantity is a whole double. */
const LARGEST = Number.MAX_SAFE_INTEGER
/** A MASE is compared when it is rounded to six places. */
const ROUNDING = 1e-5
/** Far more than the error of any of the sums, as a share of the largest quantity, and of a MASE. */
const SHARE_OF_LARGEST = 1e-9
const SHARE_OF_MASE = 1e-6
/** A figure is rounded to a millionth, that of Holt-Winters in three parts. */
const ROUNDED_PARTS = 2

/** Room that is used again and again: asked for anew for each of a hundred thousand histories, it costs as much as the arithmetic. */
const room = {
  scales: new Float64Array(MOST_MONTHS), isUsable: new Uint8Array(MOST_MONTHS * MOST_HORIZON), figures: new Float64Array(MOST_HORIZON), errors: [] as Float64Array[],
  errorsOf: (index: number): Float64Array => (room.errors[index] ??= new Float64Array(MOST_MONTHS * MOST_HORIZON)),
}

/** Largest quantity; NaN where the doubles do not hold the history as it is. */
function largestOf({ floats }: History): number {
  let largest = 0
  for (const value of floats) largest = Math.max(largest, Number.isNaN(value) ? 0 : Math.abs(value))
  return largest <= LARGEST ? largest : Number.NaN
}

/** The mean seasonal naive error of each training part; 0 where there is none. */
function scalesOf({ floats }: History): Float64Array {
  const scales = room.scales.fill(0, 0, floats.length - FIRST_ORIGIN)
  let [pairs, distance] = [0, 0]
  for (let length = SEASON + 1; length < floats.length; length += 1) {
    const apart = Math.abs((floats[length - 1] ?? Number.NaN) - (floats[length - 1 - SEASON] ?? Number.NaN))
    if (!Number.isNaN(apart)) {
      pairs += 1
      distance += apart
    }
    if (length >= FIRST_ORIGIN && distance > 0) scales[length - FIRST_ORIGIN] = distance / pairs
  }
  return scales
}

/** Writes what a method says of the months after a training part into `figures`, the next one first; NaN where it has none. */
type Approximation = (length: number, figures: Float64Array) => void

/** What grows by the same step from month to month. */
function fillLine(figures: Float64Array, next: number, step: number): void {
  for (let ahead = 0; ahead < figures.length; ahead += 1) figures[ahead] = next + step * ahead
}

function sameMonth({ floats }: History): Approximation {
  return (length, figures) => {
    for (let ahead = 0; ahead < figures.length; ahead += 1) figures[ahead] = floats[sameMonthPlace(length, ahead + 1)] ?? Number.NaN
  }
}

function mean({ floats }: History, months: number): Approximation {
  return (length, figures) => {
    let [sum, count] = [0, 0]
    for (let place = Math.max(0, length - months); place < length; place += 1) {
      const value = floats[place] ?? Number.NaN
      if (Number.isNaN(value)) continue
      sum += value
      count += 1
    }
    // Nothing over nothing is not a number.
    fillLine(figures, sum / count, 0)
  }
}

function drift({ floats, lastKnown }: History): Approximation {
  return (length, figures) => {
    const last = lastKnown[length] ?? -1
    const [first, end] = [floats[0] ?? Number.NaN, floats[last] ?? Number.NaN]
    const step = last <= 0 ? Number.NaN : (end - first) / last
    fillLine(figures, end + step * (length - last), step)
  }
}

/** Least squares; training parts are asked for one longer than the other, and their sums run on. */
function linearTrend({ floats }: History): Approximation {
  let [place, n, x, xx, y, xy] = [0, 0, 0, 0, 0, 0]
  return (length, figures) => {
    for (; place < length; place += 1) {
      const value = floats[place] ?? Number.NaN
      if (Number.isNaN(value)) continue
      n += 1
      x += place
      xx += place * place
      y += value
      xy += place * value
    }
    const spread = n * xx - x * x
    const step = spread === 0 ? Number.NaN : (n * xy - x * y) / spread
    fillLine(figures, y / n + step * (length - x / n), step)
  }
}

function holtWinters(history: History): Approximation {
  const fitTo = holtWintersRepeatedly(history)
  return (length, figures) => {
    const fitted = fitTo(length)
    for (let ahead = 0; ahead < figures.length; ahead += 1) {
      const parts = typeof fitted === 'string' ? null : partsAt(fitted, { length, horizon: ahead + 1 })
      figures[ahead] = parts === null ? Number.NaN : parts.level + parts.trend + parts.season
    }
  }
}

function approximationOf(method: ForecastMethod, history: History): Approximation {
  switch (method.kind) {
    case 'same-month-last-year':
      return sameMonth(history)
    case 'mean':
      return mean(history, method.months)
    case 'drift':
      return drift(history)
    case 'linear-trend':
      return linearTrend(history)
    case 'holt-winters':
      return holtWinters(history)
    case 'typed':
      return (_, figures) => figures.fill(Number.NaN)
    default:
      return assertNever(method)
  }
}

/** Sizes of the errors, by cells as those of `originErrors`; NaN where there is none. */
function errorsOf(method: ForecastMethod, { history, errors }: { readonly history: History; readonly errors: Float64Array }): Float64Array {
  const { floats, firstNegative } = history
  const fill = approximationOf(method, history)
  const { figures } = room
  for (let length = FIRST_ORIGIN; length < floats.length; length += 1) {
    fill(length, figures)
    const first = (length - FIRST_ORIGIN) * MOST_HORIZON
    for (let ahead = 0; ahead < MOST_HORIZON; ahead += 1) {
      const figure = figures[ahead] ?? Number.NaN
      // Without credits below zero is zero.
      const kept = figure < 0 && firstNegative >= length ? 0 : figure
      errors[first + ahead] = Math.abs(kept - (floats[length + ahead] ?? Number.NaN))
    }
  }
  return errors
}

type Cells = { readonly scales: Float64Array; readonly isUsable: Uint8Array; readonly cellCount: number }

/** How many forecasts of a method can be scaled. */
function countUsable(errors: Float64Array, { isUsable, cellCount }: Cells): number {
  let count = 0
  for (let cell = 0; cell < cellCount; cell += 1) if (isUsable[cell] === 1 && !Number.isNaN(errors[cell] ?? Number.NaN)) count += 1
  return count
}

/** Cells whose training part gives a scale and whose month is known. */
function usableCells(history: History): Cells & { readonly usable: number } {
  const { floats } = history
  const [scales, { isUsable }] = [scalesOf(history), room]
  const cellCount = (floats.length - FIRST_ORIGIN) * MOST_HORIZON
  let usable = 0
  for (let cell = 0; cell < cellCount; cell += 1) {
    const origin = Math.floor(cell / MOST_HORIZON)
    const isIn = (scales[origin] ?? 0) > 0 && !Number.isNaN(floats[FIRST_ORIGIN + origin + (cell % MOST_HORIZON)] ?? Number.NaN)
    isUsable[cell] = isIn ? 1 : 0
    if (isIn) usable += 1
  }
  return { scales, isUsable, cellCount, usable }
}

/** The MASE of each of the methods on the forecasts that all of them have, and the smallest scale among these. */
function masesOf(errors: readonly Float64Array[], { isUsable, scales, cellCount }: Cells): { readonly mases: readonly number[]; readonly smallest: number } {
  const sums = errors.map(() => 0)
  let [count, smallest] = [0, Number.POSITIVE_INFINITY]
  for (let cell = 0; cell < cellCount; cell += 1) {
    if (isUsable[cell] === 0 || errors.some((each) => Number.isNaN(each[cell] ?? Number.NaN))) continue
    const scale = scales[Math.floor(cell / MOST_HORIZON)] ?? Number.NaN
    count += 1
    smallest = Math.min(smallest, scale)
    for (let at = 0; at < errors.length; at += 1) sums[at] = (sums[at] ?? 0) + (errors[at]?.[cell] ?? Number.NaN) / scale
  }
  // Without a forecast in common they are not numbers, and nothing is best.
  return { mases: sums.map((each) => each / count), smallest }
}

/** The method that is ahead of every other by more than rounding could make; undefined where none is. */
function clearlyBest(history: History, methods: readonly ForecastMethod[]): ForecastMethod | undefined {
  const { length } = history.values
  const largest = length <= MOST_MONTHS ? largestOf(history) : Number.NaN
  if (Number.isNaN(largest)) return undefined
  const cells = usableCells(history)
  const least = Math.max(1, cells.usable * LEAST_SHARE)
  const compared = methods.map((method, index) => ({ method, errors: errorsOf(method, { history, errors: room.errorsOf(index) }) })).filter(({ errors }) => countUsable(errors, cells) >= least)
  const { mases, smallest } = masesOf(compared.map(({ errors }) => errors), cells)
  const best = Math.min(...mases)
  const doubt = ROUNDING + (SHARE_OF_LARGEST * largest + ROUNDED_PARTS) / smallest
  const close = mases.reduce((count, each) => (each - best > doubt + SHARE_OF_MASE * each ? count : count + 1), 0)
  return close === 1 ? compared[mases.indexOf(best)]?.method : undefined
}

/**
 * What `compareMethods` recommends, many times faster.
 *
 * @example recommendedMethod(series) // { kind: 'holt-winters' }, as compareMethods(series).recommended
 */
export function recommendedMethod(series: MonthlySeries, methods: readonly ForecastMethod[] = comparedMethods()): ForecastMethod {
  const history = historyOf(series)
  if (isTooShort(history)) return methodWithoutComparison({ history, methods })
  return clearlyBest(history, methods) ?? compareMethods(series, methods).recommended
}
