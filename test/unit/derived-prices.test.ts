import { describe, expect, test } from 'vitest'

import { allocationMethods } from '../../src-shared/domain/costs/allocation-of-costs.ts'
import { deriveRates } from '../../src-shared/domain/costs/derive-rates.ts'
import { inputOverrideId, type InputOverride } from '../../src-shared/domain/model/cost-tables.ts'
import { applyChanges, applyPlan, draftAhead } from '../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import { compareVersions, recompare } from '../../src-shared/domain/rates/compare.ts'
import { planPriceEdits } from '../../src-shared/domain/rates/edit-prices.ts'
import { resolveBasePrice, resolvePrice, resolvePrices } from '../../src-shared/domain/rates/resolve-prices.ts'
import { planPublish } from '../../src-shared/domain/rates/schedule-lifecycle.ts'
import { planOf, versionKey, type Version } from '../../src-shared/domain/version.ts'
import { figure, smallCostRows, smallCosts } from '../support/small-costs.ts'
import { countingIds, FY2004, FY2005 } from '../support/small-model.ts'

const planA = planOf(FY2005.fiscalYear, 'plan-a')

function changed(version: Version, parts: Pick<InputOverride, 'table' | 'rowId' | 'field' | 'value' | 'baseValue'>): InputOverride {
  const key = { scenarioId: 'plan-a', ...parts }
  return { id: inputOverrideId(key), ...key, version: versionKey({ ...version, scenarioId: null }), baseRevision: 1, note: '' }
}

function withChange(draft: Draft, override: InputOverride): Draft {
  return draftAhead(draft, [rowChange('inputOverride', { before: null, after: override })])
}

const raise = changed(FY2005, { table: 'staffPosition', rowId: '2005-operator', field: 'baseSalary', value: '71000.5', baseValue: '61000.5' })

