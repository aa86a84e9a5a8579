/** A thread of its own that reads a foreign file, with bounded memory and time; whatever happens there, the caller gets a Result. */
import { Worker } from 'node:worker_threads'

import { issue, type Issue } from '../../src-shared/domain/issues.ts'
import { refused, type Result } from '../../src-shared/domain/result.ts'
import { count } from './foreign.ts'
import { workerAddress } from './worker-address.ts'

export type ReaderThread<Value> = {
  readonly worker: Worker
  /** Ends the thread; the promise resolves. Whatever is said after the first end is not heard. */
  readonly end: (outcome: Result<Value>) => void
  /** Ends the thread; the promise rejects. */
  readonly fail: (error: unknown) => void
}

export type ThreadReading<Value> = {
  readonly module: 'read-worker' | 'usage-worker'
  readonly workerData: object
  readonly file: { readonly name: string; readonly size: number }
  readonly limits: { readonly fileBytes: number; readonly milliseconds: number; readonly heapMegabytes: number }
  /** What to do about a file that takes too long. */
  readonly slowRemedy: string
  /** Ends the thread at once; the promise then rejects with the signal's reason, and nothing is left behind. */
  readonly signal?: AbortSignal | undefined
  /** Listens to the thread; answers what has to stop when it ends. */
  readonly attend: (thread: ReaderThread<Value>) => () => void
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

export function readOnThread<Value>({ module, workerData, file, limits, slowRemedy, signal, attend }: ThreadReading<Value>): Promise<Result<Value>> {
  const refusal = (code: Issue['code'], message: string, remedy: string): Result<never> => refused([issue(code, message, { remedy, place: { file: file.name } })])
  const afterCrash = (error: Error): Result<never> =>
    'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      ? refusal('file-too-large', 'The file needs more memory than an import may take.', 'Split it into several files.')
      : refusal('unreadable-file', `The file cannot be read (${error.message.slice(0, 200)}).`, 'Save it again as "CSV UTF-8" or as .xlsx.')

  if (signal?.aborted === true) return Promise.reject(signal.reason)
  if (file.size > limits.fileBytes) return Promise.resolve(refusal('file-too-large', `The file has ${count(file.size)} bytes; at most ${count(limits.fileBytes)} are read.`, 'Split it into several files.'))
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerAddress(module), { workerData, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes } })
    let settled = false
    const settle = (action: () => void): void => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      stop()
      void worker.terminate()
      action()
    }
    const end = (outcome: Result<Value>): void => settle(() => resolve(outcome))
    const onAbort = (): void => settle(() => reject(signal?.reason))
    const tooSlow = (): void => end(refusal('unreadable-file', `Reading the file took longer than ${count(limits.milliseconds / 1000)} seconds and was stopped.`, slowRemedy))
    const timer = setTimeout(tooSlow, limits.milliseconds)
    signal?.addEventListener('abort', onAbort, { once: true })
    worker.on('error', (error) => end(afterCrash(asError(error))))
    worker.on('exit', () => end(afterCrash(new Error('the reader ended early'))))
    const stop = attend({ worker, end, fail: (error) => settle(() => reject(asError(error))) })
  })
}
