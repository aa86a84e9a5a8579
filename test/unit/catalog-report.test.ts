import { describe, expect, it } from 'vitest'

import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { catalogReport, piecesOf } from '../../src-shared/domain/reports/levels/catalog-report.ts'
import { sampleDraft } from '../support/sample-draft.ts'
import { cellOf, expectSound, REPORT_CONTEXT } from '../support/sound-report.ts'
import { FY2003, FY2004 } from '../support/small-model.ts'

describe('the catalog as a report', () => {
  it('has a sheet for each line of business, and every service with its page once', () => {
    const draft = sampleDraft()
    const report = catalogReport({ draft, serviceId: null, versions: [FY2003, FY2004], asOf: isoDate('2005-01-13'), context: REPORT_CONTEXT })
    if (report === undefined) throw new Error('No report')
    expectSound(report)
    expect(report.sheets.find((sheet) => sheet.id === 'services')?.rows).toHaveLength(draft.service.size)
    expect(report.sheets.filter((sheet) => sheet.id.startsWith('line.'))).toHaveLength(12)
    expect(cellOf(report, 'rate.mf-cpu-p.state.1')).toMatchObject({ kind: 'number', value: '99.81', places: 2 })
  })

  it('of one service says everything of its page, and that a metric is not available', () => {
    const report = catalogReport({ draft: sampleDraft(), serviceId: 'listserv', versions: [FY2004], asOf: isoDate('2005-01-13'), context: REPORT_CONTEXT })
    if (report === undefined) throw new Error('No report')
    expectSound(report)
    const texts = report.sheets.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells.flatMap((cell) => (cell.kind === 'text' ? [cell.text] : []))))
    for (const text of ['Not available', '3 business days', 'On event: by e-mail, of itself, whenever a message is sent; reports reach customers through the chargeback team', 'Keeping lists up to date']) expect(texts).toContain(text)
    expect(report.sheets.find((sheet) => sheet.id === 'requests')?.rows.map((row) => row.cells.at(-1))).toEqual([expect.objectContaining({ kind: 'date', date: '2005-01-19' })])
    expect(texts.join('\n')).toContain('7:00 to 17:00')
    expect(texts.join('\n')).not.toContain('**')
    expect(catalogReport({ draft: sampleDraft(), serviceId: 'gone', versions: [], asOf: isoDate('2005-01-13'), context: REPORT_CONTEXT })).toBeUndefined()
  })

  it('long texts go on in the next row, whole', () => {
    const text = `${'word '.repeat(500).trim()}\nlast`
    const pieces = piecesOf(text)
    expect(pieces.length).toBeGreaterThan(2)
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(900)
    expect(pieces.join(' ').split(/\s+/)).toEqual(text.split(/\s+/))
  })
})
