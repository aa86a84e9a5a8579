/** One import of any kind, from the chosen file to the accepted edit. Nothing is written before `accept`. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'

import type { ImportAccepted, TaskProgress } from '../../../src-shared/contract/answers.ts'
import type { ImportOutcome } from '../../../src-shared/domain/import-outcome.ts'
import { acceptUnlessStopped } from '../../state/accept-unless-stopped.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { useProgress } from '../../state/use-progress.ts'
import { useTask, type Task } from '../../state/use-task.ts'
import type { SampleTable } from './sample-table.ts'

/** `task`: the name under which its progress can be asked for. */
export type GivenImport<Mapping> = { readonly file: File; readonly sheet: string; readonly mapping: Mapping; readonly task: string }
/** What makes one kind of import; the same object as long as nothing of it changes. */
export type ImportSource<Mapping> = {
  /** Mappings that a person made are kept for each. */
  readonly key: string
  readonly inspect: (file: File, signal: AbortSignal) => Promise<readonly SampleTable[]>
  readonly proposalOf: (table: SampleTable) => Mapping
  /** Whether the table looks like one of this kind. */
  readonly fits: (proposal: Mapping) => boolean
  /** What is still missing before the file can be looked at. */
  readonly missingOf: (mapping: Mapping) => readonly string[]
  readonly preview: (given: GivenImport<Mapping>, signal: AbortSignal) => Promise<ImportOutcome>
  readonly accept: (given: GivenImport<Mapping> & { readonly baseRevision: number }, signal: AbortSignal) => Promise<ImportAccepted>
}

/** All that an import is made of; the answer to one is no answer to another. */
type Wanted<Mapping> = Omit<GivenImport<Mapping>, 'task'> & { readonly source: ImportSource<Mapping>; readonly revision: number }
type Looked<Mapping> = { readonly wanted: Wanted<Mapping>; readonly outcome: ImportOutcome }

export type ImportWork<Mapping> = {
  readonly file: File | null
  readonly choose: (file: File) => void
  readonly inspection: Task<readonly SampleTable[]>
  readonly table: SampleTable | null
  readonly setSheet: (sheet: string) => void
  readonly mapping: Mapping | null
  readonly setMapping: (mapping: Mapping) => void
  readonly missing: readonly string[]
  readonly preview: Task<Looked<Mapping>>
  /** What would happen, as chosen now; null until it is known. */
  readonly outcome: ImportOutcome | null
  readonly previewAgain: () => void
  /** Done with null: stopped before anything was written. */
  readonly acceptance: Task<ImportAccepted | null>
  /** What was taken in, as long as the model is as it left it. */
  readonly done: ImportAccepted | null
  /** Answers what was taken in, or null. */
  readonly accept: () => Promise<ImportAccepted | null>
  readonly stopAccepting: () => void
  /** Of the preview or the acceptance that runs; null where nothing is known of it. */
  readonly progress: TaskProgress | null
  readonly startOver: () => void
}

/** Several changes of a mapping in a row are looked at once. */
const LOOK_AFTER_MS = 250

export function useImport<Mapping>(source: ImportSource<Mapping>): ImportWork<Mapping> {
  const { info, flush, reload, newId } = useModelSession()
  const [file, setFile] = useState<File | null>(null)
  const [sheet, setSheet] = useState<string | null>(null)
  const [mappings, setMappings] = useState<ReadonlyMap<string, Mapping>>(new Map())
  const [task, setTask] = useState('')
  const stop = useRef<AbortController>(null)
  const inspection = useTask<readonly SampleTable[]>()
  const preview = useTask<Looked<Mapping>>()
  const acceptance = useTask<ImportAccepted | null>()
  const { run: inspect, reset: forgetTables } = inspection
  const { run: look, reset: forgetPreview } = preview
  const { run: take, reset: forgetAcceptance } = acceptance

  const tables = inspection.state.kind === 'done' ? inspection.state.value : null
  const proposals = useMemo(() => new Map(tables?.map((each) => [each, source.proposalOf(each)])), [tables, source])
  const isFitting = ([, proposal]: readonly [SampleTable, Mapping]): boolean => source.fits(proposal)
  const table = tables?.find((each) => each.sheet === sheet) ?? [...proposals].find(isFitting)?.[0] ?? tables?.[0] ?? null
  const mappingKey = table === null ? null : `${source.key}|${table.sheet}`
  const mapping = table === null || mappingKey === null ? null : (mappings.get(mappingKey) ?? proposals.get(table) ?? null)
  const missing = useMemo(() => (mapping === null ? [] : source.missingOf(mapping)), [mapping, source])
  const sheetName = table?.sheet ?? null

  const choose = useCallback(
    (given: File) => {
      setFile(given)
      setSheet(null)
      setMappings(new Map())
      forgetPreview()
      forgetAcceptance()
      void inspect((signal) => source.inspect(given, signal))
    },
    [source, inspect, forgetPreview, forgetAcceptance],
  )
  const setMapping = useCallback(
    (next: Mapping) => {
      if (mappingKey !== null) setMappings((known) => new Map([...known, [mappingKey, next]]))
    },
    [mappingKey],
  )
  const { revision } = info
  const accepted = acceptance.state.kind === 'done' ? acceptance.state.value : null
  const done = accepted !== null && accepted.loaded.info.revision === revision ? accepted : null
  const isDone = done !== null
  // Every saved edit may change what the import would do.
  const wanted = useMemo(
    (): Wanted<Mapping> | null => (file === null || sheetName === null || mapping === null || missing.length > 0 ? null : { file, sheet: sheetName, mapping, revision, source }),
    [file, sheetName, mapping, missing, revision, source],
  )
  const lookAt = useCallback(() => {
    if (wanted === null || isDone) return
    const name = newId()
    setTask(name)
    void look(async (signal) => {
      await flush()
      return { wanted, outcome: await wanted.source.preview({ ...wanted, task: name }, signal) }
    })
  }, [wanted, isDone, look, flush, newId])
  useEffect(() => {
    const timer = setTimeout(lookAt, LOOK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [lookAt])

  const outcome = preview.state.kind === 'done' && preview.state.value.wanted === wanted ? preview.state.value.outcome : null

  const accept = useCallback(async () => {
    if (wanted === null || outcome === null) return null
    const name = newId()
    setTask(name)
    const stopper = new AbortController()
    stop.current = stopper
    const { source: from, revision: baseRevision } = wanted
    const taken = await take((signal) => acceptUnlessStopped({ task: name, baseRevision, outcome, stopper: stopper.signal, signal, accept: (either) => from.accept({ ...wanted, task: name, baseRevision }, either) }))
    if (taken !== null) reload(taken.loaded)
    return taken
  }, [wanted, outcome, take, reload, newId])
  const stopAccepting = useCallback(() => stop.current?.abort(), [])
  const startOver = useCallback(() => {
    setFile(null)
    forgetTables()
    forgetPreview()
    forgetAcceptance()
  }, [forgetTables, forgetPreview, forgetAcceptance])
  const progress = useProgress(preview.state.kind === 'running' || acceptance.state.kind === 'running' ? task : null)

  return { file, choose, inspection, table, setSheet, mapping, setMapping, missing, preview, outcome, previewAgain: lookAt, acceptance, done, accept, stopAccepting, progress, startOver }
}
