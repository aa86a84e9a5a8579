/** The months that usage may be of: those of the fiscal years that have a rate schedule. */
import { issue, type Issue } from '../issues.ts'
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import { monthNumber, monthOfNumber, monthsOfYear, monthWords, type Month } from '../month.ts'
import { yearsOf } from '../rates/schedule-years.ts'

/** From `first` to `last`, both included, as `monthNumber` counts them. */
export type MonthSpan = { readonly first: number; readonly last: number }

/** Years that follow each other are one span; a year without a schedule between two others parts them. */
export function scheduleMonths(draft: Draft): readonly MonthSpan[] {
  const firstMonth = fiscalYearFirstMonth(draft)
  const starts = [...new Set(yearsOf(draft).flatMap(({ version }) => monthsOfYear(version.fiscalYear, firstMonth).slice(0, 1)))].map(monthNumber).toSorted((left, right) => left - right)
  const spans: MonthSpan[] = []
  for (const start of starts) {
    const before = spans.at(-1)
    if (before?.last === start - 1) spans[spans.length - 1] = { first: before.first, last: start + 11 }
    else spans.push({ first: start, last: start + 11 })
  }
  return spans
}

function spanWords({ first, last }: MonthSpan): string {
  return `from ${monthWords(monthOfNumber(first))} to ${monthWords(monthOfNumber(last))}`
}

/** What is wrong with a month of no such year; undefined where nothing is. @example outsideYears(month('2009-12'), scheduleMonths(draft))?.code // 'not-a-fiscal-year' */
export function outsideYears(of: Month, spans: readonly MonthSpan[]): Issue | undefined {
  const number = monthNumber(of)
  if (spans.some(({ first, last }) => number >= first && number <= last)) return undefined
  const years = spans.length === 0 ? 'it has no year yet' : `its years run ${spans.map(spanWords).join(' and ')}`
  return issue('not-a-fiscal-year', `${monthWords(of)} lies outside of the model's fiscal years: ${years}.`, { remedy: 'Correct the month, or add a rate schedule of that year first.' })
}
