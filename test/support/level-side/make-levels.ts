/** Every table of the sample's service levels, made from the seed: the same seed gives the same text. */
import { Decimal } from 'decimal.js'

import { LEVEL_SAMPLE_TABLES } from '../../../src-main/core/sample-levels.ts'
import type { SampleLine } from '../../../src-main/core/sample-lines.ts'
import { AUTHOR, chance, csvText, SOURCE } from '../cost-side/tables.ts'
import { MONTHS, type Chance } from '../billing-side/usage-series.ts'
import { CALENDARS, COURSES, FAILURES, GREAT_OUTAGES, INCIDENTS, TARGETS, WINDOWS, type TargetFact } from './level-facts.ts'

export const SEED = 2007
type LevelTableName = (typeof LEVEL_SAMPLE_TABLES)[number]

const HEADERS: Readonly<Record<LevelTableName, readonly string[]>> = {
  'service-calendars': ['name', 'timeZone', 'hours', 'observedHolidays', 'note', 'source'],
  'service-windows': ['calendar', 'rule', 'ordinal', 'weekday', 'weekStartsOn', 'onDate', 'startTime', 'minutes', 'effectiveFrom', 'effectiveUntil', 'note', 'source'],
  'service-targets': [
    'code', 'service', 'agreement', 'title', 'metric', 'computation', 'statistic', 'limitMinutes', 'priorities', 'unit', 'direction', 'goal', 'warning', 'window', 'calendar', 'wording', 'least', 'most', 'effectiveFrom', 'retiredFrom',
    'importance', 'provenance', 'note', 'source',
  ],
  'service-measurements': ['target', 'month', 'value', 'author', 'note', 'source'],
  'service-outages': ['service', 'code', 'startedAt', 'endedAt', 'kind', 'title', 'note', 'source'],
  'service-incidents': ['service', 'code', 'openedAt', 'respondedAt', 'resolvedAt', 'priority', 'title', 'source'],
}

/** The text of each file, without `.csv` in its name. */
export function levelFiles(): ReadonlyMap<LevelTableName, string> {
  const tables: Readonly<Record<LevelTableName, readonly SampleLine[]>> = {
    'service-calendars': CALENDARS, 'service-windows': WINDOWS, 'service-targets': TARGETS.map(targetLine), 'service-measurements': measurementLines(chance(SEED)), 'service-outages': outageLines(chance(SEED + 1)),
    'service-incidents': incidentLines(chance(SEED + 2)),
  }
  return new Map(LEVEL_SAMPLE_TABLES.map((name) => [name, csvText(HEADERS[name], tables[name].map((line) => ({ author: AUTHOR, source: SOURCE, ...line })))]))
}

function targetLine(fact: TargetFact): SampleLine {
  return { window: 'month', wording: 'standard', effectiveFrom: '2002-01', importance: 'ordinary', provenance: 'fictional', note: 'Fictional.', ...fact }
}

/** About the middle, seldom far from it; never beyond the metric's range. */
function measured(fact: TargetFact, index: number, random: Chance): string | null {
  const course = COURSES[fact.code]
  const month = MONTHS[index] ?? ''
  if (course === undefined || month < (course.from ?? '')) return null
  const noise = random(-1, 1) + random(-1, 1) + random(-1, 1)
  const drift = course.drift === undefined || month < course.drift.from ? 0 : (MONTHS.filter((each) => each >= (course.drift?.from ?? '') && each <= month).length) * course.drift.step
  // While it drifts it does little else, so that it rises or falls month by month.
  const value = new Decimal(course.middle + drift + (drift === 0 ? noise / 3 : noise / 12) * course.spread)
  const most = fact['most'] === undefined ? value : Decimal.min(value, fact['most'])
  return course.single?.[month] ?? Decimal.max(most, fact['least'] ?? 0).toFixed(course.places)
}

