/** Reads a foreign file on a thread of its own, with bounded memory and time; whatever happens there, the caller gets a Result. */
import { Worker } from 'node:worker_threads'

import { issue, type Issue } from '../../src-shared/domain/issues.ts'
import { assertNever, ok, refused, type Result } from '../../src-shared/domain/result.ts'
import type { ForeignTable } from '../core/ports.ts'
import { count } from './foreign.ts'
import { LIMITS } from './limits.ts'
import type { ReadReply, ReadTask } from './messages.ts'
import { workerAddress } from './worker-address.ts'

type Outcome = Result<readonly ForeignTable[]>

function refusedWith(code: Issue['code'], message: string, remedy: string, file: string): Result<never> {
  return refused([issue(code, message, { remedy, place: { file } })])
}

/** What is said when the reading thread ended of itself. */
export function afterCrash(error: Error, file: string): Result<never> {
  const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return outOfMemory
    ? refusedWith('file-too-large', 'The file needs more memory than an import may take.', 'Split it into several files.', file)
    : refusedWith('unreadable-file', `The file cannot be read (${error.message.slice(0, 200)}).`, 'Save it again as "CSV UTF-8" or as .xlsx.', file)
}

export type ReadOptions = { readonly milliseconds?: number }

/** `signal` ends the thread at once; the promise then rejects with the signal's reason. */
export function readInWorker(file: ReadTask, signal?: AbortSignal, options: ReadOptions = {}): Promise<Outcome> {
  const { milliseconds = LIMITS.milliseconds } = options
  if (signal?.aborted === true) return Promise.reject(signal.reason)
  if (file.bytes.byteLength > LIMITS.fileBytes) {
    return Promise.resolve(refusedWith('file-too-large', `The file has ${count(file.bytes.byteLength)} bytes; at most ${count(LIMITS.fileBytes)} are read.`, 'Split it into several files.', file.name))
  }
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerAddress('read-worker'), { workerData: { name: file.name, bytes: file.bytes } satisfies ReadTask, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: LIMITS.heapMegabytes } })
    const tables: { readonly sheet: string; readonly rowNumbers: number[]; readonly rows: (readonly string[])[] }[] = []
    let settled = false
    const settle = (action: () => void): void => {
      if (settled) return
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      settled = true
      void worker.terminate()
      action()
    }
    const end = (outcome: Outcome): void => settle(() => resolve(outcome))
    const onAbort = (): void => settle(() => reject(signal?.reason))
    const timer = setTimeout(() => end(refusedWith('unreadable-file', `Reading the file took longer than ${count(milliseconds / 1000)} seconds and was stopped.`, 'Split it into several files, or save it as CSV.', file.name)), milliseconds)
    signal?.addEventListener('abort', onAbort, { once: true })
    worker.on('error', (error) => end(afterCrash(error instanceof Error ? error : new Error(String(error)), file.name)))
    worker.on('exit', () => end(afterCrash(new Error('the reader ended early'), file.name)))
    worker.on('message', (message: ReadReply) => {
      switch (message.kind) {
        case 'sheet':
          tables.push({ sheet: message.sheet, rowNumbers: [], rows: [] })
          return
        case 'rows':
          for (const number of message.rowNumbers) tables.at(-1)?.rowNumbers.push(number)
          for (const row of message.rows) tables.at(-1)?.rows.push(row)
          setImmediate(() => worker.postMessage('next', []))
          return
        case 'done':
          end(ok(tables))
          return
        case 'refused':
          end(refused(message.issues))
          return
        default:
          assertNever(message)
      }
    })
  })
}
