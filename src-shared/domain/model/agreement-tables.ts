/** Agreements: what was required, promised to a customer, promised by a team or a vendor, with the path that each has gone (SLM-6), what underpins what, documents, signatures and reviews. */
import type { IsoDate } from '../fiscal-year.ts'
import type { PROVENANCES } from './cost-tables.ts'

export const AGREEMENT_KINDS = ['slr', 'sla', 'ola', 'uc'] as const
export const IMPORTANCES = ['critical', 'ordinary'] as const
export const AGREEMENT_ENTRIES = ['process', 'in-force'] as const
/** A service level requirement, SLA, OLA or underpinning contract. Its stage follows from its steps; `in-force` was agreed before it came into the model, and its earlier path is not witnessed (SLM-6). */
export type Agreement = {
  readonly id: string
  /** Unique: `SLA-014`. */
  readonly code: string
  readonly kind: (typeof AGREEMENT_KINDS)[number]
  readonly title: string
  /** The customer of a requirement or an SLA. */
  readonly customerId: string | null
  /** Who promises: the team of an OLA, the vendor of a contract. */
  readonly provider: string
  /** The service owner, a role. */
  readonly owner: string
  /** The service level manager, a role. */
  readonly manager: string
  readonly startsOn: IsoDate | null
  /** The last day on which it holds. */
  readonly endsOn: IsoDate | null
  /** Months between reviews. */
  readonly reviewMonths: number | null
  /** The periodic report is due so many days before a review. */
  readonly reportDays: number
  readonly importance: (typeof IMPORTANCES)[number]
  readonly entry: (typeof AGREEMENT_ENTRIES)[number]
  /** The agreement that it renews. */
  readonly predecessorId: string | null
  /** Markdown. */
  readonly terms: string
  readonly provenance: (typeof PROVENANCES)[number]
  readonly note: string
  readonly source: string
}

/** A service that an agreement covers. */
export type AgreementService = {
  readonly id: string
  readonly agreementId: string
  readonly serviceId: string
}

/** `supportId`, an OLA or a contract, underpins `agreementId`; the chain has no circle. */
export type AgreementSupport = {
  readonly id: string
  readonly agreementId: string
  readonly supportId: string
}

export const STEP_OUTCOMES = ['done', 'yes', 'no'] as const
/** A step of the path that was taken, in the order of `position`; which step may come next is the rule of SLM-6. */
export type AgreementStep = {
  readonly id: string
  readonly agreementId: string
  readonly position: number
  /** As the process names it: see `agreement-path.ts`. */
  readonly step: string
  /** `yes` or `no` of a decision. */
  readonly outcome: (typeof STEP_OUTCOMES)[number]
  readonly doneOn: IsoDate
  /** A role, or who it was. */
  readonly doneBy: string
  readonly note: string
}

/** A document by its path or link; nothing is copied into the model. */
export type AgreementDocument = {
  readonly id: string
  readonly agreementId: string
  readonly position: number
  readonly title: string
  readonly address: string
}

/** Who signed, for which role, when. */
export type AgreementSignature = {
  readonly id: string
  readonly agreementId: string
  readonly position: number
  readonly role: string
  readonly signer: string
  /** Null: still to sign. */
  readonly signedOn: IsoDate | null
}

export const REVIEW_IMPROVEMENTS = ['open', 'started', 'not-needed'] as const
/** A review, planned or held, of the term that ended on `termEndedOn`. */
export type AgreementReview = {
  readonly id: string
  readonly agreementId: string
  readonly plannedOn: IsoDate
  readonly heldOn: IsoDate | null
  readonly termEndedOn: IsoDate | null
  /** Whether it started the service improvement procedure. */
  readonly improvement: (typeof REVIEW_IMPROVEMENTS)[number]
  /** Documentary evidence of what was raised. */
  readonly issuesRaised: string
  readonly note: string
}

/** Who is told next when an agreement is broken and cause or remedy are disputed. */
export type EscalationStep = {
  readonly id: string
  readonly agreementId: string
  readonly position: number
  /** When: `not resolved after 4 hours`. */
  readonly criterion: string
  readonly role: string
  readonly note: string
}

/** Every table of this side by its name. */
export type AgreementTables = {
  readonly agreement: Agreement
  readonly agreementService: AgreementService
  readonly agreementSupport: AgreementSupport
  readonly agreementStep: AgreementStep
  readonly agreementDocument: AgreementDocument
  readonly agreementSignature: AgreementSignature
  readonly agreementReview: AgreementReview
  readonly escalationStep: EscalationStep
}

export function agreementServiceId(key: Pick<AgreementService, 'agreementId' | 'serviceId'>): string {
  return `${key.agreementId}|${key.serviceId}`
}

export function agreementSupportId(key: Pick<AgreementSupport, 'agreementId' | 'supportId'>): string {
  return `${key.agreementId}|${key.supportId}`
}
