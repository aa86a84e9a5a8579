/** Quantities as whole millionths of a unit, as the store keeps usage: adding and comparing them is exact. */
import { Decimal, toText, type Units } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'

/** A quantity has at most so many places (NUM-7). */
export const UNIT_PLACES = 6
export const MICRO = 1_000_000n
/** Decimal text goes up to 10^15 (see `decimal.ts`). */
export const MICRO_LIMIT = 10n ** 21n

/**
 * Millionths of a quantity; one with more than 6 places is refused.
 *
 * @example microOf('12.5' as Units) // { ok: true, value: 12500000n }
 */
export function microOf(quantity: Units): Result<bigint, Issue> {
  const point = quantity.indexOf('.')
  const places = point === -1 ? 0 : quantity.length - point - 1
  if (places > UNIT_PLACES) return refused(issue('too-many-places', `${quantity} has more than ${UNIT_PLACES} decimal places.`, { remedy: `Round it to ${UNIT_PLACES} places or fewer.` }))
  return ok(BigInt((point === -1 ? quantity : quantity.slice(0, point) + quantity.slice(point + 1)) + '0'.repeat(UNIT_PLACES - places)))
}

/** @example unitsOfMicro(-12500000n) // '-12.5' */
export function unitsOfMicro(micro: bigint): Units {
  const size = Math.abs(Number(micro))
  if (!Number.isSafeInteger(size)) return toText<'units'>(new Decimal(micro.toString()).div(1_000_000))
  const whole = Math.floor(size / 1_000_000)
  const fraction = size - whole * 1_000_000
  const tail = fraction === 0 ? '' : `.${String(fraction).padStart(UNIT_PLACES, '0').replace(/0+$/, '')}`
  // Canonical by construction; a customer's projection is ten thousands of these.
  return `${micro < 0n ? '-' : ''}${whole}${tail}` as Units
}

/** Millionths of a quantity known to have at most 6 places; a bug throws. */
export function knownMicro(quantity: Units): bigint {
  const read = microOf(quantity)
  if (!read.ok) throw new Error(read.failure.message)
  return read.value
}
