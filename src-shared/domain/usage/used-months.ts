/** Months in which a customer used something of an object code, as they are recorded: what an approval that comes late holds back (BILL-8). */
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import { monthsOfYear, type Month } from '../month.ts'
import type { EffectiveUsage } from './effective-usage.ts'

/**
 * All of them, looked through once.
 *
 * @example usedMonths(draft, usage)({ customerId: 'dma', objectCode: 'E10' }) // ['2003-07', '2003-08']
 */
export function usedMonths(draft: Draft, { years }: EffectiveUsage): (of: { readonly customerId: string; readonly objectCode: string }) => readonly Month[] {
  const found = new Map<string, Set<Month>>()
  for (const { fiscalYear, customerIds, rateIds, customer, rate, month } of years.values()) {
    const months = monthsOfYear(fiscalYear, fiscalYearFirstMonth(draft))
    const codes = rateIds.map((id) => draft.rate.get(id)?.objectCode ?? '')
    for (const [line, place] of rate.entries()) {
      const at = months[month[line] ?? 0]
      const key = `${customerIds[customer[line] ?? -1] ?? ''}|${codes[place] ?? ''}`
      const of = found.get(key) ?? new Set<Month>()
      found.set(key, of)
      if (at !== undefined) of.add(at)
    }
  }
  return ({ customerId, objectCode }) => [...(found.get(`${customerId}|${objectCode}`) ?? [])].toSorted()
}
