import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { createCliFolder } from '../support/cli.ts'

const folder = createCliFolder()
beforeAll(() => folder.createSample())
afterAll(() => folder.remove())

const lineSchema = z.object({ row: z.literal('line'), code: z.string().nullable(), quantity: z.string().nullable(), rateText: z.string(), amount: z.string().nullable(), notPriced: z.string().nullable(), notes: z.array(z.string()), explanation: z.looseObject({ value: z.string() }).nullable() })

function write(name: string, value: unknown): string {
  writeFileSync(join(folder.path, name), typeof value === 'string' ? value : JSON.stringify(value))
  return name
}

const JOB = { kind: 'job', label: 'Nightly load', startedAt: '2003-10-14T10:30', system: 'ASYS', applicationClass: 'Batch', cpuMinutes: 0.3, ios: 20000 }

describe('ratebook quote', () => {
  it('BILL-1: prints the worked job with every factor, as text and as rows', () => {
    const job = write('job.json', { items: [JOB] })
    const { code, stdout } = folder.run('quote', 'sample.ratebook', '--version', 'FY2004', job)
    expect(code).toBe(0)
    expect(stdout).toContain('Total: 4.98')
    for (const part of ['F_p, performance factor of ASYS (IBM 9672/X47): 7.434', 'F_a, adjustment factor for CPU of Batch: 1.12', 'Prime (Tuesday 2003-10-14 10:30']) expect(stdout).toContain(part)
    const { answer } = folder.ask('quote', 'sample.ratebook', '--version', 'FY2004', job)
    expect(answer).toMatchObject({ schema: 'ratebook/quote/1', command: 'quote', warnings: [] })
    const lines = z.array(lineSchema).parse(answer.rows.filter((each) => each['row'] === 'line'))
    expect(lines.map(({ code: rate, quantity, amount, explanation }) => [rate, quantity, amount, explanation?.value])).toEqual([['MF-CPU-P', '0.04163', '4.16', '4.16'], ['MF-IO-P', '21', '0.82', '0.82']])
    expect(answer.rows.at(-1)).toMatchObject({ row: 'total', total: '4.98', lines: 2, notPriced: 0 })
  })

  it('prices the template as it is printed', () => {
    const { code, stdout } = folder.run('template', 'job')
    expect(code).toBe(0)
    expect(folder.run('quote', 'sample.ratebook', '--version', 'FY2004', write('template.json', stdout)).code).toBe(0)
  })

  it('VER-3: figures of a draft say so; a line without a price is a finding, with its reason', () => {
    const job = write('partly.json', { items: [JOB, { kind: 'bin', bin: 'report', level: 2, label: 'Larger bin' }] })
    const { code, answer } = folder.ask('quote', 'sample.ratebook', '--version', 'FY2005', job)
    expect(code).toBe(1)
    expect(answer.warnings.map((each) => each.message).join(' ')).toContain('DRAFT')
    expect(answer.warnings).toContainEqual(expect.objectContaining({ code: expect.stringMatching(/not-priced|unknown-reference/), message: expect.stringContaining('Item 2 (Larger bin)'), place: { file: 'partly.json' } }))
    expect(answer.rows.at(-1)).toMatchObject({ row: 'total', notPriced: 1 })
  })

  it('rates by the rules of the model; one without rules says so, and is offered those of the sample', () => {
    expect(folder.run('create', 'empty.ratebook').code).toBe(0)
    expect(folder.ask('quote', 'sample.ratebook', '--version', 'FY2004', 'job.json').code).toBe(0)
    const added = folder.ask('rules', 'empty.ratebook', '--add-sample')
    expect(added).toMatchObject({ code: 0, answer: { schema: 'ratebook/rules/1' } })
    expect(added.answer.rows).toContainEqual({ table: 'performanceFactor', kind: 'performance factors', rows: 24 })
    expect(added.answer.rows).toContainEqual({ table: 'ratedMeasure', kind: 'measures that it prices', rows: 0 })
    expect(added.answer.warnings.map((each) => each.message)).toContain('The catalog has no rate MF-CPU-P; the rule that names it is left out.')
    expect(folder.ask('rules', 'empty.ratebook', '--add-sample')).toMatchObject({ code: 1, answer: { warnings: [{ code: 'wrong-state', message: 'The model has rating rules of its own.' }] } })
  })

  it('refuses a job that is wrong, a file that is not there and a version that does not exist; a version has to be named', () => {
    const wrong = folder.ask('quote', 'sample.ratebook', '--version', 'FY2004', write('wrong.json', { items: [{ ...JOB, ios: -1 }] }))
    expect(wrong).toMatchObject({ code: 1, answer: { rows: [], warnings: [{ code: 'number-out-of-range', message: 'Item 1: "ios" is -1.', place: { file: 'wrong.json' } }] } })
    expect(folder.ask('quote', 'sample.ratebook', '--version', 'FY2004', 'none.json')).toMatchObject({ code: 1, answer: { warnings: [{ code: 'unreadable-file' }] } })
    expect(folder.ask('quote', 'sample.ratebook', '--version', 'FY1999', 'job.json')).toMatchObject({ code: 1, answer: { warnings: [{ code: 'version-missing' }] } })
    expect(folder.run('quote', 'sample.ratebook', 'job.json').code).toBe(2)
  })
})
