/** Random usage and prices for property tests of billing, and the same priced line by line in decimal.js. */
import fc from 'fast-check'

import type { BillBook, BillingPlan } from '../../src-shared/domain/billing/bill-book.ts'
import { ratePrices, type RatePrices, type YearPrices } from '../../src-shared/domain/billing/rate-prices.ts'
import { MONTHS, usageColumns, type UsageColumns } from '../../src-shared/domain/billing/usage-columns.ts'
import { Decimal, toText } from '../../src-shared/domain/decimal.ts'
import { CUSTOMER_CLASSES } from '../../src-shared/domain/model/tables.ts'
import type { Result } from '../../src-shared/domain/result.ts'

export type UsageLine = { readonly customer: number; readonly rate: number; readonly month: number; readonly quantity: bigint }

export function expectOk<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)))
  return result.value
}

/** Columns of lines that are plain objects; every customer is of the class state unless said otherwise. */
export function usageOf(lines: readonly UsageLine[], { customers, rates, classes }: { readonly customers: number; readonly rates: number; readonly classes?: readonly number[] }): UsageColumns {
  return expectOk(usageColumns({
    customerCount: customers, rateCount: rates, customerClass: Uint8Array.from(classes ?? Array.from({ length: customers }, () => 0)),
    customer: Int32Array.from(lines, ({ customer }) => customer), rate: Int32Array.from(lines, ({ rate }) => rate),
    month: Uint8Array.from(lines, ({ month }) => month), quantity: BigInt64Array.from(lines, ({ quantity }) => quantity),
  }))
}

export const CUSTOMERS = 3
export const RATES = 4
const size = { customers: CUSTOMERS, rates: RATES }

/** Powers of ten, so that every size comes as often as any other. */
export const quantity = fc.tuple(fc.nat({ max: 17 }), fc.integer({ min: -99, max: 99 })).map(([power, digits]) => (10n ** BigInt(power) * BigInt(digits)) / 10n)
const everyday = fc.bigInt({ min: -50_000_000n, max: 5_000_000_000n })

/** Published: up to seven digits, 0 to 6 places; every fourth below zero. */
export const price = fc.tuple(fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 9_999_999 }) }, { weight: 1, arbitrary: fc.integer({ min: -9_999_999, max: 0 }) }), fc.nat({ max: 6 })).map(([mantissa, places]) => toText<'USD/unit'>(new Decimal(mantissa).div(new Decimal(10).pow(places))))

const yearPrices: fc.Arbitrary<YearPrices> = fc.oneof({ weight: 6, arbitrary: price }, { weight: 1, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: fc.array(fc.option(price), { minLength: MONTHS, maxLength: MONTHS }) })

export const anyPrices: fc.Arbitrary<RatePrices> = fc.record({ state: yearPrices, 'non-state': yearPrices, external: yearPrices }).map(ratePrices)
export const anyPriceList = fc.array(anyPrices, { minLength: RATES, maxLength: RATES })

const line = (quantities: fc.Arbitrary<bigint>): fc.Arbitrary<UsageLine> => fc.record({ customer: fc.nat({ max: CUSTOMERS - 1 }), rate: fc.nat({ max: RATES - 1 }), month: fc.nat({ max: MONTHS - 1 }), quantity: quantities })
export const anyLines = fc.array(line(fc.oneof(everyday, quantity)), { maxLength: 40 })
export const anyUsage = fc.tuple(anyLines, fc.array(fc.nat({ max: CUSTOMER_CLASSES.length - 1 }), { minLength: CUSTOMERS, maxLength: CUSTOMERS })).map(([lines, classes]) => usageOf(lines, { ...size, classes }))

const BILLING_GROUPS = 2
export const anyPlan: fc.Arbitrary<BillingPlan> = fc
  .tuple(fc.array(fc.nat({ max: BILLING_GROUPS - 1 }), { minLength: RATES, maxLength: RATES }), fc.constantFrom(0n, 2000n, 150_000n), fc.array(fc.bigInt({ min: -5000n, max: 5000n }), { minLength: CUSTOMERS * MONTHS * BILLING_GROUPS, maxLength: CUSTOMERS * MONTHS * BILLING_GROUPS }))
  .map(([groups, minimum, adjustments]) => ({ billingGroup: Uint8Array.from(groups), minimums: BigInt64Array.of(minimum, 2000n), adjustments: BigInt64Array.from(adjustments) }))

/** Quantity and price of one line as decimals, and its amount in cents, rounded once half up. */
export function amountByDecimals({ usage, prices }: Pick<BillBook, 'usage' | 'prices'>, { rate, line }: { readonly rate: number; readonly line: number }): bigint {
  const customer = usage.customer[line] ?? 0
  const { exact, places } = prices[rate] ?? ratePrices({ state: null, 'non-state': null, external: null })
  const mantissa = exact[(usage.customerClass[customer] ?? 0) * MONTHS + (usage.month[line] ?? 0)] ?? 0n
  const units = new Decimal(String(usage.quantity[line] ?? 0n)).div(1_000_000)
  const priceOfUnit = new Decimal(String(mantissa)).div(new Decimal(10).pow(places))
  return BigInt(units.times(priceOfUnit).times(100).toDecimalPlaces(0).toFixed())
}

export function linesOfRate(usage: UsageColumns, rate: number): readonly number[] {
  const start = usage.rateStart[rate] ?? 0
  return Array.from({ length: (usage.rateStart[rate + 1] ?? 0) - start }, (_, at) => start + at)
}

