import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { wrongExplanations } from '../../../src-shared/domain/rates/evaluate-explanation.ts'
import type { Explanation } from '../../../src-shared/domain/explanation.ts'
import { draftAhead } from '../../../src-shared/domain/model/apply-edit.ts'
import type { Draft, ModelRows } from '../../../src-shared/domain/model/draft.ts'
import { rowChange } from '../../../src-shared/domain/model/edit.ts'
import { month, type Month } from '../../../src-shared/domain/month.ts'
import { explainErrorBudget, explainLevel, levelsOf, levelStatus, type LevelValue, type TargetLevels } from '../../../src-shared/domain/service-levels/measures/levels.ts'
import { DEFAULT_LEVEL_POLICY } from '../../../src-shared/domain/service-levels/measures/level-policy.ts'
import { LATER } from '../../support/later-day.ts'
import { factorOf, incidentRow, levelDraft, measurementRow, outageRow, targetRow } from '../../support/level-model.ts'

const [JULY, JUNE] = [month('2003-07'), month('2004-06')]

function levelsIn(draft: Draft, targetId: string, span: { readonly from: Month; readonly to: Month; readonly recordedThrough?: Month } = { from: JULY, to: JUNE }): TargetLevels {
  const found = levelsOf(draft, { today: LATER, ...span }).byTarget.get(targetId)
  if (found === undefined) throw new Error(targetId)
  return found
}

function at(levels: TargetLevels, text: string): LevelValue {
  const found = levels.values.find((each) => each.month === text)
  if (found === undefined) throw new Error(text)
  return found
}

function leaves(node: Explanation): readonly Explanation[] {
  return node.inputs.length === 0 ? [node] : node.inputs.flatMap(leaves)
}

const goal = { direction: 'at-least', goal: factorOf('99.9'), warning: null, unit: '%' } as const
const policy = { worseningPeriods: 3 }

function statusOf(values: readonly (string | null)[], more: object = {}): string {
  return levelStatus({ target: { ...goal, ...more }, values: values.map((each) => (each === null ? null : factorOf(each))), policy }).status
}

function whyOf(value: string): string {
  return levelStatus({ target: goal, values: [factorOf(value)], policy }).why
}

/** Minutes after the beginning of July 2003. */
function timeText(minutes: number): string {
  return new Date(Date.parse('2003-07-01T00:00:00Z') + minutes * 60_000).toISOString().slice(0, 16)
}

describe('Status of a value', () => {
  it('SLM-3: exactly the goal meets it, exactly the warning is no risk, and nothing is never met', () => {
    expect([statusOf(['99.9']), statusOf(['99.899999999999']), statusOf([null]), statusOf([])]).toEqual(['met', 'breached', 'no-data', 'no-data'])
    const warning = { warning: factorOf('99.95') }
    expect([statusOf(['99.95'], warning), statusOf(['99.949999999999'], warning), statusOf(['99.9'], warning), statusOf(['99.8'], warning)]).toEqual(['met', 'at-risk', 'at-risk', 'breached'])
    const minutes = { direction: 'at-most', goal: factorOf('30'), warning: factorOf('25'), unit: 'minutes' }
    expect([statusOf(['25'], minutes), statusOf(['25.01'], minutes), statusOf(['30'], minutes), statusOf(['30.000000000001'], minutes)]).toEqual(['met', 'at-risk', 'at-risk', 'breached'])
  })

  it('SLM-3: three worse periods running are a risk, by the direction of the metric; a gap or a tie ends them', () => {
    expect([['99', '98', '97', '96'], ['98', '97', '96'], ['99', '98', '98', '97'], ['99', null, '97', '96']].map((values) => statusOf(values, { goal: factorOf('90') }))).toEqual(['at-risk', 'met', 'met', 'met'])
    expect([statusOf(['1', '2', '3', '4'], { direction: 'at-most', goal: factorOf('100') }), statusOf(['4', '3', '2', '1'], { direction: 'at-most', goal: factorOf('100') })]).toEqual(['at-risk', 'met'])
  })

  it('SLM-3: says in words where a miss is shown rounded as on target', () => {
    expect(whyOf('99.896')).toBe('99.90 % misses the goal of at least 99.90 %: it is shown rounded, as on target; unrounded it is 99.896.')
    expect(whyOf('99.89')).toBe('99.89 % misses the goal of at least 99.90 %.')
    expect(whyOf('99.9')).toBe('99.90 % meets the goal of at least 99.90 %.')
  })
})

