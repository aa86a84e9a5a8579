/**
 * What the core answers about the model as the person sees it: asked with the edits that are not in the file yet, and again at every
 * edit. While the next answer comes, the one before stays.
 */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'

import type { Draft } from '../../src-shared/domain/model/draft.ts'
import type { RowChange } from '../../src-shared/domain/model/edit.ts'
import type { TableName } from '../../src-shared/domain/model/tables.ts'
import { failureOf, type Failure } from '../client/failures.ts'
import { useModelSession, useOnChange, type ModelSession } from './model-session.tsx'
import { useStatusBar } from './status-bar.tsx'

export type LiveAnswer<Answer> = {
  /** Undefined until the first answer, and after a refusal. */
  readonly answer: Answer | undefined
  readonly failure: Failure | null
  /** The answer shown is that of the state before. */
  readonly isBehind: boolean
  /** Stops waiting; the core goes no further. There is no answer then until it is asked again, or something changes. */
  readonly cancel: () => void
  readonly isCancelled: boolean
  readonly askAgain: () => void
}

/** As many row changes as the core looks ahead by; more are saved first. */
const MOST_AHEAD = 20_000
/** A moment is enough to come back; answers of states that are gone should not pile up. */
const KEPT_MS = 30_000

const NOTHING_AHEAD: readonly RowChange[] = []

type State = Pick<ModelSession, 'draft' | 'ahead' | 'info'>
type Asked<Answer> = {
  readonly queryKey: readonly unknown[]
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<{ readonly answer: Answer; readonly startedAt: number }>
  readonly staleTime: number
  readonly gcTime: number
}

const numbers = new WeakMap<Draft | Draft[TableName], number>()
let lastNumber = 0

/** Each state of the model, or of a table, has a number of its own: an edit that is saved leaves the state as it is, and asks for nothing again. */
function numberOf(state: Draft | Draft[TableName]): number {
  const known = numbers.get(state)
  if (known !== undefined) return known
  lastNumber += 1
  numbers.set(state, lastNumber)
  return lastNumber
}

/** Asks the core; null asks nothing. */
type Ask<Answer> = ((ahead: readonly RowChange[], signal: AbortSignal) => Promise<Answer>) | null

/** `question` tells what is asked, with all that it depends on beside the model. */
export function useLiveAnswer<Answer>(question: readonly unknown[], ask: Ask<Answer>): LiveAnswer<Answer> {
  return useAnswer({ question, ask, stateOf: numberOf })
}

/** An answer that rests on these tables alone: an edit of any other one asks for nothing. */
export function useLiveAnswerFrom<Answer>(tables: readonly TableName[], { question, ask }: { readonly question: readonly unknown[]; readonly ask: Ask<Answer> }): LiveAnswer<Answer> {
  return useAnswer({ question, ask, stateOf: (draft) => tables.map((table) => numberOf(draft[table])).join() })
}

function useAnswer<Answer>({ question, ask, stateOf }: { readonly question: readonly unknown[]; readonly ask: Ask<Answer>; readonly stateOf: (draft: Draft) => number | string }): LiveAnswer<Answer> {
  const session = useModelSession()
  const statusBar = useStatusBar()
  const queries = useQueryClient()
  const shownSince = useRef(Number.POSITIVE_INFINITY)
  // Before the question's own effect asks.
  useEffect(() => {
    shownSince.current = performance.now()
  }, [])
  const asked = ({ draft, ahead, info }: State): Asked<Answer> => ({
    queryKey: ['live', info.path, ...question, stateOf(draft)],
    queryFn: async ({ signal }) => {
      const startedAt = performance.now()
      if (ask === null) throw new Error('Nothing is asked.')
      const isMore = ahead.length > MOST_AHEAD
      if (isMore) await session.flush()
      return { answer: await ask(isMore ? NOTHING_AHEAD : ahead, signal), startedAt }
    },
    staleTime: Infinity,
    gcTime: KEPT_MS,
  })
  // The question is on its way while the window still draws the edit.
  useOnChange((state) => {
    if (ask !== null) void queries.prefetchQuery(asked(state))
  })
  const { data, error, isPlaceholderData, fetchStatus, refetch } = useQuery({ ...asked(session), enabled: ask !== null, placeholderData: keepPreviousData, structuralSharing: false })
  useEffect(() => {
    // An answer that somebody else had asked for before says nothing of how long this one took.
    if (data !== undefined && !isPlaceholderData && data.startedAt >= shownSince.current) statusBar.setAnswered(performance.now() - data.startedAt)
  }, [statusBar, data, isPlaceholderData])
  useEffect(() => () => statusBar.setAnswered(null), [statusBar])
  const isCancelled = ask !== null && fetchStatus === 'idle' && error === null && (data === undefined || isPlaceholderData)
  const answer = ask === null || isCancelled ? undefined : data?.answer
  const latestAsked = useRef(asked(session))
  useEffect(() => {
    latestAsked.current = asked(session)
  })
  const cancel = useCallback(() => void queries.cancelQueries({ queryKey: latestAsked.current.queryKey, exact: true }), [queries])
  const askAgain = useCallback(() => void refetch(), [refetch])
  return useMemo(() => ({ answer, failure: error === null ? null : failureOf(error), isBehind: isPlaceholderData && !isCancelled, isCancelled, cancel, askAgain }), [answer, error, isPlaceholderData, isCancelled, cancel, askAgain])
}
