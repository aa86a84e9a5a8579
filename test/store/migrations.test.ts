import Database from 'better-sqlite3'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { newestSchema } from '../../src-main/store/migrate.ts'
import { MIGRATIONS } from '../../src-main/store/migrations/index.ts'
import { backupFolderOf, type Migration } from '../../src-main/store/index.ts'
import { journalEntry } from '../support/journal-entries.ts'
import { runMigration } from '../support/migration-harness.ts'
import { smallModel } from '../support/small-model.ts'
import { failureIn, storeWorkbench, valueOf } from '../support/store-workbench.ts'

const bench = storeWorkbench()

/** What a second migration may look like: it builds a table anew, keeping its rows. */
const withNotes: Migration = {
  number: 1020,
  name: 'lines-of-business-with-notes',
  up(database) {
    database.exec(`
      CREATE TABLE renewed (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, position INTEGER NOT NULL, note TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
      INSERT INTO renewed (id, name, position) SELECT id, name, position FROM line_of_business;
      DROP TABLE line_of_business;
      ALTER TABLE renewed RENAME TO line_of_business;
    `)
  },
}
const failing: Migration = {
  number: 1030,
  name: 'breaks-a-reference',
  up(database) {
    database.exec("DELETE FROM line_of_business WHERE id = 'network'")
  },
}

function schemaOf(path: string): unknown {
  const database = new Database(path, { readonly: true })
  try {
    return database.pragma('user_version', { simple: true })
  } finally {
    database.close()
  }
}

/** An edit as the journal keeps it. */
function entryOf(revision: number, changes: readonly unknown[]): string {
  return `INSERT INTO journal VALUES (${revision}, 'e${revision}', '2026-11-22T00:00:00.000Z', 'Ann', 'Edit', 'edit', NULL, NULL, ${changes.length}, '${JSON.stringify(changes)}');`
}

