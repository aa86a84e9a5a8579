/** A chart goes out as a picture: the core draws it as it does for workbooks, and marks it where its figures are drafts (VER-3). */
import { useCallback, useState } from 'react'

import type { DrawnFrom } from '../../src-shared/contract/report.ts'
import type { ChartModel } from '../../src-shared/domain/reports/report-model.ts'
import { client } from '../client/client.ts'
import { handOver, toldNotWritten } from './hand-over.ts'

export type Picture = { readonly chart: ChartModel; readonly from: DrawnFrom }
export type SavePicture = { readonly isSaving: boolean; readonly save: (picture: Picture) => Promise<void> }

export function useSavePicture(): SavePicture {
  const [isSaving, setIsSaving] = useState(false)
  const save = useCallback(async ({ chart, from }: Picture) => {
    setIsSaving(true)
    try {
      handOver(await client.reports.picture({ chart, from: 'versions' in from ? { ...from, versions: [...from.versions] } : from }))
    } catch (error) {
      toldNotWritten(error)
    } finally {
      setIsSaving(false)
    }
  }, [])
  return { isSaving, save }
}
