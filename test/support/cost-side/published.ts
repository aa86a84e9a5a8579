/** The published prices of FY2004, and what a made-up cost has to come to. */
import { Decimal } from 'decimal.js'

import type { SampleLine } from '../../../src-main/core/sample-lines.ts'
import type { SampleTables } from '../../../src-main/core/sample-model.ts'
import { SERVICES, type RatePlan } from './service-facts.ts'

const PUBLISHED_REVISION = '2'

/** Prices of FY2004, revision 2. */
export function publishedLines(given: SampleTables): readonly SampleLine[] {
  return given.prices.filter((line) => line['fiscalYear'] === 'FY2004' && line['revision'] === PUBLISHED_REVISION)
}

export function priceLine(given: SampleTables, rate: string): SampleLine {
  const found = publishedLines(given).find((line) => line['rate'] === rate && line['customerClass'] === 'state')
  if (found === undefined) throw new Error(`No price of ${rate}`)
  return found
}

/** What one unit costs the customer: the price, or a percentage on top of a dollar. */
export function priceOf(given: SampleTables, rate: string): Decimal {
  const line = priceLine(given, rate)
  const { amount = '', percent = '' } = line
  return amount === '' ? new Decimal(percent).div(100).plus(1) : new Decimal(amount)
}

export function placesOf(given: SampleTables, rate: string): number {
  return (priceLine(given, rate)['amount']?.split('.')[1] ?? '').length
}

export function divisorOf(plan: RatePlan): number {
  return plan.dividedBy === 'practical-capacity' ? (plan.capacity ?? plan.units) : plan.units
}

/** The cost of a rate from which its price comes out in FY2004. */
export function targetOf(given: SampleTables, plan: RatePlan): Decimal {
  return new Decimal(plan.derived ?? priceOf(given, plan.rate)).times(divisorOf(plan)).toDecimalPlaces(2)
}

/** By service. */
export function targets(given: SampleTables): ReadonlyMap<string, Decimal> {
  return new Map(SERVICES.map((service) => [service.service, service.rates.reduce((sum, plan) => sum.plus(targetOf(given, plan)), new Decimal(0))]))
}

/**
 * Parts of a service's cost in per cent, with as few places as let every rate come out well inside its published digit.
 *
 * @example costPercents(given, rates of MF-CPU) // ['75.6', '24.4']
 */
export function costPercents(given: SampleTables, rates: readonly RatePlan[]): readonly string[] {
  const costs = rates.map((plan) => targetOf(given, plan))
  const total = costs.reduce((sum, each) => sum.plus(each), new Decimal(0))
  const largest = costs.reduce((best, each, index) => (each.gt(costs[best] ?? 0) ? index : best), 0)
  for (let places = 0; places <= 12; places += 1) {
    const percents = costs.map((each) => each.div(total).times(100).toDecimalPlaces(places))
    const others = percents.reduce((sum, each, index) => (index === largest ? sum : sum.plus(each)), new Decimal(0))
    percents[largest] = new Decimal(100).minus(others)
    const fits = rates.every((plan, index) => {
      const tolerance = new Decimal(10).pow(-placesOf(given, plan.rate)).times(0.2).times(divisorOf(plan))
      return total.times(percents[index] ?? 0).div(100).minus(costs[index] ?? 0).abs().lte(tolerance)
    })
    if (fits) return percents.map((each) => each.toFixed())
  }
  throw new Error(`No percentages for ${rates.map((each) => each.rate).join(', ')}`)
}
