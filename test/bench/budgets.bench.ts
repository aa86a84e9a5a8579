/**
 * The account manager's desk with 200 customers, 500 rates and 36 months of usage: everybody's planned usage, the list of customers, one
 * budget. In the core alone, without the message. What takes longer than half a second shows its progress on the screen.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'

import { createBillDesk } from '../../src-main/core/bill-desk.ts'
import type { UseCaseParts } from '../../src-main/core/core-parts.ts'
import { createRunningTasks } from '../../src-main/core/running-tasks.ts'
import { createSession } from '../../src-main/core/session.ts'
import { billsMatrix, oncePlanned } from '../../src-main/core/use-cases/bills.ts'
import { budgetSummary, customerBudgetAnswer, projectedRate } from '../../src-main/core/use-cases/budgets.ts'
import type { MatrixRequest } from '../../src-shared/contract/bills.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { budgetSeriesId, type BudgetSeries } from '../../src-shared/domain/model/billing-tables.ts'
import { rowChange, type RowChange } from '../../src-shared/domain/model/edit.ts'
import { planOf, versionKey } from '../../src-shared/domain/version.ts'
import { billedModel } from '../support/billed-model.ts'
import { figure } from '../support/small-costs.ts'
import { milliseconds, percentilesOfEdits, slowMedianOf, type Bench, type BenchRow } from './measure.ts'

const SIZE = { customers: 200, rates: 500, years: 5, yearsOfUsage: 3 }
/** As many as the screen asks for at once. */
const AT_ONCE = 5
const EDITS = 10
const FROM = planOf(fiscalYear(2004))
const TO = planOf(fiscalYear(2005))
const PLANNED: MatrixRequest = { version: TO, usageYear: null, usageBasis: 'planned', grouping: 'service-group', ahead: [] }
const HALF_A_SECOND = 500

type Parts = Pick<UseCaseParts, 'session' | 'billDesk' | 'plans'>

