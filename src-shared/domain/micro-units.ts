/** Quantities of usage as whole micro-units (10^-6 of a billable unit), as the model file keeps them (NUM-7): adding and comparing them is exact. */
import { Decimal, toText, type Units } from './decimal.ts'
import { issue, type Issue } from './issues.ts'
import { ok, refused, type Result } from './result.ts'

/** Places of a quantity (NUM-7). */
export const QUANTITY_PLACES = 6
/** 10^12 units: no quantity of a customer, rate and month is larger, credits included. */
export const MAX_MICRO_UNITS = 10n ** 18n
/** What decimal text can hold: sums and projections may be larger than any one quantity. */
export const MICRO_LIMIT = 10n ** 21n

/**
 * Micro-units of a quantity; one with more than six places is refused.
 *
 * @example microOf('12.5' as Units) // { ok: true, value: 12500000n }
 */
export function microOf(quantity: Units): Result<bigint, Issue> {
  const point = quantity.indexOf('.')
  const places = point === -1 ? 0 : quantity.length - point - 1
  if (places > QUANTITY_PLACES) return refused(issue('too-many-places', `${quantity} has more than ${QUANTITY_PLACES} decimal places.`, { remedy: `Round it to ${QUANTITY_PLACES} places or fewer.` }))
  return ok(BigInt((point === -1 ? quantity : quantity.slice(0, point) + quantity.slice(point + 1)) + '0'.repeat(QUANTITY_PLACES - places)))
}

/** Micro-units of a quantity known to have at most six places; throws a RangeError on more. @example microUnits('-12.5' as Units) // -12500000n */
export function microUnits(quantity: Units): bigint {
  const read = microOf(quantity)
  if (!read.ok) throw new RangeError(`${quantity} is not a number of whole micro-units.`)
  return read.value
}

/** Canonical text of a number of micro-units. @example unitsOfMicro(-12500000n) // '-12.5' */
export function unitsOfMicro(micro: bigint): Units {
  const size = Math.abs(Number(micro))
  if (!Number.isSafeInteger(size)) return toText<'units'>(new Decimal(micro.toString()).div(1_000_000))
  const whole = Math.floor(size / 1_000_000)
  const fraction = size - whole * 1_000_000
  const tail = fraction === 0 ? '' : `.${String(fraction).padStart(QUANTITY_PLACES, '0').replace(/0+$/, '')}`
  // Canonical by construction; a customer's projection is ten thousands of these.
  return `${micro < 0n ? '-' : ''}${whole}${tail}` as Units
}
