/** What is due when: reviews, expiries, periodic reports, reviews of pages, and the communication plan (SLM-6). The day of today is given; nothing here reads a clock. */
import type { IsoDate } from '../../fiscal-year.ts'
import type { Agreement, AgreementReview } from '../../model/agreement-tables.ts'
import type { Draft } from '../../model/draft.ts'
import type { Communication, CommunicationDone } from '../../model/level-tables.ts'
import { groupIndex } from '../../model/table-index.ts'
import type { TableName } from '../../model/table-names.ts'
import { reviewsOfAgreement, stepsOfAgreement } from './agreement-rows.ts'
import { stageOf } from './agreement-stage.ts'
import { daysAfter, daysBetween, monthsAfterDay } from './calendar-days.ts'
import { daysOfRhythm } from './rhythm.ts'

const DUE_KINDS = ['review', 'report', 'expiry', 'page-review', 'communication'] as const
export type DueKind = (typeof DUE_KINDS)[number]

export type DueItem = {
  /** The same as long as it is due. */
  readonly id: string
  readonly kind: DueKind
  readonly dueOn: IsoDate
  readonly isOverdue: boolean
  /** Until it is due; below zero since it was. */
  readonly daysLeft: number
  readonly title: string
  /** Who does it, as far as known: a role. */
  readonly responsible: string
  /** Times before that were missed as well: only the last one is listed. */
  readonly missed: number
  /** The row to look at. */
  readonly address: { readonly table: TableName; readonly id: string }
  /** The agreement before whose review a communication is due; empty otherwise. */
  readonly subject: string
}

type Span = { readonly draft: Draft; readonly today: IsoDate; readonly last: IsoDate }
type Found = Omit<DueItem, 'isOverdue' | 'daysLeft' | 'missed' | 'subject'> & { readonly missed?: number; readonly subject?: string }

/** A review that lies ahead: planned, or to be planned because the interval says so. */
export type OpenReview = { readonly agreement: Agreement; readonly on: IsoDate; readonly review: AgreementReview | null }

/** The review that the interval asks for where none is planned: counted from the last one that was held, or from the first day. */
function impliedReview(agreement: Agreement, reviews: readonly AgreementReview[]): IsoDate | null {
  const { reviewMonths, startsOn, endsOn } = agreement
  if (reviewMonths === null || reviews.some((each) => each.heldOn === null)) return null
  const lastHeld = reviews.reduce<IsoDate | null>((latest, each) => (each.heldOn !== null && (latest === null || each.heldOn > latest) ? each.heldOn : latest), null)
  const from = lastHeld ?? startsOn
  if (from === null) return null
  const on = monthsAfterDay(from, reviewMonths)
  // Past the last day there is nothing to review but the term itself, once.
  return endsOn !== null && on > endsOn ? (lastHeld === null ? endsOn : null) : on
}

/** Reviews of agreements in force, or expired, that were not held. */
export function openReviews(draft: Draft, today: IsoDate): readonly OpenReview[] {
  return [...draft.agreement.values()].flatMap((agreement): readonly OpenReview[] => {
    const stage = stageOf(draft, agreement, today)
    if (stage !== 'in-force' && stage !== 'expired' && stage !== 'signed') return []
    const reviews = reviewsOfAgreement(draft, agreement.id)
    const implied = impliedReview(agreement, reviews)
    return [...reviews.filter((each) => each.heldOn === null).map((review) => ({ agreement, on: review.plannedOn, review })), ...(implied === null ? [] : [{ agreement, on: implied, review: null }])]
  })
}

function reviewItems(reviews: readonly OpenReview[]): readonly Found[] {
  return reviews.map(({ agreement, on, review }) => ({
    id: `review|${review?.id ?? agreement.id}`, kind: 'review', dueOn: on, responsible: agreement.manager, address: { table: 'agreement', id: agreement.id },
    title: review === null ? `Review ${agreement.code}, ${agreement.title}: not planned yet` : `Review ${agreement.code}, ${agreement.title}`,
  }))
}

/** The report (4.5) counts as made when it was noted within the month before the review. */
function reportItems({ draft }: Span, reviews: readonly OpenReview[]): readonly Found[] {
  return reviews.flatMap(({ agreement, on, review }): readonly Found[] => {
    if (agreement.reportDays === 0 || stepsOfAgreement(draft, agreement.id).some((each) => each.step === '4.5' && each.doneOn > monthsAfterDay(on, -1))) return []
    return [{ id: `report|${review?.id ?? agreement.id}`, kind: 'report', dueOn: daysAfter(on, -agreement.reportDays), title: `Report before the review of ${agreement.code}`, responsible: agreement.manager, address: { table: 'agreement', id: agreement.id } }]
  })
}

