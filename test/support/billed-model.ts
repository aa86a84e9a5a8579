/** A model file with usage of every customer, rate and month of a year: for benches of what the screens ask. */
import type { Store } from '../../src-main/core/ports.ts'
import { createStoreFactory } from '../../src-main/store/index.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import type { UsageBatch } from '../../src-shared/domain/model/billing-tables.ts'
import { monthNumber, monthsOfYear } from '../../src-shared/domain/month.ts'
import type { BatchLines } from '../../src-shared/domain/usage/batch-lines.ts'
import { addAll, journalEntry } from './journal-entries.ts'
import { largeRows } from './large-model.ts'
import { randomNumbers } from './random-usage.ts'
import { customerRow } from './small-bills.ts'

const BATCH = 'large-usage'
const MICRO = 1_000_000n

type Ids = { readonly customerIds: readonly string[]; readonly rateIds: readonly string[] }
const SEASON = [0, 40, 90, 30, -20, -60, -80, -50, 10, 20, 30, -10]

/** A level, a trend, a season and some noise: what methods of projection can be compared on. */
function seasonalQuantity(month: number, next: (below: number) => number): bigint {
  return BigInt(1_000 + 3 * (month % 120) + (SEASON[month % 12] ?? 0) + next(60))
}

function linesOf({ customerIds, rateIds, years, isSeasonal }: Ids & { readonly years: readonly number[]; readonly isSeasonal: boolean }): BatchLines {
  const months = years.flatMap((year) => monthsOfYear(fiscalYear(year), 7)).map(monthNumber)
  const count = customerIds.length * rateIds.length * months.length
  const next = randomNumbers()
  const lines = { customer: new Int32Array(count), rate: new Int32Array(count), month: new Int32Array(count), quantity: new BigInt64Array(count) }
  let line = 0
  for (let rate = 0; rate < rateIds.length; rate += 1) {
    for (const month of months) {
      for (let customer = 0; customer < customerIds.length; customer += 1) {
        lines.customer[line] = customer
        lines.rate[line] = rate
        lines.month[line] = month
        lines.quantity[line] = (isSeasonal ? seasonalQuantity(month, next) : BigInt(next(2_000))) * MICRO + BigInt(next(1_000_000))
        line += 1
      }
    }
  }
  return { customerIds, rateIds, ...lines }
}

/** `yearsOfUsage`: one where it is not said; with more, every month has its season. */
export type BilledSize = { readonly customers: number; readonly rates: number; readonly years: number; readonly yearsOfUsage?: number }

/** Writes the file and leaves it open. The last year is a draft, and those before it have the usage. */
export function billedModel(path: string, { yearsOfUsage = 1, ...size }: BilledSize): Store {
  const rows = largeRows(size)
  const customers = Array.from({ length: size.customers }, (_, index) => customerRow(`c${String(index).padStart(3, '0')}`, index))
  const lines = linesOf({ customerIds: customers.map((each) => each.id), rateIds: rows.rate.map((each) => each.id), years: Array.from({ length: yearsOfUsage }, (_, index) => 2000 + size.years - yearsOfUsage + index), isSeasonal: yearsOfUsage > 1 })
  const batch: UsageBatch = { id: BATCH, number: 1, kind: 'quantities', fileName: 'usage.csv', lineCount: lines.quantity.length, importedAt: '2004-07-01T10:00:00.000Z', author: 'Bench', provenance: 'fictional', note: '' }
  const made = createStoreFactory({ clock: { now: () => new Date() } }).create({ path, author: 'Bench' })
  if (!made.ok) throw new Error(made.failure.message)
  const filled = made.value.append(journalEntry(1, addAll({ ...rows, customer: customers, usageBatch: [batch] }), { kind: 'import' }), { batchId: BATCH, lines })
  if (!filled.ok) throw new Error(filled.failure.message)
  return made.value
}
