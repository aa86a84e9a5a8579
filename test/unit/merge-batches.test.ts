import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { MAX_MICRO_UNITS } from '../../src-shared/domain/micro-units.ts'
import { MAX_MICRO_UNITS_OF_DAY, NO_DAYS } from '../../src-shared/domain/usage/days-of-lines.ts'
import { planUsageImport } from '../../src-shared/domain/usage/imports/plan-usage-import.ts'
import { usageCatalog } from '../../src-shared/domain/usage/imports/usage-catalog.ts'
import { UsageRows } from '../../src-shared/domain/usage/imports/usage-rows.ts'
import { mergeBatches, type UsageLayer } from '../../src-shared/domain/usage/merge-batches.ts'
import { NOTHING_COUNTED, type CountedLines } from '../../src-shared/domain/usage/batch-lines.ts'
import { countingIds, smallModel } from '../support/small-model.ts'

const MAPPING = { headerRow: 1, fields: { agency: 0, rate: 1, month: 2, quantity: 3 }, months: [] }
const DRAFT = smallModel()

/** One row of a file: a day of July or August 2003, or the whole month (day 0). */
type Row = { readonly customer: 'dma' | 'dot'; readonly rate: 'cpu' | 'tape'; readonly month: '2003-07' | '2003-08'; readonly day: number; readonly quantity: bigint }

function keyOf({ customer, rate, month }: Row): string {
  return `${customer} ${rate} ${month}`
}

/** What stands in the model of a batch, as the store keeps it. */
type Standing = { readonly file: readonly Row[]; readonly lines: UsageLayer }

function counted(batches: readonly Standing[]): CountedLines & { readonly days: typeof NO_DAYS } {
  const merged = mergeBatches(batches.map(({ lines }, batch) => ({ ...lines, batch: new Int32Array(lines.rate.length).fill(batch) })))
  return { ...usageCatalog({ draft: DRAFT, present: NOTHING_COUNTED }), batchIds: batches.map((_, batch) => `batch-${batch}`), ...merged }
}

/** Null where the file says nothing that the model does not have. */
function imported(batches: readonly Standing[], file: readonly Row[]): Standing | null {
  const { days: presentDays, ...present } = counted(batches)
  const rows = new UsageRows({ fileName: 'days.csv', sheet: '', header: ['agency', 'rate', 'month', 'quantity'], mapping: MAPPING, catalog: usageCatalog({ draft: DRAFT, present }) })
  file.forEach(({ customer, rate, month, day, quantity }, index) => {
    rows.begin()
    rows.takeText(index + 2, { customer: rows.customer(customer.toUpperCase()), rate: rows.rate(rate.toUpperCase()), month: rows.month(day === 0 ? month : `${month}-${String(day).padStart(2, '0')}`), monthColumn: undefined }, `${quantity}`)
  })
  const read = rows.finish()
  if (!read.ok) throw new Error(JSON.stringify(read.failure))
  const { usage, outcome } = planUsageImport({ draft: DRAFT, present, presentDays, read: read.value, fileName: 'days.csv', newId: countingIds(), author: 'Ann', at: '2026-11-22T04:00:00.000Z' })
  if (outcome.counts.refused > 0) throw new Error(outcome.issues.map(({ message }) => message).join(' '))
  return usage === null ? null : { file, lines: { ...usage.lines, days: usage.days, batch: new Int32Array(usage.lines.rate.length) } }
}

function told(batches: readonly Standing[]): ReadonlyMap<string, bigint> {
  const all = counted(batches)
  return new Map(Array.from(all.rate, (rate, line) => [`${all.customerIds[all.customer[line] ?? -1]} ${all.rateIds[rate]} ${all.month[line] === 24_042 ? '2003-07' : '2003-08'}`, all.quantity[line] ?? 0n]))
}

/** The rule in the plainest words: file after file, a month's figure stands for itself, a day lies over that day, a month and days take each other's place. */
function byHand(files: readonly (readonly Row[])[]): ReadonlyMap<string, bigint> {
  const found = new Map<string, Map<number, bigint>>()
  for (const file of files) {
    for (const [key, rows] of Map.groupBy(file, keyOf)) {
      const before = found.get(key)
      const isOfDays = rows.every(({ day }) => day !== 0)
      const days = isOfDays && before !== undefined && !before.has(0) ? before : new Map<number, bigint>()
      for (const { day, quantity } of rows) days.set(day, quantity * 1_000_000n)
      found.set(key, days)
    }
  }
  return new Map([...found].map(([key, days]) => [key, [...days.values()].reduce((sum, each) => sum + each, 0n)]))
}

function sorted(figures: ReadonlyMap<string, bigint>): readonly string[] {
  return [...figures].map(([key, quantity]) => `${key} ${quantity}`).toSorted()
}

const july = (day: number, quantity: bigint): Row => ({ customer: 'dma', rate: 'cpu', month: '2003-07', day, quantity })

/** Imports files one after the other. */
function after(...files: readonly (readonly Row[])[]): readonly Standing[] {
  return files.reduce((batches: readonly Standing[], file) => {
    const added = imported(batches, file)
    return added === null ? batches : [...batches, added]
  }, [])
}

