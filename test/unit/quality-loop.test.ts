/** The quality loop: findings lead to actions, or are closed with a reason; what a finding is follows from its actions. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges, rowChange, type EditPlan } from '../../src-shared/domain/model/edit.ts'
import { ACTION_STATUSES, type Finding, type ImprovementAction } from '../../src-shared/domain/model/level-tables.ts'
import { month } from '../../src-shared/domain/month.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { planActionEdit, planAddAction, planCloseFinding, planFindingEdit, planOpenFindings, planRemoveAction, planRemoveFinding, planReopenFinding, type NewFinding } from '../../src-shared/domain/service-levels/quality/edit-findings.ts'
import { actionsOf, findingViews, isOverdue, isRunning, qualityCounts } from '../../src-shared/domain/service-levels/quality/finding-rows.ts'
import { actionRow, findingRow, qualityModel } from '../support/small-quality.ts'
import { countingIds } from '../support/small-model.ts'

const ON = isoDate('2004-01-15')
const BREACH: NewFinding = { serviceId: 'mainframe', targetId: null, agreementId: 'sla-1', month: month('2003-12'), cause: 'breach', title: 'Availability breached', note: '' }
const RISK: NewFinding = { ...BREACH, cause: 'at-risk' }

function applied(draft: Draft, planned: Result<EditPlan>): Draft {
  if (!planned.ok) throw new Error(planned.failure.map((each) => each.message).join(' '))
  const next = applyPlan(draft, planned.value)
  if (!next.ok) throw new Error(next.failure.map((each) => each.message).join(' '))
  return next.value
}

function messages(planned: Result<EditPlan>): readonly string[] {
  return planned.ok ? [] : planned.failure.map((each) => each.message)
}

/** What a finding is follows from its actions; a closed one says why, and all that was done about it has come to an end. */
function isSound({ status, closedOn, reason }: Finding, actions: readonly ImprovementAction[]): boolean {
  if (status !== 'closed') return status === (actions.some(isRunning) ? 'improving' : 'open') && closedOn === null && reason === ''
  return closedOn !== null && reason !== '' && actions.every((each) => !isRunning(each) && each.result !== '')
}

type Command = (draft: Draft, newId: () => string) => Result<EditPlan>

const finding = fc.constantFrom('f-001', 'f-002', 'new-1', 'new-2', 'new-3')
const action = fc.constantFrom('a-1', 'a-2', 'new-1', 'new-2', 'new-3', 'new-4', 'new-5')
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.integer({ min: 0, max: 3 }).map((count): Command => (draft, newId) => planOpenFindings({ draft, findings: Array.from({ length: count }, () => BREACH), openedOn: ON, author: 'Ann', newId })),
  fc.tuple(finding, fc.constantFrom('', 'Capacity', ' ')).map(([findingId, title]): Command => (draft, newId) => planAddAction(draft, { id: newId(), findingId, title, owner: 'Service owner', dueOn: null })),
  fc.tuple(action, fc.constantFrom(...ACTION_STATUSES)).map(([id, status]): Command => (draft) => planActionEdit(draft, { id, fields: { status }, on: ON })),
  fc.tuple(action, fc.constantFrom('', 'It helped.')).map(([id, result]): Command => (draft) => planActionEdit(draft, { id, fields: { result }, on: ON })),
  action.map((id): Command => (draft) => planRemoveAction(draft, id)),
  fc.tuple(finding, fc.constantFrom('', 'Met again.')).map(([id, reason]): Command => (draft) => planCloseFinding(draft, { id, reason, closedOn: ON })),
  finding.map((id): Command => (draft) => planReopenFinding(draft, id)),
  finding.map((id): Command => (draft) => planRemoveFinding(draft, id)),
  finding.map((id): Command => (draft) => planFindingEdit(draft, id, { note: 'Seen.' })),
)

