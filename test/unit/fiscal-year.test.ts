import { describe, expect, test } from 'vitest'

import { fiscalYear, fiscalYearSpan, formatFiscalYear, isFiscalYear, isIsoDate, readFiscalYear } from '../../src-shared/domain/fiscal-year.ts'

describe('NUM-6 fiscal years', () => {
  test('are named by the calendar year in which they end; the first month is a setting', () => {
    expect(fiscalYearSpan(fiscalYear(2004), 7)).toEqual({ first: '2003-07-01', last: '2004-06-30' })
    expect(fiscalYearSpan(fiscalYear(2004), 10)).toEqual({ first: '2003-10-01', last: '2004-09-30' })
    expect(fiscalYearSpan(fiscalYear(2004), 1)).toEqual({ first: '2004-01-01', last: '2004-12-31' })
    expect([2004, 1900 + 101, 2100].map((year) => fiscalYearSpan(fiscalYear(year), 3).last)).toEqual(['2004-02-29', '2001-02-28', '2100-02-28'])
  })

  test('every one of them has a first and a last day, whatever its first month', () => {
    const years = Array.from({ length: 400 }, (_, index) => 1850 + index).filter(isFiscalYear)
    expect([years[0], years.at(-1)]).toEqual([1901, 2199])
    for (const year of years) for (let month = 1; month <= 12; month += 1) expect(fiscalYearSpan(year, month).first < fiscalYearSpan(year, month).last).toBe(true)
  })

  test('are read as people write them', () => {
    expect(readFiscalYear('FY2004')).toEqual({ ok: true, value: 2004 })
    expect(readFiscalYear(' fy 2004 ')).toEqual({ ok: true, value: 2004 })
    for (const text of ['', 'FY04', '1900', '2200', 'FY20045', '2004.5']) expect(readFiscalYear(text)).toMatchObject({ ok: false, failure: { code: 'not-a-fiscal-year' } })
    expect(formatFiscalYear(fiscalYear(2004))).toBe('FY2004')
  })
})

test('a day is one of the calendar', () => {
  expect(['2003-07-01', '2004-02-29', '2000-02-29'].every(isIsoDate)).toBe(true)
  expect(['2003-02-29', '1900-02-29', '2003-7-1', '2003-13-01', '2003-00-10', '2003-04-31', '2200-01-01', '2003-07-01 '].some(isIsoDate)).toBe(false)
})
