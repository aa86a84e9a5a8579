import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { ALLOCATION_CASE_TEMPLATE } from '../../src-shared/domain/allocation/stand-alone-case.ts'
import { createCliFolder } from '../support/cli.ts'

const folder = createCliFolder()
beforeAll(() => {
  folder.createSample()
  writeFileSync(join(folder.path, 'case.json'), ALLOCATION_CASE_TEMPLATE)
})
afterAll(() => folder.remove())

const OF_2005 = ['sample.ratebook', '--version', 'FY2005'] as const

describe('every figure of an answer with its derivation', () => {
  it('ALLOC-6: a case explains its matrix, steps, results and control totals, down to what stands in it', () => {
    const { code, answer } = folder.ask('allocate', 'case.json', '--explain')
    expect(code).toBe(0)
    const of = (row: string): Readonly<Record<string, unknown>> | undefined => answer.rows.find((each) => each['row'] === row)
    expect(of('share')).toMatchObject({ to: 'HR', share: '0.1', explanation: { share: { value: '0.1', operation: { kind: 'products' } } } })
    expect(of('step')).toMatchObject({ amount: '100000', explanation: { amount: { value: '100000' } }, parts: expect.arrayContaining([expect.objectContaining({ to: 'A', amount: '50000', explanation: expect.objectContaining({ amount: expect.objectContaining({ value: '50000' }) }) })]) })
    expect(of('pool')).toMatchObject({ explanation: { own: { value: '100000', sameAs: expect.any(Number) }, unallocated: { value: '0' } } })
    expect(of('target')).toMatchObject({ total: '135625', explanation: { total: { value: '135625' } }, fromPools: expect.arrayContaining([expect.objectContaining({ pool: 'HR', explanation: { amount: expect.objectContaining({ value: '45000' }) } })]) })
    expect(of('totals')).toMatchObject({ in: '240000', explanation: { in: { value: '240000', label: 'In' }, out: { value: '240000' }, unallocated: { value: '0' } } })
    expect(folder.run('allocate', 'case.json', '--explain', '--method', 'reciprocal').stdout).toMatch(/\nOut: 240,000\.00 USD .*\n {2}Allocated to Service A: 138,677\.95 USD/)
  })

  it('ALLOC-6: one pool, or what one service receives, by code or name; who takes no part is refused', () => {
    const rows = (...more: readonly string[]): readonly unknown[] => folder.ask('allocate', ...OF_2005, ...more).answer.rows.filter((each) => each['row'] !== 'share').map((each) => [each['row'], each['label']])
    expect(rows('--pool', 'Administration')).toEqual([['step', undefined], ['pool', 'ADM'], ['totals', undefined]])
    expect(rows('--service', 'cpu time')).toEqual([['target', 'CPU Time'], ['totals', undefined]])
    const { stdout } = folder.run('allocate', ...OF_2005, '--pool', 'HLP', '--explain', '--depth', '1')
    expect(stdout).toMatch(/\nHelp desk, shared out in all: [\d,.]+ USD/)
    expect(stdout).not.toContain('Step 1:')
    expect(folder.ask('allocate', ...OF_2005, '--pool', 'nobody')).toMatchObject({ code: 1, answer: { rows: [], warnings: [{ code: 'unknown-reference' }] } })
    expect(folder.ask('allocate', 'case.json', '--service', 'nobody')).toMatchObject({ code: 1, answer: { warnings: [{ code: 'unknown-reference' }] } })
  })

  it('NUM-4: a comparison explains rate, difference and % change, a derived rate down to its costs', () => {
    const asked = ['compare', 'sample.ratebook', '--from', 'FY2004', '--to', 'FY2005', '--rate', 'mf-cpu-p', '--explain', '--depth', '2'] as const
    const { code, answer } = folder.ask(...asked)
    expect(code).toBe(0)
    expect(answer.rows).toMatchObject([{
      code: 'MF-CPU-P', from: { value: '99.81', explanation: { value: { value: '99.81', origin: { table: 'price' } } } },
      to: [{ difference: '1.69', explanation: { value: { value: '101.5', inputs: [{ ruleId: 'RATE-1' }] }, difference: { value: '1.69', operation: { kind: 'difference' } }, percentChange: { value: '1.69', ruleId: 'NUM-4' } } }],
    }])
    expect(folder.run(...asked).stdout).toMatch(/\nDifference of Prime CPU Time: 1\.69 USD per CPU Hour[^\n]*\n {2}FY2005, out of the costs of FY2005: 101\.50/)
    expect(folder.run('compare', 'sample.ratebook', '--from', 'FY2004', '--to', 'FY2005', '--rate', 'nothing')).toMatchObject({ code: 1, stdout: '' })
  })

  it('RATE-1: derived rates explain every figure of theirs, by another method too, and the control totals', () => {
    const [rate] = folder.ask('derive', ...OF_2005, '--rate', 'MF-CPU-P', '--explain', '--depth', '1', '--method', 'reciprocal').answer.rows
    expect(rate).toMatchObject({ explanation: { unrounded: { value: rate?.['unrounded'] }, overhead: { label: 'Overhead from pools, of the rate' }, serviceTotal: { value: rate?.['serviceTotal'] } } })
    const [explained] = folder.ask('explain', ...OF_2005, '--rate', 'MF-CPU-P', '--figure', 'cost', '--method', 'reciprocal', '--depth', '1').answer.rows
    expect(explained?.['value']).toBe(rate?.['cost'])
    expect(folder.run('derive', ...OF_2005, '--explain', '--depth', '1').stdout).toMatch(/\nOut: [\d,.]+ USD .*\n {2}Cost of CPU Time/)
    expect(folder.run('derive', ...OF_2005, '--rate', 'ML-MTR')).toMatchObject({ code: 1, stdout: '' })
  })

  it('RECOV-1: a fund explains its figures by the accounts in it, and what a year takes up of a balance', () => {
    const { code, answer } = folder.ask('recovery', ...OF_2005, '--fund', 'isf-ps', '--explain', '--depth', '1')
    expect({ code, funds: new Set(answer.rows.map((each) => each['fund'])) }).toEqual({ code: 0, funds: new Set(['ISF-PS']) })
    const fund = answer.rows.findLast((each) => each['row'] === 'fund')
    expect(fund).toMatchObject({ version: 'FY2005', explanation: { closing: { value: fund?.['closing'] }, cost: { value: fund?.['cost'], formula: 'Accounts of its services added up.' }, federalShare: { value: fund?.['federalShare'] } } })
    expect(folder.run('recovery', ...OF_2005, '--fund', 'ISF-PS', '--explain', '--depth', '2').stdout).toMatch(/\nClosing balance of [^\n]+, FY2005: [\d,.()-]+ USD/)
    const carried = folder.ask('recovery', ...OF_2005, '--fund', 'ISF-CN', '--explain', '--depth', '1').answer.rows.find((each) => Array.isArray(each['carryForwards']) && each['carryForwards'].length > 0)
    expect(carried).toMatchObject({ carryForwards: [{ parts: [{ explanation: { amount: { ruleId: 'RECOV-4' } } }] }] })
    expect(folder.run('recovery', ...OF_2005, '--service', 'cpu time', '--fund', 'ISF-PS')).toMatchObject({ code: 1, stdout: '' })
  })
})
