/**
 * Products of an exact amount per weight and many weights, in whole cents rounded down and a remainder.
 * The remainder is rounded once, to 2^-40 of a cent (about 10^-12): far above the error of the solution they come from,
 * so that remainders that are equal compare as equal.
 */
import { centsColumn, oppositeColumn } from '../cents-column.ts'
import { raiseLargestInColumn, type RoundedDown } from '../split-amount.ts'
import { exactWeights, type Weights } from '../weights.ts'

const FINE_BITS = 40n
/** Units of a remainder in a cent. */
export const FINE = 2 ** 40

/** An amount in cents with a binary fraction: `units / 2^fractionBits`. */
export type BinaryAmount = { readonly units: bigint; readonly fractionBits: bigint }

/** Amounts below 2^63 cents. */
export type FineAmounts = RoundedDown<BigInt64Array, number>

const LIMB_BITS = 26n
const LIMB = 2 ** 26
const LIMBS = 4n
const SAFE = 2 ** 52

/** @example timesWeights({ units: 5n, fractionBits: 1n }, weightsOf(['1', '3'])) // floors [2n, 7n], remainders FINE / 2 each */
export function timesWeights(each: BinaryAmount, weights: Weights): FineAmounts {
  if (each.units < 0n) return mirrored(timesWeights({ ...each, units: -each.units }, weights))
  const isSmall = weights.sum < LIMB && (each.units * weights.sum) >> each.fractionBits < SAFE
  return weights.kind === 'small' && isSmall ? timesSmallWeights(each, weights.values) : timesWideWeights(each, weights)
}

function timesWideWeights({ units, fractionBits }: BinaryAmount, weights: Weights): FineAmounts {
  const fine = exactWeights(weights).map((weight) => (weight * units + (1n << (fractionBits - FINE_BITS - 1n))) >> (fractionBits - FINE_BITS))
  return { floors: BigInt64Array.from(fine, (each) => each >> FINE_BITS), remainders: Float64Array.from(fine, (each) => Number(BigInt.asUintN(Number(FINE_BITS), each))) }
}

/** The same in doubles, exactly: the fraction in limbs of 26 bits, whose products with a weight below 2^26 are safe integers. */
function timesSmallWeights({ units, fractionBits }: BinaryAmount, weights: Float64Array): FineAmounts {
  const whole = Number(units >> fractionBits)
  const [first = 0, second = 0, third = 0, fourth = 0] = limbsOf({ units, fractionBits })
  const remainders = new Float64Array(weights.length)
  const floors = new Float64Array(weights.length)
  for (let index = 0; index < weights.length; index += 1) {
    const weight = weights[index] ?? 0
    const inThird = weight * third + Math.floor((weight * fourth) / LIMB)
    const inSecond = weight * second + Math.floor(inThird / LIMB)
    const carryToFirst = Math.floor(inSecond / LIMB)
    const inFirst = weight * first + carryToFirst
    const carryToWhole = Math.floor(inFirst / LIMB)
    const fraction = (inFirst - carryToWhole * LIMB) * LIMB + (inSecond - carryToFirst * LIMB)
    // The fraction has 52 bits here; half up to 40 may make it a cent.
    const remainder = Math.floor((fraction + 2 ** 11) / 2 ** 12)
    const carry = remainder === FINE ? 1 : 0
    remainders[index] = remainder - carry * FINE
    floors[index] = weight * whole + carryToWhole + carry
  }
  return { floors: centsColumn(floors), remainders }
}

function limbsOf({ units, fractionBits }: BinaryAmount): readonly number[] {
  const fraction = BigInt.asUintN(Number(fractionBits), units)
  const bits = LIMBS * LIMB_BITS
  const limbs = fractionBits < bits ? fraction << (bits - fractionBits) : fraction >> (fractionBits - bits)
  return [3n, 2n, 1n, 0n].map((place) => Number(BigInt.asUintN(Number(LIMB_BITS), limbs >> (place * LIMB_BITS))))
}

/** The opposite amounts, rounded down. */
function mirrored({ floors, remainders }: FineAmounts): FineAmounts {
  const ceilings = floors.slice()
  for (let index = 0; index < ceilings.length; index += 1) if (remainders[index] !== 0) ceilings[index] = (ceilings[index] ?? 0n) + 1n
  return { floors: oppositeColumn(ceilings), remainders: Float64Array.from(remainders, (remainder) => (remainder === 0 ? 0 : FINE - remainder)) }
}

/**
 * Rounds to whole cents that add up to a total, by largest remainder, ties by order; a negative total as its opposite.
 * The amounts have to add up to the total, but for less than a cent.
 */
export function roundToTotal(amounts: FineAmounts, total: bigint): BigInt64Array {
  if (total < 0n) return oppositeColumn(raiseLargestInColumn(mirrored(amounts), -total))
  return raiseLargestInColumn({ floors: amounts.floors.slice(), remainders: amounts.remainders }, total)
}
