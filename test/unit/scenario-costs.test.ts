import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { planAdoptCosts } from '../../src-shared/domain/costs/adopt-costs.ts'
import { costInputsOf } from '../../src-shared/domain/costs/cost-inputs.ts'
import type { CostInputs } from '../../src-shared/domain/costs/derivation.ts'
import { planAddRow, planAssignPosition, planFieldEdits, planRemoveRows, planReorderPools, planSalaryIncrease } from '../../src-shared/domain/costs/edit-costs.ts'
import { fiscalYear, isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges } from '../../src-shared/domain/model/edit.ts'
import { planAdoptScenario } from '../../src-shared/domain/rates/schedule-lifecycle.ts'
import { planDeleteScenario, planDuplicateScenario } from '../../src-shared/domain/scenario/edit-scenario.ts'
import { movedInputs, planSettleInputs } from '../../src-shared/domain/scenario/settle-inputs.ts'
import { planOf, type Version } from '../../src-shared/domain/version.ts'
import { after, costModel, KEY_2005, percent, PLAN_A } from '../support/cost-model.ts'
import { countingIds, FY2005, FY2006 } from '../support/small-model.ts'

const who = { author: 'Ann', at: '2026-11-22T14:02:00Z' }

/** A scenario that changes, leaves out and adds: a salary, a line, a position with a part in a pool of its own, units, an order. */
function tried(newId: () => string): Draft {
  let draft = costModel()
  const edits = [
    { table: 'staffPosition', rowId: 'p-1', field: 'baseSalary', text: '65000' }, { table: 'costLine', rowId: 'rent', field: 'owner', text: 'ADMIN' }, { table: 'rateUnits', rowId: `${KEY_2005}|cpu|`, field: 'units', text: '900' },
    { table: 'rateUnits', rowId: `${KEY_2005}|hub|`, field: 'units', text: '3' }, { table: 'yearPolicy', rowId: KEY_2005, field: 'fringePercent', text: '30' },
  ] as const
  draft = after(draft, planFieldEdits({ draft, version: PLAN_A, edits, newId }))
  draft = after(draft, planRemoveRows({ draft, version: PLAN_A, table: 'costLine', rowIds: ['power'] }))
  draft = after(draft, planRemoveRows({ draft, version: PLAN_A, table: 'staffPosition', rowIds: ['p-2'] }))
  draft = after(draft, planSalaryIncrease({ draft, version: PLAN_A, percent: percent('3'), effectiveFrom: isoDate('2005-04-01'), newId }))
  draft = after(draft, planReorderPools({ draft, version: PLAN_A, poolId: 'building', toIndex: 0 }))
  const pool = planAddRow({ draft, version: PLAN_A, table: 'costPool', fields: { code: 'NEW', name: 'New', driverId: 'D-HEADS' }, newId })
  draft = after(draft, pool)
  const position = planAddRow({ draft, version: PLAN_A, table: 'staffPosition', fields: { code: 'P-9', baseSalary: '10000' }, newId })
  draft = after(draft, position)
  if (!pool.ok || !position.ok) throw new Error('refused')
  const parts = [{ serviceId: null, poolId: pool.value.rowId, percent: percent('100') }]
  return after(draft, planAssignPosition({ draft, version: PLAN_A, staffPositionId: position.value.rowId, parts, newId }))
}

function renamed(draft: Draft, version: Version, text: string): Draft {
  return after(draft, planFieldEdits({ draft, version, edits: [{ table: 'costLine', rowId: 'power', field: 'description', text }], newId: countingIds() }))
}

/** The rows without ids and versions, codes in place of references, in an order of their own. */
function contents(inputs: CostInputs, draft: Draft): unknown {
  const codes = new Map([...draft.costPool.values(), ...draft.staffPosition.values(), ...draft.driver.values()].map((row) => [row.id, row.code]))
  const plain = (rows: readonly object[]): readonly string[] =>
    rows.map((row) => JSON.stringify(Object.entries(row).sort(([left], [right]) => left.localeCompare(right)).filter(([field]) => field !== 'id' && field !== 'version').map(([field, value]) => [field, typeof value === 'string' ? (codes.get(value) ?? value) : value]))).sort()
  return {
    policy: plain([inputs.policy]), lines: plain(inputs.costLines), items: plain(inputs.capitalItems), positions: plain(inputs.staffPositions), parts: plain(inputs.staffAssignments), increases: plain(inputs.salaryIncreases),
    pools: inputs.costPools.map((pool) => pool.code), drivers: plain([...inputs.drivers.values()]), quantities: plain(inputs.driverQuantities), builds: plain([...inputs.rateBuilds.values()]), units: plain([...inputs.rateUnits.values()].flat()),
  }
}

