import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { Decimal } from '../../src-shared/domain/decimal.ts'
import { createCliFolder } from '../support/cli.ts'

const folder = createCliFolder()
beforeAll(() => folder.createSample())
afterAll(() => folder.remove())

type Row = Readonly<Record<string, unknown>>

/** In whole cents, so that sums are exact. */
function cents(row: Row | undefined, key: string): bigint {
  const text = row?.[key]
  const [whole = '0', fraction = ''] = typeof text === 'string' ? text.split('.') : []
  return BigInt(whole + fraction.padEnd(2, '0'))
}

describe('ratebook derive', () => {
  it('RATE-1: rates come out of costs, with published rate and rounding effect; the framework of FY2014 is funded from overhead', () => {
    const { code, answer } = folder.ask('derive', 'sample.ratebook', '--version', 'FY2005')
    expect(code).toBe(0)
    const rate = answer.rows.find((each) => each['code'] === 'MF-CPU-P')
    expect(rate).toMatchObject({ resource: 'Prime CPU Time', unit: 'CPU Hour', rateSource: 'derived', reason: null, elements: expect.any(Object) })
    expect(String(rate?.['unrounded'])).toMatch(/^\d+\.\d{1,12}$/)
    expect(answer.warnings.some((each) => each.message.includes('fictional'))).toBe(true)
    const { stdout } = folder.run('derive', 'sample.ratebook', '--version', 'FY2014')
    expect(stdout).toContain('funded from overhead')
    expect(stdout).toMatch(/Control totals: in [\d,.]+, out [\d,.]+, unallocated [\d,.]+/)
  })

  it('a year in which no rate is built from costs says so, and whose cost is in no rate', () => {
    writeFileSync(join(folder.path, 'one-line.csv'), 'service,description,amount\nNW-SNA,Licences,1000\n')
    expect(folder.run('import', 'sample.ratebook', 'costs', 'one-line.csv', '--version', 'FY2009').code).toBe(0)
    const { code, answer } = folder.ask('derive', 'sample.ratebook', '--version', 'FY2009')
    expect({ code, rows: answer.rows }).toEqual({ code: 0, rows: [] })
    expect(answer.warnings).toContainEqual({
      code: 'not-priced', severity: 'warning', message: 'No rate of FY2009 is built from costs: SNA Connect Time has a cost that is in no rate.',
      remedy: 'Say which part of its service\'s cost each rate takes, under Costs, Units and rates, or import units with the column "cost percent".',
    })
    expect(folder.run('derive', 'sample.ratebook', '--version', 'FY2009').stderr).toContain('No rate of FY2009 is built from costs')
  })

  it('says which version has no cost side; a wrong method is a wrong command line', () => {
    expect(folder.ask('derive', 'sample.ratebook', '--version', 'FY2030')).toMatchObject({ code: 1, answer: { rows: [], warnings: [{ code: 'version-missing' }] } })
    expect(folder.run('derive', 'sample.ratebook', '--version', 'FY2005', '--method', 'guess').code).toBe(2)
    expect(folder.run('derive', 'sample.ratebook', '--version', 'soon').code).toBe(2)
    expect(folder.run('allocate', 'sample.ratebook').code).toBe(2)
  })
})

describe('ratebook allocate FILE', () => {
  it.each(['step-down', 'reciprocal'])('ALLOC-6: by %s, what goes in comes out or is said to stay', (method) => {
    const { code, answer } = folder.ask('allocate', 'sample.ratebook', '--version', 'FY2005', '--method', method)
    expect(code).toBe(0)
    const totals = answer.rows.find((each) => each['row'] === 'totals')
    expect(totals).toMatchObject({ method })
    const sum = (row: string, key: string): bigint => answer.rows.filter((each) => each['row'] === row).reduce((all, each) => all + cents(each, key), 0n)
    expect(sum('pool', 'own')).toBe(cents(totals, 'in'))
    expect(sum('target', 'total') + cents(totals, 'unallocated')).toBe(cents(totals, 'in'))
    expect(answer.rows.filter((each) => each['row'] === 'step').length).toBeGreaterThan(0)
  })
})

