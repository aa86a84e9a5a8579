import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { Decimal } from '../../src-shared/domain/decimal.ts'
import { parseTyped } from '../../src-shared/domain/typed-number.ts'

function read(text: string, decimalSeparator?: '.' | ','): string {
  const result = parseTyped(text, { decimalSeparator })
  return result.ok ? `${result.value.value.toFixed()}${result.value.isPercent ? ' %' : ''}` : result.failure.code
}

describe('NUM-1 numbers as people type them', () => {
  test.each([
    ['99.81', '99.81'], ['$1,234.50', '1234.5'], ['(0.5)', '-0.5'], ['($1,234.50)', '-1234.5'], ['$(12)', '-12'], ['-$5', '-5'], ['$-5', '-5'], ['\u22125', '-5'], ['+7', '7'],
    ['16.8 %', '16.8 %'], ['(0.7%)', '-0.7 %'], ['(0.7)%', '-0.7 %'], ['1 234.5', '1234.5'], ['1\u00A0234', '1234'], ['.5', '0.5'], ['5.', '5'], ['USD 12', '12'], ['0012', '12'], ['-0', '0'],
  ])('%s is %s', (text, expected) => expect(read(text)).toBe(expected))

  test.each([
    '12,34', '1,23,456', '1,2345', '1e400', '1e3', 'NaN', 'Infinity', '0x10', '', ' ', '.', '-', '--5', '-(5)', '(5', '5)', '1.2.3', '12 34', '$', '%', '5 %%', '1,234,', '١٢',
  ])('%s is refused as no number', (text) => expect(read(text)).toBe('not-a-number'))

  test('a decimal comma is one only when the setting says so', () => {
    expect(read('12,34', ',')).toBe('12.34')
    expect(read('1.234,50', ',')).toBe('1234.5')
    expect(read('1 234,5', ',')).toBe('1234.5')
    expect(read('12.34', ',')).toBe('not-a-number')
    expect(read('1,234', ',')).toBe('1.234')
  })

  test('too large and too fine are refused with their own reason', () => {
    expect(read('1,000,000,000,000,000')).toBe('number-out-of-range')
    expect(read('0.1234567890123')).toBe('too-many-places')
  })

  test('NUM-1 any amount, grouped and marked in any way, reads back exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.integer({ min: 0, max: 6 }), fc.boolean(), (scaled, places, brackets) => {
        const value = new Decimal(scaled.toString()).div(new Decimal(10).pow(places))
        const [whole = '', fraction] = value.abs().toFixed(places).split('.')
        const grouped = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',')
        const plain = fraction === undefined ? `$${grouped}` : `$${grouped}.${fraction}`
        const text = value.isNegative() ? (brackets ? `(${plain})` : `-${plain}`) : plain
        expect(read(text)).toBe(value.isZero() ? '0' : value.toFixed())
      }),
    )
  })
})
