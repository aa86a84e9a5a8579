/** How much downtime an availability goal allows, and how much of it is used (SLM-2). */
import { decimal, Decimal, MAX_PLACES, round, toText, type Factor } from '../../decimal.ts'
import { digitsOf, placesOf } from '../../digits.ts'
import { MOST_DIVISOR, placesText, POWERS_OF_TEN, quotient, remainder, roundedText } from './exact-figure.ts'
import type { ErrorBudget } from './level-values.ts'

/** Beyond so many places of a goal its product with the seconds of a year might not be exact in a double. */
const MOST_QUICK_PLACES = 6
const SHOWN_PLACES = 2
const MOST_DIVIDEND = Number.MAX_SAFE_INTEGER / 100

/** A whole number divided by a power of ten, as text. @example scaledText(432, 1) // '43.2' */
function scaledText(value: number, places: number): Factor {
  const size = Math.abs(value)
  const scale = POWERS_OF_TEN[places] ?? 1
  const fraction = remainder(size, scale)
  const whole = `${value < 0 ? '-' : ''}${(size - fraction) / scale}`
  return (fraction === 0 ? whole : `${whole}.${placesText(fraction, places)}`) as Factor
}

function slowly(goal: Factor, agreedSeconds: number, exactUse: Decimal): ErrorBudget {
  const usedSeconds = round(exactUse, MAX_PLACES)
  const allowed = round(new Decimal(100).minus(decimal(goal)).times(agreedSeconds).div(100), MAX_PLACES)
  return { agreedSeconds, usedSeconds: toText(usedSeconds), allowedSeconds: toText(allowed), leftSeconds: toText(allowed.minus(usedSeconds)), usedPercent: usedPercent(usedSeconds, allowed) }
}

function usedPercent(used: Decimal, allowed: Decimal): Factor | null {
  return allowed.gt(0) ? toText(round(used.times(100).div(allowed), SHOWN_PLACES)) : null
}

/**
 * `(100 - goal) / 100 x agreed time`, what of it is used, and what is left; exact.
 *
 * @example errorBudget({ goal: '99.9', agreedSeconds: 2592000, usedSeconds: 600 }) // allowed '2592' (43.2 minutes), left '1992'
 */
export function errorBudget({ goal, agreedSeconds, usedSeconds }: { readonly goal: Factor; readonly agreedSeconds: number; /** Whole, or as it follows from a typed month. */ readonly usedSeconds: number | Decimal }): ErrorBudget {
  const places = placesOf(goal)
  if (typeof usedSeconds !== 'number' || places > MOST_QUICK_PLACES) return slowly(goal, agreedSeconds, new Decimal(usedSeconds))
  const scale = POWERS_OF_TEN[places] ?? 1
  // Per cent: two places more.
  const allowed = (100 * scale - digitsOf(goal)) * agreedSeconds
  const used = usedSeconds * 100 * scale
  if (!Number.isSafeInteger(allowed) || !Number.isSafeInteger(used)) return slowly(goal, agreedSeconds, new Decimal(usedSeconds))
  return {
    agreedSeconds, usedSeconds: String(usedSeconds) as Factor, allowedSeconds: scaledText(allowed, places + 2), leftSeconds: scaledText(allowed - used, places + 2),
    usedPercent: allowed > 0 && allowed <= MOST_DIVISOR && used <= MOST_DIVIDEND ? roundedText(quotient(used * 100, allowed), SHOWN_PLACES) : usedPercent(new Decimal(used), new Decimal(allowed)),
  }
}
