/** The sheet of all rates: old, new, difference, % change, status; differences and % are formulas over the rates beside them. */
import type { AnyDecimalText } from '../decimal.ts'
import { PERCENT_PLACES, type Comparison, type ComparisonCell, type ComparisonRow } from '../rates/comparison.ts'
import { BLANK, column, differenceCell, figureCell, isNumberCell, percentCell, refer, rounded, spanningRow, textCell } from './cells.ts'
import { rowTitle } from './charts.ts'
import type { ReportCell, ReportColumn, ReportFormula, ReportRow, ReportSheet } from './report-model.ts'

/** Ids of a row's cells; other sheets refer to them. */
export function scheduleCellId(rowKey: string, part: 'base' | 'rate' | 'difference' | 'percent' | 'status', index = 0): string {
  return part === 'base' ? `schedule.${rowKey}.base` : `schedule.${rowKey}.${index}.${part}`
}

/** Every row of a comparison under its line of business. */
export function rateScheduleSheet(comparison: Comparison): ReportSheet {
  const columns = scheduleColumns(comparison)
  const rows: ReportRow[] = []
  let lineOfBusinessId: string | undefined
  for (const row of comparison.rows) {
    if (row.lineOfBusinessId !== lineOfBusinessId) {
      lineOfBusinessId = row.lineOfBusinessId
      rows.push(spanningRow('heading', { id: `schedule.line-${rows.length}`, text: row.lineOfBusiness, columns: columns.length }))
    }
    rows.push(scheduleRow(row))
  }
  return {
    id: 'schedule', name: 'Rate schedule', title: 'Rate schedule',
    description: `${comparison.baseLabel} against ${comparison.comparisonLabels.join(', ')}. Differences and % changes recalculate from the rates.`,
    columns, rows, frozenColumns: 3, layout: 'table', charts: [],
  }
}

function scheduleColumns(comparison: Comparison): readonly ReportColumn[] {
  const one = comparison.comparisonLabels.length === 1
  const compared = comparison.comparisonLabels.flatMap((label, index) => {
    const suffix = one ? '' : ` ${label}`
    return [
      column({ id: `rate-${index}`, header: label, unit: 'USD/unit', width: 16, align: 'end' }),
      column({ id: `difference-${index}`, header: `Difference${suffix}`, unit: 'USD/unit', width: 14, align: 'end' }),
      column({ id: `percent-${index}`, header: `% change${suffix}`, unit: '%', width: 11, align: 'end' }),
      column({ id: `status-${index}`, header: `Status${suffix}`, width: 26, wrap: true }),
    ]
  })
  return [
    column({ id: 'group', header: 'Group', width: 24, wrap: true }),
    column({ id: 'code', header: 'Code', width: 14 }),
    column({ id: 'resource', header: 'Resource', width: 36, wrap: true }),
    column({ id: 'unit', header: 'Billable unit', width: 20, wrap: true }),
    column({ id: 'base', header: comparison.baseLabel, unit: 'USD/unit', width: 16, align: 'end' }),
    ...compared,
    column({ id: 'note', header: 'Note', width: 36, wrap: true }),
  ]
}

function scheduleRow(row: ComparisonRow): ReportRow {
  const id = (part: string): string => `schedule.${row.key}.${part}`
  return {
    id: `schedule.${row.key}`,
    kind: 'data',
    cells: [
      textCell(id('group'), row.serviceGroup, { tone: 'quiet' }), textCell(id('code'), row.code), textCell(id('resource'), rowTitle(row)), textCell(id('unit'), row.billableUnit),
      figureCell(scheduleCellId(row.key, 'base'), row.base),
      ...row.cells.flatMap((cell, index) => comparedCells(row, cell, index)),
      textCell(id('note'), noteText(row)),
    ],
  }
}

function comparedCells(row: ComparisonRow, cell: ComparisonCell, index: number): readonly ReportCell[] {
  const differenceId = scheduleCellId(row.key, 'difference', index)
  const operands = changeOperands(row, cell, index)
  return [
    figureCell(scheduleCellId(row.key, 'rate', index), cell),
    operands === null || cell.difference === null || cell.differenceUnit === null
      ? BLANK
      : differenceCell(differenceId, { value: cell.difference, unit: cell.differenceUnit, places: operands.places, formula: rounded({ op: 'difference', left: operands.to, right: operands.from }, operands.places) }),
    operands === null || cell.percentChange === null
      ? BLANK
      : percentCell(scheduleCellId(row.key, 'percent', index), { value: cell.percentChange, formula: rounded({ op: 'ratio', left: refer(differenceId), right: operands.from }, PERCENT_PLACES + 2) }),
    textCell(scheduleCellId(row.key, 'status', index), cell.statusText),
  ]
}

/** What a difference is taken of: the cells of two rates, or the percentages that two texts state. */
function changeOperands(row: ComparisonRow, cell: ComparisonCell, index: number): { readonly from: ReportFormula; readonly to: ReportFormula; readonly places: number } | null {
  if (row.base.number === null || cell.number === null || cell.difference === null) return null
  const places = Math.max(row.base.places, cell.places)
  return {
    from: operand(row.base.number, isNumberCell(row.base) ? scheduleCellId(row.key, 'base') : null),
    to: operand(cell.number, isNumberCell(cell) ? scheduleCellId(row.key, 'rate', index) : null),
    places,
  }
}

function operand(value: AnyDecimalText, cellId: string | null): ReportFormula {
  return cellId === null ? { op: 'literal', value } : refer(cellId)
}

/** The rate's note, and what a scenario changed. */
function noteText(row: ComparisonRow): string {
  const changed = row.cells.flatMap((cell) => {
    const override = cell.price?.override ?? null
    return override === null ? [] : [`Changed in the scenario; was ${override.baseText === '' ? 'without a price' : override.baseText}.`]
  })
  return [...(row.note === '' ? [] : [row.note]), ...new Set(changed)].join(' ')
}
