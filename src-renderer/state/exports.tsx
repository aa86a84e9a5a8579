/** Sending a report out: one at a time, with a way to cancel, and the place where it went. */
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react'

import type { BundledFile } from '../../src-shared/contract/answers.ts'
import type { BundlePlace, BundleRequest } from '../../src-shared/contract/billing-reports.ts'
import type { ReportRequest } from '../../src-shared/contract/contract.ts'
import { client } from '../client/client.ts'
import type { Failure } from '../client/failures.ts'
import { handOver, toldNotWritten, type Written } from './hand-over.ts'
import { useModelSession } from './model-session.tsx'

export type ExportFormat = 'xlsx' | 'csv' | 'pdf'
export const FORMAT_NAMES: Readonly<Record<ExportFormat, string>> = { xlsx: 'Excel workbook', csv: 'CSV', pdf: 'PDF' }

export type ExportState =
  | { readonly kind: 'idle' }
  /** `index` counts from 0. */
  | { readonly kind: 'running'; readonly format: ExportFormat; readonly index: number; readonly count: number }
  /** `files`: of a zip or a folder, one for each customer. */
  | { readonly kind: 'done'; readonly places: readonly string[]; readonly isDownload: boolean; readonly files: readonly BundledFile[] }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure }

export type Exports = {
  readonly state: ExportState
  readonly start: (given: { readonly request: ReportRequest; readonly format: ExportFormat }) => Promise<void>
  /** One after the other, a file each; a dialog that is cancelled ends it, and what was written before stays. */
  readonly startAll: (given: { readonly requests: readonly ReportRequest[]; readonly format: ExportFormat }) => Promise<void>
  /** One report for every customer, in one zip or one folder; a cancel leaves nothing behind. */
  readonly startBundle: (given: { readonly request: BundleRequest; readonly format: ExportFormat; readonly into: BundlePlace }) => Promise<void>
  readonly cancel: () => void
}

const ExportContext = createContext<Exports | null>(null)

export function ExportProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { flush, newId } = useModelSession()
  const [state, setState] = useState<ExportState>({ kind: 'idle' })
  const running = useRef<AbortController | null>(null)

  /** One at a time. `written` fills while it works: what it holds at a cancel stays. */
  const run = useCallback(async (work: (signal: AbortSignal, written: Written[]) => Promise<readonly BundledFile[]>) => {
    if (running.current !== null) return
    const controller = new AbortController()
    running.current = controller
    const written: Written[] = []
    try {
      setState(ended(written, await work(controller.signal, written)))
    } catch (error) {
      if (controller.signal.aborted) setState(ended(written))
      else {
        setState({ kind: 'failed', failure: toldNotWritten(error) })
      }
    } finally {
      running.current = null
    }
  }, [])

  const startAll = useCallback<Exports['startAll']>(
    ({ requests, format }) => run(async (signal, written) => {
      for (const [index, request] of requests.entries()) {
        setState({ kind: 'running', format, index, count: requests.length })
        // The file that goes out says what the screen says.
        await flush()
        const one = handOver(await client.reports.export({ request, format }, { signal }))
        if (one === null) break
        written.push(one)
      }
      return []
    }),
    [flush, run],
  )
  const startBundle = useCallback<Exports['startBundle']>(
    ({ request, format, into }) => run(async (signal, written) => {
      setState({ kind: 'running', format, index: 0, count: 1 })
      await flush()
      const job = newId()
      let isOver = false
      const tell: Parameters<typeof tellProgress>[1] = ({ done, total }) => {
        // An answer that comes after the end says nothing any more.
        if (!isOver) setState({ kind: 'running', format, index: Math.min(done, total - 1), count: total })
      }
      const timer = setInterval(() => void tellProgress(job, tell), PROGRESS_MS)
      try {
        const { exported, files } = await client.reports.exportAll({ request, format, into, job }, { signal })
        const one = handOver(exported)
        if (one !== null) written.push(one)
        return files
      } finally {
        isOver = true
        clearInterval(timer)
      }
    }),
    [flush, newId, run],
  )
  const start = useCallback<Exports['start']>(({ request, format }) => startAll({ requests: [request], format }), [startAll])
  const cancel = useCallback(() => running.current?.abort(), [])
  const value = useMemo(() => ({ state, start, startAll, startBundle, cancel }), [state, start, startAll, startBundle, cancel])
  return <ExportContext value={value}>{children}</ExportContext>
}

/** How often the core is asked how far it is. */
const PROGRESS_MS = 300

/** A question that is not answered tells nothing: the export itself says what is wrong. */
async function tellProgress(job: string, tell: (progress: { readonly done: number; readonly total: number }) => void): Promise<void> {
  try {
    const progress = await client.reports.progress({ job })
    if (progress !== null && progress.total > 0) tell(progress)
  } catch {
    // The next question may be answered.
  }
}

/** What was written before a cancel stays. */
function ended(written: readonly Written[], files: readonly BundledFile[] = []): ExportState {
  return written.length === 0 ? { kind: 'cancelled' } : { kind: 'done', files, places: written.map((each) => each.place), isDownload: written.some((each) => each.isDownload) }
}

export function useExports(): Exports {
  const exports = useContext(ExportContext)
  if (exports === null) throw new Error('Nothing can be exported here.')
  return exports
}
