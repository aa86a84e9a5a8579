import { describe, expect, test } from 'vitest'

import type { PlannedCostImport } from '../../../src-shared/domain/costs/imports/cost-import.ts'
import { planCostImport } from '../../../src-shared/domain/costs/imports/plan-cost-import.ts'
import { isoDate } from '../../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { rowChange } from '../../../src-shared/domain/model/edit.ts'
import type { ServiceCalendar, ServiceTarget } from '../../../src-shared/domain/model/level-tables.ts'
import { month } from '../../../src-shared/domain/month.ts'
import { levelChart } from '../../../src-shared/domain/reports/levels/level-charts.ts'
import { planAgreement, planPromisedTargets, planRenewAgreement } from '../../../src-shared/domain/service-levels/agreements/edit-agreements.ts'
import { signedCalendarIssue, signedHolidayIssue } from '../../../src-shared/domain/service-levels/agreements/signed-terms.ts'
import { planSign } from '../../../src-shared/domain/service-levels/agreements/edit-path.ts'
import { breachesOf } from '../../../src-shared/domain/service-levels/breaches.ts'
import { planGoalFrom } from '../../../src-shared/domain/service-levels/edit-goals.ts'
import { planLevelEdits, planRemoveLevelRows } from '../../../src-shared/domain/service-levels/edit-levels.ts'
import { explainErrorBudget, levelsOf, type TargetLevels } from '../../../src-shared/domain/service-levels/measures/levels.ts'
import type { Holiday } from '../../../src-shared/domain/usage/rating-rules.ts'
import { LATER } from '../../support/later-day.ts'
import { factorOf, levelDraft, measurementRow, outageRow, targetRow } from '../../support/level-model.ts'
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

function goals(draft: Draft): readonly (readonly [string, string])[] {
  return [...draft.targetGoal.values()].map(({ until, goal }) => [until, goal])
}

function day(date: string): Holiday {
  return { id: date, date: isoDate(date), name: 'A day', scope: 'state', note: '', source: '' }
}

function typed(draft: Draft, field: keyof ServiceTarget, text: string): { readonly tables: readonly string[]; readonly refused: readonly string[]; readonly after: Draft } {
  const { plan, refused } = planLevelEdits({ draft, edits: [{ table: 'serviceTarget', rowId: 't-ola', field, text }], label: 'x', today: LATER })
  return { tables: plan.changes.map(({ table }) => table), refused: refused.map(({ issue }) => issue.message), after: applied(draft, { ok: true, value: plan }) }
}

function file(draft: Draft, ...rows: readonly (readonly string[])[]): PlannedCostImport {
  return planCostImport({ kind: 'targets', draft, version: FY2005, fileName: 'a.csv', sheet: '', rowNumbers: rows.map((_, index) => index + 1), rows, mapping: null, newId: countingIds(), author: 'Ann', today: LATER })
}

function imported(draft: Draft, goalFrom: string): PlannedCostImport {
  return file(draft, ['code', 'unit', 'goal', 'goal from'], ['AVL', '%', '99.5', goalFrom])
}

