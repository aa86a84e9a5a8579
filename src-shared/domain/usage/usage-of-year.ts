/** The usage of one fiscal year, as the bills take it. */
import type { FiscalYear } from '../fiscal-year.ts'

/**
 * Quantities as columns of one length; customers and rates are indexes into the lists of ids, months count from the first of the
 * fiscal year (0 to 11). A customer, rate and month without a line has no figure, which is not zero.
 */
export type UsageOfYear = {
  readonly fiscalYear: FiscalYear
  readonly customerIds: readonly string[]
  readonly rateIds: readonly string[]
  readonly customer: Int32Array
  readonly rate: Int32Array
  readonly month: Uint8Array
  /** Millionths of a unit. */
  readonly quantity: BigInt64Array
}
