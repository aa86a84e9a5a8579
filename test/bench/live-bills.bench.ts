/**
 * What the window asks at every edit of a rate: the impact on 200 customers with 500 rates and 12 months of usage, answered with the edit
 * that is not in the file yet. In the core alone, without the message.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createBillDesk } from '../../src-main/core/bill-desk.ts'
import { createSession } from '../../src-main/core/session.ts'
import { billsImpact, billsMatrix } from '../../src-main/core/use-cases/bills.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { rowChange, type RowChange } from '../../src-shared/domain/model/edit.ts'
import { priceId, scheduleId, type Price } from '../../src-shared/domain/model/tables.ts'
import { planOf, versionKey } from '../../src-shared/domain/version.ts'
import { billedModel } from '../support/billed-model.ts'
import { figure } from '../support/small-costs.ts'
import { milliseconds, percentilesOfEdits, type Bench, type BenchRow } from './measure.ts'

const SIZE = { customers: 200, rates: 500, years: 5 }
const EDITS = 40
const FROM = planOf(fiscalYear(2004))
const TO = planOf(fiscalYear(2005))

function expectAnswer<Answer>(result: { readonly ok: true; readonly value: Answer } | { readonly ok: false; readonly failure: unknown }): Answer {
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

/** Another price of a rate in the year that is tried out. */
function edited(prices: ReadonlyMap<string, Price>, count: number): readonly RowChange[] {
  const rateId = `rate-${String((count * 37) % SIZE.rates).padStart(5, '0')}`
  const before = prices.get(priceId({ scheduleId: scheduleId(versionKey(TO), 1), rateId, customerClass: 'state' }))
  if (before === undefined) throw new Error(`${rateId} has no price.`)
  return [rowChange('price', { before, after: { ...before, amount: figure<'USD/unit'>(`${1 + (count % 900)}.5`) } })]
}

function measure(folder: string): readonly BenchRow[] {
  const session = createSession({ clock: { now: () => new Date() }, titleChanged: () => undefined })
  const store = billedModel(join(folder, 'Billed.ratebook'), SIZE)
  session.adopt(store)
  const parts = { session, billDesk: createBillDesk() }
  const { price } = store.readDraft()
  const impact = (ahead: readonly RowChange[]): unknown => expectAnswer(billsImpact(parts, { from: FROM, to: TO, usageFrom: FROM.fiscalYear, usageTo: FROM.fiscalYear, grouping: null, words: 0, ahead: [...ahead] }))
  const matrix = (ahead: readonly RowChange[]): unknown => expectAnswer(billsMatrix(parts, { version: TO, usageYear: FROM.fiscalYear, grouping: 'service-group', ahead: [...ahead] }))
  const start = performance.now()
  impact([])
  const first = performance.now() - start
  const rowOf = (name: string, ask: (ahead: readonly RowChange[]) => unknown, bound: number): BenchRow => {
    const { p50, p95 } = percentilesOfEdits(EDITS, (count) => {
      const ahead = edited(price, count)
      return () => ask(ahead)
    })
    return { name, value: `${milliseconds(p95)} p95, ${milliseconds(p50)} p50`, yardstick: `under ${bound} ms p50`, ratio: '', holds: p50 < bound }
  }
  const rows: readonly BenchRow[] = [
    { name: 'Impact of a year from the file, usage read and priced', value: milliseconds(first), yardstick: 'under 3 s', ratio: '', holds: first < 3_000 },
    rowOf('Impact with one edited rate ahead of the file', impact, 4),
    rowOf('Matrix of bills with one edited rate ahead of the file', matrix, 4),
  ]
  session.close()
  return rows
}

export default {
  name: 'Bills as the window asks for them (200 customers x 500 rates x 12 months)',
  run: () => {
    const folder = mkdtempSync(join(tmpdir(), 'ratebook-bench-'))
    try {
      return Promise.resolve(measure(folder))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
} satisfies Bench
