/**
 * Goals that change in the course of time (SLM-3): what was promised before stays with the months in which it held. A goal that is typed over
 * corrects all of its months; a new one holds from a month on; and in a renewal that is not signed yet it holds from the renewal's first month, which
 * moves with it.
 */
import { issue, type Issue } from '../issues.ts'
import type { Agreement } from '../model/agreement-tables.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { targetGoalId, type ServiceTarget, type TargetGoal } from '../model/level-tables.ts'
import { rowIssues } from '../model/row-rules.ts'
import { monthOfDay, monthWords, type Month } from '../month.ts'
import { ok, refused, type Result } from '../result.ts'
import { PROMISE, signedBefore, signedTargetIssue } from './agreements/signed-terms.ts'
import { levelFields } from './level-fields.ts'
import { monthField } from './level-readers.ts'
import { earlierGoalsOf } from './measures/target-goals.ts'

/** What a target promised until a month, as a row, with the source from which that came. */
function earlierGoal({ id, goal, warning, source }: ServiceTarget, until: Month): TargetGoal {
  return { id: targetGoalId({ targetId: id, until }), targetId: id, until, goal, warning, note: '', source }
}

function isPromisedAlike(before: ServiceTarget, after: ServiceTarget, fields: readonly (keyof ServiceTarget)[]): boolean {
  return fields.every((field) => before[field] === after[field])
}

const GOAL = ['goal', 'warning'] as const
const MEASURE = PROMISE.filter((field) => field !== 'goal' && field !== 'warning')

type Signed = NonNullable<ReturnType<typeof signedBefore>>

function undatedIssue({ code }: ServiceTarget, { renewal, predecessor }: Signed): Issue {
  return issue('text-missing', `${renewal.code} renews ${predecessor.code} and has no first day: from when on ${code} promises that is not known.`, { remedy: `Write the first day of ${renewal.code} first.` })
}

/** Why earlier goals would be left without a month, or be read as something else than was promised: in another unit, the other way round, or beyond what the metric can be; null where they would not. */
function misreadIssue(after: ServiceTarget, before: ServiceTarget, earlier: readonly TargetGoal[]): Issue | null {
  const [first] = earlier
  if (first === undefined) return null
  const until = `before ${monthWords(first.until)}`
  const remedy = `Retire ${before.code}, and add a target of its own.`
  if (before.effectiveFrom !== after.effectiveFrom && first.until <= after.effectiveFrom) return issue('dates-out-of-order', `${before.code} promised something else ${until}: it cannot hold from ${monthWords(after.effectiveFrom)} on.`, { remedy: `Choose a month before ${monthWords(first.until)}.` })
  if (before.unit !== after.unit) return issue('unit-differs', `${before.code} promised something else ${until}, in ${before.unit}: it would be read in ${after.unit}.`, { remedy })
  if (before.direction !== after.direction) return issue('wrong-state', `${before.code} promised something else ${until}, ${before.direction === 'at-least' ? 'at least' : 'at most'} so much: it would be read as ${after.direction === 'at-least' ? 'at least' : 'at most'}.`, { remedy })
  if (before.least === after.least && before.most === after.most) return null
  for (const { until: end, goal, warning } of earlier) {
    const wrong = rowIssues(rowChange('serviceTarget', { before, after: { ...after, goal, warning } })).find(({ severity }) => severity === 'error')
    if (wrong !== undefined) return { ...wrong, message: `Before ${monthWords(end)}: ${wrong.message}` }
  }
  return null
}

/**
 * The earlier goal that a change in an unsigned renewal leaves to the months before it; null where nothing is to be kept. Refused where the
 * renewal has no first day yet, and where how the target is measured would change too, which no goal of a month can tell.
 *
 * @example goalOfBefore(draft, { before: { ...target, goal: '99.5' }, after: { ...target, goal: '99.8' } }).value?.until // '2005-07', the first month of the renewal
 */
