import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, describe, expect, it } from 'vitest'

import { createCliFolder } from '../support/cli.ts'

const folder = createCliFolder()
afterAll(() => folder.remove())

function file(name: string, text: string): string {
  writeFileSync(join(folder.path, name), text)
  return name
}

const FLOW_RATE = ['49.6', '47.6', '49.9', '51.3', '47.8', '51.2', '52.6', '52.4', '53.6', '52.1']

describe('ratebook xmr', () => {
  it('SLM-4: gives limits, moving ranges and signals of a series, by the constants asked for', () => {
    const series = file('flow.csv', ['period,value', ...FLOW_RATE.map((value, index) => `batch ${index + 1},${value}`)].join('\n'))
    const { code, answer } = folder.ask('xmr', series, '--constants', 'exact')
    expect([code, answer.schema, answer.model, answer.warnings]).toEqual([0, 'ratebook/xmr/1', null, []])
    expect(answer.rows[0]).toEqual({
      row: 'limits', constants: 'exact', words: '10 points, mean +/- 3/1.128 x mean moving range; upper range limit 3.268 x mean moving range. Provisional: fewer than 12 points. No signal.', points: 10, provisional: true,
      centre: '50.81', typicalRange: '1.877777777778', rangeIs: 'mean', lower: '45.815910165485', upper: '55.804089834515', upperRange: '6.136577777778', lowerClipped: false, upperClipped: false,
    })
    expect(answer.rows[2]).toEqual({ row: 'point', period: 'batch 2', value: '47.6', movingRange: '2', signals: [] })
    const spike = folder.run('xmr', file('spike.csv', ['period,value', '2004-01,<b>', '2004-03,5'].join('\n')))
    expect([spike.code, spike.stdout]).toEqual([1, ''])
    expect(spike.stderr).toContain('error: "<b>" is not a number (spike.csv, row 2, column value).')
    const months = folder.ask('xmr', file('months.csv', ['period,value', '2004-04,99.1', '2004-01,99.9', '2004-02,99.95 %', ...Array.from({ length: 9 }, (_, index) => `2004-${String(index + 4).padStart(2, '0')},99.95`).slice(1), '2005-01,90'].join('\n')), '--most', '100')
    expect(months.code).toBe(1)
    expect(months.answer.rows.filter((each) => each['row'] === 'point').slice(0, 4).map((each) => [each['period'], each['value'], each['movingRange']])).toEqual([['2004-01', '99.9', null], ['2004-02', '99.95', '0.05'], ['2004-03', null, null], ['2004-04', '99.1', null]])
    expect(months.answer.rows.find((each) => each['row'] === 'limits')).toMatchObject({ upper: '100', upperClipped: true })
    expect(months.answer.rows.filter((each) => each['row'] === 'signal').map((each) => [each['kind'], each['from']])).toContainEqual(['outside', '2005-01'])
  })

  it('reads its own template, and refuses bad files and command lines', () => {
    const { stdout } = folder.run('template', 'xmr')
    expect(folder.ask('xmr', file('template.csv', stdout)).answer.rows[0]).toMatchObject({ row: 'limits', points: 1, upper: null })
    expect(folder.ask('xmr', file('twice.csv', 'period,value\n2004-01,1\n2004-01-31,2\n')).answer.warnings).toMatchObject([{ code: 'duplicate-month', place: { row: 3 } }])
    expect(folder.ask('xmr', file('none.csv', 'month,value\n2004-01,1\n')).answer.warnings).toMatchObject([{ code: 'wrong-columns' }])
    expect(folder.ask('xmr', file('many.csv', ['period,value', ...Array.from({ length: 10_001 }, (_, index) => `p${index},1`)].join('\n'))).answer.warnings).toMatchObject([{ code: 'too-many-rows' }])
    expect(folder.run('xmr', 'flow.csv', '--constants', 'wild').code).toBe(2)
    expect(folder.run('xmr', 'flow.csv', '--most', 'all').code).toBe(2)
    const crossed = folder.run('xmr', 'flow.csv', '--least', '100', '--most', '1')
    expect([crossed.code, crossed.stderr.split('\n')[0]]).toEqual([2, 'error: --least 100 lies above --most 1.'])
    expect(folder.ask('xmr', file('range.csv', ['period,value', ...FLOW_RATE.map((value, index) => `b${index},${value}`)].join('\n')), '--least', '48', '--most', '53').answer.warnings.map(({ code, message, place }) => [code, message, place])).toEqual([
      ['number-out-of-range', '47.6 is below 48, the least that the metric can be.', { file: 'range.csv', row: 3, column: 'value' }], ['number-out-of-range', '47.8 is below 48, the least that the metric can be.', { file: 'range.csv', row: 6, column: 'value' }],
      ['number-out-of-range', '53.6 is above 53, the most that the metric can be.', { file: 'range.csv', row: 10, column: 'value' }],
    ])
  })
})

