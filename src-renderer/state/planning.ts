/** How far the core is with planned usage, for those who wait for what rests on it. */
import { useQuery } from '@tanstack/react-query'

import type { Progress } from '../../src-shared/contract/answers.ts'
import { client } from '../client/client.ts'
import type { LiveAnswer } from './live-answer.ts'

const ASK_EVERY_MS = 300

/** Null while nobody waits, and where nothing is projected. A question that is not answered tells nothing: what is waited for says what is wrong. */
export function usePlanningProgress(isWaiting: boolean): Progress | null {
  const { data } = useQuery({ queryKey: ['planning'], queryFn: () => client.bills.planning(), enabled: isWaiting, refetchInterval: ASK_EVERY_MS, gcTime: 0, staleTime: 0, retry: false })
  return isWaiting ? (data ?? null) : null
}

export type Planning = { readonly progress: Progress | null; readonly isCancelled: boolean; readonly onCancel: () => void; readonly onAgain: () => void }

/** Of a live answer that may rest on planned usage; null where nothing of it need be said. */
export function usePlanning({ answer, failure, isBehind, isCancelled, cancel, askAgain }: LiveAnswer<unknown>): Planning {
  const progress = usePlanningProgress(!isCancelled && failure === null && (answer === undefined || isBehind))
  return { progress, isCancelled, onCancel: cancel, onAgain: askAgain }
}
