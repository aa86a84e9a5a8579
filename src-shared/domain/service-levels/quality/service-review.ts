/**
 * Price beside performance, for the review meeting: what a customer, a service or an agreement costs in two years, how its unit prices went,
 * how its targets were held, what was found and is done about it, and three sentences written from these figures.
 */
import type { IsoDate } from '../../fiscal-year.ts'
import type { Draft } from '../../model/draft.ts'
import { fiscalYearFirstMonth } from '../../model/integrity.ts'
import { monthAfter, monthNumber, monthOfDay, monthsOfYear, type Month } from '../../month.ts'
import { formatVersion } from '../../version-label.ts'
import type { Version } from '../../version.ts'
import { termOf } from '../agreements/agreement-stage.ts'
import { daysAfter } from '../agreements/calendar-days.ts'
import { openReviews } from '../agreements/due-items.ts'
import { levelsOf } from '../measures/levels.ts'
import { attainmentOf, totalAttainment, type Attainment, type AttainmentCounts } from '../attainment.ts'
import type { FindingView } from './finding-rows.ts'
import { monthsUpTo } from './quality-range.ts'
import type { ReviewCostAnswer } from './review-cost.ts'
import { costSentence, findingsSentence, performanceSentence } from './review-sentences.ts'
import { findingsInScope, reviewScope, type ReviewScope, type ReviewSubject } from './review-subject.ts'
import { unitPriceTrend, type UnitPriceTrend } from './unit-price-trend.ts'

export type ReviewMeeting = {
  readonly code: string
  readonly on: IsoDate
  /** False: nobody has planned it, the interval asks for it. */
  readonly isPlanned: boolean
  /** The periodic report is to be out by then. */
  readonly reportOn: IsoDate
  readonly isOverdue: boolean
}

export type ServiceReview = {
  readonly scope: ReviewScope
  readonly from: Version
  readonly to: Version
  readonly fromLabel: string
  readonly toLabel: string
  readonly asOf: IsoDate
  readonly months: readonly Month[]
  readonly cost: ReviewCostAnswer
  /** Those that are shown. */
  readonly prices: UnitPriceTrend
  /** A row a target. */
  readonly attainment: readonly Attainment[]
  readonly total: AttainmentCounts
  /** Those that are not closed, and those that were closed within the months. */
  readonly findings: readonly FindingView[]
  /** Reviews that were not held yet. */
  readonly meetings: readonly ReviewMeeting[]
  readonly sentences: readonly [cost: string, performance: string, findings: string]
}

export type ReviewRequest = {
  readonly draft: Draft
  readonly subject: ReviewSubject
  readonly from: Version
  readonly to: Version
  /** The last month of performance; null: the last one with a value. */
  readonly through: Month | null
  /** The day up to which things are known. */
  readonly asOf: IsoDate
  /** The day on the machine's calendar: no month from its own on is over. */
  readonly today: IsoDate
  readonly cost: ReviewCostAnswer
}

const MONTHS_SHOWN = 12
/** Prices of a customer that are shown are those of its largest charges; the sentence counts all of them. */
const MOST_RATES = 8

/** The last month of both years that any target has a value in; else the last one of them that is over on the day up to which things are known. */
function lastMeasured({ draft, from, to, asOf, today }: Pick<ReviewRequest, 'draft' | 'from' | 'to' | 'asOf' | 'today'>, targetIds: ReadonlySet<string>): Month {
  const first = fiscalYearFirstMonth(draft)
  const [begin, end] = [monthsOfYear(from.fiscalYear, first)[0], monthsOfYear(to.fiscalYear, first).at(-1)]
  if (begin === undefined || end === undefined) throw new Error('A fiscal year has twelve months.')
  const known = (month: Month): Month => (month < begin ? begin : month > end ? end : month)
  const fallback = known(monthAfter(monthOfDay(asOf), -1))
  const levels = levelsOf(draft, { from: begin, to: known(monthOfDay(asOf)), today })
  return levels.targets.filter(({ target }) => targetIds.has(target.id)).flatMap(({ latest }) => latest?.month ?? []).toSorted().at(-1) ?? fallback
}

