/**
 * Which unrounded figures could stand behind printed ones (RATE-7): a printed figure stands for every value within half a unit
 * of its last place. The same two rates must give the difference and the % together.
 */
import { Decimal } from '../decimal.ts'
import type { PrintedNumber } from './printed-number.ts'

export type PrintedChange = { readonly from: PrintedNumber; readonly to: PrintedNumber; readonly difference: PrintedNumber; readonly percent: PrintedNumber }
/** Two rates that, unrounded, give the printed difference and %. */
export type Witness = { readonly from: Decimal; readonly to: Decimal; readonly places: number }

/** `ratio.n / ratio.d` with `d` above zero: bounds are compared by cross-multiplication, which is exact. */
type Ratio = { readonly n: Decimal; readonly d: Decimal }
/** `slope x from + offset`. */
type Linear = { readonly slope: Decimal; readonly offset: Decimal }
type Region = { readonly lower: Ratio; readonly upper: Ratio; readonly lowers: readonly Linear[]; readonly uppers: readonly Linear[] }

const ZERO = new Decimal(0)
const ONE = new Decimal(1)

/** Half a unit in the last place. @example halfUnit(2).toFixed() // '0.005' */
export function halfUnit(places: number): Decimal {
  return new Decimal(10).pow(-places).div(2)
}

/**
 * Rates that `ratePlaces` (null: as printed) allow for the printed ones that give the printed difference and %; undefined when none do.
 * The conditions on (from, to) are linear, so the pairs that meet them form a polygon; it is projected on `from` exactly.
 */
export function findWitness(printed: PrintedChange, ratePlaces: number | null): Witness | undefined {
  if (printed.from.value.isZero()) return undefined
  // With a negative base the % keeps its sign when all figures change theirs.
  const region = regionOf(printed.from.value.isNegative() ? negated(printed) : printed, ratePlaces)
  if (region === undefined) return undefined
  const sign = printed.from.value.isNegative() ? -1 : 1
  const from = quotient(region.lower).plus(quotient(region.upper)).div(2)
  const low = Decimal.max(...region.lowers.map((each) => valueAt(each, from)))
  const high = Decimal.min(...region.uppers.map((each) => valueAt(each, from)))
  return shortest(region, { from, to: low.plus(high).div(2), sign, places: Math.max(printed.from.places, printed.to.places) })
}

function turned(printed: PrintedNumber): PrintedNumber {
  return { ...printed, value: printed.value.negated() }
}

function negated(printed: PrintedChange): PrintedChange {
  return { from: turned(printed.from), to: turned(printed.to), difference: turned(printed.difference), percent: printed.percent }
}

function regionOf({ from, to, difference, percent }: PrintedChange, ratePlaces: number | null): Region | undefined {
  const halfFrom = halfUnit(ratePlaces ?? from.places)
  const halfTo = halfUnit(ratePlaces ?? to.places)
  // A difference of figures in whole dollars is in whole dollars, whatever zeros are printed behind it.
  const halfDifference = halfUnit(Math.min(ratePlaces ?? difference.places, difference.places))
  const bound = (percentBound: Decimal): Linear => ({ slope: ONE.plus(percentBound.div(100)), offset: ZERO })
  const lowers: readonly Linear[] = [
    { slope: ZERO, offset: to.value.minus(halfTo) }, { slope: ONE, offset: difference.value.minus(halfDifference) }, bound(percent.value.minus(halfUnit(percent.places))),
  ]
  const uppers: readonly Linear[] = [
    { slope: ZERO, offset: to.value.plus(halfTo) }, { slope: ONE, offset: difference.value.plus(halfDifference) }, bound(percent.value.plus(halfUnit(percent.places))),
  ]
  let lower: Ratio = { n: Decimal.max(from.value.minus(halfFrom), ZERO), d: ONE }
  let upper: Ratio = { n: from.value.plus(halfFrom), d: ONE }
  for (const low of lowers) {
    for (const high of uppers) {
      // low(from) <= high(from), that is slope x from >= offset.
      const slope = high.slope.minus(low.slope)
      const offset = low.offset.minus(high.offset)
      if (slope.isZero()) {
        if (offset.gt(0)) return undefined
        continue
      }
      const limit: Ratio = slope.gt(0) ? { n: offset, d: slope } : { n: offset.negated(), d: slope.negated() }
      if (slope.gt(0)) lower = isAbove(limit, lower) ? limit : lower
      else upper = isAbove(upper, limit) ? limit : upper
    }
  }
  // A base of zero has no %.
  if (isAbove(lower, upper) || !upper.n.gt(0)) return undefined
  return { lower, upper, lowers, uppers }
}

function isAbove(left: Ratio, right: Ratio): boolean {
  return left.n.times(right.d).gt(right.n.times(left.d))
}

function quotient(ratio: Ratio): Decimal {
  return ratio.n.div(ratio.d)
}

function valueAt(line: Linear, from: Decimal): Decimal {
  return line.slope.times(from).plus(line.offset)
}

/** The pair with the fewest digits that is still within the region, because a person reads it. */
function shortest(region: Region, found: { readonly from: Decimal; readonly to: Decimal; readonly sign: number; readonly places: number }): Witness {
  for (let places = found.places; places <= found.places + 8; places += 1) {
    const from = found.from.toDecimalPlaces(places)
    const to = found.to.toDecimalPlaces(places)
    const point: Ratio = { n: from, d: ONE }
    const inside = !isAbove(region.lower, point) && !isAbove(point, region.upper) && region.lowers.every((each) => to.gte(valueAt(each, from))) && region.uppers.every((each) => to.lte(valueAt(each, from)))
    if (inside && from.gt(0)) return { from: from.times(found.sign), to: to.times(found.sign), places }
  }
  return { from: found.from.times(found.sign), to: found.to.times(found.sign), places: found.places + 8 }
}
