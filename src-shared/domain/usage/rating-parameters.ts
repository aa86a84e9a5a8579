/** The named figures of the rating rules: what each means, its unit, its rule, and between what it has to lie. */

type Parameter = { readonly title: string; readonly unit: string; readonly ruleId: string; readonly least: number; readonly most: number; readonly whole: boolean }

function parameter(title: string, unit: string, ruleId: string, bounds: { readonly least?: number; readonly most?: number; readonly whole?: boolean } = {}): Parameter {
  return { title, unit, ruleId, least: bounds.least ?? 0, most: bounds.most ?? 1e12, whole: bounds.whole ?? false }
}

const POSITIVE = { least: 1, whole: true }
const SWITCH = { least: 0, most: 1, whole: true }
const WEEKDAY = { least: 1, most: 7, whole: true }
const HOUR = { least: 0, most: 24 }

/** A parameter that is not named here does not exist. */
export const RATING_PARAMETERS = {
  'prime-first-weekday': parameter('First weekday of prime time', 'weekday, Monday is 1', 'BILL-3', WEEKDAY),
  'prime-last-weekday': parameter('Last weekday of prime time', 'weekday, Monday is 1', 'BILL-3', WEEKDAY),
  'prime-from-hour': parameter('Prime time from', 'hour of the day', 'BILL-3', HOUR),
  'prime-until-hour': parameter('Prime time until before', 'hour of the day', 'BILL-3', HOUR),
  'county-holidays': parameter('County holidays are not prime time', '1 or 0', 'BILL-3', SWITCH),
  'ios-per-unit': parameter('I/Os of one I/O unit', 'I/Os', 'BILL-2', POSITIVE),
  'standard-most-lines': parameter('Most lines of a standard page', 'lines per page', 'BILL-4', POSITIVE),
  'standard-lines': parameter('Lines by which standard pages are recomputed', 'lines per page', 'BILL-4', POSITIVE),
  'special-most-lines': parameter('Most lines of a special page', 'lines per page', 'BILL-4', POSITIVE),
  'special-lines': parameter('Lines by which special pages are recomputed', 'lines per page', 'BILL-4', POSITIVE),
  'special-fewest-lines': parameter('Fewest lines of a special page', 'lines per page', 'BILL-4', POSITIVE),
  'limits-per-physical-page': parameter('Limits of lines hold for the physical page (0: for the page image)', '1 or 0', 'BILL-4', SWITCH),
  'pages-per-unit': parameter('Pages of one billable unit', 'pages', 'BILL-4', POSITIVE),
  'tape-minimum-gigabytes': parameter('Least that a tape file counts', 'GB', 'BILL-5'),
  'bytes-per-3380-track': parameter('Bytes of an IBM 3380 track', 'bytes', 'BILL-5', POSITIVE),
  'bytes-per-3390-track': parameter('Bytes of an IBM 3390 track', 'bytes', 'BILL-5', POSITIVE),
  'bytes-per-gigabyte': parameter('Bytes of a gigabyte', 'bytes', 'BILL-5', POSITIVE),
  'track-days-per-unit': parameter('Track-days of one billable unit', 'track-days', 'BILL-5', POSITIVE),
  'page-days-per-unit': parameter('Page-days of one billable unit', 'page-days', 'BILL-5', POSITIVE),
  'idle-minutes': parameter('Idle minutes after which a session ends', 'minutes', 'BILL-1'),
  'first-part-month-charged': parameter('A mailbox\'s first part-month is charged', '1 or 0', 'BILL-11', SWITCH),
  'checks-per-year': parameter('Payroll checks of a person in a full year', 'checks', 'BILL-1', POSITIVE),
  'keystrokes-per-unit': parameter('Keystrokes of one billable unit', 'keystrokes', 'BILL-6', POSITIVE),
  'days-per-year': parameter('Days of a year when days are told as months', 'days', 'BILL-13', POSITIVE),
  'months-after-approval': parameter('Months from a subscription\'s approval to its first instalment', 'months', 'BILL-10', { whole: true, most: 12 }),
} as const satisfies Readonly<Record<string, Parameter>>

export type RatingParameterName = keyof typeof RATING_PARAMETERS

/** True for the name of a parameter. @example isRatingParameterName('tape-minimum-gigabytes') // true */
export function isRatingParameterName(text: string): text is RatingParameterName {
  return Object.hasOwn(RATING_PARAMETERS, text)
}

/** The two switches that stand in the billing policy of each year, and so in no row of their own in a model. */
export const POLICY_PARAMETERS = ['county-holidays', 'first-part-month-charged'] as const satisfies readonly RatingParameterName[]
export type PolicyParameter = (typeof POLICY_PARAMETERS)[number]

/** @example isPolicyParameter('county-holidays') // true: `suffolkDays` of the policy says it */
export function isPolicyParameter(name: RatingParameterName): name is PolicyParameter {
  return name === 'county-holidays' || name === 'first-part-month-charged'
}
