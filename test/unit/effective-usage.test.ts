import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { usageEntryId, type UsageEntry } from '../../src-shared/domain/model/billing-tables.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { month, monthNumber, monthOfNumber } from '../../src-shared/domain/month.ts'
import type { CountedLines } from '../../src-shared/domain/usage/batch-lines.ts'
import { effectiveUsage, usageOfYear, type UsageOfYear } from '../../src-shared/domain/usage/effective-usage.ts'
import { inOrder, lineOrder, quantitiesInOrder } from '../../src-shared/domain/usage/line-order.ts'
import { microUnits, unitsOfMicro } from '../../src-shared/domain/micro-units.ts'
import { halvesOf, LARGEST_SMALL, setSmallQuantity, smallQuantity } from '../../src-shared/domain/usage/quantity-column.ts'
import { usageGrid } from '../../src-shared/domain/usage/usage-grid.ts'
import { customerRow, smallRows, smallUsage, unitsOf, usageLines } from '../support/small-model.ts'

type Line = readonly [customer: string, rate: string, month: string, quantity: bigint]

function entry(customerId: string, rateId: string, at: string, quantity: string | null): UsageEntry {
  const key = { customerId, rateId, month: month(at) }
  return { id: usageEntryId(key), ...key, quantity: quantity === null ? null : unitsOf(quantity), author: 'Ben', note: 'by telephone' }
}

function draftWith(entries: readonly UsageEntry[]): Draft {
  return draftFromRows({ ...smallRows(), usageEntry: entries })
}

function counted(lines: readonly Line[]): CountedLines {
  const { customerIds, rateIds, ...columns } = usageLines(lines)
  const order = lineOrder(columns)
  return {
    customerIds, rateIds, customer: inOrder(columns.customer, order), rate: inOrder(columns.rate, order), month: inOrder(columns.month, order), quantity: quantitiesInOrder(columns.quantity, order),
    batchIds: ['usage-1'], batch: new Int32Array(lines.length),
  }
}

function told(year: UsageOfYear): readonly string[] {
  return Array.from(year.rate, (rate, line) => `${year.rateIds[rate]} ${year.customerIds[year.customer[line] ?? -1]} ${year.month[line]} ${year.quantity[line]}`)
}

const SMALL: readonly Line[] = [['dot', 'tape', '2003-07', 10n ** 18n], ['dma', 'cpu', '2003-08', -2_500_000n], ['dma', 'cpu', '2003-07', 1_500_000n], ['gone', 'cpu', '2003-07', 1n]]

