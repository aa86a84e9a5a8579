/** Projected units as usage of a year: planned usage is priced, compared and explained as recorded usage is. */
import { microUnits } from '../micro-units.ts'
import type { FiscalYear } from '../fiscal-year.ts'
import { MONTHS } from '../billing/usage-columns.ts'
import type { UsageOfYear } from '../usage/effective-usage.ts'
import type { CustomerProjection } from './customer-projection.ts'

/**
 * One line a customer, rate and month that has a figure, actual or projected. All projections are of the same year.
 *
 * @example projectedUsage(fiscalYear(2005), [projection]).quantity.length // 12 for one rate
 */
export function projectedUsage(fiscalYear: FiscalYear, projections: readonly CustomerProjection[]): UsageOfYear {
  const customerIds = projections.map((each) => each.customerId)
  const rateIds = [...new Set(projections.flatMap((each) => each.rates.map((rate) => rate.rateId)))]
  const rateAt = new Map(rateIds.map((id, at) => [id, at]))
  const most = projections.reduce((sum, each) => sum + each.rates.length * MONTHS, 0)
  const columns = { customer: new Int32Array(most), rate: new Int32Array(most), month: new Uint8Array(most), quantity: new BigInt64Array(most) }
  let count = 0
  for (const [customer, { rates }] of projections.entries()) {
    for (const { rateId, year } of rates) {
      for (const [month, { quantity }] of year.months.entries()) {
        if (quantity === null) continue
        columns.customer[count] = customer
        columns.rate[count] = rateAt.get(rateId) ?? 0
        columns.month[count] = month
        columns.quantity[count] = microUnits(quantity)
        count += 1
      }
    }
  }
  return { fiscalYear, basis: 'planned', customerIds, rateIds, customer: columns.customer.slice(0, count), rate: columns.rate.slice(0, count), month: columns.month.slice(0, count), quantity: columns.quantity.slice(0, count) }
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
