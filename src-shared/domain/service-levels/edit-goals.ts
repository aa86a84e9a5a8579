/**
 * Goals that change in the course of time (SLM-3): what was promised before stays with the months in which it held. A goal that is typed over
 * corrects all of its months; a new one holds from a month on; and in a renewal that is not signed yet it holds from the renewal's first month.
 */
import { issue, type Issue } from '../issues.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { targetGoalId, type ServiceTarget, type TargetGoal } from '../model/level-tables.ts'
import { rowIssues } from '../model/row-rules.ts'
import { monthOfDay, monthWords, type Month } from '../month.ts'
import { ok, refused, type Result } from '../result.ts'
import { isHeldFast, PROMISE, signedTargetIssue } from './agreements/signed-terms.ts'
import { levelFields } from './level-fields.ts'
import { monthField } from './level-readers.ts'
import { earlierGoalsOf } from './measures/target-goals.ts'

/** What a target promised until a month, as a row. */
function earlierGoal({ id, goal, warning }: ServiceTarget, until: Month): TargetGoal {
  return { id: targetGoalId({ targetId: id, until }), targetId: id, until, goal, warning, note: '', source: '' }
}

function isPromisedAlike(before: ServiceTarget, after: ServiceTarget, fields: readonly (keyof ServiceTarget)[]): boolean {
  return fields.every((field) => before[field] === after[field])
}

const GOAL = ['goal', 'warning'] as const
const MEASURE = PROMISE.filter((field) => field !== 'goal' && field !== 'warning')

/**
 * The earlier goal that a change in an unsigned renewal leaves to the months before it; null where nothing is to be kept. Refused where the
 * renewal has no first day yet, and where how the target is measured would change too, which no goal of a month can tell.
 *
 * @example goalOfBefore(draft, { before: { ...target, goal: '99.5' }, after: { ...target, goal: '99.8' } }).value?.until // '2005-07', the first month of the renewal
 */
export function goalOfBefore(draft: Draft, { before, after }: { readonly before: ServiceTarget; readonly after: ServiceTarget }): Result<TargetGoal | null, Issue> {
  const renewal = draft.agreement.get(after.agreementId ?? '')
  const predecessor = draft.agreement.get(renewal?.predecessorId ?? '')
  if (renewal === undefined || predecessor === undefined || isPromisedAlike(before, after, PROMISE) || isHeldFast(draft, renewal) || !isHeldFast(draft, predecessor)) return ok(null)
  if (renewal.startsOn === null) return refused(issue('text-missing', `${renewal.code} renews ${predecessor.code} and has no first day: from when on ${before.code} promises that is not known.`, { remedy: `Write the first day of ${renewal.code} first.` }))
  const from = monthOfDay(renewal.startsOn)
  if (before.effectiveFrom >= from) return ok(null)
  if (!isPromisedAlike(before, after, MEASURE)) {
    return refused(issue('wrong-state', `${before.code} is measured so since ${monthWords(before.effectiveFrom)}, before ${renewal.code} begins: the months before would be restated.`, { remedy: `Add a target of its own to ${renewal.code}, and retire ${before.code} from ${monthWords(from)} on.` }))
  }
  return ok(earlierGoalsOf(draft, before.id).some(({ until }) => until >= from) ? null : earlierGoal(before, from))
}

/** The changes of targets with what they leave to the months before; the first reason why one cannot be. */
export function withEarlierGoals(draft: Draft, changes: readonly RowChange[]): Result<readonly RowChange[], Issue> {
  const all: RowChange[] = []
  for (const change of changes) {
    if (change.table === 'serviceTarget' && change.before !== null && change.after !== null) {
      const kept = goalOfBefore(draft, { before: change.before, after: change.after })
      if (!kept.ok) return kept
      if (kept.value !== null) all.push(rowChange('targetGoal', { before: null, after: kept.value }))
    }
    all.push(change)
  }
  return ok(all)
}

function said(message: string, remedy: string): Result<never, Issue> {
  return refused(issue('dates-out-of-order', message, { remedy }))
}

/** What is left to the months before, where a new goal holds from a month on; null where it changed in that month already. Refused before the target begins, after it has ended, and before its last change. */
export function goalUntil(draft: Draft, before: ServiceTarget, until: Month): Result<TargetGoal | null, Issue> {
  if (until <= before.effectiveFrom) return said(`${before.code} holds from ${monthWords(before.effectiveFrom)} on.`, 'Choose a later month, or type over its goal.')
  if (before.retiredFrom !== null && until >= before.retiredFrom) return said(`${before.code} is retired from ${monthWords(before.retiredFrom)} on.`, 'Choose an earlier month.')
  const last = earlierGoalsOf(draft, before.id).at(-1)
  if (last !== undefined && until < last.until) return said(`The goal of ${before.code} changed in ${monthWords(last.until)} already.`, 'Choose that month or a later one.')
  return ok(last?.until === until ? null : earlierGoal(before, until))
}

/**
 * A new goal from a month on; what was promised until then stays with the months before. Refused where the target begins later, has ended, or
 * changed its goal after that month already; and where it is promised in a signed agreement.
 *
 * @example planGoalFrom({ draft, targetId: 'lst-avl', from: '2004-07', goal: '99.8 %', warning: '' }) // label 'LST-AVL: goal 99.8 from July 2004 on'
 */
export function planGoalFrom({ draft, targetId, from, goal, warning }: { readonly draft: Draft; readonly targetId: string; readonly from: string; readonly goal: string; readonly warning: string }): Result<EditPlan> {
  const before = draft.serviceTarget.get(targetId)
  if (before === undefined) return refused([issue('unknown-reference', 'The target is no longer there.')])
  const month = monthField.read(from, { draft, versions: [] })
  if (!month.ok) return refused([month.failure])
  const until = month.value.value
  const texts = { goal, warning }
  let after = before
  for (const field of GOAL) {
    const read = levelFields('serviceTarget').get(field)?.readInto(after, texts[field], { draft, versions: [] })
    if (read === undefined) continue
    if (!read.ok) return refused([{ ...read.failure, message: `${levelFields('serviceTarget').get(field)?.label ?? field}: ${read.failure.message}` }])
    after = read.value
  }
  const kept = goalUntil(draft, before, until)
  if (!kept.ok) return refused([kept.failure])
  if (isPromisedAlike(before, after, GOAL)) return refused([issue('nothing-to-change', `${before.code} promises that already.`, { severity: 'note' })])
  const change = rowChange('serviceTarget', { before, after })
  const own = rowIssues(change).filter(({ severity }) => severity === 'error')
  const fast = signedTargetIssue(draft, { before, after })
  if (fast !== null || own.length > 0) return refused(fast === null ? own : [fast])
  return ok({ label: `${before.code}: goal ${after.goal} from ${monthWords(until)} on`, kind: 'edit', changes: [...(kept.value === null ? [] : [rowChange('targetGoal', { before: null, after: kept.value })]), change] })
}
