/** `export FILE --report NAME --all --out X.zip`, or `--out FOLDER/`: one report for every agency, with what was written and what was not. */
import { statSync } from 'node:fs'
import { extname, resolve } from 'node:path'

import type { BundledFile } from '../../../src-shared/contract/answers.ts'
import { issue } from '../../../src-shared/domain/issues.ts'
import type { Customer } from '../../../src-shared/domain/model/billing-tables.ts'
import { ok, type Result } from '../../../src-shared/domain/result.ts'
import type { ReportFormat, StoreFailure } from '../../core/ports.ts'
import { NOTHING_TO_REPORT, writeBundle, zipTarget, type BundleTarget, type Previewed } from '../../core/report-bundle.ts'
import { fictionalNotes } from '../open-bills.ts'
import type { CliCore } from '../open-core.ts'
import { draftNotes, readModel, versionsRefused } from '../open-model.ts'
import { refusal, type JsonRow, type Outcome, type Warning } from '../outcome.ts'
import { failureWarning, issuesOfError } from '../refusals.ts'
import { textTable, type TableLine } from '../text-table.ts'
import type { ExportRequest } from './export.ts'
import { billingRequest, isBillingReport, type BillingAsked } from './export-billing.ts'

export type ExportAllRequest = ExportRequest & { readonly format: ReportFormat }

/** Ctrl+C cancels: the file that was begun goes, and the program ends. */
async function cancellable<Value>(work: (signal: AbortSignal) => Promise<Value>): Promise<Value | 'cancelled'> {
  const controller = new AbortController()
  const cancel = (): void => controller.abort()
  process.once('SIGINT', cancel).once('SIGTERM', cancel)
  try {
    return await work(controller.signal)
  } catch (error) {
    if (controller.signal.aborted) return 'cancelled'
    throw error
  } finally {
    process.off('SIGINT', cancel).off('SIGTERM', cancel)
  }
}

async function previewOf(core: CliCore, { asked, customer, file }: { readonly asked: BillingAsked; readonly customer: Customer; readonly file: string }): Promise<Previewed<never>> {
  const { request } = asked
  if (request.report !== 'statement' && request.report !== 'impact-statement' && request.report !== 'budget') throw new Error(`${request.report} is not of one agency.`)
  try {
    return ok(await core.client.reports.preview({ ...request, customerId: customer.id }))
  } catch (error) {
    const issues = issuesOfError(error, file)
    if (issues === undefined) throw error
    return { ok: false, failure: { kind: 'only-this', why: issues.map((each) => each.message).join(' ') } }
  }
}

function rowOf({ agency, name, file, sheets, why }: BundledFile): JsonRow {
  return { agency, name, file, sheets: sheets.map((sheet) => ({ sheet: sheet.name, rows: sheet.rows })), why }
}

function textOf(out: string, files: readonly BundledFile[]): string {
  const lines = files.map(({ agency, file, sheets, why }): TableLine => ({ kind: 'cells', cells: [agency, file ?? 'not written', String(sheets.length), String(sheets.reduce((sum, sheet) => sum + sheet.rows, 0)), why] }))
  const written = files.filter((each) => each.file !== null).length
  return [textTable([{ header: 'Agency', align: 'start' }, { header: 'File', align: 'start' }, { header: 'Sheets', align: 'decimal' }, { header: 'Rows', align: 'decimal' }, { header: 'Why not', align: 'start' }], lines), '', `Wrote ${out}: ${written} of ${files.length} agencies`].join('\n')
}

export async function exportAllCommand(core: CliCore, given: ExportAllRequest): Promise<Outcome> {
  const out = resolve(given.out)
  const model = await readModel(core, given.file)
  const kind = kindOf(given.out)
  if (kind === undefined) return refusal({ model: model.path, exitCode: 2, issues: [issue('unreadable-file', `${given.out} is not the name of a zip, nor of a folder.`, { remedy: 'With --all, give --out X.zip, or a folder with a stroke at its end: --out FOLDER/.' })] })
  const [first] = model.draft.customer.values()
  const { report } = given
  if (first === undefined || !isBillingReport(report)) return refusal({ model: model.path, issues: [issue('unknown-reference', 'The model has no agencies.', { remedy: 'Import agencies first.' })] })
  const asked = billingRequest(model, { report, ...given.billing, agency: first.code, version: given.version, from: given.from, to: given.to.at(-1) ?? null, years: await core.client.usage.years({ ahead: [] }) })
  if (!asked.ok) return versionsRefused(model, asked.failure)
  const customers = [...model.draft.customer.values()].toSorted((left, right) => left.position - right.position)
  const begun = kind === 'zip' ? beginZip(core, out) : beginFolder(core, out)
  if (!begun.ok) return refusal({ model: model.path, issues: [failureWarning(begun.failure)] })
  const refusedBy = (issues: readonly Warning[]): Outcome => refusal({ model: model.path, issues })
  try {
    const files = await cancellable((signal) => writeBundle<never>({
      workbooks: core.parts.workbooks, customers, format: given.format, target: begun.value.target, signal, progress: tellProgress, preview: (customer) => previewOf(core, { asked: asked.value, customer, file: given.file }),
    }))
    if (files === 'cancelled') return refusedBy([issue('wrong-state', 'Cancelled: nothing was written.')])
    if (!files.ok) return refusedBy([failureWarning(files.failure)])
    const placed = await begun.value.finish()
    if (!placed.ok) return refusedBy([failureWarning(placed.failure)])
    return {
      exitCode: files.value.some((each) => each.file === null && each.why !== NOTHING_TO_REPORT) ? 1 : 0, model: model.path, rows: files.value.map(rowOf), text: textOf(out, files.value),
      warnings: [...draftNotes(model, { versions: asked.value.versions, generatedAt: core.parts.clock.now().toISOString() }), ...fictionalNotes(customers)],
    }
  } finally {
    begun.value.discard()
  }
}

/** What is written aside until it is whole. */
type Begun = { readonly target: BundleTarget; finish(): Result<void, StoreFailure> | Promise<Result<void, StoreFailure>>; discard(): void }

/** A folder has a stroke at its end, or is there already. */
function kindOf(out: string): 'zip' | 'folder' | undefined {
  if (/[\\/]$/.test(out) || statSync(out, { throwIfNoEntry: false })?.isDirectory() === true) return 'folder'
  return extname(out).toLowerCase() === '.zip' ? 'zip' : undefined
}

function beginZip({ parts }: CliCore, out: string): Result<Begun, StoreFailure> {
  const file = parts.files.begin(out)
  return file.ok ? ok({ target: zipTarget(parts.workbooks, (piece) => file.value.append(piece)), finish: () => file.value.finish(), discard: () => file.value.discard() }) : file
}

function beginFolder({ parts }: CliCore, out: string): Result<Begun, StoreFailure> {
  const folder = parts.files.beginFolder(out)
  return folder.ok ? ok({ target: { add: (name, content) => folder.value.add(name, content), end: () => ok(undefined) }, finish: () => folder.value.finish(), discard: () => folder.value.discard() }) : folder
}

/** One line at a terminal, overwritten; nothing where the output goes to a file. */
function tellProgress({ done, total }: { readonly done: number; readonly total: number }): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} agencies${done === total ? '\n' : ''}`)
}
