/** Any commands in any order: what a command proposes applies, its inverse restores the whole draft, and indexes that follow edits say what fresh ones say. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { planAddRate, planMove, planRelate, planRemove, planRetire, planSetBaseline, planUnretire, planUpdateRate } from '../../src-shared/domain/catalog/edit-catalog.ts'
import { fiscalYear, isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows, rowsFromDraft, type Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges, type EditPlan } from '../../src-shared/domain/model/edit.ts'
import { CUSTOMER_CLASSES } from '../../src-shared/domain/model/tables.ts'
import { planPriceEdits, planRelativeChange } from '../../src-shared/domain/rates/edit-prices.ts'
import { resolvePrice, resolvePrices } from '../../src-shared/domain/rates/resolve-prices.ts'
import {
  planAdoptScenario, planCorrectSchedule, planCreateSchedule, planDiscardSchedule, planPublish, planReturnToDraft, planRollSchedule, planSubmitForReview,
} from '../../src-shared/domain/rates/schedule-lifecycle.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { movedOverrides, planCreateScenario, planDeleteScenario, planDuplicateScenario, planSettleOverrides } from '../../src-shared/domain/scenario/edit-scenario.ts'
import { planOf, versionKey, type Version } from '../../src-shared/domain/version.ts'
import { countingIds, percent, smallModel, usdPerUnit } from '../support/small-model.ts'

const RATES = ['cpu', 'tape', 'meter', 'consultant', 'unpriced', 'hub', 'drop', 'new-1']
const TEXTS = ['', '1', '98.5', '100', '(2)', '$300', '17 %', 'Meter + 16.8 %', 'Varies', '500 / month', '0.12345', 'oops']
const TABLES = ['rate', 'service', 'serviceGroup', 'lineOfBusiness'] as const
const SCENARIOS = ['plan-a', 'new-1', 'new-2']

type Command = (draft: Draft, newId: () => string) => Result<EditPlan | { readonly plan: EditPlan }>

const rateId = fc.constantFrom(...RATES)
const scenarioId = fc.constantFrom(...SCENARIOS)
const year = fc.integer({ min: 2003, max: 2007 }).map(fiscalYear)
const version: fc.Arbitrary<Version> = fc.tuple(year, fc.option(scenarioId)).map(([each, scenario]) => planOf(each, scenario))
const base = year.map((each) => versionKey(planOf(each)))
const cell = fc.record({ rateId, customerClass: fc.constantFrom(...CUSTOMER_CLASSES), text: fc.constantFrom(...TEXTS) })
const who = { author: 'Ann', at: '2026-11-22T14:02:00Z' }
const by = fc.constantFrom({ kind: 'percent', value: percent('3') } as const, { kind: 'percent', value: percent('-12.5') } as const, { kind: 'amount', value: usdPerUnit('0.05') } as const)

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.tuple(version, fc.array(cell, { maxLength: 6 })).map(([on, cells]): Command => (draft, newId) => planPriceEdits({ draft, version: on, cells, newId })),
  fc.tuple(version, fc.array(cell, { maxLength: 6 }), by).map(([on, cells, move]): Command => (draft, newId) => planRelativeChange({ draft, version: on, cells, by: move, newId })),
  fc.constant<Command>((draft, newId) => planCreateScenario({ draft, ...who, newId })),
  scenarioId.map((id): Command => (draft, newId) => planDuplicateScenario({ draft, scenarioId: id, ...who, newId })),
  scenarioId.map((id): Command => (draft) => planDeleteScenario({ draft, scenarioId: id })),
  fc.tuple(scenarioId, fc.constantFrom('keep', 'take', 'reapply')).map(([id, how]): Command => (draft) => planSettleOverrides({ draft, overrideIds: movedOverrides(draft, id).map((each) => each.override.id), how })),
  base.map((key): Command => (draft) => planRollSchedule({ draft, from: key })),
  year.map((each): Command => (draft) => planCreateSchedule({ draft, fiscalYear: each })),
  fc.tuple(scenarioId, base, fc.option(year)).map(([id, key, to]): Command => (draft, newId) => planAdoptScenario({ draft, scenarioId: id, version: key, to: to ?? undefined, newId })),
  fc.tuple(base, fc.constantFrom(planSubmitForReview, planReturnToDraft, planDiscardSchedule)).map(([key, plan]): Command => (draft) => plan({ draft, version: key })),
  base.map((key): Command => (draft) => planPublish({ draft, version: key, issuedOn: isoDate('2004-01-12') })),
  fc.tuple(base, year).map(([key, each]): Command => (draft) => planCorrectSchedule({ draft, version: key, effectiveFrom: isoDate(`${each}-01-01`) })),
  fc.tuple(rateId, rateId).map(([id, code]): Command => (draft) => planUpdateRate({ draft, id, code })),
  fc.constant<Command>((draft, newId) => planAddRate({ draft, serviceId: 'cabling', code: newId(), title: 'new', newId })),
  fc.tuple(rateId, fc.integer({ min: 0, max: 5 })).map(([id, toIndex]): Command => (draft) => planMove({ draft, table: 'rate', id, toIndex })),
  fc.tuple(rateId, year).map(([id, from]): Command => (draft) => planRetire({ draft, table: 'rate', id, from })),
  rateId.map((id): Command => (draft) => planUnretire({ draft, table: 'rate', id })),
  fc.tuple(fc.constantFrom(...TABLES), fc.constantFrom(...RATES, 'unused-service', 'cabling', 'network')).map(([table, id]): Command => (draft) => planRemove({ draft, table, id })),
  fc.tuple(rateId, rateId, year).map(([from, to, each]): Command => (draft, newId) => planRelate({ draft, kind: 'merged', fromRateId: from, toRateId: to, fiscalYear: each, newId })),
  fc.tuple(rateId, base).map(([id, key]): Command => (draft, newId) => planSetBaseline({ draft, id: null, version: key, rateId: id, name: 'high', figure: { kind: 'typed', amount: '5' }, source: '', newId })),
)

describe('any commands in any order', () => {
  test('VER-2 VER-4 RATE-6 every plan applies, its inverse restores the whole draft unless it publishes, and what resolves is what a fresh reading resolves', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40, size: 'max' }), (commands) => {
        const newId = countingIds()
        let present = smallModel()
        for (const each of commands) {
          const proposed = each(present, newId)
          if (!proposed.ok) continue
          const plan = 'plan' in proposed.value ? proposed.value.plan : proposed.value
          const next = applyPlan(present, plan)
          if (!next.ok) throw new Error(`${plan.label}: ${JSON.stringify(next.failure)}`)
          const back = applyPlan(next.value, { kind: 'edit', changes: inverseChanges(plan.changes) })
          expect(back.ok ? back.value : plan.kind === 'publish' ? 'barrier' : [plan.label, back.failure]).toEqual(plan.kind === 'publish' ? 'barrier' : present)
          present = next.value
        }
        const fresh = draftFromRows(rowsFromDraft(present))
        for (const on of [2003, 2004, 2005, 2006].flatMap((each) => [null, ...SCENARIOS].map((scenario) => planOf(fiscalYear(each), scenario)))) {
          const resolved = resolvePrices(present, on)
          expect(resolved).toEqual(resolvePrices(fresh, on))
          for (const price of resolved.values()) expect(resolvePrice(present, { version: on, rateId: price.rateId, customerClass: price.customerClass })).toEqual(price)
        }
      }),
      { numRuns: 150 },
    )
  }, 60_000)
})
