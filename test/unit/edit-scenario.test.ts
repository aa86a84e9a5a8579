import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { Decimal } from '../../src-shared/domain/decimal.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges, type EditPlan } from '../../src-shared/domain/model/edit.ts'
import { planPriceEdits, planRelativeChange } from '../../src-shared/domain/rates/edit-prices.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { planCreateScenario, planDeleteScenario, planDuplicateScenario, planRenameScenario } from '../../src-shared/domain/scenario/edit-scenario.ts'
import { movedOverrides, planSettleOverrides } from '../../src-shared/domain/scenario/settle-overrides.ts'
import { planInNewScenario } from '../../src-shared/domain/scenario/what-if.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { countingIds, FY2004, FY2005, percent, smallModel } from '../support/small-model.ts'

const draft = smallModel()
const planA = planOf(fiscalYear(2005), 'plan-a')
const who = { author: 'Ann', at: '2026-11-22T14:02:00Z' }

function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

function applied(on: Draft, plan: EditPlan): Draft {
  const next = value(applyPlan(on, plan))
  expect(applyPlan(next, { kind: 'edit', changes: inverseChanges(plan.changes) })).toEqual({ ok: true, value: on })
  return next
}

function codes(result: Result<unknown>): readonly string[] {
  return result.ok ? [] : result.failure.map((each) => each.code)
}

function typed(on: Draft, version: typeof planA, text: string): Draft {
  return applied(on, value(planPriceEdits({ draft: on, version, cells: [{ rateId: 'cpu', customerClass: 'state', text }], newId: countingIds() })).plan)
}

/** Plan A with "+3 %" on cpu, whose base is 100. */
function raised(): Draft {
  const edits = value(planRelativeChange({ draft, version: planA, cells: [{ rateId: 'cpu', customerClass: 'state' }], by: { kind: 'percent', value: percent('3') }, newId: countingIds() }))
  return applied(draft, edits.plan)
}

describe('VER-4 scenarios', () => {
  test('are made with a name, a note and an author; names are unique', () => {
    const created = value(planCreateScenario({ draft, name: ' Plan B ', note: 'two', ...who, newId: countingIds() }))
    expect(created.plan.label).toBe('New scenario "Plan B"')
    const next = applied(draft, created.plan)
    expect(next.scenario.get(created.scenarioId)).toEqual({ id: 'new-1', name: 'Plan B', note: 'two', author: 'Ann', createdAt: who.at, position: 1 })
    expect(codes(planCreateScenario({ draft: next, name: 'plan b', ...who, newId: countingIds() }))).toEqual(['duplicate-name'])
    expect(codes(planCreateScenario({ draft, name: ' ', ...who, newId: countingIds() }))).toEqual(['text-missing'])
    expect(value(planCreateScenario({ draft, ...who, newId: countingIds() })).plan.label).toBe('New scenario "What-if 1"')
  })

  test('are renamed and noted', () => {
    expect(applied(draft, value(planRenameScenario({ draft, scenarioId: 'plan-a', name: 'Plan Z', note: 'n' }))).scenario.get('plan-a')).toMatchObject({ name: 'Plan Z', note: 'n' })
    expect(codes(planRenameScenario({ draft, scenarioId: 'plan-a', name: 'Plan A' }))).toEqual(['nothing-to-change'])
    expect(codes(planRenameScenario({ draft, scenarioId: 'x', name: 'y' }))).toEqual(['unknown-reference'])
  })

  test('are duplicated with their overrides and deleted with them, and undo brings all back', () => {
    const start = typed(raised(), planOf(fiscalYear(2004), 'plan-a'), '97')
    const duplicate = value(planDuplicateScenario({ draft: start, scenarioId: 'plan-a', ...who, newId: countingIds() }))
    const both = applied(start, duplicate.plan)
    expect([...both.override.values()].map((each) => [each.scenarioId, each.version, each.value, each.relativeBy])).toEqual([
      ['plan-a', 'FY2005/plan', '103', '3'], ['plan-a', 'FY2004/plan', '97', null], ['new-1', 'FY2005/plan', '103', '3'], ['new-1', 'FY2004/plan', '97', null],
    ])
    expect(both.scenario.get('new-1')?.name).toBe('Plan A copy')
    expect(value(planDuplicateScenario({ draft: both, scenarioId: 'plan-a', ...who, newId: () => 'other' })).plan.changes[0]?.after).toMatchObject({ name: 'Plan A copy 1' })
    expect(applied(both, value(planDeleteScenario({ draft: both, scenarioId: 'new-1' })))).toEqual(start)
  })

  test('the first change of a published year makes its scenario in the same edit', () => {
    const newId = countingIds()
    const planned = value(planInNewScenario({
      draft, version: FY2004, ...who, newId, edit: (ahead) => planPriceEdits({ ...ahead, cells: [{ rateId: 'cpu', customerClass: 'state', text: '99' }], newId }),
    }))
    const next = applied(draft, planned.plan)
    expect(next.scenario.get(planned.scenarioId)?.name).toBe('What-if 1')
    expect([...next.override.values()]).toMatchObject([{ scenarioId: planned.scenarioId, value: '99', baseValue: '98.5' }])
    const nothing = value(planInNewScenario({ draft, version: FY2004, ...who, newId, edit: (ahead) => planPriceEdits({ ...ahead, cells: [{ rateId: 'cpu', customerClass: 'state', text: 'x' }], newId }) }))
    expect(nothing.plan.changes).toEqual([])
  })
})

