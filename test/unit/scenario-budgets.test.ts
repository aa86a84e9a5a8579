import { describe, expect, test } from 'vitest'

import { planBudgetEdit, planChange, planHandOver, planSeriesEdit } from '../../src-shared/domain/budget/edit-budget.ts'
import { fiscalYear, isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges, type EditPlan } from '../../src-shared/domain/model/edit.ts'
import { isMonthlyText, type MonthlyText } from '../../src-shared/domain/model/monthly-text.ts'
import { month } from '../../src-shared/domain/month.ts'
import { planAdoptScenario } from '../../src-shared/domain/rates/schedule-lifecycle.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { planDeleteScenario, planDuplicateScenario } from '../../src-shared/domain/scenario/edit-scenario.ts'
import { planOf, versionKey, type Version } from '../../src-shared/domain/version.ts'
import { countingIds, FY2005, percent, smallModel, unitsOf, usd } from '../support/small-model.ts'
import { expectOk } from '../support/usage-cases.ts'

const TABLES = ['budget', 'budgetSeries', 'budgetChange', 'budgetFigure', 'budgetMonths'] as const
const SCENARIO = planOf(fiscalYear(2005), 'plan-a')
const CHANGE = { rateId: 'tape', cadence: 'monthly', fromMonth: month('2004-10'), toMonth: null, units: unitsOf('40'), note: 'New office' } as const
const who = { author: 'Ann', at: '2004-05-01T09:00:00.000Z' }

function applied(from: Draft, plan: Result<EditPlan>): Draft {
  return expectOk(applyPlan(from, expectOk(plan)))
}

function twelve(each: string): MonthlyText {
  const text = Array.from({ length: 12 }, () => each).join(' ')
  if (!isMonthlyText(text)) throw new Error(text)
  return text
}

/** Tape at a dollar a unit, so many a month. */
function tapeOf(each: string): Parameters<typeof planHandOver>[0]['rows'] {
  const year = String(12 * Number(each))
  return [{ rateId: 'tape', unitsActual: unitsOf('0'), unitsProjected: unitsOf(year), amountAfter: usd(year), months: { microUnits: twelve(`${each}000000`), cents: twelve(`${each}00`) } }]
}

/** The base has a budget that was handed over and a typed rate; the scenario another growth, that rate as the budget, a change, and a budget of its own. */
function model(): Draft {
  const base = { version: FY2005, customerId: 'dma', author: 'Ann' }
  const own = { ...base, version: SCENARIO }
  const steps: readonly ((draft: Draft) => Result<EditPlan>)[] = [
    (draft) => planSeriesEdit({ draft, ...base, edits: [{ rateId: 'cpu', fields: { typedUnits: unitsOf('7'), method: 'typed' } }] }),
    (draft) => planHandOver({ draft, ...base, rows: tapeOf('1'), on: isoDate('2004-05-14') }),
    (draft) => planBudgetEdit({ draft, ...own, fields: { growthPercent: percent('5'), method: 'drift' } }),
    (draft) => planSeriesEdit({ draft, ...own, edits: [{ rateId: 'cpu', fields: { typedUnits: null, method: null } }, { rateId: 'hub', fields: { growthPercent: percent('1') } }] }),
    (draft) => planChange({ draft, ...own, id: 'c1', fields: CHANGE }),
  ]
  return steps.reduce((draft, step) => applied(draft, step(draft)), smallModel())
}

function rowsOf(draft: Draft, version: Version): unknown {
  return TABLES.map((table) => [...draft[table].values()].filter((row) => row.version === versionKey(version)).map((row) => JSON.stringify({ ...row, id: '', version: '' })).toSorted())
}

function scenarioRows(draft: Draft): readonly string[] {
  return TABLES.flatMap((table) => [...draft[table].values()].filter((row) => row.version === versionKey(SCENARIO)).map((row) => `${table} ${row.id}`))
}

