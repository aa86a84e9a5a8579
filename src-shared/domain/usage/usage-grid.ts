/** Usage of one customer and year as a grid of rates by months, each figure with where it comes from. */
import type { Units } from '../decimal.ts'
import type { FiscalYear } from '../fiscal-year.ts'
import { usageEntryId } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import { monthNumber, monthsOfYear, type Month } from '../month.ts'
import { catalogOrder } from '../rates/price-columns.ts'
import type { CountedLines } from './batch-lines.ts'
import { unitsOfMicro } from '../micro-units.ts'

const MOST_NAMED = 4

export type BatchName = { readonly batchId: string; readonly number: number; readonly fileName: string }
export type UsageOrigin =
  /** `earlier`: batches before it of which days are in the figure. */
  | ({ readonly kind: 'batch'; readonly earlier?: readonly BatchName[] } & BatchName)
  /** `instead` is what a batch says of the same month; null where none does. */
  | { readonly kind: 'typed'; readonly author: string; readonly note: string; readonly instead: Units | null }

/** `quantity` null: somebody has taken the figure away. */
export type UsageCell = { readonly quantity: Units | null; readonly origin: UsageOrigin }

export type UsageGrid = {
  readonly months: readonly Month[]
  /** Rates with any figure in the year, in the order of the catalog; `cells` null: nothing is known of the month, which is not zero. */
  readonly rows: readonly { readonly rateId: string; readonly cells: readonly (UsageCell | null)[] }[]
}

type OfBatch = { readonly quantity: Units; readonly batchId: string; readonly earlierIds: readonly string[] }

/** @example usageGrid({ draft, lines, customerId: 'dma', fiscalYear: fiscalYear(2004) }).rows[0]?.cells[0] // { quantity: '1.5', origin: { kind: 'batch', number: 1, fileName: 'usage.csv', ... } } */
export function usageGrid(request: { readonly draft: Draft; readonly lines: CountedLines; readonly customerId: string; readonly fiscalYear: FiscalYear }): UsageGrid {
  const { draft, lines, customerId } = request
  const months = monthsOfYear(request.fiscalYear, fiscalYearFirstMonth(draft))
  const imported = importedOf(lines, { customerId, months })
  const typed = new Set([...draft.usageEntry.values()].filter((entry) => entry.customerId === customerId && months.includes(entry.month)).map((entry) => entry.rateId))
  const rateIds = catalogOrder(draft).entries.map(({ rate }) => rate.id).filter((rateId) => imported.has(rateId) || typed.has(rateId))
  const rows = rateIds.map((rateId) => ({ rateId, cells: months.map((month) => cellOf(draft, { ofBatch: imported.get(rateId)?.get(month), entryId: usageEntryId({ month, rateId, customerId }) })) }))
  return { months, rows }
}

/** What batches say of a customer in these months, by rate and month. */
function importedOf(lines: CountedLines, { customerId, months }: { readonly customerId: string; readonly months: readonly Month[] }): ReadonlyMap<string, ReadonlyMap<Month, OfBatch>> {
  const found = new Map<string, Map<Month, OfBatch>>()
  const customer = lines.customerIds.indexOf(customerId)
  const monthOf = new Map(months.map((month) => [monthNumber(month), month]))
  for (let line = lines.customer.indexOf(customer); line !== -1; line = lines.customer.indexOf(customer, line + 1)) {
    const month = monthOf.get(lines.month[line] ?? 0)
    const rateId = lines.rateIds[lines.rate[line] ?? -1]
    if (month === undefined || rateId === undefined) continue
    const ofRate = found.get(rateId) ?? new Map<Month, OfBatch>()
    found.set(rateId, ofRate.set(month, { quantity: unitsOfMicro(lines.quantity[line] ?? 0n), batchId: lines.batchIds[lines.batch[line] ?? -1] ?? '', earlierIds: (lines.daysAlsoOf?.get(line) ?? []).map((batch) => lines.batchIds[batch] ?? '') }))
  }
  return found
}

function cellOf(draft: Draft, { ofBatch, entryId }: { readonly ofBatch: OfBatch | undefined; readonly entryId: string }): UsageCell | null {
  const entry = draft.usageEntry.get(entryId)
  if (entry !== undefined) return { quantity: entry.quantity, origin: { kind: 'typed', author: entry.author, note: entry.note, instead: ofBatch?.quantity ?? null } }
  const batch = nameOf(draft, ofBatch?.batchId ?? '')
  if (ofBatch === undefined || batch === undefined) return null
  const earlier = ofBatch.earlierIds.flatMap((id) => nameOf(draft, id) ?? [])
  return { quantity: ofBatch.quantity, origin: { kind: 'batch', ...batch, ...(earlier.length === 0 ? {} : { earlier }) } }
}

function nameOf(draft: Draft, id: string): BatchName | undefined {
  const batch = draft.usageBatch.get(id)
  return batch === undefined ? undefined : { batchId: batch.id, number: batch.number, fileName: batch.fileName }
}

/** @example earlierDays({ earlier: [{ number: 2, fileName: 'first.csv', ... }] }) // ', with days of first.csv (batch 2)' */
export function earlierDays({ earlier = [] }: { readonly earlier?: readonly BatchName[] }): string {
  if (earlier.length > MOST_NAMED) return `, with days of ${earlier.length} batches before it`
  return earlier.length === 0 ? '' : `, with days of ${earlier.map(({ number, fileName }) => `${fileName} (batch ${number})`).join(', ')}`
}
