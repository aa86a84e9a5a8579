/** In which order an agreement's steps may be taken (SLM-6): a machine of the steps alone, without the rows that a step also needs. */
import type { Agreement, AgreementStep } from '../../model/agreement-tables.ts'
import { isActivityCode, type ActivityCode } from './raci-matrix.ts'

/** A step of the path: an activity of the process, or the end of the agreement. */
export type StepCode = ActivityCode | 'retired'
export type StepOutcome = AgreementStep['outcome']
/** What a machine needs of a step that was taken. */
export type TakenStep = Pick<AgreementStep, 'step' | 'outcome'>
type Kind = Agreement['kind']
/** What tells where a path begins. */
export type PathHead = Pick<Agreement, 'kind' | 'entry' | 'predecessorId'>

export function isStepCode(step: string): step is StepCode {
  return step === 'retired' || isActivityCode(step)
}

const CAPABILITIES = ['1.1', '1.2', '1.3', '1.4'] as const
const REQUIREMENT = ['2.1', '2.2', '2.3', '2.4', '2.5', '2.6'] as const
const MONITORING = ['4.1', '4.2', '4.3', '4.4', '4.5', '5.1', '5.2', '5.3'] as const
const NOTHING: readonly StepCode[] = []

/** Every step that an agreement of a kind can take, in the order of the process. */
export const STEPS_OF_KIND: Readonly<Record<Kind, readonly StepCode[]>> = {
  slr: [...REQUIREMENT.slice(0, 2), ...CAPABILITIES, ...REQUIREMENT.slice(2), 'retired'],
  sla: [...REQUIREMENT.slice(0, 2), ...CAPABILITIES, ...REQUIREMENT.slice(2), '3.1', '3.2', '3.3', '3.4', '3.5', '3.6', ...MONITORING, 'retired'],
  ola: ['3.1', '3.2', '3.4', '3.5', ...MONITORING, 'retired'],
  uc: ['3.1', '3.2', '3.4', '3.5', ...MONITORING, 'retired'],
}

const DECISIONS: ReadonlySet<StepCode> = new Set(['1.2', '2.2', '2.3', '3.4', '4.1', '5.2'])

/** True for a step that is answered with yes or no. */
export function isDecision(step: StepCode): boolean {
  return DECISIONS.has(step)
}

/** Where a path may begin. What has a predecessor need not gather its requirement again. */
function starts({ kind, entry, predecessorId }: PathHead): readonly StepCode[] {
  if (entry === 'in-force') return kind === 'slr' ? NOTHING : ['4.1']
  if (kind === 'slr') return ['2.1']
  if (kind === 'sla') return predecessorId === null ? ['2.1'] : ['3.1', '2.1']
  return ['3.1']
}

/** UC and OLA, and the SLA itself, are negotiated in parallel; both before the agreement. */
function negotiation(kind: Kind, taken: readonly TakenStep[]): readonly StepCode[] {
  const since = taken.slice(taken.findLastIndex((each) => each.step === '3.1' || each.step === '3.4') + 1)
  const open = (kind === 'sla' ? (['3.2', '3.3'] as const) : (['3.2'] as const)).filter((code) => !since.some((each) => each.step === code))
  return open.length === 0 ? ['3.4'] : open
}

function after(kind: Kind, taken: readonly TakenStep[], last: TakenStep): readonly StepCode[] {
  if (!isStepCode(last.step)) return NOTHING
  const isYes = last.outcome === 'yes'
  switch (last.step) {
    case '1.1': return ['1.2']
    case '1.2': return isYes ? ['1.3'] : ['2.3']
    case '1.3': return ['1.4']
    case '1.4': return ['2.2']
    case '2.1': return ['2.2']
    case '2.2': return isYes ? ['2.3'] : ['1.1']
    case '2.3': return isYes ? ['2.5'] : ['2.4']
    case '2.4': return ['2.5']
    case '2.5': return ['2.6']
    case '2.6': return kind === 'sla' ? ['3.1'] : NOTHING
    case '3.1':
    case '3.2':
    case '3.3': return negotiation(kind, taken)
    case '3.4': return isYes ? ['3.5'] : negotiation(kind, taken)
    case '3.5': return kind === 'sla' ? ['3.6'] : ['4.1']
    case '3.6': return ['4.1']
    case '4.1': return isYes ? ['4.3'] : ['4.2']
    case '4.2': return ['4.3']
    case '4.3': return ['4.4']
    case '4.4': return ['4.5']
    case '4.5': return ['5.1']
    case '5.1': return ['5.2']
    case '5.2': return isYes ? ['4.1'] : ['5.3']
    case '5.3': return ['5.2']
    case 'retired': return NOTHING
  }
}

/**
 * The steps that may come next; an agreement may be retired at any time, once.
 *
 * @example nextSteps({ kind: 'sla', entry: 'process', predecessorId: null }, [{ step: '2.1', outcome: 'done' }]) // ['2.2', 'retired']
 */
export function nextSteps(head: PathHead, taken: readonly TakenStep[]): readonly StepCode[] {
  const last = taken.at(-1)
  const next = last === undefined ? starts(head) : after(head.kind, taken, last)
  return taken.some((each) => each.step === 'retired') ? NOTHING : [...next, 'retired']
}

/** How a step may come out. Capabilities that neither suffice nor will be updated leave one way: the requirement is modified. */
export function outcomesOf(step: StepCode, taken: readonly TakenStep[]): readonly StepOutcome[] {
  if (!isDecision(step)) return ['done']
  return step === '2.3' && taken.at(-1)?.step === '1.2' ? ['no'] : ['yes', 'no']
}

/** The first of the steps, by its place, that stands out of order; -1 where each follows the one before. */
export function firstOutOfOrder(head: PathHead, taken: readonly TakenStep[]): number {
  return taken.findIndex((each, index) => {
    const before = taken.slice(0, index)
    return !isStepCode(each.step) || !nextSteps(head, before).includes(each.step) || !outcomesOf(each.step, before).includes(each.outcome)
  })
}

/** True once the parties agree (3.4), or where an agreement came into the model in force. */
export function isAgreed({ entry }: Pick<PathHead, 'entry'>, taken: readonly TakenStep[]): boolean {
  return entry === 'in-force' || taken.findLast((each) => each.step === '3.4')?.outcome === 'yes'
}

/** True once it is signed (3.5), or where it came into the model in force. */
export function isSigned({ entry }: Pick<PathHead, 'entry'>, taken: readonly TakenStep[]): boolean {
  return entry === 'in-force' || taken.some((each) => each.step === '3.5')
}
