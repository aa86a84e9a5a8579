/** Units of the coming months (PROJ-1): a method, growth and dated changes on top, an interval around it. */
import type { Factor, Units } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'
import { roundRatio, ratioOf, times } from '../costs/ratio.ts'
import { changesIn, checkAdjustments, grown, growthFactor, growthIn, overlapNotes, sumOfChanges, type Adjustments, type Growth } from './adjustments.ts'
import { allowsNegative, fitPlainly, keptFromNegative, type Figure, type Fit, type Training } from './fit.ts'
import { INTERVALS, LEAST_ERRORS, spreadsOf, type Spread } from './interval.ts'
import { checkMethod, methodWords, type ForecastMethod } from './method.ts'
import { unitsOfMicro } from '../micro-units.ts'
import { isMonthNumber, monthNumber, monthOfNumber, type Month } from '../month.ts'
import { FIRST_ORIGIN } from './rolling-origins.ts'
import { historyOf, isWithinRange, missingMonths, monthAt, type MonthlySeries } from './series.ts'

export type Interval = { readonly low: Units; readonly high: Units }

export type ForecastMonth = {
  readonly month: Month
  /** Null where the method has none, and `reason` says why. */
  readonly quantity: Units | null
  readonly reason: string
  readonly interval80: Interval | null
  readonly interval95: Interval | null
}

export type Forecast = {
  readonly method: ForecastMethod
  readonly label: string
  readonly months: readonly ForecastMonth[]
  /** Why there are no intervals; empty where there are. */
  readonly intervalReason: string
  /** Missing months, changes that the history may hold already. */
  readonly notes: readonly Issue[]
}

/** `withIntervals`: false where nobody looks at them, since they try every forecast of the past; true by default. */
export type ForecastRequest = { readonly history: MonthlySeries; readonly method: ForecastMethod; readonly withIntervals?: boolean } & Partial<Adjustments>

/** Ten years. */
export const MOST_FORECAST_MONTHS = 120

/** All that a month's figure is made of; explanations take the same way. */
export type Projector = { readonly training: Training; readonly method: ForecastMethod; /** As the method gives it. */ readonly plain: Fit; /** Kept from falling below zero. */ readonly fit: Fit; readonly spreads: ((horizon: number) => Spread) | undefined; readonly isSigned: boolean; readonly adjustments: Adjustments }

/** Months from the last known one; 1 is the next. */
export function horizonOf({ training: { history, length } }: Projector, month: Month): number {
  return monthNumber(month) - (history.start + length) + 1
}

/** Growth and changes on a method's figure, in millionths; it may fall below zero. */
export function adjusted({ adjustments }: Projector, month: Month, figure: bigint): bigint {
  return grown(figure, growthIn(month, adjustments.growth)) + sumOfChanges(changesIn(month, adjustments.changes))
}

/** Half of an interval: quantile x root mean squared error x widening, grown as the figure is, rounded once. */
export function halfWidth({ spread, quantile, growth }: { readonly spread: Spread; readonly quantile: Factor; readonly growth: readonly Growth[] }): bigint {
  return roundRatio(times({ numerator: spread.rootMeanSquare, denominator: 1n }, ratioOf(quantile), ratioOf(spread.widening), growthFactor(growth)), 1n)
}

/** The 80 % and the 95 % interval around a month's quantity; null where there is none. */
export function intervalsOf(projector: Projector, month: Month, quantity: bigint): readonly (Interval | null)[] {
  const spread = projector.spreads?.(horizonOf(projector, month))
  if (spread === undefined) return [null, null]
  const growth = growthIn(month, projector.adjustments.growth)
  return INTERVALS.map(({ quantile }) => {
    const half = halfWidth({ spread, quantile, growth })
    const low = quantity - half < 0n && !projector.isSigned ? 0n : quantity - half
    return isWithinRange(low) && isWithinRange(quantity + half) ? { low: unitsOfMicro(low), high: unitsOfMicro(quantity + half) } : null
  })
}

/** The quantity of one month in millionths, or in words why there is none. */
export function figureOfMonth(projector: Projector, month: Month): Figure {
  const horizon = horizonOf(projector, month)
  if (horizon < 1) return 'The history reaches beyond this month.'
  if (horizon > MOST_FORECAST_MONTHS && projector.training.length > 0 && projector.method.kind !== 'typed') return `The month lies more than ${MOST_FORECAST_MONTHS} months after the history.`
  const figure = projector.fit(horizon)
  if (typeof figure === 'string') return figure
  const sum = adjusted(projector, month, figure)
  const quantity = sum < 0n && !projector.isSigned ? 0n : sum
  return isWithinRange(quantity) ? quantity : 'The figure is out of range.'
}

