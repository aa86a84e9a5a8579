/** A report as an Excel workbook: live formulas with cached results, one look a role, ready to print. */
import ExcelJS from 'exceljs'

import { decimal } from '../../src-shared/domain/decimal.ts'
import type { ReportCell, ReportColumn, ReportModel, ReportRow } from '../../src-shared/domain/reports/report-model.ts'
import { assertNever } from '../../src-shared/domain/result.ts'
import { chartPicture } from './chart-picture.ts'
import { headerUnit, placesByColumn, printable, type NumberCell } from './figure-text.ts'
import { numberFormat } from './number-format.ts'
import { PALETTE } from './palette.ts'
import { excelFormula, type FormulaContext } from './xlsx-formula.ts'
import { finishWorkbook, type StyleUse } from './xlsx-finish.ts'
import { addressesOf, columnLetters, layoutsOf, quotedSheet, type SheetLayout } from './xlsx-layout.ts'
import { createStyles, toneColour, type StyleRequest, type StyleRole } from './xlsx-styles.ts'

/** Excel's longest text of a cell. */
const LONGEST_TEXT = 32_767
/** Excel's longest header or footer, codes included. */
const LONGEST_HEADER = 255
const LEGEND = 'Figures in blue on yellow may be changed; what follows from them recalculates.'
const PIXELS_A_ROW = 20
const POINTS_A_LINE = 12.75
/** Column widths count digits; of running text a little more fits. */
const LETTERS_A_DIGIT = 1.1

type Book = {
  readonly workbook: ExcelJS.Workbook
  readonly layouts: readonly SheetLayout[]
  readonly addresses: FormulaContext['addresses']
  readonly styles: ReturnType<typeof createStyles>
  /** First cell of each look, for `finishWorkbook`. */
  readonly uses: Map<Partial<ExcelJS.Style>, StyleUse>
  readonly pictureTexts: string[][]
}

