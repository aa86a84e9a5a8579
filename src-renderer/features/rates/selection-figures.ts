/** What the status bar says of the selected cells (exact, as everything): sum, average, count. */
import { decimal, Decimal, formatFixed, round, toText } from '../../../src-shared/domain/decimal.ts'
import type { ComparisonRow } from '../../../src-shared/domain/rates/comparison.ts'
import type { CustomerClass } from '../../../src-shared/domain/model/tables.ts'
import type { GridSelection } from '../../components/RateGrid/types.ts'
import { meaningOf, numberOf } from './rates-columns.ts'

/** Places of an average, which is a division (NUM-1). */
const AVERAGE_PLACES = 4

export type SelectedFigures = { readonly sum: string | null; readonly average: string | null; readonly count: number }

export function selectionFigures(selection: GridSelection<ComparisonRow>): SelectedFigures | null {
  let sum = new Decimal(0)
  let count = 0
  let places = 0
  selection.forEach(({ row, columnId }) => {
    const number = numberOf(row, columnId)
    if (number === null) return
    const value = decimal(number)
    sum = sum.plus(value)
    places = Math.max(places, value.decimalPlaces())
    count += 1
  })
  if (count === 0) return null
  return { sum: formatFixed(toText(sum), Math.max(2, places)), average: formatFixed(toText(round(sum.div(count), AVERAGE_PLACES)), AVERAGE_PLACES), count }
}

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
