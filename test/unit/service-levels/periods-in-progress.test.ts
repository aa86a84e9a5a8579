import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { isoDate, type IsoDate } from '../../../src-shared/domain/fiscal-year.ts'
import { month, monthAfter, type Month } from '../../../src-shared/domain/month.ts'
import type { ServiceTarget } from '../../../src-shared/domain/model/level-tables.ts'
import { slaScorecardReport } from '../../../src-shared/domain/reports/levels/sla-scorecard-report.ts'
import { attainmentOf, totalAttainment } from '../../../src-shared/domain/service-levels/attainment.ts'
import { breachesOf, breachWords } from '../../../src-shared/domain/service-levels/breaches.ts'
import { explainLevel, levelsOf, type TargetLevels } from '../../../src-shared/domain/service-levels/measures/levels.ts'
import { proposedFindings } from '../../../src-shared/domain/service-levels/quality/proposed-findings.ts'
import { performanceSentence } from '../../../src-shared/domain/service-levels/quality/review-sentences.ts'
import { standingOf } from '../../../src-shared/domain/service-levels/standing.ts'
import { LATER } from '../../support/later-day.ts'
import { factor, qualityModel, targetRow } from '../../support/small-quality.ts'

/** The first month of fiscal year 2004, and of its first quarter. */
const FIRST = month('2003-07')

type Given = { readonly today?: IsoDate; readonly from?: Month; readonly to?: Month; readonly target?: Partial<ServiceTarget> }

function modelOf(values: readonly (string | null)[], target: Partial<ServiceTarget> = {}): ReturnType<typeof qualityModel> {
  return qualityModel({
    serviceTarget: [targetRow('avl', { metric: 'other', goal: factor('99'), warning: factor('99.2'), least: factor('0'), most: factor('100'), window: 'quarter', ...target })],
    measurement: values.flatMap((value, index) => { const at = monthAfter(FIRST, index); return value === null ? [] : [{ id: `avl|${at}`, targetId: 'avl', month: at, value: factor(value), author: '', note: '', source: '' }] }),
  })
}

function levelsFor(values: readonly (string | null)[], { today = LATER, from = FIRST, to = monthAfter(FIRST, values.length - 1), target = {} }: Given = {}): TargetLevels {
  const levels = levelsOf(modelOf(values, target), { from, to, today }).byTarget.get('avl')
  if (levels === undefined) throw new Error('no levels')
  return levels
}

function causes(values: readonly string[]): readonly (readonly [string, string])[] {
  const draft = modelOf(values)
  return proposedFindings(draft, levelsOf(draft, { from: FIRST, to: monthAfter(FIRST, values.length - 1), today: LATER })).map(({ cause, first }) => [cause, first])
}

const statuses = ({ values }: TargetLevels): readonly string[] => values.map(({ status }) => status)

