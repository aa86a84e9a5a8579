/** The methods of PROJ-1, in the order of their simplicity: it decides between equals. */
import type { Units } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import { assertNever } from '../result.ts'
import { microOf } from '../micro-units.ts'
import type { Month } from '../month.ts'

export type ForecastMethod =
  | { readonly kind: 'same-month-last-year' }
  /** Of the last `months` months, those that are known. */
  | { readonly kind: 'mean'; readonly months: number }
  | { readonly kind: 'drift' }
  | { readonly kind: 'linear-trend' }
  /** Additive season, damped trend. */
  | { readonly kind: 'holt-winters' }
  /** What a person expects, month by month. */
  | { readonly kind: 'typed'; readonly values: ReadonlyMap<Month, Units> }

export type MethodKind = ForecastMethod['kind']
export const METHOD_KINDS = ['same-month-last-year', 'mean', 'drift', 'linear-trend', 'holt-winters', 'typed'] as const satisfies readonly MethodKind[]

/** A whole year: the season cancels out of it. */
export const DEFAULT_MEAN_MONTHS = 12
const MOST_MEAN_MONTHS = 120

/** Those that can be compared on a history, in the order of their simplicity. */
export function comparedMethods(meanMonths: number = DEFAULT_MEAN_MONTHS): readonly ForecastMethod[] {
  return [{ kind: 'same-month-last-year' }, { kind: 'mean', months: meanMonths }, { kind: 'drift' }, { kind: 'linear-trend' }, { kind: 'holt-winters' }]
}

/** @example methodWords({ kind: 'mean', months: 12 }) // 'Mean of the last 12 months' */
export function methodWords(method: ForecastMethod): string {
  switch (method.kind) {
    case 'same-month-last-year':
      return 'Same month last year'
    case 'mean':
      return method.months === 1 ? 'Last month' : `Mean of the last ${method.months} months`
    case 'drift':
      return 'Drift'
    case 'linear-trend':
      return 'Linear trend'
    case 'holt-winters':
      return 'Holt-Winters'
    case 'typed':
      return 'Typed'
    default:
      return assertNever(method)
  }
}

export function checkMethod(method: ForecastMethod): readonly Issue[] {
  if (method.kind === 'typed') {
    return [...method.values].flatMap(([month, quantity]) => {
      const read = microOf(quantity)
      return read.ok ? [] : [{ ...read.failure, message: `${month}: ${read.failure.message}` }]
    })
  }
  if (method.kind !== 'mean' || (Number.isInteger(method.months) && method.months >= 1 && method.months <= MOST_MEAN_MONTHS)) return []
  return [issue('number-out-of-range', `A mean of the last ${method.months} months cannot be taken.`, { remedy: `Take a whole number of months from 1 to ${MOST_MEAN_MONTHS}.` })]
}
