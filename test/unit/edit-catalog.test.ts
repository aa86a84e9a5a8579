import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  planAddLineOfBusiness, planAddRate, planAddService, planAddServiceGroup, planMove, planRelate, planRemove, planRemoveBaseline, planRetire, planSetBaseline, planUnretire, planUpdateLineOfBusiness,
  planUpdateRate, planUpdateRelation, planUpdateService, planUpdateServiceGroup, planUpdateSettings,
} from '../../src-shared/domain/catalog/edit-catalog.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { applyChanges, applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges, rowChange, type EditPlan } from '../../src-shared/domain/model/edit.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { versionKey } from '../../src-shared/domain/version.ts'
import { countingIds, FY2003, FY2004, FY2005, rateRow, scheduleRow, smallModel, smallRows } from '../support/small-model.ts'

const draft = smallModel()

function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

function codes(result: Result<unknown>): readonly string[] {
  return result.ok ? [] : result.failure.map((each) => each.code)
}

/** Applies a plan, checks that its inverse restores the whole draft, and returns the next. */
function applied(on: Draft, planned: Result<EditPlan | { readonly plan: EditPlan }>): Draft {
  const made = value(planned)
  const plan = 'plan' in made ? made.plan : made
  const next = value(applyPlan(on, plan))
  expect(applyChanges(next, inverseChanges(plan.changes))).toEqual({ ok: true, value: on })
  return next
}

function ratesOf(on: Draft, serviceId: string): readonly string[] {
  return [...on.rate.values()].filter((rate) => rate.serviceId === serviceId).sort((left, right) => left.position - right.position).map((rate) => rate.id)
}

describe('the catalog grows', () => {
  test('a line, a group, a service and a rate are added last, each undoable', () => {
    const newId = countingIds()
    let next = applied(draft, planAddLineOfBusiness({ draft, name: ' Mail ', newId }))
    expect(next.lineOfBusiness.get('new-1')).toEqual({ id: 'new-1', name: 'Mail', position: 2 })
    next = applied(next, planAddServiceGroup({ draft: next, lineOfBusinessId: 'new-1', name: 'Mail room', newId }))
    next = applied(next, planAddService({ draft: next, serviceGroupId: 'new-2', name: 'Metered mail', code: 'M1', newId }))
    next = applied(next, planAddRate({ draft: next, serviceId: 'new-3', code: 'MM-1', title: 'Postage', billableUnit: 'Piece', objectCode: 'E05', newId }))
    expect(next.rate.get('new-4')).toEqual({ id: 'new-4', serviceId: 'new-3', code: 'MM-1', title: 'Postage', billableUnit: 'Piece', objectCode: 'E05', position: 0, retiredFrom: null, note: '' })
    expect(applied(next, planAddRate({ draft: next, serviceId: 'mainframe', code: 'X', title: 'x', newId })).rate.get('new-5')?.position).toBe(5)
  })

  test('codes and names that are taken, and empty ones, are refused', () => {
    const newId = countingIds()
    expect(codes(planAddRate({ draft, serviceId: 'mainframe', code: 'cpu', title: 'x', newId }))).toEqual(['duplicate-code'])
    expect(codes(planAddRate({ draft, serviceId: 'mainframe', code: '', title: '', newId }))).toEqual(['text-missing', 'text-missing'])
    expect(codes(planAddRate({ draft, serviceId: 'nowhere', code: 'x', title: 'x', newId }))).toEqual(['unknown-reference'])
    expect(codes(planAddRate({ draft, serviceId: 'mainframe', code: 'x'.repeat(201), title: 'x', newId }))).toEqual(['text-too-long'])
    expect(codes(planAddLineOfBusiness({ draft, name: 'computing', newId }))).toEqual(['duplicate-name'])
    expect(codes(planAddServiceGroup({ draft, lineOfBusinessId: 'network', name: 'Wide Area', newId }))).toEqual(['duplicate-name'])
    expect(codes(planAddServiceGroup({ draft, lineOfBusinessId: 'computing', name: 'Wide area', newId }))).toEqual([])
    expect(codes(planAddService({ draft, serviceGroupId: 'wide-area', name: 'x', code: 'sq001', newId }))).toEqual(['duplicate-code'])
  })
})

