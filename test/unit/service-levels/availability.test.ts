import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { decimal, Decimal, readDecimal, type Factor } from '../../../src-shared/domain/decimal.ts'
import { isoDate } from '../../../src-shared/domain/fiscal-year.ts'
import type { MaintenanceWindow, Outage } from '../../../src-shared/domain/model/level-tables.ts'
import { availabilityOf, serviceTime, type ServiceTime } from '../../../src-shared/domain/service-levels/measures/availability.ts'
import { ALWAYS, calendarTime, type CalendarRows } from '../../../src-shared/domain/service-levels/measures/calendar-time.ts'
import { errorBudget } from '../../../src-shared/domain/service-levels/measures/error-budget.ts'
import { localMidnight } from '../../../src-shared/domain/service-levels/measures/logged-instant.ts'
import { outageTimes } from '../../../src-shared/domain/service-levels/measures/outage-spans.ts'
import { readServiceHours } from '../../../src-shared/domain/service-levels/measures/service-hours.ts'
import { readTimeZone, type TimeZone } from '../../../src-shared/domain/service-levels/measures/time-zone.ts'
import { isLoggedTime, type LoggedTime } from '../../../src-shared/domain/usage/local-time.ts'
import { countMinutes, wallMinutes, type OracleWindow } from '../../support/minute-oracle.ts'

const NEW_YORK = 'America/New_York'

function logged(text: string): LoggedTime {
  if (!isLoggedTime(text)) throw new Error(text)
  return text
}

