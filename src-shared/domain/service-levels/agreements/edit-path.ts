/** Steps and signatures of an agreement's path, as edits; a step out of order and a signature too early are refused with the reason (SLM-6). */
import { isIsoDate, type IsoDate } from '../../fiscal-year.ts'
import { issue, type IssueCode } from '../../issues.ts'
import { draftAhead } from '../../model/apply-edit.ts'
import type { AgreementSignature, AgreementStep } from '../../model/agreement-tables.ts'
import type { Draft } from '../../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../../model/edit.ts'
import { ok, refused, type Result } from '../../result.ts'
import { aheadIssue } from '../dated-ahead.ts'
import { signaturesOfAgreement, stepsOfAgreement } from './agreement-rows.ts'
import { stepGaps, stepName } from './agreement-path.ts'
import { isSigned, nextSteps, outcomesOf, type StepCode, type StepOutcome } from './path-order.ts'
import { missingSignatures, signingGaps } from './signing.ts'

function no(code: IssueCode, message: string, more: { readonly id: string; readonly remedy: string }): Result<never> {
  return refused([issue(code, message, { subject: { table: 'agreement', id: more.id }, remedy: more.remedy })])
}

const GONE = issue('unknown-reference', 'The agreement is no longer there.')

export type StepRequest = {
  readonly draft: Draft
  readonly agreementId: string
  readonly step: StepCode
  readonly outcome: StepOutcome
  readonly doneOn: IsoDate
  readonly doneBy: string
  readonly note?: string
  readonly id: string
  /** What is dated after it has not happened. */
  readonly today: IsoDate
}

const OUTCOME_WORDS: Readonly<Record<StepOutcome, string>> = { done: '', yes: ': yes', no: ': no' }

/**
 * Takes a step. Refused (`wrong-state`) where another one comes first, where something that it needs is missing, and (`dates-out-of-order`)
 * on a day before the step that came before it; `date-ahead` after today, but for an end that is planned.
 *
 * @example planStep({ draft, agreementId: 'sla-014', step: '3.5', outcome: 'done', doneOn, doneBy: '', id, today }) // refused: 'Still to sign SLA-014: customer.'
 */
export function planStep({ draft, agreementId, step, outcome, doneOn, doneBy, note = '', id, today }: StepRequest): Result<EditPlan> {
  const agreement = draft.agreement.get(agreementId)
  if (agreement === undefined) return refused([GONE])
  const taken = stepsOfAgreement(draft, agreementId)
  const next = nextSteps(agreement, taken)
  const said = (code: IssueCode, message: string, remedy: string): Result<never> => no(code, message, { id: agreementId, remedy })
  if (!next.includes(step)) {
    const first = next.filter((each) => each !== 'retired').map(stepName)
    return said('wrong-state', `${stepName(step)}: it is not the turn of this step in the path of ${agreement.code}.`, first.length === 0 ? 'Its path has ended.' : `Next: ${first.join(', or ')}.`)
  }
  const outcomes = outcomesOf(step, taken)
  if (!outcomes.includes(outcome)) return said('wrong-state', `${stepName(step)} cannot come out as "${outcome}" here.`, `It is ${outcomes.join(' or ')}.`)
  const last = taken.at(-1)
  if (last !== undefined && doneOn < last.doneOn) return said('dates-out-of-order', `${stepName(step)} on ${doneOn} would lie before the step that came before it, on ${last.doneOn}.`, 'Write a day that is not earlier.')
  const ahead = step === 'retired' ? null : aheadIssue(`Step ${step} of ${agreement.code} is taken`, doneOn, today)
  if (ahead !== null) return said(ahead.code, ahead.message, ahead.remedy ?? '')
  const gaps = stepGaps(draft, { agreement, step, outcome, doneOn })
  if (gaps.length > 0) return said('wrong-state', gaps.join(' '), `${stepName(step)} waits until then.`)
  const after: AgreementStep = { id, agreementId, position: (last?.position ?? -1) + 1, step, outcome, doneOn, doneBy: doneBy.trim(), note: note.trim() }
  return ok({ label: `${agreement.code}: ${stepName(step)}${OUTCOME_WORDS[outcome]}`, kind: 'edit', changes: [rowChange('agreementStep', { before: null, after })] })
}

/** Takes the last step back: one that was noted wrongly. The agreement (3.4) stays as long as somebody has signed on it. */
export function planTakeBackStep(draft: Draft, agreementId: string): Result<EditPlan> {
  const agreement = draft.agreement.get(agreementId)
  const last = stepsOfAgreement(draft, agreementId).at(-1)
  if (agreement === undefined || last === undefined) return refused([issue('unknown-reference', 'There is no step to take back.')])
  if (last.step === '3.4' && signaturesOfAgreement(draft, agreementId).some((each) => each.signedOn !== null)) {
    return no('wrong-state', `${agreement.code} carries signatures on what was agreed.`, { id: agreementId, remedy: 'Take the signatures back first.' })
  }
  return ok({ label: `${agreement.code}: take back ${last.step === 'retired' ? 'its end' : last.step}`, kind: 'edit', changes: [rowChange('agreementStep', { before: last, after: null })] })
}