describe("VER-4 a scenario's costs go with the scenario", () => {
  test('deleting takes its changes and its own rows along; undo brings them back', () => {
    const draft = tried(countingIds())
    const plan = planDeleteScenario({ draft, scenarioId: 'plan-a' })
    const gone = after(draft, plan)
    expect([gone.inputOverride.size, gone.costPool.size, gone.staffPosition.size]).toEqual([0, 2, 3])
    expect(contents(costInputsOf(gone, FY2005), gone)).toEqual(contents(costInputsOf(costModel(), FY2005), costModel()))
    const back = plan.ok ? applyPlan(gone, { kind: 'edit', changes: inverseChanges(plan.value.changes) }) : undefined
    expect(back?.ok === true && back.value).toEqual(draft)
  })

  test('duplicating copies them: the copy says the same, and changes alone', () => {
    const newId = countingIds()
    const draft = tried(newId)
    const duplicate = planDuplicateScenario({ draft, scenarioId: 'plan-a', ...who, newId })
    const both = after(draft, duplicate)
    const copy = planOf(FY2005.fiscalYear, duplicate.ok ? duplicate.value.scenarioId : '')
    expect(contents(costInputsOf(both, copy), both)).toEqual(contents(costInputsOf(draft, PLAN_A), draft))
    const changed = after(both, planRemoveRows({ draft: both, version: copy, table: 'staffPosition', rowIds: [costInputsOf(both, copy).staffPositions.find((row) => row.code === 'P-9')?.id ?? ''] }))
    expect(contents(costInputsOf(changed, PLAN_A), changed)).toEqual(contents(costInputsOf(draft, PLAN_A), draft))
  })
})

describe('VER-3 a scenario is adopted with its costs', () => {
  test('as its own year: the base has what the scenario saw, nothing of it is left over, one undo takes it back', () => {
    const newId = countingIds()
    const draft = tried(newId)
    const plan = planAdoptScenario({ draft, scenarioId: 'plan-a', version: KEY_2005, newId })
    const adopted = after(draft, plan)
    expect(contents(costInputsOf(adopted, FY2005), adopted)).toEqual(contents(costInputsOf(draft, PLAN_A), draft))
    expect(adopted.inputOverride.size).toBe(0)
    expect([...adopted.staffPosition.values()].every((row) => row.version === KEY_2005)).toBe(true)
    const back = plan.ok ? applyPlan(adopted, { kind: 'edit', changes: inverseChanges(plan.value.changes) }) : undefined
    expect(back?.ok === true && back.value).toEqual(draft)
    expect(planAdoptCosts({ draft: adopted, version: PLAN_A, newId })).toMatchObject({ ok: false, failure: [{ code: 'nothing-to-change' }] })
  })

  test('as another year: that year gets copies where it has no costs, and keeps its own where it has', () => {
    const newId = countingIds()
    const draft = tried(newId)
    const adopted = after(draft, planAdoptScenario({ draft, scenarioId: 'plan-a', version: KEY_2005, to: fiscalYear(2006), newId }))
    expect(contents(costInputsOf(adopted, FY2006), adopted)).toEqual(contents(costInputsOf(draft, PLAN_A), draft))
    expect(adopted.inputOverride).toBe(draft.inputOverride)
    const again = planAdoptScenario({ draft: adopted, scenarioId: 'plan-a', version: KEY_2005, to: fiscalYear(2006), newId })
    expect(again).toMatchObject({ ok: false, failure: [{ code: 'nothing-to-change' }] })
  })

  test('whatever was typed in the scenario, adopting its costs gives the base what the scenario saw', () => {
    const cells = fc.constantFrom(
      ['staffPosition', 'p-1', 'baseSalary'], ['staffPosition', 'p-3', 'endsOn'], ['costLine', 'power', 'amount'], ['costLine', 'rent', 'left-out'], ['costPool', 'building', 'left-out'], ['staffPosition', 'p-2', 'left-out'],
      ['staffAssignment', 'a-1', 'percent'], ['rateUnits', `${KEY_2005}|cpu|`, 'units'], ['rateUnits', `${KEY_2005}|hub|`, 'units'], ['rateBuild', `${KEY_2005}|hub`, 'costPercent'], ['driverQuantity', `${KEY_2005}|d-heads|pool:admin`, 'quantity'],
    ) satisfies fc.Arbitrary<readonly [string, string, string]>
    fc.assert(
      fc.property(fc.array(fc.tuple(cells, fc.constantFrom('0', '7', '33.3', '2005-02-01', '', 'yes')), { minLength: 1, maxLength: 8 }), (batch) => {
        const newId = countingIds()
        const edits = batch.map(([[table, rowId, field], text]) => ({ table, rowId, field, text }))
        const start = costModel()
        const draft = after(start, planFieldEdits({ draft: start, version: PLAN_A, edits, newId }))
        const planned = planAdoptCosts({ draft, version: PLAN_A, newId })
        const adopted = planned.ok ? after(draft, planned) : draft
        expect(contents(costInputsOf(adopted, FY2005), adopted)).toEqual(contents(costInputsOf(draft, PLAN_A), draft))
        expect(costInputsOf(adopted, PLAN_A).changed.size).toBe(0)
      }),
      { numRuns: 80 },
    )
  })
})

