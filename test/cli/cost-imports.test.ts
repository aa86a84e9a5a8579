import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createCliFolder } from '../support/cli.ts'

const folder = createCliFolder()
beforeAll(() => folder.createSample())
afterAll(() => folder.remove())

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder.path, name), content)
  return name
}

/** What an import of costs into FY2005 tells on stderr. */
function said(name: string, content: string): string {
  return folder.run('import', 'sample.ratebook', 'costs', file(name, content), '--version', 'FY2005').stderr
}

describe('ratebook import of the cost side', () => {
  it('every template imports as it stands', () => {
    for (const kind of ['costs', 'positions', 'drivers', 'units', 'revenue', 'balances', 'carry-forwards']) {
      const { code, stdout } = folder.run('template', kind, '--year', 'FY2006')
      expect({ kind, code }).toEqual({ kind, code: 0 })
      const { answer } = folder.ask('import', 'sample.ratebook', kind, file(`${kind}.csv`, stdout), '--dry-run')
      expect({ kind, rows: answer.rows.length, codes: answer.warnings.filter((each) => each.severity === 'error').map((each) => each.code) }).toEqual({ kind, rows: 1, codes: [] })
    }
    expect(folder.ask('template', 'pools').answer.rows.map((each) => each['column'])).toContain('pool')
    expect(JSON.parse(folder.run('template', 'allocation').stdout)).toMatchObject({ pools: [{ id: 'IT' }, { id: 'HR' }, { id: 'FAC' }] })
  })

  it('units come in, twice the same changes nothing', () => {
    const data = file('units-2006.csv', 'rate,units,cost percent\nMF-CPU-P,18500.5,50\n')
    expect(folder.ask('import', 'sample.ratebook', 'units', data, '--version', 'FY2006')).toMatchObject({ code: 0, answer: { rows: [{ rowNumber: 2, code: 'MF-CPU-P', effect: 'new' }] } })
    expect(folder.run('import', 'sample.ratebook', 'units', data, '--version', 'FY2006')).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing to change: Import units-2006.csv: 1 rate, FY2006') })
  })

  it('RECOV-4: carry-forwards are of no version', () => {
    const data = file('carried.csv', 'service,closed year,amount\nCPU Time,FY2003,-1500\n')
    expect(folder.ask('import', 'sample.ratebook', 'carry-forwards', data, '--dry-run')).toMatchObject({ code: 0, answer: { rows: [{ rowNumber: 2, code: 'CPU Time', title: 'FY2003', effect: 'new' }] } })
    expect(folder.run('import', 'sample.ratebook', 'carry-forwards', data, '--version', 'FY2005')).toMatchObject({ code: 2, stderr: expect.stringContaining('carry-forwards are of no version') })
  })

  it('without a version, rows go into the newest year whose plan is open, not into a published one', () => {
    // FY2014 is the newest year of the sample, and published.
    const { code, answer } = folder.ask('import', 'sample.ratebook', 'units', file('undated.csv', 'rate,units\nMF-CPU-P,20000\n'), '--dry-run')
    expect({ code, rows: answer.rows }).toMatchObject({ code: 0, rows: [{ code: 'MF-CPU-P', effect: 'changed' }] })
    expect(folder.run('import', 'sample.ratebook', 'units', 'undated.csv', '--dry-run').stdout).toContain('1 rate, FY2005')
  })

  it('what is missing or unknown is said with what to do, in whole words', () => {
    expect(said('nowhere.csv', 'description,amount\nPaper,1\n')).toContain('There is no column for the service or the pool (nowhere.csv, sheet nowhere, row 1). The file has: description, amount. Name a column "service" or "pool", or choose the one that holds it.')
    expect(said('header.csv', 'service,description,amount\n')).toContain('There is no row below the header (header.csv, sheet header, row 1). Choose another file, or another row with the column names.')
    expect(said('unknown.csv', 'service,description,amount,fund\nMF-CPU,Paper,1,NONE\n')).toContain('Write the code of an internal service fund that it has, or add the internal service fund first.')
    expect(said('service.csv', 'service,description,amount\nNONE,Paper,1\n')).toMatch(/such as [^.]+, and others\.\n/)
  })

  it('a bad file is refused whole, each row with its place', () => {
    const before = folder.run('verify', 'sample.ratebook').stdout
    const data = file('bad.csv', 'rate,units\nMF-CPU-P,-5\nNOPE,1\nMF-CPU-N,1000000000000000\nMF-IO-P,many\n')
    const { code, stderr } = folder.run('import', 'sample.ratebook', 'units', data, '--version', 'FY2006')
    expect(code).toBe(1)
    for (const place of ['bad.csv, sheet bad, row 2, column units', 'row 3, column rate', 'row 4, column units', 'row 5, column units']) expect(stderr).toContain(place)
    expect(folder.run('verify', 'sample.ratebook').stdout).toBe(before)
  })

  it('wrong encoding, missing columns and an unknown field are said', () => {
    expect(folder.ask('import', 'sample.ratebook', 'units', file('bytes.csv', new Uint8Array([0x72, 0x2c, 0xc3, 0x28, 0x0a, 0x31, 0x2c, 0x32, 0x0a]))).answer.warnings).toMatchObject([{ code: 'wrong-encoding', place: { file: 'bytes.csv' } }])
    expect(folder.ask('import', 'sample.ratebook', 'units', file('columns.csv', 'rate\nMF-CPU-P\n'), '--version', 'FY2006')).toMatchObject({ code: 1, answer: { warnings: [{ code: 'wrong-columns', place: { file: 'columns.csv' } }] } })
    expect(folder.ask('import', 'sample.ratebook', 'units', file('named.csv', 'what,how many\nMF-CPU-P,3\n'), '--version', 'FY2006', '--column', 'rate=what', '--column', 'units=B', '--dry-run')).toMatchObject({ code: 0, answer: { rows: [{ effect: 'changed' }] } })
    expect(folder.ask('import', 'sample.ratebook', 'units', 'named.csv', '--column', 'salary=what').answer.warnings).toMatchObject([{ code: 'wrong-columns' }])
    expect(folder.run('import', 'sample.ratebook', 'rates', 'named.csv', '--version', 'FY2006').code).toBe(2)
    expect(folder.run('import', 'sample.ratebook', 'units', 'named.csv', '--version', 'soon').code).toBe(2)
  })
})

