import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { explainRequestDay, requestDoneBy } from '../../src-shared/domain/catalog/request-day.ts'
import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { daysAfter, daysBetween } from '../../src-shared/domain/service-levels/agreements/calendar-days.ts'
import { sampleDraft } from '../support/sample-draft.ts'
import { smallModel } from '../support/small-model.ts'

const asked = (day: string, leadDays: number | null): Parameters<typeof requestDoneBy>[1] => ({ request: { id: 'r-1', title: 'Set up a list', leadDays }, askedOn: isoDate(day) })

describe('the day by which a request is done', () => {
  it('SLM-7 skips weekends and the holidays of the state, those of a county not', () => {
    const draft = sampleDraft()
    // 2005-01-17 is Martin Luther King Day; 2005-03-17 is kept in one county only.
    expect([requestDoneBy(draft, asked('2005-01-13', 3)), requestDoneBy(draft, asked('2005-03-16', 1)), requestDoneBy(draft, asked('2005-01-15', 0)), requestDoneBy(draft, asked('2005-01-13', null))]).toEqual(['2005-01-19', '2005-03-17', '2005-01-18', null])
  })

  it('SLM-7 is explained by the business days, the weekend and each holiday that pass, with the rows that they come from', () => {
    const explained = explainRequestDay(sampleDraft(), asked('2005-01-13', 3))
    expect([explained?.text, explained?.unit, explained?.ruleId]).toEqual(['Wed 2005-01-19', '6 days later', 'SLM-7'])
    expect(explained?.inputs.map(({ label, text, formula, origin }) => [label, text, formula, origin?.table])).toEqual([
      ['Business days', '3', 'The lead time that the page promises: 3 business days', 'requestType'], ['Saturdays and Sundays', '2', '2005-01-15, 2005-01-16', undefined], ['Martin Luther King Day', '1', 'A holiday of the state, Mon 2005-01-17', 'holiday'],
    ])
    expect(explainRequestDay(sampleDraft(), asked('2005-01-13', null))).toBeUndefined()
  })

  it('SLM-7 says where the model has no holidays of a year', () => {
    expect(explainRequestDay(smallModel(), asked('2026-12-30', 3))?.formula).toContain('The model has no holidays of 2026 and 2027: each weekday counts')
    expect(explainRequestDay(sampleDraft(), asked('2004-12-30', 3))?.formula).not.toContain('no holidays')
  })

  it('SLM-7 the days of the explanation add up to those that pass, whatever is asked for and when', () => {
    const draft = sampleDraft()
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_500 }), fc.integer({ min: 0, max: 60 }), (offset, leadDays) => {
      const given = asked(daysAfter(isoDate('2002-01-01'), offset), leadDays)
      const explained = explainRequestDay(draft, given)
      const doneBy = requestDoneBy(draft, given)
      if (doneBy === null || explained === undefined) throw new Error('A lead time has its day.')
      const parts = explained.inputs.map(({ value }) => Number(value))
      expect([parts.reduce((sum, each) => sum + each, 0), Number(explained.value)]).toEqual([daysBetween(given.askedOn, doneBy), daysBetween(given.askedOn, doneBy)])
      expect(leadDays === 0 || parts[0] === leadDays).toBe(true)
    }))
  })
})
