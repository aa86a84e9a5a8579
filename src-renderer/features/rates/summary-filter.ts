/** The six things that can have happened to a rate, as the strip counts them and as the table is narrowed to them. */
import { countsAs } from '../../../src-shared/domain/rates/compare-summary.ts'
import type { ComparisonCell, ComparisonSummary } from '../../../src-shared/domain/rates/comparison.ts'

/** As an address names them: `/rates?status=not-comparable`. */
export const SUMMARY_FILTERS = ['up', 'down', 'unchanged', 'new', 'gone', 'not-comparable'] as const
export type SummaryFilter = (typeof SUMMARY_FILTERS)[number]

export function isSummaryFilter(text: string | null): text is SummaryFilter {
  return SUMMARY_FILTERS.some((each) => each === text)
}

/** What a cell counts as; null where neither version has a price. */
export function summaryFilterOf(cell: Pick<ComparisonCell, 'status' | 'difference'>): SummaryFilter | null {
  const name = countsAs(cell)
  return name === 'notComparable' ? 'not-comparable' : name
}

export function countOf(summary: ComparisonSummary, filter: SummaryFilter): number {
  return filter === 'not-comparable' ? summary.notComparable : summary[filter]
}
