import { describe, expect, it } from 'vitest'

import type { ReadingProgress } from '../../src-main/core/ports.ts'
import { createWorkbooks } from '../../src-main/workbook/index.ts'
import type { Issue } from '../../src-shared/domain/issues.ts'
import { month, monthNumber, monthOfNumber } from '../../src-shared/domain/month.ts'
import { usageTemplate } from '../../src-shared/domain/usage/imports/usage-template.ts'
import type { UsageCatalog, UsageImportMapping, UsageOfFile } from '../../src-shared/domain/usage/imports/usage-import.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { smallWorkbook } from './workbook-parts.ts'

const workbooks = createWorkbooks()
const CATALOG: UsageCatalog = {
  customerIds: ['dma', 'dot'], rateIds: ['cpu', 'tape', 'hub'], customers: [['DMA', 0], ['DoT', 1]], rates: [['CPU', 0], ['TAPE-1', 1], ['A03', 2]],
  months: [{ first: monthNumber(month('2002-07')), last: monthNumber(month('2005-06')) }],
}

type More = { readonly name?: string; readonly mapping?: UsageImportMapping | null; readonly sheet?: string; readonly catalog?: UsageCatalog }
function reading(text: string | Uint8Array<ArrayBuffer>, { name = 'usage.csv', mapping = null, sheet = '', catalog = CATALOG }: More = {}): Promise<Result<UsageOfFile>> {
  return workbooks.readUsage({ file: new File([text], name), sheet, mapping, catalog })
}

async function readOf(text: string | Uint8Array<ArrayBuffer>, more: More = {}): Promise<UsageOfFile> {
  const read = await reading(text, more)
  if (!read.ok) throw new Error(JSON.stringify(read.failure))
  return read.value
}

function linesOf({ lines, row }: UsageOfFile): readonly string[] {
  return Array.from(lines.rate, (rate, at) => `${row[at]}: ${lines.customerIds[lines.customer[at] ?? -1]} ${lines.rateIds[rate]} ${monthOfNumber(lines.month[at] ?? 0)} ${lines.quantity[at]}`)
}

function said(issues: readonly Issue[]): readonly string[] {
  return issues.map((each) => `${each.severity} ${each.code} ${each.place?.row ?? '-'} ${each.place?.column ?? '-'}: ${each.message}`)
}