function measurementLines(random: Chance): readonly SampleLine[] {
  return TARGETS.flatMap((fact) => MONTHS.flatMap((month, index) => {
    const value = measured(fact, index, random)
    return value === null ? [] : [{ target: fact.code, month, value }]
  }))
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** A local time so many minutes after midnight of a day; never one of the nights in which the clock is changed. */
function timeText(month: string, day: number, minute: number): string {
  return new Date(Date.parse(`${month}-${two(day)}T00:00Z`) + minute * 60_000).toISOString().slice(0, 16)
}

function isWorkDay(month: string, day: number): boolean {
  const weekday = new Date(Date.parse(`${month}-${two(day)}`)).getUTCDay()
  return weekday > 0 && weekday < 6
}

function secondFriday(month: string): number {
  return [8, 9, 10, 11, 12, 13, 14].find((day) => new Date(Date.parse(`${month}-${two(day)}`)).getUTCDay() === 5) ?? 8
}

function pick(titles: readonly string[], random: Chance): string {
  return titles[Math.min(titles.length - 1, Math.floor(random(0, titles.length)))] ?? ''
}

function outageLines(random: Chance): readonly SampleLine[] {
  const made = Object.entries(FAILURES).flatMap(([service, fact]) => MONTHS.flatMap((month): readonly SampleLine[] => {
    const own = Array.from({ length: Math.floor(fact.inTenMonths / 10 + random(0, 1)) }, (): SampleLine => {
      const day = 2 + Math.floor(random(0, 25))
      const start = 6 * 60 + Math.floor(random(0, 15 * 60))
      const u = random(0, 1)
      return { service, startedAt: timeText(month, day, start), endedAt: timeText(month, day, start + 3 + Math.floor(u * u * fact.longest)), kind: 'unplanned', title: pick(fact.titles, random) }
    })
    const friday = secondFriday(month)
    const planned = service === 'MM-MBX' || service === 'MR-WIN' ? [{ service, startedAt: timeText(month, friday, 18 * 60), endedAt: timeText(month, friday, 18 * 60 + 60 + Math.floor(random(0, 55))), kind: 'planned', title: 'Planned maintenance' }] : []
    return [...own, ...planned]
  }))
  return [...made, ...GREAT_OUTAGES.map((each): SampleLine => ({ kind: 'unplanned', ...each }))]
    .toSorted((left, right) => (left['startedAt'] ?? '').localeCompare(right['startedAt'] ?? '', 'en') || (left['service'] ?? '').localeCompare(right['service'] ?? '', 'en'))
    .map((line, index) => ({ ...line, code: `OUT-${String(index + 1).padStart(4, '0')}` }))
}

/** Opened on working days within hours in which somebody is there until it is resolved. */
function incidentLines(random: Chance): readonly SampleLine[] {
  const made = Object.entries(INCIDENTS).flatMap(([service, fact]) => MONTHS.flatMap((month) => Array.from({ length: Math.floor(random(fact.least, fact.most + 1)) }, (): SampleLine => {
    let day = 1 + Math.floor(random(0, 27))
    while (!isWorkDay(month, day)) day += 1
    const opened = 8 * 60 + Math.floor(random(0, 7 * 60))
    const isLate = random(0, 1) < fact.lateShare
    const [u, v] = [random(0, 1), random(0, 1)]
    const response = isLate ? fact.response + 2 + Math.floor(u * 45) : 2 + Math.floor(u * (fact.response - 4))
    // What is not done before five is done on the next morning.
    const work = response + 5 + Math.floor(v * v * fact.resolution * (isLate ? 1.3 : 0.7))
    const night = opened + work > 17 * 60 ? 15 * 60 + (isWorkDay(month, day + 1) || day > 26 ? 0 : 2 * 24 * 60) : 0
    const priority = random(0, 1)
    return {
      service, openedAt: timeText(month, day, opened), respondedAt: timeText(month, day, opened + response), resolvedAt: timeText(month, day, opened + work + night), priority: priority < 0.12 ? '1' : priority < 0.45 ? '2' : '3', title: pick(fact.titles, random),
    }
  })))
  return made.toSorted((left, right) => (left['openedAt'] ?? '').localeCompare(right['openedAt'] ?? '', 'en') || (left['service'] ?? '').localeCompare(right['service'] ?? '', 'en'))
    .map((line, index) => ({ ...line, code: `INC-${String(index + 1).padStart(5, '0')}` }))
}
