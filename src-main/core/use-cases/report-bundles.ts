/** One report for every customer in one go: a zip or a folder where the person chose, or a zip handed to the browser. */
import type { BundledFile, ExportedAll } from '../../../src-shared/contract/answers.ts'
import type { BundlePlace, BundleRequest } from '../../../src-shared/contract/billing-reports.ts'
import type { Customer } from '../../../src-shared/domain/model/billing-tables.ts'
import { ok, type Result } from '../../../src-shared/domain/result.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { UseCaseParts } from '../core-parts.ts'
import type { NoModelOpen, Refused } from '../failures.ts'
import { joinPath, safeFileName } from '../paths.ts'
import type { Dialogs, ReportFormat, StoreFailure } from '../ports.ts'
import { writeBundle, zipTarget, type BundleProgress, type BundleTarget, type Previewed } from '../report-bundle.ts'
import { nextTurn } from '../run-in-turns.ts'
import { previewReport } from './reports.ts'

type Failure = NoModelOpen | Refused | StoreFailure
type Given = { readonly request: BundleRequest; readonly format: ReportFormat; readonly into: BundlePlace; /** Under which progress is told. */ readonly job: string; readonly signal?: AbortSignal | undefined }

const NAMES = { statement: 'Statements', 'impact-statement': 'Impact statements', budget: 'Budgets' } as const

/** @example bundleTitle(draft, { report: 'budget', from, to }) // 'Budgets, FY2005' */
export function bundleTitle(draft: Draft, request: BundleRequest): string {
  const version = request.report === 'statement' ? request.version : request.to
  return `${NAMES[request.report]}, ${request.report === 'statement' && request.month !== null ? `${request.month}, ` : ''}${formatVersion(draft, version)}`
}

/** The report of one customer; what only its own figures forbid does not end the others. */
async function previewOf(parts: UseCaseParts, { request, signal }: Given, customer: Customer): Promise<Previewed<NoModelOpen | StoreFailure>> {
  // Screens are answered between two customers.
  await nextTurn()
  const report = await previewReport(parts, { ...request, customerId: customer.id }, signal)
  if (report.ok) return report
  const { failure } = report
  return { ok: false, failure: failure.code === 'REFUSED' ? { kind: 'only-this', why: failure.issues.map((each) => each.message).join(' ') } : { kind: 'all', failure } }
}

/** All reports are of the model as it was when they were asked for, whatever is edited meanwhile. */
function pinned(parts: UseCaseParts): Result<{ readonly parts: UseCaseParts; readonly draft: Draft }, NoModelOpen> {
  const model = parts.session.read()
  if (!model.ok) return model
  return ok({ parts: { ...parts, session: { ...parts.session, read: () => model } }, draft: model.value.draft })
}

async function writeTo(parts: UseCaseParts, given: Given, target: BundleTarget): Promise<Result<readonly BundledFile[], Failure>> {
  const model = pinned(parts)
  if (!model.ok) return model
  const customers = [...model.value.draft.customer.values()].toSorted((left, right) => left.position - right.position)
  return parts.exports.run(given.job, (progress) => writeBundle({ workbooks: parts.workbooks, customers, format: given.format, target, signal: given.signal, progress, preview: (customer) => previewOf(model.value.parts, given, customer) }))
}

/** Asks for a place first; a cancel leaves nothing behind. */
export async function exportAll(parts: UseCaseParts, given: Given): Promise<Result<ExportedAll, Failure>> {
  const model = parts.session.read()
  if (!model.ok) return model
  const title = safeFileName(bundleTitle(model.value.draft, given.request))
  const name = `${title}.zip`
  const { dialogs } = parts.host
  if (dialogs === null) {
    const pieces: Uint8Array<ArrayBuffer>[] = []
    const files = await writeTo(parts, given, zipTarget(parts.workbooks, (piece) => ok(void pieces.push(new Uint8Array(piece)))))
    return files.ok ? ok({ exported: { kind: 'file', file: new File(pieces, name, { type: 'application/zip' }) }, files: [...files.value] }) : files
  }
  if (given.into === 'folder') return exportInto(parts, given, { dialogs, title })
  const path = await dialogs.chooseWhereToSave({ name, kind: 'zip' })
  if (path === null) return ok({ exported: { kind: 'cancelled' }, files: [] })
  const file = parts.files.begin(path)
  if (!file.ok) return file
  try {
    const files = await writeTo(parts, given, zipTarget(parts.workbooks, (piece) => file.value.append(piece)))
    if (!files.ok) return files
    const placed = await file.value.finish()
    return placed.ok ? ok({ exported: { kind: 'saved', path }, files: [...files.value] }) : placed
  } finally {
    file.value.discard()
  }
}

/** A new folder within the one that the dialog was told; written aside until it is whole. */
async function exportInto(parts: UseCaseParts, given: Given, { dialogs, title }: { readonly dialogs: Dialogs; readonly title: string }): Promise<Result<ExportedAll, Failure>> {
  const chosen = await dialogs.chooseFolder()
  if (chosen === null) return ok({ exported: { kind: 'cancelled' }, files: [] })
  const path = joinPath(chosen, title)
  const folder = parts.files.beginFolder(path)
  if (!folder.ok) return folder
  try {
    const files = await writeTo(parts, given, { add: (name, content) => folder.value.add(name, content), end: () => ok(undefined) })
    if (!files.ok) return files
    const placed = folder.value.finish()
    return placed.ok ? ok({ exported: { kind: 'saved', path }, files: [...files.value] }) : placed
  } finally {
    folder.value.discard()
  }
}

export function exportProgress({ exports }: Pick<UseCaseParts, 'exports'>, { job }: { readonly job: string }): BundleProgress | null {
  return exports.progressOf(job)
}
