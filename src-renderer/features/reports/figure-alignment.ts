/** Figures of one column under each other at the decimal point, whatever their places. */
import { decimal, formatFixed, round, toText, type AnyDecimalText } from '../../../src-shared/domain/decimal.ts'
import type { ReportCell, ReportColumn, ReportRow } from '../../../src-shared/domain/reports/report-model.ts'

type NumberCell = Extract<ReportCell, { readonly kind: 'number' }>

/** A figure in parts: what stands before the digits, the digits, and what follows them. */
export type Figure = {
  readonly direction: 'increase' | 'decrease' | 'none'
  readonly isNegative: boolean
  readonly digits: string
  /** `)`, ` pts`, `%`. */
  readonly tail: string
}

/** The widest fraction and tail of a column: what is narrower gets as much invisible room. */
export type ColumnRoom = { readonly fraction: string; readonly tail: string }
const NO_ROOM: ColumnRoom = { fraction: '', tail: '' }

/** In the unit that the header names: a fraction of 0.0619 is 6.19. */
function shownValue(cell: NumberCell): AnyDecimalText {
  const value = cell.format === 'percent' ? decimal(cell.value).times(100) : decimal(cell.value)
  return toText(round(value, cell.places))
}

/**
 * A number cell as it is shown. Changes carry sign and arrow; other negatives stand in parentheses.
 *
 * @example figureOf({ kind: 'number', id: 'a', value: '-1234.5', format: 'usd', places: 2 }) // { direction: 'none', isNegative: true, digits: '1,234.50', tail: ')' }
 */
export function figureOf(cell: NumberCell): Figure {
  const value = shownValue(cell)
  const isNegative = value.startsWith('-')
  const digits = formatFixed(toText(decimal(value).abs()), cell.places)
  const direction = cell.tone === 'increase' || cell.tone === 'decrease' ? cell.tone : 'none'
  const unit = cell.format === 'points' ? ' pts' : ''
  return { direction, isNegative, digits, tail: isNegative && direction === 'none' ? `)${unit}` : unit }
}

/** `.50` of `1,234.50`; empty for a whole number. */
export function fractionOf(digits: string): string {
  const point = digits.indexOf('.')
  return point === -1 ? '' : digits.slice(point)
}

const PRINTED_FIGURE = /^(?<before>[-+($\s]*)(?<digits>\d[\d,]*(?:\.\d+)?|\.\d+)(?<tail>[)%\s]*)$/

/** A figure that stands as printed text, such as `$1,234.50` or `(3.7%)`; undefined for words. */
export function printedFigure(text: string): { readonly before: string; readonly digits: string; readonly tail: string } | undefined {
  const groups = PRINTED_FIGURE.exec(text)?.groups
  return groups === undefined ? undefined : { before: groups['before'] ?? '', digits: groups['digits'] ?? '', tail: groups['tail'] ?? '' }
}

function partsOf(cell: ReportCell): { readonly digits: string; readonly tail: string } | undefined {
  if (cell.kind === 'number') return figureOf(cell)
  return cell.kind === 'text' ? printedFigure(cell.text) : undefined
}

function wider(left: string, right: string): string {
  return right.length > left.length ? right : left
}

/** The room of each column; of those that are not aligned at their end, none. */
export function roomOfColumns(columns: readonly ReportColumn[], rows: readonly ReportRow[]): readonly ColumnRoom[] {
  return columns.map((column, index) => {
    if (column.align !== 'end') return NO_ROOM
    let room = NO_ROOM
    for (const row of rows) {
      const cell = row.cells[index]
      const parts = cell === undefined ? undefined : partsOf(cell)
      if (parts !== undefined) room = { fraction: wider(room.fraction, fractionOf(parts.digits)), tail: wider(room.tail, parts.tail) }
    }
    return room
  })
}

/** What is missing of the column's room after a figure; it is drawn invisibly. @example missingRoom({ digits: '5.2', tail: '' }, { fraction: '.125', tail: ')' }) // '25)' */
export function missingRoom({ digits, tail }: { readonly digits: string; readonly tail: string }, room: ColumnRoom): string {
  return `${room.fraction.slice(fractionOf(digits).length)}${room.tail.slice(tail.length)}`
}