describe('usage that counts', () => {
  test('lists customers by position and rates in the order of the catalog; a customer who is gone is reported, not dropped', () => {
    const { years, orphans } = effectiveUsage({ draft: draftWith([]), lines: counted(SMALL) })
    const year = years.get(fiscalYear(2004))
    expect([year?.customerIds, year?.rateIds]).toEqual([['dma', 'dot'], ['cpu', 'tape', 'meter', 'consultant', 'unpriced', 'hub', 'drop']])
    expect(year === undefined ? [] : told(year)).toEqual(['cpu dma 0 1500000', 'cpu dma 1 -2500000', 'tape dot 0 1000000000000000000'])
    expect(orphans).toEqual({ lineCount: 1, customers: [{ id: 'gone', lineCount: 1 }], rates: [], ofNoYear: 0 })
  })

  test('a typed quantity replaces what batches say, also where they say nothing; a typed nothing leaves no line', () => {
    const draft = draftWith([entry('dma', 'cpu', '2003-07', '7'), entry('dma', 'cpu', '2003-08', null), entry('dot', 'hub', '2004-07', '0'), entry('dot', 'cpu', '2004-06', '0.000001')])
    const { years } = effectiveUsage({ draft, lines: counted(SMALL) })
    expect([...years].map(([year, usage]) => [year, told(usage)])).toEqual([
      [2004, ['cpu dma 0 7000000', 'cpu dot 11 1', 'tape dot 0 1000000000000000000']],
      [2005, ['hub dot 0 0']],
    ])
  })

  test('a year keeps its columns as long as nothing is typed in it; the first month of the fiscal year is the model\'s', () => {
    const lines = counted([...SMALL, ['dma', 'cpu', '2004-07', 5n]])
    const before = effectiveUsage({ draft: draftWith([]), lines })
    const { customer, rate, service, serviceGroup, lineOfBusiness, settings } = draftWith([])
    const draft = { ...draftWith([]), customer, rate, service, serviceGroup, lineOfBusiness, settings }
    const first = effectiveUsage({ draft, lines })
    const after = effectiveUsage({ draft: { ...draft, usageEntry: new Map([['x', entry('dma', 'cpu', '2003-07', '7')]]) }, lines })
    expect(before.years.size).toBe(2)
    expect(after.years.get(fiscalYear(2005))).toBe(first.years.get(fiscalYear(2005)))
    const calendar = draftFromRows({ ...smallRows(), usageEntry: [], settings: [{ id: 'model', agencyName: '', officeName: '', fiscalYearFirstMonth: 1 }] })
    expect([...effectiveUsage({ draft: calendar, lines }).years].map(([year, usage]) => [year, [...usage.month]])).toEqual([[2003, [6, 7, 6]], [2004, [6]]])
  })

  test('a month of no fiscal year is reported', () => {
    expect(effectiveUsage({ draft: draftWith([]), lines: counted([['dma', 'cpu', '1900-01', 1n], ['dma', 'cpu', '2199-12', 1n]]) })).toMatchObject({ years: new Map(), orphans: { lineCount: 2, ofNoYear: 2, customers: [], rates: [] } })
    expect(told(usageOfYear(effectiveUsage({ draft: draftWith([]), lines: counted([]) }), { draft: draftWith([]), fiscalYear: fiscalYear(2004) }))).toEqual([])
  })

  const key = fc.tuple(fc.constantFrom('dma', 'dot', 'new', 'gone'), fc.constantFrom('cpu', 'tape', 'hub', 'lost'), fc.integer({ min: 24_030, max: 24_070 }).map((number) => String(monthOfNumber(number))))
  const quantity = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n })
  const lineOf = fc.tuple(key, quantity)
  const entryOf = fc.tuple(fc.tuple(fc.constantFrom('dma', 'dot', 'new'), fc.constantFrom('cpu', 'tape', 'hub'), fc.integer({ min: 24_030, max: 24_070 }).map((number) => String(monthOfNumber(number)))), fc.option(quantity))
  const unique = { maxLength: 60, selector: ([at]: readonly [readonly string[], unknown]) => at.join('|') }

  test('NUM-7: whatever is imported and typed, each year holds exactly the figures that one by one it should', () => {
    fc.assert(fc.property(fc.uniqueArray(lineOf, unique), fc.uniqueArray(entryOf, unique), (lines, typed) => {
      const rows = smallRows()
      const draft = draftFromRows({
        ...rows, customer: [customerRow('dot', 1), customerRow('dma', 0), customerRow('new', 1)], usageEntry: typed.map(([[customer, rate, at], value]) => entry(customer, rate, at, value === null ? null : unitsOfMicro(value))),
      })
      const expected = new Map<string, bigint>()
      for (const [[customer, rate, at], value] of lines) if (customer !== 'gone' && rate !== 'lost') expected.set(`${rate}|${customer}|${at}`, value)
      for (const [[customer, rate, at], value] of typed) {
        if (value === null) expected.delete(`${rate}|${customer}|${at}`)
        else expected.set(`${rate}|${customer}|${at}`, value)
      }
      const { years, orphans } = effectiveUsage({ draft, lines: counted(lines.map(([at, value]) => [...at, value] as const)) })
      const found = new Map([...years].flatMap(([year, usage]) => {
        const start = monthNumber(month(`${year - 1}-07`))
        expect(lineOrderOf(usage)).toEqual(Array.from(usage.rate, (_, line) => line))
        return Array.from(usage.rate, (rate, line) => [`${usage.rateIds[rate]}|${usage.customerIds[usage.customer[line] ?? -1]}|${monthOfNumber(start + (usage.month[line] ?? 99))}`, usage.quantity[line] ?? 0n] as const)
      }))
      expect(found).toEqual(expected)
      expect(orphans.lineCount).toBe(lines.filter(([[customer, rate]]) => customer === 'gone' || rate === 'lost').length)
    }), { numRuns: 300 })
  })
})

