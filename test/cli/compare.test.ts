import { join } from 'node:path'

import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createCore } from '../../src-main/core/create-core.ts'
import { hostedParts } from '../../src-main/hosting/create-hosted-core.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { stampEdit } from '../../src-shared/domain/model/apply-edit.ts'
import { planPriceEdits } from '../../src-shared/domain/rates/edit-prices.ts'
import { planCreateScenario } from '../../src-shared/domain/scenario/edit-scenario.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { createCliFolder } from '../support/cli.ts'

const NOW = '2026-11-22T14:02:05.000Z'

const folder = createCliFolder()
beforeAll(() => folder.createSample())
afterAll(() => folder.remove())

const wintel = { code: 'MR-WIN-SVR', resource: 'Wintel Server & Support', unit: 'Server / Month', objectCode: 'E10', lineOfBusiness: 'Mid-Range Services', customerClass: 'state' }

/** As the window does it: one edit through the core's router. */
async function addScenario(): Promise<void> {
  const core = createCore(hostedParts({ kind: 'command-line', dialogs: null, titleChanged: () => undefined, dataFolder: join(folder.path, 'data'), modelsFolder: folder.path }))
  try {
    const client = createRouterClient(core.router, { context: {} })
    const { info, rows } = await client.model.open({ path: join(folder.path, 'sample.ratebook'), mode: 'read-write' })
    const created = planCreateScenario({ draft: draftFromRows(rows), name: "Governor's 2 %", note: '', author: 'Ann', at: NOW, newId: () => 'governor' })
    if (!created.ok) throw new Error('The scenario was refused.')
    const first = await client.model.commit({ baseRevision: info.revision, edit: stampEdit(created.value.plan, { id: 'edit-1', at: NOW, author: 'Ann' }) })
    const draft = draftFromRows((await client.model.load()).rows)
    const version = planOf(fiscalYear(2004), 'governor')
    const edited = planPriceEdits({ draft, version, cells: [{ rateId: 'mf-cpu-p', customerClass: 'state', text: '101.81' }], newId: () => 'unused' })
    if (!edited.ok) throw new Error('The price was refused.')
    await client.model.commit({ baseRevision: first.revision, edit: stampEdit(edited.value.plan, { id: 'edit-2', at: NOW, author: 'Ann' }) })
  } finally {
    core.close()
  }
}