describe('VER-4: the budgets of a scenario', () => {
  test('go with it into its duplicate, and the duplicate’s are its own', () => {
    const draft = model()
    const { plan, scenarioId } = expectOk(planDuplicateScenario({ draft, scenarioId: 'plan-a', ...who, newId: countingIds() }))
    const both = applied(draft, { ok: true, value: plan })
    const copy = planOf(fiscalYear(2005), scenarioId)
    expect(rowsOf(both, copy)).toEqual(rowsOf(draft, SCENARIO))
    const edited = applied(both, planBudgetEdit({ draft: both, version: copy, customerId: 'dma', fields: { method: 'mean' } }))
    expect([rowsOf(edited, SCENARIO), rowsOf(edited, FY2005)]).toEqual([rowsOf(draft, SCENARIO), rowsOf(draft, FY2005)])
    expect(applied(both, planDeleteScenario({ draft: both, scenarioId }))).toEqual(draft)
  })

  test('are taken away with it; one undo brings them back', () => {
    const draft = model()
    const plan = expectOk(planDeleteScenario({ draft, scenarioId: 'plan-a' }))
    const gone = applied(draft, { ok: true, value: plan })
    expect([scenarioRows(draft).length, scenarioRows(gone)]).toEqual([4, []])
    expect(rowsOf(gone, FY2005)).toEqual(rowsOf(draft, FY2005))
    expect(rowsOf(applied(gone, { ok: true, value: { kind: 'edit', label: 'Undo', changes: inverseChanges(plan.changes) } }), SCENARIO)).toEqual(rowsOf(draft, SCENARIO))
  })
})

describe('VER-3: a scenario adopted as its own year', () => {
  const newId = countingIds()

  test('brings its budgets: what held in the scenario holds in the base, what the customer was handed stays, and one undo takes it back', () => {
    const draft = model()
    const plan = expectOk(planAdoptScenario({ draft, scenarioId: 'plan-a', version: versionKey(FY2005), newId }))
    const adopted = applied(draft, { ok: true, value: plan })
    expect(scenarioRows(adopted)).toEqual([])
    expect(adopted.budget.get('FY2005/plan|dma')).toMatchObject({ method: 'drift', growthPercent: '5', handedOverOn: '2004-05-14' })
    expect([...adopted.budgetSeries.keys()]).toEqual(['FY2005/plan|dma|hub'])
    expect(adopted.budgetChange.get('c1')).toMatchObject({ version: 'FY2005/plan', units: '40' })
    expect([...adopted.budgetFigure.values(), ...adopted.budgetMonths.values()]).toEqual([...draft.budgetFigure.values(), ...draft.budgetMonths.values()])
    const back = applied(adopted, { ok: true, value: { kind: 'edit', label: 'Undo', changes: inverseChanges(plan.changes) } })
    expect([rowsOf(back, SCENARIO), rowsOf(back, FY2005)]).toEqual([rowsOf(draft, SCENARIO), rowsOf(draft, FY2005)])
  })

  test('a budget that was handed over in the scenario takes the place of the base’s, with its months', () => {
    const before = model()
    const handed = applied(before, planHandOver({ draft: before, version: SCENARIO, customerId: 'dma', author: 'Ben', on: isoDate('2004-06-01'), rows: tapeOf('2') }))
    const adopted = applied(handed, planAdoptScenario({ draft: handed, scenarioId: 'plan-a', version: versionKey(FY2005), newId }))
    expect(adopted.budget.get('FY2005/plan|dma')?.handedOverOn).toBe('2004-06-01')
    expect([adopted.budgetFigure.get('FY2005/plan|dma|tape')?.amount, adopted.budgetMonths.get('FY2005/plan|dma|tape')?.cents]).toEqual(['24', twelve('200')])
  })

  test('as another year they stay with the scenario: their months are those of their year', () => {
    const draft = model()
    const adopted = applied(draft, planAdoptScenario({ draft, scenarioId: 'plan-a', version: versionKey(FY2005), to: fiscalYear(2006), newId }))
    expect([rowsOf(adopted, SCENARIO), rowsOf(adopted, FY2005)]).toEqual([rowsOf(draft, SCENARIO), rowsOf(draft, FY2005)])
  })
})
