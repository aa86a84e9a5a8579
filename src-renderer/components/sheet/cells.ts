/** How figures stand in a sheet: exact, and never empty without a reason. */
import { decimal, type AnyDecimalText } from '../../../src-shared/domain/decimal.ts'
import type { GridCell, GridTone } from '../RateGrid/types.ts'

export const CENTS = 2

export type Marks = Pick<GridCell, 'former' | 'hint' | 'tone' | 'input'>

/** At as many places as it has, and no fewer than `least`. */
export function placesOf(value: AnyDecimalText, least: number): number {
  return Math.max(least, decimal(value).decimalPlaces())
}

export function textCell(text: string, marks: Marks = {}): GridCell {
  return text === '' ? { kind: 'blank', ...marks } : { kind: 'text', text, ...marks }
}

/** A word in place of a figure that there is not, with its reason. */
export function noFigure(word: string, hint: string): GridCell {
  return { kind: 'text', text: word, hint, tone: 'quiet' }
}

export function moneyCell(value: AnyDecimalText, marks: Marks = {}): GridCell {
  return { kind: 'number', value, places: CENTS, ...marks }
}

/** Figures that are typed with as many places as they need: percentages, FTE, units. */
export function figureCell(value: AnyDecimalText, least = 0, marks: Marks = {}): GridCell {
  return { kind: 'number', value, places: placesOf(value, least), ...marks }
}

/** A typed figure, or what holds where it is left empty. */
export function optionalCell(value: AnyDecimalText | null, fallback: { readonly value: AnyDecimalText; readonly hint: string }, marks: Marks = {}): GridCell {
  if (value !== null) return figureCell(value, 0, marks)
  return { kind: 'number', value: fallback.value, places: placesOf(fallback.value, 0), input: '', tone: 'quiet', hint: fallback.hint, ...marks }
}

export function signedMoney(value: AnyDecimalText, marks: Marks = {}): GridCell {
  const tone: GridTone = value === '0' ? 'quiet' : value.startsWith('-') ? 'decrease' : 'increase'
  return { kind: 'number', value, places: CENTS, signed: true, tone, ...marks }
}
