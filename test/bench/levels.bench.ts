/**
 * Service levels of 500 services with four targets each over 60 months, from 200,000 outage and incident records: everything from nothing,
 * after one edited record, and against a count of every minute.
 */
import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { applyChanges } from '../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import type { Incident, Outage, ServiceTarget } from '../../src-shared/domain/model/level-tables.ts'
import { month } from '../../src-shared/domain/month.ts'
import { lastMeasuredMonth } from '../../src-shared/domain/service-levels/measured-months.ts'
import { readServiceHours } from '../../src-shared/domain/service-levels/measures/service-hours.ts'
import { levelsOf } from '../../src-shared/domain/service-levels/measures/levels.ts'
import { standingOf } from '../../src-shared/domain/service-levels/standing.ts'
import { factorOf, incidentRow, levelDraft, outageRow, serviceRow, targetRow } from '../support/level-model.ts'
import { countMinutes } from '../support/minute-oracle.ts'
import { medianOf, milliseconds, percentilesOfEdits, slowMedianOf, type Bench, type BenchRow } from './measure.ts'

const SERVICES = 500
const RECORDS = 200_000
const SPAN = { from: month('1999-07'), to: month('2004-06'), today: isoDate('2004-07-01') } as const
const FIRST_DAY = Date.parse('1999-07-01T00:00:00Z')
const MINUTES = 1827 * 1440
const EDITS = 40

/** The same in every run. */
function numbers(): (below: number) => number {
  let state = 20_040_112
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

function textAt(minute: number): string {
  return new Date(FIRST_DAY + minute * 60_000).toISOString().slice(0, 16)
}

/** Office hours and around the clock, both in a zone whose clock is set twice a year; a share and a mean of incidents. */
function targetsOf(serviceId: string): readonly ServiceTarget[] {
  const shared = { serviceId, calendarId: 'office', effectiveFrom: SPAN.from }
  const incidents = { ...shared, computation: 'incidents', priorities: '1, 2', goal: factorOf('90') } as const
  return [
    targetRow(`${serviceId}-clock`, { ...shared, calendarId: 'clock', warning: factorOf('99.95') }), targetRow(`${serviceId}-office`, { ...shared, position: 1, goal: factorOf('99.5') }),
    targetRow(`${serviceId}-response`, { ...incidents, position: 2, metric: 'incident-response', statistic: 'percent-within-limit', limitMinutes: 60 }),
    targetRow(`${serviceId}-mean`, { ...incidents, position: 3, metric: 'incident-resolution', statistic: 'mean-minutes', unit: 'minutes', direction: 'at-most', goal: factorOf('600'), least: null, most: null }),
  ]
}

function benchDraft(): Draft {
  const next = numbers()
  const services = Array.from({ length: SERVICES }, (_, index) => serviceRow(`service-${index}`, index))
  const outage = Array.from({ length: RECORDS / 2 }, (_, index): Outage => {
    const start = next(MINUTES)
    return outageRow(`outage-${index}`, textAt(start), textAt(start + next(90)), { serviceId: `service-${index % SERVICES}`, kind: index % 5 === 0 ? 'planned' : 'unplanned' })
  })
  const incident = Array.from({ length: RECORDS / 2 }, (_, index): Incident => {
    const opened = next(MINUTES)
    return incidentRow(`incident-${index}`, textAt(opened), { respondedAt: textAt(opened + next(200)), resolvedAt: textAt(opened + 200 + next(3000)) }, { serviceId: `service-${index % SERVICES}`, priority: String(1 + (index % 4)) })
  })
  const office = levelDraft({}).serviceCalendar.get('office')
  if (office === undefined) throw new Error('No calendar')
  return levelDraft({ service: services, serviceCalendar: [office, { ...office, id: 'clock', name: 'Clock', hours: '24x7', observedHolidays: 'none' }], serviceTarget: services.flatMap(({ id }) => targetsOf(id)), outage, incident })
}

function copied<Row extends object>(table: ReadonlyMap<string, Row>): ReadonlyMap<string, Row> {
  return new Map([...table].map(([id, row]) => [id, { ...row }]))
}

/** Other tables, targets and calendars: nothing that is remembered fits them. */
function anew(draft: Draft): Draft {
  return { ...draft, serviceTarget: copied(draft.serviceTarget), serviceCalendar: copied(draft.serviceCalendar), outage: new Map(draft.outage), incident: new Map(draft.incident) }
}

/** As a person's edit goes: checked against everything else, then in place. */
function edited(draft: Draft, count: number): Draft {
  const id = `outage-${(count * 977) % (RECORDS / 2)}`
  const before = draft.outage.get(id)
  if (before === undefined) throw new Error('No outage')
  const applied = applyChanges(draft, [rowChange('outage', { before, after: { ...before, kind: before.kind === 'planned' ? 'unplanned' : 'planned' } })])
  if (!applied.ok) throw new Error('The edit is refused')
  return applied.value
}

/** One service's availability around the clock, minute by minute, for the 60 months. */
function countedByMinute(draft: Draft): number {
  const outages = [...draft.outage.values()].filter(({ serviceId, kind }) => serviceId === 'service-0' && kind === 'unplanned')
    .map(({ startedAt, endedAt }) => ({ start: Date.parse(`${startedAt}:00-05:00`) / 60_000, end: Date.parse(`${endedAt ?? startedAt}:00-05:00`) / 60_000 }))
  const hours = readServiceHours('24x7')
  if (!hours.ok) throw new Error('No hours')
  const ranges = hours.value.map((day) => day.map(({ from, to }) => ({ from: from / 60, to: to / 60 })))
  return slowMedianOf(() => countMinutes({ timeZone: 'America/New_York', hours: ranges, holidays: [], windows: [], outages, from: '2003-07-01', to: '2004-07-01' })) * 5
}

/** What the scorecard shows of every target: how it stands, and the words and the error budget of its latest value. */
function scorecard(draft: Draft): unknown {
  return levelsOf(draft, SPAN).targets.map((each) => [standingOf(each), each.latest?.why, each.latest?.budget])
}

function measure(): readonly BenchRow[] {
  // As rows come out of a file or a message: their texts are texts of their own, not parts of longer ones.
  const draft = structuredClone(benchDraft())
  const whole = medianOf({ prepare: () => anew(draft), run: scorecard })
  let current = draft
  levelsOf(current, SPAN)
  const { p50, p95 } = percentilesOfEdits(EDITS, (count) => () => {
    current = edited(current, count)
    return [scorecard(current), lastMeasuredMonth(current, SPAN.today)]
  })
  const counted = countedByMinute(draft)
  const perTarget = whole / (SERVICES * 4)
  return [
    { name: `${SERVICES} services x 4 targets x 60 months from ${RECORDS} records, and the scorecard, from nothing`, value: milliseconds(whole), yardstick: 'under 500 ms', ratio: '', holds: whole < 500 },
    { name: 'After one edited record: the edit checked and in place, levels, scorecard, newest month', value: `${milliseconds(p95)} p95, ${milliseconds(p50)} p50`, yardstick: 'under 16.7 ms p95', ratio: '', holds: p95 < 16.7 },
    { name: 'One target over 60 months', value: milliseconds(perTarget), yardstick: `${milliseconds(counted)} minute by minute`, ratio: `${Math.round(counted / perTarget)}x`, holds: counted / perTarget >= 50 },
  ]
}

export default { name: 'Service levels', run: () => Promise.resolve(measure()) } satisfies Bench
