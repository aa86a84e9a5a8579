/** Where a line comes down to a point and does not fall on: above the point the line itself is in the way of a label. */
import { decimal } from '../decimal.ts'
import type { ChartModel } from './report-model.ts'

/**
 * True of a low point of the only measured line of a chart; with several lines each label has a side of its own.
 *
 * @example of 99.9, 98.7, 99.9 the second
 */
export function isTrough(chart: ChartModel, series: number, index: number): boolean {
  const own = chart.series[series]
  if (own === undefined || own.line !== undefined || chart.series.some((other, at) => at !== series && other.line === undefined && other.isPlain !== true)) return false
  const [before, at, after] = [own.values[index - 1] ?? null, own.values[index] ?? null, own.values[index + 1] ?? null]
  if (before === null || at === null) return false
  return decimal(before).greaterThan(decimal(at)) && (after === null || decimal(after).greaterThanOrEqualTo(decimal(at)))
}
