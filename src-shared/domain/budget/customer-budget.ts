/**
 * A customer's budget, as a service account manager hands it over: two years side by side, each with actual and projected months, priced by
 * its own version; price and volume effects in words; budget against actual and forecast (PROJ-2, BILL-9, BILL-8).
 */
import { billingYear, type BillingYear } from '../billing/billing-year.ts'
import { priceInMonth } from '../billing/billed-prices.ts'
import { IMPACT_TERMS, type ImpactTerm } from '../billing/bill-impact.ts'
import { impactCells, impactOf, impactRows, type Impact, type ImpactCell, type ImpactTerms } from '../billing/impact.ts'
import { MONTHS } from '../billing/usage-columns.ts'
import { statementOf, type Statement } from '../billing/statement.ts'
import { usdOfCents } from '../cents.ts'
import { Decimal, decimal, formatFixed, toText, type AnyDecimalText, type Percent, type Units, type Usd } from '../decimal.ts'
import type { Issue } from '../issues.ts'
import type { Customer, ProjectionMethod } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import type { Month } from '../month.ts'
import { compareBudget, type BudgetComparison, type BudgetLine } from '../projection/compare-budget.ts'
import { formatPrice } from '../rates/price-text.ts'
import { ok, type Result } from '../result.ts'
import type { CustomerHistory } from '../usage/customer-history.ts'
import type { Version } from '../version.ts'
import { budgetByMonth, centsOfRate, compareMonths, handedOverOf, monthsOfRate, type HandedOver, type RateMonths } from './budget-months.ts'
import { customerProjection, type CustomerProjection, type ProjectedRate } from './customer-projection.ts'
import { projectedUsage } from './projected-usage.ts'

/** A year of one customer: units as projected, priced by the year's version. */
export type BudgetYear = { readonly version: Version; readonly projection: CustomerProjection; readonly bills: BillingYear; readonly statement: Statement }

export type BudgetRow = {
  readonly rateId: string
  readonly code: string
  readonly title: string
  readonly serviceGroup: string
  readonly unit: string
  readonly objectCode: string
  readonly unitsBefore: Units
  /** Of the later year: recorded, and projected. */
  readonly unitsActual: Units
  readonly unitsProjected: Units
  readonly chosen: ProjectionMethod
  /** The method in words: `Holt-Winters`. */
  readonly method: string
  readonly priceBefore: string
  readonly priceAfter: string
  readonly amountBefore: Usd
  readonly amountAfter: Usd
  readonly terms: ImpactTerms
  /** Of the later year: what would be handed over now. */
  readonly months: RateMonths
  /** As it was handed over; null where there is none. */
  readonly budget: HandedOver | null
}

/** Charges of one month of either year, and what was budgeted of the later one (null where nothing was handed over); `kind` of the later one says whether anything of it is projected. */
export type BudgetMonth = { readonly month: Month; readonly before: Usd; readonly after: Usd; readonly kind: 'actual' | 'projected' | 'none'; readonly budget: Usd | null }

export type CustomerBudget = {
  readonly customer: Customer
  readonly before: BudgetYear
  readonly after: BudgetYear
  readonly rows: readonly BudgetRow[]
  readonly totals: { readonly before: Usd; readonly after: Usd; readonly terms: ImpactTerms; readonly percentChange: Percent | null }
  readonly months: readonly BudgetMonth[]
  /** The three largest of each, in words. */
  readonly priceEffects: readonly string[]
  readonly volumeEffects: readonly string[]
  readonly comparison: BudgetComparison<'USD'>
  readonly byMonth: BudgetComparison<'USD'>
  /** Rates whose budget was handed over before its months were kept: a twelfth of the year stands in each month. */
  readonly ratesInTwelfths: number
  /** Next year's encumbrance by object code (BILL-8). */
  readonly encumbrances: readonly { readonly objectCode: string; readonly amount: Usd }[]
  readonly issues: readonly Issue[]
}

type Asked = { readonly draft: Draft; readonly customer: Customer; readonly history: CustomerHistory; readonly from: Version; readonly to: Version }

const LARGEST = 3

const alone = new WeakMap<Customer, Draft['customer']>()

/** The model with this one customer: the columns of two hundred would be priced and compared for one. */
function withOnly(draft: Draft, customer: Customer): Draft {
  const table = alone.get(customer) ?? new Map([[customer.id, customer]])
  alone.set(customer, table)
  return { ...draft, customer: table }
}

/** One year of a customer, projected and priced. */
export function budgetYear({ draft, customer, history }: Omit<Asked, 'from' | 'to'>, version: Version): Result<BudgetYear> {
  const projection = customerProjection({ draft, version, customerId: customer.id, history })
  const own = withOnly(draft, customer)
  const bills = billingYear({ draft: own, version, usage: projectedUsage(projection) })
  if (!bills.ok) return bills
  const statement = statementOf({ draft: own, bills: bills.value, customerId: customer.id, month: null })
  if (statement === undefined) throw new Error(`${customer.id} is not among the customers.`)
  return ok({ version, projection, bills: bills.value, statement })
}

