/** Exact fractions and plain elimination on them: slow, and short enough to be seen to be right. */
export type Fraction = { readonly over: bigint; readonly under: bigint }

export function fraction(over: bigint, under = 1n): Fraction {
  const sign = under < 0n ? -1n : 1n
  const common = divisor(over < 0n ? -over : over, under < 0n ? -under : under)
  return common === 0n ? { over: 0n, under: 1n } : { over: (sign * over) / common, under: (sign * under) / common }
}

function divisor(left: bigint, right: bigint): bigint {
  return right === 0n ? left : divisor(right, left % right)
}

export const ZERO = fraction(0n)
export const add = (left: Fraction, right: Fraction): Fraction => fraction(left.over * right.under + right.over * left.under, left.under * right.under)
export const times = (left: Fraction, right: Fraction): Fraction => fraction(left.over * right.over, left.under * right.under)
export const minus = (left: Fraction, right: Fraction): Fraction => add(left, fraction(-right.over, right.under))
export const over = (left: Fraction, right: Fraction): Fraction => fraction(left.over * right.under, left.under * right.over)

/** x of `matrix x = right`, by Gauss-Jordan; null where the matrix is singular. */
export function solveExactly(matrix: readonly (readonly Fraction[])[], right: readonly Fraction[]): readonly Fraction[] | null {
  const rows = matrix.map((row, index) => [...row, right[index] ?? ZERO])
  for (let step = 0; step < rows.length; step += 1) {
    const found = rows.findIndex((row, index) => index >= step && (row[step] ?? ZERO).over !== 0n)
    const pivotRow = rows[found]
    if (pivotRow === undefined) return null
    ;[rows[step], rows[found]] = [pivotRow, rows[step] ?? []]
    const pivot = pivotRow[step] ?? ZERO
    rows[step] = pivotRow.map((each) => over(each, pivot))
    for (const [index, row] of rows.entries()) {
      const factor = row[step] ?? ZERO
      if (index !== step && factor.over !== 0n) rows[index] = row.map((each, column) => minus(each, times(factor, rows[step]?.[column] ?? ZERO)))
    }
  }
  return rows.map((row) => row.at(-1) ?? ZERO)
}

/** Down to a whole number. */
export function floorOf({ over: top, under }: Fraction): bigint {
  return top / under - (top < 0n && top % under !== 0n ? 1n : 0n)
}
