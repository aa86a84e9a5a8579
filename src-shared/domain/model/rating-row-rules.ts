/** What one row of the rating rules must be by itself (BILL-2 to BILL-6, BILL-11): figures in their bounds, days in order, names that are there. */
import { decimal, type AnyDecimalText, type Factor } from '../decimal.ts'
import { isIsoDate } from '../fiscal-year.ts'
import type { IssueCode } from '../issues.ts'
import { isPolicyParameter, isRatingParameterName, RATING_PARAMETERS } from '../usage/rating-parameters.ts'
import type { RatingParameter } from '../usage/rating-rules.ts'
import type { RatingChange } from './rating-integrity.ts'

type Say = (code: IssueCode, message: string, remedy?: string) => void

/** Fields of each kind, by name, in every table of the rating rules that has them. */
const DAYS: ReadonlySet<string> = new Set(['effectiveFrom', 'effectiveUntil', 'date'])
const NAMES: ReadonlySet<string> = new Set(['system', 'name', 'sysoutClass', 'code'])
const FACTORS: ReadonlySet<string> = new Set(['factor', 'imagesPerPage', 'megabytes'])
/** No factor of work, no images on a page and no mailbox is larger. */
const MOST = '1000000'
const MOST_LEVELS = 100

function checkField(field: string, text: string, say: Say): void {
  if (DAYS.has(field) && !isIsoDate(text)) say('not-a-date', `"${text.slice(0, 40)}" is not a date.`, 'Write it as YYYY-MM-DD.')
  if (NAMES.has(field) && text.trim() === '') say('text-missing', 'A name is missing.', 'Write a name.')
  if (!FACTORS.has(field)) return
  const value = decimal(text as AnyDecimalText)
  if (value.lte(0) || value.gt(MOST)) say('number-out-of-range', `${text} is not above 0 and at most 1,000,000.`, 'Check the figure.')
}

function checkParameter({ name, value }: RatingParameter, say: Say): void {
  if (!isRatingParameterName(name)) {
    say('unknown-reference', `There is no parameter "${String(name).slice(0, 40)}".`)
    return
  }
  if (isPolicyParameter(name)) say('wrong-state', `${RATING_PARAMETERS[name].title} stands in the billing policy of each year.`, 'Change it there.')
  checkBounds({ name, value }, say)
}

function checkBounds({ name, value: text }: { readonly name: keyof typeof RATING_PARAMETERS; readonly value: Factor }, say: Say): void {
  const { title, unit, least, most, whole } = RATING_PARAMETERS[name]
  const value = decimal(text)
  if (value.lt(least) || value.gt(most) || (whole && !value.isInteger())) say('number-out-of-range', `${title}: ${text} (${unit}) is out of range.`, `Write ${whole ? 'a whole number ' : ''}from ${least} to ${most}.`)
}

/** What is wrong with a row of the rating rules, seen by itself. */
export function checkRatingRow(change: RatingChange, say: Say): void {
  const row = change.after
  if (row === null) return
  for (const [field, value] of Object.entries(row)) if (typeof value === 'string') checkField(field, value, say)
  if ('effectiveFrom' in row && row.effectiveUntil !== null && row.effectiveUntil <= row.effectiveFrom) {
    say('dates-out-of-order', `It ends on ${row.effectiveUntil}, before it begins on ${row.effectiveFrom}.`, 'Let it end after it begins; the end is the first day on which it no longer holds.')
  }
  if (change.table === 'ratingParameter' && change.after !== null) checkParameter(change.after, say)
  if (change.table === 'binSize' && change.after !== null && (!Number.isInteger(change.after.level) || change.after.level < 1 || change.after.level > MOST_LEVELS)) {
    say('number-out-of-range', `${change.after.level} is not the level of a bin.`, `Write a whole number from 1 to ${MOST_LEVELS}.`)
  }
}
