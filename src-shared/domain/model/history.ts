/**
 * What undo and redo would do now, from the journal alone: they survive closing and reopening the file.
 */
import type { JournalSummary } from './edit.ts'

/** What the stack needs to know of a journal entry. */
export type HistoryEntry = Pick<JournalSummary, 'revision' | 'label' | 'kind' | 'undoes' | 'redoes'>

export type UndoStep = { readonly revision: number; readonly label: string }

/** Immutable; the newest step is first. A step names the revision of the edit itself, however often it was undone and redone. */
export type UndoStack = { readonly undo: StepList; readonly redo: StepList }
type StepList = { readonly step: UndoStep; readonly below: StepList } | null

const EMPTY: UndoStack = { undo: null, redo: null }

function without(list: StepList, revision: number): StepList {
  if (list === null) return null
  if (list.step.revision === revision) return list.below
  const above: UndoStep[] = []
  let rest: StepList = list
  while (rest !== null && rest.step.revision !== revision) {
    above.push(rest.step)
    rest = rest.below
  }
  return above.reduceRight<StepList>((below, step) => ({ step, below }), rest === null ? null : rest.below)
}

function find(list: StepList, revision: number): UndoStep | undefined {
  let rest = list
  while (rest !== null && rest.step.revision !== revision) rest = rest.below
  return rest?.step
}

/**
 * The stack after one more journal entry: an edit can be undone and ends what could be redone; an undo or redo moves its
 * edit over; a publish is a barrier with nothing to undo or redo behind it (VER-2).
 */
export function pushEntry(stack: UndoStack, entry: HistoryEntry): UndoStack {
  if (entry.undoes !== null) {
    const step = find(stack.undo, entry.undoes) ?? { revision: entry.undoes, label: entry.label }
    return { undo: without(stack.undo, entry.undoes), redo: { step, below: stack.redo } }
  }
  if (entry.redoes !== null) {
    const step = find(stack.redo, entry.redoes) ?? { revision: entry.redoes, label: entry.label }
    return { undo: { step, below: stack.undo }, redo: without(stack.redo, entry.redoes) }
  }
  if (entry.kind === 'publish') return EMPTY
  return { undo: { step: { revision: entry.revision, label: entry.label }, below: stack.undo }, redo: null }
}

/** The stack of a whole journal, oldest entry first. */
export function undoStackOf(entries: Iterable<HistoryEntry>): UndoStack {
  let stack = EMPTY
  for (const entry of entries) stack = pushEntry(stack, entry)
  return stack
}

/**
 * What undo and redo would do now: the revision whose changes are taken back or brought back, and its label.
 *
 * @example undoStateOf(undoStackOf([entry])).undo // { revision: 1, label: '+3 % on 14 rates' }
 */
export function undoStateOf(stack: UndoStack): { readonly undo: UndoStep | null; readonly redo: UndoStep | null } {
  return { undo: stack.undo?.step ?? null, redo: stack.redo?.step ?? null }
}
