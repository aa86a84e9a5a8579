/** A core in memory for the screens' tests: the real rules, a journal, and answers that wait until they are let go. */
import { ORPCError } from '@orpc/client'

import type { SaveClient } from '../../src-renderer/state/save-queue.ts'
import type { Committed, Loaded, Taken } from '../../src-shared/contract/answers.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows, rowsFromDraft, type Draft, type ModelRows } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges, type Edit, type JournalEntry } from '../../src-shared/domain/model/edit.ts'
import { undoStackOf, undoStateOf } from '../../src-shared/domain/model/history.ts'

const SAVED_AT = '2026-11-22T14:02:00.000Z'

export class FakeCore implements SaveClient {
  draft: Draft
  readonly journal: JournalEntry[] = []
  /** What the next calls reject with, first come first served. */
  readonly failures: Error[] = []
  /** Names of the calls in order, with the revision that each was based on. */
  readonly calls: string[] = []
  inFlight = 0
  mostInFlight = 0
  mode: 'read-write' | 'snapshot' = 'read-write'
  path = '/models/budget.ratebook'

  constructor(rows: ModelRows) {
    this.draft = draftFromRows(rows)
  }

  get revision(): number {
    return this.journal.length
  }

  loaded(): Loaded {
    return {
      info: { path: this.path, name: 'budget', mode: this.mode, revision: this.revision, undoState: undoStateOf(undoStackOf(this.journal)), isSample: false },
      rows: rowsFromDraft(this.draft),
    }
  }

  /** Another window's edit: it is in the file, and this window does not know. */
  changeElsewhere(edit: Edit): void {
    this.write(edit)
  }

  private write(edit: Edit, taken: { readonly undoes?: number; readonly redoes?: number } = {}): Committed {
    const applied = applyPlan(this.draft, edit)
    if (!applied.ok) throw new ORPCError('REFUSED', { data: { issues: applied.failure } })
    this.draft = applied.value
    this.journal.push({ ...edit, revision: this.revision + 1, undoes: taken.undoes ?? null, redoes: taken.redoes ?? null })
    return { revision: this.revision, undoState: undoStateOf(undoStackOf(this.journal)), savedAt: SAVED_AT }
  }

  private async call<Value>(name: string, answer: () => Value): Promise<Value> {
    this.calls.push(name)
    this.inFlight += 1
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight)
    await Promise.resolve()
    this.inFlight -= 1
    const failure = this.failures.shift()
    if (failure !== undefined) throw failure
    return answer()
  }

  private checkRevision(baseRevision: number): void {
    if (baseRevision !== this.revision) throw new ORPCError('STALE_REVISION', { data: { revision: this.revision } })
  }

  commit(input: { readonly baseRevision: number; readonly edit: Edit }): Promise<Committed> {
    return this.call(`commit ${input.baseRevision} ${input.edit.label}`, () => {
      this.checkRevision(input.baseRevision)
      return this.write(input.edit)
    })
  }

  private take(direction: 'undo' | 'redo', baseRevision: number): Promise<Taken> {
    return this.call(`${direction} ${baseRevision}`, () => {
      this.checkRevision(baseRevision)
      const step = undoStateOf(undoStackOf(this.journal))[direction]
      const original = step === null ? undefined : this.journal[step.revision - 1]
      if (original === undefined) throw new ORPCError('NOTHING_TO_UNDO', { data: { message: 'There is nothing to undo.', remedy: '' } })
      const changes = direction === 'undo' ? inverseChanges(original.changes) : original.changes
      const edit: Edit = { id: `${direction}-${baseRevision}`, at: SAVED_AT, author: 'Ann', label: original.label, kind: original.kind, changes }
      return { committed: this.write(edit, direction === 'undo' ? { undoes: original.revision } : { redoes: original.revision }), label: original.label, changes }
    })
  }

  undo(input: { readonly baseRevision: number }): Promise<Taken> {
    return this.take('undo', input.baseRevision)
  }

  redo(input: { readonly baseRevision: number }): Promise<Taken> {
    return this.take('redo', input.baseRevision)
  }

  load(): Promise<Loaded> {
    return this.call('load', () => this.loaded())
  }
}

/** Timers that run when a test says so. */
export function handTimers(): { readonly set: (run: () => void, afterMs: number) => number; readonly clear: (timer: number) => void; readonly runAll: () => void; readonly waits: () => readonly number[] } {
  const waiting = new Map<number, { readonly run: () => void; readonly afterMs: number }>()
  let count = 0
  return {
    set(run, afterMs) {
      count += 1
      waiting.set(count, { run, afterMs })
      return count
    },
    clear: (timer) => void waiting.delete(timer),
    runAll() {
      const due = [...waiting.values()]
      waiting.clear()
      for (const each of due) each.run()
    },
    waits: () => [...waiting.values()].map((each) => each.afterMs),
  }
}
