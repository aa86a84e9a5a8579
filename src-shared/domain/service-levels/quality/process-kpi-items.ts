/** What each figure of the process counts in a month (SLM-5): agreements, reviews and services, each with what it adds and why. */
import type { Explanation } from '../../explanation.ts'
import { isoDate, type IsoDate } from '../../fiscal-year.ts'
import type { Agreement, AgreementReview } from '../../model/agreement-tables.ts'
import type { Draft } from '../../model/draft.ts'
import { fiscalYearFirstMonth } from '../../model/integrity.ts'
import type { ServiceTarget } from '../../model/level-tables.ts'
import { groupIndex } from '../../model/table-index.ts'
import type { Service } from '../../model/tables.ts'
import { fiscalYearOf, monthAfter, monthOfDay, type Month } from '../../month.ts'
import { assertNever } from '../../result.ts'
import { servicesOfAgreement, stepsOfAgreement } from '../agreements/agreement-rows.ts'
import { isInForce } from '../agreements/agreement-stage.ts'
import { daysAfter, daysBetween } from '../agreements/calendar-days.ts'
import { openReviews, type OpenReview } from '../agreements/due-items.ts'

export const PROCESS_KPIS = ['monitored', 'reported', 'reviewed', 'improvement-share', 'improvements-started', 'evidence', 'active-sla', 'active-ola', 'punctuality', 'overdue-reviews'] as const
export type ProcessKpiName = (typeof PROCESS_KPIS)[number]

/** A row that a figure counts: of a share it adds 1 or 0, of a mean its days, of a count 1. */
export type KpiItem = { readonly label: string; readonly value: number; readonly text: string; readonly origin: Explanation['origin'] }

export type KpiSource = {
  readonly draft: Draft
  /** The day up to which things are known: of a month that has not ended, what is planned later is not overdue. */
  readonly asOf: IsoDate
  /** Whether a target has a value in a month. */
  readonly isMeasured: (targetId: string, month: Month) => boolean
}

const targetsOf = groupIndex<'serviceTarget'>((row) => row.agreementId)

function byCode(left: Agreement, right: Agreement): number {
  return left.code.localeCompare(right.code)
}

function lastDayOf(month: Month): IsoDate {
  return daysAfter(isoDate(`${monthAfter(month, 1)}-01`), -1)
}

/** True when it holds on the first or the last day of the month. */
export function isInForceIn(draft: Draft, agreement: Agreement, month: Month): boolean {
  return isInForce(draft, agreement, isoDate(`${month}-01`)) || isInForce(draft, agreement, lastDayOf(month))
}

function inForce({ draft }: KpiSource, month: Month, kind: Agreement['kind']): readonly Agreement[] {
  return [...draft.agreement.values()].filter((each) => each.kind === kind && isInForceIn(draft, each, month)).toSorted(byCode)
}

function ofAgreement({ id, code, title, source }: Agreement, value: number, text: string): KpiItem {
  return { label: `${code} ${title}`, value, text, origin: { table: 'agreement', id, source } }
}

function isEffectiveIn({ effectiveFrom, retiredFrom }: ServiceTarget, month: Month): boolean {
  return effectiveFrom <= month && (retiredFrom === null || retiredFrom > month)
}

/** The targets of an agreement that hold in a month. */
function targetsHeldIn(draft: Pick<Draft, 'serviceTarget'>, agreementId: string, month: Month): readonly ServiceTarget[] {
  return (targetsOf(draft.serviceTarget).get(agreementId) ?? []).flatMap((id) => draft.serviceTarget.get(id) ?? []).filter((each) => isEffectiveIn(each, month))
}

/** The step of the process in which management information is produced. */
const REPORT_STEP = '4.5'

function monitored(source: KpiSource, month: Month): readonly KpiItem[] {
  return inForce(source, month, 'sla').filter((each) => each.importance === 'critical').map((agreement) => {
    const targets = targetsHeldIn(source.draft, agreement.id, month)
    const known = targets.filter((each) => source.isMeasured(each.id, month)).length
    const isWhole = targets.length > 0 && known === targets.length
    return ofAgreement(agreement, Number(isWhole), targets.length === 0 ? 'not monitored: it has no target' : `${isWhole ? 'monitored' : 'not monitored'}: ${known} of ${targets.length} targets have a value`)
  })
}

function reported(source: KpiSource, month: Month): readonly KpiItem[] {
  const { draft } = source
  const done = [...draft.communicationDone.values()].filter((each) => monthOfDay(each.doneOn) === month)
  return inForce(source, month, 'sla').filter((each) => each.importance === 'critical').map((agreement) => {
    const step = stepsOfAgreement(draft, agreement.id).find((each) => each.step === REPORT_STEP && monthOfDay(each.doneOn) === month)
    if (step !== undefined) return ofAgreement(agreement, 1, `reported on ${step.doneOn}`)
    // What is for all customers tells of an SLA only where it is the monthly look at the figures.
    const found = done.find(({ subject, communicationId }) => (subject === '' ? draft.communication.get(communicationId)?.rhythm === 'monthly' : subject === agreement.id || subject === agreement.code))
    return ofAgreement(agreement, Number(found !== undefined), found === undefined ? 'not reported: neither a report nor a communication is noted' : `told on ${found.doneOn}: ${draft.communication.get(found.communicationId)?.title ?? ''}`)
  })
}

/** Reviews of SLAs that were held in a month, first to last. */
function heldIn({ draft }: KpiSource, month: Month): readonly { readonly review: AgreementReview & { readonly heldOn: IsoDate }; readonly agreement: Agreement }[] {
  return [...draft.agreementReview.values()].flatMap((review) => {
    const agreement = draft.agreement.get(review.agreementId)
    const { heldOn } = review
    return agreement?.kind === 'sla' && heldOn !== null && monthOfDay(heldOn) === month ? [{ agreement, review: { ...review, heldOn } }] : []
  }).toSorted((left, right) => left.review.heldOn.localeCompare(right.review.heldOn) || byCode(left.agreement, right.agreement))
}

