/** What one row of the billing side must be by itself (BILL, PROJ): figures in range, months and dates in order, an id that matches its key. */
import { Decimal, decimal, type AnyDecimalText } from '../decimal.ts'
import { isIsoDate } from '../fiscal-year.ts'
import type { IssueCode } from '../issues.ts'
import { isMonth } from '../month.ts'
import { readVersionKey, versionKey } from '../version.ts'
import type { BillingChange } from './billing-integrity.ts'
import { budgetId, budgetSeriesId, encumbranceId, usageEntryId, type Customer, type ServiceRequest } from './billing-tables.ts'

type Say = (code: IssueCode, message: string, remedy?: string) => void

/** Quantities are kept in millionths; beyond this, one line alone would leave 64 bits. */
const MOST_UNITS = '1e12'
const UNIT_PLACES = 6

/** Fields of each kind, by name, in every table of the billing side that has them. */
const AMOUNTS: ReadonlySet<string> = new Set(['minimumCharge', 'issueThreshold'])
const SIGNED_AMOUNTS: ReadonlySet<string> = new Set(['amount'])
const QUANTITIES: ReadonlySet<string> = new Set(['quantity', 'monthlyUnits', 'typedUnits', 'units'])
const DATES: ReadonlySet<string> = new Set(['approvedOn', 'chargedOn', 'requestedOn', 'decidedOn', 'askedOn', 'answeredOn', 'handedOverOn', 'lastContactOn'])
const MONTHS: ReadonlySet<string> = new Set(['month', 'fromMonth', 'toMonth', 'growthFrom'])

function checkField(field: string, text: string, say: Say): void {
  if ((AMOUNTS.has(field) || SIGNED_AMOUNTS.has(field)) && decimal(text as AnyDecimalText).decimalPlaces() > 2) say('too-many-places', `${text} has a fraction of a cent.`, 'Round it to the cent.')
  if (AMOUNTS.has(field) && text.startsWith('-')) say('number-out-of-range', `${text} is below 0.`, 'Write 0 or more.')
  if (QUANTITIES.has(field)) {
    const value = decimal(text as AnyDecimalText)
    if (value.decimalPlaces() > UNIT_PLACES) say('too-many-places', `${text} units have more than ${UNIT_PLACES} decimal places.`, `Round them to ${UNIT_PLACES} places (NUM-7).`)
    if (value.abs().gt(MOST_UNITS)) say('number-out-of-range', `${text} units are more than 1,000,000,000,000.`, 'Check the unit of the quantity.')
  }
  if (DATES.has(field) && !isIsoDate(text)) say('not-a-date', `"${text.slice(0, 40)}" is not a date.`, 'Write it as YYYY-MM-DD.')
  if (MONTHS.has(field) && !isMonth(text)) say('not-a-date', `"${text.slice(0, 40)}" is not a month.`, 'Write it as YYYY-MM.')
  if (field === 'version') {
    const version = readVersionKey(text)
    if (version === undefined || versionKey(version) !== text) say('version-missing', `"${text.slice(0, 40)}" is not the key of a version.`)
  }
}

/**
 * Where the three are 100 % all the same, the one below 0 took the rest of others that are too much.
 *
 * @example belowWords({ ...abc, stateFunding: "30", federalFunding: "80", otherFunding: "-10" }) // "State 30 % and federal 80 % of ABC are 110 % together, more than 100 %."
 */
