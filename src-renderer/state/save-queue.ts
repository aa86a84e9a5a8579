/**
 * The window's side of saving: the state that the core has acknowledged, the edits that it has not seen yet, and what
 * both together look like. An edit shows at once; it is sent in order, one request in flight, with the base revision.
 */
import type { Committed, Loaded, ModelInfo, Taken, UndoState } from '../../src-shared/contract/answers.ts'
import { issue, type Issue } from '../../src-shared/domain/issues.ts'
import { applyChanges, applyPlan, stampEdit } from '../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import type { Edit, EditPlan, RowChange } from '../../src-shared/domain/model/edit.ts'
import { failureOf, isConnectionLost, type Failure } from '../client/failures.ts'

/** The part of the client that saving needs. */
export type SaveClient = {
  commit(input: { readonly baseRevision: number; readonly path: string; readonly edit: Edit }): Promise<Committed>
  undo(input: { readonly baseRevision: number; readonly path: string }): Promise<Taken>
  redo(input: { readonly baseRevision: number; readonly path: string }): Promise<Taken>
  load(): Promise<Loaded>
}

export type SaveState =
  /** All is on disk; `at` is the ISO instant of the last save, null when nothing was saved since opening. */
  | { readonly kind: 'saved'; readonly at: string | null }
  | { readonly kind: 'saving'; readonly count: number }
  /** Nobody answers; it tries again by itself. */
  | { readonly kind: 'offline'; readonly count: number }
  /** The file cannot be written: waits for `retry` or `discard`. */
  | { readonly kind: 'failed'; readonly count: number; readonly failure: Failure }
  | { readonly kind: 'read-only' }

/** What the person has to be told: edits that fell away, an undo that did not work, a file that moved on. */
export type SaveProblem =
  | { readonly kind: 'edits-fell-away'; readonly edits: readonly { readonly label: string; readonly issues: readonly Issue[] }[] }
  | { readonly kind: 'not-done'; readonly what: string; readonly failure: Failure }

export type SessionSnapshot = {
  readonly draft: Draft
  /** What the draft has and the file does not have yet: the row changes of the pending edits, in order. */
  readonly ahead: readonly RowChange[]
  readonly info: ModelInfo
  readonly undoState: UndoState
  readonly saveState: SaveState
}

export type SaveQueue = {
  readonly getSnapshot: () => SessionSnapshot
  readonly subscribe: (listener: () => void) => () => void
  /** Shows the edit at once and sends it soon; answers why not when it cannot be. */
  readonly apply: (plan: EditPlan) => readonly Issue[]
  /** What was undone, or null when nothing was. */
  readonly undo: () => Promise<string | null>
  readonly redo: () => Promise<string | null>
  /** True when everything is on disk. */
  readonly flush: () => Promise<boolean>
  /** Sends again what could not be written. */
  readonly retry: () => Promise<boolean>
  /** Gives up the edits that could not be written and shows what the file holds. */
  readonly discard: () => Promise<void>
  /** Takes over what the core answered in another way, such as an import; what is pending is replayed on it. */
  readonly reload: (loaded: Loaded) => void
  readonly hasPending: () => boolean
  readonly dispose: () => void
}

export type SaveQueueParts = {
  readonly loaded: Loaded
  readonly client: SaveClient
  readonly author: () => string
  readonly newId: () => string
  readonly now: () => Date
  readonly tell: (problem: SaveProblem) => void
  readonly timers?: { set(run: () => void, afterMs: number): number; clear(timer: number): void }
}

/** Long enough for a burst of keystrokes, and for what the core answers to them, to be drawn first. */
const SEND_AFTER_MS = 150
const NOTHING_AHEAD: readonly RowChange[] = []
const RETRY_MS = [1_000, 2_000, 5_000, 10_000] as const

const browserTimers = {
  set: (run: () => void, afterMs: number): number => window.setTimeout(run, afterMs),
  clear: (timer: number): void => window.clearTimeout(timer),
}

