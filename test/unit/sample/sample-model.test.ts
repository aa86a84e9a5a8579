import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'

import { SAMPLE_TABLES, sampleRows } from '../../../src-main/core/sample-model.ts'
import { readSampleTables } from '../../../src-main/workbook/samples.ts'
import { modelRows } from '../../../src-shared/contract/rows.ts'
import { applyChanges } from '../../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows, emptyDraft } from '../../../src-shared/domain/model/draft.ts'
import type { BaselineTerm, Price } from '../../../src-shared/domain/model/tables.ts'
import { addAll } from '../../support/journal-entries.ts'

const FOLDER = fileURLToPath(new URL('../../../assets/samples', import.meta.url))
const tables = readSampleTables(FOLDER)
const rows = sampleRows(tables)

/**
 * Counted and summed from the text of the schedule of FY2004 (revised 1/12/04) by itself, apart from the sample's files:
 * every line with a figure or a word in one of its four last columns, and every dollar figure of its two rate columns.
 */
const SOURCE = {
  rows: 84,
  to: { numbers: 70, sum: '58368.2092' },
  from: { numbers: 69, sum: '49230.8321' },
  both: 60,
  byHeading: {
    'MAINFRAME SERVICES': 11, 'NETWORK SERVICES': 21, 'FINANCIAL/PAYROLL SRVCS': 3, 'MASSMAIL SERVICES': 3, 'MID-RANGE SERVICES': 25,
    'OTHER SOFTWARE SUPPORT': 2, 'DIRECT LABOR SUPPORT': 5, 'MAIL ROOM SERVICES': 9, 'SPECIAL SERVICES': 4, 'MINIMUM CHARGE': 1,
  },
  words: { 'New Service': 10, 'Merged w/ Wintel': 4, 'Merged w/ AIX/HP': 2, 'Merged w/ Std / Enterprise Edition': 2, 'Merged with HR/CMS': 1 },
}

function dollars(text: string): Decimal | null {
  const match = /^\$([\d,]+(?:\.\d+)?)$/.exec(text)
  return match ? new Decimal((match[1] ?? '').replaceAll(',', '')) : null
}

function total(texts: readonly string[]): { readonly numbers: number; readonly sum: string } {
  const numbers = texts.map(dollars).filter((each) => each !== null)
  return { numbers: numbers.length, sum: numbers.reduce((sum, each) => sum.plus(each), new Decimal(0)).toFixed() }
}

function countBy<Item>(items: readonly Item[], key: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1
  return counts
}

function priceOf(code: string, version: string, customerClass = 'state'): Price {
  const found = rows.price.find((each) => each.rateId === code.toLowerCase() && each.scheduleId.startsWith(version) && each.customerClass === customerClass)
  if (!found) throw new Error(`No price of ${code} in ${version}`)
  return found
}

function priced(id: string): ReadonlyMap<string, Price> {
  return new Map(rows.price.filter((each) => each.scheduleId === id).map((each) => [`${each.rateId}|${each.customerClass}`, each]))
}

/** State and non-state of FY2004, non-state of FY2003. */
function dropFigures(code: string): readonly (string | null)[] {
  return [priceOf(code, 'FY2004').amount, priceOf(code, 'FY2004', 'non-state').amount, priceOf(code, 'FY2003', 'non-state').amount]
}

describe('the sample holds every printed row of its source', () => {
  it('has as many rows as the source, under each heading', () => {
    expect(rows.printedRow).toHaveLength(SOURCE.rows)
    expect(countBy(rows.printedRow, (each) => each.heading.split(' > ')[0] ?? '')).toEqual(SOURCE.byHeading)
  })

  it('adds up to the control totals of the source', () => {
    expect(total(rows.printedRow.map((each) => each.toText))).toEqual(SOURCE.to)
    expect(total(rows.printedRow.map((each) => each.fromText))).toEqual(SOURCE.from)
    expect(rows.printedRow.filter((each) => dollars(each.toText) && dollars(each.fromText))).toHaveLength(SOURCE.both)
  })

  it('keeps what is printed in words', () => {
    const printed = countBy(rows.printedRow.filter((each) => each.percentText === 'New Service' || each.differenceText.startsWith('Merged')), (each) =>
      each.percentText === 'New Service' ? each.percentText : each.differenceText)
    expect(printed).toEqual(SOURCE.words)
    expect(rows.printedRow.find((each) => each.resource === 'Metered Mailing (CMF)')).toMatchObject({
      billableUnit: 'Postage', toText: 'Meter + 16.8%', fromText: 'Meter+17.5%', differenceText: '(0.7%)', percentText: '(4.17%)',
    })
  })

  it('says of every line of every file where it stands in the source', () => {
    expect(readdirSync(FOLDER).filter((each) => each.endsWith('.csv')).toSorted()).toEqual(SAMPLE_TABLES.map((each) => `${each}.csv`).toSorted())
    const lines = SAMPLE_TABLES.flatMap((name) => tables[name])
    const without = lines.filter((line) => !/\S/.test(line['source'] ?? ''))
    expect(without).toEqual([])
  })
})

