import { join } from 'node:path'

import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'

import { createSamples } from '../../src-main/workbook/samples.ts'
import { deriveRates } from '../../src-shared/domain/costs/derive-rates.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { carryForwardIn, planCarryForward } from '../../src-shared/domain/recovery/carry-forward.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { totalsOf } from '../support/cost-side/totals.ts'

const rows = createSamples(join(import.meta.dirname, '../../assets/samples')).rows()
const draft = draftFromRows(rows)

function derived(year: number) {
  return deriveRates(draft, planOf(fiscalYear(year)))
}

function total(amounts: readonly string[]): string {
  return amounts.reduce((sum, each) => sum.plus(each), new Decimal(0)).toFixed()
}

describe('the framework that the source prints', () => {
  const lines = rows.costLine.filter((each) => each.version === 'FY2014/plan')

  it('RATE-2: 513,976 with 7 FTE, 29 and 2,513 make 516,518', () => {
    expect(lines.map((each) => [each.serviceId, each.section, each.amount, each.fte])).toEqual([['sam', 'personnel', '513976', '7'], ['sam', 'other', '29', null], ['sam', 'not-specific', '2513', null]])
    expect(total(lines.map((each) => each.amount))).toBe('516518')
  })

  it('RATE-2: no units are planned, and its cost is a pool', () => {
    expect(rows.rateUnits.filter((each) => each.version === 'FY2014/plan')).toMatchObject([{ rateId: 'sq060', customer: '', units: '0' }])
    expect(rows.rateBuild.filter((each) => each.version === 'FY2014/plan')).toMatchObject([{ rateId: 'sq060', costPercent: '100' }])
    expect(rows.costPool.filter((each) => each.version === 'FY2014/plan')).toMatchObject([{ code: 'SAM', serviceId: 'sam', driverId: null }])
  })

  it('RATE-2: comes to a total without a rate, and nothing is divided by zero', () => {
    const { services, rates } = derived(2014)
    expect(services.get('sam')).toMatchObject({ total: '516518', fte: '7', isPool: true })
    expect(rates.get('sq060')).toMatchObject({ plannedUnits: '0', unrounded: null, rounded: null, reason: 'no-units' })
  })

  it('is not made up, and says where it stands', () => {
    expect(rows.yearPolicy.find((each) => each.version === 'FY2014/plan')?.provenance).toBe('own')
    expect(lines.map((each) => each.source)).toEqual(['SAM cost framework, line 2a', 'SAM cost framework, line 2b', 'SAM cost framework, line 5'])
  })
})

const COUNTS_2004 = { drivers: 8, pools: 8, lines: 137, capital: 8, positions: 60, parts: 85, increases: 2, quantities: 153, builds: 72, units: 82, revenue: 34, balances: 34 }
const COUNTS_2005 = { drivers: 9, pools: 9, lines: 104, capital: 9, positions: 60, parts: 85, increases: 3, quantities: 162, builds: 73, units: 83, revenue: 34, balances: 34 }
/** What is left belongs to the part of a position that nobody has, and in FY2005 to a pool without drivers too. */
const TOTALS_2004 = { in: '46410404.72', out: '46398065.84', unallocated: '12338.88' }
const TOTALS_2005 = { in: '47983737.96', out: '47951250.82', unallocated: '32487.14' }
const MADE_UP = ['FY2002/actual', 'FY2003/forecast', 'FY2003/actual', 'FY2004/plan', 'FY2004/forecast', 'FY2005/plan']

function countsIn(version: string): Record<string, number> {
  const of = (table: readonly { readonly version: string }[]): number => table.filter((each) => each.version === version).length
  return {
    drivers: of(rows.driver), pools: of(rows.costPool), lines: of(rows.costLine), capital: of(rows.capitalItem), positions: of(rows.staffPosition), parts: of(rows.staffAssignment), increases: of(rows.salaryIncrease),
    quantities: of(rows.driverQuantity), builds: of(rows.rateBuild), units: of(rows.rateUnits), revenue: of(rows.revenue), balances: of(rows.fundBalance),
  }
}

