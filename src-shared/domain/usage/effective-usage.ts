/** The usage that counts, as columns a fiscal year for pricing: what the batches say, and what was typed over them. */
import { isFiscalYear, type FiscalYear } from '../fiscal-year.ts'
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import { remembered } from '../model/table-index.ts'
import { microUnits } from '../micro-units.ts'
import { fiscalYearOf, monthNumber, monthOfNumber } from '../month.ts'
import { catalogOrder } from '../rates/price-columns.ts'
import type { CountedLines } from './batch-lines.ts'
import { sortedBy } from './line-order.ts'
import { overTyped, type TypedLine } from './over-typed.ts'
import { copyQuantity, halvesOf } from './quantity-column.ts'

/** `planned`: what is recorded of a year, and the rest of it projected by the customers' budgets (PROJ-2). */
export const USAGE_BASES = ['recorded', 'planned'] as const
export type UsageBasis = (typeof USAGE_BASES)[number]

/** One line a customer, rate and month, sorted by rate, then customer, then month. */
export type UsageOfYear = {
  readonly fiscalYear: FiscalYear
  /** Absent: recorded. */
  readonly basis?: 'planned'
  /** Every customer of the model by position: the same list for every year. */
  readonly customerIds: readonly string[]
  /** Every rate of the catalog in its order: the same list for every year. */
  readonly rateIds: readonly string[]
  readonly customer: Int32Array
  readonly rate: Int32Array
  /** 0 to 11, from the first month of the fiscal year on. */
  readonly month: Uint8Array
  /** Micro-units (10^-6); below zero for a credit. */
  readonly quantity: BigInt64Array
}

/** Lines that are billed to nobody, and said: their customer or rate is gone, or their month lies in no fiscal year that a model can have. */
export type Orphans = {
  readonly lineCount: number
  readonly customers: readonly { readonly id: string; readonly lineCount: number }[]
  readonly rates: readonly { readonly id: string; readonly lineCount: number }[]
  readonly ofNoYear: number
}

export type EffectiveUsage = {
  /** Years that have a line; by year. */
  readonly years: ReadonlyMap<FiscalYear, UsageOfYear>
  readonly orphans: Orphans
}

/** Customers and rates as the columns of every year name them. */
type Lists = { readonly customerIds: readonly string[]; readonly rateIds: readonly string[] }
/** What batches alone say, for as long as customers, rates and the year's first month stay. */
type BatchUsage = EffectiveUsage & Lists & { readonly firstMonth: number }

const customersInOrder = remembered<{ readonly id: string; readonly position: number }, readonly string[]>((table) =>
  [...table.values()].toSorted((left, right) => left.position - right.position || (left.id < right.id ? -1 : 1)).map(({ id }) => id))
const ratesInOrder = new WeakMap<object, readonly string[]>()

function listsOf(draft: Draft): Lists {
  const order = catalogOrder(draft)
  const rateIds = ratesInOrder.get(order) ?? order.entries.map(({ rate }) => rate.id)
  ratesInOrder.set(order, rateIds)
  return { customerIds: customersInOrder(draft.customer), rateIds }
}

const latest = new WeakMap<CountedLines, BatchUsage>()
/** The last one with what was typed. */
const latestTyped = new WeakMap<CountedLines, { readonly entries: Draft['usageEntry']; readonly ofBatches: BatchUsage; readonly usage: EffectiveUsage }>()

/**
 * Usage by fiscal year. A typed quantity stands in the place of what batches say; a typed nothing leaves no line. Years in which
 * nothing changed since the last call for the same lines keep their columns.
 *
 * @param parts.lines of the draft's batches, as `readUsage` of the store gives them
 * @example effectiveUsage({ draft, lines }).years.get(fiscalYear(2004)) // { customerIds: ['dma', 'dot'], rateIds: ['cpu', ...], customer: [0, 0], rate: [0, 0], month: [0, 1], quantity: [1500000n, -2500000n] }
 */
