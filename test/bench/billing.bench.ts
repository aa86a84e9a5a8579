/**
 * Bills of 200 customers x 500 rates x 12 months, exact to the cent: from nothing, at several sizes and widths, and after edited rates.
 * A million of random lines is held to decimal.js on the way.
 */
import { billBook, plainPlan, withRates, type BillBook, type BillingPlan } from '../../src-shared/domain/billing/bill-book.ts'
import { billImpact, impactAfter, type BillImpact } from '../../src-shared/domain/billing/bill-impact.ts'
import { priceColumns, repriceColumns, totalsByCustomer } from '../../src-shared/domain/billing/price-columns.ts'
import { usageColumns, type UsageColumns } from '../../src-shared/domain/billing/usage-columns.ts'
import { amountByDecimals, expectOk, linesOfRate } from '../support/usage-cases.ts'
import { randomNumbers, randomPrice, randomUsage } from '../support/random-usage.ts'
import { decimalYardstick, floatYardstick, sqlYardstick, type Priced } from './billing-yardsticks.ts'
import { medianOf, mediansOf, milliseconds, percentilesOfEdits, slowMedianOf, type Bench, type BenchRow } from './measure.ts'

const CUSTOMERS = 200
const RATES = 500
const EDITS = 200
const EDITS_OF_ALL = 10

function totalsOf({ usage, prices }: Priced): BigInt64Array {
  return totalsByCustomer(expectOk(priceColumns(usage, prices)), usage.customerCount)
}

function lines({ usage }: Priced): string {
  return `${usage.lineCount.toLocaleString('en-US')} lines`
}

function againstFloats(name: string, priced: Priced): BenchRow {
  const floats = floatYardstick(priced)
  const [exact, inexact] = mediansOf({ prepare: () => priced, run: totalsOf }, { prepare: () => priced, run: floats })
  return { name, value: milliseconds(exact), yardstick: `${milliseconds(inexact)}, the same loop on plain floats; at most 3 x`, ratio: `${(exact / inexact).toFixed(2)} x`, holds: exact <= 3 * inexact }
}

function againstOthers(priced: Priced): readonly BenchRow[] {
  const exact = medianOf({ prepare: () => priced, run: totalsOf })
  const byDecimals = decimalYardstick(priced)
  if (byDecimals().some((total, customer) => BigInt(total.times(100).toFixed(0)) !== totalsOf(priced)[customer])) throw new Error('The kernel and decimal.js differ.')
  const decimals = slowMedianOf(byDecimals)
  const sql = sqlYardstick(priced)
  const joined = slowMedianOf(sql.run)
  sql.close()
  const name = `${lines(priced)} priced to the cent, summed by customer`
  return [
    { name, value: milliseconds(exact), yardstick: 'under 60 ms', ratio: '', holds: exact < 60 },
    { name: 'The same against decimal.js line by line', value: milliseconds(exact), yardstick: `${milliseconds(decimals)}; at least 50 x`, ratio: `${(decimals / exact).toFixed(0)} x`, holds: decimals / exact >= 50 },
    { name: 'The same against a SQL join on floats in memory', value: milliseconds(exact), yardstick: `${milliseconds(joined)}; at least 20 x`, ratio: `${(joined / exact).toFixed(0)} x`, holds: joined / exact >= 20 },
  ]
}

/** Each line of a million with extremes against decimal.js. */
function checkExtremes(): void {
  const { usage, prices } = randomUsage({ customers: CUSTOMERS, rates: 420, extremes: true })
  for (const [rate, each] of prices.entries()) {
    const amounts = expectOk(repriceColumns({ usage, edits: [{ rate, prices: each }] }))[0]?.amounts
    for (const [at, line] of linesOfRate(usage, rate).entries()) if (amounts?.[at] !== amountByDecimals({ usage, prices }, { rate, line })) throw new Error(`The kernel and decimal.js differ at rate ${rate}, line ${line}.`)
  }
}

/** E10 and E05 with a minimum of 20.00 each. */
function plan(usage: UsageColumns): BillingPlan {
  const slots = plainPlan(usage).adjustments.length
  return { billingGroup: Uint8Array.from({ length: usage.rateCount }, (_, rate) => rate % 2), minimums: BigInt64Array.of(2000n, 2000n), adjustments: new BigInt64Array(2 * slots) }
}

