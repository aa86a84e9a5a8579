/** Reports to files, foreign files to rows: the workbook port of the core. All work is done on other threads. */
import type { Workbooks } from '../core/ports.ts'
import { readInWorker } from './read-in-worker.ts'
import { createReportWriter } from './write-in-worker.ts'
import { createZip } from './zip-stream.ts'

/**
 * @example
 * const workbooks = createWorkbooks()
 * const bytes = await workbooks.write(report, 'xlsx')
 */
export function createWorkbooks(): Workbooks {
  const writer = createReportWriter()
  return {
    write: (report, format, signal) => writer.write(report, format, signal),
    zip: createZip,
    read: (file, signal) => readInWorker(file, signal),
  }
}
