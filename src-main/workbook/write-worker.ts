/** The thread that writes: gathers a report's slices, then makes the file, or draws one chart. One job at a time. */
import { parentPort } from 'node:worker_threads'

import type { ReportModel, ReportRow } from '../../src-shared/domain/reports/report-model.ts'
import { assertNever } from '../../src-shared/domain/result.ts'
import type { MarkedChart, ReportFormat } from '../core/ports.ts'
import type { WriteReply, WriteRequest } from './messages.ts'

async function write(report: ReportModel, format: ReportFormat): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded when first needed: a CSV does not wait for exceljs.
  switch (format) {
    case 'xlsx':
      return (await import('./write-xlsx.ts')).writeXlsx(report)
    case 'csv':
      return (await import('./write-csv.ts')).writeCsv(report)
    case 'pdf':
      return (await import('./write-pdf.ts')).writePdf(report)
    default:
      return assertNever(format)
  }
}

const port = parentPort
if (port === null) throw new Error('write-worker runs as a worker thread.')

let report: ReportModel | null = null
let rows: ReportRow[][] = []

async function finish(format: ReportFormat): Promise<void> {
  if (report === null) throw new Error('A report must begin before it ends.')
  const whole: ReportModel = { ...report, sheets: report.sheets.map((sheet, index) => ({ ...sheet, rows: rows[index] ?? [] })) }
  report = null
  rows = []
  await reply(() => write(whole, format))
}

async function draw({ chart, mark }: MarkedChart): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array((await import('./chart-picture.ts')).chartPicture(chart, mark).png)
}

async function reply(made: () => Promise<Uint8Array<ArrayBuffer>>): Promise<void> {
  try {
    const bytes = await made()
    port?.postMessage({ kind: 'done', bytes } satisfies WriteReply, [bytes.buffer])
  } catch (error) {
    port?.postMessage({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies WriteReply)
  }
}

port.on('message', (message: WriteRequest) => {
  switch (message.kind) {
    case 'begin':
      report = message.report
      rows = message.report.sheets.map(() => [])
      return
    case 'rows':
      rows[message.sheet]?.push(...message.rows)
      return
    case 'finish':
      void finish(message.format)
      return
    case 'picture':
      void reply(() => draw(message.picture))
      return
    default:
      assertNever(message)
  }
})
