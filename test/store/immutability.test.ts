import Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'

import type { Store } from '../../src-main/core/ports.ts'
import { journalEntry } from '../support/journal-entries.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import { smallModel } from '../support/small-model.ts'
import { storeWorkbench } from '../support/store-workbench.ts'

const bench = storeWorkbench()
let store: Store

beforeEach(() => {
  store = bench.create('small')
})

/** SQL from any other program, with its own settings. */
function rawSql(sql: string): void {
  const database = new Database(store.path)
  try {
    database.pragma('recursive_triggers = OFF')
    database.exec(sql)
  } finally {
    database.close()
  }
}

const PUBLISHED = 'What is published is never changed (VER-2).'

/** SQL that puts a count of units into a version. */
function units(version: string): string {
  return `INSERT INTO rate_units VALUES ('${version}|cpu|', '${version}', 'cpu', '', '10', '', '', '')`
}

describe('what published rates were built from (VER-2)', () => {
  test('the plan of a published year takes no row, by any way', () => {
    expect(() => rawSql(units('FY2004/plan'))).toThrow(PUBLISHED)
    rawSql(units('FY2005/plan'))
    expect(() => rawSql("UPDATE rate_units SET version = 'FY2004/plan', id = 'FY2004/plan|cpu|'")).toThrow(PUBLISHED)
    rawSql("UPDATE schedule SET state = 'published' WHERE id = 'FY2005/plan#1'")
    expect(() => rawSql("UPDATE rate_units SET units = '11'")).toThrow(PUBLISHED)
    expect(() => rawSql('DELETE FROM rate_units')).toThrow(PUBLISHED)
    expect(() => rawSql(units('FY2005/plan').replace('INSERT', 'INSERT OR REPLACE'))).toThrow(PUBLISHED)
  })

  test('its forecast and actual figures, and what a scenario adds, stay open', () => {
    for (const version of ['FY2004/actual', 'FY2004/forecast', 'FY2004/plan/plan-a']) rawSql(units(version))
    rawSql("UPDATE rate_units SET units = '11'")
    rawSql('DELETE FROM rate_units')
    expect(store.verify()).toEqual([])
  })
})

