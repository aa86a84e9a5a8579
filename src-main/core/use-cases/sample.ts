/** The sample model: a published schedule's facts as an ordinary file in the data folder. */
import type { Loaded } from '../../../src-shared/contract/answers.ts'
import { draftFromRows, type ModelRows } from '../../../src-shared/domain/model/draft.ts'
import { rowChange, type Edit, type RowChange } from '../../../src-shared/domain/model/edit.ts'
import { TABLE_NAMES } from '../../../src-shared/domain/model/tables.ts'
import { ok, type Result } from '../../../src-shared/domain/result.ts'
import { applyPlan } from '../../../src-shared/domain/model/apply-edit.ts'
import { NOTHING_COUNTED } from '../../../src-shared/domain/usage/batch-lines.ts'
import { measuredLines } from '../../../src-shared/domain/usage/measures/plan-measures-import.ts'
import { rateMeasures } from '../../../src-shared/domain/usage/measures/rate-measures.ts'
import type { CoreParts, UseCaseParts } from '../core-parts.ts'
import { joinPath } from '../paths.ts'
import type { Store, StoreFailure } from '../ports.ts'
import { SAMPLE_MEASURES_BATCH_ID, SAMPLE_USAGE_BATCH_ID } from '../sample-billing.ts'
import { SAMPLE_EDIT_ID } from '../session.ts'
import { adoptStore, openModel } from './models.ts'

export const SAMPLE_FILE_NAME = 'Sample model.ratebook'

/** The rows of the sample as one edit of a new file. */
function sampleChanges(rows: ModelRows): readonly RowChange[] {
  const wanted = draftFromRows(rows)
  return TABLE_NAMES.flatMap((name) => [...wanted[name].values()].map((row) => rowChange(name, { before: null, after: row })))
}

/** Makes a file that holds the sample; of kind `publish`, so that undo never empties it. */
export function createSampleFile(
  parts: Pick<CoreParts, 'storeFactory' | 'samples' | 'clock'>,
  { path, author }: { readonly path: string; readonly author: string },
): Result<Store, StoreFailure> {
  const created = parts.storeFactory.create({ path, author })
  if (!created.ok) return created
  const store = created.value
  const edit: Edit = { id: SAMPLE_EDIT_ID, at: parts.clock.now().toISOString(), author: author === '' ? 'Ratebook' : author, label: 'Sample model', kind: 'publish', changes: sampleChanges(parts.samples.rows()) }
  const checked = applyPlan(store.readDraft(), edit)
  if (!checked.ok) {
    store.close()
    throw new Error(`The sample is not a valid model: ${checked.failure.map(({ message }) => message).join(' ')}`)
  }
  const measures = parts.samples.measures()
  const rated = measuredLines({ draft: checked.value, present: NOTHING_COUNTED }, rateMeasures({ draft: checked.value, measures }).quantities)
  const written = store.append({ ...edit, revision: store.revision() + 1, undoes: null, redoes: null }, { batchId: SAMPLE_USAGE_BATCH_ID, lines: parts.samples.usage() }, { batchId: SAMPLE_MEASURES_BATCH_ID, lines: rated.lines, measures })
  if (written.ok) return ok(store)
  store.close()
  return written
}

/** Where the sample of this machine is. */
export function samplePath({ host }: Pick<UseCaseParts, 'host'>): string {
  return joinPath(host.dataFolder, SAMPLE_FILE_NAME)
}

/** The old file's new name says when it was set aside. @example 'Sample model (kept 2026-11-22 14.02.05).ratebook' */
function keptName(at: string): string {
  return `Sample model (kept ${at.slice(0, 19).replace('T', ' ').replaceAll(':', '.')}).ratebook`
}

/** Moves a sample that is there out of the way; refused while another program has it open. */
function setAside(parts: UseCaseParts, path: string): Result<void, StoreFailure> {
  const { session, storeFactory, files, clock, host, settings } = parts
  const current = session.current()
  if (current !== null && current.info.path === path) {
    session.close()
  } else {
    const opened = storeFactory.open({ path, author: settings.read().author, mode: 'read-write' })
    if (opened.ok) opened.value.close()
    else if (opened.failure.code === 'STORE_LOCKED') return opened
  }
  return files.move({ from: path, to: joinPath(host.dataFolder, keptName(clock.now().toISOString())) })
}

export function openSample(parts: UseCaseParts, { fresh }: { readonly fresh: boolean }): Result<Loaded, StoreFailure> {
  const path = samplePath(parts)
  const exists = parts.files.exists(path)
  if (exists && !fresh) return openModel(parts, { path, mode: 'read-write' })
  if (exists) {
    const aside = setAside(parts, path)
    if (!aside.ok) return aside
  }
  const created = createSampleFile(parts, { path, author: parts.settings.read().author })
  return created.ok ? ok(adoptStore(parts, created.value)) : created
}
