/** Agencies by service: before, after and difference, three lines each (BILL-9). */
import { impactMatrix } from '../../billing/impact.ts'
import { cents, usdOfCents } from '../../cents.ts'
import type { Usd } from '../../decimal.ts'
import { column, refer, textCell } from '../cells.ts'
import { minus, sumOf, usdCell } from '../costs/cost-cells.ts'
import type { ReportColumn, ReportFormula, ReportRow, ReportSheet } from '../report-model.ts'
import { changeCell, type ImpactParts } from './impact-parts.ts'

/** A customer, or all of them: its bill, what of it is of each service, and what is of none; in cents, in the order of the columns. */
type Billed = { readonly id: string | null; readonly code: string; readonly before: readonly bigint[]; readonly after: readonly bigint[] }

const SIDES = ['before', 'after'] as const

function cellId({ id }: Pick<Billed, 'id'>, side: string, column: string): string {
  return id === null ? `matrix-all.${side}.${column}` : `matrix.${id}.${side}.${column}`
}

function figuresOf(bill: Usd, amounts: readonly Usd[]): readonly bigint[] {
  const services = amounts.map(cents)
  return [cents(bill), ...services, services.reduce((left, each) => left - each, cents(bill))]
}

function sumOfAll(billed: readonly Billed[], side: (typeof SIDES)[number], columns: number): readonly bigint[] {
  return Array.from({ length: columns }, (_, at) => billed.reduce((sum, each) => sum + (each[side][at] ?? 0n), 0n))
}

type Frame = { readonly columns: readonly string[]; readonly labels: Readonly<Record<(typeof SIDES)[number], string>>; readonly customers: readonly Billed[] }

function linesOf(billed: Billed, { columns, labels, customers }: Frame): readonly ReportRow[] {
  const kind = billed.id === null ? 'total' : 'data'
  const [, ...parts] = columns
  const formulaOf = (side: string, column: string): { readonly formula?: ReportFormula } => {
    if (column === 'bill') return { formula: sumOf(parts.map((each) => cellId(billed, side, each))) }
    return billed.id === null ? { formula: sumOf(customers.map((each) => cellId(each, side, column))) } : {}
  }
  return [
    ...SIDES.map((side): ReportRow => ({
      id: cellId(billed, side, 'row'), kind,
      cells: [textCell(cellId(billed, side, 'code'), billed.code), textCell(cellId(billed, side, 'figure'), labels[side]), ...columns.map((column, at) => usdCell(cellId(billed, side, column), usdOfCents(billed[side][at] ?? 0n), formulaOf(side, column)))],
    })),
    {
      id: cellId(billed, 'difference', 'row'), kind,
      cells: [
        textCell(cellId(billed, 'difference', 'code'), billed.code), textCell(cellId(billed, 'difference', 'figure'), 'Difference', { tone: 'quiet' }),
        ...columns.map((column, at) => changeCell(cellId(billed, 'difference', column), usdOfCents((billed.after[at] ?? 0n) - (billed.before[at] ?? 0n)), minus(refer(cellId(billed, 'after', column)), refer(cellId(billed, 'before', column))))),
      ],
    },
  ]
}

/** Three lines a customer, and three of all together. */
export function matrixSheet(parts: ImpactParts): ReportSheet {
  const matrix = impactMatrix(parts.impact, 'service')
  const money = { unit: 'USD', width: 15, align: 'end' } as const
  const columns: readonly ReportColumn[] = [
    column({ id: 'code', header: 'Agency', width: 12 }), column({ id: 'figure', header: 'Figure', width: 14 }), column({ id: 'bill', header: 'Bill', ...money }), ...matrix.columns.map((each) => column({ id: `service.${each.id}`, header: each.label, ...money })), column({ id: 'beside', header: 'Minimum and credits', ...money }),
  ]
  const customers = matrix.rows.flatMap((row, at): readonly Billed[] => {
    const [customer, bills] = [parts.customers[at], parts.rows[at]]
    return customer === undefined || bills === undefined ? [] : [{ id: customer.id, code: customer.code, before: figuresOf(bills.before, row.before), after: figuresOf(bills.after, row.after) }]
  })
  const frame: Frame = { columns: columns.slice(2).map((each) => each.id), labels: { before: parts.fromLabel, after: parts.toLabel }, customers }
  const all: Billed = { id: null, code: 'All', before: sumOfAll(customers, 'before', frame.columns.length), after: sumOfAll(customers, 'after', frame.columns.length) }
  return {
    id: 'matrix', name: 'By service', title: 'Agencies by service', description: 'Before, after and difference of every agency and service; minimum adjustments and credits are of no service.', columns, rows: [...customers, all].flatMap((each) => linesOf(each, frame)), frozenColumns: 3, layout: 'table', charts: [],
  }
}
