/** Raw rows of usage in the model file, beside the lines that the rules made of them: written once with their batch, never changed. */
import type { Database } from 'better-sqlite3'

import { isMonth, month } from '../../src-shared/domain/month.ts'
import type { Steps } from '../../src-shared/domain/steps.ts'
import { MEASURE_KINDS, type RawMeasure } from '../../src-shared/domain/usage/measures/raw-measure.ts'
import { damaged, StoreRefusal } from './failures.ts'

type Row = { readonly rowNumber: number; readonly customerId: string; readonly kind: string; readonly month: string; readonly cells: string }

/** A hundredth of a second's work, or less. */
const ROWS_A_STEP = 1_000

/** Whose raw rows, and of which month; all months where none is named. */
export type MeasuresOf = Pick<RawMeasure, 'customerId'> & Partial<Pick<RawMeasure, 'month'>>

export type RawMeasures = {
  /** Inside of the transaction that writes the batch, before its lines are closed. */
  write(batchId: string, measures: readonly RawMeasure[]): Steps<void>
  /** The raw rows of a batch in the order of its file, or those of a customer, or of one month of a customer; none of a batch of ready quantities. Throws FILE_DAMAGED. */
  read(batchId: string, only?: MeasuresOf): readonly RawMeasure[]
}

function selectOf(condition: string): string {
  return `SELECT row_number AS rowNumber, customer_id AS customerId, kind, month, cells FROM raw_measure WHERE batch_id = ?${condition} ORDER BY row_number`
}

export function openRawMeasures({ database, path }: { readonly database: Database; readonly path: string }): RawMeasures {
  const insert = database.prepare('INSERT INTO raw_measure (batch_id, row_number, customer_id, kind, month, cells) VALUES (?, ?, ?, ?, ?, ?)')
  const selectAll = database.prepare<[string], Row>(selectOf(''))
  const selectOfCustomer = database.prepare<[string, string], Row>(selectOf(' AND customer_id = ?'))
  const selectOnly = database.prepare<[string, string, string], Row>(selectOf(' AND customer_id = ? AND month = ?'))

  function measureOf(batchId: string, row: Row): RawMeasure {
    const kind = MEASURE_KINDS.find((each) => each === row.kind)
    const cells = cellsOf(row.cells)
    if (kind === undefined || cells === undefined || !isMonth(row.month)) throw new StoreRefusal(damaged(path, `row ${row.rowNumber} of the raw usage of batch ${batchId} is not one that was imported`))
    return { rowNumber: row.rowNumber, customerId: row.customerId, kind, month: month(row.month), cells }
  }

  function rowsOf(batchId: string, only: MeasuresOf | undefined): readonly Row[] {
    if (only === undefined) return selectAll.all(batchId)
    return only.month === undefined ? selectOfCustomer.all(batchId, only.customerId) : selectOnly.all(batchId, only.customerId, only.month)
  }

  return {
    *write(batchId, measures) {
      for (const [at, { rowNumber, customerId, kind, month: of, cells }] of measures.entries()) {
        insert.run(batchId, rowNumber, customerId, kind, of, JSON.stringify(cells))
        if (at % ROWS_A_STEP === 0) yield { done: at, of: measures.length }
      }
    },
    read(batchId, only) {
      return rowsOf(batchId, only).map((row) => measureOf(batchId, row))
    },
  }
}

/** The cells of a row, if they are texts by column. */
function cellsOf(text: string): RawMeasure['cells'] | undefined {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const cells = Object.entries(value).flatMap(([column, cell]) => (typeof cell === 'string' ? [[column, cell] as const] : []))
  return cells.length === Object.keys(value).length ? Object.fromEntries(cells) : undefined
}

/** What is wrong with the raw rows, in words: each is of a batch that was written. */
export function rawMeasureProblems(database: Database): readonly string[] {
  const strays = database.prepare<[], { readonly batchId: string; readonly count: number }>('SELECT batch_id AS batchId, count(*) AS count FROM raw_measure WHERE batch_id NOT IN (SELECT batch_id FROM usage_load) GROUP BY batch_id').all()
  return strays.map(({ batchId, count }) => `${count} rows of raw usage are of batch ${batchId}, which was not imported.`)
}