function edit(draft: Draft, version: Version, text: string): Draft {
  return after(draft, planFieldEdits({ draft, version, edits: [{ table: 'staffPosition', rowId: 'p-1', field: 'baseSalary', text }], newId: countingIds() }))
}

function moved(): Draft {
  return edit(edit(costModel(), PLAN_A, '65000'), FY2005, '62000')
}

describe('VER-4 when the costs of the base move under a scenario', () => {

  test('a moved base is reported with its value; keep and take settle it', () => {
    expect(movedInputs(edit(costModel(), PLAN_A, '65000'), 'plan-a')).toEqual([])
    const draft = moved()
    expect(movedInputs(draft, 'plan-a')).toMatchObject([{ base: '62000', isOrphaned: false, override: { value: '65000', baseValue: '60000' } }])
    const overrideIds = [...draft.inputOverride.keys()]
    const kept = after(draft, planSettleInputs({ draft, overrideIds, how: 'keep' }))
    expect([movedInputs(kept, 'plan-a'), kept.inputOverride.get(overrideIds[0] ?? '')?.baseValue]).toEqual([[], '62000'])
    const taken = after(draft, planSettleInputs({ draft, overrideIds, how: 'take' }))
    expect([taken.inputOverride.size, costInputsOf(taken, PLAN_A).staffPositions[0]?.baseSalary]).toEqual([0, '62000'])
    expect(planSettleInputs({ draft: kept, overrideIds, how: 'keep' })).toMatchObject({ ok: false, failure: [{ code: 'nothing-to-change' }] })
  })

  test('re-applies the % by which an input differed from its base then, rounded once; what is no number cannot be', () => {
    const draft = moved()
    const overrideIds = [...draft.inputOverride.keys()]
    // 65,000 against 60,000 is +8.3333 %; on 62,000 that is 67,166.67.
    expect(movedInputs(draft, 'plan-a')).toMatchObject([{ percent: '8.3333', reapplied: '67166.67' }])
    const again = after(draft, planSettleInputs({ draft, overrideIds, how: 'reapply' }))
    expect([movedInputs(again, 'plan-a'), costInputsOf(again, PLAN_A).staffPositions[0]?.baseSalary, again.inputOverride.get(overrideIds[0] ?? '')?.baseValue]).toEqual([[], '67166.67', '62000'])
    const named = renamed(renamed(costModel(), PLAN_A, 'Electricity'), FY2005, 'Energy')
    expect(movedInputs(named, 'plan-a')).toMatchObject([{ base: 'Energy', percent: null, reapplied: null }])
    expect(planSettleInputs({ draft: named, overrideIds: [...named.inputOverride.keys()], how: 'reapply' })).toMatchObject({ ok: false, failure: [{ code: 'nothing-to-change' }] })
  })

  test('a base that became the changed value itself leaves nothing to keep; a row that is gone is reported', () => {
    const same = edit(moved(), FY2005, '65000')
    expect(after(same, planSettleInputs({ draft: same, overrideIds: [...same.inputOverride.keys()], how: 'keep' })).inputOverride.size).toBe(0)
    const draft = moved()
    const gone = after(draft, planRemoveRows({ draft, version: FY2005, table: 'staffPosition', rowIds: ['p-1'] }))
    expect(movedInputs(gone, 'plan-a')).toMatchObject([{ base: null, isOrphaned: true }])
    expect(costInputsOf(gone, PLAN_A).orphaned).toHaveLength(1)
  })
})
