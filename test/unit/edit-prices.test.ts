import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { Decimal } from '../../src-shared/domain/decimal.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges } from '../../src-shared/domain/model/edit.ts'
import { applyChanges, applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import { movedFigure, planPriceEdits, planRelativeChange, type PriceEdits } from '../../src-shared/domain/rates/edit-prices.ts'
import { resolvePrices } from '../../src-shared/domain/rates/resolve-prices.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { planOf, type Version } from '../../src-shared/domain/version.ts'
import { countingIds, FY2003, FY2005, FY2006, percent, rateRow, scheduleRow, smallModel, usdPerUnit } from '../support/small-model.ts'

const draft = smallModel()
const planA = planOf(fiscalYear(2005), 'plan-a')

function type(on: Draft, version: Version, cells: Readonly<Record<string, string>>): Result<PriceEdits> {
  const list = Object.entries(cells).map(([key, text]) => {
    const [rateId = '', customerClass] = key.split('|')
    return { rateId, customerClass: customerClass === 'non-state' ? ('non-state' as const) : ('state' as const), text }
  })
  return planPriceEdits({ draft: on, version, cells: list, newId: countingIds() })
}

function done(result: Result<PriceEdits>): PriceEdits {
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

function applied(on: Draft, edits: PriceEdits): Draft {
  const next = applyPlan(on, edits.plan)
  if (!next.ok) throw new Error(JSON.stringify(next.failure))
  return next.value
}

function typed(on: Draft, version: Version, cells: Readonly<Record<string, string>>): Draft {
  return applied(on, done(type(on, version, cells)))
}

function refusals(edits: PriceEdits): readonly (readonly [number, string])[] {
  return edits.refused.map((each) => [each.index, each.issue.code] as const)
}

function scaled(places: number): fc.Arbitrary<string> {
  return fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).map((value) => new Decimal(value.toString()).div(new Decimal(10).pow(places)).toFixed())
}

describe('typing prices into a draft schedule', () => {
  test('changes the price and says so in the label', () => {
    const edits = done(type(draft, FY2005, { cpu: '$101.50' }))
    expect(edits).toMatchObject({ plan: { label: 'cpu: 101.50', kind: 'edit' }, refused: [], notes: [] })
    expect(resolvePrices(applied(draft, edits), FY2005).get('cpu|state')).toMatchObject({ amount: '101.5', places: 2 })
    expect(done(type(draft, FY2005, { cpu: '100.00' })).plan.changes).toEqual([])
    expect(done(type(draft, FY2005, { cpu: '1', tape: '2' })).plan.label).toBe('New prices for 2 rates')
  })

  test('NUM-3 more digits widen the places and say so; more than six are refused', () => {
    const edits = done(type(draft, FY2005, { cpu: '100.1234' }))
    expect(edits.notes).toMatchObject([{ index: 0, issue: { code: 'too-many-places', severity: 'note' } }])
    expect(resolvePrices(applied(draft, edits), FY2005).get('cpu|state')).toMatchObject({ amount: '100.1234', places: 4 })
    expect(refusals(done(type(draft, FY2005, { cpu: '1.2345678' })))).toEqual([[0, 'too-many-places']])
  })

  test('RATE-3 percentages, flat prices and words', () => {
    const next = typed(draft, FY2005, { meter: '17 %', hub: '420', consultant: '80', unpriced: 'Varies', tape: 'Purchase Cost + 8 %' })
    const prices = resolvePrices(next, FY2005)
    expect(prices.get('meter|state')).toMatchObject({ kind: 'cost-plus-percent', percent: '17', basisText: 'Meter', places: 1 })
    expect(prices.get('hub|state')).toMatchObject({ kind: 'flat-per-period', amount: '420', basisText: 'month', places: 2 })
    expect(prices.get('consultant|state')).toMatchObject({ kind: 'per-unit', amount: '80', places: 2 })
    expect(prices.get('unpriced|state')).toMatchObject({ kind: 'varies', amount: null })
    expect(prices.get('tape|state')).toMatchObject({ kind: 'cost-plus-percent', percent: '8', basisText: 'Purchase Cost', places: 0 })
    const bare = done(type(draft, FY2005, { meter: '17' }))
    expect(bare.notes.map((each) => each.issue.message)).toEqual(['17 is read as Meter + 17.0 %.'])
    expect(resolvePrices(typed(draft, FY2005, { meter: '$0.50' }), FY2005).get('meter|state')).toMatchObject({ kind: 'per-unit', amount: '0.5' })
    expect(refusals(done(type(draft, FY2005, { cpu: '17 %' })))).toEqual([[0, 'not-a-price']])
  })

  test('garbage keeps the old value of its own cell only', () => {
    const edits = done(type(draft, FY2005, { cpu: '12,34', tape: '0.0368', hub: 'abc', nobody: '1' }))
    expect(refusals(edits)).toEqual([[0, 'not-a-number'], [2, 'not-a-price'], [3, 'unknown-reference']])
    expect(edits.plan.changes.map((change) => change.id)).toEqual(['FY2005/plan#1|tape|state'])
  })

  test('empty takes the price away, and undo brings it back', () => {
    const edits = done(type(draft, FY2005, { cpu: '' }))
    expect(edits.plan.label).toBe('Take away the price of cpu')
    const next = applied(draft, edits)
    expect(resolvePrices(next, FY2005).has('cpu|state')).toBe(false)
    expect(applyChanges(next, inverseChanges(edits.plan.changes))).toEqual({ ok: true, value: draft })
  })

  test('VER-2 a published year, one under review and one without a schedule refuse', () => {
    expect(type(draft, FY2003, { cpu: '1' })).toMatchObject({ ok: false, failure: [{ code: 'published-is-immutable' }] })
    expect(type(draft, FY2006, { cpu: '1' })).toMatchObject({ ok: false, failure: [{ code: 'version-missing' }] })
    const schedule = scheduleRow(2005, { state: 'draft' })
    const review = applyChanges(draft, [rowChange('schedule', { before: schedule, after: { ...schedule, state: 'under-review' } })])
    if (!review.ok) throw new Error('refused')
    expect(type(review.value, FY2005, { cpu: '1' })).toMatchObject({ ok: false, failure: [{ code: 'wrong-state' }] })
  })

  test('VER-2 a correction is sparse: the figure of the earlier revision again leaves nothing', () => {
    const correction = scheduleRow(2003, { revision: 2, state: 'draft', effectiveFrom: '2003-01-01' })
    const begun = applyChanges(draft, [rowChange('schedule', { before: null, after: correction })])
    if (!begun.ok) throw new Error('refused')
    const changed = typed(begun.value, FY2003, { cpu: '121' })
    expect([...changed.price.keys()].filter((id) => id.startsWith(correction.id))).toEqual(['FY2003/plan#2|cpu|state'])
    expect(typed(changed, FY2003, { cpu: '120.00' })).toEqual(begun.value)
    expect(refusals(done(type(begun.value, FY2003, { cpu: '' })))).toEqual([[0, 'published-is-immutable']])
  })

  test('RATE-6 cells that would put an external price below the internal one are refused together', () => {
    const edits = done(type(draft, FY2005, { 'drop|state': '281', cpu: '1' }))
    expect(refusals(edits)).toEqual([[0, 'external-below-internal']])
    expect(edits.plan.changes).toHaveLength(1)
    expect(done(type(draft, FY2005, { 'drop|state': '281', 'drop|non-state': '300' })).refused).toEqual([])
  })

  test('RATE-4 a retired rate takes no price in the years without it', () => {
    const gone = rateRow('unpriced', 4)
    const retired = applyChanges(draft, [rowChange('rate', { before: gone, after: { ...gone, retiredFrom: fiscalYear(2005) } })])
    if (!retired.ok) throw new Error('refused')
    expect(refusals(done(type(retired.value, FY2005, { unpriced: '1' })))).toEqual([[0, 'wrong-state']])
  })
})

describe('VER-4 typing prices with a scenario', () => {
  test('an override keeps the new value, the base value and its revision; the base stays', () => {
    const next = typed(draft, planA, { cpu: '103' })
    expect([...next.override.values()]).toEqual([{
      id: 'plan-a|FY2005/plan|cpu|state|amount', scenarioId: 'plan-a', version: 'FY2005/plan', rateId: 'cpu', customerClass: 'state', field: 'amount', value: '103', places: 2,
      baseValue: '100', baseRevision: 1, relativeKind: null, relativeBy: null, note: '',
    }])
    expect(next.price).toBe(draft.price)
    expect([...typed(draft, planOf(fiscalYear(2004), 'plan-a'), { cpu: '1' }).override.values()][0]).toMatchObject({ baseValue: '98.5', baseRevision: 2 })
  })

  test('NUM-3 a figure has the places of the base, or as many as are typed, whatever was typed before', () => {
    const wide = typed(draft, planA, { cpu: '103.1234' })
    expect(resolvePrices(wide, planA).get('cpu|state')).toMatchObject({ amount: '103.1234', places: 4 })
    expect(resolvePrices(typed(wide, planA, { cpu: '101' }), planA).get('cpu|state')).toMatchObject({ amount: '101', places: 2 })
  })

  test('typing the base figure again removes the override, also after more places', () => {
    expect(typed(typed(draft, planA, { cpu: '103' }), planA, { cpu: '100.00' })).toEqual(draft)
    expect(typed(typed(draft, planA, { cpu: '103.1234' }), planA, { cpu: '100' })).toEqual(draft)
    expect(typed(typed(draft, planA, { meter: '17 %' }), planA, { meter: 'Meter + 16.8 %' })).toEqual(draft)
    expect(typed(typed(draft, planA, { consultant: '80' }), planA, { consultant: 'contract rate' })).toEqual(draft)
    expect(typed(typed(draft, planA, { unpriced: '80' }), planA, { unpriced: '' })).toEqual(draft)
    expect(typed(typed(draft, planA, { cpu: '' }), planA, { cpu: '100' })).toEqual(draft)
  })

  test('RATE-3 a percentage is overridden as one; the kind of a price is not a scenario matter', () => {
    expect([...typed(draft, planA, { meter: '17 %' }).override.values()]).toMatchObject([{ field: 'percent', value: '17', baseValue: '16.8' }])
    expect(refusals(done(type(draft, planA, { meter: '$5', hub: '5 / week', cpu: 'Varies', tape: 'Meter + 1 %', unpriced: 'Meter + 1 %' })))).toEqual([
      [0, 'not-a-price'], [1, 'not-a-price'], [2, 'not-a-price'], [3, 'not-a-price'], [4, 'not-a-price'],
    ])
  })

  test('any block of texts gives a plan that applies, undoes whole, and stays sparse', () => {
    const text = fc.oneof(fc.constantFrom('', '100', '100.00', 'Varies', '17 %', 'Meter + 16.8 %', 'x', '(5)', '$1,234.5'), fc.integer({ min: 0, max: 500 }).map(String))
    const cell = fc.record({
      rateId: fc.constantFrom('cpu', 'tape', 'meter', 'consultant', 'unpriced', 'hub', 'drop'), customerClass: fc.constantFrom('state' as const, 'non-state' as const), text,
    })
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 4 }), fc.constantFrom(planA, FY2005), (blocks, version) => {
        let present = draft
        for (const cells of blocks) {
          const edits = done(planPriceEdits({ draft: present, version, cells, newId: countingIds() }))
          const next = applied(present, edits)
          expect(applyChanges(next, inverseChanges(edits.plan.changes))).toEqual({ ok: true, value: present })
          present = next
        }
        const base = resolvePrices(present, FY2005)
        for (const override of present.override.values()) {
          const price = base.get(`${override.rateId}|${override.customerClass}`)
          expect(override.value).not.toEqual(override.value === null ? undefined : (override.field === 'amount' ? price?.amount : price?.percent))
        }
      }),
    )
  })
})