describe('the catalog changes', () => {
  test('rows are renamed, corrected and moved under another parent', () => {
    expect(applied(draft, planUpdateLineOfBusiness({ draft, id: 'network', name: 'Networks' })).lineOfBusiness.get('network')?.name).toBe('Networks')
    expect(applied(draft, planUpdateServiceGroup({ draft, id: 'data-center', lineOfBusinessId: 'network' })).serviceGroup.get('data-center')).toMatchObject({ lineOfBusinessId: 'network', position: 1 })
    expect(applied(draft, planUpdateService({ draft, id: 'cabling', code: 'C1', description: 'd' })).service.get('cabling')).toMatchObject({ code: 'C1', description: 'd' })
    expect(applied(draft, planUpdateRate({ draft, id: 'cpu', title: 'Prime CPU', serviceId: 'cabling' })).rate.get('cpu')).toMatchObject({ title: 'Prime CPU', serviceId: 'cabling', position: 2 })
    expect(codes(planUpdateRate({ draft, id: 'cpu', title: 'cpu ' }))).toEqual(['nothing-to-change'])
    expect(codes(planUpdateRate({ draft, id: 'cpu', code: 'TAPE' }))).toEqual(['duplicate-code'])
    expect(applied(draft, planUpdateSettings({ draft, agencyName: 'Other' })).settings.get('model')?.agencyName).toBe('Other')
  })

  test('NUM-6 the first month of the fiscal year is a setting until something is published', () => {
    expect(codes(planUpdateSettings({ draft, fiscalYearFirstMonth: 10 }))).toEqual(['published-is-immutable'])
    const rows = smallRows()
    const young = draftFromRows({ ...rows, settings: [], schedule: [], price: [], baseline: [] })
    expect(applied(young, planUpdateSettings({ draft: young, fiscalYearFirstMonth: 10 })).settings.get('model')?.fiscalYearFirstMonth).toBe(10)
    expect(codes(planUpdateSettings({ draft: young, fiscalYearFirstMonth: 13 }))).toEqual(['not-a-fiscal-year'])
  })

  test('NUM-6 drafts follow the first month of the fiscal year into their year', () => {
    const rows = smallRows()
    const schedule = [scheduleRow(2005, { state: 'draft' }), scheduleRow(2006, { state: 'draft', effectiveFrom: '2006-02-01' }), scheduleRow(2007, { state: 'draft', effectiveFrom: '2006-08-01' })]
    const young = draftFromRows({ ...rows, schedule, price: [], baseline: [] })
    const federal = applied(young, planUpdateSettings({ draft: young, fiscalYearFirstMonth: 10 }))
    expect([...federal.schedule.values()].map((each) => each.effectiveFrom)).toEqual(['2004-10-01', '2006-02-01', '2006-10-01'])
    const [before = null] = rows.settings
    const alone = rowChange('settings', { before, after: federal.settings.get('model') ?? null })
    expect(applyChanges(young, [alone])).toMatchObject({ ok: false, failure: [{ code: 'overlapping-dates' }, { code: 'overlapping-dates' }] })
  })

  test('RATE-4 a rate is retired from a year on and brought back; a published year with a price stands against it', () => {
    const retired = applied(draft, planRetire({ draft, table: 'rate', id: 'cpu', from: fiscalYear(2005) }))
    expect(retired.rate.get('cpu')?.retiredFrom).toBe(2005)
    expect(applied(retired, planUnretire({ draft: retired, table: 'rate', id: 'cpu' }))).toEqual(draft)
    expect(codes(planRetire({ draft, table: 'rate', id: 'cpu', from: fiscalYear(2004) }))).toEqual(['published-is-immutable'])
    expect(codes(planRetire({ draft, table: 'service', id: 'cabling', from: fiscalYear(2003) }))).toEqual(['published-is-immutable'])
    expect(applied(draft, planRetire({ draft, table: 'service', id: 'cabling', from: fiscalYear(2005) })).service.get('cabling')?.retiredFrom).toBe(2005)
  })

  test('what is in use is not removed, and the message says what uses it', () => {
    const refusal = planRemove({ draft, table: 'rate', id: 'cpu' })
    expect(refusal).toMatchObject({ ok: false, failure: [{ code: 'still-in-use', message: 'CPU is still in use: 4 prices, 1 baseline, 1 one-time item, 1 typed quantity, 1 request, 1 line of an estimate, 1 assumption of a budget, 1 dated change, 1 figure of a budget, 1 budget kept by month, 1 measure that it prices.' }] })
    expect(planRemove({ draft, table: 'rate', id: 'drop' })).toMatchObject({ ok: false, failure: [{ message: expect.stringContaining('1 billing policy of a year') }] })
    expect(codes(planRemove({ draft, table: 'lineOfBusiness', id: 'network' }))).toEqual(['still-in-use'])
    expect(applied(draft, planRemove({ draft, table: 'rate', id: 'unpriced' })).rate.has('unpriced')).toBe(false)
    expect(applied(draft, planRemove({ draft, table: 'service', id: 'unused-service' })).service.has('unused-service')).toBe(false)
  })

  test('RATE-4 rates are related, once', () => {
    const newId = countingIds()
    const relation = { kind: 'merged', fromRateId: 'tape', toRateId: 'cpu', fiscalYear: fiscalYear(2005) } as const
    const related = planRelate({ draft, ...relation, newId })
    expect(value(related).plan.label).toBe('TAPE merged into CPU from FY2005 on')
    const next = applied(draft, related)
    expect(codes(planRelate({ draft: next, ...relation, newId }))).toEqual(['duplicate-name'])
    expect(codes(planRelate({ draft, ...relation, toRateId: 'tape', newId }))).toEqual(['unknown-reference'])
    expect(applied(next, planUpdateRelation({ draft: next, id: 'new-1', kind: 'replaced' })).rateRelation.get('new-1')?.kind).toBe('replaced')
    expect(applied(next, planRemove({ draft: next, table: 'rateRelation', id: 'new-1' }))).toEqual(draft)
  })
})

