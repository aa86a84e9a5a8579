/** Reports to files, foreign files to rows: the workbook port of the core. All work is done on other threads. */
import { ok } from '../../src-shared/domain/result.ts'
import type { Workbooks } from '../core/ports.ts'
import { readInWorker } from './read-in-worker.ts'
import { readUsageInWorker } from './read-usage-in-worker.ts'
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
    picture: (picture, signal) => writer.picture(picture, signal),
    zip: createZip,
    read: (file, watch) => readInWorker(file, watch),
    async inspectUsage(file, signal) {
      const answer = await readUsageInWorker(file, { read: null }, { signal })
      if (!answer.ok) return answer
      if (answer.value.kind !== 'inspected') throw new Error('The reader of usage answered another question.')
      return ok(answer.value.tables)
    },
    async readUsage({ file, ...read }, watch) {
      const answer = await readUsageInWorker(file, { read }, watch)
      if (!answer.ok) return answer
      if (answer.value.kind !== 'read') throw new Error('The reader of usage answered another question.')
      return ok(answer.value.usage)
    },
  }
}
