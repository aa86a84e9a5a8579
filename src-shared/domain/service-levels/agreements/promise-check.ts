/** Whether an SLA promises more than the agreements that underpin it can hold together: serial availability, summed times, multiplied shares, covered hours, with the arithmetic. */
import type { AnyDecimalText, Factor } from '../../decimal.ts'
import type { Explanation } from '../../explanation.ts'
import type { Agreement } from '../../model/agreement-tables.ts'
import type { Draft } from '../../model/draft.ts'
import type { ServiceTarget } from '../../model/level-tables.ts'
import type { Month } from '../../month.ts'
import { checkPromise, type PromiseCheck as Together } from '../measures/serial-promise.ts'
import { supportsOfAgreement, targetsOfAgreement } from './agreement-rows.ts'
import { retiredOn } from './agreement-stage.ts'
import { allOf, gapNodes, reserveNode, shareNode, withUnit } from './promise-nodes.ts'
import { countedOf, gapWords, isShare, partOf, type Link } from './promise-parts.ts'
import { figureIn, promisedBy, sharedUnit, type Promised } from './promised-figure.ts'
import { monthOfPromise, promisedIn } from './promised-in-month.ts'

/** `broken`: even together they hold less; `open`: they hold it, but one of them promises nothing of the kind, or not quite what is asked; `none`: none of them does. */
export type PromiseVerdict = 'held' | 'broken' | 'open' | 'none'

export type PromiseCheck = {
  readonly target: ServiceTarget
  readonly verdict: PromiseVerdict
  /** What the underpinnings hold together, in the target's unit; null where none of them promises anything of the kind. */
  readonly holdable: AnyDecimalText | null
  /** Of a share within a limit: the share that they hold together at least, in per cent; null of anything else. */
  readonly holdableShare: Factor | null
  /** The arithmetic in a sentence or two. */
  readonly sentence: string
  /** The reserve: what they hold beyond the promise, below zero where it is broken; of a share also that of the share, and the hours that are not covered. */
  readonly explanation: Explanation | null
  /** The underpinnings that promise nothing that can be held against it. */
  readonly silent: readonly Agreement[]
}

const METRIC_WORDS: Readonly<Record<ServiceTarget['metric'], string>> = {
  availability: 'availability', 'incident-response': 'response time', 'incident-resolution': 'resolution time', 'request-fulfilment': 'fulfilment time', satisfaction: 'satisfaction', other: 'target',
}

function named(agreements: readonly Agreement[]): string {
  return agreements.map((each) => each.code).join(' and ')
}

/** SLM-6: the shares of independent steps that follow each other, multiplied; null where the promise, or none below it, is one of a share. */
function sharesOf(target: ServiceTarget, links: readonly Link[]): Together | null {
  return isShare(target) ? checkPromise({ kind: 'availability', promised: target.goal, unit: '%', promises: links.flatMap(({ agreement, share }) => (share === null ? [] : [{ label: agreement.code, goal: share }])) }) : null
}

/** What they hold, with a sum or a product where there are several. @example totalWords(links, { check, unit: 'minutes', shares }) // 'OLA 20 + UC 20 = 40 minutes in OLA 95 % x UC 95 % = 90.25 % of the cases' */
function totalWords(links: readonly Link[], { check, unit, shares }: { readonly check: Together; readonly unit: string; readonly shares: Together | null }): string {
  const [only] = links
  const time = links.length > 1 || only === undefined ? check.arithmetic : `${only.agreement.code} ${withUnit(only.figure, unit)}`
  if (shares === null) return time
  const [first, second] = links.filter(({ share }) => share !== null)
  const share = second === undefined && first !== undefined ? `${links.length > 1 ? `${first.agreement.code} ` : ''}${withUnit(first.share ?? '', '%')}` : shares.arithmetic
  return `${time} in ${share} of the cases`
}

/** `T-SLA promises 95 % within 60 minutes` */
function beginWords(target: ServiceTarget, { own, promised }: { readonly own: Promised; readonly promised: Promised }): string {
  const inOwnUnit = promised.unit === own.unit ? '' : `${withUnit(own.figure, own.unit)} = `
  return `${target.code} promises ${isShare(target) ? `${target.goal} % ` : ''}${promised.how === 'serial' ? '' : 'within '}${inOwnUnit}${withUnit(promised.figure, promised.unit)}`
}

type Supported = { readonly own: Promised; readonly agreement: Agreement; readonly supports: readonly Agreement[] }

