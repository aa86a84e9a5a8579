/** Questions to the core about budgets: asked again at every edit. */
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { BudgetAnswer, BudgetSummary, ProjectedRateAnswer } from '../../../src-shared/contract/budget-answers.ts'
import type { RowChange } from '../../../src-shared/domain/model/edit.ts'
import { versionKey, type Version } from '../../../src-shared/domain/version.ts'
import { client } from '../../client/client.ts'
import type { Failure } from '../../client/failures.ts'
import { useLiveAnswer } from '../../state/live-answer.ts'
import { useModelSession } from '../../state/model-session.tsx'

type Pair = { readonly from: Version; readonly to: Version }
type Of = Pair & { readonly customerId: string }

/** What an answer holds for: while a newer one is on its way it may stand for the same, and for nothing else. */
function subjectOf({ from, to, customerId }: Of, more = ''): string {
  return [versionKey(from), versionKey(to), customerId, more].join(' ')
}

/** `null` is an answer: there is no such customer, or no such rate of it. */
export type Known<Answer> = { readonly answer: Answer | undefined; readonly failure: Failure | null; /** The answer is that of the state before the last edit. */ readonly isBehind: boolean }

function useOf<Answer>(name: string, subject: string, ask: (ahead: readonly RowChange[], signal: AbortSignal) => Promise<Answer>): Known<Answer> {
  const { answer, failure, isBehind } = useLiveAnswer([name, subject], async (ahead, signal) => ({ subject, value: await ask(ahead, signal) }))
  return { answer: answer?.subject === subject ? answer.value : undefined, failure, isBehind }
}

export function useBudget(of: Of): Known<BudgetAnswer> {
  return useOf('budget', subjectOf(of), (ahead, signal) => client.budgets.customer({ ...of, ahead: [...ahead] }, { signal }))
}

export function useProjectedRate({ rateId, ...of }: Of & { readonly rateId: string }): Known<ProjectedRateAnswer> {
  return useOf('budget-rate', subjectOf(of, rateId), (ahead, signal) => client.budgets.rate({ version: of.to, customerId: of.customerId, rateId, ahead: [...ahead] }, { signal }))
}

/** As many customers as the core is asked for at once: it answers others in between. */
const AT_ONCE = 5

export type Summaries = {
  readonly of: ReadonlyMap<string, BudgetSummary>
  readonly isWaiting: boolean
  readonly error: Error | null
  /** What has not come yet is asked for no further, until it is again. */
  readonly stop: () => void
  readonly isStopped: boolean
  readonly goOn: () => void
}

/** What each customer pays in both versions, as the file has it; the list fills as the answers come. */
export function useSummaries({ from, to }: Pair, customerIds: readonly string[]): Summaries {
  const { info } = useModelSession()
  const queries = useQueryClient()
  const chunks = useMemo(() => Array.from({ length: Math.ceil(customerIds.length / AT_ONCE) }, (_, index) => customerIds.slice(index * AT_ONCE, (index + 1) * AT_ONCE)), [customerIds])
  const summaries = useQueries({
    queries: chunks.map((chunk) => {
      const subject = subjectOf({ from, to, customerId: chunk.join(' ') })
      return {
        queryKey: ['budget-summary', subject, info.path, info.revision],
        queryFn: ({ signal }: { readonly signal: AbortSignal }) => client.budgets.summary({ from, to, customerIds: [...chunk], ahead: [] }, { signal }),
        placeholderData: (former: readonly BudgetSummary[] | undefined, query: { readonly queryKey: readonly unknown[] } | undefined) => (query?.queryKey[1] === subject ? former : undefined),
      }
    }),
    combine: (answers) => ({
      of: new Map(answers.flatMap((answer) => answer.data ?? []).map((each) => [each.customerId, each])), isWaiting: answers.some((answer) => answer.isPending), isStopped: answers.some((answer) => answer.isPending && answer.fetchStatus === 'idle'), error: answers.find((answer) => answer.error !== null)?.error ?? null,
    }),
  })
  return { ...summaries, stop: () => void queries.cancelQueries({ queryKey: ['budget-summary'] }), goOn: () => void queries.refetchQueries({ queryKey: ['budget-summary'], type: 'active', predicate: ({ state }) => state.data === undefined }) }
}
