/** Whether an SLA promises more than the agreements that underpin it can hold together: serial availability, summed times, with the arithmetic. */
import { Decimal, decimal, toText, type AnyDecimalText, type Factor } from '../../decimal.ts'
import type { Explanation } from '../../explanation.ts'
import type { Agreement } from '../../model/agreement-tables.ts'
import type { Draft } from '../../model/draft.ts'
import type { ServiceTarget } from '../../model/level-tables.ts'
import { checkPromise } from '../measures/serial-promise.ts'
import { supportsOfAgreement, targetsOfAgreement } from './agreement-rows.ts'
import { retiredOn } from './agreement-stage.ts'

/** `broken`: even together they hold less; `open`: they hold it, but one of them promises nothing of the kind; `none`: none of them does. */
export type PromiseVerdict = 'held' | 'broken' | 'open' | 'none'

export type PromiseCheck = {
  readonly target: ServiceTarget
  readonly verdict: PromiseVerdict
  /** What the underpinnings hold together, in the target's unit; null where none of them promises anything of the kind. */
  readonly holdable: AnyDecimalText | null
  /** The arithmetic in one sentence. */
  readonly sentence: string
  /** The reserve: what they hold beyond the promise; below zero where the promise is broken. */
  readonly explanation: Explanation | null
  /** The underpinnings that promise nothing of the kind. */
  readonly silent: readonly Agreement[]
}

/** What a target promises as one figure that can be put together: an availability, or a time; undefined where it is neither. */
type Promised = { readonly how: 'serial' | 'sum'; readonly unit: string; readonly figure: Factor }

function promisedBy({ metric, direction, statistic, limitMinutes, unit, goal }: ServiceTarget): Promised | undefined {
  if (metric === 'availability') return direction === 'at-least' && unit === '%' ? { how: 'serial', unit, figure: goal } : undefined
  if (metric !== 'incident-response' && metric !== 'incident-resolution' && metric !== 'request-fulfilment') return undefined
  if (statistic === 'percent-within-limit') return limitMinutes === null ? undefined : { how: 'sum', unit: 'minutes', figure: toText<'1'>(new Decimal(limitMinutes)) }
  return direction === 'at-most' && unit !== '%' ? { how: 'sum', unit, figure: goal } : undefined
}

function prioritiesOf({ priorities }: ServiceTarget): ReadonlySet<string> {
  return new Set(priorities.split(',').map((each) => each.trim()).filter((each) => each !== ''))
}

/** True where what is promised of some priorities is promised of those of the other target too; none named are all. */
function counts(support: ServiceTarget, promise: ServiceTarget): boolean {
  const [own, asked] = [prioritiesOf(support), prioritiesOf(promise)]
  if (own.size === 0) return true
  return asked.size > 0 && [...asked].every((each) => own.has(each))
}

type Link = { readonly agreement: Agreement; readonly target: ServiceTarget; readonly figure: Factor }

/** The targets of an underpinning that count towards a promise: those of the same service where it has any; of times the longest. */
function linksOf(draft: Draft, agreement: Agreement, promise: ServiceTarget, promised: Promised): readonly Link[] {
  const links = targetsOfAgreement(draft, agreement.id).flatMap((target): readonly Link[] => {
    const own = target.metric === promise.metric && counts(target, promise) ? promisedBy(target) : undefined
    return own === undefined || own.how !== promised.how || own.unit !== promised.unit ? [] : [{ agreement, target, figure: own.figure }]
  })
  const ofService = links.filter((each) => each.target.serviceId === promise.serviceId)
  const counted = ofService.length > 0 ? ofService : links
  if (promised.how === 'serial') return counted
  const longest = counted.reduce<Link | undefined>((most, each) => (most === undefined || decimal(each.figure).gt(decimal(most.figure)) ? each : most), undefined)
  return longest === undefined ? [] : [longest]
}

function withUnit(figure: AnyDecimalText | string, unit: string): string {
  return `${figure} ${unit}`
}

function targetNode(target: ServiceTarget, label: string, promised: Pick<Promised, 'figure' | 'unit'>): Explanation {
  return {
    label, value: promised.figure, text: withUnit(promised.figure, promised.unit), unit: promised.unit, ruleId: 'SLM-6', formula: 'As the target says.', operation: { kind: 'typed' }, inputs: [],
    origin: { table: 'serviceTarget', id: target.id, source: target.source },
  }
}

/** A product is rounded to what a figure can hold. */
const PLACES = 12

