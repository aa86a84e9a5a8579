/** The thread that reads one foreign file, and ends. Its heap is bounded and its time is watched from outside. */
import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'

import type { ForeignTable } from '../core/ports.ts'
import { ForeignFileRefused, refuse } from './foreign.ts'
import type { ReadReply, ReadTask } from './messages.ts'

/** Cells sent at once. */
const CELLS_A_SLICE = 20_000

function startsWith(bytes: Buffer, ...mark: readonly number[]): boolean {
  return bytes.length >= mark.length && mark.every((byte, index) => bytes[index] === byte)
}

/** By content, never by the name alone: a name only says what a text cannot be. */
async function tablesOf(bytes: Buffer, file: string): Promise<readonly ForeignTable[]> {
  if (bytes.length === 0) refuse('unreadable-file', 'The file is empty.', { place: { file }, remedy: 'Choose another file.' })
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)) return (await import('./read-xlsx.ts')).readXlsx(bytes, file)
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    refuse('unreadable-file', 'The file is an old Excel workbook (.xls), or one with a password.', { place: { file }, remedy: 'Open it in a spreadsheet program and save it as .xlsx without a password.' })
  }
  if (/\.xls[xmb]?$/i.test(file)) {
    refuse('unreadable-file', 'The file is named like a workbook, but is none: it does not begin as a zip does.', { place: { file }, remedy: 'Save it again as .xlsx, or name it .csv if it is a text.' })
  }
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) refuse('unreadable-file', 'The file is a PDF.', { place: { file }, remedy: 'Ask for the table as .xlsx or CSV.' })
  return [(await import('./read-csv.ts')).readCsv(bytes, file)]
}

const port = parentPort
if (port === null) throw new Error('read-worker runs as a worker thread.')

function reply(message: ReadReply): void {
  port?.postMessage(message)
}

async function sendTable(table: ForeignTable): Promise<void> {
  reply({ kind: 'sheet', sheet: table.sheet })
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
