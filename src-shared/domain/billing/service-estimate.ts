/** What a request would cost: the lines of its estimate at a version's rates, once, every month and every year, and in its first fiscal year (BILL-10). */
import { cents, usdOfCents } from '../cents.ts'
import { decimal, round, toText, type AnyDecimalText, type Usd } from '../decimal.ts'
import { formatFiscalYear, isoDate, type IsoDate } from '../fiscal-year.ts'
import type { CADENCES, Customer, EstimateLine, ServiceRequest } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import { monthOfDay, monthsOfYear, monthWords, type Month } from '../month.ts'
import type { Rate } from '../model/tables.ts'
import { formatPrice } from '../rates/price-text.ts'
import { parametersOn } from '../usage/rule-nodes.ts'
import { rulesOf } from '../usage/rules-of.ts'
import type { Version } from '../version.ts'
import { billedAmount, isBilledByCost, priceCalendar, priceInMonth, whyNotBilled, type PriceCalendar } from './billed-prices.ts'
import { instalments, type Instalment } from './instalments.ts'

export type Cadence = (typeof CADENCES)[number]

/** Equal months of the first fiscal year, at one price. */
export type MonthsAtPrice = { readonly months: number; /** USD per unit. */ readonly unitPrice: AnyDecimalText; /** Of one month. */ readonly amount: Usd }

/** `amount` is null where a line cannot be priced; `reason` says why. */
export type EstimatedLine = {
  readonly line: EstimateLine
  readonly rate: Rate | null
  readonly unit: string
  /** USD per unit, as it holds when the service begins. */
  readonly unitPrice: AnyDecimalText | null
  /** As the schedule shows it. */
  readonly priceText: string
  /** Of one time: a month's for a monthly line. */
  readonly amount: Usd | null
  readonly reason: string
  /** What the months of the first fiscal year cost, from the first one on; none of a line that is no monthly one, or has no price. */
  readonly monthly: readonly MonthsAtPrice[]
  /** Of an annual line that was approved in the year: how its amount is billed. */
  readonly instalments: readonly Instalment[]
  /** Within the first fiscal year; null where it cannot be priced. */
  readonly firstYear: Usd | null
}

export type EstimateTotals = { readonly oneTime: Usd; readonly monthly: Usd; readonly annual: Usd; /** Once, the months of the first fiscal year, and the year. */ readonly firstYear: Usd }

/** What the first fiscal year covers: its months by their places (0 to 11). */
export type FirstYear = { readonly months: readonly number[]; readonly words: string }

export type ServiceEstimate = {
  readonly request: ServiceRequest
  readonly customer: Customer
  readonly version: Version
  readonly lines: readonly EstimatedLine[]
  readonly firstYear: FirstYear
  readonly totals: EstimateTotals
  readonly byObjectCode: readonly ({ readonly objectCode: string } & EstimateTotals)[]
}

type Year = { readonly draft: Draft; readonly version: Version; readonly months: readonly Month[] }

/** BILL-10: what begins within the year covers the months left, and what ends within it no more than those until then. */
function firstYearOf({ version, months }: Year, { fromMonth, toMonth }: ServiceRequest): FirstYear {
  const name = formatFiscalYear(version.fiscalYear)
  const covered = months.flatMap((month, index) => ((fromMonth === null || month >= fromMonth) && (toMonth === null || month <= toMonth) ? [index] : []))
  const [first, last] = [months[covered[0] ?? -1], months[covered.at(-1) ?? -1]]
  if (first === undefined || last === undefined) return { months: [], words: `No month of ${name} is covered: look at it at the rates of its own year.` }
  const span = covered.length === 1 ? monthWords(first) : `${monthWords(first)} to ${monthWords(last)}`
  return { months: covered, words: `${covered.length} ${covered.length === 1 ? 'month' : 'months'} of ${name}: ${span}${fromMonth === null ? ', as the request names no month to begin with' : ''}.` }
}

/** The month whose prices an estimate begins with: that of its first month, else of its approval, else of the request. */
function quotedMonth({ months }: Year, request: ServiceRequest): number {
  const month = request.fromMonth ?? monthOfDay(request.decidedOn ?? request.requestedOn)
  return Math.max(0, months.findLastIndex((each) => each <= month))
}

type Asked = Year & { readonly request: ServiceRequest; readonly customer: Customer; readonly calendar: PriceCalendar; readonly firstYear: FirstYear }

/** An approval counts for the year in which it lies; before it, all twelve months are billed. */
function instalmentsOf({ draft, version, request }: Asked, amount: Usd): readonly Instalment[] | null {
  const approvedOn: IsoDate | null = request.decidedOn
  if (approvedOn === null || (request.status !== 'approved' && request.status !== 'done')) return []
  const read = parametersOn(rulesOf(draft), approvedOn, ['months-after-approval'])
  const split = instalments({ amount, approvedOn, fiscalYear: version.fiscalYear, firstMonth: fiscalYearFirstMonth(draft), monthsAfter: read.ok ? read.value.whole('months-after-approval') : 1 })
  return split.ok ? split.value : null
}

function roundedAmount(line: EstimateLine, unitPrice: AnyDecimalText): Usd {
  return toText<'USD'>(round(decimal(line.quantity).times(decimal(unitPrice)), 2))
}

