/** Quantities of usage as whole micro-units (10^-6 of a billable unit), as the model file keeps them (NUM-7). */
import { decimal, Decimal, toText, type Units } from '../decimal.ts'

/** Places of a quantity (NUM-7). */
export const QUANTITY_PLACES = 6
/** 10^12 units: no quantity of a customer, rate and month is larger, credits included. */
export const MAX_MICRO_UNITS = 10n ** 18n

/** Of a quantity with at most six places. @example microUnits('-12.5' as Units) // -12500000n */
export function microUnits(quantity: Units): bigint {
  const micro = decimal(quantity).times(1_000_000)
  if (!micro.isInteger()) throw new RangeError(`${quantity} is not a number of whole micro-units.`)
  return BigInt(micro.toFixed())
}

/** @example unitsOfMicro(-12500000n) // '-12.5' */
export function unitsOfMicro(quantity: bigint): Units {
  return toText<'units'>(new Decimal(quantity.toString()).div(1_000_000))
}
