/** Encumbrances that are used up before the year is over, and when (BILL-8). */
import type { Draft } from '../model/draft.ts'
import type { Month } from '../month.ts'
import { accountOf, type RunsOut } from './billing-account.ts'
import type { BillingYear } from './billing-year.ts'

/** `actual`: it is used up already; `projected`: at the mean of the months so far; `planned`: by the customers' budgets. */
export type RunningOut = { readonly customerId: string; readonly objectCode: string; readonly month: Month; readonly how: Exclude<RunsOut['how'], 'lasts' | 'no-usage'> }

/**
 * The encumbrances of the bills' year that do not last, the earliest first.
 *
 * @example runningOut({ draft, bills })[0] // { customerId: 'dma', objectCode: 'E10', month: '2004-03', how: 'projected' }
 */
export function runningOut({ draft, bills }: { readonly draft: Draft; readonly bills: BillingYear }): readonly RunningOut[] {
  const found = bills.customers.flatMap((customer, at) => bills.billingGroups.flatMap((objectCode, billingGroup): readonly RunningOut[] => {
    const runsOut = accountOf({ draft, bills, customer, at, billingGroup, objectCode }).encumbrance?.runsOut
    return runsOut === undefined || runsOut.month === null ? [] : [{ customerId: customer.id, objectCode, month: runsOut.month, how: runsOut.how }]
  }))
  return found.toSorted((left, right) => (left.month < right.month ? -1 : left.month > right.month ? 1 : 0))
}
