import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { costInputsOf } from '../../src-shared/domain/costs/cost-inputs.ts'
import {
  needsCostScenario, planAddRow, planAssignPosition, planFieldEdits, planRelativeCostChange, planRemoveRows, planReorderPools, planSalaryIncrease, type CostEdits,
} from '../../src-shared/domain/costs/edit-costs.ts'
import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges } from '../../src-shared/domain/model/edit.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import type { Version } from '../../src-shared/domain/version.ts'
import { after, costModel, KEY_2005, percent, PLAN_A, usd } from '../support/cost-model.ts'
import { smallCosts } from '../support/small-costs.ts'
import { countingIds, FY2004, FY2005, scheduleRow } from '../support/small-model.ts'

type Edit = Parameters<typeof planFieldEdits>[0]['edits'][number]

function cell(table: Edit['table'], rowId: string, field: string, text: string): Edit {
  return { table, rowId, field, text }
}

function typing(draft: Draft, version: Version, ...edits: readonly Edit[]): CostEdits {
  const planned = planFieldEdits({ draft, version, edits, newId: countingIds(), author: 'Ben' })
  if (!planned.ok) throw new Error(JSON.stringify(planned.failure))
  return planned.value
}

function typed(draft: Draft, version: Version, ...edits: readonly Edit[]): Draft {
  return after(draft, { ok: true, value: typing(draft, version, ...edits) })
}

function codes(result: Result<unknown>): readonly string[] {
  return result.ok ? [] : result.failure.map((each) => each.code)
}

const draft = costModel()

