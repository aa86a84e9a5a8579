import { describe, expect, test } from 'vitest'

import { readPrintedFacts } from '../../src-shared/domain/rates/read-printed-facts.ts'

function table(rows: readonly (readonly string[])[]) {
  return { sheet: 'schedule', rowNumbers: rows.map((_, index) => index + 1), rows }
}

describe('RATE-7: a printed schedule from a file', () => {
  test('takes every text exactly as it stands, with its place', () => {
    const rows = [['resource', 'unit', 'from', 'to', 'difference', 'percent'], ['Prime CPU Time', 'CPU Hour', '$100.30', '$99.81', '($0.49)', '-0.49%']]
    expect(readPrintedFacts({ fileName: 'schedule.csv', tables: [table(rows)] })).toEqual({
      ok: true,
      value: [{
        key: 'row-2', heading: '', resource: 'Prime CPU Time', billableUnit: 'CPU Hour', fromText: '$100.30', toText: '$99.81', differenceText: '($0.49)', percentText: '-0.49%',
        source: 'schedule.csv row 2',
      }],
    })
  })

  test('finds the header below a title, in any order and spelling, and skips rows without a resource', () => {
    const rows = [['Rates of FY2004'], ['% change', 'To', 'From', 'Billable unit', 'Heading', 'Resource', 'Diff'], ['', '', '', '', 'MAINFRAME', '', ''], ['1%', '2', '1', 'hour', 'MAINFRAME', 'Tape', '1']]
    const read = readPrintedFacts({ fileName: 'a.csv', tables: [table(rows)] })
    expect(read.ok && read.value.map(({ heading, resource, percentText, source }) => [heading, resource, percentText, source])).toEqual([['MAINFRAME', 'Tape', '1%', 'a.csv row 4']])
  })

  test('names the columns that are missing', () => {
    const read = readPrintedFacts({ fileName: 'a.csv', tables: [table([['resource', 'unit', 'from']])] })
    expect(read).toMatchObject({ ok: false, failure: [{ code: 'wrong-columns', message: 'a.csv has no column "to", "difference", "percent".' }] })
  })

  test('an empty file has no columns', () => {
    expect(readPrintedFacts({ fileName: 'a.csv', tables: [] })).toMatchObject({ ok: false, failure: [{ code: 'wrong-columns' }] })
  })
})
