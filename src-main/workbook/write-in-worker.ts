/** Writes a report, or draws a chart, on another thread, so that the caller's event loop stays free. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'

import type { ReportModel } from '../../src-shared/domain/reports/report-model.ts'
import { assertNever } from '../../src-shared/domain/result.ts'
import type { MarkedChart, ReportFormat } from '../core/ports.ts'
import type { WriteReply, WriteRequest } from './messages.ts'
import { workerAddress } from './worker-address.ts'

/** Rows copied at once: a few milliseconds. */
const ROWS_A_SLICE = 100
/** An idle worker is kept this long: the next export of an afternoon need not load the libraries again. */
const IDLE_MILLISECONDS = 60_000

function post(worker: Worker, request: WriteRequest): void {
  worker.postMessage(request, [])
}

async function send(worker: Worker, report: ReportModel, format: ReportFormat, isOver: () => boolean): Promise<void> {
  post(worker, { kind: 'begin', report: { ...report, sheets: report.sheets.map((sheet) => ({ ...sheet, rows: [] })) } })
  for (const [index, sheet] of report.sheets.entries()) {
    for (let start = 0; start < sheet.rows.length; start += ROWS_A_SLICE) {
      // One slice a turn of the event loop.
      await nextTurn()
      if (isOver()) return
      post(worker, { kind: 'rows', sheet: index, rows: sheet.rows.slice(start, start + ROWS_A_SLICE) })
    }
  }
  post(worker, { kind: 'finish', format })
}

export type ReportWriter = {
  write(report: ReportModel, format: ReportFormat, signal?: AbortSignal): Promise<Uint8Array>
  picture(picture: MarkedChart, signal?: AbortSignal): Promise<Uint8Array>
}

type Idle = { readonly worker: Worker; readonly timer: NodeJS.Timeout; readonly forget: () => void }

/** Keeps at most one idle thread. */
function createThreads(): { take(): Worker; giveBack(worker: Worker): void } {
  let idle: Idle | null = null
  return {
    take() {
      if (idle === null) return new Worker(workerAddress('write-worker'), { execArgv: [] })
      const { worker, timer, forget } = idle
      idle = null
      clearTimeout(timer)
      worker.off('error', forget).off('exit', forget)
      worker.ref()
      return worker
    },
    giveBack(worker) {
      if (idle !== null) {
        void worker.terminate()
        return
      }
      const forget = (): void => {
        if (idle?.worker === worker) idle = null
        void worker.terminate()
      }
      worker.on('error', forget).on('exit', forget)
      worker.unref()
      const timer = setTimeout(forget, IDLE_MILLISECONDS)
      timer.unref()
      idle = { worker, timer, forget }
    },
  }
}

/** A writer with at most one idle thread; jobs at the same time get a thread each. */
export function createReportWriter(): ReportWriter {
  const threads = createThreads()
  /** `ask` sends the job to its thread; what it throws ends the job. */
  function run(ask: (worker: Worker, isOver: () => boolean) => Promise<void>, signal: AbortSignal | undefined): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason)
        return
      }
      const worker = threads.take()
      let over = false
      const end = (settle: () => void, keep: boolean): void => {
        if (over) return
        over = true
        signal?.removeEventListener('abort', onAbort)
        worker.off('error', fail).off('exit', onExit).off('message', onMessage)
        if (keep) threads.giveBack(worker)
        else void worker.terminate()
        settle()
      }
      const fail = (error: unknown): void => end(() => reject(error), false)
      const onExit = (code: number): void => fail(new Error(`The thread that writes reports ended early (${code}).`))
      const onAbort = (): void => fail(signal?.reason)
      const onMessage = (reply: WriteReply): void => {
        switch (reply.kind) {
          case 'done':
            end(() => resolve(reply.bytes), true)
            return
          case 'failed':
            end(() => reject(new Error(reply.message)), true)
            return
          default:
            assertNever(reply)
        }
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      worker.on('error', fail).on('exit', onExit).on('message', onMessage)
      ask(worker, () => over).catch(fail)
    })
  }
  return {
    write: (report, format, signal) => run((worker, isOver) => send(worker, report, format, isOver), signal),
    picture: (picture, signal) => run(async (worker) => post(worker, { kind: 'picture', picture }), signal),
  }
}
