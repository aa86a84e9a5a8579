/** A model without usage, and a CSV of a million rows for it: for benches of the import. */
import { writeFileSync } from 'node:fs'

import type { Store, StoreFailure } from '../../src-main/core/ports.ts'
import { createStoreFactory } from '../../src-main/store/index.ts'
import type { ModelRows } from '../../src-shared/domain/model/draft.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { addAll, journalEntry } from './journal-entries.ts'
import { largeRows } from './large-model.ts'
import { customerRow } from './small-model.ts'

export const CUSTOMERS = 200
export const RATES = 500
const IMPORTED_MONTHS = 10
/** Rows of the CSV. */
export const IMPORTED = CUSTOMERS * RATES * IMPORTED_MONTHS

export function valueOf<Value>(result: Result<Value, StoreFailure>): Value {
  if (!result.ok) throw new Error(result.failure.message)
  return result.value
}

export function rowsOfModel(): ModelRows {
  return { ...largeRows({ rates: RATES, years: 5 }), customer: Array.from({ length: CUSTOMERS }, (_, index) => customerRow(`agency-${String(index).padStart(3, '0')}`, index)) }
}

/** Written and left open. */
export function emptyModel(path: string): Store {
  const store = valueOf(createStoreFactory({ clock: { now: () => new Date() } }).create({ path, author: 'Bench' }))
  valueOf(store.append(journalEntry(1, addAll(rowsOfModel()), { kind: 'import' })))
  return store
}

/** Different figures of one to five digits with up to two places, some of them credits. */
export function hundredths(at: number): number {
  return (at * 7919) % 10_000_000 - (at % 97 === 0 ? 10_000_000 : 0)
}

/** Customer by customer, as a mainframe's accounting lists it; the codes are those of the model. */
export function writeCsv(path: string): void {
  const lines = ['agency,rate,month,quantity']
  for (let customer = 0; customer < CUSTOMERS; customer += 1) {
    for (let rate = 0; rate < RATES; rate += 1) {
      for (let at = 0; at < IMPORTED_MONTHS; at += 1) {
        const value = hundredths(lines.length)
        lines.push(`AGENCY-${String(customer).padStart(3, '0')},RATE-${String(rate).padStart(5, '0')},${at < 6 ? `2004-${String(at + 7).padStart(2, '0')}` : `2005-0${at - 5}`},${(value / 100).toFixed(2)}`)
      }
    }
  }
  writeFileSync(path, `${lines.join('\n')}\n`)
}

const DAYS_OF_FILE = 360
const DAY_CUSTOMERS = 100
const DAY_RATES = 28
/** Rows of the CSV of days. */
export const DAYS_IMPORTED = DAYS_OF_FILE * DAY_CUSTOMERS * DAY_RATES

/** Day after day of nearly a year; `more` is added to each figure. */
export function writeDaysCsv(path: string, more: number): void {
  const lines = ['agency,rate,month,quantity']
  for (let at = 0; at < DAYS_OF_FILE; at += 1) {
    const day = new Date(Date.UTC(2004, 6, 1 + at)).toISOString().slice(0, 10)
    for (let customer = 0; customer < DAY_CUSTOMERS; customer += 1) {
      for (let rate = 0; rate < DAY_RATES; rate += 1) lines.push(`AGENCY-${String(customer).padStart(3, '0')},RATE-${String(rate).padStart(5, '0')},${day},${(hundredths(lines.length) / 100 + more).toFixed(2)}`)
    }
  }
  writeFileSync(path, `${lines.join('\n')}\n`)
}
