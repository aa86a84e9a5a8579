/**
 * Exact divisions and products of integers in doubles (NUM-1). A product of up to 100 bits is the double nearest to it and what that
 * double is off, which is an integer that a double holds, too (T. J. Dekker, 1971; splitting after G. W. Veltkamp).
 */

/** Below it an exact dividend stays exact, and so does the correction of its quotient by one. */
export const SAFE_DIVIDEND = 2 ** 52

/**
 * Quotient and remainder of integers from 0 to below 2^52, exact also where the rounded quotient of doubles reaches the next integer.
 *
 * @example divided(7, 3) // [2, 1]
 */
export function divided(dividend: number, divisor: number): readonly [number, number] {
  const quotient = quotientOf(dividend, divisor)
  return [quotient, dividend - quotient * divisor]
}

/** The quotient of `divided` alone: at each keystroke hundreds of rates need no pairs. @example quotientOf(7, 3) // 2 */
export function quotientOf(dividend: number, divisor: number): number {
  const rounded = Math.floor(dividend / divisor)
  return rounded * divisor > dividend ? rounded - 1 : rounded
}

/** Cuts a double of 53 bits into two halves of at most 26 bits and a sign. */
const SPLITTER = 2 ** 27 + 1

function highHalf(value: number): number {
  const scaled = value * SPLITTER
  return scaled - (scaled - value)
}

/** What `product`, the rounded product of the two, is below the exact one. */
function errorOf(left: number, right: number, product: number): number {
  const leftHigh = highHalf(left)
  const leftLow = left - leftHigh
  const rightHigh = highHalf(right)
  const rightLow = right - rightHigh
  return leftHigh * rightHigh - product + leftHigh * rightLow + leftLow * rightHigh + leftLow * rightLow
}

/**
 * `left x right - quotient x divisor`, exact where all four are integers from 0 to below 2^50 and the result is within twice the
 * divisor: then the rounded products differ by an integer that a double holds, their errors do, and so does the sum of both.
 *
 * @example remainderOf({ left: 7, right: 10 }, { quotient: 23, divisor: 3 }) // 1
 */
export function remainderOf({ left, right }: { readonly left: number; readonly right: number }, { quotient, divisor }: { readonly quotient: number; readonly divisor: number }): number {
  const product = left * right
  const taken = quotient * divisor
  return product - taken + (errorOf(left, right, product) - errorOf(quotient, divisor, taken))
}
