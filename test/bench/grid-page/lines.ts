/** The table that both grids show: 15 columns, half of them figures that follow from the typed one. */
import { Decimal, formatFixed, round, toText, type UsdPerUnit } from '../../../src-shared/domain/decimal.ts'

export type Line = {
  readonly id: string
  readonly code: string
  readonly title: string
  readonly unit: string
  readonly from: UsdPerUnit
  readonly to: UsdPerUnit
  readonly difference: UsdPerUnit
  readonly percent: UsdPerUnit
  readonly status: string
  readonly note: string
}

export const COLUMN_COUNT = 15

function priced(line: Pick<Line, 'id' | 'code' | 'title' | 'unit' | 'note'>, from: Decimal, to: Decimal): Line {
  const difference = to.minus(from)
  const percent = round(difference.div(from).times(100), 2)
  return { ...line, from: toText(from), to: toText(to), difference: toText(difference), percent: toText(percent), status: difference.isZero() ? 'Unchanged' : difference.isNegative() ? 'Decrease' : 'Increase' }
}

export function makeLines(count: number): readonly Line[] {
  return Array.from({ length: count }, (_, index) => {
    const from = new Decimal(100 + (index % 977)).plus(new Decimal(index % 100).div(100))
    return priced({ id: `rate-${index}`, code: `R${String(index).padStart(6, '0')}`, title: `Resource ${index} of the schedule`, unit: 'CPU Hour', note: index % 7 === 0 ? 'Revised in January' : '' }, from, from.times(index % 3).div(50).plus(from).toDecimalPlaces(2))
  })
}

export function withRate(line: Line, text: string): Line {
  return priced(line, new Decimal(line.from), new Decimal(text))
}

/** The texts of the 15 cells of a line, as both grids show them. */
export function textsOf(line: Line): readonly string[] {
  return [
    line.code, line.title, line.unit, formatFixed(line.from, 2), formatFixed(line.to, 2), formatFixed(line.difference, 2), formatFixed(line.percent, 2), line.status, line.note,
    formatFixed(line.from, 2), formatFixed(line.to, 2), formatFixed(line.difference, 2), formatFixed(line.percent, 2), line.status, 'E10',
  ]
}

/** The column that is typed into. */
export const TYPED_COLUMN = 4
