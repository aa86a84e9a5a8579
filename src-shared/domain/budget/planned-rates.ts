/**
 * What of one customer is projected in a fiscal year, and how: rate by rate the history, the method and the changes of its budget
 * (PROJ-1, PROJ-2). The budget of a scenario overlays the base's, assumption by assumption.
 */
import type { Units } from '../decimal.ts'
import { formatFiscalYear, type FiscalYear } from '../fiscal-year.ts'
import type { Budget, BudgetChange, BudgetSeries, ProjectionMethod, ServiceRequest } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import type { Rate } from '../model/tables.ts'
import { groupedRows } from '../model/table-index.ts'
import { month, monthNumber, monthOfNumber, monthsOfYear, type Month } from '../month.ts'
import type { DatedChange, Growth } from '../projection/adjustments.ts'
import { compareMethods, type MethodComparison } from '../projection/compare-methods.ts'
import { comparedMethods, type ForecastMethod } from '../projection/method.ts'
import type { YearRequest } from '../projection/project-year.ts'
import { recommendedMethod } from '../projection/recommend-method.ts'
import type { MonthlySeries } from '../projection/series.ts'
import { catalogOrder } from '../rates/price-columns.ts'
import type { CustomerHistory } from '../usage/customer-history.ts'
import { baseOf, versionKey, type Version } from '../version.ts'
import { budgetOf } from './default-budget.ts'
import { recordedMonths, recordedUntil } from './recorded-months.ts'

/** Where a dated change comes from. */
export type ProjectedChange = DatedChange & { readonly origin: { readonly table: 'budgetChange' | 'serviceRequest'; readonly id: string } }

export type PlannedRate = {
  readonly rateId: string
  readonly request: YearRequest
  /** As chosen; `best` stands for the method that the comparison recommends. */
  readonly chosen: ProjectionMethod
  readonly changes: readonly ProjectedChange[]
}

export type PlanRequest = { readonly draft: Draft; readonly version: Version; readonly customerId: string; readonly history: CustomerHistory; /** Nobody looks at the method of what is not projected, and it need not be found. */ readonly unitsAlone?: boolean }

/** Rows of a version, and those of its base that the scenario does not say otherwise. */
function laid<Row extends { readonly version: string }>(rows: readonly Row[], { version, keyOf }: { readonly version: Version; readonly keyOf: (row: Row) => string }): ReadonlyMap<string, Row> {
  const [base, own] = [versionKey(baseOf(version)), versionKey(version)]
  const found = new Map<string, Row>()
  for (const row of rows) if (row.version === base) found.set(keyOf(row), row)
  if (own !== base) for (const row of rows) if (row.version === own) found.set(keyOf(row), row)
  return found
}

const changesOfCustomer = groupedRows<BudgetChange>((row) => row.customerId)
const requestsOfCustomer = groupedRows<ServiceRequest>((row) => row.customerId)
const seriesOfCustomer = groupedRows<BudgetSeries>((row) => row.customerId)
const NO_CHANGES: readonly ProjectedChange[] = []

function changesOf({ draft, version, customerId }: PlanRequest): ReadonlyMap<string, readonly ProjectedChange[]> {
  const typed = [...laid(changesOfCustomer(draft.budgetChange, customerId), { version, keyOf: (row) => row.id }).values()]
  const changes = [...typed.map(changeOfRow), ...requestsOfCustomer(draft.serviceRequest, customerId).flatMap(changeOfRequest)]
  return Map.groupBy(changes, (each) => each.rateId)
}

function changeOfRow({ id, rateId, cadence, fromMonth, toMonth, units, note }: BudgetChange): ProjectedChange & { readonly rateId: string } {
  return { rateId, quantity: units, from: fromMonth, until: cadence === 'once' ? fromMonth : toMonth, note, origin: { table: 'budgetChange', id } }
}

