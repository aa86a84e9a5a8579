/** Twelve whole numbers as one text, for rows that hold a year: millionths of a unit, or cents, from the first month of the fiscal year on. */

declare const monthlyBrand: unique symbol
/** With a space between two of them: `1250 -300 0 0 0 0 0 0 0 0 0 0`. */
export type MonthlyText = string & { readonly [monthlyBrand]: true }

const MONTHS = 12
/** As large as a figure that decimal text can hold, in millionths. */
const MOST_DIGITS = 21
const WHOLE = new RegExp(`^(?:0|-?[1-9]\\d{0,${MOST_DIGITS - 1}})$`)

export function isMonthlyText(text: string): text is MonthlyText {
  const parts = text.split(' ')
  return parts.length === MONTHS && parts.every((part) => WHOLE.test(part))
}

/** @example monthlyText([1250n, -300n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n]) // '1250 -300 0 0 0 0 0 0 0 0 0 0' */
export function monthlyText(values: readonly bigint[]): MonthlyText {
  const text = values.join(' ')
  if (!isMonthlyText(text)) throw new RangeError(`Not twelve months: ${text.slice(0, 200)}`)
  return text
}

/** @example monthlyValues('1250 -300 0 0 0 0 0 0 0 0 0 0')[1] // -300n */
export function monthlyValues(text: MonthlyText): readonly bigint[] {
  return text.split(' ').map(BigInt)
}

export function monthlySum(text: MonthlyText): bigint {
  return monthlyValues(text).reduce((sum, each) => sum + each, 0n)
}
