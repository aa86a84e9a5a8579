import Database from 'better-sqlite3'
import { chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { backupFolderOf, lockPathOf, MAX_AUTOMATIC_BACKUPS } from '../../src-main/store/index.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import { journalEntry } from '../support/journal-entries.ts'
import { rateRow, smallModel } from '../support/small-model.ts'
import { failureIn, storeWorkbench, valueOf } from '../support/store-workbench.ts'

const bench = storeWorkbench()

describe('a snapshot', () => {
  test('shows the last transaction at its opening, whatever is written after, and takes no edit', () => {
    const store = bench.create('small')
    const snapshot = valueOf(bench.open(store.path, 'snapshot'))
    valueOf(store.append(journalEntry(2, [rowChange('rate', { before: null, after: rateRow('later', 9) })])))
    expect([snapshot.revision(), snapshot.readDraft(), snapshot.verify()]).toEqual([1, smallModel(), []])
    expect(failureIn(snapshot.append(journalEntry(2, [])))).toEqual({
      code: 'FILE_READ_ONLY', message: `${store.path} was opened as a read-only snapshot.`, remedy: 'Save a copy and work in that, or open the file itself when it is free.',
    })
    valueOf(snapshot.saveCopy(bench.path('copy.ratebook')))
    expect(valueOf(bench.open(bench.path('copy.ratebook'))).readDraft()).toEqual(smallModel())
  })

  test('leaves nothing behind, not even while it is open', () => {
    const store = bench.create('small')
    const temporaryFolder = bench.path('temporary')
    mkdirSync(temporaryFolder)
    const snapshot = valueOf(bench.open(store.path, 'snapshot', { temporaryFolder }))
    expect(snapshot.revision()).toBe(1)
    expect([readdirSync(temporaryFolder), readdirSync(bench.folder()).sort()]).toEqual([[], ['Rates.ratebook', 'Rates.ratebook.lock', 'temporary']])
  })

  test('of a file whose writer died in the middle of a transaction shows the state before it', () => {
    const store = bench.create('small')
    const inTheMiddle = bench.path('middle.ratebook')
    const database = new Database(store.path)
    database.pragma('cache_size = 1')
    database.exec('BEGIN; UPDATE scenario SET name = \'half\'')
    database.prepare('UPDATE rate SET note = ?').run('x'.repeat(5000))
    database.pragma('cache_spill = 1')
    database.prepare('UPDATE service SET description = ?').run('x'.repeat(19_000))
    copyFileSync(store.path, inTheMiddle)
    copyFileSync(`${store.path}-journal`, `${inTheMiddle}-journal`)
    database.exec('ROLLBACK')
    database.close()
    const before = readFileSync(inTheMiddle)
    expect(before.equals(readFileSync(store.path))).toBe(false)
    const snapshot = valueOf(bench.open(inTheMiddle, 'snapshot'))
    expect([snapshot.readDraft(), snapshot.verify()]).toEqual([smallModel(), []])
    expect(readFileSync(inTheMiddle).equals(before)).toBe(true)
    const opened = valueOf(bench.open(inTheMiddle))
    expect([opened.readDraft(), opened.verify(), existsSync(`${inTheMiddle}-journal`)]).toEqual([smallModel(), [], false])
  })
})

describe('a saved copy', () => {
  test('is a whole model with its history, and never replaces a file', () => {
    const store = bench.create('small')
    valueOf(store.append(journalEntry(2, [])))
    valueOf(store.saveCopy(bench.path('copy.ratebook')))
    const copy = valueOf(bench.open(bench.path('copy.ratebook')))
    expect([copy.revision(), copy.readDraft(), copy.history({ before: null, limit: 9 }), copy.verify()]).toEqual([2, smallModel(), store.history({ before: null, limit: 9 }), []])
    expect([failureIn(store.saveCopy(bench.path('copy.ratebook'))).code, failureIn(store.saveCopy(store.path)).code]).toEqual(['FILE_EXISTS', 'FILE_EXISTS'])
    expect(failureIn(store.saveCopy(bench.path('nowhere/copy.ratebook'))).code).toBe('FILE_MISSING')
    expect(readdirSync(bench.folder()).sort()).toEqual(['Rates.ratebook', 'Rates.ratebook.lock', 'copy.ratebook', 'copy.ratebook.lock'])
    expect(existsSync(lockPathOf(copy.path))).toBe(true)
  })
})

describe('a copy in the place of another file', () => {
  test('replaces a model that nobody has open, whole, with its permissions, and leaves nothing beside it', () => {
    const store = bench.create('small')
    const old = bench.createNamed('old')
    old.close()
    chmodSync(old.path, 0o640)
    valueOf(store.append(journalEntry(2, [])))
    valueOf(store.saveCopyOver(old.path))
    expect(statSync(old.path).mode & 0o777).toBe(0o640)
    expect(readdirSync(bench.folder()).sort()).toEqual(['Rates.ratebook', 'Rates.ratebook.lock', 'old.ratebook'])
    const copy = valueOf(bench.open(old.path))
    expect([copy.revision(), copy.readDraft(), copy.verify()]).toEqual([2, smallModel(), []])
  })

  test('where no file is, is an ordinary copy', () => {
    const store = bench.create('small')
    valueOf(store.saveCopyOver(bench.path('copy.ratebook')))
    expect(valueOf(bench.open(bench.path('copy.ratebook'))).readDraft()).toEqual(smallModel())
  })

  test('is refused for a model that somebody has open, and says who; theirs stays as it is', () => {
    const store = bench.create('small')
    const theirs = bench.createNamed('theirs')
    const before = readFileSync(theirs.path)
    const failure = failureIn(store.saveCopyOver(theirs.path))
    expect([failure.code, failure.holder?.author, failure.remedy.startsWith('Choose another name')]).toEqual(['STORE_LOCKED', 'Ann', true])
    expect(readFileSync(theirs.path).equals(before)).toBe(true)
    valueOf(theirs.append(journalEntry(2, [])))
  })

  test('is refused for the open model itself, also by a link, and from a snapshot of it', () => {
    const store = bench.create('small')
    symlinkSync(store.path, bench.path('link.ratebook'))
    linkSync(store.path, bench.path('hard.ratebook'))
    const said = [store.path, bench.path('link.ratebook'), bench.path('hard.ratebook')].map((path) => failureIn(store.saveCopyOver(path)))
    expect(said.map(({ code, message }) => [code, message.includes('is open here')])).toEqual([['FILE_EXISTS', true], ['FILE_EXISTS', true], ['FILE_EXISTS', true]])
    const snapshot = valueOf(bench.open(store.path, 'snapshot'))
    store.close()
    expect(failureIn(snapshot.saveCopyOver(store.path)).code).toBe('FILE_EXISTS')
  })

  test('replaces what is no model, but no folder, and nothing that has an unfinished journal', () => {
    const store = bench.create('small')
    writeFileSync(bench.path('note.ratebook'), 'This is a note.')
    valueOf(store.saveCopyOver(bench.path('note.ratebook')))
    expect(valueOf(bench.open(bench.path('note.ratebook'))).readDraft()).toEqual(smallModel())
    mkdirSync(bench.path('folder.ratebook'))
    expect(failureIn(store.saveCopyOver(bench.path('folder.ratebook'))).code).toBe('FILE_UNREADABLE')
    writeFileSync(bench.path('half.ratebook'), 'not a database any more')
    writeFileSync(bench.path('half.ratebook-journal'), 'x')
    expect(failureIn(store.saveCopyOver(bench.path('half.ratebook'))).code).toBe('FILE_UNREADABLE')
    expect(readFileSync(bench.path('half.ratebook'), 'utf8')).toBe('not a database any more')
  })
})

describe('backups', () => {
  test('lie in a folder beside the model, named by time and label, as whole models', () => {
    const store = bench.create('small')
    const path = valueOf(store.backup('before the board: <meeting>'))
    expect(path).toBe(join(bench.folder(), 'Rates backups', 'Rates 2026-11-22 04.39.11 before the board meeting.ratebook'))
    const backup = valueOf(bench.open(path))
    expect([backup.readDraft(), backup.verify()]).toEqual([smallModel(), []])
  })

  test('two in the same second both stay', () => {
    const store = bench.create('small', { clock: { now: () => new Date('2026-11-22T04:39:10.000Z') } })
    const paths = [valueOf(store.backup('twice')), valueOf(store.backup('twice'))]
    expect(readdirSync(backupFolderOf(store.path)).sort()).toEqual(['Rates 2026-11-22 04.39.10 twice 2.ratebook', 'Rates 2026-11-22 04.39.10 twice.ratebook'])
    expect(new Set(paths).size).toBe(2)
  })

  test('of automatic ones the newest are kept; checkpoints and other files stay for ever', () => {
    const store = bench.create('small')
    const checkpoint = valueOf(store.backup('before import (automatic)'))
    writeFileSync(join(backupFolderOf(store.path), 'theirs (automatic).txt'), 'x')
    const automatic = Array.from({ length: MAX_AUTOMATIC_BACKUPS + 2 }, () => valueOf(store.backup('before import', 'automatic')))
    expect([checkpoint, ...automatic].map((path) => existsSync(path))).toEqual([true, false, false, ...Array.from({ length: MAX_AUTOMATIC_BACKUPS }, () => true)])
    expect(readdirSync(backupFolderOf(store.path))).toHaveLength(MAX_AUTOMATIC_BACKUPS + 2)
  })

  test('where they cannot be made, that is said and nothing is left behind', () => {
    const store = bench.create('small')
    writeFileSync(backupFolderOf(store.path), 'a file in the way')
    expect(failureIn(store.backup('x')).code).toBe('FILE_EXISTS')
  })
})
