/** What the status bar says of selected cells (exact, as everything): sum, average, count. */
import { decimal, Decimal, formatFixed, round, toText, type AnyDecimalText } from '../../../src-shared/domain/decimal.ts'
import type { GridColumn, GridSelection } from '../RateGrid/types.ts'

/** Places of an average, which is a division (NUM-1). */
const AVERAGE_PLACES = 4

export type SelectionSum = { readonly sum: string; readonly average: string; readonly count: number }

/** Of the selected cells in which `numberAt` finds a number; null without any. */
export function sumOfSelection<Row>(selection: GridSelection<Row>, numberAt: (row: Row, columnId: string) => AnyDecimalText | null): SelectionSum | null {
  let sum = new Decimal(0)
  let count = 0
  let places = 0
  selection.forEach(({ row, columnId }) => {
    const number = numberAt(row, columnId)
    if (number === null) return
    const value = decimal(number)
    sum = sum.plus(value)
    places = Math.max(places, value.decimalPlaces())
    count += 1
  })
  if (count === 0) return null
  return { sum: formatFixed(toText(sum), Math.max(2, places)), average: formatFixed(toText(round(sum.div(count), AVERAGE_PLACES)), AVERAGE_PLACES), count }
}

/** The same of the numbers that the cells show. */
export function sumOfShown<Row>(selection: GridSelection<Row>, columns: ReadonlyMap<string, GridColumn<Row>>): SelectionSum | null {
  return sumOfSelection(selection, (row, columnId) => {
    const cell = columns.get(columnId)?.cell(row)
    return cell?.kind === 'number' ? cell.value : null
  })
}