function ofReview({ id, plannedOn, heldOn }: AgreementReview, { code }: Agreement, value: number, text: string): KpiItem {
  return { label: `${code}, review of ${heldOn ?? plannedOn}`, value, text, origin: { table: 'agreementReview', id, source: '' } }
}

function reviewed(source: KpiSource, month: Month): readonly KpiItem[] {
  const held = new Map(heldIn(source, month).map(({ agreement, review }) => [agreement.id, review]))
  // A review comes after the term: an SLA that has ended is counted in the month of its review.
  return [...source.draft.agreement.values()].filter((each) => each.kind === 'sla' && (held.has(each.id) || isInForceIn(source.draft, each, month))).toSorted(byCode).map((agreement) => {
    const review = held.get(agreement.id)
    return ofAgreement(agreement, Number(review !== undefined), review === undefined ? 'not reviewed' : `reviewed on ${review.heldOn}`)
  })
}

const IMPROVEMENT_WORDS: Readonly<Record<AgreementReview['improvement'], string>> = { open: 'not decided whether improvement starts', started: 'started service improvement', 'not-needed': 'no improvement needed' }

function improvements(source: KpiSource, month: Month): readonly KpiItem[] {
  return heldIn(source, month).map(({ agreement, review }) => ofReview(review, agreement, Number(review.improvement === 'started'), IMPROVEMENT_WORDS[review.improvement]))
}

function evidence(source: KpiSource, month: Month): readonly KpiItem[] {
  return heldIn(source, month).map(({ agreement, review }) => ofReview(review, agreement, Number(review.issuesRaised.trim() !== ''), review.issuesRaised.trim() === '' ? 'nothing in writing of what was raised' : `raised: ${review.issuesRaised.trim().slice(0, 120)}`))
}

function punctuality(source: KpiSource, month: Month): readonly KpiItem[] {
  return heldIn(source, month).flatMap(({ agreement, review }) => {
    if (review.termEndedOn === null) return []
    const days = daysBetween(review.termEndedOn, review.heldOn)
    return [ofReview(review, agreement, days, `${days} days after the term that ended on ${review.termEndedOn}`)]
  })
}

function ofOpenReview({ agreement, on, review }: OpenReview): KpiItem {
  if (review !== null) return ofReview(review, agreement, 1, `planned on ${on}`)
  return { label: `${agreement.code}, review of ${on}`, value: 1, text: `due on ${on}, and none is planned`, origin: { table: 'agreement', id: agreement.id, source: agreement.source } }
}

/** Those of the calendar (SLM-6): planned, or asked for by the interval; and those that were held after the month alone. */
function overdue({ draft, asOf }: KpiSource, month: Month): readonly KpiItem[] {
  const monthEnd = lastDayOf(month)
  const day = monthEnd < asOf ? monthEnd : asOf
  const isDue = (on: IsoDate): boolean => on <= monthEnd && on < asOf
  const open = openReviews(draft, day).filter(({ agreement, on }) => agreement.kind === 'sla' && isDue(on)).map(ofOpenReview)
  const heldLater = [...draft.agreementReview.values()].flatMap((review) => {
    const agreement = draft.agreement.get(review.agreementId)
    const isLate = review.heldOn !== null && review.heldOn > monthEnd && isDue(review.plannedOn)
    return agreement?.kind === 'sla' && isLate ? [ofReview(review, agreement, 1, `planned on ${review.plannedOn}`)] : []
  })
  return [...open, ...heldLater].toSorted((left, right) => left.label.localeCompare(right.label))
}

/** Offered: not retired by the fiscal year of the month, and with a page that is not just proposed, nor retired. */
function offered({ draft }: KpiSource, month: Month): readonly Service[] {
  const year = fiscalYearOf(month, fiscalYearFirstMonth(draft))
  return [...draft.service.values()].filter(({ id, retiredFrom }) => {
    const status = draft.servicePage.get(id)?.status ?? 'active'
    return (retiredFrom === null || year === undefined || retiredFrom > year) && status !== 'proposed' && status !== 'retired'
  })
}

function covered(source: KpiSource, month: Month, kind: 'sla' | 'ola'): readonly KpiItem[] {
  const agreements = inForce(source, month, kind)
  const codes = new Map<string, string>()
  for (const { id, code } of agreements) for (const service of servicesOfAgreement(source.draft, id)) if (!codes.has(service.id)) codes.set(service.id, code)
  return offered(source, month).map(({ id, code, name }) => ({ label: code === '' ? name : `${code} ${name}`, value: Number(codes.has(id)), text: codes.get(id) ?? `no ${kind.toUpperCase()} in force`, origin: { table: 'service', id, source: '' } }))
}

/** The rows that a figure counts in a month, in their order. */
export function kpiItems(source: KpiSource, { name, month }: { readonly name: ProcessKpiName; readonly month: Month }): readonly KpiItem[] {
  switch (name) {
    case 'monitored':
      return monitored(source, month)
    case 'reported':
      return reported(source, month)
    case 'reviewed':
      return reviewed(source, month)
    case 'improvement-share':
    case 'improvements-started':
      return improvements(source, month)
    case 'evidence':
      return evidence(source, month)
    case 'active-sla':
      return covered(source, month, 'sla')
    case 'active-ola':
      return covered(source, month, 'ola')
    case 'punctuality':
      return punctuality(source, month)
    case 'overdue-reviews':
      return overdue(source, month)
    default:
      return assertNever(name)
  }
}
