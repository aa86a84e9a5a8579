import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { Store } from '../../src-main/core/ports.ts'
import type { UsageBatch } from '../../src-shared/domain/model/billing-tables.ts'
import { inverseChanges, rowChange, type RowChange } from '../../src-shared/domain/model/edit.ts'
import { monthOfNumber } from '../../src-shared/domain/month.ts'
import type { BatchLines, CountedLines } from '../../src-shared/domain/usage/batch-lines.ts'
import { NO_DAYS } from '../../src-shared/domain/usage/days-of-lines.ts'
import { journalEntry } from '../support/journal-entries.ts'
import { smallModel, smallUsage, usageLines } from '../support/small-model.ts'
import { failureIn, storeWorkbench, valueOf } from '../support/store-workbench.ts'

const bench = storeWorkbench()

type Line = readonly [customer: string, rate: string, month: string, quantity: bigint]

function linesOf(lines: BatchLines): readonly Line[] {
  return Array.from(lines.rate, (rate, at) => [lines.customerIds[lines.customer[at] ?? -1] ?? '?', lines.rateIds[rate] ?? '?', monthOfNumber(lines.month[at] ?? 0), lines.quantity[at] ?? 0n] as const)
}

function sorted(lines: readonly Line[]): readonly Line[] {
  return lines.toSorted((left, right) => (left.slice(0, 3).join('|') < right.slice(0, 3).join('|') ? -1 : 1))
}

function batchRow(number: number, lines: BatchLines): UsageBatch {
  return { id: `usage-${number}`, number, kind: 'quantities', fileName: `usage ${number}.csv`, lineCount: lines.rate.length, importedAt: '2026-11-22T05:00:00.000Z', author: 'Ann', provenance: 'own', note: '' }
}

/** Appends a batch as an import does. */
function imported(store: Store, number: number, lines: BatchLines, days = NO_DAYS): readonly RowChange[] {
  const after = batchRow(number, lines)
  const changes = [rowChange('usageBatch', { before: null, after })]
  valueOf(store.append(journalEntry(store.revision() + 1, changes, { kind: 'import' }), { batchId: after.id, lines, days }))
  return changes
}

function usageOf(store: Store): CountedLines {
  return valueOf(store.readUsage([...store.readDraft().usageBatch.values()]))
}

function daysOf(store: Store, months: { readonly first: number; readonly last: number }): readonly string[] {
  const lines = usageOf(store)
  const days = valueOf(store.readDays(lines, months))
  const named = linesOf(lines).map((line) => line.slice(0, 3).join(' '))
  return Array.from(days.line, (line, at) => `${named[line]} ${days.day[at]}: ${days.quantity[at]}`).toSorted()
}

function figuresOfTwo(store: Store): readonly Line[] {
  return sorted(linesOf(usageOf(store))).filter(([customer]) => customer === 'dma' || customer === 'dot')
}

function oneDay(day: number, quantity: bigint): typeof NO_DAYS {
  return { line: Int32Array.of(0), day: Uint8Array.of(day), quantity: BigInt64Array.of(quantity) }
}

/** SQL from any other program. */
function rawSql(store: Store, sql: string): void {
  const database = new Database(store.path)
  try {
    database.pragma('recursive_triggers = OFF')
    database.exec(sql)
  } finally {
    database.close()
  }
}

const FIRST: readonly Line[] = [['dma', 'cpu', '2003-07', 1_500_000n], ['gone', 'cpu', '2003-07', 1n], ['dma', 'cpu', '2003-08', -2_500_000n], ['dot', 'tape', '2003-07', 10n ** 18n]]

