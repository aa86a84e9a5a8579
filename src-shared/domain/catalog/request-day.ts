/** The day by which a request is done that is asked for on a day: lead times are in business days (SLM-7), and the state's holidays are none. */
import { Decimal, toText, type Factor } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import type { IsoDate } from '../fiscal-year.ts'
import type { Draft } from '../model/draft.ts'
import type { RequestType } from '../model/page-tables.ts'
import { daysAfter, daysBetween } from '../service-levels/agreements/calendar-days.ts'
import { WEEKDAYS } from '../service-levels/level-readers.ts'
import { businessDayAfter } from '../service-levels/measures/business-days.ts'
import { weekday } from '../usage/local-time.ts'
import type { Holiday } from '../usage/rating-rules.ts'
import { leadWords } from './page-sections.ts'

type Holidays = Pick<Draft, 'holiday'>
export type RequestAsked = { readonly request: Pick<RequestType, 'id' | 'title' | 'leadDays'>; readonly askedOn: IsoDate }

const FRIDAY = 5

const known = new WeakMap<Draft['holiday'], ReadonlyMap<string, Holiday>>()

/** Holidays of the whole state by their day; those of a county are business days elsewhere. */
function stateHolidays({ holiday }: Holidays): ReadonlyMap<string, Holiday> {
  const found = known.get(holiday) ?? new Map([...holiday.values()].filter(({ scope }) => scope === 'state').map((each) => [each.date, each]))
  known.set(holiday, found)
  return found
}

/** Null where no lead time is promised. @example requestDoneBy(draft, { request: { ...listOwner, leadDays: 3 }, askedOn: isoDate('2005-01-13') }) // '2005-01-19': 17 January is a holiday */
export function requestDoneBy(draft: Holidays, { request: { leadDays }, askedOn }: RequestAsked): IsoDate | null {
  return leadDays === null ? null : businessDayAfter(askedOn, { count: leadDays, holidays: new Set(stateHolidays(draft).keys()) })
}

/** @example dayWords(isoDate('2005-01-13')) // 'Thu 2005-01-13' */
export function dayWords(day: IsoDate): string {
  return `${WEEKDAYS[weekday(day) - 1]?.slice(0, 3) ?? ''} ${day}`
}

function days(count: number): Factor {
  return toText<'1'>(new Decimal(count))
}

/** Years of the span for which the model has no holiday: each weekday of them counts. */
function yearsWithout(draft: Holidays, from: IsoDate, to: IsoDate): readonly string[] {
  const years = new Set([...stateHolidays(draft).keys()].map((date) => date.slice(0, 4)))
  return [...new Set([from, to].map((day) => day.slice(0, 4)))].filter((year) => !years.has(year))
}

function daysNode(given: Pick<Explanation, 'label' | 'value' | 'text' | 'formula' | 'origin'>): Explanation {
  return { ...given, unit: 'days', ruleId: 'SLM-7', operation: { kind: 'typed' }, inputs: [] }
}

/** The days that pass: business days as promised, weekends, and each holiday that falls on a weekday. Undefined where none is promised. */
export function explainRequestDay(draft: Holidays, asked: RequestAsked): Explanation | undefined {
  const { request: { id, title, leadDays }, askedOn } = asked
  const doneBy = requestDoneBy(draft, asked)
  if (doneBy === null || leadDays === null) return undefined
  const passed = Array.from({ length: daysBetween(askedOn, doneBy) }, (_, index) => daysAfter(askedOn, index + 1))
  const weekend = passed.filter((day) => weekday(day) > FRIDAY)
  const holidays = passed.flatMap((day) => (weekday(day) > FRIDAY ? [] : (stateHolidays(draft).get(day) ?? [])))
  const without = yearsWithout(draft, askedOn, doneBy)
  // Where nothing is promised to take long, but the day asked on is none of business, the next one is counted too.
  const business = passed.length - weekend.length - holidays.length
  return {
    label: `${title}: asked on ${dayWords(askedOn)}, done by`, value: days(passed.length), text: dayWords(doneBy), unit: `${passed.length} ${passed.length === 1 ? 'day' : 'days'} later`, ruleId: 'SLM-7',
    formula: `Business days are Monday to Friday without the holidays of the state; the day asked on is not one of them${without.length === 0 ? '' : `. The model has no holidays of ${without.join(' and ')}: each weekday counts`}`,
    operation: { kind: 'sum' }, origin: { table: 'requestType', id, source: '' },
    inputs: [
      daysNode({ label: 'Business days', value: days(business), text: String(business), formula: business === leadDays ? `The lead time that the page promises: ${leadWords(leadDays)}` : 'At once, which is the next business day', origin: { table: 'requestType', id, source: '' } }),
      ...(weekend.length === 0 ? [] : [daysNode({ label: 'Saturdays and Sundays', value: days(weekend.length), text: String(weekend.length), formula: weekend.length > 6 ? `From ${weekend[0] ?? ''} to ${weekend.at(-1) ?? ''}` : weekend.join(', '), origin: null })]),
      ...holidays.map(({ id: holidayId, date, name, source }) => daysNode({ label: name, value: days(1), text: '1', formula: `A holiday of the state, ${dayWords(date)}`, origin: { table: 'holiday', id: holidayId, source } })),
    ],
  }
}
