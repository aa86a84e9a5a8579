import { describe, expect, test } from 'vitest'

import { costInputsOf } from '../../src-shared/domain/costs/cost-inputs.ts'
import { defaultPolicy } from '../../src-shared/domain/costs/default-policy.ts'
import { readField } from '../../src-shared/domain/costs/field-kinds.ts'
import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { inputOverrideId, type InputOverride } from '../../src-shared/domain/model/cost-tables.ts'
import { versionKey } from '../../src-shared/domain/version.ts'
import { buildRow, carryRow, costModel, costRows, KEY_2005, lineRow, PLAN_A, unitsRow } from '../support/cost-model.ts'
import { FY2004, FY2005 } from '../support/small-model.ts'

function override(table: InputOverride['table'], rowId: string, field: string, value: string, baseValue = ''): InputOverride {
  return { id: inputOverrideId({ scenarioId: 'plan-a', table, rowId, field }), scenarioId: 'plan-a', version: KEY_2005, table, rowId, field, value, baseValue, baseRevision: 1, note: '' }
}

const context = { draft: costModel(), versions: [KEY_2005] }

describe('VER-1 VER-4 the cost side of a version', () => {
  test('a year without a policy has the default one, and only its own rows', () => {
    const inputs = costInputsOf(costModel(), FY2004)
    expect(inputs.policy).toEqual(defaultPolicy(FY2004))
    expect([inputs.costLines, inputs.staffPositions, inputs.rateBuilds.size]).toEqual([[], [], 0])
  })

  test('a scenario changes fields, leaves rows out and adds rows; unchanged rows stay the same objects', () => {
    const rows = costRows()
    const draft = draftFromRows({
      ...rows,
      costLine: [...rows.costLine, lineRow('extra', '7', { version: versionKey(PLAN_A) })],
      inputOverride: [override('staffPosition', 'p-1', 'baseSalary', '61000', '60000'), override('costLine', 'power', 'left-out', 'yes'), override('costLine', 'rent', 'amount', '3100.25', '3000')],
    })
    const base = costInputsOf(draft, FY2005)
    const inputs = costInputsOf(draft, PLAN_A)
    expect(inputs.costLines.map((row) => [row.id, row.amount])).toEqual([['software', '800'], ['rent', '3100.25'], ['grant', '100'], ['indirect', '2513'], ['extra', '7']])
    expect(inputs.staffPositions.map((row) => row.baseSalary)).toEqual(['61000', '48000', '90000'])
    expect(inputs.staffPositions[1]).toBe(base.staffPositions[1])
    expect([...inputs.changed.keys()]).toEqual(['costLine|power|left-out', 'costLine|rent|amount', 'staffPosition|p-1|baseSalary'])
    expect(base.changed.size).toBe(0)
  })

  test('what is asked again is the same object, also after an edit of other tables or of another year', () => {
    const draft = costModel()
    const inputs = costInputsOf(draft, FY2005)
    const other = lineRow('other-year', '1', { version: versionKey(FY2004) })
    const next = { ...draft, price: new Map(draft.price), costLine: new Map([...draft.costLine, [other.id, other]]) }
    expect(costInputsOf(draft, FY2005)).toBe(inputs)
    expect(costInputsOf(next, FY2005)).toBe(inputs)
    expect(costInputsOf(draft, PLAN_A)).toBe(costInputsOf(draft, PLAN_A))
  })

  test('changes whose row is gone, whose field is none, or that the row cannot take are reported, never dropped', () => {
    const overrides = [
      override('costLine', 'gone', 'amount', '1'), override('costLine', 'rent', 'colour', 'red'), override('staffPosition', 'p-2', 'fte', '-1', '0.5'), override('staffPosition', 'p-2', 'code', 'X', 'P-2'),
      override('staffPosition', 'p-3', 'endsOn', '2004-12-31'),
    ]
    const inputs = costInputsOf(draftFromRows({ ...costRows(), inputOverride: overrides }), PLAN_A)
    expect(inputs.orphaned.map((each) => each.id).sort()).toEqual(overrides.map((each) => each.id).sort())
    expect(inputs.staffPositions).toEqual(costRows().staffPosition)
    expect(inputs.changed.size).toBe(0)
  })

  test('two changed fields are taken together: dates that only go together as a pair', () => {
    const overrides = [override('staffPosition', 'p-3', 'endsOn', '2004-12-31'), override('staffPosition', 'p-3', 'startsOn', '2004-09-01', '2005-01-01')]
    const inputs = costInputsOf(draftFromRows({ ...costRows(), inputOverride: overrides }), PLAN_A)
    expect(inputs.orphaned).toEqual([])
    expect(inputs.staffPositions.at(-1)).toMatchObject({ startsOn: '2004-09-01', endsOn: '2004-12-31' })
  })

  test('a pool or position that is left out takes along what it owns', () => {
    const inputs = costInputsOf(draftFromRows({ ...costRows(), inputOverride: [override('costPool', 'building', 'left-out', 'yes'), override('staffPosition', 'p-1', 'left-out', 'yes')] }), PLAN_A)
    expect(inputs.costPools.map((pool) => pool.id)).toEqual(['admin'])
    expect(inputs.costLines.some((line) => line.id === 'rent')).toBe(false)
    expect(inputs.driverQuantities).toHaveLength(2)
    expect(inputs.staffAssignments.map((part) => part.id)).toEqual(['a-3', 'a-4'])
  })

  test("a scenario's own row of a rate takes the place of the base's", () => {
    const rows = costRows()
    const version = versionKey(PLAN_A)
    const inputs = costInputsOf(draftFromRows({ ...rows, rateUnits: [...rows.rateUnits, unitsRow('cpu', '5', { version })], rateBuild: [...rows.rateBuild, buildRow('cpu', '50', { version })] }), PLAN_A)
    expect(inputs.rateUnits.get('cpu')?.map((row) => row.units)).toEqual(['5'])
    expect(inputs.rateBuilds.get('cpu')?.costPercent).toBe('50')
  })

  test('RECOV-4 balances settled by future rates come into the years that take them up, until they expire', () => {
    const draft = draftFromRows({
      ...costRows(),
      carryForward: [carryRow('now', '5'), carryRow('refunded', '5', { settledBy: 'cash-refund' }), carryRow('over', '5', { firstYear: FY2004.fiscalYear, years: 1 }), carryRow('spread', '5', { firstYear: FY2004.fiscalYear, years: 2 })],
    })
    expect(costInputsOf(draft, FY2005).carryForwards.map((row) => row.id)).toEqual(['now', 'spread'])
  })
})

