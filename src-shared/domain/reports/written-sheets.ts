/** Which sheets of a report a file of each format holds. */
import { assertNever } from '../result.ts'
import type { ExportFormat } from './export-limits.ts'
import type { ReportModel, ReportSheet } from './report-model.ts'

/** The table that a CSV holds: the one that is named, else the first. */
export function mainSheetOf(report: Pick<ReportModel, 'sheets' | 'mainSheetId'>): ReportSheet | undefined {
  return report.sheets.find((sheet) => sheet.id === report.mainSheetId) ?? report.sheets.find((sheet) => sheet.layout === 'table') ?? report.sheets[0]
}

/** @example writtenSheets(report, 'csv').length // 1 */
export function writtenSheets(report: ReportModel, format: ExportFormat): readonly ReportSheet[] {
  switch (format) {
    case 'xlsx':
      return report.sheets
    case 'pdf':
      return report.sheets.filter((sheet) => sheet.workbookOnly !== true)
    case 'csv':
      return [mainSheetOf(report)].filter((sheet) => sheet !== undefined)
    default:
      return assertNever(format)
  }
}