describe('reading a file of usage', () => {
  it('to columns in the order of rate, month and agency, with the rows of the file', async () => {
    const read = await readOf('# July and August\nAgency,Rate,Month,Quantity\n\ndma,cpu,2003-08,"1,250.5"\nDOT,TAPE-1,7/31/2003,2\nDMA,cpu,July 2003,0\n  \nDOT,cpu,2003-07-15,-3.25\n')
    expect(linesOf(read)).toEqual(['6: dma cpu 2003-07 0', '8: dot cpu 2003-07 -3250000', '4: dma cpu 2003-08 1250500000', '5: dot tape 2003-07 2000000'])
    expect([read.counts, read.mapping]).toEqual([{ rows: 4, refusedRows: 0, credits: 1 }, { headerRow: 2, fields: { agency: 0, rate: 1, month: 2, quantity: 3 }, months: [] }])
    expect(said(read.issues)).toEqual(['note number-out-of-range 8 -: A quantity is below zero: it is taken as a credit.'])
  })

  it('with a column for each month; an empty cell is no figure, a zero is one', async () => {
    const read = await readOf('Customer;Resource;2003-07;Aug 2003;Note\nDMA;CPU;1;;x\nDOT;A03;0;2,5;\nDOT;CPU;;;')
    expect(said(read.issues)).toEqual(['error not-a-number 3 Aug 2003: "2,5" is not a number.', 'warning wrong-columns - -: These columns are not read: Note.'])
    expect(linesOf(await readOf('Customer;Resource;2003-07;Aug 2003;Note\nDMA;CPU;1;;x\nDOT;A03;0;2.5;\nDOT;CPU;;;'))).toEqual(['2: dma cpu 2003-07 1000000', '3: dot hub 2003-07 0', '3: dot hub 2003-08 2500000'])
    expect(said((await readOf('Customer,Rate,2003-07,2009-07\nDMA,CPU,1,2\nNO,CPU,,')).issues)).toEqual([
      'error not-a-fiscal-year 2 2009-07: July 2009 lies outside of the model\'s fiscal years: its years run from July 2002 to June 2005.', 'error unknown-reference 3 Customer: The model has no agency with the code "NO".',
    ])
  })

  it('a column that looks like a month and is none is refused with its name, beside columns of months', async () => {
    const refused = await reading('Agency,Rate,2004-10,2004-13,Nov 2004,Dec-04,Total 2004\nDMA,CPU,1,2,3,4,10\n')
    expect(refused.ok ? [] : said(refused.failure)).toEqual(['error not-a-date 1 2004-13: The column "2004-13" is not a month.', 'error not-a-date 1 Dec-04: The column "Dec-04" is not a month.'])
    expect(said((await readOf('Agency,Rate,2004-10,Total 2004\nDMA,CPU,1,10\n')).issues)).toEqual(['warning wrong-columns - -: These columns are not read: Total 2004.'])
  })

  it('a month between two years that have a schedule is as far outside as one beyond them', async () => {
    const months = [...CATALOG.months, { first: monthNumber(month('2013-07')), last: monthNumber(month('2014-06')) }]
    const read = await readOf('agency,rate,month,quantity\nDMA,CPU,2009-12,1\nDMA,CPU,2013-12,1\n', { catalog: { ...CATALOG, months } })
    expect(said(read.issues)).toEqual(["error not-a-fiscal-year 2 month: December 2009 lies outside of the model's fiscal years: its years run from July 2002 to June 2005 and from July 2013 to June 2014."])
  })

  it('names every bad row with its column and says what to do', async () => {
    const read = await readOf('agency,rate,month,quantity\nXYZ,CPU,2003-07,1\nDMA,NO,2003-07,1\nDMA,CPU,2003-13,1\nDMA,CPU,2009-07,1\nDMA,CPU,2003-07,10000000000000\nDMA,CPU,2003-08,$5\nDMA,CPU,2003-09,\n,,,1\nDMA,CPU,2003-10,1,2\nDMA,CPU,2003-11,-1000000000000')
    expect(said(read.issues)).toEqual([
      'error unknown-reference 2 agency: The model has no agency with the code "XYZ".', 'error unknown-reference 3 rate: The model has no rate with the code "NO".', 'error not-a-date 4 month: "2003-13" is not a month.',
      'error not-a-fiscal-year 5 month: July 2009 lies outside of the model\'s fiscal years: its years run from July 2002 to June 2005.', 'error number-out-of-range 6 quantity: 10000000000000 units are more than 1,000,000,000,000.',
      'error unit-differs 7 quantity: "$5" is an amount in dollars; usage is a plain quantity.', 'error text-missing 8 quantity: The quantity is missing.', 'error text-missing 9 agency: The agency is missing.',
      'error text-missing 9 rate: The rate is missing.', 'error text-missing 9 month: The month is missing.', 'error wrong-columns 10 -: The row has more cells than the header, which has 4.',
      'note number-out-of-range 11 -: A quantity is below zero: it is taken as a credit.',
    ])
    expect(read.counts).toEqual({ rows: 10, refusedRows: 9, credits: 1 })
    expect(read.issues.every(({ severity, remedy }) => severity !== 'error' || remedy?.endsWith('.') === true)).toBe(true)
  })

  it('the same row twice counts once and is said; rows that say different things of the same are refused, both named', async () => {
    const read = await readOf('agency,rate,month,quantity\nDMA,CPU,2003-07,1\ndma,cpu,July 2003,1.0\nDMA,CPU,2003-08,1\nDMA,cpu,2003-08,2\n')
    expect(said(read.issues)).toEqual(['error duplicate-code 5 quantity: Row 4 says 1 of the same agency, rate and month, this row 2.', 'note duplicate-code - -: A row that says the same as one before it counts once.'])
    expect([linesOf(read).length, read.counts.refusedRows]).toEqual([2, 1])
  })

  it('BILL-14: credits are named with their rows', async () => {
    const read = await readOf(`agency,rate,month,quantity\nDMA,CPU,2003-07,1\n${['2003-08', '2003-09', '2003-10'].map((of) => `DMA,CPU,${of},-1\n`).join('')}`)
    expect(said(read.issues)).toEqual(['note number-out-of-range 3 -: 3 quantities are below zero (rows 3, 4, 5): they are taken as credits.'])
  })

  it('BILL-1: rows of several days of a month are summed first; the same day twice counts once, or is refused where it says something else', async () => {
    const three = await readOf('agency,rate,month,quantity\nDMA,CPU,2003-10-01,10\nDMA,CPU,10/2/2003,10\nDMA,CPU,2003-10-03,11.5\nDMA,CPU,2003-10-01,10\n')
    expect([linesOf(three), said(three.issues)]).toEqual([['2: dma cpu 2003-10 31500000'], [
      'note duplicate-code - -: A row that says the same as one before it counts once.', 'note duplicate-code - -: 2 rows of other days are added to ones before them of the same agency, rate and month (BILL-1).',
    ]])
    expect(said((await readOf('agency,rate,month,quantity\nDMA,CPU,2003-10-01,10\nDMA,CPU,2003-10-02,10\nDMA,CPU,2003-10-01,11\n')).issues)[0]).toBe('error duplicate-code 4 quantity: Row 2 says 10 of the same agency, rate and day, this row 11.')
    expect(said((await readOf('agency,rate,month,quantity\nDMA,CPU,2003-10,10\nDMA,CPU,2003-10-02,10\n')).issues)).toEqual(['error duplicate-code 3 month: Row 2 is of the whole month, this row of a day in it, with the same agency and rate.'])
    expect(said((await readOf('agency,rate,month,quantity\nDMA,CPU,2003-10-01,1000000000000\nDMA,CPU,2003-10-02,1\n')).issues)[0]).toBe('error number-out-of-range 2 quantity: 1000000000000 units are more than 32,000,000,000, the most of one day.')
  })

  it('shows 100 bad rows and counts the rest; NUM-7: more than six places are rounded half up, and said', async () => {
    const read = await readOf(`agency,rate,month,quantity\n${'NO,CPU,2003-07,1\n'.repeat(250)}`)
    expect([read.issues.length, said(read.issues).at(-1), read.counts.refusedRows]).toEqual([101, 'error row-skipped - -: 150 more of the same kinds are not listed.', 250])
    const several = await readOf(`agency,rate,month,quantity\n${'NO,CPU,2003-07,1\n'.repeat(250)}DMA,NO,2003-07,1\nDMA,CPU,2003-07,lots\n`)
    // A kind that comes late is named all the same.
    expect([several.issues.length, ...said(several.issues).slice(97).map((each) => each.split(' ').slice(1, 4).join(' '))]).toEqual([101, 'unknown-reference 99 agency:', 'unknown-reference 252 rate:', 'not-a-number 253 quantity:', 'row-skipped - -:'])
    const rounded = await readOf('agency,rate,month,quantity\nDMA,CPU,2003-07,0.0000005\nDMA,CPU,2003-08,-1.00000049\n')
    expect([linesOf(rounded), said(rounded.issues)]).toEqual([['2: dma cpu 2003-07 1', '3: dma cpu 2003-08 -1000000'], ['note number-out-of-range 3 -: A quantity is below zero: it is taken as a credit.', 'note too-many-places - -: 2 quantities were rounded to 6 places (NUM-7).']])
  })

  it('from a workbook: the sheet that fits, or the one that is named', async () => {
    const bytes = new Uint8Array(await smallWorkbook((workbook) => {
      workbook.addWorksheet('About').addRow(['Nothing here'])
      workbook.addWorksheet('July').addRows([['Agency', 'Rate', 'Month', 'Quantity'], ['DMA', 'CPU', '2003-07', 1.5]])
      workbook.addWorksheet('August').addRows([['Agency', 'Rate', 'Month', 'Quantity'], ['DMA', 'CPU', new Date(Date.UTC(2003, 7, 31)), 2]])
    }))
    expect(linesOf(await readOf(bytes, { name: 'usage.xlsx' }))).toEqual(['2: dma cpu 2003-07 1500000'])
    expect(linesOf(await readOf(bytes, { name: 'usage.xlsx', sheet: 'August' }))).toEqual(['2: dma cpu 2003-08 2000000'])
    expect(await reading(bytes, { name: 'usage.xlsx', sheet: 'May' })).toMatchObject({ ok: false, failure: [{ code: 'unreadable-file', remedy: 'It has: About, July, August.' }] })
    const inspected = await workbooks.inspectUsage(new File([bytes], 'usage.xlsx'))
    expect(inspected.ok && inspected.value.map(({ sheet, proposal }) => [sheet, Object.keys(proposal.fields).length])).toEqual([['About', 0], ['July', 4], ['August', 4]])
  })

  it('by a mapping of a person; one that cannot be is refused with what the file has', async () => {
    const text = 'A,B,C,D\nDMA,CPU,2003-07,5\n'
    expect(linesOf(await readOf(text, { mapping: { headerRow: 1, fields: { agency: 0, rate: 1, month: 2, quantity: 3 }, months: [] } }))).toEqual(['2: dma cpu 2003-07 5000000'])
    const refusals = await Promise.all([reading(text), reading(text, { mapping: { headerRow: 9, fields: {}, months: [] } }), reading(text, { mapping: { headerRow: 1, fields: { agency: 0, rate: 0, month: 2, quantity: 9 }, months: [] } })])
    expect(refusals.map((each) => (each.ok ? [] : said(each.failure)))).toEqual([
      ['agency', 'rate', 'month', 'quantity'].map((field) => `error wrong-columns 1 -: There is no column for the ${field}.`),
      ['error wrong-columns 9 -: There is no row 9 among the first rows to take the column names from.'],
      ['error wrong-columns 1 -: There is no column 10.', 'error wrong-columns 1 -: A column is chosen for two things.'],
    ])
  })

  it.each([
    ['an empty file', '', 'unreadable-file'], ['a header alone', 'agency,rate,month,quantity\n', 'text-missing'], ['a quotation mark that is never closed', 'agency,rate,month,quantity\nDMA,"CPU,2003-07,1\n', 'quote-not-closed'],
    ['a quotation mark in a cell', 'agency,rate,month,quantity\nDMA,CP"U,2003-07,1\n', 'quote-not-closed'], ['a PDF', '%PDF-1.4', 'unreadable-file'],
  ])('refuses %s', async (_, text, code) => {
    const read = await reading(text)
    expect(read.ok ? [] : read.failure.map((each) => [each.code, each.place?.file, each.remedy?.endsWith('.')])).toEqual([[code, 'usage.csv', true]])
  })

  it('its template is read as it stands', async () => {
    const { csv } = usageTemplate(fiscalYear(2005))
    expect(linesOf(await readOf(csv, { catalog: { ...CATALOG, customers: [['ABC', 0]] } }))).toEqual(['6: dma hub 2004-07 1250500000'])
  })

  it('says how far it is, and stops at once when it is cancelled', async () => {
    const text = `agency,rate,month,quantity\n${Array.from({ length: 300_000 }, (_, index) => `DMA,CPU,${2003 + (index % 2)}-0${1 + (index % 6)},1\n`).join('')}`
    const steps: ReadingProgress[] = []
    const read = await workbooks.readUsage({ file: new File([text], 'usage.csv'), sheet: '', mapping: null, catalog: CATALOG }, { onProgress: (progress) => steps.push(progress) })
    expect(read.ok && [read.value.counts.rows, read.value.lines.rate.length]).toEqual([300_000, 6])
    expect(steps.at(-1)).toEqual({ rows: 300_000, bytes: text.length, totalBytes: text.length })
    expect(steps.length).toBeGreaterThan(10)
    const cancelling = new AbortController()
    await expect(workbooks.readUsage({ file: new File([text], 'usage.csv'), sheet: '', mapping: null, catalog: CATALOG }, { signal: cancelling.signal, onProgress: () => cancelling.abort(new Error('enough')) })).rejects.toThrow('enough')
  })

  it('of a large CSV only the beginning is inspected', async () => {
    const text = `Agency,Rate,2003-07\n${'DMA,CPU,1\n'.repeat(200_000)}`
    const inspected = await workbooks.inspectUsage(new File([text], 'Usage of July.csv'))
    expect(inspected).toMatchObject({ ok: true, value: [{ sheet: 'Usage of July', columnCount: 3, proposal: { headerRow: 1, fields: { agency: 0, rate: 1 }, months: [{ column: 2, month: '2003-07' }] } }] })
    expect(inspected.ok && inspected.value[0]?.rows.length).toBe(50)
  })
})