/** Places sorted by rate, customer and month, as pricing wants them. */
function lineOrderOf(usage: UsageOfYear): readonly number[] {
  const at = (line: number): readonly number[] => [usage.rate[line] ?? 0, usage.customer[line] ?? 0, usage.month[line] ?? 0]
  return Array.from(usage.rate, (_, line) => line).sort((left, right) => at(left).map((value, index) => value - (at(right)[index] ?? 0)).find((each) => each !== 0) ?? 0)
}

describe('the grid of one customer and year', () => {
  test('shows figures with their origin; what is missing is not zero', () => {
    const draft = draftWith([entry('dma', 'cpu', '2003-07', '7'), entry('dma', 'hub', '2003-09', '0'), entry('dma', 'tape', '2003-07', null), entry('dot', 'cpu', '2003-07', '1')])
    const grid = usageGrid({ draft, lines: counted(SMALL), customerId: 'dma', fiscalYear: fiscalYear(2004) })
    const typed = { kind: 'typed', author: 'Ben', note: 'by telephone', instead: null }
    expect([grid.months[0], grid.months.length, grid.rows.map((row) => [row.rateId, row.cells.length])]).toEqual(['2003-07', 12, [['cpu', 12], ['tape', 12], ['hub', 12]]])
    expect(grid.rows[0]?.cells.slice(0, 3)).toEqual([
      { quantity: '7', origin: { ...typed, instead: '1.5' } }, { quantity: '-2.5', origin: { kind: 'batch', batchId: 'usage-1', number: 1, fileName: 'usage.csv' } }, null,
    ])
    expect([grid.rows[1]?.cells[0], grid.rows[2]?.cells[2], grid.rows[2]?.cells[3]]).toEqual([{ quantity: null, origin: typed }, { quantity: '0', origin: typed }, null])
    expect(usageGrid({ draft, lines: counted(SMALL), customerId: 'nobody', fiscalYear: fiscalYear(2004) }).rows).toEqual([])
  })
})

describe('columns of quantities', () => {
  test('NUM-1: a small quantity as a number is the same value, up to the bound and not beyond', () => {
    const most = BigInt(LARGEST_SMALL)
    fc.assert(fc.property(fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.bigInt({ min: -most - 3n, max: -most + 3n }), fc.bigInt({ min: most - 3n, max: most + 3n }), fc.bigInt({ min: -9n, max: 9n })), (value) => {
      const read = smallQuantity(halvesOf(BigInt64Array.of(0n, value)), 1)
      const isSmall = value <= most && value >= -most - 1n
      expect(read).toBe(isSmall ? Number(value) : undefined)
      if (read === undefined) return
      const column = new BigInt64Array(2)
      setSmallQuantity(halvesOf(column), 1, read)
      expect([...column]).toEqual([0n, value])
    }))
  })

  test('NUM-7: micro-units and canonical text are the same quantity', () => {
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (value) => {
      expect(microUnits(unitsOfMicro(value))).toBe(value)
    }))
    expect([microUnits(unitsOf('-12.5')), unitsOfMicro(-12_500_000n), smallUsage().lines.quantity.length]).toEqual([-12_500_000n, '-12.5', 4])
    expect(() => microUnits(unitsOf('0.0000001'))).toThrow('whole micro-units')
  })
})
