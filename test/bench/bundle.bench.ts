/**
 * Statements of 200 customers as workbooks in one zip, as the application writes them: one after the other, on another thread.
 * How many a minute, what it does to the event loop of whoever asked, and whether memory grows with their number.
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'

import { writeBundle, zipTarget } from '../../src-main/core/report-bundle.ts'
import { createWorkbooks } from '../../src-main/workbook/index.ts'
import { billingYear } from '../../src-shared/domain/billing/billing-year.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import type { Customer } from '../../src-shared/domain/model/billing-tables.ts'
import { draftFromRows, rowsFromDraft } from '../../src-shared/domain/model/draft.ts'
import { statementReport } from '../../src-shared/domain/reports/billing/statement-report.ts'
import { ok } from '../../src-shared/domain/result.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { sampleDraft } from '../support/sample-draft.ts'
import { customerRow } from '../support/small-bills.ts'
import type { Bench, BenchRow } from './measure.ts'

const CUSTOMERS = 200
const RATES = 40
const MONTHS = 12
const MOST_BLOCKED_MS = 50
const MOST_GROWN_MB = 64
const MICROSECONDS_A_MS = 1000
const MEGABYTE = 2 ** 20

/** The sample's rates, used by 200 customers in every month. */
function billedModel() {
  const sample = sampleDraft()
  const customer = Array.from({ length: CUSTOMERS }, (_, at): Customer => customerRow(`c${at}`, at))
  const draft = draftFromRows({ ...rowsFromDraft(sample), customer, encumbrance: [], billAdjustment: [], usageBatch: [], usageEntry: [], serviceRequest: [], estimateLine: [], customerQuestion: [], budget: [], budgetSeries: [], budgetChange: [], budgetFigure: [] })
  const rateIds = [...draft.rate.keys()].slice(0, RATES)
  const count = CUSTOMERS * RATES * MONTHS
  const at = (of: (index: number) => number): Int32Array => Int32Array.from({ length: count }, (_, index) => of(index))
  const usage = {
    fiscalYear: fiscalYear(2004), customerIds: customer.map((each) => each.id), rateIds, customer: at((index) => Math.floor(index / (RATES * MONTHS))), rate: at((index) => Math.floor(index / MONTHS) % RATES),
    month: Uint8Array.from(at((index) => index % MONTHS)), quantity: BigInt64Array.from({ length: count }, (_, index) => BigInt((index * 7919) % 1_000_003) * 1000n),
  }
  const bills = billingYear({ draft, version: planOf(fiscalYear(2004)), usage })
  if (!bills.ok) throw new Error(bills.failure.map((each) => each.message).join())
  return { draft, bills: bills.value, customers: customer }
}

const context = { author: 'Ann', generatedAt: '2026-11-22T14:02:00.000Z', revision: 1, fileName: 'Model.ratebook' }

/** Milliseconds that the processor spent on this thread. */
function threadTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / MICROSECONDS_A_MS
}

/**
 * The longest turn of this thread's event loop while work goes on: by the clock, and by the processor time that the thread itself took, which
 * other programs on the machine do not lengthen.
 */
async function longestTurns(work: () => Promise<unknown>): Promise<{ readonly clock: number; readonly own: number }> {
  let [last, lastOwn, clock, mostOwn] = [performance.now(), threadTime(), 0, 0]
  const turn = (): void => {
    const [now, nowOwn] = [performance.now(), threadTime()]
    clock = Math.max(clock, now - last - 1)
    mostOwn = Math.max(mostOwn, nowOwn - lastOwn)
    last = now
    lastOwn = nowOwn
  }
  const timer = setInterval(turn, 1)
  await work()
  turn()
  clearInterval(timer)
  return { clock, own: mostOwn }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length
}

async function run(): Promise<readonly BenchRow[]> {
  const { draft, bills, customers } = billedModel()
  const workbooks = createWorkbooks()
  const folder = mkdtempSync(join(tmpdir(), 'ratebook-bundle-'))
  const file = openSync(join(folder, 'all.zip'), 'w')
  const resident: number[] = []
  let bytes = 0
  const write = async (of: readonly Customer[]): Promise<number> => {
    const files = await writeBundle<never>({
      workbooks, customers: of, format: 'xlsx', progress: () => void resident.push(process.memoryUsage().rss / MEGABYTE),
      target: zipTarget(workbooks, (piece) => {
        bytes += piece.length
        writeSync(file, piece)
        return ok(undefined)
      }),
      async preview(customer) {
        await nextTurn()
        const report = statementReport({ draft, bills, customerId: customer.id, month: null, context })
        return report === undefined ? { ok: false, failure: { kind: 'only-this', why: 'no customer' } } : ok(report)
      },
    })
    return files.ok ? files.value.filter((each) => each.file !== null).length : 0
  }
  // What is loaded and compiled once, and how large the heaps of both threads become, is not of the 200.
  await write(customers.slice(0, 40))
  await wait(50)
  bytes = 0
  resident.length = 0
  const start = performance.now()
  let written = 0
  const blocked = await longestTurns(async () => {
    written = await write(customers)
  })
  const seconds = (performance.now() - start) / 1000
  const idle = await longestTurns(() => wait(2000))
  closeSync(file)
  rmSync(folder, { recursive: true, force: true })
  // The first quarter beside the last: what is kept of each would show.
  const quarter = Math.floor(resident.length / 4)
  const grown = mean(resident.slice(-quarter)) - mean(resident.slice(0, quarter))
  return [
    { name: `Statements of ${CUSTOMERS} customers as workbooks (${RATES} rates, ${MONTHS} months each)`, value: `${seconds.toFixed(1)} s`, yardstick: `${written} files, ${(bytes / MEGABYTE).toFixed(1)} MB: ${((written / seconds) * 60).toFixed(0)} a minute`, ratio: '' },
    { name: 'Longest block of the caller meanwhile', value: `${blocked.own.toFixed(1)} ms`, yardstick: `at most ${MOST_BLOCKED_MS} ms of its own time (by the clock ${blocked.clock.toFixed(0)} ms; an idle loop here ${idle.clock.toFixed(0)} ms)`, ratio: (blocked.own / MOST_BLOCKED_MS).toFixed(2), holds: blocked.own <= MOST_BLOCKED_MS },
    { name: 'Memory, last quarter of them less the first', value: `${grown.toFixed(0)} MB`, yardstick: `at most ${MOST_GROWN_MB} MB (resident ${mean(resident).toFixed(0)} MB)`, ratio: (grown / MOST_GROWN_MB).toFixed(2), holds: grown <= MOST_GROWN_MB },
  ]
}

export default { name: 'One statement for every customer', run } satisfies Bench
