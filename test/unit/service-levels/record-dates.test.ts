import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { isoDate } from '../../../src-shared/domain/fiscal-year.ts'
import { applyChanges } from '../../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { Outage } from '../../../src-shared/domain/model/level-tables.ts'
import { month, monthAfter, type Month } from '../../../src-shared/domain/month.ts'
import { planAddLevelRow, planLevelEdits, planMeasurements } from '../../../src-shared/domain/service-levels/edit-levels.ts'
import { lastMeasuredMonth } from '../../../src-shared/domain/service-levels/measured-months.ts'
import { explainLevel, levelsOf } from '../../../src-shared/domain/service-levels/measures/levels.ts'
import { DEFAULT_LEVEL_POLICY } from '../../../src-shared/domain/service-levels/measures/level-policy.ts'
import { incidentRow, levelDraft, loggedTime, measurementRow, outageRow, targetRow } from '../../support/level-model.ts'
import { countingIds } from '../../support/small-model.ts'

const TODAY = isoDate('2004-06-15')
const [FROM, TO] = [month('2003-07'), month('2004-12')]

function outageIn(at: Month, more: Partial<Outage> = {}): Outage {
  return outageRow(`o-${at}`, `${at}-10T10:00`, `${at}-10T10:05`, more)
}

function levels(draft: Draft): { readonly statuses: readonly string[]; readonly why: (at: string) => string | undefined; readonly issues: readonly string[] } {
  const { byTarget, issues } = levelsOf(draft, { from: FROM, to: TO, today: TODAY })
  const values = byTarget.get('avl')?.values ?? []
  return { statuses: values.map(({ status }) => status), why: (at) => values.find((each) => each.month === at)?.why, issues: issues.map(({ code, severity, message }) => `${severity} ${code}: ${message}`) }
}

const REAL = [outageIn(month('2003-07')), outageIn(month('2003-08')), outageIn(month('2003-09'))]
const of = (...outage: readonly Outage[]): Draft => levelDraft({ serviceTarget: [targetRow('avl')], outage: [...REAL, ...outage] })

/** A month, and those so many months after the one before. */
function walk(from: Month, steps: readonly number[]): readonly Month[] {
  return steps.reduce<readonly Month[]>((all, step) => [...all, monthAfter(all.at(-1) ?? from, step)], [from])
}

function rows(months: readonly Month[]): readonly Outage[] {
  return months.map((at, index) => outageIn(at, { id: `r-${index}`, code: `R-${index}` }))
}

function none(count: number): readonly string[] {
  return Array.from({ length: count }, () => 'no-data')
}

