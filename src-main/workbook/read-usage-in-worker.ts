/** Reads a file of usage on a thread of its own: chunks go there, columns come back, with bounded memory and time. */
import { Worker } from 'node:worker_threads'

import { issue, type Issue } from '../../src-shared/domain/issues.ts'
import { assertNever, ok, refused, type Result } from '../../src-shared/domain/result.ts'
import type { ReadingProgress } from '../core/ports.ts'
import { count } from './foreign.ts'
import { USAGE_LIMITS } from './limits.ts'
import type { UsageReply, UsageRequest, UsageTask } from './messages.ts'
import { afterCrash } from './read-in-worker.ts'
import type { UsageAnswer } from './usage-tables.ts'
import { workerAddress } from './worker-address.ts'

/** Chunks under way at once, and their size: a file's own stream gives a file in memory in one piece. */
const MOST_UNDER_WAY = 4
const CHUNK_BYTES = 256 * 1024

export type UsageWatch = { readonly signal?: AbortSignal | undefined; readonly onProgress?: ((progress: ReadingProgress) => void) | undefined }

function refusedWith(code: Issue['code'], message: string, more: { readonly remedy: string; readonly file: string }): Result<never> {
  return refused([issue(code, message, { remedy: more.remedy, place: { file: more.file } })])
}

/** `signal` ends the thread at once; the promise then rejects with the signal's reason, and nothing is left behind. */
export function readUsageInWorker(file: File, task: Omit<UsageTask, 'name'>, { signal, onProgress }: UsageWatch = {}): Promise<Result<UsageAnswer>> {
  const { name, size } = file
  if (signal?.aborted === true) return Promise.reject(signal.reason)
  if (size > USAGE_LIMITS.fileBytes) return Promise.resolve(refusedWith('file-too-large', `The file has ${count(size)} bytes; at most ${count(USAGE_LIMITS.fileBytes)} are read.`, { remedy: 'Split it into several files.', file: name }))
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerAddress('usage-worker'), { workerData: { name, ...task } satisfies UsageTask, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: USAGE_LIMITS.heapMegabytes } })
    const feed = feeder(file, worker)
    let settled = false
    const settle = (action: () => void): void => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      feed.stop()
      void worker.terminate()
      action()
    }
    const end = (outcome: Result<UsageAnswer>): void => settle(() => resolve(outcome))
    const onAbort = (): void => settle(() => reject(signal?.reason))
    const timer = setTimeout(() => end(refusedWith('unreadable-file', `Reading the file took longer than ${count(USAGE_LIMITS.milliseconds / 1000)} seconds and was stopped.`, { remedy: 'Split it into several files.', file: name })), USAGE_LIMITS.milliseconds)
    signal?.addEventListener('abort', onAbort, { once: true })
    worker.on('error', (error) => end(afterCrash(error instanceof Error ? error : new Error(String(error)), name)))
    worker.on('exit', () => end(afterCrash(new Error('the reader ended early'), name)))
    worker.on('message', (message: UsageReply) => {
      switch (message.kind) {
        case 'taken':
          onProgress?.({ rows: message.rows, bytes: feed.taken(), totalBytes: size })
          return
        case 'read':
        case 'inspected':
          end(ok(message))
          return
        case 'refused':
          end(refused(message.issues))
          return
        default:
          assertNever(message)
      }
    })
    feed.run().catch((error: unknown) => settle(() => reject(error instanceof Error ? error : new Error(String(error)))))
  })
}

type Feeder = { run(): Promise<void>; /** A chunk was read; how many bytes are, in all. */ taken(): number; stop(): void }

function feeder(file: File, worker: Worker): Feeder {
  const underWay: number[] = []
  let [bytesTaken, isStopped] = [0, false]
  let proceed: (() => void) | null = null
  const send = (request: UsageRequest, transfer: ArrayBuffer[]): void => worker.postMessage(request, transfer)
  return {
    async run() {
      for (let at = 0; at < file.size; at += CHUNK_BYTES) {
        if (underWay.length >= MOST_UNDER_WAY) await new Promise<void>((resolve) => { proceed = resolve })
        const buffer = await file.slice(at, at + CHUNK_BYTES).arrayBuffer()
        if (isStopped) return
        underWay.push(buffer.byteLength)
        send({ kind: 'chunk', bytes: new Uint8Array(buffer) }, [buffer])
      }
      if (!isStopped) send({ kind: 'end' }, [])
    },
    taken() {
      bytesTaken += underWay.shift() ?? 0
      proceed?.()
      proceed = null
      return bytesTaken
    },
    stop() {
      isStopped = true
      proceed?.()
    },
  }
}