describe('lines of usage batches', () => {
  test('come back as they were written, also of a customer who is gone, and after closing and opening', () => {
    const store = bench.create('small')
    expect(sorted(linesOf(usageOf(store)))).toEqual(sorted(FIRST))
    store.close()
    const again = valueOf(bench.open(store.path))
    expect(sorted(linesOf(usageOf(again)))).toEqual(sorted(FIRST))
    expect([again.verify(), valueOf(bench.open(store.path, 'snapshot')).verify()]).toEqual([[], []])
  })

  test('the batch with the highest number holds where several have the same customer, rate and month', () => {
    const store = bench.create('small')
    imported(store, 3, usageLines([['dma', 'cpu', '2003-07', 3_000_000n], ['new', 'hub', '2003-07', 7n]]))
    imported(store, 2, usageLines([['dma', 'cpu', '2003-07', 2_000_000n], ['dma', 'cpu', '2003-08', 2n]]))
    const usage = usageOf(store)
    expect(sorted(linesOf(usage))).toEqual(sorted([['dma', 'cpu', '2003-07', 3_000_000n], ['gone', 'cpu', '2003-07', 1n], ['dma', 'cpu', '2003-08', 2n], ['dot', 'tape', '2003-07', 10n ** 18n], ['new', 'hub', '2003-07', 7n]]))
    const originOf = new Map(linesOf(usage).map(([customer, rate, month], at) => [`${customer} ${rate} ${month}`, usage.batchIds[usage.batch[at] ?? -1]]))
    expect([originOf.get('dma cpu 2003-07'), originOf.get('dma cpu 2003-08'), originOf.get('dot tape 2003-07')]).toEqual(['usage-3', 'usage-2', 'usage-1'])
  })

  test('days come back with the line that counts, in the months that are asked for; those of a later batch lie over them, its whole month takes their place', () => {
    const store = bench.create('small')
    const days = { line: Int32Array.of(0, 0, 2), day: Uint8Array.of(31, 1, 15), quantity: BigInt64Array.of(5n, -2n, 10n ** 18n) }
    imported(store, 2, usageLines([['dot', 'cpu', '2003-07', 3n], ['dma', 'cpu', '2003-08', 4n], ['dma', 'cpu', '2003-07', 10n ** 18n]]), days)
    const july = { first: 24_042, last: 24_042 }
    expect(daysOf(store, july)).toEqual(['dma cpu 2003-07 15: 1000000000000000000', 'dot cpu 2003-07 1: -2', 'dot cpu 2003-07 31: 5'])
    expect([daysOf(store, { first: 24_043, last: 24_099 }), store.verify()]).toEqual([[], []])
    imported(store, 3, usageLines([['dma', 'cpu', '2003-07', 9n], ['dot', 'cpu', '2003-07', 7n]]), { line: Int32Array.of(1), day: Uint8Array.of(2), quantity: BigInt64Array.of(7n) })
    const both = ['dot cpu 2003-07 1: -2', 'dot cpu 2003-07 2: 7', 'dot cpu 2003-07 31: 5']
    const expected: readonly Line[] = [['dma', 'cpu', '2003-07', 9n], ['dma', 'cpu', '2003-08', 4n], ['dot', 'cpu', '2003-07', 10n], ['dot', 'tape', '2003-07', 10n ** 18n]]
    expect([daysOf(store, july), figuresOfTwo(store), store.verify()]).toEqual([both, expected, []])
    store.close()
    const again = valueOf(bench.open(store.path))
    expect([daysOf(again, july), figuresOfTwo(again)]).toEqual([both, expected])
  })

  test('BILL-1: an earlier batch of days that is taken back takes its days with it, and brings them back', () => {
    const store = bench.create('small')
    const first = imported(store, 2, usageLines([['new', 'hub', '2003-07', 5n]]), oneDay(1, 5n))
    imported(store, 3, usageLines([['new', 'hub', '2003-07', 10n ** 16n]]), oneDay(2, 10n ** 16n))
    imported(store, 4, usageLines([['new', 'hub', '2003-07', -7n]]), oneDay(3, -7n))
    const figure = (): readonly unknown[] => {
      const usage = usageOf(store)
      const line = linesOf(usage).findIndex(([customer, rate]) => customer === 'new' && rate === 'hub')
      return [usage.quantity[line], usage.batchIds[usage.batch[line] ?? -1], usage.daysAlsoOf?.get(line)?.map((batch) => usage.batchIds[batch])]
    }
    const seen = [figure()]
    valueOf(store.append(journalEntry(5, inverseChanges(first), { undoes: 2 })))
    seen.push(figure())
    valueOf(store.append(journalEntry(6, first, { redoes: 2 })))
    expect([...seen, figure(), store.verify()]).toEqual([[10n ** 16n - 2n, 'usage-4', ['usage-2', 'usage-3']], [10n ** 16n - 7n, 'usage-4', ['usage-3']], [10n ** 16n - 2n, 'usage-4', ['usage-2', 'usage-3']], []])
  })

  test('days that do not add up to their month are found', () => {
    const store = bench.create('small')
    imported(store, 2, usageLines([['dma', 'cpu', '2003-07', 3n]]), { line: Int32Array.of(0), day: Uint8Array.of(2), quantity: BigInt64Array.of(4n) })
    expect(store.verify().map(({ message }) => message)).toEqual([expect.stringContaining('Of 1 usage lines, the days do not add up to the month.')])
  })

  test('an undone import no longer counts; redo brings it back; its number is free for another one meanwhile', () => {
    const store = bench.create('small')
    const changes = imported(store, 2, usageLines([['dma', 'cpu', '2003-07', 9n]]))
    valueOf(store.append(journalEntry(3, inverseChanges(changes), { undoes: 2 })))
    expect(sorted(linesOf(usageOf(store)))).toEqual(sorted(FIRST))
    valueOf(store.append(journalEntry(4, changes, { redoes: 2 })))
    expect(linesOf(usageOf(store))).toContainEqual(['dma', 'cpu', '2003-07', 9n])
    valueOf(store.append(journalEntry(5, inverseChanges(changes), { undoes: 4 })))
    const other = { ...batchRow(2, usageLines([['dma', 'cpu', '2003-07', 8n]])), id: 'another' }
    valueOf(store.append(journalEntry(6, [rowChange('usageBatch', { before: null, after: other })]), { batchId: 'another', lines: usageLines([['dma', 'cpu', '2003-07', 8n]]) }))
    expect([linesOf(usageOf(store)).find(([customer, rate]) => customer === 'dma' && rate === 'cpu'), store.verify()]).toEqual([['dma', 'cpu', '2003-07', 8n], []])
  })

  test('a copy and a backup hold them', () => {
    const store = bench.create('small')
    const paths = [valueOf(store.backup('before import', 'automatic')), bench.path('copy.ratebook')]
    valueOf(store.saveCopy(bench.path('copy.ratebook')))
    store.close()
    for (const path of paths) {
      const copy = valueOf(bench.open(path))
      expect([sorted(linesOf(usageOf(copy))), copy.verify()]).toEqual([sorted(FIRST), []])
    }
  })

  const quantity = fc.oneof(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.bigInt({ min: -(2n ** 52n) - 2n, max: -(2n ** 52n) + 2n }), fc.bigInt({ min: 2n ** 52n - 2n, max: 2n ** 53n + 2n }), fc.bigInt({ min: -9n, max: 9n }))
  const line = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('x', 'y', 'z'), fc.integer({ min: 22_800, max: 26_399 }).map((each) => String(monthOfNumber(each))), quantity)
  const batch = fc.uniqueArray(line, { maxLength: 200, selector: (each) => each.slice(0, 3).join('|') })

  test('NUM-1: whatever the quantities, and however many lines and batches, every line comes back exactly', () => {
    let run = 0
    fc.assert(fc.property(fc.array(batch, { minLength: 1, maxLength: 6 }), (batches) => {
      const store = bench.createNamed(`run ${(run += 1)}`)
      const expected = new Map(FIRST.map((each) => [each.slice(0, 3).join('|'), each]))
      batches.forEach((lines, index) => {
        imported(store, index + 2, usageLines(lines))
        for (const each of lines) expected.set(each.slice(0, 3).join('|'), each)
      })
      expect(sorted(linesOf(usageOf(store)))).toEqual(sorted([...expected.values()]))
      store.close()
    }), { numRuns: 30 })
  })

  const ofDay = fc.oneof(fc.bigInt({ min: -(32n * 10n ** 15n), max: 32n * 10n ** 15n }), fc.bigInt({ min: -9n, max: 9n }))
  const ofDays = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y'), fc.constantFrom('2003-07', '2003-08', '2004-01'), fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 31 }), ofDay), { maxLength: 5, selector: ([day]) => day }), ofDay)
  const batchOfDays = fc.uniqueArray(ofDays, { minLength: 1, maxLength: 12, selector: ([customer, rate, at]) => `${customer} ${rate} ${at}` })

  test('BILL-1, NUM-1: whatever the days and months of the batches, and whichever of them stand, the file gives what they come to in their order', () => {
    let run = 0
    fc.assert(fc.property(fc.array(batchOfDays, { minLength: 1, maxLength: 5 }), fc.nat(), (batches, takenBack) => {
      const store = bench.createNamed(`days ${(run += 1)}`)
      const none = takenBack % (batches.length + 1)
      const found = new Map<string, Map<number, bigint>>()
      const said = batches.map((batch, index) => {
        const lines = usageLines(batch.map(([customer, rate, at, days, whole]) => [customer, rate, at, days.length === 0 ? whole : days.reduce((sum, [, quantity]) => sum + quantity, 0n)] as const))
        const all = batch.flatMap(([, , , days], line) => days.map(([day, quantity]) => ({ line, day, quantity })))
        return imported(store, index + 2, lines, { line: Int32Array.from(all, ({ line }) => line), day: Uint8Array.from(all, ({ day }) => day), quantity: BigInt64Array.from(all, ({ quantity }) => quantity) })
      })
      const changes = said[none]
      if (changes !== undefined) valueOf(store.append(journalEntry(store.revision() + 1, inverseChanges(changes))))
      for (const [customer, rate, at, days, whole] of batches.filter((_, index) => index !== none).flat()) {
        const before = found.get(`${customer} ${rate} ${at}`)
        const kept = days.length === 0 || before === undefined || before.has(0) ? new Map<number, bigint>() : before
        for (const [day, quantity] of days.length === 0 ? [[0, whole] as const] : days) kept.set(day, quantity)
        found.set(`${customer} ${rate} ${at}`, kept)
      }
      const figures = linesOf(usageOf(store)).filter(([customer]) => customer.length === 1).map(([customer, rate, at, quantity]) => `${customer} ${rate} ${at} ${quantity}`)
      expect(figures.toSorted()).toEqual([...found].map(([key, days]) => `${key} ${[...days.values()].reduce((sum, each) => sum + each, 0n)}`).toSorted())
      expect(store.verify()).toEqual([])
      store.close()
    }), { numRuns: 25 })
  })

  test('lines without their batch, a batch without its lines, and two lines of one key are bugs that throw and change nothing', () => {
    const store = bench.create('small')
    const lines = usageLines([['dma', 'cpu', '2003-07', 9n]])
    const after = batchRow(2, lines)
    const changes = [rowChange('usageBatch', { before: null, after })]
    const never = (...given: Parameters<Store['append']>) => () => store.append(...given)
    expect(never(journalEntry(2, []), { batchId: 'usage-2', lines })).toThrow('adds no batch usage-2')
    expect(never(journalEntry(2, changes))).toThrow('says that it has 1 lines; the file has 0 of it')
    expect(never(journalEntry(2, changes), { batchId: after.id, lines: usageLines([['dma', 'cpu', '2003-07', 9n], ['dma', 'cpu', '2003-08', 9n]]) })).toThrow('says that it has 1 lines; the file has 2 of it')
    expect(never(journalEntry(2, changes), { batchId: after.id, lines: usageLines([['dma', 'cpu', '2003-07', 9n], ['dma', 'cpu', '2003-07', 8n]]) })).toThrow('UNIQUE')
    expect(never(journalEntry(2, changes), { batchId: after.id, lines: usageLines([['dma', 'cpu', '2003-07', 10n ** 18n + 1n]]) })).toThrow('CHECK')
    expect([store.revision(), store.readDraft(), store.verify(), sorted(linesOf(usageOf(store)))]).toEqual([1, smallModel(), [], sorted(FIRST)])
  })

  test('a full disk leaves no line behind', () => {
    const store = bench.create('small')
    store.close()
    const tight = valueOf(bench.open(store.path, 'read-write', { maxPageCount: 120 }))
    const lines = usageLines(Array.from({ length: 40_000 }, (_, index) => ['dma', `rate-${index % 100}`, monthOfNumber(24_000 + Math.floor(index / 100)), BigInt(index)] as const))
    const after = batchRow(2, lines)
    expect(failureIn(tight.append(journalEntry(2, [rowChange('usageBatch', { before: null, after })]), { batchId: after.id, lines })).code).toBe('DISK_FULL')
    expect([tight.revision(), tight.verify(), sorted(linesOf(usageOf(tight)))]).toEqual([1, [], sorted(FIRST)])
  })
})

