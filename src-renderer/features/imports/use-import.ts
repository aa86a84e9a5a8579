/** One import of any kind, from the chosen file to the accepted edit. Nothing is written before `accept`. */
import { useCallback, useEffect, useMemo, useState } from 'react'

import type { ImportAccepted, InspectedTable } from '../../../src-shared/contract/answers.ts'
import type { ImportOutcome } from '../../../src-shared/domain/import-outcome.ts'
import { client } from '../../client/client.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { useTask, type Task } from './use-task.ts'

export type GivenImport<Mapping> = { readonly file: File; readonly sheet: string; readonly mapping: Mapping }
/** What makes one kind of import; the same object as long as nothing of it changes. */
export type ImportSource<Mapping> = {
  /** Mappings that a person made are kept for each. */
  readonly key: string
  readonly proposalOf: (inspected: InspectedTable) => Mapping
  /** Whether the table looks like one of this kind. */
  readonly fits: (proposal: Mapping) => boolean
  /** What is still missing before the file can be looked at. */
  readonly missingOf: (mapping: Mapping) => readonly string[]
  readonly preview: (given: GivenImport<Mapping>, signal: AbortSignal) => Promise<ImportOutcome>
  readonly accept: (given: GivenImport<Mapping> & { readonly baseRevision: number }, signal: AbortSignal) => Promise<ImportAccepted>
}

/** All that an import is made of; the answer to one is no answer to another. */
type Wanted<Mapping> = GivenImport<Mapping> & { readonly source: ImportSource<Mapping>; readonly revision: number }
type Looked<Mapping> = { readonly wanted: Wanted<Mapping>; readonly outcome: ImportOutcome }

export type ImportWork<Mapping> = {
  readonly file: File | null
  readonly choose: (file: File) => void
  readonly inspection: Task<readonly InspectedTable[]>
  readonly inspectAgain: () => void
  readonly table: InspectedTable['table'] | null
  readonly setSheet: (sheet: string) => void
  readonly mapping: Mapping | null
  readonly setMapping: (mapping: Mapping) => void
  readonly missing: readonly string[]
  readonly preview: Task<Looked<Mapping>>
  /** What would happen, as chosen now; null until it is known. */
  readonly outcome: ImportOutcome | null
  readonly previewAgain: () => void
  readonly acceptance: Task<ImportAccepted>
  /** Answers what was taken in, or null. */
  readonly accept: () => Promise<ImportAccepted | null>
  readonly startOver: () => void
}

/** Several changes of a mapping in a row are looked at once. */
const LOOK_AFTER_MS = 250

export function useImport<Mapping>(source: ImportSource<Mapping>): ImportWork<Mapping> {
  const { info, flush, reload } = useModelSession()
  const [file, setFile] = useState<File | null>(null)
  const [sheet, setSheet] = useState<string | null>(null)
  const [mappings, setMappings] = useState<ReadonlyMap<string, Mapping>>(new Map())
  const inspection = useTask<readonly InspectedTable[]>()
  const preview = useTask<Looked<Mapping>>()
  const acceptance = useTask<ImportAccepted>()
  const { run: inspect, reset: forgetTables } = inspection
  const { run: look, reset: forgetPreview } = preview
  const { run: take, reset: forgetAcceptance } = acceptance

  const tables = inspection.state.kind === 'done' ? inspection.state.value : null
  const proposals = useMemo(() => new Map(tables?.map((each) => [each, source.proposalOf(each)])), [tables, source])
  const isFitting = ([, proposal]: readonly [InspectedTable, Mapping]): boolean => source.fits(proposal)
  const inspected = tables?.find((each) => each.table.sheet === sheet) ?? [...proposals].find(isFitting)?.[0] ?? tables?.[0] ?? null
  const table = inspected?.table ?? null
  const mappingKey = inspected === null ? null : `${source.key}|${inspected.table.sheet}`
  const mapping = inspected === null || mappingKey === null ? null : (mappings.get(mappingKey) ?? proposals.get(inspected) ?? null)
  const missing = useMemo(() => (mapping === null ? [] : source.missingOf(mapping)), [mapping, source])
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
    (next: Mapping) => {
      if (mappingKey !== null) setMappings((known) => new Map([...known, [mappingKey, next]]))
    },
    [mappingKey],
  )
  // Every saved edit may change what the import would do.
  const { revision } = info
  const wanted = useMemo(
    (): Wanted<Mapping> | null => (file === null || sheetName === null || mapping === null || missing.length > 0 ? null : { file, sheet: sheetName, mapping, revision, source }),
    [file, sheetName, mapping, missing, revision, source],
  )
  const lookAt = useCallback(() => {
    if (wanted === null) return
    void look(async (signal) => {
      await flush()
      return { wanted, outcome: await wanted.source.preview(wanted, signal) }
    })
  }, [wanted, look, flush])
  useEffect(() => {
    const timer = setTimeout(lookAt, LOOK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [lookAt])

  const outcome = preview.state.kind === 'done' && preview.state.value.wanted === wanted ? preview.state.value.outcome : null

  const accept = useCallback(async () => {
    if (wanted === null || outcome === null) return null
    const accepted = await take((signal) => wanted.source.accept({ ...wanted, baseRevision: wanted.revision }, signal))
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
