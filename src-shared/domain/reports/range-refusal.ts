/** Figures of a report that no model, screen or workbook holds: sums of amounts that are too large each by themselves. */
import { isCanonicalDecimal } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import type { ReportModel } from './report-model.ts'

/**
 * Why a report does not go out: the first of its figures that is out of range, by sheet, row and column. Null where every figure is
 * within 15 digits before the point and 12 behind it.
 *
 * @example 5 lines of 999,999,999,999,999.00 in one service: `Sheet "Services", SNA Connect Time, Section 2b: the figure is too large for a report.`
 */
export function rangeRefusal(report: ReportModel): Issue | null {
  for (const sheet of report.sheets) {
    for (const row of sheet.rows) {
      const index = row.cells.findIndex((cell) => cell.kind === 'number' && !isCanonicalDecimal(cell.value))
      if (index === -1) continue
      const label = row.cells.flatMap((cell) => (cell.kind === 'text' && cell.text !== '' ? [cell.text] : [])).slice(0, 2).join(' ')
      const where = [`Sheet "${sheet.name}"`, label, (sheet.columns[index]?.header ?? '').replaceAll('\n', ' ')].filter((each) => each !== '')
      return issue('number-out-of-range', `${where.join(', ')}: the figure is too large for a report.`, { remedy: 'Figures stay below 1,000,000,000,000,000: look for an amount with digits too many among those it comes from.' })
    }
  }
  return null
}
