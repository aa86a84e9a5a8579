import { describe, expect, it } from 'vitest'

import { figureOf, missingRoom, printedFigure, roomOfColumns } from '../../src-renderer/features/reports/figure-alignment.ts'
import { auditedVersion, type PrintedVersion } from '../../src-renderer/features/reports/report-choices.ts'
import { Decimal, toText } from '../../src-shared/domain/decimal.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import type { ReportCell, ReportColumn } from '../../src-shared/domain/reports/report-model.ts'
import { planOf, versionKey } from '../../src-shared/domain/version.ts'

type NumberCell = Extract<ReportCell, { readonly kind: 'number' }>

function number(value: string, more: Partial<NumberCell> = {}): NumberCell {
  return { kind: 'number', id: 'a', value: toText(new Decimal(value)), format: 'usd', places: 2, ...more }
}

function printedOf(year: number): PrintedVersion {
  return { key: versionKey(planOf(fiscalYear(year))), label: `FY${year}`, rowCount: 3 }
}

describe('a figure of the preview', () => {
  it('stands in parentheses when it is negative, and with sign and arrow when it is a change', () => {
    expect(figureOf(number('-1234.5'))).toEqual({ direction: 'none', isNegative: true, digits: '1,234.50', tail: ')' })
    expect(figureOf(number('-0.49', { tone: 'decrease' }))).toEqual({ direction: 'decrease', isNegative: true, digits: '0.49', tail: '' })
  })

  it('is a percentage in the unit of its header, rounded once (NUM-2)', () => {
    expect(figureOf(number('0.0619', { format: 'percent' }))).toMatchObject({ digits: '6.19', isNegative: false })
    expect(figureOf(number('-0.02005', { format: 'percent', tone: 'decrease' }))).toMatchObject({ digits: '2.01', isNegative: true })
  })

  it('keeps its own places and is led to the common decimal point', () => {
    const column: ReportColumn = { id: 'rate', header: 'FY2004', unit: 'USD/unit', width: 16, align: 'end', wrap: false }
    const cells: readonly ReportCell[] = [number('99.81'), number('0.0390', { places: 4 }), number('-5', { places: 0 }), { kind: 'text', id: 't', text: 'Contract rate' }]
    const [room] = roomOfColumns([column], cells.map((cell, index) => ({ id: String(index), kind: 'data', cells: [cell] })))
    expect(room).toEqual({ fraction: '.0390', tail: ')' })
    if (room === undefined) throw new Error('There is a column.')
    expect(missingRoom(figureOf(number('99.81')), room)).toBe('90)')
    expect(missingRoom(figureOf(number('-5', { places: 0 })), room)).toBe('.0390')
  })

  it('is found in printed text, and words are not', () => {
    expect(printedFigure('($1,234.50)')).toEqual({ before: '($', digits: '1,234.50', tail: ')' })
    expect(printedFigure('-0.49%')).toEqual({ before: '-', digits: '0.49', tail: '%' })
    expect(['Contract Rate', 'N/A', 'Meter + 16.8 %', ''].map(printedFigure)).toEqual([undefined, undefined, undefined, undefined])
  })
})

describe('the audited schedule', () => {
  const active = planOf(fiscalYear(2004), 'what-if')

  it('is the one asked for, else that of the compared year, else the latest printed', () => {
    expect(auditedVersion([printedOf(2005), printedOf(2004), printedOf(2003)], { key: 'FY2003/plan', active })?.label).toBe('FY2003')
    expect(auditedVersion([printedOf(2005), printedOf(2004)], { key: null, active })?.label).toBe('FY2004')
    expect(auditedVersion([printedOf(2003)], { key: 'FY1999/plan', active })?.label).toBe('FY2003')
    expect(auditedVersion([], { key: null, active })).toBeUndefined()
  })
})
