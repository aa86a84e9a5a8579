import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { fiscalYear, isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { reviewYears } from '../../src-shared/domain/service-levels/quality/review-years.ts'

function pair(years: readonly number[], day: string, firstMonth = 7): readonly number[] | undefined {
  const found = reviewYears({ years: years.map(fiscalYear), firstMonth, asOf: isoDate(day) })
  return found === undefined ? undefined : [found.from, found.to]
}

describe('the years of a review', () => {
  it('are the one in progress and the next', () => {
    expect(pair([2003, 2004, 2005, 2006, 2014], '2005-01-10')).toEqual([2005, 2006])
    expect([pair([2004, 2005, 2006], '2004-06-30'), pair([2004, 2005, 2006], '2004-07-01')]).toEqual([[2004, 2005], [2005, 2006]])
    expect(pair([2004, 2005, 2006], '2004-12-31', 1)).toEqual([2004, 2005])
  })

  it('without a next year are the last two that follow each other and have begun', () => {
    expect(pair([2003, 2004, 2005, 2014], '2005-01-10')).toEqual([2004, 2005])
    expect(pair([2003, 2004, 2014], '2026-11-26')).toEqual([2003, 2004])
  })

  it('are those at the top where the model has none of them', () => {
    expect([pair([], '2005-01-10'), pair([2005], '2005-01-10'), pair([2003, 2005], '2005-01-10'), pair([2030, 2031], '2005-01-10')]).toEqual([undefined, undefined, undefined, undefined])
  })

  it('follow each other and are years of the model, whatever it has', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 1995, max: 2015 })), fc.integer({ min: 1996, max: 2014 }), (given, present) => {
      const years = given.toSorted((left, right) => left - right)
      const found = pair(years, `${present}-01-10`)
      const [from = 0, to = 0] = found ?? []
      expect(found === undefined || (to - from === 1 && years.includes(from) && years.includes(to) && from <= present)).toBe(true)
    }))
  })
})
