/**
 * Comparison of versions (RATE-4, RATE-5, NUM-3, NUM-4): one base, any number of years and scenarios beside it.
 */
import type { Draft } from '../model/draft.ts'
import { CUSTOMER_CLASSES } from '../model/tables.ts'
import { formatVersion } from '../version-label.ts'
import type { Version } from '../version.ts'
import { baselinesInUse, type Baselined } from './baseline-figures.ts'
import { addToSummaries, emptySummaries, type Counts } from './compare-summary.ts'
import { rowOfBaseline, rowOfSlot, type ComparisonTable } from './compare-rows.ts'
import type { Comparison, ComparisonRequest, ComparisonRow } from './comparison.ts'
import { catalogOrder, priceColumn, slotOf, type CatalogEntry } from './price-columns.ts'

/** What a later comparison may take over. */
type Workings = {
  readonly draft: Draft
  readonly table: ComparisonTable
  readonly rows: readonly ComparisonRow[]
  /** The row of a slot that has a row without a baseline; -1 where it has none. */
  readonly rowOfSlot: Int32Array
  readonly baselined: readonly (Baselined & { readonly row: number })[]
  /** Rates that are shown because the model has no price of them. */
  readonly unpriced: ReadonlySet<string>
}
const workingsOf = new WeakMap<Comparison, Workings>()

/**
 * Compares versions of a model row by row. Differences are in USD per unit, or in points for a price that is a percentage;
 * a change is in per cent of the base's figure, rounded once to two places.
 *
 * @example compareVersions(draft, { base: planOf(fiscalYear(2003)), comparisons: [planOf(fiscalYear(2004))], basis: 'published' })
 *   // prime CPU time: 100.30 to 99.81, difference -0.49, -0.49 %
 */
export function compareVersions(draft: Draft, request: ComparisonRequest): Comparison {
  const table = tableOf(draft, request)
  const rows: ComparisonRow[] = []
  const rowOf = new Int32Array(table.order.entries.length + table.order.otherSlots.size).fill(-1)
  const baselined: (Baselined & { readonly row: number })[] = []
  const unpriced: CatalogEntry[] = []
  const summaries = emptySummaries(table.columns.length)
  const classes = table.order.otherSlots.size === 0 ? CUSTOMER_CLASSES.slice(0, 1) : CUSTOMER_CLASSES
  for (let index = 0; index < table.order.entries.length; index += 1) {
    const entry = table.order.entries[index]
    if (entry === undefined) continue
    const first = rows.length
    for (const customerClass of classes) {
      const slot = slotOf(table.order, index, customerClass)
      if (slot === undefined || !isPriced(table, slot)) continue
      const at = rows.length
      // A baseline belongs to the rate, whose first class is the one that every customer of the provider pays.
      const baselines = at === first ? baselinesInUse(draft, request, entry.rate.id) : []
      if (baselines.length === 0) {
        rowOf[slot] = at
        rows.push(rowOfSlot(table, { entry, slot, customerClass }))
      }
      for (const baseline of baselines) {
        const line = { entry, slot, customerClass, baseline }
        baselined.push({ ...line, row: rows.length })
        rows.push(rowOfBaseline(table, line))
      }
      addToSummaries(summaries, { row: rows[at], times: 1 })
    }
    if (first === rows.length && entry.rate.retiredFrom === null) unpriced.push(entry)
  }
  const all = withUnpriced(table, { rows, unpriced })
  if (all.length === rows.length) return finish({ draft, table, rows, rowOfSlot: rowOf, baselined, unpriced: new Set() }, summaries)
  const priced = new Set(rows)
  const at = new Map(all.map((row, index) => [row, index]))
  const moved = (index: number): number => {
    const row = rows[index]
    return row === undefined ? -1 : (at.get(row) ?? -1)
  }
  const workings = { draft, table, rows: all, rowOfSlot: rowOf.map(moved), baselined: baselined.map((each) => ({ ...each, row: moved(each.row) })), unpriced: new Set(all.filter((row) => !priced.has(row)).map((row) => row.rateId)) }
  return finish(workings, summaries)
}

/**
 * The same comparison after an edit, equal to that of `compareVersions`. Rows that the edit leaves as they were stay the
 * same objects, so that a table repaints only what changed; an edit of one price costs what one row costs.
 */
