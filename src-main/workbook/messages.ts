/** What the caller's thread and its workers tell each other. */
import type { Issue } from '../../src-shared/domain/issues.ts'
import type { ReportModel, ReportRow } from '../../src-shared/domain/reports/report-model.ts'
import type { ForeignTable, ReportFormat } from '../core/ports.ts'

/** A report travels in slices, so that copying it never holds up the caller's event loop. */
export type WriteRequest =
  | { readonly kind: 'begin'; readonly report: ReportModel }
  | { readonly kind: 'rows'; readonly sheet: number; readonly rows: readonly ReportRow[] }
  | { readonly kind: 'finish'; readonly format: ReportFormat }
export type WriteReply = { readonly kind: 'done'; readonly bytes: Uint8Array } | { readonly kind: 'failed'; readonly message: string }

export type ReadTask = { readonly name: string; readonly bytes: Uint8Array }
/** A slice waits for `next` before the following one is sent. */
export type ReadReply =
  | { readonly kind: 'sheet'; readonly sheet: string }
  | { readonly kind: 'rows'; readonly rowNumbers: ForeignTable['rowNumbers']; readonly rows: ForeignTable['rows'] }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
export type ReadRequest = 'next'
