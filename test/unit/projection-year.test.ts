import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'

import { decimal, Decimal } from '../../src-shared/domain/decimal.ts'
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { budgetLinesOf, compareBudget } from '../../src-shared/domain/projection/compare-budget.ts'
import { explainBound, explainProjected } from '../../src-shared/domain/projection/explain-forecast.ts'
import { forecast, forecastMonths, monthsAhead, projectMonth, projectorOf, type ForecastRequest } from '../../src-shared/domain/projection/forecast.ts'
import { comparedMethods, type ForecastMethod } from '../../src-shared/domain/projection/method.ts'
import { month, monthsOfYear } from '../../src-shared/domain/month.ts'
import { explainYear, projectYear, type YearRequest } from '../../src-shared/domain/projection/project-year.ts'
import { wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import { busyHistory, history, quantity } from '../support/monthly-series.ts'

const MEAN: ForecastMethod = { kind: 'mean', months: 1 }
const october = month('2004-10')

function figures(request: ForecastRequest, horizon: number): readonly (string | null)[] {
  const made = forecast({ ...request, horizon })
  if (!made.ok) throw new Error(made.failure.map((each) => each.message).join(' '))
  return made.value.months.map((each) => each.quantity)
}

function wrongIn(explained: Explanation | null): readonly string[] {
  return explained === null ? [] : wrongExplanations(explained)
}

describe('PROJ-1: growth and dated changes on top of a method', () => {
  const known = history([100], '2004-07')

  it('a growth from a month on, several multiply; 40 more mailboxes from October; once; and with an end', () => {
    const changes = [
      { quantity: quantity('40'), from: october, until: null, note: 'New office' }, { quantity: quantity('7.5'), from: month('2004-11'), until: month('2004-11'), note: 'Once' },
      { quantity: quantity('-10'), from: month('2004-08'), until: month('2004-09'), note: 'Two months' },
    ]
    expect(figures({ history: known, method: MEAN, changes }, 5)).toEqual(['90', '90', '140', '147.5', '140'])
    const growth = [{ percent: quantity<'%'>('10'), from: month('2004-09'), note: '' }, { percent: quantity<'%'>('-3'), from: october, note: '' }]
    // 100 x 1.1 x 0.97, then the changes: growth does not touch what was agreed as a number.
    expect(figures({ history: known, method: MEAN, changes, growth }, 5)).toEqual(['90', '100', '146.7', '154.2', '146.7'])
  })

  it('never below zero, unless the history has credits', () => {
    const changes = [{ quantity: quantity('-150'), from: month('2004-08'), until: null, note: '' }]
    expect(figures({ history: known, method: MEAN, changes }, 1)).toEqual(['0'])
    expect(figures({ history: history([-1, 100], '2004-06'), method: MEAN, changes }, 1)).toEqual(['-50'])
  })

  it('refuses what cannot be, and notes what the history may hold already', () => {
    const bad = { growth: [{ percent: quantity<'%'>('-100.5'), from: october, note: '' }], changes: [{ quantity: quantity('1'), from: october, until: month('2004-09'), note: '' }, { quantity: quantity('0.0000001'), from: october, until: null, note: '' }] }
    expect(forecast({ history: known, method: MEAN, horizon: 1, ...bad })).toMatchObject({ ok: false, failure: [{ code: 'number-out-of-range' }, { code: 'dates-out-of-order' }, { code: 'too-many-places' }] })
    const noted = forecast({ history: history([100, null, 100], '2004-05'), method: MEAN, horizon: 1, changes: [{ quantity: quantity('40'), from: month('2004-07'), until: null, note: 'Move' }] })
    expect(noted).toMatchObject({ ok: true, value: { notes: [{ code: 'month-missing', severity: 'note' }, { code: 'history-holds-change', severity: 'note' }] } })
    expect([0, -1, 121, 1.5, Number.NaN].map((horizon) => forecast({ history: known, method: MEAN, horizon }).ok)).toEqual([false, false, false, false, false])
  })
})

describe('PROJ-1: every figure explains itself', () => {
  const changes = [{ quantity: quantity('40'), from: month('2006-02'), until: null, note: 'New office' }, { quantity: quantity('-9000'), from: month('2006-04'), until: month('2006-04'), note: 'Closed' }]
  const growth = [{ percent: quantity<'%'>('2.5'), from: month('2006-02'), note: 'Plan' }]
  const typed: ForecastMethod = { kind: 'typed', values: new Map(monthsAhead(busyHistory(60), 4).map((each) => [each, quantity('12.5')])) }

  it.each([...comparedMethods(), typed].map((method) => ({ method, kind: method.kind })))('by $kind, down to the months that it rests on', ({ method }) => {
    const gaps = busyHistory(60)
    for (const series of [gaps, { ...gaps, quantities: gaps.quantities.map((each, index) => (index === 30 || index === 54 ? null : each)) }, history(Array.from({ length: 40 }, (_, index) => 400 - 10 * index), '2002-09')]) {
      const projector = projectorOf({ history: series, method, growth, changes })
      if (!projector.ok) throw new Error('Refused')
      for (const each of monthsAhead(series, 5)) {
        const projected = projectMonth(projector.value, each)
        const explained = explainProjected(projector.value, { month: each, unit: 'mailboxes', source: 'usage.csv' })
        expect(explained?.value ?? null).toBe(projected.quantity)
        expect(wrongIn(explained)).toEqual([])
        for (const side of ['low', 'high'] as const) {
          const bound = explainBound(projector.value, { month: each, level: 80, side, unit: 'mailboxes', source: '' })
          expect(bound?.value ?? null).toBe(projected.interval80?.[side] ?? null)
          expect(wrongIn(bound)).toEqual([])
        }
      }
    }
  })

  it('in words: a mean, growth and a change', () => {
    const projector = projectorOf({ history: history([100, 110], '2005-12'), method: { kind: 'mean', months: 2 }, growth, changes })
    if (!projector.ok) throw new Error('Refused')
    const explained = explainProjected(projector.value, { month: month('2006-02'), unit: 'mailboxes', source: 'usage.csv' })
    expect(explained).toMatchObject({
      label: 'February 2006, projected', value: '147.625', unit: 'mailboxes', ruleId: 'PROJ-1', formula: 'Mean of the last 2 months, with growth, with dated changes.',
      inputs: [{ label: 'With growth', value: '107.625', inputs: [{ label: 'Mean of the last 2 months', value: '105' }, { label: 'Growth from February 2006', value: '2.5', formula: 'Plan' }] }, { label: 'Change from February 2006', value: '40', formula: 'New office' }],
    })
    expect(explained?.inputs[0]?.inputs[0]?.inputs[0]?.inputs.map((each) => [each.label, each.value, each.formula])).toEqual([['December 2005', '100', 'As it was used: usage.csv.'], ['January 2006', '110', 'As it was used: usage.csv.']])
  })
})

const YEAR: Omit<YearRequest, 'history' | 'method'> = { fiscalYear: fiscalYear(2005), firstMonth: 7, growth: [], changes: [] }

describe('PROJ-2: the year in progress', () => {
  it('is its actual months and the rest projected', () => {
    const year = projectYear({ ...YEAR, history: history([90, 100, 110, 120], '2004-06'), method: { kind: 'drift' } })
    if (!year.ok) throw new Error('Refused')
    expect(year.value.months.map(({ kind, quantity: value }) => `${kind} ${value ?? ''}`)).toEqual(['actual 100', 'actual 110', 'actual 120', ...[130, 140, 150, 160, 170, 180, 190, 200, 210].map((each) => `projected ${each}`)])
    expect(year.value).toMatchObject({ actual: '330', projected: '1530', total: '1860', missing: [], words: 'FY2005: 3 months actual, 9 projected by Drift.' })
  })

  it('what is recorded is not projected over, and what is missing is in no sum and said', () => {
    const year = projectYear({ ...YEAR, history: history([100, null, 120], '2004-08'), method: MEAN })
    expect(year).toMatchObject({ ok: true, value: { actual: '220', projected: '960', total: '1180', missing: ['2004-07', '2004-09'], words: 'FY2005: 2 months actual, 8 projected by Last month; 2 without a figure (July 2004, September 2004), so that the sum is not the whole year.' } })
    expect(projectYear({ ...YEAR, history: history([5], '1950-01'), method: MEAN })).toMatchObject({ ok: true, value: { total: '0', missing: monthsOfYear(fiscalYear(2005), 7) } })
    expect(projectYear({ ...YEAR, history: history([null]), method: MEAN })).toMatchObject({ ok: true, value: { total: '0', months: [{ kind: 'missing', reason: 'The history has no figures.' }, ...Array.from({ length: 11 }, () => expect.anything())] } })
  })

  it('its sum is that of its months, and explains itself', () => {
    fc.assert(fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 5_000_000 }), { freq: 8 }), { minLength: 1, maxLength: 50 }), fc.constantFrom(...comparedMethods()), fc.integer({ min: 1, max: 12 }), (values, method, firstMonth) => {
      const request = { ...YEAR, firstMonth, history: history(values.map((each) => (each === null ? null : each / 1000)), '2001-03'), method, growth: [{ percent: quantity<'%'>('1.7'), from: october, note: '' }] }
      const year = projectYear(request)
      if (!year.ok) throw new Error('Refused')
      const sum = year.value.months.reduce((total, each) => (each.quantity === null ? total : total.plus(decimal(each.quantity))), new Decimal(0))
      expect(year.value.total).toBe(sum.toFixed())
      expect(new Decimal(year.value.actual).plus(year.value.projected).toFixed()).toBe(sum.toFixed())
      const explained = explainYear(request, { unit: 'units', source: '', month: null })
      expect(explained?.value).toBe(year.value.total)
      expect(wrongIn(explained)).toEqual([])
    }), { numRuns: 60 })
  })
})

