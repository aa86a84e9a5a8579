/** Any commands of the cost side in any order, among those of scenarios and schedules: what is proposed applies, and its inverse restores the whole draft. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { costInputsOf } from '../../src-shared/domain/costs/cost-inputs.ts'
import { planAddRow, planAssignPosition, planFieldEdits, planRelativeCostChange, planRemoveRows, planReorderPools, planSalaryIncrease } from '../../src-shared/domain/costs/edit-costs.ts'
import { costDerivationOf } from '../../src-shared/domain/costs/derive-rates-draft.ts'
import { ownerCosts } from '../../src-shared/domain/costs/owner-costs.ts'
import { planAdoptCosts, planRollCosts, planRollYear } from '../../src-shared/domain/costs/roll-costs.ts'
import { fiscalYear, isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows, rowsFromDraft, type Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges, type EditPlan } from '../../src-shared/domain/model/edit.ts'
import { planAdoptScenario, planPublish } from '../../src-shared/domain/rates/schedule-lifecycle.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { planCreateScenario, planDeleteScenario, planDuplicateScenario } from '../../src-shared/domain/scenario/edit-scenario.ts'
import { movedInputs, planSettleInputs } from '../../src-shared/domain/scenario/settle-inputs.ts'
import { planOf, versionKey, type Version } from '../../src-shared/domain/version.ts'
import { derivationInFull, derivedAfresh } from '../support/derived-in-full.ts'
import { costModel, percent, PLAN_A } from '../support/cost-model.ts'
import { countingIds, FY2005 } from '../support/small-model.ts'

type Command = (draft: Draft, newId: () => string) => Result<EditPlan | { readonly plan: EditPlan }>

const who = { author: 'Ann', at: '2026-11-22T14:02:00Z' }
const scenarioId = fc.constantFrom('plan-a', 'new-1', 'new-2', 'new-3')
const year = fc.integer({ min: 2004, max: 2007 }).map(fiscalYear)
const anyVersion = fc.tuple(year, fc.option(scenarioId)).map(([each, scenario]) => planOf(each, scenario))
const version: fc.Arbitrary<Version> = fc.oneof({ weight: 3, arbitrary: fc.constant(FY2005) }, { weight: 3, arbitrary: fc.constant(PLAN_A) }, { weight: 3, arbitrary: anyVersion })
/** A row of the version by its place, so that rolled and added ones come up, too. */
const place = fc.nat({ max: 6 })
const TABLES = ['costLine', 'staffPosition', 'staffAssignment', 'salaryIncrease', 'costPool', 'capitalItem', 'driverQuantity', 'rateUnits'] as const
const table = fc.constantFrom(...TABLES)
const FIELDS = { costLine: ['amount', 'owner', 'recurrence', 'left-out'], staffPosition: ['baseSalary', 'fte', 'endsOn', 'code'], staffAssignment: ['percent'], salaryIncrease: ['percent', 'effectiveFrom'], costPool: ['driverId', 'position', 'left-out'], capitalItem: ['purchasePrice', 'lifeMonths'], driverQuantity: ['quantity'], rateUnits: ['units'] } as const
const text = fc.constantFrom('', '0', '7', '50', '33.335', '2005-03-01', 'ADMIN', 'service:cabling', 'one-time', 'yes', 'P-1', 'oops', '999999999999')

