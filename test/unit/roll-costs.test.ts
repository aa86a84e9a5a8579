import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { costInputsOf } from '../../src-shared/domain/costs/cost-inputs.ts'
import type { CostInputs } from '../../src-shared/domain/costs/derivation.ts'
import { planFieldEdits } from '../../src-shared/domain/costs/edit-costs.ts'
import { ownerCosts } from '../../src-shared/domain/costs/owner-costs.ts'
import { planRollCosts, planRollYear, type RollRequest } from '../../src-shared/domain/costs/roll-costs.ts'
import { Decimal } from '../../src-shared/domain/decimal.ts'
import { fiscalYear, isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges } from '../../src-shared/domain/model/edit.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { sumUsd } from '../../src-shared/domain/sum-usd.ts'
import { planOf, versionKey } from '../../src-shared/domain/version.ts'
import { after, costModel, costRows, increaseRow, itemRow, KEY_2005, lineRow, percent, PLAN_A, positionRow } from '../support/cost-model.ts'
import { countingIds, FY2004, FY2005, FY2006 } from '../support/small-model.ts'

function rolled(draft: Draft, more: Partial<RollRequest> = {}): Draft {
  return after(draft, planRollCosts({ draft, from: KEY_2005, newId: countingIds(), ...more }))
}

function inputs(draft: Draft): CostInputs {
  return costInputsOf(draft, FY2006)
}

function codes(result: Result<unknown>): readonly string[] {
  return result.ok ? [] : result.failure.map((each) => each.code)
}

