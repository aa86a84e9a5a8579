/**
 * Quantities of a column as plain numbers, where they are small enough to be exact (NUM-1): a bigint for each of a million
 * values costs more than all else that is done with them. Beyond 2^52 millionths (some 4,500,000,000 units) only bigint holds.
 */

const TWO_TO_32 = 4_294_967_296
/** The upper half of a value below 2^52 in size. */
const SMALL_HALF = 1_048_576

/** The largest size of a small quantity, in millionths. */
export const LARGEST_SMALL = SMALL_HALF * TWO_TO_32 - 1

/** Lower and upper halves of each value, in turn: every machine that this runs on is little-endian. */
export function halvesOf(column: BigInt64Array): Int32Array {
  return new Int32Array(column.buffer, column.byteOffset, column.length * 2)
}

/** The value at a place as a number; undefined when it is too large for that. @example smallQuantity(halvesOf(BigInt64Array.of(-5n)), 0) // -5 */
export function smallQuantity(halves: Int32Array, at: number): number | undefined {
  const upper = halves[at * 2 + 1] ?? 0
  return upper >= -SMALL_HALF && upper < SMALL_HALF ? upper * TWO_TO_32 + ((halves[at * 2] ?? 0) >>> 0) : undefined
}

/** Writes a whole number of at most `LARGEST_SMALL` in size. */
export function setSmallQuantity(halves: Int32Array, at: number, value: number): void {
  const upper = Math.floor(value / TWO_TO_32)
  halves[at * 2 + 1] = upper
  halves[at * 2] = value - upper * TWO_TO_32
}

/** Copies a quantity of any size from one column to another. */
export function copyQuantity({ from, at, to, place }: { readonly from: Int32Array; readonly at: number; readonly to: Int32Array; readonly place: number }): void {
  to[place * 2] = from[at * 2] ?? 0
  to[place * 2 + 1] = from[at * 2 + 1] ?? 0
}