describe('a period in progress', () => {
  test('SLM-3: a quarter counts once, in its last month; until then it is in progress, and at risk is all that is said of it', () => {
    const levels = levelsFor(['97', '99.5', '99.9', '99.6', '99.5'])
    expect(statuses(levels)).toEqual(['in-progress', 'in-progress', 'breached', 'in-progress', 'in-progress'])
    expect(levels.values.map(({ soFar }) => soFar)).toEqual(['breached', 'breached', 'breached', 'met', 'met'])
    expect(levels.values[0]?.why).toBe('In progress: the quarter ends with September 2003. So far 97.00 % misses the goal of at least 99.00 %.')
    expect(attainmentOf(levels)).toMatchObject({ counted: 'quarter', measured: 1, held: 0, breached: 1, atRisk: 0, withoutData: 0, inProgress: 1, percent: '0' })
    expect(breachesOf(levels).map((each) => [breachWords(each), each.periods, each.months, each.worst, each.isOpen])).toEqual([['July 2003 to September 2003, 1 quarter', 1, 3, '98.8', false]])
    expect(standingOf(levels)).toEqual({ status: 'in-progress', isAtRiskSoFar: false, isRetired: false, words: 'In progress (last September 2003: breached)' })
    expect(standingOf(levelsFor(['99.5', '99.6', '99.9', '98'])).words).toBe('In progress, at risk (last September 2003: met)')
  })

  test('SLM-3: quarters running that miss the goal are one breach, with the downtime of each once; it goes on while the next one misses it so far', () => {
    const levels = levelsFor(['98', '98', '98', '97', '97', '97', '98.5'])
    expect(breachesOf(levels)).toMatchObject([{ from: '2003-07', to: '2003-12', periods: 2, months: 6, worst: '97', worstIn: '2003-12', isOpen: true }])
    expect(breachesOf(levels).map(breachWords)).toEqual(['July 2003 to December 2003, 2 quarters'])
    expect(breachesOf(levelsFor(['98', '98', '98', '97', '97', '97', '99.5']))).toMatchObject([{ isOpen: false }])
  })

  test('SLM-3: a year to date is no twelve misses: it counts in June, of the year that ends there', () => {
    const year = levelsFor(Array.from({ length: 12 }, () => '98'), { target: { window: 'year-to-date' } })
    expect(attainmentOf(year)).toMatchObject({ counted: 'year', measured: 1, breached: 1, inProgress: 0 })
    expect(attainmentOf(levelsFor(Array.from({ length: 11 }, () => '98'), { target: { window: 'year-to-date' } }))).toMatchObject({ measured: 0, breached: 0, percent: null, inProgress: 1 })
    expect(breachesOf(year).map(breachWords)).toEqual(['July 2003 to June 2004, 1 year'])
  })

  test('SLM-3: the month, and the quarter, in which the day of today lies are not over, whatever is measured; later months have not come', () => {
    const values = ['99.5', '98', '98', '98']
    const monthly = levelsFor(values, { today: isoDate('2003-09-30'), target: { window: 'month' } })
    expect(statuses(monthly)).toEqual(['met', 'breached', 'in-progress', 'no-data'])
    expect(monthly.values.slice(2).map(({ why }) => why)).toEqual(['In progress: September 2003 is not over. So far 98.00 % misses the goal of at least 99.00 %.', 'No data: October 2003 has not come yet.'])
    expect(attainmentOf(monthly)).toMatchObject({ measured: 2, held: 1, breached: 1, withoutData: 0 })
    expect(statuses(levelsFor(values.slice(0, 3), { today: isoDate('2003-09-30') }))).toEqual(['in-progress', 'in-progress', 'in-progress'])
    expect(statuses(levelsFor(values.slice(0, 3), { today: isoDate('2003-10-01') }))).toEqual(['in-progress', 'in-progress', 'breached'])
  })

  test('SLM-3: a quarter that is over has the value of the months that have one, also without its last, and says which is missing; one that is not over has none so far', () => {
    const missed = levelsFor(['50', '60', null])
    expect(missed.values[2]).toMatchObject({ status: 'breached', value: '55', monthValue: null, source: null, why: '55.00 % misses the goal of at least 99.00 %. 2 of its 3 months have data: September 2003 has none.' })
    expect(attainmentOf(missed)).toMatchObject({ measured: 1, held: 0, breached: 1, withoutData: 0 })
    expect(breachesOf(missed)).toMatchObject([{ from: '2003-07', to: '2003-09', worst: '55' }])
    expect(levelsFor(['99.5', null, null]).values[2]).toMatchObject({ status: 'met', why: '99.50 % meets the goal of at least 99.00 %. Of its 3 months only July 2003 has data.' })
    expect(statuses(levelsFor(['50', '60', null], { today: isoDate('2003-09-30') }))).toEqual(['in-progress', 'in-progress', 'no-data'])
    const draft = modelOf(['50', '60', null])
    expect(explainLevel(draft, { targetId: 'avl', month: month('2003-09'), today: LATER })?.value).toBe('55')
    expect(explainLevel(draft, { targetId: 'avl', month: month('2003-09'), today: isoDate('2003-09-30') })).toBeNull()
  })

  test('SLM-3: a quarter of which nothing was measured has no data and is never met; a retired target ends its quarter', () => {
    const nothing = levelsFor([null, null, null, '99.5'])
    expect(nothing.values[2]).toMatchObject({ status: 'no-data', why: 'No data: nothing was measured in this month. No other month of the quarter has data.' })
    expect(attainmentOf(nothing)).toMatchObject({ measured: 0, held: 0, withoutData: 1 })
    expect(standingOf(nothing).words).toBe('In progress (last September 2003: no data)')
    const retired = levelsFor(['98', '98', null], { target: { retiredFrom: month('2003-09') } })
    expect(statuses(retired)).toEqual(['in-progress', 'breached', 'no-data'])
    expect(attainmentOf(retired)).toMatchObject({ measured: 1, breached: 1, withoutData: 0 })
    expect(breachesOf(levelsFor([null, '98', '98'], { target: { effectiveFrom: month('2003-08') } }))).toMatchObject([{ from: '2003-08', to: '2003-09', months: 2 }])
  })

  test('SLM-3: a survey once a year is compared with that of the year before, also while the year is in progress; years that were missed are no data', () => {
    const survey = (...years: readonly (string | null)[]): TargetLevels => levelsFor(years.flatMap((value) => [...Array.from({ length: 10 }, () => null), value, null]), { target: { window: 'year-to-date', goal: factor('3'), warning: null, unit: 'points' } })
    const yearly = survey('4', '3.9', '3.7', '3.4')
    expect(yearly).toMatchObject({ change: '-0.3', changeMeans: 'worse', trend: 'worsening', latest: { month: '2007-06', status: 'at-risk', value: '3.4' } })
    expect(yearly.latest?.why).toContain('got worse 3 periods running. Of its 12 months only May 2007 has data.')
    expect(attainmentOf(yearly)).toMatchObject({ counted: 'year', measured: 4, held: 4, withoutData: 0 })
    const inProgress = levelsFor([...Array.from({ length: 10 }, () => null), '4', null, null, '4.5'], { target: { window: 'year-to-date', goal: factor('3'), warning: null, unit: 'points' } })
    expect(inProgress).toMatchObject({ change: '0.5', changeMeans: 'better', latest: { month: '2004-08', status: 'in-progress' } })
    const missed = survey('4', '3.9', null, null, null)
    expect(attainmentOf(missed)).toMatchObject({ measured: 2, withoutData: 3 })
    expect(missed).toMatchObject({ change: null, trend: 'unknown', trendWords: 'the year that ended with June 2008 has no data' })
    expect(standingOf(missed).words).toBe('No data (last June 2005: met)')
  })

  test('SLM-3: a period in progress moves no trend, and still says how its value so far compares', () => {
    const monthly = (...values: readonly string[]): TargetLevels => levelsFor(values, { today: isoDate('2003-11-10'), target: { window: 'month' } })
    expect(monthly('99.9', '99.8', '99.7', '99.6')).toMatchObject({ trend: 'worsening', change: '-0.1' })
    expect(monthly('99.9', '99.8', '99.7', '99.6', '99.9')).toMatchObject({ latest: { month: '2003-11', status: 'in-progress' }, trend: 'worsening', change: '0.3', changeMeans: 'better' })
    expect(monthly('99.9', '99.9', '99.8', '99.7', '99.6')).toMatchObject({ trend: 'steady' })
    const quarters = levelsFor(['99', '99', '99', '99.1', '99.1', '99.1', '99.2', '99.2', '99.2', '99.3', '99.3', '99.3', '98'])
    expect(quarters).toMatchObject({ trend: 'improving', change: '-1.3', latest: { status: 'in-progress' } })
    expect(levelsFor(['99', '99', '99', '99.1', '99.1', '99.1', '99.2', '99.2', '99.2', '99.3', '99.3', '99.3', '98'], { from: month('2004-07') })).toMatchObject({ trend: 'improving' })
  })

  test('SLM-3: targets of several windows are counted together as periods, and the review says what is still in progress', () => {
    const rows = [attainmentOf(levelsFor(['99.5', '98', '99.5', '99'])), attainmentOf(levelsFor(['99.5', '98', '99.5', '99.9'], { target: { window: 'month' } }))]
    expect(totalAttainment(rows)).toMatchObject({ counted: 'period', measured: 5, held: 4, inProgress: 1 })
    expect(performanceSentence({ targets: 2, total: totalAttainment(rows), months: [FIRST, month('2003-10')] })).toBe('From July 2003 to October 2003 its 2 targets were held in 4 of 5 measured periods (80.00 %), 1 of them at risk; 1 was breached and 1 is still in progress.')
  })

  test('SLM-3: a finding that is proposed of a quarter in progress is a risk, not a breach', () => {
    expect(causes(['98', '98'])).toEqual([['at-risk', '2003-07']])
    expect(causes(['98', '98', '98'])).toEqual([['breach', '2003-09']])
  })

  test('SLM-3: how a quarter stood before it was over is proposed no more: what was met in the end is no risk, and quarters running are one breach', () => {
    expect(causes(['98', '99.9', '99.9'])).toEqual([])
    expect(causes(['98', '99.9', '99.9', '99.9', '98.4'])).toEqual([['at-risk', '2003-11']])
    expect(causes(['98', '98', '98', '99.9', '98', '96'])).toEqual([['breach', '2003-09']])
  })

  test('the scorecard and its breaches follow', () => {
    const report = slaScorecardReport({ draft: modelOf(['98', '98', '98', '98']), from: FIRST, to: month('2003-10'), serviceId: null, context: { author: 'Ann', generatedAt: '2026-11-25T10:00:00.000Z', revision: 1, fileName: 's.ratebook' } })
    const texts = new Map(report.sheets.flatMap(({ rows }) => rows).flatMap(({ cells }) => cells).flatMap((cell) => (cell.kind === 'text' ? [[cell.id, `${cell.text} ${cell.tone ?? ''}`.trim()] as const] : [])))
    expect(['score.avl.2003-07', 'score.avl.2003-09', 'score.avl.2003-10', 'score.avl.status', 'score.avl.kept', 'breach.avl.2003-07.when'].map((id) => texts.get(id))).toEqual([
      '! at-risk', 'B breached', '! at-risk', 'In progress, at risk (last September 2003: breached) at-risk', '0 of 1 quarter', 'July 2003 to September 2003, 1 quarter',
    ])
  })

  test('SLM-3: whatever is measured, a period counts at most once, and what comes before it is over changes no count', () => {
    const value = fc.option(fc.constantFrom('97', '98.9', '99', '99.1', '99.5'), { freq: 4 })
    fc.assert(fc.property(fc.array(value, { minLength: 31, maxLength: 31 }), fc.constantFrom('month' as const, 'quarter' as const, 'year-to-date' as const), fc.nat(30), (values, window, asked) => {
      const months = { month: 1, quarter: 3, 'year-to-date': 12 }[window]
      const to = monthAfter(FIRST, asked)
      const levels = levelsFor(values, { to, target: { window } })
      const counts = attainmentOf(levels)
      const over = Math.floor((asked + 1) / months)
      expect(counts.measured + counts.withoutData).toBe(over)
      expect(breachesOf(levels).reduce((sum, each) => sum + each.periods, 0)).toBe(counts.breached)
      expect(statuses(levels).filter((each) => each === 'breached')).toHaveLength(counts.breached)
      // What is measured after the last period that is over moves nothing.
      const { measured, held, breached } = counts
      expect(attainmentOf(levelsFor([...values.slice(0, over * months), ...Array.from({ length: 12 }, () => '0')], { to, target: { window } }))).toMatchObject({ measured, held, breached })
    }), { numRuns: 200 })
  })
})
