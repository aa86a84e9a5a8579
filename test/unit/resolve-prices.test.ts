import { describe, expect, test } from 'vitest'

import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { overrideId, type Override } from '../../src-shared/domain/model/tables.ts'
import { priceKey, resolvePrice, resolvePrices, withdrawnPrices } from '../../src-shared/domain/rates/resolve-prices.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { planOf, versionKey } from '../../src-shared/domain/version.ts'
import { FY2003, FY2004, FY2005, percent, priceRow, scheduleRow, smallModel, smallRows, usdPerUnit } from '../support/small-model.ts'

function override(more: Partial<Override> = {}): Override {
  const row = {
    id: '', scenarioId: 'plan-a', version: versionKey(FY2005), rateId: 'cpu', customerClass: 'state', field: 'amount', value: usdPerUnit('103'), places: 2, baseValue: usdPerUnit('100'), baseRevision: 1,
    relativeKind: null, relativeBy: null, note: '', ...more,
  } satisfies Override
  return { ...row, id: overrideId(row) }
}

const planA = planOf(fiscalYear(2005), 'plan-a')

describe('resolved prices', () => {
  test('VER-2 a later revision replaces what it prices and leaves the rest', () => {
    const prices = resolvePrices(smallModel(), FY2004)
    expect(prices.get(priceKey('cpu', 'state'))).toMatchObject({ amount: '98.5', scheduleId: 'FY2004/plan#2', override: null })
    expect(prices.get(priceKey('drop', 'non-state'))).toMatchObject({ amount: '278.87', scheduleId: 'FY2004/plan#1' })
    expect(prices.size).toBe(7)
  })

  test('VER-4 a scenario overlays only what it overrides and remembers the base', () => {
    const draft = draftFromRows({ ...smallRows(), override: [override()] })
    const prices = resolvePrices(draft, planA)
    expect(prices.get('cpu|state')).toEqual({
      rateId: 'cpu', customerClass: 'state', kind: 'per-unit', amount: '103', percent: null, basisText: '', places: 2, derivedAmount: null, note: '', scheduleId: 'FY2005/plan#1',
      override: { overrideId: 'plan-a|FY2005/plan|cpu|state|amount', baseText: '100.00', baseHasMoved: false }, derivedIn: null,
    })
    expect(prices.get('hub|state')).toBe(resolvePrices(draft, FY2005).get('hub|state'))
    expect(resolvePrices(draft, planOf(fiscalYear(2004), 'plan-a'))).toBe(resolvePrices(draft, FY2004))
  })

  test('VER-4 a base that moved is seen, with the figure that it had', () => {
    const draft = draftFromRows({ ...smallRows(), override: [override({ baseValue: usdPerUnit('95.5') })] })
    expect(resolvePrices(draft, planA).get('cpu|state')?.override).toEqual({ overrideId: 'plan-a|FY2005/plan|cpu|state|amount', baseText: '95.50', baseHasMoved: true })
  })

  test('VER-4 an override takes away, adds, and changes a percentage or a flat price in its own kind', () => {
    const draft = draftFromRows({
      ...smallRows(),
      override: [
        override({ value: null }),
        override({ rateId: 'unpriced', baseValue: null, value: usdPerUnit('7') }),
        override({ rateId: 'meter', field: 'percent', value: percent('17'), baseValue: percent('16.8'), places: 1 }),
        override({ rateId: 'hub', value: usdPerUnit('420'), baseValue: usdPerUnit('415') }),
        override({ rateId: 'consultant', value: usdPerUnit('80'), baseValue: null }),
      ],
    })
    const prices = resolvePrices(draft, planA)
    expect(prices.has('cpu|state')).toBe(false)
    expect(withdrawnPrices(draft, planA)).toEqual([{ key: 'cpu|state', overrideId: 'plan-a|FY2005/plan|cpu|state|amount', baseText: '100.00', baseHasMoved: false }])
    expect(withdrawnPrices(draft, FY2005)).toEqual([])
    expect(prices.get('unpriced|state')).toMatchObject({ kind: 'per-unit', amount: '7', scheduleId: null, override: { baseText: '' } })
    expect(prices.get('meter|state')).toMatchObject({ kind: 'cost-plus-percent', percent: '17', basisText: 'Meter', override: { baseText: 'Meter + 16.8 %' } })
    expect(prices.get('hub|state')).toMatchObject({ kind: 'flat-per-period', amount: '420', basisText: 'month', override: { baseText: '415.00 / month' } })
    expect(prices.get('consultant|state')).toMatchObject({ kind: 'per-unit', amount: '80', override: { baseText: 'Contract rate', baseHasMoved: false } })
    for (const key of [...resolvePrices(draft, FY2005).keys(), 'unpriced|state']) {
      const [rateId = '', customerClass] = key.split('|')
      expect(resolvePrice(draft, { version: planA, rateId, customerClass: customerClass === 'state' ? 'state' : 'non-state' })).toEqual(prices.get(key))
    }
  })

  test('the same tables give the same map', () => {
    const draft = smallModel()
    expect(resolvePrices(draft, FY2003)).toBe(resolvePrices({ ...draft }, FY2003))
  })

  test('NUM-3 a year without a schedule has no prices', () => {
    expect(resolvePrices(smallModel(), planOf(fiscalYear(1999))).size).toBe(0)
  })

  test('VER-2 revision 2 of the same day replaces revision 1 wholly for what it prices', () => {
    const rows = smallRows()
    const again = scheduleRow(2003, { revision: 2 })
    const draft = draftFromRows({ ...rows, schedule: [again, ...rows.schedule], price: [priceRow(again.id, 'cpu', '121'), ...rows.price] })
    expect(resolvePrices(draft, FY2003).get('cpu|state')?.amount).toBe('121')
  })
})
