import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { microUnits, unitsOfMicro } from '../../src-shared/domain/micro-units.ts'
import { centScale, MAX_AMOUNT, priceColumns, repriceColumns, totalsByCustomer, widthOf, type Width } from '../../src-shared/domain/billing/price-columns.ts'
import { onePrice, pricesFrom, ratePrices } from '../../src-shared/domain/billing/rate-prices.ts'
import { MONTHS, usageColumns } from '../../src-shared/domain/billing/usage-columns.ts'
import { Decimal, toText, type AnyDecimalText, type Units } from '../../src-shared/domain/decimal.ts'
import { randomUsage } from '../support/random-usage.ts'
import { amountByDecimals, anyPriceList, anyUsage, expectOk, linesOfRate, usageOf } from '../support/usage-cases.ts'
import { usdPerUnit } from '../support/small-model.ts'

function amountOf(units: string, price: AnyDecimalText): bigint | undefined {
  const usage = usageOf([{ customer: 0, rate: 0, month: 0, quantity: microUnits(toText<'units'>(new Decimal(units))) }], { customers: 1, rates: 1 })
  return expectOk(priceColumns(usage, [onePrice(price)]))[0]?.amounts[0]
}

/** As many of every number of bits. */
function sized(max: bigint): fc.Arbitrary<bigint> {
  return fc.nat({ max: max.toString(2).length - 1 }).chain((bits) => fc.bigInt({ min: -(2n ** BigInt(bits)), max: 2n ** BigInt(bits) }))
}

/** Quantities and mantissas of one width, both signs, up to the ends of what it can hold. */
function casesOf(width: Width): fc.Arbitrary<{ readonly quantity: bigint; readonly price: AnyDecimalText }> {
  return fc
    .tuple(sized(10n ** 18n), sized(10n ** 14n), fc.nat({ max: 6 }))
    .filter(([quantity, mantissa, places]) => {
      const [largestQuantity, largestMantissa] = [quantity, mantissa].map((each) => (each < 0n ? -each : each))
      return widthOf({ largestQuantity: largestQuantity ?? 0n, largestMantissa: largestMantissa ?? 0n, scale: centScale(places) }) === width && ((largestQuantity ?? 0n) * (largestMantissa ?? 0n)) / centScale(places) < MAX_AMOUNT
    })
    .map(([quantity, mantissa, places]) => ({ quantity, price: toText(new Decimal(String(mantissa)).div(new Decimal(10).pow(places))) }))
}

