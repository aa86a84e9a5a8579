/**
 * The simultaneous equations of a reciprocal allocation (ALLOC-4): x = (I - P^T)^-1 b.
 *
 * With x_k = S_k z_k (S_k: the sum of a pool's weights, z_k: money for one unit of weight) they have integer coefficients:
 * `S_k z_k - sum over j of w_jk z_j = b_k`. z is kept as a scaled BigInt, so that the residual of these equations is exact.
 * Doubles (`elimination.ts`) turn the residual into the next correction, until the bound below holds. They only steer.
 *
 * Bound: let v solve (I - P) v >= 1/2, which is checked exactly. (I - P)^-1 has no negative entry, so v is at least half the mean
 * number of distributions that a dollar of each pool goes through, and the errors of all x together are at most
 * `2 sum over k of v_k |residual_k|`. This is computed exactly and has to be below 10^-20 of a cent.
 */
import type { Weights } from '../weights.ts'
import { factorize, solveColumns, solveRows, type Factors } from './elimination.ts'
import { WeightMatrix } from './weighted-sums.ts'

/** One pool: its weights to pools (self-use among them), and what it has for targets. */
export type PoolRow = { readonly receivers: Int32Array; readonly weights: Weights; readonly sum: bigint; readonly exit: bigint }

/** z in units of 2^-fractionBits of a cent for one unit of weight. */
export type Solution = { readonly perWeight: readonly bigint[]; readonly fractionBits: bigint }

/** The reciprocal of the largest error, in cents. */
const ACCURACY = 10n ** 20n
/** Bits behind the point of v; its residual has to be below a half only. */
const PASS_BITS = 64n
/** Even one dollar that goes round more often than this becomes more than any amount may be. */
const MOST_PASSES = 10n ** 15n << PASS_BITS
/** Each round gains ten digits and more, and a dozen rounds more than any case needs. */
const MOST_ROUNDS = 12

/**
 * Solves for amounts in cents. Null when the pools pass on to each other so nearly everything that a dollar would become more
 * than 10^15; no such loop may be fully closed (see `closed-loops.ts`).
 *
 * @example solveReciprocal([{ receivers: [0], weights: weightsOf(['1']), sum: 2n, exit: 1n }], [100n]) // x = 200 cents: 100 z for each of 2
 */
export function solveReciprocal(rows: readonly PoolRow[], amounts: readonly bigint[]): Solution | null {
  const system: System = { rows, factors: factorsOf(rows), matrix: new WeightMatrix(rows) }
  const passes = meanPasses(system)
  if (passes === null) return null
  const fractionBits = fractionBitsFor(rows, passes)
  const perWeight = refine({
    size: rows.length,
    residualOf: (current) => {
      const received = system.matrix.overGivers(current)
      return rows.map(({ sum }, pool) => ((amounts[pool] ?? 0n) << fractionBits) + (received[pool] ?? 0n) - sum * (current[pool] ?? 0n))
    },
    correct: (residual) => solveColumns(system.factors, Float64Array.from(residual, Number)).map((gross, pool) => gross / Number(rows[pool]?.sum)),
    isGood: (residual) => residual.reduce((sum, each, pool) => sum + 2n * (passes[pool] ?? 0n) * absolute(each), 0n) * ACCURACY <= 1n << (fractionBits + PASS_BITS),
  })
  return perWeight === null ? null : { perWeight, fractionBits }
}

type System = { readonly rows: readonly PoolRow[]; readonly factors: Factors; readonly matrix: WeightMatrix }

function factorsOf(rows: readonly PoolRow[]): Factors {
  const size = rows.length
  const shares = new Float64Array(size * size)
  for (const [pool, { receivers, weights, sum }] of rows.entries()) {
    const whole = Number(sum)
    for (let place = 0; place < receivers.length; place += 1) shares[pool * size + (receivers[place] ?? 0)] = Number(weights.values[place]) / whole
  }
  return factorize({ size, shares, exits: Float64Array.from(rows, ({ exit, sum }) => Number(exit) / Number(sum)) })
}

/** v with (I - P) v >= 1/2, in units of 2^-PASS_BITS. */
function meanPasses({ rows, factors, matrix }: System): readonly bigint[] | null {
  const passes = refine({
    size: rows.length,
    residualOf: (current) => {
      const passedOn = matrix.overReceivers(current)
      return rows.map(({ sum }, pool) => sum * ((1n << PASS_BITS) - (current[pool] ?? 0n)) + (passedOn[pool] ?? 0n))
    },
    correct: (residual) => solveRows(factors, Float64Array.from(residual, (each, pool) => Number(each) / Number(rows[pool]?.sum))),
    isGood: (residual) => residual.every((each, pool) => 2n * absolute(each) <= (rows[pool]?.sum ?? 0n) << PASS_BITS),
  })
  return passes?.every((each) => each > 0n && each <= MOST_PASSES) === true ? passes : null
}

/** So many that rounding z to its last bit cannot keep the bound from being met. */
function fractionBitsFor(rows: readonly PoolRow[], passes: readonly bigint[]): bigint {
  const roundingOfSums = rows.reduce((total, { sum }) => total + sum, 0n)
  const mostPasses = passes.reduce((total, each) => total + each, 0n) >> PASS_BITS
  return BigInt((8n * ACCURACY * roundingOfSums * (mostPasses + 1n)).toString(2).length)
}

type Refinement = {
  readonly size: number
  readonly residualOf: (current: readonly bigint[]) => readonly bigint[]
  readonly correct: (residual: readonly bigint[]) => Float64Array
  readonly isGood: (residual: readonly bigint[]) => boolean
}

/** Adds corrections, from zero on, until the exact residual is good; null where doubles do not reach. */
function refine({ size, residualOf, correct, isGood }: Refinement): readonly bigint[] | null {
  let current: readonly bigint[] = Array.from({ length: size }, () => 0n)
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const residual = residualOf(current)
    if (isGood(residual)) return current
    const correction = correct(residual)
    if (!correction.every(Number.isFinite)) return null
    current = current.map((each, pool) => each + BigInt(Math.round(correction[pool] ?? 0)))
  }
  return null
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}