describe('the cost side that is made up', () => {
  it('has so many rows of each kind', () => {
    expect(countsIn('FY2004/plan')).toEqual(COUNTS_2004)
    expect(countsIn('FY2005/plan')).toEqual(COUNTS_2005)
  })

  it('says of every version that it is fictional, and of every row that it was made for the sample', () => {
    expect(rows.yearPolicy.filter((each) => each.provenance === 'fictional').map((each) => each.version).toSorted()).toEqual(MADE_UP.toSorted())
    expect(rows.yearPolicy.filter((each) => each.provenance === 'fictional' && !each.note.includes('made up'))).toEqual([])
    const sourced = [rows.driver, rows.costLine, rows.capitalItem, rows.escalator, rows.staffPosition, rows.salaryIncrease, rows.driverQuantity, rows.rateUnits, rows.revenue, rows.fundBalance].flat().filter((each) => each.version !== 'FY2014/plan')
    expect([...sourced, ...rows.carryForward].filter((each) => each.source !== 'Fictional: made for the sample')).toEqual([])
  })

  it('has titles of positions, and names of nobody', () => {
    expect(new Set(rows.staffPosition.map((each) => each.employeeName))).toEqual(new Set(['']))
    expect(new Set(rows.staffPosition.map((each) => each.bargainingUnit))).toEqual(new Set(['Management', 'Unit A', 'Unit B', 'Unit C']))
  })

  it('has drivers of every kind, in both plans', () => {
    for (const version of ['FY2004/plan', 'FY2005/plan']) {
      expect([...new Set(rows.driver.filter((each) => each.version === version).map((each) => each.kind))].toSorted()).toEqual(['direct-cost', 'fixed-percent', 'fte', 'typed', 'units'])
    }
  })
})

/** What no cost was made to come to: hourly rates and office space are held by policy. */
const HELD = { 'dl-hr-db': ['63', '63.4'], 'dl-hr-ops': ['45', '43.1'], 'dl-hr-form': ['36', '37.42'], 'sp-mitc-sqft': ['2', '2.13'] }

describe('the published rates of FY2004 come out of the made-up costs', () => {
  const rates = [...derived(2004).rates.values()]

  it('RATE-1, NUM-3: every derived rate rounds to its published one, but for those that are held', () => {
    const others = rates.filter((each) => each.reason !== 'not-per-unit' && each.rounded !== each.published)
    expect(Object.fromEntries(others.map((each) => [each.rateId, [each.published, each.rounded]]))).toEqual(HELD)
    expect(rates.filter((each) => each.rounded !== null && each.rounded === each.published)).toHaveLength(65)
  })

  it('says why a rate is held, and which ones are no price per unit', () => {
    expect(rates.filter((each) => each.rateSource === 'typed' && each.overrideReason === '')).toEqual([])
    expect(rates.filter((each) => each.reason !== null).map((each) => [each.rateId, each.reason])).toEqual([['ml-mtr-pst', 'not-per-unit'], ['sp-one-eq', 'not-per-unit'], ['sp-one-sw', 'not-per-unit']])
  })

  it('covers every rate of FY2004 that has a price per unit', () => {
    const built = new Set(rates.map((each) => each.rateId))
    const priced = rows.price.filter((each) => each.scheduleId === 'FY2004/plan#2' && each.customerClass === 'state' && each.amount !== null)
    expect(priced.filter((each) => !built.has(each.rateId)).map((each) => each.rateId)).toEqual(['mc-min-mon'])
  })

  it('NUM-3: the rounding effect of HR/CMS checks is the one that is printed: 2.69 for 2.692', () => {
    const check = rates.find((each) => each.rateId === 'fp-hrcms-chk')
    expect(check).toMatchObject({ rounded: '2.69', published: '2.69', plannedUnits: '1872000', roundingEffect: '-3744' })
    expect(new Decimal(check?.unrounded ?? 0).toDecimalPlaces(3).toFixed()).toBe('2.692')
  })

  it('ALLOC-6: what goes in comes out, or is said to be left', () => {
    expect(derived(2004).totals).toEqual(TOTALS_2004)
  })
})

function descriptions(version: string): readonly string[] {
  return rows.costLine.filter((each) => each.version === version).map((each) => each.description)
}

describe('the draft of FY2005', () => {
  it('is a draft, and its prices are its derived rates where they are not typed', () => {
    expect(rows.schedule.filter((each) => each.version === 'FY2005/plan').map((each) => [each.id, each.state])).toEqual([['FY2005/plan#1', 'draft']])
    const prices = new Map(rows.price.filter((each) => each.scheduleId === 'FY2005/plan#1' && each.customerClass === 'state').map((each) => [each.rateId, each.amount]))
    const rates = [...derived(2005).rates.values()].filter((each) => each.rateSource === 'derived')
    expect(rates.map((each) => [each.rateId, each.rounded])).toEqual(rates.map((each) => [each.rateId, prices.get(each.rateId) ?? null]))
    expect(derived(2005).totals).toEqual(TOTALS_2005)
  })

  it('COST-4: one-time lines did not roll', () => {
    expect(descriptions('FY2004/plan')).toContain('Re-classifications, adjustments')
    expect(descriptions('FY2005/plan')).not.toContain('Re-classifications, adjustments')
  })
})