function availabilityOf(value: object): ReturnType<typeof folder.ask> {
  return folder.ask('availability', file('now.json', JSON.stringify({ goal: '99.9', ...value })))
}

describe('ratebook availability', () => {
  it('SLM-1, SLM-2: computes the template: a window, downtime, the error budget', () => {
    const { stdout } = folder.run('template', 'availability')
    const given = file('case.json', stdout)
    const { code, answer } = folder.ask('availability', given)
    expect([code, answer.schema]).toEqual([0, 'ratebook/availability/1'])
    expect(answer.rows).toEqual([
      {
        row: 'availability', from: '2003-10-01', to: '2003-11-01', agreedSeconds: 2_674_800, downtimeSeconds: 1800, availability: '99.932705248991', status: 'at-risk',
        why: '99.93 % meets the goal of at least 99.90 %, but lies in the warning band, which begins at 99.95 %.', budget: { agreedSeconds: 2_674_800, usedSeconds: '1800', allowedSeconds: '2674.8', leftSeconds: '874.8', usedPercent: '67.29' }, asWorded: null,
      },
      { row: 'window', start: '2003-10-10 18:00', seconds: 7200, timed: true, rule: 'Friday of the second week (weeks begin on Sunday), 18:00, 120 minutes' },
      { row: 'outage', code: 'O-1', kind: 'unplanned', start: '2003-10-14 09:00', end: '2003-10-14 09:30', agreedSeconds: 1800 },
      { row: 'outage', code: 'O-2', kind: 'planned', start: '2003-10-18 22:00', end: '2003-10-19 02:00', agreedSeconds: 14_400 },
    ])
    const text = folder.run('availability', given).stdout
    expect(text).toContain('Error budget: 44.6 minutes, 30.0 used, 14.6 left.')
    expect(text).toMatch(/2003-10-01 +2003-11-01 +44,580\.0 +30\.0 +99\.9327 %/)
  })

  it('SLM-1: exit code 1 when the goal is missed; months of a longer period; an outage without an end', () => {
    const given = file('long.json', JSON.stringify({ from: '2004-02-15', to: '2004-04-01', goal: '99.9', wording: 'excludes-unplanned', outages: [{ start: '2004-02-29T00:00' }], until: '2004-03-01T12:00' }))
    const { code, answer } = folder.ask('availability', given)
    expect(code).toBe(1)
    expect(answer.rows.map(({ row, from, downtimeSeconds, asWorded }) => [row, from, downtimeSeconds, asWorded]).slice(0, 3)).toEqual([['availability', '2004-02-15', 129_600, '100'], ['month', '2004-02-15', 86_400, undefined], ['month', '2004-03-01', 43_200, undefined]])
  })

  it('SLM-3: a period that is not over is in progress, whatever its value so far; one that has not begun has no data; what is dated ahead is refused', () => {
    const now = new Date()
    const [last, next] = [now.getFullYear() - 1, now.getFullYear() + 1]
    const running = availabilityOf({ from: `${last}-07-01`, to: `${next}-07-01`, outages: [{ code: 'O-1', start: `${last}-07-01T00:00`, end: `${last}-08-01T00:00` }] })
    expect([running.code, running.answer.rows[0]?.['status']]).toEqual([0, 'in-progress'])
    expect(running.answer.rows[0]?.['why']).toMatch(/^In progress: the period ends before \d{4}-07-01\. So far 95\.75 % misses the goal/)
    const open = availabilityOf({ from: `${last}-07-01`, to: `${next}-07-01`, outages: [{ code: 'O-1', start: `${last}-07-01T00:00` }] })
    expect(Number(open.answer.rows[0]?.['downtimeSeconds'])).toBe(Math.round((Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() + 1) - Date.UTC(last, 6, 1)) / 1000))
    const [ahead] = availabilityOf({ from: `${next}-01-01`, to: `${next}-03-01`, wording: 'excludes-unplanned' }).answer.rows
    expect(ahead).toMatchObject({ availability: null, status: 'no-data', why: `No data: the period from ${next}-01-01 has not come yet.`, budget: null, asWorded: null })
    const text = folder.run('availability', 'now.json').stdout
    expect(text).toContain(`No data: the period from ${next}-01-01 has not come yet.\n\n`)
    expect(text).toMatch(new RegExp(`${next}-02-01 +${next}-03-01 +\\d\\d,\\d{3}\\.0 +0\\.0 +not come yet`))
    expect(availabilityOf({ from: `${next}-01-01`, to: `${next}-03-01`, goal: null }).answer.rows[0]).toMatchObject({ availability: null, status: 'no-data', why: expect.stringContaining('has not come yet') })
    expect(running.answer.rows.filter(({ row, from }) => row === 'month' && String(from) > `${next}`).map(({ availability }) => availability)).toEqual(Array.from({ length: 6 }, () => null))
    expect(availabilityOf({ from: `${last}-07-01`, to: `${next}-07-01`, outages: [{ code: 'O-9', start: `${next}-03-01T00:00` }] }).answer.warnings).toMatchObject([{ code: 'date-ahead', message: expect.stringMatching(/^O-9: The outage starts on /), place: { file: 'now.json' } }])
  })

  it('refuses what cannot be, with its place and reason', () => {
    const messages = (value: object): readonly string[] => folder.ask('availability', file('bad.json', JSON.stringify(value))).answer.warnings.map(({ message }) => message)
    const period = { from: '2004-02-01', to: '2004-03-01' }
    expect(messages({ ...period, outages: [{ code: 'O-9', start: '2004-02-10T10:00', end: '2004-02-10T09:00' }] })).toEqual(['O-9 ends at 2004-02-10T09:00, before it starts at 2004-02-10T10:00; it is not counted.'])
    expect(messages({ ...period, timeZone: 'Massachusetts', hours: 'Mon-Fri 17:00-07:00' })).toEqual(['"Massachusetts" is no time zone.', 'Hours, part 1: "17:00-07:00" does not end after it begins.'])
    expect(messages({ from: '2004-03-01', to: '2004-03-01' })).toEqual(['The case: the period ends before it has a day.'])
    expect(messages({ from: '1990-01-01', to: '2004-03-01' })).toEqual(['The case: the period has 5173 days.'])
    expect(messages({ ...period, outages: [{ start: 'soon' }], windows: [{ rule: 'weekday-of-month', weekday: 'friday', ordinal: 9, minutes: 60 }], colour: 'red' })).toEqual(['Window 1: "ordinal" has to be 1 to 6, or -1 for the last.', 'Outage 1: "start" is no time.', 'The case: "colour" means nothing here.'])
    expect(folder.ask('availability', 'absent.json')).toMatchObject({ code: 1, answer: { warnings: [{ code: 'unreadable-file' }] } })
  })
})

