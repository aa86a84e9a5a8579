/**
 * Applying an edit: the one way from a draft to the next, in the window and in the core alike.
 */
import { hasErrors, issue, type Issue } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'
import type { Draft } from './draft.ts'
import type { Edit, EditPlan, RowChange } from './edit.ts'
import { integrityIssues } from './integrity.ts'
import { nextTable, type NextTable } from './row-table.ts'
import { rowIssues } from './row-rules.ts'
import { followEdit } from './table-index.ts'
import type { TableName } from './tables.ts'

/** Beyond these, more of the same would not help anybody. */
const MOST_ISSUES = 100

/** True when two rows hold the same values; rows are flat. */
export function isSameRow(left: object | null | undefined, right: object | null | undefined): boolean {
  if (left === right) return true
  if (!left || !right) return (left ?? null) === (right ?? null)
  const entries = Object.entries(left)
  if (entries.length !== Object.keys(right).length) return false
  const others = new Map<string, unknown>(Object.entries(right))
  return entries.every(([key, value]) => others.has(key) && others.get(key) === value)
}

type AnyRow = { readonly id: string }

function placed(table: NextTable<AnyRow>, change: RowChange): boolean {
  if (!isSameRow(table.get(change.id) ?? null, change.before)) return false
  if (change.after === null) table.delete(change.id)
  else table.set(change.id, change.after)
  return true
}

/** Each touched table gets one next state; the others are shared with the draft before. */
function placeAll(draft: Draft, changes: readonly RowChange[]): { readonly next: Draft; readonly touched: ReadonlyMap<TableName, ReadonlySet<string>>; readonly issues: readonly Issue[] } {
  const working = new Map<TableName, NextTable<AnyRow>>()
  const touched = new Map<TableName, Set<string>>()
  const issues: Issue[] = []
  for (const change of changes) {
    const ids = touched.get(change.table)
    if (ids === undefined) touched.set(change.table, new Set([change.id]))
    else ids.add(change.id)
    const table = working.get(change.table) ?? nextTable<AnyRow>(draft[change.table], changes.length)
    working.set(change.table, table)
    const subject = { table: change.table, id: change.id }
    if ((change.after ?? change.before)?.id !== change.id || (change.after !== null && change.after.id !== change.id)) {
      issues.push(issue('unknown-reference', `The change of ${change.id} carries another row.`, { subject }))
    } else if (!placed(table, change)) {
      issues.push(issue('base-has-moved', `${change.id} is no longer as it was when this change was made.`, { subject, remedy: 'Look at its present value and change it again.' }))
    }
  }
  // A change carries a row of its own table, so each next state still holds rows of that table alone.
  return { next: { ...draft, ...Object.fromEntries([...working].map(([name, table]) => [name, table.done()])) }, touched, issues }
}

/**
 * The draft with the changes in place, or every reason why not (then nothing is changed). Checks that each `before` is the
 * present row (`base-has-moved`), that references exist, codes and names are unique, figures match their kinds and places
 * (NUM-3, RATE-3), published schedules stay as they are (VER-2), and external prices are not below internal ones (RATE-6).
 * Tables that are not touched are shared with the draft given.
 *
 * @example applyChanges(draft, inverseChanges(plan.changes)) // undoes the plan
 */
export function applyChanges(draft: Draft, changes: readonly RowChange[]): Result<Draft> {
  if (changes.length === 0) return ok(draft)
  const { next, touched, issues } = placeAll(draft, changes)
  if (issues.length > 0) return refused(issues.slice(0, MOST_ISSUES))
  const own = changes.flatMap(rowIssues)
  if (hasErrors(own)) return refused(own.slice(0, MOST_ISSUES))
  followEdit(draft, next, touched)
  const among = integrityIssues({ before: draft, after: next, changes })
  return hasErrors(among) ? refused(among.slice(0, MOST_ISSUES)) : ok(next)
}

/**
 * The draft with rows in place that nobody has checked yet: for a command that looks ahead at its own effect.
 * What is kept goes through `applyChanges`.
 */
export function draftAhead(draft: Draft, changes: readonly RowChange[]): Draft {
  const { next, touched } = placeAll(draft, changes)
  followEdit(draft, next, touched)
  return next
}

/**
 * `applyChanges`, and besides that a schedule becomes published only by an edit of kind `publish` (VER-2): an explicit act,
 * which undo never crosses.
 */
export function applyPlan(draft: Draft, plan: Pick<EditPlan, 'kind' | 'changes'>): Result<Draft> {
  const published = plan.kind === 'publish' ? undefined : plan.changes.find((change) => change.table === 'schedule' && change.after?.state === 'published' && change.before?.state !== 'published')
  if (published === undefined) return applyChanges(draft, plan.changes)
  return refused([issue('wrong-state', 'A schedule is published by the act of publishing only.', { subject: { table: 'schedule', id: published.id }, remedy: 'Publish it with its own command.' })])
}

/** A plan with what makes it an edit: who made it, when, and its id. What else a planner says, such as the row that it adds, is no part of it. */
export function stampEdit({ label, kind, changes }: EditPlan, stamp: { readonly id: string; readonly at: string; readonly author: string }): Edit {
  return { label, kind, changes, ...stamp }
}