describe('COST-4 costs roll into the next year', () => {
  test('recurring lines grow by the escalator of their object code, one-time lines stay behind', () => {
    const rows = costRows()
    const draft = draftFromRows({ ...rows, costLine: [...rows.costLine, lineRow('phones', '33.33', { objectCode: 'HH' }), lineRow('once', '5', { recurrence: 'one-time' })] })
    const next = rolled(draft, { escalators: [{ objectCode: 'uu', percent: percent('3') }, { objectCode: '', percent: percent('-1.5') }] })
    expect(inputs(next).costLines.map((line) => [line.description, line.amount, line.source])).toEqual([
      ['power', '1236.52', 'Rolled from FY2005, +3 %'], ['rent', '3090', 'Rolled from FY2005, +3 %'], ['grant', '103', 'Rolled from FY2005, +3 %'], ['indirect', '2588.39', 'Rolled from FY2005, +3 %'],
      ['phones', '32.83', 'Rolled from FY2005, -1.5 %'],
    ])
    expect([...next.escalator.keys()]).toEqual(['FY2006/plan|uu', 'FY2006/plan|'])
  })

  test('escalators that the new year has already count, and none is needed', () => {
    const version = versionKey(FY2006)
    const draft = draftFromRows({ ...costRows(), escalator: [{ id: `${version}|UU`, version, objectCode: 'UU', percent: percent('10'), assumption: '', source: '' }] })
    expect(inputs(rolled(draft)).costLines[0]?.amount).toBe('1320.55')
    expect(inputs(rolled(costModel())).costLines[0]).toMatchObject({ amount: '1200.5', source: 'Rolled from FY2005' })
  })

  test('base salaries rise to the eve of the new year by the increases in force; later increases roll, and those who left do not', () => {
    const rows = costRows()
    const draft = draftFromRows({
      ...rows, staffPosition: [...rows.staffPosition, positionRow('left', '1', { endsOn: isoDate('2005-06-30') }), positionRow('leaves', '100', { endsOn: isoDate('2005-07-01'), salaryAsOf: isoDate('2005-08-01') })],
      salaryIncrease: [...rows.salaryIncrease, increaseRow('step', '3', '2005-06-30', { staffPositionId: 'p-1' }), increaseRow('later', '4', '2005-09-01'), increaseRow('past', '50', '2004-06-30')],
    })
    const next = inputs(rolled(draft))
    expect(next.staffPositions.map((row) => [row.code, row.baseSalary, row.salaryAsOf])).toEqual([
      ['P-1', '63036', '2005-06-30'], ['P-2', '48960', '2005-06-30'], ['P-3', '91800', '2005-06-30'], ['LEAVES', '100', '2005-08-01'],
    ])
    expect(next.salaryIncreases.map((row) => row.name)).toEqual(['later'])
    expect(next.staffAssignments).toHaveLength(4)
  })

  test('capital items roll while they live, with their price and their first day', () => {
    const draft = draftFromRows({ ...costRows(), capitalItem: [itemRow('lives', '36000', '2004-01-15', 36), itemRow('written-off', '36000', '2003-07-01', 24), itemRow('small', '900', '2004-09-01', 60), itemRow('to-come', '900', '2005-09-01', 60)] })
    expect(inputs(rolled(draft)).capitalItems.map((row) => [row.description, row.purchasePrice, row.inServiceOn])).toEqual([['lives', '36000', '2004-01-15'], ['to-come', '900', '2005-09-01']])
  })

  test('pools, drivers, quantities, builds and units come along and refer to the new rows; units only if wished', () => {
    const next = rolled(costModel())
    const of = inputs(next)
    const [admin] = of.costPools
    expect(of.costPools.map((pool) => [pool.code, of.drivers.has(pool.driverId ?? '')])).toEqual([['ADMIN', true], ['BUILDING', true]])
    expect(of.driverQuantities.map((row) => [of.drivers.has(row.driverId), row.quantity])).toEqual([[true, '3'], [true, '1'], [true, '1']])
    expect(of.staffAssignments.find((row) => row.poolId !== null)?.poolId).toBe(admin?.id)
    expect([...of.rateUnits.values()].flat().map((row) => row.id)).toContain('FY2006/plan|drop|DOR')
    expect([of.rateBuilds.size, inputs(rolled(costModel(), { units: 'without-units' })).rateUnits.size]).toEqual([3, 0])
  })

  test('services and rates that have ended stay behind', () => {
    const rows = costRows()
    const draft = draftFromRows({ ...rows, service: rows.service.map((row) => (row.id === 'mainframe' ? { ...row, retiredFrom: fiscalYear(2006) } : row)) })
    const of = inputs(rolled(draft))
    expect([of.costLines.map((line) => line.description), of.capitalItems.length, [...of.rateBuilds.keys()], of.staffAssignments.length]).toEqual([['rent', 'indirect'], 0, ['drop'], 3])
  })

  test('what a scenario sees rolls into the base', () => {
    const start = costModel()
    const draft = after(start, planFieldEdits({ draft: start, version: PLAN_A, edits: [{ table: 'costLine', rowId: 'power', field: 'amount', text: '7' }], newId: countingIds() }))
    expect(inputs(rolled(draft, { from: versionKey(PLAN_A) })).costLines[0]).toMatchObject({ amount: '7', version: versionKey(FY2006) })
  })

  test('refused: nothing to roll, costs there already, an earlier year, a published year', () => {
    const draft = costModel()
    const refusal = (more: Partial<RollRequest>): readonly string[] => codes(planRollCosts({ draft, from: KEY_2005, newId: countingIds(), ...more }))
    expect([refusal({ from: versionKey(FY2004), to: fiscalYear(2006) }), refusal({ draft: rolled(draft) }), refusal({ to: fiscalYear(2005) }), refusal({ from: versionKey(planOf(fiscalYear(2003))), to: fiscalYear(2004) })]).toEqual([
      ['version-missing'], ['version-exists'], ['not-a-fiscal-year'], ['published-is-immutable'],
    ])
  })

  test('VER-3 with its schedule as one edit that one undo takes back', () => {
    const draft = costModel()
    const plan = planRollYear({ draft, from: KEY_2005, newId: countingIds() })
    const next = after(draft, plan)
    expect(plan.ok && plan.value.label).toBe('Roll FY2005 into FY2006 (7 prices; 4 lines, 3 positions, 2 pools)')
    expect([next.schedule.has('FY2006/plan#1'), inputs(next).costPools.length]).toEqual([true, 2])
    const back = plan.ok ? applyPlan(next, { kind: 'edit', changes: inverseChanges(plan.value.changes) }) : undefined
    expect(back?.ok === true && back.value).toEqual(draft)
    expect(codes(planRollYear({ draft: next, from: KEY_2005, newId: countingIds() }))).toEqual(['version-exists', 'version-exists'])
  })

  test('with nothing that changes, a year costs what the year before did, and positions cost what their last month did', () => {
    const amount = fc.integer({ min: 1, max: 10 ** 9 }).map((value) => new Decimal(value).div(100).toFixed())
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 5 }), amount, fc.integer({ min: -50, max: 50 }), (amounts, salary, cola) => {
        const rows = costRows()
        const draft = draftFromRows({
          ...rows, capitalItem: [], staffPosition: [positionRow('p-1', salary)], staffAssignment: rows.staffAssignment.filter((row) => row.staffPositionId === 'p-1'),
          costLine: amounts.map((each, index) => lineRow(`l-${index}`, each)), salaryIncrease: [increaseRow('cola', String(cola), '2005-01-01')],
        })
        const next = rolled(draft)
        const [before, later] = [ownerCosts(costInputsOf(draft, FY2005), 7), ownerCosts(inputs(next), 7)]
        expect(later.owners.get('service:mainframe')?.elements.get('other')).toBe(before.owners.get('service:mainframe')?.elements.get('other'))
        expect(sumUsd(inputs(next).costLines.map((line) => line.amount))).toBe(sumUsd([...draft.costLine.values()].map((line) => line.amount)))
        const raised = new Decimal(salary).times(100 + cola).div(100).toDecimalPlaces(2)
        expect([...later.positions.values()][0]?.months[0]?.salary).toBe(raised.div(12).toDecimalPlaces(2).toFixed())
      }),
      { numRuns: 60 },
    )
  })
})
