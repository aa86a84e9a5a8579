import Database from 'better-sqlite3'
import { copyFileSync, mkdirSync, openSync, readdirSync, renameSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync, writeSync, closeSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'

import { APPLICATION_ID, createStoreFactory, lockPathOf } from '../../src-main/store/index.ts'
import { newestSchema } from '../../src-main/store/migrate.ts'
import { MIGRATIONS } from '../../src-main/store/migrations/index.ts'
import { journalEntry } from '../support/journal-entries.ts'
import { smallModel } from '../support/small-model.ts'
import { failureIn, storeWorkbench, tickingClock, valueOf } from '../support/store-workbench.ts'

const bench = storeWorkbench()

/** A closed model with the small rows; its path. */
function closedModel(): string {
  const store = bench.create('small')
  store.close()
  return store.path
}

function rawSql(path: string, sql: string): void {
  const database = new Database(path)
  database.exec(sql)
  database.close()
}

function overwrite(path: string, at: number, bytes: Uint8Array): void {
  const descriptor = openSync(path, 'r+')
  writeSync(descriptor, bytes, 0, bytes.length, at)
  closeSync(descriptor)
}

describe('a new model', () => {
  test('is one SQLite file of our own, with its schema number, and no lock when closed', () => {
    const path = closedModel()
    expect(readdirSync(bench.folder())).toEqual(['Rates.ratebook'])
    const database = new Database(path, { readonly: true })
    expect([database.pragma('application_id', { simple: true }), database.pragma('user_version', { simple: true }), database.pragma('journal_mode', { simple: true })]).toEqual([APPLICATION_ID, newestSchema(MIGRATIONS), 'delete'])
    const loose = database.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'").pluck().all()
    database.close()
    expect(loose).toEqual([])
  })

  test('never replaces a file', () => {
    writeFileSync(bench.path('Rates.ratebook'), 'mine')
    const factory = createStoreFactory({ clock: tickingClock() })
    expect(failureIn(factory.create({ path: bench.path('Rates.ratebook'), author: 'Ann' }))).toEqual({
      code: 'FILE_EXISTS', message: `There is already a file ${bench.path('Rates.ratebook')}.`, remedy: 'Choose another name, or move that file away first.',
    })
    expect(readFileSync(bench.path('Rates.ratebook'), 'utf8')).toBe('mine')
  })

  test('needs its folder to be there, a name, and space', () => {
    const factory = createStoreFactory({ clock: tickingClock() })
    expect(failureIn(factory.create({ path: bench.path('nowhere/Rates.ratebook'), author: 'Ann' })).code).toBe('FILE_MISSING')
    expect(failureIn(factory.create({ path: '', author: 'Ann' })).code).toBe('FILE_UNREADABLE')
    expect(failureIn(factory.create({ path: bench.path('Rates.ratebook '), author: 'Ann' })).code).toBe('FILE_UNREADABLE')
    expect(failureIn(factory.create({ path: bench.path('Ra\0tes.ratebook'), author: 'Ann' })).code).toBe('FILE_UNREADABLE')
    expect(failureIn(factory.create({ path: bench.path(`${'x'.repeat(300)}.ratebook`), author: 'Ann' })).code).toBe('FILE_UNREADABLE')
    expect(failureIn(createStoreFactory({ clock: tickingClock(), maxPageCount: 5 }).create({ path: bench.path('Rates.ratebook'), author: 'Ann' })).code).toBe('DISK_FULL')
    expect(readdirSync(bench.folder())).toEqual([])
  })
})

describe.each(['read-write', 'snapshot'] as const)('opening (%s)', (mode) => {
  test('a model gives its rows', () => {
    const path = closedModel()
    const store = valueOf(bench.open(path, mode))
    expect([store.path, store.mode, store.revision(), store.readDraft(), store.verify()]).toEqual([path, mode, 1, smallModel(), []])
  })

  test('through a link, the path stays as the person named it', () => {
    const path = closedModel()
    symlinkSync(path, bench.path('link.ratebook'))
    expect(valueOf(bench.open(bench.path('link.ratebook'), mode)).path).toBe(bench.path('link.ratebook'))
  })

  test('what is not there is missing', () => {
    expect(failureIn(bench.open(bench.path('gone.ratebook'), mode))).toEqual({
      code: 'FILE_MISSING', message: `There is no file ${bench.path('gone.ratebook')}.`, remedy: 'Check the name and the folder; a drive that is not connected also looks like this.',
    })
    expect(failureIn(bench.open(bench.path('gone/gone.ratebook'), mode)).code).toBe('FILE_MISSING')
  })

  test.each([['text', 'code,title\n'], ['empty', ''], ['a zip', 'PK\u0003\u0004'], ['a cut header', 'SQLite format 3\0']])('%s is not a model', (_, content) => {
    const path = bench.path('file.ratebook')
    writeFileSync(path, content)
    expect(failureIn(bench.open(path, mode)).code).toBe('FILE_NOT_A_MODEL')
    expect(readdirSync(bench.folder())).toEqual(['file.ratebook'])
    expect(readFileSync(path, 'utf8')).toBe(content)
  })

  test('a folder is not a model', () => {
    mkdirSync(bench.path('folder.ratebook'))
    expect(failureIn(bench.open(bench.path('folder.ratebook'), mode)).code).toBe('FILE_NOT_A_MODEL')
  })

  test('a database of another application is left alone', () => {
    const path = bench.path('theirs.db')
    rawSql(path, 'PRAGMA application_id = 1; CREATE TABLE theirs (x)')
    const before = readFileSync(path)
    expect(failureIn(bench.open(path, mode)).code).toBe('FILE_OF_OTHER_APPLICATION')
    expect(readFileSync(path)).toEqual(before)
    expect(readdirSync(bench.folder())).toEqual(['theirs.db'])
  })

  test('a newer file is left alone', () => {
    const path = closedModel()
    rawSql(path, 'PRAGMA user_version = 9000')
    const before = readFileSync(path)
    expect(failureIn(bench.open(path, mode))).toEqual({
      code: 'FILE_FROM_NEWER_VERSION', message: `${path} was written by a newer Ratebook (its format is 9000, this Ratebook knows up to ${newestSchema(MIGRATIONS)}).`,
      remedy: 'Update Ratebook, then open it again. Nothing in the file was touched.',
    })
    expect(readFileSync(path)).toEqual(before)
    expect(readdirSync(bench.folder())).toEqual(['Rates.ratebook'])
  })

  test('a row that cannot be right is named by table and id', () => {
    const path = closedModel()
    rawSql(path, "PRAGMA ignore_check_constraints = ON; UPDATE price SET amount = '1e400' WHERE id = 'FY2005/plan#1|cpu|state'")
    const failure = failureIn(bench.open(path, mode))
    expect(failure.code).toBe('FILE_DAMAGED')
    expect(failure.message).toContain('the row FY2005/plan#1|cpu|state of the table price cannot be right (amount: A price in USD per unit must be canonical decimal text)')
    expect(readdirSync(bench.folder())).toEqual(['Rates.ratebook'])
  })

  test('a file cut short is damaged', () => {
    const path = closedModel()
    truncateSync(path, statSync(path).size - 3 * 4096)
    expect(failureIn(bench.open(path, mode)).code).toBe('FILE_DAMAGED')
    expect(readdirSync(bench.folder())).toEqual(['Rates.ratebook'])
  })

  test.each([1, 2, 5, 9, 20])('garbage over page %i is damaged', (page) => {
    const path = closedModel()
    overwrite(path, page === 1 ? 100 : (page - 1) * 4096, new Uint8Array(2000).fill(0xa5))
    const failure = failureIn(bench.open(path, mode))
    expect(failure.code).toBe('FILE_DAMAGED')
    expect(failure.message).toContain(path)
    expect(readdirSync(bench.folder())).toEqual(['Rates.ratebook'])
  })
})

describe('an open model', () => {
  test('that is moved away says so at the next write', () => {
    const store = bench.create('small')
    mkdirSync(bench.path('elsewhere'))
    renameSync(store.path, bench.path('elsewhere/moved.ratebook'))
    expect(failureIn(store.append(journalEntry(2, []))).code).toBe('FILE_MISSING')
  })

  test('is one whole file whenever it is copied between two edits', () => {
    const store = bench.create('small')
    for (let revision = 2; revision <= 6; revision += 1) {
      valueOf(store.append(journalEntry(revision, [])))
      const copyPath = bench.path(`copy-${revision}.ratebook`)
      copyFileSync(store.path, copyPath)
      const copy = valueOf(bench.open(copyPath))
      expect([copy.revision(), copy.readDraft(), copy.verify()]).toEqual([revision, smallModel(), []])
    }
    expect(readdirSync(dirname(store.path)).filter((name) => name.startsWith('Rates'))).toEqual(['Rates.ratebook', lockPathOf('Rates.ratebook')])
  })
})