/** A signatory, named or still to be; the first stands where its role does. */
export function planSignatory(draft: Draft, row: Omit<AgreementSignature, 'position' | 'signedOn'>): Result<EditPlan> {
  const agreement = draft.agreement.get(row.agreementId)
  if (agreement === undefined) return refused([GONE])
  const before = draft.agreementSignature.get(row.id) ?? null
  const position = before?.position ?? Math.max(-1, ...signaturesOfAgreement(draft, row.agreementId).map((each) => each.position)) + 1
  const after: AgreementSignature = { ...row, role: row.role.trim(), signer: row.signer.trim(), position, signedOn: before?.signedOn ?? null }
  return ok({ label: `${agreement.code}: ${before === null ? 'new signatory' : 'signatory'} ${after.role}`, kind: 'edit', changes: [rowChange('agreementSignature', { before, after })] })
}

/**
 * Signs. Refused before the agreement is complete and reached, for an SLA without a measurable target, and on a day before it was agreed or after today.
 * The last signature that is needed takes the step "signed" (3.5) with it.
 */
export function planSign({ draft, signatureId, signer, signedOn, stepId, today }: { readonly draft: Draft; readonly signatureId: string; readonly signer: string; readonly signedOn: IsoDate; readonly stepId: string; /** What is dated after it has not happened. */ readonly today: IsoDate }): Result<EditPlan> {
  const before = draft.agreementSignature.get(signatureId)
  const agreement = draft.agreement.get(before?.agreementId ?? '')
  if (before === undefined || agreement === undefined) return refused([GONE])
  const said = (code: IssueCode, message: string, remedy: string): Result<never> => no(code, message, { id: agreement.id, remedy })
  if (signer.trim() === '') return said('text-missing', `Who signs ${agreement.code} as ${before.role.toLowerCase()}?`, 'Write who signs.')
  if (!isIsoDate(signedOn)) return said('not-a-date', `"${String(signedOn).slice(0, 40)}" is no day.`, 'Write it as YYYY-MM-DD.')
  const early = aheadIssue(`${agreement.code} is signed`, signedOn, today)
  if (early !== null) return said(early.code, early.message, early.remedy ?? '')
  const gaps = signingGaps(draft, agreement)
  if (gaps.length > 0) return said('wrong-state', gaps.join(' '), 'Sign it then.')
  const taken = stepsOfAgreement(draft, agreement.id)
  const agreedOn = taken.findLast((each) => each.step === '3.4')?.doneOn
  if (agreedOn !== undefined && signedOn < agreedOn) return said('dates-out-of-order', `${agreement.code} was agreed on ${agreedOn}; it cannot be signed on ${signedOn}.`, 'Write a day that is not earlier.')
  const signed = rowChange('agreementSignature', { before, after: { ...before, signer: signer.trim(), signedOn } })
  const label = `${agreement.code}: signed by ${before.role.toLowerCase()}`
  const ahead = draftAhead(draft, [signed])
  const signatures = signaturesOfAgreement(ahead, agreement.id)
  if (isSigned(agreement, taken) || missingSignatures(agreement, signatures).length > 0) return ok({ label, kind: 'edit', changes: [signed] })
  const lastOn = signatures.reduce<IsoDate>((latest, each) => (each.signedOn !== null && each.signedOn > latest ? each.signedOn : latest), signedOn)
  const step = planStep({ draft: ahead, agreementId: agreement.id, step: '3.5', outcome: 'done', doneOn: lastOn, doneBy: signatures.flatMap((each) => (each.signedOn === null ? [] : [each.role])).join(', ').slice(0, 200), id: stepId, today })
  return step.ok ? ok({ label: `${label}; all have signed`, kind: 'edit', changes: [signed, ...step.value.changes] }) : step
}

/** Takes a signature back, or the whole signatory away; not once all have signed (3.5). */
export function planUnsign(draft: Draft, { signatureId, isRemoved }: { readonly signatureId: string; readonly isRemoved: boolean }): Result<EditPlan> {
  const before = draft.agreementSignature.get(signatureId)
  const agreement = draft.agreement.get(before?.agreementId ?? '')
  if (before === undefined || agreement === undefined) return refused([GONE])
  const isKept = agreement.entry === 'process' && before.signedOn !== null && isSigned(agreement, stepsOfAgreement(draft, agreement.id))
  if (isKept) return no('wrong-state', `${agreement.code} is signed by all: a signature stays.`, { id: agreement.id, remedy: 'Take the step 3.5 back first, where it was noted wrongly.' })
  const change: RowChange = rowChange('agreementSignature', { before, after: isRemoved ? null : { ...before, signedOn: null } })
  return ok({ label: `${agreement.code}: ${isRemoved ? 'remove the signatory' : 'take back the signature of'} ${before.role.toLowerCase()}`, kind: 'edit', changes: [change] })
}
