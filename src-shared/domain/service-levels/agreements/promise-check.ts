/** Whether an SLA promises more than the agreements that underpin it can hold together: serial availability, summed times, with the arithmetic. */
import { Decimal, decimal, toText, type AnyDecimalText, type Factor } from '../../decimal.ts'
import type { Explanation } from '../../explanation.ts'
import type { Agreement } from '../../model/agreement-tables.ts'
import type { Draft } from '../../model/draft.ts'
import type { ServiceTarget } from '../../model/level-tables.ts'
import { checkPromise } from '../measures/serial-promise.ts'
import { supportsOfAgreement, targetsOfAgreement } from './agreement-rows.ts'
import { retiredOn, termOf } from './agreement-stage.ts'
import { coversPriorities, figureIn, hoursKey, promisedBy, sharedUnit, type Promised } from './promised-figure.ts'

/** `broken`: even together they hold less; `open`: they hold it, but one of them promises nothing of the kind, or not quite what is asked; `none`: none of them does. */
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
  /** The underpinnings that promise nothing that can be held against it. */
  readonly silent: readonly Agreement[]
}

type Link = { readonly agreement: Agreement; readonly target: ServiceTarget; readonly figure: Factor }
/** A promise in the unit in which it is held against its underpinnings. */
type Asked = { readonly target: ServiceTarget; readonly agreement: Agreement; readonly promised: Promised }
/** What one underpinning adds, and in whole sentences why that is not certain, or why it adds nothing. */
type Part = { readonly agreement: Agreement; readonly link: Link | null; readonly reasons: readonly string[] }

const STATISTIC_WORDS = { 'percent-within-limit': 'a share within a limit', 'mean-minutes': 'a mean', none: 'a time without a statistic' } as const

function hoursWords(draft: Draft, { calendarId }: ServiceTarget): string {
  return draft.serviceCalendar.get(calendarId ?? '')?.name ?? 'all hours'
}

/** Why a target is not certain to hold a promise, though its figure may. */
function doubtsOf(draft: Draft, { agreement, target }: Link, asked: Asked): readonly string[] {
  const { target: promise, promised } = asked
  const isTime = promised.how === 'sum'
  const isOtherStatistic = isTime && target.statistic !== promise.statistic
  const isLowerShare = isTime && !isOtherStatistic && promise.statistic === 'percent-within-limit' && decimal(target.goal).lt(decimal(promise.goal))
  return [
    ...(isOtherStatistic ? [`${agreement.code} promises ${STATISTIC_WORDS[target.statistic ?? 'none']}, not ${STATISTIC_WORDS[promise.statistic ?? 'none']}.`] : []),
    ...(isLowerShare ? [`${agreement.code} promises it of ${target.goal} %, not of ${promise.goal} %.`] : []),
    ...(hoursKey(draft, target) === hoursKey(draft, promise) ? [] : [`${agreement.code} counts the time of ${hoursWords(draft, target)}, ${promise.code} ${promise.calendarId === null ? '' : 'that of '}${hoursWords(draft, promise)}.`]),
  ]
}

/** On which days of an agreement its underpinning does not hold, in words; `never` where it holds on none of them. */
function termGap(draft: Draft, agreement: Agreement, support: Agreement): { readonly isNever: boolean; readonly words: string } | null {
  const [own, other] = [termOf(draft, agreement), termOf(draft, support)]
  if (own === null || other === null) return null
  if (other.until !== null && other.until < own.from) return { isNever: true, words: `${support.code} ended on ${other.until}, before ${agreement.code} begins.` }
  if (own.until !== null && other.from > own.until) return { isNever: true, words: `${support.code} begins on ${other.from}, after ${agreement.code} ends.` }
  if (other.from > own.from) return { isNever: false, words: `${support.code} begins on ${other.from}.` }
  return other.until !== null && (own.until === null || other.until < own.until) ? { isNever: false, words: `${support.code} ends on ${other.until}.` } : null
}

/** The targets of an underpinning that count towards a promise: those of the same service where it has any. */
function countedOf(draft: Draft, support: Agreement, promise: ServiceTarget): readonly ServiceTarget[] {
  const all = targetsOfAgreement(draft, support.id).filter((target) => target.metric === promise.metric && coversPriorities(target, promise) && promisedBy(target) !== undefined)
  const ofService = all.filter((each) => each.serviceId === promise.serviceId)
  return ofService.length > 0 ? ofService : all
}