function expectAnswer<Answer>(result: { readonly ok: true; readonly value: Answer } | { readonly ok: false; readonly failure: unknown }): Answer {
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

/** Another growth of one rate of the first customer. */
function edited(count: number): readonly RowChange[] {
  const key = { version: versionKey(TO), customerId: 'c000', rateId: `rate-${String((count * 37) % SIZE.rates).padStart(5, '0')}` }
  const after: BudgetSeries = { id: budgetSeriesId(key), ...key, method: null, growthPercent: figure<'%'>(`${1 + (count % 50)}`), growthFrom: null, typedUnits: null, note: '' }
  return [rowChange('budgetSeries', { before: null, after })]
}

/** What everything else in the core would wait for: the longest turn while the work runs, by processor time of this process. */
async function longestTurn(isOver: () => boolean): Promise<number> {
  let longest = 0
  while (!isOver()) {
    const before = process.cpuUsage()
    await setImmediate()
    const { user, system } = process.cpuUsage(before)
    longest = Math.max(longest, (user + system) / 1_000)
  }
  return longest
}

function timeOf(run: () => unknown): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`
}

/** Once, since it takes seconds: everybody's year, from nothing. */
async function planEverybody(parts: Parts): Promise<readonly BenchRow[]> {
  const [start, cpu, memory] = [performance.now(), process.cpuUsage(), process.memoryUsage.rss()]
  let [isOver, most] = [false, memory]
  const turns = longestTurn(() => {
    most = Math.max(most, process.memoryUsage.rss())
    return isOver
  })
  expectAnswer(await oncePlanned(parts, { request: PLANNED }, () => billsMatrix(parts, PLANNED)))
  const [elapsed, { user, system }] = [performance.now() - start, process.cpuUsage(cpu)]
  isOver = true
  const again = slowMedianOf(() => expectAnswer(billsMatrix(parts, PLANNED)))
  return [
    { name: 'Planned usage of everybody, the first time (once)', value: `${(elapsed / 1_000).toFixed(1)} s, ${((user + system) / 1_000_000).toFixed(1)} s of processor time`, yardstick: 'shows progress', ratio: '' },
    { name: 'Longest turn of the core meanwhile / memory at most, above that of the usage', value: `${milliseconds(await turns)} / ${megabytes(most - memory)}`, yardstick: '', ratio: '' },
    { name: 'Matrix of planned bills asked for again', value: milliseconds(again), yardstick: '', ratio: '' },
  ]
}

async function list(parts: Parts): Promise<{ readonly whole: number; readonly longest: number }> {
  const [start, ids] = [performance.now(), Array.from({ length: SIZE.customers }, (_, index) => `c${String(index).padStart(3, '0')}`)]
  let longest = 0
  for (let first = 0; first < ids.length; first += AT_ONCE) {
    const asked = performance.now()
    expectAnswer(await budgetSummary(parts, { from: FROM, to: TO, customerIds: ids.slice(first, first + AT_ONCE), ahead: [] }))
    longest = Math.max(longest, performance.now() - asked)
  }
  return { whole: performance.now() - start, longest }
}

async function measure(folder: string): Promise<readonly BenchRow[]> {
  const session = createSession({ clock: { now: () => new Date() }, titleChanged: () => undefined })
  session.adopt(billedModel(join(folder, 'Budgets.ratebook'), SIZE))
  const parts = { session, billDesk: createBillDesk(), plans: createRunningTasks<{ readonly done: number; readonly total: number }>() }
  const budget = (ahead: readonly RowChange[], customerId = 'c000'): unknown => expectAnswer(customerBudgetAnswer(parts, { from: FROM, to: TO, customerId, ahead: [...ahead] }))
  const rate = (count: number): unknown => expectAnswer(projectedRate(parts, { version: TO, customerId: 'c000', rateId: `rate-${String(count % SIZE.rates).padStart(5, '0')}`, ahead: [] }))
  // Reads the usage from the file, which is measured elsewhere.
  const read = timeOf(() => rate(0))
  // Seven customers of whom nothing is projected yet.
  const firsts = Array.from({ length: 7 }, (_, index) => timeOf(() => budget([], `c19${index}`))).toSorted((left, right) => left - right)
  const first = firsts[3] ?? Number.NaN
  const { p50, p95 } = percentilesOfEdits(EDITS, (count) => {
    const ahead = edited(count)
    return () => budget(ahead)
  })
  const dock = percentilesOfEdits(EDITS, (count) => () => rate(count))
  const planned = await planEverybody(parts)
  const ready = await list(parts)
  // Another list of usage, as after an import: nothing of it is projected.
  session.close()
  const opened = createSession({ clock: { now: () => new Date() }, titleChanged: () => undefined })
  opened.adopt(billedModel(join(folder, 'Budgets again.ratebook'), SIZE))
  const fresh = { ...parts, session: opened }
  expectAnswer(projectedRate(fresh, { version: TO, customerId: 'c000', rateId: 'rate-00000', ahead: [] }))
  const cold = await list(fresh)
  opened.close()
  return [
    { name: 'Usage read from the file, 3,600,000 lines', value: `${(read / 1_000).toFixed(1)} s`, yardstick: '', ratio: '' },
    { name: 'One budget, 500 rates in two years, the first time', value: milliseconds(first), yardstick: `under ${HALF_A_SECOND} ms`, ratio: '', holds: first < HALF_A_SECOND },
    { name: 'The same after an edit', value: `${milliseconds(p95)} p95, ${milliseconds(p50)} p50`, yardstick: `under ${HALF_A_SECOND} ms`, ratio: '', holds: p95 < HALF_A_SECOND },
    { name: 'One rate of it: history, intervals, all methods compared', value: `${milliseconds(dock.p95)} p95, ${milliseconds(dock.p50)} p50`, yardstick: '', ratio: '' },
    ...planned,
    { name: 'List of all customers, what is projected priced / the longest of its answers', value: `${(ready.whole / 1_000).toFixed(1)} s / ${milliseconds(ready.longest)}`, yardstick: 'shows progress', ratio: '' },
    { name: 'List of all customers, from nothing / the longest of its answers', value: `${(cold.whole / 1_000).toFixed(1)} s / ${milliseconds(cold.longest)}`, yardstick: 'shows progress', ratio: '' },
  ]
}

export default {
  name: 'Budgets of 200 customers with 500 rates and 36 months of usage',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ratebook-bench-'))
    try {
      return await measure(folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
} satisfies Bench
