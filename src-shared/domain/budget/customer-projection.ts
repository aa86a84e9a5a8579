/** The units of one customer in a fiscal year, rate by rate: actual months, and the rest projected, in text and words (PROJ-1, PROJ-2). */
import type { Issue } from '../issues.ts'
import type { Budget } from '../model/billing-tables.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import { monthsOfYear } from '../month.ts'
import { projectYear, type YearProjection } from '../projection/project-year.ts'
import type { Version } from '../version.ts'
import { budgetOf } from './default-budget.ts'
import { plannedRates, type PlannedRate, type PlanRequest } from './planned-rates.ts'
import { gapIssue } from './recorded-months.ts'
import { shortMonthIssues } from './short-months.ts'

/** Without intervals: `projectYear` of the request gives them. */
export type ProjectedRate = PlannedRate & { readonly year: YearProjection }
export type CustomerProjection = { readonly version: Version; readonly customerId: string; readonly budget: Budget; readonly rates: readonly ProjectedRate[]; readonly issues: readonly Issue[] }

/**
 * The year of a version for one customer, of the rates that are planned. What cannot be projected is among the issues, and so are gaps in what is recorded, and months of which little is.
 *
 * @example customerProjection({ draft, version: planOf(fiscalYear(2005)), customerId: 'dma', history }).rates[0]?.year.total // '7245.5'
 */
export function customerProjection(asked: PlanRequest): CustomerProjection {
  const { draft, version, customerId } = asked
  const [rates, issues] = [new Array<ProjectedRate>(), new Array<Issue>()]
  const year = { fiscalYear: version.fiscalYear, months: monthsOfYear(version.fiscalYear, fiscalYearFirstMonth(draft)) }
  const gap = gapIssue(asked.history, year)
  if (gap !== undefined) issues.push(gap)
  issues.push(...shortMonthIssues(asked.history, year))
  for (const planned of plannedRates(asked)) {
    const projected = projectYear({ ...planned.request, withIntervals: false })
    if (projected.ok) rates.push({ ...planned, year: projected.value })
    else issues.push(...projected.failure)
  }
  return { version, customerId, budget: budgetOf(draft, { version, customerId }), rates, issues }
}