describe('what raw SQL may not change', () => {
  test.each([
    ["UPDATE schedule SET state = 'draft' WHERE id = 'FY2003/plan#1'"],
    ["UPDATE schedule SET note = 'x' WHERE id = 'FY2003/plan#1'"],
    ["DELETE FROM schedule WHERE id = 'FY2003/plan#1'"],
    ["UPDATE price SET amount = '1' WHERE id = 'FY2003/plan#1|cpu|state'"],
    ["UPDATE price SET note = 'x' WHERE id = 'FY2003/plan#1|cpu|state'"],
    ["DELETE FROM price WHERE id = 'FY2003/plan#1|cpu|state'"],
    ["INSERT OR REPLACE INTO price SELECT id, schedule_id, rate_id, customer_class, kind, '1', percent, basis_text, places, derived_amount, note FROM price WHERE id = 'FY2003/plan#1|cpu|state'"],
    ["INSERT INTO price SELECT schedule_id || '|unpriced|state', schedule_id, 'unpriced', customer_class, kind, amount, percent, basis_text, places, derived_amount, note FROM price WHERE id = 'FY2003/plan#1|cpu|state'"],
    ["UPDATE price SET id = 'FY2003/plan#1|unpriced|state', schedule_id = 'FY2003/plan#1', rate_id = 'unpriced' WHERE id = 'FY2005/plan#1|cpu|state'"],
    ["UPDATE baseline SET typed_amount = '1' WHERE id = 'low'"],
    ["UPDATE baseline SET version = 'FY2005/plan' WHERE id = 'low'"],
    ["DELETE FROM baseline WHERE id = 'low'"],
    ["INSERT OR REPLACE INTO baseline SELECT id, version, rate_id, name, position, '1', source FROM baseline WHERE id = 'low'"],
    ["INSERT OR REPLACE INTO baseline SELECT id, 'FY2005/plan', rate_id, name, position, '1', source FROM baseline WHERE id = 'low'"],
    ["INSERT INTO baseline SELECT 'high', version, rate_id, 'high', position, '1', source FROM baseline WHERE id = 'low'"],
    ["INSERT INTO baseline_term VALUES ('t', 'low', 0, 'FY2003/plan', 'cpu', '1', '1')"],
  ])('VER-2: %s', (sql) => {
    expect(() => rawSql(sql)).toThrow(PUBLISHED)
    expect(store.readDraft()).toEqual(smallModel())
  })

  test.each([
    ["UPDATE OR REPLACE schedule SET id = 'FY2003/plan#1', version = 'FY2003/plan' WHERE id = 'FY2005/plan#1'"],
    ["INSERT OR REPLACE INTO schedule SELECT id, version, revision, 'draft', effective_from, issued_on, note FROM schedule WHERE id = 'FY2003/plan#1'"],
    ["INSERT INTO schedule SELECT 'FY2003/plan#3', version, 3, 'draft', effective_from, issued_on, note FROM schedule WHERE id = 'FY2003/plan#1'"],
    ["INSERT INTO schedule SELECT 'FY2005/plan#2', version, 2, 'published', effective_from, issued_on, note FROM schedule WHERE id = 'FY2005/plan#1'"],
    ["UPDATE schedule SET id = 'FY2003/plan#2', version = 'FY2003/plan', revision = 2 WHERE id = 'FY2005/plan#1'"],
  ])('VER-2 the order of revisions: %s', (sql) => {
    expect(() => rawSql(sql)).toThrow('A revision follows a published one, and none comes in between (VER-2).')
    expect(store.readDraft()).toEqual(smallModel())
  })

  test.each([
    ["UPDATE journal SET author = 'Eve' WHERE revision = 1"],
    ['DELETE FROM journal'],
    ["INSERT OR REPLACE INTO journal SELECT revision, id, at, 'Eve', label, kind, undoes, redoes, change_count, changes FROM journal WHERE revision = 1"],
    ["INSERT OR REPLACE INTO journal SELECT 2, id, at, 'Eve', label, kind, undoes, redoes, change_count, changes FROM journal WHERE revision = 1"],
    ["INSERT INTO journal SELECT 7, 'gap', at, author, label, kind, undoes, redoes, change_count, changes FROM journal WHERE revision = 1"],
  ])('the journal: %s', (sql) => {
    expect(() => rawSql(sql)).toThrow('The journal is only ever appended to.')
    expect(store.entry(1)?.author).toBe('Ann')
  })

  test('a draft schedule, its prices and scenarios stay free', () => {
    rawSql(`
      UPDATE price SET amount = '1' WHERE id = 'FY2005/plan#1|cpu|state';
      DELETE FROM price WHERE schedule_id = 'FY2005/plan#1';
      DELETE FROM schedule WHERE id = 'FY2005/plan#1';
      UPDATE scenario SET name = 'Plan B';
    `)
    // What went past the journal is found.
    expect(store.verify().map(({ message }) => message)).toEqual(['The row plan-a of the table scenario is not what the journal leads to.'])
  })

  test('a guard that another program took away is found', () => {
    rawSql('DROP TRIGGER published_price_stays; CREATE TABLE theirs (x)')
    expect(store.verify().map(({ message }) => message)).toEqual([
      'The part published_price_stays of the database is not as Ratebook made it.', 'The part theirs of the database is not as Ratebook made it.',
    ])
  })

  test('the store keeps to it as well', () => {
    const schedule = smallModel().schedule.get('FY2003/plan#1') ?? null
    expect(() => store.append(journalEntry(2, [rowChange('schedule', { before: schedule, after: null })]))).toThrow(PUBLISHED)
    expect(store.revision()).toBe(1)
  })
})
