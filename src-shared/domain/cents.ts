/** Amounts as whole cents: what splitting and adding up run on (NUM-5). */
import { Decimal, toText, type Usd } from './decimal.ts'

const WHOLE_CENTS = /^(-?)(\d+)(?:\.(\d{1,2}))?$/

/**
 * The cents of an amount; throws a RangeError on a fraction of a cent, which has to be rounded or refused before.
 *
 * @example cents('-12.5' as Usd) // -1250n
 */
export function cents(amount: Usd): bigint {
  const point = amount.indexOf('.')
  // Fifteen digits are a safe integer; nearly every amount of a model goes this way, three times as fast.
  if (amount.length <= 14 && (point === -1 || amount.length - point <= 3)) {
    const digits = Number(point === -1 ? `${amount}00` : amount.slice(0, point) + amount.slice(point + 1) + (amount.length - point === 2 ? '0' : ''))
    if (Number.isSafeInteger(digits)) return BigInt(digits)
  }
  const [, sign = '', whole = '', fraction = ''] = WHOLE_CENTS.exec(amount) ?? []
  if (whole === '') throw new RangeError(`${amount} is not a number of whole cents.`)
  return BigInt(sign + whole + fraction.padEnd(2, '0'))
}

/** What stands behind the whole dollars: '', '.01', …, '.1', …, '.99'. */
const FRACTIONS = Array.from({ length: 100 }, (_, each) => (each === 0 ? '' : `.${String(each).padStart(2, '0').replace(/0$/, '')}`))

/** Canonical text of a number of cents. @example usdOfCents(-1250n) // '-12.5' */
export function usdOfCents(amount: bigint): Usd {
  const small = Number(amount)
  if (!Number.isSafeInteger(small)) return toText<'USD'>(new Decimal(amount.toString()).div(100))
  const size = Math.abs(small)
  const whole = Math.floor(size / 100)
  // Canonical by construction; a table of contributions is hundreds of thousands of these.
  return `${small < 0 ? '-' : ''}${whole}${FRACTIONS[size - whole * 100] ?? ''}` as Usd
}
