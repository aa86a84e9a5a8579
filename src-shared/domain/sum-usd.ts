/** Sums of amounts of whole cents. */
import { cents, safeCents, usdOfCents, usdOfSafeCents } from './cents.ts'
import type { Usd } from './decimal.ts'

/**
 * The exact sum; throws a RangeError on a fraction of a cent.
 *
 * @example sumUsd(['513976', '29', '2513']) // '516518'
 */
export function sumUsd(amounts: Iterable<Usd>): Usd {
  let wide = 0n
  let sum = 0
  for (const amount of amounts) {
    const next = sum + safeCents(amount)
    if (Number.isSafeInteger(next)) sum = next
    else wide += cents(amount)
  }
  return wide === 0n ? usdOfSafeCents(sum) : usdOfCents(wide + BigInt(sum))
}

/** `sumUsd` of two, without a list. @example sumOfTwo('29', '2513.5') // '2542.5' */
export function sumOfTwo(left: Usd, right: Usd): Usd {
  const sum = safeCents(left) + safeCents(right)
  return Number.isSafeInteger(sum) ? usdOfSafeCents(sum) : usdOfCents(cents(left) + cents(right))
}

/** @example differenceUsd('100', '0.5') // '99.5' */
export function differenceUsd(from: Usd, taken: Usd): Usd {
  return usdOfCents(cents(from) - cents(taken))
}
