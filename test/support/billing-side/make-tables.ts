/** Every table of the sample's billing side, made from the seed: the same seed gives the same text. */
import { Decimal } from 'decimal.js'

import { BILLING_SAMPLE_TABLES } from '../../../src-main/core/sample-billing.ts'
import type { SampleLine } from '../../../src-main/core/sample-lines.ts'
import type { SampleTables } from '../../../src-main/core/sample-model.ts'
import { fiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { month, monthsOfYear } from '../../../src-shared/domain/month.ts'
import { SERVICES } from '../cost-side/service-facts.ts'
import { AUTHOR, chance, csvText, SOURCE } from '../cost-side/tables.ts'
import { CUSTOMERS, SPECIAL_ENCUMBRANCES } from './customer-facts.ts'
import { ADJUSTMENTS, BUDGET_CHANGES, BUDGET_SERIES, BUDGETS, ESTIMATES, QUESTIONS, REQUESTS } from './desk-facts.ts'
import { MEASURED_CUSTOMER, MEASURED_MONTHS, MEASURED_RATES, measureLines } from './measure-lines.ts'
import { USAGE, type UsageFact } from './usage-facts.ts'
import { MONTHS, series, type Chance, type Course } from './usage-series.ts'
import { dollarsAUnit, pricesIn, unitsIn } from './yearly-bills.ts'

export const SEED = 2005
export type BillingTableName = (typeof BILLING_SAMPLE_TABLES)[number]

const HEADERS: Readonly<Record<BillingTableName, readonly string[]>> = {
  'billing-customers': ['code', 'name', 'secretariat', 'customerClass', 'accountManager', 'coordinator', 'stateFunding', 'federalFunding', 'otherFunding', 'lastContactOn', 'provenance', 'note', 'source'],
  'billing-encumbrances': ['version', 'customer', 'objectCode', 'amount', 'approvedOn', 'note', 'source'],
  'billing-policies': ['version', 'minimumCharge', 'minimumRate', 'issueThreshold', 'issueComparison', 'firstPartMonth', 'suffolkDays', 'note', 'source'],
  'billing-adjustments': ['customer', 'chargedOn', 'objectCode', 'kind', 'amount', 'reason', 'author', 'source'],
  'billing-batches': ['number', 'kind', 'fileName', 'lineCount', 'importedAt', 'author', 'provenance', 'note', 'source'],
  'billing-usage': ['customer', 'rate', ...MONTHS, 'source'],
  'billing-measures': ['agency', 'kind', 'date', 'startedAt', 'system', 'applicationClass', 'cpuSeconds', 'ios', 'sysoutClass', 'pages', 'lines', 'service', 'pieces', 'complexity', 'source'],
  'billing-requests': ['customer', 'code', 'kind', 'title', 'status', 'requestedOn', 'decidedOn', 'signedBy', 'rate', 'monthlyUnits', 'fromMonth', 'toMonth', 'author', 'note', 'source'],
  'billing-estimates': ['request', 'line', 'description', 'cadence', 'rate', 'quantity', 'amount', 'objectCode', 'note', 'source'],
  'billing-questions': ['customer', 'askedOn', 'question', 'answer', 'answeredOn', 'author', 'source'],
  'billing-budgets': ['version', 'customer', 'method', 'meanMonths', 'growthPercent', 'growthFrom', 'handedOverOn', 'author', 'note', 'source'],
  'billing-budget-series': ['version', 'customer', 'rate', 'method', 'growthPercent', 'growthFrom', 'typedUnits', 'note', 'source'],
  'billing-budget-changes': ['version', 'customer', 'rate', 'cadence', 'fromMonth', 'toMonth', 'units', 'author', 'note', 'source'],
  'billing-budget-figures': ['version', 'customer', 'rate', 'units', 'amount', 'source'],
}

/** The text of each file, without `.csv` in its name. */
export function billingFiles(given: SampleTables): ReadonlyMap<BillingTableName, string> {
  const random = chance(SEED)
  const usage = usageLines(given, random)
  const tables: Readonly<Record<BillingTableName, readonly SampleLine[]>> = {
    'billing-customers': CUSTOMERS.map(customerLine), 'billing-encumbrances': encumbranceLines(given, usage, random), 'billing-policies': [2003, 2004, 2005].map(policyLine), 'billing-adjustments': ADJUSTMENTS,
    'billing-batches': batchLines(), 'billing-usage': usage, 'billing-measures': measureLines(usage, chance(SEED + 1)), 'billing-requests': REQUESTS, 'billing-estimates': ESTIMATES, 'billing-questions': QUESTIONS, 'billing-budgets': BUDGETS,
    'billing-budget-series': BUDGET_SERIES, 'billing-budget-changes': BUDGET_CHANGES, 'billing-budget-figures': budgetFigureLines(given, usage),
  }
  return new Map(BILLING_SAMPLE_TABLES.map((name) => [name, csvText(HEADERS[name], tables[name].map((line) => ({ author: AUTHOR, source: SOURCE, ...line })))]))
}

function customerLine(fact: (typeof CUSTOMERS)[number]): SampleLine {
  const { funding: [stateFunding, federalFunding, otherFunding], ...texts } = fact
  return {
    ...texts, coordinator: `Chargeback coordinator of ${fact.code}`, stateFunding: String(stateFunding), federalFunding: String(federalFunding), otherFunding: String(otherFunding), provenance: 'fictional',
    note: ['Fictional.', fact.note].filter((each) => each !== '').join(' '),
  }
}

function policyLine(year: number): SampleLine {
  return {
    version: `FY${year}/plan`, minimumCharge: '20', minimumRate: 'MC-MIN-MON', issueThreshold: '20', issueComparison: 'more-than', firstPartMonth: year === 2003 ? 'charged' : 'free', suffolkDays: 'work-days',
    note: year === 2005 ? 'As in FY2004.' : '',
  }
}

function batchLines(): readonly SampleLine[] {
  const made = { importedAt: '2005-01-05T14:00:00.000Z', provenance: 'fictional' }
  return [
    { ...made, number: '1', kind: 'quantities', fileName: 'billing-usage.csv', note: 'Fictional usage of fictional agencies, January 2002 to December 2004, made for the sample from a seed.' },
    { ...made, number: '2', kind: 'measures', fileName: 'billing-measures.csv', lineCount: String(MEASURED_RATES.length * MEASURED_MONTHS.length), note: `Fictional raw usage of one fictional agency, ${MEASURED_CUSTOMER}, January to December 2004: it comes to what the quantities say.` },
  ]
}

/** When a rate was offered: new ones from FY2004 on, retired ones until they were retired; without a billable price in FY2003 it is new. */
function courseOf(given: SampleTables, fact: UsageFact): Course {
  const rate = given.rates.find((line) => line['code'] === fact.rate)
  const isRetired = rate?.['retiredFrom'] === '2004'
  const prices = pricesIn(given, 2003)
  const isNew = !isRetired && ['state', 'non-state'].every((each) => dollarsAUnit(prices, fact.rate, each) === undefined)
  const planned = given['cost-units'].filter((line) => line['version'] === 'FY2004/plan' && line['rate'] === fact.rate)
  const units = fact.units ?? planned.reduce((sum, line) => sum + Number(line['units']), 0)
  if (rate === undefined || units === 0) throw new Error(`No units of ${fact.rate}`)
  const growth = fact.growth ?? SERVICES.flatMap((each) => each.rates).find((each) => each.rate === fact.rate)?.growth ?? 1
  return { fact, units, growth: growth === 0 ? 1 : growth, baseYear: isRetired ? 2003 : 2004, from: month(isNew ? '2003-07' : '2002-01'), to: month(isRetired ? '2003-06' : '2004-12') }
}

function usageLines(given: SampleTables, random: Chance): readonly SampleLine[] {
  return USAGE.flatMap((fact) => {
    const course = courseOf(given, fact)
    const shares = [...Object.entries(fact.parts).map(([customer, part]) => ({ customer, units: (course.units * part) / 100 })), ...Object.entries(fact.few ?? {}).map(([customer, units]) => ({ customer, units: units * 12 }))]
    return shares.map((share) => ({ customer: share.customer, rate: fact.rate, ...Object.fromEntries(series(course, share, random).map((quantity, index) => [MONTHS[index], quantity])) }))
  })
}

function classOf(customer: string): string {
  return CUSTOMERS.find((each) => each.code === customer)?.customerClass ?? 'state'
}

/** Usage of one year at the prices of another or the same, by customer and object code. */
function billsOf(given: SampleTables, usage: readonly SampleLine[], { usageYear, priceYear }: { readonly usageYear: number; readonly priceYear: number }): ReadonlyMap<string, Decimal> {
  const prices = pricesIn(given, priceYear)
  const bills = new Map<string, Decimal>()
  for (const line of usage) {
    const [customer, rate] = [line['customer'] ?? '', line['rate'] ?? '']
    const price = dollarsAUnit(prices, rate, classOf(customer))
    if (price === undefined) continue
    const key = `${customer}|${given.rates.find((each) => each['code'] === rate)?.['objectCode'] ?? ''}`
    bills.set(key, (bills.get(key) ?? new Decimal(0)).plus(unitsIn(line, usageYear).times(price)))
  }
  return bills
}

/** The least of a year: twelve minimum charges, and a little more. */
const LEAST = 300

function encumbranceLines(given: SampleTables, usage: readonly SampleLine[], random: Chance): readonly SampleLine[] {
  return [2003, 2004, 2005].flatMap((year) => {
    const bills = new Map(billsOf(given, usage, { usageYear: Math.min(year, 2004), priceYear: year })).set('XTB|E10', new Decimal(0))
    return CUSTOMERS.flatMap(({ code }) => ['E10', 'E05'].flatMap((objectCode) => {
      const bill = bills.get(`${code}|${objectCode}`)
      if (bill === undefined) return []
      const special = SPECIAL_ENCUMBRANCES.find((each) => each.year === year && each.customer === code && each.objectCode === objectCode)
      const headroom = random(1.02, 1.09)
      const approvedOn = `${year - 1}-06-${String(Math.floor(random(9, 29))).padStart(2, '0')}`
      const step = bill.gt(10_000) ? 1_000 : 100
      const amount = Decimal.max(bill.times(special?.part ?? headroom).div(step).ceil().times(step), LEAST)
      return [{ version: `FY${year}/plan`, customer: code, objectCode, amount: amount.toFixed(), approvedOn: special?.approvedOn === null ? '' : (special?.approvedOn ?? approvedOn), note: special?.note ?? '' }]
    }))
  })
}

const MONTHS_OF_2005: readonly string[] = monthsOfYear(fiscalYear(2005), 7)

/** Units that dated changes bring in a whole year. */
function changedUnits(customer: string, rate: string): Decimal {
  return BUDGET_CHANGES.filter((each) => each['customer'] === customer && each['rate'] === rate).reduce((sum, each) => {
    const covered = MONTHS_OF_2005.filter((one) => one >= (each['fromMonth'] ?? '') && one <= (each['toMonth'] || '2005-06')).length
    return sum.plus(new Decimal(each['units'] ?? 0).times(each['cadence'] === 'once' ? 1 : covered))
  }, new Decimal(0))
}

/** What was handed over: FY2004 with the budget's growth and its dated changes, at the drafted prices. Typed units stand for themselves. */
function budgetFigureLines(given: SampleTables, usage: readonly SampleLine[]): readonly SampleLine[] {
  const prices = pricesIn(given, 2005)
  return BUDGETS.filter((each) => each['handedOverOn'] !== undefined).flatMap((budget) => usage.filter((line) => line['customer'] === budget['customer']).flatMap((line) => {
    const [customer, rate] = [line['customer'] ?? '', line['rate'] ?? '']
    const price = dollarsAUnit(prices, rate, classOf(customer))
    if (price === undefined) return []
    const typed = BUDGET_SERIES.find((each) => each['customer'] === customer && each['rate'] === rate)?.['typedUnits']
    const grown = unitsIn(line, 2004).times(new Decimal(budget['growthPercent'] ?? 0).div(100).plus(1))
    const units = (typed === undefined ? grown : new Decimal(typed).times(12)).plus(changedUnits(customer, rate)).toDecimalPlaces(2)
    return [{ version: 'FY2005/plan', customer, rate, units: units.toFixed(), amount: units.times(price).toDecimalPlaces(2).toFixed() }]
  }))
}