function together({ how, unit }: Promised, { links, value }: { readonly links: readonly Link[]; readonly value: Factor }): Explanation {
  const inputs = links.map((link) => targetNode(link.target, `${link.agreement.code}: ${link.target.title}`, { figure: link.figure, unit }))
  const shared = { label: 'The underpinnings together', value, text: withUnit(value, unit), unit, ruleId: 'SLM-6', inputs, origin: null }
  return how === 'serial'
    ? { ...shared, formula: 'Each must run for the service to run: the availabilities multiplied.', operation: { kind: 'products', places: PLACES, terms: [links.map((_, index) => (index === 0 ? 'times' : 'percent'))] } }
    : { ...shared, formula: 'One acts after the other: the times added up.', operation: { kind: 'sum' } }
}

function reserveOf(promise: Explanation, holds: Explanation, { how, unit }: Promised): Explanation {
  const [first, second] = how === 'serial' ? [holds, promise] : [promise, holds]
  const figure = toText(decimal(first.value ?? toText(new Decimal(0))).minus(decimal(second.value ?? toText(new Decimal(0)))))
  return {
    label: 'Reserve', value: figure, text: withUnit(figure, how === 'serial' ? 'points' : unit), unit: how === 'serial' ? 'points' : unit, ruleId: 'SLM-6', operation: { kind: 'difference' }, inputs: [first, second], origin: null,
    formula: how === 'serial' ? 'What the underpinnings hold, less what is promised.' : 'The time that is promised, less what the underpinnings may take.',
  }
}

const METRIC_WORDS: Readonly<Record<ServiceTarget['metric'], string>> = {
  availability: 'availability', 'incident-response': 'response time', 'incident-resolution': 'resolution time', 'request-fulfilment': 'fulfilment time', satisfaction: 'satisfaction', other: 'target',
}

function named(agreements: readonly Agreement[]): string {
  return agreements.map((each) => each.code).join(' and ')
}

function checkOf(draft: Draft, target: ServiceTarget, { promised, supports }: { readonly promised: Promised; readonly supports: readonly Agreement[] }): PromiseCheck {
  const links = supports.flatMap((support) => linksOf(draft, support, target, promised))
  const silent = supports.filter((support) => !links.some((link) => link.agreement === support))
  const word = METRIC_WORDS[target.metric]
  const check = checkPromise({ kind: promised.how === 'serial' ? 'availability' : 'time', promised: promised.figure, unit: promised.unit, promises: links.map((link) => ({ label: link.agreement.code, goal: link.figure })) })
  if (check === null) return { target, verdict: 'none', holdable: null, explanation: null, silent, sentence: `${target.code} promises ${withUnit(promised.figure, promised.unit)}; no underpinning promises ${word === 'availability' ? 'an availability' : `a ${word}`}.` }
  const explanation = reserveOf(targetNode(target, `${target.code}: ${target.title}`, promised), together(promised, { links, value: check.value }), promised)
  const [only] = links
  const total = links.length > 1 || only === undefined ? check.arithmetic : `${only.agreement.code} ${withUnit(only.figure, promised.unit)}`
  const quiet = silent.length === 0 ? '' : ` ${named(silent)} ${silent.length === 1 ? 'promises' : 'promise'} none, and can only make it worse.`
  const verdict = check.isTooMuch ? 'broken' : silent.length > 0 ? 'open' : 'held'
  const sentence = `${target.code} promises ${promised.how === 'serial' ? '' : 'within '}${withUnit(promised.figure, promised.unit)}; ${links.length > 1 ? 'the underpinnings together hold' : 'its underpinning holds'} ${total}: ${check.isTooMuch ? 'more is promised than they can hold.' : 'the promise is covered.'}${quiet}`
  return { target, verdict, holdable: check.value, explanation, silent, sentence }
}

/**
 * Each promise of an agreement against what its underpinnings hold together, unrounded (SLM-6): availabilities in series are multiplied, times
 * of response, resolution and fulfilment are added up. A target that is neither, or an agreement without underpinnings, is not checked.
 *
 * @example promiseCheck(draft, 'sla-014')[0]?.sentence // 'LST-AVL promises 99.9 %; the underpinnings together hold OLA-001 99.5 % x UC-001 99.8 % = 99.301 %: more is promised than they can hold.'
 */
export function promiseCheck(draft: Draft, agreementId: string): readonly PromiseCheck[] {
  const supports = supportsOfAgreement(draft, agreementId).filter((each) => retiredOn(draft, each.id) === null)
  if (supports.length === 0) return []
  return targetsOfAgreement(draft, agreementId).flatMap((target) => {
    const promised = promisedBy(target)
    return promised === undefined ? [] : [checkOf(draft, target, { promised, supports })]
  })
}