describe('ratebook allocate CASE.json', () => {
  it('ALLOC-6: the template runs without a model, by each method', () => {
    file('case.json', folder.run('template', 'allocation').stdout)
    const totalsOf = (method: string) => {
      const { code, answer } = folder.ask('allocate', 'case.json', '--method', method)
      expect(code).toBe(0)
      return answer.rows.filter((each) => each['row'] === 'target').map((each) => each['total'])
    }
    expect([totalsOf('direct'), totalsOf('step-down'), totalsOf('reciprocal')]).toEqual([['138214.29', '101785.71'], ['135625', '104375'], ['138677.95', '101322.05']])
    const { stdout, code } = folder.run('allocate', 'case.json')
    expect(code).toBe(0)
    expect(stdout).toContain('Allocation: step-down')
    expect(stdout).toContain('Control totals: in 240,000.00, out 240,000.00, unallocated 0.00')
  })

  it('says what is wrong with a case', () => {
    expect(folder.ask('allocate', file('none.json', '{ "pools": [] ')).answer.warnings).toMatchObject([{ code: 'unreadable-file', place: { file: 'none.json' } }])
    expect(folder.run('allocate', 'missing.json')).toMatchObject({ code: 1, stdout: '' })
    expect(folder.run('allocate', 'case.json', '--method', 'guess').code).toBe(2)
    expect(folder.run('allocate', 'case.json', '--version', 'FY2005').code).toBe(2)
  })
})
