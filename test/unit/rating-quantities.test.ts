import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { instalments, monthsLeft } from '../../src-shared/domain/billing/instalments.ts'
import { SHARING_BASES, shareCharge, type Sharer } from '../../src-shared/domain/billing/shared-charge.ts'
import { megabytesUntilTapeIsCheaper, monthsUntilPrintingIsCheaper } from '../../src-shared/domain/billing/ways-to-buy.ts'
import { cents } from '../../src-shared/domain/cents.ts'
import { decimal } from '../../src-shared/domain/decimal.ts'
import { fiscalYear, isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { connectMinutes } from '../../src-shared/domain/usage/connect-minutes.ts'
import { yearlyChecks } from '../../src-shared/domain/usage/counted-quantity.ts'
import { complexityFactor, complexityProduct, mailRoomUnits } from '../../src-shared/domain/usage/mail-room.ts'
import { mailboxClassOf, mailboxMonths, type MailboxGroup } from '../../src-shared/domain/usage/mailboxes.ts'
import { pageCount, printClassOn, type PageCount } from '../../src-shared/domain/usage/page-count.ts'
import type { PrintForm } from '../../src-shared/domain/usage/rating-rules.ts'
import { archiveGigabyteDays, diskTrackDays, reportPageDays, tapeGigabyteDays } from '../../src-shared/domain/usage/storage-units.ts'
import { at, explained, got, quantityOf, rate, RULES, units, usd, withParameter } from '../support/sample-rules.ts'

const DAY = isoDate('2003-10-14')

function counted(form: PrintForm, pages: number | string, lines: number | string | null, sysoutClass?: string, rules = RULES): PageCount {
  const printClass = sysoutClass === undefined ? null : got(printClassOn(rules, { sysoutClass, day: DAY }))
  const count = got(pageCount(rules, { day: DAY, form, pages: units(pages), lines: lines === null ? null : units(lines), printClass }))
  expect(explained(count.rated.explanation)).toBe(count.rated.quantity)
  return count
}

function tape(gigabytes: string, days: string, stacked = false): string {
  return quantityOf(tapeGigabyteDays(RULES, { gigabytes: units(gigabytes), days: units(days), stacked, day: DAY }))
}

function disk(space: Parameters<typeof diskTrackDays>[1]['space'], days: number | string): string {
  return quantityOf(diskTrackDays(RULES, { space, days: units(days), day: DAY }))
}

function minutes(to: string, last: string | null): string {
  return quantityOf(connectMinutes(RULES, { from: at('2003-10-14T09:00'), to: at(to), lastActivityAt: last === null ? null : at(last) }))
}

function group(megabytes: number | string, count: number, since: string | null = null): MailboxGroup {
  return { megabytes: units(megabytes), count: units(count), since: since === null ? null : isoDate(since) }
}

function mailboxesByRate(groups: readonly MailboxGroup[], rules = RULES): Readonly<Record<string, string>> {
  return Object.fromEntries(got(mailboxMonths(rules, { month: '2003-10', groups })).map(({ mailboxClass, rated }) => [mailboxClass.rateCode, quantityOf({ ok: true, value: rated })]))
}

function sharer(customer: string, usage: number | null, cost = '0'): Sharer {
  return { customer, usage: usage === null ? null : units(usage), cost: usd(cost) }
}

function shared(amount: string, sharers: readonly Sharer[]): readonly string[] {
  const charge = got(shareCharge({ amount: usd(amount), sharers }))
  return [charge.basis, ...charge.parts.map((part) => String(explained(part.explanation)))]
}

function codes(sharers: readonly Sharer[]): readonly string[] {
  const result = shareCharge({ amount: usd('100'), sharers })
  return result.ok ? [] : result.failure.map(({ code }) => code)
}

function monthsStored(printRate: string): string | null {
  return explained(got(monthsUntilPrintingIsCheaper(RULES, { printRate: rate(printRate), storageRate: rate('0.0196'), day: DAY })))
}

describe('BILL-4 pages', () => {
  test('3,600 lines: 5 pages are 90 standard or 144 special; 900 special pages are 240', () => {
    expect([counted('standard', 5, 3600), counted('special', 5, 3600), counted('special', 900, 3600)].map(({ pages, adjustment, rated }) => [pages, adjustment, rated.quantity]))
      .toEqual([['90', 'many-lines', '0.09'], ['144', 'many-lines', '0.144'], ['240', 'few-lines', '0.24']])
  })

  test('the limits themselves are not adjusted, one line beyond is; standard pages have no lower limit', () => {
    expect([counted('standard', 10, 600).pages, counted('standard', 10, 601).pages]).toEqual(['10', '16'])
    expect([counted('special', 10, 350).pages, counted('special', 10, 351).pages]).toEqual(['10', '15'])
    expect([counted('special', 10, 150).pages, counted('special', 10, 149).pages]).toEqual(['10', '10'])
    expect([counted('special', 10, 350), counted('special', 10, 150), counted('special', 10, 149)].map(({ adjustment }) => adjustment)).toEqual(['none', 'none', 'few-lines'])
    expect([counted('special', 10, 135).pages, counted('standard', 10, 1).pages]).toEqual(['9', '10'])
  })

  test('page images become physical pages first: two-sided, four on a page, and a started page counts whole', () => {
    expect([counted('special', 1000, null, 'D').pages, counted('special', 1000, null, 'Q').pages, counted('special', 5, null, 'Q').pages]).toEqual(['500', '250', '2'])
    // 40 lines on each of two sides are 80 on the physical page.
    expect(counted('special', 1000, 40_000, 'D')).toMatchObject({ pages: '1600', adjustment: 'many-lines' })
    expect(counted('special', 1000, 30_000, 'D', withParameter('limits-per-physical-page', 0))).toMatchObject({ pages: '500', adjustment: 'none' })
    expect(counted('special', 1000, 40_000, 'D', withParameter('limits-per-physical-page', 0))).toMatchObject({ pages: '800', adjustment: 'many-lines' })
  })

  test('output without lines stands as reported, and says so; lines without a page are recomputed', () => {
    expect(counted('special', 12, 0)).toMatchObject({ pages: '12', adjustment: 'none', rated: { notes: ['No lines were reported: the page count is not adjusted.'] } })
    expect(counted('standard', 0, 81)).toMatchObject({ pages: '3', adjustment: 'many-lines' })
    expect(counted('standard', 0, 0).pages).toBe('0')
  })

  test('are whole, between lines / 25 and lines / 15 or as reported, and more lines are never fewer pages', () => {
    const size = fc.integer({ min: 1, max: 1_000_000 })
    fc.assert(fc.property(fc.constantFrom<PrintForm>('standard', 'special'), size, size, fc.integer({ min: 0, max: 5000 }), (form, pages, lines, more) => {
      const count = counted(form, pages, lines)
      const [least, most] = form === 'special' ? [25, 15] : [40, Infinity]
      expect(count.pages).toMatch(/^\d+$/)
      expect(Number(count.pages)).toBeGreaterThanOrEqual(Math.min(pages, Math.ceil(lines / most)))
      expect(Number(count.pages)).toBeLessThanOrEqual(Math.max(pages, Math.ceil(lines / least)))
      expect(Number(counted(form, pages, lines + more).pages)).toBeGreaterThanOrEqual(Number(count.pages))
    }))
  })
})

describe('BILL-5 storage', () => {

  test('a tape file counts at least 0.2 GB unless it is stacked; a fraction of a day is a day', () => {
    expect([tape('0.05', '30'), tape('0.05', '30', true), tape('0.2', '30'), tape('1.5', '2.01'), tape('0', '1')]).toEqual(['6', '1.5', '6', '4.5', '0.2'])
  })

  test('the least month is 0.26 at 0.044 and 0.28 at 0.046; the printed 0.27 is neither', () => {
    expect(['0.044', '0.046'].map((each) => decimal(rate(each)).times(tape('0.01', '30')).toDecimalPlaces(2).toFixed())).toEqual(['0.26', '0.28'])
  })

  test('archive and report storage', () => {
    expect(quantityOf(archiveGigabyteDays({ gigabytes: units('0.02'), days: units('29.5') }))).toBe('0.6')
    expect(quantityOf(reportPageDays(RULES, { pages: units(5000), days: units(30), day: DAY }))).toBe('150')
    expect(quantityOf(reportPageDays(RULES, { pages: units(1), days: units('0.001'), day: DAY }))).toBe('0.001')
  })

  test('tracks of a 3390 count 56,664 / 47,476; 1,000 of them for a day are 0.186 at 0.156, and a gigabyte is 3.29, not 3.16', () => {
    const byDay = disk({ kind: 'tracks', device: '3390', tracks: units(1000) }, 1)
    const gigabyte = disk({ kind: 'gigabytes', gigabytes: units(1) }, 1)
    expect([disk({ kind: 'tracks', device: '3380', tracks: units(1500) }, '2.5'), byDay, disk({ kind: 'tracks', device: '3390', tracks: units(1000) }, 30), gigabyte]).toEqual(['3.75', '1.193529', '35.805881', '21.063274'])
    expect([decimal(rate('0.156')).times(byDay).toDecimalPlaces(3).toFixed(), decimal(rate('0.156')).times(gigabyte).toDecimalPlaces(2).toFixed()]).toEqual(['0.186', '3.29'])
  })

  test('more is never less', () => {
    const size = fc.integer({ min: 0, max: 5_000_000 }).map((each) => decimal(units(each)).div(1000).toFixed())
    fc.assert(fc.property(size, size, size, fc.boolean(), (gigabytes, days, more, stacked) => {
      const bigger = decimal(units(gigabytes)).plus(more).toFixed()
      expect(Number(tape(bigger, days, stacked))).toBeGreaterThanOrEqual(Number(tape(gigabytes, days, stacked)))
      expect(Number(tape(gigabytes, bigger, stacked))).toBeGreaterThanOrEqual(Number(tape(gigabytes, gigabytes, stacked)))
      expect(Number(tape(gigabytes, days))).toBeGreaterThanOrEqual(Number(tape(gigabytes, days, true)))
    }), { numRuns: 60 })
  })
})

describe('connect time', () => {
  test('runs from logon to logoff, or to fifteen idle minutes after the last activity', () => {
    expect([minutes('2003-10-14T10:00', null), minutes('2003-10-14T10:00', '2003-10-14T09:20'), minutes('2003-10-14T10:00', '2003-10-14T09:45'), minutes('2003-10-14T09:00:20', null), minutes('2003-10-15T09:00', null)])
      .toEqual(['60', '35', '60', '0.333333', '1440'])
    for (const [to, last] of [['2003-10-14T08:00', null], ['2003-10-14T10:00', '2003-10-14T08:00'], ['2003-10-14T10:00', '2003-10-14T10:01']] as const) {
      expect(connectMinutes(RULES, { from: at('2003-10-14T09:00'), to: at(to), lastActivityAt: last === null ? null : at(last) })).toMatchObject({ ok: false, failure: [{ code: 'dates-out-of-order' }] })
    }
  })
})

describe('BILL-6 complexity', () => {
  test('the standard makes two pieces a minute and the job one: CF is 2', () => {
    const complexity = { kind: 'production', standardPieces: units(2), jobPieces: units(1) } as const
    expect(explained(complexityFactor(got(complexityProduct(RULES, { complexity, day: DAY }))))).toBe('2')
    expect(quantityOf(mailRoomUnits(RULES, { service: 'manual-insertion', pieces: units(1000), complexity, day: DAY }))).toBe('2000')
    expect(quantityOf(mailRoomUnits(RULES, { service: 'data-entry', pieces: units(1500), complexity: { kind: 'code', code: 'HALF-SPEED' }, day: DAY }))).toBe('3')
    // A third is not lost: three times as fast, then 900 pieces.
    expect(quantityOf(mailRoomUnits(RULES, { service: 'manual-insertion', pieces: units(900), complexity: { kind: 'production', standardPieces: units(1), jobPieces: units(3) }, day: DAY }))).toBe('300')
    expect(complexityProduct(RULES, { complexity: { ...complexity, jobPieces: units(0) }, day: DAY })).toMatchObject({ ok: false, failure: [{ code: 'number-out-of-range' }] })
    expect(complexityProduct(RULES, { complexity: { kind: 'code', code: 'ODD' }, day: DAY })).toMatchObject({ ok: false, failure: [{ code: 'rule-missing', remedy: 'There are: STANDARD, HALF-SPEED.' }] })
  })
})

describe('BILL-11 mailboxes', () => {

  test('are billed by class; the first part-month is not charged unless the switch says so', () => {
    const groups = [group(40, 10), group(40, 5, '2003-10-13'), group(80, 3, '2003-10-01'), group(149, 2, '2003-11-01')]
    expect(mailboxesByRate(groups)).toEqual({ 'MM-MBX-A': '10', 'MM-MBX-B': '3', 'MM-MBX-C': '0' })
    expect(mailboxesByRate(groups, withParameter('first-part-month-charged', 1))).toEqual({ 'MM-MBX-A': '15', 'MM-MBX-B': '3', 'MM-MBX-C': '0' })
  })

  test('the limit of class A belongs to it, as the description says; above class C there is none', () => {
    const of = (megabytes: string): string => got(mailboxClassOf(RULES, { megabytes: units(megabytes), day: DAY })).name
    expect([of('0'), of('50'), of('50.1'), of('99.9'), of('100'), of('149')]).toEqual(['A', 'A', 'B', 'B', 'C', 'C'])
    expect(mailboxClassOf(RULES, { megabytes: units(150), day: DAY })).toMatchObject({ ok: false, failure: [{ code: 'rule-missing', remedy: 'The largest is C, under 150 MB.' }] })
  })
})

test('BILL-1: a person on the payroll for the year is 26 checks, 69.94 at 2.69', () => {
  const checks = quantityOf(yearlyChecks(RULES, { people: units(1), day: DAY }))
  expect([checks, decimal(rate('2.69')).times(checks).toFixed(2)]).toEqual(['26', '69.94'])
})

describe('BILL-10 parts of a year', () => {
  const year = { fiscalYear: fiscalYear(2004), firstMonth: 7 }

  test('a rate from January covers the six months left', () => {
    expect(monthsLeft({ ...year, from: isoDate('2004-01-12') })).toEqual(['2004-01-01', '2004-02-01', '2004-03-01', '2004-04-01', '2004-05-01', '2004-06-01'])
    expect([monthsLeft({ ...year, from: isoDate('2003-01-01') }).length, monthsLeft({ ...year, from: isoDate('2004-07-01') }).length]).toEqual([12, 0])
  })

  test('approved in November, seven instalments from December to June that add up to the cent', () => {
    const parts = got(instalments({ ...year, amount: usd('1000'), approvedOn: isoDate('2003-11-18'), monthsAfter: 1 }))
    expect(parts.map(({ dueOn }) => dueOn)).toEqual(['2003-12-01', '2004-01-01', '2004-02-01', '2004-03-01', '2004-04-01', '2004-05-01', '2004-06-01'])
    expect(parts.map(({ amount, explanation }) => [amount, explained(explanation)])).toEqual(['142.86', '142.86', '142.86', '142.86', '142.86', '142.85', '142.85'].map((each) => [each, each]))
    expect(instalments({ ...year, amount: usd('1000'), approvedOn: isoDate('2004-06-01'), monthsAfter: 1 })).toMatchObject({ ok: false, failure: [{ code: 'dates-out-of-order' }] })
  })

  test('instalments of any amount and approval add up, and lie after it within the year', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 10 ** 12 }), fc.constantFrom(7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5), (amount, month) => {
      const approvedOn = isoDate(`${month > 6 ? 2003 : 2004}-${String(month).padStart(2, '0')}-15`)
      const parts = got(instalments({ ...year, amount: usd(decimal(units(amount)).div(100).toFixed()), approvedOn, monthsAfter: 1 }))
      expect(parts.reduce((sum, each) => sum + cents(each.amount), 0n)).toBe(BigInt(amount))
      expect(parts.every(({ dueOn }) => dueOn > approvedOn && dueOn <= '2004-06-01')).toBe(true)
    }))
  })
})

