/** The monthly history of one customer, rate by rate, as projections take it. */
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import { monthNumber, monthOfNumber, monthsOfYear } from '../month.ts'
import type { MonthlySeries } from '../projection/series.ts'
import type { EffectiveUsage, UsageOfYear } from './effective-usage.ts'

/** By rate; a rate of which the customer never used anything is not in it. */
export type CustomerHistory = ReadonlyMap<string, MonthlySeries>

type Known = { readonly rateId: string; readonly month: number; readonly quantity: bigint }

function linesOf(year: UsageOfYear, { customerId, firstMonth }: { readonly customerId: string; readonly firstMonth: number }): readonly Known[] {
  const customer = year.customerIds.indexOf(customerId)
  const [first] = monthsOfYear(year.fiscalYear, firstMonth)
  if (customer === -1 || first === undefined) return []
  const start = monthNumber(first)
  const lines: Known[] = []
  for (let line = year.customer.indexOf(customer); line !== -1; line = year.customer.indexOf(customer, line + 1)) {
    lines.push({ rateId: year.rateIds[year.rate[line] ?? -1] ?? '', month: start + (year.month[line] ?? 0), quantity: year.quantity[line] ?? 0n })
  }
  return lines
}

const known = new WeakMap<EffectiveUsage, Map<string, CustomerHistory>>()

/**
 * Months from the first to the last one that has a figure; one in between that has none is missing, never zero (PROJ-1). The
 * same series are handed out as long as the usage stays, so that what is fitted to one of them holds until then.
 *
 * @example customerHistory({ draft, usage, customerId: 'dma' }).get('cpu') // { first: '2003-07', quantities: [1500000n, null, 2000000n] }
 */
export function customerHistory(asked: { readonly draft: Draft; readonly usage: EffectiveUsage; readonly customerId: string }): CustomerHistory {
  const kept = known.get(asked.usage) ?? new Map<string, CustomerHistory>()
  known.set(asked.usage, kept)
  const found = kept.get(asked.customerId) ?? readHistory(asked)
  kept.set(asked.customerId, found)
  return found
}

function readHistory({ draft, usage, customerId }: Parameters<typeof customerHistory>[0]): CustomerHistory {
  const firstMonth = fiscalYearFirstMonth(draft)
  const byRate = new Map<string, Known[]>()
  for (const year of [...usage.years.values()].toSorted((left, right) => left.fiscalYear - right.fiscalYear)) {
    for (const line of linesOf(year, { customerId, firstMonth })) {
      const lines = byRate.get(line.rateId)
      if (lines === undefined) byRate.set(line.rateId, [line])
      else lines.push(line)
    }
  }
  return new Map([...byRate].map(([rateId, lines]) => {
    const months = new Map(lines.map(({ month, quantity }) => [month, quantity]))
    const numbers = lines.map((line) => line.month)
    const [first, last] = [Math.min(...numbers), Math.max(...numbers)]
    return [rateId, { first: monthOfNumber(first), quantities: Array.from({ length: last - first + 1 }, (_, index) => months.get(first + index) ?? null) }]
  }))
}
