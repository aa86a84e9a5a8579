/** A chart goes out as a picture: the core draws it as it does for workbooks. */
import { useCallback, useState } from 'react'

import type { ChartModel } from '../../src-shared/domain/reports/report-model.ts'
import { client } from '../client/client.ts'
import { handOver, toldNotWritten } from './hand-over.ts'

export type SavePicture = { readonly isSaving: boolean; readonly save: (chart: ChartModel) => Promise<void> }

export function useSavePicture(): SavePicture {
  const [isSaving, setIsSaving] = useState(false)
  const save = useCallback(async (chart: ChartModel) => {
    setIsSaving(true)
    try {
      handOver(await client.reports.picture({ chart }))
    } catch (error) {
      toldNotWritten(error)
    } finally {
      setIsSaving(false)
    }
  }, [])
  return { isSaving, save }
}
