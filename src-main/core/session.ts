/**
 * The one open model of a core: its store, the draft that the store holds, and what undo would do.
 * All writing goes through `append` and `appendUsage`, which are on disk when they return.
 */
import type { Committed, Loaded, ModelInfo } from '../../src-shared/contract/answers.ts'
import { rowsFromDraft, type Draft } from '../../src-shared/domain/model/draft.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import type { Edit, JournalEntry } from '../../src-shared/domain/model/edit.ts'
import { pushEntry, undoStackOf, undoStateOf, type UndoStack } from '../../src-shared/domain/model/history.ts'
import { ok, refused, type Result } from '../../src-shared/domain/result.ts'
import { runSteps, type Steps, type StepsDone } from '../../src-shared/domain/steps.ts'
import { runInTurns } from './run-in-turns.ts'
import { refusedWith, type NoModelOpen, type ReadOnlySnapshot, type Refused, type StaleRevision } from './failures.ts'
import { modelNameOf } from './paths.ts'
import type { Clock, Store, StoreFailure, UsageOfBatch } from './ports.ts'

/** The journal id of the edit that fills the sample; a copy of the sample is known by it. */
export const SAMPLE_EDIT_ID = 'sample-model'

type OpenModel = { readonly store: Store; readonly isSample: boolean; draft: Draft; undoStack: UndoStack; lastEditId: string | null }

/** The draft and store of the open model, for reading. */
export type ReadModel = { readonly store: Store; readonly draft: Draft; readonly info: ModelInfo }

/** What a window changes: the revision that it has, and of which file where it says so. */
export type ChangeBase = { readonly baseRevision: number; readonly path?: string }

export type Session = {
  /** The file that the system's dialog was told to replace; null when there is none. */
  confirmedTarget: string | null
  current(): ReadModel | null
  read(): Result<ReadModel, NoModelOpen>
  /** The open model for a change that was made against this revision of this file. */
  write(base: ChangeBase): Result<ReadModel, NoModelOpen | ReadOnlySnapshot | StaleRevision>
  /** Takes over a store that was just opened; closes the one before it. */
  adopt(store: Store): Loaded
  /** Validates by the same `applyPlan` as the screen, then writes rows, journal entry and the lines of a batch in one transaction. */
  append(edit: Edit, taken?: { readonly undoes?: number; readonly redoes?: number }): Result<Committed, AppendFailure>
  /** The same with the lines of a batch, which may be a million: in turns, so that reading goes on; stopped by its signal, nothing is written. */
  appendUsage(edit: Edit, given: { readonly usage: UsageOfBatch; readonly signal?: AbortSignal | undefined; readonly onStep?: (step: StepsDone) => void }): Promise<Result<Committed, AppendFailure>>
  /** Once nothing is being written in turns: only then can anything else be written, or the file be copied. */
  whenWritten(): Promise<void>
  /** True when the newest journal entry is this edit: its answer was lost on the way. */
  isNewest(editId: string): boolean
  committed(): Result<Committed, NoModelOpen>
  load(): Result<Loaded, NoModelOpen>
  close(): void
}

type AppendFailure = NoModelOpen | Refused | StoreFailure

const PAGE = 1_000

/** Every entry of the journal, oldest first. */
function readJournal(store: Store): readonly Omit<JournalEntry, 'changes'>[] {
  const newestFirst: Omit<JournalEntry, 'changes'>[] = []
  for (let before: number | null = null; ; ) {
    const page: readonly Omit<JournalEntry, 'changes'>[] = store.history({ before, limit: PAGE })
    newestFirst.push(...page)
    const last = page.at(-1)
    if (page.length < PAGE || last === undefined) return newestFirst.reverse()
    before = last.revision
  }
}

