/** Opening and making model files: what is being opened, and why it could not be. */
import { useCallback, useState } from 'react'

import type { Loaded } from '../../src-shared/contract/answers.ts'
import { client } from '../client/client.ts'
import { failureOf, type Failure } from '../client/failures.ts'
import { useApplication } from './application.tsx'

export type OpeningFailure = { readonly failure: Failure; /** The file that was asked for; null for the sample. */ readonly path: string | null }

export type Opening = {
  readonly isBusy: boolean
  readonly failed: OpeningFailure | null
  readonly forgetFailure: () => void
  /** Each answers true when the model is open. */
  readonly open: (path: string) => Promise<boolean>
  readonly openSnapshot: (path: string) => Promise<boolean>
  /** Asks with the system's own dialog; false when it was cancelled. */
  readonly choose: () => Promise<boolean>
  readonly openSample: (how: { readonly fresh: boolean }) => Promise<boolean>
  /** `path` null: in the models folder. */
  readonly create: (given: { readonly name: string; readonly path: string | null }) => Promise<boolean>
}

const NOT_SAVED: Failure = {
  code: 'NOT_SAVED', message: 'Some edits of the open model are not saved yet.', remedy: 'See the status bar: save again, or give them up; then open the other file.', issues: [], holder: null, details: '',
}

/** @param onOpened called when a model is open, in whichever way it was asked for */
export function useOpening(onOpened?: () => void): Opening {
  const { show, beforeLeaving, refresh } = useApplication()
  const [isBusy, setIsBusy] = useState(false)
  const [failed, setFailed] = useState<OpeningFailure | null>(null)

  const run = useCallback(
    async (path: string | null, ask: () => Promise<Loaded | null>) => {
      setIsBusy(true)
      setFailed(null)
      try {
        if (!(await beforeLeaving())) {
          setFailed({ failure: NOT_SAVED, path })
          return false
        }
        const loaded = await ask()
        if (loaded === null) return false
        show(loaded)
        onOpened?.()
        return true
      } catch (error) {
        setFailed({ failure: failureOf(error), path })
        await refresh().catch(() => undefined)
        return false
      } finally {
        setIsBusy(false)
      }
    },
    [show, beforeLeaving, refresh, onOpened],
  )

  const open = useCallback((path: string) => run(path, () => client.model.open({ path, mode: 'read-write' })), [run])
  const openSnapshot = useCallback((path: string) => run(path, () => client.model.open({ path, mode: 'snapshot' })), [run])
  const choose = useCallback(async () => {
    const path = await client.app.chooseModelToOpen()
    return path === null ? false : open(path)
  }, [open])
  const openSample = useCallback((how: { readonly fresh: boolean }) => run(null, () => client.model.openSample(how)), [run])
  const create = useCallback((given: { readonly name: string; readonly path: string | null }) => run(given.path, () => client.model.create(given)), [run])
  const forgetFailure = useCallback(() => setFailed(null), [])
  return { isBusy, failed, forgetFailure, open, openSnapshot, choose, openSample, create }
}
