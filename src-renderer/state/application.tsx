/** The program around the open model: who is at it, which files it knows, and opening and closing them. */
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'

import type { AppStatus, Loaded } from '../../src-shared/contract/answers.ts'
import { issue } from '../../src-shared/domain/issues.ts'
import { client } from '../client/client.ts'
import { newId } from './model-session.tsx'
import { notifyIssues, notifyProblem } from './notices.tsx'
import { createSaveQueue, type SaveQueue } from './save-queue.ts'
import { createStore } from './store.ts'

export type OpenModel = { readonly queue: SaveQueue; readonly path: string }

export type Application = {
  readonly status: AppStatus
  readonly model: OpenModel | null
  /** Shows a model that the core has just opened. What the one before had pending is sent before the core is asked, see `beforeLeaving`. */
  readonly show: (loaded: Loaded) => void
  /** True when nothing of the open model waits to be saved any more. */
  readonly beforeLeaving: () => Promise<boolean>
  readonly close: () => Promise<void>
  readonly setAuthor: (author: string) => Promise<void>
  readonly forgetRecent: (path: string) => Promise<void>
  readonly refresh: () => Promise<void>
}

const ApplicationContext = createContext<Application | null>(null)

export function ApplicationProvider({ initial, children }: { readonly initial: { readonly status: AppStatus; readonly loaded: Loaded | null }; readonly children: ReactNode }): ReactNode {
  const [status, setStatus] = useState(initial.status)
  const [author] = useState(() => createStore(initial.status.author))
  const makeModel = useCallback((loaded: Loaded): OpenModel => {
    const queue = createSaveQueue({ loaded, client: client.model, author: author.get, newId, now: () => new Date(), tell: notifyProblem })
    return { queue, path: loaded.info.path }
  }, [author])
  const [model, setModel] = useState<OpenModel | null>(() => (initial.loaded === null ? null : makeModel(initial.loaded)))
  const queue = model?.queue

  useEffect(() => author.set(status.author), [author, status.author])

  const refresh = useCallback(async () => setStatus(await client.app.status()), [])
  const show = useCallback(
    (loaded: Loaded) => {
      queue?.dispose()
      setModel(makeModel(loaded))
      window.location.hash = '#/'
      void refresh()
    },
    [makeModel, refresh, queue],
  )
  const beforeLeaving = useCallback(async () => (queue === undefined || !queue.hasPending() ? true : queue.flush()), [queue])
  const close = useCallback(async () => {
    if (!(await beforeLeaving())) return notifyIssues('Still open', [issue('nothing-to-change', 'Some edits are not saved yet.', { remedy: 'See the status bar: try again, or give them up.' })])
    await client.model.close()
    queue?.dispose()
    setModel(null)
    window.location.hash = '#/'
    await refresh()
  }, [beforeLeaving, refresh, queue])
  const setAuthor = useCallback(async (name: string) => setStatus(await client.app.setAuthor({ author: name })), [])
  const forgetRecent = useCallback(async (path: string) => setStatus(await client.app.forgetRecent({ path })), [])

  const value = useMemo(() => ({ status, model, show, beforeLeaving, close, setAuthor, forgetRecent, refresh }), [status, model, show, beforeLeaving, close, setAuthor, forgetRecent, refresh])
  return <ApplicationContext value={value}>{children}</ApplicationContext>
}

export function useApplication(): Application {
  const application = useContext(ApplicationContext)
  if (application === null) throw new Error('There is no application around this.')
  return application
}
