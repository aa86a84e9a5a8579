/** What the pricing of 1,200,000 lines is measured against: decimal.js, a SQL join on floats, and the kernel's own loop on plain floats. */
import Database from 'better-sqlite3'

import { centScale } from '../../src-shared/domain/billing/price-columns.ts'
import type { RatePrices } from '../../src-shared/domain/billing/rate-prices.ts'
import { MONTHS, type UsageColumns } from '../../src-shared/domain/billing/usage-columns.ts'
import { Decimal } from '../../src-shared/domain/decimal.ts'

export type Priced = { readonly usage: UsageColumns; readonly prices: readonly RatePrices[] }

/** A rate has one price for all classes and months here. */
function mantissaOf(prices: RatePrices | undefined): bigint {
  return prices?.exact[0] ?? 0n
}

/** A decimal.js object a line, made beforehand; the product rounded to the cent and added to the customer's sum. */
export function decimalYardstick({ usage, prices }: Priced): () => readonly Decimal[] {
  const quantities = Array.from(usage.quantity, (quantity) => new Decimal(String(quantity)).div(1_000_000))
  const ofRate = prices.map((each) => new Decimal(String(mantissaOf(each))).div(new Decimal(10).pow(each.places)))
  return () => {
    const totals = Array.from({ length: usage.customerCount }, () => new Decimal(0))
    for (const [rate, price] of ofRate.entries()) {
      for (let line = usage.rateStart[rate] ?? 0; line < (usage.rateStart[rate + 1] ?? 0); line += 1) {
        const customer = usage.customer[line] ?? 0
        const amount = (quantities[line] ?? price).times(price).toDecimalPlaces(2)
        totals[customer] = (totals[customer] ?? amount).plus(amount)
      }
    }
    return totals
  }
}

/** In memory, both tables keyed by what they are joined on, floats rounded to the cent. */
export function sqlYardstick({ usage, prices }: Priced): { readonly run: () => unknown; readonly close: () => void } {
  const database = new Database(':memory:')
  database.exec('CREATE TABLE rate (id INTEGER PRIMARY KEY, price REAL NOT NULL) STRICT; CREATE TABLE usage (rate INTEGER, customer INTEGER, month INTEGER, quantity REAL NOT NULL, PRIMARY KEY (rate, customer, month)) STRICT, WITHOUT ROWID')
  const addRate = database.prepare('INSERT INTO rate VALUES (?, ?)')
  const addUsage = database.prepare('INSERT INTO usage VALUES (?, ?, ?, ?)')
  database.transaction(() => {
    for (const [rate, each] of prices.entries()) {
      addRate.run(rate, Number(mantissaOf(each)) / 10 ** each.places)
      for (let line = usage.rateStart[rate] ?? 0; line < (usage.rateStart[rate + 1] ?? 0); line += 1) addUsage.run(rate, usage.customer[line], usage.month[line], Number(usage.quantity[line] ?? 0n) / 1_000_000)
    }
  })()
  const query = database.prepare('SELECT customer, sum(round(quantity * price, 2)) AS total FROM usage JOIN rate ON rate.id = usage.rate GROUP BY customer')
  return { run: () => query.all(), close: () => { database.close() } }
}

/** The same columns, look-ups, rounding and sums, on doubles throughout. */
export function floatYardstick({ usage, prices }: Priced): () => Float64Array {
  const quantities = Float64Array.from(usage.quantity, Number)
  const ofRate = prices.map((each) => Float64Array.from(each.mantissas, (mantissa) => Number(mantissa) / Number(centScale(each.places))))
  return () => {
    const amounts = new Float64Array(usage.lineCount)
    const byCustomer = new Float64Array(usage.rateCount * usage.customerCount)
    const totals = new Float64Array(usage.customerCount)
    for (const [rate, price] of ofRate.entries()) {
      const start = usage.rateStart[rate] ?? 0
      const end = usage.rateStart[rate + 1] ?? 0
      priceFloats({ amounts: amounts.subarray(start, end), byCustomer: byCustomer.subarray(rate * usage.customerCount, (rate + 1) * usage.customerCount) }, { usage, start, price, quantities })
    }
    for (let cell = 0; cell < byCustomer.length; cell += usage.customerCount) {
      for (let customer = 0; customer < totals.length; customer += 1) totals[customer] = (totals[customer] ?? 0) + (byCustomer[cell + customer] ?? 0)
    }
    return totals
  }
}

type FloatTask = { readonly usage: UsageColumns; readonly start: number; readonly price: Float64Array; readonly quantities: Float64Array }

function priceFloats({ amounts, byCustomer }: { readonly amounts: Float64Array; readonly byCustomer: Float64Array }, { usage, start, price, quantities }: FloatTask): void {
  const { customer, month, customerClass } = usage
  for (let at = 0; at < amounts.length; at += 1) {
    const line = start + at
    const of = customer[line] ?? 0
    const amount = Math.round((quantities[line] ?? 0) * (price[(customerClass[of] ?? 0) * MONTHS + (month[line] ?? 0)] ?? 0))
    amounts[at] = amount
    byCustomer[of] = (byCustomer[of] ?? 0) + amount
  }
}
