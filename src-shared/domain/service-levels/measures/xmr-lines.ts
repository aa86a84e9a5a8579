/** The lines of an XmR chart as exact fractions (SLM-4). */
import { roundRatio, type Ratio } from '../../costs/ratio.ts'
import { Decimal, MAX_PLACES, toText, type Factor } from '../../decimal.ts'

/** Before rounding; signals are judged by these. */
export type XmrLines = { readonly centre: Ratio; readonly upper: Ratio; readonly lower: Ratio; readonly upperRange: Ratio }

const SCALE = 10n ** BigInt(MAX_PLACES)

/** Rounded half up to 12 places (NUM-2). @example factorOfRatio({ numerator: 200n, denominator: 3n }) // '66.666666666667' */
export function factorOfRatio(ratio: Ratio): Factor {
  return toText<'1'>(new Decimal(roundRatio(ratio, SCALE).toString()).div(SCALE.toString()))
}
