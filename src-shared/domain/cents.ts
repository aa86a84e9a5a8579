/** Amounts as whole cents: what splitting and adding up run on (NUM-5). */
import { Decimal, toText, type Usd } from './decimal.ts'
import { digitsOf, placesOf } from './digits.ts'

const WHOLE_CENTS = /^(-?)(\d+)(?:\.(\d{1,2}))?$/

/**
 * The cents of an amount; throws a RangeError on a fraction of a cent, which has to be rounded or refused before.
 *
 * @example cents('-12.5' as Usd) // -1250n
 */
export function cents(amount: Usd): bigint {
  const small = safeCents(amount)
  if (Number.isSafeInteger(small)) return BigInt(small)
  const [, sign = '', whole = '', fraction = ''] = WHOLE_CENTS.exec(amount) ?? []
  if (whole === '') throw new RangeError(`${amount} is not a number of whole cents.`)
  return BigInt(sign + whole + fraction.padEnd(2, '0'))
}

/**
 * `cents` as a safe integer, of which sums need no object; NaN where the amount is longer or no whole cents. Nearly every amount of
 * a model goes this way.
 *
 * @example safeCents('-12.5' as Usd) // -1250
 */
export function safeCents(amount: Usd): number {
  const places = placesOf(amount)
  // Eleven whole dollars' digits, a sign, and two places.
  return amount.length > 15 || places > 2 ? Number.NaN : digitsOf(amount) * (places === 2 ? 1 : places === 1 ? 10 : 100)
}

/** What stands behind the whole dollars: '', '.01', …, '.1', …, '.99'. */
const FRACTIONS = Array.from({ length: 100 }, (_, each) => (each === 0 ? '' : `.${String(each).padStart(2, '0').replace(/0$/, '')}`))

/** Canonical text of a number of cents. @example usdOfCents(-1250n) // '-12.5' */
export function usdOfCents(amount: bigint): Usd {
  const small = Number(amount)
  return Number.isSafeInteger(small) ? usdOfSafeCents(small) : toText<'USD'>(new Decimal(amount.toString()).div(100))
}

/** `usdOfCents` of a safe integer. @example usdOfSafeCents(-1250) // '-12.5' */
export function usdOfSafeCents(small: number): Usd {
  const size = Math.abs(small)
  const whole = Math.floor(size / 100)
  // Canonical by construction; a table of contributions is hundreds of thousands of these.
  return `${small < 0 ? '-' : ''}${whole}${FRACTIONS[size - whole * 100] ?? ''}` as Usd
}