describe('records with a wrong date', () => {
  test('SLM-1: a record dated after today stretches nothing: no month is met because of it, and it is named', () => {
    const { statuses, why, issues } = levels(of(outageIn(month('2104-03'))))
    expect(statuses).toEqual([...Array.from({ length: 3 }, () => 'met'), ...Array.from({ length: 15 }, () => 'no-data')])
    expect([why('2003-11'), why('2004-07')]).toEqual(['No data: records of outages reach to 2003-09.', 'No data: July 2004 has not come yet.'])
    expect(issues).toEqual(['warning date-ahead: O-2104-03 is dated in March 2104, which has not come yet: it does not count, and no month has data because of it.'])
    expect(lastMeasuredMonth(of(outageIn(month('2104-03'))), TODAY)).toBe('2003-09')
    expect(explainLevel(of(outageIn(month('2104-03'))), { targetId: 'avl', month: month('2104-03'), today: TODAY })).toBeNull()
  })

  test('SLM-1: more than six months in a row without a record have no data, and the record behind them is named, until it is stated through which month records are kept', () => {
    const far = of(outageIn(month('2004-05'), { endedAt: loggedTime('2004-05-10T12:00') }))
    const { statuses, why, issues } = levels(far)
    expect(statuses).toEqual(['met', 'met', 'met', ...none(7), 'breached', ...none(7)])
    expect([why('2003-12'), why('2004-06')]).toEqual(['No data: there are no records of outages from 2003-10 to 2004-04.', 'No data: records of outages reach to 2004-05.'])
    expect(issues).toEqual(['warning record-gap: O-2004-05 of May 2004 is the first of outages after 7 months without any: from October 2003 to April 2004 there is no data.'])
    expect(lastMeasuredMonth(far, TODAY)).toBe('2004-05')
    const stated = { ...far, levelPolicy: new Map([['policy', { ...DEFAULT_LEVEL_POLICY, recordedThrough: month('2004-05') }]]) }
    expect(levels(stated)).toMatchObject({ statuses: [...Array.from({ length: 10 }, () => 'met'), 'breached', ...none(7)], issues: [] })
    expect(levels(of(outageIn(month('2004-04'))))).toMatchObject({ statuses: [...Array.from({ length: 10 }, () => 'met'), ...none(8)], issues: [] })
  })

  test('SLM-1: so it is before a record far in the past', () => {
    const early = levelDraft({ serviceTarget: [targetRow('avl', { effectiveFrom: month('1999-01') })], outage: [...REAL, outageIn(month('1999-03'))] })
    const { byTarget, issues } = levelsOf(early, { from: month('2003-05'), to: month('2003-07'), today: TODAY })
    expect(byTarget.get('avl')?.values.map(({ status }) => status)).toEqual(['no-data', 'no-data', 'met'])
    expect(issues.map(({ code, subject }) => [code, subject?.id])).toEqual([['record-gap', 'o-2003-07']])
  })

  test('SLM-1: a measurement of a month that has not come is no data', () => {
    const draft = levelDraft({ serviceTarget: [targetRow('avl')], measurement: [measurementRow('avl', '2003-07', '99.95'), measurementRow('avl', '2004-09', '99.95')] })
    expect([levels(draft).statuses[0], levels(draft).statuses[14], lastMeasuredMonth(draft, TODAY)]).toEqual(['met', 'no-data', '2003-07'])
    expect(levels(draft).issues).toEqual(['warning date-ahead: AVL is measured in September 2004, which has not come yet: it does not count.'])
  })

  test('SLM-1: what was measured of a target from its retirement on does not count, and is said with how many months and the first', () => {
    const target = targetRow('avl')
    const draft = levelDraft({ serviceTarget: [target], measurement: ['2003-07', '2003-10', '2003-09', '2003-11'].map((at) => measurementRow('avl', at, '99.95')) })
    const retired = (from: string): ReturnType<typeof levels> => {
      const { plan } = planLevelEdits({ draft, edits: [{ table: 'serviceTarget', rowId: 'avl', field: 'retiredFrom', text: from }], label: 'x', today: TODAY })
      const next = applyChanges(draft, plan.changes)
      if (!next.ok) throw new Error(next.failure.map(({ message }) => message).join(' '))
      return levels(next.value)
    }
    expect(retired('2003-09').issues).toEqual(['warning wrong-state: The target AVL is retired from September 2003 on, and is measured in 3 months from then on, the first September 2003: they do not count.'])
    expect(retired('2003-09').statuses.slice(0, 5)).toEqual(['met', ...none(4)])
    expect(retired('2003-11').issues).toEqual(['warning wrong-state: The target AVL is retired from November 2003 on, and is measured in November 2003: it does not count.'])
    expect(retired('2003-12').issues).toEqual([])
  })

  test('SLM-1: an incident far ahead makes no open one late', () => {
    const target = targetRow('avl', { metric: 'incident-response', computation: 'incidents', statistic: 'percent-within-limit', limitMinutes: 60 })
    const open = incidentRow('open', '2003-10-31T23:30', {})
    const draft = levelDraft({ serviceTarget: [target], incident: [open, incidentRow('far', '2104-01-01T00:00', {})] })
    expect(levels(draft).statuses.every((each) => each === 'no-data')).toBe(true)
  })

  test('SLM-1: whatever records with far dates are added, no month without a record gets a value because of them, and each gap is named', () => {
    const near = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 6 })
    const farther = fc.array(fc.integer({ min: 8, max: 400 }), { minLength: 1, maxLength: 3 })
    fc.assert(fc.property(near, farther, (steps, jumps) => {
      const months = walk(FROM, steps)
      const far = walk(months.at(-1) ?? FROM, jumps).slice(1)
      const before = levels(levelDraft({ serviceTarget: [targetRow('avl')], outage: rows(months) }))
      const after = levels(levelDraft({ serviceTarget: [targetRow('avl')], outage: rows([...months, ...far]) }))
      const own = new Set(far.filter((each) => each <= '2004-06'))
      expect(after.statuses.filter((_, index) => !own.has(monthAfter(FROM, index)))).toEqual(before.statuses.filter((_, index) => !own.has(monthAfter(FROM, index))))
      expect(after.issues.length).toBe(before.issues.length + far.length)
    }), { numRuns: 100 })
  })
})