describe('what raw SQL may not change of them', () => {
  test.each([
    ['UPDATE usage_line SET quantity = 5'], ['DELETE FROM usage_line'], ['INSERT OR REPLACE INTO usage_line SELECT load_no, rate_no, month, customer_no, 5 FROM usage_line'],
    ['INSERT INTO usage_line VALUES (1, 1, 24050, 1, 5)'], ['INSERT INTO usage_day VALUES (1, 1, 24042, 1, 3, 5)'], ['UPDATE usage_load SET line_count = 3'], ['DELETE FROM usage_load'], ["INSERT OR REPLACE INTO usage_load VALUES (1, 'usage-1', 3)"],
    ["INSERT INTO usage_load VALUES (2, 'other', 3)"], ["INSERT OR REPLACE INTO usage_load VALUES (3, 'usage-1', 0)"], ["UPDATE usage_customer SET customer_id = 'dot'"], ['DELETE FROM usage_rate'],
    ["INSERT OR REPLACE INTO usage_customer VALUES (1, 'other')"], ["INSERT OR REPLACE INTO usage_rate SELECT no, rate_id || 'x' FROM usage_rate"],
  ])('%s', (sql) => {
    const store = bench.create('small')
    expect(() => rawSql(store, sql)).toThrow('Usage that was imported is never changed.')
    expect([sorted(linesOf(usageOf(store))), store.verify()]).toEqual([sorted(FIRST), []])
  })

  test('what a program does that takes the guards away is found', () => {
    const without = ['stays', 'is_not_deleted'].map((name) => `DROP TRIGGER usage_line_${name};`).join(' ')
    const [store, other, third] = [bench.createNamed('One'), bench.createNamed('Two'), bench.createNamed('Three')]
    rawSql(store, `${without} DELETE FROM usage_line WHERE quantity = 1`)
    expect(store.verify().map(({ message }) => message).slice(-1)).toEqual(['The usage batch usage-1 was imported with 4 lines and has 3.'])
    expect(failureIn(store.readUsage([...store.readDraft().usageBatch.values()])).code).toBe('FILE_DAMAGED')
    rawSql(other, 'INSERT INTO usage_line VALUES (9, 1, 24050, 1, 5)')
    expect(other.verify().map(({ message }) => message)).toEqual(['The usage lines of load 9 belong to no import.'])
    rawSql(third, 'DROP TRIGGER usage_rate_is_not_deleted; DELETE FROM usage_rate WHERE no = 2')
    expect(third.verify().map(({ message }) => message).slice(-1)).toEqual(['There are usage lines of a customer or rate without an id.'])
    expect(failureIn(third.readUsage([...third.readDraft().usageBatch.values()])).code).toBe('FILE_DAMAGED')
  })

  test('the lines of the small model are those of its batch', () => {
    expect(sorted(linesOf(smallUsage().lines))).toEqual(sorted(FIRST))
    expect([...smallModel().usageBatch.values()].map(({ id, lineCount }) => [id, lineCount])).toEqual([[smallUsage().batchId, FIRST.length]])
  })
})