describe('Levels', () => {
  const outages = [outageRow('first', '2003-07-03T10:00', '2003-07-03T10:10'), outageRow('long', '2003-10-14T09:00', '2003-10-14T12:00'), outageRow('planned', '2003-11-01T09:00', '2003-11-01T12:00', { kind: 'planned' }), outageRow('mail-last', '2004-03-31T23:00', '2004-03-31T23:30', { serviceId: 'mail' })]

  it('SLM-1: computes availability, budget and status of each month from the records', () => {
    const levels = levelsIn(levelDraft({ serviceTarget: [targetRow('avl')], outage: outages }), 'avl')
    expect(at(levels, '2003-07')).toMatchObject({
      month: '2003-07', value: '99.977598566308', monthValue: '99.977598566308', status: 'met', soFar: 'met', since: '2003-07', isOver: true, why: '99.98 % meets the goal of at least 99.90 %.', source: 'computed',
      budget: { agreedSeconds: 2_678_400, usedSeconds: '600', allowedSeconds: '2678.4', leftSeconds: '2078.4', usedPercent: '22.4' }, asWorded: null,
    })
    expect(at(levels, '2003-10')).toMatchObject({ status: 'breached', value: '99.596774193548', budget: { leftSeconds: '-8121.6' } })
    expect(at(levels, '2003-11')).toMatchObject({ status: 'met', value: '100' })
    expect(levels.latest?.month).toBe('2004-03')
    expect([levels.change, levels.changeMeans, levels.trend]).toEqual(['0', 'same', 'steady'])
  })

  it('SLM-3: months of which no records are kept have no data, unless it is stated that they are', () => {
    const draft = levelDraft({ serviceTarget: [targetRow('avl')], outage: outages })
    expect(at(levelsIn(draft, 'avl'), '2004-04')).toMatchObject({ status: 'no-data', value: null, source: null, why: 'No data: records of outages reach to 2004-03.' })
    expect(at(levelsIn(draft, 'avl', { from: JULY, to: JUNE, recordedThrough: month('2004-05') }), '2004-05')).toMatchObject({ status: 'met', value: '100' })
    const stated = levelDraft({ serviceTarget: [targetRow('avl')], outage: outages, levelPolicy: [{ ...DEFAULT_LEVEL_POLICY, recordedThrough: month('2004-05') }] })
    expect([at(levelsIn(stated, 'avl'), '2004-05').status, at(levelsIn(stated, 'avl'), '2004-06').why]).toEqual(['met', 'No data: records of outages reach to 2004-05.'])
    expect(explainLevel(stated, { targetId: 'avl', month: month('2004-05'), today: LATER })?.value).toBe('100')
    expect(at(levelsIn(stated, 'avl', { from: JULY, to: JUNE, recordedThrough: month('2004-06') }), '2004-06').status).toBe('met')
    expect(at(levelsIn(levelDraft({ serviceTarget: [targetRow('avl')] }), 'avl'), '2003-08')).toMatchObject({ status: 'no-data', why: 'No data: there are no records of outages.' })
    const retired = levelDraft({ serviceTarget: [targetRow('avl', { effectiveFrom: month('2003-08'), retiredFrom: month('2003-10') })], outage: outages })
    expect(levelsIn(retired, 'avl').values.slice(0, 4).map(({ status, why }) => [status, why])).toEqual([
      ['no-data', 'No data: AVL holds from 2003-08 on.'], ['met', '100.00 % meets the goal of at least 99.90 %.'], ['met', '100.00 % meets the goal of at least 99.90 %.'], ['no-data', 'No data: AVL is retired from 2003-10 on.'],
    ])
  })

  it('SLM-3: a planned outage, and an end, say nothing of the months up to them', () => {
    const planned = outageRow('next', '2005-11-05T09:00', '2005-11-05T12:00', { kind: 'planned' })
    const alone = levelDraft({ serviceTarget: [targetRow('avl')], outage: [planned] })
    expect(levelsIn(alone, 'avl').values.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 'no-data'))
    const ended = outageRow('ended', '2003-10-14T09:00', '2004-02-01T00:00')
    const levels = levelsIn(levelDraft({ serviceTarget: [targetRow('avl')], outage: [planned, ended] }), 'avl')
    expect(levels.values.filter(({ status }) => status !== 'no-data').map((each) => each.month)).toEqual(['2003-10'])
    const solved = targetRow('solved', { metric: 'incident-resolution', computation: 'incidents', statistic: 'percent-within-limit', limitMinutes: 60 })
    const incident = [incidentRow('quick', '2003-07-30T10:00', { resolvedAt: '2003-07-30T10:10' }), incidentRow('slow', '2003-07-31T23:30', { resolvedAt: '2003-09-02T00:00' }), incidentRow('open', '2003-07-31T23:30', {})]
    // The open one has waited half an hour in July, the last month in which any was opened.
    expect(at(levelsIn(levelDraft({ serviceTarget: [solved], incident }), 'solved'), '2003-07').value).toBe('50')
  })

  it('SLM-1: what is typed stands instead; a quarter weighs its months by their agreed time', () => {
    const draft = levelDraft({ serviceTarget: [targetRow('avl', { window: 'quarter' })], outage: outages, measurement: [measurementRow('avl', '2003-08', '99')] })
    const levels = levelsIn(draft, 'avl')
    // (100 % of September, 99 % of August, July as computed) over 92 days.
    expect(at(levels, '2003-09')).toMatchObject({ value: '99.655495169082', monthValue: '100', source: 'computed', status: 'breached' })
    expect(at(levels, '2003-08')).toMatchObject({ monthValue: '99', source: 'typed', budget: { usedSeconds: '27384' } })
    expect(at(levels, '2003-10').monthValue).toBe(at(levels, '2003-10').value)
  })

  it('SLM-1: a year to date begins with the fiscal year; typed values of other metrics are a plain mean', () => {
    const survey = targetRow('survey', { metric: 'satisfaction', computation: 'typed', unit: 'points', goal: factorOf('4'), window: 'year-to-date', least: factorOf('1'), most: factorOf('5') })
    const draft = levelDraft({ serviceTarget: [survey], measurement: [measurementRow('survey', '2003-07', '4'), measurementRow('survey', '2003-09', '3.5'), measurementRow('survey', '2004-06', '4.25')] })
    const levels = levelsIn(draft, 'survey')
    expect(levels.values.map(({ value }) => value)).toEqual(['4', null, '3.75', null, null, null, null, null, null, null, null, '3.916666666667'])
    expect(at(levels, '2003-09').why).toBe('In progress: the year ends with June 2004. So far 4 points misses the goal of at least 4 points: it is shown rounded, as on target; unrounded it is 3.75. 2 of its 3 months so far have data.')
  })

  it('SLM-1: incidents count in the month of their opening, in service hours, by priority', () => {
    const response = targetRow('resp', { metric: 'incident-response', computation: 'incidents', statistic: 'percent-within-limit', limitMinutes: 30, priorities: '1, 2', calendarId: 'office', goal: factorOf('90') })
    const solve = targetRow('solve', { ...response, metric: 'incident-resolution', statistic: 'mean-minutes', limitMinutes: null, priorities: '', unit: 'minutes', direction: 'at-most', goal: factorOf('240'), least: null, most: null, id: 'solve', code: 'SOLVE' })
    const incident = [
      // Friday evening to Tuesday morning over Columbus Day: 20 minutes of service hours.
      incidentRow('over', '2003-10-10T16:50', { respondedAt: '2003-10-14T07:10', resolvedAt: '2003-10-14T08:50' }),
      incidentRow('late', '2003-10-31T16:30', { respondedAt: '2003-11-03T07:01', resolvedAt: '2003-11-03T11:30' }),
      incidentRow('other', '2003-10-15T09:00', { respondedAt: '2003-10-15T12:00' }, { priority: '4' }),
      incidentRow('open', '2003-10-16T09:00', {}),
      incidentRow('next', '2003-11-18T09:00', {}, { priority: '4' }),
    ]
    const draft = levelDraft({ serviceTarget: [response, solve], incident })
    const levels = levelsOf(draft, { from: JULY, to: JUNE, today: LATER })
    // Within: over. Not within: late (31 minutes), open. Not counted: other.
    expect(at(levelsIn(draft, 'resp'), '2003-10')).toMatchObject({ value: '33.333333333333', status: 'breached', budget: null })
    // (110 minutes + 5 hours) / 2: the windows of planned maintenance do not stop the clock.
    expect(at(levelsIn(draft, 'solve'), '2003-10')).toMatchObject({ value: '210', status: 'met' })
    expect(at(levelsIn(draft, 'resp'), '2003-11')).toMatchObject({ status: 'no-data', why: 'No data: no incident that counts was opened in this month.' })
    expect(levels.issues).toEqual([])
    const inputs = ['resp', 'solve'].map((targetId) => explainLevel(draft, { targetId, month: month('2003-10'), today: LATER })?.inputs.find(({ label }) => label === 'Incidents that count'))
    expect(inputs).toMatchObject([{ value: '3', ruleId: 'SLM-1', formula: 'Counted from the records beside it: each of the target\'s priorities that was opened in these months and has a time, or has waited past the limit, counts 1.' }, { value: '2', ruleId: 'SLM-1' }])
  })

  it('SLM-1: by a wording that excludes unplanned outages nothing is downtime, and both figures are shown', () => {
    const draft = levelDraft({ serviceTarget: [targetRow('avl', { wording: 'excludes-unplanned' })], outage: outages })
    expect(at(levelsIn(draft, 'avl'), '2003-10')).toMatchObject({ value: '99.596774193548', asWorded: '100', status: 'breached' })
  })

  it('names what of the records and the calendars cannot be read', () => {
    const bad = levelDraft({ serviceTarget: [targetRow('avl'), targetRow('office', { calendarId: 'office' })], outage: [outageRow('wrong', '2003-10-14T09:00', '2003-10-13T09:00')] })
    expect(levelsOf(bad, { from: JULY, to: JUNE, today: LATER }).issues.map(({ code, subject }) => [code, subject?.id])).toEqual([['dates-out-of-order', 'wrong']])
    const [calendar] = bad.serviceCalendar.values()
    if (calendar === undefined) throw new Error('no calendar')
    const unread = draftAhead(bad, [rowChange('serviceCalendar', { before: calendar, after: { ...calendar, hours: 'always' } })])
    expect(at(levelsIn(unread, 'office'), '2003-10')).toMatchObject({ status: 'no-data', why: 'No data: the calendar Office cannot be read. Hours, part 1: "always" has no days and hours.' })
  })

  it('keeps the levels of targets whose records did not change, the same objects', () => {
    const draft = levelDraft({ serviceTarget: [targetRow('avl'), targetRow('mail', { serviceId: 'mail' })], outage: outages })
    const before = levelsOf(draft, { from: JULY, to: JUNE, today: LATER })
    const long = draft.outage.get('long') ?? null
    const next = draftAhead(draft, [rowChange('outage', { before: long, after: outageRow('long', '2003-10-14T09:00', '2003-10-14T09:05') })])
    const after = levelsOf(next, { from: JULY, to: JUNE, today: LATER })
    expect(after.byTarget.get('mail')).toBe(before.byTarget.get('mail'))
    expect(after.byTarget.get('avl')?.values[3]?.status).toBe('met')
    expect(before.byTarget.get('avl')?.values[3]?.status).toBe('breached')
    expect(levelsOf(next, { from: JULY, to: JUNE, serviceId: 'mail', today: LATER }).targets.map(({ target }) => target.id)).toEqual(['mail'])
  })
})

