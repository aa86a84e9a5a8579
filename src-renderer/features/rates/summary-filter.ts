/** The six things that can have happened to a rate, as the strip counts them and as the table is narrowed to them. */
import type { ComparisonCell, ComparisonSummary } from '../../../src-shared/domain/rates/comparison.ts'
import { assertNever } from '../../../src-shared/domain/result.ts'

/** As an address names them: `/rates?status=not-comparable`. */
export const SUMMARY_FILTERS = ['up', 'down', 'unchanged', 'new', 'gone', 'not-comparable'] as const
export type SummaryFilter = (typeof SUMMARY_FILTERS)[number]

export function isSummaryFilter(text: string | null): text is SummaryFilter {
  return SUMMARY_FILTERS.some((each) => each === text)
}

/** What a cell counts as; null where neither version has a price. It agrees with the counts of the domain (RATE-4). */
export function summaryFilterOf(cell: Pick<ComparisonCell, 'status' | 'difference'>): SummaryFilter | null {
  switch (cell.status) {
    case 'changed':
    case 'no-base':
      return cell.difference?.startsWith('-') === true ? 'down' : 'up'
    case 'unchanged':
    case 'new':
    case 'not-comparable':
      return cell.status
    case 'discontinued':
    case 'merged':
    case 'split':
    case 'replaced':
      return 'gone'
    case 'absent':
      return null
    default:
      return assertNever(cell.status)
  }
}

export function countOf(summary: ComparisonSummary, filter: SummaryFilter): number {
  return filter === 'not-comparable' ? summary.notComparable : summary[filter]
}
