import { describe, expect, it } from 'vitest'

import { sizeText, takeFile } from '../../src-renderer/features/imports/import-file.ts'
import { fieldAt, missingFieldsOf, withFieldAt, withHeaderRowOf } from '../../src-renderer/features/imports/cost-mapping.ts'
import { columnLetter, contentOf, missingOf, withHeaderRow, withUse, withYear, yearOf } from '../../src-renderer/features/imports/mapping.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import type { RatesImportMapping } from '../../src-shared/domain/rates/rates-import.ts'

const EMPTY: RatesImportMapping = { headerRow: 1, fields: {}, years: [] }
const fallbackYear = fiscalYear(2005)

describe('the mapping of an import', () => {
  it('gives a column one use, and a use one column', () => {
    const coded = withUse(EMPTY, 0, { use: 'code', fallbackYear })
    expect(withUse(coded, 1, { use: 'code', fallbackYear }).fields).toEqual({ code: 1 })
    expect(withUse(coded, 0, { use: 'title', fallbackYear }).fields).toEqual({ title: 0 })
    expect(withUse(coded, 0, { use: 'none', fallbackYear })).toEqual(EMPTY)
  })

  it('takes the year after the last for another column of rates', () => {
    expect(withUse(EMPTY, 2, { use: 'year', fallbackYear, header: '2026 rate' }).years).toEqual([{ column: 2, fiscalYear: 2026 }])
    const first = withUse(EMPTY, 2, { use: 'year', fallbackYear })
    const second = withUse(first, 3, { use: 'year', fallbackYear })
    expect([yearOf(second, 2), yearOf(second, 3), contentOf(second, 3)]).toEqual([2005, 2006, 'year'])
  })

  it('says what is missing, and that a year has two columns', () => {
    expect(missingOf(EMPTY)).toEqual(['Say which column holds the code of the rate.', 'Say which column holds the rates of a year.'])
    const two = withUse(withUse(withUse(EMPTY, 0, { use: 'code', fallbackYear }), 1, { use: 'year', fallbackYear }), 2, { use: 'year', fallbackYear })
    expect(missingOf(two)).toEqual([])
    expect(missingOf(withYear(two, 2, fallbackYear))).toEqual(['FY2005 is chosen for two columns.'])
  })

  it('reads the columns anew from another row of names', () => {
    const table = { sheet: 's', rowCount: 2, columnCount: 2, rowNumbers: [1, 4], rows: [['Proposal', ''], ['code', 'FY2006']] }
    expect(withHeaderRow(table, 4)).toEqual({ headerRow: 4, fields: { code: 0 }, years: [{ column: 1, fiscalYear: 2006 }] })
  })

  it('names columns as a spreadsheet does', () => {
    expect([0, 25, 26, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA'])
  })
})

describe('a chosen file', () => {
  it('is refused when it is empty, and said in the units of a file manager', async () => {
    expect(await takeFile(new File([], 'nothing.csv'))).toMatchObject({ failure: { message: 'nothing.csv is empty.' } })
    expect([sizeText(200), sizeText(12_340), sizeText(50_000_000)]).toEqual(['200 bytes', '12.3 kB', '50.0 MB'])
  })
})

describe('the mapping of an import of the cost side', () => {
  const table = { sheet: 'a', rowCount: 2, columnCount: 3, rowNumbers: [1, 2], rows: [['Kind of thing', 'Service', 'Dollars'], ['Rent', 'SQ060', '5']] }

  it('gives a column one field, and a field one column; says what is missing', () => {
    const proposed = withHeaderRowOf('costs', table, 1)
    expect(proposed).toEqual({ headerRow: 1, fields: { service: 1, amount: 2 } })
    expect(missingFieldsOf('costs', proposed)).toEqual(['Say which column holds the description.'])
    const whole = withFieldAt(proposed, { field: 'description', column: 0 })
    expect([fieldAt(whole, 0), missingFieldsOf('costs', whole)]).toEqual(['description', []])
    expect(withFieldAt(whole, { field: 'description', column: 1 }).fields).toEqual({ amount: 2, description: 1 })
    expect(missingFieldsOf('costs', { headerRow: 1, fields: { description: 0, amount: 2 } })).toEqual(['Say which column holds the service or the pool.'])
  })
})
