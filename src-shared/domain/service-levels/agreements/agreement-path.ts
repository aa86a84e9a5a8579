/** The path of an agreement as it is shown (SLM-6): what has been done, what is next, what is blocked and why, and who is responsible and accountable. */
import type { IsoDate } from '../../fiscal-year.ts'
import type { Agreement, AgreementStep } from '../../model/agreement-tables.ts'
import type { Draft } from '../../model/draft.ts'
import { coveredTargetsOfAgreement, stepsOfAgreement, successorsOfAgreement } from './agreement-rows.ts'
import { isDecision, nextSteps, outcomesOf, STEPS_OF_KIND, type StepCode, type StepOutcome } from './path-order.ts'
import { RACI_MATRIX, raciOf, type ProcessRole } from './raci-matrix.ts'
import { agreementGaps, laterGaps, signedGaps, strayTargets } from './signing.ts'

/** `later`: a step before it is missing; `blocked`: it is its turn, and something is missing; `not-needed`: the path goes past it. */
export type StepStatus = 'done' | 'next' | 'blocked' | 'later' | 'not-needed' | 'not-witnessed'

export type PathStep = {
  readonly code: StepCode
  readonly title: string
  readonly status: StepStatus
  /** Why it is blocked, waits or is not needed, in a sentence; empty where it is done or next. */
  readonly why: string
  /** The last time that it was taken. */
  readonly taken: AgreementStep | null
  /** How often it was taken: the steps of monitoring come round. */
  readonly times: number
  readonly isDecision: boolean
  /** How it may come out now. */
  readonly outcomes: readonly StepOutcome[]
  readonly responsible: readonly ProcessRole[]
  /** True where the matrix names nobody responsible and the narrative's roles stand in. */
  readonly isResponsibleFilled: boolean
  readonly accountable: readonly ProcessRole[]
}

export type AgreementPath = {
  readonly steps: readonly PathStep[]
  readonly next: readonly StepCode[]
  /** What a signed agreement lacks all the same. */
  readonly notes: readonly string[]
}

const TITLES: ReadonlyMap<string, string> = new Map(RACI_MATRIX.map((each) => [each.code, each.title]))

/** @example stepTitle('2.6') // 'Create the interim SLA' */
function stepTitle(code: StepCode): string {
  return code === 'retired' ? 'Retire' : (TITLES.get(code) ?? code)
}

/** `3.4 Agreement reached?`; the end of an agreement has no number. */
export function stepName(code: StepCode): string {
  return code === 'retired' ? 'Retired' : `${code} ${stepTitle(code)}`
}

/** What a step needs besides its turn, each a sentence; `outcome` null: whichever way it comes out. */
export function stepGaps(draft: Draft, { agreement, step, outcome, doneOn }: { readonly agreement: Agreement; readonly step: StepCode; readonly outcome: StepOutcome | null; readonly doneOn: IsoDate | null }): readonly string[] {
  const { code, kind, customerId, predecessorId, startsOn } = agreement
  if (step === '2.1') return customerId === null ? [`${code} names no customer yet: say whose requirement it is.`] : []
  if (step === '3.1') {
    const requirement = predecessorId === null ? undefined : draft.agreement.get(predecessorId)
    const isOpen = kind === 'sla' && requirement?.kind === 'slr' && requirement.entry === 'process' && !stepsOfAgreement(draft, requirement.id).some((each) => each.step === '2.5')
    return isOpen ? [`The requirement ${requirement.code} is not documented yet (2.5).`] : []
  }
  if (step === '3.4') return outcome === 'no' ? [] : agreementGaps(draft, agreement)
  if (step === '3.5') return signedGaps(draft, agreement)
  if (step !== '4.1' && step !== '4.2') return []
  const isMeasured = coveredTargetsOfAgreement(draft, agreement.id).length > 0 || (step === '4.1' && outcome !== 'yes')
  return [
    ...(doneOn !== null && startsOn !== null && doneOn < startsOn ? [`${code} begins on ${startsOn}: it is monitored from then on.`] : []),
    ...(isMeasured ? [] : [`${code} has no target yet: add one under Targets.`]),
  ]
}

/** Steps that a later one makes open again: a refused agreement is negotiated anew, monitoring comes round. */
function standing(taken: readonly AgreementStep[]): ReadonlySet<string> {
  const done = new Set<string>()
  const forget = (...codes: readonly string[]): void => codes.forEach((code) => done.delete(code))
  for (const { step, outcome } of taken) {
    if (step === '4.1') forget('4.2', '4.3', '4.4', '4.5', '5.1', '5.2', '5.3')
    done.add(step)
    if (step === '1.4') forget('2.2')
    if (step === '3.4' && outcome === 'no') forget('3.2', '3.3', '3.4')
    if (step === '5.3') forget('5.2')
  }
  return done
}