describe('the checks before release have something to find in FY2005', () => {
  const { allocation, rates } = derived(2005)

  it('ALLOC-5: a pool whose drivers are all zero stays unallocated', () => {
    expect(allocation?.pools.filter((each) => each.unallocated !== '0')).toMatchObject([{ own: '19530', distributed: '0', unallocated: '19663.69' }])
  })

  it('a position whose parts are below 100 %', () => {
    expect(rows.staffAssignment.filter((each) => each.version === 'FY2005/plan' && each.staffPositionId.endsWith('p216')).map((each) => each.percent)).toEqual(['80'])
  })

  it('a typed override without a reason, and one with', () => {
    const typed = rows.rateBuild.filter((each) => each.version === 'FY2005/plan' && each.rateSource === 'typed')
    expect(typed.filter((each) => each.overrideReason === '').map((each) => each.rateId)).toEqual(['mr-ias-cpu'])
    expect(typed.find((each) => each.rateId === 'nw-pbx-port')?.overrideReason).toContain('until the exchange is replaced')
  })

  it('RECOV-4: a carry-forward of which a part expires', () => {
    const expiring = rows.carryForward.find((each) => each.serviceId === 'ml-ins')
    expect(expiring && [planCarryForward(expiring).expired, carryForwardIn(expiring, fiscalYear(2004)), carryForwardIn(expiring, fiscalYear(2005))]).toEqual(['-15000', '-15000', '0'])
  })

  it('RATE-2: a rate without units', () => {
    expect([...rates.values()].filter((each) => each.plannedUnits === '0').map((each) => each.rateId)).toEqual(['nw-fr-56s', 'sq060'])
  })
})

describe('accounts from year to year', () => {
  const byAccount = new Map(rows.fundBalance.map((each) => [`${each.version}|${each.serviceId}`, each]))
  const closing = (version: string, serviceId: string): string => {
    const balance = byAccount.get(`${version}|${serviceId}`)
    const revenue = rows.revenue.find((each) => each.version === version && each.serviceId === serviceId)
    const allowable = rows.costLine.filter((each) => each.version === version && each.serviceId === serviceId && each.allowable === 'allowable').map((each) => each.amount)
    if (balance === undefined || revenue === undefined) throw new Error(`No account of ${serviceId} in ${version}`)
    return new Decimal(total([balance.opening, balance.interest, balance.transfers, revenue.billed, revenue.imputed])).minus(total(allowable)).toFixed()
  }

  it('RECOV-1: each year opens with what the year before closed with', () => {
    for (const [year, after] of [['FY2003/actual', 'FY2002/actual'], ['FY2004/forecast', 'FY2003/actual'], ['FY2005/plan', 'FY2004/forecast']] as const) {
      const followed = rows.fundBalance.filter((each) => each.version === year && byAccount.has(`${after}|${each.serviceId}`))
      expect(followed.map((each) => [each.serviceId, each.opening])).toEqual(followed.map((each) => [each.serviceId, closing(after, each.serviceId)]))
    }
  })

  it('RECOV-3: one service is above its reserve cap of 60 days in FY2003', () => {
    const cash = rows.costLine.filter((each) => each.version === 'FY2003/actual' && each.serviceId === 'nw-sna' && each.cash === 'cash' && each.allowable === 'allowable').map((each) => each.amount)
    expect(new Decimal(closing('FY2003/actual', 'nw-sna')).gt(new Decimal(total(cash)).times(60).div(365))).toBe(true)
  })
})

describe('a plain second computation', () => {
  it.each([2004, 2005])('COST, ALLOC: agrees with the derivation of FY%i to a few cents a service', (year) => {
    const plain = totalsOf(rows, `FY${year}/plan`).services
    const services = [...derived(year).services.values()].filter((each) => !each.isPool)
    expect(services.length).toBe(plain.size)
    expect(services.filter((each) => !new Decimal(each.total).minus(plain.get(each.serviceId) ?? Number.NaN).abs().lte('0.05')).map((each) => [each.serviceId, each.total, plain.get(each.serviceId)?.toFixed()])).toEqual([])
  })
})
