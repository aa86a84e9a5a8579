import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import { failureOfSqliteCode, failureOfSystemCode } from '../../src-main/store/failures.ts'
import { createFiles, createMachineSettings } from '../../src-main/store/index.ts'
import { failureIn, storeWorkbench, valueOf } from '../support/store-workbench.ts'

const bench = storeWorkbench()
const files = createFiles()

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

describe('filling a folder', () => {
  test('puts it into place whole, and leaves nothing of one that is given up', () => {
    const path = bench.path('statements')
    const given = valueOf(files.beginFolder(path))
    valueOf(given.add('a.csv', bytes('a')))
    expect(files.exists(path)).toBe(false)
    given.discard()
    expect(readdirSync(bench.folder())).toEqual([])
    mkdirSync(path)
    const folder = valueOf(files.beginFolder(path))
    // A name is of a file of this folder, whatever it looks like.
    for (const name of ['a.csv', '../b.csv']) valueOf(folder.add(name, bytes(name)))
    valueOf(folder.finish())
    folder.discard()
    expect([readdirSync(bench.folder()), readdirSync(path).toSorted()]).toEqual([['statements'], ['a.csv', 'b.csv']])
    expect(failureIn(files.beginFolder(path))).toEqual({ code: 'FILE_EXISTS', message: `There is already something in ${path}.`, remedy: 'Choose a new folder, or empty this one first.' })
  })
})

describe('writing a file', () => {
  test('makes it, replaces it whole, keeps its permissions, and leaves nothing else', () => {
    const path = bench.path('report.xlsx')
    valueOf(files.write(path, bytes('first')))
    chmodSync(path, 0o640)
    valueOf(files.write(path, bytes('second')))
    expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777, readdirSync(bench.folder()), files.exists(path), files.exists(`${path}x`)]).toEqual(['second', 0o640, ['report.xlsx'], true, false])
  })

  test('through a link writes what the link names', () => {
    writeFileSync(bench.path('real.csv'), 'old')
    symlinkSync(bench.path('real.csv'), bench.path('link.csv'))
    valueOf(files.write(bench.path('link.csv'), bytes('new')))
    expect(readFileSync(bench.path('real.csv'), 'utf8')).toBe('new')
  })

  test('says what stands in its way', () => {
    mkdirSync(bench.path('folder'))
    expect(failureIn(files.write(bench.path('nowhere/report.xlsx'), bytes('x')))).toEqual({
      code: 'FILE_MISSING', message: `The folder of ${bench.path('nowhere/report.xlsx')} is not there.`, remedy: 'Make the folder first, or choose another one.',
    })
    expect(failureIn(files.write(bench.path('folder'), bytes('x'))).code).toBe('FILE_UNREADABLE')
    expect(failureIn(files.write('', bytes('x'))).code).toBe('FILE_UNREADABLE')
    expect(readdirSync(bench.folder())).toEqual(['folder'])
  })

  test.each([
    ['ENOSPC', 'DISK_FULL'], ['EDQUOT', 'DISK_FULL'], ['EFBIG', 'DISK_FULL'], ['EBUSY', 'FILE_READ_ONLY'], ['ETXTBSY', 'FILE_READ_ONLY'], ['EACCES', 'FILE_READ_ONLY'], ['EPERM', 'FILE_READ_ONLY'],
    ['EROFS', 'FILE_READ_ONLY'], ['EIO', 'FILE_UNREADABLE'],
  ])('the system error %s is told as %s', (code, expected) => {
    expect(failureOfSystemCode(code, '/a/b')).toMatchObject({ code: expected, message: expect.stringContaining('/a/b') })
  })

  test.each([
    ['SQLITE_FULL', 'DISK_FULL'], ['SQLITE_READONLY_DIRECTORY', 'FILE_READ_ONLY'], ['SQLITE_CORRUPT_INDEX', 'FILE_DAMAGED'], ['SQLITE_BUSY_SNAPSHOT', 'STORE_LOCKED'], ['SQLITE_IOERR_FSYNC', 'FILE_UNREADABLE'],
    ['SQLITE_CONSTRAINT_CHECK', undefined],
  ])('the database error %s is told as %s', (code, expected) => {
    expect(failureOfSqliteCode(code, '/a/b')?.code).toBe(expected)
  })
})

describe('moving a file', () => {
  test('gives it a free name, never another file\'s', () => {
    writeFileSync(bench.path('a'), 'a')
    writeFileSync(bench.path('b'), 'b')
    expect(failureIn(files.move({ from: bench.path('a'), to: bench.path('b') })).code).toBe('FILE_EXISTS')
    expect(failureIn(files.move({ from: bench.path('none'), to: bench.path('c') })).code).toBe('FILE_MISSING')
    valueOf(files.move({ from: bench.path('a'), to: bench.path('c') }))
    expect(['a', 'b', 'c'].map((name) => (existsSync(bench.path(name)) ? readFileSync(bench.path(name), 'utf8') : null))).toEqual([null, 'b', 'a'])
  })
})

describe('machine settings', () => {
  const data = { author: 'Ann', recents: [{ path: '/models/Rates.ratebook', openedAt: '2026-11-22T04:39:10.000Z' }], preferences: { theme: '"dark"' } }

  test('start empty, make their folder, and come back as they were written', () => {
    const settings = createMachineSettings(bench.path('data'))
    expect(settings.read()).toEqual({ author: '', recents: [], preferences: {} })
    settings.write(data)
    expect([createMachineSettings(bench.path('data')).read(), readdirSync(bench.path('data'))]).toEqual([data, ['settings.json']])
  })

  test.each([['{'], ['[]'], ['{"author": 3}'], ['\0\0\0'], ['']])('garbage (%j) is kept aside, and things start afresh', (garbage) => {
    mkdirSync(bench.path('data'))
    writeFileSync(bench.path('data/settings.json'), garbage)
    const settings = createMachineSettings(bench.path('data'))
    expect(settings.read()).toEqual({ author: '', recents: [], preferences: {} })
    expect(readFileSync(bench.path('data/settings.unreadable.json'), 'utf8')).toBe(garbage)
    settings.write(data)
    expect(settings.read()).toEqual(data)
  })
})
