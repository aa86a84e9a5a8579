/** A report as a PDF: landscape Letter, a section a sheet, repeated headers, page numbers, and DRAFT on every page of an unpublished version. */
import pdfmake from 'pdfmake'
import type { Content, ContentTable, CustomTableLayout, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'

import type { ReportCell, ReportColumn, ReportModel, ReportRow, ReportSheet } from '../../src-shared/domain/reports/report-model.ts'
import { assertNever } from '../../src-shared/domain/result.ts'
import { chartSvg } from './chart-svg.ts'
import { figureText, headerUnit, placesByColumn, type NumberCell } from './figure-text.ts'
import { FACE, fontFiles, forFace } from './fonts.ts'
import { pageBands, pickColumns } from './page-bands.ts'
import { HEAT, heatOf, PALETTE } from './palette.ts'
import { FONT_SIZE, MARGIN, pageRoom, sizesOf, USABLE_WIDTH } from './print-widths.ts'

/** A head or foot that outgrows its margin is not drawn at all, and the mark of a draft with it. */
const LONGEST_HEAD = { alone: 140, besideMark: 60 } as const
const LONGEST_FOOT = 300
const FIGURE_SPACE = '\u2007'
const NO_BREAK_SPACE = '\u00A0'

const colour = (rgb: string): string => `#${rgb}`
const TONES = { increase: colour(PALETTE.increase), decrease: colour(PALETTE.decrease), quiet: colour(PALETTE.muted), warning: colour(PALETTE.warning), met: colour(HEAT.met.ink), 'at-risk': colour(HEAT['at-risk'].ink), breached: colour(HEAT.breached.ink) } as const
const ALIGN = { start: 'left', end: 'right', center: 'center' } as const

/** The figure, padded with blanks of a digit's width so that decimal points of a column stand in line. */
function paddedFigure(cell: NumberCell, alignTo: number): string {
  const text = figureText(cell)
  const signed = (cell.tone === 'increase' || cell.tone === 'decrease') && !text.startsWith('(') && /[1-9]/.test(text)
  const padding = FIGURE_SPACE.repeat(Math.max(0, alignTo - cell.places)) + (cell.places === 0 && alignTo > 0 ? NO_BREAK_SPACE : '')
  return `${signed ? '+' : ''}${text}${text.endsWith(')') ? '' : NO_BREAK_SPACE}${padding}`
}

type CellContext = { readonly row: ReportRow; readonly column: ReportColumn; readonly places: { readonly plain: number; readonly percent: number }; readonly document: boolean; readonly first: boolean }

function tableCell(cell: ReportCell | undefined, context: CellContext): TableCell {
  const { row, column } = context
  const look = rowLook(row, context)
  if (cell === undefined || cell.kind === 'blank') return { text: '', ...look }
  switch (cell.kind) {
    case 'text': {
      const heat = heatOf(cell.tone)
      return {
        text: forFace(cell.text), ...look, alignment: ALIGN[cell.align ?? (row.kind === 'data' || row.kind === 'total' ? column.align : 'start')],
        ...(cell.tone === undefined ? {} : { color: TONES[cell.tone] }), ...(heat === undefined ? {} : { fillColor: colour(heat.fill), bold: true }),
        ...(cell.link === undefined ? {} : { linkToDestination: cell.link.sheetId, color: colour(PALETTE.accent), decoration: 'underline' as const }),
      }
    }
    case 'number':
      return {
        text: paddedFigure(cell, cell.format === 'percent' ? context.places.percent : context.places.plain), ...look, alignment: 'right', noWrap: true, preserveTrailingSpaces: true,
        ...(cell.tone === undefined ? {} : { color: TONES[cell.tone] }), ...(cell.input === true ? { fillColor: colour(PALETTE.inputFill), color: colour(PALETTE.inputInk) } : {}),
      }
    case 'date':
      return { text: cell.date, ...look, alignment: ALIGN[column.align] }
    default:
      return assertNever(cell)
  }
}

function rowLook(row: ReportRow, context: Pick<CellContext, 'document' | 'first'>): { readonly bold?: boolean; readonly italics?: boolean; readonly color?: string; readonly fontSize?: number; readonly margin?: [number, number, number, number] } {
  switch (row.kind) {
    case 'heading':
      return { bold: true, color: colour(PALETTE.accent), fontSize: 9.5, margin: [0, 6, 0, 0] }
    case 'subheading':
      return { bold: true, color: colour(PALETTE.muted), margin: [0, 2, 0, 0] }
    case 'total':
      return { bold: true }
    case 'note':
      return { italics: true, color: colour(PALETTE.muted) }
    case 'data':
      return context.document && context.first ? { bold: true, color: colour(PALETTE.muted) } : {}
    default:
      return assertNever(row.kind)
  }
}

/** A heading, note or total runs over the empty cells that follow it. */
function tableRow(sheet: ReportSheet, row: ReportRow, places: ReturnType<typeof placesByColumn>): TableCell[] {
  const cells: readonly TableCell[] = sheet.columns.map((column, index) => tableCell(row.cells[index], { row, column, places: places[index] ?? { plain: 0, percent: 0 }, document: sheet.layout === 'document', first: index === 0 }))
  const filled = row.cells.findIndex((cell, index) => index > 0 && cell.kind !== 'blank')
  const span = filled < 0 ? cells.length : filled
  const [first] = row.cells
  if (row.kind === 'data' || first?.kind !== 'text' || span < 2) return [...cells]
  return [{ text: forFace(first.text), ...rowLook(row, { document: false, first: true }), colSpan: span }, ...cells.slice(1, span).map(() => ({})), ...cells.slice(span)]
}

type LineKind = ReportRow['kind'] | 'header'

/** Rows that a heading takes with it to the next page. */
const KEPT_ROWS = 2
const PADDING = 2.4

function isHeading({ kind }: ReportRow): boolean {
  return kind === 'heading' || kind === 'subheading'
}

/** The rows in blocks that no page parts: headings that follow each other, with the first rows under them; every other row alone. */
function keptBlocks(rows: readonly ReportRow[]): readonly (readonly ReportRow[])[] {
  const blocks: ReportRow[][] = []
  for (const row of rows) {
    const block = blocks.at(-1) ?? []
    const under = block.filter((each) => !isHeading(each)).length
    const [first] = block
    if (first !== undefined && isHeading(first) && (isHeading(row) ? under === 0 : under < KEPT_ROWS)) block.push(row)
    else blocks.push([row])
  }
  return blocks
}

/** Lines between blocks, by the kinds of the rows in each. `isInner`: the table around it draws the line under its last row. */
function tableLayout({ blocks, paddings, isInner }: { readonly blocks: readonly (readonly LineKind[])[]; readonly paddings: readonly number[]; readonly isInner: boolean }): CustomTableLayout {
  const over = (line: number): LineKind | undefined => blocks[line - 1]?.at(-1)
  const under = (line: number): LineKind | undefined => blocks[line]?.[0]
  const paddingOf = (row: number): number => ((blocks[row]?.length ?? 1) > 1 ? 0 : PADDING)
  const widthOf = (line: number): number => (line === 0 ? (under(0) === 'header' ? 0.6 : 0) : over(line) === 'header' ? 1.1 : over(line) === 'total' || under(line) === 'total' ? 0.7 : 0.3)
  return {
    hLineWidth: (line) => (isInner && line === blocks.length ? 0 : widthOf(line)),
    hLineColor: (line) => (over(line) === 'header' || over(line) === 'heading' || line === 0 ? colour(PALETTE.accent) : over(line) === 'total' || under(line) === 'total' ? colour(PALETTE.ink) : colour(PALETTE.rule)),
    vLineWidth: () => 0,
    paddingLeft: (index) => paddings[index] ?? 0,
    paddingRight: (index) => paddings[index] ?? 0,
    paddingTop: paddingOf,
    paddingBottom: paddingOf,
    fillColor: (row) => (under(row) === 'header' ? colour(PALETTE.band) : null),
  }
}

function sheetTable(sheet: ReportSheet): ContentTable {
  const { widths, fontSize, paddings, headerSizes } = sizesOf(sheet)
  const places = placesByColumn(sheet)
  const withHeader = sheet.layout === 'table'
  const header: TableCell[] = sheet.columns.map((column, index) => ({ fontSize: headerSizes[index] ?? fontSize, text: forFace(headerUnit(column) === '' ? column.header : `${column.header}\n${column.unit}`), bold: true, alignment: ALIGN[column.align], verticalAlignment: 'bottom' }))
  const rowsOf = (rows: readonly ReportRow[]): TableCell[][] => rows.map((row) => tableRow(sheet, row, places))
  /** Rows of a table break between pages anywhere; only within a row they do not, so a block is one row with a table of the same columns. */
  const blockRow = (rows: readonly ReportRow[]): TableCell[] => [
    {
      colSpan: sheet.columns.length, margin: [-(paddings[0] ?? 0), 0, -(paddings.at(-1) ?? 0), 0], table: { body: rowsOf(rows), widths: [...widths] },
      layout: tableLayout({ blocks: rows.map((row) => [row.kind]), paddings, isInner: true }),
    },
    ...sheet.columns.slice(1).map(() => ({})),
  ]
  const blocks = keptBlocks(sheet.rows)
  const body = blocks.flatMap((rows) => (rows.length > 1 ? [blockRow(rows)] : rowsOf(rows)))
  return {
    table: { body: [...(withHeader ? [header] : []), ...body], widths, headerRows: withHeader ? 1 : 0, dontBreakRows: true, ...(withHeader ? { keepWithHeaderRows: Math.min(1, body.length) } : {}) },
    layout: tableLayout({ blocks: [...(withHeader ? [['header' as const]] : []), ...blocks.map((rows) => rows.map((row) => row.kind))], paddings, isInner: false }),
    fontSize,
  }
}

function sheetContent(sheet: ReportSheet, index: number): Content[] {
  const title: Content = {
    text: forFace(sheet.title), id: sheet.id, fontSize: 15, bold: true, color: colour(PALETTE.accent), outline: true, outlineText: forFace(sheet.name), ...(index === 0 ? {} : { pageBreak: 'before' as const }),
  }
  return [
    title,
    ...(sheet.description === '' ? [] : [{ text: forFace(sheet.description), color: colour(PALETTE.muted), margin: [0, 2, 0, 0] satisfies [number, number, number, number] }]),
    { text: '', margin: [0, 5, 0, 0] },
    ...(sheet.rows.length === 0 ? [] : [sheetTable(sheet)]),
    ...sheet.charts.map((chart): Content => ({ svg: chartSvg(chart).svg, width: Math.min(USABLE_WIDTH, 660), margin: [0, 12, 0, 0] })),
  ]
}

function cutTo(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text
}

/** A sheet without its columns for the workbook alone. */
function printedColumns(sheet: ReportSheet): ReportSheet {
  const places = sheet.columns.flatMap(({ workbookOnly }, index) => (workbookOnly === true ? [] : [index]))
  return places.length === sheet.columns.length ? sheet : pickColumns(sheet, places)
}

/** Sheets that are printed; a link to one that is in the workbook alone becomes text that says so. */
function printedSheets(report: ReportModel): readonly ReportSheet[] {
  const sheets = report.sheets.map(printedColumns)
  const left = new Set(sheets.filter((sheet) => sheet.workbookOnly === true).map((sheet) => sheet.id))
  if (left.size === 0) return sheets
  const printed = (cell: ReportCell): ReportCell => (cell.kind === 'text' && cell.link !== undefined && left.has(cell.link.sheetId) ? { kind: 'text', id: cell.id, text: `In the workbook: ${cell.text}` } : cell)
  return sheets.filter((sheet) => !left.has(sheet.id)).map((sheet) => ({ ...sheet, rows: sheet.rows.map((row) => ({ ...row, cells: row.cells.map(printed) })) }))
}

function definitionOf(report: ReportModel): TDocumentDefinitions {
  const created = new Date(report.properties.createdAt)
  const mark = report.draftMark
  return {
    pageSize: 'LETTER',
    pageOrientation: 'landscape',
    pageMargins: [MARGIN.left, MARGIN.top, MARGIN.right, MARGIN.bottom],
    language: 'en-US',
    info: {
      title: report.title, author: report.properties.author, subject: report.properties.subject, creator: 'Ratebook', producer: 'Ratebook', keywords: mark === null ? 'Ratebook' : 'Ratebook, DRAFT',
      ...(Number.isNaN(created.getTime()) ? {} : { creationDate: created, modDate: created }),
    },
    defaultStyle: { font: FACE, fontSize: FONT_SIZE, color: colour(PALETTE.ink) },
    header: () => ({
      margin: [MARGIN.left, 22, MARGIN.right, 0],
      columns: [
        { text: forFace(cutTo(report.title, mark === null ? LONGEST_HEAD.alone : LONGEST_HEAD.besideMark)), color: colour(PALETTE.muted), width: '*' },
        ...(mark === null ? [] : [{ text: forFace(mark), bold: true, color: colour(PALETTE.draftInk), background: colour(PALETTE.draftFill), alignment: 'right' as const, width: 'auto', fontSize: 9 }]),
      ],
    }),
    footer: (page, pages) => ({
      margin: [MARGIN.left, 14, MARGIN.right, 0], color: colour(PALETTE.muted), fontSize: 7.5,
      columns: [{ text: forFace(cutTo(report.footer, LONGEST_FOOT)), width: '*' }, { text: `Page ${page} of ${pages}`, alignment: 'right', width: 80 }],
    }),
    content: printedSheets(report).flatMap((sheet) => pageBands(sheet, pageRoom(sheet))).flatMap((sheet, index) => sheetContent(sheet, index)),
  }
}

/** The bytes of the PDF. Nothing is fetched and no file is read but the bundled fonts. */
export async function writePdf(report: ReportModel): Promise<Uint8Array<ArrayBuffer>> {
  const fonts = fontFiles()
  pdfmake.setFonts({ [FACE]: { ...fonts } })
  pdfmake.setUrlAccessPolicy(() => false)
  const allowed = new Set<string>(Object.values(fonts))
  pdfmake.setLocalAccessPolicy((path) => allowed.has(path))
  return new Uint8Array(await pdfmake.createPdf(definitionOf(report)).getBuffer())
}
