import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { hostedParts } from '../../src-main/hosting/create-hosted-core.ts'
import { createCliFolder } from '../support/cli.ts'

const folder = createCliFolder()
const COMPARE = ['compare', 'sample.ratebook', '--from', 'FY2003', '--to', 'FY2004'] as const

beforeAll(() => folder.createSample())
afterAll(() => folder.remove())

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(folder.path, name)
  writeFileSync(path, content)
  return path
}

function codeOf(...args: readonly string[]): string | undefined {
  return folder.ask(...args).answer.warnings[0]?.code
}

describe('ratebook create and verify', () => {
  it('makes a whole file and never writes over another', () => {
    expect(folder.ask('create', 'empty')).toMatchObject({ code: 0, answer: { schema: 'ratebook/create/1', rows: [{ revision: expect.any(Number), rates: 0, schedules: 0, prices: 0 }] } })
    expect(existsSync(join(folder.path, 'empty.ratebook'))).toBe(true)
    expect(folder.ask('verify', 'empty.ratebook')).toMatchObject({ code: 0, answer: { schema: 'ratebook/verify/1', rows: [] } })
    const before = readFileSync(join(folder.path, 'sample.ratebook'))
    expect(folder.run('create', 'sample.ratebook', '--sample')).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('There is already a file') })
    expect(readFileSync(join(folder.path, 'sample.ratebook')).equals(before)).toBe(true)
  })

  it.each([
    { name: 'text.ratebook', content: 'not a database', says: 'is not a Ratebook model' },
    { name: 'nothing.ratebook', content: '', says: 'nothing.ratebook' },
  ])('refuses $name with exit code 1', ({ name, content, says }) => {
    fileOf(name, content)
    expect(folder.run('verify', name)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(says) })
  })

  it('finds damage', () => {
    const bytes = readFileSync(join(folder.path, 'sample.ratebook'))
    bytes.fill(0x5a, 8192, 8192 + 4096 * 8)
    fileOf('damaged.ratebook', bytes)
    expect(folder.run('verify', 'damaged.ratebook').code).toBe(1)
  })

  it('says in --json why a file is refused by the code of the store', () => {
    fileOf('plain.ratebook', 'not a database')
    expect(codeOf('verify', 'plain.ratebook')).toBe('FILE_NOT_A_MODEL')
    expect(codeOf('verify', 'nowhere.ratebook')).toBe('FILE_MISSING')
    expect(codeOf('create', 'sample.ratebook', '--sample')).toBe('FILE_EXISTS')
    expect(codeOf('create', 'sample.ratebook')).toBe('FILE_EXISTS')
  })

  it('says that a file is not there', () => {
    expect(folder.run('verify', 'nowhere.ratebook')).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no file') })
    expect(folder.run('import', 'sample.ratebook', 'rates', 'nowhere.csv')).toMatchObject({ code: 1, stderr: expect.stringContaining('nowhere.csv is not there') })
  })
})

describe('a file that somebody has open', () => {
  it('is read all the same, and is not written', () => {
    const { storeFactory } = hostedParts({ kind: 'command-line', dialogs: null, titleChanged: () => undefined, dataFolder: join(folder.path, 'data'), modelsFolder: folder.path })
    const held = storeFactory.open({ path: join(folder.path, 'sample.ratebook'), author: 'Ada', mode: 'read-write' })
    if (!held.ok) throw new Error(held.failure.message)
    try {
      fileOf('held.csv', 'code,FY2006\nMF-CPU-P,100.00\n')
      expect(folder.run(...COMPARE).code).toBe(0)
      expect(folder.run('import', 'sample.ratebook', 'rates', 'held.csv')).toMatchObject({ code: 1, stderr: expect.stringContaining('Ada') })
      expect(folder.ask('import', 'sample.ratebook', 'rates', 'held.csv').answer.warnings).toMatchObject([{ code: 'STORE_LOCKED' }])
    } finally {
      held.value.close()
    }
    expect(folder.ask('compare', 'sample.ratebook', '--from', 'FY2004', '--to', 'FY2006')).toMatchObject({ code: 1 })
  })
})

describe('ratebook export', () => {
  it.each([
    { ending: 'xlsx', head: 'PK' },
    { ending: 'csv', head: '\u00EF\u00BB\u00BFSection,' },
    { ending: 'pdf', head: '%PDF-' },
  ])('writes the rate-change report as $ending', ({ ending, head }) => {
    const { code, answer } = folder.ask('export', 'sample.ratebook', '--report', 'rate-change', '--from', 'FY2003', '--to', 'FY2004', '--out', `rates.${ending}`)
    expect({ code, rows: answer.rows }).toMatchObject({ code: 0, rows: [{ format: ending, report: 'rate-change', draftMark: null }] })
    expect(readFileSync(join(folder.path, `rates.${ending}`), 'latin1').slice(0, head.length)).toBe(head)
  })

  it('VER-3: says that an unpublished year is a draft', () => {
    fileOf('draft.csv', 'code,FY2005\nMF-CPU-P,101.00\n')
    expect(folder.run('create', 'draft', '--sample').code).toBe(0)
    expect(folder.run('import', 'draft.ratebook', 'rates', 'draft.csv').code).toBe(0)
    const { answer } = folder.ask('export', 'draft.ratebook', '--report', 'rate-change', '--from', 'FY2004', '--to', 'FY2005', '--out', 'draft.xlsx')
    expect(answer).toMatchObject({ warnings: [{ severity: 'note', message: expect.stringMatching(/^DRAFT · FY2005 · revision 2/) }], rows: [{ draftMark: expect.stringMatching(/^DRAFT/) }] })
    expect(folder.run('compare', 'draft.ratebook', '--from', 'FY2004', '--to', 'FY2005').stdout).toMatch(/^DRAFT · FY2005/)
  })

  it('leaves a target that cannot be written alone', () => {
    mkdirSync(join(folder.path, 'taken.xlsx'))
    const refused = folder.run('export', 'sample.ratebook', '--report', 'audit', '--to', 'FY2004', '--out', 'taken.xlsx')
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^error: .*taken\.xlsx/) })
  })
})

describe('the command line itself', () => {
  it.each([
    { args: ['bogus'], says: "unknown command 'bogus'" },
    { args: ['compare', 'sample.ratebook', '--from', 'FY2003'], says: "required option '--to <version>' not specified" },
    { args: ['compare', 'sample.ratebook', '--from', 'banana', '--to', 'FY2004'], says: '"banana" is not a fiscal year' },
    { args: ['audit', 'sample.ratebook', '--places', '9'], says: 'Write a whole number from 0 to 6' },
    { args: ['export', 'sample.ratebook', '--report', 'rate-change', '--to', 'FY2004', '--out', 'x.xlsx'], says: 'Give --from FY2003 and --to FY2004' },
    { args: ['export', 'sample.ratebook', '--report', 'audit', '--to', 'FY2004', '--out', 'x.doc'], says: 'Use .xlsx, .csv or .pdf' },
    { args: [], says: 'Usage: ratebook' },
  ])('answers 2 to $args', ({ args, says }) => {
    expect(folder.run(...args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(says) })
  })

  it('starts itself on the project\'s own Node where the given one is too old', () => {
    const older = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.20.2"}})'
    expect(folder.runNode(['--import', older], '--version')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
    expect(folder.runNode(['--import', older], 'bogus').code).toBe(2)
  })

  it('keeps no recent files of scripts', () => {
    expect(existsSync(join(folder.path, 'data', 'settings.json'))).toBe(false)
  })
})
