/** The rates that move most, by %, from one comparison. */
import { decimal } from '../../../src-shared/domain/decimal.ts'
import type { Comparison, ComparisonCell, ComparisonRow } from '../../../src-shared/domain/rates/comparison.ts'

export type Mover = { readonly row: ComparisonRow; readonly cell: ComparisonCell; readonly percentChange: NonNullable<ComparisonCell['percentChange']> }

/** Up and down, the largest first, as the chart and the report have them: a rate with several baselines stands with each of them (RATE-5). */
export function moversOf(comparison: Comparison, limit: number): { readonly up: readonly Mover[]; readonly down: readonly Mover[] } {
  const index = comparison.comparisonLabels.length - 1
  const movers: Mover[] = []
  for (const row of comparison.rows) {
    const cell = row.cells[index]
    if (cell?.percentChange === undefined || cell.percentChange === null) continue
    movers.push({ row, cell, percentChange: cell.percentChange })
  }
  const sorted = movers.toSorted((left, right) => decimal(right.percentChange).comparedTo(decimal(left.percentChange)))
  return {
    up: sorted.filter((each) => decimal(each.percentChange).gt(0)).slice(0, limit),
    down: sorted.filter((each) => decimal(each.percentChange).lt(0)).toReversed().slice(0, limit),
  }
}
