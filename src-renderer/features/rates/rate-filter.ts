/** What the table is narrowed to. */
import { decimal, type Percent } from '../../../src-shared/domain/decimal.ts'
import type { ComparisonRow } from '../../../src-shared/domain/rates/comparison.ts'
import { priceKey, type WithdrawnPrice } from '../../../src-shared/domain/rates/resolve-prices.ts'
import { summaryFilterOf, type SummaryFilter } from './summary-filter.ts'

export type RateFilter = {
  /** What happened, in the comparison that is edited. */
  readonly status: SummaryFilter | null
  /** Changed in the scenario. */
  readonly editedOnly: boolean
  /** Increases of more than so many per cent. */
  readonly above: Percent | null
  readonly text: string
}

export const NO_FILTER: RateFilter = { status: null, editedOnly: false, above: null, text: '' }

export function isNarrowed(filter: RateFilter): boolean {
  return filter.status !== null || filter.editedOnly || filter.above !== null || filter.text.trim() !== ''
}

function holds(row: ComparisonRow, text: string): boolean {
  const all = `${row.code} ${row.title} ${row.billableUnit} ${row.objectCode} ${row.service} ${row.serviceGroup} ${row.lineOfBusiness} ${row.note} ${row.cells.map((cell) => cell.statusText).join(' ')}`.toLowerCase()
  return text.toLowerCase().split(/\s+/).every((word) => all.includes(word))
}

/**
 * The rows that pass, judged by the comparison at `index`.
 *
 * @example filterRows(comparison.rows, { index: 0, filter: { ...NO_FILTER, status: 'new' }, withdrawn: [[]] })
 */
export function filterRows(rows: readonly ComparisonRow[], { index, filter, withdrawn }: { readonly index: number; readonly filter: RateFilter; /** For each comparison, what its scenario takes away. */ readonly withdrawn: readonly (readonly WithdrawnPrice[])[] }): readonly ComparisonRow[] {
  if (!isNarrowed(filter)) return rows
  const text = filter.text.trim()
  const above = filter.above === null ? null : decimal(filter.above)
  const takenAway = new Set(withdrawn.flat().map((each) => each.key))
  return rows.filter((row) => {
    const cell = row.cells[index]
    if (cell === undefined) return false
    if (filter.status !== null && summaryFilterOf(cell) !== filter.status) return false
    if (filter.editedOnly && !row.cells.some((each) => each.price?.override) && !takenAway.has(priceKey(row.rateId, row.customerClass))) return false
    if (above !== null && (cell.percentChange === null || !decimal(cell.percentChange).gt(above))) return false
    return text === '' || holds(row, text)
  })
}