/** Of several targets of an underpinning the worst that is comparable counts: the lowest availability, the longest time. */
function partOf(draft: Draft, support: Agreement, asked: Asked): Part {
  const { promised, target: promise, agreement } = asked
  const gap = termGap(draft, agreement, support)
  if (gap?.isNever === true) return { agreement: support, link: null, reasons: [gap.words] }
  const targets = countedOf(draft, support, promise)
  const links = targets.flatMap((target): readonly (Link & { readonly doubts: readonly string[] })[] => {
    const figure = figureIn(draft, target, promised.unit)
    const link = figure === undefined ? undefined : { agreement: support, target, figure }
    return link === undefined ? [] : [{ ...link, doubts: doubtsOf(draft, link, asked) }]
  })
  const sound = links.filter((each) => each.doubts.length === 0)
  const [worst] = (sound.length > 0 ? sound : links).toSorted((left, right) => decimal(left.figure).comparedTo(decimal(right.figure)) * (promised.how === 'serial' ? 1 : -1))
  if (worst !== undefined) return { agreement: support, link: worst, reasons: [...worst.doubts, ...(gap === null ? [] : [gap.words])] }
  const [other] = targets
  return { agreement: support, link: null, reasons: other === undefined ? [] : [`${support.code} promises it in ${promisedBy(other)?.unit ?? other.unit}.`] }
}

function withUnit(figure: AnyDecimalText | string, unit: string): string {
  return `${figure} ${unit}`
}

function targetNode(target: ServiceTarget, label: string, promised: Pick<Promised, 'figure' | 'unit'>): Explanation {
  return {
    label, value: promised.figure, text: withUnit(promised.figure, promised.unit), unit: promised.unit, ruleId: 'SLM-6', formula: promisedBy(target)?.unit === promised.unit ? 'As the target says.' : `As the target says, in ${promised.unit}.`, operation: { kind: 'typed' }, inputs: [],
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

function checkOf(draft: Draft, target: ServiceTarget, { own, agreement, supports }: { readonly own: Promised; readonly agreement: Agreement; readonly supports: readonly Agreement[] }): PromiseCheck {
  const unit = sharedUnit(draft, target, { own: own.unit, others: supports.flatMap((support) => countedOf(draft, support, target)) })
  const promised = { ...own, unit, figure: figureIn(draft, target, unit) ?? own.figure }
  const parts = supports.map((support) => partOf(draft, support, { target, agreement, promised }))
  const links = parts.flatMap(({ link }) => link ?? [])
  const silent = parts.filter(({ link }) => link === null).map((each) => each.agreement)
  const word = METRIC_WORDS[target.metric]
  const begin = `${target.code} promises ${promised.how === 'serial' ? '' : 'within '}${unit === own.unit ? '' : `${withUnit(own.figure, own.unit)} = `}${withUnit(promised.figure, unit)}`
  const reasons = parts.flatMap((each) => each.reasons)
  const quiet = parts.filter((each) => each.link === null && each.reasons.length === 0).map((each) => each.agreement)
  const none = quiet.length === 0 ? '' : ` ${named(quiet)} ${quiet.length === 1 ? 'promises' : 'promise'} none`
  const check = checkPromise({ kind: promised.how === 'serial' ? 'availability' : 'time', promised: promised.figure, unit, promises: links.map((link) => ({ label: link.agreement.code, goal: link.figure })) })
  if (check === null) {
    const sentence = reasons.length === 0 ? `${begin}; no underpinning promises ${word === 'availability' ? 'an availability' : `a ${word}`}.` : `${begin}; no underpinning can be held against it. ${reasons.join(' ')}${none}${none === '' ? '' : '.'}`
    return { target, verdict: 'none', holdable: null, explanation: null, silent, sentence }
  }
  const explanation = reserveOf(targetNode(target, `${target.code}: ${target.title}`, promised), together(promised, { links, value: check.value }), promised)
  const [only] = links
  const total = links.length > 1 || only === undefined ? check.arithmetic : `${only.agreement.code} ${withUnit(only.figure, unit)}`
  const verdict = check.isTooMuch ? 'broken' : silent.length > 0 || reasons.length > 0 ? 'open' : 'held'
  const says = check.isTooMuch ? 'more is promised than they can hold.' : reasons.length > 0 ? `it is not certain that the promise is covered. ${reasons.join(' ')}` : 'the promise is covered.'
  const sentence = `${begin}; ${links.length > 1 ? 'the underpinnings together hold' : 'its underpinning holds'} ${total}: ${says}${none === '' ? '' : `${none}, and can only make it worse.`}`
  return { target, verdict, holdable: check.value, explanation, silent, sentence }
}

/**
 * Each promise of an agreement against what its underpinnings hold together, unrounded (SLM-6): availabilities in series are multiplied, times
 * of response, resolution and fulfilment are added up. A lower share, another statistic, other hours or a shorter term leave it open. A target that is
 * neither, or an agreement without underpinnings, is not checked.
 *
 * @example promiseCheck(draft, 'sla-014')[0]?.sentence // 'LST-AVL promises 99.9 %; the underpinnings together hold OLA-001 99.5 % x UC-001 99.8 % = 99.301 %: more is promised than they can hold.'
 */
export function promiseCheck(draft: Draft, agreementId: string): readonly PromiseCheck[] {
  const agreement = draft.agreement.get(agreementId)
  const supports = supportsOfAgreement(draft, agreementId).filter((each) => retiredOn(draft, each.id) === null)
  if (agreement === undefined || supports.length === 0) return []
  return targetsOfAgreement(draft, agreementId).flatMap((target) => {
    const own = promisedBy(target)
    return own === undefined ? [] : [checkOf(draft, target, { own, agreement, supports })]
  })
}
