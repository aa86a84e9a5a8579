/** Bills as a matrix: customers down, services (or service groups, or object codes) across; what it adds up to is what the statements add up to. */
import { usdOfCents } from '../cents.ts'
import type { Usd } from '../decimal.ts'
import { billMatrix } from './bill-book.ts'
import type { BillingYear } from './billing-year.ts'
import { MONTHS } from './usage-columns.ts'

export const MATRIX_GROUPINGS = ['service', 'service-group', 'line-of-business', 'object-code'] as const
export type MatrixGrouping = (typeof MATRIX_GROUPINGS)[number]

export type MatrixColumn = { readonly id: string; readonly label: string }
export type BillMatrixRow = {
  readonly customerId: string
  /** By column. */
  readonly amounts: readonly Usd[]
  readonly minimum: Usd
  readonly adjustments: Usd
  readonly total: Usd
}
export type BillMatrix = { readonly columns: readonly MatrixColumn[]; readonly rows: readonly BillMatrixRow[]; readonly totals: Omit<BillMatrixRow, 'customerId'> }

/** Rates by the column that they belong to; a column of which nobody has anything is left out. */
export function matrixColumns(bills: Pick<BillingYear, 'entries'>, grouping: MatrixGrouping): { readonly columns: readonly MatrixColumn[]; readonly groupOfRate: Int32Array } {
  const columns: MatrixColumn[] = []
  const indexOf = new Map<string, number>()
  const groupOfRate = Int32Array.from(bills.entries, ({ rate, service, serviceGroup, lineOfBusiness }) => {
    const column = grouping === 'service' ? { id: service.id, label: service.name } : grouping === 'service-group' ? { id: serviceGroup.id, label: serviceGroup.name } : grouping === 'line-of-business' ? { id: lineOfBusiness.id, label: lineOfBusiness.name } : { id: rate.objectCode, label: rate.objectCode === '' ? 'No object code' : rate.objectCode }
    const known = indexOf.get(column.id)
    if (known !== undefined) return known
    indexOf.set(column.id, columns.length)
    columns.push(column)
    return columns.length - 1
  })
  return { columns, groupOfRate }
}

/**
 * The year's bills by customer and column, with minimum adjustments and dated adjustments in columns of their own (BILL-7, BILL-14).
 *
 * @example billMatrixOf(bills, 'service').totals.total // the sum of all statements
 */
export function billMatrixOf(bills: BillingYear, grouping: MatrixGrouping): BillMatrix {
  const { columns, groupOfRate } = matrixColumns(bills, grouping)
  const cells = billMatrix(bills.book, { groupOfRate, groupCount: columns.length })
  const used = columns.map((_, column) => bills.customers.some((_each, customer) => cells[customer * columns.length + column] !== 0n))
  const rows = bills.customers.map((customer, at) => {
    const amounts = columns.flatMap((_, column) => (used[column] === true ? [cells[at * columns.length + column] ?? 0n] : []))
    return { customerId: customer.id, amounts, minimum: slotsOf(bills, bills.book.minimumAdjustments, at), adjustments: slotsOf(bills, bills.book.plan.adjustments, at), total: bills.book.bills[at] ?? 0n }
  })
  const total = (of: (row: (typeof rows)[number]) => bigint): Usd => usdOfCents(rows.reduce((sum, row) => sum + of(row), 0n))
  const shown = columns.filter((_, column) => used[column] === true)
  return {
    columns: shown,
    rows: rows.map((row) => ({ customerId: row.customerId, amounts: row.amounts.map(usdOfCents), minimum: usdOfCents(row.minimum), adjustments: usdOfCents(row.adjustments), total: usdOfCents(row.total) })),
    totals: { amounts: shown.map((_, column) => total((row) => row.amounts[column] ?? 0n)), minimum: total((row) => row.minimum), adjustments: total((row) => row.adjustments), total: total((row) => row.total) },
  }
}

/** A customer's slots of a column by slot, added up. */
export function slotsOf({ billingGroups }: Pick<BillingYear, 'billingGroups'>, column: BigInt64Array, customer: number): bigint {
  const perCustomer = MONTHS * billingGroups.length
  let sum = 0n
  for (let slot = customer * perCustomer; slot < (customer + 1) * perCustomer; slot += 1) sum += column[slot] ?? 0n
  return sum
}
