import { describe, expect, test } from 'vitest'

import type { PlannedCostImport } from '../../../src-shared/domain/costs/imports/cost-import.ts'
import { planCostImport } from '../../../src-shared/domain/costs/imports/plan-cost-import.ts'
import { isoDate } from '../../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { ServiceTarget } from '../../../src-shared/domain/model/level-tables.ts'
import { month } from '../../../src-shared/domain/month.ts'
import { levelChart } from '../../../src-shared/domain/reports/levels/level-charts.ts'
import { planAgreement, planPromisedTargets, planRenewAgreement } from '../../../src-shared/domain/service-levels/agreements/edit-agreements.ts'
import { planSign } from '../../../src-shared/domain/service-levels/agreements/edit-path.ts'
import { breachesOf } from '../../../src-shared/domain/service-levels/breaches.ts'
import { planGoalFrom } from '../../../src-shared/domain/service-levels/edit-goals.ts'
import { planLevelEdits, planRemoveLevelRows } from '../../../src-shared/domain/service-levels/edit-levels.ts'
import { explainErrorBudget, levelsOf, type TargetLevels } from '../../../src-shared/domain/service-levels/measures/levels.ts'
import { LATER } from '../../support/later-day.ts'
import { levelDraft, measurementRow, outageRow, targetRow } from '../../support/level-model.ts'
import { agreementModel, agreementRow, applied, refusalOf, SUPPORT_STEPS, walk } from '../../support/small-agreements.ts'
import { countingIds, FY2005 } from '../../support/small-model.ts'
import { expectOk } from '../../support/usage-cases.ts'

function refusedFrom(draft: Draft, from: string, goal = '98'): string {
  return refusalOf(draft, planGoalFrom({ draft, targetId: 'avl', from, goal, warning: '' }))
}

function of(draft: Draft, to = '2004-03', id = 'avl'): TargetLevels {
  const levels = levelsOf(draft, { from: month('2003-07'), to: month(to), today: LATER }).byTarget.get(id)
  if (levels === undefined) throw new Error('no levels')
  return levels
}

const MONTHS = ['2003-07', '2003-08', '2003-09', '2003-10', '2003-11', '2003-12', '2004-01', '2004-02', '2004-03']

function measured(target: Partial<ServiceTarget> = {}): Draft {
  return levelDraft({ serviceTarget: [targetRow('avl', { computation: 'typed', ...target })], measurement: MONTHS.map((at) => measurementRow('avl', at, '99.7')) })
}

/** At least 99.9 %, and from 2004 on 99.5 % with a warning at 99.8 %. */
function eased(draft = measured()): Draft {
  return applied(draft, planGoalFrom({ draft, targetId: 'avl', from: '2004-01', goal: '99.5 %', warning: '99.8' }))
}

const statuses = ({ values }: TargetLevels): readonly string[] => values.map(({ status }) => status)
const times = <Value>(count: number, value: Value): readonly Value[] => Array.from({ length: count }, () => value)