export function effectiveUsage(parts: { readonly draft: Draft; readonly lines: CountedLines }): EffectiveUsage {
  const { draft, lines } = parts
  const lists = listsOf(draft)
  const firstMonth = fiscalYearFirstMonth(draft)
  const known = latest.get(lines)
  const isKnown = known?.customerIds === lists.customerIds && known.rateIds === lists.rateIds && known.firstMonth === firstMonth
  const ofBatches = isKnown ? known : { ...usageOfLines({ lines, lists, firstMonth }), ...lists, firstMonth }
  latest.set(lines, ofBatches)
  if (draft.usageEntry.size === 0) return ofBatches
  const withTyped = latestTyped.get(lines)
  if (withTyped?.entries === draft.usageEntry && withTyped.ofBatches === ofBatches) return withTyped.usage
  const typed = typedOf(draft, { lists, firstMonth })
  const years = new Map<FiscalYear, UsageOfYear>()
  for (const year of [...new Set([...ofBatches.years.keys(), ...typed.keys()])].sort((left, right) => left - right)) {
    const changed = overTyped(ofBatches.years.get(year) ?? noUsage(lists, year), typed.get(year) ?? [])
    if (changed.quantity.length > 0) years.set(year, changed)
  }
  const usage = { years, orphans: ofBatches.orphans }
  latestTyped.set(lines, { entries: draft.usageEntry, ofBatches, usage })
  return usage
}

/** A year without a line. */
export function noUsage(lists: Lists, fiscalYear: FiscalYear): UsageOfYear {
  return { fiscalYear, customerIds: lists.customerIds, rateIds: lists.rateIds, customer: new Int32Array(), rate: new Int32Array(), month: new Uint8Array(), quantity: new BigInt64Array() }
}

const emptyYears = new WeakMap<Lists['customerIds'], Map<string, UsageOfYear>>()

/** The usage of one year, empty where there is none; the same empty one while customers and rates stay. */
export function usageOfYear(usage: EffectiveUsage, request: { readonly draft: Draft; readonly fiscalYear: FiscalYear }): UsageOfYear {
  const found = usage.years.get(request.fiscalYear)
  if (found !== undefined) return found
  const lists = listsOf(request.draft)
  const known = emptyYears.get(lists.customerIds) ?? new Map<string, UsageOfYear>()
  emptyYears.set(lists.customerIds, known)
  const key = String(request.fiscalYear)
  const kept = known.get(key)
  if (kept?.rateIds === lists.rateIds) return kept
  const empty = noUsage(lists, request.fiscalYear)
  known.set(key, empty)
  return empty
}

/** Typed quantities by year, each year's sorted as its lines are. */
function typedOf(draft: Draft, { lists, firstMonth }: { readonly lists: Lists; readonly firstMonth: number }): ReadonlyMap<FiscalYear, readonly TypedLine[]> {
  const byYear = new Map<FiscalYear, TypedLine[]>()
  if (draft.usageEntry.size === 0) return byYear
  const customers = new Map(lists.customerIds.map((id, index) => [id, index]))
  const rates = new Map(lists.rateIds.map((id, index) => [id, index]))
  for (const entry of draft.usageEntry.values()) {
    const [customer, rate, year] = [customers.get(entry.customerId), rates.get(entry.rateId), fiscalYearOf(entry.month, firstMonth)]
    if (customer === undefined || rate === undefined || year === undefined) continue
    const line = { customer, rate, month: monthOfYear(monthNumber(entry.month), firstMonth), quantity: entry.quantity === null ? null : microUnits(entry.quantity) }
    byYear.set(year, [...(byYear.get(year) ?? []), line])
  }
  for (const lines of byYear.values()) lines.sort((left, right) => left.rate - right.rate || left.customer - right.customer || left.month - right.month)
  return byYear
}

/** @example monthOfYear(monthNumber(month('2003-08')), 7) // 1 */
function monthOfYear(number: number, firstMonth: number): number {
  return (number - firstMonth + 1 + 12) % 12
}

const NONE = -1

/** Where each id stands in a list; -1 for one that is not there. */
function placesOf(ids: readonly string[], list: readonly string[]): Int32Array {
  const places = new Map(list.map((id, index) => [id, index]))
  return Int32Array.from(ids, (id) => places.get(id) ?? NONE)
}

/** What becomes of each month that occurs: its fiscal year (0: none). */
function yearsOfMonths(months: Int32Array, firstMonth: number): { readonly least: number; readonly years: Int32Array } {
  const [first] = months
  if (first === undefined) return { least: 0, years: new Int32Array() }
  let [least, most] = [first, first]
  for (const each of months) {
    if (each < least) least = each
    if (each > most) most = each
  }
  return { least, years: Int32Array.from({ length: most - least + 1 }, (_, index) => fiscalYearOf(monthOfNumber(least + index), firstMonth) ?? 0) }
}

