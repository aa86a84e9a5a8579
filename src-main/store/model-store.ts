import type { Clock, OpenMode, Store, StoreFailure, UsageOfBatch } from '../core/ports.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import type { JournalEntry } from '../../src-shared/domain/model/edit.ts'
import { refused, type Result } from '../../src-shared/domain/result.ts'
import { copyTo, makeBackup } from './backups.ts'
import { absolutePath, type Connection } from './database.ts'
import { attempt, snapshotIsReadOnly } from './failures.ts'
import { openJournal } from './journal.ts'
import { type ModelLock } from './lock.ts'
import type { Migration } from './migrate.ts'
import { copyOver } from './replace-model.ts'
import { openRawMeasures } from './raw-measures.ts'
import { inWritingOrder, readRows, rowWriter } from './rows.ts'
import { openUsageLines } from './usage-lines.ts'
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

  const write = database.transaction((entry: JournalEntry, usage: readonly UsageOfBatch[]): void => {
    parts.lock?.assertHeld()
    const next = journal.revision() + 1
    if (entry.revision !== next) throw new Error(`The next revision is ${next}, not ${entry.revision}.`)
    // Rows of one edit may refer to each other in any order.
    database.pragma('defer_foreign_keys = ON')
    for (const change of inWritingOrder(entry.changes)) writer.change(change)
    journal.append(entry)
    // A batch is closed when its lines are written.
    for (const { batchId, measures = [] } of usage) rawMeasures.append(batchId, measures)
    usageLines.append(entry, usage)
  })

  const sign = database.transaction((author: string): void => parts.lock?.signAs(author))

  function append(entry: JournalEntry, ...usage: readonly UsageOfBatch[]): Result<void, StoreFailure> {
    if (mode === 'snapshot') return refused(snapshotIsReadOnly(path))
    return attempt(path, () => {
      write.immediate(entry, usage)
      known = null
    })
  }

  return {
    path,
    mode,
    readDraft() {
      known ??= readRows({ database, path })
      return known
    },
    revision: () => journal.revision(),
    append,
    readUsage: (batches) => attempt(path, () => usageLines.read(batches)),
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
