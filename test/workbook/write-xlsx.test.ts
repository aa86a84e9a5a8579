import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createWorkbooks } from '../../src-main/workbook/index.ts'
import { printable } from '../../src-main/workbook/figure-text.ts'
import { numberFormat } from '../../src-main/workbook/number-format.ts'
import { columnLetters } from '../../src-main/workbook/xlsx-layout.ts'
import { writeXlsx } from '../../src-main/workbook/write-xlsx.ts'
import { amount, column, DRAFT_MARK, RATE_COLUMNS, rateRow, sampleReport, textCell } from './sample-report.ts'
import { openWorkbook, partText } from './workbook-parts.ts'

const workbooks = createWorkbooks()
const bytes = await workbooks.write(sampleReport(), 'xlsx')
const workbook = await openWorkbook(bytes)

function sheetOf(name: string) {
  const sheet = workbook.getWorksheet(name)
  if (sheet === undefined) throw new Error(`no sheet ${name}`)
  return sheet
}

describe('an exported workbook', () => {
  it('holds the published digits as numbers, with each rate\'s own places (NUM-3)', () => {
    const sheet = sheetOf('Rate schedule')
    expect([sheet.getCell('D9').value, sheet.getCell('E9').value]).toEqual([103.5, 99.81])
    expect(sheet.getCell('D9').numFmt).toBe('#,##0.00_)_0_0;(#,##0.00)_0_0')
    expect([sheet.getCell('E10').value, sheet.getCell('E10').numFmt]).toEqual([0.0367, '#,##0.0000_);(#,##0.0000)'])
  })

  it('computes difference and % by live formulas, and keeps their results for programs that do not recalculate', () => {
    const sheet = sheetOf('Rate schedule')
    expect(sheet.getCell('F9').value).toEqual({ formula: 'E9-D9', result: -3.69 })
    expect(sheet.getCell('G9').value).toEqual({ formula: '(E9-D9)/D9', result: -0.0357 })
    expect(sheet.getCell('D12').value).toEqual({ formula: 'ROUND(SUM(D9:D11),2)', result: 655.54 })
    expect(sheetOf('Largest changes').getCell('D6').value).toEqual({ formula: "(-0.5)*('Rate schedule'!E14-'Rate schedule'!D14)", result: -4.24 })
  })

  it('says DRAFT on every sheet and in the header of every page of an unpublished version (VER-3)', () => {
    for (const sheet of workbook.worksheets) {
      expect(sheet.getCell('A3').value).toBe(DRAFT_MARK)
      expect(sheet.headerFooter.oddHeader).toContain(DRAFT_MARK)
    }
  })

  it('says nothing of a draft when every version is published (VER-3)', async () => {
    const published = await openWorkbook(await writeXlsx(sampleReport({ draftMark: null })))
    for (const sheet of published.worksheets) expect(`${sheet.headerFooter.oddHeader} ${sheet.getCell('A3').text}`).not.toMatch(/draft/i)
  })

  it('prints landscape, one page wide, with page numbers, repeated headers, frozen panes and a filter', () => {
    const sheet = sheetOf('Rate schedule')
    expect(sheet.pageSetup).toMatchObject({ orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '6:6' })
    expect(sheet.headerFooter.oddFooter).toContain('Page &P of &N')
    expect(sheet.headerFooter.oddFooter).toContain('FY2003 && FY2004')
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 6 })
    expect(sheet.autoFilter).toBe('A6:I17')
  })

  it('keeps headers and footers within the 255 characters that Excel reads', async () => {
    const long = await openWorkbook(await writeXlsx(sampleReport({ title: 'Rates & '.repeat(60), footer: '&'.repeat(400), draftMark: `DRAFT ${'x'.repeat(300)}` })))
    const { oddHeader, oddFooter } = long.worksheets[0]?.headerFooter ?? {}
    expect(Math.max(oddHeader?.length ?? 999, oddFooter?.length ?? 999)).toBeLessThanOrEqual(255)
  })

  it('cuts a title that is too long before its period, never the period', async () => {
    const long = await openWorkbook(await writeXlsx(sampleReport({ title: 'Service level scorecard 2003-07 to 2004-06, Mainframe', draftMark: 'FICTIONAL FIGURES' })))
    expect(long.worksheets[0]?.headerFooter.oddHeader).toContain('Service level scorec… 2003-07 to 2004-06&R')
  })

  it('names its styles, so that a recipient can restyle a whole role', () => {
    const styles = partText(bytes, 'xl/styles.xml')
    for (const name of ['Ratebook Title', 'Ratebook Column header', 'Ratebook Figure', 'Ratebook Input', 'Ratebook Link', 'Ratebook Draft mark']) expect(styles).toContain(`<cellStyle name="${name}"`)
    const count = (tag: string) => Number(new RegExp(`<${tag} count="(\\d+)"`).exec(styles)?.[1])
    expect(count('cellStyles')).toBe(count('cellStyleXfs'))
    const parents = [...styles.matchAll(/ xfId="(\d+)"/g)].map((match) => Number(match[1]))
    expect(Math.max(...parents)).toBeLessThan(count('cellStyleXfs'))
  })

  it('marks the cells in which a recipient may type, and says so', () => {
    const sheet = sheetOf('Rate schedule')
    expect(sheet.getCell('E11').fill).toMatchObject({ pattern: 'solid', fgColor: { argb: 'FFFFF9DB' } })
    expect(sheet.getCell('A4').text).toContain('yellow')
  })

  it('links the contents to their sheets, inside the workbook', () => {
    const xml = partText(bytes, 'xl/worksheets/sheet1.xml')
    expect(xml).toMatch(/<hyperlink ref="B9" tooltip="Go to Rate schedule" location="'?(?:&apos;)?Rate schedule(?:&apos;)?'?!A1"\/>/)
    expect(xml).not.toContain('r:id="rId1" tooltip')
  })

  it('describes its pictures to those who do not see them', () => {
    const drawing = partText(bytes, 'xl/drawings/drawing1.xml')
    expect(drawing).toContain('descr="Largest changes, FY2003 to FY2004. Bar chart of Change against FY2003 (%). DDSII drop: +4.21; Wintel Server &amp; Support: −0.72;')
    expect(drawing.match(/descr="/g)).toHaveLength(2)
  })

  it('carries the document\'s properties', () => {
    expect([workbook.creator, workbook.title, workbook.subject, workbook.company]).toEqual(['A. Analyst', 'Rate changes, FY2003 to FY2004', 'Rate changes', 'Information Technology Division'])
    expect(workbook.created.toISOString()).toBe('2026-11-22T14:02:00.000Z')
  })

  it('colours a formula by the sign of its result, so that the colour follows an input', () => {
    const xml = partText(bytes, 'xl/worksheets/sheet2.xml')
    expect(xml).toContain('<conditionalFormatting sqref="F9:F11 F14:F14">')
    expect(sheetOf('Rate schedule').getCell('F9').numFmt).toContain('"  ▲"*')
  })

  it('never makes a formula of a text, whatever the text (injection)', async () => {
    const texts = fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n=', '_x003D_', "'="), fc.string({ maxLength: 20 })).map((parts) => parts.join(''))), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(texts, async (given) => {
        const sheet = { id: 's', name: 'Sheet', title: 'T', description: '', columns: [column('a', 'A')], frozenColumns: 0, layout: 'table' as const, charts: [], rows: given.map((text, index) => ({ id: `r${index}`, kind: 'data' as const, cells: [textCell(`c${index}`, text)] })) }
        const read = await openWorkbook(await writeXlsx(sampleReport({ draftMark: null, sheets: [sheet] })))
        given.forEach((text, index) => {
          const { value } = read.worksheets[0]?.getCell(4 + index, 1) ?? { value: undefined }
          const expected = printable(text)
          expect(value ?? '').toBe(expected)
        })
      }),
      { numRuns: 25 },
    )
  })

  it('takes sheet names that Excel would refuse, and keeps them apart', async () => {
    const [first] = sampleReport().sheets
    if (first === undefined) throw new Error('no sheet')
    const named = (id: string, name: string) => ({ ...first, id, name, rows: [] })
    const read = await openWorkbook(await writeXlsx(sampleReport({ sheets: [named('a', "FY2003/FY2004: [old]?*\\'s rates of the whole agency"), named('b', 'fy2003 fy2004   old    \'s rates of the whole'), named('c', ''), named('d', 'History')] })))
    const names = read.worksheets.map((sheet) => sheet.name)
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(4)
    for (const name of names) expect(name).toMatch(/^(?!')[^[\]:*?/\\]{1,31}$/)
  })

  it('adds up more cells than one SUM takes', async () => {
    const rows = Array.from({ length: 450 }, (_, index) => rateRow({ id: `r${index}`, code: '', resource: '', unit: '', from: '1', to: '1', places: 0 }))
    // Every other cell, so that no ranges form.
    const of = rows.filter((_, index) => index % 2 === 0).map((row) => ({ op: 'cell' as const, id: `${row.id}-to` }))
    const total = { id: 't', kind: 'total' as const, cells: [{ kind: 'number' as const, id: 't-sum', value: amount('225'), format: 'usd' as const, places: 0, formula: { op: 'sum' as const, of } }] }
    const sheet = { id: 's', name: 'S', title: 'S', description: '', columns: RATE_COLUMNS, frozenColumns: 0, layout: 'table' as const, charts: [], rows: [...rows, total] }
    const read = await openWorkbook(await writeXlsx(sampleReport({ draftMark: null, sheets: [sheet] })))
    expect(read.worksheets[0]?.getCell(454, 1).formula).toMatch(/^SUM\(SUM\(E4,E6,.*\),SUM\(.*\)\)$/)
  })
})

describe('number formats', () => {
  it('show negatives in parentheses and keep decimal points in line', () => {
    expect(numberFormat({ format: 'usd', places: 2, alignTo: 2, arrows: false })).toBe('#,##0.00_);(#,##0.00)')
    expect(numberFormat({ format: 'usd', places: 0, alignTo: 2, arrows: false })).toBe('#,##0_)_._0_0;(#,##0)_._0_0')
    expect(numberFormat({ format: 'percent', places: 2, alignTo: 2, arrows: true })).toBe('"  ▲"* #,##0.00%_);"  ▼"* (#,##0.00%);#,##0.00%_)')
  })

  it('column letters run on after Z', () => {
    expect([1, 26, 27, 28, 702, 703].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA'])
  })
})
