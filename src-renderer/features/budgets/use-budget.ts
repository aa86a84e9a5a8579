/** Questions to the core about budgets: asked again when the file moves on or an edit is on its way. */
import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { BudgetAnswer, BudgetSummary, ProjectedRateAnswer } from '../../../src-shared/contract/budget-answers.ts'
import type { SentExplanation } from '../../../src-shared/contract/bills.ts'
import type { BudgetFigureName } from '../../../src-shared/domain/budget/explain-budget.ts'
import { versionKey, type Version } from '../../../src-shared/domain/version.ts'
import { client } from '../../client/client.ts'
import { useModelSession } from '../../state/model-session.tsx'

type Pair = { readonly from: Version; readonly to: Version }
type Of = Pair & { readonly customerId: string }

/** What an answer holds for: it may stand while a newer one of the same is on its way, and for nothing else. */
function subjectOf({ from, to, customerId }: Of, more = ''): string {
  return [versionKey(from), versionKey(to), customerId, more].join(' ')
}

export function useBudget(of: Of): UseQueryResult<BudgetAnswer> {
  const { info, ahead } = useModelSession()
  const subject = subjectOf(of)
  return useQuery({
    queryKey: ['budget', subject, info.path, info.revision, ahead],
    queryFn: ({ signal }) => client.budgets.customer({ ...of, ahead: [...ahead] }, { signal }),
    placeholderData: (former, query) => (query?.queryKey[1] === subject ? former : undefined),
  })
}

export function useProjectedRate({ rateId, ...of }: Of & { readonly rateId: string }): UseQueryResult<ProjectedRateAnswer> {
  const { info, ahead } = useModelSession()
  const subject = subjectOf(of, rateId)
  return useQuery({
    queryKey: ['budget-rate', subject, info.path, info.revision, ahead],
    queryFn: ({ signal }) => client.budgets.rate({ version: of.to, customerId: of.customerId, rateId, ahead: [...ahead] }, { signal }),
    placeholderData: (former, query) => (query?.queryKey[1] === subject ? former : undefined),
  })
}

/** `asked` null: nothing is selected, or nobody looks at it. */
export function useExplainedBudget(of: Of, asked: { readonly rateId: string | null; readonly figure: BudgetFigureName } | null): SentExplanation | null {
  const { info, ahead } = useModelSession()
  const { data } = useQuery({
    queryKey: ['budget-explained', subjectOf(of), asked, info.path, info.revision, ahead],
    queryFn: ({ signal }) => (asked === null ? null : client.budgets.explain({ ...of, ...asked, ahead: [...ahead] }, { signal })),
    enabled: asked !== null,
  })
  return data ?? null
}

/** As many customers as the core is asked for at once: it answers others in between. */
const AT_ONCE = 5

export type Summaries = { readonly of: ReadonlyMap<string, BudgetSummary>; readonly isWaiting: boolean; readonly error: Error | null }

/** What each customer pays in both versions, as the file has it; the list fills as the answers come. */
export function useSummaries({ from, to }: Pair, customerIds: readonly string[]): Summaries {
  const { info } = useModelSession()
  const chunks = useMemo(() => Array.from({ length: Math.ceil(customerIds.length / AT_ONCE) }, (_, index) => customerIds.slice(index * AT_ONCE, (index + 1) * AT_ONCE)), [customerIds])
  return useQueries({
    queries: chunks.map((chunk) => {
      const subject = subjectOf({ from, to, customerId: chunk.join(' ') })
      return {
        queryKey: ['budget-summary', subject, info.path, info.revision],
        queryFn: ({ signal }: { readonly signal: AbortSignal }) => client.budgets.summary({ from, to, customerIds: [...chunk], ahead: [] }, { signal }),
        placeholderData: (former: readonly BudgetSummary[] | undefined, query: { readonly queryKey: readonly unknown[] } | undefined) => (query?.queryKey[1] === subject ? former : undefined),
      }
    }),
    combine: (answers): Summaries => ({
      of: new Map(answers.flatMap((answer) => answer.data ?? []).map((each) => [each.customerId, each])), isWaiting: answers.some((answer) => answer.isPending), error: answers.find((answer) => answer.error !== null)?.error ?? null,
    }),
  })
}