describe('BILL-12 dedicated and shared', () => {

  test('one customer pays all; several by usage, and by cost where the usage of one is not measured', () => {
    expect(shared('100', [sharer('XYZ', null)])).toEqual(['dedicated', '100'])
    expect(shared('100', [sharer('XYZ', 1), sharer('ABC', 2)])).toEqual(['usage', '33.33', '66.67'])
    expect(shared('100', [sharer('XYZ', 1, '30'), sharer('ABC', null, '10')])).toEqual(['cost', '75', '25'])
  })

  test('nobody, nothing to split by and negative weights are refused', () => {
    expect([codes([]), codes([sharer('A', 0), sharer('B', 0)]), codes([sharer('A', 1), sharer('B', -1)])]).toEqual([['text-missing'], ['share-without-weight'], ['negative-driver']])
  })

  test('the parts add up', () => {
    fc.assert(fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 8 }), (amount, usage) => {
      const charge = got(shareCharge({ amount: usd(decimal(units(amount)).div(100).toFixed()), sharers: usage.map((each, index) => sharer(`C${index}`, each)) }))
      expect(charge.parts.reduce((sum, part) => sum + cents(part.amount), 0n)).toBe(BigInt(amount))
      expect(SHARING_BASES).toContain(charge.basis)
    }))
  })
})

describe('BILL-13 two ways to buy', () => {
  test('report storage overtakes printing after 32.3 months (standard 48.4); archive overtakes tape at 22.3 MB', () => {
    expect([monthsStored('19.23'), monthsStored('28.85')]).toEqual(['32.3', '48.4'])
    expect(explained(got(megabytesUntilTapeIsCheaper(RULES, { tapeRate: rate('0.044'), archiveRate: rate('0.395'), day: DAY })))).toBe('22.3')
  })

  test('what costs nothing is never overtaken', () => {
    expect(monthsUntilPrintingIsCheaper(RULES, { printRate: rate('19.23'), storageRate: rate('0'), day: DAY })).toMatchObject({ ok: false, failure: [{ code: 'not-priced' }] })
    expect(megabytesUntilTapeIsCheaper(RULES, { tapeRate: rate('0.5'), archiveRate: rate('0.395'), day: DAY })).toMatchObject({ ok: false, failure: [{ code: 'not-priced' }] })
  })
})
