import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { fiscalYear, isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { applyChanges, applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges, type EditPlan } from '../../src-shared/domain/model/edit.ts'
import { planPriceEdits } from '../../src-shared/domain/rates/edit-prices.ts'
import { formatPrice } from '../../src-shared/domain/rates/price-text.ts'
import { resolvePrices } from '../../src-shared/domain/rates/resolve-prices.ts'
import {
  periodsOf, planAdoptScenario, planCorrectSchedule, planCreateSchedule, planDiscardSchedule, planPublish, planReturnToDraft, planRollSchedule, planSubmitForReview, planUpdateSchedule,
  scheduleState, yearsOf,
} from '../../src-shared/domain/rates/schedule-lifecycle.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { planOf, versionKey, type Version } from '../../src-shared/domain/version.ts'
import { countingIds, FY2003, FY2004, FY2005, FY2006, priceRow, rateRow, scheduleRow, smallModel, smallRows } from '../support/small-model.ts'

const draft = smallModel()
const [in2003, in2004, in2005, in2006] = [FY2003, FY2004, FY2005, FY2006].map(versionKey)
if (in2003 === undefined || in2004 === undefined || in2005 === undefined || in2006 === undefined) throw new Error('keys')

function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

function codes(result: Result<unknown>): readonly string[] {
  return result.ok ? [] : result.failure.map((each) => each.code)
}

function applied(on: Draft, planned: Result<EditPlan>): Draft {
  const plan = value(planned)
  const next = value(applyPlan(on, plan))
  const back = applyChanges(next, inverseChanges(plan.changes))
  expect(back.ok ? back.value : 'barrier').toEqual(plan.kind === 'publish' ? 'barrier' : on)
  return next
}

function typed(on: Draft, version: Version, cells: Readonly<Record<string, string>>): Draft {
  const list = Object.entries(cells).map(([rateId, text]) => ({ rateId, customerClass: 'state' as const, text }))
  return value(applyPlan(on, value(planPriceEdits({ draft: on, version, cells: list, newId: countingIds() })).plan))
}

function texts(on: Draft, version: Version): Readonly<Record<string, string>> {
  return Object.fromEntries([...resolvePrices(on, version)].map(([key, price]) => [key, formatPrice(price)]))
}

function dayOf(day: number): string {
  return new Date(Date.UTC(2005, 6, 1 + day)).toISOString().slice(0, 10)
}

describe('VER-2 states of a schedule', () => {
  test('draft, under review, back, published; each step from its own state only', () => {
    const reviewed = applied(draft, planSubmitForReview({ draft, version: in2005 }))
    expect(scheduleState(reviewed, in2005)).toBe('under-review')
    expect(codes(planSubmitForReview({ draft: reviewed, version: in2005 }))).toEqual(['wrong-state'])
    expect(applied(reviewed, planReturnToDraft({ draft: reviewed, version: in2005 }))).toEqual(draft)
    expect(codes(planReturnToDraft({ draft, version: in2005 }))).toEqual(['wrong-state'])
    const publish = planPublish({ draft: reviewed, version: in2005, issuedOn: isoDate('2004-06-01') })
    expect(value(publish)).toMatchObject({ kind: 'publish', label: 'Publish FY2005' })
    const published = applied(reviewed, publish)
    expect(published.schedule.get('FY2005/plan#1')).toMatchObject({ state: 'published', issuedOn: '2004-06-01' })
    for (const again of [planPublish, planReturnToDraft, planSubmitForReview, planDiscardSchedule]) expect(codes(again({ draft: published, version: in2005 }))).toEqual(['published-is-immutable'])
    expect(codes(applyChanges(published, inverseChanges(value(publish).changes)))).toEqual(['published-is-immutable'])
  })

  test('an empty schedule is neither reviewed nor published', () => {
    const created = applied(draft, planCreateSchedule({ draft, fiscalYear: fiscalYear(2006) }))
    expect(created.schedule.get('FY2006/plan#1')).toEqual({ id: 'FY2006/plan#1', version: 'FY2006/plan', revision: 1, state: 'draft', effectiveFrom: '2005-07-01', issuedOn: null, note: '' })
    expect(codes(planSubmitForReview({ draft: created, version: in2006 }))).toEqual(['nothing-to-change'])
    expect(codes(planPublish({ draft: created, version: in2006 }))).toEqual(['nothing-to-change'])
    expect(codes(planCreateSchedule({ draft: created, fiscalYear: fiscalYear(2006) }))).toEqual(['version-exists'])
    expect(codes(planPublish({ draft, version: in2006 }))).toEqual(['version-missing'])
    expect(applied(created, planDiscardSchedule({ draft: created, version: in2006 }))).toEqual(draft)
  })

  test('years are listed with their state', () => {
    expect(yearsOf(draft).map((year) => [year.key, year.state, year.latest.revision])).toEqual([['FY2003/plan', 'published', 1], ['FY2004/plan', 'published', 2], ['FY2005/plan', 'draft', 1]])
  })

  test('dates and note of a draft change; a day outside the year is refused', () => {
    const next = applied(draft, planUpdateSchedule({ draft, version: in2005, note: 'n', issuedOn: isoDate('2004-05-05') }))
    expect(next.schedule.get('FY2005/plan#1')).toMatchObject({ note: 'n', issuedOn: '2004-05-05' })
    expect(codes(planUpdateSchedule({ draft, version: in2005, effectiveFrom: isoDate('2004-06-30') }))).toEqual(['overlapping-dates'])
    expect(codes(planUpdateSchedule({ draft, version: in2005 }))).toEqual(['nothing-to-change'])
  })
})

describe('VER-2 corrections', () => {
  test('a correction is a sparse new revision that holds from its day and is immutable once published', () => {
    expect(codes(planCorrectSchedule({ draft, version: in2005, effectiveFrom: isoDate('2004-10-01') }))).toEqual(['wrong-state'])
    expect(codes(planCorrectSchedule({ draft, version: in2003, effectiveFrom: isoDate('2003-07-01') }))).toEqual(['overlapping-dates'])
    const begun = applied(draft, planCorrectSchedule({ draft, version: in2003, effectiveFrom: isoDate('2003-01-01'), issuedOn: isoDate('2002-12-15'), note: 'typo' }))
    expect(begun.schedule.get('FY2003/plan#2')).toMatchObject({ revision: 2, state: 'draft', effectiveFrom: '2003-01-01', issuedOn: '2002-12-15' })
    expect(scheduleState(begun, in2003)).toBe('draft')
    const corrected = typed(begun, FY2003, { cpu: '121' })
    const published = applied(corrected, planPublish({ draft: corrected, version: in2003, issuedOn: isoDate('2002-12-20') }))
    expect(published.schedule.get('FY2003/plan#2')?.issuedOn).toBe('2002-12-15')
    expect(planPriceEdits({ draft: published, version: FY2003, cells: [], newId: countingIds() })).toMatchObject({ ok: false, failure: [{ code: 'published-is-immutable' }] })
    expect(periodsOf({ draft: published, version: in2003, rateId: 'cpu', customerClass: 'state' }).map(({ from, to, price }) => [from, to, price.amount])).toEqual([
      ['2002-07-01', '2003-01-01', '120'], ['2003-01-01', '2003-07-01', '121'],
    ])
    expect(periodsOf({ draft: published, version: in2003, rateId: 'hub', customerClass: 'state' }).map(({ from, to }) => [from, to])).toEqual([['2002-07-01', '2003-07-01']])
  })

  test('a revision of the same day replaces the earlier one wholly', () => {
    const rows = smallRows()
    const again = scheduleRow(2003, { revision: 2 })
    const both = draftFromRows({ ...rows, schedule: [...rows.schedule, again], price: [...rows.price, priceRow(again.id, 'cpu', '121')] })
    expect(periodsOf({ draft: both, version: in2003, rateId: 'cpu', customerClass: 'state' }).map(({ from, to, revision }) => [from, to, revision])).toEqual([['2002-07-01', '2003-07-01', 2]])
  })

  test('for one rate, periods never overlap, leave no hole, and end with the last revision', () => {
    const revision = fc.record({ day: fc.integer({ min: 0, max: 364 }), prices: fc.boolean() })
    fc.assert(
      fc.property(fc.array(revision, { minLength: 1, maxLength: 8 }), (revisions) => {
        const rows = smallRows()
        const schedule = revisions.map(({ day }, index) => scheduleRow(2006, { revision: index + 1, effectiveFrom: dayOf(index === 0 ? 0 : day) }))
        const price = schedule.filter((_, index) => index === 0 || revisions[index]?.prices === true).map((each) => priceRow(each.id, 'cpu', String(each.revision)))
        const model = draftFromRows({ ...rows, schedule: [...rows.schedule, ...schedule], price: [...rows.price, ...price] })
        const periods = periodsOf({ draft: model, version: versionKey(FY2006), rateId: 'cpu', customerClass: 'state' })
        expect(periods[0]?.from).toBe('2005-07-01')
        expect(periods.at(-1)?.to).toBe('2006-07-01')
        expect(periods.at(-1)?.price.amount).toBe(resolvePrices(model, FY2006).get('cpu|state')?.amount)
        expect(periods.slice(1).map((period) => period.from)).toEqual(periods.slice(0, -1).map((period) => period.to))
        expect(periods.every((period) => period.from < period.to)).toBe(true)
      }),
    )
  })
})

describe('VER-3 the year turns', () => {
  test('a schedule rolls into the next year with the prices that hold', () => {
    expect(codes(planRollSchedule({ draft, from: in2004 }))).toEqual(['version-exists'])
    expect(codes(planRollSchedule({ draft, from: in2006 }))).toEqual(['version-missing'])
    const planned = planRollSchedule({ draft, from: in2004, to: fiscalYear(2006) })
    expect(value(planned).label).toBe('Roll FY2004 into FY2006 (7 prices)')
    const rolled = applied(draft, planned)
    expect(rolled.schedule.get('FY2006/plan#1')).toMatchObject({ state: 'draft', revision: 1, effectiveFrom: '2005-07-01', issuedOn: null })
    expect(texts(rolled, FY2006)).toEqual(texts(draft, FY2004))
    expect(texts(rolled, FY2006)['cpu|state']).toBe('98.50')
  })

  test('NUM-6 it takes effect on the first day of the fiscal year of the settings', () => {
    const federal = draftFromRows({ ...smallRows(), settings: [{ id: 'model', agencyName: '', officeName: '', fiscalYearFirstMonth: 10 }] })
    expect(applied(federal, planRollSchedule({ draft: federal, from: in2005 })).schedule.get('FY2006/plan#1')?.effectiveFrom).toBe('2005-10-01')
  })

  test('RATE-4 what is retired, merged, split or replaced by then stays behind', () => {
    const rows = smallRows()
    const model = draftFromRows({
      ...rows,
      rate: rows.rate.map((rate) => (rate.id === 'tape' ? rateRow('tape', 1, { retiredFrom: fiscalYear(2006) }) : rate)),
      service: rows.service.map((service) => (service.id === 'cabling' ? { ...service, retiredFrom: fiscalYear(2006) } : service)),
      rateRelation: [
        { id: 'm', fiscalYear: fiscalYear(2006), kind: 'merged', fromRateId: 'meter', toRateId: 'cpu', note: '' },
        { id: 'old', fiscalYear: fiscalYear(2005), kind: 'merged', fromRateId: 'cpu', toRateId: 'tape', note: '' },
      ],
    })
    expect(Object.keys(texts(applied(model, planRollSchedule({ draft: model, from: in2005 })), FY2006))).toEqual(['cpu|state', 'consultant|state'])
  })

  test('a scenario is adopted as its own draft year; its overrides become the base', () => {
    const planA = planOf(fiscalYear(2005), 'plan-a')
    const tried = typed(draft, planA, { cpu: '103', hub: '', unpriced: '7' })
    const planned = planAdoptScenario({ draft: tried, scenarioId: 'plan-a', version: in2005, newId: countingIds() })
    expect(value(planned).label).toBe('Adopt "Plan A" as FY2005')
    expect(value(planned).changes).toHaveLength(6)
    const adopted = applied(tried, planned)
    expect(texts(adopted, FY2005)).toEqual(texts(tried, planA))
    expect(adopted.override.size).toBe(0)
    expect(adopted.scenario.has('plan-a')).toBe(true)
    expect(codes(planAdoptScenario({ draft: adopted, scenarioId: 'plan-a', version: in2005, newId: countingIds() }))).toEqual(['nothing-to-change'])
  })

  test('a scenario on a published year is adopted as the next year, rolled in the same act', () => {
    const tried = typed(draft, planOf(fiscalYear(2004), 'plan-a'), { cpu: '103', hub: '' })
    expect(codes(planAdoptScenario({ draft: tried, scenarioId: 'plan-a', version: in2004, newId: countingIds() }))).toEqual(['published-is-immutable'])
    const adopted = applied(tried, planAdoptScenario({ draft: tried, scenarioId: 'plan-a', version: in2004, to: fiscalYear(2006), newId: countingIds() }))
    expect(texts(adopted, FY2006)).toEqual(texts(tried, planOf(fiscalYear(2004), 'plan-a')))
    expect(adopted.override.size).toBe(2)
    expect(codes(planAdoptScenario({ draft, scenarioId: 'nobody', version: in2005, newId: countingIds() }))).toEqual(['unknown-reference'])
  })

  test('a scenario adopted into an open correction leaves the correction sparse', () => {
    const planA = planOf(fiscalYear(2003), 'plan-a')
    const begun = applied(draft, planCorrectSchedule({ draft, version: in2003, effectiveFrom: isoDate('2003-01-01') }))
    const tried = typed(begun, planA, { cpu: '121', hub: '' })
    const adopted = applied(tried, planAdoptScenario({ draft: tried, scenarioId: 'plan-a', version: in2003, newId: countingIds() }))
    expect([...adopted.price.values()].filter((price) => price.scheduleId === 'FY2003/plan#2').map((price) => [price.rateId, formatPrice(price)])).toEqual([['cpu', '121.00'], ['hub', 'Not billed']])
    expect(applied(adopted, planDiscardSchedule({ draft: adopted, version: in2003 })).price.size).toBe(draft.price.size)
  })

  test('discarding a year keeps what scenarios changed in it', () => {
    const tried = typed(draft, planOf(fiscalYear(2005), 'plan-a'), { cpu: '103' })
    const discarded = applied(tried, planDiscardSchedule({ draft: tried, version: in2005 }))
    expect(discarded.override.size).toBe(1)
    expect(yearsOf(discarded).map((year) => year.key)).toEqual(['FY2003/plan', 'FY2004/plan'])
  })
})
