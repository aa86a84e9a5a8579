import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { sampleRows } from '../../src-main/core/sample-model.ts'
import { readSampleTables } from '../../src-main/workbook/samples.ts'
import { quote } from '../../src-shared/domain/billing/quote.ts'
import { quoteRates } from '../../src-shared/domain/billing/quote-rates.ts'
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { fiscalYear, isoDate, type IsoDate } from '../../src-shared/domain/fiscal-year.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { rowChange, type RowChange } from '../../src-shared/domain/model/edit.ts'
import type { PerformanceFactor, RatingParameter } from '../../src-shared/domain/model/rating-tables.ts'
import { defaultBillPolicy } from '../../src-shared/domain/billing/default-bill-policy.ts'
import { holdsOn } from '../../src-shared/domain/usage/effective-period.ts'
import { POLICY_PARAMETERS } from '../../src-shared/domain/usage/rating-parameters.ts'
import { hasRatingRules, readRulesOf, rulesOf } from '../../src-shared/domain/usage/rules-of.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { emptyDraft } from '../../src-shared/domain/model/draft.ts'
import { RULES, SAMPLES, at, factor, units } from '../support/sample-rules.ts'
import { smallModel } from '../support/small-model.ts'

const SAMPLE = draftFromRows(sampleRows(readSampleTables(SAMPLES)))
const model = smallModel()

function messages(draft: Draft, ...changes: readonly RowChange[]): readonly string[] {
  const applied = applyPlan(draft, { kind: 'edit', changes })
  return applied.ok ? [] : applied.failure.map(({ code, message }) => `${code}: ${message}`)
}

function factorRow(more: Partial<PerformanceFactor>): PerformanceFactor {
  return { id: 'asys-3', system: 'ASYS', model: 'Z', factor: factor('8'), effectiveFrom: isoDate('2004-07-01'), effectiveUntil: null, note: '', source: '', ...more }
}

function added(more: Partial<PerformanceFactor>): RowChange {
  const row = factorRow(more)
  return rowChange('performanceFactor', { before: model.performanceFactor.get(row.id) ?? null, after: row })
}

const x47 = model.performanceFactor.get('asys-2')
if (x47 === undefined) throw new Error('asys-2')
const ended = (until: string): RowChange => rowChange('performanceFactor', { before: x47, after: { ...x47, effectiveUntil: isoDate(until) } })

/** How many factors of one system hold on a day, when these periods are asked for; none where they are refused. */
function factorsOn(periods: readonly Pick<PerformanceFactor, 'effectiveFrom' | 'effectiveUntil'>[], on: IsoDate): number {
  const applied = applyPlan(model, { kind: 'edit', changes: periods.map((each, index) => added({ ...each, id: `new-${index}`, system: 'NEW' })) })
  return applied.ok ? rulesOf(applied.value).performanceFactors.filter((row) => row.system === 'NEW' && holdsOn(row, on)).length : 0
}

function parameter(more: Partial<RatingParameter>): RowChange {
  const row: RatingParameter = { id: 'p', name: 'idle-minutes', value: factor('15'), effectiveFrom: isoDate('2003-07-01'), effectiveUntil: null, note: '', source: '', ...more }
  return rowChange('ratingParameter', { before: null, after: row })
}

