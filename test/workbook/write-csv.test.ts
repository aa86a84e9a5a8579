import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { exactText, figureText } from '../../src-main/workbook/figure-text.ts'
import { createWorkbooks } from '../../src-main/workbook/index.ts'
import { csvField, writeCsv } from '../../src-main/workbook/write-csv.ts'
import { amount, column, DRAFT_MARK, sampleReport, textCell } from './sample-report.ts'

const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await createWorkbooks().write(sampleReport(), 'csv'))
const records: readonly (readonly string[])[] = parse(text.slice(1))

/** One row that says which sheet it is of. */
function smallSheet(id: string) {
  return { id, name: id, title: '', description: '', columns: [column('a', 'A')], frozenColumns: 0, layout: 'table' as const, charts: [], rows: [{ id, kind: 'data' as const, cells: [textCell(`${id}.a`, `of ${id}`)] }] }
}

function linesOf(mainSheetId: string): readonly string[] {
  return new TextDecoder().decode(writeCsv(sampleReport({ draftMark: null, sheets: [smallSheet('one'), smallSheet('two')], mainSheetId }))).split('\r\n')
}

describe('a CSV', () => {
  it('begins with the mark of UTF-8, and ends each line as spreadsheets expect', () => {
    expect(text.startsWith('\uFEFFSection,Group,Code,')).toBe(true)
    expect(text.endsWith('\r\n')).toBe(true)
  })

  it('is one table: headings are columns, headers carry units, digits are exact (NUM-3)', () => {
    expect(records[0]?.slice(2)).toEqual(['Code', 'Resource', 'Billable unit', 'FY2003 (USD/unit)', 'FY2004 (USD/unit)', 'Difference (USD/unit)', 'Change (%)', 'Status', 'Note', 'State'])
    expect(records[2]?.slice(0, 9)).toEqual(['Data center services', 'Mainframe and servers', 'A04', 'Input and output', '1,000 I/Os', '0.0389', '0.0367', '-0.0022', '-5.66'])
    expect(new Set(records.map((record) => record.length)).size).toBe(1)
  })

  it('says DRAFT in every line of an unpublished version, and has no such column otherwise (VER-3)', () => {
    expect(records.slice(1).every((record) => record.at(-1) === DRAFT_MARK)).toBe(true)
    expect(new TextDecoder().decode(writeCsv(sampleReport({ draftMark: null })))).not.toMatch(/draft|State/i)
  })

  it('holds the sheet that the report names as its main one', () => {
    expect([linesOf('two')[1], linesOf('none')[1]]).toEqual(['of two', 'of one'])
  })

  it('cannot start a formula from a text, whatever the text; figures keep their minus (injection)', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t=', '\r', ' =', '"=', "'+", '＝'), fc.string({ maxLength: 20 })).map((parts) => parts.join(''))), (given) => {
        const sheet = { id: 's', name: 'S', title: '', description: '', columns: [column('a', 'A'), column('b', 'B')], frozenColumns: 0, layout: 'table' as const, charts: [], rows: [{ id: 'r', kind: 'data' as const, cells: [textCell('a', given), { kind: 'number' as const, id: 'b', value: amount('-1.5'), format: 'usd' as const, places: 2 }] }] }
        const written = new TextDecoder().decode(writeCsv(sampleReport({ draftMark: null, sheets: [sheet] })))
        const [, line] = parse(written)
        expect(line?.[0]).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
        expect(line?.[1]).toBe('-1.50')
      }),
    )
    expect(csvField('=1+1')).toBe(`"'=1+1"`)
    expect(csvField('5 " disk')).toBe('"5 "" disk"')
  })
})

const cell = (value: string, format: 'usd' | 'percent' | 'points', places: number) => ({ kind: 'number' as const, id: 'a', value: amount(value), format, places })

describe('figures as text', () => {
  it('are grouped, at the cell\'s places, negatives in parentheses', () => {
    expect([cell('-1234.5', 'usd', 2), cell('0.0619', 'percent', 2), cell('-0.7', 'points', 1), cell('-0.001', 'usd', 2)].map(figureText)).toEqual(['(1,234.50)', '6.19%', '(0.7 pts)', '0.00'])
    expect([cell('2.1', 'usd', 2), cell('0.0619', 'percent', 2), cell('2.12345', 'usd', 2), cell('0', 'usd', 3)].map(exactText)).toEqual(['2.10', '6.19', '2.12345', '0.000'])
  })
})
