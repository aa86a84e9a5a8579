import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { readRuleSampleTables } from '../../src-main/workbook/rule-samples.ts'
import { compareRatios } from '../../src-shared/domain/costs/ratio.ts'
import { decimal } from '../../src-shared/domain/decimal.ts'
import { isIsoDate, isoDate, type IsoDate } from '../../src-shared/domain/fiscal-year.ts'
import { readRatingRules } from '../../src-shared/domain/usage/check-rating-rules.ts'
import { cpuUnits, ioUnits, measuredCpuHours, type CpuTime, type Work } from '../../src-shared/domain/usage/computer-units.ts'
import { holdsOn, readPeriods } from '../../src-shared/domain/usage/effective-period.ts'
import { dayNumber, readLocalTime, secondsBetween, weekday } from '../../src-shared/domain/usage/local-time.ts'
import { primeOrNot } from '../../src-shared/domain/usage/prime-time.ts'
import { exactQuantity, monthlyQuantity } from '../../src-shared/domain/usage/rated-quantity.ts'
import { RATING_PARAMETERS } from '../../src-shared/domain/usage/rating-parameters.ts'
import type { PerformanceFactor } from '../../src-shared/domain/usage/rating-rules.ts'
import { at, factor, got, quantityOf, RULES, SAMPLES, units, withParameter } from '../support/sample-rules.ts'

const BATCH: Work = { day: isoDate('2003-10-14'), applicationClass: 'Batch', terminalRegion: false }

function minutes(amount: string | number, system = 'ASYS'): CpuTime {
  return { amount: units(amount), unit: 'minutes', system }
}

function dateOf(number: number): IsoDate {
  return isoDate(new Date(number * 86_400_000).toISOString().slice(0, 10))
}

const anyDay = fc.integer({ min: dayNumber(isoDate('1988-07-01')), max: dayNumber(isoDate('2010-12-31')) }).map(dateOf)

function cpuQuantity(amount: string, unit: CpuTime['unit']): string {
  return quantityOf(cpuUnits(RULES, { cpu: { amount: units(amount), unit, system: 'bsys' }, work: BATCH }))
}

function factorOn(system: string, day: string): string | undefined {
  return RULES.performanceFactors.find((each) => each.system === system && holdsOn(each, isoDate(day)))?.factor
}

function printed(effectiveFrom: string, effectiveUntil: string | null, id: string): PerformanceFactor {
  return { id, system: 'ASYS', model: id, effectiveFrom: isoDate(effectiveFrom), effectiveUntil: effectiveUntil === null ? null : isoDate(effectiveUntil), factor: factor(1), note: '', source: '' }
}

function read(...rows: readonly PerformanceFactor[]) {
  return readPeriods(rows, { keyOf: ({ system }) => system, what: 'The performance factor' })
}

function period(text: string, rules = RULES): string {
  return got(primeOrNot(rules, at(text))).period
}

