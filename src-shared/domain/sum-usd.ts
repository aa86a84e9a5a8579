/** Sums of amounts of whole cents. */
import { cents, usdOfCents } from './cents.ts'
import type { Usd } from './decimal.ts'

/**
 * The exact sum; throws a RangeError on a fraction of a cent.
 *
 * @example sumUsd(['513976', '29', '2513']) // '516518'
 */
export function sumUsd(amounts: Iterable<Usd>): Usd {
  let sum = 0n
  for (const amount of amounts) sum += cents(amount)
  return usdOfCents(sum)
}

/** @example differenceUsd('100', '0.5') // '99.5' */
export function differenceUsd(from: Usd, taken: Usd): Usd {
  return usdOfCents(cents(from) - cents(taken))
}
