/** Balances of closed years that later years' rates take up (RECOV-4). */
import type { Factor, Usd } from '../decimal.ts'
import { fiscalYear, type FiscalYear } from '../fiscal-year.ts'
import type { CarryForward } from '../model/cost-tables.ts'
import { splitAmount } from '../split-amount.ts'
import { sumUsd } from '../sum-usd.ts'

const NOTHING = '0' as Usd

/** One carry-forward, year by year: what each year takes up, and what expires because no year may take it any more. */
export type CarryForwardPlan = {
  readonly parts: readonly { readonly fiscalYear: FiscalYear; readonly amount: Usd }[]
  readonly expired: Usd
}

/**
 * The years over which a balance is spread, by largest remainder (NUM-5). A part that would fall after the last year in which the
 * balance may be used expires. Balances that are settled otherwise than by future rates have no parts (RECOV-5).
 *
 * @example planCarryForward({ amount: '100', years: 3, firstYear: 2005, expiresAfter: 2006, settledBy: 'future-rates' })
 *   // { parts: [{ fiscalYear: 2005, amount: '33.34' }, { fiscalYear: 2006, amount: '33.33' }], expired: '33.33' }
 */
export function planCarryForward(row: Pick<CarryForward, 'amount' | 'years' | 'firstYear' | 'expiresAfter' | 'settledBy'>): CarryForwardPlan {
  if (row.settledBy !== 'future-rates') return { parts: [], expired: NOTHING }
  const usable = Math.min(row.years, row.expiresAfter - row.firstYear + 1)
  const amounts = splitAmount(row.amount, Array.from({ length: row.years }, () => '1' as Factor))
  return {
    parts: amounts.slice(0, usable).map((amount, index) => ({ fiscalYear: fiscalYear(row.firstYear + index), amount })),
    expired: sumUsd(amounts.slice(usable)),
  }
}

/**
 * What one year takes up of a balance: positive is added to its cost, negative taken off.
 *
 * @example carryForwardIn(row, fiscalYear(2005)) // '33.34'
 */
export function carryForwardIn(row: CarryForward, year: FiscalYear): Usd {
  return planCarryForward(row).parts.find((part) => part.fiscalYear === year)?.amount ?? NOTHING
}
