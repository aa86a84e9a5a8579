/** Reading canonical decimal text digit by digit: thousands of texts at each keystroke, without a text or an object in between. */

const POINT = 46
const MINUS = 45
const ZERO = 48

/**
 * The digits between two places of a text as an integer, a point among them passed over; exact up to 15 digits. NaN where there is
 * anything else.
 *
 * @example digitsBetween('12.50', 0, 5) // 1250
 */
export function digitsBetween(text: string, start: number, end: number): number {
  let digits = 0
  for (let at = start; at < end; at += 1) {
    const character = text.charCodeAt(at)
    if (character === POINT) continue
    const digit = character - ZERO
    digits = digit >= 0 && digit <= 9 ? digits * 10 + digit : Number.NaN
  }
  return digits
}

/** Of a number with its sign. @example digitsOf('-12.5') // -125 */
export function digitsOf(text: string): number {
  return text.charCodeAt(0) === MINUS ? -digitsBetween(text, 1, text.length) : digitsBetween(text, 0, text.length)
}

/** Decimal places of a text. @example placesOf('12.5') // 1 */
export function placesOf(text: string): number {
  const point = text.indexOf('.')
  return point === -1 ? 0 : text.length - point - 1
}
