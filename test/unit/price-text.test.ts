import { describe, expect, test } from 'vitest'

import { formatPrice, readPriceInput } from '../../src-shared/domain/rates/price-text.ts'
import { percent, priceRow, usdPerUnit } from '../support/small-model.ts'

describe('RATE-3 prices as words', () => {
  test.each([
    [priceRow('s', 'r', '99.81'), '99.81'],
    [priceRow('s', 'r', '1234.5'), '1,234.50'],
    [priceRow('s', 'r', '-0.5'), '-0.50'],
    [priceRow('s', 'r', '415', { kind: 'flat-per-period', basisText: 'month' }), '415.00 / month'],
    [priceRow('s', 'r', '0', { kind: 'cost-plus-percent', amount: null, percent: percent('16.8'), basisText: 'Meter', places: 1 }), 'Meter + 16.8 %'],
    [priceRow('s', 'r', '0', { kind: 'cost-plus-percent', amount: null, percent: percent('-5'), basisText: 'Meter', places: 0 }), 'Meter - 5 %'],
    [priceRow('s', 'r', '0', { kind: 'contract-rate', amount: null }), 'Contract rate'],
    [priceRow('s', 'r', '0', { kind: 'varies', amount: null }), 'Varies'],
    [priceRow('s', 'r', '0', { kind: 'not-billed', amount: null }), 'Not billed'],
    [priceRow('s', 'r', '0', { kind: 'not-published', amount: null }), 'Not published'],
  ])('NUM-3 %# shows its kind at its own places', (price, text) => {
    expect(formatPrice(price)).toBe(text)
    const read = readPriceInput(text, { places: price.places })
    expect(read.ok).toBe(true)
  })

  test('RATE-2 a rate without units says that overhead pays for it', () => {
    expect(formatPrice(priceRow('s', 'r', '0', { kind: 'no-units', amount: null }))).toBe('0 (funded from overhead)')
  })

  test.each([
    ['$1,234.50', { kind: 'amount', amount: usdPerUnit('1234.5'), places: 2, isCurrency: true }],
    ['(0.5)', { kind: 'amount', amount: usdPerUnit('-0.5'), places: 2, isCurrency: false }],
    ['99.815', { kind: 'amount', amount: usdPerUnit('99.815'), places: 3, isCurrency: false }],
    ['99.8100000', { kind: 'amount', amount: usdPerUnit('99.81'), places: 2, isCurrency: false }],
    ['16.8 %', { kind: 'percent', percent: percent('16.8'), places: 2, basisText: null }],
    ['Meter + 17 %', { kind: 'percent', percent: percent('17'), places: 2, basisText: 'Meter' }],
    ['Meter+17.5%', { kind: 'percent', percent: percent('17.5'), places: 2, basisText: 'Meter' }],
    ['Metered Postage plus 16.8%', { kind: 'percent', percent: percent('16.8'), places: 2, basisText: 'Metered Postage' }],
    ['Purchase Cost - 8 %', { kind: 'percent', percent: percent('-8'), places: 2, basisText: 'Purchase Cost' }],
    ['$ 415.00 / month', { kind: 'flat', amount: usdPerUnit('415'), places: 2, period: 'month' }],
    ['415 per month', { kind: 'flat', amount: usdPerUnit('415'), places: 2, period: 'month' }],
    ['CONTRACT RATE', { kind: 'words', priceKind: 'contract-rate' }],
    ['0 (funded from overhead)', { kind: 'words', priceKind: 'no-units' }],
    ['', { kind: 'none' }],
    ['  ', { kind: 'none' }],
  ])('RATE-3 "%s" is read', (text, value) => expect(readPriceInput(text, { places: 2 })).toEqual({ ok: true, value }))

  test.each([
    ['12,34', 'not-a-number'], ['1e400', 'not-a-number'], ['NaN', 'not-a-price'], ['hello', 'not-a-price'], ['N/A', 'not-a-price'], ['New Service', 'not-a-price'],
    ['1.2345678', 'too-many-places'], ['Meter + 1.2345678 %', 'too-many-places'], ['9999999999999999', 'number-out-of-range'], ['=1+1', 'not-a-number'],
    ['9'.repeat(500), 'not-a-price'],
  ])('"%s" is refused: %s', (text, code) => {
    const read = readPriceInput(text, { places: 2 })
    expect(read.ok ? 'read' : read.failure.code).toBe(code)
  })
})
