import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { capitalCost, livesIn } from '../../src-shared/domain/costs/capital-depreciation.ts'
import { defaultPolicy } from '../../src-shared/domain/costs/default-policy.ts'
import type { PositionCost } from '../../src-shared/domain/costs/derivation.ts'
import { positionCost } from '../../src-shared/domain/costs/position-cost.ts'
import { Decimal, decimal } from '../../src-shared/domain/decimal.ts'
import { fiscalYear, isoDate } from '../../src-shared/domain/fiscal-year.ts'
import type { CapitalItem, SalaryIncrease, StaffAssignment, StaffPosition, YearPolicy } from '../../src-shared/domain/model/cost-tables.ts'
import { sumUsd } from '../../src-shared/domain/sum-usd.ts'
import { factor, increaseRow, itemRow, partRow, percent, positionRow, usd } from '../support/cost-model.ts'
import { FY2005 } from '../support/small-model.ts'

const POLICY = defaultPolicy(FY2005)

function cost(position: StaffPosition, more: { readonly increases?: readonly SalaryIncrease[]; readonly assignments?: readonly StaffAssignment[]; readonly policy?: YearPolicy; readonly firstMonth?: number } = {}): PositionCost {
  return positionCost({
    position, assignments: more.assignments ?? [], increases: more.increases ?? [], policy: more.policy ?? POLICY, fiscalYear: FY2005.fiscalYear, firstMonth: more.firstMonth ?? 7,
  })
}

const monthly = (of: PositionCost): readonly string[] => of.months.map((month) => month.salary)

/** The source adds up one period: $30.00 x 928 hours and a premium of 7,274.26. One month is such a period, rounded once. */
function oneMonth(fringePercent: string, fringeFlat: string): StaffPosition {
  return positionRow('check', '334080', { startsOn: isoDate('2004-07-01'), endsOn: isoDate('2004-07-31'), fringePercent: percent(fringePercent), fringeFlat: usd(fringeFlat) })
}

function hundredths(max: number): fc.Arbitrary<string> {
  return fc.integer({ min: 0, max: max * 100 }).map((value) => new Decimal(value).div(100).toFixed())
}

function year(ending: number): Pick<Parameters<typeof capitalCost>[0], 'fiscalYear' | 'firstMonth'> {
  return { fiscalYear: fiscalYear(ending), firstMonth: 7 }
}

function over(item: CapitalItem, ending: number): readonly string[] {
  const found = capitalCost({ item, policy: POLICY, ...year(ending) })
  return [found.kind, found.amount]
}

