/**
 * What one row must be by itself, whatever table it stands in: ids that match keys, figures that match kinds.
 */
import { decimal, isCanonicalDecimal, MAX_PUBLISHED_PLACES, type AnyDecimalText } from '../decimal.ts'
import { isFiscalYear, isIsoDate } from '../fiscal-year.ts'
import { issue, type Issue, type IssueCode } from '../issues.ts'
import { assertNever } from '../result.ts'
import { readVersionKey, versionKey } from '../version.ts'
import { isBillingChange } from './billing-integrity.ts'
import { checkBillingRow } from './billing-row-rules.ts'
import { isRatingChange } from './rating-integrity.ts'
import { isServiceLevelChange } from './service-level-integrity.ts'
import { checkServiceLevelRow } from './service-level-row-rules.ts'
import { checkRatingRow } from './rating-row-rules.ts'
import { isCostChange } from './cost-integrity.ts'
import { checkCostRow } from './cost-row-rules.ts'
import type { RowChange } from './edit.ts'
import { overrideId, priceId, scheduleId, type Baseline, type BaselineTerm, type Override, type Price, type Schedule, type TableName } from './tables.ts'

type Say = (code: IssueCode, message: string, remedy?: string) => void

function isBaseKey(text: string): boolean {
  const version = readVersionKey(text)
  return version !== undefined && version.scenarioId === null && versionKey(version) === text
}

function checkPlaces(figure: AnyDecimalText | null, places: number, say: Say): void {
  if (!Number.isInteger(places) || places < 0 || places > MAX_PUBLISHED_PLACES) {
    say('too-many-places', `A rate cannot be published with ${places} places.`, `Use 0 to ${MAX_PUBLISHED_PLACES} places.`)
    return
  }
  if (figure === null) return
  if (!isCanonicalDecimal(figure)) say('not-a-number', `"${String(figure).slice(0, 40)}" is not a number.`)
  else if (decimal(figure).decimalPlaces() > places) say('too-many-places', `${figure} has more than the ${places} places at which it is published.`, 'Round it, or publish it with more places.')
}

function checkFigures(price: Price, say: Say): void {
  switch (price.kind) {
    case 'per-unit':
    case 'flat-per-period':
      if (price.amount === null || price.percent !== null) say('not-a-price', 'A price per unit or per period needs an amount and no percentage.', 'Write an amount such as 99.81.')
      return
    case 'cost-plus-percent':
      if (price.percent === null || price.amount !== null) say('not-a-price', 'A price of cost plus a percentage needs the percentage and no amount.', 'Write it as "Meter + 17 %".')
      return
    case 'contract-rate':
    case 'varies':
    case 'no-units':
    case 'not-billed':
    case 'not-published':
      if (price.amount !== null || price.percent !== null) say('not-a-price', 'A price in words has neither an amount nor a percentage.', 'Leave one of the two out.')
      return
    default:
      assertNever(price.kind)
  }
}

function checkPrice(price: Price, say: Say): void {
  if (price.id !== priceId(price)) say('unknown-reference', `The price ${price.id} does not carry the id of its schedule, rate and class.`)
  checkFigures(price, say)
  checkPlaces(price.amount ?? price.percent, price.places, say)
  if (price.derivedAmount !== null && !isCanonicalDecimal(price.derivedAmount)) say('not-a-number', `"${String(price.derivedAmount).slice(0, 40)}" is not a number.`)
}

function checkOverride(override: Override, say: Say): void {
  if (override.id !== overrideId(override)) say('unknown-reference', `The change ${override.id} does not carry the id of its scenario, version, rate and field.`)
  if (!isBaseKey(override.version)) say('version-missing', `"${override.version}" is not the key of a year.`)
  checkPlaces(override.value, override.places, say)
  if ((override.relativeKind === null) !== (override.relativeBy === null)) say('not-a-number', 'A relative change needs both its kind and its figure.')
}

function checkSchedule(schedule: Schedule, say: Say): void {
  if (schedule.id !== scheduleId(schedule.version, schedule.revision)) say('unknown-reference', `The schedule ${schedule.id} does not carry the id of its version and revision.`)
  if (!isBaseKey(schedule.version)) say('version-missing', `"${schedule.version}" is not the key of a year.`)
  if (!Number.isInteger(schedule.revision) || schedule.revision < 1) say('version-missing', `${schedule.revision} is not a revision number.`)
  for (const date of [schedule.effectiveFrom, schedule.issuedOn]) {
    if (date !== null && !isIsoDate(date)) say('not-a-date', `"${String(date).slice(0, 40)}" is not a date.`, 'Write it as YYYY-MM-DD.')
  }
}