function rowAt(draft: Draft, of: { readonly version: Version; readonly table: (typeof TABLES)[number]; readonly place: number }): string {
  const keys = [versionKey(of.version), versionKey({ ...of.version, scenarioId: null })]
  const ids = [...draft[of.table].values()].filter((row) => keys.some((key) => key === row.version)).map((row) => row.id)
  return ids[of.place % Math.max(1, ids.length)] ?? `${keys[0] ?? ''}|cpu|`
}

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 20, arbitrary: fc.tuple(version, fc.array(fc.tuple(table, place, fc.nat({ max: 3 }), text), { minLength: 1, maxLength: 4 })).map(([on, cells]): Command => (draft, newId) => planFieldEdits({
    draft, version: on, newId,
    edits: cells.map(([of, at, field, typed]) => ({ table: of, rowId: rowAt(draft, { version: on, table: of, place: at }), field: FIELDS[of][field % FIELDS[of].length] ?? 'note', text: typed })),
  })) },
  { weight: 3, arbitrary: fc.tuple(version, table, place).map(([on, of, at]): Command => (draft) => planRemoveRows({ draft, version: on, table: of, rowIds: [rowAt(draft, { version: on, table: of, place: at })] })) },
  fc.tuple(version, text).map(([on, code]): Command => (draft, newId) => planAddRow({ draft, version: on, table: 'costPool', fields: { code, name: 'Pool', driverId: 'D-HEADS' }, newId })),
  fc.tuple(version, place).map(([on, at]): Command => (draft, newId) => planAddRow({ draft, version: on, table: 'costLine', fields: { owner: `pool:${rowAt(draft, { version: on, table: 'costPool', place: at })}`, amount: '12.34' }, newId })),
  fc.tuple(version, place, place).map(([on, at, to]): Command => (draft) => planReorderPools({ draft, version: on, poolId: rowAt(draft, { version: on, table: 'costPool', place: at }), toIndex: to })),
  fc.tuple(version, place, place).map(([on, at, pool]): Command => (draft, newId) => planAssignPosition({
    draft, version: on, staffPositionId: rowAt(draft, { version: on, table: 'staffPosition', place: at }), newId,
    parts: [{ serviceId: 'cabling', poolId: null, percent: percent('30') }, { serviceId: null, poolId: rowAt(draft, { version: on, table: 'costPool', place: pool }), percent: percent('50') }],
  })),
  version.map((on): Command => (draft, newId) => planSalaryIncrease({ draft, version: on, percent: percent('2'), effectiveFrom: isoDate('2005-01-01'), newId })),
  fc.tuple(version, place).map(([on, at]): Command => (draft, newId) => planRelativeCostChange({ draft, version: on, newId, by: { kind: 'percent', value: percent('3') }, cells: [{ table: 'costLine', rowId: rowAt(draft, { version: on, table: 'costLine', place: at }), field: 'amount' }] })),
  fc.tuple(version, year).map(([on, to]): Command => (draft, newId) => planRollCosts({ draft, from: versionKey(on), to, newId, escalators: [{ objectCode: 'UU', percent: percent('3') }] })),
  fc.tuple(version, year).map(([on, to]): Command => (draft, newId) => planRollYear({ draft, from: versionKey(on), to, newId })),
  version.map((on): Command => (draft, newId) => planAdoptCosts({ draft, version: on, newId })),
  fc.tuple(scenarioId, year, year).map(([id, from, to]): Command => (draft, newId) => planAdoptScenario({ draft, scenarioId: id, version: versionKey(planOf(from)), to, newId })),
  fc.constant<Command>((draft, newId) => planCreateScenario({ draft, ...who, newId })),
  scenarioId.map((id): Command => (draft, newId) => planDuplicateScenario({ draft, scenarioId: id, ...who, newId })),
  scenarioId.map((id): Command => (draft) => planDeleteScenario({ draft, scenarioId: id })),
  fc.tuple(scenarioId, fc.constantFrom('keep', 'take', 'reapply')).map(([id, how]): Command => (draft) => planSettleInputs({ draft, overrideIds: movedInputs(draft, id).map((each) => each.override.id), how })),
  year.map((each): Command => (draft) => planPublish({ draft, version: versionKey(planOf(each)) })),
)

describe('any commands of the cost side in any order', () => {
  test('VER-2 VER-4 COST-2 every plan applies, its inverse restores the whole draft unless it publishes, and what holds, and what was derived from edit to edit, is what a fresh reading holds', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30, size: 'max' }), (commands) => {
        const newId = countingIds()
        let present = costModel()
        for (const on of [FY2005, PLAN_A]) costDerivationOf(present, on)
        for (const each of commands) {
          const proposed = each(present, newId)
          if (!proposed.ok) continue
          const plan = 'plan' in proposed.value ? proposed.value.plan : proposed.value
          const next = applyPlan(present, plan)
          if (!next.ok) throw new Error(`${plan.label}: ${JSON.stringify(next.failure)}`)
          const back = applyPlan(next.value, { kind: 'edit', changes: inverseChanges(plan.changes) })
          expect(back.ok ? back.value : plan.kind === 'publish' ? 'barrier' : [plan.label, back.failure]).toEqual(plan.kind === 'publish' ? 'barrier' : present)
          present = next.value
          for (const on of [FY2005, PLAN_A]) costDerivationOf(present, on)
        }
        for (const on of [FY2005, PLAN_A]) expect(derivationInFull(costDerivationOf(present, on))).toEqual(derivationInFull(derivedAfresh(present, on)))
        const fresh = draftFromRows(structuredClone(rowsFromDraft(present)))
        for (const on of [2004, 2005, 2006].flatMap((each) => [null, 'plan-a', 'new-1'].map((scenario) => planOf(fiscalYear(each), scenario)))) {
          const [known, again] = [costInputsOf(present, on), costInputsOf(fresh, on)]
          expect(known).toEqual(again)
          expect(ownerCosts(known, 7)).toEqual(ownerCosts(again, 7))
        }
      }),
      { numRuns: 120 },
    )
  }, 120_000)
})
