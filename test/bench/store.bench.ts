/**
 * Opening and saving a model of 5,000 rates over 6 years, against what the bare database takes for the same rows.
 */
import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Store, StoreFailure } from '../../src-main/core/ports.ts'
import { createStoreFactory } from '../../src-main/store/index.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { addAll, journalEntry } from '../support/journal-entries.ts'
import { largeRows } from '../support/large-model.ts'

type BenchRow = { readonly name: string; readonly value: string; readonly yardstick: string; readonly ratio: string }

const RUNS = 7
const TABLES = ['rate', 'service', 'schedule', 'price'] as const

function opened(result: Result<Store, StoreFailure>): Store {
  if (!result.ok) throw new Error(result.failure.message)
  return result.value
}

/** Median of seven, in milliseconds, after one run that does not count. */
function median(act: () => void): number {
  const times = Array.from({ length: RUNS + 1 }, () => {
    const start = performance.now()
    act()
    return performance.now() - start
  })
  return times.slice(1).sort((left, right) => left - right)[Math.floor(RUNS / 2)] ?? Number.NaN
}

function row(name: string, figures: { readonly value: number; readonly yardstick: number; readonly of: string }): BenchRow {
  return { name, value: `${figures.value.toFixed(1)} ms`, yardstick: `${figures.yardstick.toFixed(1)} ms ${figures.of}`, ratio: (figures.value / figures.yardstick).toFixed(2) }
}

function bareRead(path: string): void {
  const database = new Database(path, { readonly: true })
  for (const table of TABLES) database.prepare(`SELECT * FROM ${table}`).all()
  database.close()
}

/** Repriced once, by a bare UPDATE with the same care for the disk. */
function bareUpdate(database: Database.Database, run: number): void {
  database.transaction(() => {
    database.prepare("UPDATE price SET amount = ? WHERE id = 'FY2006/plan#1|rate-00000|state'").run(String(run))
  }).immediate()
}

function measure(folder: string): readonly BenchRow[] {
  const path = join(folder, 'Large.ratebook')
  const barePath = join(folder, 'Bare.ratebook')
  const factory = createStoreFactory({ clock: { now: () => new Date() } })
  const made = opened(factory.create({ path, author: 'Bench' }))
  const filled = made.append(journalEntry(1, addAll(largeRows({ rates: 5000, years: 6 })), { kind: 'import' }))
  const copied = made.saveCopy(barePath)
  if (!filled.ok || !copied.ok) throw new Error('The model could not be made.')
  made.close()

  const opening = median(() => {
    const store = opened(factory.open({ path, author: 'Bench', mode: 'read-write' }))
    store.readDraft()
    store.close()
  })
  const reading = median(() => { bareRead(barePath) })

  const store = opened(factory.open({ path, author: 'Bench', mode: 'read-write' }))
  const price = store.readDraft().price.get('FY2006/plan#1|rate-00000|state')
  if (price === undefined) throw new Error('There is no price to change.')
  const entry = { before: price, after: { ...price, note: 'changed' } }
  const appending = median(() => {
    const revision = store.revision() + 1
    const [before, after] = revision % 2 === 0 ? [entry.before, entry.after] : [entry.after, entry.before]
    const done = store.append(journalEntry(revision, [rowChange('price', { before, after })]))
    if (!done.ok) throw new Error(done.failure.message)
  })
  store.close()

  const bare = new Database(barePath)
  bare.pragma('synchronous = EXTRA')
  let run = 0
  const updating = median(() => { bareUpdate(bare, (run += 1)) })
  bare.close()
  return [
    row('Open a model of 5,000 rates x 6 years, every row validated', { value: opening, yardstick: reading, of: 'for a bare SELECT of the same rows' }),
    row('Save one edit: row and journal, on disk', { value: appending, yardstick: updating, of: 'for a bare UPDATE with the same care' }),
  ]
}

const storeBench = {
  name: 'Store',
  run(): Promise<readonly BenchRow[]> {
    const folder = mkdtempSync(join(tmpdir(), 'ratebook-bench-'))
    try {
      return Promise.resolve(measure(folder))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

export default storeBench