function checkBaseline(baseline: Baseline, say: Say): void {
  if (!isBaseKey(baseline.version)) say('version-missing', `"${baseline.version}" is not the key of a year.`)
  if (baseline.typedAmount !== null && !isCanonicalDecimal(baseline.typedAmount)) say('not-a-number', `"${String(baseline.typedAmount).slice(0, 40)}" is not a number.`)
}

function checkTerm(term: BaselineTerm, say: Say): void {
  if (!isBaseKey(term.version)) say('version-missing', `"${term.version}" is not the key of a year.`)
  if (!isCanonicalDecimal(term.multiplier) || !isCanonicalDecimal(term.divisor)) say('not-a-number', 'A weight of a baseline is not a number.')
  else if (decimal(term.divisor).isZero()) say('share-without-weight', 'A baseline cannot be divided by zero.', 'Write a divisor other than 0.')
}

function checkName(name: string, say: Say): void {
  if (name.trim() === '') say('text-missing', 'A name is missing.', 'Write a name.')
}

/** Columns with room for paragraphs; all other text is one line. */
const PAGE_TEXTS = [
  'purpose', 'overview', 'included', 'supportedVersions', 'availabilityHours', 'maintenance', 'incidentManagement', 'requestFulfilment', 'performanceMetrics', 'availabilityMetrics', 'customerDuties', 'providerDuties',
  'chargeback', 'summary', 'terms', 'issuesRaised', 'result',
]
const LONG_TEXTS: ReadonlySet<string> = new Set(['id', 'note', 'description', 'source', 'assumption', 'attachment', 'overrideReason', 'reason', 'question', 'answer', 'rowId', 'value', 'baseValue', ...PAGE_TEXTS])
/** The content of a version is a whole page. */
const WHOLE_PAGES: ReadonlySet<string> = new Set(['content'])
export const LONGEST_LINE = 200
const LONGEST_TEXT = 20_000
const LONGEST_PAGE = 200_000

function checkLengths(row: object, say: Say): void {
  for (const [column, value] of Object.entries(row)) {
    const longest = WHOLE_PAGES.has(column) ? LONGEST_PAGE : LONG_TEXTS.has(column) ? LONGEST_TEXT : LONGEST_LINE
    if (typeof value === 'string' && value.length > longest) say('text-too-long', `"${value.slice(0, 40)}..." is longer than ${longest} characters.`, 'Shorten it.')
  }
}

/** What is wrong with a row that a change puts into a table, seen by itself (NUM-3, RATE-3, VER-1). */
export function rowIssues(change: RowChange): readonly Issue[] {
  const issues: Issue[] = []
  const subject: { readonly table: TableName; readonly id: string } = { table: change.table, id: change.id }
  const say: Say = (code, message, remedy) => {
    issues.push(issue(code, message, { subject, ...(remedy === undefined ? {} : { remedy }) }))
  }
  if (change.after === null) return issues
  checkLengths(change.after, say)
  if (isCostChange(change)) {
    checkCostRow(change, say)
    return issues
  }
  if (isBillingChange(change)) {
    checkBillingRow(change, say)
    return issues
  }
  if (isRatingChange(change)) {
    checkRatingRow(change, say)
    return issues
  }
  if (isServiceLevelChange(change)) {
    checkServiceLevelRow(change, say)
    return issues
  }
  switch (change.table) {
    case 'settings':
      if (change.after.fiscalYearFirstMonth < 1 || change.after.fiscalYearFirstMonth > 12) say('not-a-fiscal-year', 'A fiscal year starts in a month from 1 to 12.')
      break
    case 'lineOfBusiness':
    case 'serviceGroup':
    case 'service':
    case 'scenario':
      checkName(change.after.name, say)
      break
    case 'rate':
      checkName(change.after.title, say)
      checkName(change.after.code, say)
      break
    case 'rateRelation':
      if (!isFiscalYear(change.after.fiscalYear)) say('not-a-fiscal-year', 'A relation needs the fiscal year from which it holds.')
      if (change.after.fromRateId === change.after.toRateId) say('unknown-reference', 'A rate cannot be merged into, split into or replaced by itself.', 'Choose another rate.')
      break
    case 'schedule':
      checkSchedule(change.after, say)
      break
    case 'price':
      checkPrice(change.after, say)
      break
    case 'baseline':
      checkName(change.after.name, say)
      checkBaseline(change.after, say)
      break
    case 'baselineTerm':
      checkTerm(change.after, say)
      break
    case 'override':
      checkOverride(change.after, say)
      break
    case 'printedRow':
      break
    default:
      assertNever(change)
  }
  return issues
}