/** One month of a projection. */
export function projectMonth(projector: Projector, month: Month): ForecastMonth {
  const figure = figureOfMonth(projector, month)
  if (typeof figure === 'string') return { month, quantity: null, reason: figure, interval80: null, interval95: null }
  const [interval80 = null, interval95 = null] = intervalsOf(projector, month, figure)
  return { month, quantity: unitsOfMicro(figure), reason: '', interval80, interval95 }
}

/** The method fitted to the whole history; refused where growth, changes or the method's own setting cannot be. */
export function projectorOf({ history: series, method, withIntervals = true, growth = [], changes = [] }: ForecastRequest): Result<Projector> {
  const adjustments = { growth, changes }
  const issues = [...checkMethod(method), ...checkAdjustments(adjustments)]
  if (issues.length > 0) return refused(issues)
  const history = historyOf(series)
  const training = { history, length: history.values.length }
  const [plain, isSigned] = [fitPlainly(method, training), allowsNegative(method, training)]
  return ok({ training, method, plain, fit: isSigned ? plain : keptFromNegative(plain), spreads: withIntervals ? spreadsOf(history, method) : undefined, isSigned, adjustments })
}

/** The last month that has a figure. */
export function lastKnownMonth(series: MonthlySeries): Month | null {
  const history = historyOf(series)
  return history.values.length === 0 ? null : monthAt(history, history.values.length - 1)
}

/** The months from the one after the history on. */
export function monthsAhead(series: MonthlySeries, count: number): readonly Month[] {
  const last = lastKnownMonth(series)
  const start = last === null ? monthNumber(series.first) : monthNumber(last) + 1
  return Array.from({ length: count }, (_, index) => start + index).filter(isMonthNumber).map(monthOfNumber)
}

function whyNoInterval({ method, spreads, training }: Projector): string {
  if (spreads !== undefined) return ''
  if (method.kind === 'typed') return 'Typed figures have no interval.'
  return `No interval: it needs ${LEAST_ERRORS} forecasts of the past, from ${FIRST_ORIGIN} months on; the history has ${training.length === 1 ? '1 month' : `${training.length} months`}.`
}

/** What a reader should know of the history. */
export function notesOf({ history, ...request }: ForecastRequest): readonly Issue[] {
  const missing = missingMonths(history)
  const shown = missing.slice(0, 3).join(', ')
  return [
    ...(missing.length === 0 ? [] : [issue('month-missing', `${missing.length === 1 ? '1 month is' : `${missing.length} months are`} missing in the history: ${shown}${missing.length > 3 ? ', ...' : ''}. A missing month is not zero.`, { severity: 'note', remedy: 'Add it where it is known; write 0 where nothing was used.' })]),
    ...overlapNotes({ growth: request.growth ?? [], changes: request.changes ?? [] }, lastKnownMonth(history)),
  ]
}

/**
 * The given months projected. Each is rounded half up to 6 places; below zero is zero, unless the history has credits.
 *
 * @example forecastMonths({ history, method: { kind: 'mean', months: 2 } }, [month('2004-03')]) // of 5 in January and 8 in February: 6.5
 */
export function forecastMonths(request: ForecastRequest, months: readonly Month[]): Result<Forecast> {
  const projector = projectorOf(request)
  if (!projector.ok) return projector
  return ok({
    method: request.method, label: methodWords(request.method), months: months.map((each) => projectMonth(projector.value, each)),
    intervalReason: whyNoInterval(projector.value), notes: notesOf(request),
  })
}

/** The next `horizon` months after the last one that is known. @example forecast({ history, method: { kind: 'drift' }, horizon: 12 }) */
export function forecast({ horizon, ...request }: ForecastRequest & { readonly horizon: number }): Result<Forecast> {
  if (!Number.isInteger(horizon) || horizon < 1 || horizon > MOST_FORECAST_MONTHS) {
    return refused([issue('number-out-of-range', `${horizon} months ahead cannot be projected.`, { remedy: `Give a whole number of months from 1 to ${MOST_FORECAST_MONTHS}.` })])
  }
  return forecastMonths(request, monthsAhead(request.history, horizon))
}
