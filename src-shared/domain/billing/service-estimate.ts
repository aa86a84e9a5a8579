/** What a request would cost: the lines of its estimate at a version's rates, once, every month and every year. */
import { cents, usdOfCents } from '../cents.ts'
import { decimal, round, toText, type AnyDecimalText, type Usd } from '../decimal.ts'
import type { CADENCES, Customer, EstimateLine, ServiceRequest } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import type { CustomerClass, Rate } from '../model/tables.ts'
import type { ResolvedPrice } from '../rates/comparison.ts'
import { resolvePrice } from '../rates/resolve-prices.ts'
import type { Version } from '../version.ts'
import { billedAmount, isBilledByCost, whyNotBilled } from './billed-prices.ts'

export type Cadence = (typeof CADENCES)[number]

/** `amount` is null where a line cannot be priced; `reason` says why. */
export type EstimatedLine = {
  readonly line: EstimateLine
  readonly rate: Rate | null
  readonly unit: string
  /** USD per unit. */
  readonly unitPrice: AnyDecimalText | null
  /** Of one time: a month's for a monthly line. */
  readonly amount: Usd | null
  readonly reason: string
}

export type EstimateTotals = { readonly oneTime: Usd; readonly monthly: Usd; readonly annual: Usd; /** Once, twelve months, and the year. */ readonly firstYear: Usd }

export type ServiceEstimate = {
  readonly request: ServiceRequest
  readonly customer: Customer
  readonly version: Version
  readonly lines: readonly EstimatedLine[]
  readonly totals: EstimateTotals
  readonly byObjectCode: readonly ({ readonly objectCode: string } & EstimateTotals)[]
}

export const MONTHS_OF_FIRST_YEAR = 12

/** A class's own price, else the state's (RATE-6). */
function priceOf(draft: Draft, { version, rateId, customerClass }: { readonly version: Version; readonly rateId: string; readonly customerClass: CustomerClass }): ResolvedPrice | undefined {
  return resolvePrice(draft, { version, rateId, customerClass }) ?? resolvePrice(draft, { version, rateId, customerClass: 'state' })
}

function estimatedLine(line: EstimateLine, { draft, version, customer }: { readonly draft: Draft; readonly version: Version; readonly customer: Customer }): EstimatedLine {
  const rate = draft.rate.get(line.rateId ?? '') ?? null
  const price = rate === null ? undefined : priceOf(draft, { version, rateId: rate.id, customerClass: customer.customerClass })
  // An amount of the line's own goes before the rate's.
  const unitPrice = line.amount ?? (price === undefined ? null : billedAmount(price))
  const unit = line.amount === null && price !== undefined && isBilledByCost(price) ? 'USD of cost' : (rate?.billableUnit ?? '')
  const amount = unitPrice === null ? null : toText<'USD'>(round(decimal(line.quantity).times(decimal(unitPrice)), 2))
  return { line, rate, unit, unitPrice, amount, reason: amount === null ? (whyNotBilled(price) ?? '') : '' }
}

function totalsOf(lines: readonly EstimatedLine[]): EstimateTotals {
  const sum = (cadence: Cadence): bigint => lines.reduce((total, each) => (each.line.cadence === cadence && each.amount !== null ? total + cents(each.amount) : total), 0n)
  const [oneTime, monthly, annual] = [sum('one-time'), sum('monthly'), sum('annual')]
  return { oneTime: usdOfCents(oneTime), monthly: usdOfCents(monthly), annual: usdOfCents(annual), firstYear: usdOfCents(oneTime + monthly * BigInt(MONTHS_OF_FIRST_YEAR) + annual) }
}

/**
 * The estimate of a request; undefined for one that is not there. A line is quantity x price, rounded to the cent once (BILL-1).
 *
 * @example serviceEstimate(draft, { version: planOf(fiscalYear(2005)), requestId: 'xfa-001' })?.totals.firstYear // 12 months of 12 servers, their installation, and the license
 */
export function serviceEstimate(draft: Draft, { version, requestId }: { readonly version: Version; readonly requestId: string }): ServiceEstimate | undefined {
  const request = draft.serviceRequest.get(requestId)
  const customer = draft.customer.get(request?.customerId ?? '')
  if (request === undefined || customer === undefined) return undefined
  const rows = [...draft.estimateLine.values()].filter((each) => each.requestId === requestId).toSorted((left, right) => left.position - right.position)
  const lines = rows.map((line) => estimatedLine(line, { draft, version, customer }))
  const groups = [...Map.groupBy(lines, (each) => each.line.objectCode)].toSorted(([left], [right]) => (left < right ? 1 : -1))
  return { request, customer, version, lines, totals: totalsOf(lines), byObjectCode: groups.map(([objectCode, own]) => ({ objectCode, ...totalsOf(own) })) }
}
