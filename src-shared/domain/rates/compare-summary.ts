/** Counts of a comparison's rows by what happened to them. */
import { assertNever } from '../result.ts'
import type { ComparisonRow, ComparisonSummary } from './comparison.ts'

export type Counts = readonly { -readonly [Name in keyof ComparisonSummary]: number }[]

export function emptySummaries(length: number): Counts {
  return Array.from({ length }, () => ({ up: 0, down: 0, unchanged: 0, new: 0, gone: 0, notComparable: 0 }))
}

/** Adds a row to the counts of each comparison, `times` -1 takes it out again. */
export function addToSummaries(counts: Counts, counted: { readonly row: ComparisonRow | undefined; readonly times: 1 | -1 }): void {
  const cells = counted.row?.cells ?? []
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index]
    const count = counts[index]
    if (cell === undefined || count === undefined) continue
    switch (cell.status) {
      case 'changed':
      case 'no-base':
        if (cell.difference !== null && cell.difference.charCodeAt(0) === 45) count.down += counted.times
        else count.up += counted.times
        break
      case 'unchanged':
        count.unchanged += counted.times
        break
      case 'new':
        count.new += counted.times
        break
      case 'discontinued':
      case 'merged':
      case 'split':
      case 'replaced':
        count.gone += counted.times
        break
      case 'not-comparable':
        count.notComparable += counted.times
        break
      case 'absent':
        break
      default:
        assertNever(cell.status)
    }
  }
}
