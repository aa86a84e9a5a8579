import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'

import { describe, expect, it } from 'vitest'

import type { ReportRow } from '../../src-shared/domain/reports/report-model.ts'
import { createWorkbooks } from '../../src-main/workbook/index.ts'
import { DRAFT_MARK, rateRow, sampleReport } from './sample-report.ts'

const workbooks = createWorkbooks()

/** Text of the PDF by poppler, page by page; null where the machine has no poppler. */
function pagesOf(bytes: Uint8Array): readonly string[] | null {
  const folder = mkdtempSync(join(tmpdir(), 'ratebook-pdf-'))
  try {
    writeFileSync(join(folder, 'report.pdf'), bytes)
    return execFileSync('pdftotext', ['-layout', join(folder, 'report.pdf'), '-'], { encoding: 'utf8' }).split('\f').slice(0, -1)
  } catch {
    return null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** How many pages the PDF itself states. */
function countPages(bytes: Uint8Array): number {
  return Buffer.from(bytes).toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0
}

function rate(id: string): ReportRow {
  return rateRow({ id, code: id, resource: 'Rate', unit: 'unit', from: '1', to: '1.5', places: 2 })
}

describe('a PDF', () => {
  it('leaves what is for the workbook alone out, and a link to it becomes text', async () => {
    const whole = sampleReport()
    const left = { ...whole, sheets: whole.sheets.map((sheet) => (sheet.id === 'schedule' ? { ...sheet, workbookOnly: true as const } : sheet)) }
    const [all, some] = [await workbooks.write(whole, 'pdf'), await workbooks.write(left, 'pdf')]
    expect(countPages(some)).toBeLessThan(countPages(all))
    expect(pagesOf(some)?.join('') ?? 'In the workbook').toContain('In the workbook')
  })

  it('leaves columns for the workbook alone out of its tables, with their cells', async () => {
    const whole = sampleReport()
    const left = { ...whole, sheets: whole.sheets.map((sheet) => (sheet.id === 'schedule' ? { ...sheet, columns: sheet.columns.map((each) => (each.header === 'Billable unit' ? { ...each, workbookOnly: true as const } : each)) } : sheet)) }
    const [all, some] = [pagesOf(await workbooks.write(whole, 'pdf')), pagesOf(await workbooks.write(left, 'pdf'))]
    if (all === null || some === null) {
      console.warn('not verified: the columns of a PDF (there is no pdftotext on this machine)')
      return
    }
    expect([all.join('').includes('Billable unit'), some.join('').includes('Billable unit')]).toEqual([true, false])
  })

  it('is landscape, carries its properties, and takes every glyph from a font of its own', async () => {
    const bytes = await workbooks.write(sampleReport(), 'pdf')
    const raw = Buffer.from(bytes).toString('latin1')
    expect(raw.startsWith('%PDF-')).toBe(true)
    expect(raw).toContain('/MediaBox [0 0 792 612]')
    expect(raw).toContain('/FontFile2')
    expect(raw).toContain('/Lang (en-US)')
  })

  it('repeats headers, numbers its pages, and says DRAFT on each of an unpublished version (VER-3)', async () => {
    const [cover, schedule] = sampleReport().sheets
    if (cover === undefined || schedule === undefined) throw new Error('no sheets')
    const rows = Array.from({ length: 120 }, (_, index) => rate(`C${index}`))
    const bytes = await workbooks.write(sampleReport({ sheets: [cover, { ...schedule, rows }] }), 'pdf')
    expect(countPages(bytes)).toBeGreaterThan(3)
    const pages = pagesOf(bytes)
    if (pages === null) {
      console.warn('not verified: the text of PDF pages (there is no pdftotext on this machine)')
      return
    }
    pages.forEach((page, index) => {
      expect(page).toContain(DRAFT_MARK)
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`)
    })
    for (const page of pages.slice(1)) expect(page).toMatch(/Code\s+Resource\s+Billable unit/)
  })

  it('keeps a heading with the first rows under it, wherever the page ends', async () => {
    const [cover, schedule] = sampleReport().sheets
    if (cover === undefined || schedule === undefined) throw new Error('no sheets')
    const heading = (id: string, kind: 'heading' | 'subheading', text: string): ReportRow => ({ id, kind, cells: schedule.columns.map((_, index) => (index === 0 ? { kind: 'text', id, text } : { kind: 'blank' })) })
    const sections = Array.from({ length: 40 }, (_, at) => [heading(`h${at}`, 'heading', `Part ${at}`), heading(`s${at}`, 'subheading', `Subpart ${at}`), ...Array.from({ length: 2 + (at % 5) }, (_each, row) => rate(`R${at}x${row}`))])
    const pages = pagesOf(await workbooks.write(sampleReport({ sheets: [cover, { ...schedule, rows: sections.flat() }] }), 'pdf'))
    if (pages === null) {
      console.warn('not verified: the pages of headings in a PDF (there is no pdftotext on this machine)')
      return
    }
    expect(pages.length).toBeGreaterThan(6)
    const pageOf = (text: string): number => pages.findIndex((page) => new RegExp(`\\b${text}\\b`).test(page))
    const parted = sections.flatMap((_, at) => (new Set([`Part ${at}`, `Subpart ${at}`, `R${at}x0`, `R${at}x1`].map(pageOf)).size === 1 ? [] : [at]))
    expect(parted).toEqual([])
    for (const page of pages.slice(1)) expect(page).toMatch(/Code\s+Resource\s+Billable unit/)
  })

  it('says DRAFT on each page also when the title and the foot are longer than a line (VER-3)', async () => {
    const long = `${'a title that goes on '.repeat(120)}end`
    const bytes = await workbooks.write(sampleReport({ title: long, footer: long }), 'pdf')
    for (const page of pagesOf(bytes) ?? []) {
      expect(page.replaceAll(/\s+/g, ' ')).toContain(DRAFT_MARK)
      expect(page).toMatch(/Page \d+ of \d+/)
    }
  })

  it('draws its charts as lines and text, not as pictures', async () => {
    const raw = Buffer.from(await workbooks.write(sampleReport(), 'pdf'))
    expect(raw.toString('latin1')).not.toContain('/Subtype /Image')
    const streams = [...raw.toString('latin1').matchAll(/stream\r?\n/g)].map((match) => raw.subarray(match.index + match[0].length))
    const drawn = streams.some((stream) => {
      try {
        return inflateSync(stream, { finishFlush: 2 }).toString('latin1').includes(' re')
      } catch {
        return false
      }
    })
    expect(drawn).toBe(true)
  })
})