describe('the quality loop', () => {
  it('SLM-5 any commands in any order: improving just where an action runs, closed only with a reason and every action at its end with a result, every edit applies and is undone', () => {
    fc.assert(fc.property(fc.array(command, { maxLength: 50, size: 'max' }), (commands) => {
      const newId = countingIds()
      let present = qualityModel({ finding: [findingRow('f-001', { status: 'improving' }), findingRow('f-002')], improvementAction: [actionRow('a-1'), actionRow('a-2', { findingId: 'f-002', status: 'dropped', result: 'Too dear.' })] })
      for (const each of commands) {
        const planned = each(present, newId)
        if (!planned.ok) continue
        const next = applied(present, planned)
        const back = applyPlan(next, { kind: 'edit', changes: inverseChanges(planned.value.changes) })
        expect(back).toEqual({ ok: true, value: present })
        present = next
        for (const row of present.finding.values()) {
          const actions = actionsOf(present, row.id)
          expect([row.code, isSound(row, actions), actions.every((one) => (one.status === 'done') === (one.doneOn !== null))]).toEqual([row.code, true, true])
        }
        expect(new Set([...present.finding.values()].map((row) => row.code)).size).toBe(present.finding.size)
      }
    }))
  })

  it('opens several findings in one edit, each with the next number', () => {
    const planned = planOpenFindings({ draft: qualityModel({ finding: [findingRow('f-012')] }), findings: [BREACH, RISK], openedOn: ON, author: 'Ann', newId: countingIds() })
    expect(planned.ok && planned.value).toEqual({
      label: '2 new findings, F-013 to F-014', kind: 'edit', findingIds: ['new-1', 'new-2'],
      changes: [BREACH, RISK].map((each, at) => rowChange('finding', { before: null, after: { id: `new-${at + 1}`, code: `F-01${at + 3}`, ...each, openedOn: ON, status: 'open', closedOn: null, reason: '', author: 'Ann' } })),
    })
  })

  it('an action turns its finding to improving, done is of the day, and the finding is open again until it is closed', () => {
    let draft = qualityModel({ finding: [findingRow('f-001')] })
    draft = applied(draft, planAddAction(draft, { id: 'a-1', findingId: 'f-001', title: 'Second disk', owner: 'Infrastructure lead', dueOn: isoDate('2004-01-31') }))
    expect([draft.finding.get('f-001')?.status, isOverdue(actionRow('a-1'), isoDate('2004-01-31')), isOverdue(actionRow('a-1'), isoDate('2004-02-01'))]).toEqual(['improving', false, true])
    expect(messages(planCloseFinding(draft, { id: 'f-001', reason: 'Met', closedOn: ON }))).toEqual(['F-001 cannot be closed: "Second disk" is planned.'])
    draft = applied(draft, planActionEdit(draft, { id: 'a-1', fields: { status: 'done' }, on: ON }))
    expect([draft.finding.get('f-001')?.status, draft.improvementAction.get('a-1')?.doneOn]).toEqual(['open', ON])
    expect(messages(planCloseFinding(draft, { id: 'f-001', reason: 'Met', closedOn: ON }))).toEqual(['F-001 cannot be closed: "Second disk" has no result.'])
    draft = applied(draft, planActionEdit(draft, { id: 'a-1', fields: { result: 'No outage since.' }, on: ON }))
    expect(messages(planCloseFinding(draft, { id: 'f-001', reason: ' ', closedOn: ON }))).toEqual(['The reason why F-001 is closed is missing.'])
    draft = applied(draft, planCloseFinding(draft, { id: 'f-001', reason: 'Met three months running.', closedOn: ON }))
    expect(messages(planActionEdit(draft, { id: 'a-1', fields: { status: 'planned' }, on: ON }))).toEqual(['F-001 is closed.'])
    expect(messages(planAddAction(draft, { id: 'a-2', findingId: 'f-001', title: 'More', owner: 'Owner', dueOn: null }))).toEqual(['F-001 is closed.'])
    draft = applied(draft, planReopenFinding(draft, 'f-001'))
    expect(draft.finding.get('f-001')).toMatchObject({ status: 'open', closedOn: null, reason: '' })
  })

  it('the model itself refuses a closed finding whose action is not, and a done action without its day', () => {
    const draft = qualityModel({ finding: [findingRow('f-001', { status: 'improving' })], improvementAction: [actionRow('a-1')] })
    const [before, action1] = [draft.finding.get('f-001') ?? null, draft.improvementAction.get('a-1') ?? null]
    const close: EditPlan = { label: '', kind: 'edit', changes: [rowChange('finding', { before, after: findingRow('f-001', { status: 'closed', closedOn: ON, reason: 'Met' }) })] }
    const undated: EditPlan = { label: '', kind: 'edit', changes: [rowChange('improvementAction', { before: action1, after: actionRow('a-1', { status: 'done' }) })] }
    expect([close, undated].map((plan) => applyPlan(draft, plan)).map((next) => (next.ok ? '' : next.failure[0]?.message))).toEqual(['F-001 is closed, and its action "Action a-1" is not.', '"Action a-1" is done: the day is missing.'])
  })

  it('shows what is not closed first, the latest first, and counts what is overdue', () => {
    const draft = qualityModel({
      finding: [findingRow('f-001', { status: 'improving' }), findingRow('f-002', { status: 'closed', closedOn: ON, reason: 'Met' }), findingRow('f-003', { month: month('2003-12') })],
      improvementAction: [actionRow('a-1'), actionRow('a-2', { position: 1, dueOn: null }), actionRow('a-3', { findingId: 'f-002', status: 'done', doneOn: ON, result: 'It helped.' })],
    })
    const views = findingViews(draft, isoDate('2004-03-01'))
    expect(views.map(({ finding: { code }, actions, overdue }) => [code, actions.length, overdue.length])).toEqual([['F-003', 0, 0], ['F-001', 2, 1], ['F-002', 1, 0]])
    expect(qualityCounts(views)).toEqual({ open: 1, improving: 1, closed: 1, overdueActions: 1 })
  })
})
