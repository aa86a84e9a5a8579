/** What an agreement must be among the others: its steps follow the path (SLM-6), nobody signs before it is complete, no two cover the same days. */
import type { IsoDate } from '../../fiscal-year.ts'
import { issue, type Issue } from '../../issues.ts'
import type { Agreement } from '../../model/agreement-tables.ts'
import type { Draft } from '../../model/draft.ts'
import type { RowChange } from '../../model/edit.ts'
import { groupIndex } from '../../model/table-index.ts'
import { stepsOfAgreement } from './agreement-rows.ts'
import { termOf } from './agreement-stage.ts'
import { firstOutOfOrder } from './path-order.ts'
import { signedGaps, signingGaps } from './signing.ts'

export type AgreementChange = Extract<RowChange, { readonly table: 'agreement' | 'agreementService' | 'agreementStep' | 'agreementSignature' }>

const agreementsOfCustomer = groupIndex<'agreement'>((row) => (row.customerId === null ? null : `${row.kind}|${row.customerId}`))
const coversOfService = groupIndex<'agreementService'>((row) => row.serviceId)
const coversOfAgreement = groupIndex<'agreementService'>((row) => row.agreementId)

/** Two agreements of one kind for one customer that cover a service on the same days. */
export type Overlap = { readonly one: Agreement; readonly other: Agreement; readonly serviceIds: readonly string[]; readonly from: IsoDate; readonly until: IsoDate | null }

function earlier(left: IsoDate | null, right: IsoDate | null): IsoDate | null {
  if (left === null || right === null) return left ?? right
  return left < right ? left : right
}

/** The agreements that share customer, kind, a service and days with one. */
function overlapsOf(draft: Draft, agreement: Agreement): readonly Overlap[] {
  const term = termOf(draft, agreement)
  if (agreement.customerId === null || term === null) return []
  const covered = (coversOfAgreement(draft.agreementService).get(agreement.id) ?? []).flatMap((id) => draft.agreementService.get(id)?.serviceId ?? [])
  return (agreementsOfCustomer(draft.agreement).get(`${agreement.kind}|${agreement.customerId}`) ?? []).flatMap((id): readonly Overlap[] => {
    const other = draft.agreement.get(id)
    const otherTerm = other === undefined || other.id === agreement.id ? null : termOf(draft, other)
    if (other === undefined || otherTerm === null) return []
    if ((term.until !== null && otherTerm.from > term.until) || (otherTerm.until !== null && term.from > otherTerm.until)) return []
    const serviceIds = covered.filter((serviceId) => (coversOfService(draft.agreementService).get(serviceId) ?? []).some((cover) => draft.agreementService.get(cover)?.agreementId === other.id))
    return serviceIds.length === 0 ? [] : [{ one: agreement, other, serviceIds, from: otherTerm.from > term.from ? otherTerm.from : term.from, until: earlier(term.until, otherTerm.until) }]
  })
}

function overlapIssue(draft: Draft, { one, other, serviceIds, from, until }: Overlap, subject: Issue['subject']): Issue {
  const services = serviceIds.map((id) => draft.service.get(id)?.name ?? id)
  const named = services.length > 2 ? `${services.slice(0, 2).join(', ')} and ${services.length - 2} more` : services.join(' and ')
  return issue('overlapping-dates', `${one.code} and ${other.code} both cover ${named} for ${draft.customer.get(one.customerId ?? '')?.code ?? 'the customer'} ${until === null ? `from ${from} on` : `from ${from} to ${until}`}.`, {
    ...(subject === undefined ? {} : { subject }), remedy: `Let one end before the other begins, or take the service out of one.`,
  })
}

function orderIssues(after: Draft, agreement: Agreement, subject: Issue['subject']): readonly Issue[] {
  const steps = stepsOfAgreement(after, agreement.id)
  const at = firstOutOfOrder(agreement, steps)
  const step = steps[at]
  if (step === undefined) return []
  return [issue('wrong-state', `Step ${step.step} of ${agreement.code} stands out of order.`, { ...(subject === undefined ? {} : { subject }), remedy: 'Take the steps in the order of the path.' })]
}

/** An end that is taken back, or moved, gives an agreement days that another one may have by now. */
function lengthenedTermIssues(after: Draft, { id, before }: Extract<AgreementChange, { readonly table: 'agreementStep' }>): readonly Issue[] {
  const agreement = before?.step === 'retired' ? after.agreement.get(before.agreementId) : undefined
  return agreement === undefined ? [] : overlapsOf(after, agreement).map((each) => overlapIssue(after, each, { table: 'agreementStep', id }))
}

/** What is wrong with a touched agreement, one of its services, steps or signatures; `after` has the edit in place. */
export function agreementIssues(after: Draft, change: AgreementChange): readonly Issue[] {
  if (change.after === null) return change.table === 'agreementStep' ? lengthenedTermIssues(after, change) : []
  const row = change.after
  const subject = { table: change.table, id: change.id } as const
  const agreement = change.table === 'agreement' ? change.after : after.agreement.get('agreementId' in row ? row.agreementId : '')
  if (agreement === undefined) return []
  const because = (gaps: readonly string[], remedy: string): readonly Issue[] => (gaps.length === 0 ? [] : [issue('wrong-state', gaps.join(' '), { subject, remedy })])
  switch (change.table) {
    case 'agreement':
      // A new one is overlapped by its services, each of which says so.
      return [...orderIssues(after, agreement, subject), ...(change.before === null ? [] : overlapsOf(after, agreement).map((each) => overlapIssue(after, each, subject)))]
    case 'agreementService': {
      const { serviceId } = change.after
      return overlapsOf(after, agreement).filter((each) => each.serviceIds.includes(serviceId)).map((each) => overlapIssue(after, each, subject))
    }
    case 'agreementStep':
      return [...orderIssues(after, agreement, subject), ...lengthenedTermIssues(after, change), ...(change.after.step === '3.5' ? because(signedGaps(after, agreement), 'Sign it then.') : [])]
    case 'agreementSignature': {
      const isNewlySigned = change.after.signedOn !== null && (change.before === null || change.before.signedOn === null)
      return isNewlySigned ? because(signingGaps(after, agreement), 'Sign it then.') : []
    }
  }
}
