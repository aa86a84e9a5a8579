import { describe, expect, it } from 'vitest'

import { columnLetter } from '../../src-shared/domain/column-letter.ts'
import { sizeText, takeFile } from '../../src-renderer/features/imports/import-file.ts'
import { rowsInWords } from '../../src-renderer/features/imports/MappingTable.tsx'
import { fieldAt, missingFieldsOf, withFieldAt, withHeaderRowOf } from '../../src-renderer/features/imports/table-mapping.ts'
import { contentOf, missingOf, withHeaderRow, withUse, withYear, yearOf } from '../../src-renderer/features/imports/rates-mapping.ts'
import { missingOfUsage, monthOfColumn, usageUseOf, withMonth, withUsageHeaderRow, withUsageUse } from '../../src-renderer/features/imports/usage-mapping.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { month } from '../../src-shared/domain/month.ts'
import type { RatesImportMapping } from '../../src-shared/domain/rates/rates-import.ts'
import type { UsageImportMapping } from '../../src-shared/domain/usage/imports/usage-import.ts'

const EMPTY: RatesImportMapping = { headerRow: 1, fields: {}, years: [] }
const fallbackYear = fiscalYear(2005)

describe('the mapping of an import', () => {
  it('says how many of the rows are shown, in words', () => {
    expect([rowsInWords(5, 10), rowsInWords(5, null), rowsInWords(4, 4), rowsInWords(1, 1), rowsInWords(0, 0)])
      .toEqual(['The first 5 of 10 rows.', 'The first 5 rows.', 'All 4 rows.', 'Its only row.', 'No row stands below the names.'])
  })

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

describe('a chosen file of some size', () => {
  it('is taken piece by piece, whole and in order', async () => {
    const bytes = Uint8Array.from({ length: 4_500_001 }, (_, at) => at % 251)
    const taken = await takeFile(new File([bytes], 'large.csv'))
    if (!('file' in taken)) throw new Error(taken.failure.message)
    expect([taken.file.name, Buffer.from(await taken.file.arrayBuffer()).equals(bytes)]).toEqual(['large.csv', true])
  })

  it('is refused above the limit of what it is chosen for', async () => {
    const file = new File(['1234567890'], 'ten.csv')
    expect([await takeFile(file, 9), 'file' in (await takeFile(file, 10))]).toMatchObject([{ failure: { message: 'ten.csv has 10 bytes.', remedy: 'Files of up to 9 bytes can be read; leave out what is not needed.' } }, true])
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

describe('the mapping of usage', () => {
  const none: UsageImportMapping = { headerRow: 1, fields: {}, months: [] }
  const fallbackMonth = month('2004-07')

  it('takes a column a month: by its header, else the month after the last', () => {
    const first = withUsageUse(none, 2, { use: 'quantities', header: 'Aug 2003', fallbackMonth })
    const second = withUsageUse(first, 3, { use: 'quantities', header: 'more', fallbackMonth })
    expect([first, second].map(({ months }) => months)).toEqual([[{ column: 2, month: '2003-08' }], [{ column: 2, month: '2003-08' }, { column: 3, month: '2003-09' }]])
    expect(withUsageUse(none, 2, { use: 'quantities', header: '', fallbackMonth }).months).toEqual([{ column: 2, month: '2004-07' }])
    expect([usageUseOf(second, 3), monthOfColumn(second, 3), usageUseOf(second, 0)]).toEqual(['quantities', '2003-09', 'none'])
  })

  it('gives a column one use, and a field one column', () => {
    const coded = withUsageUse(none, 0, { use: 'agency', header: '', fallbackMonth })
    expect(withUsageUse(coded, 1, { use: 'agency', header: '', fallbackMonth }).fields).toEqual({ agency: 1 })
    expect(withUsageUse(coded, 0, { use: 'quantities', header: '2003-07', fallbackMonth })).toEqual({ headerRow: 1, fields: {}, months: [{ column: 0, month: '2003-07' }] })
    expect(withUsageUse(coded, 0, { use: 'none', header: '', fallbackMonth })).toEqual(none)
  })

  it('says what is missing in either form, and what stands against itself', () => {
    const form = 'Say which columns hold the month and the quantity; or, where each month has a column of its own, which hold a monthly quantity.'
    expect(missingOfUsage(none)).toEqual(['Say which column holds the agency.', 'Say which column holds the rate.', form])
    const long: UsageImportMapping = { headerRow: 1, fields: { agency: 0, rate: 1, month: 2, quantity: 3 }, months: [] }
    const wide: UsageImportMapping = { headerRow: 1, fields: { agency: 0, rate: 1 }, months: [{ column: 2, month: fallbackMonth }] }
    expect([missingOfUsage(long), missingOfUsage(wide)]).toEqual([[], []])
    expect(missingOfUsage({ ...long, fields: { agency: 0, rate: 1, month: 2 } })).toEqual(['Say which column holds the quantity.'])
    expect(missingOfUsage({ ...wide, fields: { ...wide.fields, month: 4 } })).toEqual(['Some columns hold a monthly quantity, and another the month or the quantity of its row: choose one of the two forms.'])
    expect(missingOfUsage(withMonth({ ...wide, months: [...wide.months, { column: 3, month: month('2004-08') }] }, 3, fallbackMonth))).toEqual(['July 2004 is chosen for two columns.'])
  })

  it('reads the columns anew from another row of names', () => {
    const table = { sheet: 's', rowCount: null, columnCount: 3, rowNumbers: [1, 4], rows: [['Year to date', '', ''], ['Agency', 'Rate', '7/2003']] }
    expect(withUsageHeaderRow(table, 4)).toEqual({ headerRow: 4, fields: { agency: 0, rate: 1 }, months: [{ column: 2, month: '2003-07' }] })
    expect(withUsageHeaderRow(table, 1)).toEqual({ headerRow: 1, fields: {}, months: [] })
  })
})
