import { describe, expect, it } from 'vitest'

import type { ImpactRow } from '../../src-shared/domain/billing/impact.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { month } from '../../src-shared/domain/month.ts'
import { distributionChart, winnersAndLosersChart } from '../../src-shared/domain/reports/impact-charts.ts'
import { effectiveUsage } from '../../src-shared/domain/usage/effective-usage.ts'
import { NOTHING_COUNTED } from '../../src-shared/domain/usage/batch-lines.ts'
import { impactYearOf, plannedYears, readUsageChoice, usageYearOf, yearsOfUsage } from '../../src-shared/domain/usage/years-of-usage.ts'
import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { usageEntryId, type UsageEntry } from '../../src-shared/domain/model/billing-tables.ts'
import { billingModel, billingRows, customerRow } from '../support/small-bills.ts'
import { figure } from '../support/small-costs.ts'

const zero = figure<'USD'>('0')
const TERMS = { price: zero, volume: zero, joint: zero, new: zero, ended: zero, merged: zero, rounding: zero, minimumAndCredits: zero }
function row(customerId: string, difference: string, percent: string | null): ImpactRow {
  return { customerId, before: zero, after: zero, terms: { ...TERMS, difference: figure<'USD'>(difference) }, percentChange: percent === null ? null : figure<'%'>(percent), direction: difference === '0' ? 'unchanged' : difference.startsWith('-') ? 'down' : 'up', funding: { state: zero, federal: zero, other: zero } }
}
const names = new Map(['a', 'b', 'c', 'd', 'e'].map((id, at) => [id, customerRow(id, at)]))

describe('winners and losers', () => {
  const rows = [row('a', '-900', '-9'), row('b', '-800.25', '-8'), row('c', '10', '1.5'), row('d', '0', '0'), row('e', '25', null)]
  it('BILL-9: the largest increase stands first, the largest decrease last; who stays is not drawn', () => {
    const chart = winnersAndLosersChart({ title: 'FY2004 to FY2005', rows, customers: names, limit: 10 })
    expect(chart.categories).toEqual(['E Agency e', 'C Agency c', 'B Agency b', 'A Agency a'])
    expect(chart.series[0]?.labels).toEqual(['+25.00 (new)', '+10.00 (+1.50 %)', '-800.25 (-8.00 %)', '-900.00 (-9.00 %)'])
  })

  it('has room for both sides, however small one of them is', () => {
    const chart = winnersAndLosersChart({ title: 'FY2004 to FY2005', rows, customers: names, limit: 2 })
    expect([chart.title, chart.categories]).toEqual(['Who pays more, who pays less: FY2004 to FY2005 (USD a year; the 2 largest of 4)', ['E Agency e', 'A Agency a']])
    expect(winnersAndLosersChart({ title: '', rows: rows.slice(0, 2), customers: names, limit: 2 }).categories).toEqual(['B Agency b', 'A Agency a'])
  })

  it('says so where no bill changes', () => {
    expect(winnersAndLosersChart({ title: '', rows: [row('d', '0', '0')], customers: names, limit: 4 })).toMatchObject({ categories: [], emptyText: 'No bill changes.' })
  })
})

describe('the distribution of changes', () => {
  it('names its classes without the % that the axis has', () => {
    const chart = distributionChart({ title: '', distribution: [{ label: '-20 % and beyond', count: 1 }, { label: '-10 to -20 %', count: 0 }, { label: 'no change', count: 2 }, { label: 'no bill before', count: 3 }] })
    expect([chart.categories, chart.series[0]?.values]).toEqual([['below −20', '−10 to −20', 'no change', 'new bill'], ['1', '0', '2', '3']])
  })
})

function entry(of: string, quantity: string): UsageEntry {
  return { id: usageEntryId({ month: month(of), rateId: 'cpu', customerId: 'aaa' }), customerId: 'aaa', rateId: 'cpu', month: month(of), quantity: figure<'units'>(quantity), author: '', note: '' }
}

describe('the years that have usage', () => {
  const draft = draftFromRows({ ...billingRows(), usageEntry: [entry('2003-07', '3'), entry('2003-09', '1'), entry('2004-08', '1')] })
  const years = yearsOfUsage(draft, effectiveUsage({ draft, lines: NOTHING_COUNTED }))
  const on = (asked: string | null, own: number): number => usageYearOf(years, { asked, own: fiscalYear(own) })

  it('NUM-6: name the months that anybody has a figure for', () => {
    expect(years.years).toEqual([{ fiscalYear: 2004, months: ['2003-07', '2003-09'], lineCount: 2 }, { fiscalYear: 2005, months: ['2004-08'], lineCount: 1 }])
    expect(yearsOfUsage(billingModel(), effectiveUsage({ draft: billingModel(), lines: NOTHING_COUNTED })).years).toEqual([])
  })

  it('bills go on the year asked for, else the version’s own, else the last one', () => {
    expect([on(null, 2004), on('2005', 2004), on(null, 2003), on('own', 2003), on('1999', 2005)]).toEqual([2004, 2005, 2005, 2003, 2005])
  })

  it('BILL-9: an impact is on each year’s own usage where both years have as many months, else on the earlier year’s', () => {
    const sides = { base: fiscalYear(2004), compared: fiscalYear(2005) }
    const alike = { ...years, years: years.years.map((each) => ({ ...each, months: years.years[0]?.months ?? [] })) }
    expect([impactYearOf(years, { asked: null, ...sides }), impactYearOf(years, { asked: 'own', ...sides }), impactYearOf(alike, { asked: null, ...sides }), impactYearOf(alike, { asked: '2004', ...sides })]).toEqual([2004, null, null, 2004])
    expect(impactYearOf(alike, { asked: null, base: fiscalYear(2004), compared: fiscalYear(2004) })).toBe(2004)
  })

  it('PROJ-2: years that are not over can be planned, also one that nobody has a figure for yet', () => {
    const planned = plannedYears(years, [fiscalYear(2003), fiscalYear(2004), fiscalYear(2006)])
    expect(planned).toEqual([{ fiscalYear: 2005, monthsRecorded: 1 }, { fiscalYear: 2006, monthsRecorded: 0 }])
    expect(plannedYears({ years: [] }, [fiscalYear(2005)])).toEqual([])
    expect([usageYearOf(years, { asked: '2006', own: fiscalYear(2004), planned }), usageYearOf(years, { asked: '2006', own: fiscalYear(2004) })]).toEqual([2006, 2004])
    expect([null, '2005', '2005-planned', 'own-planned', 'planned'].map(readUsageChoice)).toEqual([
      { asked: null, basis: 'recorded' }, { asked: '2005', basis: 'recorded' }, { asked: '2005', basis: 'planned' }, { asked: 'own', basis: 'planned' }, { asked: null, basis: 'planned' },
    ])
  })
})
