/** Reads the tables of a foreign file on a thread of its own. */
import { assertNever, ok, refused, type Result } from '../../src-shared/domain/result.ts'
import type { ForeignTable } from '../core/ports.ts'
import { LIMITS } from './limits.ts'
import type { ReadReply, ReadTask } from './messages.ts'
import { readOnThread } from './reader-thread.ts'

export type ReadOptions = { readonly milliseconds?: number }

/** `signal` ends the thread at once; the promise then rejects with the signal's reason. */
export function readInWorker({ name, bytes }: ReadTask, signal?: AbortSignal, options: ReadOptions = {}): Promise<Result<readonly ForeignTable[]>> {
  return readOnThread<readonly ForeignTable[]>({
    module: 'read-worker', workerData: { name, bytes } satisfies ReadTask, file: { name, size: bytes.byteLength }, limits: { ...LIMITS, ...options },
    slowRemedy: 'Split it into several files, or save it as CSV.', signal,
    attend({ worker, end }) {
      const tables: { readonly sheet: string; readonly rowNumbers: number[]; readonly rows: (readonly string[])[] }[] = []
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
      return () => undefined
    },
  })
}
