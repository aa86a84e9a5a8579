/** Agreements and what belongs to them, as edits: begun from a template, renewed, changed, taken away. */
import type { IsoDate } from '../../fiscal-year.ts'
import { issue } from '../../issues.ts'
import {
  agreementServiceId, agreementSupportId, type Agreement, type AgreementDocument, type AgreementReview, type AgreementService, type AgreementSupport, type EscalationStep,
} from '../../model/agreement-tables.ts'
import type { Draft } from '../../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../../model/edit.ts'
import { ok, refused, type Result } from '../../result.ts'
import { aheadIssue } from '../dated-ahead.ts'
import { movedGoals } from '../edit-goals.ts'
import { documentsOfAgreement, escalationOfAgreement, reviewsOfAgreement, servicesOfAgreement, signaturesOfAgreement, stepsOfAgreement, supportsOfAgreement, targetsOfAgreement } from './agreement-rows.ts'
import { AGREEMENT_TEMPLATES } from './agreement-templates.ts'
import { daysAfter, monthsAfterDay } from './calendar-days.ts'
import { signedRemovalIssue, signedServicesIssue, signedTargetIssue, signedTermsIssue } from './signed-terms.ts'
import { KIND_WORDS } from './signing.ts'

function edit(label: string, changes: readonly RowChange[]): Result<EditPlan> {
  return ok({ label, kind: 'edit', changes })
}

const GONE = issue('unknown-reference', 'The row is no longer there.')

function codeOf(draft: Draft, agreementId: string): string {
  return draft.agreement.get(agreementId)?.code ?? ''
}

function lastPosition(rows: readonly { readonly position: number }[]): number {
  return Math.max(-1, ...rows.map((each) => each.position))
}

/** The next free code of a kind. @example nextAgreementCode(draft, 'sla') // 'SLA-004' */
export function nextAgreementCode(draft: Pick<Draft, 'agreement'>, kind: Agreement['kind']): string {
  const prefix = `${KIND_WORDS[kind].short}-`
  const numbers = [...draft.agreement.values()].flatMap(({ code }) => (code.startsWith(prefix) && /^\d{1,6}$/.test(code.slice(prefix.length)) ? [Number(code.slice(prefix.length))] : []))
  return `${prefix}${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`
}

type NewAgreement = EditPlan & { readonly agreementId: string }

/** A new agreement from the template of its kind: headings of its terms, who is to sign, who is told when it is broken. */
export function planNewAgreement({ draft, newId, kind, fields = {}, serviceIds = [] }: {
  readonly draft: Draft
  readonly newId: () => string
  readonly kind: Agreement['kind']
  readonly fields?: Partial<Agreement>
  readonly serviceIds?: readonly string[]
}): Result<NewAgreement> {
  const template = AGREEMENT_TEMPLATES[kind]
  const id = newId()
  const agreement: Agreement = {
    code: nextAgreementCode(draft, kind), title: template.title, customerId: null, provider: '', owner: 'Service owner', manager: 'Service level manager', startsOn: null, endsOn: null, reviewMonths: template.reviewMonths,
    reportDays: template.reportDays, importance: 'ordinary', entry: 'process', predecessorId: null, terms: template.terms, provenance: 'own', note: '', source: '', ...fields, id, kind,
  }
  return ok({
    agreementId: id, label: `New ${KIND_WORDS[kind].short} ${agreement.code}`, kind: 'edit',
    changes: [
      rowChange('agreement', { before: null, after: agreement }),
      ...serviceIds.map((serviceId) => covers({ agreementId: id, serviceId })),
      ...template.signatories.map((role, position) => rowChange('agreementSignature', { before: null, after: { id: newId(), agreementId: id, position, role, signer: '', signedOn: null } })),
      ...template.escalation.map((each, position) => rowChange('escalationStep', { before: null, after: { id: newId(), agreementId: id, position, ...each, note: '' } })),
    ],
  })
}

