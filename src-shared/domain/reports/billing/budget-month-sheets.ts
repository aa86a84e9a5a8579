/** Units and amounts of a budget month by month: a reader who changes units or a rate moves every figure that follows (PROJ-2, BILL-1). */
import { cents, usdOfCents } from '../../cents.ts'
import type { Usd } from '../../decimal.ts'
import type { Month } from '../../month.ts'
import { BLANK, column, refer, rounded, spanningRow, textCell } from '../cells.ts'
import { literal, sumOf, times, usdCell } from '../costs/cost-cells.ts'
import type { ReportCell, ReportColumn, ReportRow, ReportSheet } from '../report-model.ts'
import { notPricedCell, quantityCell } from './billed-lines.ts'
import { amountId, oneRate, rateId, SIDES, totalId, unitsId, type BudgetLine, type BudgetMonthLine, type BudgetParts, type Side } from './budget-parts.ts'
import { rowOf } from './statement-parts.ts'

const NAMES: Readonly<Record<Side, { readonly units: string; readonly amounts: string }>> = { before: { units: 'Earlier units', amounts: 'Earlier amounts' }, after: { units: 'Units by month', amounts: 'Amounts by month' } }

function labelOf({ fromLabel, toLabel }: BudgetParts, side: Side): string {
  return side === 'before' ? fromLabel : toLabel
}

function monthColumns(months: readonly Month[], width: number): readonly ReportColumn[] {
  return months.map((month) => column({ id: month, header: month, width, align: 'end' }))
}

/** Rows of the rates that have months on a side, under their service groups. */
function grouped({ lines }: BudgetParts, side: Side, { prefix, columns, rowOfLine }: { readonly prefix: string; readonly columns: number; readonly rowOfLine: (line: BudgetLine) => ReportRow }): readonly ReportRow[] {
  const used = lines.filter((line) => line[side].length > 0)
  return [...Map.groupBy(used, (line) => line.row.serviceGroup)].flatMap(([group, own]) => [spanningRow('subheading', { id: `${prefix}.group.${group}`, text: group, columns }), ...own.map(rowOfLine)])
}

function inMonth(lines: readonly BudgetMonthLine[], month: Month): BudgetMonthLine | undefined {
  return lines.find((each) => each.month === month)
}

/** Recorded months as they are; projected ones may be changed. */
export function unitsSheet(parts: BudgetParts, side: Side): ReportSheet {
  const { months } = parts.budget[side].bills
  const columns = [column({ id: 'code', header: 'Code', width: 15 }), column({ id: 'resource', header: 'Resource', width: 34, wrap: true }), column({ id: 'unit', header: 'Unit', width: 16, wrap: true }), ...monthColumns(months, 15)]
  const rowOfLine = ({ row, ...years }: BudgetLine): ReportRow => ({
    id: `units.${row.rateId}.${side}`, kind: 'data',
    cells: [
      textCell(`units.${row.rateId}.${side}.code`, row.code), textCell(`units.${row.rateId}.${side}.resource`, row.title), textCell(`units.${row.rateId}.${side}.unit`, row.unit),
      ...months.map((month): ReportCell => {
        const line = inMonth(years[side], month)
        return line === undefined ? BLANK : quantityCell(unitsId(row.rateId, side, month), line.units, line.kind === 'projected' && side === 'after' ? { input: true } : {})
      }),
    ],
  })
  return {
    id: `units-${side}`, name: NAMES[side].units, title: `Units by month, ${labelOf(parts, side)}`, description: side === 'after' ? 'Recorded months are fixed; projected ones may be changed, and every figure follows. A month without a figure is missing, not zero (PROJ-1).' : 'Recorded months, and where the year was not over the rest as projected.',
    columns, rows: grouped(parts, side, { prefix: `units.${side}`, columns: columns.length, rowOfLine }), frozenColumns: 3, layout: 'table', charts: [], workbookOnly: true,
  }
}

