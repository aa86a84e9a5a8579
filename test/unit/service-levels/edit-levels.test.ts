import { describe, expect, test } from 'vitest'

import { applyChanges } from '../../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { RowChange } from '../../../src-shared/domain/model/edit.ts'
import { month } from '../../../src-shared/domain/month.ts'
import { planAddLevelRow, planLevelEdits, planMeasurements, planRemoveLevelRows, type LevelEdits } from '../../../src-shared/domain/service-levels/edit-levels.ts'
import { LATER } from '../../support/later-day.ts'
import { countingIds } from '../../support/small-model.ts'
import { factor, qualityModel, targetRow } from '../../support/small-quality.ts'
import { expectOk } from '../../support/usage-cases.ts'

const DRAFT = qualityModel({ serviceTarget: [targetRow('avl', { goal: factor('99'), warning: factor('99.5'), most: factor('100') }), targetRow('rt', { goal: factor('2'), unit: 'seconds', direction: 'at-most', retiredFrom: month('2004-01') })] })

function applied(draft: Draft, changes: readonly RowChange[]): Draft {
  const result = applyChanges(draft, changes)
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

function refusedFor(changes: Readonly<Record<string, string>>): readonly string[] {
  const edits = Object.entries(changes).map(([field, text]) => ({ table: 'serviceTarget', rowId: 'rt', field, text }) as const)
  return planLevelEdits({ draft: DRAFT, label: 'x', edits, today: LATER }).refused.map(({ issue }) => issue.message)
}

describe('what is typed into targets, calendars and the policy', () => {
  test('goal and warning that only fit together are taken together; what a cell cannot take is refused by itself', () => {
    const edits = planLevelEdits({ draft: DRAFT, label: 'x', edits: [{ table: 'serviceTarget', rowId: 'avl', field: 'goal', text: '99.9 %' }, { table: 'serviceTarget', rowId: 'avl', field: 'warning', text: '99.95' }, { table: 'serviceTarget', rowId: 'avl', field: 'window', text: 'fortnight' }], today: LATER })
    expect(edits.refused.map(({ index, issue }) => [index, issue.code])).toEqual([[2, 'wrong-shape']])
    expect(applied(DRAFT, edits.plan.changes).serviceTarget.get('avl')).toMatchObject({ goal: '99.9', warning: '99.95', window: 'month' })
    const beyond = planLevelEdits({ draft: DRAFT, label: 'x', edits: [{ table: 'serviceTarget', rowId: 'avl', field: 'goal', text: '99.9' }], today: LATER })
    expect([beyond.plan.changes, beyond.refused.map(({ issue }) => issue.message)]).toEqual([[], ['The warning of AVL, 99.5, lies beyond its goal of 99.9.']])
  })

  test('SLM-1: a target that is computed has the unit and a metric of its records; typed ones have any', () => {
    expect(refusedFor({ metric: 'incident-resolution', computation: 'incidents', statistic: 'mean-minutes', unit: 'hours' })[0]).toBe('RT is a mean of minutes: its unit is minutes, not "hours".')
    expect(refusedFor({ metric: 'incident-response', computation: 'incidents', statistic: 'percent-within-limit', limitMinutes: '30', unit: 'minutes' })[0]).toBe('RT is the share within a limit: its unit is %, not "minutes".')
    expect(refusedFor({ computation: 'outages', unit: 'minutes' })[0]).toBe('RT is computed from outages: its unit is %, not "minutes".')
    expect(refusedFor({ metric: 'satisfaction', computation: 'incidents', statistic: 'mean-minutes', unit: 'minutes' })[0]).toBe('RT is computed from incidents, which tell of incident-response and incident-resolution, not of satisfaction.')
    expect(refusedFor({ metric: 'other', computation: 'outages', unit: '%' })[0]).toBe('RT is computed from outages, which tell of availability, not of other.')
    expect([refusedFor({ metric: 'incident-resolution', computation: 'incidents', statistic: 'mean-minutes', unit: 'minutes' }), refusedFor({ computation: 'outages', unit: '%' }), refusedFor({ metric: 'satisfaction', unit: 'points of 5' })]).toEqual([[], [], []])
  })

  test('SLM-4: the policy is the default until something is typed into it', () => {
    const edits = planLevelEdits({ draft: DRAFT, label: 'x', edits: [{ table: 'levelPolicy', rowId: 'policy', field: 'runLength', text: '8' }], today: LATER })
    expect([...applied(DRAFT, edits.plan.changes).levelPolicy.values()]).toEqual([{ id: 'policy', xmrConstants: 'rounded', runLength: 8, trendLength: 7, provisionalPoints: 12, worseningPeriods: 3, recordedThrough: null, note: '' }])
    const stated = planLevelEdits({ draft: DRAFT, label: 'x', edits: [{ table: 'levelPolicy', rowId: 'policy', field: 'recordedThrough', text: '2004-05' }], today: LATER })
    expect(applied(DRAFT, stated.plan.changes).levelPolicy.get('policy')).toMatchObject({ recordedThrough: '2004-05', runLength: 7 })
  })

  test('a calendar is added, takes a window, and goes away with it', () => {
    const newId = countingIds()
    const calendar = planAddLevelRow({ draft: DRAFT, table: 'serviceCalendar', texts: { name: 'Office', hours: 'Mon-Fri 08:00-17:00' }, newId, today: LATER })
    if (!calendar.ok) throw new Error('refused')
    const withCalendar = applied(DRAFT, calendar.value.changes)
    const window = planAddLevelRow({ draft: withCalendar, table: 'maintenanceWindow', texts: { calendarId: calendar.value.rowId, rule: 'weekday-of-week', ordinal: '2', weekday: 'Fri', minutes: '120', effectiveFrom: '2003-07-01' }, newId, today: LATER })
    if (!window.ok) throw new Error(JSON.stringify(window.failure))
    const whole = applied(withCalendar, window.value.changes)
    expect([...whole.maintenanceWindow.values()]).toMatchObject([{ calendarId: calendar.value.rowId, rule: 'weekday-of-week', ordinal: 2, weekday: 5, startTime: null, minutes: 120 }])
    expect(applied(whole, expectOk(planRemoveLevelRows({ draft: whole, table: 'serviceCalendar', rowIds: [calendar.value.rowId], label: 'x' })).changes)).toEqual(DRAFT)
  })

  test('an outage without a service or a start is refused with what is missing', () => {
    const refused = planAddLevelRow({ draft: DRAFT, table: 'outage', texts: { serviceId: '', startedAt: '', endedAt: '' }, newId: countingIds(), today: LATER })
    expect(refused.ok ? [] : refused.failure.map(({ message }) => message)).toEqual(['Service: The model has no service "".', 'Start: It cannot be empty.'])
  })
})

function measure(edits: readonly { readonly targetId: string; readonly month: string; readonly text: string }[], draft = DRAFT): LevelEdits {
  return planMeasurements({ draft, author: 'Ann', edits, label: 'x', today: LATER })
}

describe('what is typed into the months', () => {
  test('a value is kept with its author, an emptied one goes away', () => {
    const after = applied(DRAFT, measure([{ targetId: 'avl', month: '2003-08', text: '99.25 %' }]).plan.changes)
    expect([...after.measurement.values()]).toEqual([{ id: 'avl|2003-08', targetId: 'avl', month: '2003-08', value: '99.25', author: 'Ann', note: '', source: '' }])
    expect(applied(after, measure([{ targetId: 'avl', month: '2003-08', text: ' ' }], after).plan.changes)).toEqual(DRAFT)
    expect(measure([{ targetId: 'avl', month: '2003-08', text: '99.250' }], after).plan.changes).toEqual([])
  })

  test('a retired month, more than the metric can be and another unit are refused by themselves', () => {
    const edits = measure([{ targetId: 'rt', month: '2004-01', text: '1' }, { targetId: 'avl', month: '2003-09', text: '101' }, { targetId: 'rt', month: '2003-09', text: '1 %' }, { targetId: 'rt', month: '2003-10', text: '1.5' }])
    expect(edits.refused.map(({ index, issue }) => [index, issue.code])).toEqual([[0, 'wrong-state'], [1, 'number-out-of-range'], [2, 'unit-differs']])
    expect(edits.plan.changes).toHaveLength(1)
  })
})