describe('a goal from a month on', () => {
  test('SLM-3: the months before keep the goal that held; words, breaches, budgets and the chart go by the goal of each month', () => {
    expect(statuses(of(measured()))).toEqual(times(9, 'breached'))
    const levels = of(eased())
    expect(statuses(levels)).toEqual([...times(6, 'breached'), ...times(3, 'at-risk')])
    expect([levels.values[5], levels.values[6]]).toMatchObject([
      { goal: '99.9', warning: null, why: '99.70 % misses the goal of at least 99.90 %.' }, { goal: '99.5', warning: '99.8', why: '99.70 % meets the goal of at least 99.50 %, but lies in the warning band, which begins at 99.80 %.' },
    ])
    expect(breachesOf(levels)).toMatchObject([{ from: '2003-07', to: '2003-12', goal: '99.9' }])
    const chart = levelChart(eased(), levels)
    expect(chart.series.filter(({ line }) => line === 'goal' || line === 'warning').map(({ name, values }) => [name, values])).toEqual([
      ['Goal 99.50', [...times(6, '99.9'), ...times(3, '99.5')]], ['Warning 99.80', [...times(6, null), ...times(3, '99.8')]],
    ])
    const computed = levelDraft({ serviceTarget: [targetRow('avl')], outage: [outageRow('a', '2003-12-10T10:00', '2003-12-10T10:05'), outageRow('b', '2004-01-10T10:00', '2004-01-10T10:05')] })
    const draft = applied(computed, planGoalFrom({ draft: computed, targetId: 'avl', from: '2004-01', goal: '99', warning: '' }))
    const budgets = of(draft).values.map(({ budget }) => budget?.allowedSeconds)
    expect(budgets.slice(5, 7)).toEqual(['2678.4', '26784'])
    const explained = explainErrorBudget(draft, { targetId: 'avl', month: month('2003-12'), today: LATER })
    expect(explained?.inputs[0]?.value).toBe('2678.4')
  })

  test('SLM-3: a quarter is judged by the goal of its last month; a target that goes away takes its goals with it', () => {
    const draft = applied(measured({ window: 'quarter' }), planGoalFrom({ draft: measured({ window: 'quarter' }), targetId: 'avl', from: '2003-09', goal: '99.5', warning: '' }))
    expect(statuses(of(draft))).toEqual(['in-progress', 'in-progress', 'met', 'in-progress', 'in-progress', 'met', 'in-progress', 'in-progress', 'met'])
    expect(applied(draft, planRemoveLevelRows({ draft, table: 'serviceTarget', rowIds: ['avl'], label: 'x' })).targetGoal.size).toBe(0)
  })

  test('is refused before the target begins, after it has ended and before its last change; the same month again only changes the goal', () => {
    expect([refusedFrom(measured(), '2003-07'), refusedFrom(measured({ retiredFrom: month('2004-02') }), '2004-02'), refusedFrom(eased(), '2003-12'), refusedFrom(measured(), 'soon'), refusedFrom(measured(), '2004-01', '99.9'), refusedFrom(measured(), '2004-01', '101')]).toEqual([
      'AVL holds from July 2003 on.', 'AVL is retired from February 2004 on.', 'The goal of AVL changed in January 2004 already.', '"soon" is not a month.', 'AVL promises that already.', 'The goal of AVL, 101, is above 100, the most that the metric can be.',
    ])
    const again = applied(eased(), planGoalFrom({ draft: eased(), targetId: 'avl', from: '2004-01', goal: '99', warning: '' }))
    expect([again.targetGoal.size, again.serviceTarget.get('avl')?.goal, of(again).values[5]?.goal]).toEqual([1, '99', '99.9'])
  })
})

/** The OLA is signed for the year to June 2005, and its renewal for the next one has its target. */
function renewed(): { readonly draft: Draft; readonly renewalId: string } {
  const agreed = walk(agreementModel(), 'ola', SUPPORT_STEPS)
  const signed = applied(agreed, planSign({ draft: agreed, signatureId: 'sign-lead', signer: 'Lee', signedOn: isoDate('2004-06-01'), stepId: 'signed', today: LATER }))
  const plan = expectOk(planRenewAgreement({ draft: signed, agreementId: 'ola', newId: countingIds() }))
  const begun = applied(signed, { ok: true, value: plan })
  const free = applied(begun, planPromisedTargets(begun, { agreementId: 'ola', targetIds: [] }))
  return { draft: applied(free, planPromisedTargets(free, { agreementId: plan.agreementId, targetIds: ['t-ola'] })), renewalId: plan.agreementId }
}

