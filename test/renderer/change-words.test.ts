import { describe, expect, it } from 'vitest'

import { changeWords } from '../../src-renderer/app/change-words.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import { priceRow, rateRow, usdPerUnit } from '../support/small-model.ts'

describe('a change in words', () => {
  it('tells from what to what', () => {
    const price = priceRow('FY2005/plan#1', 'cpu', '99.81')
    expect(changeWords(rowChange('price', { before: price, after: { ...price, amount: usdPerUnit('101.5') } }))).toBe('FY2005: 99.81 → 101.50')
    expect(changeWords(rowChange('price', { before: null, after: price }))).toBe('FY2005: no price → 99.81')
    expect(changeWords(rowChange('price', { before: price, after: { ...price, note: 'new' } }))).toBe('FY2005: note: nothing → new')
    const rate = rateRow('cpu', 0)
    expect(changeWords(rowChange('rate', { before: rate, after: { ...rate, title: 'CPU hour', billableUnit: 'CPU Hour' } }))).toBe('title: cpu → CPU hour, billable unit: Hour → CPU Hour')
    expect(changeWords(rowChange('rate', { before: rate, after: { ...rate, position: 3 } }))).toBe('moved')
    expect(changeWords(rowChange('rate', { before: rate, after: { ...rate, serviceId: 'cabling' } }))).toBe('another service')
    expect(changeWords(rowChange('rate', { before: rate, after: null }))).toBe('removed')
  })
})
