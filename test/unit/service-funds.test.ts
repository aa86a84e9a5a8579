import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { decimal, type Usd } from '../../src-shared/domain/decimal.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { revenueId, type CostLine, type FundBalance, type InternalServiceFund, type Revenue } from '../../src-shared/domain/model/cost-tables.ts'
import { draftFromRows, type Draft, type ModelRows } from '../../src-shared/domain/model/draft.ts'
import { wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import type { AccountYear } from '../../src-shared/domain/recovery/account-year.ts'
import { ACCOUNT_INPUTS, explainEveryAccount, explainRecovery } from '../../src-shared/domain/recovery/explain-recovery.ts'
import { accountName, excessOfService, recoveryOf, type AccountRecovery } from '../../src-shared/domain/recovery/recovery.ts'
import { splitOverFunds } from '../../src-shared/domain/recovery/service-funds.ts'
import { settlementOptions } from '../../src-shared/domain/recovery/settlement.ts'
import { versionKey, type Version } from '../../src-shared/domain/version.ts'
import { figure, lineRow, smallCostRows } from '../support/small-costs.ts'
import { FY2005 } from '../support/small-model.ts'

const FUNDS: readonly InternalServiceFund[] = ['a', 'b', 'c'].map((id, position) => ({ id, code: id.toUpperCase(), name: `Fund ${id}`, note: '', position }))
const ACTUAL = versionKey({ fiscalYear: fiscalYear(2003), basis: 'actual', scenarioId: null } satisfies Version)
const FORECAST = versionKey({ fiscalYear: fiscalYear(2004), basis: 'forecast', scenarioId: null } satisfies Version)
const PLAN = versionKey(FY2005)

type Fund = string | null
type Given = { readonly lines: readonly CostLine[]; readonly revenue: readonly Revenue[]; readonly balances?: readonly FundBalance[]; readonly items: Fund; readonly positions: Fund; readonly carried: Fund }

function billed(version: string, fundId: Fund, amount: string): Revenue {
  const key = { version: version === ACTUAL ? ACTUAL : version === FORECAST ? FORECAST : PLAN, serviceId: 'mainframe', fundId }
  return { ...key, id: revenueId(key), billed: figure<'USD'>(amount), imputed: figure<'USD'>('1.25'), federallyFunded: figure<'USD'>('0'), source: '' }
}

function opened(fundId: Fund, amount: string): FundBalance {
  const key = { version: ACTUAL, serviceId: 'mainframe', fundId }
  return { ...key, id: revenueId(key), opening: figure<'USD'>(amount), interest: figure<'USD'>('2.5'), transfers: figure<'USD'>('-1'), source: '' }
}

function rowsOf({ lines, revenue, balances = [], items, positions, carried }: Given): ModelRows {
  const rows = smallCostRows()
  return {
    ...rows, internalServiceFund: FUNDS, costLine: [...rows.costLine, ...lines], revenue, fundBalance: balances, capitalItem: rows.capitalItem.map((row) => ({ ...row, fundId: items })),
    staffPosition: rows.staffPosition.map((row) => ({ ...row, fundId: positions })), carryForward: rows.carryForward.map((row) => ({ ...row, serviceId: 'mainframe', fundId: carried })),
  }
}

/** The same with every row in one fund, or in none. */
function inOne(rows: ModelRows, fundId: Fund): ModelRows {
  const merged = (found: readonly Revenue[]): readonly Revenue[] => [...Map.groupBy(found, (row) => row.version)].map(([version, group]) => {
    const key = { version, serviceId: 'mainframe', fundId }
    const sum = (of: (row: Revenue) => Usd): Usd => figure<'USD'>(group.reduce((total, row) => total.plus(decimal(of(row))), decimal(figure('0'))).toFixed())
    return { ...key, id: revenueId(key), billed: sum((row) => row.billed), imputed: sum((row) => row.imputed), federallyFunded: sum((row) => row.federallyFunded), source: '' }
  })
  return {
    ...rows, revenue: merged(rows.revenue), costLine: rows.costLine.map((row) => ({ ...row, fundId })), capitalItem: rows.capitalItem.map((row) => ({ ...row, fundId })), staffPosition: rows.staffPosition.map((row) => ({ ...row, fundId })),
    carryForward: rows.carryForward.map((row) => ({ ...row, fundId })),
  }
}

function accountsOf(draft: Draft, serviceId = 'mainframe'): readonly AccountRecovery[] {
  return recoveryOf(draft, FY2005).accounts.filter((account) => account.serviceId === serviceId)
}

function planLine(text: string, fundId: Fund): CostLine {
  return lineRow(`plan-${fundId ?? ''}`, PLAN, { serviceId: 'mainframe', text, fundId })
}

const ADDED = [...ACCOUNT_INPUTS, 'revenue', 'target', 'difference', 'closing'] as const

/** What all accounts of a service have of a figure in a year. */
function together(accounts: readonly AccountRecovery[], year: number): Readonly<Record<string, string>> | null {
  const years = accounts.flatMap((account) => account.years[year] ?? [])
  return years.length === 0 ? null : Object.fromEntries(ADDED.map((each) => [each, years.reduce((sum, found: AccountYear) => sum.plus(decimal(found[each])), decimal(figure('0'))).toFixed()]))
}

const fund = fc.constantFrom('a', 'b', 'c', null)
const amount = fc.integer({ min: -200_000_00, max: 900_000_00 }).map((cents) => (cents / 100).toFixed(2).replace(/\.?0+$/, ''))
const line = fc.record({
  version: fc.constantFrom(ACTUAL, FORECAST, PLAN), section: fc.constantFrom('personnel', 'other', 'not-specific', 'reserve-contribution', 'subsidy', 'other-revenue'), text: amount, fundId: fund, allowable: fc.constantFrom('allowable', 'unallowable'), cash: fc.constantFrom('cash', 'non-cash'),
} as const)
const given = fc.record({
  lines: fc.array(line, { maxLength: 8 }).map((all) => all.map(({ version, ...fields }, index) => lineRow(`line-${index}`, version, { serviceId: 'mainframe', ...fields }))),
  revenue: fc.uniqueArray(fc.record({ version: fc.constantFrom(ACTUAL, FORECAST, PLAN), fundId: fund, text: amount }), { maxLength: 4, selector: (row) => `${row.version}|${row.fundId ?? ''}` }).map((all) => all.map((row) => billed(row.version, row.fundId, row.text))),
  items: fund, positions: fund, carried: fund,
})

describe('a service in several internal service funds', () => {
  test('RECOV-1: its accounts add up to the service to the cent, and in one fund everything is as it is without any', () => {
    fc.assert(fc.property(given, (parts) => {
      const rows = rowsOf(parts)
      const [alone, named] = [null, 'b'].map((fundId) => draftFromRows(inOne(rows, fundId)))
      if (alone === undefined || named === undefined) throw new Error('Nothing')
      for (const serviceId of ['mainframe', 'cabling']) {
        const [accounts, one, inB] = [draftFromRows(rows), alone, named].map((draft) => accountsOf(draft, serviceId))
        expect([one?.length, inB?.map((account) => account.fundId)]).toEqual([1, ['b']])
        for (const year of [0, 1, 2]) {
          const whole = together(one ?? [], year)
          expect([accounts, inB].map((each) => together(each ?? [], year))).toEqual([whole, whole])
        }
      }
    }), { numRuns: 120 })
  })

  test('NUM-1, RECOV-1: every figure of every account follows from its inputs exactly', () => {
    fc.assert(fc.property(given, (parts) => {
      const draft = draftFromRows(rowsOf(parts))
      const seen = new Set<Parameters<typeof wrongExplanations>[0]>()
      const figures = explainEveryAccount(draft, recoveryOf(draft, FY2005))
      expect(figures.flatMap(({ name, explanation }) => wrongExplanations(explanation, [name], seen))).toEqual([])
      expect(figures.filter(({ value, explanation }) => explanation.value !== value).map(({ name, value, explanation }) => [name, value, explanation.value])).toEqual([])
    }), { numRuns: 25 })
  })

  const two: Given = {
    lines: [lineRow('post', ACTUAL, { serviceId: 'mainframe', text: '300', fundId: 'b' }), lineRow('center', ACTUAL, { serviceId: 'mainframe', text: '600', fundId: 'a' }), lineRow('any', ACTUAL, { serviceId: 'mainframe', text: '10' }), lineRow('gift', ACTUAL, { serviceId: 'mainframe', text: '50', section: 'subsidy', fundId: 'b' })],
    revenue: [billed(ACTUAL, 'a', '700'), billed(ACTUAL, 'b', '200'), billed(ACTUAL, null, '5')], balances: [opened('a', '100'), opened('b', '-20')], items: null, positions: null, carried: 'b',
  }

  test('RECOV-1: each row stands in the fund that it names, what names none in the main one, which is that of its revenue', () => {
    const [main, other, ...more] = accountsOf(draftFromRows(rowsOf(two)))
    expect(more).toEqual([])
    expect([main?.fundId, main?.isMain, other?.fundId, other?.isMain]).toEqual(['a', true, 'b', false])
    expect(main?.years[0]).toMatchObject({ opening: '100', billed: '705', cost: '610', subsidy: '0', target: '610', closing: '199' })
    expect(other?.years[0]).toMatchObject({ opening: '-20', billed: '200', cost: '300', subsidy: '50', target: '250', closing: '-117.25' })
    expect([main?.carryForwards.length, other?.carryForwards.length, other?.years[2]?.carryForward]).toEqual([0, 1, '-333.33'])
  })

  test('RECOV-1, NUM-5: parts of pools, positions and planned revenue without a fund are split by what costs in each fund by its name', () => {
    const rows = rowsOf({ ...two, lines: [...two.lines, planLine('1000', 'a'), planLine('3000', 'b')] })
    const draft = draftFromRows({ ...rows, costLine: rows.costLine.filter((row) => row.id.startsWith('plan-') || row.serviceId !== 'mainframe') })
    const [main, other] = accountsOf(draft)
    const rest = decimal(main?.years[2]?.cost ?? figure('0')).plus(decimal(other?.years[2]?.cost ?? figure('0'))).minus(4000)
    expect(splitOverFunds(figure<'USD'>(rest.toFixed()), [figure<'USD'>('1000'), figure<'USD'>('3000')]).map((part, index) => decimal(part).plus(index === 0 ? 1000 : 3000).toFixed())).toEqual([main?.years[2]?.cost, other?.years[2]?.cost])
    expect(rest.gt(0)).toBe(true)
    const billings = [main?.years[2]?.billed, other?.years[2]?.billed].map((each) => Number(each))
    expect((billings[1] ?? 0) / (billings[0] ?? 1)).toBeCloseTo(3, 4)
    expect(splitOverFunds(figure<'USD'>('10'), [figure<'USD'>('0'), figure<'USD'>('0')])).toEqual(['10', '0'])
  })

  test('RECOV-1: an account says by its name in which fund it is, and an account that once was goes on', () => {
    const draft = draftFromRows(rowsOf(two))
    const recovery = recoveryOf(draft, FY2005)
    const other = recovery.accounts.find((account) => account.serviceId === 'mainframe' && !account.isMain)
    expect(other === undefined ? '' : accountName(draft, recovery, other)).toBe('Mainframe in B')
    expect(recovery.accounts.filter((account) => account.serviceId === 'cabling').map((account) => accountName(draft, recovery, account))).toEqual(['Cabling'])
    expect(other?.years.map((year) => year?.opening)).toEqual(['-20', '-117.25', '-117.25'])
    expect(explainRecovery(draft, recovery, { account: { kind: 'service', serviceId: 'mainframe', fundId: 'b' }, year: 0, figure: 'closing' }).label).toBe('Closing balance of Mainframe in B, FY2003 actual')
  })

  test('RECOV-1: what is billed in a fund without a cost there, and a cost without anything billed, are findings', () => {
    const oneSided = draftFromRows(rowsOf({ ...two, lines: two.lines.filter((row) => row.fundId !== 'b'), carried: null }))
    expect(recoveryOf(oneSided, FY2005).issues.map((each) => [each.severity, each.message])).toEqual([['warning', 'Mainframe bills in Fund b and costs nothing there: FY2003.']])
    expect(recoveryOf(draftFromRows(rowsOf({ ...two, revenue: two.revenue.filter((row) => row.fundId !== 'b') })), FY2005).issues.map((each) => each.message)).toEqual(['Mainframe costs something in Fund b and bills nothing there: FY2003.'])
    expect(recoveryOf(draftFromRows(rowsOf(two)), FY2005).issues).toEqual([])
  })

  test('RECOV-5: the bound of an adjustment by central cost is that of the service, over all of its accounts', () => {
    const draft = draftFromRows(rowsOf({ ...two, lines: [], revenue: [billed(ACTUAL, 'a', '300000'), billed(ACTUAL, 'b', '300000')] }))
    const recovery = recoveryOf(draft, FY2005)
    const serviceExcess = excessOfService(recovery, { serviceId: 'mainframe', year: 0 })
    expect(decimal(serviceExcess).gt(500_000)).toBe(true)
    const [year] = recovery.accounts.find((account) => account.serviceId === 'mainframe')?.years ?? []
    if (year === null || year === undefined) throw new Error('No year')
    expect(decimal(year.excess).lt(500_000)).toBe(true)
    expect(settlementOptions({ ...year, serviceExcess }).find((each) => each.settlement === 'central-cost')?.isOpen).toBe(false)
  })
})
