/**
 * The rows of a comparison: one for a rate and customer class, one for each named baseline where there are any (RATE-5).
 */
import type { Percent, UsdPerUnit } from '../decimal.ts'
import type { Draft } from '../model/draft.ts'
import type { Baseline, CustomerClass } from '../model/tables.ts'
import { baselineFigure, type Baselined } from './baseline-figures.ts'
import { compareColumns, differenceText, figureColumn, percentChangeText, type ChangeColumn } from './compare-kernel.ts'
import { ABSENT, DECREASE, FROM_ZERO, INCREASE, UNCHANGED, statusWhenGone, statusWhenNew, whyNotComparable, type StatusInWords } from './compare-status.ts'
import type { ComparedFigure, ComparisonCell, ComparisonRequest, ComparisonRow } from './comparison.ts'
import { comparedUnit, MEASURE, type CatalogEntry, type CatalogOrder, type PriceColumn } from './price-columns.ts'

export type ComparisonTable = {
  readonly draft: Draft
  readonly request: ComparisonRequest
  readonly order: CatalogOrder
  readonly base: PriceColumn
  readonly columns: readonly PriceColumn[]
  /** Filled when first asked for. */
  readonly changes: (ChangeColumn | undefined)[]
}

/** A rate in one customer class. */
export type Line = { readonly entry: CatalogEntry; readonly slot: number; readonly customerClass: CustomerClass }

export const NO_FIGURE: ComparedFigure = { price: null, text: '', number: null, places: 0 }
const ABSENT_CELL: ComparisonCell = { ...NO_FIGURE, ...ABSENT, difference: null, differenceUnit: null, percentChange: null }

export function rowOfSlot(table: ComparisonTable, line: Line): ComparisonRow {
  const { slot } = line
  const cells = table.columns.map((_, index) => cellOfSlot(table, line, index))
  return makeRow(line, { key: `${line.entry.rate.id}|${line.customerClass}|`, baseline: null, base: table.base.figures[slot] ?? NO_FIGURE, cells })
}

function cellOfSlot(table: ComparisonTable, line: Line, index: number): ComparisonCell {
  const { slot } = line
  const column = table.columns[index]
  const to = column?.figures[slot]
  const measure = column?.measures[slot]
  if (to !== undefined && measure === table.base.measures[slot] && (measure === MEASURE.usdPerUnit || measure === MEASURE.points)) {
    return cellOfChange(to, { change: changeColumn(table, index), at: slot, unit: measure === MEASURE.points ? 'points' : 'USD/unit' })
  }
  const from = table.base.figures[slot] ?? NO_FIGURE
  return cellOfPair(table, { line, index, from, to: to ?? NO_FIGURE })
}

function changeColumn(table: ComparisonTable, index: number): ChangeColumn {
  const known = table.changes[index]
  if (known !== undefined) return known
  const made = compareColumns(table.base.numbers, table.columns[index]?.numbers ?? table.base.numbers)
  table.changes[index] = made
  return made
}

/** A cell whose two figures can be subtracted. */
function cellOfChange(to: ComparedFigure, place: { readonly change: ChangeColumn; readonly at: number; readonly unit: ComparisonCell['differenceUnit'] }): ComparisonCell {
  const { change, at, unit } = place
  const difference = differenceText(change, at)
  const percentChange = percentChangeText(change, at)
  const { status, statusText } = statusOf(difference, percentChange)
  return {
    price: to.price, text: to.text, number: to.number, places: to.places, status, statusText, difference,
    differenceUnit: unit, percentChange,
  }
}

function statusOf(difference: UsdPerUnit | Percent | null, percentChange: Percent | null): StatusInWords {
  if (difference === '0' || difference === null) return UNCHANGED
  // A difference without a per cent of the base: the base is zero (NUM-4).
  if (percentChange === null) return FROM_ZERO
  return difference.charCodeAt(0) === 45 ? DECREASE : INCREASE
}

type Pair = { readonly line: Line; readonly index: number; readonly from: ComparedFigure; readonly to: ComparedFigure }

/** Any two figures, one of which may be missing or no number. */
function cellOfPair(table: ComparisonTable, pair: Pair): ComparisonCell {
  const { from, to } = pair
  // An empty text is a figure that is not there; every price has one.
  if (from.text === '' && to.text === '') return ABSENT_CELL
  const span = { draft: table.draft, rateId: pair.line.entry.rate.id, base: table.request.base, comparison: table.request.comparisons[pair.index] ?? table.request.base }
  const unlike = to.text === '' ? statusWhenGone(span) : from.text === '' ? statusWhenNew(span) : whyNotComparable(from, to)
  if (unlike === null) return cellOfChange(to, { change: compareColumns(figureColumn([from.number]), figureColumn([to.number])), at: 0, unit: to.price === null ? null : comparedUnit(to.price.kind) })
  return { price: to.price, text: to.text, number: to.number, places: to.places, status: unlike.status, statusText: unlike.statusText, difference: null, differenceUnit: null, percentChange: null }
}

/** The row of one baseline: its figure stands in the base column, and every cell is compared with that (RATE-5). */
export function rowOfBaseline(table: ComparisonTable, line: Baselined): ComparisonRow {
  const { entry, slot, baseline } = line
  const figures = table.columns.map((column) => column.figures[slot] ?? NO_FIGURE)
  const places = figures.find((each) => each.number !== null)?.places ?? 0
  const base = baselineFigure({ draft: table.draft, base: table.request.base, basis: table.request.basis, customerClass: line.customerClass }, baseline, places)
  const cells = figures.map((to, index) => cellOfPair(table, { line, index, from: base, to }))
  return makeRow(line, { key: `${entry.rate.id}|${line.customerClass}|${baseline.id}`, baseline, base, cells })
}

function noteOf(entry: CatalogEntry, cells: readonly ComparisonCell[]): string {
  const priceNote = cells.at(-1)?.price?.note ?? ''
  return priceNote === '' || priceNote === entry.rate.note ? entry.rate.note : entry.rate.note === '' ? priceNote : `${entry.rate.note}; ${priceNote}`
}

function makeRow(line: Line, figures: { readonly key: string; readonly baseline: Baseline | null; readonly base: ComparedFigure; readonly cells: readonly ComparisonCell[] }): ComparisonRow {
  const { rate, service, serviceGroup, lineOfBusiness } = line.entry
  return {
    key: figures.key, rateId: rate.id, customerClass: line.customerClass, baselineId: figures.baseline?.id ?? null, baselineName: figures.baseline?.name ?? null,
    code: rate.code, title: rate.title, billableUnit: rate.billableUnit, objectCode: rate.objectCode,
    lineOfBusiness: lineOfBusiness.name, lineOfBusinessId: lineOfBusiness.id, serviceGroup: serviceGroup.name, serviceGroupId: serviceGroup.id,
    service: service.name, serviceId: service.id, note: noteOf(line.entry, figures.cells), base: figures.base, cells: figures.cells,
  }
}