const CONDITIONAL: Readonly<Partial<Record<StepCode, string>>> = {
  '1.1': 'Only where the capabilities do not suffice (2.2).', '1.2': 'Only where the capabilities do not suffice (2.2).', '1.3': 'Only where the capabilities are updated (1.2).',
  '1.4': 'Only where the capabilities are updated (1.2).', '2.4': 'Only where the requirement is not taken as it is (2.3).', '4.2': 'Only where a metric is missing (4.1).', '5.3': 'Only where the quality is not met (5.2).',
}

/** What comes before a step and is not done yet. */
function waitsFor(code: StepCode, codes: readonly StepCode[], done: ReadonlySet<string>): string {
  const before = codes.slice(0, codes.indexOf(code)).filter((each) => !done.has(each) && CONDITIONAL[each] === undefined)
  const first = before[0]
  return first === undefined ? 'Its turn has not come.' : `First: ${stepName(first)}`
}

type At = { readonly draft: Draft; readonly agreement: Agreement; readonly taken: readonly AgreementStep[]; readonly done: ReadonlySet<string>; readonly next: readonly StepCode[] }

function isPassed(code: StepCode, { agreement, taken }: At): boolean {
  return agreement.entry === 'process' && agreement.predecessorId !== null && /^[12]\./.test(code) && !taken.some((each) => each.step.startsWith('2.'))
}

function statusOf(code: StepCode, at: At): Pick<PathStep, 'status' | 'why'> {
  const { draft, agreement, taken, done, next } = at
  const isRetired = taken.some((each) => each.step === 'retired')
  if (code === 'retired') return isRetired ? { status: 'done', why: '' } : { status: 'later', why: 'At the end of its term it is renewed, or retired.' }
  if (isPassed(code, at)) return { status: 'not-needed', why: `Done in ${draft.agreement.get(agreement.predecessorId ?? '')?.code ?? 'the agreement before it'}.` }
  if (next.includes(code)) {
    const gaps = stepGaps(draft, { agreement, step: code, outcome: code === '4.1' ? null : outcomesOf(code, taken)[0] ?? null, doneOn: null })
    return gaps.length === 0 ? { status: 'next', why: '' } : { status: 'blocked', why: gaps.join(' ') }
  }
  if (done.has(code)) return { status: 'done', why: '' }
  if (agreement.entry === 'in-force' && !/^[45]\./.test(code)) return { status: 'not-witnessed', why: 'It came into the model in force: this step was not witnessed.' }
  const conditional = CONDITIONAL[code]
  if (conditional !== undefined) return { status: 'not-needed', why: conditional }
  if (isRetired) return { status: 'not-needed', why: 'It is retired.' }
  return { status: 'later', why: waitsFor(code, STEPS_OF_KIND[agreement.kind], done) }
}

/**
 * Every step of an agreement's path with its state (SLM-6); an empty path where the agreement is not there.
 *
 * @example pathOf(draft, 'sla-014').steps.find((each) => each.status === 'next')?.code // '3.5'
 */
export function pathOf(draft: Draft, agreementId: string): AgreementPath {
  const agreement = draft.agreement.get(agreementId)
  if (agreement === undefined) return { steps: [], next: [], notes: [] }
  const taken = stepsOfAgreement(draft, agreementId)
  const next = nextSteps(agreement, taken)
  const at: At = { draft, agreement, taken, done: standing(taken), next }
  const steps = STEPS_OF_KIND[agreement.kind].map((code): PathStep => {
    const own = taken.filter((each) => each.step === code)
    const raci = code === 'retired' ? null : raciOf(code)
    return {
      code, title: stepTitle(code), ...statusOf(code, at), taken: own.at(-1) ?? null, times: own.length, isDecision: isDecision(code), outcomes: outcomesOf(code, taken),
      responsible: raci?.responsible ?? [], isResponsibleFilled: raci?.isFilled ?? false, accountable: raci?.accountable ?? [],
    }
  })
  const successors = successorsOfAgreement(draft, agreementId)
  return { steps, next, notes: [...laterGaps(draft, agreement), ...strayTargets(draft, agreementId), ...(successors.length === 0 ? [] : [`It goes on in ${successors.map((each) => each.code).join(' and ')}.`])] }
}