/**
 * The budget of one customer from one version to another. Refused where a figure leaves its range.
 *
 * @example customerBudget({ draft, customer, history, from: planOf(fiscalYear(2004)), to: planOf(fiscalYear(2005), 'plan-a') }).value.totals.after // '16621979.07'
 */
export function customerBudget(asked: Asked): Result<CustomerBudget> {
  const { draft, customer, from, to } = asked
  const before = budgetYear(asked, from)
  if (!before.ok) return before
  const after = budgetYear(asked, to)
  if (!after.ok) return after
  const impact = impactOf({ draft: withOnly(draft, customer), before: before.value.bills, after: after.value.bills })
  if (!impact.ok) return impact
  const whole = impactRows(impact.value).find((row) => row.customerId === customer.id)
  if (whole === undefined) throw new Error(`${customer.id} is not among the customers.`)
  const years = { before: before.value, after: after.value }
  const rows = cellsOf(asked, { ...years, impact: impact.value }).map((cell) => rowOf(asked, { ...years, cell }))
  const months = monthsOf(years, budgetByMonth(rows))
  return ok({
    customer, ...years, rows, totals: { before: whole.before, after: whole.after, terms: whole.terms, percentChange: whole.percentChange }, months, byMonth: compareMonths({ months, projected: projectedByMonth(years.after) }), ratesInTwelfths: rows.filter(({ budget }) => budget?.months === null).length,
    priceEffects: effectWords(rows, 'price'), volumeEffects: effectWords(rows, 'volume'), comparison: comparisonOf({ after: years.after, rows }),
    encumbrances: years.after.statement.groups.map(({ objectCode, subtotal }) => ({ objectCode, amount: subtotal })), issues: [...new Map([...before.value.projection.issues, ...after.value.projection.issues].map((each) => [each.message, each])).values()],
  })
}

function unitsOf(rate: ProjectedRate | undefined, kind: 'actual' | 'projected' | 'total'): Units {
  return rate?.year[kind] ?? toText<'units'>(new Decimal(0))
}

function lastPrice({ bills }: BudgetYear, { customer, rateId }: { readonly customer: Customer; readonly rateId: string }): string {
  const price = priceInMonth(bills.calendar, { rateId, customerClass: customer.customerClass, month: 11 })
  return price === undefined ? '' : formatPrice(price)
}

const NO_AMOUNT: Usd = toText(new Decimal(0))
// The compiler does not see that every term is among the keys; this is the one place that says so.
const NO_TERMS = Object.fromEntries(IMPACT_TERMS.map((term) => [term, NO_AMOUNT])) as Record<ImpactTerm, Usd>

/** Every rate that is billed, projected or budgeted on either side, in the order of the catalog. */
function cellsOf({ draft, customer }: Asked, { before, after, impact }: { readonly before: BudgetYear; readonly after: BudgetYear; readonly impact: Impact }): readonly ImpactCell[] {
  const cells = new Map(impactCells(impact, customer.id).map((cell) => [cell.rateId, cell]))
  const projected = new Set([before, after].flatMap(({ projection }) => projection.rates.map((each) => each.rateId)))
  return after.bills.entries.flatMap(({ rate }) => {
    const cell = cells.get(rate.id)
    if (cell !== undefined) return [cell]
    if (!projected.has(rate.id) && handedOverOf(draft, { version: after.version, customerId: customer.id, rateId: rate.id }) === null) return []
    return [{ rateId: rate.id, code: rate.code, title: rate.title, status: 'continuing', before: NO_AMOUNT, after: NO_AMOUNT, terms: NO_TERMS }]
  })
}

function rowOf({ draft, customer }: Asked, { before, after, cell }: { readonly before: BudgetYear; readonly after: BudgetYear; readonly cell: ImpactCell }): BudgetRow {
  const { rateId } = cell
  const entry = after.bills.entries.find((each) => each.rate.id === rateId)
  const [had, has] = [before, after].map(({ projection }) => projection.rates.find((each) => each.rateId === rateId))
  return {
    rateId, code: cell.code, title: cell.title, serviceGroup: entry?.serviceGroup.name ?? '', unit: entry?.rate.billableUnit ?? '', objectCode: entry?.rate.objectCode ?? '',
    unitsBefore: unitsOf(had, 'total'), unitsActual: unitsOf(has, 'actual'), unitsProjected: unitsOf(has, 'projected'), chosen: has?.chosen ?? after.projection.budget.method, method: has?.year.label ?? '',
    priceBefore: lastPrice(before, { customer, rateId }), priceAfter: lastPrice(after, { customer, rateId }), amountBefore: cell.before, amountAfter: cell.after, terms: cell.terms,
    months: monthsOfRate(after, rateId), budget: handedOverOf(draft, { version: after.version, customerId: customer.id, rateId }),
  }
}

/** A month of which anything is recorded is actual: what is then projected in it is new to the customer. */
function monthKinds({ rates }: CustomerProjection): readonly BudgetMonth['kind'][] {
  return Array.from({ length: MONTHS }, (_, month) => {
    const found = rates.map((rate) => rate.year.months[month]?.kind)
    return found.includes('actual') ? 'actual' : found.includes('projected') ? 'projected' : 'none'
  })
}

