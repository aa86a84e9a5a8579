/**
 * A report's main table as CSV: UTF-8 with a byte order mark (Excel then reads it as UTF-8), commas, CRLF, a header with
 * units, exact digits.
 *
 * Text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a line break, also after blanks or
 * quotes, or with the full-width forms) gets a leading apostrophe and quotes, as OWASP advises: spreadsheets then show
 * text. Figures are no text: a negative one keeps its plain minus.
 */
import type { ReportCell, ReportModel, ReportSheet } from '../../src-shared/domain/reports/report-model.ts'
import { mainSheetOf } from '../../src-shared/domain/reports/written-sheets.ts'
import { assertNever } from '../../src-shared/domain/result.ts'
import { exactText, headerText, printable } from './figure-text.ts'

const FORMULA_START = /^(?:[\t\n\r]|[\s'"]*[=+\-@|＝＋－＠])/

/** @example csvField('=1+1') // `"'=1+1"` */
export function csvField(text: string): string {
  const clean = printable(text)
  const safe = FORMULA_START.test(clean) ? `'${clean}` : clean
  return safe !== clean || /[",;\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function field(cell: ReportCell | undefined): string {
  if (cell === undefined) return ''
  switch (cell.kind) {
    case 'blank':
      return ''
    case 'text':
      return csvField(cell.text)
    case 'number':
      return exactText(cell)
    case 'date':
      return cell.date
    default:
      return assertNever(cell)
  }
}

function firstText(cells: readonly ReportCell[]): string {
  const cell = cells.find((each) => each.kind === 'text')
  return cell?.kind === 'text' ? cell.text : ''
}

/** Headings become columns, so that every line stands for itself; a draft's mark is a column too (VER-3). */
function linesOf(report: ReportModel, sheet: ReportSheet): readonly string[] {
  const has = (kind: 'heading' | 'subheading'): boolean => sheet.rows.some((row) => row.kind === kind)
  const [withHeading, withSubheading] = [has('heading'), has('subheading')]
  const mark = report.draftMark === null ? [] : [csvField(report.draftMark)]
  const frame = (fields: readonly string[], section: string, group: string, end: readonly string[]): string =>
    [...(withHeading ? [section] : []), ...(withSubheading ? [group] : []), ...fields, ...end].join(',')
  const lines = [frame(sheet.columns.map((column) => csvField(headerText(column))), 'Section', 'Group', mark.length === 0 ? [] : ['State'])]
  let section = ''
  let group = ''
  for (const row of sheet.rows) {
    switch (row.kind) {
      case 'heading':
        section = csvField(firstText(row.cells))
        group = ''
        break
      case 'subheading':
        group = csvField(firstText(row.cells))
        break
      case 'data':
      case 'total':
        lines.push(frame(sheet.columns.map((_, index) => field(row.cells[index])), section, group, mark))
        break
      case 'note':
        break
      default:
        assertNever(row.kind)
    }
  }
  return lines
}

export function writeCsv(report: ReportModel): Uint8Array<ArrayBuffer> {
  const sheet = mainSheetOf(report)
  const lines = sheet === undefined ? [] : linesOf(report, sheet)
  return new TextEncoder().encode(`\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`)
}
