/** Changes: committed against a base revision, undone and redone by appending. */
import type { Committed, Taken } from '../../../src-shared/contract/answers.ts'
import { inverseChanges, type Edit } from '../../../src-shared/domain/model/edit.ts'
import { ok, refused, type Result } from '../../../src-shared/domain/result.ts'
import type { UseCaseParts } from '../core-parts.ts'
import type { NoModelOpen, NothingToUndo, ReadOnlySnapshot, Refused, StaleRevision } from '../failures.ts'
import type { StoreFailure } from '../ports.ts'
import type { ChangeBase } from '../session.ts'

export type WriteFailure = NoModelOpen | ReadOnlySnapshot | StaleRevision | Refused | StoreFailure

export function commitEdit({ session }: UseCaseParts, { edit, ...base }: ChangeBase & { readonly edit: Edit }): Result<Committed, WriteFailure> {
  // Sent again because the answer was lost: it is on disk already.
  if (session.isNewest(edit.id)) return session.committed()
  const writable = session.write(base)
  if (!writable.ok) return writable
  return session.append(edit)
}

export function undoEdit(parts: UseCaseParts, base: ChangeBase): Result<Taken, WriteFailure | NothingToUndo> {
  return take(parts, { base, direction: 'undo' })
}

export function redoEdit(parts: UseCaseParts, base: ChangeBase): Result<Taken, WriteFailure | NothingToUndo> {
  return take(parts, { base, direction: 'redo' })
}

function take(
  { session, settings, clock, ids }: UseCaseParts,
  { base, direction }: { readonly base: ChangeBase; readonly direction: 'undo' | 'redo' },
): Result<Taken, WriteFailure | NothingToUndo> {
  const writable = session.write(base)
  if (!writable.ok) return writable
  const { store, info } = writable.value
  const step = info.undoState[direction]
  if (step === null) {
    return refused({ code: 'NOTHING_TO_UNDO', message: `There is nothing to ${direction}.`, remedy: direction === 'undo' ? 'Undo reaches back to the last publication.' : 'Redo brings back what was just undone.' })
  }
  const original = store.entry(step.revision)
  if (original === undefined) throw new Error(`Journal entry ${step.revision} is missing.`)
  const changes = direction === 'undo' ? inverseChanges(original.changes) : original.changes
  const edit: Edit = { id: ids.next(), at: clock.now().toISOString(), author: settings.read().author, label: original.label, kind: original.kind, changes }
  const appended = session.append(edit, direction === 'undo' ? { undoes: original.revision } : { redoes: original.revision })
  return appended.ok ? ok({ committed: appended.value, label: original.label, changes }) : appended
}
