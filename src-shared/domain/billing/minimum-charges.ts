/** Minimum charges (BILL-7): what a month's charges of a billing group lack of the minimum, where they are above zero. */

/**
 * The adjustments that belong to a month's charges, in cents: `[slot]`, with a billing group in `slot % minimums.length`.
 * Charges are those above zero alone, so that neither credits nor adjustments count towards the minimum. A minimum of zero asks nothing.
 *
 * @example minimumAdjustments([1230n, 0n, 2500n], [2000n]) // [770n, 0n, 0n]
 */
export function minimumAdjustments(charges: BigInt64Array, minimums: BigInt64Array): BigInt64Array {
  const adjustments = new BigInt64Array(charges.length)
  const groups = minimums.length
  for (let slot = 0; slot < charges.length; slot += 1) {
    const charged = charges[slot] ?? 0n
    const minimum = minimums[slot % groups] ?? 0n
    if (charged > 0n && charged < minimum) adjustments[slot] = BigInt.asIntN(64, minimum - charged)
  }
  return adjustments
}