describe('PROJ-2: budget, actual and forecast side by side', () => {
  it('favourable and unfavourable in words, by who pays', () => {
    const lines = [{ label: 'July', budget: quantity('100'), actual: quantity('104'), projected: null }, { label: 'August', budget: quantity('100'), actual: null, projected: quantity('90.5') }, { label: 'September', budget: quantity('10'), actual: null, projected: quantity('10') }]
    const { rows, total } = compareBudget({ lines, higherIs: 'unfavourable', unit: 'mailboxes', places: 1 })
    expect(rows.map((each) => each.words)).toEqual(['4.0 mailboxes (4.00 %) above budget: unfavourable.', '9.5 mailboxes (9.50 %) below budget: favourable.', 'On budget.'])
    expect(total).toEqual({ label: 'Total', budget: '210', actual: '104', projected: '100.5', forecast: '204.5', variance: '-5.5', variancePercent: '-2.62', verdict: 'favourable', words: '5.5 mailboxes (2.62 %) below budget: favourable.' })
    expect(compareBudget({ lines, higherIs: 'favourable', unit: 'USD', places: 2 }).total.words).toBe('5.50 USD (2.62 %) below budget: unfavourable.')
  })

  it('from a budget of zero there is no %; what has no budget is not compared, nor the total', () => {
    const lines = [{ label: 'July', budget: quantity('0'), actual: quantity('4'), projected: null }, { label: 'August', budget: null, actual: null, projected: quantity('90') }, { label: 'September', budget: quantity('1'), actual: null, projected: null }]
    const { rows, total } = compareBudget({ lines, higherIs: 'unfavourable', unit: '', places: 0 })
    expect(rows.map(({ variancePercent, words }) => [variancePercent, words])).toEqual([[null, '4 above budget: unfavourable.'], [null, 'No budget.'], [null, 'No figure.']])
    expect(total).toMatchObject({ budget: '1', forecast: '94', variance: null, verdict: 'not-comparable', words: 'Not comparable: August (no budget), September (no figure).' })
    expect(compareBudget({ lines: [], higherIs: 'favourable', unit: '', places: 0 }).total.words).toBe('Neither budget nor figure.')
  })

  it('the months of a projected year are its lines', () => {
    const year = projectYear({ ...YEAR, history: history([100, 110], '2004-07'), method: MEAN })
    if (!year.ok) throw new Error('Refused')
    const lines = budgetLinesOf(year.value, new Map(monthsOfYear(fiscalYear(2005), 7).map((each) => [each, quantity('105')])))
    expect(compareBudget({ lines, higherIs: 'unfavourable', unit: 'mailboxes', places: 0 }).total).toMatchObject({ budget: '1260', actual: '210', projected: '1100', forecast: '1310', variance: '50', variancePercent: '3.97' })
    expect(lines[2]).toEqual({ label: 'September 2004', budget: '105', actual: null, projected: '110' })
  })
})

test('PROJ-1: a month before the end of the history is not projected', () => {
  expect(forecastMonths({ history: history([1, 2], '2004-01'), method: MEAN }, [month('2004-02'), month('2004-03'), month('2030-01')])).toMatchObject({
    ok: true, value: { months: [{ quantity: null, reason: 'The history reaches beyond this month.' }, { quantity: '2' }, { quantity: null, reason: 'The month lies more than 120 months after the history.' }] },
  })
})
