/** Words for the states of agreements, their steps and their reviews. */
import type { Agreement, AgreementReview } from '../../../../src-shared/domain/model/agreement-tables.ts'
import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import type { StepStatus } from '../../../../src-shared/domain/service-levels/agreements/agreement-path.ts'

export const STATUS_WORDS: Readonly<Record<StepStatus, string>> = { done: 'Done', next: 'Next', blocked: 'Blocked', later: 'Later', 'not-needed': 'Not needed', 'not-witnessed': 'Not witnessed' }

export const IMPROVEMENT_WORDS: Readonly<Record<AgreementReview['improvement'], string>> = { open: 'Not decided', started: 'Improvement started', 'not-needed': 'No improvement needed' }

export const GROUP_WORDS: Readonly<Record<Agreement['kind'], string>> = { slr: 'Requirements', sla: 'Service level agreements', ola: 'Operational level agreements', uc: 'Underpinning contracts' }

/** With whom: the customer of a requirement or an SLA, else who promises. */
export function partyOf(draft: Pick<Draft, 'customer'>, { customerId, provider }: Pick<Agreement, 'customerId' | 'provider'>): string {
  const customer = draft.customer.get(customerId ?? '')
  return customer?.code ?? provider
}

/** @example termWords({ startsOn: '2004-07-01', endsOn: null }) // 'from 2004-07-01' */
export function termWords({ startsOn, endsOn }: Pick<Agreement, 'startsOn' | 'endsOn'>): string {
  if (startsOn === null) return endsOn === null ? 'no term yet' : `until ${endsOn}`
  return endsOn === null ? `from ${startsOn}` : `${startsOn} to ${endsOn}`
}
