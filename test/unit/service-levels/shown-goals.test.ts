import { describe, expect, test } from 'vitest'

import { levelRows, levelTextOf } from '../../../src-main/cli/level-text.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { ServiceTarget } from '../../../src-shared/domain/model/level-tables.ts'
import { month } from '../../../src-shared/domain/month.ts'
import type { ReportCell } from '../../../src-shared/domain/reports/report-model.ts'
import { breachSheet, monthSheet, scorecardSheet, type ScorecardParts } from '../../../src-shared/domain/reports/levels/scorecard-sheets.ts'
import { promiseCheck, promiseChecks } from '../../../src-shared/domain/service-levels/agreements/promise-check.ts'
import { breachesOf } from '../../../src-shared/domain/service-levels/breaches.ts'
import { planGoalFrom } from '../../../src-shared/domain/service-levels/edit-goals.ts'
import { levelsOf, type Levels } from '../../../src-shared/domain/service-levels/measures/levels.ts'
import { shownTarget } from '../../../src-shared/domain/service-levels/measures/target-goals.ts'
import { LATER } from '../../support/later-day.ts'
import { levelDraft, measurementRow, targetRow } from '../../support/level-model.ts'
import { agreementModel, agreementRow, applied, targetRow as promisedRow } from '../../support/small-agreements.ts'

function measured(values: readonly string[], target: Partial<ServiceTarget> = {}): Draft {
  return levelDraft({ serviceTarget: [targetRow('avl', { computation: 'typed', ...target })], measurement: values.map((value, index) => measurementRow('avl', `2004-0${index + 1}`, value)) })
}

function goalFrom(draft: Draft, from: string, goal: string, targetId = 'avl', warning = ''): Draft {
  return applied(draft, planGoalFrom({ draft, targetId, from, goal, warning }))
}

function levelsTo(draft: Draft, to: string): Levels {
  return levelsOf(draft, { from: month('2004-01'), to: month(to), today: LATER })
}

function parts(draft: Draft, to: string): ScorecardParts {
  return { draft, levels: levelsTo(draft, to), limits: new Map() }
}

function cell(sheet: ReturnType<typeof scorecardSheet>, name: string): ReportCell | undefined {
  return sheet.rows.flatMap(({ cells }) => cells).find((each) => 'id' in each && each.id.endsWith(`.${name}`))
}

function only(levels: Levels): Levels['targets'][number] {
  const [found] = levels.targets
  if (found === undefined) throw new Error('no target')
  return found
}

describe('the goal beside a status', () => {
  test('SLM-3: is that of the month whose value is shown, not one that comes to hold later', () => {
    const draft = goalFrom(measured(['99.95', '99.96', '99.95']), '2004-04', '99.99', 'avl', '100')
    expect(shownTarget(only(levelsTo(draft, '2004-03')))).toMatchObject({ goal: '99.9', warning: null })
    expect(shownTarget(only(levelsTo(draft, '2004-04')))).toMatchObject({ goal: '99.9', warning: null })
    expect(cell(scorecardSheet(parts(draft, '2004-03')), 'goal')).toMatchObject({ text: '≥ 99.90 %' })
    expect(levelRows(draft, levelsTo(draft, '2004-03'))[0]).toMatchObject({ row: 'target', goal: '99.9', warning: null })
    expect(levelTextOf(draft, levelsTo(draft, '2004-03'), [])).toContain('>= 99.90 %')
  })

  test('SLM-3: without any value it is that of the last month that was asked for', () => {
    const draft = goalFrom(measured([]), '2004-04', '99.99')
    expect([shownTarget(only(levelsTo(draft, '2004-03'))).goal, shownTarget(only(levelsTo(draft, '2004-04'))).goal]).toEqual(['99.9', '99.99'])
  })

  test('SLM-3: a miss is never shown as on target, whatever is promised today', () => {
    const close = goalFrom(measured(['99.896']), '2004-02', '99.7')
    expect(cell(breachSheet(parts(close, '2004-02')), 'goal')).toMatchObject({ text: '≥ 99.90 %' })
    expect(cell(breachSheet(parts(close, '2004-02')), 'worst')).toMatchObject({ value: '99.896', places: 3 })
    expect(cell(monthSheet(parts(close, '2004-02')), 'value')).toMatchObject({ value: '99.896', places: 3 })
  })

  test('SLM-3: the worst month of a breach is the one farthest from its own goal', () => {
    const draft = goalFrom(goalFrom(measured(['99.95', '99.6', '99.55']), '2004-02', '99.99'), '2004-03', '99.6')
    expect(breachesOf(only(levelsTo(draft, '2004-03')))).toMatchObject([{ from: '2004-02', to: '2004-03', worst: '99.6', worstIn: '2004-02', goal: '99.99' }])
  })
})

describe('a promise and what it rests on', () => {
  test('SLM-6: is checked by the goals of the month that is asked for', () => {
    const draft = goalFrom(agreementModel({ serviceTarget: [promisedRow('t-sla', 'sla', '99'), promisedRow('t-ola', 'ola', '99.5'), promisedRow('t-uc', 'uc', '99.8')] }), '2005-01', '99.9', 't-sla')
    const verdicts = ['2004-12', '2005-01'].map((at) => promiseCheck(draft, 'sla', month(at)).map(({ verdict, target }) => [verdict, target.goal]))
    expect(verdicts).toEqual([[['held', '99']], [['broken', '99.9']]])
    expect(promiseChecks(draft, { month: month('2004-12') })[0]?.checks[0]?.sentence).toContain('T-SLA promises 99 %')
  })

  test('SLM-6: of an agreement that has not begun, or has ended, the nearest month of its term is asked', () => {
    const draft = goalFrom(agreementModel({ serviceTarget: [promisedRow('t-sla', 'sla', '99', { effectiveFrom: month('2004-01') }), promisedRow('t-ola', 'ola', '99.5', { effectiveFrom: month('2004-01') })], agreement: [agreementRow('sla', 'sla'), agreementRow('ola', 'ola'), agreementRow('uc', 'uc')] }), '2004-07', '99.4', 't-sla')
    expect(promiseCheck(draft, 'sla', month('2004-02'))[0]?.target.goal).toBe('99.4')
    expect(promiseCheck(goalFrom(draft, '2005-07', '99.9', 't-sla'), 'sla', month('2026-11'))[0]?.target.goal).toBe('99.4')
  })
})