/** What is wrong with a file, each with its column. */
function wrongIn({ outcome }: PlannedCostImport): readonly (readonly [string, string | undefined])[] {
  return outcome.issues.filter(({ severity }) => severity === 'error').map(({ message, place }) => [message, place?.column])
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

  test('SLM-3: from a month on only goal and warning change: how it is measured, or what it is measured in, would restate the months before', () => {
    const minutes = measured({ metric: 'incident-resolution', unit: 'minutes', direction: 'at-most', goal: factorOf('120'), most: null })
    expect(wrongIn(file(minutes, ['code', 'unit', 'goal', 'goal from'], ['AVL', 'hours', '2', '2004-01']))).toEqual([[expect.stringContaining('the months before would be restated'), 'goal from']])
    expect(wrongIn(file(minutes, ['code', 'direction', 'goal', 'goal from'], ['AVL', 'at-least', '110', '2004-01']))).toEqual([[expect.stringContaining('the months before would be restated'), 'goal from']])
    expect(wrongIn(file(measured(), ['code', 'goal', 'most', 'goal from'], ['AVL', '90', '95', '2004-01']))).toEqual([[expect.stringContaining('Before January 2004: The goal of AVL, 99.9, is above 95'), expect.anything()]])
  })

  test('SLM-3: unit, direction and range are held against what was promised before, typed or from a file', () => {
    const edit = (field: string, text: string): readonly string[] => planLevelEdits({ draft: eased(), edits: [{ table: 'serviceTarget', rowId: 'avl', field, text }], label: 'x', today: LATER }).refused.map(({ issue }) => issue.message)
    const unit = 'AVL promised something else before January 2004, in %: it would be read in points.'
    expect([edit('unit', 'points'), edit('most', '99.8'), edit('least', '10'), edit('title', 'Up')]).toEqual([[unit], ['Before January 2004: The goal of AVL, 99.9, is above 99.8, the most that the metric can be.'], [], []])
    expect(wrongIn(file(eased(), ['code', 'unit'], ['AVL', 'points']))).toEqual([[unit, expect.anything()]])
  })

  test('a month that is given for nothing is said: of a new target, and where the goal is that one already', () => {
    const added = file(measured(), ['code', 'service', 'unit', 'goal', 'from', 'goal from'], ['NEW', 'LISTS', '%', '99', '2003-07', '2004-01'])
    expect(added.outcome.issues.map(({ severity, message, place }) => [severity, message, place?.column])).toContainEqual(['note', 'NEW is new: its goal holds from July 2003 on, its first month.', 'goal from'])
    const held = file(eased(), ['code', 'goal', 'goal from'], ['AVL', '99.5', '2004-02'])
    expect(held.outcome.issues.map(({ severity, message, place }) => [severity, message, place?.column])).toContainEqual(['note', 'AVL promises 99.5 % from January 2004 on already.', 'goal from'])
    expect(file(eased(), ['code', 'goal', 'goal from'], ['AVL', '99.5', '2004-01']).outcome.issues.map(({ place }) => place?.column)).toEqual([undefined])
  })

  test('SLM-3: a first month that moves past an earlier goal is refused; one that leaves measured months behind says so', () => {
    const dead = 'AVL promised something else before January 2004: it cannot hold from January 2004 on.'
    expect(wrongIn(file(eased(), ['code', 'from'], ['AVL', '2004-01']))).toEqual([[dead, 'from']])
    const edit = (text: string): ReturnType<typeof planLevelEdits> => planLevelEdits({ draft: eased(), edits: [{ table: 'serviceTarget', rowId: 'avl', field: 'effectiveFrom', text }], label: 'x', today: LATER })
    expect(edit('2004-01').refused.map(({ issue }) => issue.message)).toEqual([dead])
    const said = 'The target AVL holds from September 2003 on, and is measured in 2 months before then, the first July 2003: they do not count.'
    expect([edit('2003-09').refused, edit('2003-09').noted.map(({ message }) => message)]).toEqual([[], [said]])
    expect(file(measured(), ['code', 'from'], ['AVL', '2003-09']).outcome.issues.map(({ severity, message, place }) => [severity, message, place?.column])).toEqual([['warning', said, 'from']])
    expect(edit('2003-06').noted).toEqual([])
    const target = eased().serviceTarget.get('avl') ?? null
    expect(refusalOf(eased(), { ok: true, value: { label: 'x', kind: 'edit', changes: [rowChange('serviceTarget', { before: target, after: target === null ? null : { ...target, effectiveFrom: month('2004-02') } })] } })).toContain('promised something else before January 2004')
  })

  test('SLM-3: an earlier goal keeps the source from which it came', () => {
    const draft = eased(measured({ source: 'Agreement of 2003' }))
    expect([...draft.targetGoal.values()].map(({ source }) => source)).toEqual(['Agreement of 2003'])
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

  test('SLM-6: no goal is set before its first month, in the dialog or a file: there the signed one is promised', () => {
    const { draft } = renewed()
    const why = 'T-OLA is promised in OLA, which is signed, until OLA-001 begins in July 2005.'
    expect(refusalOf(draft, planGoalFrom({ draft, targetId: 't-ola', from: '2004-08', goal: '50', warning: '' }))).toBe(why)
    expect(refusalOf(draft, planGoalFrom({ draft, targetId: 't-ola', from: '2005-09', goal: '50', warning: '' }))).toBe('')
    expect(wrongIn(file(draft, ['code', 'unit', 'goal', 'goal from'], ['T-OLA', '%', '50', '2004-08']))).toEqual([[why, 'goal from']])
  })

  test('SLM-6: when its first day moves, what it promises begins then, and the signed goal holds until then', () => {
    const { draft, renewalId } = renewed()
    const renewal = draft.agreement.get(renewalId) ?? agreementRow(renewalId, 'ola')
    const ninety = typed(draft, 'goal', '90').after
    const moved = (of: Draft, startsOn: string): Draft => applied(of, planAgreement(of, { ...renewal, startsOn: isoDate(startsOn) }))
    expect(goals(moved(ninety, '2005-10-01'))).toEqual([['2005-10', '99.5']])
    const stepped = applied(ninety, planGoalFrom({ draft: ninety, targetId: 't-ola', from: '2005-09', goal: '91', warning: '' }))
    expect([goals(moved(stepped, '2005-10-01')), goals(moved(stepped, '2005-09-01')), goals(moved(stepped, '2005-08-15'))]).toEqual([[['2005-10', '99.5']], [['2005-09', '99.5']], [['2005-09', '90'], ['2005-08', '99.5']]])
    expect(goals(moved(moved(ninety, '2005-10-01'), '2005-07-01'))).toEqual([['2005-07', '99.5']])
    expect(refusalOf(ninety, planAgreement(ninety, { ...renewal, startsOn: null, endsOn: null }))).toBe('T-OLA promises something else from the first day of OLA-001 on.')
    const byFile = planCostImport({ kind: 'agreements', draft: ninety, version: FY2005, fileName: 'a.csv', sheet: '', rowNumbers: [1, 2], rows: [['code', 'kind', 'starts', 'ends', 'services'], ['OLA-001', 'OLA', '2005-10-01', '2006-06-30', 'SQ001']], mapping: null, newId: countingIds(), author: 'Ann', today: LATER })
    expect([byFile.outcome.issues, byFile.plan?.changes.filter(({ table }) => table === 'targetGoal').map(({ id, after }) => [id, after === null])]).toEqual([[], [['t-ola|2005-07', true], ['t-ola|2005-10', false]]])
  })

  test('SLM-6: the hours, the maintenance and the holidays by which the signed one is measured stay, though its target stands in the renewal', () => {
    const { draft: plain } = renewed()
    const calendar: ServiceCalendar = { id: 'office', name: 'Office', position: 0, timeZone: 'America/New_York', hours: 'Mon-Fri 07:00-17:00', observedHolidays: 'state', note: '', source: '' }
    const target = plain.serviceTarget.get('t-ola') ?? targetRow('t-ola')
    const draft: Draft = { ...plain, serviceCalendar: new Map([['office', calendar]]), serviceTarget: new Map([...plain.serviceTarget, ['t-ola', { ...target, calendarId: 'office' }]]) }
    expect(signedCalendarIssue(draft, calendar, { ...calendar, hours: 'Mon-Fri 09:00-17:00' })?.message).toBe('OLA is signed: Office, by which T-OLA is measured, stays as it was signed.')
    expect(signedHolidayIssue(draft, { before: day('2004-11-11'), after: null })?.message).toContain('OLA is signed: 2004-11-11')
    expect(signedHolidayIssue(draft, { before: day('2005-11-11'), after: null })).toBeNull()
    const own: Draft = { ...draft, serviceTarget: new Map([['t-ola', { ...target, calendarId: 'office', effectiveFrom: month('2005-07') }]]) }
    expect(signedCalendarIssue(own, calendar, { ...calendar, hours: 'Mon-Fri 09:00-17:00' })).toBeNull()
  })
})