describe('what several batches say together', () => {
  test('BILL-1: days that are taken back go, whichever batch brought them; the days of the others stay', () => {
    const [first, second, third] = after([july(1, 10n), july(2, 5n)], [july(16, 7n)], [july(2, 6n)])
    if (first === undefined || second === undefined || third === undefined) throw new Error('three batches')
    expect([[first, second, third], [second, third], [first, third], [first, second], [second]].map((batches) => sorted(told(batches)))).toEqual([['dma cpu 2003-07 23000000'], ['dma cpu 2003-07 13000000'], ['dma cpu 2003-07 16000000'], ['dma cpu 2003-07 22000000'], ['dma cpu 2003-07 7000000']])
  })

  test('a whole month\'s figure holds over the days before it, and days after it over the figure: what is below does not show through', () => {
    const [days, month, later] = after([july(1, 10n)], [july(0, 100n)], [july(16, 7n)])
    if (days === undefined || month === undefined || later === undefined) throw new Error('three batches')
    expect([told([days, month]), told([days, month, later]), told([days, later]), told([month, later])].map(sorted)).toEqual([['dma cpu 2003-07 100000000'], ['dma cpu 2003-07 7000000'], ['dma cpu 2003-07 17000000'], ['dma cpu 2003-07 7000000']])
  })

  test('a corrected file stands by itself: what it says again of the wrong one stays when that is taken back', () => {
    const other: Row = { ...july(0, 3n), customer: 'dot' }
    const [wrong, corrected] = after([july(0, 100n), other], [july(0, 10n), other])
    if (wrong === undefined || corrected === undefined) throw new Error('two batches')
    expect(sorted(told([corrected]))).toEqual(['dma cpu 2003-07 10000000', 'dot cpu 2003-07 3000000'])
  })

  test('a batch of a model file of before, which holds the days of the batch below it as well, gives the same figure', () => {
    const [first, second] = after([july(1, 10n)], [july(1, 10n), july(16, 7n)])
    if (first === undefined || second === undefined) throw new Error('two batches')
    expect([sorted(told([first, second])), sorted(told([second]))]).toEqual([['dma cpu 2003-07 17000000'], ['dma cpu 2003-07 17000000']])
  })

  test('the days of a month at their largest are added exactly', () => {
    const most = MAX_MICRO_UNITS_OF_DAY / 1_000_000n
    const days = Array.from({ length: 31 }, (_, index) => [july(index + 1, index % 2 === 0 ? most : -most)])
    expect([sorted(told(after(...days))), sorted(told(after(...days).filter((_, index) => index % 2 === 0))), 31n * MAX_MICRO_UNITS_OF_DAY <= MAX_MICRO_UNITS]).toEqual([[`dma cpu 2003-07 ${MAX_MICRO_UNITS_OF_DAY}`], [`dma cpu 2003-07 ${16n * MAX_MICRO_UNITS_OF_DAY}`], true])
  })

  const row = fc.record({ customer: fc.constantFrom('dma' as const, 'dot' as const), rate: fc.constantFrom('cpu' as const, 'tape' as const), month: fc.constantFrom('2003-07' as const, '2003-08' as const), day: fc.integer({ min: 1, max: 4 }), quantity: fc.bigInt({ min: -3n, max: 3n }) })
  /** Of each key of a file either days or the whole month, as the reader of files insists. */
  const file = fc.tuple(fc.uniqueArray(row, { minLength: 1, maxLength: 12, selector: (each) => `${keyOf(each)} ${each.day}` }), fc.uniqueArray(fc.constantFrom('dma cpu 2003-07', 'dma cpu 2003-08', 'dot cpu 2003-07', 'dma tape 2003-07'), { maxLength: 4 })).map(([rows, whole]) => {
    const ofMonths = new Map(rows.filter((each) => whole.some((key) => key === keyOf(each))).map((each) => [keyOf(each), { ...each, day: 0 }]))
    return [...rows.filter((each) => !whole.some((key) => key === keyOf(each))), ...ofMonths.values()]
  })
  const step = fc.oneof({ weight: 3, arbitrary: file }, { weight: 2, arbitrary: fc.record({ takeBack: fc.nat() }) }, { weight: 1, arbitrary: fc.constant('bring back' as const) })

  test('BILL-1: however files of days and months are imported, taken back and brought back, the figures are those of the files that stand, in their order', () => {
    fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) => {
      const batches: (Standing & { isTakenBack: boolean })[] = []
      const takenBack: (typeof batches)[number][] = []
      const standing = (): readonly Standing[] => batches.filter(({ isTakenBack }) => !isTakenBack)
      for (const each of steps) {
        if (each === 'bring back') {
          const last = takenBack.pop()
          if (last !== undefined) last.isTakenBack = false
        } else if ('takeBack' in each) {
          const there = batches.filter(({ isTakenBack }) => !isTakenBack)
          const one = there[each.takeBack % Math.max(1, there.length)]
          if (one !== undefined) {
            one.isTakenBack = true
            takenBack.push(one)
          }
        } else {
          const added = imported(standing(), each)
          if (added !== null) batches.push({ ...added, isTakenBack: false })
          // What was taken back before an edit is not brought back after it.
          takenBack.length = 0
        }
        expect(sorted(told(standing()))).toEqual(sorted(byHand(standing().map((batch) => batch.file))))
      }
    }), { numRuns: 400 })
  })
})
