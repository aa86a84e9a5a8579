import { describe, expect, it } from 'vitest'

import { ALLOCATION_METHODS } from '../../src-shared/domain/allocation/allocation-case.ts'
import { decimal } from '../../src-shared/domain/decimal.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import type { FundBalance, Revenue } from '../../src-shared/domain/model/cost-tables.ts'
import { revenueId } from '../../src-shared/domain/model/cost-tables.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { recoveryOf } from '../../src-shared/domain/recovery/recovery.ts'
import { allocationReport } from '../../src-shared/domain/reports/costs/allocation-report.ts'
import { costFrameworkReport } from '../../src-shared/domain/reports/costs/cost-framework-report.ts'
import { recoveryReport } from '../../src-shared/domain/reports/costs/recovery-report.ts'
import { splitByTerms } from '../../src-shared/domain/reports/evaluate-formula.ts'
import { versionKey, type Version } from '../../src-shared/domain/version.ts'
import { costModel, usd } from '../support/cost-model.ts'
import { figure, smallCostRows, smallCosts } from '../support/small-costs.ts'
import { FY2004, FY2005 } from '../support/small-model.ts'
import { cellOf, expectSound, REPORT_CONTEXT } from '../support/sound-report.ts'

const context = REPORT_CONTEXT

const ACTUAL: Version = { fiscalYear: fiscalYear(2003), basis: 'actual', scenarioId: null }
const FORECAST: Version = { fiscalYear: fiscalYear(2004), basis: 'forecast', scenarioId: null }

function revenue(version: Version, serviceId: string, billed: string): Revenue {
  const key = { version: versionKey(version), serviceId, fundId: 'isf' }
  return { id: revenueId(key), ...key, billed: usd(billed), imputed: usd('100.5'), federallyFunded: usd('2500'), source: 'Ledger' }
}

function balance(version: Version, serviceId: string, opening: string): FundBalance {
  const key = { version: versionKey(version), serviceId, fundId: 'isf' }
  return { id: revenueId(key), ...key, opening: usd(opening), interest: usd('12.34'), transfers: usd('-5'), source: 'Ledger' }
}

/** Costs with money: two closed years, one that over-recovers above its reserve. */
function withMoney(): Draft {
  const rows = smallCostRows()
  return draftFromRows({
    ...rows, internalServiceFund: [{ id: 'isf', code: '2525', name: 'Internal services', note: '', position: 0 }],
    revenue: [revenue(ACTUAL, 'mainframe', '900000'), revenue(ACTUAL, 'cabling', '1000'), revenue(FORECAST, 'mainframe', '5000'), revenue(FY2005, 'cabling', '333333.33')],
    fundBalance: [balance(ACTUAL, 'mainframe', '40000'), balance(FY2005, 'cabling', '-700')],
  })
}

describe('reports of the cost side', () => {
  it('has a page a service whose sections add up to the total (COST-1, RATE-2)', () => {
    const report = costFrameworkReport({ draft: smallCosts(), version: FY2005, context, serviceId: null })
    expectSound(report)
    expect(cellOf(report, 'framework.sam.total')).toMatchObject({ value: '516518' })
    expect(cellOf(report, 'framework.sam.fte')).toMatchObject({ value: '7' })
    expect(cellOf(report, 'framework.sam.rate.sam-office.rate')).toMatchObject({ text: '0 (funded from overhead)' })
    expectSound(costFrameworkReport({ draft: costModel(), version: FY2005, context, serviceId: 'mainframe' }))
    expectSound(costFrameworkReport({ draft: smallCosts(), version: FY2004, context, serviceId: null }))
  })

  it.each(ALLOCATION_METHODS)('shows the matrix, the steps and that nothing is lost: %s (ALLOC-6)', (method) => {
    const draft = smallCosts()
    const policy = draft.yearPolicy.get(versionKey(FY2005))
    if (policy === undefined) throw new Error('no policy')
    const report = allocationReport({ draft: { ...draft, yearPolicy: new Map(draft.yearPolicy).set(policy.id, { ...policy, allocationMethod: method }) }, version: FY2005, context })
    expectSound(report)
    for (const each of ALLOCATION_METHODS) expect(cellOf(report, `control.${each}.difference`)).toMatchObject({ value: '0' })
  })

  it('is sound for a version without costs', () => {
    const request = { draft: costModel(), version: FY2004, context }
    const reports = [allocationReport(request), recoveryReport(request), costFrameworkReport({ ...request, serviceId: null })]
    reports.forEach(expectSound)
    expect(reports.map((report) => report.draftMark)).toEqual([null, null, null])
  })

  it('has accounts whose results are formulas, and a federal schedule that comes to the same (RECOV-1 to RECOV-5)', () => {
    const draft = withMoney()
    const report = recoveryReport({ draft, version: FY2005, context })
    expectSound(report)
    const year = recoveryOf(draft, FY2005).accounts.find((account) => account.serviceId === 'mainframe')?.years[0]
    expect(decimal(year?.excess ?? figure('0')).gt(0)).toBe(true)
    expect(cellOf(report, 'schedule.service:mainframe.0.closing')).toMatchObject({ value: year?.closing })
    expect(cellOf(report, 'schedule.service:mainframe.0.federal')).toMatchObject({ value: year?.federalShare })
    expect(report.sheets.find((sheet) => sheet.id === 'federal')?.description).toContain('verify in the current eCFR')
  })

  it('has an account of a service in each fund, and both stand in the funds and in the federal schedule (RECOV-1)', () => {
    const draft = withMoney()
    const [fund] = draft.internalServiceFund.values()
    const [revenue] = draft.revenue.values()
    if (fund === undefined || revenue === undefined) throw new Error('no fund')
    const key = { version: revenue.version, serviceId: 'mainframe', fundId: 'post' }
    const two = { ...draft, internalServiceFund: new Map(draft.internalServiceFund).set('post', { ...fund, id: 'post', code: 'PS', name: 'Postal', position: 9 }), revenue: new Map(draft.revenue).set(revenueId(key), { ...revenue, ...key, id: revenueId(key), billed: usd('123') }) }
    const report = recoveryReport({ draft: two, version: FY2005, context })
    expectSound(report)
    const accounts = recoveryOf(two, FY2005).accounts.filter((account) => account.serviceId === 'mainframe')
    expect(accounts.map((account) => account.fundId)).toEqual([revenue.fundId, 'post'])
    expect(cellOf(report, 'service:mainframe@post.0.name')).toMatchObject({ text: 'Mainframe in PS' })
    expect(cellOf(report, 'fund:post.0.billed')).toMatchObject({ value: accounts[1]?.years[0]?.billed })
    expect(cellOf(report, 'schedule.service:mainframe@post.0.billed')).toMatchObject({ value: accounts[1]?.years[0]?.billed })
  })

  it('splits terms of either sign so that they add up (NUM-5)', () => {
    expect(splitByTerms(usd('45'), ['100', '-10'].map(usd))).toEqual(['50', '-5'])
    expect(splitByTerms(usd('0.01'), ['1', '1'].map(usd))).toEqual(['0.01', '0'])
  })
})
