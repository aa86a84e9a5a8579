import { describe, expect, test } from 'vitest'

import { emptyDraft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges, rowChange, type RowChange } from '../../src-shared/domain/model/edit.ts'
import { scheduleId } from '../../src-shared/domain/model/tables.ts'
import { versionKey } from '../../src-shared/domain/version.ts'
import { addAll, journalEntry } from '../support/journal-entries.ts'
import { FY2005, FY2006, priceRow, rateRow, scheduleRow, smallModel, smallRows, smallUsage, usdPerUnit } from '../support/small-model.ts'
import { failureIn, smallModelEntry, storeWorkbench, valueOf } from '../support/store-workbench.ts'

const bench = storeWorkbench()
const draftSchedule = scheduleId(versionKey(FY2005), 1)
const cpu = priceRow(draftSchedule, 'cpu', '100')

function cpuAt(amount: string): RowChange {
  return rowChange('price', { before: cpu, after: { ...cpu, amount: usdPerUnit(amount) } })
}

describe('the history of a row', () => {
  test('tells who changed it, newest first, with its own changes alone', () => {
    const store = bench.create('small')
    const tape = priceRow(draftSchedule, 'tape', '0.0367', { places: 4 })
    const change = rowChange('price', { before: tape, after: { ...tape, amount: usdPerUnit('0.04') } })
    valueOf(store.append(journalEntry(2, [cpuAt('103'), change], { label: 'Two rates', author: 'Ben' })))
    valueOf(store.append(journalEntry(3, inverseChanges([change]), { label: 'Tape again' })))
    const told = store.historyOf({ rows: [{ table: 'price', id: cpu.id }], before: null, limit: 10 })
    expect(told.map(({ entry, changes }) => [entry.revision, entry.label, entry.author, entry.changeCount, changes])).toEqual([
      [2, 'Two rates', 'Ben', 2, [cpuAt('103')]],
      [1, smallModelEntry().label, smallModelEntry().author, smallModelEntry().changes.length, [rowChange('price', { before: null, after: cpu })]],
    ])
    expect(store.historyOf({ rows: [{ table: 'price', id: tape.id }], before: null, limit: 1 }).map(({ entry }) => entry.revision)).toEqual([3])
    expect(store.historyOf({ rows: [{ table: 'rate', id: cpu.id }], before: null, limit: 10 })).toEqual([])
    // The next page begins before the last entry of this one.
    expect(store.historyOf({ rows: [{ table: 'price', id: tape.id }], before: 3, limit: 1 }).map(({ entry }) => entry.revision)).toEqual([2])
    expect(store.historyOf({ rows: [{ table: 'price', id: tape.id }], before: 1, limit: 1 })).toEqual([])
  })
})

