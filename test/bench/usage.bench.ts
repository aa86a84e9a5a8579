/** Usage by the million: an import against what the sqlite3 command line takes for the same rows, and opening a model that has them. */
import Database from 'better-sqlite3'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { z } from 'zod'

import { createStoreFactory } from '../../src-main/store/index.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import type { ModelRows } from '../../src-shared/domain/model/draft.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import { month, monthNumber } from '../../src-shared/domain/month.ts'
import type { BatchLines } from '../../src-shared/domain/usage/batch-lines.ts'
import { effectiveUsage } from '../../src-shared/domain/usage/effective-usage.ts'
import { journalEntry } from '../support/journal-entries.ts'
import { CUSTOMERS, DAYS_IMPORTED, emptyModel, hundredths, IMPORTED, RATES, rowsOfModel, valueOf, writeCsv, writeDaysCsv } from '../support/usage-file.ts'
import { milliseconds, type Bench, type BenchRow } from './measure.ts'

const RUNS = 7
const MONTHS = 12
const FIRST_MONTH = '2004-07'
const MOST_MEGABYTES = 400
const MOST_TIMES_SQLITE = 2
const MOST_OPENING_MS = 1_000
const MOST_UNTIL_BILLS_MS = 3_000
const ONCE = join(import.meta.dirname, '..', 'support', 'import-usage-once.ts')

function median(times: readonly number[]): number {
  return times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)] ?? Number.NaN
}

function numbered(table: string, form: string, most: number): string {
  return `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${most - 1}) INSERT INTO ${table} SELECT i + 1, printf('${form}', i) FROM n;`
}

/** The tables of the model file itself, without their guards, as the command line would fill them. */
function sqliteScript(model: string, csv: string): string {
  const database = new Database(model, { readonly: true })
  const definition = database.prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name IN ('usage_line', 'usage_customer', 'usage_rate')").pluck().all().join(';\n')
  database.close()
  return `PRAGMA synchronous = EXTRA;
${definition};
${numbered('usage_customer', 'AGENCY-%03d', CUSTOMERS)}
${numbered('usage_rate', 'RATE-%05d', RATES)}
.mode csv
.import '${csv}' staged
INSERT INTO usage_line SELECT 1, r.no, substr(month, 1, 4) * 12 + substr(month, 6, 2) - 1, c.no, CAST(round(quantity * 1000000) AS INTEGER)
  FROM staged JOIN usage_customer AS c ON c.customer_id = agency JOIN usage_rate AS r ON r.rate_id = staged.rate ORDER BY 2, 3, 4;
SELECT count(*) FROM usage_line;
`
}

/** Milliseconds; undefined where there is no sqlite3 on this machine. */
function bySqlite(folder: string, script: string): number | undefined {
  const path = join(folder, 'yardstick.db')
  rmSync(path, { force: true })
  const start = performance.now()
  const { error, status, stdout, stderr } = spawnSync('sqlite3', [path], { input: script, encoding: 'utf8' })
  const took = performance.now() - start
  if (error !== undefined) return undefined
  if (status !== 0 || stdout.trim() !== String(IMPORTED)) throw new Error(`sqlite3: ${stdout} ${stderr}`)
  return took
}

const taken = z.strictObject({ milliseconds: z.number(), lines: z.int(), blockWhileReading: z.number(), longestBlock: z.number(), peakMegabytes: z.number() })

function importedOnce(folder: string, { model, csv }: { readonly model: string; readonly csv: string }): z.infer<typeof taken> {
  const path = join(folder, 'Import.ratebook')
  copyFileSync(model, path)
  const found = importedInto(path, csv)
  if (found.lines !== IMPORTED) throw new Error(`${found.lines} lines came in.`)
  return found
}

function importedInto(path: string, csv: string): z.infer<typeof taken> {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ONCE, path, csv], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return taken.parse(JSON.parse(stdout))
}

function measureImport(folder: string): readonly BenchRow[] {
  const [model, csv] = [join(folder, 'Empty.ratebook'), join(folder, 'usage.csv')]
  emptyModel(model).close()
  writeCsv(csv)
  const script = sqliteScript(model, csv)
  bySqlite(folder, script)
  importedOnce(folder, { model, csv })
  const runs = Array.from({ length: RUNS }, () => ({ own: importedOnce(folder, { model, csv }), sqlite: bySqlite(folder, script) }))
  const own = median(runs.map((run) => run.own.milliseconds))
  const yardsticks = runs.flatMap(({ sqlite }) => sqlite ?? [])
  const isVerified = yardsticks.length === RUNS
  const yardstick = median(yardsticks)
  const memory = Math.max(...runs.map((run) => run.own.peakMegabytes))
  const name = 'Import a CSV of 1,000,000 rows of usage: checked, keyed, on disk'
  return [
    isVerified
      ? { name, value: milliseconds(own), yardstick: `${milliseconds(yardstick)} by sqlite3 .import and INSERT ... SELECT; at most ${MOST_TIMES_SQLITE} times`, ratio: (own / yardstick).toFixed(2), holds: own <= yardstick * MOST_TIMES_SQLITE }
      : { name, value: milliseconds(own), yardstick: 'not verified: there is no sqlite3 here', ratio: '' },
    { name: 'Most memory of the importing process, its threads included', value: `${memory.toFixed(0)} MB`, yardstick: `under ${MOST_MEGABYTES} MB`, ratio: '', holds: memory < MOST_MEGABYTES },
    { name: 'Longest block of the core while the file is read (the window is another process)', value: milliseconds(median(runs.map((run) => run.own.blockWhileReading))), yardstick: '', ratio: '' },
    { name: 'Longest block of the core while the batch is written', value: milliseconds(median(runs.map((run) => run.own.longestBlock))), yardstick: '', ratio: '' },
  ]
}