describe('ratebook compare', () => {
  it('answers every compared row with decimals as text', () => {
    const { code, answer, stderr } = folder.ask('compare', 'sample.ratebook', '--from', 'FY2003', '--to', 'FY2004')
    expect({ code, stderr, schema: answer.schema, command: answer.command, warnings: answer.warnings }).toEqual({ code: 0, stderr: '', schema: 'ratebook/compare/1', command: 'compare', warnings: [] })
    expect(answer.model).toMatch(/sample\.ratebook$/)
    expect(answer.rows.filter((each) => each['code'] === 'MF-IO-P')).toEqual([{
      code: 'MF-IO-P', resource: 'Prime I/O Operations', unit: '1000 I/Os', objectCode: 'E10', lineOfBusiness: 'Mainframe Services', group: 'Central Computer Services',
      service: 'Input / Output Operations', customerClass: 'state', baseline: null, note: '',
      from: { version: 'FY2003', text: '0.0367', value: '0.0367', places: 4 },
      to: [{ version: 'FY2004', text: '0.0390', value: '0.039', places: 4, difference: '0.0023', differenceUnit: 'USD/unit', percentChange: '6.27', status: 'changed', statusText: expect.any(String) }],
    }])
  })

  it('RATE-5: compares a rate with each of its baselines', () => {
    const { answer } = folder.ask('compare', 'sample.ratebook', '--from', 'FY2003', '--to', 'FY2004')
    expect(answer.rows.filter((each) => each['code'] === 'MR-WIN-SVR')).toMatchObject([
      { ...wintel, baseline: 'Low', from: { value: '552' }, to: [{ value: '548', difference: '-4', percentChange: '-0.72' }] },
      { ...wintel, baseline: 'High', from: { value: '665' }, to: [{ value: '548', difference: '-117', percentChange: '-17.59' }] },
    ])
  })

  it('takes at most twelve versions, and says so', () => {
    const thirteen = Array.from({ length: 13 }, () => ['--to', 'FY2004']).flat()
    expect(folder.run('compare', 'sample.ratebook', '--from', 'FY2003', ...thirteen)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('At most 12 versions are compared at once.') })
  })

  it('NUM-3: the unrounded basis must be asked for, and is labelled', () => {
    const { answer } = folder.ask('compare', 'sample.ratebook', '--from', 'FY2003', '--to', 'FY2004', '--unrounded')
    expect(answer.rows.find((each) => each['code'] === 'FP-HRCMS-CHK')).toMatchObject({ to: [{ value: '2.692', percentChange: '-2.6' }] })
    expect(folder.run('compare', 'sample.ratebook', '--from', 'FY2003', '--to', 'FY2004', '--unrounded').stdout).toMatch(/^Basis of analysis: unrounded rates/)
  })

  it('NUM-4: a percent-type price has its difference in points', () => {
    const { answer } = folder.ask('compare', 'sample.ratebook', '--from', 'FY2003', '--to', 'FY2004')
    expect(answer.rows.find((each) => each['code'] === 'ML-MTR-PST')).toMatchObject({
      from: { text: 'Meter + 17.5 %' }, to: [{ text: 'Meter + 16.8 %', difference: '-0.7', differenceUnit: 'points', percentChange: '-4' }],
    })
  })

  it('takes several versions', () => {
    const { code, answer } = folder.ask('compare', 'sample.ratebook', '--from', 'FY2003', '--to', 'FY2004', '--to', 'FY2014')
    expect(code).toBe(0)
    expect(answer.rows.find((each) => each['code'] === 'SQ060')).toMatchObject({ to: [{ version: 'FY2004', text: '' }, { version: 'FY2014', text: '0 (funded from overhead)' }] })
  })

  it('VER-4: overlays a scenario, and calls it a draft', async () => {
    await addScenario()
    const { code, answer } = folder.ask('compare', 'sample.ratebook', '--from', 'FY2004', '--to', 'FY2004@Governor\'s 2 %')
    expect({ code, warnings: answer.warnings }).toMatchObject({ code: 0, warnings: [{ severity: 'note', message: expect.stringMatching(/^DRAFT · FY2004@Governor's 2 %/) }] })
    const { stdout, stderr } = folder.run('compare', 'sample.ratebook', '--from', 'FY2004', '--to', 'FY2004@Governor\'s 2 %')
    expect([stdout.split('\n')[0], stderr]).toEqual([expect.stringMatching(/^DRAFT · FY2004@Governor's 2 % · revision 3 · \d{4}-\d\d-\d\d \d\d:\d\d$/), ''])
    expect(answer.rows.filter((each) => JSON.stringify(each['to']).includes('"changed"'))).toMatchObject([{ code: 'MF-CPU-P', from: { text: '99.81' }, to: [{ text: '101.81', difference: '2', percentChange: '2' }] }])
  })

  it('prints an aligned table', () => {
    const { code, stdout } = folder.run('compare', 'sample.ratebook', '--from', 'FY2003', '--to', 'FY2004')
    const lines = stdout.split('\n')
    const points = ['MF-CPU-P ', 'MF-IO-P ', 'NW-PORT-100 '].map((start) => lines.find((line) => line.startsWith(start))?.lastIndexOf('.', 125))
    expect(code).toBe(0)
    expect(new Set(points).size).toBe(1)
    expect(lines.at(-2)).toBe('FY2003 to FY2004: 23 up, 25 down, 12 unchanged, 19 new, 10 gone, 9 not comparable')
  })

  it('RATE-4: --explain says which rates each count counts; a rate with several baselines counts once', () => {
    const asked = ['compare', 'sample.ratebook', '--from', 'FY2003', '--to', 'FY2004', '--explain', '--depth', '1'] as const
    const counted = folder.ask(...asked).answer.rows.flatMap(({ code, to }) => (Array.isArray(to) ? to : []).map((cell: unknown) => [code, cell !== null && typeof cell === 'object' && 'countsAs' in cell ? cell.countsAs : undefined]))
    const of = (name: string): readonly unknown[] => counted.flatMap(([code, countsAs]) => (countsAs === name ? [code] : []))
    expect(['up', 'down', 'unchanged', 'new', 'gone', 'notComparable'].map((name) => of(name).length)).toEqual([23, 25, 12, 19, 10, 9])
    expect(counted.some(([, countsAs]) => countsAs === null)).toBe(true)
    const { stdout } = folder.run(...asked)
    expect(stdout).toContain(`\n  down: ${of('down').join(', ')}\n`)
    expect(stdout).toMatch(/\n {2}up: MF-IO-P, [^\n]*NW-DDS-LINE \(non-state\), NW-DDS-MILE \(non-state\)/)
  })

  it('refuses what the model does not have, and says what it has', () => {
    const refused = folder.ask('compare', 'sample.ratebook', '--from', 'FY2003', '--to', 'FY2009')
    expect(refused).toMatchObject({ code: 1, answer: { rows: [], warnings: [{ code: 'version-missing', severity: 'error' }] } })
    expect(refused.stderr).toBe('error: There is no schedule for FY2009. The model has: FY2003, FY2004, FY2005, FY2014.\n')
    expect(folder.run('compare', 'sample.ratebook', '--from', 'FY2003', '--to', 'FY2004@Plan A').stderr).toContain('There is no scenario "Plan A"')
  })
})
