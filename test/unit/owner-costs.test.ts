import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { costInputsOf } from '../../src-shared/domain/costs/cost-inputs.ts'
import { ownerCosts } from '../../src-shared/domain/costs/owner-costs.ts'
import { positionTotals } from '../../src-shared/domain/costs/position-totals.ts'
import { Decimal } from '../../src-shared/domain/decimal.ts'
import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { applyChanges } from '../../src-shared/domain/model/apply-edit.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import { sumUsd } from '../../src-shared/domain/sum-usd.ts'
import { carryRow, costModel, costRows, increaseRow, lineRow, partRow, percent, positionRow, usd } from '../support/cost-model.ts'
import { FY2005 } from '../support/small-model.ts'

describe('COST-1 COST-2 COST-3 what services and pools cost by themselves', () => {
  test('each element of RATE-1, what is taken off negative, and the sum', () => {
    const rows = costRows()
    const draft = draftFromRows({ ...rows, carryForward: [carryRow('over-recovered', '-250')], costLine: [...rows.costLine, lineRow('gear', '10', { cash: 'non-cash' }), lineRow('fine', '5', { allowable: 'unallowable' })] })
    const owner = ownerCosts(costInputsOf(draft, FY2005), 7).owners.get('service:mainframe')
    // Position 1 is 60,000 with +2 % from January: 60,600, of which 60 %. The server is depreciated, the printer below the threshold.
    expect([...(owner?.elements ?? [])]).toEqual([['salaries', '36360'], ['other', '2915.5'], ['depreciation', '12000'], ['carry-forward', '-250'], ['subsidy', '-100']])
    expect(owner).toMatchObject({ fte: '0.6', own: '50925.5', allowable: '51270.5', allowableCash: '39260.5' })
  })

  test('parts of a position below 100 % are flagged with what is in no rate; above 100 %, as a scenario can make them, refused', () => {
    const rows = costRows()
    const below = ownerCosts(costInputsOf(draftFromRows({ ...rows, staffAssignment: rows.staffAssignment.filter((part) => part.id !== 'a-2') }), FY2005), 7)
    expect(below.issues).toMatchObject([{ code: 'below-100-percent', severity: 'warning', subject: { table: 'staffPosition', id: 'p-1' }, message: 'The parts of position P-1 add up to 60 %: $24,240.00 of its cost is in no rate.' }])
    const above = ownerCosts(costInputsOf(draftFromRows({ ...rows, staffAssignment: [...rows.staffAssignment, partRow('a-9', 'p-2', { percent: '20', serviceId: 'mainframe' })] }), FY2005), 7)
    expect(above.issues).toMatchObject([{ code: 'above-100-percent', severity: 'error', subject: { id: 'p-2' } }])
    const both = above.positions.get('p-2')
    expect(sumUsd((both?.parts ?? []).map((part) => part.salary))).toBe(both?.salary)
  })

  test('an edit of one position computes that position and its owners, and nothing else', () => {
    const draft = costModel()
    const before = ownerCosts(costInputsOf(draft, FY2005), 7)
    expect(ownerCosts(costInputsOf(draft, FY2005), 7)).toBe(before)
    const row = draft.staffPosition.get('p-2')
    if (row === undefined) throw new Error('no position')
    const next = applyChanges(draft, [rowChange('staffPosition', { before: row, after: { ...row, baseSalary: usd('50000') } })])
    if (!next.ok) throw new Error('refused')
    const costs = ownerCosts(costInputsOf(next.value, FY2005), 7)
    expect([...costs.positions].filter(([id, cost]) => before.positions.get(id) !== cost).map(([id]) => id)).toEqual(['p-2'])
    expect([...costs.owners].filter(([key, cost]) => before.owners.get(key) !== cost).map(([key]) => key)).toEqual(['service:cabling'])
    expect(costs.positions.get('p-2')?.salary).toBe('25249.98')
  })

  test('an increase of one bargaining unit computes the positions of that unit only; a policy those that state none of their own', () => {
    const draft = costModel()
    const before = ownerCosts(costInputsOf(draft, FY2005), 7).positions
    const raised = applyChanges(draft, [rowChange('salaryIncrease', { before: null, after: increaseRow('unit', '3', '2005-03-01', { bargainingUnit: 'NAGE 1' }) })])
    if (!raised.ok) throw new Error('refused')
    const costs = ownerCosts(costInputsOf(raised.value, FY2005), 7).positions
    expect([...costs].filter(([id, cost]) => before.get(id) !== cost).map(([id]) => id)).toEqual(['p-2'])
  })
})

describe('COST-2 totals of positions', () => {
  test('by owner, by unit and by month', () => {
    const inputs = costInputsOf(costModel(), FY2005)
    const totals = positionTotals(inputs, ownerCosts(inputs, 7).positions)
    expect(totals.months[0]).toBe('2004-07-01')
    expect(totals.all).toMatchObject({ positions: 3, fte: '2', salary: '126150' })
    expect(totals.byUnit.get('NAGE 1')).toMatchObject({ positions: 1, fte: '0.5', salary: '24240', months: ['2000', '2000', '2000', '2000', '2000', '2000', '2040', '2040', '2040', '2040', '2040', '2040'] })
    expect(totals.byOwner.get('service:cabling')).toMatchObject({ positions: 2, fte: '0.9', salary: '48480' })
  })

  test('NUM-5 whatever the parts, owners add up to the whole in each month, and an owner to its year', () => {
    const hundredths = fc.integer({ min: 0, max: 5000 }).map((value) => new Decimal(value).div(100).toFixed())
    const person = fc.record({ base: fc.integer({ min: 0, max: 10_000_000 }).map((value) => new Decimal(value).div(100).toFixed()), first: hundredths, second: hundredths })
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 5 }), (people) => {
        const draft = draftFromRows({
          ...costRows(), staffPosition: people.map((each, index) => positionRow(`p-${index}`, each.base, { fringePercent: percent('33.3') })),
          staffAssignment: people.flatMap((each, index) => [
            partRow(`a-${index}`, `p-${index}`, { percent: each.first, serviceId: 'mainframe' }), partRow(`b-${index}`, `p-${index}`, { percent: each.second, poolId: 'admin' }),
          ]),
        })
        const inputs = costInputsOf(draft, FY2005)
        const { positions, owners } = ownerCosts(inputs, 7)
        const { all, byOwner, byUnit } = positionTotals(inputs, positions)
        const lists = [[...byOwner.values()], [...byUnit.values()]]
        for (const list of lists) {
          expect(sumUsd(list.flatMap((total) => [total.salary, total.fringe]))).toBe(sumUsd([all.salary, all.fringe]))
          for (const month of all.months.keys()) expect(sumUsd(list.map((total) => total.months[month] ?? usd('0')))).toBe(all.months[month])
          for (const total of list) expect(sumUsd(total.months)).toBe(sumUsd([total.salary, total.fringe]))
        }
        expect(owners.get('pool:admin')?.elements.get('salaries') ?? '0').toBe(byOwner.get('pool:admin')?.salary ?? '0')
      }),
      // A cent that nobody takes in one month and that is taken in a later one.
      { numRuns: 60, examples: [[[{ base: '0.06', first: '47.08', second: '47.51' }]]] },
    )
  })
})
