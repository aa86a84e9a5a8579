/** The bills of a year as rows of a sheet: customers down, services (or groups, lines, object codes) across, all of them added up at the end. */
import type { Usd } from '../../../../src-shared/domain/decimal.ts'
import type { BillMatrix, BillMatrixRow } from '../../../../src-shared/domain/billing/bill-matrix-view.ts'
import type { Customer } from '../../../../src-shared/domain/model/billing-tables.ts'
import { sumUsd } from '../../../../src-shared/domain/sum-usd.ts'
import type { GridCell, GridColumn } from '../../../components/RateGrid/types.ts'
import { moneyCell, textCell } from '../../../components/sheet/cells.ts'

/** `customer` null: all that are shown, together. */
export type MatrixRow = { readonly id: string; readonly customer: Customer | null; readonly sums: Omit<BillMatrixRow, 'customerId'> }

export const ALL = '#all'

/** @example passes(customer, 'exec dma') // true where every word stands in code, name, secretariat or manager */
export function passes(customer: Customer, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '')
  const said = `${customer.code} ${customer.name} ${customer.secretariat} ${customer.accountManager}`.toLowerCase()
  return words.every((word) => said.includes(word))
}

function totalsOf(rows: readonly MatrixRow[], matrix: BillMatrix): MatrixRow['sums'] {
  const sum = (of: (sums: MatrixRow['sums']) => Usd): Usd => sumUsd(rows.map((row) => of(row.sums)))
  return { amounts: matrix.columns.map((_, at) => sum((sums) => sums.amounts[at] ?? ZERO)), minimum: sum((sums) => sums.minimum), adjustments: sum((sums) => sums.adjustments), total: sum((sums) => sums.total) }
}

const ZERO = sumUsd([])

/** Customers whose code, name, secretariat or manager has every word of `text`, and what they pay together. */
export function matrixRows(matrix: BillMatrix, customers: readonly Customer[], text: string): readonly MatrixRow[] {
  const byId = new Map(customers.map((each) => [each.id, each]))
  const rows = matrix.rows.flatMap(({ customerId, ...sums }): readonly MatrixRow[] => {
    const customer = byId.get(customerId)
    return customer === undefined || !passes(customer, text) ? [] : [{ id: customerId, customer, sums }]
  })
  const isWhole = rows.length === matrix.rows.length
  return rows.length === 0 ? [] : [...rows, { id: ALL, customer: null, sums: isWhole ? matrix.totals : totalsOf(rows, matrix) }]
}

function amount(value: Usd | undefined): GridCell {
  return value === undefined || value === '0' ? { kind: 'blank' } : moneyCell(value)
}

/** Columns by id: `code`, `name`, `total`, `amount.<id of the service or group>`, `minimum`, `adjustments`. */
export function matrixSheetColumns(matrix: BillMatrix): readonly GridColumn<MatrixRow>[] {
  return [
    { id: 'code', header: 'Code', align: 'start', width: 72, frozen: true, cell: (row) => textCell(row.customer?.code ?? '') },
    { id: 'name', header: 'Customer', align: 'start', width: 230, grow: 1, frozen: true, rowHeader: true, cell: (row) => textCell(row.customer?.name ?? 'All customers shown') },
    { id: 'total', header: 'Bill', unit: 'USD', align: 'decimal', decimals: 2, width: 126, frozen: true, cell: (row) => moneyCell(row.sums.total) },
    ...matrix.columns.map((column, at): GridColumn<MatrixRow> => ({ id: `amount.${column.id}`, header: column.label, unit: 'USD', align: 'decimal', decimals: 2, width: 128, cell: (row) => amount(row.sums.amounts[at]) })),
    { id: 'minimum', header: 'Minimum', unit: 'USD', align: 'decimal', decimals: 2, width: 100, cell: (row) => amount(row.sums.minimum) },
    { id: 'adjustments', header: 'Adjustments', unit: 'USD', align: 'decimal', decimals: 2, width: 116, cell: (row) => amount(row.sums.adjustments) },
  ]
}

/** The service (or group) of a column; null for the sums. */
export function columnKey(columnId: string): string | null {
  return columnId.startsWith('amount.') ? columnId.slice('amount.'.length) : null
}
