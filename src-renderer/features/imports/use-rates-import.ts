/** One import of rates, from the chosen file to the accepted edit. Nothing is written before `accept`. */
import { useCallback, useEffect, useMemo, useState } from 'react'

import type { ImportAccepted, InspectedTable } from '../../../src-shared/contract/answers.ts'
import type { RatesImportMapping, RatesImportOutcome } from '../../../src-shared/domain/rates/rates-import.ts'
import { client } from '../../client/client.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { missingOf } from './mapping.ts'
import { useTask, type Task } from './use-task.ts'

/** All that an import is made of; the answer to one is no answer to another. */
type Wanted = { readonly file: File; readonly sheet: string; readonly mapping: RatesImportMapping; readonly revision: number }
type Looked = { readonly wanted: Wanted; readonly outcome: RatesImportOutcome }

export type RatesImport = {
  readonly file: File | null
  readonly choose: (file: File) => void
  readonly inspection: Task<readonly InspectedTable[]>
  readonly inspectAgain: () => void
  readonly table: InspectedTable['table'] | null
  readonly setSheet: (sheet: string) => void
  readonly mapping: RatesImportMapping | null
  readonly setMapping: (mapping: RatesImportMapping) => void
  readonly missing: readonly string[]
  readonly preview: Task<Looked>
  /** What would happen, as chosen now; null until it is known. */
  readonly outcome: RatesImportOutcome | null
  readonly previewAgain: () => void
  readonly acceptance: Task<ImportAccepted>
  /** Answers what was taken in, or null. */
  readonly accept: () => Promise<ImportAccepted | null>
  readonly startOver: () => void
}

/** Several changes of a mapping in a row are looked at once. */
const LOOK_AFTER_MS = 250

export function useRatesImport(): RatesImport {
  const { info, flush, reload } = useModelSession()
  const [file, setFile] = useState<File | null>(null)
  const [sheet, setSheet] = useState<string | null>(null)
  const [mappings, setMappings] = useState<ReadonlyMap<string, RatesImportMapping>>(new Map())
  const inspection = useTask<readonly InspectedTable[]>()
  const preview = useTask<Looked>()
  const acceptance = useTask<ImportAccepted>()
  const { run: inspect, reset: forgetTables } = inspection
  const { run: look, reset: forgetPreview } = preview
  const { run: take, reset: forgetAcceptance } = acceptance

  const tables = inspection.state.kind === 'done' ? inspection.state.value : null
  const inspected = tables?.find((each) => each.table.sheet === sheet) ?? tables?.find((each) => each.proposal.years.length > 0) ?? tables?.[0] ?? null
  const table = inspected?.table ?? null
  const mapping = inspected === null ? null : (mappings.get(inspected.table.sheet) ?? inspected.proposal)
  const missing = useMemo(() => (mapping === null ? [] : missingOf(mapping)), [mapping])
  const sheetName = table?.sheet ?? null

  const choose = useCallback(
    (given: File) => {
      setFile(given)
      setSheet(null)
      setMappings(new Map())
      forgetPreview()
      forgetAcceptance()
      void inspect((signal) => client.imports.inspect({ file: given }, { signal }))
    },
    [inspect, forgetPreview, forgetAcceptance],
  )
  const setMapping = useCallback(
    (next: RatesImportMapping) => {
      if (sheetName !== null) setMappings((known) => new Map([...known, [sheetName, next]]))
    },
    [sheetName],
  )
  // Every saved edit may change what the import would do.
  const { revision } = info
  const wanted = useMemo(
    (): Wanted | null =>
      file === null || sheetName === null || mapping === null || missing.length > 0 ? null : { file, sheet: sheetName, mapping, revision },
    [file, sheetName, mapping, missing, revision],
  )
  const lookAt = useCallback(() => {
    if (wanted === null) return
    void look(async (signal) => {
      await flush()
      return { wanted, outcome: await client.imports.previewRates({ file: wanted.file, sheet: wanted.sheet, mapping: wanted.mapping }, { signal }) }
    })
  }, [wanted, look, flush])
  useEffect(() => {
    const timer = setTimeout(lookAt, LOOK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [lookAt])

  const outcome = preview.state.kind === 'done' && preview.state.value.wanted === wanted ? preview.state.value.outcome : null

  const accept = useCallback(async () => {
    if (wanted === null || outcome === null) return null
    const accepted = await take((signal) => client.imports.acceptRates({ baseRevision: wanted.revision, file: wanted.file, sheet: wanted.sheet, mapping: wanted.mapping }, { signal }))
    if (accepted !== null) reload(accepted.loaded)
    return accepted
  }, [wanted, outcome, take, reload])
  const startOver = useCallback(() => {
    setFile(null)
    forgetTables()
    forgetPreview()
    forgetAcceptance()
  }, [forgetTables, forgetPreview, forgetAcceptance])
  const inspectAgain = useCallback(() => {
    if (file !== null) choose(file)
  }, [file, choose])

  return { file, choose, inspection, inspectAgain, table, setSheet, mapping, setMapping, missing, preview, outcome, previewAgain: lookAt, acceptance, accept, startOver }
}
