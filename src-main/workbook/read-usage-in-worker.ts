/** Reads a file of usage on a thread of its own: chunks go there, columns come back. */
import type { Worker } from 'node:worker_threads'

import { assertNever, ok, refused, type Result } from '../../src-shared/domain/result.ts'
import type { ReadingProgress } from '../core/ports.ts'
import { USAGE_LIMITS } from './limits.ts'
import type { UsageReply, UsageRequest, UsageTask } from './messages.ts'
import { readOnThread } from './reader-thread.ts'
import type { UsageAnswer } from './usage-tables.ts'

/** Chunks under way at once, and their size: a file's own stream gives a file in memory in one piece. */
const MOST_UNDER_WAY = 4
const CHUNK_BYTES = 256 * 1024

export type UsageWatch = { readonly signal?: AbortSignal | undefined; readonly onProgress?: ((progress: ReadingProgress) => void) | undefined }

/** `signal` ends the thread at once; the promise then rejects with the signal's reason, and nothing is left behind. */
export function readUsageInWorker(file: File, task: Omit<UsageTask, 'name'>, { signal, onProgress }: UsageWatch = {}): Promise<Result<UsageAnswer>> {
  const { name, size } = file
  return readOnThread<UsageAnswer>({
    module: 'usage-worker', workerData: { name, ...task } satisfies UsageTask, file: { name, size }, limits: USAGE_LIMITS,
    slowRemedy: 'Split it into several files.', signal,
    attend({ worker, end, fail }) {
      const feed = feeder(file, worker)
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
      feed.run().catch(fail)
      return () => feed.stop()
    },
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
