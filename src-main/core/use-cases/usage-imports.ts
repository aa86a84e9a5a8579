/** Usage from outside: looked at, previewed, accepted as one batch; nothing is written until accepted. */
import type { ImportAccepted, TaskProgress } from '../../../src-shared/contract/answers.ts'
import type { ImportOutcome } from '../../../src-shared/domain/import-outcome.ts'
import { stampEdit } from '../../../src-shared/domain/model/apply-edit.ts'
import { ok, type Result } from '../../../src-shared/domain/result.ts'
import type { CountedLines } from '../../../src-shared/domain/usage/batch-lines.ts'
import { NO_DAYS, type DaysOfLines } from '../../../src-shared/domain/usage/days-of-lines.ts'
import { planUsageImport, type PlannedUsageImport } from '../../../src-shared/domain/usage/imports/plan-usage-import.ts'
import { usageCatalog } from '../../../src-shared/domain/usage/imports/usage-catalog.ts'
import type { InspectedUsage, UsageImportMapping, UsageOfFile } from '../../../src-shared/domain/usage/imports/usage-import.ts'
import type { UseCaseParts } from '../core-parts.ts'
import { refusedWith, type NoModelOpen, type Refused } from '../failures.ts'
import type { StoreFailure } from '../ports.ts'
import type { ChangeBase, ReadModel } from '../session.ts'
import { countedLines } from '../usage-book.ts'
import type { WriteFailure } from './edits.ts'

type Given = { readonly file: File; readonly signal?: AbortSignal | undefined }
/** `task`: the name under which its progress can be asked for. */
export type UsageImportRequest = Given & { readonly sheet: string; readonly mapping: UsageImportMapping | null; readonly task: string }

type Report = (progress: TaskProgress) => void
type Read = { readonly usage: UsageOfFile; readonly present: CountedLines; readonly presentDays: DaysOfLines }

export async function inspectUsage({ workbooks }: UseCaseParts, { file, signal }: Given): Promise<Result<readonly InspectedUsage[], Refused>> {
  const tables = await workbooks.inspectUsage(file, signal)
  return tables.ok ? tables : refusedWith(tables.failure)
}

export function usageImportProgress({ tasks }: UseCaseParts, { task }: { readonly task: string }): TaskProgress | null {
  return tasks.progressOf(task)
}

/** What days the model says of its lines in the months of a file. */
function daysInMonthsOf({ store }: ReadModel, { present, usage: { lines } }: { readonly present: CountedLines; readonly usage: UsageOfFile }): Result<DaysOfLines, StoreFailure> {
  let [first, last] = [lines.month[0] ?? 0, lines.month[0] ?? 0]
  for (const each of lines.month) {
    if (each < first) first = each
    if (each > last) last = each
  }
  return present.rate.length === 0 ? ok(NO_DAYS) : store.readDays(present, { first, last })
}

async function readFile({ workbooks }: UseCaseParts, model: ReadModel, { request, report }: { readonly request: UsageImportRequest; readonly report: Report }): Promise<Result<Read, Refused | StoreFailure>> {
  const { file, sheet, mapping, signal } = request
  report({ phase: 'reading', rows: 0, bytes: 0, totalBytes: file.size })
  const present = countedLines(model)
  if (!present.ok) return present
  const catalog = usageCatalog({ draft: model.draft, present: present.value })
  const usage = await workbooks.readUsage({ file, sheet, mapping, catalog }, { signal, onProgress: (progress) => report({ phase: 'reading', ...progress }) })
  if (!usage.ok) return refusedWith(usage.failure)
  const presentDays = daysInMonthsOf(model, { present: present.value, usage: usage.value })
  return presentDays.ok ? ok({ usage: usage.value, present: present.value, presentDays: presentDays.value }) : presentDays
}

function planned(parts: UseCaseParts, model: ReadModel, { request, read }: { readonly request: UsageImportRequest; readonly read: Read }): PlannedUsageImport {
  return planUsageImport({
    draft: model.draft, present: read.present, presentDays: read.presentDays, read: read.usage, fileName: request.file.name, newId: () => parts.ids.next(), author: parts.settings.read().author, at: parts.clock.now().toISOString(),
  })
}

export function previewUsageImport(parts: UseCaseParts, request: UsageImportRequest): Promise<Result<ImportOutcome, NoModelOpen | Refused | StoreFailure>> {
  return parts.tasks.run(request.task, async (report) => {
    const model = parts.session.read()
    if (!model.ok) return model
    const read = await readFile(parts, model.value, { request, report })
    return read.ok ? ok(planned(parts, model.value, { request, read: read.value }).outcome) : read
  })
}

/** One edit of kind `import` with the lines of its batch, after a backup: one undo takes it all back. Until it is on disk its signal stops it, and nothing of it is written. */
export function acceptUsageImport(parts: UseCaseParts, request: UsageImportRequest & ChangeBase): Promise<Result<ImportAccepted, WriteFailure>> {
  return parts.tasks.run(request.task, async (report) => {
    const before = parts.session.write(request)
    if (!before.ok) return before
    const read = await readFile(parts, before.value, { request, report })
    if (!read.ok) return read
    const { size } = request.file
    report({ phase: 'writing', rows: 0, bytes: 0, totalBytes: size })
    await parts.session.whenWritten()
    request.signal?.throwIfAborted()
    // From here on nothing else is written, so the revision that is checked is the one that is written on.
    const writable = parts.session.write(request)
    if (!writable.ok) return writable
    const { outcome, plan, usage } = planned(parts, writable.value, { request, read: read.value })
    if (plan === null || usage === null) return refusedWith(outcome.issues)
    const backup = writable.value.store.backup(`before import of ${request.file.name}`, 'automatic')
    if (!backup.ok) return backup
    const edit = stampEdit({ ...plan, kind: 'import' }, { id: parts.ids.next(), at: parts.clock.now().toISOString(), author: parts.settings.read().author })
    const appended = await parts.session.appendUsage(edit, { usage, signal: request.signal, onStep: ({ done, of }) => report({ phase: 'writing', rows: done, bytes: Math.floor((size * done) / of), totalBytes: size }) })
    if (!appended.ok) return appended
    const loaded = parts.session.load()
    return loaded.ok ? ok({ outcome, loaded: loaded.value }) : loaded
  })
}
