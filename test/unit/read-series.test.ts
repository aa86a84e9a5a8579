import { describe, expect, it } from 'vitest'

import { missingMonths } from '../../src-shared/domain/projection/series.ts'
import { readSeries } from '../../src-shared/domain/projection/read-series.ts'

function read(rows: readonly (readonly string[])[]): ReturnType<typeof readSeries> {
  return readSeries({ fileName: 'a.csv', rows, rowNumbers: rows.map((_, index) => index + 1) })
}

describe('PROJ-1: a history from a file', () => {
  it('may stand in any order; what is empty or not there is missing, never zero', () => {
    const series = read([['# Mailboxes'], ['Month', 'Note', 'Quantity'], ['2004-10', '', '1,250.5'], ['2004-07-31', '', '(3)'], ['2004-08', '', ''], ['', '', '']])
    expect(series).toEqual({ ok: true, value: { first: '2004-07', quantities: [-3_000_000n, null, null, 1_250_500_000n] } })
    expect(series.ok ? missingMonths(series.value) : []).toEqual(['2004-08', '2004-09'])
  })

  it('names every bad row, with column and reason', () => {
    const bad = read([['period', 'value'], ['2004-13', '1'], ['July', '1'], ['2004-01', 'about 5'], ['2004-02', '1e3'], ['2004-03', '5 %'], ['2004-04', '0.1234567'], ['2004-05', '1000000000000000'], ['2004-06', '1'], ['2004-06', '2'], ['2004-07', 'NaN'], ['2004-08', '$5']])
    expect(bad.ok ? [] : bad.failure.map(({ code, place }) => [place?.row, place?.column, code])).toEqual([
      [2, 'period', 'not-a-date'], [3, 'period', 'not-a-date'], [4, 'value', 'not-a-number'], [5, 'value', 'not-a-number'], [6, 'value', 'not-a-number'], [7, 'value', 'too-many-places'],
      [8, 'value', 'number-out-of-range'], [10, 'period', 'duplicate-month'], [11, 'value', 'not-a-number'], [12, 'value', 'not-a-number'],
    ])
  })

  it('says which column it does not find, and that there are no months', () => {
    expect(read([['2004-07', '5']])).toMatchObject({ ok: false, failure: [{ code: 'wrong-columns', message: 'There is no column "period".', place: { file: 'a.csv', row: 1 } }, { code: 'wrong-columns' }] })
    expect(read([['period', 'value']])).toMatchObject({ ok: false, failure: [{ code: 'text-missing', place: { file: 'a.csv' } }] })
    expect(read([])).toMatchObject({ ok: false, failure: [{ code: 'wrong-columns' }, { code: 'wrong-columns' }] })
  })
})