function checkOf(draft: Draft, target: ServiceTarget, { own, agreement, supports }: Supported): PromiseCheck {
  const unit = sharedUnit(draft, target, { own: own.unit, others: supports.flatMap((support) => countedOf(draft, support, target)) })
  const promised = { ...own, unit, figure: figureIn(draft, target, unit) ?? own.figure }
  const parts = supports.map((support) => partOf(draft, support, { target, agreement, promised }))
  const links = parts.flatMap(({ link }) => link ?? [])
  const silent = parts.filter(({ link }) => link === null).map((each) => each.agreement)
  const begin = beginWords(target, { own, promised })
  const reasons = parts.flatMap((each) => each.reasons)
  const quiet = parts.filter((each) => each.link === null && each.reasons.length === 0).map((each) => each.agreement)
  const none = quiet.length === 0 ? '' : ` ${named(quiet)} ${quiet.length === 1 ? 'promises' : 'promise'} none`
  const check = checkPromise({ kind: promised.how === 'serial' ? 'availability' : 'time', promised: promised.figure, unit, promises: links.map((link) => ({ label: link.agreement.code, goal: link.figure })) })
  if (check === null) {
    const word = METRIC_WORDS[target.metric]
    const sentence = reasons.length === 0 ? `${begin}; no underpinning promises ${word === 'availability' ? 'an availability' : `a ${word}`}.` : `${begin}; no underpinning can be held against it. ${reasons.join(' ')}${none}${none === '' ? '' : '.'}`
    return { target, verdict: 'none', holdable: null, holdableShare: null, explanation: null, silent, sentence }
  }
  const shares = sharesOf(target, links)
  const gaps = links.filter(({ gap }) => gap !== null)
  const isTooMuch = check.isTooMuch || shares?.isTooMuch === true
  const isBroken = isTooMuch || gaps.length > 0
  const nodes = [reserveNode(target, promised, { links, value: check.value }), ...(shares === null ? [] : [shareNode(target, { links, value: shares.value })]), ...gaps.flatMap((each) => gapNodes(draft, target, each))]
  const verdict = isBroken ? 'broken' : silent.length > 0 || reasons.length > 0 ? 'open' : 'held'
  const uncovered = [...gaps.map((each) => gapWords(draft, each, target)), ...(isBroken && !isTooMuch ? reasons : [])].join(' ')
  const says = isTooMuch ? 'more is promised than they can hold.' : isBroken ? 'but not at all hours.' : reasons.length > 0 ? `it is not certain that the promise is covered. ${reasons.join(' ')}` : 'the promise is covered.'
  const sentence = `${begin}; ${links.length > 1 ? 'the underpinnings together hold' : 'its underpinning holds'} ${totalWords(links, { check, unit, shares })}${isBroken && !isTooMuch ? ', ' : ': '}${says}${uncovered === '' ? '' : ` ${uncovered}`}${none === '' ? '' : `${none}, and can only make it worse.`}`
  return { target, verdict, holdable: check.value, holdableShare: shares?.value ?? null, explanation: allOf(target, { isHeld: !isBroken, parts: nodes }), silent, sentence }
}

/**
 * Each promise of an agreement against what its underpinnings hold together, unrounded (SLM-6): availabilities in series are multiplied, times
 * of response, resolution and fulfilment are added up. Of shares within a limit ("95 % within 4 hours") both: one step follows the other, so the
 * limits are added up, and what is within all of them is at least the product of the shares, the steps being independent of each other. An
 * underpinning that does not serve in all hours of the promise is named with the hours of a week that it leaves open. Another statistic, other
 * hours of an availability, rest on more holidays or a shorter term leave it open. A target that is neither an availability nor a time, or an
 * agreement without underpinnings, is not checked. Each goal is that of the month that is asked for, or of the nearest month of the agreement's term.
 *
 * @example promiseCheck(draft, 'sla-014', month('2004-03'))[0]?.sentence // 'LST-AVL promises 99.9 %; the underpinnings together hold OLA-001 99.5 % x UC-001 99.8 % = 99.301 %: more is promised than they can hold.'
 */
export function promiseCheck(whole: Draft, agreementId: string, month: Month): readonly PromiseCheck[] {
  const agreement = whole.agreement.get(agreementId)
  if (agreement === undefined) return []
  const draft = promisedIn(whole, monthOfPromise(whole, agreement, month))
  const supports = supportsOfAgreement(draft, agreementId).filter((each) => retiredOn(draft, each.id) === null)
  if (supports.length === 0) return []
  return targetsOfAgreement(draft, agreementId).flatMap((target) => {
    const own = promisedBy(target)
    return own === undefined ? [] : [checkOf(draft, target, { own, agreement, supports })]
  })
}

/** What an agreement promises beside what it rests on. */
export type AgreementPromises = { readonly agreement: Agreement; readonly supports: readonly Agreement[]; readonly checks: readonly PromiseCheck[] }

/**
 * The promises of every agreement that rests on others and is not retired, by its code, with the goals of a month; of one service those of its targets alone.
 *
 * @example promiseChecks(draft, { month: month('2004-03') }).flatMap(({ checks }) => checks).filter(({ verdict }) => verdict === 'broken').length // 2 in the sample
 */
export function promiseChecks(draft: Draft, { month, serviceId = null }: { readonly month: Month; readonly serviceId?: string | null }): readonly AgreementPromises[] {
  return [...draft.agreement.values()].filter(({ id }) => retiredOn(draft, id) === null).toSorted((left, right) => left.code.localeCompare(right.code, 'en')).flatMap((agreement) => {
    const checks = promiseCheck(draft, agreement.id, month).filter(({ target }) => serviceId === null || target.serviceId === serviceId)
    return checks.length === 0 ? [] : [{ agreement, supports: supportsOfAgreement(draft, agreement.id).filter((each) => retiredOn(draft, each.id) === null), checks }]
  })
}

export const PROMISE_WORDS: Readonly<Record<PromiseVerdict, string>> = { held: 'Covered', broken: 'Not covered', open: 'Not certain', none: 'Not known' }
