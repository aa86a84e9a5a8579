import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { roundRatio } from '../../../src-shared/domain/costs/ratio.ts'
import { Decimal, formatFixed, readDecimal, toText, type Factor } from '../../../src-shared/domain/decimal.ts'
import { isoDate } from '../../../src-shared/domain/fiscal-year.ts'
import { businessDayAfter, businessDaysBetween } from '../../../src-shared/domain/service-levels/measures/business-days.ts'
import { compareExact, exactOfRatio, exactOfText, quotient, shownExact, textOfExact } from '../../../src-shared/domain/service-levels/measures/exact-figure.ts'
import { dayText, localMidnight, monthNumberOfDay } from '../../../src-shared/domain/service-levels/measures/logged-instant.ts'
import { checkPromise, promiseKindOf, promiseOf } from '../../../src-shared/domain/service-levels/measures/serial-promise.ts'
import { monthOfNumber } from '../../../src-shared/domain/month.ts'

function factor(text: string): Factor {
  const read = readDecimal<'1'>(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

const holidays = new Set(['2003-12-25', '2004-01-01'])

describe('Business days', () => {
  it('SLM-7: skip weekends and holidays; the day itself is not one of them', () => {
    const after = (day: string, count: number): string => businessDayAfter(isoDate(day), { count, holidays })
    expect([after('2003-12-24', 2), after('2003-12-26', 1), after('2003-12-26', 4), after('2003-12-27', 0), after('2003-12-24', 0)]).toEqual(['2003-12-29', '2003-12-29', '2004-01-02', '2003-12-29', '2003-12-24'])
    expect([businessDaysBetween(isoDate('2003-12-24'), isoDate('2003-12-29'), holidays), businessDaysBetween(isoDate('2003-12-29'), isoDate('2003-12-24'), holidays)]).toEqual([2, 0])
  })

  it('SLM-7: so many days later there lie so many between', () => {
    fc.assert(fc.property(fc.integer({ min: 12_000, max: 13_000 }), fc.integer({ min: 1, max: 60 }), (day, count) => {
      const start = isoDate(dayText(day))
      expect(businessDaysBetween(start, businessDayAfter(start, { count, holidays }), holidays)).toBe(count)
    }))
  })

  it('days by their number, and their months, are those of the calendar', () => {
    fc.assert(fc.property(fc.integer({ min: -25_000, max: 80_000 }), (day) => {
      expect(dayText(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10))
      expect(localMidnight(isoDate(dayText(day)))).toBe(day * 86_400)
      expect(monthOfNumber(monthNumberOfDay(day))).toBe(dayText(day).slice(0, 7))
    }))
  })
})

describe('What underpinning agreements hold together', () => {
  const promises = [{ label: 'OLA-1', goal: factor('99.9') }, { label: 'UC-1', goal: factor('99.5') }]

  it('SLM-1: availabilities in series multiply, times add up; the same is held', () => {
    expect(promiseOf('availability', promises, '%')).toEqual({ kind: 'availability', value: '99.4005', arithmetic: 'OLA-1 99.9 % x UC-1 99.5 % = 99.4005 %' })
    const check = (promised: string): boolean | undefined => checkPromise({ kind: 'availability', promised: factor(promised), unit: '%', promises })?.isTooMuch
    expect([check('99.4005'), check('99.400500000001')]).toEqual([false, true])
    const times = [{ label: 'OLA-1', goal: factor('15') }, { label: 'UC-1', goal: factor('30') }]
    expect(checkPromise({ kind: 'time', promised: factor('40'), unit: 'minutes', promises: times })).toMatchObject({ isTooMuch: true, words: '40 minutes promises more than its underpinning agreements hold together: OLA-1 15 + UC-1 30 = 45 minutes.' })
    expect(checkPromise({ kind: 'time', promised: factor('45'), unit: 'minutes', promises: times })?.isTooMuch).toBe(false)
    expect(promiseOf('time', [], 'minutes')).toBeNull()
    expect([promiseKindOf({ metric: 'availability', unit: '%' }), promiseKindOf({ metric: 'incident-response', unit: 'minutes' }), promiseKindOf({ metric: 'incident-response', unit: '%' }), promiseKindOf({ metric: 'satisfaction', unit: 'points' })]).toEqual(['availability', 'time', null, null])
  })
})

describe('Exact values', () => {
  it('NUM-1: quotients, texts and shown figures agree with exact fractions, below and above zero', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 9_000_000_000 }), fc.integer({ min: 1, max: 9_000_000 }), fc.integer({ min: 0, max: 12 }), (numerator, divisor, places) => {
      const fast = quotient(numerator, divisor)
      expect(fast).toEqual(exactOfRatio({ numerator: BigInt(numerator), denominator: BigInt(divisor) }))
      const once = new Decimal(roundRatio({ numerator: BigInt(numerator), denominator: BigInt(divisor) }, 10n ** BigInt(places)).toString()).div(new Decimal(10).pow(places))
      expect(shownExact(fast, places)).toBe(formatFixed(toText(once), places))
    }))
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (left, right) => {
      const texts = [left, right].map((each) => factor(`${each < 0n ? '-' : ''}${String(each < 0n ? -each : each).padStart(13, '0').replace(/(\d{6})$/, '.$1')}`))
      const [one, other] = texts.map(exactOfText)
      if (one === undefined || other === undefined) throw new Error('two')
      expect(texts.map((each) => textOfExact(exactOfText(each)))).toEqual(texts)
      expect(Math.sign(compareExact(one, other))).toBe(left < right ? -1 : left > right ? 1 : 0)
    }))
    expect([textOfExact(exactOfRatio({ numerator: -200n, denominator: 3n })), textOfExact(quotient(1_999_999_999_999_999, 2_000_000_000))]).toEqual(['-66.666666666667', '999999.9999999995'])
  })
})
