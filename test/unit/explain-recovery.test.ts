import { describe, expect, test } from 'vitest'

import { ALLOCATION_METHODS } from '../../src-shared/domain/allocation/allocation-case.ts'
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { revenueId, type FundBalance, type InternalServiceFund, type Revenue, type YearPolicy } from '../../src-shared/domain/model/cost-tables.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import { explainCarryForward, explainEveryAccount, explainRecovery } from '../../src-shared/domain/recovery/explain-recovery.ts'
import { recoveryOf } from '../../src-shared/domain/recovery/recovery.ts'
import { planOf, versionKey, type Version } from '../../src-shared/domain/version.ts'
import { figure, lineRow, smallCostRows } from '../support/small-costs.ts'
import { FY2005 } from '../support/small-model.ts'

const FUND: InternalServiceFund = { id: 'isf', code: 'ISF', name: 'Computer services', note: '', position: 0 }
const ACTUAL: Version = { fiscalYear: fiscalYear(2003), basis: 'actual', scenarioId: null }

/** The small model with a closed year of revenue, balances and costs, some of them not allowable and some not paid in cash. */
function model(policy: Partial<YearPolicy> = {}): Draft {
  const rows = smallCostRows()
  const key = { version: versionKey(ACTUAL), serviceId: 'mainframe', fundId: FUND.id }
  const revenue: Revenue = { ...key, id: revenueId(key), billed: figure<'USD'>('900000'), imputed: figure<'USD'>('1234.56'), federallyFunded: figure<'USD'>('301000.33'), source: 'Ledger' }
  const balance: FundBalance = { ...key, id: revenueId(key), opening: figure<'USD'>('-1500.01'), interest: figure<'USD'>('12.34'), transfers: figure<'USD'>('-100'), source: 'Ledger' }
  const fine = lineRow('fine', FY2005_KEY, { serviceId: 'mainframe', text: '500', allowable: 'unallowable' })
  const paper = lineRow('paper', FY2005_KEY, { serviceId: 'mainframe', text: '321.09', cash: 'non-cash' })
  const shared = lineRow('shared', FY2005_KEY, { poolId: '2005-rent', text: '77.01', cash: 'non-cash' })
  return draftFromRows({
    ...rows, internalServiceFund: [FUND], revenue: [revenue], fundBalance: [balance], yearPolicy: rows.yearPolicy.map((row) => ({ ...row, ...policy })),
    costLine: [...rows.costLine, lineRow('closed', key.version, { serviceId: 'mainframe', text: '700000' }), fine, paper, shared],
  })
}

const FY2005_KEY = versionKey(FY2005)
const NOTHING: Explanation = { label: 'nothing', value: null, text: '', unit: '', ruleId: '', formula: '', operation: { kind: 'typed' }, inputs: [], origin: null }

function leavesOf(top: Explanation, seen: Set<Explanation> = new Set()): readonly Explanation[] {
  if (seen.has(top)) return []
  seen.add(top)
  return top.inputs.length === 0 ? [top] : top.inputs.flatMap((each) => leavesOf(each, seen))
}