function expiryItems({ draft, today }: Span): readonly Found[] {
  return [...draft.agreement.values()].flatMap((agreement): readonly Found[] => {
    const stage = stageOf(draft, agreement, today)
    if (agreement.endsOn === null || (stage !== 'in-force' && stage !== 'expired' && stage !== 'signed')) return []
    return [{ id: `expiry|${agreement.id}`, kind: 'expiry', dueOn: agreement.endsOn, title: `${agreement.code}, ${agreement.title}, ${stage === 'expired' ? 'has ended' : 'ends'}: renew or retire it`, responsible: agreement.manager, address: { table: 'agreement', id: agreement.id } }]
  })
}

function pageItems({ draft }: Span): readonly Found[] {
  return [...draft.servicePage.values()].flatMap((page): readonly Found[] => {
    if (page.nextReviewOn === null || page.status === 'retired') return []
    return [{ id: `page|${page.id}`, kind: 'page-review', dueOn: page.nextReviewOn, title: `Review the page of ${draft.service.get(page.serviceId)?.name ?? page.serviceId}`, responsible: page.reviewer, address: { table: 'servicePage', id: page.id } }]
  })
}

const doneByCommunication = groupIndex<'communicationDone'>((row) => row.communicationId)

function doneOf(draft: Draft, communicationId: string): readonly CommunicationDone[] {
  return (doneByCommunication(draft.communicationDone).get(communicationId) ?? []).flatMap((id) => draft.communicationDone.get(id) ?? [])
}

function communicationItem(row: Communication, at: { readonly dueOn: IsoDate; readonly missed: number; readonly subject: string; readonly about: string }): Found {
  return {
    id: `communication|${row.id}|${at.subject}|${at.dueOn}`, kind: 'communication', dueOn: at.dueOn, missed: at.missed, subject: at.subject, responsible: row.responsible, address: { table: 'communication', id: row.id },
    title: `${row.title}${at.about === '' ? '' : ` (${at.about})`}`,
  }
}

/** Times of a rhythm after the last one that was done; of those that are past only the last is due, with the count of those before it. */
function rhythmItems({ draft, today, last }: Span, row: Communication): readonly Found[] {
  const done = doneOf(draft, row.id).reduce<IsoDate | null>((latest, each) => (latest === null || each.dueOn > latest ? each.dueOn : latest), null)
  const open = daysOfRhythm(row, last).filter((day) => done === null || day > done)
  const past = open.filter((day) => day < today)
  const latest = past.at(-1)
  return [...(latest === undefined ? [] : [{ dueOn: latest, missed: past.length - 1 }]), ...open.filter((day) => day >= today).map((dueOn) => ({ dueOn, missed: 0 }))].map((at) => communicationItem(row, { ...at, subject: '', about: '' }))
}

function beforeReviewItems({ draft }: Span, row: Communication, reviews: readonly OpenReview[]): readonly Found[] {
  const done = doneOf(draft, row.id)
  return reviews.flatMap(({ agreement, on }) => {
    const dueOn = daysAfter(on, -row.daysBefore)
    return done.some((each) => each.subject === agreement.id && each.dueOn === dueOn) ? [] : [communicationItem(row, { dueOn, missed: 0, subject: agreement.id, about: agreement.code })]
  })
}

function communicationItems(span: Span, reviews: readonly OpenReview[]): readonly Found[] {
  return [...span.draft.communication.values()].flatMap((row) => (row.rhythm === 'before-review' ? beforeReviewItems(span, row, reviews) : rhythmItems(span, row)))
}

/**
 * Everything that is overdue or due within so many days, the earliest first.
 *
 * @example dueItems(draft, { today: isoDate('2005-01-10'), horizonDays: 60 })[0] // { kind: 'review', dueOn: '2004-12-15', isOverdue: true, daysLeft: -26, ... }
 */
export function dueItems(draft: Draft, { today, horizonDays }: { readonly today: IsoDate; readonly horizonDays: number }): readonly DueItem[] {
  const span: Span = { draft, today, last: daysAfter(today, horizonDays) }
  const reviews = openReviews(draft, today)
  const found = [...reviewItems(reviews), ...reportItems(span, reviews), ...expiryItems(span), ...pageItems(span), ...communicationItems(span, reviews)]
  return found
    .filter((each) => each.dueOn <= span.last)
    .map((each): DueItem => ({ missed: 0, subject: '', ...each, isOverdue: each.dueOn < today, daysLeft: daysBetween(today, each.dueOn) }))
    .toSorted((left, right) => (left.dueOn === right.dueOn ? DUE_KINDS.indexOf(left.kind) - DUE_KINDS.indexOf(right.kind) || (left.title < right.title ? -1 : 1) : left.dueOn < right.dueOn ? -1 : 1))
}
