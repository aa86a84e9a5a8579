/**
 * What the signatures of an agreement hold fast, from the first one on: its parties, term, wording, services and promises, and the calendars by which these are measured.
 * Refused where edits are planned; undo and redo stay possible. What the process needs stays open: steps, reviews, documents, underpinnings,
 * measurements and records, a renewal, and the end of an agreement with that of its targets.
 */
import type { IsoDate } from '../../fiscal-year.ts'
import { issue, type Issue } from '../../issues.ts'
import type { Agreement } from '../../model/agreement-tables.ts'
import type { Draft } from '../../model/draft.ts'
import { isSameRow } from '../../model/apply-edit.ts'
import type { MaintenanceWindow, ServiceCalendar, ServiceTarget } from '../../model/level-tables.ts'
import { monthAfter, monthOfDay, monthWords } from '../../month.ts'
import type { Holiday } from '../../usage/rating-rules.ts'
import { signaturesOfAgreement, stepsOfAgreement, successorsOfAgreement } from './agreement-rows.ts'
import { retiredOn, termOf } from './agreement-stage.ts'
import { isSigned } from './path-order.ts'

/** True once all have signed (3.5). */
function isSignedByAll(draft: Pick<Draft, 'agreementStep'>, agreement: Agreement): boolean {
  return isSigned(agreement, stepsOfAgreement(draft, agreement.id))
}

/** True from the first signature on: who has signed has signed these terms. One that came in force is as its file says, and may be imported again. */
export function isHeldFast(draft: Pick<Draft, 'agreementStep' | 'agreementSignature'>, agreement: Agreement): boolean {
  return agreement.entry === 'process' && (isSignedByAll(draft, agreement) || signaturesOfAgreement(draft, agreement.id).some(({ signedOn }) => signedOn !== null))
}

/** `way`: what is done instead where all have signed; before that, the signatures are taken back. */
function heldFast(draft: Pick<Draft, 'agreementStep'>, agreement: Agreement, what: string, way = 'Renew it, or take step 3.5 and the signatures back.'): Issue {
  if (!isSignedByAll(draft, agreement)) return issue('wrong-state', `${agreement.code} carries signatures: ${what} as it was signed.`, { remedy: 'Take the signatures back first.' })
  return issue('wrong-state', `${agreement.code} is signed: ${what} as it was signed.`, { remedy: way })
}

/**
 * The agreement that promises a target, and before it those in which it was promised: a renewal takes a target over that held before it begins.
 *
 * @example agreementsOfTarget(draft, target).map(({ code }) => code) // ['OLA-002', 'OLA-001'], the renewal first
 */
function agreementsOfTarget(draft: Pick<Draft, 'agreement'>, { agreementId, effectiveFrom }: Pick<ServiceTarget, 'agreementId' | 'effectiveFrom'>): readonly Agreement[] {
  const chain: Agreement[] = []
  let next = draft.agreement.get(agreementId ?? '')
  while (next !== undefined && !chain.includes(next)) {
    chain.push(next)
    next = next.startsOn === null || effectiveFrom < monthOfDay(next.startsOn) ? draft.agreement.get(next.predecessorId ?? '') : undefined
  }
  return chain
}

/** The signed agreement that promised a target before a renewal, not signed yet, took it over; null where there is none. */
export function signedBefore(draft: Draft, target: Pick<ServiceTarget, 'agreementId' | 'effectiveFrom'>): { readonly renewal: Agreement; readonly predecessor: Agreement } | null {
  const chain = agreementsOfTarget(draft, target)
  const at = chain.findIndex((each) => isHeldFast(draft, each))
  const [renewal, predecessor] = [chain[at - 1], chain[at]]
  return renewal === undefined || predecessor === undefined ? null : { renewal, predecessor }
}

const TERMS = [
  { fields: ['kind', 'customerId', 'provider'], what: 'who promises whom stays' },
  { fields: ['startsOn', 'endsOn'], what: 'its term stays' },
  { fields: ['terms'], what: 'its wording stays' },
] as const satisfies readonly { readonly fields: readonly (keyof Agreement)[]; readonly what: string }[]

