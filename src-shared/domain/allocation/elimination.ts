/**
 * Elimination without subtraction, for `I - P` where the rows of P are shares that each leave something over (the exit).
 * The pivot `1 - p` is added up from the other shares and the exit instead, so that no digits cancel: each figure comes out with
 * nearly all the digits of a double, however close a loop of pools is to being closed. Doubles here only steer (NUM-1):
 * the solution is held against the exact system and refined by `solve-reciprocal.ts`.
 */

/** `I - P = L U`: below the diagonal -L, above it -U, both without sign; the pivots by themselves. */
export type Factors = { readonly size: number; readonly shares: Float64Array; readonly pivots: Float64Array }

/** From the shares row by row, size x size (the diagonal is not looked at), and each row's exit. Both are used up. */
export function factorize({ size, shares, exits }: { readonly size: number; readonly shares: Float64Array; readonly exits: Float64Array }): Factors {
  const pivots = new Float64Array(size)
  for (let step = 0; step < size; step += 1) {
    const source = shares.subarray(step * size, (step + 1) * size)
    let pivot = exits[step] ?? 0
    for (let column = step + 1; column < size; column += 1) pivot += source[column] ?? 0
    pivots[step] = pivot
    for (let row = step + 1; row < size; row += 1) {
      const start = row * size
      const factor = (shares[start + step] ?? 0) / pivot
      if (factor === 0) continue
      shares[start + step] = factor
      for (let column = step + 1; column < size; column += 1) shares[start + column] = (shares[start + column] ?? 0) + factor * (source[column] ?? 0)
      exits[row] = (exits[row] ?? 0) + factor * (exits[step] ?? 0)
    }
  }
  return { size, shares, pivots }
}

/** v of `(I - P) v = right`. */
export function solveRows({ size, shares, pivots }: Factors, right: Float64Array): Float64Array {
  const result = right.slice()
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < row; column += 1) result[row] = (result[row] ?? 0) + (shares[row * size + column] ?? 0) * (result[column] ?? 0)
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let column = row + 1; column < size; column += 1) result[row] = (result[row] ?? 0) + (shares[row * size + column] ?? 0) * (result[column] ?? 0)
    result[row] = (result[row] ?? 0) / (pivots[row] ?? 1)
  }
  return result
}

/** x of `(I - P^T) x = right`. */
export function solveColumns({ size, shares, pivots }: Factors, right: Float64Array): Float64Array {
  const result = right.slice()
  for (let row = 0; row < size; row += 1) {
    const value = (result[row] ?? 0) / (pivots[row] ?? 1)
    result[row] = value
    for (let column = row + 1; column < size; column += 1) result[column] = (result[column] ?? 0) + (shares[row * size + column] ?? 0) * value
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let column = 0; column < row; column += 1) result[column] = (result[column] ?? 0) + (shares[row * size + column] ?? 0) * (result[row] ?? 0)
  }
  return result
}
