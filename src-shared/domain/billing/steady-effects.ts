/**
 * Price, volume and joint effect of a rate whose prices hold all year on both sides (BILL-9), in one pass over the customers.
 * Nearly every rate is so; what does not fit into 64 bits, or changes in mid-year, goes by `effectProducts`.
 */
import { LOOSE_ENOUGH, scaledMantissas, sizesOf, type PaidPrices } from './effect-products.ts'
import { centScale, INT64_BOUND } from './price-columns.ts'
import { MONTHS, type UsageColumns } from './usage-columns.ts'

/** By customer, in cents. */
export type ThreeEffects = { readonly price: BigInt64Array; readonly volume: BigInt64Array; readonly joint: BigInt64Array }

export type EffectTask = { readonly before: UsageColumns; readonly after: UsageColumns; readonly rate: number; readonly from: PaidPrices; readonly to: PaidPrices }

/**
 * Writes the three effects, each rounded once, and gives a magnitude that is not less than the sum of their sizes; null where it must be done otherwise.
 *
 * @example steadyEffects({ price, volume, joint }, { before, after, rate: 0, from, to })
 *   // 10 units at 4.00 become 12 at 4.50: price [500n], volume [800n], joint [100n]
 */
export function steadyEffects(into: ThreeEffects, task: EffectTask): bigint | null {
  const { before, after, rate, from, to } = task
  if (!from.prices.isSteady || !to.prices.isSteady) return null
  const places = Math.max(from.prices.places, to.prices.places)
  const [fromPower, toPower] = [10n ** BigInt(places - from.prices.places), 10n ** BigInt(places - to.prices.places)]
  const scale = centScale(places)
  const bound = (from.prices.largest * fromPower + to.prices.largest * toPower) * BigInt(MONTHS) * ((before.largest[rate] ?? 0n) + (after.largest[rate] ?? 0n))
  if (from.prices.largest >= INT64_BOUND || to.prices.largest >= INT64_BOUND || bound + scale >= INT64_BOUND) return null
  multiply(into, { ...task, scale, fromMantissas: scaledMantissas(from.prices, fromPower), toMantissas: scaledMantissas(to.prices, toPower) })
  const loose = 3n * (bound / scale + 1n) * BigInt(into.price.length)
  return loose < LOOSE_ENOUGH ? loose : sizesOf(into.price) + sizesOf(into.volume) + sizesOf(into.joint)
}

type Multiplication = EffectTask & { readonly scale: bigint; readonly fromMantissas: BigInt64Array; readonly toMantissas: BigInt64Array }

function multiply({ price, volume, joint }: ThreeEffects, { before, after, rate, from, to, scale, fromMantissas, toMantissas }: Multiplication): void {
  const [unitsBefore, unitsAfter] = [before.yearQuantity, after.yearQuantity]
  const [classBefore, classAfter] = [from.customerClass, to.customerClass]
  const first = rate * price.length
  const divisor = BigInt.asIntN(64, scale)
  const half = BigInt.asIntN(64, scale / 2n)
  const minusHalf = BigInt.asIntN(64, -half)
  for (let of = 0; of < price.length; of += 1) {
    const paid = fromMantissas[(classBefore[of] ?? 0) * MONTHS] ?? 0n
    const dearer = BigInt.asIntN(64, (toMantissas[(classAfter[of] ?? 0) * MONTHS] ?? 0n) - paid)
    const had = unitsBefore[first + of] ?? 0n
    const more = BigInt.asIntN(64, (unitsAfter[first + of] ?? 0n) - had)
    const ofPrice = BigInt.asIntN(64, dearer * had)
    const ofVolume = BigInt.asIntN(64, paid * more)
    const ofBoth = BigInt.asIntN(64, dearer * more)
    price[of] = BigInt.asIntN(64, BigInt.asIntN(64, ofPrice + (ofPrice < 0n ? minusHalf : half)) / divisor)
    volume[of] = BigInt.asIntN(64, BigInt.asIntN(64, ofVolume + (ofVolume < 0n ? minusHalf : half)) / divisor)
    joint[of] = BigInt.asIntN(64, BigInt.asIntN(64, ofBoth + (ofBoth < 0n ? minusHalf : half)) / divisor)
  }
}