/** Why the parties, the term or the wording of an agreement cannot be changed so; null where they can. */
export function signedTermsIssue(draft: Draft, before: Agreement, after: Agreement): Issue | null {
  const changed = TERMS.find(({ fields }) => fields.some((field) => before[field] !== after[field]))
  return changed === undefined || !isHeldFast(draft, before) ? null : heldFast(draft, before, changed.what)
}

/** Why an agreement cannot cover exactly these services; null where it can, or does. */
export function signedServicesIssue(draft: Draft, agreement: Agreement | undefined, serviceIds: readonly string[]): Issue | null {
  if (agreement === undefined || !isHeldFast(draft, agreement)) return null
  const present = new Set([...draft.agreementService.values()].filter((each) => each.agreementId === agreement.id).map((each) => each.serviceId))
  const asked = new Set(serviceIds)
  return asked.size === present.size && [...asked].every((id) => present.has(id)) ? null : heldFast(draft, agreement, 'what it covers stays')
}

/** What a target promises, and how it is measured; its title, range, note and source are not. */
export const PROMISE = [
  'serviceId', 'metric', 'computation', 'statistic', 'limitMinutes', 'priorities', 'unit', 'direction', 'goal', 'warning', 'window', 'calendarId', 'wording', 'effectiveFrom',
] as const satisfies readonly (keyof ServiceTarget)[]

/** Its targets may leave an agreement that is retired, or that another one renews. */
function isFree(draft: Draft, { id }: Agreement): boolean {
  return retiredOn(draft, id) !== null || successorsOfAgreement(draft, id).length > 0
}

/** Why a target cannot be retired from a month on: a promise ends with its agreement. */
function retirementIssue(draft: Draft, agreement: Agreement, { code, retiredFrom }: ServiceTarget): Issue | null {
  const until = termOf(draft, agreement)?.until ?? null
  const isEnded = isFree(draft, agreement)
  if (isEnded && (retiredFrom === null || until === null || retiredFrom > monthOfDay(until))) return null
  return heldFast(draft, agreement, `${code} is promised to its end and stays`, isEnded && until !== null ? `Retire it from ${monthWords(monthAfter(monthOfDay(until), 1))} on, the month after its last day.` : 'End the agreement, or renew it; then retire the target.')
}

/** Why nothing can be promised in addition; null where it can. */
function additionIssue(draft: Draft, { code, agreementId }: ServiceTarget): Issue | null {
  const agreement = draft.agreement.get(agreementId ?? '')
  return agreement === undefined || !isHeldFast(draft, agreement) ? null : heldFast(draft, agreement, `${code} cannot be added, what it promises stays`, 'Renew it and add the target there, or take step 3.5 and the signatures back.')
}

/**
 * Why a target cannot be made (no row before), changed or taken away (none after) so; null where it can. A target leaves a signed agreement for
 * the one that renews it, or once it is retired.
 *
 * @example signedTargetIssue(draft, { before: target, after: { ...target, goal: '90' } })?.message // 'OLA-001 is signed: what OLA-001-AVL promises stays as it was signed.'
 */
export function signedTargetIssue(draft: Draft, { before, after }: { readonly before: ServiceTarget | null; readonly after: ServiceTarget | null }): Issue | null {
  const isAdded = after !== null && after.agreementId !== null && after.agreementId !== before?.agreementId
  const added = isAdded ? additionIssue(draft, after) : null
  const agreement = draft.agreement.get(before?.agreementId ?? '')
  if (added !== null || before === null || agreement === undefined || !isHeldFast(draft, agreement)) return added
  if (after === null) return heldFast(draft, agreement, `${before.code} stays promised`)
  if (PROMISE.some((field) => before[field] !== after[field])) return heldFast(draft, agreement, `what ${before.code} promises stays`)
  if (before.retiredFrom !== after.retiredFrom) return retirementIssue(draft, agreement, after)
  return after.agreementId === before.agreementId || isFree(draft, agreement) ? null : heldFast(draft, agreement, `${before.code} stays promised`)
}

