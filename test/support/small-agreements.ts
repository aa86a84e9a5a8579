/** The small model with agreements: an SLA that an OLA and a contract underpin, each with a target, and nothing taken of any path. */
import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { agreementServiceId, agreementSupportId, type Agreement, type AgreementReview, type AgreementService, type AgreementSignature, type AgreementSupport } from '../../src-shared/domain/model/agreement-tables.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows, type Draft, type ModelRows } from '../../src-shared/domain/model/draft.ts'
import type { EditPlan } from '../../src-shared/domain/model/edit.ts'
import type { Communication, ServiceTarget } from '../../src-shared/domain/model/level-tables.ts'
import { month } from '../../src-shared/domain/month.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { planStep } from '../../src-shared/domain/service-levels/agreements/edit-path.ts'
import type { StepCode, StepOutcome } from '../../src-shared/domain/service-levels/agreements/path-order.ts'
import { LATER } from './later-day.ts'
import { figure } from './small-costs.ts'
import { smallRows } from './small-model.ts'

export function agreementRow(id: string, kind: Agreement['kind'], more: Partial<Agreement> = {}): Agreement {
  return {
    id, code: id.toUpperCase(), kind, title: `Agreement ${id}`, customerId: kind === 'sla' || kind === 'slr' ? 'dma' : null, provider: kind === 'sla' || kind === 'slr' ? '' : 'A team', owner: 'Service owner', manager: 'Service level manager',
    startsOn: isoDate('2004-07-01'), endsOn: isoDate('2005-06-30'), reviewMonths: 6, reportDays: 5, importance: 'ordinary', entry: 'process', predecessorId: null, terms: '', provenance: 'own', note: '', source: '', ...more,
  }
}

export function targetRow(id: string, agreementId: string, goal: string, more: Partial<ServiceTarget> = {}): ServiceTarget {
  return {
    id, code: id.toUpperCase(), serviceId: 'mainframe', agreementId, position: 0, title: `Target ${id}`, metric: 'availability', computation: 'typed', statistic: null, limitMinutes: null, priorities: '', unit: '%', direction: 'at-least',
    goal: figure<'1'>(goal), warning: null, window: 'month', calendarId: null, wording: 'standard', least: null, most: null, effectiveFrom: month('2004-07'), retiredFrom: null, importance: 'ordinary', provenance: 'own', note: '', source: '', ...more,
  }
}

export function signatureRow(id: string, agreementId: string, role: string, more: Partial<AgreementSignature> = {}): AgreementSignature {
  return { id, agreementId, position: 0, role, signer: '', signedOn: null, ...more }
}

export function reviewRow(id: string, agreementId: string, plannedOn: string, heldOn: string | null = null): AgreementReview {
  return { id, agreementId, plannedOn: isoDate(plannedOn), heldOn: heldOn === null ? null : isoDate(heldOn), termEndedOn: null, improvement: 'open', issuesRaised: '', note: '' }
}

export function communicationRow(id: string, more: Partial<Communication> = {}): Communication {
  return { id, position: 0, title: `Tell ${id}`, audience: 'Staff', responsible: 'Service level manager', medium: 'E-mail', artifact: '', rhythm: 'monthly', daysBefore: 0, startsOn: isoDate('2004-07-12'), note: '', source: '', ...more }
}

function covers(agreementId: string): AgreementService {
  return { id: agreementServiceId({ agreementId, serviceId: 'mainframe' }), agreementId, serviceId: 'mainframe' }
}

function underpins(supportId: string): AgreementSupport {
  return { id: agreementSupportId({ agreementId: 'sla', supportId }), agreementId: 'sla', supportId }
}

/** `sla` for DMA, underpinned by `ola` and `uc`; who is to sign each; nothing signed, no step taken. */
export function agreementRows(): ModelRows {
  return {
    ...smallRows(),
    agreement: [agreementRow('sla', 'sla'), agreementRow('ola', 'ola'), agreementRow('uc', 'uc')],
    agreementService: ['sla', 'ola', 'uc'].map(covers),
    agreementSupport: ['ola', 'uc'].map(underpins),
    agreementStep: [],
    agreementSignature: [
      signatureRow('sign-owner', 'sla', 'Service owner'), signatureRow('sign-manager', 'sla', 'Service level manager', { position: 1 }), signatureRow('sign-customer', 'sla', 'Customer', { position: 2 }),
      signatureRow('sign-lead', 'ola', 'Infrastructure lead'), signatureRow('sign-contracts', 'uc', 'Contract manager'), signatureRow('sign-vendor', 'uc', 'Vendor', { position: 1 }),
    ],
    agreementDocument: [], agreementReview: [], escalationStep: [], communication: [], communicationDone: [],
    serviceTarget: [targetRow('t-sla', 'sla', '99.9'), targetRow('t-ola', 'ola', '99.5'), targetRow('t-uc', 'uc', '99.8')],
  }
}

export function agreementModel(more: Partial<ModelRows> = {}): Draft {
  return draftFromRows({ ...agreementRows(), ...more })
}

/** A plan that must be accepted, applied. */
export function applied(draft: Draft, plan: Result<EditPlan>): Draft {
  const next = plan.ok ? applyPlan(draft, plan.value) : plan
  if (!next.ok) throw new Error(next.failure.map((each) => each.message).join(' '))
  return next.value
}

/** Why a plan is refused, by its domain function or by the model. */
export function refusalOf(draft: Draft, plan: Result<EditPlan>): string {
  const next = plan.ok ? applyPlan(draft, plan.value) : plan
  return next.ok ? '' : next.failure.map((each) => each.message).join(' ')
}

type Taken = readonly [step: StepCode, outcome?: StepOutcome]

/** Takes steps one after the other, all on one day. */
export function walk(draft: Draft, agreementId: string, steps: readonly Taken[], on = '2004-06-01'): Draft {
  return steps.reduce((present, [step, outcome = 'done']) => applied(present, planStep({ draft: present, agreementId, step, outcome, doneOn: isoDate(on), doneBy: 'Ann', id: `${agreementId}-step-${present.agreementStep.size}`, today: LATER })), draft)
}

export const REQUIREMENT_STEPS: readonly Taken[] = [['2.1'], ['2.2', 'yes'], ['2.3', 'yes'], ['2.5'], ['2.6']]
export const SUPPORT_STEPS: readonly Taken[] = [['3.1'], ['3.2'], ['3.4', 'yes']]