/** Only what is approved changes the projection. */
function changeOfRequest({ id, rateId, status, monthlyUnits, fromMonth, toMonth, code, title }: ServiceRequest): readonly (ProjectedChange & { readonly rateId: string })[] {
  if ((status !== 'approved' && status !== 'done') || rateId === null || monthlyUnits === null || fromMonth === null) return []
  return [{ rateId, quantity: monthlyUnits, from: fromMonth, until: toMonth, note: `${code}: ${title}`, origin: { table: 'serviceRequest', id } }]
}

const recommended = new WeakMap<MonthlySeries, Map<number, ForecastMethod>>()

/** The method that the comparison recommends, found once as long as the history stays: every fit of the past takes its time. */
function recommendedFor(history: MonthlySeries, meanMonths: number): ForecastMethod {
  const kept = recommended.get(history) ?? new Map<number, ForecastMethod>()
  recommended.set(history, kept)
  const found = kept.get(meanMonths) ?? recommendedMethod(history, comparedMethods(meanMonths))
  kept.set(meanMonths, found)
  return found
}

/** Why the recommended method was taken; null where another was chosen, or the rate goes on from nothing. */
export function comparisonOf({ chosen, request: { method, history } }: PlannedRate, { meanMonths }: Pick<Budget, 'meanMonths'>): MethodComparison | null {
  return chosen === 'best' && method.kind !== 'typed' ? compareMethods(history, comparedMethods(meanMonths)) : null
}

type Assumed = { readonly budget: Budget; readonly series: BudgetSeries | undefined; readonly months: readonly Month[]; /** False: a method of least error need not be found. */ readonly isMethodNeeded: boolean }

function growthOf({ budget, series, months }: Assumed): readonly Growth[] {
  const percent = series?.growthPercent ?? budget.growthPercent
  const from = (series?.growthPercent === null || series === undefined ? budget.growthFrom : series.growthFrom) ?? months[0]
  const ofRate = series !== undefined && series.growthPercent !== null
  const origin = ofRate ? { table: 'budgetSeries' as const, id: series.id } : { table: 'budget' as const, id: budget.id }
  return percent === '0' || from === undefined ? [] : [{ percent, from, note: ofRate ? series.note : budget.note, origin }]
}

type Chosen = { readonly chosen: ProjectionMethod; readonly method: ForecastMethod }

const SIMPLEST: ForecastMethod = { kind: 'same-month-last-year' }

function methodOf({ budget, series, months, isMethodNeeded }: Assumed, history: MonthlySeries): Chosen {
  const chosen = series?.method ?? budget.method
  if (chosen === 'best') return { chosen, method: isMethodNeeded ? recommendedFor(history, budget.meanMonths) : SIMPLEST }
  if (chosen === 'mean') return { chosen, method: { kind: 'mean', months: budget.meanMonths } }
  if (chosen !== 'typed') return { chosen, method: { kind: chosen } }
  const units: Units | null = series?.typedUnits ?? null
  return { chosen, method: { kind: 'typed', values: new Map(units === null ? [] : months.map((each) => [each, units])) } }
}

const NOTHING = '0' as Units

type Basis = Chosen & { readonly history: MonthlySeries; /** Where the method's own name would not say it. */ readonly label?: string }

/**
 * The history that a rate is projected from, and how. A rate that is new to the customer, or that it has given up, goes on from nothing: its
 * units are its changes alone.
 */
function basisOf(assumed: Assumed, { history, isGivenUp }: { readonly history: MonthlySeries | undefined; readonly isGivenUp: boolean }): Basis {
  const { months, series, budget } = assumed
  const known = history ?? { first: months[0] ?? month('1900-01'), quantities: [] }
  if (!isGivenUp || series?.method === 'typed') return { history: known, ...methodOf(assumed, known) }
  return { history: known, chosen: series?.method ?? budget.method, method: { kind: 'typed', values: new Map(months.map((each) => [each, NOTHING])) }, label: 'Dated changes alone' }
}

/** How many months without a figure, while others have one, say that a customer has given a rate up. */
const MONTHS_UNTIL_OVER = 12

function lastMonth(history: MonthlySeries | undefined): number | null {
  return history === undefined || history.quantities.length === 0 ? null : monthNumber(history.first) + history.quantities.length - 1
}

