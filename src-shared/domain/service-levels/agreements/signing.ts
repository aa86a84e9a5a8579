/** What an agreement must have before it is signed, and whose signatures make it hold (SLM-6). */
import { issue, type Issue } from '../../issues.ts'
import type { Agreement, AgreementSignature } from '../../model/agreement-tables.ts'
import type { Draft } from '../../model/draft.ts'
import type { ServiceTarget } from '../../model/level-tables.ts'
import { coveredTargetsOfAgreement, isStrayTarget, servicesOfAgreement, signaturesOfAgreement, stepsOfAgreement, supportsOfAgreement, targetsOfAgreement } from './agreement-rows.ts'
import { isAgreed, isSigned } from './path-order.ts'

type Kind = Agreement['kind']
type Signatory = { readonly role: string; readonly matches: RegExp }

const SIGNATORIES: Readonly<Record<Kind, readonly Signatory[]>> = {
  slr: [],
  sla: [{ role: 'Service owner', matches: /^service owners?$/ }, { role: 'Service level manager', matches: /^service level managers?$/ }, { role: 'Customer', matches: /^customer/ }],
  ola: [{ role: 'Infrastructure lead', matches: /^infrastructure leads?/ }],
  uc: [{ role: 'Contract manager', matches: /^contract managers?$/ }, { role: 'Vendor', matches: /^(?:external )?vendor/ }],
}

export const KIND_WORDS: Readonly<Record<Kind, { readonly one: string; readonly short: string; readonly long: string }>> = {
  slr: { one: 'a service level requirement', short: 'SLR', long: 'Service level requirement' },
  sla: { one: 'an SLA', short: 'SLA', long: 'Service level agreement' },
  ola: { one: 'an OLA', short: 'OLA', long: 'Operational level agreement' },
  uc: { one: 'an underpinning contract', short: 'UC', long: 'Underpinning contract' },
}

/** The roles that sign an agreement of a kind. @example signatoriesOf('ola') // ['Infrastructure lead'] */
export function signatoriesOf(kind: Kind): readonly string[] {
  return SIGNATORIES[kind].map((each) => each.role)
}

/** The needed roles whose signature is missing: nobody is named for it, or one who is has not signed. */
export function missingSignatures(agreement: Pick<Agreement, 'kind'>, signatures: readonly AgreementSignature[]): readonly string[] {
  return SIGNATORIES[agreement.kind].flatMap(({ role, matches }) => {
    const own = signatures.filter((each) => matches.test(each.role.trim().toLowerCase()))
    return own.length > 0 && own.every((each) => each.signedOn !== null && each.signer.trim() !== '') ? [] : [role]
  })
}

/** What an agreement lacks before its parties can agree on it, each a sentence. */
export function agreementGaps(draft: Draft, agreement: Agreement): readonly string[] {
  const gaps: string[] = []
  const { kind, code } = agreement
  if (servicesOfAgreement(draft, agreement.id).length === 0) gaps.push(`${code} covers no service yet.`)
  if (kind === 'sla' && agreement.customerId === null) gaps.push(`${code} names no customer yet.`)
  if (kind !== 'sla' && agreement.provider.trim() === '') gaps.push(`${code} does not say yet who promises.`)
  if (agreement.startsOn === null) gaps.push(`${code} has no first day yet.`)
  const open = supportsOfAgreement(draft, agreement.id).filter((each) => !isAgreed(each, stepsOfAgreement(draft, each.id)))
  if (open.length > 0) gaps.push(`${open.map((each) => each.code).join(' and ')}, which ${open.length === 1 ? 'underpins' : 'underpin'} it, ${open.length === 1 ? 'is' : 'are'} not agreed yet.`)
  return gaps
}

/** That a target measures what its agreement does not cover: it is none of the agreement's promises; null where it is one, or is promised nowhere. */
export function strayTargetIssue(draft: Draft, target: ServiceTarget): Issue | null {
  const agreement = target.retiredFrom === null && isStrayTarget(draft, target) ? draft.agreement.get(target.agreementId ?? '') : undefined
  if (agreement === undefined) return null
  return issue('wrong-state', `${target.code} measures ${draft.service.get(target.serviceId)?.name ?? target.serviceId}, which ${agreement.code} does not cover.`, {
    severity: 'warning', subject: { table: 'serviceTarget', id: target.id }, remedy: 'Let the agreement cover the service, or take the target out of it.',
  })
}

/** The same of each target of an agreement, as sentences. */
export function strayTargets(draft: Draft, agreementId: string): readonly string[] {
  return targetsOfAgreement(draft, agreementId).flatMap((target) => strayTargetIssue(draft, target)?.message ?? [])
}

/** A promise that cannot be measured is none: what an SLA lacks before anybody signs it. A target of a service that it does not cover measures nothing of it. */
function measureGaps(draft: Draft, { kind, code, id }: Agreement): readonly string[] {
  if (kind !== 'sla' || coveredTargetsOfAgreement(draft, id).length > 0) return []
  return [`${code} has no measurable target: an SLA without one cannot be signed.`, ...strayTargets(draft, id)]
}

/** Why nobody may sign yet; empty where a signature may be set. What came into the model in force was signed before. */
export function signingGaps(draft: Draft, agreement: Agreement): readonly string[] {
  if (agreement.entry === 'in-force') return []
  const { code, kind } = agreement
  if (kind === 'slr') return [`${code} is a requirement: it is documented, not signed.`]
  const gaps = [...agreementGaps(draft, agreement), ...measureGaps(draft, agreement)]
  return isAgreed(agreement, stepsOfAgreement(draft, agreement.id)) ? gaps : [`${code} is not agreed yet (3.4): a signature before the agreement is complete is refused.`, ...gaps]
}

/** Why the step "signed" (3.5) cannot be taken yet; empty where it can. */
export function signedGaps(draft: Draft, agreement: Agreement): readonly string[] {
  const missing = missingSignatures(agreement, signaturesOfAgreement(draft, agreement.id))
  return [...signingGaps(draft, agreement), ...(missing.length === 0 ? [] : [`Still to sign ${agreement.code}: ${missing.join(', ').toLowerCase()}.`])]
}

/** What a signed agreement lacks by now all the same, each a sentence: a target taken away later, or a name that was never written down. */
export function laterGaps(draft: Draft, agreement: Agreement): readonly string[] {
  if (agreement.kind === 'slr' || !isSigned(agreement, stepsOfAgreement(draft, agreement.id))) return []
  const missing = missingSignatures(agreement, signaturesOfAgreement(draft, agreement.id))
  return [
    ...(coveredTargetsOfAgreement(draft, agreement.id).length === 0 ? [`${agreement.code} holds without a measurable target.`] : []),
    ...(missing.length === 0 ? [] : [`The model does not say that ${missing.join(' and ').toLowerCase()} signed.`]),
  ]
}