export function createSession(parts: { readonly clock: Clock; readonly titleChanged: (title: { readonly name: string; readonly path: string } | null) => void }): Session {
  let open: OpenModel | null = null
  /** What is written in turns: when it ends, well or not, and how to take it back at once. */
  let writing: { readonly ended: Promise<void>; readonly stop: () => void } | null = null

  function infoOf({ store, undoStack, isSample }: OpenModel): ModelInfo {
    return { path: store.path, name: modelNameOf(store.path), mode: store.mode, revision: store.revision(), undoState: undoStateOf(undoStack), isSample }
  }
  function readOf(model: OpenModel): ReadModel {
    // The file says its revision, and few who read the draft want to know it; one who does gets what it is at that time.
    return { store: model.store, draft: model.draft, get info() { return infoOf(model) } }
  }
  function read(): Result<ReadModel, NoModelOpen> {
    return open === null ? refused({ code: 'NO_MODEL_OPEN' }) : ok(readOf(open))
  }
  function loadedOf(model: OpenModel): Loaded {
    return { info: infoOf(model), rows: rowsFromDraft(model.draft) }
  }
  function committedOf(model: OpenModel): Committed {
    return { revision: model.store.revision(), undoState: undoStateOf(model.undoStack), savedAt: parts.clock.now().toISOString() }
  }
  /** A plan, written; what it adds up to once it is. */
  function* appending({ edit, taken = {}, usage }: { readonly edit: Edit; readonly taken?: { readonly undoes?: number; readonly redoes?: number } | undefined; readonly usage?: UsageOfBatch }): Steps<Result<Committed, AppendFailure>> {
    if (open === null) return refused({ code: 'NO_MODEL_OPEN' })
    const model = open
    const applied = applyPlan(model.draft, edit)
    if (!applied.ok) return refusedWith(applied.failure)
    const entry: JournalEntry = { ...edit, revision: model.store.revision() + 1, undoes: taken.undoes ?? null, redoes: taken.redoes ?? null }
    const written = yield* model.store.appendInSteps(entry, usage === undefined ? [] : [usage])
    if (!written.ok) return written
    model.draft = applied.value
    model.undoStack = pushEntry(model.undoStack, entry)
    model.lastEditId = entry.id
    return ok(committedOf(model))
  }
  function close(): void {
    writing?.stop()
    const closing = open
    open = null
    closing?.store.close()
    if (closing !== null) parts.titleChanged(null)
  }

  return {
    confirmedTarget: null,
    current: () => (open === null ? null : readOf(open)),
    read,
    write({ baseRevision, path }) {
      if (open === null) return refused({ code: 'NO_MODEL_OPEN' })
      if (open.store.mode === 'snapshot') return refused({ code: 'READ_ONLY_SNAPSHOT' })
      const revision = open.store.revision()
      const isPresent = revision === baseRevision && (path === undefined || path === open.store.path)
      return isPresent ? ok(readOf(open)) : refused({ code: 'STALE_REVISION', revision })
    },
    adopt(store) {
      writing?.stop()
      const journal = readJournal(store)
      const next = { store, isSample: journal[0]?.id === SAMPLE_EDIT_ID, draft: store.readDraft(), undoStack: undoStackOf(journal), lastEditId: journal.at(-1)?.id ?? null }
      const before = open
      open = next
      before?.store.close()
      parts.titleChanged({ name: modelNameOf(store.path), path: store.path })
      return loadedOf(next)
    },
    append: (edit, taken) => runSteps(appending({ edit, taken })),
    async appendUsage(edit, { usage, signal, onStep }) {
      const steps = appending({ edit, usage })
      const closed = new AbortController()
      const end = Promise.withResolvers<void>()
      writing = {
        ended: end.promise,
        stop() {
          closed.abort()
          // At once, while the file is still open; those who wait for it are told by the signal.
          try {
            steps.throw(closed.signal.reason)
          } catch (error) {
            if (error !== closed.signal.reason) throw error
          }
        },
      }
      try {
        return await runInTurns(steps, { signal: signal === undefined ? closed.signal : AbortSignal.any([signal, closed.signal]), ...(onStep === undefined ? {} : { onStep }) })
      } finally {
        writing = null
        end.resolve()
      }
    },
    whenWritten: () => writing?.ended ?? Promise.resolve(),
    isNewest: (editId) => open !== null && open.lastEditId === editId,
    committed: () => (open === null ? refused({ code: 'NO_MODEL_OPEN' }) : ok(committedOf(open))),
    load: () => (open === null ? refused({ code: 'NO_MODEL_OPEN' }) : ok(loadedOf(open))),
    close,
  }
}

