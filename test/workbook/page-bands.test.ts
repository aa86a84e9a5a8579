import { describe, expect, it } from 'vitest'

import { pageBands } from '../../src-main/workbook/page-bands.ts'
import type { ReportSheet } from '../../src-shared/domain/reports/report-model.ts'
import { column, textCell } from './sample-report.ts'

function sheetOf(count: number, frozenColumns: number): ReportSheet {
  const names = Array.from({ length: count }, (_, index) => `c${index}`)
  return {
    id: 'wide', name: 'Wide', title: 'Wide', description: '', frozenColumns, layout: 'table', charts: [], columns: names.map((name) => column(name, name)),
    rows: [{ id: 'row', kind: 'data', cells: names.map((name) => textCell(`${name}-cell`, name)) }],
  }
}

const room = { usable: 100, widthOf: () => 30 }

describe('a table wider than a page', () => {
  it('is cut into parts that repeat the columns that stay', () => {
    const parts = pageBands(sheetOf(5, 1), room)
    expect(parts.map((part) => part.columns.map((each) => each.id))).toEqual([['c0', 'c1', 'c2'], ['c0', 'c3', 'c4']])
    expect(parts.map((part) => part.rows[0]?.cells.map((cell) => (cell.kind === 'text' ? cell.text : '')))).toEqual([['c0', 'c1', 'c2'], ['c0', 'c3', 'c4']])
    expect(parts.map((part) => ({ id: part.id, title: part.title }))).toEqual([{ id: 'wide', title: 'Wide (1 of 2)' }, { id: 'wide.2', title: 'Wide (2 of 2)' }])
  })

  it('keeps every column when those that stay would fill the page', () => {
    const parts = pageBands(sheetOf(6, 3), room)
    expect(new Set(parts.flatMap((part) => part.columns.map((each) => each.id))).size).toBe(6)
  })

  it('is left as it is where it fits', () => {
    const sheet = sheetOf(3, 1)
    expect(pageBands(sheet, room)).toEqual([sheet])
  })
})
