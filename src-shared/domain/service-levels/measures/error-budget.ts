/** How much downtime an availability goal allows, and how much of it is used (SLM-2). */
import { decimal, Decimal, MAX_PLACES, round, toText, type Factor } from '../../decimal.ts'
import { digitsOf, placesOf } from '../../digits.ts'
import type { ErrorBudget } from './level-values.ts'

/** Beyond so many places of a goal its product with the seconds of a year might not be exact in a double. */
const MOST_QUICK_PLACES = 6
const SHOWN_PLACES = 2

/** A whole number divided by a power of ten, as text. @example scaledText(432, 1) // '43.2' */
function scaledText(value: number, places: number): Factor {
  if (places === 0 || value === 0) return toText<'1'>(new Decimal(value))
  const sign = value < 0 ? '-' : ''
  const digits = String(Math.abs(value)).padStart(places + 1, '0')
  const [whole, fraction] = [digits.slice(0, -places), digits.slice(-places).replace(/0+$/, '')]
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}` as Factor
}

function slowly(goal: Factor, agreedSeconds: number, usedSeconds: Decimal): ErrorBudget {
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
  const scale = 10 ** places
  // Per cent: two places more.
  const allowed = (100 * scale - digitsOf(goal)) * agreedSeconds
  const used = usedSeconds * 100 * scale
  if (!Number.isSafeInteger(allowed) || !Number.isSafeInteger(used)) return slowly(goal, agreedSeconds, new Decimal(usedSeconds))
  return {
    agreedSeconds, usedSeconds: scaledText(usedSeconds, 0), allowedSeconds: scaledText(allowed, places + 2), leftSeconds: scaledText(allowed - used, places + 2),
    usedPercent: usedSeconds === 0 && allowed > 0 ? ZERO : usedPercent(new Decimal(used), new Decimal(allowed)),
  }
}

const ZERO: Factor = toText<'1'>(new Decimal(0))