describe('migrations', () => {
  test('are numbered in order, by tens or in between, with names of their own', () => {
    const numbers = MIGRATIONS.map(({ number }) => number)
    expect(numbers).toEqual([...numbers].sort((left, right) => left - right))
    expect(new Set(MIGRATIONS.map(({ name }) => name)).size).toBe(MIGRATIONS.length)
    const files = readdirSync(new URL('../../src-main/store/migrations/', import.meta.url)).filter((name) => /^\d/.test(name)).sort()
    expect(files).toEqual(MIGRATIONS.map(({ number, name }) => `${String(number).padStart(4, '0')}-${name}.ts`))
  })

  test('run over rows of the schema before, and whole tables are compared', () => {
    const { before, after } = runMigration({
      migrations: [...MIGRATIONS, withNotes], number: 1020,
      insert: `INSERT INTO line_of_business VALUES ('computing', 'Computing', 0), ('network', 'Network', 1);
        INSERT INTO service_group VALUES ('wide-area', 'network', 'Wide area', 0);`,
    })
    expect(after).toEqual({
      ...before,
      line_of_business: [{ id: 'computing', name: 'Computing', position: 0, note: '' }, { id: 'network', name: 'Network', position: 1, note: '' }],
    })
  })

  test('20 adds the cost side and leaves every row as it was', () => {
    const { before, after } = runMigration({
      migrations: MIGRATIONS, number: 20,
      insert: `INSERT INTO line_of_business VALUES ('computing', 'Computing', 0);
        INSERT INTO service_group VALUES ('center', 'computing', 'Data center', 0);
        INSERT INTO service VALUES ('mainframe', 'center', 'SQ001', 'Mainframe', '', 0, NULL);
        INSERT INTO rate VALUES ('cpu', 'mainframe', 'CPU', 'CPU', 'Hour', 'E10', 0, NULL, '');
        INSERT INTO schedule VALUES ('FY2004/plan#1', 'FY2004/plan', 1, 'draft', '2003-07-01', NULL, '');
        INSERT INTO price VALUES ('FY2004/plan#1|cpu|state', 'FY2004/plan#1', 'cpu', 'state', 'per-unit', '99.81', NULL, '', 2, NULL, '');
        UPDATE schedule SET state = 'published';
        INSERT INTO scenario VALUES ('plan-a', 'Plan A', '', 'Ann', '2026-11-22T00:00:00.000Z', 0);
        INSERT INTO override VALUES ('plan-a|FY2004/plan|cpu|state|amount', 'plan-a', 'FY2004/plan', 'cpu', 'state', 'amount', '101', 2, '99.81', 1, NULL, NULL, '');
        INSERT INTO journal VALUES (1, 'e1', '2026-11-22T00:00:00.000Z', 'Ann', 'Begin', 'edit', NULL, NULL, 0, '[]');`,
    })
    const added = [
      'capital_item', 'carry_forward', 'cost_line', 'cost_pool', 'driver', 'driver_quantity', 'escalator', 'fund_balance', 'input_override', 'internal_service_fund', 'rate_build', 'rate_units', 'revenue', 'salary_increase',
      'staff_assignment', 'staff_position', 'year_policy',
    ]
    expect(after).toEqual({ ...before, ...Object.fromEntries(added.map((table) => [table, []])) })
  })

  test('30 adds the billing side and leaves every row as it was', () => {
    const { before, after } = runMigration({
      migrations: MIGRATIONS, number: 30,
      insert: `INSERT INTO line_of_business VALUES ('computing', 'Computing', 0);
        INSERT INTO service_group VALUES ('center', 'computing', 'Data center', 0);
        INSERT INTO service VALUES ('mainframe', 'center', 'SQ001', 'Mainframe', '', 0, NULL);
        INSERT INTO rate VALUES ('cpu', 'mainframe', 'CPU', 'CPU', 'Hour', 'E10', 0, NULL, '');
        INSERT INTO schedule VALUES ('FY2004/plan#1', 'FY2004/plan', 1, 'draft', '2003-07-01', NULL, '');
        INSERT INTO rate_units VALUES ('FY2004/plan|cpu|', 'FY2004/plan', 'cpu', '', '1200', '', 'Ann', '');
        UPDATE schedule SET state = 'published';
        INSERT INTO journal VALUES (1, 'e1', '2026-11-22T00:00:00.000Z', 'Ann', 'Begin', 'edit', NULL, NULL, 0, '[]');`,
    })
    const added = [
      'bill_adjustment', 'bill_policy', 'budget', 'budget_change', 'budget_figure', 'budget_series', 'customer', 'customer_question', 'encumbrance', 'estimate_line', 'service_request', 'usage_batch', 'usage_customer',
      'usage_entry', 'usage_line', 'usage_load', 'usage_rate',
    ]
    expect(after).toEqual({ ...before, ...Object.fromEntries(added.map((table) => [table, []])) })
  })

  test('40 adds the rating rules and leaves every row as it was', () => {
    const { before, after } = runMigration({
      migrations: MIGRATIONS, number: 40,
      insert: `INSERT INTO line_of_business VALUES ('computing', 'Computing', 0);
        INSERT INTO service_group VALUES ('center', 'computing', 'Data center', 0);
        INSERT INTO service VALUES ('mainframe', 'center', 'SQ001', 'Mainframe', '', 0, NULL);
        INSERT INTO rate VALUES ('cpu', 'mainframe', 'CPU', 'CPU', 'Hour', 'E10', 0, NULL, '');
        INSERT INTO customer VALUES ('dma', 'DMA', 'Agency', '', 'state', '', '', '100', '0', '0', NULL, 0, 'own', '');
        INSERT INTO bill_policy VALUES ('FY2004/plan', 'FY2004/plan', '20', 'cpu', '20', 'more-than', 'free', 'work-days', '');
        INSERT INTO usage_entry VALUES ('2003-07|cpu|dma', 'dma', 'cpu', '2003-07', '1.5', 'Ann', '');
        INSERT INTO journal VALUES (1, 'e1', '2026-11-22T00:00:00.000Z', 'Ann', 'Begin', 'edit', NULL, NULL, 0, '[]');`,
    })
    const added = ['adjustment_factor', 'application_class', 'bin_size', 'complexity_factor', 'holiday', 'mailbox_class', 'performance_factor', 'print_class', 'rated_measure', 'rating_parameter', 'raw_measure']
    expect(after).toEqual({ ...before, ...Object.fromEntries(added.map((table) => [table, []])) })
  })

  test('50 adds the services\' pages, agreements and levels, and leaves every row as it was', () => {
    const { before, after } = runMigration({
      migrations: MIGRATIONS, number: 50,
      insert: `INSERT INTO line_of_business VALUES ('computing', 'Computing', 0);
        INSERT INTO service_group VALUES ('center', 'computing', 'Data center', 0);
        INSERT INTO service VALUES ('mainframe', 'center', 'SQ001', 'Mainframe', '', 0, NULL);
        INSERT INTO rate VALUES ('cpu', 'mainframe', 'CPU', 'CPU', 'Hour', 'E10', 0, NULL, '');
        INSERT INTO customer VALUES ('dma', 'DMA', 'Agency', '', 'state', '', '', '100', '0', '0', NULL, 0, 'own', '');
        INSERT INTO holiday VALUES ('2003-07-04', '2003-07-04', 'Independence Day', 'state', '', '');
        INSERT INTO usage_entry VALUES ('2003-07|cpu|dma', 'dma', 'cpu', '2003-07', '1.5', 'Ann', '');
        INSERT INTO journal VALUES (1, 'e1', '2026-11-22T00:00:00.000Z', 'Ann', 'Begin', 'edit', NULL, NULL, 0, '[]');`,
    })
    const added = [
      'agreement', 'agreement_document', 'agreement_review', 'agreement_service', 'agreement_signature', 'agreement_step', 'agreement_support', 'communication', 'communication_done', 'escalation_step', 'finding',
      'improvement_action', 'incident', 'level_policy', 'maintenance_window', 'measurement', 'outage', 'page_version', 'request_type', 'responsibility', 'service_calendar', 'service_page', 'service_report', 'service_target',
    ]
    expect(after).toEqual({ ...before, ...Object.fromEntries(added.map((table) => [table, []])) })
  })

  test('60 adds one-time items, and leaves every row as it was', () => {
    const { before, after } = runMigration({
      migrations: MIGRATIONS, number: 60,
      insert: `INSERT INTO customer VALUES ('dma', 'DMA', 'Agency', '', 'state', '', '', '100', '0', '0', NULL, 0, 'own', '');
        INSERT INTO bill_adjustment VALUES ('a1', 'dma', '2003-10-05', 'E10', 'one-time', '870', 'Installation', 'Ann', '');
        INSERT INTO journal VALUES (1, 'e1', '2026-11-22T00:00:00.000Z', 'Ann', 'Begin', 'edit', NULL, NULL, 0, '[]');`,
    })
    expect(after).toEqual({ ...before, one_time_item: [] })
  })

  test('61 gives carry-forwards a fund, none to those there are, in the rows and in what the journal says of them', () => {
    const row = { id: 'c1', serviceId: 'mainframe', closedYear: 2002, amount: '-175487', settledBy: 'future-rates', firstYear: 2004, years: 1, expiresAfter: 2006, note: 'Over-recovered – "twice"', source: '' }
    const other = { table: 'setting', id: 'x', before: null, after: { id: 'x', note: 'carryForward' } }
    const changed = { ...row, years: 2 }
    const { before, after } = runMigration({
      migrations: MIGRATIONS, number: 61,
      insert: `INSERT INTO line_of_business VALUES ('computing', 'Computing', 0);
        INSERT INTO service_group VALUES ('center', 'computing', 'Data center', 0);
        INSERT INTO service VALUES ('mainframe', 'center', 'SQ001', 'Mainframe', '', 0, NULL);
        INSERT INTO carry_forward VALUES ('c1', 'mainframe', 2002, '-175487', 'future-rates', 2004, 2, 2006, '${row.note}', '');
        ${entryOf(1, [other])}
        ${entryOf(2, [other, { table: 'carryForward', id: 'c1', before: null, after: row }])}
        ${entryOf(3, [{ table: 'carryForward', id: 'c1', before: row, after: changed }])}
        ${entryOf(4, [{ table: 'carryForward', id: 'c2', before: row, after: null }])}`,
    })
    const withFund = { ...row, fundId: null }
    const journal = [[other], [other, { table: 'carryForward', id: 'c1', before: null, after: withFund }], [{ table: 'carryForward', id: 'c1', before: withFund, after: { ...changed, fundId: null } }], [{ table: 'carryForward', id: 'c2', before: withFund, after: null }]]
    expect(after).toEqual({
      ...before, carry_forward: before['carry_forward']?.map((each) => ({ ...each, fund_id: null })), journal: before['journal']?.map((each, index) => ({ ...each, changes: JSON.stringify(journal[index]) })),
    })
  })

  test('65 adds months of budgets, and leaves every row as it was', () => {
    const { before, after } = runMigration({
      migrations: MIGRATIONS, number: 65,
      insert: `INSERT INTO line_of_business VALUES ('line', 'Line', 0);
        INSERT INTO service_group VALUES ('group', 'line', 'Group', 0);
        INSERT INTO service VALUES ('mainframe', 'group', 'SQ001', 'Mainframe', '', 0, NULL);
        INSERT INTO rate VALUES ('cpu', 'mainframe', 'CPU', 'CPU', 'Hour', 'E10', 0, NULL, '');
        INSERT INTO customer VALUES ('dma', 'DMA', 'Agency', '', 'state', '', '', '100', '0', '0', NULL, 0, 'own', '');
        INSERT INTO budget_figure VALUES ('FY2005/plan|dma|cpu', 'FY2005/plan', 'dma', 'cpu', '120', '1200', 'Handed over on 2004-05-14');
        INSERT INTO journal VALUES (1, 'e1', '2026-11-22T00:00:00.000Z', 'Ann', 'Begin', 'edit', NULL, NULL, 0, '[]');`,
    })
    expect(after).toEqual({ ...before, budget_months: [] })
  })

  test('67 adds days of usage, and leaves every row as it was', () => {
    const { before, after } = runMigration({
      migrations: MIGRATIONS, number: 67,
      insert: `INSERT INTO usage_customer VALUES (1, 'dma');
        INSERT INTO usage_rate VALUES (1, 'cpu');
        INSERT INTO usage_line VALUES (1, 1, 24042, 1, 1500000);
        INSERT INTO usage_load VALUES (1, 'batch-1', 1);
        INSERT INTO journal VALUES (1, 'e1', '2026-11-22T00:00:00.000Z', 'Ann', 'Begin', 'edit', NULL, NULL, 0, '[]');`,
    })
    expect(after).toEqual({ ...before, usage_day: [] })
  })

  test('68 adds earlier goals of targets, and leaves every row as it was', () => {
    const { before, after } = runMigration({
      migrations: MIGRATIONS, number: 68,
      insert: `INSERT INTO line_of_business VALUES ('line', 'Line', 0);
        INSERT INTO service_group VALUES ('group', 'line', 'Group', 0);
        INSERT INTO service VALUES ('mainframe', 'group', 'SQ001', 'Mainframe', '', 0, NULL);
        INSERT INTO service_target (id, code, service_id, position, title, metric, computation, priorities, unit, direction, goal, window, wording, effective_from, importance, provenance, note, source)
          VALUES ('avl', 'AVL', 'mainframe', 0, 'Availability', 'availability', 'outages', '', '%', 'at-least', '99.5', 'month', 'standard', '2003-07', 'ordinary', 'own', '', '');
        INSERT INTO journal VALUES (1, 'e1', '2026-11-22T00:00:00.000Z', 'Ann', 'Begin', 'edit', NULL, NULL, 0, '[]');`,
    })
    expect(after).toEqual({ ...before, target_goal: [] })
  })

  test('an older file is backed up as it was, then brought up to date, and keeps every row', () => {
    const store = bench.create('small')
    store.close()
    const opened = valueOf(bench.open(store.path, 'read-write', { migrations: [...MIGRATIONS, withNotes] }))
    const [backup = '', ...others] = readdirSync(backupFolderOf(store.path))
    expect([backup, others]).toEqual(['Rates 2026-11-22 04.39.11 before format 1020 (automatic).ratebook', []])
    expect([schemaOf(store.path), schemaOf(join(backupFolderOf(store.path), backup))]).toEqual([1020, newestSchema(MIGRATIONS)])
    opened.close()
    expect(valueOf(bench.open(join(backupFolderOf(store.path), backup))).readDraft()).toEqual(smallModel())
  })

  test('a snapshot of an older file is brought up to date by itself; the file stays as it is', () => {
    const store = bench.create('small')
    const before = readFileSync(store.path)
    const snapshot = valueOf(bench.open(store.path, 'snapshot', { migrations: [...MIGRATIONS, withNotes] }))
    expect(snapshot.revision()).toBe(1)
    expect(readFileSync(store.path).equals(before)).toBe(true)
    valueOf(store.append(journalEntry(2, [])))
  })

  test('one that fails takes back what it did, keeps those before it, and gives the file free', () => {
    const store = bench.create('small')
    store.close()
    expect(() => bench.open(store.path, 'read-write', { migrations: [...MIGRATIONS, withNotes, failing] })).toThrow('Migration 1030 breaks-a-reference breaks a reference')
    expect([schemaOf(store.path), readdirSync(bench.folder()).sort()]).toEqual([1020, ['Rates backups', 'Rates.ratebook']])
    valueOf(bench.open(store.path, 'snapshot', { migrations: [...MIGRATIONS, withNotes] }))
  })

  test('without a backup there is no migration', () => {
    const store = bench.create('small')
    store.close()
    writeFileSync(backupFolderOf(store.path), 'a file in the way')
    expect(failureIn(bench.open(store.path, 'read-write', { migrations: [...MIGRATIONS, withNotes] })).code).toBe('FILE_EXISTS')
    expect([schemaOf(store.path), readdirSync(bench.folder()).sort()]).toEqual([newestSchema(MIGRATIONS), ['Rates backups', 'Rates.ratebook']])
  })

  test('their order is checked', () => {
    expect(() => bench.create('empty', { migrations: [withNotes, ...MIGRATIONS] })).toThrow('Migration 10 model-and-rates must have a whole number above 1020.')
  })
})
