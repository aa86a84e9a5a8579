import { describe, expect, test } from 'vitest'

import { readDecimal } from '../../src-shared/domain/decimal.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges, rowChange, type RowChange } from '../../src-shared/domain/model/edit.ts'
import { applyChanges, applyPlan, stampEdit } from '../../src-shared/domain/model/apply-edit.ts'
import type { TableName, Tables } from '../../src-shared/domain/model/tables.ts'
import { resolvePrices } from '../../src-shared/domain/rates/resolve-prices.ts'
import { FY2005, percent, priceRow, rateRow, scheduleRow, smallModel, smallRows, usdPerUnit } from '../support/small-model.ts'

function codes(draft: Draft, changes: readonly RowChange[]): readonly string[] {
  const applied = applyChanges(draft, changes)
  return applied.ok ? [] : applied.failure.map((each) => each.code)
}

function row<Name extends TableName>(draft: Draft, table: Name, id: string): Tables[Name] {
  const found = (draft[table] as ReadonlyMap<string, Tables[Name]>).get(id)
  if (found === undefined) throw new Error(`${table} ${id}`)
  return found
}

const draft = smallModel()
const cpu2005 = row(draft, 'price', 'FY2005/plan#1|cpu|state')
const raise = rowChange('price', { before: cpu2005, after: { ...cpu2005, amount: usdPerUnit('101') } })

function put(more: Partial<Tables['price']>): readonly string[] {
  return codes(draft, [rowChange('price', { before: cpu2005, after: { ...cpu2005, ...more } })])
}

