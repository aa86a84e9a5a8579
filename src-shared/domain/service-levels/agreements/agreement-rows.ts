/** The rows that belong to one agreement, in their order. */
import { agreementServiceId, type AgreementDocument, type AgreementReview, type AgreementSignature, type AgreementStep, type Agreement, type EscalationStep } from '../../model/agreement-tables.ts'
import type { Draft } from '../../model/draft.ts'
import type { ServiceTarget } from '../../model/level-tables.ts'
import { groupIndex } from '../../model/table-index.ts'
import type { Service } from '../../model/tables.ts'

const stepIds = groupIndex<'agreementStep'>((row) => row.agreementId)
const serviceIds = groupIndex<'agreementService'>((row) => row.agreementId)
const supportIds = groupIndex<'agreementSupport'>((row) => row.agreementId)
const supportedIds = groupIndex<'agreementSupport'>((row) => row.supportId)
const signatureIds = groupIndex<'agreementSignature'>((row) => row.agreementId)
const documentIds = groupIndex<'agreementDocument'>((row) => row.agreementId)
const reviewIds = groupIndex<'agreementReview'>((row) => row.agreementId)
const escalationIds = groupIndex<'escalationStep'>((row) => row.agreementId)
const targetIds = groupIndex<'serviceTarget'>((row) => row.agreementId)
const successorIds = groupIndex<'agreement'>((row) => row.predecessorId)

function rowsOf<Row>(table: ReadonlyMap<string, Row>, ids: readonly string[] | undefined): readonly Row[] {
  return (ids ?? []).flatMap((id) => table.get(id) ?? [])
}

function inOrder<Row extends { readonly position: number }>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((left, right) => left.position - right.position)
}

/** The steps that an agreement has taken, the first first. */
export function stepsOfAgreement(draft: Pick<Draft, 'agreementStep'>, agreementId: string): readonly AgreementStep[] {
  return inOrder(rowsOf(draft.agreementStep, stepIds(draft.agreementStep).get(agreementId)))
}

/** The services that an agreement covers, as the catalog orders them. */
export function servicesOfAgreement(draft: Pick<Draft, 'agreementService' | 'service'>, agreementId: string): readonly Service[] {
  return inOrder(rowsOf(draft.agreementService, serviceIds(draft.agreementService).get(agreementId)).flatMap((row) => draft.service.get(row.serviceId) ?? []))
}

function byCode(agreements: readonly Agreement[]): readonly Agreement[] {
  return agreements.toSorted((left, right) => (left.code < right.code ? -1 : 1))
}

/** The agreements that underpin one, by their codes. */
export function supportsOfAgreement(draft: Pick<Draft, 'agreementSupport' | 'agreement'>, agreementId: string): readonly Agreement[] {
  return byCode(rowsOf(draft.agreementSupport, supportIds(draft.agreementSupport).get(agreementId)).flatMap((row) => draft.agreement.get(row.supportId) ?? []))
}

/** The agreements that one underpins, by their codes. */
export function supportedByAgreement(draft: Pick<Draft, 'agreementSupport' | 'agreement'>, agreementId: string): readonly Agreement[] {
  return byCode(rowsOf(draft.agreementSupport, supportedIds(draft.agreementSupport).get(agreementId)).flatMap((row) => draft.agreement.get(row.agreementId) ?? []))
}

/** The agreements that renew one, by their codes. */
export function successorsOfAgreement(draft: Pick<Draft, 'agreement'>, agreementId: string): readonly Agreement[] {
  return byCode(rowsOf(draft.agreement, successorIds(draft.agreement).get(agreementId)))
}

export function signaturesOfAgreement(draft: Pick<Draft, 'agreementSignature'>, agreementId: string): readonly AgreementSignature[] {
  return inOrder(rowsOf(draft.agreementSignature, signatureIds(draft.agreementSignature).get(agreementId)))
}

export function documentsOfAgreement(draft: Pick<Draft, 'agreementDocument'>, agreementId: string): readonly AgreementDocument[] {
  return inOrder(rowsOf(draft.agreementDocument, documentIds(draft.agreementDocument).get(agreementId)))
}

/** Planned and held, the earliest first. */
export function reviewsOfAgreement(draft: Pick<Draft, 'agreementReview'>, agreementId: string): readonly AgreementReview[] {
  return rowsOf(draft.agreementReview, reviewIds(draft.agreementReview).get(agreementId)).toSorted((left, right) => (left.plannedOn < right.plannedOn ? -1 : left.plannedOn > right.plannedOn ? 1 : 0))
}

export function escalationOfAgreement(draft: Pick<Draft, 'escalationStep'>, agreementId: string): readonly EscalationStep[] {
  return inOrder(rowsOf(draft.escalationStep, escalationIds(draft.escalationStep).get(agreementId)))
}

/** What is measured of an agreement; a target that is retired measures nothing any more. */
export function targetsOfAgreement(draft: Pick<Draft, 'serviceTarget'>, agreementId: string): readonly ServiceTarget[] {
  return inOrder(rowsOf(draft.serviceTarget, targetIds(draft.serviceTarget).get(agreementId)).filter((target) => target.retiredFrom === null))
}

function isCovered(draft: Pick<Draft, 'agreementService'>, { agreementId, serviceId }: Pick<ServiceTarget, 'agreementId' | 'serviceId'>): boolean {
  return agreementId !== null && draft.agreementService.has(agreementServiceId({ agreementId, serviceId }))
}

/** Of these, what measures a service that the agreement covers. */
export function coveredTargetsOfAgreement(draft: Pick<Draft, 'serviceTarget' | 'agreementService'>, agreementId: string): readonly ServiceTarget[] {
  return targetsOfAgreement(draft, agreementId).filter((target) => isCovered(draft, target))
}

/** True where a target measures a service that its agreement does not cover, though it covers others. */
export function isStrayTarget(draft: Pick<Draft, 'agreementService'>, target: Pick<ServiceTarget, 'agreementId' | 'serviceId'>): boolean {
  return target.agreementId !== null && (serviceIds(draft.agreementService).get(target.agreementId) ?? []).length > 0 && !isCovered(draft, target)
}