function factor(text: string): Factor {
  const read = readDecimal<'1'>(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

function outage(startedAt: string, endedAt: string | null, kind: Outage['kind'] = 'unplanned'): Pick<Outage, 'id' | 'code' | 'startedAt' | 'endedAt' | 'kind'> {
  return { id: `${startedAt}-${endedAt ?? ''}`, code: '', startedAt: logged(startedAt), endedAt: endedAt === null ? null : logged(endedAt), kind }
}

function zoneOf(name: string): TimeZone {
  const zone = readTimeZone(name)
  if (!zone.ok) throw new Error(name)
  return zone.value
}

function day(text: string): number {
  return localMidnight(isoDate(text)) / 86_400
}

function measured(rows: Partial<CalendarRows>, outages: readonly ReturnType<typeof outage>[], period: { readonly from: string; readonly to: string }): ServiceTime {
  const days = { from: day(period.from), to: day(period.to) }
  const time = calendarTime({ ...ALWAYS, ...rows }, days)
  if (!time.ok) throw new Error(time.failure.map(({ message }) => message).join(' '))
  return serviceTime(time.value, outageTimes(outages, time.value.zone).down, days)
}

function calendar(hours: string, timeZone = NEW_YORK, observedHolidays: CalendarRows['calendar']['observedHolidays'] = 'none'): Pick<CalendarRows, 'calendar'> {
  return { calendar: { timeZone, hours, observedHolidays } }
}

function window(more: Partial<MaintenanceWindow>): MaintenanceWindow {
  return {
    id: 'window', calendarId: 'calendar', position: 0, rule: 'weekly', ordinal: null, weekday: 5, weekStartsOn: 'sunday', onDate: null, startTime: '18:00', minutes: 120,
    effectiveFrom: isoDate('2000-01-01'), effectiveUntil: null, note: '', ...more,
  }
}

/** Agreed hours around the clock with one window. */
function agreed(more: Partial<MaintenanceWindow>, period: { readonly from: string; readonly to: string }): number {
  return measured({ windows: [window(more)] }, [], period).agreedSeconds / 3600
}

function saidOf(hours: string): string {
  const read = readServiceHours(hours)
  return read.ok ? 'read' : read.failure.message
}

const APRIL = { from: '2003-04-01', to: '2003-05-01' }

describe('Availability', () => {
  it('SLM-2: 99.9 % of 30 days allows 43.2 minutes, and exactly so much downtime meets it', () => {
    const budget = errorBudget({ goal: factor('99.9'), agreedSeconds: 30 * 86_400, usedSeconds: 600 })
    expect(budget).toEqual({ agreedSeconds: 2_592_000, usedSeconds: '600', allowedSeconds: '2592', leftSeconds: '1992', usedPercent: '23.15' })
    expect(decimal(budget.allowedSeconds).div(60).toFixed()).toBe('43.2')
    expect(availabilityOf({ agreedSeconds: 2_592_000, downtimeSeconds: 2592 })).toBe('99.9')
    expect(errorBudget({ goal: factor('100'), agreedSeconds: 100, usedSeconds: 5 })).toMatchObject({ allowedSeconds: '0', leftSeconds: '-5', usedPercent: null })
    expect(errorBudget({ goal: factor('99.12345678'), agreedSeconds: 86_400, usedSeconds: 1 }).allowedSeconds).toBe('757.33334208')
  })

  it('SLM-1: counts overlapping outages once, planned ones and time outside of the hours not at all', () => {
    const outages = [outage('2003-04-02T09:00', '2003-04-02T10:00'), outage('2003-04-02T09:30', '2003-04-02T10:30'), outage('2003-04-02T12:00', '2003-04-02T13:00', 'planned')]
    expect(measured(calendar('24x7'), outages, APRIL)).toEqual({ agreedSeconds: 30 * 86_400 - 3600, downtimeSeconds: 5400 })
    expect(measured(calendar('Mon-Fri 10:00-17:00'), outages, APRIL)).toEqual({ agreedSeconds: 22 * 7 * 3600, downtimeSeconds: 1800 })
  })

  it('SLM-1: splits an outage over midnight and over the end of a month, and lets one without an end last', () => {
    const outages = [outage('2003-04-30T23:30', '2003-05-01T00:45')]
    expect(measured(ALWAYS, outages, APRIL).downtimeSeconds).toBe(1800)
    expect(measured(ALWAYS, outages, { from: '2003-05-01', to: '2003-06-01' }).downtimeSeconds).toBe(2700)
    expect(measured(ALWAYS, [outage('2003-04-29T00:00', null)], APRIL).downtimeSeconds).toBe(2 * 86_400)
    const time = calendarTime(ALWAYS, { from: day(APRIL.from), to: day(APRIL.to) })
    if (!time.ok) throw new Error('no time')
    expect(serviceTime(time.value, outageTimes([outage('2003-04-29T00:00', null)], time.value.zone).down, { from: day(APRIL.from), to: day(APRIL.to), until: day('2003-04-29') * 86_400 + 60 }).downtimeSeconds).toBe(60)
  })

  it('SLM-1: a day on which the clock is set has 23 or 25 hours; an hour that comes twice counts twice', () => {
    // The clock was set forward on 2003-04-06 and back on 2003-10-26.
    expect(measured(calendar('24x7'), [], { from: '2003-04-06', to: '2003-04-07' }).agreedSeconds).toBe(23 * 3600)
    expect(measured(calendar('24x7'), [], { from: '2003-10-26', to: '2003-10-27' }).agreedSeconds).toBe(25 * 3600)
    expect(measured(calendar('Sun 01:00-02:00'), [], { from: '2003-10-26', to: '2003-10-27' }).agreedSeconds).toBe(2 * 3600)
    expect(measured(calendar('Sun 02:00-03:00'), [], { from: '2003-04-06', to: '2003-04-07' }).agreedSeconds).toBe(0)
    const over = { from: '2003-10-26', to: '2003-10-27' }
    expect(measured(calendar('24x7'), [outage('2003-10-26T00:30', '2003-10-26T02:30')], over).downtimeSeconds).toBe(3 * 3600)
  })

  it('SLM-1: in the doubled hour a local time means the first pass, unless it carries an offset; a skipped time is named', () => {
    const zone = zoneOf(NEW_YORK)
    const [plain, second] = ['2003-10-26T01:30', '2003-10-26T01:30-05:00'].map((at) => outageTimes([outage(at, '2003-10-26T03:00')], zone).starts[0])
    expect((second ?? 0) - (plain ?? 0)).toBe(3600)
    const skipped = outageTimes([outage('2003-04-06T02:30', '2003-04-06T04:00')], zone)
    expect(skipped.issues.map(({ severity, message }) => [severity, message])).toEqual([['warning', 'The outage that started at 2003-04-06 02:30: 2003-04-06T02:30 does not exist in America/New_York, where the clock was set forward; it is read as 2003-04-06 03:30.']])
    expect((skipped.ends[0] ?? 0) - (skipped.starts[0] ?? 0)).toBe(1800)
  })

  it('SLM-1: leaves out an outage that ends before it starts, and says so', () => {
    const read = outageTimes([{ ...outage('2003-04-02T10:00-04:00', '2003-04-02T09:00-05:00'), code: 'O-1' }, { ...outage('2003-04-02T10:00', '2003-04-02T09:00'), code: 'O-2' }], zoneOf(NEW_YORK))
    expect([...read.down.starts]).toEqual([])
    expect(read.issues).toMatchObject([{ code: 'dates-out-of-order', message: 'O-2 ends at 2003-04-02T09:00, before it starts at 2003-04-02T10:00; it is not counted.' }])
  })

  it('SLM-1: observes state holidays, and those of the county where the calendar says so', () => {
    const holidays = [{ date: isoDate('2003-04-21'), scope: 'state' as const }, { date: isoDate('2003-04-18'), scope: 'county' as const }]
    const hours = (observed: CalendarRows['calendar']['observedHolidays']): number => measured({ ...calendar('Mon-Fri 07:00-17:00', NEW_YORK, observed), holidays }, [], APRIL).agreedSeconds / 36_000
    expect([hours('none'), hours('state'), hours('state-and-county')]).toEqual([22, 21, 20])
  })

  it('SLM-1: the second Friday is not always the Friday of the second week', () => {
    // 2003-11-01 is a Saturday: the Friday of the second week is the 7th, the second Friday is the 14th.
    const seventh = { from: '2003-11-07', to: '2003-11-08' }
    const fourteenth = { from: '2003-11-14', to: '2003-11-15' }
    expect([agreed({ rule: 'weekday-of-month', ordinal: 2 }, seventh), agreed({ rule: 'weekday-of-month', ordinal: 2 }, fourteenth)]).toEqual([24, 22])
    expect([agreed({ rule: 'weekday-of-week', ordinal: 2 }, seventh), agreed({ rule: 'weekday-of-week', ordinal: 2 }, fourteenth)]).toEqual([22, 24])
    // A first week that begins on a Saturday has no Friday; with weeks from Monday on it is the same here.
    expect(agreed({ rule: 'weekday-of-week', ordinal: 1 }, { from: '2003-11-01', to: '2003-12-01' })).toBe(30 * 24)
    expect(agreed({ rule: 'weekday-of-month', ordinal: -1 }, { from: '2003-11-28', to: '2003-11-29' })).toBe(22)
    expect(agreed({ rule: 'once', onDate: isoDate('2003-11-03'), weekday: null }, { from: '2003-11-03', to: '2003-11-04' })).toBe(22)
  })

  it('SLM-1: a window with a start time hides outages, one without lessens agreed time only', () => {
    const friday = { from: '2003-04-04', to: '2003-04-05' }
    const outages = [outage('2003-04-04T19:00', '2003-04-04T21:00')]
    expect(measured({ windows: [window({})] }, outages, friday)).toEqual({ agreedSeconds: 22 * 3600, downtimeSeconds: 3600 })
    expect(measured({ windows: [window({ startTime: null })] }, outages, friday)).toEqual({ agreedSeconds: 22 * 3600, downtimeSeconds: 7200 })
    expect(measured({ ...calendar('Fri 09:00-10:00'), windows: [window({ startTime: null })] }, [outage('2003-04-04T09:00', '2003-04-04T10:00')], friday)).toEqual({ agreedSeconds: 0, downtimeSeconds: 0 })
    // Over midnight, from the day before the period on.
    expect(measured({ windows: [window({ startTime: '23:00', weekday: 4 })] }, [], friday).agreedSeconds).toBe(23 * 3600)
  })

  it('SLM-1: refuses hours that are malformed, with the part and the reason', () => {
    expect(['24x7', 'Mon-Fri 07:00-17:00; Sat 09:00-12:00', 'Sat-Mon 00:00-24:00', 'mon 08:00-12:00, 13:00-17:00'].map(saidOf)).toEqual(['read', 'read', 'read', 'read'])
    expect(saidOf('')).toBe('The hours are missing.')
    expect(saidOf('Mon-Fri')).toBe('Hours, part 1: "mon-fri" has no days and hours.')
    expect(saidOf('Mon-Fri 07:00-17:00; Fry 09:00-12:00')).toBe('Hours, part 2: "fry" is no weekday.')
    expect(saidOf('Mon 17:00-07:00')).toBe('Hours, part 1: "17:00-07:00" does not end after it begins.')
    expect(saidOf('Mon 07:00-25:00')).toBe('Hours, part 1: "07:00-25:00" has a time that is none.')
    expect(saidOf('Mon-Wed 07:00-17:00; Tue 16:00-18:00')).toBe('Hours, part 2: "16:00-18:00" overlaps hours of tue that stand before it.')
    expect(calendarTime({ ...ALWAYS, ...calendar('never', 'Mars/Phobos') }, { from: 0, to: 1 })).toMatchObject({ ok: false, failure: [{ message: '"Mars/Phobos" is no time zone.' }, { message: 'Hours, part 1: "never" has no days and hours.' }] })
  })

  it('SLM-1: is exact to the twelfth place, one division', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 40_000_000 }), fc.integer({ min: 0, max: 40_000_000 }), (agreed, lost) => {
      const downtimeSeconds = Math.min(agreed, lost)
      expect(availabilityOf({ agreedSeconds: agreed, downtimeSeconds })).toBe(new Decimal(agreed - downtimeSeconds).times(100).div(agreed).toDecimalPlaces(12, Decimal.ROUND_HALF_UP).toFixed())
    }))
    expect(availabilityOf({ agreedSeconds: 0, downtimeSeconds: 0 })).toBeNull()
  })
})