/** Failures of the file, not of the edit: the edit stays and waits. */
function concernsEdit(failure: Failure): boolean {
  return failure.code === 'REFUSED' || failure.code === 'BAD_REQUEST'
}

export function createSaveQueue(parts: SaveQueueParts): SaveQueue {
  const { client, timers = browserTimers } = parts
  const listeners = new Set<() => void>()
  let info = parts.loaded.info
  let acknowledged = draftFromRows(parts.loaded.rows)
  let draft = acknowledged
  /** In order; each with the draft after it, so that an acknowledged edit costs nothing more. */
  let pending: readonly { readonly edit: Edit; readonly after: Draft }[] = []
  let savedAt: string | null = null
  let failure: Failure | null = null
  let failedTries = 0
  let timer: number | null = null
  let tail: Promise<unknown> = Promise.resolve()
  let isDisposed = false
  let snapshot = makeSnapshot()

  function undoState(): UndoState {
    const last = pending.at(-1)
    if (last === undefined) return info.undoState
    return { undo: last.edit.kind === 'publish' ? null : { revision: info.revision + pending.length, label: last.edit.label }, redo: null }
  }
  function saveState(): SaveState {
    if (info.mode === 'snapshot') return { kind: 'read-only' }
    if (failure !== null) return isConnectionLost(failure) ? { kind: 'offline', count: pending.length } : { kind: 'failed', count: pending.length, failure }
    return pending.length > 0 ? { kind: 'saving', count: pending.length } : { kind: 'saved', at: savedAt }
  }
  function makeSnapshot(): SessionSnapshot {
    return { draft, ahead: pending.length === 0 ? NOTHING_AHEAD : pending.flatMap(({ edit }) => edit.changes), info, undoState: undoState(), saveState: saveState() }
  }
  function changed(): void {
    snapshot = makeSnapshot()
    for (const listener of listeners) listener()
  }
  function schedule(afterMs: number): void {
    if (timer !== null) timers.clear(timer)
    timer = isDisposed ? null : timers.set(() => void enqueue(sendAll), afterMs)
  }
  /** One thing at a time reaches the core. */
  function enqueue<Value>(task: () => Promise<Value>): Promise<Value> {
    const run = tail.then(task)
    tail = run.catch(() => undefined)
    return run
  }

  /** Lays what is pending over the acknowledged state again; what no longer fits falls away and is told. */
  function replay(): void {
    const kept: { readonly edit: Edit; readonly after: Draft }[] = []
    const fallen: { readonly label: string; readonly issues: readonly Issue[] }[] = []
    draft = acknowledged
    for (const { edit } of pending) {
      const applied = applyPlan(draft, edit)
      if (applied.ok) {
        draft = applied.value
        kept.push({ edit, after: draft })
      } else fallen.push({ label: edit.label, issues: applied.failure })
    }
    pending = kept
    if (fallen.length > 0) parts.tell({ kind: 'edits-fell-away', edits: fallen })
  }
  function adopt(loaded: Loaded): void {
    info = loaded.info
    acknowledged = draftFromRows(loaded.rows)
    replay()
  }
  function committed(answer: Committed): void {
    info = { ...info, revision: answer.revision, undoState: answer.undoState }
    savedAt = answer.savedAt
    failure = null
    failedTries = 0
  }
  function failedWith(next: Failure): void {
    failure = next
    if (isConnectionLost(next)) {
      schedule(RETRY_MS[Math.min(failedTries, RETRY_MS.length - 1)] ?? 10_000)
      failedTries += 1
    }
  }
  /** The file moved on: load what it holds and lay the pending edits over it. */
  async function loadAgain(): Promise<void> {
    try {
      const loaded = await client.load()
      if (loaded.info.path === info.path) return adopt(loaded)
      failedWith({
        code: 'OTHER_MODEL', message: `Another window has opened ${loaded.info.name}.`, remedy: `Open ${info.name} again before you go on.`, issues: [], holder: null, details: `expected ${info.path}, found ${loaded.info.path}`,
      })
    } catch (error) {
      failedWith(failureOf(error))
    }
  }

  async function sendFirst(first: { readonly edit: Edit; readonly after: Draft }): Promise<void> {
    try {
      const answer = await client.commit({ baseRevision: info.revision, path: info.path, edit: first.edit })
      acknowledged = first.after
      pending = pending.slice(1)
      committed(answer)
    } catch (error) {
      const reason = failureOf(error)
      if (reason.code === 'STALE_REVISION') await loadAgain()
      else if (concernsEdit(reason)) {
        pending = pending.slice(1)
        parts.tell({ kind: 'edits-fell-away', edits: [{ label: first.edit.label, issues: reason.issues.length > 0 ? reason.issues : [issue('nothing-to-change', reason.message, { remedy: reason.remedy })] }] })
        replay()
      } else failedWith(reason)
    }
    changed()
  }
  /** Nothing while the file cannot be written. */
  function nextToSend(): { readonly edit: Edit; readonly after: Draft } | undefined {
    return failure === null ? pending[0] : undefined
  }
  async function sendAll(): Promise<boolean> {
    if (timer !== null) timers.clear(timer)
    timer = null
    if (failure !== null && isConnectionLost(failure)) failure = null
    for (let first = nextToSend(); first !== undefined; first = nextToSend()) await sendFirst(first)
    return pending.length === 0
  }

  /** `last` is the newest edit when it was asked for: what is edited while it waits comes after it. */
  async function take(direction: 'undo' | 'redo', last: string | null): Promise<string | null> {
    const isWaitedFor = (): boolean => last !== null && pending.some(({ edit }) => edit.id === last)
    for (let first = nextToSend(); first !== undefined && isWaitedFor(); first = nextToSend()) await sendFirst(first)
    if (isWaitedFor() || failure !== null) return null
    try {
      const taken = await client[direction]({ baseRevision: info.revision, path: info.path })
      const applied = applyChanges(acknowledged, taken.changes)
      if (applied.ok) acknowledged = applied.value
      committed(taken.committed)
      if (applied.ok) replay()
      else await loadAgain()
      changed()
      return taken.label
    } catch (error) {
      const reason = failureOf(error)
      if (reason.code === 'STALE_REVISION') await loadAgain()
      if (reason.code !== 'NOTHING_TO_UNDO') parts.tell({ kind: 'not-done', what: direction === 'undo' ? 'Undo' : 'Redo', failure: reason })
      changed()
      return null
    }
  }

  function takeSoon(direction: 'undo' | 'redo'): Promise<string | null> {
    const last = pending.at(-1)?.edit.id ?? null
    return enqueue(() => take(direction, last))
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    apply(plan) {
      if (info.mode === 'snapshot') return [issue('wrong-state', 'This is a read-only snapshot; nothing can be changed in it.', { remedy: 'Save a copy and change that, or open the file itself when it is free.' })]
      if (plan.changes.length === 0) return [issue('nothing-to-change', 'Nothing would change.', { severity: 'note' })]
      const applied = applyPlan(draft, plan)
      if (!applied.ok) return applied.failure
      draft = applied.value
      pending = [...pending, { edit: stampEdit(plan, { id: parts.newId(), at: parts.now().toISOString(), author: parts.author() }), after: draft }]
      if (failure === null) schedule(SEND_AFTER_MS)
      changed()
      return []
    },
    undo: () => takeSoon('undo'),
    redo: () => takeSoon('redo'),
    flush: () => enqueue(sendAll),
    retry() {
      failure = null
      changed()
      return enqueue(sendAll)
    },
    discard: () =>
      enqueue(async () => {
        pending = []
        failure = null
        draft = acknowledged
        await loadAgain()
        changed()
      }),
    reload(loaded) {
      adopt(loaded)
      changed()
    },
    hasPending: () => pending.length > 0,
    dispose() {
      isDisposed = true
      if (timer !== null) timers.clear(timer)
      listeners.clear()
    },
  }
}
