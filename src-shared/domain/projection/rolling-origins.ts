/** Forecasts of the past: each method is fitted to the first 24 months, then 25, and so on, and held to what came after (PROJ-1). */
import { fitRepeatedly } from './fit.ts'
import { methodWords, type ForecastMethod } from './method.ts'
import type { History } from './series.ts'

/** Months of the first training part. */
export const FIRST_ORIGIN = 24
/** Forecasts reach so many months ahead. */
export const MOST_HORIZON = 6
/** A method that has a figure for less than half of the forecasts is left out, or it would take them from the others. */
export const LEAST_SHARE = 0.5

/** Cell `(origin - 24) x 6 + horizon - 1`: forecast less actual, in millionths; null where either is missing. */
export type OriginErrors = readonly (bigint | null)[]

const known = new WeakMap<History, Map<string, OriginErrors>>()

/** Errors of a method at all origins of a history; a typed forecast has none. */
export function originErrors(history: History, method: ForecastMethod): OriginErrors {
  if (method.kind === 'typed') return []
  const ofHistory = known.get(history) ?? new Map<string, OriginErrors>()
  known.set(history, ofHistory)
  const key = methodWords(method)
  const found = ofHistory.get(key)
  if (found !== undefined) return found
  const made = computeErrors(history, method)
  ofHistory.set(key, made)
  return made
}

function computeErrors(history: History, method: ForecastMethod): OriginErrors {
  const { values } = history
  const fitTo = fitRepeatedly(method, history)
  const errors: (bigint | null)[] = []
  for (let length = FIRST_ORIGIN; length < values.length; length += 1) {
    const fit = fitTo(length)
    for (let horizon = 1; horizon <= MOST_HORIZON; horizon += 1) {
      const actual = values[length + horizon - 1] ?? null
      const figure = actual === null ? '' : fit(horizon)
      errors.push(actual === null || typeof figure === 'string' ? null : figure - actual)
    }
  }
  return errors
}

export function sizeOf(value: bigint): bigint {
  return value < 0n ? -value : value
}
