/** Mailboxes by size and month (BILL-11). */
import { decimal, type Units } from '../decimal.ts'
import { isoDate, type IsoDate } from '../fiscal-year.ts'
import { issue } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'
import { holdsOn } from './effective-period.ts'
import { by, ratedQuantity, type RatedQuantity } from './rated-quantity.ts'
import type { MailboxClass, RatingRules } from './rating-rules.ts'
import { measuredNode, parametersOn } from './rule-nodes.ts'

/** Mailboxes of one size that began together. */
export type MailboxGroup = {
  /** Size of each, in megabytes. */
  readonly megabytes: Units
  readonly count: Units
  /** The first day of use; null when they were there before the month. */
  readonly since: IsoDate | null
}

export type RatedMailboxes = { readonly mailboxClass: MailboxClass; readonly rated: RatedQuantity }

type Rules = Pick<RatingRules, 'mailboxClasses' | 'parameters'>

/**
 * The class of a mailbox of a size, on a day. The description says "up to 50 MB" where the schedule says "under 50 MB": the rules
 * decide for each class whether the limit belongs to it. Refused (`rule-missing`) above the largest class.
 *
 * @example mailboxClassOf(rules, { megabytes: '50', day: '2003-10-01' }).value.name // 'A'; '50.1' is 'B'
 */
export function mailboxClassOf(rules: Pick<RatingRules, 'mailboxClasses'>, { megabytes, day }: { readonly megabytes: Units; readonly day: IsoDate }): Result<MailboxClass> {
  const size = decimal(megabytes)
  const classes = rules.mailboxClasses.filter((each) => holdsOn(each, day)).toSorted((left, right) => decimal(left.megabytes).comparedTo(decimal(right.megabytes)))
  const found = classes.find((each) => (each.limit === 'up-to' ? size.lte(decimal(each.megabytes)) : size.lt(decimal(each.megabytes))))
  if (found !== undefined) return ok(found)
  const largest = classes.at(-1)
  return refused([issue('rule-missing', `No class takes mailboxes of ${megabytes} MB on ${day}.`, { remedy: largest === undefined ? 'Add the classes to the rules.' : `The largest is ${largest.name}, ${largest.limit === 'up-to' ? 'up to' : 'under'} ${largest.megabytes} MB.` })])
}

/**
 * Mailboxes to bill for a month, by class (BILL-11; policy update, MassMail): one that begins after the month's first day is not
 * charged for that part-month, unless the switch says so; one that begins later is not there yet. A month that has begun counts whole.
 * In: groups of mailboxes and the month (`YYYY-MM`); out: mailbox-months, one quantity a class, in the order of the groups.
 *
 * @example mailboxMonths(rules, { month: '2003-10', groups: [10 of 40 MB, 5 of 40 MB since 2003-10-13] }) // class A: 10
 */
export function mailboxMonths(rules: Rules, { month, groups }: { readonly month: string; readonly groups: readonly MailboxGroup[] }): Result<readonly RatedMailboxes[]> {
  const first = isoDate(`${month}-01`)
  const read = parametersOn(rules, first, ['first-part-month-charged'])
  if (!read.ok) return read
  const chargesPart = read.value.isOn('first-part-month-charged')
  const charged = new Map<string, { readonly mailboxClass: MailboxClass; readonly groups: MailboxGroup[]; notes: readonly string[] }>()
  for (const group of groups) {
    const found = mailboxClassOf(rules, { megabytes: group.megabytes, day: first })
    if (!found.ok) return found
    const entry = charged.get(found.value.id) ?? { mailboxClass: found.value, groups: [], notes: [] }
    charged.set(found.value.id, entry)
    // Where the sources differ on the limit itself, the row says which was taken.
    if (decimal(group.megabytes).eq(decimal(found.value.megabytes)) && found.value.note !== '') entry.notes = [...entry.notes, found.value.note]
    const isLater = group.since !== null && group.since.slice(0, 7) > month
    const isPart = group.since !== null && group.since.slice(0, 7) === month && group.since !== first
    if (isLater) entry.notes = [...entry.notes, `${group.count} from ${group.since} are not there yet.`]
    else if (isPart && !chargesPart) entry.notes = [...entry.notes, `${group.count} from ${group.since} are not charged for their first part-month.`]
    else entry.groups.push(group)
  }
  const rated: RatedMailboxes[] = []
  for (const { mailboxClass, groups: counted, notes } of charged.values()) {
    const quantity = ratedQuantity(
      { label: `Mailboxes of class ${mailboxClass.name}`, unit: 'mailbox-months', ruleId: 'BILL-11', formula: chargesPart ? 'Mailboxes in use in the month' : 'Mailboxes in use on the first day of the month' },
      counted.map((group) => [by('times', measuredNode(`Mailboxes of ${group.megabytes} MB`, group.count, 'mailboxes'))]), notes,
    )
    if (!quantity.ok) return quantity
    rated.push({ mailboxClass, rated: quantity.value })
  }
  return ok(rated)
}