export function goalOfBefore(draft: Draft, { before, after }: { readonly before: ServiceTarget; readonly after: ServiceTarget }): Result<TargetGoal | null, Issue> {
  const earlier = earlierGoalsOf(draft, before.id)
  const misread = misreadIssue(after, before, earlier)
  if (misread !== null) return refused(misread)
  const signed = isPromisedAlike(before, after, PROMISE) ? null : signedBefore(draft, { ...before, agreementId: after.agreementId })
  if (signed === null) return ok(null)
  const { renewal } = signed
  if (renewal.startsOn === null) return refused(undatedIssue(before, signed))
  const from = monthOfDay(renewal.startsOn)
  if (!isPromisedAlike(before, after, MEASURE)) {
    return refused(issue('wrong-state', `${before.code} is measured so since ${monthWords(before.effectiveFrom)}, before ${renewal.code} begins: the months before would be restated.`, { remedy: `Add a target of its own to ${renewal.code}, and retire ${before.code} from ${monthWords(from)} on.` }))
  }
  if (earlier.some(({ until }) => until >= from)) return ok(null)
  const kept = earlierGoal(before, from)
  const beyond = misreadIssue(after, before, [kept])
  return beyond === null ? ok(kept) : refused(beyond)
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

/**
 * What is left to the months before, where a new goal holds from a month on; null where it changed in that month already. Refused before the target
 * begins, after it has ended, before its last change, while a signed agreement promises it, and where how it is measured would change too.
 */
export function goalUntil(draft: Draft, { before, after, until }: { readonly before: ServiceTarget; readonly after: ServiceTarget; readonly until: Month }): Result<TargetGoal | null, Issue> {
  if (until <= before.effectiveFrom) return said(`${before.code} holds from ${monthWords(before.effectiveFrom)} on.`, 'Choose a later month, or type over its goal.')
  if (before.retiredFrom !== null && until >= before.retiredFrom) return said(`${before.code} is retired from ${monthWords(before.retiredFrom)} on.`, 'Choose an earlier month.')
  const last = earlierGoalsOf(draft, before.id).at(-1)
  if (last !== undefined && until < last.until) return said(`The goal of ${before.code} changed in ${monthWords(last.until)} already.`, 'Choose that month or a later one.')
  const signed = signedBefore(draft, { ...before, agreementId: after.agreementId })
  if (signed !== null) {
    const { renewal, predecessor } = signed
    if (renewal.startsOn === null) return refused(undatedIssue(before, signed))
    const from = monthOfDay(renewal.startsOn)
    if (until < from) return said(`${before.code} is promised in ${predecessor.code}, which is signed, until ${renewal.code} begins in ${monthWords(from)}.`, 'Choose that month or a later one.')
  }
  if (!isPromisedAlike(before, after, MEASURE)) {
    return refused(issue('wrong-state', `From a month on only the goal and the warning of ${before.code} can change: with how it is measured the months before would be restated.`, { remedy: `Change one of the two, or retire ${before.code} and add a target of its own.` }))
  }
  const kept = last?.until === until ? null : earlierGoal(before, until)
  const misread = misreadIssue(after, before, [...earlierGoalsOf(draft, before.id), ...(kept === null ? [] : [kept])])
  return misread === null ? ok(kept) : refused(misread)
}

/** What is wrong, with the field of the three that is to be put right; without one where none of them is. */
export type GoalIssue = Issue & { readonly field?: 'from' | 'goal' | 'warning' }

/**
 * A new goal from a month on; what was promised until then stays with the months before. Refused where the target begins later, has ended, or
 * changed its goal after that month already; and where it is promised in a signed agreement.
 *
 * @example planGoalFrom({ draft, targetId: 'lst-avl', from: '2004-07', goal: '99.8 %', warning: '' }) // label 'LST-AVL: goal 99.8 from July 2004 on'
 */
export function planGoalFrom({ draft, targetId, from, goal, warning }: { readonly draft: Draft; readonly targetId: string; readonly from: string; readonly goal: string; readonly warning: string }): Result<EditPlan, readonly GoalIssue[]> {
  const before = draft.serviceTarget.get(targetId)
  if (before === undefined) return refused([issue('unknown-reference', 'The target is no longer there.')])
  const month = monthField.read(from, { draft, versions: [] })
  if (!month.ok) return refused([{ ...month.failure, field: 'from' }])
  const until = month.value.value
  const texts = { goal, warning }
  let after = before
  for (const field of GOAL) {
    const read = levelFields('serviceTarget').get(field)?.readInto(after, texts[field], { draft, versions: [] })
    if (read === undefined) continue
    if (!read.ok) return refused([{ ...read.failure, message: `${levelFields('serviceTarget').get(field)?.label ?? field}: ${read.failure.message}`, field }])
    after = read.value
  }
  const kept = goalUntil(draft, { before, after, until })
  if (!kept.ok) return refused([{ ...kept.failure, field: 'from' }])
  if (isPromisedAlike(before, after, GOAL)) return refused([{ ...issue('nothing-to-change', `${before.code} promises that already.`, { severity: 'note' }), field: 'goal' }])
  const change = rowChange('serviceTarget', { before, after })
  const own = rowIssues(change).filter(({ severity }) => severity === 'error').map((each): GoalIssue => ({ ...each, field: each.message.startsWith('The warning') ? 'warning' : 'goal' }))
  const fast = signedTargetIssue(draft, { before, after })
  if (fast !== null || own.length > 0) return refused(fast === null ? own : [fast])
  return ok({ label: `${before.code}: goal ${after.goal} from ${monthWords(until)} on`, kind: 'edit', changes: [...(kept.value === null ? [] : [rowChange('targetGoal', { before: null, after: kept.value })]), change] })
}

/** The first month from which on a target promises what it promises now. */
export function goalSince(draft: Draft, { id, effectiveFrom }: ServiceTarget): Month {
  return earlierGoalsOf(draft, id).at(-1)?.until ?? effectiveFrom
}

function movedGoalsOf(target: ServiceTarget, earlier: readonly TargetGoal[], { from, to }: { readonly from: Month; readonly to: Month }): readonly RowChange[] {
  const between = earlier.filter(({ until }) => (to > from ? until >= from && until < to : until >= to && until <= from))
  const [first] = between
  if (first === undefined || (to < from && !between.some(({ until }) => until === from))) return []
  const there = earlier.find(({ until }) => until === to)
  const kept = { ...first, id: targetGoalId({ targetId: target.id, until: to }), until: to }
  return [
    ...between.filter((each) => each !== there).map((each) => rowChange('targetGoal', { before: each, after: null })),
    ...(to > target.effectiveFrom ? [rowChange('targetGoal', { before: there ?? null, after: kept })] : there === undefined ? [] : [rowChange('targetGoal', { before: there, after: null })]),
  ]
}

/**
 * What follows for earlier goals when the first day of a renewal that is not signed moves: what was signed holds until then, and what the renewal
 * promises from then on. Refused where its targets promise something else already and it would have no first day.
 */
export function movedGoals(draft: Draft, before: Agreement, after: Agreement): Result<readonly RowChange[], Issue> {
  if (before.startsOn === null || before.startsOn === after.startsOn) return ok([])
  const from = monthOfDay(before.startsOn)
  const changes: RowChange[] = []
  for (const target of draft.serviceTarget.values()) {
    const earlier = earlierGoalsOf(draft, target.id)
    if (earlier.length === 0 || signedBefore(draft, target)?.renewal.id !== before.id) continue
    if (after.startsOn !== null) changes.push(...movedGoalsOf(target, earlier, { from, to: monthOfDay(after.startsOn) }))
    else if (earlier.some(({ until }) => until >= from)) return refused(issue('text-missing', `${target.code} promises something else from the first day of ${before.code} on.`, { remedy: 'Write its new first day instead.' }))
  }
  return ok(changes)
}