describe('ratebook recovery', () => {
  it('RECOV-1, RECOV-4: three years side by side, for services and funds', () => {
    const { code, answer } = folder.ask('recovery', 'sample.ratebook', '--version', 'FY2005')
    expect(code).toBe(0)
    const ofService = answer.rows.filter((each) => each['row'] === 'service' && each['service'] === 'CPU Time')
    expect(ofService.map((each) => each['version'])).toEqual(['FY2003 actual', 'FY2004 forecast', 'FY2005'])
    for (const year of ofService) expect(cents(year, 'revenue')).toBe(cents(year, 'billed') + cents(year, 'imputed'))
    expect(answer.rows.some((each) => each['row'] === 'fund')).toBe(true)
    expect(folder.run('recovery', 'sample.ratebook', '--version', 'FY2005').stdout).toContain('Carry-forward of')
  })

  it('RECOV-1: the accounts of one service explain each figure', () => {
    const asked = ['recovery', 'sample.ratebook', '--version', 'FY2005', '--service', 'cpu time', '--explain', '--depth', '2'] as const
    const { code, answer } = folder.ask(...asked)
    expect({ code, services: answer.rows.map((each) => each['service']) }).toEqual({ code: 0, services: ['CPU Time', 'CPU Time', 'CPU Time'] })
    expect(answer.rows[0]).toMatchObject({ explanation: { closing: { value: answer.rows[0]?.['closing'], ruleId: 'RECOV-1' }, reserveCap: { ruleId: 'RECOV-3' } } })
    expect(folder.run(...asked).stdout).toMatch(/\nClosing balance of CPU Time, FY2003 actual: [\d,.]+ USD/)
    expect(folder.run('recovery', 'sample.ratebook', '--version', 'FY2005', '--explain').code).toBe(2)
    expect(folder.run('recovery', 'sample.ratebook', '--version', 'FY2005', '--service', 'nothing')).toMatchObject({ code: 1, stdout: '' })
  })
})

describe('ratebook explain', () => {
  it('a derived rate explains itself, as a tree and nested', () => {
    const { code, answer } = folder.ask('explain', 'sample.ratebook', '--rate', 'mf-cpu-p', '--version', 'FY2005', '--depth', '2')
    expect(code).toBe(0)
    expect(answer.rows).toMatchObject([{ node: 1, ruleId: 'NUM-3', operation: { kind: 'round', places: 2 }, inputs: [{ ruleId: 'RATE-1', inputs: [{ cut: true, inputs: [] }, expect.any(Object)] }] }])
    expect(folder.run('explain', 'sample.ratebook', '--rate', 'MF-CPU-P', '--version', 'FY2005').stdout).toMatch(/\n {6}Cost of CPU Time: [\d,.]+ USD/)
    expect(folder.ask('explain', 'sample.ratebook', '--rate', 'MF-CPU-P', '--version', 'FY2005', '--figure', 'overhead', '--depth', '1').answer.rows).toMatchObject([{ label: 'Overhead from pools, of the rate', unit: 'USD', inputs: [{ cut: true }, { cut: true }] }])
    // A tree of thousands of nodes: one object, without indentation.
    expect(folder.run('explain', 'sample.ratebook', '--rate', 'MF-CPU-P', '--version', 'FY2005', '--json').stdout.trimEnd()).not.toContain('\n')
    expect(folder.ask('explain', 'sample.ratebook', '--rate', 'MF-CPU', '--version', 'FY2005')).toMatchObject({ code: 1, answer: { warnings: [{ code: 'unknown-reference', remedy: expect.stringContaining('MF-CPU-P') }] } })
  })
})

describe('ratebook bridge', () => {
  it('RATE-8: the terms add up to the difference of the published rates', () => {
    const { code, answer } = folder.ask('bridge', 'sample.ratebook', '--rate', 'MF-CPU-P', '--from', 'FY2004', '--to', 'FY2005')
    expect(code).toBe(0)
    const [bridge] = z.array(z.object({ from: z.object({ rate: z.string() }), to: z.object({ rate: z.string() }), difference: z.string(), terms: z.array(z.object({ id: z.string(), amount: z.string() })) })).parse(answer.rows)
    const sum = bridge?.terms.reduce((all, each) => all.plus(each.amount), new Decimal(0))
    expect(sum?.toFixed()).toBe(bridge?.difference)
    expect(new Decimal(bridge?.to.rate ?? 0).minus(bridge?.from.rate ?? 0).toFixed()).toBe(bridge?.difference)
    expect(folder.run('bridge', 'sample.ratebook', '--rate', 'MF-CPU-P', '--from', 'FY2004', '--to', 'FY2030')).toMatchObject({ code: 1, stdout: '' })
  })

  it('RATE-8: --explain tells the difference down to both derivations, as deep as asked for', () => {
    const asked = ['bridge', 'sample.ratebook', '--rate', 'MF-CPU-P', '--from', 'FY2004', '--to', 'FY2005', '--explain', '--depth', '2'] as const
    const [row] = folder.ask(...asked).answer.rows
    expect(row).toMatchObject({ explanation: { difference: { value: row?.['difference'], ruleId: 'RATE-8', operation: { kind: 'sum' } }, percent: { unit: '%' } } })
    expect(folder.run(...asked).stdout).toMatch(/\nChange from FY2004 to FY2005: [\s\S]+\n {4}Overhead from pools, of the rate, FY2005: [\d,.]+ USD/)
    expect(folder.run(...asked.slice(0, -3)).stdout).not.toContain('of the rate')
  })
})