describe('COST-2 positions', () => {
  test('COST-2 worked check: 27,840.00, 2,129.76, 7,274.26, 1,322.40, sum 38,566.42', () => {
    expect(cost(oneMonth('7.65', '0'))).toMatchObject({ salary: '27840', fringe: '2129.76' })
    expect(cost(oneMonth('4.75', '0')).fringe).toBe('1322.4')
    expect(cost(oneMonth('0', '87291.12')).fringe).toBe('7274.26')
    const all = cost(oneMonth('12.4', '87291.12'))
    expect([all.fringe, sumUsd([all.salary, all.fringe])]).toEqual(['10726.42', '38566.42'])
  })

  test('COST-2 over twelve months the premium is rounded each month: 606.19 instead of 606.18833 a month, two cents a year', () => {
    const costs = cost(positionRow('check', '27840', { fringePercent: percent('12.4'), fringeFlat: usd('7274.26') }))
    expect(costs.months[0]).toEqual({ month: '2004-07-01', salary: '2320', fringe: '893.87' })
    expect([costs.salary, costs.fringe]).toEqual(['27840', '10726.44'])
  })

  test('increases after the date of the base salary compound from their day on; those up to it are in it already', () => {
    const increases = [increaseRow('past', '50', '2004-06-30'), increaseRow('cola', '2', '2005-01-01'), increaseRow('step', '3', '2005-04-01', { kind: 'step' })]
    expect(monthly(cost(positionRow('p', '12000'), { increases }))).toEqual(['1000', '1000', '1000', '1000', '1000', '1000', '1020', '1020', '1020', '1050.6', '1050.6', '1050.6'])
  })

  test('an increase within a month counts from its day on', () => {
    const months = monthly(cost(positionRow('p', '12000'), { increases: [increaseRow('cola', '10', '2004-09-16')] }))
    expect(months.slice(0, 4)).toEqual(['1000', '1000', '1050', '1100'])
    const late = monthly(cost(positionRow('p', '12000', { startsOn: isoDate('2004-09-21') }), { increases: [increaseRow('cola', '10', '2004-09-16')] }))
    expect(late.slice(0, 4)).toEqual(['0', '0', '366.67', '1100'])
    const leaves = monthly(cost(positionRow('p', '12000', { endsOn: isoDate('2004-09-18') }), { increases: [increaseRow('cola', '10', '2004-09-16')] }))
    expect(leaves.slice(0, 4)).toEqual(['1000', '1000', '610', '0'])
  })

  test('increases of all, of a bargaining unit, and of one position', () => {
    const increases = [
      increaseRow('all', '1', '2004-07-01'), increaseRow('unit', '1', '2004-07-01', { bargainingUnit: 'nage 6 ' }), increaseRow('other-unit', '50', '2004-07-01', { bargainingUnit: 'NAGE 1' }),
      increaseRow('own', '1', '2004-07-01', { staffPositionId: 'p', bargainingUnit: 'NAGE 1' }), increaseRow('other', '50', '2004-07-01', { staffPositionId: 'q' }),
    ]
    expect(monthly(cost(positionRow('p', '1200000'), { increases }))[0]).toBe('103030.1')
  })

  test('FTE, first and last day, vacancy; fringe of the position before that of the year', () => {
    const policy = { ...POLICY, fringePercent: percent('30'), fringeFlat: usd('1200'), vacancyPercent: percent('10') }
    const half = cost(positionRow('p', '24000', { fte: factor('0.5'), startsOn: isoDate('2004-07-16'), endsOn: isoDate('2005-04-15') }), { policy })
    expect([half.months[0], half.months[1], half.months[9], half.months[11]]).toEqual([
      { month: '2004-07-01', salary: '464.52', fringe: '162.58' }, { month: '2004-08-01', salary: '900', fringe: '315' }, { month: '2005-04-01', salary: '450', fringe: '157.5' },
      { month: '2005-06-01', salary: '0', fringe: '0' },
    ])
    const own = cost(positionRow('p', '24000', { fringePercent: percent('0'), fringeFlat: usd('0'), vacancyPercent: percent('0') }), { policy })
    expect([own.salary, own.fringe]).toEqual(['24000', '0'])
  })

  test('NUM-6 the months follow the first month of the fiscal year', () => {
    expect(cost(positionRow('p', '12000'), { firstMonth: 10 }).months.map((month) => month.month).slice(0, 4)).toEqual(['2004-10-01', '2004-11-01', '2004-12-01', '2005-01-01'])
  })

  test('NUM-5 parts by largest remainder; what no part takes is unassigned', () => {
    const parts = [partRow('a', 'p', { percent: '33.333333', serviceId: 'mainframe' }), partRow('b', 'p', { percent: '33.333333', poolId: 'admin' }), partRow('other', 'q', { percent: '100', serviceId: 'cabling' })]
    const split = cost(positionRow('p', '100', { fringePercent: percent('10'), startsOn: isoDate('2005-01-01') }), { assignments: parts })
    expect(split.salary).toBe('49.98')
    expect(split.parts).toEqual([
      { owner: 'service:mainframe', percent: '33.333333', salary: '16.66', fringe: '1.66', fte: '0.166667' }, { owner: 'pool:admin', percent: '33.333333', salary: '16.66', fringe: '1.66', fte: '0.166667' },
    ])
    expect(split.unassigned).toEqual({ salary: '16.66', fringe: '1.66' })
    expect(cost(positionRow('p', '1200')).unassigned).toEqual({ salary: '1200', fringe: '0' })
  })

  test('COST-2 for any position: each month is the exact figure rounded once, months add up to the year, parts and what is unassigned too', () => {
    const cents = fc.integer({ min: 0, max: 2 ** 40 }).map((value) => new Decimal(value).div(100).toFixed())
    const person = fc.record({ base: cents, fte: hundredths(2), fringe: hundredths(60), flat: cents, vacancy: hundredths(100), cola: hundredths(20), first: hundredths(50), second: hundredths(50) })
    fc.assert(
      fc.property(person, (given) => {
        const position = positionRow('p', given.base, { fte: factor(given.fte), fringePercent: percent(given.fringe), fringeFlat: usd(given.flat), vacancyPercent: percent(given.vacancy) })
        const assignments = [partRow('a', 'p', { percent: given.first, serviceId: 'mainframe' }), partRow('b', 'p', { percent: given.second, poolId: 'admin' })]
        const costs = cost(position, { assignments, increases: [increaseRow('cola', given.cola, '2005-01-01')] })
        const exact = (increase: string): { readonly salary: string; readonly fringe: string } => {
          const salary = new Decimal(given.base).times(new Decimal(100).plus(increase)).div(100).times(given.fte)
          const fringe = salary.times(given.fringe).div(100).plus(new Decimal(given.flat).times(given.fte))
          const filled = new Decimal(100).minus(given.vacancy)
          return { salary: salary.times(filled).div(1200).toDecimalPlaces(2).toFixed(), fringe: fringe.times(filled).div(1200).toDecimalPlaces(2).toFixed() }
        }
        expect(costs.months[0]).toMatchObject(exact('0'))
        expect(costs.months[11]).toMatchObject(exact(given.cola))
        for (const figure of ['salary', 'fringe'] as const) {
          expect(sumUsd(costs.months.map((month) => month[figure]))).toBe(costs[figure])
          expect(sumUsd([...costs.parts.map((part) => part[figure]), costs.unassigned[figure]])).toBe(costs[figure])
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('COST-3 capital items', () => {
  test('straight line from the month in service', () => {
    const item = itemRow('server', '36000', '2004-01-15', 36)
    expect([2003, 2004, 2005, 2006, 2007, 2008].map((each) => over(item, each)[1])).toEqual(['0', '6000', '12000', '12000', '6000', '0'])
    expect(capitalCost({ item, policy: POLICY, ...year(2004) }).months.map((month) => month.amount)).toEqual(['0', '0', '0', '0', '0', '0', '1000', '1000', '1000', '1000', '1000', '1000'])
    expect([2007, 2008].map((each) => livesIn({ item, policy: POLICY, ...year(each) }))).toEqual([true, false])
  })

  test('at the threshold it is depreciated, below it an expense of its first month', () => {
    expect(over(itemRow('at', '5000', '2004-09-30', 10), 2005)).toEqual(['depreciation', '5000'])
    const below = capitalCost({ item: itemRow('below', '4999.99', '2004-09-30', 10), policy: POLICY, ...year(2005) })
    expect([below.kind, below.months[2]?.amount, below.months[3]?.amount]).toEqual(['expense', '4999.99', '0'])
    expect(livesIn({ item: itemRow('below', '4999.99', '2004-09-30', 10), policy: POLICY, ...year(2006) })).toBe(false)
  })

  test('the months of any life add up to the price exactly, each within a cent of the others', () => {
    fc.assert(
      fc.property(fc.integer({ min: 500_000, max: 2 ** 40 }), fc.integer({ min: 1, max: 240 }), fc.integer({ min: 0, max: 11 }), (price, life, month) => {
        const item = itemRow('item', new Decimal(price).div(100).toFixed(), `2004-${String(month + 1).padStart(2, '0')}-28`, life)
        const months = Array.from({ length: 23 }, (_, index) => capitalCost({ item, policy: POLICY, ...year(2003 + index) }).months).flat().map((each) => each.amount)
        expect(sumUsd(months)).toBe(item.purchasePrice)
        const inLife = months.filter((amount) => amount !== '0').map((amount) => decimal(amount).times(100).toNumber())
        expect(Math.max(...inLife) - Math.min(...inLife)).toBeLessThanOrEqual(1)
      }),
      { numRuns: 50 },
    )
  })
})
