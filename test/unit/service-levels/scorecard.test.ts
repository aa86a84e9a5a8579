import { describe, expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { fiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { month, monthAfter } from '../../../src-shared/domain/month.ts'
import type { ReportCell } from '../../../src-shared/domain/reports/report-model.ts'
import { levelChart, rangeChart } from '../../../src-shared/domain/reports/levels/level-charts.ts'
import { targetXmr } from '../../../src-shared/domain/service-levels/measures/target-xmr.ts'
import { slaScorecardReport } from '../../../src-shared/domain/reports/levels/sla-scorecard-report.ts'
import { attainmentOf } from '../../../src-shared/domain/service-levels/attainment.ts'
import { breachesOf, breachWords, durationWords } from '../../../src-shared/domain/service-levels/breaches.ts'
import { lastMeasuredMonth } from '../../../src-shared/domain/service-levels/measured-months.ts'
import { levelStatus } from '../../../src-shared/domain/service-levels/measures/level-status.ts'
import { levelsOf } from '../../../src-shared/domain/service-levels/measures/levels.ts'
import type { TargetLevels } from '../../../src-shared/domain/service-levels/measures/levels.ts'
import { countStanding, standingOf } from '../../../src-shared/domain/service-levels/standing.ts'
import { untargetedWords } from '../../../src-shared/domain/service-levels/untargeted-services.ts'
import { LATER } from '../../support/later-day.ts'
import { levelFiles } from '../../support/level-side/make-levels.ts'
import { sampleDraft } from '../../support/sample-draft.ts'
import { smallRows } from '../../support/small-model.ts'
import { factor, qualityModel, targetRow } from '../../support/small-quality.ts'

const FIRST = month('2003-07')

function levelsFor(values: readonly (string | null)[], more: Partial<Parameters<typeof targetRow>[1]> = {}): { readonly draft: ReturnType<typeof qualityModel>; readonly levels: TargetLevels } {
  const draft = qualityModel({
    serviceTarget: [targetRow('avl', { goal: factor('99'), warning: factor('99.2'), least: factor('0'), most: factor('100'), ...more })],
    measurement: values.flatMap((value, index) => { const at = monthAfter(FIRST, index); return value === null ? [] : [{ id: `avl|${at}`, targetId: 'avl', month: at, value: factor(value), author: '', note: '', source: '' }] }),
  })
  const levels = levelsOf(draft, { from: FIRST, to: monthAfter(FIRST, values.length - 1), today: LATER }).byTarget.get('avl')
  if (levels === undefined) throw new Error('no levels')
  return { draft, levels }
}

describe('breaches', () => {
  test('SLM-3: months running are one breach, with the worst of them; a month without data ends one; the last may go on', () => {
    const { levels } = levelsFor(['99.5', '98', '97.5', '99.6', '98.9', null, '98.8'])
    expect(breachesOf(levels).map(({ from, to, months, worst, worstIn, isOpen }) => ({ from, to, months, worst, worstIn, isOpen }))).toEqual([
      { from: '2003-08', to: '2003-09', months: 2, worst: '97.5', worstIn: '2003-09', isOpen: false }, { from: '2003-11', to: '2003-11', months: 1, worst: '98.9', worstIn: '2003-11', isOpen: false },
      { from: '2004-01', to: '2004-01', months: 1, worst: '98.8', worstIn: '2004-01', isOpen: true },
    ])
    expect(breachesOf(levels).map(breachWords)).toEqual(['August 2003 to September 2003, 2 months', 'November 2003', 'January 2004'])
    expect(attainmentOf(levels)).toMatchObject({ held: 2, measured: 6 })
  })

  test('durations are said in days, hours and minutes', () => {
    expect(['0', '2400', '27060', '90000', '-60'].map((each) => durationWords(factor(each)))).toEqual(['0 min', '40 min', '7 h 31 min', '1 d 1 h', '1 min'])
  })
})

describe('how a target stands', () => {
  test('SLM-3: what was measured earlier is not the status of the last month, and a retired target is in no count', () => {
    const { levels: once } = levelsFor(['99.1', null, null])
    expect(standingOf(once)).toEqual({ status: 'no-data', isAtRiskSoFar: false, isRetired: false, words: 'No data (last July 2003: at risk)' })
    const { levels: retired } = levelsFor(['99.5', '99.5', null], { retiredFrom: month('2003-09') })
    expect(standingOf(retired)).toEqual({ status: 'no-data', isAtRiskSoFar: false, isRetired: true, words: 'Retired (last August 2003: met)' })
    const { levels: present } = levelsFor(['99.5', '99.6'])
    expect(standingOf(present)).toEqual({ status: 'met', isAtRiskSoFar: false, isRetired: false, words: 'Met' })
    expect((['met', 'no-data'] as const).map((status) => countStanding([once, retired, present], status))).toEqual([1, 1])
  })

  test('SLM-3: a value in the warning band that is shown as its edge says that it is rounded', () => {
    expect(levelStatus({ target: targetRow('avl', { goal: factor('99'), warning: factor('99.9') }), values: [factor('99.8998')], policy: { worseningPeriods: 3 } }).why).toBe('99.90 % meets the goal of at least 99.00 %, but lies in the warning band, which begins at 99.90 %: it is shown rounded, as if outside; unrounded it is 99.8998.')
  })
})

describe('the chart of a target', () => {
  const thirteen = ['99.5', '99.4', '99.6', '99.5', '99.4', '99.5', '99.6', '99.5', '99.4', '99.5', '99.6', '99.5', '97']

  test('SLM-4: goal, warning and natural limits are three different lines; a point outside is a signal with words; the ranges have their own limit', () => {
    const { draft, levels } = levelsFor(thirteen)
    const chart = levelChart(draft, levels)
    expect(chart.series.map(({ id, line, name }) => [id, line ?? null, name])).toEqual([
      ['month', null, 'Month'], ['goal', 'goal', 'Goal 99.00'], ['warning', 'warning', 'Warning 99.20'], ['upper', 'limit', expect.stringMatching(/^Upper limit [\d.]+/)], ['lower', 'limit', expect.stringMatching(/^Lower limit [\d.]+/)], ['centre', 'centre', expect.stringMatching(/^Mean /)],
    ])
    expect(chart.series[0]?.signals?.map(({ at, words }) => [at, words])).toEqual([[11, '2003-07 to 2004-06: 12 points running are above the mean of 99.31 %.'], [12, '2004-07: 97.00 % is below the lower natural limit of 98.49 %.']])
    expect(rangeChart(draft, levels).series.map(({ id, line }) => [id, line ?? null])).toEqual([['range', null], ['upper-range', 'limit'], ['typical', 'centre']])
    expect(rangeChart(draft, levels).series[0]?.signals).toHaveLength(1)
  })

  test('SLM-4: fewer than twelve points are said to be provisional; without data the chart says so; months before the first are left out', () => {
    const { draft, levels } = levelsFor([null, null, '99.5', '99.4', null, '99.6'])
    expect(levelChart(draft, levels)).toMatchObject({ title: 'Mainframe: Target avl (%), limits provisional', categories: ['2003-09', '2003-10', '2003-11', '2003-12'] })
    expect(levelChart(draft, levels).series[0]).toMatchObject({ values: ['99.5', '99.4', null, '99.6'], labels: ['', '', 'No data', ''] })
    expect(targetXmr(draft, levels)).toMatchObject({ isProvisional: true, count: 3 })
    const none = levelsFor([null, null])
    expect(levelChart(none.draft, none.levels)).toMatchObject({ categories: [], emptyText: 'AVL has no data in these months.' })
  })

  test('a window longer than a month has a line of its own', () => {
    const { draft, levels } = levelsFor(['99.5', '98', '99'], { window: 'quarter' })
    expect(levelChart(draft, levels).series.slice(0, 2).map(({ id, name }) => [id, name])).toEqual([['month', 'Month'], ['window', 'Quarter to date']])
  })
})

describe('the sample of service levels', () => {
  test('is what its script makes of its seed', () => {
    for (const [name, text] of levelFiles()) expect({ name, isSame: readFileSync(join(import.meta.dirname, '../../../assets/samples', `${name}.csv`), 'utf8') === text }).toEqual({ name, isSame: true })
  })

  test('SLM-3: it has breaches, a risk with a worsening trend, a target under twelve points, one that list mail missed in September 2004 alone, and one without data, which is not met', () => {
    const draft = sampleDraft()
    const to = lastMeasuredMonth(draft, LATER)
    expect(to).toBe('2004-12')
    const levels = levelsOf(draft, { from: month('2002-01'), to: month('2004-12'), today: LATER })
    const latest = (code: string): string | undefined => levels.targets.find(({ target }) => target.code === code)?.latest?.status
    expect(['MBX-AVL', 'WIN-PAT', 'SNA-RT', 'CPU-AVL', 'LST-AVL', 'LST-NEW'].map(latest)).toEqual(['breached', 'breached', 'at-risk', 'met', 'met', undefined])
    const of = (code: string): TargetLevels | undefined => levels.targets.find(({ target }) => target.code === code)
    expect([of('SNA-RT')?.trend, of('LST-NEW')?.values.every(({ status }) => status === 'no-data'), of('SAM-SAT')?.values.filter(({ value }) => value !== null).length]).toEqual(['worsening', true, 9])
    expect(of('LST-AVL')?.values.filter(({ status }) => status === 'breached').map((each) => each.month)).toEqual(['2004-09'])
    expect([...draft.serviceTarget.values()].filter(({ provenance }) => provenance === 'own').map(({ code }) => code)).toEqual(['LST-NEW'])
    expect(new Set([...draft.maintenanceWindow.values()].map(({ rule }) => rule))).toEqual(new Set(['weekday-of-week', 'weekday-of-month']))
    expect(levels.issues).toEqual([])
  })
})

describe('the report of a small scorecard', () => {
  const context = { author: 'Ann', generatedAt: '2026-11-25T10:00:00.000Z', revision: 1, fileName: 's.ratebook' }
  function cellsOf(values: readonly (string | null)[]): ReadonlyMap<string, ReportCell> {
    const { draft } = levelsFor(values)
    const { sheets } = slaScorecardReport({ draft, from: FIRST, to: monthAfter(FIRST, values.length - 1), serviceId: null, context })
    return new Map(sheets.flatMap(({ rows }) => rows).flatMap(({ cells }) => cells).flatMap((cell) => (cell.kind === 'blank' ? [] : [[cell.id, cell] as const])))
  }

  test('a small change is shown with as many places as tell it from none, and every month has its moving range', () => {
    const cells = cellsOf(['99.504', '99.503'])
    expect(cells.get('score.avl.change')).toMatchObject({ value: '-0.001', places: 3 })
    expect(cells.get('month.avl.2003-08.range')).toMatchObject({ value: '0.001', places: 3 })
  })

  test('says how many services that are offered have no target, which no row would name; of one service it does not', () => {
    const small = smallRows()
    const rows = { serviceTarget: [targetRow('avl', { goal: factor('99') })], service: small.service.map((each) => (each.id === 'cabling' ? { ...each, retiredFrom: fiscalYear(2004) } : each)) }
    const offered = small.service.length - 2
    const factOf = (serviceId: string | null, to: string): boolean => {
      const { sheets } = slaScorecardReport({ draft: qualityModel(rows), from: month('2003-05'), to: month(to), serviceId, context })
      return sheets.flatMap(({ rows: each }) => each).flatMap(({ cells }) => cells).some((cell) => cell.kind === 'text' && /services? ha(s|ve) no target/.test(cell.text))
    }
    expect([untargetedWords(qualityModel(rows), month('2003-07')), untargetedWords(qualityModel(rows), month('2003-06'))].map((words) => Number.parseInt(words, 10))).toEqual([offered, offered + 1])
    expect([factOf(null, '2003-06'), factOf('mainframe', '2003-06')]).toEqual([true, false])
  })

  test('says which month the latest value is of, and that nothing was measured', () => {
    const cells = cellsOf(['99.5', null])
    expect([cells.get('score.avl.in'), cells.get('score.avl.status')]).toMatchObject([{ text: '2003-07' }, { text: 'No data (last July 2003: met)' }])
    expect(cells.get('breach.none.text')).toMatchObject({ text: 'No goal was missed.' })
    expect(cellsOf([null, null]).get('breach.none.text')).toMatchObject({ text: 'Nothing was measured.' })
  })
})

describe('the report of the scorecard', () => {
  const report = slaScorecardReport({ draft: sampleDraft(), from: month('2004-01'), to: month('2004-12'), serviceId: null, context: { author: 'Ann', generatedAt: '2026-11-25T10:00:00.000Z', revision: 1, fileName: 's.ratebook' } })

  test('has a strip of letters, breaches, charts, months and records, and says that they are fictional', () => {
    expect(report.sheets.map(({ name }) => name)).toEqual(['Cover', 'Scorecard', 'Breaches', 'Promises', 'Charts', 'Months', 'Outages', 'Incidents', 'Method and notes'])
    const score = report.sheets.find(({ id }) => id === 'scorecard')
    const row = score?.rows.find(({ id }) => id === 'score.mbx-avl')
    expect(row?.cells.slice(4, 16).map((cell) => (cell.kind === 'text' ? `${cell.text} ${cell.tone ?? ''}` : ''))).toEqual(['B breached', ...Array.from({ length: 10 }, () => 'M met'), 'B breached'])
    expect([report.draftMark, report.mainSheetId]).toEqual(['FICTIONAL FIGURES', 'scorecard'])
    const charted = report.sheets.find(({ id }) => id === 'charts')?.charts.map(({ id }) => id)
    expect(charted).toEqual(expect.arrayContaining(['level-mbx-avl', 'level-sam-sat']))
    expect(charted).not.toContain('level-lst-new')
  })

  test('ids of cells are unique, and of one service it has that one alone', () => {
    const ids = report.sheets.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells.flatMap((cell) => (cell.kind === 'blank' ? [] : [cell.id]))))
    expect(new Set(ids).size).toBe(ids.length)
    const one = slaScorecardReport({ draft: sampleDraft(), from: month('2004-01'), to: month('2004-12'), serviceId: 'listserv', context: { author: 'Ann', generatedAt: '2026-11-25T10:00:00.000Z', revision: 1, fileName: 's.ratebook' } })
    const rows = one.sheets.find(({ id }) => id === 'scorecard')?.rows.map(({ id }) => id.replace('score.', '')) ?? []
    expect(rows).toEqual(expect.arrayContaining(['lst-avl', 'lst-new']))
    expect(rows.map((id) => sampleDraft().serviceTarget.get(id)?.serviceId)).toEqual(rows.map(() => 'listserv'))
    expect(one.sheets.find(({ id }) => id === 'promises')?.rows.map(({ id }) => id)).toEqual(['promise.lst-avl', 'promise.lst-new', 'promise.sla-001-res'])
  })

  test('SLM-6: what is promised stands beside what it rests on, with the arithmetic', () => {
    const row = report.sheets.find(({ id }) => id === 'promises')?.rows.find(({ id }) => id === 'promise.lst-avl')
    expect(row?.cells.map((cell) => (cell.kind === 'text' ? cell.text : ''))).toEqual([
      'SLA-001', 'LST-AVL', 'Availability of list mail', '≥ 99.50 %', 'OLA-001, OLA-002, UC-001', 'Not covered', 'LST-AVL promises 99.5 %; the underpinnings together hold OLA-001 99.8 % x OLA-002 99.9 % x UC-001 99.5 % = 99.201699 %: more is promised than they can hold.',
    ])
  })
})
