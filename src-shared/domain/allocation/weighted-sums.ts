/**
 * Sums of weights times integers of any size, exactly: the residuals of a reciprocal allocation (ALLOC-4), forty thousand products a
 * round. The integers are cut into limbs so short that no sum of a limb's products leaves the integers that doubles hold exactly.
 * Weights too large for that go by BigInt.
 */
import { exactWeights, type Weights } from '../weights.ts'

/** Who receives from a pool, and by which weights. */
export type WeightRow = { readonly receivers: Int32Array; readonly weights: Weights }

const SAFE_BITS = 52
/** Below it there would be more limbs than a BigInt has words. */
const SHORTEST_LIMB = 8

type Kernel = { readonly rows: readonly { readonly receivers: Int32Array; readonly values: Float64Array }[]; readonly limbBits: number }

/** The weights of pools for pools. */
export class WeightMatrix {
  readonly #rows: readonly WeightRow[]
  readonly #kernel: Kernel | null

  constructor(rows: readonly WeightRow[]) {
    this.#rows = rows
    this.#kernel = kernelOf(rows)
  }

  /** For each pool the sum over its receivers of weight x the receiver's value. */
  overReceivers(values: readonly bigint[]): readonly bigint[] {
    const kernel = this.#kernel
    if (kernel !== null) return byLimbs(values, { ...kernel, add: addOverReceivers })
    return this.#rows.map(({ receivers, weights }) => exactWeights(weights).reduce((sum, weight, place) => sum + weight * (values[receivers[place] ?? 0] ?? 0n), 0n))
  }

  /** For each pool the sum over those that give to it of weight x the giver's value. */
  overGivers(values: readonly bigint[]): readonly bigint[] {
    const kernel = this.#kernel
    if (kernel !== null) return byLimbs(values, { ...kernel, add: addOverGivers })
    const sums = values.map(() => 0n)
    for (const [pool, { receivers, weights }] of this.#rows.entries()) {
      for (const [place, weight] of exactWeights(weights).entries()) sums[receivers[place] ?? 0] = (sums[receivers[place] ?? 0] ?? 0n) + weight * (values[pool] ?? 0n)
    }
    return sums
  }
}

function kernelOf(rows: readonly WeightRow[]): Kernel | null {
  // Whatever is summed up, it is at most all weights times the largest limb.
  const all = rows.reduce((sum, { weights }) => sum + weights.sum, 0n)
  const limbBits = SAFE_BITS - all.toString(2).length
  const small = rows.flatMap(({ receivers, weights }) => (weights.kind === 'small' ? [{ receivers, values: weights.values }] : []))
  return small.length === rows.length && limbBits >= SHORTEST_LIMB ? { rows: small, limbBits } : null
}

type Addition = (rows: Kernel['rows'], limbs: Float64Array) => Float64Array

function byLimbs(values: readonly bigint[], { rows, limbBits, add }: Kernel & { readonly add: Addition }): readonly bigint[] {
  const bits = BigInt(limbBits)
  // The highest limb carries the sign; those below it are never negative.
  const isHighest = (value: bigint): boolean => -(1n << bits) < value && value < 1n << bits
  let sums: readonly bigint[] = values.map(() => 0n)
  let rest = values
  for (let shift = 0n; rest.length > 0; shift += bits) {
    const areHighest = rest.every(isHighest)
    const added = add(rows, Float64Array.from(rest, (value) => Number(areHighest ? value : BigInt.asUintN(limbBits, value))))
    sums = sums.map((sum, pool) => sum + (BigInt(added[pool] ?? 0) << shift))
    rest = areHighest ? [] : rest.map((value) => value >> bits)
  }
  return sums
}

function addOverReceivers(rows: Kernel['rows'], limbs: Float64Array): Float64Array {
  const sums = new Float64Array(rows.length)
  for (const [pool, { receivers, values }] of rows.entries()) {
    let sum = 0
    for (let place = 0; place < values.length; place += 1) sum += (values[place] ?? 0) * (limbs[receivers[place] ?? 0] ?? 0)
    sums[pool] = sum
  }
  return sums
}

function addOverGivers(rows: Kernel['rows'], limbs: Float64Array): Float64Array {
  const sums = new Float64Array(rows.length)
  for (const [pool, { receivers, values }] of rows.entries()) {
    const limb = limbs[pool] ?? 0
    if (limb === 0) continue
    for (let place = 0; place < values.length; place += 1) {
      const receiver = receivers[place] ?? 0
      sums[receiver] = (sums[receiver] ?? 0) + (values[place] ?? 0) * limb
    }
  }
  return sums
}
