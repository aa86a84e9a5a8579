import { describe, expect, test } from 'vitest'

import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { formatVersion, readVersion } from '../../src-shared/domain/version-label.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { FY2004, FY2005, smallModel, smallRows } from '../support/small-model.ts'

describe('VER-1: versions as people write them', () => {
  const draft = smallModel()
  const planA = planOf(fiscalYear(2005), 'plan-a')

  test('what is written is read back', () => {
    for (const version of [FY2004, FY2005, planA]) expect(readVersion(draft, formatVersion(draft, version))).toEqual({ ok: true, value: version })
    expect(formatVersion(draft, planA)).toBe('FY2005@Plan A')
  })

  test('a scenario is found by its name, in any case where that is the only one', () => {
    expect(readVersion(draft, 'fy2005@plan a')).toEqual({ ok: true, value: planA })
    const [scenario] = smallRows().scenario
    if (scenario === undefined) throw new Error('No scenario')
    const two = draftFromRows({ ...smallRows(), scenario: [scenario, { ...scenario, id: 'other', name: 'plan a' }] })
    expect(readVersion(two, 'FY2005@plan a')).toMatchObject({ ok: true, value: { scenarioId: 'other' } })
    expect(readVersion(two, 'FY2005@PLAN A')).toMatchObject({ ok: false })
  })

  test('what is not there is refused with what is', () => {
    expect(readVersion(draft, 'FY2009')).toMatchObject({ ok: false, failure: { code: 'version-missing', message: 'There is no schedule for FY2009.', remedy: 'The model has: FY2003, FY2004, FY2005.' } })
    expect(readVersion(draft, 'FY2005@B')).toMatchObject({ ok: false, failure: { code: 'unknown-reference', remedy: 'The model has: Plan A.' } })
    expect(readVersion(draft, 'next year')).toMatchObject({ ok: false, failure: { code: 'not-a-fiscal-year' } })
    expect(formatVersion(draft, planOf(fiscalYear(2005), 'gone'))).toBe('FY2005@deleted scenario')
  })
})
