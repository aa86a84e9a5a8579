import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { pageBands } from '../../src-main/workbook/page-bands.ts'
import { pageRoom, sizesOf, USABLE_WIDTH } from '../../src-main/workbook/print-widths.ts'
import { month, monthAfter } from '../../src-shared/domain/month.ts'
import { column as reportColumn } from '../../src-shared/domain/reports/cells.ts'
import { slaScorecardReport } from '../../src-shared/domain/reports/levels/sla-scorecard-report.ts'
import type { ReportSheet } from '../../src-shared/domain/reports/report-model.ts'
import { sampleDraft } from '../support/sample-draft.ts'
import { REPORT_CONTEXT } from '../support/sound-report.ts'

/** The scorecard's columns that are printed, with so many months. */
function strip(months: number): ReportSheet {
  const from = month('2003-01')
  const report = slaScorecardReport({ draft: sampleDraft(), from, to: monthAfter(from, months - 1), serviceId: 'listserv', context: REPORT_CONTEXT })
  const sheet = report.sheets.find(({ id }) => id === 'scorecard')
  if (sheet === undefined) throw new Error('No scorecard')
  return { ...sheet, columns: sheet.columns.filter(({ workbookOnly }) => workbookOnly !== true) }
}

function widthOf(sheet: Pick<ReportSheet, 'columns'>): number {
  const { widths, paddings } = sizesOf(sheet)
  return widths.reduce((sum, width, index) => sum + width + (paddings[index] ?? 0) * 2, 0)
}

describe('a strip of months on paper', () => {
  it.each([1, 3, 12, 18, 24])('of %i months stands on one page with what is beside it', (months) => {
    const sheet = strip(months)
    expect(pageBands(sheet, pageRoom(sheet))).toHaveLength(1)
    expect(widthOf(sheet)).toBeLessThanOrEqual(USABLE_WIDTH + 0.01)
  })

  it('takes a second page only beyond that, and then none of its columns is lost', () => {
    const sheet = strip(36)
    const parts = pageBands(sheet, pageRoom(sheet))
    expect(parts.length).toBeGreaterThan(1)
    expect(new Set(parts.flatMap((part) => part.columns.map(({ id }) => id)))).toEqual(new Set(sheet.columns.map(({ id }) => id)))
    for (const part of parts) expect(widthOf(part)).toBeLessThanOrEqual(USABLE_WIDTH + 0.01)
  })

  it('is set larger the fewer months it has, and never smaller than can be read', () => {
    const sizes = [3, 12, 24].map((months) => sizesOf(strip(months)))
    expect(sizes.map(({ fontSize }) => fontSize)).toEqual(sizes.map(({ fontSize }) => fontSize).toSorted((left, right) => right - left))
    for (const { fontSize, widths, headerSizes } of sizes) {
      expect(fontSize).toBeGreaterThanOrEqual(5.5)
      expect(Math.min(...widths)).toBeGreaterThan(9)
      expect(Math.min(...headerSizes)).toBeGreaterThan(4.5)
    }
  })

  it('whatever stands beside it, what fits a page is no wider than one', () => {
    fc.assert(fc.property(fc.array(fc.record({ width: fc.integer({ min: 4, max: 60 }), wrap: fc.boolean() }), { maxLength: 8 }), fc.integer({ min: 0, max: 40 }), (texts, marks) => {
      const columns = [...texts.map((each, index) => reportColumn({ id: `t${index}`, header: 'Text', ...each })), ...Array.from({ length: marks }, (_, index) => reportColumn({ id: `m${index}`, header: 'Jan 04', width: 5.2, strip: true }))]
      const room = pageRoom({ columns })
      const least = columns.reduce((sum, column) => sum + room.widthOf(column), 0)
      expect(least > USABLE_WIDTH || widthOf({ columns }) <= USABLE_WIDTH + 0.01).toBe(true)
    }))
  })
})