describe('typing into the cost side of a base version', () => {
  test('writes the row, with who states it, and says so in the label', () => {
    const edits = typing(draft, FY2005, cell('costLine', 'power', 'amount', '$1,300.50'))
    expect(edits.plan.label).toBe('Line "power": amount $1,300.50')
    expect(after(draft, { ok: true, value: edits }).costLine.get('power')).toMatchObject({ amount: '1300.5', author: 'Ben' })
    expect(typing(draft, FY2005, cell('costLine', 'power', 'amount', '1200.50')).plan.changes).toEqual([])
  })

  test('a paste keeps what fits, refuses the other cells with their rows named, and notes what was rounded', () => {
    const edits = typing(draft, FY2005, cell('costLine', 'power', 'amount', '10.005'), cell('costLine', 'rent', 'amount', 'much'), cell('staffPosition', 'p-1', 'fte', '-1'), cell('staffPosition', 'p-2', 'fte', '0.75'), cell('costLine', 'gone', 'amount', '1'))
    expect(edits.plan.changes.map((change) => change.id)).toEqual(['power', 'p-2'])
    expect(edits.refused.map((each) => [each.index, each.issue.message])).toEqual([
      [1, 'Line "rent", amount: "much" is not a number.'], [2, 'Position P-1, FTE: -1 is below 0.'], [4, 'That row is not there any more.'],
    ])
    expect(edits.notes.map((each) => [each.index, each.issue.message])).toEqual([[0, 'Line "power", amount: 10.005 was rounded to 10.01.']])
  })

  test('COST-2 a position that would end before it starts keeps its dates; a pair that only fits together is taken', () => {
    const refusedOne = typing(draft, FY2005, cell('staffPosition', 'p-3', 'endsOn', '2004-12-31'))
    expect([refusedOne.plan.changes, refusedOne.refused[0]?.issue.code]).toEqual([[], 'dates-out-of-order'])
    expect(typed(draft, FY2005, cell('staffPosition', 'p-3', 'endsOn', '2004-12-31'), cell('staffPosition', 'p-3', 'startsOn', '2004-09-01')).staffPosition.get('p-3')).toMatchObject({ startsOn: '2004-09-01', endsOn: '2004-12-31' })
  })

  test('COST-2 parts above 100 % and codes twice are refused, the other rows of the paste are kept', () => {
    const edits = typing(draft, FY2005, cell('staffAssignment', 'a-1', 'percent', '70'), cell('staffPosition', 'p-2', 'code', 'p-1'), cell('costLine', 'rent', 'amount', '5'))
    expect(edits.plan.changes.map((change) => change.id)).toEqual(['rent'])
    expect(edits.refused.map((each) => [each.index, each.issue.code])).toEqual([[0, 'above-100-percent'], [1, 'duplicate-code']])
    expect(edits.refused[0]?.issue.message).toBe('The parts of position P-1 would add up to 110 %.')
  })

  test('rows that do not exist yet come into being when something is typed for them; an empty count takes them away', () => {
    const next = typed(draft, FY2005, cell('rateUnits', `${KEY_2005}|hub|`, 'units', '12'), cell('driverQuantity', `${KEY_2005}|d-heads|pool:admin`, 'quantity', '2'), cell('yearPolicy', KEY_2005, 'fringePercent', '33.5 %'), cell('rateUnits', `${KEY_2005}|cpu|`, 'units', ''))
    expect(next.rateUnits.get(`${KEY_2005}|hub|`)?.units).toBe('12')
    expect(next.driverQuantity.get(`${KEY_2005}|d-heads|pool:admin`)).toMatchObject({ driverId: 'd-heads', poolId: 'admin', serviceId: null, quantity: '2' })
    expect(next.yearPolicy.get(KEY_2005)).toMatchObject({ fringePercent: '33.5', capitalThreshold: '5000' })
    expect(next.rateUnits.has(`${KEY_2005}|cpu|`)).toBe(false)
    expect(typing(draft, FY2005, cell('rateUnits', `${KEY_2005}|nowhere|`, 'units', '12')).refused).toMatchObject([{ issue: { code: 'unknown-reference' } }])
  })

  test('RECOV-1 revenue and balances come into being when they are typed, each in its own year; an empty figure takes the row away', () => {
    const actual: Version = { ...FY2005, basis: 'actual' }
    const [billed, opening] = [cell('revenue', 'FY2005/actual|mainframe|', 'billed', '$1,000'), cell('fundBalance', 'FY2005/actual|mainframe|', 'opening', '(250.5)')]
    const stated = typed(draft, actual, billed, opening)
    expect([[...stated.revenue.values()], [...stated.fundBalance.values()]]).toMatchObject([[{ version: 'FY2005/actual', serviceId: 'mainframe', fundId: null, billed: '1000', imputed: '0' }], [{ opening: '-250.5', interest: '0' }]])
    const emptied = typed(stated, actual, { ...billed, text: '' }, { ...opening, text: ' ' })
    expect([emptied.revenue.size, emptied.fundBalance.size]).toEqual([0, 0])
    expect(typing(stated, actual, cell('revenue', 'FY2005/actual|mainframe|', 'federallyFunded', '1000.01')).refused.map((each) => each.issue.message)).toEqual(['Revenue of Mainframe: The federally funded part 1000.01 is more than the billed 1000.'])
  })

  test('a line goes to a pool, by id or by code', () => {
    expect(typed(draft, FY2005, cell('costLine', 'power', 'owner', 'ADMIN')).costLine.get('power')).toMatchObject({ serviceId: null, poolId: 'admin' })
    expect(typed(draft, FY2005, cell('costLine', 'rent', 'owner', 'service:cabling')).costLine.get('rent')).toMatchObject({ serviceId: 'cabling', poolId: null })
  })

  test('VER-2 the plan of a published year stays; its actual figures are open', () => {
    expect(codes(planFieldEdits({ draft, version: FY2004, edits: [], newId: countingIds() }))).toEqual(['published-is-immutable'])
    expect([needsCostScenario(draft, FY2004), needsCostScenario(draft, FY2005), needsCostScenario(draft, { ...FY2004, basis: 'actual' })]).toEqual([true, false, false])
    const reviewed: Draft = { ...draft, schedule: new Map([...draft.schedule, ['FY2005/plan#1', { ...scheduleRow(2005), state: 'under-review' }]]) }
    expect(codes(planFieldEdits({ draft: reviewed, version: FY2005, edits: [], newId: countingIds() }))).toEqual(['wrong-state'])
  })
})