describe('usage columns', () => {
  test('BILL-1: quantities of a customer, rate and month are summed, whatever the order of the lines', () => {
    const usage = usageOf([
      { customer: 1, rate: 1, month: 3, quantity: 5n }, { customer: 0, rate: 1, month: 3, quantity: 7n }, { customer: 1, rate: 0, month: 11, quantity: 1n },
      { customer: 1, rate: 1, month: 3, quantity: -2n }, { customer: 1, rate: 1, month: 0, quantity: 9n },
    ], { customers: 2, rates: 3 })
    expect(usage).toEqual({
      lineCount: 4, customerCount: 2, rateCount: 3, customerClass: Uint8Array.of(0, 0), customer: Int32Array.of(1, 0, 1, 1), month: Uint8Array.of(11, 3, 0, 3),
      quantity: BigInt64Array.of(1n, 7n, 9n, 3n), rateStart: Int32Array.of(0, 1, 4, 4), largest: BigInt64Array.of(1n, 9n, 0n), yearQuantity: BigInt64Array.of(0n, 1n, 7n, 12n, 0n, 0n),
    })
  })

  test('lines sorted already give the same columns as the same lines shuffled', () => {
    fc.assert(fc.property(anyUsage, fc.infiniteStream(fc.nat()), (usage, numbers) => {
        const lines = Array.from({ length: usage.rateCount }, (_, rate) => linesOfRate(usage, rate).map((line) => ({ customer: usage.customer[line] ?? 0, rate, month: usage.month[line] ?? 0, quantity: usage.quantity[line] ?? 0n, by: numbers.next().value }))).flat()
        const shuffled = lines.toSorted((left, right) => left.by - right.by)
        expect(usageOf(shuffled, { customers: usage.customerCount, rates: usage.rateCount, classes: [...usage.customerClass] })).toEqual(usage)
      }))
  })

  test('a sum beyond 10^12 units is refused by its customer, rate and month; an index outside of its list is a bug', () => {
    const half = { customer: 0, rate: 0, month: 4, quantity: 6n * 10n ** 17n }
    const lines = { customerCount: 1, rateCount: 1, customerClass: Uint8Array.of(0), customer: Int32Array.of(0, 0), rate: Int32Array.of(0, 0), month: Uint8Array.of(4, 4) }
    expect(usageColumns({ ...lines, quantity: BigInt64Array.of(half.quantity, half.quantity) })).toEqual({ ok: false, failure: { ...half, code: 'quantity-out-of-range', quantity: 12n * 10n ** 17n } })
    expect(usageColumns({ ...lines, quantity: BigInt64Array.of(-(2n ** 63n), 0n) })).toMatchObject({ ok: false, failure: { quantity: -(2n ** 63n) } })
    expect(usageColumns({ ...lines, quantity: BigInt64Array.of(2n ** 62n, 2n ** 62n) })).toMatchObject({ ok: false, failure: { quantity: 2n ** 63n } })
    const year = usageColumns({ customerCount: 1, rateCount: 1, customerClass: Uint8Array.of(0), customer: new Int32Array(12), rate: new Int32Array(12), month: Uint8Array.from({ length: 12 }, (_, month) => month), quantity: new BigInt64Array(12).fill(10n ** 18n) })
    expect(year).toEqual({ ok: false, failure: { code: 'quantity-out-of-range', customer: 0, rate: 0, month: null, quantity: 12n * 10n ** 18n } })
    expect(() => usageColumns({ ...lines, month: Uint8Array.of(4, 12), quantity: BigInt64Array.of(1n, 1n) })).toThrow(RangeError)
  })

  test('NUM-7: a quantity has six places', () => {
    const quantity = toText<'units'>(new Decimal('-0.000001'))
    expect([microUnits(quantity), unitsOfMicro(-1n), microUnits(toText<'units'>(new Decimal('1000000000000')))]).toEqual([-1n, quantity, 10n ** 18n])
    expect(() => microUnits('0.0000001' as Units)).toThrow(RangeError)
  })
})