function typed(draft: Draft, field: keyof ServiceTarget, text: string): { readonly tables: readonly string[]; readonly refused: readonly string[]; readonly after: Draft } {
  const { plan, refused } = planLevelEdits({ draft, edits: [{ table: 'serviceTarget', rowId: 't-ola', field, text }], label: 'x', today: LATER })
  return { tables: plan.changes.map(({ table }) => table), refused: refused.map(({ issue }) => issue.message), after: applied(draft, { ok: true, value: plan }) }
}

function imported(draft: Draft, goalFrom: string): PlannedCostImport {
  return planCostImport({ kind: 'targets', draft, version: FY2005, fileName: 'a.csv', sheet: '', rowNumbers: [1, 2], rows: [['code', 'unit', 'goal', 'goal from'], ['AVL', '%', '99.5', goalFrom]], mapping: null, newId: countingIds(), author: 'Ann', today: LATER })
}

describe('a goal of a file', () => {
  test('SLM-3: holds from the month that it names; without one it corrects all months; the same file twice changes nothing', () => {
    const { plan } = imported(measured(), '2004-01')
    const after = applied(measured(), { ok: true, value: plan ?? { label: '', kind: 'edit', changes: [] } })
    expect([plan?.changes.map(({ table }) => table), of(after).values[5]?.goal, of(after).values[6]?.goal]).toEqual([['targetGoal', 'serviceTarget'], '99.9', '99.5'])
    expect(imported(after, '2004-01').plan).toBeNull()
    expect(imported(measured(), '').plan?.changes.map(({ table }) => table)).toEqual(['serviceTarget'])
    expect(imported(measured(), '2003-07').outcome.issues.map(({ message, place }) => [message, place?.column])).toEqual([['AVL holds from July 2003 on.', 'goal from']])
  })
})

describe('a target in a renewal that is not signed', () => {
  test('SLM-6: a goal that is typed there holds from its first month on, the months before keep theirs; typed again nothing more is kept', () => {
    const { draft } = renewed()
    const first = typed(draft, 'goal', '90')
    expect([first.tables, first.refused, [...first.after.targetGoal.values()]]).toEqual([['targetGoal', 'serviceTarget'], [], [expect.objectContaining({ targetId: 't-ola', until: '2005-07', goal: draft.serviceTarget.get('t-ola')?.goal })]])
    const second = typed(first.after, 'goal', '91')
    expect([second.tables, second.after.serviceTarget.get('t-ola')?.goal, second.after.targetGoal.size]).toEqual([['serviceTarget'], '91', 1])
    expect(of(second.after, '2005-08', 't-ola').values.slice(-3).map(({ goal }) => goal)).toEqual([draft.serviceTarget.get('t-ola')?.goal, '91', '91'])
  })

  test('SLM-6: how it is measured would restate the months before and is refused, as is a goal before the renewal has a first day', () => {
    const { draft, renewalId } = renewed()
    const renewal = draft.agreement.get(renewalId) ?? agreementRow(renewalId, 'ola')
    expect(typed(draft, 'window', 'quarter')).toMatchObject({ tables: [], refused: [expect.stringContaining('the months before would be restated')] })
    expect(typed(draft, 'title', 'Uptime').tables).toEqual(['serviceTarget'])
    const open = applied(draft, planAgreement(draft, { ...renewal, startsOn: null, endsOn: null }))
    expect(typed(open, 'goal', '90').refused).toEqual([expect.stringContaining('has no first day')])
  })

  test('SLM-6: so it is in a file', () => {
    const { draft } = renewed()
    const { plan, outcome } = planCostImport({ kind: 'targets', draft, version: FY2005, fileName: 'a.csv', sheet: '', rowNumbers: [1, 2], rows: [['code', 'unit', 'goal'], ['T-OLA', '%', '90']], mapping: null, newId: countingIds(), author: 'Ann', today: LATER })
    expect([plan?.changes.map(({ table }) => table), outcome.counts]).toEqual([['targetGoal', 'serviceTarget'], { new: 0, changed: 1, unchanged: 0, refused: 0 }])
  })
})