describe('VER-2 RECOV-4 balances of closed years', () => {
  const model = smallCosts()
  const beside: Version = { ...FY2005, basis: 'forecast' }
  const balance = (field: string, text: string): CostEdits => typing(model, beside, cell('carryForward', 'from-2002', field, text))

  test('what a published year took up stays; what later years take up is open', () => {
    expect(balance('amount', '-900').refused.map((each) => [each.issue.code, each.issue.message])).toEqual([['published-is-immutable', 'Carry-forward FY2002 of Cabling: What FY2004 takes up of the balance is published and stays as it is.']])
    expect(balance('years', '2').refused).toHaveLength(1)
    expect(codes(planRemoveRows({ draft: model, version: beside, table: 'carryForward', rowIds: ['from-2002'] }))).toEqual(['published-is-immutable'])
    expect(balance('expiresAfter', 'FY2005')).toMatchObject({ refused: [], plan: { label: 'Carry-forward FY2002 of Cabling: expires after FY2005', changes: [{ table: 'carryForward' }] } })
    expect(balance('note', 'Agreed with the customers')).toMatchObject({ refused: [] })
  })

  test('a balance that begins with an open year is typed and taken away', () => {
    const added = planAddRow({ draft: model, version: beside, table: 'carryForward', fields: { serviceId: 'mainframe', closedYear: '2003', firstYear: '2005', expiresAfter: '2006', amount: '120' }, newId: countingIds() })
    expect(added).toMatchObject({ ok: true, value: { label: 'Add carry-forward FY2003 of Mainframe' } })
    expect(codes(planAddRow({ draft: model, version: beside, table: 'carryForward', fields: { serviceId: 'mainframe', closedYear: '2003', firstYear: '2004', expiresAfter: '2006', amount: '120' }, newId: countingIds() }))).toEqual(['published-is-immutable'])
  })
})

describe('VER-4 typing with a scenario', () => {
  test('keeps the base and writes what differs; typing the base value again takes it away', () => {
    const next = typed(draft, PLAN_A, cell('staffPosition', 'p-1', 'baseSalary', '65000'))
    expect(next.staffPosition).toBe(draft.staffPosition)
    expect([...next.inputOverride.values()]).toMatchObject([{ table: 'staffPosition', rowId: 'p-1', field: 'baseSalary', value: '65000', baseValue: '60000', baseRevision: 1, version: KEY_2005 }])
    expect(costInputsOf(next, PLAN_A).staffPositions[0]?.baseSalary).toBe('65000')
    expect(typed(next, PLAN_A, cell('staffPosition', 'p-1', 'baseSalary', '60,000.00')).inputOverride.size).toBe(0)
  })

  test('rows that only the scenario has are written themselves; units without a row become one of the scenario', () => {
    const planned = planAddRow({ draft, version: PLAN_A, table: 'costLine', fields: { owner: 'service:cabling', description: 'Cable', amount: '5' }, newId: countingIds(), author: 'Ben' })
    const added = after(draft, planned)
    expect(planned.ok && planned.value.label).toBe('Add line "Cable"')
    const next = typed(added, PLAN_A, cell('costLine', 'new-1', 'amount', '6'), cell('rateUnits', `${KEY_2005}|hub|`, 'units', '3'))
    expect([next.costLine.get('new-1')?.amount, next.inputOverride.size]).toEqual(['6', 0])
    expect(costInputsOf(next, PLAN_A).rateUnits.get('hub')).toMatchObject([{ units: '3', version: `${KEY_2005}/plan-a` }])
    expect(costInputsOf(next, FY2005).rateUnits.has('hub')).toBe(false)
  })

  test("one row named by the base's id and by the scenario's is one row", () => {
    const next = typed(draft, PLAN_A, cell('rateUnits', `${KEY_2005}|hub|`, 'units', '3'), cell('rateUnits', `${KEY_2005}/plan-a|hub|`, 'assumption', 'guess'))
    expect([...next.rateUnits.values()].filter((row) => row.rateId === 'hub')).toMatchObject([{ units: '3', assumption: 'guess' }])
  })

  test('rows are left out and taken in again; what cannot differ in a scenario is refused', () => {
    const out = after(draft, planRemoveRows({ draft, version: PLAN_A, table: 'costLine', rowIds: ['power'] }))
    expect(costInputsOf(out, PLAN_A).costLines.some((line) => line.id === 'power')).toBe(false)
    expect(out.costLine).toBe(draft.costLine)
    expect(typed(out, PLAN_A, cell('costLine', 'power', 'left-out', '')).inputOverride.size).toBe(0)
    expect(typing(draft, PLAN_A, cell('staffPosition', 'p-1', 'code', 'X')).refused).toMatchObject([{ issue: { code: 'wrong-state' } }])
    expect(typing(draft, PLAN_A, cell('driver', 'd-heads', 'name', 'X')).refused).toMatchObject([{ issue: { code: 'wrong-state' } }])
  })

  test('COST-2 parts above 100 % in the scenario are refused, though the base has room', () => {
    const lowered = typed(draft, FY2005, cell('staffAssignment', 'a-2', 'percent', '10'))
    const raised = typed(lowered, PLAN_A, cell('staffAssignment', 'a-2', 'percent', '40'))
    expect(typing(raised, PLAN_A, cell('staffAssignment', 'a-1', 'percent', '61')).refused).toMatchObject([{ issue: { code: 'above-100-percent' } }])
  })

  test('what a scenario changes can be read back, and the inverse of any edit restores the draft', () => {
    const texts = fc.constantFrom('0', '1', '60000', '33.3', '2005-02-01', 'oops', '', 'yes', 'DORMANT')
    const cells = fc.constantFrom(
      ['staffPosition', 'p-1', 'baseSalary'], ['staffPosition', 'p-2', 'fte'], ['staffPosition', 'p-3', 'startsOn'], ['staffPosition', 'p-3', 'endsOn'], ['costLine', 'power', 'amount'], ['costLine', 'rent', 'owner'],
      ['costLine', 'rent', 'left-out'], ['staffAssignment', 'a-1', 'percent'], ['rateUnits', `${KEY_2005}|cpu|`, 'units'], ['rateUnits', `${KEY_2005}|hub|`, 'units'], ['costPool', 'admin', 'position'], ['costPool', 'admin', 'code'],
      ['yearPolicy', KEY_2005, 'vacancyPercent'], ['rateBuild', `${KEY_2005}|cpu`, 'costPercent'],
    ) satisfies fc.Arbitrary<readonly [string, string, string]>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(FY2005, PLAN_A), fc.array(fc.tuple(cells, texts), { minLength: 1, maxLength: 4 })), { maxLength: 12 }), (batches) => {
        let present = costModel()
        for (const [version, batch] of batches) {
          const edits = batch.map(([[table, rowId, field], text]) => ({ table, rowId, field, text }))
          const { plan } = typing(present, version, ...edits)
          const next = applyPlan(present, plan)
          if (!next.ok) throw new Error(`${plan.label}: ${JSON.stringify(next.failure)}`)
          const back = applyPlan(next.value, { kind: 'edit', changes: inverseChanges(plan.changes) })
          expect(back.ok && back.value).toEqual(present)
          const { orphaned } = costInputsOf(next.value, PLAN_A)
          expect(orphaned.filter((each) => plan.changes.some((change) => change.id === each.id && change.after !== null))).toEqual([])
          present = next.value
        }
      }),
      { numRuns: 120 },
    )
  })
})

