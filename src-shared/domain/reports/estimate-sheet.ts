/** A sheet in which the recipient types planned units and sees what the change of rates costs. */
import { Decimal, decimal, round, toText, type AnyDecimalText } from '../decimal.ts'
import type { Comparison, ComparisonCell, ComparisonRow } from '../rates/comparison.ts'
import { BLANK, column, figureCell, isNumberCell, refer, rounded, textCell } from './cells.ts'
import { rowTitle } from './charts.ts'
import { scheduleCellId } from './rate-schedule-sheet.ts'
import type { ReportCell, ReportFormula, ReportRow, ReportSheet } from './report-model.ts'

const CENTS = 2
const NO_UNITS = toText<'1'>(new Decimal(0))

/** For the last comparison: every row with a new rate in USD; units start at zero. */
export function estimateSheet(comparison: Comparison): ReportSheet {
  const index = comparison.comparisonLabels.length - 1
  const label = comparison.comparisonLabels[index] ?? ''
  const rows: ReportRow[] = []
  const listed = new Set<string>()
  const sums = { old: [] as string[], new: [] as string[], change: [] as string[] }
  for (const row of comparison.rows) {
    const cell = row.cells[index]
    // One line for each rate and class: its units are the same against every baseline.
    if (cell === undefined || !isNumberCell(cell) || listed.has(lineId(row))) continue
    listed.add(lineId(row))
    rows.push(estimateRow({ row, cell, index }))
    if (hasOldAmount({ row, cell })) sums.old.push(`${lineId(row)}.old`)
    sums.new.push(`${lineId(row)}.new`)
    if (hasChange({ row, cell })) sums.change.push(`${lineId(row)}.change`)
  }
  rows.push({
    id: 'estimate.total', kind: 'total',
    cells: [textCell('estimate.total.label', 'Total'), BLANK, BLANK, BLANK, BLANK, BLANK, sumCell('estimate.total.old', sums.old), sumCell('estimate.total.new', sums.new), sumCell('estimate.total.change', sums.change)],
  })
  return {
    id: 'estimate', name: 'Your estimate', title: 'Your estimate',
    description: `Type your planned units for a year: the amounts at ${comparison.baseLabel} and ${label} rates, and the change, follow. Each line is rounded to the cent.`,
    columns: [
      column({ id: 'code', header: 'Code', width: 14 }), column({ id: 'resource', header: 'Resource', width: 36, wrap: true }), column({ id: 'unit', header: 'Billable unit', width: 20 }),
      column({ id: 'base', header: comparison.baseLabel, unit: 'USD/unit', width: 14, align: 'end' }), column({ id: 'rate', header: label, unit: 'USD/unit', width: 14, align: 'end' }),
      column({ id: 'units', header: 'Your units', unit: 'per year', width: 14, align: 'end' }), column({ id: 'old', header: `At ${comparison.baseLabel} rates`, unit: 'USD', width: 16, align: 'end' }),
      column({ id: 'new', header: `At ${label} rates`, unit: 'USD', width: 16, align: 'end' }), column({ id: 'change', header: 'Change', unit: 'USD', width: 16, align: 'end' }),
    ],
    rows, frozenColumns: 2, layout: 'table', charts: [],
  }
}

function lineId(row: ComparisonRow): string {
  return `estimate.${row.rateId}|${row.customerClass}`
}

type Line = { readonly row: ComparisonRow; readonly cell: ComparisonCell }

/** The same units at the old rate say something only where the two rates can be subtracted: not a month's price and a unit's. */
function hasOldAmount({ row, cell }: Line): boolean {
  return isNumberCell(row.base) && cell.difference !== null
}

function hasChange(line: Line): boolean {
  return hasOldAmount(line) || !isNumberCell(line.row.base)
}

function estimateRow(source: Line & { readonly index: number }): ReportRow {
  const { row, cell, index } = source
  const id = lineId(row)
  const unitsId = `${id}.units`
  const hasBase = isNumberCell(row.base)
  const amount = (part: 'base' | 'rate'): ReportFormula => rounded({ op: 'product', of: [refer(`${id}.${part}`), refer(unitsId)] }, CENTS)
  const change: ReportFormula = hasOldAmount(source) ? { op: 'difference', left: refer(`${id}.new`), right: refer(`${id}.old`) } : refer(`${id}.new`)
  return {
    id, kind: 'data',
    cells: [
      textCell(`${id}.code`, row.code), textCell(`${id}.resource`, rowTitle(row)), textCell(`${id}.unit`, row.billableUnit),
      figureCell(`${id}.base`, row.base, hasBase ? refer(scheduleCellId(row.key, 'base')) : undefined),
      figureCell(`${id}.rate`, cell, refer(scheduleCellId(row.key, 'rate', index))),
      { kind: 'number', id: unitsId, value: NO_UNITS, format: 'number', places: 0, input: true },
      hasOldAmount(source) ? amountCell(`${id}.old`, { value: NO_UNITS, formula: amount('base') }) : BLANK,
      amountCell(`${id}.new`, { value: NO_UNITS, formula: amount('rate') }),
      hasChange(source) ? amountCell(`${id}.change`, { value: NO_UNITS, formula: change }) : BLANK,
    ],
  }
}

function amountCell(id: string, amount: { readonly value: AnyDecimalText; readonly formula: ReportFormula }): ReportCell {
  return { kind: 'number', id, value: toText<'USD'>(round(decimal(amount.value), CENTS)), format: 'usd', places: CENTS, formula: amount.formula }
}

function sumCell(id: string, ids: readonly string[]): ReportCell {
  return ids.length === 0 ? BLANK : amountCell(id, { value: NO_UNITS, formula: { op: 'sum', of: ids.map(refer) } })
}
