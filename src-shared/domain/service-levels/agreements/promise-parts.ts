/** What one underpinning adds to a promise, and why that is not certain, or why it adds nothing (SLM-6). */
import { decimal, type Factor } from '../../decimal.ts'
import type { Agreement } from '../../model/agreement-tables.ts'
import type { Draft } from '../../model/draft.ts'
import { OBSERVED_HOLIDAYS, type ServiceTarget } from '../../model/level-tables.ts'
import { coveredHours, hoursText, type CoveredHours } from '../measures/covered-hours.ts'
import { targetsOfAgreement } from './agreement-rows.ts'
import { termOf } from './agreement-stage.ts'
import { coversPriorities, figureIn, hoursKey, promisedBy, type Promised } from './promised-figure.ts'

/** A target of an underpinning; its figure in the unit of the promise, and its share where the promise is one of a share within a limit. */
export type Link = { readonly agreement: Agreement; readonly target: ServiceTarget; readonly figure: Factor; readonly share: Factor | null; /** Where it does not serve in all hours of the promise. */ readonly gap: CoveredHours | null }
/** A promise in the unit in which it is held against its underpinnings. */
export type Asked = { readonly target: ServiceTarget; readonly agreement: Agreement; readonly promised: Promised }
/** In whole sentences why it is not certain, or why it adds nothing. */
export type Part = { readonly agreement: Agreement; readonly link: Link | null; readonly reasons: readonly string[] }

const STATISTIC_WORDS = { 'percent-within-limit': 'a share within a limit', 'mean-minutes': 'a mean', none: 'a time without a statistic' } as const

export function hoursWords(draft: Draft, { calendarId }: Pick<ServiceTarget, 'calendarId'>): string {
  return draft.serviceCalendar.get(calendarId ?? '')?.name ?? 'all hours'
}

function calendarOf(draft: Draft, { calendarId }: ServiceTarget): { readonly hours: string; readonly timeZone: string; readonly rests: number } | null {
  const calendar = draft.serviceCalendar.get(calendarId ?? '')
  return calendar === undefined ? null : { hours: calendar.hours, timeZone: calendar.timeZone, rests: OBSERVED_HOLIDAYS.indexOf(calendar.observedHolidays) }
}

/** The hours of the promise in which an underpinning does not serve; null where there are none. */
function gapOf(draft: Draft, target: ServiceTarget, promise: ServiceTarget): CoveredHours | null {
  const covered = coveredHours({ asked: calendarOf(draft, promise), served: calendarOf(draft, target), year: Number.parseInt(promise.effectiveFrom.slice(0, 4), 10) })
  return covered !== null && covered.covered < covered.asked ? covered : null
}

/**
 * Other hours that cover those of the promise hold a time all the same, for their clock runs at least as long; an availability may lie in the
 * hours that are not asked. Rest on holidays that the promise does not have is no week's hours and said by itself.
 */
function hoursDoubts(draft: Draft, { agreement, target, gap }: Link, { target: promise, promised }: Asked): readonly string[] {
  const rests = (of: ServiceTarget): number => calendarOf(draft, of)?.rests ?? 0
  const isResting = rests(target) > rests(promise)
  const isOther = promised.how === 'serial' && hoursKey(draft, target) !== hoursKey(draft, promise)
  if (gap !== null) return isResting ? [`${agreement.code} also rests on holidays on which ${promise.code} is promised.`] : []
  if (isOther) return [`${agreement.code} counts the time of ${hoursWords(draft, target)}, ${promise.code} ${promise.calendarId === null ? '' : 'that of '}${hoursWords(draft, promise)}.`]
  return isResting ? [`${agreement.code} rests on holidays on which ${promise.code} is promised.`] : []
}

/** Why a target is not certain to hold a promise, though its figure may. */
function doubtsOf(draft: Draft, link: Link, asked: Asked): readonly string[] {
  const { target: promise, promised } = asked
  const { agreement, target } = link
  const isOtherStatistic = promised.how === 'sum' && target.statistic !== promise.statistic
  return [
    ...(isOtherStatistic ? [`${agreement.code} promises ${STATISTIC_WORDS[target.statistic ?? 'none']}, not ${STATISTIC_WORDS[promise.statistic ?? 'none']}.`] : []),
    ...hoursDoubts(draft, link, asked),
  ]
}

/** @example gapWords(draft, link, promise) // 'OLA-003 does not serve in 118 h of the 168 h a week (Staffed hours).' */
export function gapWords(draft: Draft, { agreement, target, gap }: Link, promise: ServiceTarget): string {
  if (gap === null) return ''
  return `In ${gap.isLeast ? 'up to ' : ''}${hoursText(gap.asked - gap.covered)} of the ${hoursText(gap.asked)} a week that ${promise.code} is promised, ${agreement.code} does not serve (${hoursWords(draft, target)}).`
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
export function countedOf(draft: Draft, support: Agreement, promise: ServiceTarget): readonly ServiceTarget[] {
  const all = targetsOfAgreement(draft, support.id).filter((target) => target.metric === promise.metric && coversPriorities(target, promise) && promisedBy(target) !== undefined)
  const ofService = all.filter((each) => each.serviceId === promise.serviceId)
  return ofService.length > 0 ? ofService : all
}

/** True where a promise is one of a share within a limit. */
export function isShare({ statistic, metric }: ServiceTarget): boolean {
  return statistic === 'percent-within-limit' && metric !== 'availability'
}

function linkOf(draft: Draft, target: ServiceTarget, { support, asked: { target: promise, promised } }: { readonly support: Agreement; readonly asked: Asked }): Link | undefined {
  const figure = figureIn(draft, target, promised.unit)
  return figure === undefined ? undefined : { agreement: support, target, figure, share: isShare(promise) && isShare(target) ? target.goal : null, gap: gapOf(draft, target, promise) }
}

/** The lowest availability; the longest time, and of equal ones the lowest share. */
function worseFirst({ how }: Promised): (left: Link, right: Link) => number {
  return (left, right) => decimal(left.figure).comparedTo(decimal(right.figure)) * (how === 'serial' ? 1 : -1) || decimal(left.share ?? left.figure).comparedTo(decimal(right.share ?? right.figure))
}

/** Of several targets of an underpinning the worst that is comparable counts: the lowest availability, the longest time. */
export function partOf(draft: Draft, support: Agreement, asked: Asked): Part {
  const { promised, target: promise, agreement } = asked
  const gap = termGap(draft, agreement, support)
  if (gap?.isNever === true) return { agreement: support, link: null, reasons: [gap.words] }
  const targets = countedOf(draft, support, promise)
  const links = targets.flatMap((target) => linkOf(draft, target, { support, asked }) ?? []).map((link) => ({ link, doubts: doubtsOf(draft, link, asked) }))
  const sound = links.filter((each) => each.doubts.length === 0 && each.link.gap === null)
  const order = worseFirst(promised)
  const [worst] = (sound.length > 0 ? sound : links).toSorted((left, right) => order(left.link, right.link))
  if (worst !== undefined) return { agreement: support, link: worst.link, reasons: [...worst.doubts, ...(gap === null ? [] : [gap.words])] }
  const [other] = targets
  return { agreement: support, link: null, reasons: other === undefined ? [] : [`${support.code} promises it in ${promisedBy(other)?.unit ?? other.unit}.`] }
}
