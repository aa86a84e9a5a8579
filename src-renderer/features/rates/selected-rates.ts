/** Which rates the selected cells of the what-if table are, and in which comparison. */
import type { ComparisonRow } from '../../../src-shared/domain/rates/comparison.ts'
import type { CustomerClass } from '../../../src-shared/domain/model/tables.ts'
import type { GridSelection } from '../../components/RateGrid/types.ts'
import { meaningOf } from './rates-columns.ts'

export type SelectedRates = {
  readonly cells: readonly { readonly rateId: string; readonly customerClass: CustomerClass }[]
  /** The comparison whose column is selected; null when none is. */
  readonly cellIndex: number | null
}

/** The rates of the selected rows, each class once, and the comparison that they are selected in. */
export function selectedRates(selection: GridSelection<ComparisonRow>): SelectedRates {
  const cells = new Map<string, { readonly rateId: string; readonly customerClass: CustomerClass }>()
  let cellIndex: number | null = null
  selection.forEach(({ row, columnId }) => {
    cells.set(`${row.rateId}|${row.customerClass}`, { rateId: row.rateId, customerClass: row.customerClass })
    const meaning = meaningOf(columnId)
    if (meaning !== null && meaning !== 'base') cellIndex ??= meaning.cellIndex
  })
  return { cells: [...cells.values()], cellIndex }
}
