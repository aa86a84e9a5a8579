/** What levels propose as findings, and what is not proposed again. */
import { describe, expect, it } from 'vitest'

import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import type { Draft, ModelRows } from '../../src-shared/domain/model/draft.ts'
import { measurementId, type Finding, type Measurement, type ServiceTarget } from '../../src-shared/domain/model/level-tables.ts'
import { month, monthAfter } from '../../src-shared/domain/month.ts'
import { levelsOf } from '../../src-shared/domain/service-levels/measures/levels.ts'
import { proposedFindings } from '../../src-shared/domain/service-levels/quality/proposed-findings.ts'
import { LATER } from '../support/later-day.ts'
import { factor, findingRow, qualityModel, targetRow } from '../support/small-quality.ts'

const FIRST = month('2003-07')

/** A value a month from July 2003 on; empty: none. */
function measured(target: ServiceTarget, values: string): readonly Measurement[] {
  return values.split(' ').flatMap((text, at) => {
    const key = { targetId: target.id, month: monthAfter(FIRST, at) }
    return text === '-' ? [] : [{ id: measurementId(key), ...key, value: factor(text), author: '', note: '', source: '' }]
  })
}

function proposals(target: ServiceTarget, values: string, rows: Partial<ModelRows> = {}): readonly (readonly [cause: string, first: string, last: string])[] {
  const draft: Draft = qualityModel({ serviceTarget: [target], measurement: [...measured(target, values)], ...rows })
  return proposedFindings(draft, levelsOf(draft, { from: FIRST, to: monthAfter(FIRST, values.split(' ').length - 1), today: LATER })).map(({ cause, first, last }) => [cause, first, last])
}

function found(more: Partial<Finding>): Partial<ModelRows> {
  return { finding: [findingRow('f-001', { targetId: 'avl', ...more })] }
}

const AVAILABILITY = targetRow('avl', { goal: factor('99'), warning: factor('99.5') })

describe('proposed findings', () => {
  it('SLM-3 months running are one finding, as grave as the gravest of them; a month that is met or without data ends it; the gravest come first, then the latest', () => {
    expect(proposals(AVAILABILITY, '99.9 98 98.5 - 97 99.2 99.9 99.2 99.9')).toEqual([['breach', '2003-11', '2003-12'], ['breach', '2003-08', '2003-09'], ['at-risk', '2004-02', '2004-02']])
  })

  it('SLM-3 a risk inside the warning band is at risk; one that comes of getting worse is a downward trend', () => {
    expect(proposals(AVAILABILITY, '100 99.9 99.8 99.7')).toEqual([['downward-trend', '2003-10', '2003-10']])
    expect(proposals(targetRow('res', { goal: factor('60'), warning: factor('50'), direction: 'at-most', unit: 'minutes' }), '40 50 55 45')).toEqual([['at-risk', '2003-09', '2003-09']])
  })

  it('SLM-4 a signal to the worse side is proposed once its limits are settled, and not within months that are breached', () => {
    const target = targetRow('sat', { goal: factor('10'), unit: 'points' })
    const steady = '50 51 50 51 50 51 50 51 50 51 50'
    expect(proposals(target, `${steady} 20`)).toEqual([['signal', '2004-06', '2004-06']])
    expect(proposals(target, `${steady.slice(3)} 20`)).toEqual([])
    expect(proposals(target, `${steady} 56`)).toEqual([])
    expect(proposals(target, `${steady} 9`)).toEqual([['breach', '2004-06', '2004-06']])
  })

  it('SLM-4 the words of a signal have the places and the unit of the target', () => {
    const target = targetRow('sat', { goal: factor('10'), unit: 'points' })
    const draft = qualityModel({ serviceTarget: [target], measurement: [...measured(target, '50 51 50 51 50 51 50 51 50 51 50 20.123456')] })
    expect(proposedFindings(draft, levelsOf(draft, { from: FIRST, to: monthAfter(FIRST, 11), today: LATER }))[0]?.why).toMatch(/^2004-06: 20 points is below the lower natural limit of \d+ points/)
  })

  it('what a finding says already is not proposed: of those months, or still being worked on and as grave', () => {
    const values = '98 99.9 98 99.9 99.2'
    const closed = { status: 'closed', closedOn: isoDate('2003-08-20'), reason: 'Met again' } as const
    expect(proposals(AVAILABILITY, values, found({ month: month('2003-07'), ...closed }))).toEqual([['breach', '2003-09', '2003-09'], ['at-risk', '2003-11', '2003-11']])
    expect(proposals(AVAILABILITY, values, found({ month: month('2003-07') }))).toEqual([])
    expect(proposals(AVAILABILITY, values, found({ month: month('2003-09'), status: 'improving' }))).toEqual([['breach', '2003-07', '2003-07']])
    expect(proposals(AVAILABILITY, values, found({ month: month('2003-07'), cause: 'at-risk' }))).toEqual([['breach', '2003-09', '2003-09'], ['breach', '2003-07', '2003-07']])
    expect(proposals(AVAILABILITY, values, found({ month: month('2003-07'), targetId: 'other' }))).toHaveLength(3)
    expect(proposals(AVAILABILITY, values, found({ month: month('2003-09'), cause: 'review' }))).toEqual([['breach', '2003-07', '2003-07']])
  })

  it('what ended before a month is left out', () => {
    const draft = qualityModel({ serviceTarget: [AVAILABILITY], measurement: [...measured(AVAILABILITY, '98 99.9 98 99.9')] })
    expect(proposedFindings(draft, levelsOf(draft, { from: FIRST, to: month('2003-10'), today: LATER }), month('2003-08')).map((each) => each.first)).toEqual(['2003-09'])
  })

  it('says what opening one writes', () => {
    const draft = qualityModel({ serviceTarget: [AVAILABILITY], measurement: [...measured(AVAILABILITY, '99.2 98 98.5')] })
    const why = '98.50 % misses the goal of at least 99.00 %. Not as it should be since July 2003.'
    expect(proposedFindings(draft, levelsOf(draft, { from: FIRST, to: month('2003-09'), today: LATER }))).toEqual([{
      key: 'avl|breach|2003-08', target: AVAILABILITY, cause: 'breach', since: '2003-07', first: '2003-08', last: '2003-09', why,
      finding: { serviceId: 'mainframe', targetId: 'avl', agreementId: 'sla-1', month: '2003-08', cause: 'breach', title: 'AVL Target avl: breached, August 2003 to September 2003', note: why },
    }])
  })

  it('SLM-3 says until when it stays less grave after the gravest months, and why at last', () => {
    const draft = qualityModel({ serviceTarget: [AVAILABILITY], measurement: [...measured(AVAILABILITY, '99.9 98 98.5 99.2 99.3')] })
    expect(proposedFindings(draft, levelsOf(draft, { from: FIRST, to: month('2003-11'), today: LATER })).map(({ why, finding: { title, note } }) => [title, why, note === why])).toEqual([[
      'AVL Target avl: breached, August 2003 to September 2003, at risk until November 2003',
      '98.50 % misses the goal of at least 99.00 %. In November 2003: 99.30 % meets the goal of at least 99.00 %, but lies in the warning band, which begins at 99.50 %.', true,
    ]])
  })
})
