import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { isoDate } from '../../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { month } from '../../../src-shared/domain/month.ts'
import { wrongExplanations } from '../../../src-shared/domain/rates/evaluate-explanation.ts'
import { availabilityOfCase, type AvailabilityAnswer } from '../../../src-shared/domain/service-levels/measures/availability-case.ts'
import { readAvailabilityCase } from '../../../src-shared/domain/service-levels/measures/read-availability-case.ts'
import { explainErrorBudget, explainLevel, levelsOf, type LevelValue } from '../../../src-shared/domain/service-levels/measures/levels.ts'
import type { Explanation } from '../../../src-shared/domain/explanation.ts'
import { incidentRow, levelDraft, outageRow, targetRow } from '../../support/level-model.ts'

const DAY = 86_400
const MAY = month('2004-05')

function levelIn(draft: Draft, { today, at = MAY, recordedThrough = null }: { readonly today: string; readonly at?: typeof MAY; readonly recordedThrough?: typeof MAY | null }): LevelValue {
  const found = levelsOf(draft, { from: month('2004-03'), to: month('2004-06'), today: isoDate(today), recordedThrough }).byTarget.get('avl')?.values.find((each) => each.month === at)
  if (found === undefined) throw new Error(at)
  return found
}

/** As `availability` computes it of the same calendar. */
function caseOf(given: object, today: string): AvailabilityAnswer {
  const read = readAvailabilityCase(JSON.stringify(given))
  const answer = read.ok ? availabilityOfCase(read.value, isoDate(today)) : read
  if (!answer.ok) throw new Error(answer.failure.map(({ message }) => message).join(' '))
  return answer.value
}

function found(node: Explanation | null, words: string): Explanation | undefined {
  return node === null || node.formula.includes(words) ? (node ?? undefined) : node.inputs.map((each) => found(each, words)).find((each) => each !== undefined)
}

/** Minutes after the beginning of April 2004. */
function minute(at: number): string {
  return new Date(Date.UTC(2004, 3, 1) + at * 60_000).toISOString().slice(0, 16)
}

const open = levelDraft({ serviceTarget: [targetRow('avl')], outage: [outageRow('z1', '2004-04-28T00:00', null)] })
const share = targetRow('avl', { metric: 'incident-resolution', computation: 'incidents', statistic: 'percent-within-limit', limitMinutes: 1440 })

describe('what has not ended', () => {
  test('SLM-1: an outage lasts at most to the end of the day on which it is looked at; months that are over are not changed by it', () => {
    expect(levelIn(open, { today: '2004-05-03', at: month('2004-04') }).budget).toMatchObject({ agreedSeconds: 30 * DAY, usedSeconds: String(3 * DAY) })
    const used = (today: string, at = MAY): string | undefined => levelIn(open, { today, at, recordedThrough: month('2004-06') }).budget?.usedSeconds
    expect([used('2004-05-01'), used('2004-05-03'), used('2004-05-04'), used('2004-05-03'), used('2004-05-31'), used('2004-06-02')]).toEqual([1, 3, 4, 3, 31, 31].map((days) => String(days * DAY)))
    expect([used('2004-05-01', month('2004-04')), used('2004-06-30', month('2004-04'))]).toEqual([String(3 * DAY), String(3 * DAY)])
    expect(levelIn(open, { today: '2004-05-03', recordedThrough: month('2004-06') })).toMatchObject({ value: '90.322580645161', status: 'in-progress' })
  })

  test('SLM-1: the explanation counts as far, and says how far', () => {
    const key = { targetId: 'avl', month: MAY, today: isoDate('2004-05-03'), recordedThrough: month('2004-05') }
    const [level, budget] = [explainLevel(open, key), explainErrorBudget(open, key)]
    if (level === null || budget === null) throw new Error('nothing')
    expect([level.value, budget.value]).toEqual(['90.322580645161', '-256521.6'])
    expect([...wrongExplanations(level), ...wrongExplanations(budget)]).toEqual([])
    expect(found(level, 'an end that is not known')).toMatchObject({ value: String(3 * DAY), formula: '2004-04-28 00:00 to an end that is not known. What of it lies in agreed time of the month up to 2004-05-04 00:00, the end of the day on which it is looked at.' })
    expect(found(explainLevel(open, { ...key, today: isoDate('2004-06-02') }), 'an end that is not known')?.formula).toBe('2004-04-28 00:00 to an end that is not known. What of it lies in agreed time of the month.')
  })

  test('SLM-1: the day ends by the clock of the calendar that measures', () => {
    const office = levelDraft({ serviceTarget: [targetRow('avl', { calendarId: 'office' })], outage: [outageRow('z1', '2004-05-03T07:00', null)] })
    // Monday, and Tuesday, of ten hours each.
    expect([levelIn(office, { today: '2004-05-03' }).budget?.usedSeconds, levelIn(office, { today: '2004-05-04' }).budget?.usedSeconds]).toEqual(['36000', '72000'])
  })

  test('SLM-1: an incident has waited to the end of today, not to that of the month; its explanation counts the same', () => {
    const draft = levelDraft({ serviceTarget: [share], incident: [incidentRow('late', '2004-04-29T09:00', {}), incidentRow('new', '2004-05-03T09:00', {})] })
    const on = (today: string): readonly unknown[] => {
      const { value, status } = levelIn(draft, { today })
      return [value, status, explainLevel(draft, { targetId: 'avl', month: MAY, today: isoDate(today) })?.value ?? null]
    }
    expect([on('2004-05-03'), on('2004-05-04'), on('2004-05-03')]).toEqual([[null, 'no-data', null], ['0', 'in-progress', '0'], [null, 'no-data', null]])
    expect(levelIn(draft, { today: '2004-05-03', at: month('2004-04') })).toMatchObject({ value: '0', status: 'breached' })
    expect(found(explainLevel(draft, { targetId: 'avl', month: MAY, today: isoDate('2004-05-04') }), 'not resolved')?.formula).toBe('Opened 2004-05-03 09:00, priority 2, not resolved by 2004-05-05 00:00; not within 1440 minutes.')
  })

  test('SLM-1: `availability` gives the same, whatever the day, and a stated end of the count reaches no further than today', () => {
    const outages = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 * 1440 }), fc.option(fc.integer({ min: 0, max: 4000 }))), { minLength: 1, maxLength: 5 })
    fc.assert(fc.property(outages, fc.integer({ min: 1, max: 30 }), (given, date) => {
      const today = `2004-05-${String(date).padStart(2, '0')}`
      const past = given.map(([start, length]) => ({ start: minute(start), ...(length === null ? {} : { end: minute(start + length) }) })).filter(({ start, end }) => start.slice(0, 10) <= today && (end ?? start).slice(0, 10) <= today)
      const draft = levelDraft({ serviceTarget: [targetRow('avl')], outage: past.map(({ start, end }, index) => outageRow(`o${index}`, start, end ?? null)) })
      const level = levelIn(draft, { today, recordedThrough: MAY })
      const { whole } = caseOf({ from: '2004-05-01', to: '2004-06-01', goal: '99.9', outages: past, until: '2004-05-31T00:00' }, today)
      expect([level.value, Number(level.budget?.usedSeconds)]).toEqual([whole.availability, whole.downtimeSeconds])
    }), { numRuns: 60 })
  })
})