function covers(key: Pick<AgreementService, 'agreementId' | 'serviceId'>): RowChange {
  return rowChange('agreementService', { before: null, after: { id: agreementServiceId(key), ...key } })
}

function underpins(key: Pick<AgreementSupport, 'agreementId' | 'supportId'>): RowChange {
  return rowChange('agreementSupport', { before: null, after: { id: agreementSupportId(key), ...key } })
}

/** The term that follows a term: from the day after it, as long as it; open where it was. */
function termAfter({ startsOn, endsOn }: Agreement): Pick<Agreement, 'startsOn' | 'endsOn'> {
  if (endsOn === null) return { startsOn: null, endsOn: null }
  const next = daysAfter(endsOn, 1)
  const months = startsOn === null ? 12 : wholeMonths(startsOn, next)
  return { startsOn: next, endsOn: months === null ? null : daysAfter(monthsAfterDay(next, months), -1) }
}

/** Months from a first day to the day after a last one; null where they are not whole months. */
function wholeMonths(from: IsoDate, next: IsoDate): number | null {
  for (let months = 1; months <= 240; months += 1) {
    const day = monthsAfterDay(from, months)
    if (day === next) return months
    if (day > next) return null
  }
  return null
}

/** The agreement that follows one: the same parties, services, underpinnings, signatories and escalation for the next term; a requirement goes on as an SLA. */
export function planRenewAgreement({ draft, agreementId, newId }: { readonly draft: Draft; readonly agreementId: string; readonly newId: () => string }): Result<NewAgreement> {
  const before = draft.agreement.get(agreementId)
  if (before === undefined) return refused([GONE])
  const kind = before.kind === 'slr' ? 'sla' : before.kind
  const { id: _id, kind: _kind, code: _code, terms, startsOn: _startsOn, endsOn: _endsOn, reviewMonths, ...kept } = before
  const isRequirement = before.kind === 'slr'
  const begun = planNewAgreement({
    draft, newId, kind, serviceIds: servicesOfAgreement(draft, agreementId).map((each) => each.id),
    fields: {
      ...kept, code: nextAgreementCode(draft, kind), entry: 'process', predecessorId: before.id, note: '', source: '', terms: isRequirement ? AGREEMENT_TEMPLATES.sla.terms : terms, reviewMonths: reviewMonths ?? AGREEMENT_TEMPLATES[kind].reviewMonths,
      ...(isRequirement ? { reportDays: AGREEMENT_TEMPLATES.sla.reportDays, startsOn: before.startsOn, endsOn: before.endsOn } : termAfter(before)),
    },
  })
  if (!begun.ok) return begun
  const { changes, agreementId: nextId } = begun.value
  const own = isRequirement ? changes : changes.filter((each) => each.table === 'agreement' || each.table === 'agreementService')
  const copies: readonly RowChange[] = isRequirement ? [] : [
    ...signaturesOfAgreement(draft, agreementId).map((each) => rowChange('agreementSignature', { before: null, after: { ...each, id: newId(), agreementId: nextId, signer: '', signedOn: null } })),
    ...escalationOfAgreement(draft, agreementId).map((each) => rowChange('escalationStep', { before: null, after: { ...each, id: newId(), agreementId: nextId } })),
  ]
  const supports = supportsOfAgreement(draft, agreementId).map((each) => underpins({ agreementId: nextId, supportId: each.id }))
  return ok({ agreementId: nextId, label: `${isRequirement ? 'Begin the SLA of' : 'Renew'} ${before.code}`, kind: 'edit', changes: [...own, ...supports, ...copies] })
}

/** Fields of an agreement. How it came in and what it renews stay once it has taken a step; parties, term and wording from the first signature on. */
export function planAgreement(draft: Draft, after: Agreement): Result<EditPlan> {
  const before = draft.agreement.get(after.id)
  if (before === undefined) return refused([GONE])
  const fast = signedTermsIssue(draft, before, after)
  if (fast !== null) return refused([fast])
  const goals = movedGoals(draft, before, after)
  if (!goals.ok) return refused([goals.failure])
  return edit(`${before.code}: ${before.code === after.code ? 'changed' : `now ${after.code}`}`, [rowChange('agreement', { before, after }), ...goals.value])
}