function nth(month: string, weekdayNumber: number, count: number): string {
  const days = Array.from({ length: 31 }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`).filter(isIsoDate).filter((day) => weekday(day) === weekdayNumber)
  return days.at(count > 0 ? count - 1 : count) ?? ''
}

function kept(day: string): string {
  return (isIsoDate(day) && weekday(day) === 7 ? dateOf(dayNumber(day) + 1) : day)
}

describe('BILL-2 CPU and I/O units', () => {
  test('the worked job: 0.3 CPU minutes are 0.04163 CPU units, 20,000 I/Os are 21 I/O units', () => {
    expect(quantityOf(measuredCpuHours(RULES, { cpu: minutes('0.3'), work: BATCH }))).toBe('0.005')
    expect(quantityOf(cpuUnits(RULES, { cpu: minutes('0.3'), work: BATCH }))).toBe('0.04163')
    expect(quantityOf(ioUnits(RULES, { ios: units(20_000), work: BATCH }))).toBe('21')
  })

  test('hours, minutes and seconds of the same time are the same units', () => {
    expect([cpuQuantity('0.05', 'hours'), cpuQuantity('3', 'minutes'), cpuQuantity('180', 'seconds')]).toEqual(['0.416304', '0.416304', '0.416304'])
  })

  test('on-line work is converted to what SMF would report first: C_a = C_m x F_c x F_t x F_p x F_a', () => {
    const work: Work = { ...BATCH, applicationClass: 'CICS', terminalRegion: true }
    const given = { cpu: { amount: units('1'), unit: 'hours', system: 'ASYS' }, work } as const
    expect(quantityOf(measuredCpuHours(RULES, given))).toBe(decimal(factor('1.34')).times('1.07').toFixed())
    expect(quantityOf(cpuUnits(RULES, given))).toBe(decimal(factor('1.34')).times('1.07').times('7.4340').times('1.16').toDecimalPlaces(6).toFixed())
    expect(quantityOf(ioUnits(RULES, { ios: units(1_000_000), work }))).toBe(decimal(factor('1000')).times('1.22').times('1.03').times('1.08').toFixed())
    expect([got(ioUnits(RULES, { ios: units(1), work })), got(ioUnits(RULES, { ios: units(1), work: BATCH }))].map((rated) => rated.facts.formula)).toEqual(['I/Os x F_c x F_t / I/Os of a unit x F_a, rounded half up to 6 places', 'I/Os / I/Os of a unit x F_a, rounded half up to 6 places'])
    // Without a terminal region F_t is 1.
    expect(quantityOf(measuredCpuHours(RULES, { cpu: minutes('60'), work: { ...work, terminalRegion: false } }))).toBe('1.34')
  })

  test('a system, a class or a date without factors is refused, and what there is, is named', () => {
    const unknown = cpuUnits(RULES, { cpu: minutes('1', 'ZSYS'), work: BATCH })
    expect(unknown).toMatchObject({ ok: false, failure: [{ code: 'rule-missing', remedy: 'For that day there are: ASYS, BSYS, RSYS.' }] })
    const work = { ...BATCH, applicationClass: 'VSAM' }
    expect(ioUnits(RULES, { ios: units(1), work })).toMatchObject({ ok: false, failure: [{ code: 'rule-missing' }, { code: 'rule-missing' }] })
    expect(cpuUnits(RULES, { cpu: minutes('1'), work: { ...BATCH, terminalRegion: true } })).toMatchObject({ ok: false, failure: [{ code: 'wrong-shape' }] })
  })

  test('more is never less, and never no number', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 17n }).map((micro) => decimal(units(micro.toString())).div(1_000_000))
    fc.assert(fc.property(amount, amount, fc.constantFrom('Batch', 'TSO', 'CICS', 'IMS', 'IDMS', 'ADABAS', 'COM-LETE'), (one, other, applicationClass) => {
      const exact = [one, other].map((each) => exactQuantity(got(cpuUnits(RULES, { cpu: minutes(each.toFixed()), work: { ...BATCH, applicationClass } })).products))
      const [first = exactQuantity([]), second = exactQuantity([])] = exact
      expect(Number(compareRatios(first, second))).toBe(Math.sign(one.comparedTo(other)))
      expect(quantityOf(ioUnits(RULES, { ios: units(one.toFixed()), work: { ...BATCH, applicationClass } }))).toMatch(/^\d+(\.\d{1,6})?$/)
    }), { numRuns: 60 })
  })
})

describe('NUM-7 the month', () => {
  test('is summed before it is rounded: three jobs of a third of a unit are one unit', () => {
    const rules = { ...withParameter('ios-per-unit', 3), adjustmentFactors: RULES.adjustmentFactors.map((each) => ({ ...each, factor: factor(1) })) }
    const third = got(ioUnits(rules, { ios: units(1), work: BATCH }))
    expect(third.quantity).toBe('0.333333')
    expect(quantityOf(monthlyQuantity([third, third, third]))).toBe('1')
  })

  test('differs from the sum of its rounded jobs by at most half a millionth a job, and refuses what cannot be added', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 20 }), (seconds) => {
      const jobs = seconds.map((each) => got(cpuUnits(RULES, { cpu: { amount: units(each), unit: 'seconds', system: 'RSYS' }, work: BATCH })))
      const month = decimal(units(quantityOf(monthlyQuantity(jobs))))
      const rounded = jobs.reduce((sum, each) => sum.plus(decimal(each.quantity)), decimal(units(0)))
      expect(month.minus(rounded).abs().lte(decimal(units('0.0000005')).times(jobs.length + 1))).toBe(true)
    }), { numRuns: 40 })
    const io = got(ioUnits(RULES, { ios: units(1), work: BATCH }))
    const cpu = got(cpuUnits(RULES, { cpu: minutes('1'), work: BATCH }))
    expect(monthlyQuantity([io, cpu])).toMatchObject({ ok: false, failure: [{ code: 'unit-differs' }] })
    expect(monthlyQuantity([])).toMatchObject({ ok: false, failure: [{ code: 'rule-missing' }] })
  })
})

describe('BILL-2 the table of performance factors', () => {
  test('ASYS and BSYS have exactly one factor on every day since 1988-07-01; the later row holds on 2003-01-01', () => {
    fc.assert(fc.property(anyDay, fc.constantFrom('ASYS', 'BSYS'), (day, system) => {
      expect(RULES.performanceFactors.filter((each) => each.system === system && holdsOn(each, day))).toHaveLength(1)
    }))
    expect([factorOn('ASYS', '2002-12-31'), factorOn('BSYS', '2003-01-01'), factorOn('RSYS', '2003-01-01'), factorOn('MSYS', '1999-06-30'), factorOn('MSYS', '1999-07-01'), factorOn('BSYS', '1994-06-01')]).toEqual(['2.3107', '7.434', '3.6355', '2.775', undefined, '0.7729'])
  })

  test('holds the twenty printed rows of Note 1, each factor with its four places', () => {
    // Summed from the printed column by itself; a row of A/BSYS is one of ASYS and one of BSYS.
    const printedRows = new Map(RULES.performanceFactors.map((each) => [each.source, each]))
    const sum = [...printedRows.values()].reduce((total, each) => total.plus(decimal(each.factor)), decimal(factor(0)))
    expect([RULES.performanceFactors.length, printedRows.size, sum.toFixed()]).toEqual([24, 20, '38.8741'])
  })

  test('units and rules of the parameters are those that the file names', () => {
    const lines = readRuleSampleTables(SAMPLES)['rating-parameters']
    expect(lines.map((line) => [line['name'], line['unit'], line['rule']])).toEqual(Object.entries(RATING_PARAMETERS).map(([name, { unit, ruleId }]) => [name, unit, ruleId]))
  })

  test('the sample\'s rules stand without a finding, and each row has its source', () => {
    expect(readRatingRules(RULES).issues).toEqual([])
    expect(readRatingRules(RULES).rules).toEqual(RULES)
    const rows = [...RULES.performanceFactors, ...RULES.adjustmentFactors, ...RULES.holidays, ...RULES.parameters, ...RULES.printClasses, ...RULES.mailboxClasses, ...RULES.complexityFactors, ...RULES.binSizes, ...RULES.ratedMeasures, ...RULES.applicationClasses]
    expect(rows.filter(({ source }) => source === '')).toEqual([])
  })

  test('one shared day is cut, and said; a longer overlap and a period out of order are refused', () => {
    // As printed: to 1/01/03 and from 1/01/03.
    const { rows, issues } = read(printed('2001-10-01', '2003-01-02', 'R75'), printed('2003-01-01', null, 'X47'))
    expect(rows.map(({ effectiveUntil }) => effectiveUntil)).toEqual(['2003-01-01', null])
    expect(rows[0]?.note).toBe('Cut at 2003-01-01, where the later row begins.')
    expect(issues).toMatchObject([{ code: 'overlapping-dates', severity: 'note' }])
    expect(read(printed('2001-10-01', '2003-01-03', 'R75'), printed('2003-01-01', null, 'X47')).issues).toMatchObject([{ code: 'overlapping-dates', severity: 'error' }])
    expect(read(printed('2001-10-01', null, 'R75'), printed('2003-01-01', null, 'X47')).issues).toMatchObject([{ code: 'overlapping-dates', severity: 'error' }])
    // Inside a longer one, with another in between.
    expect(read(printed('2000-01-01', '2005-01-01', 'long'), printed('2001-01-01', '2001-02-01', 'a'), printed('2002-01-01', '2002-02-01', 'b')).issues).toHaveLength(2)
    // Two rows of the one day that they share with an earlier one.
    expect(read(printed('2003-01-01', '2003-01-11', 'first'), printed('2003-01-10', '2003-01-11', 'second'), printed('2003-01-10', '2003-01-11', 'third')).issues.map(({ severity }) => severity)).toEqual(['note', 'error'])
    expect(read(printed('2003-01-01', '2003-01-01', 'none')).issues).toMatchObject([{ code: 'dates-out-of-order' }])
  })

  test('what is read without an error has on no day two rows', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.option(fc.integer({ min: 1, max: 20 }))).map(([from, days]) => ({ from: dateOf(12_000 + from), until: days === null ? null : dateOf(12_000 + from + days) }))
    fc.assert(fc.property(fc.array(span, { maxLength: 4 }), (spans) => {
      const { rows, issues } = read(...spans.map(({ from, until }, index) => printed(from, until, String(index))))
      const doubled = Array.from({ length: 70 }, (_, index) => dateOf(11_995 + index)).filter((day) => rows.filter((row) => holdsOn(row, day)).length > 1)
      expect(doubled.length > 0).toBe(issues.some(({ severity }) => severity === 'error'))
    }), { numRuns: 500 })
  })

  test('figures that are not above zero, rows that stand twice and factors of an unknown class are found', () => {
    const [first] = RULES.performanceFactors
    const [holiday] = RULES.holidays
    const found = readRatingRules({ ...RULES, performanceFactors: first === undefined ? [] : [{ ...first, factor: factor(0) }], holidays: holiday === undefined ? [] : [holiday, holiday], applicationClasses: RULES.applicationClasses.slice(1) }).issues
    expect(found.map(({ code }) => code)).toEqual(['number-out-of-range', 'duplicate-code', 'unknown-reference'])
  })
})

describe('BILL-3 prime and non-prime', () => {

  test('Monday to Friday from 08:00 to before 17:00; the start decides', () => {
    // 2003-10-14 is a Tuesday.
    expect(['2003-10-14T07:59:59', '2003-10-14T08:00', '2003-10-14T16:59', '2003-10-14T16:59:59', '2003-10-14T17:00', '2003-10-18T10:00', '2003-10-19T10:00'].map((each) => period(each)))
      .toEqual(['non-prime', 'prime', 'prime', 'prime', 'non-prime', 'non-prime', 'non-prime'])
    expect(period('2003-10-13T16:59')).toBe('non-prime')
    expect(got(primeOrNot(RULES, at('2003-10-13T16:59'))).why).toBe('Monday 2003-10-13 16:59: Columbus Day, a holiday')
  })

  test('Sunday\'s holiday is kept on Monday, Saturday\'s on no other day; days of Suffolk County count when the switch says so', () => {
    expect(period('2004-07-05T10:00')).toBe('non-prime')
    expect([period('2004-12-24T10:00'), period('2004-12-27T10:00')]).toEqual(['prime', 'prime'])
    expect([period('2004-03-17T10:00'), period('2004-03-17T10:00', withParameter('county-holidays', 1))]).toEqual(['prime', 'non-prime'])
  })

  test('hours may have fractions, and a year without holidays is said', () => {
    expect([period('2003-10-14T08:29', withParameter('prime-from-hour', '8.5')), period('2003-10-14T08:30', withParameter('prime-from-hour', '8.5'))]).toEqual(['non-prime', 'prime'])
    expect(got(primeOrNot(RULES, at('2009-10-14T10:00'))).notes).toEqual(['The rules have no holidays of 2009: every weekday of it counts as a working day.'])
  })

  test('every second of a day is one or the other: prime for nine hours of a working day, never at another time', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: 0, max: 86_399 }), (day, secondOfDay) => {
      const isWorking = new Date(`${day}T00:00:00Z`).getUTCDay() % 6 !== 0 && !RULES.holidays.some(({ date, scope }) => date === day && scope === 'state')
      expect(got(primeOrNot(RULES, { day, secondOfDay })).period).toBe(isWorking && secondOfDay >= 8 * 3600 && secondOfDay < 17 * 3600 ? 'prime' : 'non-prime')
    }))
  })

  test('the sample\'s holidays are those of the statute, 2002 to 2006', () => {
    const expected = [2002, 2003, 2004, 2005, 2006].flatMap((year) => [
      kept(`${year}-01-01`), nth(`${year}-01`, 1, 3), nth(`${year}-02`, 1, 3), kept(`${year}-03-17`), nth(`${year}-04`, 1, 3), nth(`${year}-05`, 1, -1), kept(`${year}-06-17`), kept(`${year}-07-04`),
      nth(`${year}-09`, 1, 1), nth(`${year}-10`, 1, 2), kept(`${year}-11-11`), nth(`${year}-11`, 4, 4), kept(`${year}-12-25`),
    ])
    expect(RULES.holidays.map(({ date }) => date)).toEqual(expected.toSorted())
    expect(RULES.holidays.filter(({ scope }) => scope === 'county').map(({ name }) => name)).toHaveLength(10)
  })
})

describe('local time', () => {
  test('days and weekdays are those of the calendar', () => {
    fc.assert(fc.property(fc.integer({ min: -25_000, max: 84_000 }), (number) => {
      const day = dateOf(number)
      expect(dayNumber(day)).toBe(number)
      expect(weekday(day) % 7).toBe(new Date(`${day}T00:00:00Z`).getUTCDay())
    }))
    expect(secondsBetween(at('2003-12-31T23:59'), at('2004-01-01T00:01'))).toBe(120)
  })

  test.each(['2003-10-14', '2003-10-14T24:00', '2003-02-29T10:00', '2003-10-14T10:00Z', '2003-10-14T10:00+02:00', '2003-10-14T1:00', 'now', ''])('%s is no local time', (text) => {
    expect(readLocalTime(text)).toMatchObject({ ok: false, failure: { code: 'not-an-instant' } })
  })
})
