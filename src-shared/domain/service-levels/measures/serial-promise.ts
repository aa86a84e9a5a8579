/** What underpinning agreements can hold together: availabilities in series multiply, times add up. */
import { plus, ratioOf, times, ONE, type Ratio } from '../../costs/ratio.ts'
import { formatFixed, type Factor } from '../../decimal.ts'
import { placesOf } from '../../digits.ts'
import type { ServiceTarget } from '../../model/level-tables.ts'
import { assertNever } from '../../result.ts'
import { factorOfRatio } from './xmr-lines.ts'

/** A promise of one agreement: `OLA-003` holds 99.9 %. */
export type PromisedLevel = { readonly label: string; readonly goal: Factor }

/** `availability`: all of them have to run, so the product of the shares; `time`: one after the other, so the sum. */
export type PromiseKind = 'availability' | 'time'

export type SerialPromise = {
  readonly kind: PromiseKind
  /** Rounded half up to 12 places. */
  readonly value: Factor
  /** `99.9 % x 99.5 % = 99.4005 %`, `15 + 30 = 45 minutes`. */
  readonly arithmetic: string
}

export type PromiseCheck = SerialPromise & {
  /** The agreement above promises more than this; compared before rounding, and the same is held. */
  readonly isTooMuch: boolean
  readonly words: string
}

const HUNDRED: Ratio = { numerator: 100n, denominator: 1n }

/** How a metric's promises combine; null: they do not. @example promiseKindOf({ metric: 'availability', unit: '%' }) // 'availability' */
export function promiseKindOf({ metric, unit }: Pick<ServiceTarget, 'metric' | 'unit'>): PromiseKind | null {
  switch (metric) {
    case 'availability':
      return unit === '%' ? 'availability' : null
    case 'incident-response':
    case 'incident-resolution':
    case 'request-fulfilment':
      return unit === '%' ? null : 'time'
    case 'satisfaction':
    case 'other':
      return null
    default:
      return assertNever(metric)
  }
}

function combined(kind: PromiseKind, promises: readonly PromisedLevel[]): Ratio {
  if (kind === 'time') return promises.reduce<Ratio>((sum, { goal }) => plus(sum, ratioOf(goal)), { numerator: 0n, denominator: 1n })
  const product = promises.reduce<Ratio>((all, { goal }) => times(all, ratioOf(goal), { numerator: 1n, denominator: 100n }), ONE)
  return times(product, HUNDRED)
}

/**
 * What several promises hold together; null of none.
 *
 * @example promiseOf('availability', [{ label: 'OLA-1', goal: '99.9' }, { label: 'UC-1', goal: '99.5' }], '%').value // '99.4005'
 */
export function promiseOf(kind: PromiseKind, promises: readonly PromisedLevel[], unit: string): SerialPromise | null {
  if (promises.length === 0) return null
  const value = factorOfRatio(combined(kind, promises))
  const parts = promises.map(({ label, goal }) => `${label} ${goal}${kind === 'availability' ? ' %' : ''}`)
  return { kind, value, arithmetic: `${parts.join(kind === 'availability' ? ' x ' : ' + ')} = ${value} ${kind === 'availability' ? '%' : unit}` }
}

/** What is promised above, held against what underpins it; null where nothing does. @example checkPromise({ kind: 'availability', promised: '99.9', unit: '%', promises }).isTooMuch // true */
export function checkPromise({ kind, promised, unit, promises }: { readonly kind: PromiseKind; readonly promised: Factor; readonly unit: string; readonly promises: readonly PromisedLevel[] }): PromiseCheck | null {
  const together = promiseOf(kind, promises, unit)
  if (together === null) return null
  const exact = combined(kind, promises)
  const own = ratioOf(promised)
  const difference = own.numerator * exact.denominator - exact.numerator * own.denominator
  const isTooMuch = kind === 'availability' ? difference > 0n : difference < 0n
  const shown = `${formatFixed(promised, placesOf(promised))} ${unit}`
  const verdict = isTooMuch ? `promises more than its underpinning agreements hold together` : `is held by its underpinning agreements`
  return { ...together, isTooMuch, words: `${shown} ${verdict}: ${together.arithmetic}.` }
}
