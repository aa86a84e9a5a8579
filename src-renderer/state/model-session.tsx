/** The open model in the window: its draft, and the one way to change it. */
import { createContext, useContext, useEffect, useEffectEvent, useMemo, useSyncExternalStore, type ReactNode } from 'react'

import type { Loaded, ModelInfo, UndoState } from '../../src-shared/contract/answers.ts'
import type { Issue } from '../../src-shared/domain/issues.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import type { EditPlan, RowChange } from '../../src-shared/domain/model/edit.ts'
import { isServed } from '../client/is-served.ts'
import type { SaveQueue, SaveState, SessionSnapshot } from './save-queue.ts'

export type ModelSession = {
  /** What the person sees: the acknowledged state with every pending edit on it. */
  readonly draft: Draft
  /** The part of the draft that is not in the file yet; the core looks ahead with it. */
  readonly ahead: readonly RowChange[]
  readonly info: ModelInfo
  readonly author: string
  /** A snapshot: nothing can be changed. */
  readonly readOnly: boolean
  readonly saveState: SaveState
  readonly undoState: UndoState
  /** Shows the edit at once and saves it soon. Empty when applied, else why not. */
  readonly apply: (plan: EditPlan) => readonly Issue[]
  readonly undo: () => Promise<string | null>
  readonly redo: () => Promise<string | null>
  readonly newId: () => string
  /** True when everything is on disk. */
  readonly flush: () => Promise<boolean>
  readonly retry: () => Promise<boolean>
  readonly discard: () => Promise<void>
  readonly reload: (loaded: Loaded) => void
}

const ModelContext = createContext<{ readonly queue: SaveQueue; readonly author: string; readonly newId: () => string } | null>(null)

/** An id that no other row has. */
export function newId(): string {
  return crypto.randomUUID()
}

/** While edits are not on disk, closing is refused, they are saved, and the window then closes itself (desktop); a browser asks. */
function useCloseWithCare(queue: SaveQueue): void {
  useEffect(() => {
    async function saveAndClose(): Promise<void> {
      const isSaved = await queue.flush()
      if (isSaved && !isServed()) window.close()
    }
    function beforeUnload(event: BeforeUnloadEvent): void {
      if (!queue.hasPending()) return
      event.preventDefault()
      void saveAndClose()
    }
    window.addEventListener('beforeunload', beforeUnload)
    return () => window.removeEventListener('beforeunload', beforeUnload)
  }, [queue])
}

export function ModelSessionProvider({ queue, author, children, ids = newId }: { readonly queue: SaveQueue; readonly author: string; readonly children: ReactNode; readonly ids?: () => string }): ReactNode {
  useCloseWithCare(queue)
  const value = useMemo(() => ({ queue, author, newId: ids }), [queue, author, ids])
  return <ModelContext value={value}>{children}</ModelContext>
}

/** The open model; throws outside of one. */
export function useModelSession(): ModelSession {
  const context = useContext(ModelContext)
  if (context === null) throw new Error('No model is open here.')
  const { queue, author, newId: ids } = context
  const snapshot = useSyncExternalStore(queue.subscribe, queue.getSnapshot)
  return useMemo(
    () => ({
      ...snapshot, author, readOnly: snapshot.info.mode === 'snapshot', newId: ids,
      apply: queue.apply, undo: queue.undo, redo: queue.redo, flush: queue.flush, retry: queue.retry, discard: queue.discard, reload: queue.reload,
    }),
    [snapshot, author, ids, queue],
  )
}

/**
 * One part of the open model: who asks for it is drawn again only when that part is another one.
 *
 * @param select gives the same object while nothing of it changes: a table, a text, not a new list
 * @example const name = useModelPart(({ info }) => info.name)
 */
export function useModelPart<Part>(select: (snapshot: SessionSnapshot) => Part): Part {
  const context = useContext(ModelContext)
  if (context === null) throw new Error('No model is open here.')
  const { queue } = context
  return useSyncExternalStore(queue.subscribe, () => select(queue.getSnapshot()))
}

/** Told of every change at once, before anything is drawn again; throws outside of an open model. */
export function useOnChange(listener: (snapshot: SessionSnapshot) => void): void {
  const context = useContext(ModelContext)
  if (context === null) throw new Error('No model is open here.')
  const { queue } = context
  const tell = useEffectEvent(() => listener(queue.getSnapshot()))
  useEffect(() => queue.subscribe(() => tell()), [queue])
}