describe('applying an edit', () => {
  test('puts the rows in place and shares what it does not touch', () => {
    const applied = applyChanges(draft, [raise])
    if (!applied.ok) throw new Error('refused')
    expect(resolvePrices(applied.value, FY2005).get('cpu|state')?.amount).toBe('101')
    expect(resolvePrices(draft, FY2005).get('cpu|state')?.amount).toBe('100')
    expect(applied.value.rate).toBe(draft.rate)
    expect(applied.value.schedule).toBe(draft.schedule)
    expect(applyChanges(applied.value, inverseChanges([raise]))).toEqual({ ok: true, value: draft })
  })

  test('refuses a change whose row is no longer as it was, and then changes nothing', () => {
    const applied = applyChanges(draft, [raise])
    if (!applied.ok) throw new Error('refused')
    expect(codes(applied.value, [raise])).toEqual(['base-has-moved'])
    expect(codes(draft, [raise, raise])).toEqual(['base-has-moved'])
    expect(codes(draft, [rowChange('price', { before: { ...cpu2005, id: 'gone' }, after: null })])).toEqual(['base-has-moved'])
    expect(codes(draft, [rowChange('price', { before: null, after: cpu2005 })])).toEqual(['base-has-moved'])
  })

  test('refuses rows whose references are missing, and the removal of rows that are used', () => {
    expect(codes(draft, [rowChange('rate', { before: null, after: rateRow('x', 9, { serviceId: 'nowhere' }) })])).toEqual(['unknown-reference'])
    expect(codes(draft, [rowChange('price', { before: null, after: priceRow('FY2005/plan#1', 'nobody', '1') })])).toEqual(['unknown-reference'])
    expect(codes(draft, [rowChange('rate', { before: row(draft, 'rate', 'cpu'), after: null })])).toEqual(['still-in-use'])
    expect(codes(draft, [rowChange('service', { before: row(draft, 'service', 'mainframe'), after: null })])).toEqual(['still-in-use'])
    expect(codes(draft, [rowChange('serviceGroup', { before: row(draft, 'serviceGroup', 'wide-area'), after: null })])).toEqual(['still-in-use'])
    expect(codes(draft, [rowChange('rate', { before: row(draft, 'rate', 'unpriced'), after: null })])).toEqual([])
  })

  test('refuses codes and names that are taken, however they are written', () => {
    expect(codes(draft, [rowChange('rate', { before: null, after: rateRow('x', 9, { code: ' cpu' }) })])).toEqual(['duplicate-code'])
    const scenario = row(draft, 'scenario', 'plan-a')
    expect(codes(draft, [rowChange('scenario', { before: null, after: { ...scenario, id: 'b', name: 'PLAN A' } })])).toEqual(['duplicate-name'])
    const [cpu, tape] = [row(draft, 'rate', 'cpu'), row(draft, 'rate', 'tape')]
    expect(codes(draft, [rowChange('rate', { before: cpu, after: { ...cpu, code: 'TAPE' } }), rowChange('rate', { before: tape, after: { ...tape, code: 'CPU' } })])).toEqual([])
  })

  test('VER-2 nothing of a published schedule changes: no price, no baseline, no state, no removal', () => {
    const published = row(draft, 'price', 'FY2004/plan#1|cpu|state')
    const schedule = row(draft, 'schedule', 'FY2003/plan#1')
    const low = row(draft, 'baseline', 'low')
    expect(codes(draft, [rowChange('price', { before: published, after: { ...published, amount: usdPerUnit('1') } })])).toEqual(['published-is-immutable'])
    expect(codes(draft, [rowChange('price', { before: published, after: null })])).toEqual(['published-is-immutable'])
    expect(codes(draft, [rowChange('price', { before: null, after: priceRow(schedule.id, 'unpriced', '1') })])).toEqual(['published-is-immutable'])
    expect(codes(draft, [rowChange('schedule', { before: schedule, after: { ...schedule, state: 'draft' } })])).toEqual(['published-is-immutable'])
    expect(codes(draft, [rowChange('schedule', { before: schedule, after: { ...schedule, note: 'x' } })])).toEqual(['published-is-immutable'])
    expect(codes(draft, [rowChange('schedule', { before: schedule, after: null })])).toContain('published-is-immutable')
    expect(codes(draft, [rowChange('baseline', { before: low, after: { ...low, name: 'other' } })])).toEqual(['published-is-immutable'])
    expect(codes(draft, [rowChange('baselineTerm', { before: null, after: { id: 't', baselineId: 'low', position: 0, version: low.version, rateId: 'cpu', multiplier: usdFactor('1'), divisor: usdFactor('2') } })])).toEqual(['published-is-immutable'])
    const settings = row(draft, 'settings', 'model')
    expect(codes(draft, [rowChange('settings', { before: settings, after: { ...settings, fiscalYearFirstMonth: 10 } })])).toContain('published-is-immutable')
    expect(codes(draft, [rowChange('settings', { before: settings, after: { ...settings, agencyName: 'New name' } })])).toEqual([])
  })

  test('VER-2 a revision comes next after the last one, and only when that is published: none slips under a published one', () => {
    const add = (year: number, revision: number): readonly string[] => codes(draft, [rowChange('schedule', { before: null, after: scheduleRow(year, { revision, state: 'draft' }) })])
    expect(add(2003, 2)).toEqual([])
    expect(add(2003, 3)).toEqual(['wrong-state'])
    expect(add(2005, 2)).toEqual(['wrong-state'])
    expect(add(2006, 2)).toEqual(['wrong-state'])
    const gap = [rowChange('schedule', { before: null, after: scheduleRow(2006, { revision: 1 }) }), rowChange('schedule', { before: null, after: scheduleRow(2006, { revision: 3 }) })]
    expect(codes(draft, gap)).toEqual(['wrong-state'])
  })

  test('VER-2 RATE-5 an open correction leaves the baselines of what is published alone', () => {
    const opened = applyChanges(draft, [rowChange('schedule', { before: null, after: scheduleRow(2004, { revision: 3, state: 'draft', effectiveFrom: '2004-02-01' }) })])
    if (!opened.ok) throw new Error('refused')
    const low = row(draft, 'baseline', 'low')
    expect(codes(opened.value, [rowChange('baseline', { before: low, after: { ...low, typedAmount: usdPerUnit('1') } })])).toEqual(['published-is-immutable'])
    expect(codes(opened.value, [rowChange('baseline', { before: low, after: null })])).toEqual(['published-is-immutable'])
    expect(codes(opened.value, [rowChange('baseline', { before: null, after: { ...low, id: 'high', name: 'high' } })])).toEqual(['published-is-immutable'])
  })

  test('VER-2 only a plan of kind publish publishes', () => {
    const schedule = row(draft, 'schedule', 'FY2005/plan#1')
    const publish = rowChange('schedule', { before: schedule, after: { ...schedule, state: 'published' } })
    expect(applyPlan(draft, { kind: 'edit', changes: [publish] })).toMatchObject({ ok: false, failure: [{ code: 'wrong-state' }] })
    const applied = applyPlan(draft, { kind: 'publish', changes: [publish, raise] })
    if (!applied.ok) throw new Error('refused')
    expect(codes(applied.value, inverseChanges([publish, raise]))).toContain('published-is-immutable')
  })

  test('VER-2 NUM-6 a schedule takes effect on a day of its own fiscal year', () => {
    expect(codes(draft, [rowChange('schedule', { before: null, after: scheduleRow(2006, { state: 'draft', effectiveFrom: '2005-06-30' }) })])).toEqual(['overlapping-dates'])
    expect(codes(draft, [rowChange('schedule', { before: null, after: scheduleRow(2006, { state: 'draft' }) })])).toEqual([])
  })

  test('RATE-6 an external price is never below the internal one', () => {
    const [state, outside] = [row(draft, 'price', 'FY2005/plan#1|drop|state'), row(draft, 'price', 'FY2005/plan#1|drop|non-state')]
    const stateUp = rowChange('price', { before: state, after: { ...state, amount: usdPerUnit('281') } })
    const outsideUp = rowChange('price', { before: outside, after: { ...outside, amount: usdPerUnit('281') } })
    expect(codes(draft, [stateUp])).toEqual(['external-below-internal'])
    expect(codes(draft, [stateUp, outsideUp])).toEqual([])
    expect(codes(draft, [rowChange('price', { before: outside, after: { ...outside, amount: usdPerUnit('209.99') } })])).toEqual(['external-below-internal'])
  })

  test('RATE-3 NUM-3 a price has the figures of its kind, at its places', () => {
    expect(put({ amount: null })).toEqual(['not-a-price'])
    expect(put({ percent: percent('1') })).toEqual(['not-a-price'])
    expect(put({ kind: 'cost-plus-percent' })).toEqual(['not-a-price'])
    expect(put({ kind: 'varies' })).toEqual(['not-a-price'])
    expect(put({ amount: usdPerUnit('1.005') })).toEqual(['too-many-places'])
    expect(put({ places: 7 })).toEqual(['too-many-places'])
    expect(put({ rateId: 'tape' })).toEqual(['unknown-reference'])
    expect(put({ amount: usdPerUnit('1.005'), places: 3 })).toEqual([])
  })

  test('an empty edit is the same draft; a stamped one carries who and when', () => {
    expect(applyChanges(draft, [])).toEqual({ ok: true, value: draft })
    expect(stampEdit({ label: 'x', kind: 'edit', changes: [] }, { id: 'e1', at: '2026-01-01T00:00:00Z', author: 'Ann' })).toEqual({ label: 'x', kind: 'edit', changes: [], id: 'e1', at: '2026-01-01T00:00:00Z', author: 'Ann' })
    // A planner that adds a row also says which: a message with that in it would be refused.
    const added = { label: 'x', kind: 'edit', changes: [], rowId: 'new' } as const
    expect(stampEdit(added, { id: 'e1', at: '2026-01-01T00:00:00Z', author: 'Ann' })).toEqual({ label: 'x', kind: 'edit', changes: [], id: 'e1', at: '2026-01-01T00:00:00Z', author: 'Ann' })
  })

  test('a code is unique also among thousands of rates', () => {
    const rows = smallRows()
    const many = draftFromRows({ ...rows, rate: [...rows.rate, ...Array.from({ length: 3000 }, (_, index) => rateRow(`r${index}`, 10 + index))] })
    expect(codes(many, [rowChange('rate', { before: null, after: rateRow('x', 9, { code: 'R2999' }) })])).toEqual(['duplicate-code'])
  })
})

function usdFactor(text: string): Tables['baselineTerm']['divisor'] {
  const read = readDecimal<'1'>(text)
  if (!read.ok) throw new Error(text)
  return read.value
}