describe('figures of recovery explain themselves', () => {
  test.each(ALLOCATION_METHODS.flatMap((method) => (['365/60', '6'] as const).map((divisor) => [method, divisor] as const)))('NUM-1: every node of every figure gives its value from its inputs exactly, by %s, reserve by %s', (allocationMethod, reserveDivisor) => {
    const draft = model({ allocationMethod, reserveDivisor, reserveExpense: reserveDivisor === '6' ? 'all-cash' : 'allowable-only' })
    const figures = explainEveryAccount(draft, recoveryOf(draft, FY2005))
    expect(figures.length).toBeGreaterThan(100)
    expect(figures.flatMap(({ name, explanation }) => wrongExplanations(explanation, [name]))).toEqual([])
    expect(figures.filter(({ value, explanation }) => explanation.value !== value).map(({ name, value, explanation }) => [name, value, explanation.value])).toEqual([])
  })

  test('RECOV-1: an account goes down to rows of revenue and balances, published rates and units, lines and positions, each with the row to jump to', () => {
    const draft = model()
    const recovery = recoveryOf(draft, FY2005)
    const tablesOf = (at: Parameters<typeof explainRecovery>[2]): readonly string[] => [...new Set(leavesOf(explainRecovery(draft, recovery, at)).flatMap((each) => each.origin?.table ?? []))].toSorted()
    const mainframe = { kind: 'service', serviceId: 'mainframe', fundId: FUND.id } as const
    expect(tablesOf({ account: mainframe, year: 0, figure: 'closing' })).toEqual(['costLine', 'fundBalance', 'revenue'])
    expect(tablesOf({ account: { kind: 'fund', fundId: FUND.id }, year: 0, figure: 'federalShare' })).toEqual(['costLine', 'fundBalance', 'revenue'])
    expect(tablesOf({ account: mainframe, year: 2, figure: 'difference' })).toEqual(expect.arrayContaining(['costLine', 'driverQuantity', 'rateUnits', 'staffPosition', 'yearPolicy']))
    expect(explainRecovery(draft, recovery, { account: mainframe, year: 0, figure: 'billed' }).inputs.map((each) => [each.value, each.origin])).toEqual([['900000', { table: 'revenue', id: 'FY2003/actual|mainframe|isf', source: 'Ledger' }]])
  })

  test('RECOV-3: what is not allowable, or not paid in cash, is not among the inputs of the reserve', () => {
    const draft = model()
    const recovery = recoveryOf(draft, FY2005)
    // The own part comes first; drivers, which count every direct cost, are behind the parts of the pools.
    const own = (figure: 'cost' | 'allowableCost' | 'allowableCash' | 'cash'): readonly string[] => leavesOf(explainRecovery(draft, recovery, { account: { kind: 'service', serviceId: 'mainframe', fundId: FUND.id }, year: 2, figure }).inputs[0] ?? NOTHING).map((each) => each.label)
    expect((['cost', 'allowableCost', 'allowableCash', 'cash'] as const).map((each) => [each, own(each).includes('fine'), own(each).includes('paper'), own(each).includes('2005-licences')])).toEqual([['cost', true, true, true], ['allowableCost', false, true, true], ['allowableCash', false, false, true], ['cash', true, false, true]])
  })

  test('RECOV-4: a part of a balance and what expires of it follow from the balance and its years', () => {
    const draft = model()
    const recovery = recoveryOf(draft, FY2005)
    const row = draft.carryForward.get('from-2002')
    if (row === undefined) throw new Error('No balance')
    expect(explainCarryForward(draft, recovery, { row, fiscalYear: 2005 })).toMatchObject({ value: '-333.33', label: 'Balance of FY2002, taken up in FY2005' })
    expect(explainCarryForward(draft, recovery, { row: { ...row, expiresAfter: fiscalYear(2005) }, fiscalYear: null })).toMatchObject({ value: '-333.33', inputs: [{ value: '-1000' }, { value: '3' }] })
  })

  test('RECOV-1: the cost of a service that two pools name is shared out once', () => {
    const rows = smallCostRows()
    const twice = draftFromRows({ ...rows, costPool: rows.costPool.map((pool) => (pool.id === '2005-admin' ? { ...pool, serviceId: 'sam' } : pool)) })
    const recovery = recoveryOf(twice, FY2005)
    const cost = recovery.accounts.reduce((sum, account) => sum + Number(account.years[2]?.cost ?? 0), 0)
    const once = recoveryOf(draftFromRows(rows), planOf(FY2005.fiscalYear)).accounts.reduce((sum, account) => sum + Number(account.years[2]?.cost ?? 0), 0)
    expect(Math.round(cost * 100)).toBe(Math.round(once * 100))
  })
})
