/**
 * Rows of a schedule that is made from another: the schedule itself, the rates that go on, the prices that come along.
 */
import { fiscalYearSpan, type FiscalYear } from '../fiscal-year.ts'
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import { priceId, scheduleId, type Price, type Schedule } from '../model/tables.ts'
import { versionKey, type Version } from '../version.ts'
import type { ResolvedPrice } from './comparison.ts'

/** A draft first revision of a base version, in force from the first day of its fiscal year (NUM-6). */
export function draftScheduleOf(draft: Draft, parts: { readonly version: Version; readonly note?: string | undefined }): Schedule {
  const key = versionKey({ ...parts.version, scenarioId: null })
  const { first } = fiscalYearSpan(parts.version.fiscalYear, fiscalYearFirstMonth(draft))
  return { id: scheduleId(key, 1), version: key, revision: 1, state: 'draft', effectiveFrom: first, issuedOn: null, note: parts.note ?? '' }
}

/**
 * True when a rate of `from` goes on in `to`: neither it nor its service is retired by then, and no merger, split or
 * replacement takes it out in between (RATE-4).
 */
export function goesOn(draft: Draft, parts: { readonly rateId: string; readonly from: FiscalYear; readonly to: FiscalYear }): boolean {
  const rate = draft.rate.get(parts.rateId)
  const service = draft.service.get(rate?.serviceId ?? '')
  if (rate === undefined) return false
  if ([rate.retiredFrom, service?.retiredFrom ?? null].some((year) => year !== null && year <= parts.to)) return false
  if (parts.from === parts.to) return true
  for (const relation of draft.rateRelation.values()) {
    if (relation.fromRateId === parts.rateId && relation.fiscalYear > parts.from && relation.fiscalYear <= parts.to) return false
  }
  return true
}

/** A resolved price as a row of a schedule. */
export function priceRowOf(price: ResolvedPrice, scheduleId: string): Price {
  return {
    id: priceId({ scheduleId, rateId: price.rateId, customerClass: price.customerClass }), scheduleId, rateId: price.rateId, customerClass: price.customerClass, kind: price.kind,
    amount: price.amount, percent: price.percent, basisText: price.basisText, places: price.places, derivedAmount: price.derivedAmount, note: price.note,
  }
}
