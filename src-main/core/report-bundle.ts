/**
 * One report for every customer, as one zip or in one folder: made, written and let go of one after the other, so that memory does not grow with their
 * number. What is written, and what is not and why, stands in its last file.
 */
import type { BundledFile } from '../../src-shared/contract/answers.ts'
import type { Customer } from '../../src-shared/domain/model/billing-tables.ts'
import { bundleContents } from '../../src-shared/domain/reports/billing/bundle-contents.ts'
import { figuresRefusal } from '../../src-shared/domain/reports/export-limits.ts'
import type { ReportModel } from '../../src-shared/domain/reports/report-model.ts'
import { ok, type Result } from '../../src-shared/domain/result.ts'
import { safeFileName } from './paths.ts'
import type { ReportFormat, StoreFailure, Workbooks } from './ports.ts'

/** Where the pieces of the zip go, in order. */
export type BundleSink = (piece: Uint8Array) => Result<void, StoreFailure>

/** What the files become, one after the other. */
export type BundleTarget = { add(name: string, content: Uint8Array): Result<void, StoreFailure>; end(): Result<void, StoreFailure> }

/** A zip, piece by piece. */
export function zipTarget({ zip: newZip }: Pick<Workbooks, 'zip'>, sink: BundleSink): BundleTarget {
  const zip = newZip()
  const put = (pieces: readonly Uint8Array[]): Result<void, StoreFailure> => {
    for (const piece of pieces) {
      const taken = sink(piece)
      if (!taken.ok) return taken
    }
    return ok(undefined)
  }
  return { add: (name, content) => put(zip.add(name, content)), end: () => put(zip.end()) }
}

export type BundleProgress = { readonly done: number; readonly total: number }

/** `why`: the report of this customer cannot be made, the others can. */
export type Previewed<Failure> = Result<ReportModel, { readonly kind: 'only-this'; readonly why: string } | { readonly kind: 'all'; readonly failure: Failure }>

export type BundleParts<Failure> = {
  readonly workbooks: Workbooks
  readonly customers: readonly Customer[]
  readonly format: ReportFormat
  readonly preview: (customer: Customer) => Promise<Previewed<Failure>>
  readonly target: BundleTarget
  readonly progress: (progress: BundleProgress) => void
  readonly signal?: AbortSignal | undefined
}

export const NOTHING_TO_REPORT = 'There is nothing to report: no usage, credits or changes.'

const CONTENTS = 'Contents.csv'

function dataRows(report: ReportModel): number {
  const main = report.sheets.find((sheet) => sheet.id === report.mainSheetId) ?? report.sheets[0]
  return main?.rows.filter((row) => row.kind === 'data').length ?? 0
}

/** A name that no other file of the bundle has, whatever the case of its letters. */
function freeName(title: string, format: ReportFormat, taken: Set<string>): string {
  const base = safeFileName(title)
  for (let count = 1; ; count += 1) {
    const name = `${base}${count === 1 ? '' : ` (${count})`}.${format}`
    if (taken.has(name.toLowerCase())) continue
    taken.add(name.toLowerCase())
    return name
  }
}

/**
 * Writes the files to the target. A cancel throws the signal's reason; whoever owns the target then discards it.
 *
 * @example (await writeBundle({ ..., customers })).value // [{ agency: 'DMA', file: 'Statement, DMA, FY2004.xlsx', sheets: [...], why: '' }, ...]
 */
export async function writeBundle<Failure>(parts: BundleParts<Failure>): Promise<Result<readonly BundledFile[], Failure | StoreFailure>> {
  const { workbooks, customers, format, preview, target, progress, signal } = parts
  const taken = new Set([CONTENTS.toLowerCase()])
  const files: BundledFile[] = []
  let sample: ReportModel | null = null
  for (const [done, customer] of customers.entries()) {
    progress({ done, total: customers.length })
    signal?.throwIfAborted()
    const notWritten = (why: string): void => void files.push({ agency: customer.code, name: customer.name, file: null, sheets: [], why })
    const report = await preview(customer)
    if (!report.ok) {
      if (report.failure.kind === 'all') return { ok: false, failure: report.failure.failure }
      notWritten(report.failure.why)
      continue
    }
    const tooMany = figuresRefusal(report.value, format)
    if (tooMany !== null || dataRows(report.value) === 0) {
      notWritten(tooMany?.message ?? NOTHING_TO_REPORT)
      continue
    }
    sample ??= { ...report.value, sheets: [] }
    const bytes = await workbooks.write(report.value, format, signal)
    const name = freeName(report.value.title, format, taken)
    const written = target.add(name, bytes)
    if (!written.ok) return written
    files.push({ agency: customer.code, name: customer.name, file: name, sheets: report.value.sheets.map((sheet) => ({ name: sheet.name, rows: sheet.rows.filter((row) => row.kind === 'data').length })), why: '' })
  }
  progress({ done: customers.length, total: customers.length })
  const listed = target.add(CONTENTS, await workbooks.write(bundleContents(files, sample), 'csv', signal))
  const ended = listed.ok ? target.end() : listed
  return ended.ok ? ok(files) : ended
}
