/** Lines of usage batches on their way between a file from outside, the model file and the bills. */

/**
 * Monthly quantities as columns of one length; customers and rates are indexes into the lists of ids.
 * At most one line a customer, rate and month.
 */
export type BatchLines = {
  readonly customerIds: readonly string[]
  readonly rateIds: readonly string[]
  readonly customer: Int32Array
  readonly rate: Int32Array
  /** Months since year 0: see `monthNumber`. */
  readonly month: Int32Array
  /** Millionths of a unit (NUM-7); below zero for a credit. */
  readonly quantity: BigInt64Array
}

/** No lines. */
export const NO_LINES: BatchLines = { customerIds: [], rateIds: [], customer: new Int32Array(), rate: new Int32Array(), month: new Int32Array(), quantity: new BigInt64Array() }

/** What several batches say together, sorted by rate, then month, then customer; each line knows the batch that it is of. */
export type CountedLines = BatchLines & {
  /** In the order of their numbers. */
  readonly batchIds: readonly string[]
  /** An index into `batchIds`. */
  readonly batch: Int32Array
  /** By line that is made of the days of several batches: those before its own, in their order. */
  readonly daysAlsoOf?: ReadonlyMap<number, readonly number[]>
}

/** No batches. */
export const NOTHING_COUNTED: CountedLines = { ...NO_LINES, batchIds: [], batch: new Int32Array() }
