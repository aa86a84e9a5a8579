/** What a year of usage comes to, roughly: enough to set money aside. The bills themselves are the application's. */
import { Decimal } from 'decimal.js'

import type { SampleLine } from '../../../src-main/core/sample-lines.ts'
import type { SampleTables } from '../../../src-main/core/sample-model.ts'
import { monthsOfYear } from '../../../src-shared/domain/month.ts'
import { fiscalYear } from '../../../src-shared/domain/fiscal-year.ts'

/** The revision of each year's schedule that is billed. */
const REVISIONS: Readonly<Record<number, string>> = { 2003: '1', 2004: '2', 2005: '1' }
const ACTUAL_COST = ['contract-rate', 'varies']
export const UNBILLABLE = ['not-billed', 'not-published', 'no-units']

/** The price lines of a year's schedule. */
export function pricesIn(given: SampleTables, year: number): readonly SampleLine[] {
  return [...given.prices, ...given['cost-prices']].filter((line) => line['fiscalYear'] === `FY${year}` && line['revision'] === REVISIONS[year])
}

/** Dollars a unit of a rate for a customer class, or undefined where it cannot be billed; a class without a price of its own pays what the state pays. */
export function dollarsAUnit(prices: readonly SampleLine[], rate: string, customerClass: string): Decimal | undefined {
  const ofRate = prices.filter((line) => line['rate'] === rate)
  const line = ofRate.find((each) => each['customerClass'] === customerClass) ?? ofRate.find((each) => each['customerClass'] === 'state')
  if (line === undefined || UNBILLABLE.includes(line['kind'] ?? '')) return undefined
  if (ACTUAL_COST.includes(line['kind'] ?? '')) return new Decimal(1)
  return line['amount'] ? new Decimal(line['amount']) : new Decimal(line['percent'] ?? 0).div(100).plus(1)
}

/** Units of a line of usage in a year's months, as far as there are figures. @example unitsIn(line, 2004).toFixed() // '12' */
export function unitsIn(line: SampleLine, year: number): Decimal {
  return monthsOfYear(fiscalYear(year), 7).reduce((sum, month) => sum.plus(line[month] || 0), new Decimal(0))
}