function monthsOf({ before, after }: { readonly before: BudgetYear; readonly after: BudgetYear }, budget: readonly bigint[] | null): readonly BudgetMonth[] {
  const total = ({ statement }: BudgetYear, month: number): Usd => usdOfCents(statement.groups.reduce((sum, { account }) => sum + (account.cents.total[month] ?? 0n), 0n))
  const kinds = monthKinds(after.projection)
  return after.bills.months.map((month, at) => ({ month, before: total(before, at), after: total(after, at), kind: kinds[at] ?? 'none', budget: budget === null ? null : usdOfCents(budget[at] ?? 0n) }))
}

/** How many months of a year are recorded (any rate has a figure), and how many are projected. */
export function countMonths({ projection }: Pick<BudgetYear, 'projection'>): { readonly monthsActual: number; readonly monthsProjected: number } {
  const kinds = monthKinds(projection)
  return { monthsActual: kinds.filter((each) => each === 'actual').length, monthsProjected: kinds.filter((each) => each === 'projected').length }
}

function unsigned(amount: AnyDecimalText, places: number): string {
  return formatFixed(toText(decimal(amount).abs()), places)
}

function quantityText(units: AnyDecimalText): string {
  return formatFixed(units, Math.min(2, decimal(units).decimalPlaces()))
}

/** @example effectWords(rows, 'price')[0] // 'SNA Connect Time: 117,180.00 USD more, because its rate goes from 0.0078 to 0.0085.' */
function effectWords(rows: readonly BudgetRow[], term: 'price' | 'volume'): readonly string[] {
  return rows
    .filter((row) => row.terms[term] !== '0')
    .toSorted((left, right) => decimal(right.terms[term]).abs().comparedTo(decimal(left.terms[term]).abs()))
    .slice(0, LARGEST)
    .map((row) => {
      const because = term === 'price' ? `its rate goes from ${row.priceBefore} to ${row.priceAfter}` : `units go from ${quantityText(row.unitsBefore)} to ${quantityText(toText(decimal(row.unitsActual).plus(row.unitsProjected)))}`
      return `${row.title}: ${unsigned(row.terms[term], 2)} USD ${row.terms[term].startsWith('-') ? 'less' : 'more'}, because ${because}.`
    })
}

/**
 * Budget, actual and forecast by rate; minimum charges and credits, which are of no rate, are a line of their own. Where a budget was handed
 * over, what it has no figure for was budgeted at nothing, and what has no units any more is forecast at nothing.
 */
function comparisonOf({ after, rows }: { readonly after: BudgetYear; readonly rows: readonly BudgetRow[] }): BudgetComparison<'USD'> {
  const isHandedOver = rows.some((row) => row.budget !== null)
  const none = isHandedOver ? NO_AMOUNT : null
  const lines = rows.map((row): BudgetLine<'USD'> => {
    const { actual, projected } = amountsOf(after, row.rateId)
    return { label: row.title, budget: row.budget?.amount ?? none, actual, projected: actual === null && projected === null ? none : projected }
  })
  const ofRates = rows.reduce((sum, row) => sum.plus(row.amountAfter), new Decimal(0))
  const rest = toText<'USD'>(decimal(after.statement.total).minus(ofRates))
  const beside: readonly BudgetLine<'USD'>[] = rest === '0' ? [] : [{ label: 'Minimum charges and credits', budget: none, actual: rest, projected: null }]
  return compareBudget<'USD'>({ lines: [...lines, ...beside], higherIs: 'unfavourable', unit: 'USD', places: 2 })
}

/** A rate's rounded months, actual and projected apart. */
function amountsOf(year: BudgetYear, rateId: string): { readonly actual: Usd | null; readonly projected: Usd | null } {
  const months = year.projection.rates.find((each) => each.rateId === rateId)?.year.months ?? []
  const amounts = centsOfRate(year, rateId)
  const projected = amounts.reduce((sum, each, at) => (months[at]?.kind === 'projected' ? sum + each : sum), 0n)
  // A one-time item may stand in a month without any usage.
  const actual = amounts.reduce((sum, each) => sum + each, 0n) - projected
  const has = (kind: 'actual' | 'projected'): boolean => months.some((each) => each.kind === kind)
  return { actual: has('actual') || actual !== 0n ? usdOfCents(actual) : null, projected: has('projected') ? usdOfCents(projected) : null }
}

/** What is projected of each month, all rates together, in cents. */
function projectedByMonth(year: BudgetYear): readonly bigint[] {
  const sums = Array.from({ length: MONTHS }, () => 0n)
  for (const { rateId, year: { months } } of year.projection.rates) {
    const amounts = centsOfRate(year, rateId)
    for (const [at, { kind }] of months.entries()) if (kind === 'projected') sums[at] = (sums[at] ?? 0n) + (amounts[at] ?? 0n)
  }
  return sums
}
