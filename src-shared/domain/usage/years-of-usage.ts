/** Which years have usage, and for which months: what a screen offers to price. */
import type { FiscalYear } from '../fiscal-year.ts'
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import { monthsOfYear, type Month } from '../month.ts'
import type { EffectiveUsage, Orphans, UsageBasis, UsageOfYear } from './effective-usage.ts'

export type YearOfUsage = {
  readonly fiscalYear: FiscalYear
  /** Months for which any customer has a figure, in their order. */
  readonly months: readonly Month[]
  readonly lineCount: number
}
export type YearsOfUsage = { /** First to last. */ readonly years: readonly YearOfUsage[]; readonly orphans: Orphans }

const MONTHS = 12
const seenMonths = new WeakMap<UsageOfYear, readonly boolean[]>()

/** Which of a year's twelve months have a line; looked through once. */
function monthsSeen(usage: UsageOfYear): readonly boolean[] {
  const known = seenMonths.get(usage)
  if (known !== undefined) return known
  const seen = Array.from({ length: MONTHS }, () => false)
  for (const month of usage.month) seen[month] = true
  seenMonths.set(usage, seen)
  return seen
}

/** @example yearsOfUsage(draft, usage).years // [{ fiscalYear: 2005, months: ['2004-07', ..., '2004-12'], lineCount: 812 }] */
export function yearsOfUsage(draft: Draft, usage: EffectiveUsage): YearsOfUsage {
  const firstMonth = fiscalYearFirstMonth(draft)
  const years = [...usage.years.values()].filter((year) => year.quantity.length > 0).toSorted((left, right) => left.fiscalYear - right.fiscalYear)
  return {
    years: years.map((year) => {
      const seen = monthsSeen(year)
      return { fiscalYear: year.fiscalYear, months: monthsOfYear(year.fiscalYear, firstMonth).filter((_, month) => seen[month] === true), lineCount: year.quantity.length }
    }),
    orphans: usage.orphans,
  }
}

/** A year that can be planned: how many of its months anybody has a figure for; the others are projected. */
export type PlannedYear = { readonly fiscalYear: FiscalYear; readonly monthsRecorded: number }

/** Of the years of versions, and the last that has usage, those that are not over. @example plannedYears(usage, [fiscalYear(2004), fiscalYear(2005)]) // [{ fiscalYear: 2005, monthsRecorded: 6 }] */
export function plannedYears({ years }: Pick<YearsOfUsage, 'years'>, versions: readonly FiscalYear[]): readonly PlannedYear[] {
  const last = years.at(-1)?.fiscalYear
  if (last === undefined) return []
  const wanted = [...new Set([last, ...versions])].filter((year) => year >= last).sort((left, right) => left - right)
  return wanted.map((fiscalYear) => ({ fiscalYear, monthsRecorded: years.find((year) => year.fiscalYear === fiscalYear)?.months.length ?? 0 })).filter((year) => year.monthsRecorded < MONTHS)
}

const PLANNED = /-?planned$/i

/** Whose usage, as an address or the command line names it; the year as it stands there. @example readUsageChoice('2005-planned') // { asked: '2005', basis: 'planned' } */
export function readUsageChoice(text: string | null): { readonly asked: string | null; readonly basis: UsageBasis } {
  if (text === null || !PLANNED.test(text)) return { asked: text, basis: 'recorded' }
  const asked = text.replace(PLANNED, '')
  return { asked: asked === '' ? null : asked, basis: 'planned' }
}

/** What `readUsageChoice` reads back; `own` is each version's own year. @example usageChoiceText({ year: fiscalYear(2005), basis: 'planned' }) // '2005-planned' */
export function usageChoiceText({ year, basis }: { readonly year: FiscalYear | null; readonly basis: UsageBasis }): string {
  return `${year ?? 'own'}${basis === 'planned' ? '-planned' : ''}`
}

/** The year that is billed on: the one asked for, which has usage or can be planned, else the version's own, else the last that has any. */
export function usageYearOf(usage: YearsOfUsage, { asked, own, planned = [] }: { readonly asked: string | null; readonly own: FiscalYear; readonly planned?: readonly PlannedYear[] }): FiscalYear {
  const years = usage.years.map((each) => each.fiscalYear)
  const wanted = [...years, ...planned.map((each) => each.fiscalYear)].find((year) => String(year) === asked)
  if (wanted !== undefined) return wanted
  return asked === 'own' || years.includes(own) ? own : (years.at(-1) ?? own)
}

/**
 * The year that both sides of an impact are laid on; null for each on its own. Where none is asked for: each on its own where both years
 * have usage of as many months, because rates come and go between them; else that of the version which is left, else the last.
 */
export function impactYearOf(usage: YearsOfUsage, { asked, base, compared, planned = [] }: { readonly asked: string | null; readonly base: FiscalYear; readonly compared: FiscalYear; readonly planned?: readonly PlannedYear[] }): FiscalYear | null {
  const monthsOf = (fiscalYear: FiscalYear): number => usage.years.find((each) => each.fiscalYear === fiscalYear)?.months.length ?? 0
  const isAlike = base !== compared && monthsOf(base) > 0 && monthsOf(base) === monthsOf(compared)
  return asked === 'own' || (asked === null && planned.length === 0 && isAlike) ? null : usageYearOf(usage, { asked, own: base, planned })
}