type Told = { readonly rate: Rate; readonly history: MonthlySeries | undefined; readonly year: FiscalYear; readonly latest: number }

/** Why the customer's history of a rate is not carried on; null where it is. */
function whyGivenUp({ rate, history, year, latest }: Told): string | null {
  const last = lastMonth(history)
  if (last === null) return 'The customer has not used it so far.'
  if (rate.retiredFrom !== null && rate.retiredFrom <= year) return `The rate is retired from ${formatFiscalYear(rate.retiredFrom)} on.`
  return latest - last >= MONTHS_UNTIL_OVER ? `The customer has not used it for ${MONTHS_UNTIL_OVER} months or more.` : null
}

/** What is recorded already knows better than a change of a rate that was not used: the change counts from the month after it. */
function laterThan(changes: readonly ProjectedChange[], latest: number): readonly ProjectedChange[] {
  if (latest === 0) return changes
  const first = monthOfNumber(latest + 1)
  return changes.flatMap((each) => (each.from >= first ? [each] : each.until !== null && each.until < first ? [] : [{ ...each, from: first }]))
}

/** A change that counts in the year says that a rate goes on, and so does a typed figure. */
function isPlanned({ series, months }: Pick<Assumed, 'series' | 'months'>, changes: readonly DatedChange[]): boolean {
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined) return false
  return series?.method === 'typed' || changes.some(({ from, until }) => from <= last && (until === null || until >= first))
}

/** True when the history has a figure in the year. */
function isRecordedIn(history: MonthlySeries | undefined, months: readonly Month[]): boolean {
  if (history === undefined) return false
  const [year] = months
  const from = year === undefined ? 0 : monthNumber(year) - monthNumber(history.first)
  return months.some((_, at) => (history.quantities[from + at] ?? null) !== null)
}

/**
 * The rates that a year of a version has of one customer, one after the other. Those with neither history nor change are left out, and so
 * are those that the customer has given up, until a change or a typed figure brings them back; what was recorded of them in the year stays.
 *
 * @example [...plannedRates({ draft, version: planOf(fiscalYear(2005)), customerId: 'dma', history })][0]?.request.method // { kind: 'drift' }
 */
export function* plannedRates(asked: PlanRequest): Generator<PlannedRate> {
  const { draft, version, customerId, history, unitsAlone = false } = asked
  const budget = budgetOf(draft, { version, customerId })
  const firstMonth = fiscalYearFirstMonth(draft)
  const months = monthsOfYear(version.fiscalYear, firstMonth)
  const changes = changesOf(asked)
  const series = laid(seriesOfCustomer(draft.budgetSeries, customerId), { version, keyOf: (row) => row.rateId })
  const { latest } = recordedMonths(history, months)
  const end = months.at(-1)
  // A year that is over, by the customer's last recorded month without a gap before it, is what was recorded, whatever a method or a change says of it.
  const isOver = end !== undefined && monthNumber(end) <= latest
  for (const { rate } of catalogOrder(draft).entries) {
    const own = changes.get(rate.id) ?? NO_CHANGES
    const known = recordedUntil(history.get(rate.id), latest)
    const typed = series.get(rate.id)
    const givenUp = whyGivenUp({ rate, history: known, year: version.fiscalYear, latest })
    const ended = isOver ? 'Nothing was recorded in a year that is over.' : isPlanned({ series: typed, months }, own) ? null : givenUp
    if (ended !== null && !isRecordedIn(known, months)) continue
    const assumed = { budget, series: typed, months, isMethodNeeded: ended === null || !unitsAlone }
    const { label, chosen, ...basis } = basisOf(assumed, { history: known, isGivenUp: givenUp !== null })
    yield {
      rateId: rate.id, chosen, changes: own,
      request: { ...basis, growth: growthOf(assumed), changes: givenUp === null ? own : laterThan(own, latest), fiscalYear: version.fiscalYear, firstMonth, ended, ...(label === undefined ? {} : { label }) },
    }
  }
}