describe('the rating rules as rows of a model', () => {
  it('are in the sample as its files have them, the two switches of the billing policy excepted', () => {
    const rules = rulesOf(SAMPLE)
    const withoutSwitches = (given: typeof rules) => ({ ...given, parameters: given.parameters.filter(({ name }) => !POLICY_PARAMETERS.some((each) => each === name)) })
    expect(withoutSwitches(rules)).toEqual(withoutSwitches(RULES))
    expect(readRulesOf(SAMPLE).issues).toEqual([])
    expect([hasRatingRules(SAMPLE), hasRatingRules(emptyDraft())]).toEqual([true, false])
    expect(rulesOf(SAMPLE)).toBe(rules)
  })

  it('BILL-1: the worked job costs 4.98 by the model\'s rules, and every factor leads to its row', () => {
    const job = { customerClass: 'state', items: [{ kind: 'job', label: 'Job', startedAt: at('2003-10-14T10:30'), system: 'ASYS', applicationClass: 'Batch', terminalRegion: false, cpu: { amount: units('0.3'), unit: 'minutes' }, ios: units('20000'), tapeMounts: units('0') }] } as const
    const version = planOf(fiscalYear(2004))
    const quoted = quote(job, { rules: rulesOf(SAMPLE), rates: quoteRates(SAMPLE, version), year: { fiscalYear: version.fiscalYear, firstMonth: 7 } })
    expect(quoted.total).toBe('4.98')
    const origins: string[] = []
    const walk = (node: Explanation): void => {
      if (node.origin !== null) origins.push(`${node.origin.table} ${node.origin.id}`)
      node.inputs.forEach(walk)
    }
    walk(quoted.explanation)
    expect(origins).toEqual(expect.arrayContaining(['performanceFactor asys-2003-01-01', 'adjustmentFactor batch-cpu-1988-07-01', 'adjustmentFactor batch-io-1988-07-01', 'ratingParameter ios-per-unit-1988-07-01']))
    for (const each of origins.filter((origin) => !origin.startsWith('price') && !origin.startsWith('schedule'))) {
      const [table = '', id = ''] = each.split(' ')
      expect({ each, there: table === 'performanceFactor' ? SAMPLE.performanceFactor.has(id) : table === 'adjustmentFactor' ? SAMPLE.adjustmentFactor.has(id) : table === 'ratingParameter' ? SAMPLE.ratingParameter.has(id) : true }).toEqual({ each, there: true })
    }
  })

  it('BILL-2: overlapping periods are refused, those that follow each other and the shared day of Note 1 are not', () => {
    expect(messages(model, added({}))).toEqual(['overlapping-dates: The performance factor of "ASYS" from 2004-07-01 begins while the one from 2003-07-01 still holds.'])
    expect(messages(model, ended('2004-07-01'), added({}))).toEqual([])
    expect(messages(model, ended('2004-07-02'), added({}))).toEqual([])
    expect(messages(model, ended('2004-07-03'), added({}))).toEqual([expect.stringContaining('overlapping-dates')])
    expect(messages(model, added({ system: ' asys ' }))).toEqual([expect.stringContaining('overlapping-dates')])
    expect(messages(model, added({ system: 'BSYS' }))).toEqual([])
  })

  it('BILL-2: the day that two rows share is the later one\'s', () => {
    const applied = applyPlan(model, { kind: 'edit', changes: [ended('2004-07-02'), added({})] })
    const read = applied.ok ? readRulesOf(applied.value) : null
    expect(read?.rules.performanceFactors.filter((row) => holdsOn(row, isoDate('2004-07-01'))).map(({ id }) => id)).toEqual(['asys-3'])
    expect(read?.issues).toMatchObject([{ severity: 'note', code: 'overlapping-dates' }])
  })

  it('BILL-2: whatever periods are let in, no day has two factors of one system', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((date) => isoDate(`2005-02-${String(date).padStart(2, '0')}`))
    const period = fc.record({ effectiveFrom: day, effectiveUntil: fc.option(day) })
    fc.assert(fc.property(fc.array(period, { minLength: 1, maxLength: 4 }), day, (periods, on) => {
      expect(factorsOn(periods, on)).toBeLessThan(2)
    }), { numRuns: 500 })
  })

  it('names what is wrong with a row by itself', () => {
    expect(messages(model, added({ system: 'B', factor: factor('0') }))).toEqual(['number-out-of-range: 0 is not above 0 and at most 1,000,000.'])
    expect(messages(model, added({ system: 'B', factor: factor('-1') }))).toEqual([expect.stringContaining('number-out-of-range')])
    expect(messages(model, added({ system: ' ' }))).toEqual(['text-missing: A name is missing.'])
    expect(messages(model, added({ system: 'B', effectiveUntil: isoDate('2004-07-01') }))).toEqual([expect.stringContaining('dates-out-of-order')])
    expect(messages(model, parameter({ name: 'standard-lines', value: factor('40.5') }))).toEqual(['number-out-of-range: Lines by which standard pages are recomputed: 40.5 (lines per page) is out of range.'])
    expect(messages(model, parameter({ name: 'county-holidays', value: factor('1') }))).toEqual([expect.stringContaining('wrong-state: County holidays are not prime time stands in the billing policy')])
    expect(messages(model, parameter({ name: 'ios-per-unit', value: factor('1000') }))).toEqual([expect.stringContaining('overlapping-dates')])
  })

  it('refuses a row that stands twice, and one that refers to nothing; what rules refer to stays', () => {
    const [holiday, bin, batch] = [model.holiday.get('columbus-day'), model.binSize.get('report-1'), model.applicationClass.get('batch')]
    if (holiday === undefined || bin === undefined || batch === undefined) throw new Error('rows')
    expect(messages(model, rowChange('holiday', { before: null, after: { ...holiday, id: 'again' } }))).toEqual(['duplicate-code: The holiday of 2003-10-13 (state) stands twice.'])
    expect(messages(model, rowChange('binSize', { before: null, after: { ...bin, id: 'again' } }))).toEqual(['duplicate-code: The report bin of level 1 stands twice.'])
    expect(messages(model, rowChange('binSize', { before: bin, after: { ...bin, rateId: 'gone' } }))).toEqual([expect.stringContaining('unknown-reference')])
    expect(messages(model, rowChange('applicationClass', { before: batch, after: null }))).toEqual(['still-in-use: The application class is still in use: 1 adjustment factor.'])
  })

  it('a renamed rate and a renamed class keep their rules', () => {
    const [rate, batch] = [model.rate.get('cpu'), model.applicationClass.get('batch')]
    if (rate === undefined || batch === undefined) throw new Error('rows')
    const applied = applyPlan(model, { kind: 'edit', changes: [rowChange('rate', { before: rate, after: { ...rate, code: 'PROCESSOR' } }), rowChange('applicationClass', { before: batch, after: { ...batch, name: 'Night work' } })] })
    const rules = applied.ok ? rulesOf(applied.value) : null
    expect([rules?.ratedMeasures[0]?.rateCode, rules?.adjustmentFactors[0]?.applicationClass]).toEqual(['PROCESSOR', 'Night work'])
  })
})

