/** Where each part of a report's sheet stands on its worksheet, so that formulas and links can be written before the cells they point to. */
import type { ReportModel, ReportSheet } from '../../src-shared/domain/reports/report-model.ts'
import { printable } from './figure-text.ts'

export type SheetLayout = {
  readonly sheet: ReportSheet
  /** Unique in the workbook, at most 31 characters, as Excel allows. */
  readonly name: string
  /** 1-based rows; null where the sheet has none. */
  readonly titleRow: number
  readonly descriptionRow: number | null
  readonly draftRow: number | null
  readonly legendRow: number | null
  readonly headerRow: number | null
  /** Row of `sheet.rows[0]`. */
  readonly firstRow: number
  readonly lastRow: number
}

export type CellAddress = { readonly sheet: number; readonly row: number; readonly column: number }

/** Excel's letters of a 1-based column. @example columnLetters(28) // 'AB' */
export function columnLetters(column: number): string {
  let rest = column
  let letters = ''
  while (rest > 0) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
    rest = Math.floor((rest - 1) / 26)
  }
  return letters
}

/** A sheet name as a formula quotes it. @example quotedSheet("Governor's") // "'Governor''s'" */
export function quotedSheet(name: string): string {
  return `'${name.replaceAll("'", "''")}'`
}

function uniqueName(wanted: string, taken: Set<string>): string {
  const clean = printable(wanted).replaceAll(/[[\]:*?/\\\n\t]/g, ' ').trim().replaceAll(/^'+|'+$/g, '')
  const base = clean === '' || clean.toLowerCase() === 'history' ? `Sheet ${clean}`.trim() : clean
  let name = base.slice(0, 31)
  for (let count = 2; taken.has(name.toLowerCase()); count += 1) {
    const suffix = ` (${count})`
    name = base.slice(0, 31 - suffix.length) + suffix
  }
  taken.add(name.toLowerCase())
  return name
}

function hasInput(sheet: ReportSheet): boolean {
  return sheet.rows.some((row) => row.cells.some((cell) => cell.kind === 'number' && cell.input === true))
}

function layoutOf(report: ReportModel, sheet: ReportSheet, name: string): SheetLayout {
  let next = 2
  const take = (present: boolean): number | null => {
    if (!present) return null
    next += 1
    return next - 1
  }
  const descriptionRow = take(sheet.description !== '')
  const draftRow = take(report.draftMark !== null)
  const legendRow = take(hasInput(sheet))
  // One empty row sets the table apart, and keeps Excel from taking the title for a part of the filtered range.
  next += 1
  const headerRow = take(sheet.layout === 'table')
  return { sheet, name, titleRow: 1, descriptionRow, draftRow, legendRow, headerRow, firstRow: next, lastRow: next + sheet.rows.length - 1 }
}

/** One layout a sheet, in order. */
export function layoutsOf(report: ReportModel): readonly SheetLayout[] {
  const taken = new Set<string>()
  return report.sheets.map((sheet) => layoutOf(report, sheet, uniqueName(sheet.name, taken)))
}

/** Where each cell id stands. */
export function addressesOf(layouts: readonly SheetLayout[]): ReadonlyMap<string, CellAddress> {
  const addresses = new Map<string, CellAddress>()
  layouts.forEach((layout, sheet) => {
    layout.sheet.rows.forEach((row, index) => {
      row.cells.forEach((cell, column) => {
        if (cell.kind !== 'blank') addresses.set(cell.id, { sheet, row: layout.firstRow + index, column: column + 1 })
      })
    })
  })
  return addresses
}
