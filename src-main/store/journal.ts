/** The journal: one row an edit, appended with the rows it changed and never touched again. */
import type { Database } from 'better-sqlite3'
import { z } from 'zod'

import { isoInstant } from '../../src-shared/contract/codecs.ts'
import { editKind, rowChange } from '../../src-shared/contract/rows.ts'
import type { JournalEntry, JournalSummary, RowHistory } from '../../src-shared/domain/model/edit.ts'
import type { TableName } from '../../src-shared/domain/model/tables.ts'
import { damaged, StoreRefusal } from './failures.ts'

const reference = z.int().min(1).nullable()
const summary: z.ZodType<JournalSummary> = z.strictObject({
  revision: z.int().min(1), id: z.string().min(1), at: isoInstant, author: z.string(), label: z.string().min(1), kind: editKind, undoes: reference, redoes: reference, changeCount: z.int().min(0),
})
const changesSchema = z.array(rowChange)
const found = z.looseObject({ revision: z.int(), matched: z.string() })

const SUMMARY_COLUMNS = 'revision, id, at, author, label, kind, undoes, redoes, change_count AS changeCount'

export type Journal = {
  revision(): number
  append(entry: JournalEntry): void
  history(page: { readonly before: number | null; readonly limit: number }): readonly JournalSummary[]
  /** The entries that changed any of the rows, newest first from the one before `before` on, each with its changes of those rows alone. */
  historyOf(request: { readonly rows: readonly { readonly table: TableName; readonly id: string }[]; readonly before: number | null; readonly limit: number }): readonly RowHistory[]
  entry(revision: number): JournalEntry | undefined
  /** Oldest first, one at a time. */
  entries(): Iterable<JournalEntry>
}

/** Every method throws FILE_DAMAGED, naming the revision, for an entry that does not validate. */
export function openJournal(source: { readonly database: Database; readonly path: string }): Journal {
  const { database, path } = source
  const last = database.prepare('SELECT coalesce(max(revision), 0) FROM journal').pluck()
  const insert = database.prepare(
    'INSERT INTO journal (revision, id, at, author, label, kind, undoes, redoes, change_count, changes) VALUES (@revision, @id, @at, @author, @label, @kind, @undoes, @redoes, @changeCount, @changes)',
  )
  const page = database.prepare<[number, number]>(`SELECT ${SUMMARY_COLUMNS} FROM journal WHERE revision < ? ORDER BY revision DESC LIMIT ?`)
  const byRow = database.prepare<[string, number, number]>(
    `SELECT * FROM (
       SELECT ${SUMMARY_COLUMNS}, (
         SELECT json_group_array(json(change.value)) FROM json_each(journal.changes) AS change
         WHERE (change.value ->> 'table') || ' ' || (change.value ->> 'id') IN (SELECT value FROM json_each(?))
       ) AS matched FROM journal WHERE revision < ?
     ) WHERE matched <> '[]' ORDER BY revision DESC LIMIT ?`,
  )
  const one = database.prepare<[number]>(`SELECT ${SUMMARY_COLUMNS} FROM journal WHERE revision = ?`)
  const changesOf = database.prepare<[number]>('SELECT changes FROM journal WHERE revision = ?').pluck()

  function wrong(revision: number, problem: string): StoreRefusal {
    return new StoreRefusal(damaged(path, `the revision ${revision} of the table journal cannot be right (${problem})`))
  }

  function readSummary(raw: unknown, revision: number): JournalSummary {
    const parsed = summary.safeParse(raw)
    if (!parsed.success) throw wrong(revision, parsed.error.issues.map((each) => `${each.path.join('.')}: ${each.message}`).slice(0, 1).join())
    return parsed.data
  }

  function readEntry(revision: number): JournalEntry | undefined {
    const raw = one.get(revision)
    if (raw === undefined) return undefined
    const { changeCount, ...head } = readSummary(raw, revision)
    const changes = changesSchema.safeParse(parseJson(changesOf.get(revision)))
    if (!changes.success) throw wrong(revision, 'its changes do not validate')
    if (changes.data.length !== changeCount) throw wrong(revision, `it has ${changes.data.length} changes and says ${changeCount}`)
    return { ...head, changes: changes.data }
  }

  function revisionOf(): number {
    const value = last.get()
    if (typeof value !== 'number') throw wrong(0, 'its revisions are no whole numbers')
    return value
  }

  return {
    revision: revisionOf,
    append(entry) {
      const { changes, ...head } = entry
      insert.run({ ...head, author: head.author.toWellFormed(), label: head.label.toWellFormed(), changeCount: changes.length, changes: JSON.stringify(changes) })
    },
    history({ before, limit }) {
      return page.all(before ?? Number.MAX_SAFE_INTEGER, limit).map((raw) => readSummary(raw, before ?? 0))
    },
    historyOf({ rows, before, limit }) {
      const wanted = JSON.stringify(rows.map((row) => `${row.table} ${row.id}`))
      return byRow.all(wanted, before ?? Number.MAX_SAFE_INTEGER, limit).map((raw) => {
        const parsed = found.safeParse(raw)
        if (!parsed.success) throw wrong(0, 'an entry cannot be read')
        const { matched, ...entry } = parsed.data
        const changes = changesSchema.safeParse(parseJson(matched))
        if (!changes.success) throw wrong(entry.revision, 'its changes do not validate')
        return { entry: readSummary(entry, entry.revision), changes: changes.data }
      })
    },
    entry: readEntry,
    *entries() {
      const end = revisionOf()
      for (let revision = 1; revision <= end; revision += 1) {
        const entry = readEntry(revision)
        if (entry === undefined) throw wrong(revision, 'it is missing')
        yield entry
      }
    },
  }
}

function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}
