import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'

import type { Store, UsageOfBatch } from '../../src-main/core/ports.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import type { UsageBatch } from '../../src-shared/domain/model/billing-tables.ts'
import { month } from '../../src-shared/domain/month.ts'
import type { RawMeasure } from '../../src-shared/domain/usage/measures/raw-measure.ts'
import { journalEntry } from '../support/journal-entries.ts'
import { usageLines } from '../support/small-model.ts'
import { failureIn, storeWorkbench, valueOf } from '../support/store-workbench.ts'

const bench = storeWorkbench()

const MEASURES: readonly RawMeasure[] = [
  { rowNumber: 3, customerId: 'dma', kind: 'job', month: month('2003-10'), cells: { startedAt: '2003-10-14T10:30', system: 'ASYS', applicationClass: 'Batch', cpuMinutes: '0.3', ios: '20,000' } },
  { rowNumber: 7, customerId: 'gone', kind: 'print', month: month('2003-10'), cells: { date: '2003-10-14', sysoutClass: '"D"', pages: '5' } },
]

function entryOf(store: Store): ReturnType<typeof journalEntry> {
  const after: UsageBatch = { id: 'measured', number: 2, kind: 'measures', fileName: 'log.csv', lineCount: 1, importedAt: '2026-11-22T05:00:00.000Z', author: 'Ann', provenance: 'own', note: '' }
  return journalEntry(store.revision() + 1, [rowChange('usageBatch', { before: null, after })], { kind: 'import' })
}

function batchOf(measures: readonly RawMeasure[]): UsageOfBatch {
  return { batchId: 'measured', lines: usageLines([['dma', 'cpu', '2003-10', 41_630n]]), measures }
}

function imported(store: Store, measures: readonly RawMeasure[] = MEASURES): void {
  valueOf(store.append(entryOf(store), batchOf(measures)))
}

/** SQL from any other program; what SQLite says against it. */
function rawSql(store: Store, sql: string): string {
  const database = new Database(store.path)
  try {
    database.pragma('recursive_triggers = OFF')
    database.exec(sql)
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    database.close()
  }
}

describe('raw rows of usage', () => {
  test('come back as they were imported, in the order of their file, after closing and opening; a batch of ready quantities has none', () => {
    const store = bench.create('small')
    imported(store, MEASURES.toReversed())
    store.close()
    const again = valueOf(bench.open(store.path))
    expect([valueOf(again.readMeasures('measured')), valueOf(again.readMeasures('usage-1')), again.verify()]).toEqual([MEASURES, [], []])
  })

  test('are written in steps that are counted with the lines, and stopped among them none is there', () => {
    const store = bench.create('small')
    const many = Array.from({ length: 5_000 }, (_, index): RawMeasure => ({ rowNumber: index + 2, customerId: 'dma', kind: 'job', month: month('2003-10'), cells: {} }))
    const steps = store.appendInSteps(entryOf(store), [batchOf(many)])
    const seen = Array.from({ length: 7 }, () => steps.next().value)
    expect(seen.slice(3)).toEqual([1, 1_001, 2_001, 3_001].map((done) => ({ done, of: 5_001 })))
    expect(() => steps.throw(new Error('Stopped'))).toThrow('Stopped')
    expect([store.revision(), valueOf(store.readMeasures('measured'))]).toEqual([1, []])
    imported(store, many)
    expect(valueOf(store.readMeasures('measured'))).toHaveLength(5_000)
  })

  test('are immutable: not changed, not deleted, not written over, not added to', () => {
    const store = bench.create('small')
    imported(store)
    store.close()
    const refused = [
      "UPDATE raw_measure SET cells = '{}'", 'DELETE FROM raw_measure', "INSERT OR REPLACE INTO raw_measure VALUES ('measured', 3, 'dma', 'job', '2003-10', '{}')",
      "INSERT INTO raw_measure VALUES ('measured', 9, 'dma', 'job', '2003-10', '{}')",
    ]
    expect(refused.map((sql) => rawSql(store, sql))).toEqual(refused.map(() => 'Usage that was imported is never changed.'))
    expect(valueOf(valueOf(bench.open(store.path)).readMeasures('measured'))).toEqual(MEASURES)
  })

  test.each(["'other', 1, 'dma', 'job', '2003-13', '{}'", "'other', 1, 'dma', 'job', '2003-10', '[]'", "'other', 1, 'dma', 'job', '2003-10', 'no'", "'other', 0, 'dma', 'job', '2003-10', '{}'", "'other', 1, '', 'job', '2003-10', '{}'"])('the file takes no %s', (values) => {
    const store = bench.create('small')
    store.close()
    expect(rawSql(store, `INSERT INTO raw_measure VALUES (${values})`)).toMatch(/constraint|malformed/i)
  })

  test('rows of a batch that was never imported are found, and cells that are no texts are damage', () => {
    const store = bench.create('small')
    store.close()
    expect(rawSql(store, `INSERT INTO raw_measure VALUES ('stray', 1, 'dma', 'job', '2003-10', '{"ios": 5}')`)).toBe('')
    const again = valueOf(bench.open(store.path))
    expect(again.verify()).toEqual([expect.objectContaining({ message: expect.stringContaining('1 rows of raw usage are of batch stray, which was not imported.') })])
    expect(failureIn(again.readMeasures('stray')).code).toBe('FILE_DAMAGED')
  })

  test('nothing is left of them when the batch cannot be written', () => {
    const store = bench.create('small')
    const twice = [...MEASURES, ...MEASURES.slice(0, 1)]
    expect(() => imported(store, twice)).toThrow('Usage that was imported is never changed.')
    expect([store.revision(), valueOf(store.readMeasures('measured'))]).toEqual([1, []])
  })
})
