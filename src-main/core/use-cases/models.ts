/** Model files: made, opened, copied, checked, closed. */
import type { Loaded } from '../../../src-shared/contract/answers.ts'
import { rowChange, type JournalEntry, type JournalSummary, type RowHistory } from '../../../src-shared/domain/model/edit.ts'
import type { TableName } from '../../../src-shared/domain/model/tables.ts'
import type { Issue } from '../../../src-shared/domain/issues.ts'
import { ok, type Result } from '../../../src-shared/domain/result.ts'
import type { UseCaseParts } from '../core-parts.ts'
import type { NoModelOpen } from '../failures.ts'
import { absolutePath, joinPath, safeFileName, withModelExtension } from '../paths.ts'
import type { OpenMode, Store, StoreFailure } from '../ports.ts'
import { rememberRecent } from './application.ts'

/** The store becomes the open model; the one before it is closed only now, so that a failure leaves it as it was. */
export function adoptStore(parts: UseCaseParts, store: Store): Loaded {
  try {
    const loaded = parts.session.adopt(store)
    rememberRecent(parts, store.path)
    return loaded
  } catch (error) {
    if (parts.session.current()?.store !== store) store.close()
    throw error
  }
}

export function createModel(parts: UseCaseParts, { name, path }: { readonly name: string; readonly path: string | null }): Result<Loaded, StoreFailure> {
  const { host, storeFactory, settings, session } = parts
  // A new model never replaces a file, whatever the dialog was told.
  session.confirmedTarget = null
  const chosen = path === null ? joinPath(host.modelsFolder, safeFileName(name)) : absolutePath(path, host.modelsFolder)
  const { author } = settings.read()
  const created = storeFactory.create({ path: withModelExtension(chosen), author })
  if (!created.ok) return created
  const store = created.value
  const begun = store.append(firstEntry(parts, author))
  if (begun.ok) return ok(adoptStore(parts, store))
  store.close()
  return begun
}

/** A new model has its one row of settings from the start; of kind `publish`, so that undo never takes it away. */
function firstEntry({ ids, clock }: UseCaseParts, author: string): JournalEntry {
  const settings = { id: 'model', agencyName: '', officeName: '', fiscalYearFirstMonth: 7 }
  return {
    id: ids.next(), at: clock.now().toISOString(), author, label: 'New model', kind: 'publish', changes: [rowChange('settings', { before: null, after: settings })],
    revision: 1, undoes: null, redoes: null,
  }
}

export function openModel(parts: UseCaseParts, { path, mode }: { readonly path: string; readonly mode: OpenMode }): Result<Loaded, StoreFailure> {
  const wanted = absolutePath(path, parts.host.modelsFolder)
  const current = parts.session.load()
  // This window has it already: the lock that it would meet is its own.
  if (current.ok && current.value.info.path === wanted && current.value.info.mode === 'read-write' && mode === 'read-write') return current
  const opened = parts.storeFactory.open({ path: wanted, author: parts.settings.read().author, mode })
  return opened.ok ? ok(adoptStore(parts, opened.value)) : opened
}

export function loadModel({ session }: UseCaseParts): Result<Loaded, NoModelOpen> {
  return session.load()
}

export function closeModel({ session }: UseCaseParts): void {
  session.close()
}

/** Replaces a file only where the system's dialog has just asked about that very file; else a taken name is refused. */
export function saveCopy({ session, host }: UseCaseParts, { path }: { readonly path: string }): Result<{ readonly path: string }, NoModelOpen | StoreFailure> {
  const model = session.read()
  if (!model.ok) return model
  const target = withModelExtension(absolutePath(path, host.modelsFolder))
  const { store } = model.value
  const saved = session.confirmedTarget === target ? store.saveCopyOver(target) : store.saveCopy(target)
  if (saved.ok) session.confirmedTarget = null
  return saved.ok ? ok({ path: target }) : saved
}

export function checkpoint({ session }: UseCaseParts, { label }: { readonly label: string }): Result<{ readonly path: string }, NoModelOpen | StoreFailure> {
  const model = session.read()
  if (!model.ok) return model
  const saved = model.value.store.backup(label)
  return saved.ok ? ok({ path: saved.value }) : saved
}

export function verifyModel({ session }: UseCaseParts): Result<readonly Issue[], NoModelOpen> {
  const model = session.read()
  return model.ok ? ok(model.value.store.verify()) : model
}

export function modelHistory({ session }: UseCaseParts, page: { readonly before: number | null; readonly limit: number }): Result<readonly JournalSummary[], NoModelOpen> {
  const model = session.read()
  return model.ok ? ok(model.value.store.history(page)) : model
}

/** Who changed some rows, when, and from what to what. */
export function rowHistory({ session }: UseCaseParts, request: { readonly rows: readonly { readonly table: TableName; readonly id: string }[]; readonly before: number | null; readonly limit: number }): Result<readonly RowHistory[], NoModelOpen> {
  const model = session.read()
  return model.ok ? ok(model.value.store.historyOf(request)) : model
}
