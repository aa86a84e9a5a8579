/**
 * How a cell reads: on the screen, to a screen reader, on the clipboard, in the editor.
 */
import { decimal, formatFixed, type AnyDecimalText } from '../../../src-shared/domain/decimal.ts'
import type { GridCell } from './types.ts'

export type NumberParts = {
  readonly negative: boolean
  /** `(`, `+` or nothing. */
  readonly before: string
  /** Digits with thousands and point, no sign. */
  readonly digits: string
  readonly after: string
  /** How much room is left behind the number so that the points of the column align: digits, and the point where it has none. */
  readonly missingDigits: number
  readonly missingPoint: boolean
}

/**
 * The parts of a number as a column of `decimals` places shows it; negatives in parentheses.
 *
 * @example numberParts({ kind: 'number', value: '-1234.5', places: 1 }, 3) // before '(', digits '1,234.5', after ')', missingDigits 2
 */
export function numberParts(cell: GridCell & { readonly kind: 'number' }, decimals: number): NumberParts {
  const fixed = formatFixed(cell.value, cell.places)
  const negative = fixed.startsWith('-') && /[1-9]/.test(fixed)
  const digits = fixed.startsWith('-') ? fixed.slice(1) : fixed
  const missing = Math.max(0, decimals - cell.places)
  const positive = !negative && cell.signed === true && /[1-9]/.test(digits)
  return { negative, before: negative ? '(' : positive ? '+' : '', digits, after: negative ? ')' : '', missingDigits: missing, missingPoint: cell.places === 0 && decimals > 0 }
}

/** The text of a cell as a person reads it; negatives with a minus. */
export function shownText(cell: GridCell): string {
  switch (cell.kind) {
    case 'blank':
      return ''
    case 'text':
    case 'badge':
      return cell.text
    case 'number':
      return formatFixed(cell.value, cell.places)
  }
}

/** What copy takes and the editor starts with: plain digits, a minus, no thousands, so that every spreadsheet reads it. */
export function plainText(cell: GridCell): string {
  if (cell.input !== undefined) return cell.input
  return cell.kind === 'number' ? fixedPlain(cell.value, cell.places) : shownText(cell)
}

function fixedPlain(value: AnyDecimalText, places: number): string {
  // A figure with more digits than it shows is copied whole: what is pasted back must be the same figure.
  const exact = decimal(value)
  return exact.toFixed(Math.max(places, exact.decimalPlaces()))
}

export function isBlankCell(cell: GridCell): boolean {
  return cell.kind === 'blank' || (cell.kind !== 'number' && cell.text === '')
}

/** True when the two look, read and edit the same. */
export function sameCell(left: GridCell, right: GridCell): boolean {
  if (left === right) return true
  if (left.kind !== right.kind || left.tone !== right.tone || left.former !== right.former || left.hint !== right.hint || left.input !== right.input) return false
  if (left.kind === 'number' && right.kind === 'number') return left.value === right.value && left.places === right.places && left.signed === right.signed
  if ((left.kind === 'text' || left.kind === 'badge') && (right.kind === 'text' || right.kind === 'badge')) return left.text === right.text
  return true
}
