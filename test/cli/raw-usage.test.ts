import Database from 'better-sqlite3'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createCliFolder } from '../support/cli.ts'

const folder = createCliFolder()
beforeAll(() => folder.createSample())
afterAll(() => folder.remove())

function write(name: string, lines: readonly string[]): string {
  writeFileSync(join(folder.path, name), `${lines.join('\n')}\n`)
  return name
}

/** The code of an agency of the sample, as its usage has it. */
function agency(): string {
  const database = new Database(join(folder.path, 'sample.ratebook'), { readonly: true })
  try {
    return database.prepare<[], string>('SELECT code FROM customer ORDER BY position').pluck().get() ?? ''
  } finally {
    database.close()
  }
}

const HEADER = 'agency,kind,startedAt,system,applicationClass,cpuMinutes,ios'

describe('ratebook import raw-usage', () => {
  it('rates measures by the rules of the model into one batch; the same file again changes nothing', () => {
    const data = write('log.csv', [HEADER, `${agency()},job,2005-02-01T10:30,ASYS,Batch,0.3,20000`, `${agency()},job,2005-02-01T22:30,ASYS,Batch,0.3,20000`])
    const dry = folder.ask('import', 'sample.ratebook', 'raw-usage', data, '--dry-run')
    expect([dry.code, dry.answer.rows.map((row) => row['effectText'])]).toEqual([0, expect.arrayContaining(['new: 0.04163', 'new: 21'])])
    const done = folder.run('import', 'sample.ratebook', 'raw-usage', data)
    expect([done.code, done.stdout]).toEqual([0, expect.stringContaining('Import log.csv: 2 measures rated to 4 usage lines, February 2005')])
    expect(folder.run('import', 'sample.ratebook', 'raw-usage', data).stdout).toContain('Nothing to change')
    expect(folder.run('verify', 'sample.ratebook').code).toBe(0)
  })

  it('names every bad row and column, and imports nothing of the file', () => {
    const data = write('bad.csv', [HEADER, `${agency()},job,2005-03-01T10:30,ASYS,Batch,0.3,20000`, `${agency()},job,2005-03-01T10:30,ZSYS,Batch,0.3,20000`, `${agency()},job,2005-03-01T10:30,ASYS,Batch,0.3,-5`, 'NOBODY,job,2005-03-01T10:30,ASYS,Batch,0.3,1'])
    const { code, answer } = folder.ask('import', 'sample.ratebook', 'raw-usage', data)
    expect(code).toBe(1)
    expect(answer.warnings).toMatchObject([{ code: 'rule-missing', place: { row: 3, column: 'system' } }, { code: 'number-out-of-range', place: { row: 4, column: 'ios' } }, { code: 'unknown-reference', place: { row: 5, column: 'agency' } }])
    const unknown = write('unknown.csv', [HEADER, `${agency()},job,2005-03-01T10:30,ZSYS,Batch,0.3,20000`])
    expect(folder.ask('import', 'sample.ratebook', 'raw-usage', unknown)).toMatchObject({ code: 1, answer: { warnings: [{ code: 'rule-missing', place: { file: 'unknown.csv', row: 2, column: 'system' } }] } })
  })

  it('rates again what a changed rule makes differ, and only then', () => {
    expect(folder.run('rate-again', 'sample.ratebook').stdout).toContain('Nothing to change')
    const database = new Database(join(folder.path, 'sample.ratebook'))
    database.exec("UPDATE adjustment_factor SET factor = '1.1' WHERE application_class_id = 'batch' AND kind = 'io'")
    database.close()
    const { code, answer } = folder.ask('rate-again', 'sample.ratebook')
    expect([code, answer.rows.map((row) => [row['title'], row['effectText']])]).toEqual([0, [['MF-IO-P 2005-02', 'changed: 21 -> 22'], ['MF-IO-N 2005-02', 'changed: 21 -> 22']]])
    expect(folder.run('rate-again', 'sample.ratebook').stdout).toContain('Nothing to change')
  })

  it('prints a template that says of each column of which kinds it is', () => {
    const { code, stdout } = folder.run('template', 'raw-usage')
    expect([code, stdout]).toEqual([0, expect.stringContaining('# cpuMinutes: Of job.')])
  })

  it('needs rules and knows its columns', () => {
    expect(folder.run('create', 'empty.ratebook').code).toBe(0)
    expect(folder.ask('import', 'empty.ratebook', 'raw-usage', 'log.csv')).toMatchObject({ code: 1, answer: { warnings: [{ code: 'rule-missing', message: 'The model has no rating rules.' }] } })
    expect(folder.ask('import', 'sample.ratebook', 'raw-usage', write('other.csv', ['a,b', '1,2']))).toMatchObject({ code: 1, answer: { warnings: [{ code: 'wrong-columns' }] } })
    expect(folder.run('import', 'sample.ratebook', 'raw-usage', 'log.csv', '--column', 'ios=Ios').code).toBe(2)
  })
})