describe('order', () => {
  test('a row moves among its siblings only', () => {
    const next = applied(draft, planMove({ draft, table: 'rate', id: 'consultant', toIndex: 0 }))
    expect(ratesOf(next, 'mainframe')).toEqual(['consultant', 'cpu', 'tape', 'meter', 'unpriced'])
    expect(ratesOf(next, 'cabling')).toEqual(['hub', 'drop'])
    expect(codes(planMove({ draft, table: 'rate', id: 'cpu', toIndex: 0 }))).toEqual(['nothing-to-change'])
    expect(applied(draft, planMove({ draft, table: 'lineOfBusiness', id: 'network', toIndex: 0 })).lineOfBusiness.get('network')?.position).toBe(0)
  })

  test('any sequence of moves ends as the same moves on a plain list', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(7), fc.integer({ min: -1, max: 9 })), { maxLength: 20 }), fc.array(fc.nat(3), { minLength: 8, maxLength: 8 }), (moves, positions) => {
        const rows = smallRows()
        let present = draftFromRows({ ...rows, rate: positions.map((position, index) => rateRow(`r${index}`, position)), price: [], baseline: [] })
        const list = [...present.rate.values()].sort((left, right) => left.position - right.position || (left.id < right.id ? -1 : 1)).map((rate) => rate.id)
        for (const [which, to] of moves) {
          const plan = planMove({ draft: present, table: 'rate', id: `r${which}`, toIndex: to })
          list.splice(list.indexOf(`r${which}`), 1)
          list.splice(Math.max(0, to), 0, `r${which}`)
          if (plan.ok) present = applied(present, plan)
          expect([...present.rate.values()].sort((left, right) => left.position - right.position || (left.id < right.id ? -1 : 1)).map((rate) => rate.id)).toEqual(list)
        }
      }),
    )
  })
})

describe('RATE-5 baselines', () => {
  test('a typed one with its source, and a weighted sum of earlier rates; the figure is replaced whole', () => {
    const newId = countingIds()
    const key = { version: versionKey(FY2005), rateId: 'cpu' }
    const typed = applied(draft, planSetBaseline({ draft, id: null, ...key, name: 'low', figure: { kind: 'typed', amount: '$552.00' }, source: 'memo', newId }))
    expect(typed.baseline.get('new-1')).toEqual({ id: 'new-1', version: 'FY2005/plan', rateId: 'cpu', name: 'low', position: 0, typedAmount: '552', source: 'memo' })
    const terms = [
      { version: versionKey(FY2004), rateId: 'cpu', multiplier: '1', divisor: '1' },
      { version: versionKey(FY2003), rateId: 'tape', multiplier: '12', divisor: '26' },
    ]
    const summed = applied(typed, planSetBaseline({ draft: typed, id: 'new-1', ...key, name: 'low', figure: { kind: 'terms', terms }, source: '', newId }))
    expect(summed.baseline.get('new-1')?.typedAmount).toBe(null)
    expect([...summed.baselineTerm.values()].map((term) => [term.rateId, term.multiplier, term.divisor])).toEqual([['cpu', '1', '1'], ['tape', '12', '26']])
    expect(applied(summed, planRemoveBaseline({ draft: summed, id: 'new-1' }))).toEqual(draft)
    const zero = { kind: 'terms', terms: [{ version: versionKey(FY2004), rateId: 'cpu', multiplier: '1', divisor: '0' }] } as const
    expect(codes(planSetBaseline({ draft, id: null, ...key, name: 'x', figure: zero, source: '', newId }))).toEqual(['share-without-weight'])
    expect(codes(planSetBaseline({ draft, id: null, ...key, name: 'x', figure: { kind: 'terms', terms: [] }, source: '', newId }))).toEqual(['share-without-weight'])
    expect(codes(planSetBaseline({ draft, id: null, ...key, name: 'x', figure: { kind: 'typed', amount: '12,34' }, source: '', newId }))).toEqual(['not-a-number'])
  })

  test('VER-2 a published year keeps its baselines, also while a correction is open', () => {
    const newId = countingIds()
    const wanted = { id: null, version: versionKey(FY2004), rateId: 'cpu', name: 'high', figure: { kind: 'typed', amount: '665' }, source: '', newId } as const
    expect(codes(planSetBaseline({ draft, ...wanted }))).toEqual(['published-is-immutable'])
    expect(codes(planRemoveBaseline({ draft, id: 'low' }))).toEqual(['published-is-immutable'])
    const rows = smallRows()
    const open = draftFromRows({ ...rows, schedule: [...rows.schedule, scheduleRow(2004, { revision: 3, state: 'draft', effectiveFrom: '2004-03-01' })] })
    expect(codes(planSetBaseline({ draft: open, ...wanted }))).toEqual(['published-is-immutable'])
  })
})