export function recompare(previous: Comparison, draft: Draft): Comparison {
  const before = workingsOf.get(previous)
  if (before === undefined || !pricesAloneDiffer(before, draft)) return compareVersions(draft, previous.request)
  const table = tableOf(draft, previous.request)
  const touched = touchedSlots(before, table)
  if (touched === undefined) return compareVersions(draft, previous.request)
  if (touched.size === 0 && before.baselined.length === 0) return previous
  const rows = [...before.rows]
  const summaries = previous.summaries.map((each) => ({ ...each }))
  const replace = (at: number, row: ComparisonRow): void => {
    // Each rate and class counts by its first row only.
    const isFirst = rows[at - 1]?.rateId !== row.rateId || rows[at - 1]?.customerClass !== row.customerClass
    if (isFirst) addToSummaries(summaries, { row: rows[at], times: -1 })
    if (isFirst) addToSummaries(summaries, { row, times: 1 })
    rows[at] = row
  }
  for (const slot of touched) {
    const at = before.rowOfSlot[slot] ?? -1
    const row = rows[at]
    const entry = row && table.order.entries[table.order.indexOf.get(row.rateId) ?? -1]
    if (row && entry) replace(at, rowOfSlot(table, { entry, slot, customerClass: row.customerClass }))
  }
  for (const line of before.baselined) {
    const row = rowOfBaseline(table, line)
    const former = rows[line.row]
    // A baseline's figure is computed anew each time; its digits say whether anything moved.
    const same = former !== undefined && former.base.text === row.base.text && row.cells.every((cell, index) => former.cells[index]?.price === cell.price)
    if (!same) replace(line.row, row)
  }
  return finish({ ...before, draft, table, rows }, summaries)
}

/** What titles, order, baselines, relations and labels say must be as before, and the rates without any price the same. */
function pricesAloneDiffer(before: Workings, draft: Draft): boolean {
  const was = before.draft
  return (
    before.table.order === catalogOrder(draft) && was.rateRelation === draft.rateRelation && was.baseline === draft.baseline && was.baselineTerm === draft.baselineTerm &&
    was.scenario === draft.scenario && draft.price.size >= was.price.size && !(was.price !== draft.price && anyOf(draft.price, before.unpriced)) && !(was.override !== draft.override && anyOf(draft.override, before.unpriced))
  )
}

function anyOf(table: ReadonlyMap<string, { readonly rateId: string }>, rateIds: ReadonlySet<string>): boolean {
  if (rateIds.size > 0) for (const row of table.values()) if (rateIds.has(row.rateId)) return true
  return false
}

/** Slots whose figure is another object than before; undefined when a row comes or goes. */
function touchedSlots(before: Workings, table: ComparisonTable): ReadonlySet<number> | undefined {
  const touched = new Set<number>()
  const pairs = [[before.table.base, table.base] as const, ...table.columns.map((column, index) => [before.table.columns[index] ?? column, column] as const)]
  for (const [was, is] of pairs) {
    if (was === is) continue
    const length = Math.max(was.figures.length, is.figures.length)
    for (let slot = 0; slot < length; slot += 1) if (was.figures[slot] !== is.figures[slot]) touched.add(slot)
  }
  for (const slot of touched) if (isPriced(before.table, slot) !== isPriced(table, slot)) return undefined
  return touched
}

function tableOf(draft: Draft, request: ComparisonRequest): ComparisonTable {
  const column = (version: Version): ReturnType<typeof priceColumn> => priceColumn({ draft, version, basis: request.basis })
  return { draft, request, order: catalogOrder(draft), base: column(request.base), columns: request.comparisons.map(column), changes: Array.from({ length: request.comparisons.length }) }
}

function finish(workings: Workings, summaries: Counts): Comparison {
  const { draft, table } = workings
  const { request } = table
  const comparison: Comparison = {
    request, baseLabel: formatVersion(draft, request.base), comparisonLabels: request.comparisons.map((each) => formatVersion(draft, each)),
    rows: workings.rows, summaries,
  }
  workingsOf.set(comparison, workings)
  return comparison
}

function isPriced(table: ComparisonTable, slot: number): boolean {
  if (table.base.figures[slot] !== undefined) return true
  for (const column of table.columns) if (column.figures[slot] !== undefined) return true
  return false
}

/** A rate that has no price in any version of the model is shown empty, so that one can be typed. */
function withUnpriced(table: ComparisonTable, found: { readonly rows: readonly ComparisonRow[]; readonly unpriced: readonly CatalogEntry[] }): readonly ComparisonRow[] {
  if (found.unpriced.length === 0) return found.rows
  const waiting = new Set(found.unpriced.map((each) => each.rate.id))
  for (const price of table.draft.price.values()) waiting.delete(price.rateId)
  for (const override of table.draft.override.values()) waiting.delete(override.rateId)
  if (waiting.size === 0) return found.rows
  const at = (rateId: string): number => table.order.indexOf.get(rateId) ?? 0
  const added = found.unpriced.filter((each) => waiting.has(each.rate.id)).map((entry) => rowOfSlot(table, { entry, slot: at(entry.rate.id), customerClass: 'state' }))
  return [...found.rows, ...added].toSorted((left, right) => at(left.rateId) - at(right.rateId))
}