/** Lines of one year, filled from its first place on. */
type Filling = { readonly fiscalYear: FiscalYear; readonly usage: UsageOfYear; readonly halves: Int32Array; count: number }

function fillings(counts: ReadonlyMap<number, number>, lists: Lists): readonly Filling[] {
  return [...counts].toSorted(([left], [right]) => left - right).flatMap(([fiscalYear, count]) => {
    if (!isFiscalYear(fiscalYear)) return []
    const usage = { fiscalYear, ...lists, customer: new Int32Array(count), rate: new Int32Array(count), month: new Uint8Array(count), quantity: new BigInt64Array(count) }
    return [{ fiscalYear, usage, halves: halvesOf(usage.quantity), count: 0 }]
  })
}

function usageOfLines({ lines, lists, firstMonth }: { readonly lines: CountedLines; readonly lists: Lists; readonly firstMonth: number }): EffectiveUsage {
  const customers = placesOf(lines.customerIds, lists.customerIds)
  const rates = placesOf(lines.rateIds, lists.rateIds)
  const { least, years } = yearsOfMonths(lines.month, firstMonth)
  const length = lines.rate.length
  const [customer, rate, order] = [new Int32Array(length), new Int32Array(length), new Int32Array(length)]
  const counts = new Map<number, number>()
  let [kept, ofNoYear, lastYear, ofLastYear] = [0, 0, 0, 0]
  for (let line = 0; line < length; line += 1) {
    const year = years[(lines.month[line] ?? 0) - least] ?? 0
    const [ofCustomer, ofRate] = [customers[lines.customer[line] ?? 0] ?? NONE, rates[lines.rate[line] ?? 0] ?? NONE]
    if (year === 0) ofNoYear += 1
    if (year === 0 || ofCustomer === NONE || ofRate === NONE) continue
    customer[line] = ofCustomer
    rate[line] = ofRate
    order[kept] = line
    kept += 1
    // Lines of a year follow each other nearly everywhere.
    if (year !== lastYear) {
      counts.set(lastYear, (counts.get(lastYear) ?? 0) + ofLastYear)
      lastYear = year
      ofLastYear = 0
    }
    ofLastYear += 1
  }
  counts.set(lastYear, (counts.get(lastYear) ?? 0) + ofLastYear)
  const filled = fillings(counts, lists)
  const fillingOf = Int32Array.from(years, (year) => filled.findIndex(({ fiscalYear }) => fiscalYear === year))
  const halves = halvesOf(lines.quantity)
  for (const line of sortedBy(rate, sortedBy(customer, sortedBy(lines.month, order.subarray(0, kept))))) {
    const month = lines.month[line] ?? 0
    const filling = filled[fillingOf[month - least] ?? NONE]
    if (filling === undefined) continue
    const { usage, count: at } = filling
    usage.customer[at] = customer[line] ?? 0
    usage.rate[at] = rate[line] ?? 0
    usage.month[at] = monthOfYear(month, firstMonth)
    copyQuantity({ from: halves, at: line, to: filling.halves, place: at })
    filling.count = at + 1
  }
  const orphans = {
    lineCount: length - kept, ofNoYear, customers: goneAmong(lines.customerIds, { places: customers, used: lines.customer }), rates: goneAmong(lines.rateIds, { places: rates, used: lines.rate }),
  }
  return { years: new Map(filled.filter(({ usage }) => usage.rate.length > 0).map(({ fiscalYear, usage }) => [fiscalYear, usage])), orphans }
}

/** Ids without a place that lines use, with how many do. */
function goneAmong(ids: readonly string[], { places, used }: { readonly places: Int32Array; readonly used: Int32Array }): Orphans['customers'] {
  if (!places.includes(NONE)) return []
  const counts = new Int32Array(ids.length)
  for (const each of used) counts[each] = (counts[each] ?? 0) + 1
  return ids.map((id, index) => ({ id, lineCount: places[index] === NONE ? (counts[index] ?? 0) : 0 })).filter(({ lineCount }) => lineCount > 0)
}
