/** One question to the core at a time: it can be cancelled, and an answer that came too late is dropped. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'

import { failureOf, type Failure } from '../client/failures.ts'

export type TaskState<Value> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'cancelled' }

export type Task<Value> = {
  readonly state: TaskState<Value>
  /** Answers the value, or null when it failed, was cancelled or was overtaken. */
  readonly run: (ask: (signal: AbortSignal) => Promise<Value>) => Promise<Value | null>
  readonly cancel: () => void
  readonly reset: () => void
}

export function useTask<Value>(): Task<Value> {
  const [state, setState] = useState<TaskState<Value>>({ kind: 'idle' })
  const current = useRef<AbortController | null>(null)

  const stop = useCallback((next: TaskState<Value>) => {
    current.current?.abort()
    current.current = null
    setState(next)
  }, [])
  const run = useCallback<Task<Value>['run']>(async (ask) => {
    current.current?.abort()
    const controller = new AbortController()
    current.current = controller
    setState({ kind: 'running' })
    const settle = (next: TaskState<Value>): void => {
      if (current.current !== controller) return
      current.current = null
      setState(next)
    }
    try {
      const value = await ask(controller.signal)
      const isCurrent = current.current === controller
      settle({ kind: 'done', value })
      return isCurrent ? value : null
    } catch (error) {
      settle({ kind: 'failed', failure: failureOf(error) })
      return null
    }
  }, [])
  const cancel = useCallback(() => stop({ kind: 'cancelled' }), [stop])
  const reset = useCallback(() => stop({ kind: 'idle' }), [stop])
  useEffect(() => () => current.current?.abort(), [])
  return useMemo(() => ({ state, run, cancel, reset }), [state, run, cancel, reset])
}
