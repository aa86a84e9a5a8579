/** Counts of a comparison's rows by what happened to them. */
import { assertNever } from '../result.ts'
import type { Comparison, ComparisonCell, ComparisonRow, ComparisonSummary } from './comparison.ts'
import { priceKey } from './resolve-prices.ts'

export type Counts = readonly { -readonly [Name in keyof ComparisonSummary]: number }[]

export function emptySummaries(length: number): Counts {
  return Array.from({ length }, () => ({ up: 0, down: 0, unchanged: 0, new: 0, gone: 0, notComparable: 0 }))
}

/** What a cell counts as (RATE-4); null where neither version has a price. @example countsAs(cell) // 'up' */
export function countsAs(cell: Pick<ComparisonCell, 'status' | 'difference'>): keyof ComparisonSummary | null {
  switch (cell.status) {
    case 'changed':
    case 'no-base':
      return cell.difference !== null && cell.difference.charCodeAt(0) === 45 ? 'down' : 'up'
    case 'unchanged':
    case 'new':
      return cell.status
    case 'discontinued':
    case 'merged':
    case 'split':
    case 'replaced':
      return 'gone'
    case 'not-comparable':
      return 'notComparable'
    case 'absent':
      return null
    default:
      return assertNever(cell.status)
  }
}

/** Adds a row to the counts of each comparison, `times` -1 takes it out again. */
export function addToSummaries(counts: Counts, counted: { readonly row: ComparisonRow | undefined; readonly times: 1 | -1 }): void {
  const cells = counted.row?.cells ?? []
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index]
    const count = counts[index]
    if (cell === undefined || count === undefined) continue
    const name = countsAs(cell)
    if (name !== null) count[name] += counted.times
  }
}

/** The rows behind the counts of one comparison: of each rate and class the first, as `ComparisonSummary` says. */
export function countedRows({ rows }: Pick<Comparison, 'rows'>, index: number): ReadonlyMap<ComparisonRow, keyof ComparisonSummary> {
  const seen = new Set<string>()
  return new Map(rows.flatMap((row): readonly (readonly [ComparisonRow, keyof ComparisonSummary])[] => {
    const cell = row.cells[index]
    const key = priceKey(row.rateId, row.customerClass)
    if (cell === undefined || seen.has(key)) return []
    seen.add(key)
    const name = countsAs(cell)
    return name === null ? [] : [[row, name]]
  }))
}