describe('ratebook check', () => {
  it('lists what should be looked at, each with its row', () => {
    const { code, answer } = folder.ask('check', 'sample.ratebook', '--version', 'FY2005')
    expect(code).toBe(1)
    expect(answer.rows).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'position-below-100', severity: 'warning', table: 'staffPosition', words: expect.stringContaining('P216') }), expect.objectContaining({ code: 'pool-unallocated' })]))
    expect(answer.rows.every((row) => !('explanation' in row))).toBe(true)
  })

  it('--explain tells the figure of each finding that has one, as the screens do', () => {
    const asked = ['check', 'sample.ratebook', '--version', 'FY2005', '--explain', '--depth', '1'] as const
    const { rows } = folder.ask(...asked).answer
    const of = (code: string): unknown => rows.find((row) => row['code'] === code)?.['explanation']
    expect(of('recovery-outside-tolerance')).toMatchObject({ figure: { ruleId: 'RECOV-1', unit: '%', inputs: [{ cut: true }, { label: 'Per cent' }, { cut: true }] } })
    expect(of('rounding-effect')).toMatchObject({ figure: { ruleId: 'NUM-3', unit: 'USD' } })
    expect(of('position-below-100')).toMatchObject({ figure: { ruleId: 'COST-2' } })
    expect(of('override-without-reason')).toBeUndefined()
    expect(folder.run(...asked).stdout).toMatch(/\nRounding effect, [^\n]+: [^\n]+NUM-3/)
  })
})

describe('ratebook seek and tornado', () => {
  it('PROJ-3: units and cost by algebra, and what cannot be reached is said', () => {
    const { code, answer } = folder.ask('seek', 'sample.ratebook', '--version', 'FY2005', '--rate', 'MF-CPU-P', '--target', '+3 %', '--by', 'units')
    expect({ code, row: answer.rows[0] }).toMatchObject({ code: 0, row: { outcome: 'found', how: 'algebra', by: 'units' } })
    expect(answer.rows[0]?.['rate']).toBe(answer.rows[0]?.['target'])
    expect(folder.ask('seek', 'sample.ratebook', '--version', 'FY2005', '--rate', 'MF-CPU-P', '--target', '1000', '--by', 'vacancy')).toMatchObject({ code: 1, answer: { rows: [{ outcome: 'out-of-reach', value: null }] } })
    expect(folder.run('seek', 'sample.ratebook', '--version', 'FY2005', '--rate', 'MF-CPU-P', '--target', 'cheap', '--by', 'units').code).toBe(2)
  })

  it('PROJ-3: --explain tells the input that was found and the rate with it, down to what was tried', () => {
    const { code, answer } = folder.ask('seek', 'sample.ratebook', '--version', 'FY2005', '--rate', 'MF-CPU-P', '--target', '+3 %', '--by', 'units', '--explain')
    expect({ code, row: answer.rows[0] }).toMatchObject({ code: 0, row: { explanation: { value: { ruleId: 'PROJ-3', operation: { kind: 'products' } }, rate: { value: answer.rows[0]?.['rate'] }, target: expect.any(Object) } } })
    expect(JSON.stringify(answer.rows[0])).toContain('Tried in place of 21721; nothing is changed.')
    expect(folder.ask('seek', 'sample.ratebook', '--version', 'FY2005', '--rate', 'MF-CPU-P', '--target', '1000', '--by', 'vacancy', '--explain').answer.rows[0]).not.toHaveProperty('explanation')
  })

  it('PROJ-3: inputs come from a file, the largest span first; a bad row is named', () => {
    writeFileSync(join(folder.path, 'inputs.csv'), `${folder.run('template', 'tornado').stdout}yearPolicy,,vacancyPercent,0,8,Vacancy\n`)
    const { code, answer } = folder.ask('tornado', 'sample.ratebook', '--version', 'FY2005', '--rate', 'MF-CPU-P', '--inputs', 'inputs.csv')
    expect(code).toBe(0)
    expect(answer.rows.map((each) => each['label'])).toEqual(['Planned units', 'Vacancy'])
    const explained = folder.ask('tornado', 'sample.ratebook', '--version', 'FY2005', '--rate', 'MF-CPU-P', '--inputs', 'inputs.csv', '--explain', '--depth', '1')
    expect(explained.answer.rows[0]).toMatchObject({ explanation: { low: { ruleId: 'RATE-1' }, span: { value: explained.answer.rows[0]?.['span'], operation: { kind: 'difference' } } } })
    writeFileSync(join(folder.path, 'bad-inputs.csv'), 'table,row,field,low,high\nrateUnits,NOPE,units,1,2\nmoon,,x,1,2\nyearPolicy,,colour,1,2\n')
    expect(folder.ask('tornado', 'sample.ratebook', '--version', 'FY2005', '--rate', 'MF-CPU-P', '--inputs', 'bad-inputs.csv')).toMatchObject({
      code: 1, answer: { rows: [], warnings: [{ place: { file: 'bad-inputs.csv', row: 2, column: 'row' } }, { place: { row: 3, column: 'table' } }, { place: { row: 4, column: 'field' } }] },
    })
  })
})