describe('appending an edit', () => {
  test('a new file has no rows and revision 0', () => {
    const store = bench.create('empty')
    expect([store.revision(), store.readDraft(), store.history({ before: null, limit: 10 }), store.verify()]).toEqual([0, emptyDraft(), [], []])
  })

  test('rows of every table come back as they were written, also after closing and opening', () => {
    const store = bench.create('small')
    expect(store.readDraft()).toEqual(smallModel())
    store.close()
    const again = valueOf(bench.open(store.path))
    expect(again.readDraft()).toEqual(smallModel())
    expect(again.entry(1)).toEqual(smallModelEntry())
    expect(again.verify()).toEqual([])
  })

  test('rows, revision and history follow each append; undo is an appended inverse', () => {
    const store = bench.create('small')
    valueOf(store.append(journalEntry(2, [cpuAt('103')], { label: '+3 % on 1 rate' })))
    expect(store.readDraft().price.get(cpu.id)?.amount).toBe('103')
    valueOf(store.append(journalEntry(3, inverseChanges([cpuAt('103')]), { label: 'Undo: +3 % on 1 rate', undoes: 2 })))
    expect(store.readDraft()).toEqual(smallModel())
    expect(store.history({ before: null, limit: 2 }).map(({ revision, label, undoes, changeCount }) => ({ revision, label, undoes, changeCount }))).toEqual([
      { revision: 3, label: 'Undo: +3 % on 1 rate', undoes: 2, changeCount: 1 },
      { revision: 2, label: '+3 % on 1 rate', undoes: null, changeCount: 1 },
    ])
    expect(store.history({ before: 2, limit: 10 }).map(({ revision }) => revision)).toEqual([1])
    expect(store.entry(4)).toBeUndefined()
    expect(store.verify()).toEqual([])
  })

  test('the rows of one edit may refer to each other in any order', () => {
    const store = bench.create('empty')
    valueOf(store.append(journalEntry(1, [...addAll(smallRows())].reverse()), smallUsage()))
    valueOf(store.append(journalEntry(2, [rowChange('service', { before: smallModel().service.get('unused-service') ?? null, after: null })])))
    expect(store.verify()).toEqual([])
  })

  test('two codes change places in one edit', () => {
    const store = bench.create('small')
    const [first, second] = [rateRow('cpu', 0), rateRow('tape', 1)]
    const swap = [rowChange('rate', { before: first, after: { ...first, code: 'TAPE' } }), rowChange('rate', { before: second, after: { ...second, code: 'CPU' } })]
    valueOf(store.append(journalEntry(2, swap)))
    expect([store.readDraft().rate.get('cpu')?.code, store.readDraft().rate.get('tape')?.code]).toEqual(['TAPE', 'CPU'])
  })

  test('VER-2: one edit adds a schedule with its prices and publishes it', () => {
    const store = bench.create('small')
    const schedule = scheduleRow(2006)
    const changes = [rowChange('schedule', { before: null, after: schedule }), rowChange('price', { before: null, after: priceRow(schedule.id, 'cpu', '101.5') })]
    valueOf(store.append(journalEntry(2, changes, { kind: 'publish' })))
    expect(store.readDraft().schedule.get(scheduleId(versionKey(FY2006), 1))?.state).toBe('published')
    expect(store.verify()).toEqual([])
  })

  test('what the domain would have refused is a bug that throws and changes nothing', () => {
    const store = bench.create('small')
    const good = cpuAt('103')
    const never = (changes: readonly RowChange[], revision = 2) => () => store.append(journalEntry(revision, changes))
    expect(never([good], 3)).toThrow('The next revision is 2, not 3.')
    expect(never([good], 1)).toThrow('The next revision is 2, not 1.')
    expect(never([good, cpuAt('104')])).toThrow(`The row ${cpu.id} of price is not as the edit says it was.`)
    expect(never([good, { ...good, id: 'other' }])).toThrow('holds a row of another id')
    expect(never([good, rowChange('rate', { before: null, after: rateRow('new', 9, { note: '\ud800' }) })])).toThrow('half a character')
    expect(never([good, rowChange('rate', { before: null, after: rateRow('new', 9, { title: ' padded ' }) })])).toThrow('spaces around a name')
    expect(never([good, rowChange('rate', { before: null, after: rateRow('new', 9, { serviceId: 'nowhere' }) })])).toThrow('FOREIGN KEY')
    expect(never([good, rowChange('service', { before: smallModel().service.get('mainframe') ?? null, after: null })])).toThrow('FOREIGN KEY')
    expect(never([good, rowChange('price', { before: null, after: priceRow(scheduleId(versionKey(FY2005), 9), 'cpu', '1') })])).toThrow('FOREIGN KEY')
    expect(never([good, rowChange('price', { before: null, after: { ...priceRow(draftSchedule, 'unpriced', '1'), id: 'another id' } })])).toThrow('CHECK')
    expect([store.revision(), store.readDraft(), store.verify()]).toEqual([1, smallModel(), []])
  })

  test('a full disk is said, what was saved before is whole, and work goes on when there is space again', () => {
    const store = bench.create('small')
    store.close()
    // More pages than the tables take with a few rows, fewer than thousands do.
    const tight = valueOf(bench.open(store.path, 'read-write', { maxPageCount: 320 }))
    const bulk = Array.from({ length: 3000 }, (_, index) => rowChange('rate', { before: null, after: rateRow(`bulk-${index}`, index) }))
    expect(failureIn(tight.append(journalEntry(2, bulk, { kind: 'import' })))).toEqual({
      code: 'DISK_FULL', message: `There is no space left to write ${store.path}.`, remedy: 'Make space on that disk and try again. What was saved before is whole.',
    })
    expect([tight.revision(), tight.readDraft(), tight.verify()]).toEqual([1, smallModel(), []])
    valueOf(tight.append(journalEntry(2, [cpuAt('103')])))
    tight.close()
    const roomy = valueOf(bench.open(store.path))
    valueOf(roomy.append(journalEntry(3, bulk, { kind: 'import' })))
    expect([roomy.revision(), roomy.readDraft().rate.size, roomy.verify()]).toEqual([3, 7 + 3000, []])
  })
})
