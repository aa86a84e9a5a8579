/** A process behaviour chart of single values and their moving ranges (XmR): natural limits and signals (SLM-4). Computed in exact fractions. */
import { compareRatios, plus, ratioOf, times, type Ratio } from '../../costs/ratio.ts'
import { decimal, toText, type Factor } from '../../decimal.ts'
import type { LevelPolicy } from '../../model/level-tables.ts'
import { xmrConstants, type XmrConstants } from './xmr-constants.ts'
import { factorOfRatio } from './xmr-lines.ts'
import { xmrSignals, type ShownFigures, type XmrSignal } from './xmr-signals.ts'

export type { XmrSignal } from './xmr-signals.ts'

/** A period and its value; null: it has none. Then no moving range leads to the next one, and a run or a trend ends. */
export type XmrPoint = { readonly period: string; readonly value: Factor | null }

export type XmrRequest = {
  /** How values and limits are said in signals; not given: values as they are, limits to four places. */
  readonly shown?: ShownFigures | undefined
  /** In the order of time. */
  readonly points: readonly XmrPoint[]
  readonly policy: Pick<LevelPolicy, 'xmrConstants' | 'runLength' | 'trendLength' | 'provisionalPoints'>
  /** What the metric can be at all: limits beyond it are drawn in to it. */
  readonly range?: { readonly least: Factor | null; readonly most: Factor | null } | undefined
}

export type Xmr = {
  readonly constants: XmrConstants
  readonly points: readonly (XmrPoint & { /** To the point before. */ readonly movingRange: Factor | null })[]
  /** How many points have a value. */
  readonly count: number
  /** Fewer points than the policy asks for: the limits may still move. */
  readonly isProvisional: boolean
  /** The mean; null without a point. All figures are rounded to 12 places; signals are judged before rounding. */
  readonly centre: Factor | null
  /** Mean or median moving range, as the constants say; null with fewer than two points side by side, as are the limits. */
  readonly typicalRange: Factor | null
  readonly upper: Factor | null
  readonly lower: Factor | null
  readonly isUpperClipped: boolean
  readonly isLowerClipped: boolean
  readonly upperRange: Factor | null
  readonly signals: readonly XmrSignal[]
  /** In a sentence or two: the constants, how many points, whether provisional, how many signals. */
  readonly words: string
}

function minus(left: Ratio, right: Ratio): Ratio {
  return plus(left, { numerator: -right.numerator, denominator: right.denominator })
}

function sum(values: readonly Ratio[]): Ratio {
  return values.reduce(plus, { numerator: 0n, denominator: 1n })
}

function over(value: Ratio, count: number): Ratio {
  return { numerator: value.numerator, denominator: value.denominator * BigInt(count) }
}

function median(values: readonly Ratio[]): Ratio {
  const sorted = values.toSorted((left, right) => Number(compareRatios(left, right)))
  const middle = Math.floor(sorted.length / 2)
  return over(sum(sorted.slice(sorted.length % 2 === 1 ? middle : middle - 1, middle + 1)), sorted.length % 2 === 1 ? 1 : 2)
}

function absolute({ numerator, denominator }: Ratio): Ratio {
  return { numerator: numerator < 0n ? -numerator : numerator, denominator }
}

type Clipped = { readonly value: Ratio; readonly isClipped: boolean }

function drawnIn(value: Ratio, bound: Factor | null | undefined, side: 1n | -1n): Clipped {
  const limit = bound === null || bound === undefined ? null : ratioOf(bound)
  return limit !== null && compareRatios(value, limit) === side ? { value: limit, isClipped: true } : { value, isClipped: false }
}

function wordsOf(parts: { readonly constants: XmrConstants; readonly count: number; readonly policy: XmrRequest['policy']; readonly hasLimits: boolean; readonly signals: number }): string {
  const { constants, count, policy, hasLimits, signals } = parts
  const points = count === 1 ? '1 point' : `${count} points`
  if (!hasLimits) return `${points}: natural limits need two points side by side.`
  const provisional = count < policy.provisionalPoints ? ` Provisional: fewer than ${policy.provisionalPoints} points.` : ''
  return `${points}, ${constants.words}.${provisional} ${signals === 0 ? 'No signal.' : signals === 1 ? '1 signal.' : `${signals} signals.`}`
}

/**
 * Centre, natural limits, moving ranges and signals of a series.
 *
 * @example xmr({ points, policy }).upper // of 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1 by 3/1.128: '55.804093...'
 */
export function xmr({ points, policy, range, shown }: XmrRequest): Xmr {
  const constants = xmrConstants(policy.xmrConstants)
  const values = points.map(({ value }) => (value === null ? null : ratioOf(value)))
  const known = values.flatMap((each) => (each === null ? [] : [each]))
  const ranges = values.map((value, index) => {
    const before = values[index - 1] ?? null
    return value === null || before === null ? null : absolute(minus(value, before))
  })
  const knownRanges = ranges.flatMap((each) => (each === null ? [] : [each]))
  const withRanges = points.map((point, index) => ({ ...point, movingRange: movingRangeText(points, index) }))
  const isProvisional = known.length < policy.provisionalPoints
  const nothing = { constants, points: withRanges, count: known.length, isProvisional, typicalRange: null, upper: null, lower: null, isUpperClipped: false, isLowerClipped: false, upperRange: null } as const
  if (known.length === 0) return { ...nothing, centre: null, signals: [], words: 'No point has a value.' }
  const centre = over(sum(known), known.length)
  if (knownRanges.length === 0) return { ...nothing, centre: factorOfRatio(centre), signals: [], words: wordsOf({ constants, count: known.length, policy, hasLimits: false, signals: 0 }) }
  const typical = constants.of === 'mean' ? over(sum(knownRanges), knownRanges.length) : median(knownRanges)
  const spread = times(constants.limit, typical)
  const upper = drawnIn(plus(centre, spread), range?.most, 1n)
  const lower = drawnIn(minus(centre, spread), range?.least, -1n)
  const upperRange = times(constants.range, typical)
  const signals = xmrSignals({ points: withRanges, lines: { centre, upper: upper.value, lower: lower.value, upperRange }, policy, shown })
  return {
    ...nothing, centre: factorOfRatio(centre), typicalRange: factorOfRatio(typical), upper: factorOfRatio(upper.value), lower: factorOfRatio(lower.value),
    isUpperClipped: upper.isClipped, isLowerClipped: lower.isClipped, upperRange: factorOfRatio(upperRange), signals,
    words: wordsOf({ constants, count: known.length, policy, hasLimits: true, signals: signals.length }),
  }
}

function movingRangeText(points: readonly XmrPoint[], index: number): Factor | null {
  const value = points[index]?.value ?? null
  const before = points[index - 1]?.value ?? null
  return value === null || before === null ? null : toText<'1'>(decimal(value).minus(decimal(before)).abs())
}
