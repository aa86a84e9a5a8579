import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { decimal, Decimal, readDecimal, type Factor } from '../../../src-shared/domain/decimal.ts'
import { DEFAULT_LEVEL_POLICY } from '../../../src-shared/domain/service-levels/measures/level-policy.ts'
import { xmr, type Xmr } from '../../../src-shared/domain/service-levels/measures/xmr.ts'
import type { LevelPolicy } from '../../../src-shared/domain/model/level-tables.ts'

function factor(text: string): Factor {
  const read = readDecimal<'1'>(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

function chart(values: readonly (number | null)[], more: { readonly policy?: Partial<LevelPolicy>; readonly least?: string; readonly most?: string } = {}): Xmr {
  const points = values.map((value, index) => ({ period: `P${index + 1}`, value: value === null ? null : factor(String(value)) }))
  const range = { least: more.least === undefined ? null : factor(more.least), most: more.most === undefined ? null : factor(more.most) }
  return xmr({ points, policy: { ...DEFAULT_LEVEL_POLICY, ...more.policy }, range })
}

function places(text: Factor | null, count: number): string {
  return text === null ? 'none' : decimal(text).toFixed(count)
}

/** Centre, typical range, lower, upper and range limit, to so many places. */
function linesOf(made: Xmr, count: number): readonly string[] {
  return [made.centre, made.typicalRange, made.lower, made.upper, made.upperRange].map((each) => places(each, count))
}

/** Facts of published examples: the series, and the figures that were printed. */
const PUBLISHED = {
  /** NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: ten batches of a flow rate. */
  flowRate: [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1],
  /** Wheeler, Making Sense of Data, page 382: a data set to verify software with. */
  verification: [5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285, 3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200],
  /** The same, figure 9.9: peak flow rates in the morning of 18 days. */
  peakFlow: [120, 140, 100, 150, 260, 150, 100, 120, 300, 300, 275, 300, 140, 170, 150, 150, 190, 180],
  /** The same, page 145, section 10.2: the median moving range. */
  medianRange: [2.5, 2.3, 16.3, 6.3, 7.6, 16.3, 7.1, 7.8, 7.8, 9.9, 10.5, -4.8],
  /** The same, table 9.2: accounts receivable in per cent of sales, 24 months. */
  receivables: [55.6, 54.7, 54.9, 54.8, 56.9, 55.7, 53.8, 54.8, 53.4, 57, 59.4, 63.2, 60.9, 60.7, 58.6, 57.3, 56.9, 58.1, 58.3, 50.9, 53.3, 52.5, 50.8, 52.9],
  /** The same, table 8.1: seniors who smoke daily, per cent, 14 years. */
  smokers: [21.3, 20.2, 20.9, 21, 18.8, 19.6, 18.7, 18.6, 18.1, 18.9, 19.2, 18.2, 17.3, 19],
} as const

describe('XmR', () => {
  it('SLM-4: gives the limits of published examples by 2.660 and 3.268', () => {
    expect(linesOf(chart(PUBLISHED.verification), 2)).toEqual(['4135.50', '355.93', '3188.72', '5082.28', '1163.19'])
    // Printed as 183.1, 52.4, 43.7, 322.5 and 171.3: there the mean range was rounded before it was multiplied.
    expect(linesOf(chart(PUBLISHED.peakFlow), 1)).toEqual(['183.1', '52.4', '43.8', '322.3', '171.1'])
  })

  it('SLM-4: gives the limits of the NIST handbook by 3/1.128', () => {
    const made = chart(PUBLISHED.flowRate, { policy: { xmrConstants: 'exact' } })
    expect([places(made.centre, 2), places(made.typicalRange, 4), places(made.upper, 4), places(made.lower, 4)]).toEqual(['50.81', '1.8778', '55.8041', '45.8159'])
    expect(made.signals).toEqual([])
    expect(made.isProvisional).toBe(true)
    expect(made.words).toBe('10 points, mean +/- 3/1.128 x mean moving range; upper range limit 3.268 x mean moving range. Provisional: fewer than 12 points. No signal.')
  })

  it('SLM-4: gives the limits of a published example by the median moving range, 3.145 and 3.865', () => {
    const made = chart(PUBLISHED.medianRange, { policy: { xmrConstants: 'median' } })
    // The lower limit was printed as 0.87, from a mean that was rounded before.
    expect(linesOf(made, 2)).toEqual(['7.47', '2.10', '0.86', '14.07', '8.12'])
    expect(made.signals.map(({ kind, first }) => [kind, first])).toEqual([['outside', 2], ['range', 2], ['range', 3], ['outside', 5], ['range', 5], ['range', 6], ['outside', 11], ['range', 11]])
  })

  it('SLM-4: finds the signals of published charts: points and ranges outside, a run on one side', () => {
    const last = chart(PUBLISHED.verification).signals
    expect(last.map(({ kind, first }) => [kind, first])).toEqual([['run', 8], ['outside', 15], ['range', 15]])
    expect(last[1]?.words).toBe('P16: 5200 is above the upper natural limit of 5082.2827.')
    const ranges = chart(PUBLISHED.receivables).signals.filter(({ kind }) => kind === 'range')
    expect(ranges.map(({ first }) => first)).toEqual([19])
    const run = chart(PUBLISHED.smokers).signals.filter(({ kind }) => kind === 'run')
    expect(run).toMatchObject([{ direction: 'below', first: 6, last: 13 }])
    expect(run[0]?.words).toContain('P7 to P14: 8 points running are below the mean of 19.2714')
  })

  it('SLM-4: a trend of seven points has six steps; a point on the mean, a tie and a gap end what they interrupt', () => {
    const rising = chart([1, 2, 3, 4, 5, 6, 7, 6]).signals.filter(({ kind }) => kind === 'trend')
    expect(rising).toEqual([{ kind: 'trend', direction: 'rising', first: 0, last: 6, words: 'P1 to P7: 7 points running, each higher than the one before.' }])
    expect(chart([1, 2, 3, 4, 4, 5, 6, 7]).signals.filter(({ kind }) => kind === 'trend')).toEqual([])
    expect(chart([1, 2, 3, null, 4, 5, 6, 7]).signals.filter(({ kind }) => kind === 'trend')).toEqual([])
    const gap = chart([10, null, 20, 24])
    expect(gap.points.map(({ movingRange }) => movingRange)).toEqual([null, null, null, '4'])
    expect([gap.count, gap.typicalRange]).toEqual([3, '4'])
  })

  it('SLM-4: draws limits in to what the metric can be, and says what too few points cannot give', () => {
    const made = chart([99.9, 99.5, 100, 98.9], { least: '0', most: '100' })
    expect([made.upper, made.isUpperClipped, made.isLowerClipped]).toEqual(['100', true, false])
    expect(chart([])).toMatchObject({ centre: null, upper: null, words: 'No point has a value.' })
    expect(chart([5])).toMatchObject({ centre: '5', upper: null, words: '1 point: natural limits need two points side by side.' })
    const flat = chart([5, 5, 5])
    expect([flat.upper, flat.lower, flat.signals]).toEqual(['5', '5', []])
  })

  it('SLM-4: is exact: limits agree with decimal arithmetic, and shifting a series shifts its limits alone', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 2, maxLength: 40 }), fc.integer({ min: -1000, max: 1000 }), fc.constantFrom('rounded', 'exact', 'median'), (values, shift, xmrConstants) => {
      const policy = { xmrConstants }
      const made = chart(values, { policy })
      const moved = chart(values.map((each) => each + shift), { policy })
      const mean = values.reduce((sum, each) => sum.plus(each), new Decimal(0)).div(values.length)
      expect(decimal(made.centre ?? factor('0')).minus(mean).abs().lt('1e-11')).toBe(true)
      expect(moved.signals.map(({ kind, direction, first, last }) => [kind, direction, first, last])).toEqual(made.signals.map(({ kind, direction, first, last }) => [kind, direction, first, last]))
      expect(decimal(moved.upper ?? factor('0')).minus(decimal(made.upper ?? factor('0'))).minus(shift).abs().lte('1e-12')).toBe(true)
    }))
  })
})