/** A minute as a record would write it: with its offset where the same wall clock comes twice, or where chance says so. */
function recordText(timeZone: string, minute: number, withOffset: boolean): string {
  const wall = wallMinutes(timeZone, minute - (minute % 15), minute - (minute % 15) + 15)[minute % 15]
  const text = `${wall?.date ?? ''}T${String(Math.floor((wall?.minute ?? 0) / 60)).padStart(2, '0')}:${String((wall?.minute ?? 0) % 60).padStart(2, '0')}`
  const zone = zoneOf(timeZone)
  const offset = zone.offsetAt(minute * 60) / 60
  const isDoubled = zone.offsetAt(minute * 60 - 7200) !== zone.offsetAt(minute * 60 + 7200)
  if (!withOffset && !isDoubled) return text
  const size = Math.abs(offset)
  return `${text}${offset < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`
}

const HOURS = ['24x7', 'Mon-Fri 07:00-17:00; Sat 09:00-12:00', 'Sun-Tue 00:00-02:30, 13:15-24:00'] as const
const PERIODS = [['2004-02-01', '2004-03-08'], ['2003-03-30', '2003-04-13'], ['2003-10-20', '2003-11-03'], ['2003-12-28', '2004-01-11'], ['2007-03-05', '2007-03-19']] as const

