/** What the signatures of an agreement hold fast: its parties, term, services and promises. Refused where edits are planned; undo and redo stay possible. */
import { issue, type Issue } from '../../issues.ts'
import type { Agreement } from '../../model/agreement-tables.ts'
import type { Draft } from '../../model/draft.ts'
import type { ServiceTarget } from '../../model/level-tables.ts'
import { stepsOfAgreement, successorsOfAgreement } from './agreement-rows.ts'
import { retiredOn } from './agreement-stage.ts'
import { isSigned } from './path-order.ts'

/** True once its signatures are witnessed (3.5). One that came in force is as its file says, and may be imported again. */
function isHeldFast(draft: Pick<Draft, 'agreementStep'>, agreement: Agreement): boolean {
  return agreement.entry === 'process' && isSigned(agreement, stepsOfAgreement(draft, agreement.id))
}

function heldFast({ code }: Agreement, what: string): Issue {
  return issue('wrong-state', `${code} is signed: ${what} as it was signed.`, { remedy: 'Renew it, or take step 3.5 back.' })
}

const TERMS = [
  { fields: ['kind', 'customerId', 'provider'], what: 'who promises whom stays' },
  { fields: ['startsOn', 'endsOn'], what: 'its term stays' },
] as const satisfies readonly { readonly fields: readonly (keyof Agreement)[]; readonly what: string }[]

/** Why the parties or the term of an agreement cannot be changed so; null where they can. */
export function signedTermsIssue(draft: Draft, before: Agreement, after: Agreement): Issue | null {
  const changed = TERMS.find(({ fields }) => fields.some((field) => before[field] !== after[field]))
  return changed === undefined || !isHeldFast(draft, before) ? null : heldFast(before, changed.what)
}

/** Why an agreement cannot cover exactly these services; null where it can, or does. */
export function signedServicesIssue(draft: Draft, agreement: Agreement | undefined, serviceIds: readonly string[]): Issue | null {
  if (agreement === undefined || !isHeldFast(draft, agreement)) return null
  const present = new Set([...draft.agreementService.values()].filter((each) => each.agreementId === agreement.id).map((each) => each.serviceId))
  const asked = new Set(serviceIds)
  return asked.size === present.size && [...asked].every((id) => present.has(id)) ? null : heldFast(agreement, 'what it covers stays')
}

const PROMISE = ['unit', 'direction', 'goal', 'warning', 'limitMinutes'] as const satisfies readonly (keyof ServiceTarget)[]

/** Why a target cannot be changed so; null where it can. A target leaves a signed agreement for the one that renews it, or once it is retired. */
export function signedTargetIssue(draft: Draft, before: ServiceTarget, after: ServiceTarget): Issue | null {
  const agreement = draft.agreement.get(before.agreementId ?? '')
  if (agreement === undefined || !isHeldFast(draft, agreement)) return null
  if (PROMISE.some((field) => before[field] !== after[field])) return heldFast(agreement, `what ${before.code} promises stays`)
  const isFree = retiredOn(draft, agreement.id) !== null || successorsOfAgreement(draft, agreement.id).length > 0
  return after.agreementId === before.agreementId || isFree ? null : heldFast(agreement, `${before.code} stays promised`)
}
