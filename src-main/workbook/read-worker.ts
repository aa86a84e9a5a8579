/** The thread that reads one foreign file, and ends. Its heap is bounded and its time is watched from outside. */
import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'

import type { ForeignTable } from '../core/ports.ts'
import { ForeignFileRefused } from './foreign.ts'
import type { ReadReply, ReadTask } from './messages.ts'
import { refuseOtherKinds } from './sniff.ts'

/** Cells sent at once. */
const CELLS_A_SLICE = 20_000

async function tablesOf(bytes: Buffer, file: string): Promise<readonly ForeignTable[]> {
  if (refuseOtherKinds(bytes, file) === 'workbook') return (await import('./read-xlsx.ts')).readXlsx(bytes, file)
  return [(await import('./read-csv.ts')).readCsv(bytes, file)]
}

const port = parentPort
if (port === null) throw new Error('read-worker runs as a worker thread.')

function reply(message: ReadReply): void {
  port?.postMessage(message)
}

async function sendTable(table: ForeignTable): Promise<void> {
  reply({ kind: 'sheet', sheet: table.sheet, rowCount: table.rows.length })
  const step = Math.max(1, Math.floor(CELLS_A_SLICE / Math.max(1, table.rows[0]?.length ?? 1)))
  for (let start = 0; start < table.rows.length; start += step) {
    reply({ kind: 'rows', rowNumbers: table.rowNumbers.slice(start, start + step), rows: table.rows.slice(start, start + step) })
    // The caller takes one slice a turn of its event loop.
    if (port !== null) await once(port, 'message')
  }
}

async function run(task: ReadTask): Promise<void> {
  try {
    for (const table of await tablesOf(Buffer.from(task.bytes.buffer, task.bytes.byteOffset, task.bytes.byteLength), task.name)) await sendTable(table)
    reply({ kind: 'done' })
  } catch (error) {
    if (!(error instanceof ForeignFileRefused)) throw error
    reply({ kind: 'refused', issues: error.issues })
  }
  port?.close()
}

const task: ReadTask = workerData
await run(task)