const windows = fc.array(fc.record({
  rule: fc.constantFrom('weekly', 'weekday-of-month', 'weekday-of-week', 'once'), ordinal: fc.constantFrom(-1, 1, 2, 3, 4, 5, 6), weekday: fc.integer({ min: 1, max: 7 }), weekStartsOn: fc.constantFrom('sunday', 'monday'),
  startTime: fc.constantFrom(null, '00:00', '01:30', '02:30', '18:00', '23:00'), minutes: fc.constantFrom(30, 120, 1500), until: fc.boolean(), place: fc.integer({ min: 0, max: 13 }),
}), { maxLength: 3 })

describe('Availability against a count of every minute', () => {
  it('SLM-1: agreed time and downtime are the same, over changes of the clock, leap days, holidays and windows', () => {
    const cases = fc.record({
      timeZone: fc.constantFrom(NEW_YORK, 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Phoenix', 'UTC'), hours: fc.constantFrom(...HOURS), period: fc.constantFrom(...PERIODS), windows,
      holidays: fc.array(fc.integer({ min: 0, max: 13 }), { maxLength: 2 }), outages: fc.array(fc.record({ start: fc.integer({ min: -2000, max: 22_000 }), length: fc.integer({ min: 0, max: 4000 }), withOffset: fc.boolean() }), { maxLength: 6 }),
    })
    fc.assert(fc.property(cases, (given) => {
      const [from, to] = given.period
      const dateAt = (place: number): string => new Date(Date.parse(`${from}T00:00:00Z`) + place * 86_400_000).toISOString().slice(0, 10)
      const first = Date.parse(`${from}T00:00:00Z`) / 60_000
      const spans = given.outages.map(({ start, length }) => ({ start: first + start, end: first + start + length }))
      const rows: readonly OracleWindow[] = given.windows.map(({ until, place, ...more }) => ({ ...more, onDate: more.rule === 'once' ? dateAt(place) : null, effectiveFrom: '2003-01-01', effectiveUntil: until ? dateAt(10) : null }))
      const holidays = given.holidays.map(dateAt)
      const hours = readServiceHours(given.hours)
      if (!hours.ok) throw new Error('hours')
      const expected = countMinutes({ timeZone: given.timeZone, hours: hours.value.map((ranges) => ranges.map((each) => ({ from: each.from / 60, to: each.to / 60 }))), holidays, windows: rows, outages: spans, from, to })
      const answer = measured(
        { ...calendar(given.hours, given.timeZone, 'state'), holidays: holidays.map((date) => ({ date: isoDate(date), scope: 'state' })), windows: rows.map((each) => window({ ...each, onDate: each.onDate === null ? null : isoDate(each.onDate), effectiveFrom: isoDate(each.effectiveFrom), effectiveUntil: each.effectiveUntil === null ? null : isoDate(each.effectiveUntil) })) },
        spans.map(({ start, end }, index) => outage(recordText(given.timeZone, start, given.outages[index]?.withOffset ?? false), recordText(given.timeZone, end, given.outages[index]?.withOffset ?? false))), { from, to },
      )
      expect({ agreedMinutes: answer.agreedSeconds / 60, downMinutes: answer.downtimeSeconds / 60 }).toEqual(expected)
    }), { numRuns: 60 })
  }, 60_000)
})
