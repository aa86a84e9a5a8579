import { describe, expect, test } from 'vitest'

import type { AnyDecimalText } from '../../src-shared/domain/decimal.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { exportRefusal, figuresRefusal, type ExportedReport } from '../../src-shared/domain/reports/export-limits.ts'
import type { ReportModel } from '../../src-shared/domain/reports/report-model.ts'
import { planOf, versionKey } from '../../src-shared/domain/version.ts'
import { largeRows } from '../support/large-model.ts'
import { sampleDraft } from '../support/sample-draft.ts'

function draftOf(rates: number, years: number): Draft {
  return draftFromRows(largeRows({ rates, years }))
}
function years(count: number): ExportedReport {
  const [base, ...comparisons] = Array.from({ length: count }, (_, index) => planOf(fiscalYear(2001 + index)))
  if (base === undefined) throw new Error('A comparison has a base.')
  return { report: 'rate-change', comparison: { base, comparisons, basis: 'published' } }
}

describe('the bound of an export', () => {
  test('20,000 rates of two years fit a workbook, one more does not, and the message names the limit and the way out', () => {
    expect(exportRefusal(draftOf(20_000, 2), years(2), 'xlsx')).toBeNull()
    expect(exportRefusal(draftOf(20_001, 2), years(2), 'xlsx')).toMatchObject({
      code: 'too-many-rows', severity: 'error',
      message: 'The report has 20,001 rates of 2 years or scenarios, 40,002 prices. An Excel workbook takes at most 40,000.', remedy: 'Export it as CSV.',
    })
  })

  test('a PDF takes half of that, a CSV five times', () => {
    const draft = draftOf(10_001, 2)
    expect([exportRefusal(draft, years(2), 'pdf')?.code, exportRefusal(draft, years(2), 'csv')]).toEqual(['too-many-rows', null])
  })

  test('fewer years are the way out where that is enough', () => {
    const draft = draftOf(9_000, 6)
    expect(exportRefusal(draft, years(6), 'xlsx')?.remedy).toBe('Compare at most 4 years or scenarios at once, or export it as CSV.')
    expect(exportRefusal(draft, years(4), 'xlsx')).toBeNull()
  })

  test('a report whose size follows from the usage is refused once it is made', () => {
    const cells = Array.from({ length: 50 }, (_, at) => ({ kind: 'number' as const, id: `c${at}`, value: '1' as AnyDecimalText, format: 'usd' as const, places: 2 }))
    const report = (rows: number): ReportModel => ({
      report: 'statement', title: 'Statement, DMA', subtitle: '', draftMark: null, footer: '', properties: { author: '', subject: '', company: '', createdAt: '' }, mainSheetId: 'lines',
      sheets: [{ id: 'lines', name: 'Lines', title: '', description: '', columns: [], frozenColumns: 0, layout: 'table', charts: [], rows: Array.from({ length: rows }, (_, at) => ({ id: `r${at}`, kind: 'data' as const, cells })) }],
    })
    expect(figuresRefusal(report(4_000), 'xlsx')).toBeNull()
    expect(figuresRefusal(report(4_001), 'xlsx')).toMatchObject({ code: 'too-many-rows', message: 'Statement, DMA has 200,050 figures. An Excel workbook takes at most 200,000.' })
    expect(figuresRefusal(report(4_001), 'csv')).toBeNull()
  })

  test('the sample fits every format', () => {
    const draft = sampleDraft()
    const reports: readonly ExportedReport[] = [{ report: 'rate-change', comparison: { base: planOf(fiscalYear(2003)), comparisons: [planOf(fiscalYear(2004))], basis: 'published' } }, { report: 'audit', version: versionKey(planOf(fiscalYear(2004))) }]
    for (const report of reports) for (const format of ['xlsx', 'pdf', 'csv'] as const) expect(exportRefusal(draft, report, format)).toBeNull()
  })
})