/** A review of an agreement looks at the months in which it holds; of one that holds in none of them at its first month, or at those that were asked for. */
function monthsOfTerm(draft: Draft, { subject, agreements: [agreement] }: ReviewScope, { months, isAsked }: { readonly months: readonly Month[]; readonly isAsked: boolean }): readonly Month[] {
  const term = subject.of === 'agreement' && agreement !== undefined ? termOf(draft, agreement) : null
  const last = months.at(-1)
  if (term === null || last === undefined) return months
  const [first, end] = [monthOfDay(term.from), term.until === null || monthOfDay(term.until) > last ? last : monthOfDay(term.until)]
  const held = monthsUpTo(end, MONTHS_SHOWN).filter((month) => month >= first)
  if (held.length > 0) return held
  return isAsked ? months : [first]
}

function chargedServices(draft: Draft, cost: ReviewCostAnswer): ReadonlySet<string> {
  return new Set('cost' in cost ? cost.cost.rateIds.flatMap((rateId) => draft.rate.get(rateId)?.serviceId ?? []) : [])
}

/** The rates whose prices are looked at: of a customer all that it pays for, the largest charges first; of a service or an agreement all of its services. */
function ratesOf(draft: Draft, { subject, services }: ReviewScope, cost: ReviewCostAnswer): readonly string[] {
  const charged = 'cost' in cost ? cost.cost.rateIds : []
  if (subject.of === 'customer') return charged
  const ids = new Set(services.map(({ id }) => id))
  return [...draft.rate.values()].filter(({ serviceId, retiredFrom }) => ids.has(serviceId) && retiredFrom === null).toSorted((left, right) => left.position - right.position).map(({ id }) => id)
}

function isOfMonths({ finding: { status, closedOn } }: FindingView, months: readonly Month[]): boolean {
  const [first, last] = [months[0], months.at(-1)]
  if (status !== 'closed' || closedOn === null || first === undefined || last === undefined) return status !== 'closed'
  return monthNumber(monthOfDay(closedOn)) >= monthNumber(first)
}

/** Undefined where the one that is asked for is not there. */
export function serviceReview(request: ReviewRequest): ServiceReview | undefined {
  const { draft, subject, from, to, asOf, today, cost } = request
  const scope = reviewScope(draft, subject, chargedServices(draft, cost))
  if (scope === undefined) return undefined
  const targetIds = new Set(scope.targets.map(({ id }) => id))
  const months = monthsOfTerm(draft, scope, { months: monthsUpTo(request.through ?? lastMeasured(request, targetIds), MONTHS_SHOWN), isAsked: request.through !== null })
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined) throw new Error('A review has months.')
  const [fromLabel, toLabel] = [formatVersion(draft, from), formatVersion(draft, to)]
  const attainment = levelsOf(draft, { from: first, to: last, today }).targets.filter(({ target }) => targetIds.has(target.id)).map(attainmentOf)
  const total = totalAttainment(attainment)
  const allPrices = unitPriceTrend(draft, { rateIds: ratesOf(draft, scope, cost), customerClass: scope.customer?.customerClass ?? 'state', from, to })
  const prices = subject.of === 'customer' ? { ...allPrices, rows: allPrices.rows.slice(0, MOST_RATES) } : allPrices
  const findings = findingsInScope(draft, scope, asOf).filter((each) => isOfMonths(each, months))
  const agreementIds = new Set(scope.agreements.map(({ id }) => id))
  const meetings = openReviews(draft, asOf).filter(({ agreement }) => agreementIds.has(agreement.id)).map(({ agreement: { code, reportDays }, on, review }) => ({ code, on, isPlanned: review !== null, reportOn: daysAfter(on, -reportDays), isOverdue: on < asOf }))
    .toSorted((left, right) => left.on.localeCompare(right.on))
  return {
    scope, from, to, fromLabel, toLabel, asOf, months, cost, prices, attainment, total, findings, meetings,
    sentences: [
      costSentence({ code: scope.code, cost, fromLabel, toLabel, prices: allPrices.rows }),
      performanceSentence({ targets: attainment.length, total, months }),
      findingsSentence({ findings, asOf }),
    ],
  }
}
