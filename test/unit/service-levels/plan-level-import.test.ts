import { describe, expect, test } from 'vitest'

import { costTemplate } from '../../../src-shared/domain/costs/imports/cost-template.ts'
import { isOfNoYear, LEVEL_IMPORT_KINDS, TABLE_IMPORT_KINDS, type LevelImportKind, type PlannedCostImport } from '../../../src-shared/domain/costs/imports/cost-import.ts'
import { IMPORT_KINDS } from '../../../src-shared/domain/costs/imports/import-kinds.ts'
import { planCostImport } from '../../../src-shared/domain/costs/imports/plan-cost-import.ts'
import { fiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { applyChanges } from '../../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { inverseChanges } from '../../../src-shared/domain/model/edit.ts'
import { month } from '../../../src-shared/domain/month.ts'
import { LATER } from '../../support/later-day.ts'
import { countingIds, customerRow, FY2005 } from '../../support/small-model.ts'
import { factor, qualityModel, targetRow } from '../../support/small-quality.ts'

const TARGETS = qualityModel({ serviceTarget: [targetRow('cpu-avl', { goal: factor('99.8'), least: factor('0'), most: factor('100') }), targetRow('cpu-rt', { goal: factor('2'), unit: 'seconds', direction: 'at-most', position: 1, retiredFrom: month('2004-06') })] })

function planned(kind: LevelImportKind, text: string, draft: Draft = TARGETS): PlannedCostImport {
  const rows = text.split('\n').map((line) => line.split(';').map((cell) => cell.trim()))
  return planCostImport({ kind, draft, version: FY2005, fileName: 'data.csv', sheet: '', rowNumbers: rows.map((_, index) => index + 1), rows, mapping: null, newId: countingIds(), author: 'Ann', today: LATER })
}

function applied(draft: Draft, { plan, outcome }: PlannedCostImport): Draft {
  if (plan === null) throw new Error(JSON.stringify(outcome.issues))
  const result = applyChanges(draft, plan.changes)
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

function said({ outcome }: PlannedCostImport): readonly string[] {
  return outcome.issues.map((each) => `${each.severity} ${each.code} ${each.place?.row ?? '-'} ${each.place?.column ?? '-'}: ${each.message}`)
}

/** A service that is measured in New York, beside a calendar in Berlin. */
function zonedDraft(): Draft {
  return qualityModel({
    serviceCalendar: [{ id: 'prime', name: 'Prime', position: 0, timeZone: 'America/New_York', hours: '24x7', observedHolidays: 'none', note: '', source: '' }, { id: 'berlin', name: 'Berlin', position: 1, timeZone: 'Europe/Berlin', hours: '24x7', observedHolidays: 'none', note: '', source: '' }],
    serviceTarget: [targetRow('cpu-avl', { goal: factor('99.8'), calendarId: 'prime' })],
  })
}

describe('importing targets', () => {
  const text = 'Code;Service;Unit;Goal;Metric;From;Warning\nCPU-AVL;;%;99.9 %;uptime;;99.95\nNEW;mainframe;minutes;30;response time;2003-07;25\n'.replaceAll(';Warning', ';Warning;Direction').replace('99.95', '99.95;').replace(';25', ';25;<=').trimEnd()

  test('one that is there is changed by its code, a new one stands last; the same file twice changes nothing; one undo takes it back', () => {
    const result = planned('targets', text)
    expect(said(result)).toEqual([])
    expect(result.outcome).toMatchObject({ label: 'Import data.csv: 2 targets', counts: { new: 1, changed: 1 }, preview: [{ code: 'CPU-AVL', effect: 'changed' }, { code: 'NEW', effect: 'new' }] })
    const after = applied(TARGETS, result)
    expect(after.serviceTarget.get('cpu-avl')).toMatchObject({ goal: '99.9', warning: '99.95', metric: 'availability', title: 'Target cpu-avl', position: 0 })
    expect(after.serviceTarget.get('new-1')).toMatchObject({ code: 'NEW', serviceId: 'mainframe', unit: 'minutes', direction: 'at-most', goal: '30', warning: '25', metric: 'incident-response', least: '0', most: null, effectiveFrom: '2003-07', position: 2, source: 'data.csv' })
    expect(planned('targets', text, after)).toMatchObject({ plan: null, outcome: { counts: { unchanged: 2 } } })
    const back = applyChanges(after, inverseChanges(result.plan?.changes ?? []))
    expect(back.ok && back.value).toEqual(TARGETS)
  })

  test('each bad cell is named with its column and reason, and refuses the file', () => {
    const result = planned('targets', 'code;service;unit;goal;from;warning;calendar\nA;mainframe;;99;2003-07;;\nB;nowhere;%;99;2003-07;;\nC;mainframe;%;99;2003-07;98;\nD;mainframe;%;120;2003-07;;\nE;mainframe;%;99;;;\nF;mainframe;%;99;2003-07;;Night\nA;mainframe;%;1;2003-07;;')
    expect(said(result)).toEqual([
      'error text-missing 2 unit: The target A has no unit.', 'error text-missing 2 code: The target A has no direction.', expect.stringContaining('error unknown-reference 3 service: The model has no service "nowhere".'),
      'error number-out-of-range 4 warning: The warning of C, 98, lies beyond its goal of 99.', 'error number-out-of-range 5 goal: The goal of D, 120, is above 100, the most that the metric can be.', 'error text-missing 6 from: The target E has no first month.',
      'error unknown-reference 7 calendar: The model has no calendar "Night".', 'error duplicate-code 8 code: The same target stands in row 2 already.',
    ])
    expect(result.plan).toBeNull()
  })
})

describe('importing the end of a target', () => {
  test('SLM-1: before what was measured, it is taken and said at its column', () => {
    const measured = applied(TARGETS, planned('measurements', 'target;month;value\nCPU-AVL;2004-03;99.9\nCPU-AVL;2004-05;99.9\nCPU-AVL;2004-04;99.9'))
    const result = planned('targets', 'code;unit;retired from\nCPU-AVL;%;2004-04', measured)
    expect(said(result)).toEqual(['warning wrong-state 2 retired from: The target CPU-AVL is retired from April 2004 on, and is measured in 2 months from then on, the first April 2004: they do not count.'])
    expect([applied(measured, result).serviceTarget.get('cpu-avl')?.retiredFrom, said(planned('targets', 'code;unit;retired from\nCPU-AVL;%;2004-06', measured))]).toEqual(['2004-04', []])
  })
})

describe('importing targets that are computed', () => {
  test('SLM-1: a unit or a metric that the records cannot give is named at its column', () => {
    const result = planned('targets', 'code;service;unit;goal;from;metric;computation;statistic;direction\nA;mainframe;hours;4;2003-07;resolution time;incidents;mean;<=\nB;mainframe;%;99;2003-07;other;outages;;')
    expect(said(result)).toEqual([
      'error unit-differs 2 unit: A is a mean of minutes: its unit is minutes, not "hours".', 'error wrong-state 3 metric: B is computed from outages, which tell of availability, not of other.',
    ])
  })
})

describe('importing measurements', () => {
  test('by target and month; the same file twice changes nothing, and a changed value changes one row', () => {
    const text = 'target;month;value\ncpu-avl;2004-03;99.82 %\nCPU-RT;2004-03;1.9'
    const after = applied(TARGETS, planned('measurements', text))
    expect([...after.measurement.values()]).toEqual([
      { id: 'cpu-avl|2004-03', targetId: 'cpu-avl', month: '2004-03', value: '99.82', author: 'Ann', note: '', source: 'data.csv' }, { id: 'cpu-rt|2004-03', targetId: 'cpu-rt', month: '2004-03', value: '1.9', author: 'Ann', note: '', source: 'data.csv' },
    ])
    expect(planned('measurements', text, after).plan).toBeNull()
    expect(planned('measurements', text.replace('1.9', '1.8'), after).outcome).toMatchObject({ counts: { changed: 1, unchanged: 1 }, preview: [{}, { effectText: 'changed: value 1.9 -> 1.8' }] })
  })

  test('two of the same month are not to be added up', () => {
    expect(planned('measurements', 'target;month;value\nCPU-AVL;2004-03;99.8\nCPU-AVL;2004-03;99.7').outcome.issues).toMatchObject([{ code: 'duplicate-code', remedy: 'Leave one of the two out, or tell them apart.' }])
  })

  test('SLM-3: a retired target, another unit, what the metric cannot be, an unknown target and a bad month are refused; a month too early is said', () => {
    const result = planned('measurements', 'target;month;value\nCPU-RT;2004-06;1\nCPU-RT;2004-01;30 %\nCPU-AVL;2004-01;100.1\nXXX;2004-01;1\nCPU-AVL;soon;1\nCPU-AVL;2003-01;99\nCPU-AVL;2004-02;')
    expect(said(result)).toEqual([
      'error wrong-state 2 month: The target CPU-RT is retired from June 2004 on; June 2004 cannot be measured.', 'error unit-differs 3 value: "30 %" is a percentage; CPU-RT is measured in seconds.',
      'error number-out-of-range 4 value: 100.1 is above 100, the most that CPU-AVL can be.', 'error unknown-reference 5 target: The model has no target with the code "XXX".', 'error not-a-date 6 month: "soon" is not a month.',
      'warning wrong-state 7 month: The target CPU-AVL holds from July 2003 on; January 2003 does not count.', 'error text-missing 8 value: The value is missing.',
    ])
  })
})

describe('importing records', () => {
  test('SLM-1: outages by number, else by their start; times of a spreadsheet are read, and said where they are not as a log writes them', () => {
    const text = 'service;number;start;end;type;summary\nmainframe;O-1;2004-03-12 08:15:00;2004-03-12T09:40;no;Disk\nmainframe;;3/13/2004 2:05 PM;;Scheduled;Upgrade\nmainframe;O-2;2003-10-26T01:30-04:00;2003-10-26T01:10-05:00;;Clock'
    const result = planned('outages', text)
    expect(said(result)).toEqual(['note not-an-instant 3 start: 3/13/2004 2:05 PM was read as month/day/year: 2004-03-13T14:05.'])
    const after = applied(TARGETS, result)
    expect([...after.outage.values()].map(({ code, startedAt, endedAt, kind, title }) => [code, startedAt, endedAt, kind, title])).toEqual([
      ['O-1', '2004-03-12T08:15', '2004-03-12T09:40', 'unplanned', 'Disk'], ['', '2004-03-13T14:05', null, 'planned', 'Upgrade'], ['O-2', '2003-10-26T01:30-04:00', '2003-10-26T01:10-05:00', 'unplanned', 'Clock'],
    ])
    expect(planned('outages', text, after)).toMatchObject({ plan: null, outcome: { counts: { unchanged: 3 } } })
    expect(planned('outages', text.replace('09:40', '09:50'), after).outcome.counts).toMatchObject({ changed: 1, unchanged: 2 })
  })

  test('SLM-1: an outage that ends before it starts is refused where it ends, also across two offsets', () => {
    expect(said(planned('outages', 'service;start;end\nmainframe;2004-03-12 08:15;2004-03-12 08:10\nmainframe;2003-10-26T01:10-05:00;2003-10-26T01:50-04:00\nmainframe;never;\nnowhere;2004-01-01 10:00;'))).toEqual([
      'error dates-out-of-order 2 end: The outage ends at 2004-03-12 08:10, before it starts at 2004-03-12 08:15.', 'error dates-out-of-order 3 end: The outage ends at 2003-10-26 01:50-04:00, before it starts at 2003-10-26 01:10-05:00.',
      'error not-an-instant 4 start: "never" is no time.', expect.stringContaining('error unknown-reference 5 service'),
    ])
  })

  test('SLM-1: in the hour that comes twice the offset is asked for, there alone, and a time without one beside one with it is said', () => {
    const twice = planned('outages', 'service;start;end\nmainframe;2003-10-26 01:30;2003-10-26 01:20\nmainframe;2004-03-12 08:15;2004-03-11 08:10\nmainframe;2004-05-03 08:15;2004-05-03 08:10', zonedDraft())
    expect(twice.outcome.issues.filter(({ severity }) => severity === 'error').map((each) => each.remedy)).toEqual(['Correct one of the two times; in the hour that comes twice, write both with their offset, such as 2003-10-26T01:30-04:00.', 'Correct one of the two times.', 'Correct one of the two times.'])
    const half = planned('outages', 'service;start;end\nmainframe;2003-10-26T01:30-04:00;2003-10-26 03:20')
    expect(said(half)).toEqual(['warning not-an-instant 2 end: Of 2003-10-26 01:30-04:00 and 2003-10-26 03:20 only one has an offset; the other is taken as local time.'])
    expect(half.plan).not.toBeNull()
  })

  test('SLM-1: what ends before it starts as its times are read is refused with its row: after an hour that the clock skipped, and beside a time with an offset', () => {
    const errors = (kind: 'outages' | 'incidents', text: string, draft = zonedDraft()): readonly string[] => said(planned(kind, text, draft)).filter((each) => each.startsWith('error'))
    expect(errors('outages', 'service;start;end\nmainframe;2004-04-04 02:30;2004-04-04 03:10\nmainframe;2003-10-26T01:30-04:00;2003-10-26 01:15\nmainframe;2004-04-04 02:31;2004-04-04 03:31\nmainframe;2003-10-26T01:30-05:00;2003-10-26 02:15')).toEqual([
      'error dates-out-of-order 2 end: The outage ends at 2004-04-04 03:10, before it starts at 2004-04-04 02:30, as America/New_York reads them.',
      'error dates-out-of-order 3 end: The outage ends at 2003-10-26 01:15, before it starts at 2003-10-26 01:30-04:00, as America/New_York reads them.',
    ])
    expect(errors('incidents', 'service;opened;responded;resolved\nmainframe;2004-04-04 02:30;2004-04-04 03:10;2004-04-04 03:20')).toEqual([
      'error dates-out-of-order 2 responded: The incident was responded to at 2004-04-04 03:10, before it was opened at 2004-04-04 02:30, as America/New_York reads them.',
      'error dates-out-of-order 2 resolved: The incident was resolved at 2004-04-04 03:20, before it was opened at 2004-04-04 02:30, as America/New_York reads them.',
    ])
    // In UTC the clock skips nothing: a target without a calendar counts it, and one in New York does not.
    const [zoned, row] = [zonedDraft(), 'service;start;end\nmainframe;2004-04-04 02:30;2004-04-04 03:10']
    const utc = targetRow('cpu-utc', { goal: factor('99.8'), calendarId: null, computation: 'outages' })
    expect(said(planned('outages', row, { ...zoned, serviceTarget: new Map([[utc.id, utc]]) }))).toEqual([])
    const both = planned('outages', row, { ...zoned, serviceTarget: new Map([...zoned.serviceTarget, [utc.id, utc]]) })
    expect(said(both)).toContain('warning dates-out-of-order 2 end: The outage ends at 2004-04-04 03:10, before it starts at 2004-04-04 02:30, as America/New_York reads them; there it does not count.')
    expect(both.plan).not.toBeNull()
  })

  test('SLM-1: a time that the clock skipped, or showed twice, where the service is measured is named with its row; an offset makes it plain', () => {
    const draft = zonedDraft()
    const rows = planned('outages', 'service;start;end\nmainframe;2004-04-04 02:30;2004-04-04 03:30\nmainframe;2003-10-26 00:30;2003-10-26 01:30\nmainframe;2004-03-28 02:30;2004-03-28 03:30\nmainframe;2003-10-26T01:30-04:00;2003-10-26T01:45-05:00', draft)
    expect(said(rows)).toEqual([
      'warning not-an-instant 2 start: 2004-04-04 02:30 does not exist in America/New_York, where the clock was set forward; it is read as 2004-04-04 03:30.',
      'warning not-an-instant 3 end: 2003-10-26 01:30 comes twice in America/New_York, where the clock was set back; the first time is taken.',
    ])
    expect(rows.plan).not.toBeNull()
    const unmeasured = { ...draft, serviceTarget: new Map() }
    expect(said(planned('incidents', 'service;opened;responded\nmainframe;2004-03-28 02:30;2004-03-28 04:00', unmeasured))).toEqual(['warning not-an-instant 2 opened: 2004-03-28 02:30 does not exist in Europe/Berlin, where the clock was set forward; it is read as 2004-03-28 03:30.'])
  })

  test('incidents by their number; one that was resolved before it was opened is refused', () => {
    const text = 'service;ticket;opened;responded;resolved;severity\nmainframe;I-1;2004-03-12 08:20;2004-03-12 08:31;;1'
    const after = applied(TARGETS, planned('incidents', text))
    expect([...after.incident.values()]).toMatchObject([{ code: 'I-1', openedAt: '2004-03-12T08:20', respondedAt: '2004-03-12T08:31', resolvedAt: null, priority: '1' }])
    expect(planned('incidents', text, after).plan).toBeNull()
    expect(said(planned('incidents', 'service;ticket;opened;responded;resolved\nmainframe;I-2;2004-03-12 08:20;2004-03-12 08:00;2004-03-11 08:00'))).toEqual([
      'error dates-out-of-order 2 responded: The incident was responded to at 2004-03-12 08:00, before it was opened at 2004-03-12 08:20.', 'error dates-out-of-order 2 resolved: The incident was resolved at 2004-03-11 08:00, before it was opened at 2004-03-12 08:20.',
    ])
  })

  test('an incident that was resolved before it was responded to is taken, and said at its column', () => {
    const result = planned('incidents', 'service;ticket;opened;responded;resolved\nmainframe;I-3;2004-03-12 08:20;2004-03-12 08:40;2004-03-12 08:30\nmainframe;I-4;2004-03-12 08:20;2004-03-12 08:40;2004-03-12 08:40')
    expect(said(result)).toEqual(['warning dates-out-of-order 2 resolved: The incident was resolved at 2004-03-12 08:30, before it was responded to at 2004-03-12 08:40.'])
    expect(applied(TARGETS, result).incident.size).toBe(2)
  })
})

describe('importing what has not happened', () => {
  test('SLM-1: a record dated after the day of the import is named with its place and reason, and refuses the file; a planned outage may lie ahead', () => {
    expect(said(planned('outages', 'service;start;end;kind\nmainframe;2104-03-12T08:15;;\nmainframe;2004-03-12T08:15;2104-03-12T09:00;\nmainframe;2027-03-12T08:15;2027-03-12T10:15;planned'))).toEqual([
      'error date-ahead 2 start: The outage starts on 2104-03-12, after today (2026-11-25).', 'error date-ahead 3 end: The outage ends on 2104-03-12, after today (2026-11-25).',
    ])
    expect(said(planned('incidents', 'service;opened;responded\nmainframe;2026-11-27T08:15;\nmainframe;2026-11-26T00:15;2026-12-01T00:00'))).toEqual([
      'error date-ahead 2 opened: The incident is opened on 2026-11-27, after today (2026-11-25).', 'error date-ahead 3 responded: The incident is responded to on 2026-12-01, after today (2026-11-25).',
    ])
    expect(said(planned('measurements', 'target;month;value\nCPU-AVL;2026-12;99.9\nCPU-AVL;2026-11;99.9'))).toEqual(['error date-ahead 2 month: December 2026 has not come yet (today is 2026-11-25).'])
  })
})

/** The agency of the templates' examples. */
const WITH_AGENCY: Draft = { ...TARGETS, customer: new Map([['abc', customerRow('abc', 0)]]) }

test.each(LEVEL_IMPORT_KINDS)('the template of %s is understood whole', (kind) => {
  const { csv, columns } = costTemplate(kind, fiscalYear(2005))
  const rows = csv.trimEnd().split('\n').map((line) => (line.startsWith('#') || line.startsWith('"#') ? [line.replaceAll('"', '')] : (line.match(/("[^"]*"|[^,]*)(,|$)/g) ?? []).slice(0, columns.length).map((cell) => cell.replace(/,$/, '').replaceAll('"', '').replace('MF-CPU', 'mainframe'))))
  const result = planCostImport({ kind, draft: WITH_AGENCY, version: FY2005, fileName: 'data.csv', sheet: '', rowNumbers: rows.map((_, index) => index + 1), rows, mapping: null, newId: countingIds(), author: 'Ann', today: LATER })
  expect([said(result), Object.keys(result.mapping.fields).length]).toEqual([[], columns.length])
})

test('who only asks whether a kind is of a year is told what the kind says', () => {
  expect(TABLE_IMPORT_KINDS.filter(isOfNoYear)).toEqual(TABLE_IMPORT_KINDS.filter((kind) => IMPORT_KINDS[kind].years === 'none'))
})