describe('the switches of a year\'s billing policy', () => {
  const policy = { ...defaultBillPolicy(planOf(fiscalYear(2004))), firstPartMonth: 'charged', suffolkDays: 'holidays' } as const
  const changed: Draft = { ...model, billPolicy: new Map([[policy.id, policy]]) }
  const value = (name: RatingParameter['name'], day: string) => rulesOf(changed).parameters.filter((each) => each.name === name && holdsOn(each, isoDate(day))).map((each) => [each.value, each.id])

  it.each([['county-holidays'], ['first-part-month-charged']] as const)('BILL-3, BILL-11: %s holds for the days of that fiscal year, with its row; elsewhere the default', (name) => {
    expect(['2003-06-30', '2003-07-01', '2004-06-30', '2004-07-01'].map((day) => value(name, day))).toEqual([[['0', '']], [['1', 'FY2004/plan']], [['1', 'FY2004/plan']], [['0', '']]])
  })

  it('hold by default on every day of a model without policies', () => {
    const none: Draft = { ...model, billPolicy: new Map() }
    expect(rulesOf(none).parameters.filter(({ name }) => name === 'county-holidays').map(({ effectiveFrom, effectiveUntil, value: text }) => [effectiveFrom, effectiveUntil, text])).toEqual([['1900-01-01', null, '0']])
  })
})
