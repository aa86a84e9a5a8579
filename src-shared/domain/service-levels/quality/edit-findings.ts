/**
 * The quality loop as edits: a finding is opened, leads to improvement actions or is closed with a reason, and is reopened. Its status
 * follows from its actions; it cannot be closed while one of them runs. Nothing is written here: each command proposes an edit.
 */
import type { IsoDate } from '../../fiscal-year.ts'
import { issue, type Issue } from '../../issues.ts'
import { isSameRow } from '../../model/apply-edit.ts'
import type { Draft } from '../../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../../model/edit.ts'
import type { Finding, ImprovementAction } from '../../model/level-tables.ts'
import { ok, refused, type Result } from '../../result.ts'
import { actionsOf, isRunning, statusByActions } from './finding-rows.ts'

type Rows = Pick<Draft, 'finding' | 'improvementAction'>

const GONE = issue('unknown-reference', 'The finding is no longer there.')
const ACTION_GONE = issue('unknown-reference', 'The action is no longer there.')
const NOTHING = issue('nothing-to-change', 'Nothing would change.', { severity: 'note' })

function edit(label: string, changes: readonly RowChange[]): Result<EditPlan> {
  return changes.length === 0 ? refused([NOTHING]) : ok({ label, kind: 'edit', changes })
}

function wrongState(message: string, remedy: string): Result<never> {
  return refused([issue('wrong-state', message, { remedy })])
}

const CODE = /^F-(\d+)$/

/** The number after the last one. @example nextFindingNumber(draft) // 13 where F-012 is the last */
function nextFindingNumber(draft: Pick<Draft, 'finding'>): number {
  return [...draft.finding.values()].reduce((most, { code }) => Math.max(most, Number.parseInt(CODE.exec(code)?.[1] ?? '0', 10)), 0) + 1
}

/** @example findingCode(12) // 'F-012' */
function findingCode(number: number): string {
  return `F-${String(number).padStart(3, '0')}`
}

/** What a new finding says; the rest follows. */
export type NewFinding = Pick<Finding, 'serviceId' | 'targetId' | 'agreementId' | 'month' | 'cause' | 'title' | 'note'>

type Opened = { readonly draft: Pick<Draft, 'finding'>; readonly findings: readonly NewFinding[]; readonly openedOn: IsoDate; readonly author: string; readonly newId: () => string }

/** Opens findings in one edit; they get the next numbers in their order. Refused where there are none. */
export function planOpenFindings({ draft, findings, openedOn, author, newId }: Opened): Result<EditPlan & { readonly findingIds: readonly string[] }> {
  const first = nextFindingNumber(draft)
  const rows = findings.map((each, at): Finding => ({ id: newId(), code: findingCode(first + at), ...each, openedOn, status: 'open', closedOn: null, reason: '', author }))
  const [only] = rows
  if (only === undefined) return refused([NOTHING])
  return ok({
    label: rows.length === 1 ? `New finding ${only.code}: ${only.title}` : `${rows.length} new findings, ${only.code} to ${rows.at(-1)?.code ?? ''}`,
    kind: 'edit', changes: rows.map((after) => rowChange('finding', { before: null, after })), findingIds: rows.map((each) => each.id),
  })
}

/** Words of a finding; its status and its dates have commands of their own. */
export function planFindingEdit(draft: Pick<Draft, 'finding'>, id: string, fields: Partial<Pick<Finding, 'title' | 'note' | 'reason'>>): Result<EditPlan> {
  const before = draft.finding.get(id)
  if (before === undefined) return refused([GONE])
  if (fields.reason !== undefined && before.status !== 'closed') return wrongState(`${before.code} is not closed.`, 'Close it with its reason.')
  const after = { ...before, ...fields }
  return edit(`Finding ${before.code}`, isSameRow(before, after) ? [] : [rowChange('finding', { before, after })])
}

/** Why a finding cannot be closed; null where it can. */
export function closingRefusal(draft: Rows, finding: Finding): Issue | null {
  if (finding.status === 'closed') return issue('wrong-state', `${finding.code} is closed already.`, { remedy: 'Reopen it to go on with it.' })
  const actions = actionsOf(draft, finding.id)
  const running = actions.filter(isRunning)
  if (running.length > 0) {
    return issue('wrong-state', `${finding.code} cannot be closed: ${running.map((each) => `"${each.title}" is ${each.status === 'planned' ? 'planned' : 'in progress'}`).join(', ')}.`, { remedy: 'Say of each action that it is done or dropped first.' })
  }
  const silent = actions.filter((each) => each.result.trim() === '')
  if (silent.length > 0) {
    return issue('text-missing', `${finding.code} cannot be closed: ${silent.map((each) => `"${each.title}"`).join(', ')} ${silent.length === 1 ? 'has' : 'have'} no result.`, { remedy: 'Write what came of it, or why it was dropped.' })
  }
  return null
}