/** USD per unit in a month: the line's own amount goes before the rate's. */
function unitPriceIn({ calendar, customer }: Asked, line: EstimateLine, month: number): AnyDecimalText | null {
  if (line.amount !== null || line.rateId === null) return line.amount
  const price = priceInMonth(calendar, { rateId: line.rateId, customerClass: customer.customerClass, month })
  return price === undefined ? null : billedAmount(price)
}

/** Where no month to begin with is named, all are at the price of the quote. */
function monthsAtPrices(asked: Asked, line: EstimateLine): readonly MonthsAtPrice[] {
  const quoted = asked.request.fromMonth === null ? quotedMonth(asked, asked.request) : null
  const runs: { months: number; readonly unitPrice: AnyDecimalText; readonly amount: Usd }[] = []
  for (const month of asked.firstYear.months) {
    const unitPrice = unitPriceIn(asked, line, quoted ?? month)
    const run = runs.at(-1)
    if (unitPrice === null) continue
    if (run?.unitPrice === unitPrice) run.months += 1
    else runs.push({ months: 1, unitPrice, amount: roundedAmount(line, unitPrice) })
  }
  return runs
}

function estimatedLine(asked: Asked, line: EstimateLine): EstimatedLine {
  const month = quotedMonth(asked, asked.request)
  const rate = asked.draft.rate.get(line.rateId ?? '') ?? null
  const price = rate === null ? undefined : priceInMonth(asked.calendar, { rateId: rate.id, customerClass: asked.customer.customerClass, month })
  const unitPrice = unitPriceIn(asked, line, month)
  const unit = line.amount === null && price !== undefined && isBilledByCost(price) ? 'USD of cost' : (rate?.billableUnit ?? '')
  const priceText = line.amount === null ? (price === undefined || unitPrice === null ? '' : formatPrice(price)) : decimal(line.amount).toFixed(Math.max(2, decimal(line.amount).decimalPlaces()))
  const shared = { line, rate, unit, unitPrice, priceText }
  if (unitPrice === null) return { ...shared, amount: null, reason: rate === null ? 'It has neither a rate nor an amount.' : (whyNotBilled(price) ?? ''), monthly: [], instalments: [], firstYear: null }
  const amount = roundedAmount(line, unitPrice)
  const monthly = line.cadence === 'monthly' ? monthsAtPrices(asked, line) : []
  const split = line.cadence === 'annual' ? instalmentsOf(asked, amount) : []
  const firstYear = line.cadence === 'monthly' ? usdOfCents(monthly.reduce((sum, each) => sum + cents(each.amount) * BigInt(each.months), 0n)) : split === null ? usdOfCents(0n) : amount
  return { ...shared, amount, reason: split === null ? 'Approved too late for this fiscal year: it is billed in the next one.' : '', monthly, instalments: split ?? [], firstYear }
}

function totalsOf(lines: readonly EstimatedLine[]): EstimateTotals {
  const sum = (cadence: Cadence): bigint => lines.reduce((total, each) => (each.line.cadence === cadence && each.amount !== null ? total + cents(each.amount) : total), 0n)
  return {
    oneTime: usdOfCents(sum('one-time')), monthly: usdOfCents(sum('monthly')), annual: usdOfCents(sum('annual')),
    firstYear: usdOfCents(lines.reduce((total, { firstYear }) => (firstYear === null ? total : total + cents(firstYear)), 0n)),
  }
}

/**
 * The estimate of a request; undefined for one that is not there. A line is quantity x price, rounded to the cent once (BILL-1), at the
 * price that holds when the service begins; the first fiscal year has the months that are left of it, each at its own price, and an annual
 * amount in instalments from its approval on (BILL-10).
 *
 * @example serviceEstimate(draft, { version: planOf(fiscalYear(2005)), requestId: 'xfa-001' })?.firstYear.words // '5 months of FY2005: February 2005 to June 2005.'
 */
export function serviceEstimate(draft: Draft, { version, requestId }: { readonly version: Version; readonly requestId: string }): ServiceEstimate | undefined {
  const request = draft.serviceRequest.get(requestId)
  const customer = draft.customer.get(request?.customerId ?? '')
  if (request === undefined || customer === undefined) return undefined
  const year = { draft, version, months: monthsOfYear(version.fiscalYear, fiscalYearFirstMonth(draft)) }
  const firstYear = firstYearOf(year, request)
  const asked: Asked = { ...year, request, customer, firstYear, calendar: priceCalendar(draft, version) }
  const rows = [...draft.estimateLine.values()].filter((each) => each.requestId === requestId).toSorted((left, right) => left.position - right.position)
  const lines = rows.map((line) => estimatedLine(asked, line))
  const groups = [...Map.groupBy(lines, (each) => each.line.objectCode)].toSorted(([left], [right]) => (left < right ? 1 : -1))
  return { request, customer, version, lines, firstYear, totals: totalsOf(lines), byObjectCode: groups.map(([objectCode, own]) => ({ objectCode, ...totalsOf(own) })) }
}

/** How an annual amount is billed, in words; empty where it is not known yet. @example instalmentWords(seven) // '7 instalments, December 2003 to June 2004' */
export function instalmentWords(of: readonly Instalment[]): string {
  const [first, last] = [of[0], of.at(-1)]
  if (first === undefined || last === undefined) return ''
  return `${of.length} ${of.length === 1 ? 'instalment' : 'instalments'}, ${monthWords(monthOfDay(isoDate(first.dueOn)))} to ${monthWords(monthOfDay(isoDate(last.dueOn)))}`
}
