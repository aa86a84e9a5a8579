/** Quantities of usage as whole micro-units (10^-6 of a billable unit), as the model file keeps them. */
import { Decimal, toText, type Units } from '../decimal.ts'

/** Places of a quantity (NUM-7). */
export const QUANTITY_PLACES = 6
/** 10^12 units: no quantity of a customer, rate and month is larger, credits included. */
export const MAX_MICRO_UNITS = 10n ** 18n

const SIX_PLACES = /^(-?)(\d+)(?:\.(\d{1,6}))?$/

/**
 * The micro-units of a quantity; throws a RangeError on more than six places, which have to be rounded or refused before.
 *
 * @example microUnits('-12.5' as Units) // -12500000n
 */
export function microUnits(quantity: Units): bigint {
  const [, sign = '', whole = '', fraction = ''] = SIX_PLACES.exec(quantity) ?? []
  if (whole === '') throw new RangeError(`${quantity} is not a number of whole micro-units.`)
  return BigInt(sign + whole + fraction.padEnd(QUANTITY_PLACES, '0'))
}

/** Canonical text of a number of micro-units. @example unitsOfMicro(-12500000n) // '-12.5' */
export function unitsOfMicro(quantity: bigint): Units {
  return toText<'units'>(new Decimal(quantity.toString()).div(1_000_000))
}