describe('ratebook service-levels', () => {
  it('SLM-3: answers for a model, and refuses a wrong span or service', () => {
    folder.createSample()
    const { code, answer } = folder.ask('service-levels', 'sample.ratebook', '--from', '2003-07', '--to', '2004-06')
    expect([code, answer.schema]).toEqual([1, 'ratebook/service-levels/1'])
    expect(answer.warnings.filter(({ severity }) => severity === 'error')).toEqual([])
    const ofTarget = answer.rows.filter((each) => each['target'] === 'PORT-AVL')
    expect(ofTarget.map((each) => each['row'])).toEqual(['target', ...Array.from({ length: 12 }, () => 'level')])
    expect(ofTarget.filter((each) => each['status'] === 'breached' && each['row'] === 'level').length).toBe(ofTarget[0]?.['breached'])
    const one = folder.run('service-levels', 'sample.ratebook', '--from', '2004-03', '--to', '2004-03', '--service', 'mf-cpu').stdout
    expect(one).toContain('CPU-AVL 2004-03, breached: ')
    expect(one).not.toContain('PORT-AVL')
    const within = folder.run('service-levels', 'sample.ratebook', '--from', '2004-02', '--to', '2004-02', '--service', 'mf-cpu')
    expect([within.code, within.stdout]).toEqual([0, expect.stringContaining('CPU-RSP 2004-02, in progress, at risk: In progress: the quarter ends with March 2004. So far 80.00 % misses')])
    expect(answer.rows.filter((each) => each['row'] === 'promise' && each['verdict'] === 'broken').map((each) => [each['agreement'], each['target'], each['underpinnings'], each['holdable'], each['sentence']])).toEqual([
      ['SLA-001', 'LST-AVL', ['OLA-001', 'OLA-002', 'UC-001'], '99.201699', 'LST-AVL promises 99.5 %; the underpinnings together hold OLA-001 99.8 % x OLA-002 99.9 % x UC-001 99.5 % = 99.201699 %: more is promised than they can hold.'],
      ['SLA-001', 'SLA-001-RES', ['OLA-001', 'OLA-002', 'UC-001'], '480', expect.stringContaining('= 81 % of the cases: more is promised than they can hold.')],
    ])
    expect(one).toContain('SLA-004, not certain: CPU-AVL promises 99.8 %; its underpinning holds OLA-004 99.9 %')
    expect(one).not.toContain('SLA-001')
    expect(folder.run('service-levels', 'sample.ratebook', '--from', '2003-07', '--to', '2003-06').code).toBe(2)
    expect(folder.run('service-levels', 'sample.ratebook', '--from', 'July', '--to', '2003-06').code).toBe(2)
    expect(folder.ask('service-levels', 'sample.ratebook', '--from', '1900-01', '--to', '2004-06').answer.warnings).toMatchObject([{ code: 'too-many-rows' }])
    expect(folder.ask('service-levels', 'sample.ratebook', '--from', '2003-07', '--to', '2004-06', '--service', 'NOPE').answer.warnings).toMatchObject([{ code: 'unknown-reference' }])
  })
})