describe('the sample prices what the source prints', () => {
  it.each([
    { text: 'toText', scheduleId: 'FY2004/plan#2' },
    { text: 'fromText', scheduleId: 'FY2003/plan#1' },
  ] as const)('NUM-3: $scheduleId has each printed figure, to its printed places', ({ text, scheduleId }) => {
    const prices = priced(scheduleId)
    for (const printed of rows.printedRow) {
      const figure = dollars(printed[text])
      if (figure === null || (text === 'fromText' && printed.resource.endsWith('vs. FY03'))) continue
      const price = prices.get(`${printed.rateId}|${printed.heading.includes('DDSII') ? 'non-state' : 'state'}`)
      expect({ rate: printed.rateId, amount: price?.amount, places: price?.places }).toEqual({
        rate: printed.rateId, amount: figure.toFixed(), places: (printed[text].split('.')[1] ?? '').length,
      })
    }
  })

  it('RATE-3: says what is not a number', () => {
    const kinds = countBy(rows.price.filter((each) => each.scheduleId === 'FY2004/plan#2' && each.amount === null), (each) => each.kind)
    expect(kinds).toEqual({ 'contract-rate': 1, varies: 2, 'cost-plus-percent': 3, 'not-published': 9, 'not-billed': 1 })
    expect(priceOf('ML-MTR-PST', 'FY2004')).toMatchObject({ kind: 'cost-plus-percent', percent: '16.8', basisText: 'Meter', places: 1 })
    expect(priceOf('SP-ONE-EQ', 'FY2004')).toMatchObject({ kind: 'cost-plus-percent', percent: '8', basisText: 'Purchase Cost', places: 0 })
    expect(priceOf('MC-MIN-MON', 'FY2004')).toMatchObject({ kind: 'flat-per-period', amount: '20', basisText: 'Month' })
  })

  it('has the rates that only the text names', () => {
    expect(priceOf('ML-PRJ-CLER', 'FY2004').amount).toBe('0.32')
    expect(priceOf('ML-PRJ-KEY', 'FY2004').amount).toBe('2.55')
    expect(priceOf('ML-PRJ-FILM', 'FY2004').amount).toBe('0.05')
    expect(priceOf('FP-HRCMS-CHK', 'FY2004')).toMatchObject({ amount: '2.69', places: 2, derivedAmount: '2.692' })
  })

  it('RATE-6: prices DDSII for state and non-state customers', () => {
    expect(dropFigures('NW-DDS-LINE')).toEqual(['209.68', '278.87', '237.25'])
    expect(dropFigures('NW-DDS-MILE')).toEqual(['2.1', '2.79', '2.37'])
  })

  it('RATE-2: SQ060 has no units and no price', () => {
    expect(priceOf('SQ060', 'FY2014')).toMatchObject({ kind: 'no-units', amount: null })
    expect(rows.service.map((each) => each.code)).toEqual(expect.arrayContaining(['SAM', 'LISTSERV']))
  })

  it('bills the mail room under E05 and the rest under E10', () => {
    const codes = countBy(rows.rate, (each) => `${each.code.startsWith('ML-') ? 'mail room' : 'other'} ${each.objectCode}`)
    expect(codes).toEqual({ 'mail room E05': 21, 'other E10': 75, 'other ': 2 })
  })
})

describe('the sample keeps revisions, relations and baselines', () => {
  it('VER-2: the schedule of FY2004 has two revisions of one effective date', () => {
    const of2004 = rows.schedule.filter((each) => each.version === 'FY2004/plan').map((each) => [each.revision, each.state, each.effectiveFrom, each.issuedOn])
    expect(of2004).toEqual([[1, 'published', '2003-07-01', '2003-04-29'], [2, 'published', '2003-07-01', '2004-01-12']])
  })

  it('RATE-4: each row printed as merged has a relation', () => {
    const merged = new Set(rows.rateRelation.filter((each) => each.kind === 'merged').map((each) => each.fromRateId))
    expect(rows.printedRow.filter((each) => each.differenceText.startsWith('Merged') && !merged.has(each.rateId ?? ''))).toEqual([])
  })

  it('RATE-5: printed rates explain three baselines; four are typed', () => {
    const valueOf = (term: BaselineTerm) => {
      const price = rows.price.find((each) => each.rateId === term.rateId && each.scheduleId.startsWith(term.version))
      return new Decimal(price?.amount ?? Number.NaN).times(term.multiplier).div(term.divisor)
    }
    const figures = rows.baseline.map((each) => {
      const terms = rows.baselineTerm.filter((term) => term.baselineId === each.id)
      const sum = terms.reduce((total, term) => total.plus(valueOf(term)), new Decimal(0))
      return [each.rateId, each.name, each.typedAmount ?? sum.toDecimalPlaces(4).toFixed(), each.source.startsWith('Typed')]
    })
    expect(figures).toEqual([
      ['fp-hrcms-chk', 'HR/CMS + PMIS / PCRS', '2.7638', false],
      ['mr-win-svr', 'Low', '552', false], ['mr-win-svr', 'High', '665', true],
      ['mr-aix-svr', 'Low', '1380', true], ['mr-aix-svr', 'High', '2167', true],
      ['mr-db-sqle', 'Low', '180', false], ['mr-db-sqle', 'High', '455', true],
    ])
  })
})

describe('the sample is a whole model', () => {
  it('fits the schemas of the rows', () => {
    expect(modelRows.parse(rows)).toEqual(rows)
  })

  it('is accepted as one edit of an empty model', () => {
    const wanted = draftFromRows(rows)
    expect(applyChanges(emptyDraft(), addAll(rows))).toEqual({ ok: true, value: wanted })
  })

  it('has ids once, and refers to rows that are there', () => {
    for (const table of Object.values(rows)) expect(new Set(table.map((each) => each.id)).size).toBe(table.length)
    const rateIds = new Set(rows.rate.map((each) => each.id))
    for (const each of [...rows.price, ...rows.baseline, ...rows.baselineTerm]) expect(rateIds).toContain(each.rateId)
    for (const each of rows.rateRelation) expect([...rateIds]).toEqual(expect.arrayContaining([each.fromRateId, each.toRateId]))
  })
})