describe('VER-4 when the base moves', () => {
  test('a moved base is reported with what re-applying would give; one that did not move is not', () => {
    const start = raised()
    expect(movedOverrides(start, 'plan-a')).toEqual([])
    const moved = typed(start, FY2005, '105')
    expect(movedOverrides(moved, 'plan-a')).toMatchObject([{ isOrphaned: false, reapplied: '108.15', base: { amount: '105' }, override: { value: '103', baseValue: '100' } }])
  })

  test('keep, take, re-apply', () => {
    const moved = typed(raised(), FY2005, '105')
    const overrideIds = [...moved.override.keys()]
    const kept = applied(moved, value(planSettleOverrides({ draft: moved, overrideIds, how: 'keep' })).plan)
    expect([...kept.override.values()]).toMatchObject([{ value: '103', baseValue: '105', relativeKind: null, relativeBy: null }])
    expect(movedOverrides(kept, 'plan-a')).toEqual([])
    const taken = value(planSettleOverrides({ draft: moved, overrideIds, how: 'take' }))
    expect(taken.plan.label).toBe('Take the base for 1 change of the scenario')
    expect(applied(moved, taken.plan).override.size).toBe(0)
    const again = applied(moved, value(planSettleOverrides({ draft: moved, overrideIds, how: 'reapply' })).plan)
    expect([...again.override.values()]).toMatchObject([{ value: '108.15', baseValue: '105', relativeKind: 'percent', relativeBy: '3' }])
    expect(codes(planSettleOverrides({ draft: again, overrideIds, how: 'keep' }))).toEqual(['nothing-to-change'])
  })

  test('a base that became the override itself leaves nothing to keep', () => {
    const moved = typed(raised(), FY2005, '103')
    expect(applied(moved, value(planSettleOverrides({ draft: moved, overrideIds: [...moved.override.keys()], how: 'keep' })).plan).override.size).toBe(0)
  })

  test('re-applying that rounding takes back leaves nothing to keep', () => {
    const moved = typed(raised(), FY2005, '0.01')
    expect(applied(moved, value(planSettleOverrides({ draft: moved, overrideIds: [...moved.override.keys()], how: 'reapply' })).plan).override.size).toBe(0)
  })

  test('an override whose base row is gone is reported, never dropped; a typed one cannot be re-applied', () => {
    const gone = typed(raised(), FY2005, '')
    expect(movedOverrides(gone, 'plan-a')).toMatchObject([{ isOrphaned: true, reapplied: null }])
    expect(codes(planSettleOverrides({ draft: gone, overrideIds: [...gone.override.keys()], how: 'reapply' }))).toEqual(['not-numeric'])
    const typedOne = typed(typed(draft, planA, '103'), FY2005, '105')
    expect(codes(planSettleOverrides({ draft: typedOne, overrideIds: [...typedOne.override.keys()], how: 'reapply' }))).toEqual(['not-numeric'])
  })

  test('NUM-2 re-applying equals round(base x (1 + p/100), places) for any base', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 9 }), (cents) => {
        const base = new Decimal(cents).div(100)
        fc.pre(!base.eq(100))
        const moved = movedOverrides(typed(raised(), FY2005, base.toFixed(2)), 'plan-a')
        expect(moved[0]?.reapplied).toBe(base.times('1.03').toDecimalPlaces(2).toFixed())
      }),
      { numRuns: 50 },
    )
  })
})
