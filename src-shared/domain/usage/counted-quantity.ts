/** Quantities that are counted: pieces of a kind, mailboxes of a supported network, and checks of people over a year. */
import type { Units } from '../decimal.ts'
import type { IsoDate } from '../fiscal-year.ts'
import type { Result } from '../result.ts'
import { by, ratedQuantity, type RatedQuantity } from './rated-quantity.ts'
import type { RatingRules } from './rating-rules.ts'
import { measuredNode, parametersOn } from './rule-nodes.ts'

/** A count as it stands: mounts, drops, miles, seats. @example countedQuantity({ label: 'Tape mounts', unit: 'mounts', count: '2' }).value.quantity // '2' */
export function countedQuantity({ label, unit, count }: { readonly label: string; readonly unit: string; readonly count: Units }): Result<RatedQuantity> {
  return ratedQuantity({ label, unit, ruleId: 'BILL-1', formula: 'As counted, rounded half up to 6 places' }, [[by('times', measuredNode(`${label}, as counted`, count, unit))]])
}

/**
 * Seats of a supported local network (description of services, Local Area Network): the number of mailboxes during the month. One that
 * begins within the month is there in it and counts, though the mailbox itself is not charged for that part (BILL-11).
 *
 * @example supportedMailboxes({ mailboxes: '120' }).value.quantity // '120', at 59.00 a month 7,080.00
 */
export function supportedMailboxes({ mailboxes }: { readonly mailboxes: Units }): Result<RatedQuantity> {
  return ratedQuantity(
    { label: 'Seats of the supported network', unit: 'mailbox-months', ruleId: 'BILL-1', formula: 'Mailboxes during the month, rounded half up to 6 places' },
    [[by('times', measuredNode('Mailboxes during the month', mailboxes, 'mailboxes'))]],
  )
}

/**
 * Payroll checks of people who are on the payroll for a full year (description of services, HR/CMS): people x 26.
 *
 * @example yearlyChecks(rules, { people: '1', day: '2003-07-01' }).value.quantity // '26', at 2.69 a check 69.94
 */
export function yearlyChecks(rules: Pick<RatingRules, 'parameters'>, { people, day }: { readonly people: Units; readonly day: IsoDate }): Result<RatedQuantity> {
  const read = parametersOn(rules, day, ['checks-per-year'])
  if (!read.ok) return read
  return ratedQuantity({ label: 'Payroll checks', unit: 'checks', ruleId: 'BILL-1', formula: 'People x checks of a year' }, [[by('times', measuredNode('People on the payroll for the year', people, 'people')), by('times', read.value.node('checks-per-year'))]])
}