/** Text as a cell holds it: `_x0041_` would be read as a character code, so its first underscore is coded itself. */
function cellText(text: string): string {
  const clean = printable(text)
  const cut = clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT - 1)}…`.toWellFormed() : clean
  return cut.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}

/** A text that a spreadsheet would take for a formula, should someone edit its cell, gets the text format. */
function looksLikeFormula(text: string): boolean {
  return /^[\s'"]*[=+\-@]/.test(text)
}

function headerText(text: string, room: number): string {
  const plain = printable(text).replaceAll(/\s+/g, ' ')
  let cut = plain
  while (cut.replaceAll('&', '&&').length > room) cut = `${cut.slice(0, -2).toWellFormed()}…`
  return cut.replaceAll('&', '&&')
}

/** A title that is too long is cut before its period, and after it: which months it is of may not be lost. */
function titleText(title: string, room: number): string {
  const found = /\S*\d\S* to [^\s,]*\d[^\s,]*/.exec(title)
  if (found === null || title.length <= room || found[0].length + 2 > room) return headerText(title, room)
  return `${headerText(title.slice(0, found.index).trimEnd(), room - found[0].length - 1)} ${headerText(found[0], room)}`
}

function applyStyle(book: Book, cell: ExcelJS.Cell, worksheet: number, request: Partial<StyleRequest> & { readonly role: StyleRole }): void {
  const style = book.styles.styleOf({ align: 'start', wrap: false, format: '', tone: null, indent: false, tall: false, ...request })
  cell.style = style
  if (!book.uses.has(style)) book.uses.set(style, { role: request.role, worksheet, address: cell.address })
}

function setText(cell: ExcelJS.Cell, text: string): void {
  if (text !== '') cell.value = cellText(text)
}

function frontMatter(book: Book, report: ReportModel, layout: SheetLayout, sheet: ExcelJS.Worksheet): void {
  const width = layout.sheet.columns.length
  const put = (row: number | null, text: string, role: StyleRole, height: number): void => {
    if (row === null) return
    const across = role === 'draft' ? width : 1
    for (let column = 1; column <= across; column += 1) applyStyle(book, sheet.getCell(row, column), sheet.id, { role })
    setText(sheet.getCell(row, 1), text)
    sheet.getRow(row).height = height
  }
  put(layout.titleRow, layout.sheet.title, 'title', 26)
  put(layout.descriptionRow, layout.sheet.description, 'description', 16)
  put(layout.draftRow, report.draftMark ?? '', 'draft', 18)
  put(layout.legendRow, LEGEND, 'legend', 15)
  sheet.getRow(layout.firstRow - (layout.headerRow === null ? 1 : 2)).height = 8
}

/** Text after the first column keeps clear of the figures to its left. */
function indented(column: ReportColumn, index: number): boolean {
  return index > 0 && column.align === 'start'
}

function headerLines(column: ReportColumn): number {
  // Two characters of the width go to the filter's button.
  const width = Math.max(4, column.width - 2)
  return Math.ceil(column.header.length / width) + (headerUnit(column) === '' ? 0 : Math.ceil(column.unit.length / width))
}

function headerRow(book: Book, layout: SheetLayout, sheet: ExcelJS.Worksheet): void {
  const row = layout.headerRow
  if (row === null) return
  layout.sheet.columns.forEach((column, index) => {
    const cell = sheet.getCell(row, index + 1)
    setText(cell, headerUnit(column) === '' ? column.header : `${column.header}\n${column.unit}`)
    applyStyle(book, cell, sheet.id, { role: 'header', align: column.align, wrap: true, indent: indented(column, index) })
  })
  sheet.getRow(row).height = 8 + 13.5 * Math.max(1, ...layout.sheet.columns.map(headerLines))
  if (layout.sheet.rows.length > 0) sheet.autoFilter = { from: { row, column: 1 }, to: { row: layout.lastRow, column: layout.sheet.columns.length } }
}

function roleOf(row: ReportRow, cell: ReportCell, place: { readonly column: number; readonly document: boolean }): StyleRole {
  switch (row.kind) {
    case 'heading':
    case 'subheading':
    case 'total':
    case 'note':
      return cell.kind === 'text' && cell.link !== undefined ? 'link' : row.kind
    case 'data':
      if (cell.kind === 'number') return cell.input === true ? 'input' : 'number'
      if (cell.kind === 'text' && cell.link !== undefined) return 'link'
      return place.document && place.column === 0 && cell.kind === 'text' ? 'label' : 'text'
    default:
      return assertNever(row.kind)
  }
}

function isSigned(cell: NumberCell): boolean {
  return cell.formula !== undefined && (cell.tone === 'increase' || cell.tone === 'decrease')
}

type RowContext = {
  readonly layout: SheetLayout
  readonly sheet: ExcelJS.Worksheet
  readonly formulas: FormulaContext
  readonly places: ReturnType<typeof placesByColumn>
  /** By column: runs of rows whose sign is coloured. */
  readonly signed: Map<number, { readonly first: number; last: number }[]>
}

function numberCell(book: Book, cell: NumberCell, at: { readonly excel: ExcelJS.Cell; readonly role: StyleRole; readonly column: number; readonly tall: boolean }, context: RowContext): void {
  const value = decimal(cell.value).toNumber()
  at.excel.value = cell.formula === undefined ? value : { formula: excelFormula(cell.formula, context.formulas), result: value }
  const places = context.places[at.column]
  const alignTo = (cell.format === 'percent' ? places?.percent : places?.plain) ?? cell.places
  const signed = isSigned(cell) || cell.tone === 'increase' || cell.tone === 'decrease'
  // A formula's colour follows its sign, by rule; a plain figure's is fixed.
  const tone = isSigned(cell) ? null : (cell.tone ?? null)
  applyStyle(book, at.excel, context.sheet.id, { role: at.role, align: 'end', tall: at.tall, format: numberFormat({ format: cell.format, places: cell.places, alignTo, arrows: signed }), tone })
  if (!isSigned(cell)) return
  const row = Number(at.excel.row)
  const runs = context.signed.get(at.column) ?? []
  const last = runs.at(-1)
  if (last !== undefined && last.last + 1 === row) last.last = row
  else runs.push({ first: row, last: row })
  context.signed.set(at.column, runs)
}

function reportCell(book: Book, row: ReportRow, place: { readonly row: number; readonly column: number; readonly tall: boolean }, context: RowContext): void {
  const { tall } = place
  const cell = row.cells[place.column]
  const column = context.layout.sheet.columns[place.column]
  if (cell === undefined || column === undefined) return
  const excel = context.sheet.getCell(place.row, place.column + 1)
  const role = roleOf(row, cell, { column: place.column, document: context.layout.sheet.layout === 'document' })
  switch (cell.kind) {
    case 'blank':
      applyStyle(book, excel, context.sheet.id, { role, tall })
      return
    case 'text': {
      const target = cell.link === undefined ? undefined : book.layouts.find((layout) => layout.sheet.id === cell.link?.sheetId)
      if (target === undefined) setText(excel, cell.text)
      else excel.value = { text: cellText(cell.text), hyperlink: `${quotedSheet(target.name)}!A1`, tooltip: `Go to ${target.name}` }
      applyStyle(book, excel, context.sheet.id, {
        role, align: cell.align ?? (row.kind === 'data' || row.kind === 'total' ? column.align : 'start'), wrap: column.wrap && row.kind === 'data', tone: cell.tone ?? null, format: looksLikeFormula(cell.text) ? '@' : '',
        tall, indent: cell.align === undefined && indented(column, place.column) && context.layout.headerRow !== null,
      })
      return
    }
    case 'number':
      numberCell(book, cell, { excel, role, column: place.column, tall }, context)
      return
    case 'date':
      excel.value = new Date(`${cell.date}T00:00:00Z`)
      applyStyle(book, excel, context.sheet.id, { role, align: column.align, tall, format: 'yyyy-mm-dd' })
      return
    default:
      assertNever(cell)
  }
}

function linesOf(text: string, width: number): number {
  // A line breaks before the word that no longer fits; words longer than the column break within.
  return text.split('\n').reduce((sum, paragraph) => {
    let [lines, used] = [1, 0]
    for (const word of paragraph.split(' ')) {
      const needed = used === 0 ? word.length : used + 1 + word.length
      if (needed <= width) used = needed
      else {
        lines += used === 0 ? 0 : 1
        lines += Math.ceil(word.length / width) - 1
        used = word.length % width || width
      }
    }
    return sum + lines
  }, 0)
}

/** exceljs writes heights only where they are set, and programs do not fit wrapped rows by themselves when they open a file. */
function rowHeight(row: ReportRow, lines: number): number {
  if (row.kind === 'heading') return 24
  if (row.kind === 'subheading') return 18
  return lines === 1 ? 16 : Math.min(400, 3.5 + POINTS_A_LINE * lines)
}

function rowLines(row: ReportRow, columns: readonly ReportColumn[]): number {
  if (row.kind !== 'data') return 1
  const lines = row.cells.map((cell, index) => (cell.kind === 'text' && columns[index]?.wrap === true ? linesOf(cell.text, Math.max(4, Math.floor(columns[index].width * LETTERS_A_DIGIT))) : 1))
  return Math.max(1, ...lines)
}

function colourSigns(context: RowContext): void {
  let priority = 1
  for (const [column, runs] of context.signed) {
    const letters = columnLetters(column + 1)
    const ref = runs.map((run) => `${letters}${run.first}:${letters}${run.last}`).join(' ')
    const rule = (operator: 'greaterThan' | 'lessThan', tone: 'increase' | 'decrease'): ExcelJS.CellIsRuleType => {
      priority += 1
      return { type: 'cellIs', operator, formulae: ['0'], priority, style: { font: { color: toneColour(tone) } } }
    }
    context.sheet.addConditionalFormatting({ ref, rules: [rule('greaterThan', 'increase'), rule('lessThan', 'decrease')] })
  }
}

/** A sheet with charts goes on one page where it stays legible: programs cut pictures at a page's end. */
function fitsOnOnePage({ sheet }: SheetLayout): boolean {
  return sheet.charts.length > 0 && sheet.charts.length <= 2 && sheet.rows.length <= 30
}

/** Characters that stay legible across a page in landscape; wider tables go on several pages side by side. */
const MOST_ACROSS = 250

function pagesAcross({ sheet }: SheetLayout): number {
  return Math.max(1, Math.round(sheet.columns.reduce((sum, { width }) => sum + width, 0) / MOST_ACROSS))
}

function pageSetup(report: ReportModel, layout: SheetLayout): Partial<ExcelJS.PageSetup> {
  return {
    orientation: 'landscape', fitToPage: true, fitToWidth: pagesAcross(layout), fitToHeight: fitsOnOnePage(layout) ? 1 : 0, horizontalCentered: false,
    margins: { left: 0.5, right: 0.5, top: report.draftMark === null ? 0.7 : 0.9, bottom: 0.7, header: 0.3, footer: 0.3 },
    ...(layout.headerRow === null ? {} : { printTitlesRow: `${layout.headerRow}:${layout.headerRow}` }),
    ...(pagesAcross(layout) > 1 && layout.sheet.frozenColumns > 0 ? { printTitlesColumn: `A:${columnLetters(layout.sheet.frozenColumns)}` } : {}),
  }
}

function pageHeaders(report: ReportModel): Partial<ExcelJS.HeaderFooter> {
  const left = `&L&9&K${PALETTE.muted}`
  // At the right: in the middle it would lie over a title that is longer than its third of the page.
  const marked = report.draftMark === null ? '' : `&R&11&B&K${PALETTE.draftInk}`
  const room = LONGEST_HEADER - left.length - marked.length - 8
  // The mark may not be cut short; the title may.
  const mark = report.draftMark === null ? '' : headerText(report.draftMark, Math.min(room, 190))
  const header = report.draftMark === null ? `${left} ${headerText(report.title, room)}` : `${left} ${titleText(report.title, Math.max(0, Math.min(40, room - mark.length)))}${marked} ${mark}`
  const right = `&R&9&K${PALETTE.muted} Page &P of &N`
  return { oddHeader: header, oddFooter: `${left} ${headerText(report.footer, LONGEST_HEADER - left.length - right.length - 2)}${right}` }
}

function pictures(book: Book, layout: SheetLayout, sheet: ExcelJS.Worksheet): void {
  if (layout.sheet.charts.length === 0) return
  let row = layout.lastRow + 2
  book.pictureTexts.push(
    layout.sheet.charts.map((chart) => {
      const picture = chartPicture(chart)
      const image = book.workbook.addImage({ base64: picture.png.toString('base64'), extension: 'png' })
      sheet.addImage(image, { tl: { col: 0, row }, ext: { width: picture.width, height: picture.height }, editAs: 'oneCell' })
      row += Math.ceil(picture.height / PIXELS_A_ROW) + 1
      return picture.text
    }),
  )
}

function writeSheet(book: Book, report: ReportModel, index: number): void {
  const layout = book.layouts[index]
  if (layout === undefined) return
  const { columns, rows, frozenColumns } = layout.sheet
  const sheet = book.workbook.addWorksheet(layout.name, {
    pageSetup: pageSetup(report, layout),
    headerFooter: pageHeaders(report),
    properties: { defaultRowHeight: 15, tabColor: { argb: `FF${layout.headerRow === null ? PALETTE.accentSoft : PALETTE.accent}` } },
    views: [layout.headerRow === null
      ? { state: 'normal', showGridLines: false, zoomScale: 100 }
      : { state: 'frozen', xSplit: frozenColumns, ySplit: layout.headerRow, showGridLines: false, zoomScale: 100 }],
  })
  columns.forEach((column, position) => {
    sheet.getColumn(position + 1).width = column.width + (indented(column, position) ? 2 : 1)
  })
  frontMatter(book, report, layout, sheet)
  headerRow(book, layout, sheet)
  const context: RowContext = { layout, sheet, formulas: { addresses: book.addresses, layouts: book.layouts, sheet: index }, places: placesByColumn(layout.sheet), signed: new Map() }
  rows.forEach((row, position) => {
    const at = layout.firstRow + position
    const lines = rowLines(row, columns)
    for (let column = 0; column < columns.length; column += 1) reportCell(book, row, { row: at, column, tall: lines > 1 }, context)
    sheet.getRow(at).height = rowHeight(row, lines)
  })
  colourSigns(context)
  pictures(book, layout, sheet)
}

/**
 * The bytes of the workbook. Numbers are stored as spreadsheets store them, as doubles: 15 digits, which a published rate
 * never reaches. A formula's cached result is the report's own figure.
 */
export async function writeXlsx(report: ReportModel): Promise<Uint8Array<ArrayBuffer>> {
  const layouts = layoutsOf(report)
  const book: Book = { workbook: new ExcelJS.Workbook(), layouts, addresses: addressesOf(layouts), styles: createStyles(), uses: new Map(), pictureTexts: [] }
  const { workbook } = book
  const created = new Date(report.properties.createdAt)
  workbook.creator = printable(report.properties.author)
  workbook.lastModifiedBy = printable(report.properties.author)
  workbook.title = printable(report.title)
  workbook.subject = printable(report.properties.subject)
  workbook.company = printable(report.properties.company)
  workbook.keywords = report.draftMark === null ? 'Ratebook' : 'Ratebook, DRAFT'
  workbook.description = printable(report.draftMark ?? report.subtitle)
  workbook.created = Number.isNaN(created.getTime()) ? new Date(0) : created
  workbook.modified = workbook.created
  report.sheets.forEach((_, index) => writeSheet(book, report, index))
  const stored = await workbook.xlsx.writeBuffer({ zip: { compression: 'STORE' } })
  return finishWorkbook(Buffer.from(stored), { uses: [...book.uses.values()], pictureTexts: book.pictureTexts })
}
