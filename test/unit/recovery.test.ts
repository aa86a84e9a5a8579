import { describe, expect, test } from 'vitest'

import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import type { FundBalance, InternalServiceFund, Revenue } from '../../src-shared/domain/model/cost-tables.ts'
import { revenueId } from '../../src-shared/domain/model/cost-tables.ts'
import { draftFromRows, noRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { recoveryOf, type ServiceYear } from '../../src-shared/domain/recovery/recovery.ts'
import { planOf, versionKey, type Version } from '../../src-shared/domain/version.ts'
import { buildRow, carryRow, driverRow, lineRow, poolRow, quantityRow, unitsRow, usd } from '../support/cost-model.ts'
import { smallRows } from '../support/small-model.ts'

const PLAN = planOf(fiscalYear(2005))
const ACTUAL: Version = { fiscalYear: fiscalYear(2003), basis: 'actual', scenarioId: null }
const FORECAST: Version = { fiscalYear: fiscalYear(2004), basis: 'forecast', scenarioId: null }
const FUND: InternalServiceFund = { id: 'isf', code: 'ISF', name: 'Data center fund', note: '', position: 0 }

function revenueRow(version: Version, serviceId: string, amounts: { readonly billed: string; readonly imputed?: string; readonly federallyFunded?: string }): Revenue {
  const key = { version: versionKey(version), serviceId, fundId: FUND.id }
  return { ...key, id: revenueId(key), billed: usd(amounts.billed), imputed: usd(amounts.imputed ?? '0'), federallyFunded: usd(amounts.federallyFunded ?? '0'), source: '' }
}

function balanceRow(version: Version, serviceId: string, opening: string): FundBalance {
  const key = { version: versionKey(version), serviceId, fundId: FUND.id }
  return { ...key, id: revenueId(key), opening: usd(opening), interest: usd('0'), transfers: usd('0'), source: '' }
}

const version2003 = { version: versionKey(ACTUAL) }
const version2004 = { version: versionKey(FORECAST) }

function model(): Draft {
  return draftFromRows({
    ...noRows(), ...smallRows(), internalServiceFund: [FUND],
    costLine: [
      lineRow('a-2003', '900', version2003), lineRow('a-bad', '100', { ...version2003, allowable: 'unallowable' }), lineRow('b-2003', '500', { ...version2003, serviceId: 'cabling' }),
      lineRow('a-2004', '1000', version2004), lineRow('b-2004', '500', { ...version2004, serviceId: 'cabling' }),
      lineRow('a-2005', '1000'), lineRow('b-2005', '500', { serviceId: 'cabling' }), lineRow('pool', '300', { serviceId: null, poolId: 'admin' }), lineRow('depreciation', '60', { serviceId: null, poolId: 'admin', cash: 'non-cash' }),
    ],
    driver: [driverRow('seats')], costPool: [poolRow('admin', 0, { driverId: 'seats' })],
    driverQuantity: [quantityRow('seats', '2', { serviceId: 'mainframe', poolId: null }), quantityRow('seats', '1', { serviceId: 'cabling', poolId: null })],
    rateBuild: [buildRow('cpu', '100')], rateUnits: [unitsRow('cpu', '10.5'), unitsRow('hub', '0')],
    revenue: [
      revenueRow(ACTUAL, 'mainframe', { billed: '1200', imputed: '50', federallyFunded: '300' }), revenueRow(ACTUAL, 'cabling', { billed: '400' }), revenueRow(FORECAST, 'mainframe', { billed: '1000' }),
    ],
    fundBalance: [balanceRow(ACTUAL, 'mainframe', '25')],
    carryForward: [carryRow('cf', '-200', { serviceId: 'mainframe', closedYear: fiscalYear(2003), firstYear: fiscalYear(2005), years: 2, expiresAfter: fiscalYear(2005) })],
  })
}

function yearOf(serviceId: string, index: number): ServiceYear | null | undefined {
  return recoveryOf(model(), PLAN).accounts.find((each) => each.serviceId === serviceId)?.years[index]
}

describe('recovery', () => {
  test('RECOV-4: stands side by side for t-2 actual, t-1 forecast and t plan', () => {
    expect(recoveryOf(model(), PLAN).versions.map(versionKey)).toEqual(['FY2003/actual', 'FY2004/forecast', 'FY2005/plan'])
  })

  test('RECOV-1: a closed year: revenue with imputed revenue, cost, allowable cost, closing balance', () => {
    expect(yearOf('mainframe', 0)).toMatchObject({ revenueSource: 'imported', openingIsStated: true, opening: '25', revenue: '1250', cost: '1000', allowableCost: '900', target: '1000', difference: '250', verdict: 'over-recovered', closing: '375' })
  })

  test('RECOV-1: a year without a stated opening balance goes on from the closing balance before', () => {
    expect(yearOf('mainframe', 1)).toMatchObject({ opening: '375', openingIsStated: false, closing: '375' })
  })

  test('RECOV-1, NUM-3: a planned year without revenue takes planned units x published rates; pools and carry-forwards count in its cost', () => {
    // 1000 own + 240 of the pool's 360; 10.5 x 108.57, the derived price; 200 to give back over two years, of which one may be used.
    const year = yearOf('mainframe', 2)
    expect(year).toMatchObject({ revenueSource: 'planned', cost: '1240', carryForward: '-100', target: '1140', billed: '1139.99', verdict: 'recovered' })
    // The pool's depreciation is no cash: 2/3 of 300.
    expect(year?.allowableCash).toBe('1200')
  })

  test('RECOV-4: what no year may take up any more is shown as expired', () => {
    expect(recoveryOf(model(), PLAN).accounts.find((each) => each.serviceId === 'mainframe')?.carryForwards.map((each) => each.plan)).toEqual([{ parts: [{ fiscalYear: 2005, amount: '-100' }], expired: '-100' }])
  })

  test('RECOV-1: a fund adds its services up, and names one service that would pay for another', () => {
    const [fund] = recoveryOf(model(), PLAN).funds
    expect(fund?.services).toEqual(['mainframe', 'cabling'])
    expect(fund?.years[0]).toMatchObject({ revenue: '1650', allowableCost: '1400', closing: '275' })
    expect(fund?.crossSubsidies[0]).toEqual({ fiscalYear: 2003, over: ['mainframe'], under: ['cabling'] })
  })

  test('RECOV-1: what bills without anything to recover pays for those that under-recover as well', () => {
    const bills = revenueRow(ACTUAL, 'mainframe', { billed: '1200' })
    const without = draftFromRows({ ...noRows(), ...smallRows(), internalServiceFund: [FUND], costLine: [lineRow('b-2003', '500', { ...version2003, serviceId: 'cabling' })], revenue: [bills, revenueRow(ACTUAL, 'cabling', { billed: '400' })] })
    const [fund] = recoveryOf(without, PLAN).funds
    expect(recoveryOf(without, PLAN).accounts[0]?.years[0]).toMatchObject({ target: '0', verdict: 'no-target' })
    expect(fund?.crossSubsidies).toEqual([{ fiscalYear: 2003, over: ['mainframe'], under: ['cabling'] }])
  })

  test('a model without costs or revenue has no recovery to show', () => {
    expect(recoveryOf(draftFromRows(smallRows()), PLAN)).toMatchObject({ accounts: [], funds: [], issues: [] })
  })
})
