import { describe, expect, it } from 'vitest'

import { applyChanges } from '../../src-shared/domain/model/apply-edit.ts'
import { planSetPrice, type PriceFields } from '../../src-shared/domain/rates/set-price.ts'
import { FY2004, FY2005, smallModel } from '../support/small-model.ts'

const FIELDS: PriceFields = { kind: 'per-unit', figure: '101.5', basisText: '', places: 2, derived: '', note: '' }

function codes(fields: Partial<PriceFields>, version = FY2005): readonly string[] {
  const planned = planSetPrice({ draft: smallModel(), version, rateId: 'cpu', customerClass: 'state', fields: { ...FIELDS, ...fields } })
  return planned.ok ? ['applied'] : planned.failure.map((each) => each.code)
}

describe('a price set field by field', () => {
  it('RATE-3, NUM-3: carries kind, figure, places, unrounded figure and note', () => {
    const draft = smallModel()
    const planned = planSetPrice({ draft, version: FY2005, rateId: 'cpu', customerClass: 'state', fields: { ...FIELDS, places: 3, derived: '101.4987', note: 'new contract' } })
    if (!planned.ok) throw new Error('refused')
    expect(planned.value.label).toBe('Price of cpu in FY2005')
    const applied = applyChanges(draft, planned.value.changes)
    expect(applied.ok && applied.value.price.get('FY2005/plan#1|cpu|state')).toEqual({
      id: 'FY2005/plan#1|cpu|state', scheduleId: 'FY2005/plan#1', rateId: 'cpu', customerClass: 'state', kind: 'per-unit', amount: '101.5', percent: null, basisText: '', places: 3, derivedAmount: '101.4987', note: 'new contract',
    })
  })

  it('RATE-3: takes a percentage with its basis, a flat price with its period, and words without a figure', () => {
    expect(codes({ kind: 'cost-plus-percent', figure: '17 %', basisText: 'Meter', places: 1 })).toEqual(['applied'])
    expect(codes({ kind: 'flat-per-period', figure: '415', basisText: 'month' })).toEqual(['applied'])
    expect(codes({ kind: 'varies', figure: 'ignored' })).toEqual(['applied'])
  })

  it('says why not', () => {
    expect(codes({ figure: '12,34' })).toEqual(['not-a-number'])
    expect(codes({ figure: '' })).toEqual(['not-a-price'])
    expect(codes({ figure: '1.005' })).toEqual(['too-many-places'])
    expect(codes({ figure: '100', places: 2 })).toEqual(['nothing-to-change'])
    expect(codes({}, FY2004)).toEqual(['published-is-immutable'])
  })

  it('RATE-6: never puts an external price below the internal one', () => {
    const planned = planSetPrice({ draft: smallModel(), version: FY2005, rateId: 'drop', customerClass: 'non-state', fields: { ...FIELDS, figure: '209' } })
    expect(planned.ok ? [] : planned.failure.map((each) => each.code)).toEqual(['external-below-internal'])
  })
})