/** The first signed agreement, not retired yet, of which a target is measured by a calendar, though it may stand in the renewal by now. */
function measuredBy(draft: Draft, calendarId: string): { readonly agreement: Agreement; readonly target: ServiceTarget } | null {
  for (const target of draft.serviceTarget.values()) {
    const agreement = target.calendarId === calendarId ? agreementsOfTarget(draft, target).find((each) => isHeldFast(draft, each) && retiredOn(draft, each.id) === null) : undefined
    if (agreement !== undefined) return { agreement, target }
  }
  return null
}

const MEASURES = ['timeZone', 'hours', 'observedHolidays'] as const satisfies readonly (keyof ServiceCalendar)[]

/** Why the hours of a calendar cannot be changed so; null where they can. */
export function signedCalendarIssue(draft: Draft, before: ServiceCalendar, after: ServiceCalendar): Issue | null {
  const found = MEASURES.some((field) => before[field] !== after[field]) ? measuredBy(draft, before.id) : null
  return found === null ? null : heldFast(draft, found.agreement, `${before.name}, by which ${found.target.code} is measured, stays`, 'Add a calendar for its renewal, or take step 3.5 and the signatures back.')
}

/** Why no window of a calendar can be added, changed or taken away; null where it can. A note is no change. */
export function signedWindowIssue(draft: Draft, { before, after }: { readonly before: MaintenanceWindow | null; readonly after: MaintenanceWindow | null }): Issue | null {
  const calendarId = before?.calendarId ?? after?.calendarId ?? ''
  const isNote = before !== null && after !== null && isSameRow({ ...before, note: '' }, { ...after, note: '' })
  const found = isNote ? null : measuredBy(draft, calendarId)
  return found === null ? null : heldFast(draft, found.agreement, `the maintenance of ${draft.serviceCalendar.get(calendarId)?.name ?? 'its calendar'}, by which ${found.target.code} is measured, stays`, 'Record what is planned beside it as a planned outage, add a calendar for the renewal, or take step 3.5 and the signatures back.')
}

/** True where a calendar does not run on a holiday. */
function isObserved({ scope }: Pick<Holiday, 'scope'>, { observedHolidays }: ServiceCalendar): boolean {
  return observedHolidays === 'state-and-county' || (observedHolidays === 'state' && scope === 'state')
}

function isInTerm(draft: Draft, agreement: Agreement, day: IsoDate): boolean {
  const term = termOf(draft, agreement)
  return term !== null && day >= term.from && (term.until === null || day <= term.until)
}

/** Why a holiday cannot be moved or taken away: it lies in the term of a signed agreement, by whose calendar it is agreed time or none. New ones are proclaimed by others and can always be added; a name or a note is no change. */
export function signedHolidayIssue(draft: Draft, { before, after }: { readonly before: Holiday | null; readonly after: Holiday | null }): Issue | null {
  if (before === null || (after !== null && after.date === before.date && after.scope === before.scope)) return null
  for (const target of draft.serviceTarget.values()) {
    const calendar = draft.serviceCalendar.get(target.calendarId ?? '')
    if (calendar === undefined || !isObserved(before, calendar)) continue
    const agreement = agreementsOfTarget(draft, target).find((each) => isHeldFast(draft, each) && isInTerm(draft, each, before.date))
    if (agreement !== undefined) return heldFast(draft, agreement, `${before.date}, a holiday by which ${target.code} is measured, stays`, 'Add the day that is meant beside it, or take step 3.5 and the signatures back.')
  }
  return null
}

/** Why an agreement cannot be taken away; null where it can. */
export function signedRemovalIssue(draft: Draft, agreement: Agreement): Issue | null {
  return isHeldFast(draft, agreement) ? heldFast(draft, agreement, 'it stays', 'Retire it by its path, or take step 3.5 and the signatures back.') : null
}