/** With its services, underpinnings, steps, documents, signatures, reviews and escalation; where something else refers to it, the model refuses. What is signed stays. */
export function planRemoveAgreement(draft: Draft, agreementId: string): Result<EditPlan> {
  const before = draft.agreement.get(agreementId)
  if (before === undefined) return refused([GONE])
  const fast = signedRemovalIssue(draft, before)
  if (fast !== null) return refused([fast])
  return edit(`Remove ${before.code}`, [
    ...stepsOfAgreement(draft, agreementId).toReversed().map((each) => rowChange('agreementStep', { before: each, after: null })),
    ...signaturesOfAgreement(draft, agreementId).map((each) => rowChange('agreementSignature', { before: each, after: null })),
    ...documentsOfAgreement(draft, agreementId).map((each) => rowChange('agreementDocument', { before: each, after: null })),
    ...reviewsOfAgreement(draft, agreementId).map((each) => rowChange('agreementReview', { before: each, after: null })),
    ...escalationOfAgreement(draft, agreementId).map((each) => rowChange('escalationStep', { before: each, after: null })),
    ...[...draft.agreementService.values()].filter((each) => each.agreementId === agreementId).map((each) => rowChange('agreementService', { before: each, after: null })),
    ...[...draft.agreementSupport.values()].filter((each) => each.agreementId === agreementId).map((each) => rowChange('agreementSupport', { before: each, after: null })),
    rowChange('agreement', { before, after: null }),
  ])
}

/** The services that an agreement covers, exactly; those of a signed one stay. */
export function planCoveredServices(draft: Draft, { agreementId, serviceIds }: { readonly agreementId: string; readonly serviceIds: readonly string[] }): Result<EditPlan> {
  const fast = signedServicesIssue(draft, draft.agreement.get(agreementId), serviceIds)
  if (fast !== null) return refused([fast])
  const present = [...draft.agreementService.values()].filter((each) => each.agreementId === agreementId)
  const wanted = new Set(serviceIds)
  return edit(`${codeOf(draft, agreementId)}: services`, [
    ...present.filter((each) => !wanted.has(each.serviceId)).map((each) => rowChange('agreementService', { before: each, after: null })),
    ...[...wanted].filter((serviceId) => !present.some((each) => each.serviceId === serviceId)).map((serviceId) => covers({ agreementId, serviceId })),
  ])
}

/** The targets that measure an agreement, exactly; a target is promised in one agreement alone. A retired target that it had stays with it. */
export function planPromisedTargets(draft: Draft, { agreementId, targetIds }: { readonly agreementId: string; readonly targetIds: readonly string[] }): Result<EditPlan> {
  const present = targetsOfAgreement(draft, agreementId)
  const wanted = targetIds.flatMap((id) => draft.serviceTarget.get(id) ?? [])
  const taken = wanted.find((each) => each.agreementId !== null && each.agreementId !== agreementId)
  if (taken !== undefined) {
    return refused([issue('still-in-use', `${taken.code} is promised in ${codeOf(draft, taken.agreementId ?? '')} already.`, { subject: { table: 'serviceTarget', id: taken.id }, remedy: 'Add a target of its own, or take it out there first.' })])
  }
  const dropped = present.filter((each) => !wanted.includes(each)).map((before) => ({ before, after: { ...before, agreementId: null } }))
  const added = wanted.filter((each) => each.agreementId === null).map((before) => ({ before, after: { ...before, agreementId } }))
  const fast = [...dropped, ...added].map((each) => signedTargetIssue(draft, each)).find((each) => each !== null)
  if (fast !== undefined && fast !== null) return refused([fast])
  return edit(`${codeOf(draft, agreementId)}: targets`, [
    ...dropped.map((each) => rowChange('serviceTarget', each)),
    ...added.map((each) => rowChange('serviceTarget', each)),
  ])
}