function amountRow(parts: BudgetParts, side: Side, { row, ...years }: BudgetLine): ReportRow {
  const year = parts.budget[side]
  const lines = years[side]
  const rate = oneRate(year, { rateId: row.rateId, customerClass: parts.budget.customer.customerClass })
  const id = (field: string): string => `amount.${row.rateId}.${side}.${field}`
  const amountCell = (line: BudgetMonthLine): ReportCell => {
    const value = line.rate.value
    if (line.amount === null || value === null) return notPricedCell(amountId(row.rateId, side, line.month))
    return usdCell(amountId(row.rateId, side, line.month), line.amount, { formula: rounded(times(refer(unitsId(row.rateId, side, line.month)), rate === null ? literal(value) : refer(rateId(row.rateId, side))), 2) })
  }
  const priced = lines.filter((line) => line.amount !== null)
  return {
    id: `amount.${row.rateId}.${side}`, kind: 'data',
    cells: [
      textCell(id('code'), row.code), textCell(id('resource'), row.title),
      rate === null || rate.value === null ? textCell(rateId(row.rateId, side), priced.length === 0 ? 'None' : 'several', { tone: 'quiet' }) : { kind: 'number', id: rateId(row.rateId, side), value: rate.value, format: 'usd', places: rate.places, ...(side === 'after' ? { input: true } : {}) },
      ...year.bills.months.map((month) => {
        const line = inMonth(lines, month)
        return line === undefined ? BLANK : amountCell(line)
      }),
      usdCell(totalId(row.rateId, side), side === 'before' ? row.amountBefore : row.amountAfter, { formula: sumOf(priced.map((line) => amountId(row.rateId, side, line.month))) }),
      textCell(id('note'), rate?.words ?? lines.find((line) => line.reason !== '')?.reason ?? ''),
    ],
  }
}

/** Units x rate, rounded month by month; with what is of no rate it adds up to the bills. */
export function amountsSheet(parts: BudgetParts, side: Side): ReportSheet {
  const { budget, lines } = parts
  const { months } = budget[side].bills
  const columns = [
    column({ id: 'code', header: 'Code', width: 15 }), column({ id: 'resource', header: 'Resource', width: 34, wrap: true }), column({ id: 'rate', header: 'Rate', unit: 'USD/unit', width: 13, align: 'end' }), ...monthColumns(months, 14),
    column({ id: 'total', header: 'Year', unit: 'USD', width: 16, align: 'end' }), column({ id: 'note', header: 'Note', width: 26, wrap: true }),
  ]
  const whole = side === 'before' ? budget.totals.before : budget.totals.after
  const monthTotals = budget.months.map((each) => each[side])
  const amountsIn = (month: Month): readonly { readonly id: string; readonly amount: Usd }[] => lines.flatMap(({ row, ...years }) => {
    const line = inMonth(years[side], month)
    return line === undefined || line.amount === null ? [] : [{ id: amountId(row.rateId, side, month), amount: line.amount }]
  })
  const ofMonths = months.map((month, at) => {
    const amounts = amountsIn(month)
    const total = cents(monthTotals[at] ?? usdOfCents(0n))
    return { month, ids: amounts.map((each) => each.id), total, beside: amounts.reduce((left, each) => left - cents(each.amount), total) }
  })
  const beside = rowOf('data', { id: `beside.${side}`, columns: columns.length, cells: [
    textCell(`beside.${side}.label`, ''), textCell(`beside.${side}.what`, 'Minimum charge, credits and adjustments'), BLANK, ...ofMonths.map((each) => usdCell(`beside.${side}.${each.month}`, usdOfCents(each.beside))),
    usdCell(`beside.${side}.total`, usdOfCents(ofMonths.reduce((sum, each) => sum + each.beside, 0n)), { formula: sumOf(ofMonths.map((each) => `beside.${side}.${each.month}`)) }),
  ] })
  const total = rowOf('total', { id: `year.${side}`, columns: columns.length, cells: [
    textCell(`year.${side}.label`, 'Bill'), BLANK, BLANK, ...ofMonths.map((each) => usdCell(`year.${side}.${each.month}`, usdOfCents(each.total), { formula: sumOf([...each.ids, `beside.${side}.${each.month}`]) })),
    usdCell(`year.${side}.total`, whole, { formula: sumOf([...lines.filter((line) => line[side].length > 0).map((line) => totalId(line.row.rateId, side)), `beside.${side}.total`]) }),
  ] })
  return {
    id: `amounts-${side}`, name: NAMES[side].amounts, title: `Amounts by service and month, ${labelOf(parts, side)}`, description: 'Units x rate, rounded to the cent month by month (BILL-1), and what is of no rate (BILL-7, BILL-14).',
    columns, rows: [...grouped(parts, side, { prefix: `amounts.${side}`, columns: columns.length, rowOfLine: (line) => amountRow(parts, side, line) }), beside, total], frozenColumns: 3, layout: 'table', charts: [], ...(side === 'before' ? { workbookOnly: true } : {}),
  }
}

/** Later year first: it is the one that is handed over. */
export function monthSheets(parts: BudgetParts): readonly ReportSheet[] {
  return SIDES.toReversed().flatMap((side) => [amountsSheet(parts, side), unitsSheet(parts, side)])
}
