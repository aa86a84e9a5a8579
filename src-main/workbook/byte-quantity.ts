/** Plain quantities, `1250` or `-12.5`, straight from bytes: exact, or not read at all. */
import { LARGEST_SMALL } from '../../src-shared/domain/usage/quantity-column.ts'

const ZERO = 48
const POINT = 46
const MINUS = 45
const PLACES = 6

/** Not a plain quantity: to be read as text. */
export const NOT_PLAIN = Number.NaN

/**
 * Millionths of a number without sign but a minus, without separators and with at most six places.
 *
 * @example plainQuantity(Buffer.from('-12.5'), 0, 5) // -12500000
 */
export function plainQuantity(bytes: Uint8Array, start: number, end: number): number {
  const isNegative = bytes[start] === MINUS
  const first = isNegative ? start + 1 : start
  let [value, places, at] = [0, -1, first]
  for (; at < end; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === POINT && places === -1 && at > first) {
      places = 0
      continue
    }
    const digit = byte - ZERO
    if (digit < 0 || digit > 9) return NOT_PLAIN
    if (places !== -1) places += 1
    value = value * 10 + digit
    if (value > LARGEST_SMALL) return NOT_PLAIN
  }
  if (at === first || places === 0 || places > PLACES) return NOT_PLAIN
  for (let missing = PLACES - Math.max(places, 0); missing > 0; missing -= 1) value *= 10
  if (value > LARGEST_SMALL) return NOT_PLAIN
  return isNegative && value !== 0 ? -value : value
}
