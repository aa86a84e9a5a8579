/**
 * Whole cents of many parts in one block of memory. An element is an exact integer below 2^63, which is 92 quadrillion dollars,
 * and no object of its own: adding up hundreds of thousands of them takes a millisecond.
 */

const WORD = 2 ** 32
/** Which half of a 64-bit integer holds its low word on this machine. */
const LOW = new Uint32Array(new BigInt64Array([1n]).buffer)[0] === 1 ? 0 : 1

/**
 * A column of doubles that are safe integers, of the first `length` of them. Each is written as two words, since `BigInt(double)` makes
 * an object.
 *
 * @example centsColumn(Float64Array.of(5, -1)) // [5n, -1n]
 */
export function centsColumn(values: Float64Array, length = values.length): BigInt64Array {
  const column = new BigInt64Array(length)
  const words = new Int32Array(column.buffer)
  for (let index = 0; index < length; index += 1) {
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

/** The cents with a space between two of them; nearly all are small, and make no object on their way. @example textOfColumn(BigInt64Array.of(1250n, -300n)) // '1250 -300' */
export function textOfColumn(column: BigInt64Array): string {
  const words = new Int32Array(column.buffer, column.byteOffset, 2 * column.length)
  let text = ''
  for (let index = 0; index < column.length; index += 1) {
    const [low, high] = [words[2 * index + LOW] ?? 0, words[2 * index + 1 - LOW] ?? 0]
    text += `${index === 0 ? '' : ' '}${high === low >> 31 ? low : String(column[index])}`
  }
  return text
}

/** The opposite amounts. @example oppositeColumn(BigInt64Array.of(5n)) // [-5n] */
export function oppositeColumn(column: BigInt64Array): BigInt64Array {
  const opposite = new BigInt64Array(column.length)
  for (let index = 0; index < column.length; index += 1) opposite[index] = -(column[index] ?? 0n)
  return opposite
}
