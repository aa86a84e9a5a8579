/** Shares as people read them: weight / sum of the weights, rounded half up to 12 places. */
import { Decimal, MAX_PLACES, toText, type Factor } from '../decimal.ts'
import { divided, SAFE_DIVIDEND } from '../exact-product.ts'
import { scaledText } from '../rates/compare-kernel.ts'
import { exactWeights, type Weights } from '../weights.ts'

const UNIT = 10n ** BigInt(MAX_PLACES)
/** Half of the places: a weight below 2^52 / 10^6 is divided in two steps of six digits in exact doubles. */
const HALF_UNIT = 1e6

/** @example shareTexts(weightsOf(['1', '2'])) // ['0.333333333333', '0.666666666667'] */
export function shareTexts(weights: Weights): readonly Factor[] {
  const divisor = Number(weights.sum)
  if (weights.kind === 'small' && divisor * HALF_UNIT < SAFE_DIVIDEND) return Array.from(weights.values, (weight) => scaledText<'1'>(smallShare(weight, divisor), MAX_PLACES))
  return exactWeights(weights).map((weight) => toText<'1'>(new Decimal(((weight * UNIT * 2n + weights.sum) / (weights.sum * 2n)).toString()).div(UNIT.toString())))
}

function smallShare(weight: number, sum: number): number {
  const [first, rest] = divided(weight * HALF_UNIT, sum)
  const [second, last] = divided(rest * HALF_UNIT, sum)
  return first * HALF_UNIT + second + (last * 2 >= sum ? 1 : 0)
}
