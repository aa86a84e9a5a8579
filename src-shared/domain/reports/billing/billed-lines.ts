/** The lines of one customer's bills, each with the figure that multiplies its quantity: what the formulas of a statement are made of (BILL-1). */
import { billedAmount, isBilledByCost, priceInMonth, whyNotBilled } from '../../billing/billed-prices.ts'
import type { BillingYear } from '../../billing/billing-year.ts'
import { ALL_READY, lineFactors, type FactorsOf } from '../../billing/line-factors.ts'
import { firstLineOf } from '../../billing/statement.ts'
import { MONTHS } from '../../billing/usage-columns.ts'
import { usdOfCents } from '../../cents.ts'
import type { AnyDecimalText, Units, Usd } from '../../decimal.ts'
import { unitsOfMicro } from '../../micro-units.ts'
import type { OneTimeItem } from '../../model/billing-tables.ts'
import type { Month } from '../../month.ts'
import type { ResolvedPrice } from '../../rates/comparison.ts'
import { formatPrice } from '../../rates/price-text.ts'
import type { CatalogEntry } from '../../rates/price-columns.ts'
import { BLANK, textCell } from '../cells.ts'
import type { ReportCell } from '../report-model.ts'

/** The figure of a price and how it is shown. */
export type BilledRate = {
  /** USD per unit, or for each dollar of cost; null where there is nothing to multiply with. */
  readonly value: AnyDecimalText | null
  readonly places: number
  /** `Meter + 16.8 %`: what the figure alone does not say; empty for a price by unit. */
  readonly words: string
}

/** One rate of one month. `amount` is null where it could not be priced; `reason` says why. */
export type BilledLine = { readonly entry: CatalogEntry; /** A one-time item, which is a line of its own (BILL-1). */ readonly item: OneTimeItem | null; readonly month: Month; readonly unit: string; readonly quantity: Units; /** See `lineFactors`. */ readonly factors: string; readonly rate: BilledRate; readonly amount: Usd | null; readonly reason: string }

function placesOf(value: AnyDecimalText): number {
  return value.split('.')[1]?.length ?? 0
}

/** @example billedRate({ kind: 'cost-plus-percent', percent: '16.8', ... }) // { value: '1.168', places: 3, words: 'Meter + 16.8 %' } */
export function billedRate(price: ResolvedPrice | undefined): BilledRate {
  const value = price === undefined ? null : billedAmount(price)
  if (price === undefined || value === null) return { value, places: 0, words: '' }
  return { value, places: Math.max(placesOf(value), isBilledByCost(price) ? 0 : price.places), words: isBilledByCost(price) || price.kind === 'flat-per-period' ? formatPrice(price) : '' }
}

/** The figure as a cell, where there is one. */
export function rateCell(id: string, { value, places }: BilledRate): ReportCell {
  return value === null ? BLANK : { kind: 'number', id, value, format: 'usd', places }
}

/** A quantity at its own places. */
export function quantityCell(id: string, value: AnyDecimalText, more: { readonly formula?: Extract<ReportCell, { readonly kind: 'number' }>['formula'] & {}; readonly input?: boolean } = {}): ReportCell {
  return { kind: 'number', id, value, format: 'number', places: placesOf(value), ...more }
}

/** Why a line has no amount, where the amount would stand. */
export function notPricedCell(id: string): ReportCell {
  return textCell(id, 'Not priced', { tone: 'warning' })
}

/** Lines in the order of the catalog, then of the months. */
export function billedLines(bills: BillingYear, { customerId, month, factorsOf = ALL_READY }: { readonly customerId: string; /** Null: the whole year. */ readonly month: Month | null; /** Of this customer. */ readonly factorsOf?: FactorsOf }): readonly BilledLine[] {
  const at = bills.customerIndex.get(customerId)
  const customer = at === undefined ? undefined : bills.customers[at]
  if (at === undefined || customer === undefined) return []
  const { usage, columns } = bills.book
  const only = month === null ? null : bills.months.indexOf(month)
  const lines: BilledLine[] = []
  for (const [rate, entry] of bills.entries.entries()) {
    const start = usage.rateStart[rate] ?? 0
    for (let line = firstLineOf(bills, rate, at); line < (usage.rateStart[rate + 1] ?? 0) && usage.customer[line] === at; line += 1) {
      const index = usage.month[line] ?? MONTHS
      const used = bills.months[index]
      if (used === undefined || (only !== null && index !== only)) continue
      const price = priceInMonth(bills.calendar, { rateId: entry.rate.id, customerClass: customer.customerClass, month: index })
      const reason = whyNotBilled(price)
      const item = bills.items.get(line) ?? null
      lines.push({
        entry, item, month: used, unit: price !== undefined && isBilledByCost(price) ? 'USD of cost' : entry.rate.billableUnit, quantity: unitsOfMicro(usage.quantity[line] ?? 0n),
        factors: lineFactors({ months: [item === null ? factorsOf({ rateId: entry.rate.id, month: used }) : null], customerClasses: new Set(price === undefined ? [] : [price.customerClass]) }), rate: billedRate(price),
        amount: reason === null ? usdOfCents(columns[rate]?.amounts[line - start] ?? 0n) : null, reason: reason ?? '',
      })
    }
  }
  return lines
}
