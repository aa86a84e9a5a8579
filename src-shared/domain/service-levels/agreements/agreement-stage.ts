/** How far an agreement is on a day. */
import type { Agreement } from '../../model/agreement-tables.ts'
import type { Draft } from '../../model/draft.ts'
import type { IsoDate } from '../../fiscal-year.ts'
import { stepsOfAgreement, successorsOfAgreement } from './agreement-rows.ts'
import { isAgreed, isSigned } from './path-order.ts'

const AGREEMENT_STAGES = ['requirement', 'negotiation', 'agreed', 'signed', 'in-force', 'expired', 'renewed', 'retired'] as const
/** `signed`: it has not begun, or its data collection document is missing; `expired`: past its last day without a renewal. */
export type AgreementStage = (typeof AGREEMENT_STAGES)[number]

export const STAGE_WORDS: Readonly<Record<AgreementStage, string>> = {
  requirement: 'Requirement', negotiation: 'In negotiation', agreed: 'Agreed, to sign', signed: 'Signed', 'in-force': 'In force', expired: 'Expired', renewed: 'Renewed', retired: 'Retired',
}

/** The day on which it was retired; null where it is not. */
export function retiredOn(draft: Pick<Draft, 'agreementStep'>, agreementId: string): IsoDate | null {
  return stepsOfAgreement(draft, agreementId).find((each) => each.step === 'retired')?.doneOn ?? null
}

/** True where a later agreement that renews it is signed. */
function isRenewed(draft: Draft, agreementId: string): boolean {
  return successorsOfAgreement(draft, agreementId).some((each) => isSigned(each, stepsOfAgreement(draft, each.id)))
}

function stageOfTerm(draft: Draft, { id, startsOn, endsOn }: Agreement, day: IsoDate): AgreementStage {
  if (startsOn !== null && startsOn > day) return 'signed'
  if (endsOn === null || endsOn >= day) return 'in-force'
  return isRenewed(draft, id) ? 'renewed' : 'expired'
}

/** How far an agreement is on a day. @example stageOf(draft, agreement, isoDate('2005-01-10')) // 'in-force' */
export function stageOf(draft: Draft, agreement: Agreement, day: IsoDate): AgreementStage {
  const steps = stepsOfAgreement(draft, agreement.id)
  const retired = retiredOn(draft, agreement.id)
  if (retired !== null && retired <= day) return 'retired'
  if (agreement.kind === 'slr') return isRenewed(draft, agreement.id) ? 'renewed' : agreement.entry === 'in-force' ? stageOfTerm(draft, agreement, day) : 'requirement'
  if (isSigned(agreement, steps)) {
    const waits = agreement.kind === 'sla' && agreement.entry === 'process' && !steps.some((each) => each.step === '3.6')
    return waits ? 'signed' : stageOfTerm(draft, agreement, day)
  }
  if (isAgreed(agreement, steps)) return 'agreed'
  return steps.some((each) => each.step.startsWith('3.')) || (agreement.kind !== 'sla' || agreement.predecessorId !== null) ? 'negotiation' : 'requirement'
}

/** True on the days on which an agreement holds. Services with an active SLA are counted with it (SLM-5). */
export function isInForce(draft: Draft, agreement: Agreement, day: IsoDate): boolean {
  return stageOf(draft, agreement, day) === 'in-force'
}

/** Days on which an agreement holds or is to hold; null where it has no first day. A day is shared by nothing else of the same kind, customer and service. */
export function termOf(draft: Pick<Draft, 'agreementStep'>, agreement: Agreement): { readonly from: IsoDate; readonly until: IsoDate | null } | null {
  const { startsOn, endsOn } = agreement
  if (startsOn === null) return null
  const retired = retiredOn(draft, agreement.id)
  const until = retired !== null && (endsOn === null || retired < endsOn) ? retired : endsOn
  return until !== null && until < startsOn ? null : { from: startsOn, until }
}
