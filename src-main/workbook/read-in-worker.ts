/** Reads the tables of a foreign file on a thread of its own. */
import { assertNever, ok, refused, type Result } from '../../src-shared/domain/result.ts'
import type { ForeignTable, TablesWatch } from '../core/ports.ts'
import { LIMITS } from './limits.ts'
import type { ReadReply, ReadTask } from './messages.ts'
import { readOnThread } from './reader-thread.ts'

export type ReadOptions = { readonly milliseconds?: number }

/** `signal` ends the thread at once; the promise then rejects with the signal's reason. */
export function readInWorker({ name, bytes }: ReadTask, { signal, onRows }: TablesWatch = {}, options: ReadOptions = {}): Promise<Result<readonly ForeignTable[]>> {
  return readOnThread<readonly ForeignTable[]>({
    module: 'read-worker', workerData: { name, bytes } satisfies ReadTask, file: { name, size: bytes.byteLength }, limits: { ...LIMITS, ...options },
    slowRemedy: 'Split it into several files, or save it as CSV.', signal,
    attend({ worker, end }) {
      const tables: { readonly sheet: string; readonly rowCount: number; readonly rowNumbers: number[]; readonly rows: (readonly string[])[] }[] = []
      worker.on('message', (message: ReadReply) => {
        switch (message.kind) {
          case 'sheet':
            tables.push({ sheet: message.sheet, rowCount: message.rowCount, rowNumbers: [], rows: [] })
            return
          case 'rows':
            for (const number of message.rowNumbers) tables.at(-1)?.rowNumbers.push(number)
            for (const row of message.rows) tables.at(-1)?.rows.push(row)
            onRows?.({ done: tables.at(-1)?.rows.length ?? 0, of: tables.at(-1)?.rowCount ?? 0 })
            setImmediate(() => worker.postMessage('next', []))
            return
          case 'done':
            end(ok(tables.map(({ rowCount: _rowCount, ...table }) => table)))
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
