/** Columns of figures as wide, and with as many places, as what stands in them: a figure of which digits are cut off is a wrong figure. */
import { DIGIT, PARENTHESIS, POINT } from '../RateGrid/glyph-widths.ts'
import type { GridCell, GridColumn } from '../RateGrid/types.ts'

/** More rows than these are not looked through at every edit. */
const MOST_MEASURED = 400

/** Pixels of an em, of the paddings, and of the arrow of a change with what keeps it from the figure. */
const [EM, PADDING, ARROW] = [13, 16, 16]
/** The row of sums is bold. */
const BOLD = 1.04

type Measured = { readonly places: number; readonly whole: number; readonly isSigned: boolean }

/** Digits before the point, by the text alone: it is done for every cell at every edit. @example wholeDigits('-1234.5') // 4 */
function wholeDigits(value: string): number {
  const point = value.indexOf('.')
  return (point === -1 ? value.length : point) - (value.startsWith('-') ? 1 : 0)
}

function widened(sofar: Measured, cell: GridCell): Measured {
  if (cell.kind !== 'number') return sofar
  return { places: Math.max(sofar.places, cell.places), whole: Math.max(sofar.whole, wholeDigits(cell.value)), isSigned: sofar.isSigned || cell.signed === true }
}

function widthOf({ places, whole, isSigned }: Measured): number {
  const separators = Math.floor(Math.max(0, whole - 1) / 3) + (places > 0 ? 1 : 0)
  const figure = (whole + places) * DIGIT + separators * POINT + 2 * PARENTHESIS
  return Math.ceil(figure * EM * BOLD) + PADDING + (isSigned ? ARROW : 0)
}

/**
 * The columns, those of figures at least as wide as their widest figure, with the most places that any of them has.
 *
 * @example fittedColumns([{ align: 'decimal', width: 112, ... }], rows)[0].width // 137 where a row has (23,169,731.02)
 */
export function fittedColumns<Row>(columns: readonly GridColumn<Row>[], rows: readonly Row[]): readonly GridColumn<Row>[] {
  return columns.map((column) => {
    if (column.align !== 'decimal') return column
    if (rows.length > MOST_MEASURED) return { ...column, decimals: column.decimals ?? 0 }
    const measured = rows.reduce<Measured>((sofar, row) => widened(sofar, column.cell(row)), { places: 0, whole: 0, isSigned: false })
    return { ...column, decimals: measured.places, width: Math.max(column.width, widthOf(measured)) }
  })
}
