/**
 * Whole cents of many parts in one block of memory. An element is an exact integer below 2^63, which is 92 quadrillion dollars,
 * and no object of its own: adding up hundreds of thousands of them takes a millisecond.
 */

const WORD = 2 ** 32
/** Which half of a 64-bit integer holds its low word on this machine. */
const LOW = new Uint32Array(new BigInt64Array([1n]).buffer)[0] === 1 ? 0 : 1

/**
 * A column of doubles that are safe integers. Each is written as two words, since `BigInt(double)` makes an object.
 *
 * @example centsColumn(Float64Array.of(5, -1)) // [5n, -1n]
 */
export function centsColumn(values: Float64Array): BigInt64Array {
  const column = new BigInt64Array(values.length)
  const words = new Int32Array(column.buffer)
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0
    const high = Math.floor(value / WORD)
    words[2 * index + LOW] = value - high * WORD
    words[2 * index + 1 - LOW] = high
  }
  return column
}

/** The sum, which has to be below 2^63 like each of its parts. @example sumOfColumn(BigInt64Array.of(5n, -1n)) // 4n */
export function sumOfColumn(column: BigInt64Array): bigint {
  // A sum in a column is no object either.
  const sum = new BigInt64Array(1)
  for (let index = 0; index < column.length; index += 1) sum[0] = (sum[0] ?? 0n) + (column[index] ?? 0n)
  return sum[0] ?? 0n
}

/** The opposite amounts. @example oppositeColumn(BigInt64Array.of(5n)) // [-5n] */
export function oppositeColumn(column: BigInt64Array): BigInt64Array {
  const opposite = new BigInt64Array(column.length)
  for (let index = 0; index < column.length; index += 1) opposite[index] = -(column[index] ?? 0n)
  return opposite
}
