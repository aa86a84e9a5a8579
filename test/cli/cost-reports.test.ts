import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createCliFolder } from '../support/cli.ts'

const folder = createCliFolder()
beforeAll(() => folder.createSample())
afterAll(() => folder.remove())

function rateBuildSheets(...more: readonly string[]): string {
  return JSON.stringify(folder.ask('export', 'sample.ratebook', '--report', 'rate-build', '--version', 'FY2005', ...more, '--out', 'rates.xlsx').answer.rows)
}

describe('ratebook export of reports of costs', () => {
  it.each(['cost-framework', 'rate-build', 'allocation', 'recovery'])('writes %s of one version, marked as draft and fictional (VER-3)', (report) => {
    const { code, answer } = folder.ask('export', 'sample.ratebook', '--report', report, '--version', 'FY2005', '--out', `${report}.csv`)
    expect({ code, rows: answer.rows }).toMatchObject({ code: 0, rows: [{ format: 'csv', report, draftMark: expect.stringMatching(/^DRAFT · FY2005 .*FICTIONAL FIGURES$/) }] })
    expect(readFileSync(join(folder.path, `${report}.csv`), 'utf8')).toContain('FICTIONAL FIGURES')
  })

  it('says which sheets a file holds, and which it leaves out: a CSV has the main table alone', () => {
    const csv = folder.ask('export', 'sample.ratebook', '--report', 'allocation', '--version', 'FY2005', '--out', 'sheets.csv').answer.rows
    const book = folder.ask('export', 'sample.ratebook', '--report', 'allocation', '--version', 'FY2005', '--out', 'sheets.xlsx').answer.rows
    const sheetsOf = (rows: typeof csv): readonly unknown[] => (Array.isArray(rows[0]?.['sheets']) ? rows[0]['sheets'] : [])
    expect(sheetsOf(csv)).toHaveLength(1)
    expect(sheetsOf(book)).toContainEqual(sheetsOf(csv)[0])
    const { stdout } = folder.run('export', 'sample.ratebook', '--report', 'allocation', '--version', 'FY2005', '--out', 'sheets.csv')
    expect(stdout).toMatch(/^Wrote \S+sheets\.csv: [^(]+, Results \(\d+\)\. A CSV holds the main table alone; the workbook also has Cover, /)
  })

  it('leaves positions out of a rate build where that is asked', () => {
    expect(rateBuildSheets()).toContain('"Positions"')
    expect(rateBuildSheets('--without-salaries')).not.toContain('"Positions"')
  })

  it('a figure that is out of range is refused by sheet, row and column, and no file is written', () => {
    writeFileSync(join(folder.path, 'huge.csv'), `service,section,description,amount\n${[1, 2, 3].map((each) => `NW-SNA,other,Huge ${each},999999999999999\n`).join('')}`)
    expect(folder.run('import', 'sample.ratebook', 'costs', 'huge.csv', '--version', 'FY2005').code).toBe(0)
    const { code, answer } = folder.ask('export', 'sample.ratebook', '--report', 'cost-framework', '--version', 'FY2005', '--out', 'huge.xlsx')
    expect({ code, rows: answer.rows, warnings: answer.warnings }).toEqual({ code: 1, rows: [], warnings: [{
      code: 'number-out-of-range', severity: 'error', message: 'Sheet "Services", NW-SNA SNA Connect Time, Section 2b: the figure is too large for a report.',
      remedy: 'Figures stay below 1,000,000,000,000,000: look for an amount with digits too many among those it comes from.',
    }] })
    expect(existsSync(join(folder.path, 'huge.xlsx'))).toBe(false)
  })

  it('says what is missing', () => {
    expect(folder.run('export', 'sample.ratebook', '--report', 'allocation', '--out', 'x.xlsx')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Give --version FY2005') })
    expect(folder.run('export', 'sample.ratebook', '--report', 'allocation', '--version', 'FY1999', '--out', 'x.xlsx')).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('has no cost side') })
  })
})
