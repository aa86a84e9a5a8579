/** The report as the core makes it: the same model that the file is written from. */
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'

import type { ReportRequest } from '../../../src-shared/contract/contract.ts'
import type { ReportModel } from '../../../src-shared/domain/reports/report-model.ts'
import { client } from '../../client/client.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { requestKey } from './report-choices.ts'

/** A moment is enough to come back to a report; large ones should not pile up. */
const KEPT_MS = 30_000

/** Follows the model: every saved edit makes it anew. While it is made, the one before stays. */
export function useReportPreview(request: ReportRequest | null): UseQueryResult<ReportModel> {
  const { info, flush } = useModelSession()
  return useQuery({
    queryKey: ['report', info.path, info.revision, request === null ? '' : requestKey(request)],
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
}
