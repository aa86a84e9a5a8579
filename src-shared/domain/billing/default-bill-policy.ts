/** The billing policy of a year of which nobody said anything. */
import type { Usd } from '../decimal.ts'
import type { BillPolicy } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { baseOf, versionKey, type Version } from '../version.ts'

/**
 * A minimum of 20.00 a month and billing group, a bill when more than 20.00 is due (BILL-7), the first part of a mailbox's month
 * free (BILL-11), days of Suffolk County alone are work days (BILL-3).
 *
 * @example defaultBillPolicy(planOf(fiscalYear(2004))).minimumCharge // '20'
 */
export function defaultBillPolicy(version: Version): BillPolicy {
  const key = versionKey(baseOf(version))
  return { id: key, version: key, minimumCharge: '20' as Usd, minimumRateId: null, issueThreshold: '20' as Usd, issueComparison: 'more-than', firstPartMonth: 'free', suffolkDays: 'work-days', note: '' }
}

/** The billing policy of a version's year; a scenario has that of its base. */
export function billPolicyOf(draft: Pick<Draft, 'billPolicy'>, version: Version): BillPolicy {
  return draft.billPolicy.get(versionKey(baseOf(version))) ?? defaultBillPolicy(version)
}
