/** Thirty-six months of each customer's rate, in numbers that add, multiply and divide alone: the same on every machine. */
import { fiscalYearOf, month, monthNumber, monthOfNumber, type Month } from '../../../src-shared/domain/month.ts'
import type { chance } from '../cost-side/tables.ts'
import { EXCEPTIONS, LAST_MONTHS, LEVEL_SHIFTS, SEASONS, type Season, type UsageFact } from './usage-facts.ts'

const FIRST_FISCAL_MONTH = 7
const FIRST = monthNumber(month('2002-01'))
/** January 2002 to December 2004: the last half year of FY2002, FY2003 and FY2004 as a whole, and FY2005 in progress. */
export const MONTHS: readonly Month[] = Array.from({ length: 36 }, (_, index) => monthOfNumber(FIRST + index))
const MIDDLE_OF_2004 = 23.5

type Share = { readonly customer: string; readonly units: number }
export type Chance = ReturnType<typeof chance>
/** What a rate comes to in its base year, and in which months it was offered. */
export type Course = { readonly fact: UsageFact; readonly units: number; readonly growth: number; readonly baseYear: number; readonly from: Month; readonly to: Month }

/** Pay days every two weeks from Friday, January 4, 2002 on. */
function payDays(of: Month): number {
  const [first, next] = [0, 1].map((more) => Date.parse(`${monthOfNumber(monthNumber(of) + more)}-01`))
  const start = Date.parse('2002-01-04')
  const fortnight = 14 * 86_400_000
  return Math.ceil(((next ?? 0) - start) / fortnight) - Math.ceil(((first ?? 0) - start) / fortnight)
}

function seasonal(season: Season, of: Month): number {
  return season === 'pay-days' ? payDays(of) : (SEASONS[season][monthNumber(of) % 12] ?? 1)
}

/** Straight growth around the middle of the base year, where it is 1. */
function trend(course: Course, index: number): number {
  const middle = MIDDLE_OF_2004 - (2004 - course.baseYear) * 12
  return Math.max(0.1, 1 + ((course.growth - 1) * (index - middle)) / 12)
}

function isOffered(course: Course, of: Month): boolean {
  return of >= course.from && of <= course.to
}

function isIn(year: number, of: Month): boolean {
  return fiscalYearOf(of, FIRST_FISCAL_MONTH) === year
}

const NOISE = { standing: 0.003, work: 0.045 } as const

/** Things that stand there, and work that comes and goes: the base year adds up to `units` but for rounding. */
function evenly(course: Course, { customer, units }: Share, random: Chance): readonly number[] {
  const { fact, baseYear } = course
  const noise = NOISE[fact.pattern === 'standing' || fact.season === 'pay-days' ? 'standing' : 'work']
  const shift = LEVEL_SHIFTS.find((each) => each.customer === customer && each.rate === fact.rate)
  const raw = MONTHS.map((each, index) => trend(course, index) * seasonal(fact.season ?? 'even', each) * (1 + random(-noise, noise) + random(-noise, noise)) * (shift !== undefined && each >= shift.from ? shift.factor : 1))
  const base = MONTHS.reduce((sum, each, index) => (isIn(baseYear, each) ? sum + (raw[index] ?? 0) : sum), 0)
  return raw.map((each) => (each * units) / base)
}

/** Single events or purchases, thrown into the months of each fiscal year. */
function singly(course: Course, { units }: Share, random: Chance): readonly number[] {
  const quantities = MONTHS.map(() => 0)
  for (const year of [2002, 2003, 2004, 2005]) {
    const months = MONTHS.flatMap((each, index) => (isIn(year, each) && isOffered(course, each) ? [index] : []))
    if (months.length === 0) continue
    const middle = ((months[0] ?? 0) + (months.at(-1) ?? 0)) / 2
    const total = (units * months.length * trend(course, middle)) / 12
    const weights = course.fact.pattern === 'events' ? Array.from({ length: Math.round(total) }, () => 1) : purchases(total, months.length, random)
    for (const each of weights) {
      const index = months[Math.floor(random(0, months.length - 0.001))] ?? 0
      quantities[index] = (quantities[index] ?? 0) + each
    }
  }
  return quantities
}

/** Amounts of different size that come to `total`. */
function purchases(total: number, months: number, random: Chance): readonly number[] {
  const sizes = Array.from({ length: Math.max(1, Math.round(months * 0.6)) }, () => random(0.4, 2.2))
  const sum = sizes.reduce((all, each) => all + each, 0)
  return sizes.map((each) => (each * total) / sum)
}

/** The quantities of one customer's rate by month, as text; empty where there is none. @example series(course, { customer: 'ZTO', units: 12 }, random).at(-1) // '1' */
export function series(course: Course, share: Share, random: Chance): readonly string[] {
  const { fact } = course
  const single = fact.pattern === 'events' || fact.pattern === 'purchases'
  const quantities = single ? singly(course, share, random) : evenly(course, share, random)
  const places = fact.pattern === 'purchases' ? 2 : (fact.places ?? 0)
  const rounded = roundedByYear(quantities, places)
  return MONTHS.map((each, index) => {
    if (!isOffered(course, each)) return ''
    const exception = EXCEPTIONS.find((one) => one.customer === share.customer && one.rate === fact.rate && one.month === each)
    if (exception !== undefined) return exception.quantity
    const last = LAST_MONTHS[fact.rate]
    return plain(last !== undefined && each > last ? 0 : (rounded[index] ?? 0), places)
  })
}

/** What rounding leaves of a month goes into the next one, so that a year is as round as its units; counts stay as they are, month by month. */
function roundedByYear(quantities: readonly number[], places: number): readonly number[] {
  if (places === 0) return quantities
  const size = 10 ** places
  let left = 0
  return quantities.map((quantity, index) => {
    const of = MONTHS[index]
    if (of === undefined || monthNumber(of) % 12 === FIRST_FISCAL_MONTH - 1) left = 0
    const rounded = Math.round((quantity + left) * size) / size
    left += quantity - rounded
    return rounded
  })
}

/** Rounded to places, without zeros at the end. */
function plain(quantity: number, places: number): string {
  const text = (Math.round(quantity * 10 ** places) / 10 ** places).toFixed(places)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