describe('rows, order, parts and relative changes', () => {
  test('a new row has an owner, a code of its own, and readable fields', () => {
    const refusedFor = (fields: Readonly<Record<string, string>>): readonly string[] => codes(planAddRow({ draft, version: FY2005, table: 'costLine', fields, newId: countingIds() }))
    expect([refusedFor({ description: 'x' }), refusedFor({ owner: 'service:cabling', amount: 'x', fte: 'y' }), refusedFor({ owner: 'service:nowhere' })]).toEqual([['unknown-reference'], ['not-a-number', 'not-a-number'], ['unknown-reference']])
    expect(codes(planAddRow({ draft, version: FY2005, table: 'staffPosition', fields: { code: 'P-1' }, newId: countingIds() }))).toEqual(['duplicate-code'])
    expect(codes(planAddRow({ draft, version: FY2004, table: 'staffPosition', fields: { code: 'P-9' }, newId: countingIds() }))).toEqual(['published-is-immutable'])
  })

  test('a position takes its parts along, a pool with costs stays', () => {
    const next = after(draft, planRemoveRows({ draft, version: FY2005, table: 'staffPosition', rowIds: ['p-1'] }))
    expect([next.staffPosition.has('p-1'), [...next.staffAssignment.keys()]]).toEqual([false, ['a-3', 'a-4']])
    expect(codes(planRemoveRows({ draft, version: FY2005, table: 'costPool', rowIds: ['building'] }))).toEqual(['still-in-use'])
    expect(codes(planRemoveRows({ draft, version: FY2005, table: 'costLine', rowIds: ['gone'] }))).toEqual(['unknown-reference'])
  })

  test('ALLOC-2 pools change their place in the step-down order, in a scenario for it alone', () => {
    const moved = after(draft, planReorderPools({ draft, version: FY2005, poolId: 'building', toIndex: 0 }))
    expect(costInputsOf(moved, FY2005).costPools.map((pool) => pool.id)).toEqual(['building', 'admin'])
    const tried = after(draft, planReorderPools({ draft, version: PLAN_A, poolId: 'admin', toIndex: 5 }))
    expect([costInputsOf(tried, PLAN_A).costPools.map((pool) => pool.id), costInputsOf(tried, FY2005).costPools.map((pool) => pool.id)]).toEqual([['building', 'admin'], ['admin', 'building']])
    expect(codes(planReorderPools({ draft, version: FY2005, poolId: 'admin', toIndex: 0 }))).toEqual(['nothing-to-change'])
  })

  test('COST-2 the parts of a position as they shall be', () => {
    const parts = [{ serviceId: 'mainframe', poolId: null, percent: percent('50') }, { serviceId: null, poolId: 'admin', percent: percent('50') }]
    const plan = planAssignPosition({ draft, version: FY2005, staffPositionId: 'p-1', parts, newId: countingIds() })
    expect(plan.ok && plan.value.label).toBe('Position P-1: Mainframe 50 %, pool ADMIN 50 %')
    expect([...after(draft, plan).staffAssignment.values()].filter((row) => row.staffPositionId === 'p-1')).toMatchObject([{ id: 'a-1', percent: '50' }, { id: 'new-1', poolId: 'admin', percent: '50' }])
    const tried = after(draft, planAssignPosition({ draft, version: PLAN_A, staffPositionId: 'p-1', parts, newId: countingIds() }))
    expect(costInputsOf(tried, PLAN_A).staffAssignments.filter((row) => row.staffPositionId === 'p-1').map((row) => [row.id, row.percent])).toEqual([['a-1', '50'], ['new-1', '50']])
    expect(tried.staffAssignment.get('a-2')?.percent).toBe('40')
    expect(codes(planAssignPosition({ draft, version: FY2005, staffPositionId: 'p-1', parts: [...parts, { serviceId: 'cabling', poolId: null, percent: percent('1') }], newId: countingIds() }))).toEqual(['above-100-percent'])
  })

  test('+2 % from January is one row; +3 % on lines is one edit, each rounded to the cent', () => {
    const rise = planSalaryIncrease({ draft, version: PLAN_A, percent: percent('2'), effectiveFrom: isoDate('2005-01-01'), newId: countingIds() })
    expect(rise.ok && [rise.value.label, rise.value.changes.length]).toEqual(['+2 % on all salaries from 2005-01-01', 1])
    const unit = planSalaryIncrease({ draft, version: FY2005, percent: percent('-1.5'), effectiveFrom: isoDate('2005-01-01'), bargainingUnit: 'NAGE 1', newId: countingIds() })
    expect(unit.ok && unit.value.label).toBe('-1.5 % on salaries of NAGE 1 from 2005-01-01')
    const cells = ['power', 'rent', 'rent'].map((rowId) => ({ table: 'costLine', rowId, field: 'amount' }) as const)
    const lines = planRelativeCostChange({ draft, version: FY2005, cells: [...cells, { table: 'costLine', rowId: 'power', field: 'description' }], by: { kind: 'percent', value: percent('3') }, newId: countingIds() })
    if (!lines.ok) throw new Error('refused')
    expect([lines.value.plan.label, lines.value.refused.map((each) => [each.index, each.issue.code])]).toEqual(['+3 % on 2 cost lines', [[3, 'not-numeric']]])
    const next = after(draft, lines)
    expect([next.costLine.get('power')?.amount, next.costLine.get('rent')?.amount]).toEqual(['1236.52', '3090'])
    const less = planRelativeCostChange({ draft, version: PLAN_A, cells: [{ table: 'costLine', rowId: 'power', field: 'amount' }], by: { kind: 'amount', value: usd('-0.5') }, newId: countingIds() })
    expect(less.ok && [less.value.plan.label, less.value.plan.changes[0]?.after]).toMatchObject(['-$0.5 on 1 cost line', { value: '1200', baseValue: '1200.5' }])
  })
})