function messages(table: 'outage' | 'incident', texts: Readonly<Record<string, string>>): readonly string[] {
  const planned = planAddLevelRow({ draft: of(), table, texts: { serviceId: 'mail', ...texts }, newId: countingIds(), today: TODAY })
  return planned.ok ? [] : planned.failure.map(({ message }) => message)
}

describe('what has not happened', () => {
  test('SLM-1: is refused where it is typed, with the place and the reason; a planned outage may lie ahead', () => {
    expect(messages('outage', { startedAt: '2104-03-04 08:15', endedAt: '' })).toEqual(['The outage starts on 2104-03-04, after today (2004-06-15).'])
    expect(messages('outage', { startedAt: '2004-06-15 08:15', endedAt: '2014-06-15 09:00' })).toEqual(['The outage ends on 2014-06-15, after today (2004-06-15).'])
    expect(messages('incident', { openedAt: '2004-06-15 08:15', resolvedAt: '2005-06-15 08:45' })).toEqual(['The incident is resolved on 2005-06-15, after today (2004-06-15).'])
    expect(messages('outage', { startedAt: '2004-07-04 08:15', endedAt: '2004-07-04 10:15', kind: 'planned' })).toEqual([])
    expect(messages('outage', { startedAt: '2004-06-16 00:15', endedAt: '' })).toEqual([])
    const typed = planLevelEdits({ draft: of(), edits: [{ table: 'outage', rowId: 'o-2003-07', field: 'title', text: 'Disk' }, { table: 'outage', rowId: 'o-2003-07', field: 'startedAt', text: '2104-07-10 10:00' }, { table: 'outage', rowId: 'o-2003-07', field: 'endedAt', text: '' }], label: 'x', today: TODAY })
    expect([typed.plan.changes, typed.refused.map(({ issue: { code } }) => code)]).toEqual([[], ['date-ahead', 'date-ahead', 'date-ahead']])
    const title = planLevelEdits({ draft: of(outageIn(month('2104-03'))), edits: [{ table: 'outage', rowId: 'o-2104-03', field: 'title', text: 'Disk' }], label: 'x', today: TODAY })
    expect([title.plan.changes.length, title.refused]).toEqual([1, []])
    const measured = planMeasurements({ draft: of(), author: 'Ann', edits: [{ targetId: 'avl', month: '2004-07', text: '99' }, { targetId: 'avl', month: '2004-06', text: '99' }], label: 'x', today: TODAY })
    expect([measured.plan.changes.length, measured.refused.map(({ issue: { message } }) => message)]).toEqual([1, ['AVL, July 2004: July 2004 has not come yet (today is 2004-06-15).']])
  })
})

