/** What the caller's thread and its workers tell each other. */
import type { Issue } from '../../src-shared/domain/issues.ts'
import type { ReportModel, ReportRow } from '../../src-shared/domain/reports/report-model.ts'
import type { InspectedUsage, UsageCatalog, UsageImportMapping, UsageOfFile } from '../../src-shared/domain/usage/imports/usage-import.ts'
import type { ForeignTable, MarkedChart, ReportFormat } from '../core/ports.ts'

/** A report travels in slices, so that copying it never holds up the caller's event loop. */
export type WriteRequest =
  | { readonly kind: 'begin'; readonly report: ReportModel }
  | { readonly kind: 'rows'; readonly sheet: number; readonly rows: readonly ReportRow[] }
  | { readonly kind: 'finish'; readonly format: ReportFormat }
  | { readonly kind: 'picture'; readonly picture: MarkedChart }
export type WriteReply = { readonly kind: 'done'; readonly bytes: Uint8Array } | { readonly kind: 'failed'; readonly message: string }

export type ReadTask = { readonly name: string; readonly bytes: Uint8Array }
/** A slice waits for `next` before the following one is sent. */
export type ReadReply =
  | { readonly kind: 'sheet'; readonly sheet: string; readonly rowCount: number }
  | { readonly kind: 'rows'; readonly rowNumbers: ForeignTable['rowNumbers']; readonly rows: ForeignTable['rows'] }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }

/** A file of usage travels to its thread in chunks; `read` null: only the first rows of each table are wanted. */
export type UsageTask = {
  readonly name: string
  readonly read: { /** Empty: the first that fits. */ readonly sheet: string; readonly mapping: UsageImportMapping | null; readonly catalog: UsageCatalog } | null
}
export type UsageRequest = { readonly kind: 'chunk'; readonly bytes: Uint8Array<ArrayBuffer> } | { readonly kind: 'end' }
/** Each chunk is answered by `taken`, so that few are under way at once. */
export type UsageReply =
  | { readonly kind: 'taken'; readonly rows: number }
  | { readonly kind: 'read'; readonly usage: UsageOfFile }
  | { readonly kind: 'inspected'; readonly tables: readonly InspectedUsage[] }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
