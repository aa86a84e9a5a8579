/** A model of any size with usage in every month, the same in every run; for benches and for the kernel's test on many lines. */
import { onePrice, type RatePrices } from '../../src-shared/domain/billing/rate-prices.ts'
import { MONTHS, usageColumns, type UsageColumns } from '../../src-shared/domain/billing/usage-columns.ts'
import { readDecimal } from '../../src-shared/domain/decimal.ts'

export type RandomUsageSize = {
  readonly customers: number
  readonly rates: number
  /** Quantities from 10^-6 to 10^12 units instead of up to a thousand. */
  readonly extremes?: boolean
  /** Every how many lines is a credit; 0 for none. With extremes every third one is. */
  readonly creditEvery?: number
  /** What every quantity is multiplied by: makes products of nearly 64 bits, or more. */
  readonly times?: bigint
}

export function randomNumbers(seed = 20_040_112): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

/** Rates of 0 to 6 places, below 1,000 dollars and of up to five digits; quantities with up to six places. */
export function randomUsage({ customers, rates, extremes = false, creditEvery = extremes ? 3 : 0, times = 1n }: RandomUsageSize): { readonly usage: UsageColumns; readonly prices: readonly RatePrices[] } {
  const next = randomNumbers()
  const count = customers * rates * MONTHS
  const lines = { customer: new Int32Array(count), rate: new Int32Array(count), month: new Uint8Array(count), quantity: new BigInt64Array(count) }
  for (let line = 0; line < count; line += 1) {
    lines.rate[line] = Math.floor(line / (customers * MONTHS))
    lines.customer[line] = Math.floor(line / MONTHS) % customers
    lines.month[line] = line % MONTHS
    const digits = BigInt(1 + next(1_000_000_000))
    const size = extremes ? (digits * 10n ** 9n) / 10n ** BigInt(next(19)) : digits
    lines.quantity[line] = (creditEvery > 0 && line % creditEvery === 0 ? -size : size) * times
  }
  const usage = usageColumns({ ...lines, customerCount: customers, rateCount: rates, customerClass: Uint8Array.from({ length: customers }, (_, customer) => customer % 3) })
  if (!usage.ok) throw new Error('Usage out of range')
  return { usage: usage.value, prices: Array.from({ length: rates }, (_, rate) => randomPrice(next, rate % 7)) }
}

export function randomPrice(next: (below: number) => number, places: number): RatePrices {
  const price = readDecimal<'USD/unit'>(((1 + next(Math.min(99_999, 1_000 * 10 ** places - 1))) / 10 ** places).toFixed(places))
  if (!price.ok) throw new Error('Not a price')
  return onePrice(price.value)
}
