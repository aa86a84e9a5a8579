/** Projected units as usage of a year: planned usage is priced, compared and explained as recorded usage is. */
import { microUnits } from '../micro-units.ts'
import type { FiscalYear } from '../fiscal-year.ts'
import type { Issue } from '../issues.ts'
import { MONTHS } from '../billing/usage-columns.ts'
import type { UsageOfYear } from '../usage/effective-usage.ts'
import { yearQuantities } from '../projection/project-year.ts'
import type { CustomerProjection } from './customer-projection.ts'
import { plannedRates, type PlanRequest } from './planned-rates.ts'

/** Lines of one customer as columns, filled one after the other. */
class CustomerLines {
  readonly rateIds: string[] = []
  readonly #customerId: string
  readonly #rate: Int32Array
  readonly #month: Uint8Array
  readonly #quantity: BigInt64Array
  #count = 0

  constructor(customerId: string, most: number) {
    this.#customerId = customerId
    this.#rate = new Int32Array(most)
    this.#month = new Uint8Array(most)
    this.#quantity = new BigInt64Array(most)
  }

  /** Twelve months; null is no line. */
  add(rateId: string, months: readonly (bigint | null)[]): void {
    for (let month = 0; month < months.length; month += 1) {
      const quantity = months[month] ?? null
      if (quantity === null) continue
      this.#rate[this.#count] = this.rateIds.length
      this.#month[this.#count] = month
      this.#quantity[this.#count] = quantity
      this.#count += 1
    }
    this.rateIds.push(rateId)
  }

  /** Without the room that was not used. */
  usage(fiscalYear: FiscalYear): UsageOfYear {
    const count = this.#count
    return { fiscalYear, basis: 'planned', customerIds: [this.#customerId], rateIds: this.rateIds, customer: new Int32Array(count), rate: this.#rate.slice(0, count), month: this.#month.slice(0, count), quantity: this.#quantity.slice(0, count) }
  }
}

/**
 * A projection as usage: one line a rate and month that has a figure, actual or projected.
 *
 * @example projectedUsage(projection).quantity.length // 12 for one rate
 */
export function projectedUsage({ version, customerId, rates }: CustomerProjection): UsageOfYear {
  const lines = new CustomerLines(customerId, rates.length * MONTHS)
  for (const { rateId, year } of rates) lines.add(rateId, year.months.map(({ quantity }) => (quantity === null ? null : microUnits(quantity))))
  return lines.usage(version.fiscalYear)
}

/**
 * The same lines without the texts, words and intervals of a projection, of which nothing is kept: for plans of all customers. What cannot
 * be projected is among the issues.
 *
 * @example plannedUnits({ draft, version: planOf(fiscalYear(2005)), customerId: 'dma', history }).usage // as projectedUsage(customerProjection(...))
 */
export function plannedUnits(asked: Omit<PlanRequest, 'unitsAlone'>): { readonly usage: UsageOfYear; readonly issues: readonly Issue[] } {
  const { draft, version, customerId } = asked
  const lines = new CustomerLines(customerId, draft.rate.size * MONTHS)
  const issues: Issue[] = []
  for (const { rateId, request } of plannedRates({ ...asked, unitsAlone: true })) {
    const months = yearQuantities(request)
    if (months.ok) lines.add(rateId, months.value)
    else issues.push(...months.failure)
  }
  return { usage: lines.usage(version.fiscalYear), issues }
}

/**
 * Parts of one year, each of other customers, as one.
 *
 * @example joinedUsage(fiscalYear(2005), [ofDma, ofDot]).customerIds // ['dma', 'dot']
 */
export function joinedUsage(fiscalYear: FiscalYear, parts: readonly UsageOfYear[]): UsageOfYear {
  const rateIds = [...new Set(parts.flatMap((each) => each.rateIds))]
  const rateAt = new Map(rateIds.map((id, at) => [id, at]))
  const length = parts.reduce((sum, each) => sum + each.quantity.length, 0)
  const columns = { customer: new Int32Array(length), rate: new Int32Array(length), month: new Uint8Array(length), quantity: new BigInt64Array(length) }
  let [count, customers] = [0, 0]
  for (const part of parts) {
    const rates = Int32Array.from(part.rateIds, (id) => rateAt.get(id) ?? 0)
    for (let line = 0; line < part.rate.length; line += 1) {
      columns.customer[count + line] = customers + (part.customer[line] ?? 0)
      columns.rate[count + line] = rates[part.rate[line] ?? 0] ?? 0
    }
    columns.month.set(part.month, count)
    columns.quantity.set(part.quantity, count)
    count += part.quantity.length
    customers += part.customerIds.length
  }
  return { fiscalYear, basis: 'planned', customerIds: parts.flatMap((each) => each.customerIds), rateIds, ...columns }
}