describe('derived prices', () => {
  test('RATE-1: in a draft year the price of a derived rate is its derived rate, with the unrounded one beside it', () => {
    const draft = smallCosts()
    const rate = deriveRates(draft, FY2005).rates.get('cpu')
    expect(resolvePrices(draft, FY2005).get('cpu|state')).toMatchObject({ kind: 'per-unit', amount: rate?.rounded, derivedAmount: rate?.unrounded, derivedIn: 'FY2005/plan', places: 2 })
    expect(resolvePrice(draft, { version: FY2005, rateId: 'cpu', customerClass: 'state' })).toBe(resolvePrices(draft, FY2005).get('cpu|state'))
    expect(resolveBasePrice(draft, { version: versionKey(FY2005), rateId: 'cpu', customerClass: 'state' })).toBe(resolvePrices(draft, FY2005).get('cpu|state'))
    // Another class, a rate without a build, and a percentage stay as they stand.
    expect(resolvePrices(draft, FY2005).get('drop|non-state')?.amount).toBe('280')
    expect(resolvePrices(draft, FY2005).get('hub|state')?.derivedIn).toBe(null)
  })

  test('VER-2: a published year has its stored prices, until a scenario changes its costs', () => {
    const draft = smallCosts()
    expect(resolvePrices(draft, FY2004).get('cpu|state')).toMatchObject({ amount: '98.5', derivedIn: null })
    const scenario = planOf(FY2004.fiscalYear, 'plan-a')
    expect(resolvePrices(draft, scenario)).toBe(resolvePrices(draft, FY2004))
    const ahead = withChange(draft, changed(FY2004, { table: 'staffPosition', rowId: '2004-operator', field: 'baseSalary', value: '99000', baseValue: '61000.5' }))
    expect(resolvePrices(ahead, scenario).get('cpu|state')).toMatchObject({ amount: deriveRates(ahead, scenario).rates.get('cpu')?.rounded, derivedIn: 'FY2004/plan/plan-a' })
    expect(resolvePrices(ahead, FY2004)).toBe(resolvePrices(draft, FY2004))
  })

  test('RATE-2: a service that is a pool is priced "0 (funded from overhead)"', () => {
    expect(resolvePrices(smallCosts(), FY2005).get('sam-office|state')).toMatchObject({ kind: 'no-units', amount: null, derivedIn: 'FY2005/plan' })
  })

  test('a salary, a driver, units or a method in a scenario moves rates and comparison; recompared it is what compared anew it is', () => {
    const draft = smallCosts()
    const request = { base: FY2005, comparisons: [planA], basis: 'published' as const }
    const before = compareVersions(draft, request)
    const cell = (comparison: typeof before): string | undefined => comparison.rows.find((row) => row.key === 'cpu|state|')?.cells[0]?.difference ?? undefined
    expect(cell(before)).toBe('0')
    for (const override of [
      raise, changed(FY2005, { table: 'driverQuantity', rowId: 'FY2005/plan|2005-feet|service:mainframe', field: 'quantity', value: '2400', baseValue: '1200' }),
      changed(FY2005, { table: 'rateUnits', rowId: 'FY2005/plan|cpu|A', field: 'units', value: '2000', baseValue: '2100.5' }), changed(FY2005, { table: 'yearPolicy', rowId: 'FY2005/plan', field: 'allocationMethod', value: 'direct', baseValue: 'step-down' }),
    ]) {
      const ahead = withChange(draft, override)
      const after = recompare(before, ahead)
      expect([override.field, cell(after) === '0', JSON.stringify(after.summaries) !== JSON.stringify(before.summaries)]).toEqual([override.field, false, true])
      expect(JSON.stringify(after)).toBe(JSON.stringify(compareVersions(structuredClone(ahead), request)))
    }
  })

  test('an override of a price holds against derived prices, and is told that its base moved', () => {
    const draft = smallCosts()
    const planned = planPriceEdits({ draft, version: planA, cells: [{ rateId: 'cpu', customerClass: 'state', text: '70' }], newId: countingIds() })
    const applied = planned.ok ? applyChanges(withChange(draft, raise), planned.value.plan.changes) : planned
    if (!applied.ok) throw new Error(JSON.stringify(applied.failure))
    expect(resolvePrices(applied.value, planA).get('cpu|state')).toMatchObject({ amount: '70', derivedIn: null, override: { baseHasMoved: false } })
    const line = applied.value.costLine.get('2005-licences')
    if (line === undefined) throw new Error('No line')
    const moved = draftAhead(applied.value, [rowChange('costLine', { before: line, after: { ...line, amount: figure<'USD'>('1') } })])
    expect(resolvePrices(moved, planA).get('cpu|state')).toMatchObject({ amount: '70', override: { baseHasMoved: true } })
  })

  test('a price typed into a draft year over a derived one is set by hand; the derived one typed again changes nothing', () => {
    const draft = smallCosts()
    const derived = resolvePrices(draft, FY2005).get('cpu|state')?.amount ?? ''
    const again = planPriceEdits({ draft, version: FY2005, cells: [{ rateId: 'cpu', customerClass: 'state', text: derived }], newId: countingIds() })
    expect(again.ok && again.value.plan.changes).toEqual([])
    const typed = planPriceEdits({ draft, version: FY2005, cells: [{ rateId: 'cpu', customerClass: 'state', text: '70' }], newId: countingIds() })
    const applied = typed.ok ? applyPlan(draft, typed.value.plan) : typed
    if (!applied.ok) throw new Error(JSON.stringify(applied.failure))
    expect(resolvePrices(applied.value, FY2005).get('cpu|state')).toMatchObject({ amount: '70', derivedIn: null })
    expect(deriveRates(applied.value, FY2005).rates.get('cpu')).toMatchObject({ rateSource: 'typed', published: '70' })
  })

  test('publishing writes derived rates into the schedule, rounded and unrounded, and they hold from then on', () => {
    const rows = smallCostRows()
    // Priced from outside, no class may pay less than the state.
    const draft = draftFromRows({ ...rows, price: rows.price.filter((price) => price.customerClass === 'state') })
    const before = deriveRates(draft, FY2005).rates.get('cpu')
    const plan = planPublish({ draft, version: versionKey(FY2005) })
    const applied = plan.ok ? applyPlan(draft, plan.value) : plan
    if (!applied.ok) throw new Error(JSON.stringify(applied.failure))
    expect(applied.value.price.get('FY2005/plan#1|cpu|state')).toMatchObject({ amount: before?.rounded, derivedAmount: before?.unrounded })
    expect(resolvePrices(applied.value, FY2005).get('cpu|state')).toMatchObject({ amount: before?.rounded, derivedAmount: before?.unrounded, derivedIn: null })
  })

  test('RATE-6: a year whose derived rate has come above that of another class is not published, and the rate is named', () => {
    const draft = smallCosts()
    const state = resolvePrices(draft, FY2005).get('drop|state')?.amount ?? ''
    expect(Number(state)).toBeGreaterThan(280)
    const plan = planPublish({ draft, version: versionKey(FY2005) })
    expect(plan.ok ? 'proposed' : plan.failure).toMatchObject([{ code: 'external-below-internal', severity: 'error', subject: { table: 'rate', id: 'drop' }, remedy: 'Raise it to the state price or above, or change both.' }])
  })
})

test('ALLOC-1 to ALLOC-4: the methods stand side by side with their effect on every rate', () => {
  const { own, derivations, rates } = allocationMethods(smallCosts(), FY2005)
  expect([own, derivations.map((each) => each.method)]).toEqual(['step-down', ['direct', 'step-down', 'double-step-down', 'reciprocal']])
  const cpu = rates.find((each) => each.rateId === 'cpu')
  expect(cpu?.effects[1]?.difference).toBe('0')
  expect(new Set(cpu?.effects.map((each) => each.rate.unrounded)).size).toBe(4)
})
