/** Of whom a service review speaks: a customer, a service or one agreement; and what belongs to it. */
import type { IsoDate } from '../../fiscal-year.ts'
import type { Agreement } from '../../model/agreement-tables.ts'
import type { Customer } from '../../model/billing-tables.ts'
import type { Draft } from '../../model/draft.ts'
import type { ServiceTarget } from '../../model/level-tables.ts'
import type { Service } from '../../model/tables.ts'
import { assertNever } from '../../result.ts'
import { servicesOfAgreement } from '../agreements/agreement-rows.ts'
import { findingViews, type FindingView } from './finding-rows.ts'

export const REVIEW_SUBJECTS = ['customer', 'service', 'agreement'] as const
export type ReviewSubject = { readonly of: (typeof REVIEW_SUBJECTS)[number]; readonly id: string }

type Named = { readonly agreementId: string | null; readonly customerId: string | null; readonly serviceId: string | null }

/** The one that is named: an agreement, a customer, or a service; else the first customer with an SLA, the first customer, the first service with a target; null in a model without any. */
export function subjectOf(draft: Pick<Draft, 'agreement' | 'customer' | 'service' | 'serviceTarget'>, { agreementId, customerId, serviceId }: Named): ReviewSubject | null {
  if (agreementId !== null && draft.agreement.has(agreementId)) return { of: 'agreement', id: agreementId }
  if (customerId !== null && draft.customer.has(customerId)) return { of: 'customer', id: customerId }
  if (serviceId !== null && draft.service.has(serviceId)) return { of: 'service', id: serviceId }
  const customers = [...draft.customer.values()].toSorted((left, right) => left.position - right.position)
  const promised = new Set([...draft.agreement.values()].flatMap((each) => (each.kind === 'sla' && each.customerId !== null ? [each.customerId] : [])))
  const customer = customers.find(({ id }) => promised.has(id)) ?? customers[0]
  if (customer !== undefined) return { of: 'customer', id: customer.id }
  const [target] = draft.serviceTarget.values()
  return target === undefined ? null : { of: 'service', id: target.serviceId }
}

/** Those that can be reviewed, by what they are: customers, services with a target, agreements that are no mere requirement. */
export function reviewSubjects(draft: Pick<Draft, 'agreement' | 'customer' | 'service' | 'serviceTarget'>): readonly { readonly of: ReviewSubject['of']; readonly rows: readonly { readonly id: string; readonly name: string }[] }[] {
  const measured = new Set([...draft.serviceTarget.values()].map((each) => each.serviceId))
  const customers = [...draft.customer.values()].toSorted((left, right) => left.position - right.position)
  const agreements = [...draft.agreement.values()].filter(({ kind }) => kind !== 'slr').toSorted(byCode)
  return [
    { of: 'customer' as const, rows: customers.map(({ id, code, name }) => ({ id, name: named(code, name) })) },
    { of: 'service' as const, rows: [...draft.service.values()].filter(({ id }) => measured.has(id)).map(({ id, code, name }) => ({ id, name: named(code, name) })) },
    { of: 'agreement' as const, rows: agreements.map(({ id, code, title }) => ({ id, name: named(code, title) })) },
  ].filter(({ rows }) => rows.length > 0)
}

/** What belongs to the one that is reviewed. */
export type ReviewScope = {
  readonly subject: ReviewSubject
  /** `QHB Department of Households`, `LISTSERV ListServ`, `SLA-014 Lists for QHB`. */
  readonly name: string
  /** Short: the code. */
  readonly code: string
  /** Null: every customer of a service. */
  readonly customer: Customer | null
  readonly agreements: readonly Agreement[]
  /** Covered by the agreements, or the service itself. */
  readonly services: readonly Service[]
  readonly targets: readonly ServiceTarget[]
  readonly isFictional: boolean
}

function named(code: string, name: string): string {
  return code === '' ? name : `${code} ${name}`
}

function servicesUnder(draft: Draft, agreements: readonly Agreement[], charged: ReadonlySet<string>): readonly Service[] {
  const ids = new Set([...charged, ...agreements.flatMap(({ id }) => servicesOfAgreement(draft, id).map((each) => each.id))])
  return [...draft.service.values()].filter(({ id }) => ids.has(id))
}

