import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createCliFolder } from '../support/cli.ts'

const folder = createCliFolder()
beforeAll(() => folder.createSample())
afterAll(() => folder.remove())

function csv(name: string, text: string): string {
  writeFileSync(join(folder.path, name), text)
  return name
}

/** Revision and number of rates: what an import that changes nothing leaves alone. */
function state(): unknown {
  return folder.run('verify', 'sample.ratebook').stdout
}

describe('ratebook audit', () => {
  it('RATE-7: 38 rows of the sample are exact, 19 explained by rounding, 3 inconsistent', () => {
    const { code, answer } = folder.ask('audit', 'sample.ratebook')
    const verdicts = answer.rows.map((each) => each['verdict'])
    const count = (verdict: string) => verdicts.filter((each) => each === verdict).length
    expect(code).toBe(1)
    expect({ rows: verdicts.length, exact: count('exact'), rounding: count('explained-by-rounding'), inconsistent: count('inconsistent') }).toEqual({ rows: 84, exact: 38, rounding: 19, inconsistent: 3 })
    expect(folder.run('audit', 'sample.ratebook').stdout).toContain('60 rows checked: 38 exact, 19 explained by rounding, 3 inconsistent; 24 not checkable')
  })

  it('audits a schedule from outside, to the places that are asked for', () => {
    csv('aix.csv', 'resource,unit,from,to,difference,percent\nIBM AIX low,Server / Month,"$1,380.00","$1,398.00",$18.00,1.33%\n')
    expect(folder.ask('audit', 'aix.csv')).toMatchObject({ code: 1, answer: { rows: [{ resource: 'IBM AIX low', verdict: 'inconsistent', recomputedPercent: '1.30%' }] } })
    expect(folder.ask('audit', 'aix.csv', '--places', '0')).toMatchObject({ code: 0, answer: { rows: [{ verdict: 'explained-by-rounding' }] } })
  })

  it('a year without a printed schedule is refused, not audited as empty', () => {
    const refused = { code: 1, stdout: '', stderr: 'error: The model holds no printed schedule of FY2003. The model has one of: FY2004.\n' }
    expect(folder.run('audit', 'sample.ratebook', '--version', 'FY2003')).toEqual(refused)
    expect(folder.run('export', 'sample.ratebook', '--report', 'audit', '--to', 'FY2003', '--out', 'audit.xlsx')).toEqual(refused)
  })

  it('says which column is missing', () => {
    csv('wrong.csv', 'resource,unit,from\nTape,Mount,1\n')
    expect(folder.ask('audit', 'wrong.csv')).toMatchObject({ code: 1, answer: { rows: [], warnings: [{ code: 'wrong-columns', place: { file: 'wrong.csv' } }] } })
  })
})

describe('ratebook template and import', () => {
  it('the template is a file that imports as it stands', () => {
    const { code, stdout } = folder.run('template', 'rates')
    expect(code).toBe(0)
    csv('template.csv', stdout)
    expect(folder.ask('import', 'sample.ratebook', 'rates', 'template.csv', '--dry-run')).toMatchObject({ code: 0, answer: { rows: [{ code: 'MF-CPU-P', effect: 'changed' }] } })
    expect(folder.ask('template', 'rates').answer.rows.map((each) => each['column'])).toEqual(expect.arrayContaining(['code', 'title', 'billable unit', 'FY2005']))
  })

  it('a dry run and a refused file change nothing; every bad row is named', () => {
    const before = state()
    csv('bad.csv', 'code,title,FY2005\nMF-CPU-P,Prime,"12,34"\nMF-CPU-N,Non-prime,1e400\nMF-IO-P,I/O,NaN\nMF-IO-P,I/O,0.04\nMF-IO-N,I/O,\n')
    const { code, answer, stderr } = folder.ask('import', 'sample.ratebook', 'rates', 'bad.csv')
    expect(code).toBe(1)
    const places = answer.warnings.filter((each) => each.severity === 'error').map(({ place }) => place)
    expect(places).toMatchObject([2, 3, 4, 5, 6].map((row) => ({ file: 'bad.csv', row })))
    expect(stderr).toMatch(/row 2, column FY2005/)
    expect(folder.run('import', 'sample.ratebook', 'rates', csv('good.csv', 'code,FY2005\nMF-CPU-P,101.50\n'), '--dry-run')).toMatchObject({ code: 0, stdout: expect.stringContaining('Dry run, nothing is changed') })
    expect(state()).toBe(before)
  })

  it('reads files with long names and with a column for each of many years', () => {
    const years = Array.from({ length: 70 }, (_, index) => 1930 + index)
    csv('years.csv', `code,${years.map((year) => `FY${year}`).join(',')}\nMF-CPU-P,${years.map(() => '5').join(',')}\n`)
    expect(folder.ask('import', 'sample.ratebook', 'rates', 'years.csv', '--dry-run')).toMatchObject({ code: 0, answer: { rows: [{ effect: 'changed' }] } })
    expect(folder.ask('import', 'sample.ratebook', 'rates', csv(`${'r'.repeat(230)}.csv`, 'code,FY1900,FY2005\nMF-CPU-P,5,6\n'), '--dry-run')).toMatchObject({ code: 0, answer: { rows: [{ effectText: expect.stringContaining('6.00') }] } })
  })

  it('a file cannot send control characters to the terminal', () => {
    csv('escapes.csv', 'code,title,FY2005\nA\u001B[2J,"Two\nlines\u0007",oops\u001B[31m\n')
    const { stdout, stderr } = folder.run('import', 'sample.ratebook', 'rates', 'escapes.csv', '--dry-run')
    expect(stdout).toContain('Two lines')
    expect(`${stdout}${stderr}`.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  })

  it('VER-2: a published year is refused', () => {
    expect(folder.ask('import', 'sample.ratebook', 'rates', csv('published.csv', 'code,FY2004\nMF-CPU-P,1.00\n'))).toMatchObject({ code: 1, answer: { warnings: [{ code: 'published-is-immutable' }] } })
  })

  it('takes columns as the command line names them, and the year is there afterwards', () => {
    csv('named.csv', 'Key,What,Next\nMF-CPU-P,Prime,101.50\nNEW-1,A new one,Meter + 17 %\n')
    const mapping = ['--column', 'code=Key', '--column', 'title=B', '--column', 'FY2006=Next']
    const imported = folder.ask('import', 'sample.ratebook', 'rates', 'named.csv', ...mapping)
    expect(imported).toMatchObject({ code: 0, answer: { rows: [{ code: 'MF-CPU-P', effect: 'changed' }, { code: 'NEW-1', title: 'A new one', effect: 'new' }] } })
    const { answer } = folder.ask('compare', 'sample.ratebook', '--from', 'FY2004', '--to', 'FY2006')
    expect(answer.rows.find((each) => each['code'] === 'MF-CPU-P')).toMatchObject({ to: [{ text: '101.50', difference: '1.69', percentChange: '1.69' }] })
    expect(answer.rows.find((each) => each['code'] === 'NEW-1')).toMatchObject({ to: [{ text: 'Meter + 17 %', status: 'new' }] })
  })

  it('says which columns there are when one is not', () => {
    const refused = folder.run('import', 'sample.ratebook', 'rates', csv('other.csv', 'Key,Next\nMF-CPU-P,1.00\n'), '--column', 'code=Kee', '--column', 'FY2005=Next')
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('There is no column "Kee" (other.csv). The header has: Key, Next.') })
  })
})
