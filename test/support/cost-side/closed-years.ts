/** Actual and forecast years: a few lines a service, revenue, balances, and what is carried forward out of them (RECOV). */
import { Decimal } from 'decimal.js'

import { carryForwardIn } from '../../../src-shared/domain/recovery/carry-forward.ts'
import { fiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { SampleTables } from '../../../src-main/core/sample-model.ts'
import { targets } from './published.ts'
import { SERVICES, type ServicePlan } from './service-facts.ts'
import { CAPITAL } from './staff-facts.ts'
import { add, rowsOf, type Lines } from './tables.ts'
import { monthsOf } from './totals.ts'

type Closed = { readonly version: string; readonly year: number; readonly scale: number; readonly place: number; /** Whose closing balance it opens with; empty: made up. */ readonly after: string }

const CLOSED: readonly Closed[] = [
  { version: 'FY2002/actual', year: 2002, scale: 0.925, place: 0, after: '' },
  { version: 'FY2003/forecast', year: 2003, scale: 0.955, place: 1, after: 'FY2002/actual' },
  { version: 'FY2003/actual', year: 2003, scale: 0.96, place: 2, after: 'FY2002/actual' },
  { version: 'FY2004/forecast', year: 2004, scale: 1.01, place: 3, after: 'FY2003/actual' },
]
/** Users that are billed below the full rate, or not at all (RECOV-2): part of revenue, in per cent. */
const IMPUTED: Readonly<Record<string, number>> = { 'MF-CPU': 1.5, 'NW-PORT': 0.8, 'DL-HR': 2, 'MR-WIN': 1.1 }
/** One service helps out another, so that the check of cross-subsidies has something to find. */
const TRANSFERS: Readonly<Record<string, number>> = { 'FY2003/actual|NW-SNA': -30000, 'FY2003/actual|MR-OSS': 30000 }
const UNALLOWABLE: Readonly<Record<string, readonly [description: string, amount: number]>> = {
  'FY2003/actual|MM-MBX': ['Interest on late payments', 4310], 'FY2004/forecast|MM-MBX': ['Interest on late payments', 2900], 'FY2003/actual|NW-FR': ['Fine of a carrier', 7500],
}
const SETTLED_OTHERWISE: Readonly<Record<string, string>> = { 'SP-MITC': 'central-cost' }
const YEARS_SPREAD: Readonly<Record<string, number>> = { '2002|MR-OSS': 2, '2003|MR-AIX': 2, '2003|NW-SNA': 2 }
const TOLERANCE = 0.05
const INTEREST = 0.015

type Random = (from: number, to: number) => number
export type Closings = Map<string, Decimal>

/** Part of the cost that is staff, and part that is overhead; the rest is bought. */
function mixOf(service: ServicePlan): { readonly staff: number; readonly overhead: number } {
  if (service.service === 'ML-MTR' || service.service === 'SP-ONE') return { staff: 0.03, overhead: 0.03 }
  if (service.service === 'SP-MITC' || service.service === 'SW-DED') return { staff: 0, overhead: 0.12 }
  return { staff: 0.17, overhead: 0.16 }
}

function hundreds(amount: number): number {
  return Math.round(amount / 100) * 100
}

function depreciationOf(owner: string, year: number): Decimal {
  const months = monthsOf(fiscalYear(year)).map((each) => each.first)
  return CAPITAL.filter((item) => item.owner === owner && new Decimal(item.price).gte(5000)).reduce((sum, item) => sum.plus(new Decimal(item.price).div(item.months).times(months.filter((month) => month >= `${item.from.slice(0, 8)}01`).length)), new Decimal(0))
}

/** Writes the lines of one service's year and returns their sums. */
function costs(lines: Lines, given: { readonly closed: Closed; readonly service: ServicePlan; readonly total: number }): { readonly all: Decimal; readonly allowable: Decimal } {
  const { closed, service, total } = given
  let [all, allowable] = [new Decimal(0), new Decimal(0)]
  const line = (cells: Readonly<Record<string, string>>, amount: Decimal): void => {
    if (amount.lte(0)) return
    add(lines, 'cost-lines', { version: closed.version, service: service.service, amount: amount.toFixed(), fund: service.fund, allowable: 'allowable', cash: 'cash', recurrence: 'recurring', ...cells })
    all = all.plus(amount)
    if (cells['allowable'] !== 'unallowable') allowable = allowable.plus(amount)
  }
  const { staff, overhead } = mixOf(service)
  const salaries = hundreds(total * staff * 0.77)
  line({ section: 'personnel', objectCode: 'AA', description: 'Salaries', fte: (salaries / 57000).toFixed(1) }, new Decimal(salaries))
  line({ section: 'personnel', objectCode: 'DD', description: 'Fringe benefits' }, new Decimal(hundreds(total * staff * 0.23)))
  const depreciation = depreciationOf(service.service, closed.year)
  const bought = Math.max(0, total * (1 - staff - overhead) - depreciation.toNumber())
  const weights = service.bought.reduce((sum, each) => sum + each[2], 0)
  for (const [objectCode, description, weight] of service.bought) {
    line({ section: objectCode === 'HH' || objectCode === 'U05' ? 'personnel' : 'other', objectCode, description }, new Decimal(hundreds((bought * weight) / weights)))
  }
  line({ section: 'other', description: 'Depreciation', cash: 'non-cash' }, depreciation)
  const [description = '', unallowable = 0] = UNALLOWABLE[`${closed.version}|${service.service}`] ?? []
  line({ section: 'other', description, allowable: 'unallowable', recurrence: 'one-time' }, new Decimal(unallowable))
  line({ section: 'not-specific', description: 'Allocated overhead' }, new Decimal(hundreds(total * overhead)))
  return { all, allowable }
}

/** What earlier years hand to a year's rates. */
function carriedInto(parts: { readonly given: SampleTables; readonly lines: Lines }, service: string, year: number): Decimal {
  return rowsOf(parts.given, parts.lines).carryForward.filter((row) => row.serviceId === service.toLowerCase()).reduce((sum, row) => sum.plus(carryForwardIn(row, fiscalYear(year))), new Decimal(0))
}

function carryOn(lines: Lines, given: { readonly service: string; readonly year: number; readonly difference: Decimal }): void {
  const { service, year, difference } = given
  const settledBy = SETTLED_OTHERWISE[service] ?? 'future-rates'
  const note = settledBy === 'central-cost' ? 'The rate is held by policy, so other money of the division pays it.' : difference.isPositive() ? 'Over-recovered, so it is taken off.' : 'Under-recovered, so it is added.'
  add(lines, 'cost-carry-forwards', {
    service, closedYear: `FY${year}`, amount: difference.negated().toFixed(), settledBy, firstYear: `FY${year + 2}`, years: String(YEARS_SPREAD[`${year}|${service}`] ?? 1), expiresAfter: `FY${year + 4}`, note,
  })
}

/** One account's year: revenue and balance; returns the closing balance. */
export function account(lines: Lines, year: { readonly version: string; readonly service: ServicePlan; readonly billed: Decimal; readonly imputed: Decimal; readonly opening: Decimal; readonly allowable: Decimal }): Decimal {
  const { version, service, billed, imputed, opening, allowable } = year
  const account = { version, service: service.service, fund: service.fund }
  const interest = Decimal.max(0, opening.times(INTEREST).toDecimalPlaces(2))
  const transfers = new Decimal(TRANSFERS[`${version}|${service.service}`] ?? 0)
  add(lines, 'cost-revenue', { ...account, billed: billed.toFixed(), imputed: imputed.toFixed(), federallyFunded: billed.times(service.federal).div(100).toDecimalPlaces(2).toFixed() })
  add(lines, 'cost-balances', { ...account, opening: opening.toFixed(), interest: interest.toFixed(), transfers: transfers.toFixed() })
  return opening.plus(billed).plus(imputed).plus(interest).plus(transfers).minus(allowable)
}

/** All years that are no plan, in order; returns the closing balances by `<version>|<service>`. */
export function closedYears(given: SampleTables, lines: Lines, random: Random): Closings {
  const closings: Closings = new Map()
  add(lines, 'cost-carry-forwards', { service: 'ML-INS', closedYear: 'FY2001', amount: '-45000', settledBy: 'future-rates', firstYear: 'FY2003', years: '3', expiresAfter: 'FY2004', note: 'Spread over three years, but it may be used for two: the third part expires.' })
  const byService = targets(given)
  for (const closed of CLOSED) {
    for (const service of SERVICES) {
      const ratio = service.recovered[closed.place] ?? 0
      if (ratio === 0) continue
      const target = byService.get(service.service)?.toNumber() ?? 0
      const { all, allowable } = costs(lines, { closed, service, total: target * closed.scale * random(0.99, 1.01) })
      const due = all.plus(carriedInto({ given, lines }, service.service, closed.year))
      const revenue = due.times(ratio).toDecimalPlaces(0)
      const imputed = revenue.times(IMPUTED[service.service] ?? 0).div(100).toDecimalPlaces(0)
      const opening = closings.get(`${closed.after}|${service.service}`) ?? new Decimal(hundreds(closed.after === '' ? target * (service.service === 'NW-SNA' ? 0.09 : random(-0.01, 0.04)) : 0))
      closings.set(`${closed.version}|${service.service}`, account(lines, { version: closed.version, service, billed: revenue.minus(imputed), imputed, opening, allowable }))
      const difference = revenue.minus(due)
      if (closed.version.endsWith('/actual') && difference.abs().gt(due.times(TOLERANCE))) carryOn(lines, { service: service.service, year: closed.year, difference })
    }
  }
  return closings
}
