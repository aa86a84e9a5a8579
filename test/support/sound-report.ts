/** What every report keeps: formulas that give its figures, ids that are there once, rows as wide as their sheet, and what the contract sends. */
import { expect } from 'vitest'

import { reportModel } from '../../src-shared/contract/report.ts'
import { wrongFormulas } from '../../src-shared/domain/reports/evaluate-formula.ts'
import type { ReportCell, ReportModel } from '../../src-shared/domain/reports/report-model.ts'

export const REPORT_CONTEXT = { author: 'Ann', generatedAt: '2026-11-22T14:02:00.000Z', revision: 3, fileName: 'Model.ratebook' }

export function cellOf(report: ReportModel, id: string): ReportCell | undefined {
  return report.sheets.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells)).find((each) => each.kind !== 'blank' && each.id === id)
}

/** Ids of cells that are there twice: formulas would not know which is meant. */
function repeatedIds(report: ReportModel): readonly string[] {
  const seen = new Set<string>()
  return report.sheets.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells.flatMap((each) => {
    if (each.kind === 'blank') return []
    const isRepeated = seen.has(each.id)
    seen.add(each.id)
    return isRepeated ? [each.id] : []
  })))
}

export function expectSound(report: ReportModel): void {
  expect(wrongFormulas(report)).toEqual([])
  expect(repeatedIds(report)).toEqual([])
  for (const sheet of report.sheets) {
    expect(sheet.name.length).toBeLessThanOrEqual(31)
    for (const row of sheet.rows) expect({ row: row.id, cells: row.cells.length }).toEqual({ row: row.id, cells: sheet.columns.length })
  }
  expect(reportModel.safeParse(report).success).toBe(true)
}
