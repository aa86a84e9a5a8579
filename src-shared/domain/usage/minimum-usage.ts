/** The rate that carries the minimum charge is no usage: the bills work the minimum out themselves, and a quantity of it would be billed beside it (BILL-7). */
import { billPolicyOf } from '../billing/default-bill-policy.ts'
import { issue, type Issue } from '../issues.ts'
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import { fiscalYearOf, type Month } from '../month.ts'
import { planOf } from '../version.ts'

/** What is wrong with a quantity of a rate in a month; undefined where the policy of the year does not name it as the rate of the minimum. */
export function minimumUsageIssue(draft: Draft, { rateId, month }: { readonly rateId: string; readonly month: Month }): Issue | undefined {
  const year = fiscalYearOf(month, fiscalYearFirstMonth(draft))
  if (year === undefined || billPolicyOf(draft, planOf(year)).minimumRateId !== rateId) return undefined
  const code = draft.rate.get(rateId)?.code ?? rateId
  return issue('wrong-state', `${code} carries the minimum charge, which each bill works out from its own charges: a quantity of it would be charged on top (BILL-7).`, { remedy: 'Leave it out; the minimum is set in the billing policy of the year.' })
}
