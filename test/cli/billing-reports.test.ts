import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createCliFolder } from '../support/cli.ts'
import { partsOf } from '../workbook/workbook-parts.ts'

const folder = createCliFolder()
beforeAll(() => folder.createSample())
afterAll(() => folder.remove())

function exported(...args: readonly string[]) {
  return folder.ask('export', 'sample.ratebook', '--report', ...args)
}

describe('ratebook export of bills and budgets', () => {
  it.each([
    ['statement', ['--agency', 'XFA', '--version', 'FY2004', '--month', '2003-10']], ['impact', ['--from', 'FY2004', '--to', 'FY2005', '--usage', 'FY2004']], ['impact-statement', ['--agency', 'xfa', '--from', 'FY2004', '--to', 'FY2005', '--usage', 'FY2005-planned']],
    ['budget', ['--agency', 'QMT', '--from', 'FY2004', '--to', 'FY2005']], ['encumbrance-estimate', ['--from', 'FY2004', '--to', 'FY2005']], ['quote', ['--request', 'XFA-001', '--version', 'FY2005']],
  ] as const)('writes the report %s, marked as fictional (VER-3)', (report, options) => {
    const { code, answer } = exported(report, ...options, '--out', `${report}.csv`)
    expect({ code, rows: answer.rows }).toMatchObject({ code: 0, rows: [{ format: 'csv', report, draftMark: expect.stringContaining('FICTIONAL FIGURES') }] })
    expect(readFileSync(join(folder.path, `${report}.csv`), 'utf8').split('\n').length).toBeGreaterThan(2)
  })

  it('BILL-1: the lines of a statement add up to what the bill says', () => {
    exported('statement', '--agency', 'QHB', '--version', 'FY2004', '--out', 'lines.csv')
    const total = folder.ask('bill', 'sample.ratebook', '--agency', 'QHB', '--version', 'FY2004').answer.rows.at(-1)
    const [, last] = readFileSync(join(folder.path, 'lines.csv'), 'utf8').trimEnd().split('\r\n').slice(-2)
    expect(last?.split(',')[9]).toBe(Number(total?.['amount']).toFixed(2))
  })

  it('BILL-2, BILL-6: `bill --json` shows the factors behind a quantity, and none behind a ready one', () => {
    const { rows } = folder.ask('bill', 'sample.ratebook', '--agency', 'ZLT', '--version', 'FY2005', '--month', '2004-10').answer
    const factors = new Map(rows.flatMap((row) => (row['row'] === 'line' ? [[row['code'], row['factors']] as const] : [])))
    expect([factors.get('MF-CPU-N'), factors.get('ML-INS-MAN'), factors.get('MF-CPU-P')]).toEqual(['7.434 x 1.12, 3.6355 x 1.12', '1.00, 2.00', ''])
  })

  it('BILL-9: the impact statement of one agency is one page', () => {
    exported('impact-statement', '--agency', 'XFA', '--from', 'FY2004', '--to', 'FY2005', '--out', 'page.pdf')
    expect(readFileSync(join(folder.path, 'page.pdf'), 'latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    const { answer } = exported('impact', '--agency', 'XFA', '--from', 'FY2004', '--to', 'FY2005', '--out', 'impact.pdf')
    expect(readFileSync(join(folder.path, 'impact.pdf'), 'latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    expect(answer.rows).toEqual([expect.objectContaining({ report: 'impact-statement' })])
  })

  it('BILL-9: an impact of years with usage of unlike months is on the earlier year’s usage, as on the screen and by `impact`, unless it is asked for otherwise', () => {
    const asked = folder.ask('impact', 'sample.ratebook', '--from', 'FY2004', '--to', 'FY2005').answer.rows.find((row) => row['agency'] === 'QMT')
    const changeOf = (...usage: readonly string[]): string | undefined => {
      exported('impact-statement', '--agency', 'QMT', '--from', 'FY2004', '--to', 'FY2005', ...usage, '--out', 'qmt.csv')
      const [header = '', ...lines] = readFileSync(join(folder.path, 'qmt.csv'), 'utf8').replaceAll('Minimum, credits', 'Minimum').split('\r\n')
      return lines.find((line) => line.startsWith('Your bill'))?.split(',')[header.split(',').indexOf('Difference (USD)')]
    }
    expect([asked?.['difference'], changeOf(), changeOf('--usage', 'FY2004'), changeOf('--usage', 'own')]).toEqual(['0', '0.00', '0.00', '-180.00'])
  })

  it('writes one for every agency into one zip, with what is in it and why an agency has none', () => {
    const { code, answer } = exported('statement', '--all', '--version', 'FY2004', '--format', 'csv', '--out', 'all.zip')
    expect(code).toBe(0)
    const entries = partsOf(readFileSync(join(folder.path, 'all.zip')))
    expect(answer.rows).toHaveLength(15)
    expect(entries.map(({ name }) => name)).toEqual([...answer.rows.flatMap((row) => (typeof row['file'] === 'string' ? [row['file']] : [])), 'Contents.csv'])
    expect(answer.rows.find((row) => row['agency'] === 'XTB')).toMatchObject({ file: null, why: expect.stringContaining('nothing to report') })
    expect(entries.at(-1)?.content.toString('utf8')).toContain('"Statement, XFA, FY2004.csv"')
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('writes them into a new folder as well, and into no folder that has something in it', () => {
    const { code, answer } = exported('statement', '--all', '--version', 'FY2004', '--format', 'csv', '--out', 'statements/')
    expect(code).toBe(0)
    expect(readdirSync(join(folder.path, 'statements')).toSorted()).toEqual([...answer.rows.flatMap((row) => (typeof row['file'] === 'string' ? [row['file']] : [])), 'Contents.csv'].toSorted())
    expect(exported('statement', '--all', '--version', 'FY2004', '--format', 'csv', '--out', 'statements/')).toMatchObject({ code: 1, answer: { warnings: [{ message: expect.stringContaining('There is already something in') }] } })
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('says what is missing or unknown, and writes nothing', () => {
    expect(folder.run('export', 'sample.ratebook', '--report', 'statement', '--agency', 'XFA', '--out', 'x.xlsx')).toMatchObject({ code: 2, stderr: expect.stringContaining('Give --version FY2005') })
    expect(folder.run('export', 'sample.ratebook', '--report', 'statement', '--version', 'FY2004', '--out', 'x.xlsx')).toMatchObject({ code: 1, stderr: expect.stringContaining('--agency CODE, or --all') })
    expect(folder.run('export', 'sample.ratebook', '--report', 'statement', '--agency', 'ZZZ', '--version', 'FY2004', '--out', 'x.xlsx')).toMatchObject({ code: 1, stderr: expect.stringContaining('no agency with the code "ZZZ"') })
    expect(folder.run('export', 'sample.ratebook', '--report', 'encumbrance-estimate', '--all', '--from', 'FY2004', '--to', 'FY2005', '--out', 'x.zip')).toMatchObject({ code: 2, stderr: expect.stringContaining('--all is of the reports') })
    expect(folder.run('export', 'sample.ratebook', '--report', 'impact', '--agency', 'NOPE', '--from', 'FY2004', '--to', 'FY2005', '--out', 'x.xlsx')).toMatchObject({ code: 1, stderr: expect.stringContaining('no agency with the code "NOPE"') })
    expect(folder.run('export', 'sample.ratebook', '--report', 'budget', '--all', '--from', 'FY2004', '--to', 'FY2005', '--out', 'x.xlsx')).toMatchObject({ code: 2, stderr: expect.stringContaining('not the name of a zip') })
    expect(folder.run('export', 'sample.ratebook', '--report', 'quote', '--version', 'FY2005', '--request', 'NO-1', '--out', 'x.xlsx')).toMatchObject({ code: 1, stderr: expect.stringContaining('XFA-001') })
    expect(existsSync(join(folder.path, 'x.xlsx')) || existsSync(join(folder.path, 'x.zip'))).toBe(false)
  })
})
