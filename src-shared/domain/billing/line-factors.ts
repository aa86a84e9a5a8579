/** What stands between what was measured and what is billed: the factors of a statement's line (BILL-2, BILL-4, BILL-5, BILL-6). */
import type { CustomerClass } from '../model/tables.ts'
import type { Month } from '../month.ts'

/** The factors behind the quantity of a rate in a month, each different combination once; null where the quantity was ready. */
export type FactorsOf = (key: { readonly rateId: string; readonly month: Month }) => ReadonlySet<string> | null

/** Where only ready quantities are known of. */
export const ALL_READY: FactorsOf = () => null

/** Why a line shows no factors. */
export const READY_WORDS = 'A ready quantity: it was imported or typed as it is billed, so that no rating factors stand behind it.'

/** More are counted, not listed: the explanation of the quantity names each. */
const MOST_SHOWN = 3

/** What is known of a line's months: factors of each, null for a ready one; and whose price they pay. */
export type FactorsSeen = { readonly months: readonly (ReadonlySet<string> | null)[]; readonly customerClasses: ReadonlySet<CustomerClass> }

/**
 * The factors of a line in words; empty where all its quantities were ready and it pays everybody's price. A price of the customer's
 * own class is a factor too (BILL-6).
 *
 * @example lineFactors({ months: [new Set(['7.434 x 1.12']), null], customerClasses: new Set(['non-state']) }) // '7.434 x 1.12 (1 of 2 months); non-state rate'
 */
export function lineFactors({ months, customerClasses }: FactorsSeen): string {
  const measured = months.filter((each) => each !== null)
  const texts = [...new Set(measured.flatMap((each) => [...each]))]
  const shown = texts.length > MOST_SHOWN ? [...texts.slice(0, MOST_SHOWN), `${texts.length - MOST_SHOWN} more`] : texts
  const ofMonths = measured.length === months.length || texts.length === 0 ? '' : ` (${measured.length} of ${months.length} months)`
  const ofClass = [...customerClasses].filter((each) => each !== 'state').map((each) => `${each} rate`)
  return [...(texts.length === 0 ? [] : [`${shown.join(', ')}${ofMonths}`]), ...ofClass].join('; ')
}
