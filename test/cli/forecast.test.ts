import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, describe, expect, it } from 'vitest'

import { createCliFolder } from '../support/cli.ts'

const folder = createCliFolder()
afterAll(() => folder.remove())

function file(name: string, lines: readonly string[]): string {
  writeFileSync(join(folder.path, name), `${lines.join('\n')}\n`)
  return name
}

/** January 2003 to November 2005: 1, 2, ... 35. */
const counted = Array.from({ length: 35 }, (_, index) => `${2003 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')},${index + 1}`)

describe('ratebook forecast', () => {
  it('PROJ-1: compares the methods, projects by one of them, and says how far off it may be', () => {
    const series = file('series.csv', ['period,value', ...counted])
    const { code, answer } = folder.ask('forecast', series, '--method', 'same-month-last-year', '--horizon', '2')
    expect([code, answer.schema, answer.command, answer.model, answer.warnings]).toEqual([0, 'ratebook/forecast/1', 'forecast', null, []])
    expect(answer.rows.filter((each) => each['row'] === 'month')).toEqual([
      { row: 'month', period: '2005-12', method: 'same-month-last-year', value: '24', reason: '', interval80: { low: '8.621376', high: '39.378624' }, interval95: { low: '0.480432', high: '47.519568' } },
      { row: 'month', period: '2006-01', method: 'same-month-last-year', value: '25', reason: '', interval80: { low: '9.621376', high: '40.378624' }, interval95: { low: '1.480432', high: '48.519568' } },
    ])
    expect(answer.rows.filter((each) => each['row'] === 'method').map((each) => [each['method'], each['mase'], each['recommended']])).toEqual([
      ['same-month-last-year', '1', false], ['mean', expect.any(String), false], ['drift', '0', true], ['linear-trend', '0', false], ['holt-winters', expect.any(String), false],
    ])
    expect(answer.rows.at(5)).toMatchObject({ row: 'comparison', status: 'compared', origins: 11, firstOrigin: '2004-12', lastOrigin: '2005-10' })
    const { stdout } = folder.run('forecast', series)
    expect(stdout).toMatch(/^Drift has the least error: a MASE of 0\.000 over \d+ forecasts made in 11 months\./)
    expect(stdout).toMatch(/Drift +0\.000 /)
    expect(stdout).toMatch(/2006-11 +47\.0 /)
    expect(stdout).toContain('Quantities are shown to 1 place; --json has all 6.')
  })

  it('says what a short history cannot give, and what is missing in it', () => {
    const series = file('short.csv', ['period,value', '2004-01,5', '2004-03,8'])
    const { code, stdout, stderr } = folder.run('forecast', series, '--horizon', '1', '--method', 'mean', '--last', '2')
    expect(code).toBe(0)
    expect(stdout).toContain('The history has 3 months; comparing methods needs 25.')
    expect(stdout).toMatch(/2004-04 +8\.0\b/)
    expect(stdout).toContain('No interval: it needs 6 forecasts of the past')
    expect(stderr).toContain('note: 1 month is missing in the history: 2004-02. A missing month is not zero (short.csv).')
    expect(folder.ask('forecast', series, '--method', 'holt-winters', '--horizon', '1')).toMatchObject({ code: 1, answer: { rows: expect.arrayContaining([expect.objectContaining({ row: 'month', value: null, reason: 'Holt-Winters needs 24 months; the history has 3.' })]) } })
  })

  it('refuses a bad file with every row named, and a wrong command line with 2', () => {
    const bad = file('bad.csv', ['period,value', '2004-01,five', '2004-02,1', '2004-02,2'])
    expect(folder.ask('forecast', bad)).toMatchObject({ code: 1, answer: { model: null, rows: [], warnings: [{ code: 'not-a-number', place: { file: 'bad.csv', row: 2, column: 'value' } }, { code: 'duplicate-month', place: { row: 4 } }] } })
    expect(folder.ask('forecast', 'absent.csv')).toMatchObject({ code: 1, answer: { warnings: [{ code: 'unreadable-file' }] } })
    for (const wrong of [['--horizon', '0'], ['--method', 'guess'], ['--last', '1.5']]) expect(folder.run('forecast', bad, ...wrong).code).toBe(2)
  })

  it('reads its own template as it stands', () => {
    const { stdout } = folder.run('template', 'series')
    const { code, answer } = folder.ask('forecast', file('template.csv', stdout.trimEnd().split('\n')), '--method', 'mean', '--last', '1', '--horizon', '1')
    expect([code, answer.rows.at(-1)?.['value']]).toEqual([0, '1250'])
    expect(folder.ask('template', 'series').answer.rows.map((each) => each['column'])).toEqual(['period', 'value'])
  })

  it('PROJ-1: a method that the history is too short for says why, and the months have no figure', () => {
    const series = file('three.csv', ['period,value', '2004-01,5', '2004-02,6', '2004-03,8'])
    const { code, answer } = folder.ask('forecast', series, '--method', 'holt-winters', '--horizon', '2')
    expect([code, answer.warnings.map(({ severity, message }) => `${severity}: ${message}`)]).toEqual([1, ['warning: Holt-Winters gives no figure for any month: Holt-Winters needs 24 months; the history has 3.']])
  })
})
