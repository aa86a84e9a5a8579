/** The monthly history of one customer, rate by rate, as projections take it. */
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import { monthNumber, monthOfNumber, monthsOfYear } from '../month.ts'
import type { MonthlySeries } from '../projection/series.ts'
import type { EffectiveUsage, UsageOfYear } from './effective-usage.ts'

/** By rate; a rate of which the customer never used anything is not in it. */
export type CustomerHistory = ReadonlyMap<string, MonthlySeries>

/** The first line of a year that does not stand before a rate and customer: lines are sorted by rate, then customer. */
function firstLine({ rate, customer }: UsageOfYear, at: { readonly rate: number; readonly customer: number }): number {
  let [from, to] = [0, rate.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    const [ofRate, ofCustomer] = [rate[middle] ?? 0, customer[middle] ?? 0]
    if (ofRate < at.rate || (ofRate === at.rate && ofCustomer < at.customer)) from = middle + 1
    else to = middle
  }
  return from
}

/** A series that grows by later and later months. */
type Growing = { readonly first: number; readonly quantities: (bigint | null)[] }

function addYear(series: Map<string, Growing>, { year, customerId, firstMonth }: { readonly year: UsageOfYear; readonly customerId: string; readonly firstMonth: number }): void {
  const customer = year.customerIds.indexOf(customerId)
  const [first] = monthsOfYear(year.fiscalYear, firstMonth)
  if (customer === -1 || first === undefined) return
  const start = monthNumber(first)
  for (const [rate, rateId] of year.rateIds.entries()) {
    for (let line = firstLine(year, { rate, customer }); year.rate[line] === rate && year.customer[line] === customer; line += 1) {
      const month = start + (year.month[line] ?? 0)
      const known = series.get(rateId) ?? { first: month, quantities: [] }
      series.set(rateId, known)
      while (known.quantities.length < month - known.first) known.quantities.push(null)
      known.quantities.push(year.quantity[line] ?? 0n)
    }
  }
}

function readHistory({ draft, usage, customerId }: Asked): CustomerHistory {
  const firstMonth = fiscalYearFirstMonth(draft)
  const series = new Map<string, Growing>()
  for (const year of [...usage.years.values()].toSorted((left, right) => left.fiscalYear - right.fiscalYear)) addYear(series, { year, customerId, firstMonth })
  return new Map([...series].map(([rateId, { first, quantities }]) => [rateId, { first: monthOfNumber(first), quantities }]))
}

type Asked = { readonly draft: Draft; readonly usage: EffectiveUsage; readonly customerId: string }

/** Of so many customers the series are kept, of those asked for last: a hundred thousand of them would fill the memory. */
const MOST_KEPT = 8
const known = new WeakMap<EffectiveUsage, Map<string, CustomerHistory>>()

/**
 * Months from the first to the last one that has a figure; one in between that has none is missing, never zero (PROJ-1). While the usage
 * stays, the same series are handed out for the customers asked for last, so that what is fitted to one of them holds until then.
 *
 * @example customerHistory({ draft, usage, customerId: 'dma' }).get('cpu') // { first: '2003-07', quantities: [1500000n, null, 2000000n] }
 */
export function customerHistory(asked: Asked): CustomerHistory {
  const kept = known.get(asked.usage) ?? new Map<string, CustomerHistory>()
  known.set(asked.usage, kept)
  const found = kept.get(asked.customerId) ?? readHistory(asked)
  kept.delete(asked.customerId)
  kept.set(asked.customerId, found)
  const [oldest] = kept.keys()
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  return found
}
