/**
 * Makes the made-up part of the sample's cost side (assets/samples/cost-*.csv) so that the published rates of FY2004 come out of
 * it. Run by hand from the project's folder, with this seed, and commit what it writes: `npx node test/support/cost-side/make.ts`.
 * Lines with another source than `Fictional: made for the sample` are kept as they stand.
 */
import { Decimal } from 'decimal.js'

import type { SampleTables } from '../../../src-main/core/sample-model.ts'
import { splitAmount } from '../../../src-shared/domain/split-amount.ts'
import { toText } from '../../../src-shared/domain/decimal.ts'
import { account, closedYears, type Closings } from './closed-years.ts'
import { accountsServed, addBoughtCosts, addPools, addRates, addStaff, plannedUnits, PLANS, rollBoughtCosts, type Plan } from './plan-years.ts'
import { divisorOf, placesOf, priceOf, publishedLines } from './published.ts'
import { SERVICES, TYPED_IN_2005 } from './service-facts.ts'
import { ESCALATORS } from './staff-facts.ts'
import { add, chance, rowsOf, startingTables, writeTables, type Lines } from './tables.ts'
import { totalsOf } from './totals.ts'

const SEED = 2004
const VERSIONS = ['FY2002/actual', 'FY2003/forecast', 'FY2003/actual', 'FY2004/plan', 'FY2004/forecast', 'FY2005/plan'] as const
const NOTE = 'Costs, staff, units, revenue and balances of this version are made up for the sample.'
const NOTES: Readonly<Record<string, string>> = {
  'FY2004/plan': 'The rates are the published ones; the costs were worked backwards from them, so that nearly every derived rate comes to its published rate.',
  'FY2005/plan': 'So is the whole draft of FY2005: its rates come out of the costs of FY2004, rolled forward.',
}

function addFrame(lines: Lines): void {
  add(lines, 'cost-funds', { code: 'ISF-CN', name: 'Computer and network services', note: 'Billed under E10.' })
  add(lines, 'cost-funds', { code: 'ISF-PS', name: 'Postal services', note: 'Billed under E05.' })
  for (const version of VERSIONS) {
    add(lines, 'cost-policies', {
      version, fringePercent: '24.5', fringeFlat: '1800', vacancyPercent: '3', allocationMethod: 'step-down', capitalThreshold: '5000', recoveryTolerancePercent: '5', reserveDivisor: '365/60', reserveExpense: 'allowable-only',
      roundingEffectThreshold: '2500', provenance: 'fictional', note: [NOTE, NOTES[version] ?? []].flat().join(' '),
    })
  }
  for (const [objectCode, percent, assumption] of ESCALATORS) add(lines, 'cost-escalators', { version: 'FY2005/plan', objectCode, percent, assumption })
}

/** The derived rates of FY2005 at their places, by rate. */
function ratesOf2005(given: SampleTables, lines: Lines): ReadonlyMap<string, Decimal> {
  const rows = rowsOf(given, lines)
  const { services } = totalsOf(rows, 'FY2005/plan')
  const derived = new Map<string, Decimal>()
  for (const { service, rates } of SERVICES) {
    const builds = rates.map((rate) => rows.rateBuild.find((each) => each.id === `FY2005/plan|${rate.rate.toLowerCase()}`))
    const parts = splitAmount(toText<'USD'>(services.get(service.toLowerCase()) ?? new Decimal(0)), builds.flatMap((each) => each?.costPercent ?? []))
    for (const [index, rate] of rates.entries()) {
      const divisor = divisorOf({ ...rate, units: plannedUnits(rate, 'FY2005/plan') })
      if (divisor === 0 || rate.typed !== undefined || TYPED_IN_2005[rate.rate] !== undefined) continue
      derived.set(rate.rate, new Decimal(parts[index] ?? 0).div(divisor).toDecimalPlaces(placesOf(given, rate.rate), Decimal.ROUND_HALF_UP))
    }
  }
  return derived
}

/** The draft schedule of FY2005: derived where there are units, else as it was in FY2004. */
function addDraftSchedule(given: SampleTables, lines: Lines): ReadonlyMap<string, Decimal> {
  add(lines, 'cost-schedules', { fiscalYear: 'FY2005', revision: '1', state: 'draft', effectiveFrom: '2004-07-01', note: 'Fictional: a draft that comes out of the made-up costs of FY2005.' })
  const derived = ratesOf2005(given, lines)
  for (const line of publishedLines(given)) {
    const rate = line['rate'] ?? ''
    const amount = line['customerClass'] === 'state' ? derived.get(rate)?.toFixed(placesOf(given, rate)) : undefined
    add(lines, 'cost-prices', {
      rate, fiscalYear: 'FY2005', revision: '1', customerClass: line['customerClass'] ?? '', kind: line['kind'] ?? '', amount: amount ?? line['amount'] ?? '', percent: line['percent'] ?? '', basis: line['basis'] ?? '',
      note: amount === undefined ? 'As in FY2004.' : '',
    })
  }
  add(lines, 'cost-prices', { rate: 'SQ060', fiscalYear: 'FY2005', revision: '1', customerClass: 'state', kind: 'no-units', note: 'Funded from overhead.' })
  return derived
}

/** Planned revenue: prices x planned units. */
function addPlannedRevenue(given: SampleTables, lines: Lines, year: { readonly plan: Plan; readonly after: string; readonly closings: Closings; readonly derived: ReadonlyMap<string, Decimal> }): void {
  for (const service of SERVICES) {
    const billed = service.rates.reduce((sum, rate) => sum.plus((year.derived.get(rate.rate) ?? priceOf(given, rate.rate)).times(plannedUnits(rate, year.plan))), new Decimal(0)).toDecimalPlaces(2)
    const opening = year.closings.get(`${year.after}|${service.service}`) ?? new Decimal(0)
    account(lines, { version: year.plan, service, billed, imputed: new Decimal(0), opening, allowable: new Decimal(0) })
  }
}

function make(): void {
  const { given, lines } = startingTables()
  const random = chance(SEED)
  addFrame(lines)
  const closings = closedYears(given, lines, random)
  const accounts = accountsServed(given, random)
  for (const plan of PLANS) {
    addStaff(lines, plan)
    addPools(lines, plan, accounts)
    addRates(given, lines, plan)
  }
  addBoughtCosts(given, lines, random)
  rollBoughtCosts(lines)
  const derived = addDraftSchedule(given, lines)
  addPlannedRevenue(given, lines, { plan: 'FY2004/plan', after: 'FY2003/forecast', closings, derived: new Map() })
  addPlannedRevenue(given, lines, { plan: 'FY2005/plan', after: 'FY2004/forecast', closings, derived })
  writeTables(lines)
  for (const [rate, amount] of derived) console.log(rate, priceOf(given, rate).toFixed(), amount.toFixed(), `${amount.div(priceOf(given, rate)).minus(1).times(100).toFixed(1)} %`)
}

make()