function bookOf({ usage, prices }: Priced): BillBook {
  return expectOk(billBook({ usage, prices, plan: plan(usage) }))
}

/** Planned usage is other usage of the same customers and rates. */
function planned({ usage, prices }: Priced): Priced {
  const quantity = usage.quantity.map((each, line) => (each * BigInt(90 + (line % 25))) / 100n)
  const rate = new Int32Array(usage.lineCount)
  for (let each = 0; each < usage.rateCount; each += 1) rate.fill(each, usage.rateStart[each], usage.rateStart[each + 1])
  return { usage: expectOk(usageColumns({ ...usage, rate, quantity })), prices }
}

function editRow(name: string, parts: { readonly impact: BillImpact; readonly rates: number; readonly edits: number; readonly bound: number }): BenchRow {
  const next = randomNumbers()
  let impact = parts.impact
  const { p50, p95 } = percentilesOfEdits(parts.edits, (count) => {
    const edits = Array.from({ length: parts.rates }, (_, each) => (count * 37 + each) % RATES).map((rate) => ({ rate, prices: randomPrice(next, rate % 7) }))
    return () => (impact = expectOk(impactAfter(impact, expectOk(withRates(impact.after, edits)))))
  })
  const fromNothing = expectOk(billImpact({ before: impact.before, after: bookOf(impact.after) }))
  if (fromNothing.byCustomer.difference.some((each, customer) => each !== impact.byCustomer.difference[customer]) || fromNothing.byCustomer.rounding.some((each, customer) => each !== impact.byCustomer.rounding[customer])) throw new Error('After the edits the impact is not what it is from nothing.')
  return { name, value: `${milliseconds(p95)} p95, ${milliseconds(p50)} p50`, yardstick: `under ${parts.bound} ms p95`, ratio: '', holds: p95 < parts.bound }
}

function editRows(priced: Priced): readonly BenchRow[] {
  const before = bookOf(priced)
  const same = expectOk(billImpact({ before, after: before }))
  const other = expectOk(billImpact({ before, after: bookOf(planned(priced)) }))
  return [
    { name: 'All bills and sums from nothing (book)', value: milliseconds(medianOf({ prepare: () => priced, run: bookOf })), yardstick: '', ratio: '' },
    { name: 'The impact of a year on another from nothing', value: milliseconds(medianOf({ prepare: () => other, run: billImpact })), yardstick: '', ratio: '' },
    editRow('One rate edited: all bills and the impact, same usage', { impact: same, rates: 1, edits: EDITS, bound: 4 }),
    editRow('One rate edited: the same on planned usage', { impact: other, rates: 1, edits: EDITS, bound: 4 }),
    editRow('All 500 rates edited, same usage', { impact: same, rates: RATES, edits: EDITS_OF_ALL, bound: 60 }),
    editRow('All 500 rates edited, on planned usage', { impact: other, rates: RATES, edits: EDITS_OF_ALL, bound: 60 }),
  ]
}

function measure(): readonly BenchRow[] {
  checkExtremes()
  const size = { customers: CUSTOMERS, rates: RATES }
  const priced = randomUsage(size)
  const edits = editRows(priced)
  const sizes = [1, 4, 16].map((times) => {
    const sized = times === 1 ? priced : randomUsage({ ...size, customers: CUSTOMERS * times })
    return againstFloats(lines(sized), sized)
  })
  const kinds = [
    againstFloats('Every seventh line a credit', randomUsage({ ...size, creditEvery: 7 })),
    againstFloats('Quantities near the end of 64 bits', randomUsage({ ...size, times: 90n })),
    againstFloats('Beyond it, split by the scale', randomUsage({ ...size, times: 100_000n })),
  ]
  // Last, because a million decimal.js objects weigh on everything that runs beside them.
  return [...againstOthers(priced), ...sizes, ...kinds, ...edits]
}

export default { name: 'Bills', run: () => Promise.resolve(measure()) } satisfies Bench