/** Rows of days: their file into an empty model, and one that puts each of them right. */
function measureDays(folder: string): readonly BenchRow[] {
  const [path, first, second] = [join(folder, 'Days.ratebook'), join(folder, 'days.csv'), join(folder, 'days again.csv')]
  emptyModel(path).close()
  writeDaysCsv(first, 0)
  writeDaysCsv(second, 1)
  const rows = [first, second].map((csv) => importedInto(path, csv))
  return rows.map(({ milliseconds: took, peakMegabytes }, index) => ({
    name: `Import a CSV of ${DAYS_IMPORTED.toLocaleString('en-US')} rows of days${index === 0 ? '' : ' over the same days'}: once`, value: `${milliseconds(took)}, at most ${peakMegabytes.toFixed(0)} MB`, yardstick: `memory under ${MOST_MEGABYTES} MB`, ratio: '',
    holds: peakMegabytes < MOST_MEGABYTES,
  }))
}

function yearOfLines(rows: ModelRows): BatchLines {
  const count = CUSTOMERS * RATES * MONTHS
  const first = monthNumber(month(FIRST_MONTH))
  return {
    customerIds: rows.customer.map(({ id }) => id), rateIds: rows.rate.map(({ id }) => id), customer: Int32Array.from({ length: count }, (_, at) => Math.floor(at / MONTHS) % CUSTOMERS),
    rate: Int32Array.from({ length: count }, (_, at) => Math.floor(at / MONTHS / CUSTOMERS)), month: Int32Array.from({ length: count }, (_, at) => first + (at % MONTHS)),
    quantity: BigInt64Array.from({ length: count }, (_, at) => BigInt(hundredths(at)) * 10_000n),
  }
}

function measureOpening(folder: string): readonly BenchRow[] {
  const path = join(folder, 'Usage.ratebook')
  const store = emptyModel(path)
  const lines = yearOfLines(rowsOfModel())
  const after = { id: 'usage-1', number: 1, kind: 'quantities' as const, fileName: 'usage.csv', lineCount: lines.rate.length, importedAt: new Date().toISOString(), author: 'Bench', provenance: 'own' as const, note: '' }
  valueOf(store.append(journalEntry(2, [rowChange('usageBatch', { before: null, after })], { kind: 'import' }), { batchId: after.id, lines }))
  store.close()
  const factory = createStoreFactory({ clock: { now: () => new Date() } })
  const runs = Array.from({ length: RUNS + 1 }, () => {
    const start = performance.now()
    const opened = valueOf(factory.open({ path, author: 'Bench', mode: 'read-write' }))
    const draft = opened.readDraft()
    const openedAt = performance.now()
    const usage = effectiveUsage({ draft, lines: valueOf(opened.readUsage([...draft.usageBatch.values()])) })
    const readAt = performance.now()
    opened.close()
    if (usage.years.get(fiscalYear(2005))?.quantity.length !== lines.rate.length) throw new Error('Not every line came back.')
    return { opening: openedAt - start, columns: readAt - openedAt, all: readAt - start }
  }).slice(1)
  const [opening, columns, all] = [median(runs.map((run) => run.opening)), median(runs.map((run) => run.columns)), median(runs.map((run) => run.all))]
  return [
    { name: 'Open a model with 1,200,000 usage lines: every row of every table, which is what the first table needs', value: milliseconds(opening), yardstick: 'under 1,000 ms', ratio: '', holds: opening < MOST_OPENING_MS },
    { name: 'Its usage as columns by year, ready to be priced', value: milliseconds(columns), yardstick: '', ratio: '' },
    { name: 'Both', value: milliseconds(all), yardstick: 'under 3,000 ms, with pricing', ratio: '', holds: all < MOST_UNTIL_BILLS_MS },
  ]
}

const usageBench: Bench = {
  name: 'Usage',
  run(): Promise<readonly BenchRow[]> {
    const folder = mkdtempSync(join(tmpdir(), 'ratebook-usage-'))
    try {
      return Promise.resolve([...measureImport(folder), ...measureDays(folder), ...measureOpening(folder)])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

export default usageBench