/** Closed with a reason; refused while an action runs, or has come to an end without a word of its result. */
export function planCloseFinding(draft: Rows, { id, reason, closedOn }: { readonly id: string; readonly reason: string; readonly closedOn: IsoDate }): Result<EditPlan> {
  const before = draft.finding.get(id)
  if (before === undefined) return refused([GONE])
  const refusal = closingRefusal(draft, before)
  if (refusal !== null) return refused([refusal])
  if (reason.trim() === '') return refused([issue('text-missing', `The reason why ${before.code} is closed is missing.`, { remedy: 'Write it.' })])
  return edit(`Close ${before.code}`, [rowChange('finding', { before, after: { ...before, status: 'closed', closedOn, reason: reason.trim() } })])
}

export function planReopenFinding(draft: Rows, id: string): Result<EditPlan> {
  const before = draft.finding.get(id)
  if (before === undefined) return refused([GONE])
  if (before.status !== 'closed') return wrongState(`${before.code} is not closed.`, 'Go on with it as it is.')
  return edit(`Reopen ${before.code}`, [rowChange('finding', { before, after: { ...before, status: statusByActions(actionsOf(draft, id)), closedOn: null, reason: '' } })])
}

/** With its actions. */
export function planRemoveFinding(draft: Rows, id: string): Result<EditPlan> {
  const before = draft.finding.get(id)
  if (before === undefined) return refused([GONE])
  return edit(`Remove the finding ${before.code}`, [...actionsOf(draft, id).map((action) => rowChange('improvementAction', { before: action, after: null })), rowChange('finding', { before, after: null })])
}

/** The finding follows its actions: `actions` are all of them as they will be. */
function following(finding: Finding, actions: readonly ImprovementAction[]): readonly RowChange[] {
  const status = statusByActions(actions)
  return finding.status === status ? [] : [rowChange('finding', { before: finding, after: { ...finding, status } })]
}

function replaced(actions: readonly ImprovementAction[], after: ImprovementAction): readonly ImprovementAction[] {
  return actions.some((each) => each.id === after.id) ? actions.map((each) => (each.id === after.id ? after : each)) : [...actions, after]
}

/** A planned action, last among those of the finding. Refused where the finding is closed. */
export function planAddAction(draft: Rows, { id, findingId, title, owner, dueOn }: Pick<ImprovementAction, 'id' | 'findingId' | 'title' | 'owner' | 'dueOn'>): Result<EditPlan> {
  const finding = draft.finding.get(findingId)
  if (finding === undefined) return refused([GONE])
  if (finding.status === 'closed') return wrongState(`${finding.code} is closed.`, 'Reopen it before it gets an action.')
  const missing = [[title, 'What is to be done'], [owner, 'The role that owns it']].find(([text]) => text?.trim() === '')
  if (missing !== undefined) return refused([issue('text-missing', `${missing[1] ?? ''} is missing.`, { remedy: 'Write it.' })])
  const present = actionsOf(draft, findingId)
  const after: ImprovementAction = { id, findingId, position: (present.at(-1)?.position ?? -1) + 1, title: title.trim(), owner: owner.trim(), dueOn, status: 'planned', doneOn: null, result: '' }
  return edit(`Action of ${finding.code}: ${after.title}`, [rowChange('improvementAction', { before: null, after }), ...following(finding, [...present, after])])
}

export type ActionFields = Partial<Pick<ImprovementAction, 'title' | 'owner' | 'dueOn' | 'status' | 'result'>>

/**
 * What is changed of an action; the finding follows in the same edit. `on` is the day of the change: an action that is done was done then,
 * and one that runs again was not. Of a closed finding's actions the words can be put right; the status cannot change, and the result cannot go.
 */
export function planActionEdit(draft: Rows, { id, fields, on }: { readonly id: string; readonly fields: ActionFields; readonly on: IsoDate }): Result<EditPlan> {
  const before = draft.improvementAction.get(id)
  if (before === undefined) return refused([ACTION_GONE])
  const finding = draft.finding.get(before.findingId)
  if (finding === undefined) return refused([GONE])
  const status = fields.status ?? before.status
  if (finding.status === 'closed' && status !== before.status) return wrongState(`${finding.code} is closed.`, 'Reopen it to go on with its actions.')
  if (finding.status === 'closed' && fields.result?.trim() === '') return refused([issue('text-missing', `${finding.code} is closed: what came of "${before.title}" stays said.`, { remedy: 'Put it right, or reopen the finding.' })])
  const after: ImprovementAction = { ...before, ...fields, doneOn: status === before.status ? before.doneOn : status === 'done' ? on : null }
  if (isSameRow(before, after)) return refused([NOTHING])
  const changes = [rowChange('improvementAction', { before, after })]
  return edit(`Action of ${finding.code}: ${after.title}`, finding.status === 'closed' ? changes : [...changes, ...following(finding, replaced(actionsOf(draft, finding.id), after))])
}

export function planRemoveAction(draft: Rows, id: string): Result<EditPlan> {
  const before = draft.improvementAction.get(id)
  if (before === undefined) return refused([ACTION_GONE])
  const finding = draft.finding.get(before.findingId)
  if (finding === undefined) return refused([GONE])
  if (finding.status === 'closed') return wrongState(`${finding.code} is closed.`, 'Reopen it to change its actions.')
  return edit(`Remove the action "${before.title}" of ${finding.code}`, [rowChange('improvementAction', { before, after: null }), ...following(finding, actionsOf(draft, finding.id).filter((each) => each.id !== id))])
}
