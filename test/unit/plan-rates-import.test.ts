import { describe, expect, test } from 'vitest'

import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { applyChanges } from '../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges } from '../../src-shared/domain/model/edit.ts'
import { planRatesImport, proposeRatesMapping, type PlannedRatesImport } from '../../src-shared/domain/rates/plan-rates-import.ts'
import type { RatesImportMapping } from '../../src-shared/domain/rates/rates-import.ts'
import { ratesTemplate } from '../../src-shared/domain/rates/rates-template.ts'
import { resolvePrice } from '../../src-shared/domain/rates/resolve-prices.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { countingIds, FY2005, FY2006, smallModel } from '../support/small-model.ts'

function planned(rows: readonly (readonly string[])[], more: { readonly draft?: Draft; readonly mapping?: RatesImportMapping } = {}): PlannedRatesImport {
  return planRatesImport({
    draft: more.draft ?? smallModel(), fileName: 'rates.csv', sheet: 'rates', rowNumbers: rows.map((_, index) => index + 1), rows, mapping: more.mapping ?? proposeRatesMapping(rows), newId: countingIds(),
  })
}

function applied(draft: Draft, { plan, outcome }: PlannedRatesImport): Draft {
  if (plan === null) throw new Error(JSON.stringify(outcome.issues))
  const result = applyChanges(draft, plan.changes)
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

function said({ outcome }: PlannedRatesImport): readonly string[] {
  return outcome.issues.map((each) => `${each.severity} ${each.code} ${each.place?.row ?? '-'} ${each.place?.column ?? '-'}: ${each.message}`)
}

function years(...columns: readonly number[]): RatesImportMapping['years'] {
  return columns.map((column) => ({ column, fiscalYear: fiscalYear(2005) }))
}

describe('importing rates', () => {
  test('changes, adds and leaves; one undo takes it all back', () => {
    const draft = smallModel()
    const result = planned([['Code', 'Resource', 'Unit', 'FY2005 Rate'], ['cpu', 'Whatever', 'Hour', '$101.50'], ['TAPE', '', '', '0.0367'], ['NEW', 'New rate', 'Each', 'Meter + 5 %']])
    expect(result.outcome).toMatchObject({
      label: 'Import rates.csv: 3 rates, FY2005', issues: [], counts: { new: 1, changed: 1, unchanged: 1, refused: 0 },
      preview: [
        { rowNumber: 2, code: 'cpu', title: 'cpu', effect: 'changed', effectText: 'changed: FY2005 100.00 -> 101.50' }, { rowNumber: 3, effect: 'unchanged' },
        { rowNumber: 4, code: 'NEW', title: 'New rate', effect: 'new', effectText: 'new rate: FY2005 Meter + 5 %' },
      ],
    })
    const after = applied(draft, result)
    expect(resolvePrice(after, { version: FY2005, rateId: 'cpu', customerClass: 'state' })?.amount).toBe('101.5')
    expect([...after.lineOfBusiness.values(), ...after.serviceGroup.values(), ...after.service.values()].filter((each) => each.name === 'Imported')).toHaveLength(3)
    const back = applyChanges(after, inverseChanges(result.plan?.changes ?? []))
    expect(back.ok && back.value).toEqual(draft)
  })

  test('puts new rates where their row says, once for each name', () => {
    const header = ['code', 'line of business', 'group', 'service', 'FY2005']
    const after = applied(smallModel(), planned([header, ['A', 'Network', 'Wide area', 'Cabling', '1'], ['B', 'Printing', 'Pages', 'Color', '2'], ['C', 'printing', 'Pages', 'color', '3']]))
    const path = (code: string) => {
      const rate = [...after.rate.values()].find((each) => each.code === code)
      const service = after.service.get(rate?.serviceId ?? '')
      const group = after.serviceGroup.get(service?.serviceGroupId ?? '')
      return [after.lineOfBusiness.get(group?.lineOfBusinessId ?? '')?.name, group?.name, service?.name]
    }
    expect([path('A'), path('B'), path('C')]).toEqual([['Network', 'Wide area', 'Cabling'], ['Printing', 'Pages', 'Color'], ['Printing', 'Pages', 'Color']])
    expect(after.service.size).toBe(smallModel().service.size + 1)
  })

  test('NUM-3: zeros that are written are published places; the places column says otherwise', () => {
    const after = applied(smallModel(), planned([['code', 'places', 'FY2005'], ['A', '', '0.0390'], ['B', '3', '12.5'], ['C', '', '7']]))
    const places = ['A', 'B', 'C'].map((code) => resolvePrice(after, { version: FY2005, rateId: [...after.rate.values()].find((each) => each.code === code)?.id ?? '', customerClass: 'state' })?.places)
    expect(places).toEqual([4, 3, 2])
  })

  test('several years at once; a year without a schedule gets a draft, and is said', () => {
    const result = planned([['code', 'FY2006', 'FY2005'], ['cpu', '103', ''], ['tape', '', '0.04']])
    expect(said(result)).toEqual(['note version-missing - FY2006: FY2006 has no schedule yet; a draft of it is made.'])
    expect(result.outcome.label).toBe('Import rates.csv: 2 rates, FY2005, FY2006')
    const after = applied(smallModel(), result)
    expect([...after.schedule.values()].find((each) => each.version === 'FY2006/plan')).toMatchObject({ state: 'draft', effectiveFrom: '2005-07-01' })
    expect(resolvePrice(after, { version: FY2006, rateId: 'cpu', customerClass: 'state' })?.amount).toBe('103')
  })

  test('every bad row is named with row, column and reason, and nothing is written', () => {
    const header = ['code', 'title', 'places', 'FY2005']
    const result = planned([
      header, ['cpu', '', '', '1'], ['CPU', '', '', '2'], ['', 'No code', '', '3'], ['a', '', '', ''], ['b', '', '', '1e400'], ['c', '', '', 'NaN'], ['d', '', '', '12,34'], ['e', '', '7', '1'], ['f', '', '1', '1.25'], ['g', '', '', '1', '99'],
    ])
    expect(result.plan).toBeNull()
    expect(result.outcome).toMatchObject({ changeCount: 0, counts: { refused: 9, changed: 1 } })
    expect(said(result)).toEqual([
      'error duplicate-code 3 code: The code CPU stands in row 2 already.',
      'error text-missing 4 code: The code is missing.',
      'error text-missing 5 FY2005: The rate of a is empty.',
      'error not-a-number 6 FY2005: "1e400" is not a number.',
      'error not-a-price 7 FY2005: "NaN" is not a price.',
      'error not-a-number 8 FY2005: "12,34" is not a number.',
      'error not-a-number 9 places: "7" is not a number of decimal places.',
      'error too-many-places 10 FY2005: 1.25 has more than 1 decimal place.',
      'error wrong-columns 11 -: The row has more cells than the header, which has 4.',
    ])
    expect(result.outcome.issues.every((each) => each.remedy !== undefined && each.place?.file === 'rates.csv')).toBe(true)
  })

  test('VER-2: a published year is refused with what to do instead', () => {
    const result = planned([['code', 'FY2004'], ['cpu', '1']])
    expect(result.plan).toBeNull()
    expect(result.outcome.issues).toMatchObject([{ code: 'published-is-immutable', place: { column: 'FY2004' }, remedy: 'Make a correction of FY2004 (a new revision) and import into that, or import another year.' }])
  })

  test('RATE-6: an external price may not come below the internal one; the row is named', () => {
    const result = planned([['code', 'FY2005'], ['cpu', '1'], ['drop', '900']])
    expect(result.plan).toBeNull()
    expect(said(result)).toEqual(['error external-below-internal 3 -: drop: the non-state price 280.00 is below the state price 900.00.'])
    expect(result.outcome).toMatchObject({ counts: { changed: 1, refused: 1 }, preview: [{ effect: 'changed' }, { rowNumber: 3, effect: 'refused' }] })
  })

  test('RATE-3: a bare number is read as the kind of price that the rate had in the year before', () => {
    const result = planned([['code', 'FY2006'], ['meter', '17'], ['hub', '420'], ['cpu', '101.5']])
    expect(result.outcome.preview.map((each) => each.effectText)).toEqual(['changed: FY2006 Meter + 17.0 %', 'changed: FY2006 420.00 / month', 'changed: FY2006 101.50'])
    expect(said(result)).toContain('note not-a-price 2 FY2006: 17 is read as Meter + 17.0 %.')
  })

  test('a unit other than the model\'s is said: a price for another unit is another price', () => {
    const result = planned([['code', 'unit', 'FY2005'], ['cpu', 'Minute', '1.7'], ['tape', ' hour ', '0.04']])
    expect(said(result)).toEqual(['warning unit-differs 2 unit: The file prices cpu by "Minute", the model by "Hour".'])
    expect(result.plan).not.toBeNull()
  })

  test('codes and titles are one line without control characters, and no longer than a line', () => {
    const after = applied(smallModel(), planned([['code', 'title', 'FY2005'], ['X\u001B[31m\n1', ' a\r\nb\u0007 ', '1']]))
    expect([...after.rate.values()].at(-1)).toMatchObject({ code: 'X [31m 1', title: 'a b' })
    const result = planned([['code', 'title', 'service', 'FY2005'], ['ok', 'fine', '', '1'], ['long', 'y'.repeat(201), 'z'.repeat(201), '1']])
    expect(said(result)).toEqual([`error text-too-long 3 title: "${'y'.repeat(40)}..." is longer than 200 characters.`, `error text-too-long 3 service: "${'z'.repeat(40)}..." is longer than 200 characters.`])
  })

  test('a mapping that cannot be is refused before any row', () => {
    const rows = [['code', 'a', 'b'], ['cpu', '1', '2']]
    const codes = (mapping: RatesImportMapping) => planned(rows, { mapping }).outcome.issues.map((each) => each.code)
    expect(codes({ headerRow: 1, fields: {}, years: [] })).toEqual(['wrong-columns', 'wrong-columns'])
    expect(codes({ headerRow: 1, fields: { code: 0 }, years: years(1, 2) })).toEqual(['overlapping-dates'])
    expect(codes({ headerRow: 1, fields: { code: 0, title: 1 }, years: years(1) })).toEqual(['wrong-columns'])
    expect(codes({ headerRow: 1, fields: { code: 0 }, years: years(9) })).toEqual(['wrong-columns'])
    expect(codes({ headerRow: 7, fields: { code: 0 }, years: years(1) })).toEqual(['wrong-columns'])
  })

  test('nothing new is nothing to write', () => {
    const result = planned([['code', 'FY2005'], ['cpu', '100.00']])
    expect([result.plan, said(result)]).toEqual([null, ['note nothing-to-change - -: Every rate in the file is as the model has it.']])
  })

  test('an empty table says so', () => {
    expect(planned([['code', 'FY2005']]).outcome.issues).toMatchObject([{ code: 'text-missing', message: 'There is no row below the header.' }])
    expect(planned([]).outcome.issues).toMatchObject([{ code: 'wrong-columns' }])
  })
})

describe('the proposed mapping', () => {
  test('finds the header below a title, and leaves columns beside the rates alone', () => {
    const rows = [['Rates of the agency'], [], ['Rate Code', 'Resource', 'Billable Unit', 'FY2004 Rate', 'FY05', 'Difference FY2005', 'FY2005 units'], ['A', 'Tape', 'GB', '1', '2', '1', '100']]
    expect(proposeRatesMapping(rows, [1, 2, 4, 5])).toEqual({ headerRow: 4, fields: { code: 0, title: 1, billableUnit: 2 }, years: [{ column: 3, fiscalYear: 2004 }, { column: 4, fiscalYear: 2005 }] })
  })

  test('a unit in parentheses behind a year is no column of units, as our own CSV has it', () => {
    const header = ['Section', 'Group', 'Code', 'Resource', 'Billable unit', 'FY2003 (USD/unit)', 'FY2004 (USD/unit)', 'Difference (USD/unit)', '% change', 'Status', 'Note']
    expect(proposeRatesMapping([header])).toEqual({
      headerRow: 1, fields: { code: 2, title: 3, billableUnit: 4, serviceGroup: 1, note: 10 }, years: [{ column: 5, fiscalYear: 2003 }, { column: 6, fiscalYear: 2004 }],
    })
  })

  test('two columns of one year are both proposed, so that neither is left out without a word', () => {
    const rows = [['code', 'FY2005', 'FY2005 revised'], ['cpu', '101', '102']]
    expect(proposeRatesMapping(rows).years).toEqual([{ column: 1, fiscalYear: 2005 }, { column: 2, fiscalYear: 2005 }])
    expect(said(planned(rows))).toEqual(['error overlapping-dates 1 FY2005 revised: FY2005 has two columns.'])
  })

  test('nothing that looks like a header proposes nothing', () => {
    expect(proposeRatesMapping([['x'], ['y']])).toEqual({ headerRow: 1, fields: {}, years: [] })
  })
})

test('the template imports as it stands', () => {
  const template = ratesTemplate(fiscalYear(2005))
  expect(template.columns.map((each) => each.header)).toEqual(['code', 'title', 'billable unit', 'object code', 'line of business', 'group', 'service', 'places', 'note', 'FY2005'])
  const rows = template.csv.trimEnd().split('\n').map((line) => (line.startsWith('"#') ? [line.slice(1, -1)] : line.split(',')))
  const result = planned(rows)
  expect(result.outcome).toMatchObject({ issues: [], label: 'Import rates.csv: 1 rate, FY2005', preview: [{ code: 'MF-CPU-P', title: 'Prime CPU Time', effect: 'new', effectText: 'new rate: FY2005 99.81' }] })
  expect(resolvePrice(applied(smallModel(), result), { version: planOf(fiscalYear(2005)), rateId: [...applied(smallModel(), result).rate.values()].at(-1)?.id ?? '', customerClass: 'state' })?.places).toBe(2)
})
