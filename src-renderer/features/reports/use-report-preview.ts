/** The report as the core makes it: the same model that the file is written from. */
import { keepPreviousData, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'

import type { ReportRequest } from '../../../src-shared/contract/contract.ts'
import type { ReportModel } from '../../../src-shared/domain/reports/report-model.ts'
import { client } from '../../client/client.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { usePlanningProgress, type Planning } from '../../state/planning.ts'
import { requestKey } from './report-choices.ts'

/** A moment is enough to come back to a report; large ones should not pile up. */
const KEPT_MS = 30_000

/** Follows the model: every saved edit makes it anew. While it is made, the one before stays. */
export function useReportPreview(request: ReportRequest | null): { readonly preview: UseQueryResult<ReportModel>; readonly planning: Planning } {
  const { info, flush } = useModelSession()
  const queries = useQueryClient()
  const queryKey = ['report', info.path, info.revision, request === null ? '' : requestKey(request)]
  const preview = useQuery({
    queryKey,
    enabled: request !== null,
    queryFn: async ({ signal }) => {
      if (request === null) throw new Error('No report is asked for.')
      await flush()
      return client.reports.preview(request, { signal })
    },
    placeholderData: keepPreviousData,
    structuralSharing: false,
    gcTime: KEPT_MS,
  })
  const isWaiting = preview.data === undefined || preview.isPlaceholderData
  const isCancelled = request !== null && isWaiting && !preview.isError && preview.fetchStatus === 'idle'
  const progress = usePlanningProgress(isWaiting && preview.isFetching)
  return { preview, planning: { progress, isCancelled, onCancel: () => void queries.cancelQueries({ queryKey, exact: true }), onAgain: () => void preview.refetch() } }
}