/** The agreements that underpin one, exactly; a circle is refused by the model. */
export function planSupports(draft: Draft, { agreementId, supportIds }: { readonly agreementId: string; readonly supportIds: readonly string[] }): Result<EditPlan> {
  const present = [...draft.agreementSupport.values()].filter((each) => each.agreementId === agreementId)
  const wanted = new Set(supportIds)
  return edit(`${codeOf(draft, agreementId)}: underpinnings`, [
    ...present.filter((each) => !wanted.has(each.supportId)).map((each) => rowChange('agreementSupport', { before: each, after: null })),
    ...[...wanted].filter((supportId) => !present.some((each) => each.supportId === supportId)).map((supportId) => underpins({ agreementId, supportId })),
  ])
}

/** A document by its path or link; a new one stands last. */
export function planDocument(draft: Draft, row: Omit<AgreementDocument, 'position'>): Result<EditPlan> {
  const before = draft.agreementDocument.get(row.id) ?? null
  const position = before?.position ?? lastPosition(documentsOfAgreement(draft, row.agreementId)) + 1
  const after = { ...row, title: row.title.trim(), address: row.address.trim(), position }
  if (after.title === '' || after.address === '') return refused([issue('text-missing', 'A document needs a title, and its path or link.', { remedy: 'Write both.' })])
  return edit(`${codeOf(draft, row.agreementId)}: document ${after.title}`, [rowChange('agreementDocument', { before, after })])
}

/** A step of the escalation; a new one stands last. */
export function planEscalation(draft: Draft, row: Omit<EscalationStep, 'position'>): Result<EditPlan> {
  const before = draft.escalationStep.get(row.id) ?? null
  const position = before?.position ?? lastPosition(escalationOfAgreement(draft, row.agreementId)) + 1
  const after = { ...row, criterion: row.criterion.trim(), role: row.role.trim(), position }
  if (after.role === '') return refused([issue('text-missing', 'Who is told?', { remedy: 'Write the role.' })])
  return edit(`${codeOf(draft, row.agreementId)}: escalation to ${after.role.toLowerCase()}`, [rowChange('escalationStep', { before, after })])
}

/** A review, planned or held. One that is held says what followed from it; it cannot have been held after today. */
export function planReview({ draft, review: after, today }: { readonly draft: Draft; readonly review: AgreementReview; /** What is dated after it has not happened. */ readonly today: IsoDate }): Result<EditPlan> {
  const ahead = aheadIssue(`The review of ${codeOf(draft, after.agreementId)} was held`, after.heldOn, today)
  if (ahead !== null) return refused([ahead])
  const before = draft.agreementReview.get(after.id) ?? null
  const what = after.heldOn !== null && (before === null || before.heldOn === null) ? `review held on ${after.heldOn}` : `review of ${after.plannedOn}`
  return edit(`${codeOf(draft, after.agreementId)}: ${what}`, [rowChange('agreementReview', { before, after })])
}

export type PartTable = 'agreementDocument' | 'agreementReview' | 'escalationStep'

/** Takes a document, a review or a step of the escalation away. */
export function planRemovePart(draft: Draft, { table, id }: { readonly table: PartTable; readonly id: string }): Result<EditPlan> {
  const words: Readonly<Record<PartTable, string>> = { agreementDocument: 'a document', agreementReview: 'a review', escalationStep: 'a step of the escalation' }
  const row = draft[table].get(id)
  if (row === undefined) return refused([GONE])
  const removal = (): RowChange => {
    switch (table) {
      case 'agreementDocument': return rowChange(table, { before: draft.agreementDocument.get(id) ?? null, after: null })
      case 'agreementReview': return rowChange(table, { before: draft.agreementReview.get(id) ?? null, after: null })
      case 'escalationStep': return rowChange(table, { before: draft.escalationStep.get(id) ?? null, after: null })
    }
  }
  return edit(`${codeOf(draft, row.agreementId)}: remove ${words[table]}`, [removal()])
}
