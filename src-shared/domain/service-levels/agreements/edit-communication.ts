/** The communication plan as edits: who tells whom what, when, and that it was done. */
import type { IsoDate } from '../../fiscal-year.ts'
import { issue } from '../../issues.ts'
import type { Draft } from '../../model/draft.ts'
import { rowChange, type EditPlan } from '../../model/edit.ts'
import type { Communication } from '../../model/level-tables.ts'
import { ok, refused, type Result } from '../../result.ts'
import type { DueItem } from './due-items.ts'

const GONE = issue('unknown-reference', 'The item of the communication plan is no longer there.')

export function communicationPlan(draft: Pick<Draft, 'communication'>): readonly Communication[] {
  return [...draft.communication.values()].toSorted((left, right) => left.position - right.position)
}

/** A new item, last in the plan, or one that is there. One with a rhythm of its own needs a first day; one before reviews has none. */
export function planCommunication(draft: Draft, row: Omit<Communication, 'position'>): Result<EditPlan> {
  const before = draft.communication.get(row.id) ?? null
  const position = before?.position ?? Math.max(-1, ...communicationPlan(draft).map((each) => each.position)) + 1
  const after: Communication = { ...row, title: row.title.trim(), startsOn: row.rhythm === 'before-review' ? null : row.startsOn, position }
  if (after.title === '') return refused([issue('text-missing', 'An item of the communication plan needs its words.', { remedy: 'Write what is told.' })])
  return ok({ label: before === null ? `Communication: new ${after.title}` : `Communication: ${after.title}`, kind: 'edit', changes: [rowChange('communication', { before, after })] })
}

/** With what was noted as done of it. */
export function planRemoveCommunication(draft: Draft, id: string): Result<EditPlan> {
  const before = draft.communication.get(id)
  if (before === undefined) return refused([GONE])
  const done = [...draft.communicationDone.values()].filter((each) => each.communicationId === id)
  return ok({ label: `Communication: remove ${before.title}`, kind: 'edit', changes: [...done.map((each) => rowChange('communicationDone', { before: each, after: null })), rowChange('communication', { before, after: null })] })
}

/** Notes that an item that was due is done. */
export function planCommunicationDone({ draft, item, doneOn, note = '', id }: { readonly draft: Draft; readonly item: Pick<DueItem, 'address' | 'dueOn' | 'subject' | 'title'>; readonly doneOn: IsoDate; readonly note?: string; readonly id: string }): Result<EditPlan> {
  const communication = draft.communication.get(item.address.id)
  if (item.address.table !== 'communication' || communication === undefined) return refused([GONE])
  return ok({ label: `Done: ${item.title}`, kind: 'edit', changes: [rowChange('communicationDone', { before: null, after: { id, communicationId: communication.id, dueOn: item.dueOn, doneOn, subject: item.subject, note: note.trim() } })] })
}

export function planCommunicationNotDone(draft: Draft, doneId: string): Result<EditPlan> {
  const before = draft.communicationDone.get(doneId)
  return before === undefined ? refused([GONE]) : ok({ label: `Not done: ${draft.communication.get(before.communicationId)?.title ?? ''}`, kind: 'edit', changes: [rowChange('communicationDone', { before, after: null })] })
}
