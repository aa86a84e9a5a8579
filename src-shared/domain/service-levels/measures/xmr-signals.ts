/** What an XmR chart says that chance would hardly say: a point outside, a run on one side, a long rise or fall (SLM-4). Judged before rounding. */
import { compareRatios, ratioOf, type Ratio } from '../../costs/ratio.ts'
import { decimal, formatFixed, round, toText, type Factor } from '../../decimal.ts'
import type { LevelPolicy } from '../../model/level-tables.ts'
import { factorOfRatio, type XmrLines } from './xmr-lines.ts'

export type XmrSignal = {
  /** `range`: a moving range above its limit. */
  readonly kind: 'outside' | 'run' | 'trend' | 'range'
  readonly direction: 'above' | 'below' | 'rising' | 'falling'
  /** Places among the points, both included. */
  readonly first: number
  readonly last: number
  /** `2004-03: 97.1 is below the lower natural limit of 97.52.` */
  readonly words: string
}

type Point = { readonly period: string; readonly value: Factor | null; readonly movingRange: Factor | null }
/** How the figures of a series are said: at least so many places, and what they are of. */
export type ShownFigures = { readonly places: number; readonly unit: string }

type Series = { readonly points: readonly Point[]; readonly lines: XmrLines; readonly policy: Pick<LevelPolicy, 'runLength' | 'trendLength'>; /** Not given: values as they are. */ readonly shown?: ShownFigures | undefined }

const SHOWN_PLACES = 4
/** As exact as limits are. */
const MOST_PLACES = 12

/** A line in words has four places, or twelve where it would look like the value that lies beyond it. */
function lineWords(line: Ratio, beyond: Factor | null = null): string {
  const exact = factorOfRatio(line)
  const shown = toText(round(decimal(exact), SHOWN_PLACES))
  return shown === beyond ? exact : shown
}

/** A value and the line it lies beyond, with as many places as tell the two apart. @example pairWords({ value, line, shown }) // { value: '98.13 %', line: '98.44 %' } */
function pairWords({ value, line, shown }: { readonly value: Factor; readonly line: Ratio; readonly shown: ShownFigures | undefined }): { readonly value: string; readonly line: string } {
  if (shown === undefined) return { value, line: lineWords(line, value) }
  const exact = factorOfRatio(line)
  let { places } = shown
  while (places < MOST_PLACES && formatFixed(value, places) === formatFixed(exact, places)) places += 1
  return { value: `${formatFixed(value, places)} ${shown.unit}`, line: `${formatFixed(exact, places)} ${shown.unit}` }
}

function outside({ points, lines, shown }: Series): readonly XmrSignal[] {
  return points.flatMap(({ period, value, movingRange }, index): readonly XmrSignal[] => {
    if (value === null) return []
    const own = ratioOf(value)
    const found: XmrSignal[] = []
    // Figures are put into words only where a signal is: most points are within.
    const add = (signal: Pick<XmrSignal, 'kind' | 'direction'>, { of, line, wordsOf }: { readonly of: Factor; readonly line: Ratio; readonly wordsOf: (said: { readonly value: string; readonly line: string }) => string }): void => {
      found.push({ ...signal, first: index, last: index, words: `${period}: ${wordsOf(pairWords({ value: of, line, shown }))}` })
    }
    if (compareRatios(own, lines.upper) > 0n) add({ kind: 'outside', direction: 'above' }, { of: value, line: lines.upper, wordsOf: (said) => `${said.value} is above the upper natural limit of ${said.line}.` })
    if (compareRatios(own, lines.lower) < 0n) add({ kind: 'outside', direction: 'below' }, { of: value, line: lines.lower, wordsOf: (said) => `${said.value} is below the lower natural limit of ${said.line}.` })
    if (movingRange !== null && compareRatios(ratioOf(movingRange), lines.upperRange) > 0n) {
      add({ kind: 'range', direction: 'above' }, { of: movingRange, line: lines.upperRange, wordsOf: (said) => `the change of ${said.value} from the period before is above the upper range limit of ${said.line}.` })
    }
    return found
  })
}

/** The longest stretches of a sign that is not zero, at least so many places long. */
function stretches(signs: readonly (-1 | 0 | 1)[], least: number): readonly { readonly first: number; readonly last: number; readonly sign: -1 | 1 }[] {
  const found: { first: number; last: number; sign: -1 | 1 }[] = []
  let first = 0
  for (let at = 1; at <= signs.length; at += 1) {
    if (at < signs.length && signs[at] === signs[first]) continue
    const sign = signs[first] ?? 0
    if (sign !== 0 && at - first >= least) found.push({ first, last: at - 1, sign })
    first = at
  }
  return found
}

function signOf(comparison: bigint): -1 | 0 | 1 {
  return comparison < 0n ? -1 : comparison > 0n ? 1 : 0
}

/** A point on the centre line is on neither side. */
function runs({ points, lines, policy, shown }: Series): readonly XmrSignal[] {
  const signs = points.map(({ value }) => (value === null ? 0 : signOf(compareRatios(ratioOf(value), lines.centre))))
  const mean = shown === undefined ? lineWords(lines.centre) : `${formatFixed(factorOfRatio(lines.centre), shown.places)} ${shown.unit}`
  return stretches(signs, policy.runLength).map(({ first, last, sign }) => ({
    kind: 'run', direction: sign > 0 ? 'above' : 'below', first, last,
    words: `${points[first]?.period ?? ''} to ${points[last]?.period ?? ''}: ${last - first + 1} points running are ${sign > 0 ? 'above' : 'below'} the mean of ${mean}.`,
  }))
}

/** So many points running, each higher (or lower) than the one before it: one step fewer than points. */
function trends({ points, policy }: Series): readonly XmrSignal[] {
  const steps = points.map(({ value }, index) => {
    const before = points[index - 1]?.value ?? null
    return value === null || before === null ? 0 : signOf(compareRatios(ratioOf(value), ratioOf(before)))
  })
  return stretches(steps, policy.trendLength - 1).map(({ first, last, sign }) => ({
    kind: 'trend', direction: sign > 0 ? 'rising' : 'falling', first: first - 1, last,
    words: `${points[first - 1]?.period ?? ''} to ${points[last]?.period ?? ''}: ${last - first + 2} points running, each ${sign > 0 ? 'higher' : 'lower'} than the one before.`,
  }))
}

/** The signals in the order of time. */
export function xmrSignals(series: Series): readonly XmrSignal[] {
  return [...outside(series), ...runs(series), ...trends(series)].toSorted((left, right) => left.first - right.first || left.last - right.last)
}
