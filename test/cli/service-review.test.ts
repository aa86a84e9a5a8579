import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createCliFolder } from '../support/cli.ts'

const folder = createCliFolder()
beforeAll(() => folder.createSample())
afterAll(() => folder.remove())

const YEARS = ['--from', 'FY2004', '--to', 'FY2005'] as const

function exported(...args: readonly string[]) {
  return folder.ask('export', 'sample.ratebook', '--report', 'service-review', ...YEARS, ...args)
}

describe('ratebook export of a service review', () => {
  it.each([['--agency', 'XFA', 'XFA'], ['--service', 'MR-WIN', 'MR-WIN'], ['--agreement', 'SLA-001', 'SLA-001']])('VER-3 goes out of %s %s as CSV, marked as fictional', (option, code, name) => {
    const { code: exit, answer } = exported(option, code, '--month', '2004-06', '--out', `${name}.csv`)
    expect({ exit, rows: answer.rows }).toMatchObject({ exit: 0, rows: [{ format: 'csv', report: 'service-review', title: `Service review, ${name}, FY2005`, draftMark: expect.stringContaining('FICTIONAL FIGURES') }] })
    const [header, ...lines] = readFileSync(join(folder.path, `${name}.csv`), 'utf8').trimEnd().split('\r\n')
    expect(header).toContain('Target,What,Service,Goal,Month,Value,Unit,Status,Why')
    expect(lines.length % 12).toBe(0)
    expect(lines.at(-1)).toContain('2004-06')
  })

  it('has its page, prices, targets, months and findings in the workbook, and no pages of the months in the PDF', () => {
    const { answer } = exported('--agency', 'XFA', '--out', 'xfa.xlsx')
    expect(answer.rows[0]?.['sheets']).toEqual(['Cover', 'Review', 'Unit prices', 'Targets', 'Month by month', 'Findings and actions', 'Method and notes'].map((sheet) => expect.objectContaining({ sheet })))
    expect(exported('--agency', 'XFA', '--out', 'xfa.pdf').code).toBe(0)
    expect(readFileSync(join(folder.path, 'xfa.pdf'), 'latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeLessThan(12)
  })

  it('says what is missing or unknown, and writes nothing', () => {
    const asked = (...args: readonly string[]) => folder.run('export', 'sample.ratebook', '--report', 'service-review', ...args, '--out', 'x.csv')
    expect(asked('--agency', 'XFA')).toMatchObject({ code: 2, stderr: expect.stringContaining('Give --from') })
    expect(asked(...YEARS)).toMatchObject({ code: 1, stderr: expect.stringContaining('--agency CODE, --service CODE or --agreement CODE') })
    expect(asked(...YEARS, '--service', 'ZZ')).toMatchObject({ code: 1, stderr: expect.stringContaining('no service with the code "ZZ"') })
    expect(asked(...YEARS, '--agreement', 'SLA-999')).toMatchObject({ code: 1, stderr: expect.stringContaining('SLA-001') })
    expect(asked(...YEARS, '--agency', 'XFA', '--month', 'June')).toMatchObject({ code: 1, stderr: expect.stringContaining('is not a month') })
    expect(asked(...YEARS, '--agency', 'XFA', '--month', '2199-01')).toMatchObject({ code: 1, stderr: expect.stringContaining('January 2199 has not come yet') })
    expect(existsSync(join(folder.path, 'x.csv'))).toBe(false)
  })
})