function agreementsOn(draft: Draft, serviceId: string): readonly Agreement[] {
  return [...draft.agreement.values()].filter(({ kind, id }) => kind === 'sla' && servicesOfAgreement(draft, id).some((each) => each.id === serviceId))
}

/** Targets of the agreements, and those that are promised to every customer of the services. */
function targetsOf(draft: Draft, agreements: readonly Agreement[], services: readonly Service[]): readonly ServiceTarget[] {
  const [agreementIds, serviceIds] = [new Set(agreements.map(({ id }) => id)), new Set(services.map(({ id }) => id))]
  return [...draft.serviceTarget.values()].filter(({ agreementId, serviceId }) => (agreementId === null ? serviceIds.has(serviceId) : agreementIds.has(agreementId)))
}

function byCode(left: Agreement, right: Agreement): number {
  return left.code.localeCompare(right.code)
}

function isFictional(...rows: readonly { readonly provenance: string }[]): boolean {
  return rows.some((each) => each.provenance === 'fictional')
}

function scopeOfCustomer(draft: Draft, subject: ReviewSubject, charged: ReadonlySet<string>): ReviewScope | undefined {
  const customer = draft.customer.get(subject.id)
  if (customer === undefined) return undefined
  const agreements = [...draft.agreement.values()].filter(({ kind, customerId }) => kind === 'sla' && customerId === subject.id).toSorted(byCode)
  const services = servicesUnder(draft, agreements, charged)
  const targets = targetsOf(draft, agreements, services)
  return { subject, name: named(customer.code, customer.name), code: customer.code, customer, agreements, services, targets, isFictional: isFictional(customer, ...agreements, ...targets) }
}

function scopeOfService(draft: Draft, subject: ReviewSubject): ReviewScope | undefined {
  const service = draft.service.get(subject.id)
  if (service === undefined) return undefined
  const agreements = agreementsOn(draft, service.id).toSorted(byCode)
  const targets = [...draft.serviceTarget.values()].filter((each) => each.serviceId === service.id)
  return { subject, name: named(service.code, service.name), code: service.code === '' ? service.name : service.code, customer: null, agreements, services: [service], targets, isFictional: isFictional(...agreements, ...targets) }
}

function scopeOfAgreement(draft: Draft, subject: ReviewSubject): ReviewScope | undefined {
  const agreement = draft.agreement.get(subject.id)
  if (agreement === undefined) return undefined
  const customer = agreement.customerId === null ? null : (draft.customer.get(agreement.customerId) ?? null)
  const targets = targetsOf(draft, [agreement], [])
  return { subject, name: named(agreement.code, agreement.title), code: agreement.code, customer, agreements: [agreement], services: servicesOfAgreement(draft, agreement.id), targets, isFictional: isFictional(agreement, ...targets, ...(customer === null ? [] : [customer])) }
}

/** Undefined where the one that is asked for is not there. `charged` are services that a customer pays for: what is promised of them to everybody is promised to it. */
export function reviewScope(draft: Draft, subject: ReviewSubject, charged: ReadonlySet<string>): ReviewScope | undefined {
  switch (subject.of) {
    case 'customer':
      return scopeOfCustomer(draft, subject, charged)
    case 'service':
      return scopeOfService(draft, subject)
    case 'agreement':
      return scopeOfAgreement(draft, subject)
    default:
      return assertNever(subject.of)
  }
}

/** Findings of the targets or the agreements; those of a service alone, where they are of none of the two. */
export function findingsInScope(draft: Draft, { agreements, services, targets }: ReviewScope, asOf: IsoDate): readonly FindingView[] {
  const [agreementIds, serviceIds, targetIds] = [agreements, services, targets].map((rows) => new Set(rows.map(({ id }) => id)))
  return findingViews(draft, asOf).filter(({ finding: { targetId, agreementId, serviceId } }) => {
    if (targetId !== null) return targetIds?.has(targetId) === true
    if (agreementId !== null) return agreementIds?.has(agreementId) === true
    return serviceId !== null && serviceIds?.has(serviceId) === true
  })
}
