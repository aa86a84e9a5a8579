/** Numbers as schedules print them: `$1,079.00`, `($0.49)`, `-3.91%`, `Meter + 16.8%`; the digits printed say how exact they are. */
import { Decimal, round } from '../decimal.ts'

export type PrintedNumber = {
  readonly value: Decimal
  /** Digits printed behind the point, zeros included. */
  readonly places: number
  readonly isPercent: boolean
  readonly isCurrency: boolean
  /** Printed in parentheses when negative. */
  readonly inParentheses: boolean
}

const PRINTED = /^(\$)?\s*(\()?\s*(-|\u2212)?\s*(\$)?\s*(-|\u2212)?\s*(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?\s*(%)?\s*(\))?\s*(%)?$/
const PERCENT_OF_COST = /^([\p{L}][\p{L} ]*?)\s*\+\s*(\d+(?:\.(\d+))?)\s*%$/u

/** Undefined when the text is no number. @example readPrinted('($0.49)')?.value.toFixed() // '-0.49' */
export function readPrinted(text: string): PrintedNumber | undefined {
  const match = PRINTED.exec(text.trim())
  if (!match) return undefined
  const [, outerDollar, open, outerMinus, dollar, innerMinus, whole = '', fraction = '', percent, close, percentAfter] = match
  if ((outerDollar !== undefined && dollar !== undefined) || (outerMinus !== undefined && innerMinus !== undefined)) return undefined
  if ((open === undefined) !== (close === undefined) || whole + fraction === '' || whole.length + fraction.length > 24) return undefined
  const size = new Decimal(`${whole === '' ? '0' : whole.replaceAll(',', '')}.${fraction === '' ? '0' : fraction}`)
  const negative = (open !== undefined) !== ((outerMinus ?? innerMinus) !== undefined)
  return {
    value: negative ? size.negated() : size, places: fraction.length, isPercent: percent !== undefined || percentAfter !== undefined,
    isCurrency: (outerDollar ?? dollar) !== undefined, inParentheses: open !== undefined,
  }
}

/** The percentage of a price that is one: `Meter + 16.8%`. */
export function readPercentOfCost(text: string): { readonly basis: string; readonly number: PrintedNumber } | undefined {
  const match = PERCENT_OF_COST.exec(text.trim())
  if (!match) return undefined
  const [, basis = '', digits = '0', fraction = ''] = match
  return { basis, number: { value: new Decimal(digits), places: fraction.length, isPercent: true, isCurrency: false, inParentheses: false } }
}

/** A value in the style of a printed one: its places, currency mark and parentheses. @example likePrinted(new Decimal('-0.4'), readPrinted('($0.49)')!) // '($0.40)' */
export function likePrinted(value: Decimal, printed: PrintedNumber): string {
  return printText(value, { ...printed, parentheses: printed.inParentheses || (printed.isCurrency && !printed.isPercent) })
}

export function printText(value: Decimal, style: { readonly places: number; readonly isPercent: boolean; readonly isCurrency: boolean; readonly parentheses: boolean }): string {
  const shown = round(value, style.places)
  const [whole = '', fraction] = shown.abs().toFixed(style.places).split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',')
  const size = `${style.isCurrency ? '$' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}${style.isPercent ? '%' : ''}`
  if (shown.isZero() || shown.isPositive()) return size
  return style.parentheses ? `(${size})` : `-${size}`
}