describe('times of a record that is typed', () => {
  const zoned = levelDraft({ serviceTarget: [targetRow('avl', { calendarId: 'office' })], outage: [outageRow('o', '2004-03-10T10:00', '2004-03-10T10:05')], incident: [incidentRow('i', '2004-03-10T10:00', { respondedAt: '2004-03-10T10:20' })] })
  const typed = (table: 'outage' | 'incident', rowId: string, texts: Readonly<Record<string, string>>): { readonly changes: number; readonly refused: readonly string[]; readonly noted: readonly string[] } => {
    const { plan, refused, noted } = planLevelEdits({ draft: zoned, edits: Object.entries(texts).map(([field, text]) => ({ table, rowId, field, text })), label: 'x', today: TODAY })
    return { changes: plan.changes.length, refused: refused.map(({ issue }) => issue.message), noted: noted.map(({ message, subject }) => `${subject?.id ?? ''}: ${message}`) }
  }

  test('SLM-1: what cannot be is refused with both times, also across two offsets or with seconds, and what is doubtful is taken and said, as in a file', () => {
    expect(typed('outage', 'o', { endedAt: '2004-03-10 09:00' })).toEqual({ changes: 0, refused: ['O ended at 2004-03-10T09:00, before it started at 2004-03-10T10:00.'], noted: [] })
    expect(typed('outage', 'o', { startedAt: '2003-10-26T01:10-05:00', endedAt: '2003-10-26T01:50-04:00' })).toMatchObject({ changes: 0, refused: Array.from({ length: 2 }, () => 'The outage ends at 2003-10-26 01:50-04:00, before it starts at 2003-10-26 01:10-05:00.') })
    expect(typed('outage', 'o', { startedAt: '2004-03-10 10:05:30' })).toMatchObject({ changes: 0, refused: ['The outage ends at 2004-03-10 10:05, before it starts at 2004-03-10 10:05:30.'] })
    expect(typed('outage', 'o', { startedAt: '2004-04-04 02:30', endedAt: '2004-04-04 04:00' })).toEqual({ changes: 1, refused: [], noted: ['o: 2004-04-04 02:30 does not exist in America/New_York, where the clock was set forward; it is read as 2004-04-04 03:30.'] })
    expect(typed('incident', 'i', { resolvedAt: '2004-03-10 10:10' })).toEqual({ changes: 1, refused: [], noted: ['i: The incident was resolved at 2004-03-10 10:10, before it was responded to at 2004-03-10 10:20.'] })
    expect(typed('incident', 'i', { title: 'Disk' })).toEqual({ changes: 1, refused: [], noted: [] })
    const added = planAddLevelRow({ draft: zoned, table: 'incident', texts: { serviceId: 'lists', openedAt: '2004-03-10 10:00', respondedAt: '2004-03-10 10:20', resolvedAt: '2004-03-10 10:10' }, newId: countingIds(), today: TODAY })
    expect(added.ok && added.value.noted.map(({ code }) => code)).toEqual(['dates-out-of-order'])
  })

  test('SLM-1: a record without a number is named by when it was', () => {
    const draft = levelDraft({ serviceTarget: [targetRow('avl', { calendarId: 'office' })], outage: [outageRow('b9edaf37', '2004-04-04T02:30', '2004-04-04T04:30', { code: '' })] })
    expect(levels(draft).issues).toEqual(['warning not-an-instant: The outage that started at 2004-04-04 02:30: 2004-04-04T02:30 does not exist in America/New_York, where the clock was set forward; it is read as 2004-04-04 03:30.'])
  })

  test('SLM-1: one that was resolved before it was responded to is said wherever its target is looked at', () => {
    const target = targetRow('avl', { metric: 'incident-response', computation: 'incidents', statistic: 'percent-within-limit', limitMinutes: 60 })
    const draft = levelDraft({ serviceTarget: [target], incident: [incidentRow('i', '2004-03-10T10:00', { respondedAt: '2004-03-10T10:20', resolvedAt: '2004-03-10T10:10' })] })
    expect(levels(draft).issues).toEqual(['warning dates-out-of-order: I was resolved at 2004-03-10T10:10, before it was responded to at 2004-03-10T10:20; both are counted from its opening.'])
  })
})