describe('the pricing kernel', () => {
  test.each(['product', 'split', 'wide'] as const)('NUM-1, NUM-2: equals decimal.js where the width is %s', (width) => {
    fc.assert(fc.property(casesOf(width), ({ quantity, price }) => {
        const usage = usageOf([{ customer: 0, rate: 0, month: 0, quantity }], { customers: 1, rates: 1 })
        const prices = [onePrice(price)]
        expect(expectOk(priceColumns(usage, prices))[0]?.amounts[0]).toBe(amountByDecimals({ usage, prices }, { rate: 0, line: 0 }))
      }), { numRuns: 2000 })
  })

  test('NUM-1, NUM-2, NUM-3: 1,000,000 random lines equal decimal.js, from 10^-6 to 10^12 units, rates of 0 to 6 places, negative adjustments', () => {
    const { usage, prices } = randomUsage({ customers: 200, rates: 420, extremes: true })
    expect(usage.lineCount).toBeGreaterThan(1_000_000)
    const differing: unknown[] = []
    for (const [rate, each] of prices.entries()) {
      const amounts = expectOk(repriceColumns({ usage, edits: [{ rate, prices: each }] }))[0]?.amounts
      for (const [at, line] of linesOfRate(usage, rate).entries()) if (amounts?.[at] !== amountByDecimals({ usage, prices }, { rate, line })) differing.push({ rate, line })
    }
    expect(differing).toEqual([])
  })

  test('RATE-6, BILL-10: the price of the class and the month; sums by customer are the sums of the rounded lines', () => {
    fc.assert(fc.property(anyUsage, anyPriceList, (usage, prices) => {
        const priced = priceColumns(usage, prices)
        fc.pre(priced.ok)
        const sums = new Map<number, bigint>()
        for (const [rate, { amounts }] of expectOk(priced).entries()) {
          expect([...amounts]).toEqual(linesOfRate(usage, rate).map((line) => amountByDecimals({ usage, prices }, { rate, line })))
          for (const [at, line] of linesOfRate(usage, rate).entries()) sums.set(usage.customer[line] ?? 0, (sums.get(usage.customer[line] ?? 0) ?? 0n) + (amounts[at] ?? 0n))
        }
        expect([...totalsByCustomer(expectOk(priced), usage.customerCount)]).toEqual(Array.from({ length: usage.customerCount }, (_, customer) => sums.get(customer) ?? 0n))
      }), { numRuns: 500 })
  })

  test('NUM-2: half a cent goes away from zero', () => {
    const price = usdPerUnit('0.005')
    expect([amountOf('1', price), amountOf('-1', price), amountOf('0.999999', price), amountOf('-0.999999', price)]).toEqual([1n, -1n, 0n, 0n])
    expect([amountOf('1', usdPerUnit('4.105')), amountOf('-1', usdPerUnit('4.105'))]).toEqual([411n, -411n])
  })

  test('BILL-1: 26 checks a year are 69.94', () => {
    expect(amountOf('26', usdPerUnit('2.69'))).toBe(6994n)
  })

  test('each width is taken up to the last product that fits', () => {
    const scale = centScale(2)
    const most = (2n ** 63n - 1n - scale / 2n) / 9981n
    const width = (largestQuantity: bigint, largestMantissa: bigint): Width => widthOf({ largestQuantity, largestMantissa, scale })
    expect([width(most, 9981n), width(most + 1n, 9981n), width(10n ** 18n, 9981n), width(10n ** 18n, 9n * 10n ** 12n), width(10n ** 6n, 10n ** 13n)]).toEqual(['product', 'split', 'split', 'wide', 'wide'])
    // As the methodology states it.
    expect(unitsOfMicro(most)).toBe('924092980.348088')
  })

  test('a line beyond 10^15 dollars is refused by its customer, rate and month, and so are totals that could leave 64 bits', () => {
    const usage = usageOf([{ customer: 1, rate: 0, month: 7, quantity: 10n ** 18n }], { customers: 2, rates: 1 })
    expect(priceColumns(usage, [onePrice(usdPerUnit('1000.01'))])).toEqual({ ok: false, failure: { code: 'line-out-of-range', rate: 0, customer: 1, month: 7 } })
    expect(expectOk(priceColumns(usage, [onePrice(usdPerUnit('1000'))]))[0]?.amounts).toEqual(BigInt64Array.of(10n ** 17n))
    const many = usageOf(Array.from({ length: 96 }, (_, at) => ({ customer: at % 16, rate: 0, month: Math.floor(at / 16), quantity: 10n ** 18n })), { customers: 16, rates: 1 })
    expect(priceColumns(many, [onePrice(usdPerUnit('1000'))])).toEqual({ ok: false, failure: { code: 'total-out-of-range' } })
  })

  test('NUM-3, BILL-10: prices at one scale, from the month on from which each holds', () => {
    const months = pricesFrom([{ month: 6, price: usdPerUnit('12.5') }, { month: 0, price: usdPerUnit('10') }])
    const { places, exact, mantissas, largest } = ratePrices({ state: months, 'non-state': usdPerUnit('0.25'), external: null })
    expect({ places, largest, july: exact[0], january: exact[6], nonState: exact[MONTHS], external: exact[2 * MONTHS] }).toEqual({ places: 2, largest: 1250n, july: 1000n, january: 1250n, nonState: 25n, external: null })
    expect([...mantissas]).toEqual(exact.map((mantissa) => mantissa ?? 0n))
    expect(pricesFrom([{ month: 4, price: usdPerUnit('1') }]).slice(2, 6)).toEqual([null, null, '1', '1'])
  })
})