describe('An explained level', () => {
  it('SLM-1: leads down to the outages and windows, each with what it takes', () => {
    const outage = [outageRow('a', '2003-10-10T10:00', '2003-10-10T16:00'), outageRow('b', '2003-10-10T09:30', '2003-10-10T10:30'), outageRow('c', '2003-10-11T10:00', '2003-10-11T12:00'), outageRow('d', '2003-10-14T10:00', '2003-10-14T12:00', { kind: 'planned' })]
    const draft = levelDraft({ serviceTarget: [targetRow('avl', { calendarId: 'office' })], outage })
    const explained = explainLevel(draft, { targetId: 'avl', month: month('2003-10'), today: LATER })
    if (explained === null) throw new Error('nothing')
    expect(wrongExplanations(explained)).toEqual([])
    expect(explained.value).toBe(at(levelsIn(draft, 'avl'), '2003-10').value)
    const origins = leaves(explained).flatMap(({ origin, value }) => (origin === null ? [] : [[origin.table, origin.id, value]]))
    expect(origins).toEqual([
      // 22 working days of ten hours; the window from 15:00 on takes two of them. Of a, half an hour stands in b, and an hour lies in the window; c is a Saturday.
      ['serviceCalendar', 'office', '792000'], ['maintenanceWindow', 'friday', '7200'], ['outage', 'b', '3600'], ['outage', 'a', '16200'], ['outage', 'c', '0'], ['outage', 'd', '0'],
      ['serviceCalendar', 'office', '792000'], ['maintenanceWindow', 'friday', '7200'],
    ])
  })

  it('SLM-1: of any target, window and records, every node follows from its inputs and the top is the level', () => {
    const minute = fc.integer({ min: 0, max: 350 * 1440 })
    const cases = fc.record({
      target: fc.constantFrom<Partial<Parameters<typeof targetRow>[1]>>({}, { calendarId: 'office' }, { computation: 'typed' }, { metric: 'satisfaction', computation: 'typed' }, { metric: 'incident-response', computation: 'incidents', statistic: 'percent-within-limit', limitMinutes: 600, calendarId: 'office' }, { metric: 'incident-resolution', computation: 'incidents', statistic: 'mean-minutes', direction: 'at-most' }),
      window: fc.constantFrom('month', 'quarter', 'year-to-date'), startTime: fc.constantFrom(null, '15:00', '06:30'),
      outages: fc.array(fc.tuple(minute, fc.integer({ min: 0, max: 3000 }), fc.boolean(), fc.integer({ min: 0, max: 9 })), { maxLength: 12 }),
      incidents: fc.array(fc.tuple(minute, fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 0, max: 9 })), { maxLength: 12 }),
      measured: fc.uniqueArray(fc.tuple(fc.constantFrom('2003-07', '2003-08', '2003-10', '2004-02'), fc.integer({ min: 0, max: 100_000 })), { maxLength: 3, selector: ([key]) => key }),
    })
    fc.assert(fc.property(cases, (given) => {
      const windows = [...levelDraft({}).maintenanceWindow.values()].map((each) => ({ ...each, startTime: given.startTime }))
      const rows: Partial<ModelRows> = {
        serviceTarget: [targetRow('any', { ...given.target, window: given.window })], maintenanceWindow: windows,
        outage: given.outages.map(([start, length, isPlanned, open], index) => outageRow(`o${index}`, timeText(start), open === 0 ? null : timeText(start + length), { kind: isPlanned ? 'planned' : 'unplanned' })),
        incident: given.incidents.map(([opened, response, resolution, open], index) => incidentRow(`i${index}`, timeText(opened), open === 0 ? {} : { respondedAt: timeText(opened + response), resolvedAt: timeText(opened + resolution) })),
        measurement: given.measured.map(([key, value]) => measurementRow('any', key, String(value / 1000))),
      }
      const draft = levelDraft(rows)
      for (const level of levelsIn(draft, 'any').values) {
        const explained = explainLevel(draft, { targetId: 'any', month: level.month, today: LATER })
        expect(explained?.value ?? null).toBe(level.value)
        expect(explained === null ? [] : wrongExplanations(explained)).toEqual([])
        const left = explainErrorBudget(draft, { targetId: 'any', month: level.month, today: LATER })
        expect(left?.value ?? null).toBe(level.budget?.leftSeconds ?? null)
        expect(left === null ? [] : wrongExplanations(left)).toEqual([])
      }
    }), { numRuns: 60 })
  }, 60_000)

  it('SLM-3: values and statuses do not depend on the span that was asked for', () => {
    const draft = levelDraft({ serviceTarget: [targetRow('avl', { window: 'quarter' }), targetRow('month')], outage: Array.from({ length: 12 }, (_, index) => outageRow(`o${index}`, `200${index < 6 ? 3 : 4}-${String(((index + 6) % 12) + 1).padStart(2, '0')}-10T10:00`, `200${index < 6 ? 3 : 4}-${String(((index + 6) % 12) + 1).padStart(2, '0')}-10T10:${String(10 + index).padStart(2, '0')}`)) })
    for (const id of ['avl', 'month']) {
      const whole = levelsIn(draft, id)
      for (const level of whole.values) expect(levelsIn(draft, id, { from: level.month, to: level.month }).values).toEqual([level])
    }
    expect(levelsIn(draft, 'month')).toMatchObject({ trend: 'worsening', trendWords: 'worse 3 periods running' })
  })
})