describe('a uniform change of a selection', () => {
  const all = [...resolvePrices(draft, FY2005).values()].map(({ rateId, customerClass }) => ({ rateId, customerClass }))

  test('NUM-2 NUM-3 each price moves once, at its own places; what is no amount is skipped and said', () => {
    const edits = done(planRelativeChange({ draft, version: planA, cells: all, by: { kind: 'percent', value: percent('3') }, newId: countingIds() }))
    expect(edits.plan.label).toBe('+3 % on 4 rates')
    expect(edits.refused.map((each) => [all[each.index]?.rateId, each.issue.code])).toEqual([['meter', 'not-numeric'], ['consultant', 'not-numeric']])
    const next = applied(draft, edits)
    const prices = resolvePrices(next, planA)
    expect([prices.get('cpu|state')?.amount, prices.get('tape|state')?.amount, prices.get('hub|state')?.amount, prices.get('drop|non-state')?.amount]).toEqual(['103', '0.0378', '427.45', '288.4'])
    expect(next.override.get('plan-a|FY2005/plan|cpu|state|amount')).toMatchObject({ relativeKind: 'percent', relativeBy: '3' })
    const again = done(planRelativeChange({ draft: next, version: planA, cells: all, by: { kind: 'amount', value: usdPerUnit('-0.5') }, newId: countingIds() }))
    expect(again.plan.label).toBe('-$0.50 on 4 rates')
    expect(applied(next, again).override.get('plan-a|FY2005/plan|cpu|state|amount')).toMatchObject({ value: '102.5', baseValue: '100', relativeKind: null, relativeBy: null })
  })

  test('NUM-3 a change too small for the places is said, not made', () => {
    const edits = done(planRelativeChange({ draft, version: FY2005, cells: [{ rateId: 'tape', customerClass: 'state' }], by: { kind: 'percent', value: percent('0.1') }, newId: countingIds() }))
    expect(edits).toMatchObject({ plan: { changes: [] }, refused: [{ index: 0, issue: { code: 'nothing-to-change', severity: 'note' } }] })
  })

  test('NUM-1 a change beyond the range of amounts is refused', () => {
    const edits = done(planRelativeChange({ draft, version: FY2005, cells: [{ rateId: 'cpu', customerClass: 'state' }], by: { kind: 'percent', value: percent('999999999999999') }, newId: countingIds() }))
    expect(edits).toMatchObject({ plan: { changes: [] }, refused: [{ index: 0, issue: { code: 'number-out-of-range' } }] })
  })

  test('NUM-2 the rounding is that of decimal.js, half up and away from zero', () => {
    expect(movedFigure(usdPerUnit('99.81'), { by: { kind: 'percent', value: percent('3') }, places: 2 })).toBe('102.8')
    expect(movedFigure(usdPerUnit('-1'), { by: { kind: 'percent', value: percent('0.5') }, places: 2 })).toBe('-1.01')
    fc.assert(
      fc.property(scaled(4), scaled(8), fc.integer({ min: 0, max: 6 }), (amount, by, places) => {
        const expected = new Decimal(amount).times(new Decimal(1).plus(new Decimal(by).div(100))).toDecimalPlaces(places, Decimal.ROUND_HALF_UP)
        expect(movedFigure(usdPerUnit(amount), { by: { kind: 'percent', value: percent(by) }, places })).toBe(expected.isZero() ? '0' : expected.toFixed())
      }),
    )
  })
})
