/** Charts of rates as data: the screen, the workbook and the PDF draw the same ones. */
import { decimal, formatFixed, type Percent } from '../decimal.ts'
import type { Draft } from '../model/draft.ts'
import type { CustomerClass } from '../model/tables.ts'
import { PERCENT_PLACES, type ComparedFigure, type Comparison, type ComparisonCell, type ComparisonRow } from '../rates/comparison.ts'
import { figureOf, comparedUnit } from '../rates/price-columns.ts'
import { resolvePrice } from '../rates/resolve-prices.ts'
import { formatVersion } from '../version-label.ts'
import { readVersionKey, type Version } from '../version.ts'
import type { ChartModel } from './report-model.ts'

export type LargestChange = { readonly row: ComparisonRow; readonly cell: ComparisonCell; readonly percentChange: Percent }

/** Rows of one comparison whose rate changed, by the size of the % change; ties in the order of the schedule. */
export function largestChanges(comparison: Comparison, index: number, limit: number): readonly LargestChange[] {
  const changed: (LargestChange & { readonly size: number })[] = []
  for (const row of comparison.rows) {
    const cell = row.cells[index]
    if (cell === undefined || cell.status !== 'changed' || cell.percentChange === null) continue
    // Only the order is taken from the double; two places of a per cent are far above its error.
    changed.push({ row, cell, percentChange: cell.percentChange, size: Math.abs(Number(cell.percentChange)) })
  }
  return changed.toSorted((left, right) => right.size - left.size).slice(0, limit)
}

/** A row's name with what tells it from its neighbours: `Wintel Server & Support, Low`, `Mileage, non-state`. */
export function rowTitle(row: Pick<ComparisonRow, 'title' | 'customerClass' | 'baselineName'>): string {
  return [row.title, ...(row.customerClass === 'state' ? [] : [row.customerClass]), ...(row.baselineName === null ? [] : [row.baselineName])].join(', ')
}

/** @example signedPercent('-0.49' as Percent) // '-0.49 %' */
export function signedPercent(percent: Percent): string {
  return `${decimal(percent).gt(0) ? '+' : ''}${formatFixed(percent, PERCENT_PLACES)} %`
}

/** The largest % changes of one comparison, as bars to both sides of zero. */
export function largestChangesChart(comparison: Comparison, index: number, limit: number): ChartModel {
  const label = comparison.comparisonLabels[index] ?? ''
  const changes = largestChanges(comparison, index, limit)
  return {
    id: `largest-changes-${index}`,
    title: `Largest changes, ${comparison.baseLabel} to ${label} (% of the ${comparison.baseLabel} rate)`,
    kind: 'bar',
    horizontal: true,
    categoryAxis: { title: 'Rate' },
    valueAxis: { title: 'Change', unit: '%', places: PERCENT_PLACES },
    categories: changes.map(({ row }) => rowTitle(row)),
    series: [{
      id: 'percent', name: `Change from ${comparison.baseLabel} to ${label}`, tone: 'by-sign',
      values: changes.map((each) => each.percentChange),
      labels: changes.map(({ row, cell, percentChange }) => `${signedPercent(percentChange)} (${row.base.text} to ${cell.text})`),
    }],
    emptyText: `No rate changes from ${comparison.baseLabel} to ${label}.`,
  }
}

type TrendPoint = { readonly version: Version; readonly figure: ComparedFigure | null }

/** Plans with the rate's figure, from the first year that has it to the last: years before it existed are no gap in its line. */
function trendPoints(draft: Draft, rateId: string, customerClass: CustomerClass): readonly TrendPoint[] {
  const years = [...new Set([...draft.schedule.values()].map((each) => each.version))]
    .flatMap((key) => readVersionKey(key) ?? [])
    .filter((version) => version.basis === 'plan')
    .toSorted((left, right) => left.fiscalYear - right.fiscalYear)
  const points = years.map((version): TrendPoint => {
    const price = resolvePrice(draft, { version, rateId, customerClass })
    return { version, figure: price === undefined ? null : figureOf(price, 'published') }
  })
  const isPriced = points.some(({ figure }) => figure !== null && figure.number !== null)
  return isPriced ? points.slice(points.findIndex(({ figure }) => figure !== null), points.findLastIndex(({ figure }) => figure !== null) + 1) : []
}

/** The versions that a rate's trend is drawn from. */
export function trendVersions(draft: Draft, rateId: string, customerClass: CustomerClass): readonly Version[] {
  return trendPoints(draft, rateId, customerClass).map(({ version }) => version)
}

/** One rate over all years of the model that have a plan, as published; a year without a figure is a gap that says why. */
export function rateTrendChart(draft: Draft, rateId: string, customerClass: CustomerClass): ChartModel {
  const rate = draft.rate.get(rateId)
  const title = rate?.title ?? rateId
  const points = trendPoints(draft, rateId, customerClass)
  const priced = points.flatMap(({ figure }) => (figure === null || figure.number === null ? [] : [figure]))
  const isPercent = priced.some((each) => each.price !== null && comparedUnit(each.price.kind) === 'points')
  const places = Math.max(0, ...priced.map((each) => each.places))
  const unit = isPercent ? '%' : `USD per ${rate?.billableUnit ?? 'unit'}`
  return {
    id: `trend-${rateId}-${customerClass}`,
    title: `${rowTitle({ title, customerClass, baselineName: null })} (${unit})`,
    kind: 'line',
    horizontal: false,
    categoryAxis: { title: 'Fiscal year' },
    valueAxis: { title: isPercent ? 'Added to cost' : 'Published rate', unit, places },
    categories: points.map(({ version }) => formatVersion(draft, version)),
    series: [{ id: 'rate', name: title, tone: 'accent', values: points.map(({ figure }) => figure?.number ?? null), labels: points.map(({ figure }) => figure?.text ?? 'No price') }],
    emptyText: `${title} has no price that is a number in any year.`,
  }
}