describe('a text becomes a value in one place', () => {
  const line = lineRow('line', '1')
  const reading = (field: string, text: string): unknown => {
    const read = readField({ table: 'costLine', row: line, field, text, context })
    return read.ok ? [Object.entries(read.value.row).find(([name]) => name === field)?.[1], read.value.note?.message ?? null] : read.failure.code
  }

  test.each([
    ['amount', '$1,234.50', ['1234.5', null]], ['amount', '(3)', ['-3', null]], ['amount', '1,234.567', ['1234.57', '1,234.567 was rounded to 1234.57.']],
    ['amount', '1e400', 'not-a-number'], ['amount', '12,34', 'not-a-number'], ['amount', 'many', 'not-a-number'], ['amount', '3 %', 'unit-differs'], ['amount', '', 'text-missing'],
    ['amount', '1000000000000000', 'number-out-of-range'], ['fte', '', [null, null]], ['fte', '-1', 'number-out-of-range'], ['allowable', 'No', ['unallowable', null]], ['recurrence', 'One time', ['one-time', null]],
    ['recurrence', 'twice', 'wrong-shape'], ['fundId', 'nowhere', 'unknown-reference'], ['poolId', 'BUILDING', ['building', null]], ['serviceId', 'sq001', ['mainframe', null]], ['description', ' Power ', ['Power', null]],
    ['colour', 'red', 'wrong-columns'],
  ])('%s "%s"', (field, text, expected) => {
    expect(reading(field, text)).toEqual(expected)
  })

  test('dates are ISO, or month/day/year with a note', () => {
    const row = costRows().capitalItem[0]
    if (row === undefined) throw new Error('no item')
    const inService = (text: string): unknown => {
      const read = readField({ table: 'capitalItem', row, field: 'inServiceOn', text, context })
      return read.ok ? [read.value.row.inServiceOn, read.value.note !== null] : read.failure.code
    }
    expect([inService('2004-02-29'), inService('7/1/2003'), inService('2003-02-29'), inService('31.12.2003')]).toEqual([['2004-02-29', false], ['2003-07-01', true], 'not-a-date', 'not-a-date'])
  })
})
