/**
 * Permissions mean nothing to root, so this file's process becomes an ordinary user for good before its first test
 * (each test file has a process of its own).
 */
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createFiles, createMachineSettings, createStoreFactory } from '../../src-main/store/index.ts'
import { journalEntry } from '../support/journal-entries.ts'
import { smallModel, smallUsage } from '../support/small-model.ts'
import { failureIn, smallModelEntry, tickingClock, valueOf } from '../support/store-workbench.ts'

const NOBODY = 65_534
const clock = tickingClock()
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ratebook-user-'))
  if (process.getuid?.() === 0) {
    chownSync(folder, NOBODY, NOBODY)
    process.setgroups?.([NOBODY])
    process.setgid?.(NOBODY)
    process.setuid?.(NOBODY)
  }
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A closed model in a folder of its own. */
function closedModel(name: string): { readonly folder: string; readonly path: string } {
  const own = join(folder, name)
  mkdirSync(own)
  const store = valueOf(createStoreFactory({ clock }).create({ path: join(own, 'Rates.ratebook'), author: 'Ann' }))
  valueOf(store.append(smallModelEntry(), smallUsage()))
  store.close()
  return { folder: own, path: store.path }
}

function open(path: string, mode: 'read-write' | 'snapshot'): ReturnType<ReturnType<typeof createStoreFactory>['open']> {
  return createStoreFactory({ clock, temporaryFolder: folder }).open({ path, author: 'Ann', mode })
}

function expectSnapshot(path: string): void {
  const snapshot = valueOf(open(path, 'snapshot'))
  expect([snapshot.readDraft(), snapshot.verify()]).toEqual([smallModel(), []])
  snapshot.close()
}

describe('as an ordinary user', () => {
  test('a read-only file is not opened for writing, and a snapshot of it can be read', () => {
    const model = closedModel('read-only-file')
    chmodSync(model.path, 0o444)
    expect(failureIn(open(model.path, 'read-write'))).toEqual({
      code: 'FILE_READ_ONLY', message: `${model.path} may not be written.`, remedy: 'Ask for write permission on the file and its folder, open it as a read-only snapshot, or work in a copy elsewhere.',
    })
    expectSnapshot(model.path)
    expect(readdirSync(model.folder)).toEqual(['Rates.ratebook'])
  })

  test('a file in a read-only folder is not opened for writing, and a snapshot of it can be read', () => {
    const model = closedModel('read-only-folder')
    chmodSync(model.folder, 0o555)
    expect(failureIn(open(model.path, 'read-write')).code).toBe('FILE_READ_ONLY')
    expectSnapshot(model.path)
    expect(failureIn(createStoreFactory({ clock }).create({ path: join(model.folder, 'New.ratebook'), author: 'Ann' })).code).toBe('FILE_READ_ONLY')
    chmodSync(model.folder, 0o755)
  })

  test('a file that may not be read says so', () => {
    const model = closedModel('unreadable')
    chmodSync(model.path, 0o000)
    for (const mode of ['read-write', 'snapshot'] as const) {
      expect(failureIn(open(model.path, mode))).toEqual({
        code: 'FILE_UNREADABLE', message: `${model.path} cannot be read or written: you may not read it.`, remedy: 'Check its name, your permissions, and that its drive is connected.',
      })
    }
  })

  test('a folder that becomes read-only while the model is open: the edit is refused, nothing is lost, copies say why', () => {
    const model = closedModel('turned-read-only')
    const store = valueOf(open(model.path, 'read-write'))
    chmodSync(model.folder, 0o555)
    expect([failureIn(store.append(journalEntry(2, []))).code, failureIn(store.backup('x')).code, failureIn(store.saveCopy(join(model.folder, 'copy.ratebook'))).code]).toEqual(['FILE_READ_ONLY', 'FILE_READ_ONLY', 'FILE_READ_ONLY'])
    chmodSync(model.folder, 0o755)
    valueOf(store.append(journalEntry(2, [])))
    expect([store.revision(), store.readDraft(), store.verify()]).toEqual([2, smallModel(), []])
    store.close()
  })

  test('an export does not replace a read-only file, nor enter a read-only folder', () => {
    const files = createFiles()
    const own = join(folder, 'exports')
    mkdirSync(own)
    writeFileSync(join(own, 'kept.xlsx'), 'old')
    chmodSync(join(own, 'kept.xlsx'), 0o444)
    expect(failureIn(files.write(join(own, 'kept.xlsx'), Buffer.from('new'))).code).toBe('FILE_READ_ONLY')
    chmodSync(own, 0o555)
    expect(failureIn(files.write(join(own, 'new.xlsx'), Buffer.from('new'))).code).toBe('FILE_READ_ONLY')
    chmodSync(own, 0o755)
    expect([readdirSync(own), readFileSync(join(own, 'kept.xlsx'), 'utf8')]).toEqual([['kept.xlsx'], 'old'])
  })

  test('machine settings in a folder that may not be written: reading goes on, writing says so', () => {
    const own = join(folder, 'data')
    mkdirSync(own)
    writeFileSync(join(own, 'settings.json'), '{')
    chmodSync(own, 0o555)
    const settings = createMachineSettings(own)
    expect(settings.read()).toEqual({ author: '', recents: [], preferences: {} })
    expect(() => { settings.write({ author: 'Ann', recents: [], preferences: {} }) }).toThrow('settings.json may not be written.')
    chmodSync(own, 0o755)
  })
})
