import { describe, expect, it } from 'vitest'

import { freeYearAfter, targetYears } from '../../src-renderer/features/versions/target-years.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'

const years = [2003, 2004, 2014].map(fiscalYear)

describe('years that a schedule may be begun for', () => {
  it('the first free year after a year, past those that have a schedule', () => {
    expect(freeYearAfter(years, fiscalYear(2003))).toBe(2005)
    expect(freeYearAfter(years, fiscalYear(2014))).toBe(2015)
  })

  it('VER-2: a scenario of a published year is adopted as the next year without a schedule, not as the year after the last', () => {
    expect(targetYears({ years, from: fiscalYear(2004), isPublished: () => true })).toEqual({ targets: [2005, 2015], usual: 2005 })
  })

  it('a draft takes the rates itself; an earlier draft is offered, but a later year is usual', () => {
    expect(targetYears({ years, from: fiscalYear(2004), isPublished: (year) => year !== 2004 })).toEqual({ targets: [2004, 2005, 2015], usual: 2004 })
    expect(targetYears({ years, from: fiscalYear(2014), isPublished: (year) => year !== 2004 })).toEqual({ targets: [2004, 2005, 2015], usual: 2015 })
  })
})
