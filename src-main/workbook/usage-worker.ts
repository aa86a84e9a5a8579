/** The thread that reads one file of usage, chunk by chunk, and ends. Its heap is bounded and its time is watched from outside. */
import { parentPort, workerData } from 'node:worker_threads'

import type { Result } from '../../src-shared/domain/result.ts'
import { ForeignFileRefused } from './foreign.ts'
import type { UsageReply, UsageRequest, UsageTask } from './messages.ts'
import { UsageTables, type UsageAnswer } from './usage-tables.ts'

const port = parentPort
if (port === null) throw new Error('usage-worker runs as a worker thread.')

const task: UsageTask = workerData
const tables = new UsageTables(task)

/** Columns are handed over, not copied. */
function buffersOf(message: UsageReply): ArrayBuffer[] {
  if (message.kind !== 'read') return []
  const { row, lines, days } = message.usage
  return [row, lines.customer, lines.rate, lines.month, lines.quantity, days.line, days.day, days.quantity].flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []))
}

function finish(message: UsageReply): void {
  port?.postMessage(message, buffersOf(message))
  port?.close()
}

function answer(result: Result<UsageAnswer>): void {
  finish(result.ok ? result.value : { kind: 'refused', issues: result.failure })
}

async function take(request: UsageRequest): Promise<void> {
  try {
    if (request.kind === 'end') return answer(await tables.end())
    tables.push(request.bytes)
    if (tables.isDone) return answer(tables.answer())
    port?.postMessage({ kind: 'taken', rows: tables.rows } satisfies UsageReply)
  } catch (error) {
    if (!(error instanceof ForeignFileRefused)) throw error
    finish({ kind: 'refused', issues: error.issues })
  }
}

port.on('message', (request: UsageRequest) => void take(request))
