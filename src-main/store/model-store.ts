import type { Clock, OpenMode, Store, StoreFailure, UsageOfBatch } from '../core/ports.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import type { JournalEntry } from '../../src-shared/domain/model/edit.ts'
import { ok, refused, type Result } from '../../src-shared/domain/result.ts'
import { among, runSteps, type Steps } from '../../src-shared/domain/steps.ts'
import { copyTo, makeBackup } from './backups.ts'
import { absolutePath, type Connection } from './database.ts'
import { attempt, beingWritten, failureOf, snapshotIsReadOnly, StoreRefusal } from './failures.ts'
import { openJournal } from './journal.ts'
import { type ModelLock } from './lock.ts'
import type { Migration } from './migrate.ts'
import { copyOver } from './replace-model.ts'
import { openRawMeasures } from './raw-measures.ts'
import { inWritingOrder, readRows, rowWriter } from './rows.ts'
import { openUsageLines, type LoadOfBatch } from './usage-lines.ts'
import { verifyModel } from './verify.ts'

export type OpenParts = {
  readonly database: Connection
  /** As the person named it, made absolute. */
  readonly path: string
  /** Where it lies, links followed. */
  readonly realPath: string
  readonly mode: OpenMode
  /** Null for a snapshot. */
  readonly lock: ModelLock | null
  readonly clock: Clock
  readonly migrations: readonly Migration[]
  /** Gives back what opening took: the connection, the lock, the folder of a snapshot. */
  readonly release: () => void
}

/**
 * The store of an open model. Throws FILE_DAMAGED (a StoreRefusal) when a row does not validate; after that it keeps what
 * it has read until the first write, so that opening and the first `readDraft` read the file once.
 */
export function modelStore(parts: OpenParts): Store {
  const { database, path, mode } = parts
  const journal = openJournal({ database, path })
  const writer = rowWriter(database)
  const usageLines = openUsageLines({ database, path })
  const rawMeasures = openRawMeasures({ database, path })
  let known: Draft | null = readRows({ database, path })
  journal.revision()

  function prepare(entry: JournalEntry): void {
    parts.lock?.assertHeld()
    const next = journal.revision() + 1
    if (entry.revision !== next) throw new Error(`The next revision is ${next}, not ${entry.revision}.`)
    // Rows of one edit may refer to each other in any order.
    database.pragma('defer_foreign_keys = ON')
  }
  function finish(entry: JournalEntry, loads: readonly LoadOfBatch[]): void {
    for (const change of inWritingOrder(entry.changes)) writer.change(change)
    journal.append(entry)
    // A batch is closed when its lines and raw rows are written.
    usageLines.close(entry, loads)
    parts.lock?.assertHeld()
    database.exec('COMMIT')
  }

  /** Lines, then raw rows. */
  function* writeBatches(usage: readonly UsageOfBatch[]): Steps<readonly LoadOfBatch[]> {
    const lineCount = usage.reduce((sum, { lines }) => sum + lines.rate.length, 0)
    const of = usage.reduce((sum, { measures = [] }) => sum + measures.length, lineCount)
    const loads = yield* among(usageLines.write(usage), { from: 0, of })
    let from = lineCount
    for (const { batchId, measures = [] } of usage) {
      yield* among(rawMeasures.write(batchId, measures), { from, of })
      from += measures.length
    }
    return loads
  }

  /** Lines and raw rows first: what anybody reads of an edit, its rows and its journal entry, is written in one go at the end. */
  function* writing(entry: JournalEntry, usage: readonly UsageOfBatch[]): Steps<void> {
    if (database.inTransaction) throw new StoreRefusal(beingWritten(path))
    database.exec('BEGIN IMMEDIATE')
    try {
      prepare(entry)
      finish(entry, yield* writeBatches(usage))
      known = null
    } finally {
      // On a full disk SQLite has rolled back itself; a closed file has no transaction.
      if (database.inTransaction) database.exec('ROLLBACK')
    }
  }

  const sign = database.transaction((author: string): void => parts.lock?.signAs(author))

  function* appendInSteps(entry: JournalEntry, usage: readonly UsageOfBatch[]): Steps<Result<void, StoreFailure>> {
    if (mode === 'snapshot') return refused(snapshotIsReadOnly(path))
    try {
      return ok(yield* writing(entry, usage))
    } catch (error) {
      const failure = failureOf(error, path)
      if (failure === undefined) throw error
      return refused(failure)
    }
  }

  return {
    path,
    mode,
    readDraft() {
      known ??= readRows({ database, path })
      return known
    },
    revision: () => journal.revision(),
    append: (entry, ...usage) => runSteps(appendInSteps(entry, usage)),
    appendInSteps,
    readUsage: (batches) => attempt(path, () => usageLines.read(batches)),
    readDays: (lines, months) => attempt(path, () => usageLines.readDays(lines, months)),
    readMeasures: (batchId, only) => attempt(path, () => rawMeasures.read(batchId, only)),
    signAs: (author) => attempt(path, () => { if (parts.lock !== null) sign.immediate(author) }),
    history: (page) => journal.history(page),
    historyOf: (request) => journal.historyOf(request),
    entry: (revision) => journal.entry(revision),
    backup: (label, kind = 'checkpoint') => attempt(path, () => makeBackup({ database, modelPath: parts.realPath, at: parts.clock.now(), label, kind })),
    saveCopy: (target) => attempt(target, () => copyTo(database, absolutePath(target))),
    saveCopyOver: (target) => attempt(target, () => copyOver({ database, ownPath: parts.realPath, target, at: parts.clock.now() })),
    verify: () => verifyModel({ database, path, journal, migrations: parts.migrations }),
    close: parts.release,
  }
}
