import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { decimal, readDecimal, type DecimalText, type Usd } from '../../src-shared/domain/decimal.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import type { CarryForward, YearPolicy } from '../../src-shared/domain/model/cost-tables.ts'
import { accountYear, reserveCap, sumFigures, type AccountFigures } from '../../src-shared/domain/recovery/account-year.ts'
import { carryForwardIn, planCarryForward } from '../../src-shared/domain/recovery/carry-forward.ts'
import { settlementOptions } from '../../src-shared/domain/recovery/settlement.ts'
import { differenceUsd, sumUsd } from '../../src-shared/domain/sum-usd.ts'
import { planOf, versionKey } from '../../src-shared/domain/version.ts'

function amount<Unit extends string>(text: string): DecimalText<Unit> {
  const read = readDecimal<Unit>(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

const NOTHING = amount<'USD'>('0')
const FIGURES: AccountFigures = {
  opening: NOTHING, billed: NOTHING, imputed: NOTHING, federallyFunded: NOTHING, interest: NOTHING, transfers: NOTHING, cost: NOTHING, allowableCost: NOTHING, allowableCash: NOTHING, cash: NOTHING,
  carryForward: NOTHING, reserveContribution: NOTHING, subsidy: NOTHING, otherRevenue: NOTHING,
}
const version = versionKey(planOf(fiscalYear(2005)))
const POLICY: YearPolicy = {
  id: version, version, fringePercent: amount('0'), fringeFlat: NOTHING, vacancyPercent: amount('0'), allocationMethod: 'step-down', capitalThreshold: amount('5000'), recoveryTolerancePercent: amount('5'),
  reserveDivisor: '365/60', reserveExpense: 'allowable-only', roundingEffectThreshold: amount('1000'), provenance: 'own', note: '',
}
const YEAR = { fiscalYear: fiscalYear(2005), basis: 'plan', policy: POLICY } as const
const CARRIED: CarryForward = {
  id: 'cf', serviceId: 'mainframe', fundId: null, closedYear: fiscalYear(2003), amount: amount('100'), settledBy: 'future-rates', firstYear: fiscalYear(2005), years: 3, expiresAfter: fiscalYear(2006), note: '', source: '',
}

function openSettlements(excess: string, federalShare: string): readonly string[] {
  return settlementOptions({ excess: amount(excess), federalShare: amount(federalShare), serviceExcess: amount(excess) }).filter((each) => each.isOpen).map((each) => each.settlement)
}

/** Whole cents within a range. */
const money = (most: number, least = -most): fc.Arbitrary<Usd> => fc.integer({ min: least, max: most }).map((cents) => amount<'USD'>(`${cents < 0 ? '-' : ''}${Math.trunc(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`))

describe('an account in a year', () => {
  test('RECOV-1: closing = opening + billed + imputed + interest - allowable cost + transfers', () => {
    const year = accountYear({ ...FIGURES, opening: amount('10'), billed: amount('90'), imputed: amount('5.5'), interest: amount('0.25'), transfers: amount('-3'), cost: amount('100'), allowableCost: amount('95') }, YEAR)
    expect({ revenue: year.revenue, closing: year.closing }).toEqual({ revenue: '95.5', closing: '7.75' })
  })

  test('RECOV-1: revenue is held against the target, so that a surplus given back is no under-recovery', () => {
    const year = accountYear({ ...FIGURES, billed: amount('80'), cost: amount('100'), carryForward: amount('-20') }, YEAR)
    expect({ target: year.target, difference: year.difference, verdict: year.verdict }).toEqual({ target: '80', difference: '0', verdict: 'recovered' })
  })

  test('RECOV-1: beyond the tolerance it is flagged; the bound itself is within', () => {
    const of = (billed: string) => accountYear({ ...FIGURES, billed: amount(billed), cost: amount('100') }, YEAR).verdict
    expect([of('95'), of('94.99'), of('105'), of('105.01')]).toEqual(['recovered', 'under-recovered', 'recovered', 'over-recovered'])
    expect(accountYear({ ...FIGURES, billed: amount('1') }, YEAR).verdict).toBe('no-target')
  })

  test('RECOV-3: sixty days of allowable cash expense, by either divisor, with or without what is not allowable', () => {
    const expense = { allowableCash: amount<'USD'>('365000'), cash: amount<'USD'>('730000') }
    expect(reserveCap(expense, { reserveDivisor: '365/60', reserveExpense: 'allowable-only' })).toBe('60000')
    expect(reserveCap(expense, { reserveDivisor: '6', reserveExpense: 'allowable-only' })).toBe('60833.33')
    expect(reserveCap(expense, { reserveDivisor: '365/60', reserveExpense: 'all-cash' })).toBe('120000')
  })

  test('RECOV-3, RECOV-5: the excess over the cap, and its federal share', () => {
    const year = accountYear({ ...FIGURES, opening: amount('50000'), billed: amount('400000'), federallyFunded: amount('100000'), cost: amount('365000'), allowableCost: amount('365000'), allowableCash: amount('365000') }, YEAR)
    expect({ closing: year.closing, cap: year.reserveCap, excess: year.excess, percent: year.federalPercent, share: year.federalShare }).toEqual({ closing: '85000', cap: '60000', excess: '25000', percent: '25', share: '6250' })
  })

  test('RECOV-5: allocated central cost settles up to 500,000; a refund needs federal billings', () => {
    expect(openSettlements('500000', '1')).toEqual(['future-rates', 'cash-refund', 'credits', 'central-cost'])
    expect(openSettlements('500000.01', '0')).toEqual(['future-rates', 'credits'])
    expect(openSettlements('0', '0')).toEqual([])
  })

  test('RECOV-1: the closing balance of a sum is the sum of the closing balances, whatever the accounts hold', () => {
    const figures = fc.record({
      opening: money(1e9), billed: money(1e9, 0), imputed: money(1e9, 0), federallyFunded: fc.constant(NOTHING), interest: money(1e6), transfers: money(1e8), cost: money(1e9), allowableCost: money(1e9),
      allowableCash: money(1e9), cash: money(1e9), carryForward: money(1e8), reserveContribution: money(1e8), subsidy: money(1e8), otherRevenue: money(1e8),
    })
    fc.assert(fc.property(fc.array(figures, { maxLength: 6 }), (all) => {
      const each = all.map((one) => accountYear(one, YEAR))
      const whole = accountYear(sumFigures(all), YEAR)
      expect(whole.closing).toBe(sumUsd(each.map((one) => one.closing)))
      expect(whole.difference).toBe(sumUsd(each.map((one) => one.difference)))
      expect(decimal(whole.excess).gte(0)).toBe(true)
      expect(decimal(differenceUsd(whole.closing, whole.reserveCap)).lte(decimal(whole.excess))).toBe(true)
    }))
  })
})

describe('a carry-forward', () => {
  test('RECOV-4: is spread over its years by largest remainder; what no year may take any more expires', () => {
    expect(planCarryForward(CARRIED)).toEqual({ parts: [{ fiscalYear: 2005, amount: '33.34' }, { fiscalYear: 2006, amount: '33.33' }], expired: '33.33' })
    expect([2004, 2005, 2006, 2007].map((year) => carryForwardIn(CARRIED, fiscalYear(year)))).toEqual(['0', '33.34', '33.33', '0'])
  })

  test('RECOV-5: settled otherwise, it is no cost of any year', () => {
    expect(planCarryForward({ ...CARRIED, settledBy: 'cash-refund' })).toEqual({ parts: [], expired: '0' })
  })

  test('RECOV-4: parts and what expires add up to the balance', () => {
    fc.assert(fc.property(money(1e12), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 25 }), (balance, years, more) => {
      const plan = planCarryForward({ ...CARRIED, amount: balance, years, expiresAfter: fiscalYear(2005 + more) })
      expect(sumUsd([...plan.parts.map((part) => part.amount), plan.expired])).toBe(balance)
    }))
  })
})
