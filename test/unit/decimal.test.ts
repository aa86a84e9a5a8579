import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { Decimal, decimal, formatFixed, isCanonicalDecimal, readDecimal, round, toText, type UsdPerUnit } from '../../src-shared/domain/decimal.ts'
import { usdPerUnit } from '../support/small-model.ts'

describe('NUM-1 amounts at rest', () => {
  test('are canonical text, exactly what was written', () => {
    expect(readDecimal<'USD/unit'>('99.810')).toEqual({ ok: true, value: '99.81' })
    expect(toText<'USD'>(new Decimal('12.50'))).toBe('12.5')
    expect(toText<'USD'>(new Decimal('-0'))).toBe('0')
    expect(decimal(usdPerUnit('0.0367')).times(2).toFixed()).toBe('0.0734')
    expect(decimal(usdPerUnit('0.1')).plus(decimal(usdPerUnit('0.2'))).toFixed()).toBe('0.3')
  })

  test('any whole and fraction within range comes back digit by digit', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), fc.stringMatching(/^\d{0,12}$/), (negative, whole, fraction) => {
        const read = readDecimal<'USD'>(`${negative ? '-' : ''}00${whole}.${fraction}`)
        const digits = fraction.replace(/0+$/, '')
        const size = digits === '' ? `${whole}` : `${whole}.${digits}`
        expect(read).toEqual({ ok: true, value: negative && size !== '0' ? `-${size}` : size })
        expect(read.ok && isCanonicalDecimal(read.value)).toBe(true)
      }),
    )
  })

  test.each(['1e3', '1e400', 'NaN', 'Infinity', '0x10', '12,34', '1 000', '$5', '', '.', '--1', '1.2.3', '٣'])('%s is no number', (text) => {
    expect(readDecimal(text)).toMatchObject({ ok: false, failure: { code: 'not-a-number' } })
  })

  test('has limits, and says them', () => {
    expect(readDecimal('999999999999999.999999999999')).toMatchObject({ ok: true })
    expect(readDecimal('1000000000000000')).toMatchObject({ ok: false, failure: { code: 'number-out-of-range' } })
    expect(readDecimal('0.1234567890123')).toMatchObject({ ok: false, failure: { code: 'too-many-places' } })
  })

  test.each(['', '-0', '007', '1.0', '1.', '.5', '+1', '1e3', '1000000000000000', '0.1234567890123', '1\0', '-', '1.2.3', '00.5', '-00.5', '0.50', '1-2', '1/2', '٣'])('%j is not canonical', (text) => {
    expect(isCanonicalDecimal(text)).toBe(false)
  })
})

describe('NUM-2 rounding', () => {
  test('a half goes away from zero', () => {
    expect(['1.005', '-1.005', '1.004'].map((text) => round(new Decimal(text), 2).toFixed(2))).toEqual(['1.01', '-1.01', '1.00'])
  })

  test('nothing is shown as a negative zero', () => {
    expect([formatFixed(usdPerUnit('-0.004'), 2), formatFixed(usdPerUnit('-0.4'), 0), formatFixed(usdPerUnit('-0.005'), 2)]).toEqual(['0.00', '0', '-0.01'])
  })
})

test('figures for people have thousands separators and fixed places', () => {
  const texts: readonly (readonly [UsdPerUnit, number])[] = [[usdPerUnit('12573'), 2], [usdPerUnit('0.039'), 4], [usdPerUnit('-1234567.5'), 0], [usdPerUnit('999.995'), 2]]
  expect(texts.map(([text, places]) => formatFixed(text, places))).toEqual(['12,573.00', '0.0390', '-1,234,568', '1,000.00'])
})
