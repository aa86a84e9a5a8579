/** Sending a report out: one at a time, with a way to cancel, and the place where it went. */
import { notifications } from '@mantine/notifications'
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react'

import type { ReportRequest } from '../../src-shared/contract/contract.ts'
import { client } from '../client/client.ts'
import { failureOf, type Failure } from '../client/failures.ts'
import { saveFile } from '../client/save-file.ts'
import { useModelSession } from './model-session.tsx'

export type ExportFormat = 'xlsx' | 'csv' | 'pdf'
export const FORMAT_NAMES: Readonly<Record<ExportFormat, string>> = { xlsx: 'Excel workbook', csv: 'CSV', pdf: 'PDF' }

export type ExportState =
  | { readonly kind: 'idle' }
  /** `index` counts from 0. */
  | { readonly kind: 'running'; readonly format: ExportFormat; readonly index: number; readonly count: number }
  | { readonly kind: 'done'; readonly places: readonly string[]; readonly isDownload: boolean }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure }

export type Exports = {
  readonly state: ExportState
  readonly start: (given: { readonly request: ReportRequest; readonly format: ExportFormat }) => Promise<void>
  /** One after the other, a file each; a dialog that is cancelled ends it, and what was written before stays. */
  readonly startAll: (given: { readonly requests: readonly ReportRequest[]; readonly format: ExportFormat }) => Promise<void>
  readonly cancel: () => void
}

const ExportContext = createContext<Exports | null>(null)

export function ExportProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { flush } = useModelSession()
  const [state, setState] = useState<ExportState>({ kind: 'idle' })
  const running = useRef<AbortController | null>(null)

  const startAll = useCallback<Exports['startAll']>(
    async ({ requests, format }) => {
      if (running.current !== null) return
      const controller = new AbortController()
      running.current = controller
      const written: Written[] = []
      try {
        for (const [index, request] of requests.entries()) {
          setState({ kind: 'running', format, index, count: requests.length })
          // The file that goes out says what the screen says.
          await flush()
          const one = finished(await client.reports.export({ request, format }, { signal: controller.signal }))
          if (one === null) break
          written.push(one)
        }
        setState(ended(written))
      } catch (error) {
        if (controller.signal.aborted) setState(ended(written))
        else {
          const failure = failureOf(error)
          setState({ kind: 'failed', failure })
          notifications.show({ title: 'The file was not written', message: `${failure.message} ${failure.remedy}`, color: 'red', autoClose: 15_000, withBorder: true })
        }
      } finally {
        running.current = null
      }
    },
    [flush],
  )
  const start = useCallback<Exports['start']>(({ request, format }) => startAll({ requests: [request], format }), [startAll])
  const cancel = useCallback(() => running.current?.abort(), [])
  const value = useMemo(() => ({ state, start, startAll, cancel }), [state, start, startAll, cancel])
  return <ExportContext value={value}>{children}</ExportContext>
}

type Written = { readonly place: string; readonly isDownload: boolean }

/** What was written before a cancel stays. */
function ended(written: readonly Written[]): ExportState {
  return written.length === 0 ? { kind: 'cancelled' } : { kind: 'done', places: written.map((each) => each.place), isDownload: written.some((each) => each.isDownload) }
}

/** Null when the dialog was cancelled. */
function finished(exported: Awaited<ReturnType<typeof client.reports.export>>): Written | null {
  switch (exported.kind) {
    case 'cancelled':
      return null
    case 'saved':
      notifications.show({ title: 'Exported', message: exported.path, autoClose: 8000, withBorder: true })
      return { place: exported.path, isDownload: false }
    case 'file':
      saveFile(exported.file)
      notifications.show({ title: 'Exported', message: `${exported.file.name} was handed to the browser.`, autoClose: 8000, withBorder: true })
      return { place: exported.file.name, isDownload: true }
  }
}

export function useExports(): Exports {
  const exports = useContext(ExportContext)
  if (exports === null) throw new Error('Nothing can be exported here.')
  return exports
}