function belowWords({ code, stateFunding, federalFunding, otherFunding }: Customer): string {
  const sources = [['state', decimal(stateFunding)], ['federal', decimal(federalFunding)], ['other', decimal(otherFunding)]] as const
  const above = sources.filter(([, percent]) => percent.gt(0))
  const [all, given] = [sumOf(sources.map(([, percent]) => percent)), sumOf(above.map(([, percent]) => percent))]
  if (!all.eq(100)) return `A funding source of ${code} is below 0 %.`
  const words = above.map(([source, percent]) => `${source} ${percent.toFixed()} %`).join(' and ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} of ${code} are ${given.toFixed()} % together, more than 100 %.`
}

function sumOf(parts: readonly Decimal[]): Decimal {
  return parts.reduce((sum, each) => sum.plus(each), new Decimal(0))
}

function checkCustomer(row: Customer, say: Say): void {
  if (row.code.trim() === '' || row.name.trim() === '') say('text-missing', 'A customer needs a code and a name.', 'Write both.')
  const parts = [row.stateFunding, row.federalFunding, row.otherFunding].map(decimal)
  const sum = sumOf(parts)
  if (parts.some((each) => each.isNegative())) say('number-out-of-range', belowWords(row), 'Lower one of them first, or write all three.')
  else if (!sum.eq(100)) say('shares-do-not-add-up', `The funding sources of ${row.code} add up to ${sum.toFixed()} %.`, 'Let state, federal and other add up to 100 %.')
}

function checkRequest(row: ServiceRequest, say: Say): void {
  if (row.code.trim() === '' || row.title.trim() === '') say('text-missing', 'A request needs a number and a title.', 'Write both.')
  if (row.status === 'approved' || row.status === 'done') {
    if (row.signedBy.trim() === '') say('text-missing', `The request ${row.code} cannot be approved without an authorised signature.`, 'Name who signed for the customer.')
    if (row.decidedOn === null) say('text-missing', `The request ${row.code} needs the day on which it was approved.`, 'Write the date.')
  }
  if (row.decidedOn !== null && row.decidedOn < row.requestedOn) say('dates-out-of-order', `The request ${row.code} was decided on ${row.decidedOn}, before it was made on ${row.requestedOn}.`, 'Correct one of the two dates.')
  checkSpan(row.fromMonth, row.toMonth, say)
  if (row.monthlyUnits !== null && (row.rateId === null || row.fromMonth === null)) say('text-missing', `The units of request ${row.code} need a rate and a first month.`, 'Choose the rate and the month from which they count.')
}

function checkSpan(from: string | null, to: string | null, say: Say): void {
  if (from !== null && to !== null && to < from) say('dates-out-of-order', `It ends in ${to}, before it starts in ${from}.`, 'Let it end in its first month or later.')
}

function checkPercent(percent: AnyDecimalText | null, say: Say): void {
  if (percent !== null && (decimal(percent).lt(-100) || decimal(percent).gt(10_000))) say('number-out-of-range', `A growth of ${percent} % is out of range.`, 'Write -100 to 10,000.')
}

function checkId(id: string, expected: string, say: Say): void {
  if (id !== expected) say('unknown-reference', `The row ${id.slice(0, 80)} does not carry the id of its key.`)
}

/** What is wrong with a row of the billing side, seen by itself. */
export function checkBillingRow(change: BillingChange, say: Say): void {
  if (change.after === null) return
  for (const [field, value] of Object.entries(change.after)) if (typeof value === 'string' && !(change.table === 'estimateLine' && field === 'amount')) checkField(field, value, say)
  switch (change.table) {
    case 'customer':
      checkCustomer(change.after, say)
      break
    case 'encumbrance':
      checkId(change.after.id, encumbranceId(change.after), say)
      if (change.after.amount.startsWith('-')) say('number-out-of-range', `An encumbrance of ${change.after.amount} is below 0.`, 'Write 0 or more.')
      break
    case 'billPolicy':
      checkId(change.after.id, change.after.version, say)
      break
    case 'billAdjustment':
      if (change.after.reason.trim() === '') say('text-missing', 'A credit or adjustment needs a reason (BILL-14).', 'Write why it is made.')
      if (change.after.kind === 'credit' && !change.after.amount.startsWith('-')) say('number-out-of-range', `A credit of ${change.after.amount} is not below 0.`, 'Write it as a negative amount.')
      break
    case 'oneTimeItem':
      if (change.after.reason.trim() === '') say('text-missing', 'A one-time item needs words that tell it from others (BILL-1).', 'Write what it is.')
      break
    case 'usageBatch':
      break
    case 'usageEntry':
      checkId(change.after.id, usageEntryId(change.after), say)
      break
    case 'serviceRequest':
      checkRequest(change.after, say)
      break
    case 'estimateLine':
      if (change.after.rateId === null && change.after.amount === null) say('not-a-price', `${change.after.description.trim() === '' ? 'The line' : `"${change.after.description}"`} has neither a rate nor an amount.`, 'Choose a rate, or write what a unit costs.')
      break
    case 'customerQuestion':
      if (change.after.question.trim() === '') say('text-missing', 'A question needs its words.', 'Write the question.')
      break
    case 'budget':
      checkId(change.after.id, budgetId(change.after), say)
      checkPercent(change.after.growthPercent, say)
      break
    case 'budgetSeries':
      checkId(change.after.id, budgetSeriesId(change.after), say)
      checkPercent(change.after.growthPercent, say)
      if (change.after.method === 'typed' && change.after.typedUnits === null) say('text-missing', 'A typed projection needs its units.', 'Write the units of a month.')
      break
    case 'budgetChange':
      checkSpan(change.after.fromMonth, change.after.toMonth, say)
      break
    case 'budgetFigure':
    case 'budgetMonths':
      checkId(change.after.id, budgetSeriesId(change.after), say)
      break
  }
}
