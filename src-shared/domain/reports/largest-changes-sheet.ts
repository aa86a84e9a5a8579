/** The rates that change most, with their chart. */
import { Decimal, toText } from '../decimal.ts'
import type { Comparison } from '../rates/comparison.ts'
import { BLANK, column, figureCell, isNumberCell, percentCell, refer, spanningRow, textCell, differenceCell } from './cells.ts'
import { largestChanges, largestChangesChart, rowTitle, type LargestChange } from './charts.ts'
import { scheduleCellId } from './rate-schedule-sheet.ts'
import type { ReportCell, ReportRow, ReportSheet } from './report-model.ts'

const COLUMNS = 8
/** As many as a page holds, with the chart beside them. */
export const LARGEST_CHANGES_LISTED = 20
const LARGEST_CHANGES_DRAWN = 12

export function largestChangesSheet(comparison: Comparison): ReportSheet {
  const rows = comparison.comparisonLabels.flatMap((label, index): readonly ReportRow[] => {
    const heading = spanningRow('heading', { id: `largest.${index}`, text: `${comparison.baseLabel} to ${label}`, columns: COLUMNS })
    const changes = largestChanges(comparison, index, LARGEST_CHANGES_LISTED)
    const none = spanningRow('note', { id: `largest.${index}.none`, text: `No rate changes from ${comparison.baseLabel} to ${label}.`, columns: COLUMNS })
    return [heading, ...(changes.length === 0 ? [none] : changes.map((change, rank) => changeRow(change, { index, rank })))]
  })
  return {
    id: 'largest-changes', name: 'Largest changes', title: 'Largest changes', description: `The ${LARGEST_CHANGES_LISTED} largest changes in per cent, up and down.`,
    columns: [
      column({ id: 'rank', header: 'Rank', width: 7, align: 'end' }), column({ id: 'code', header: 'Code', width: 14 }), column({ id: 'resource', header: 'Resource', width: 36, wrap: true }),
      column({ id: 'unit', header: 'Billable unit', width: 20 }), column({ id: 'base', header: comparison.baseLabel, unit: 'USD/unit', width: 16, align: 'end' }),
      column({ id: 'rate', header: 'New rate', unit: 'USD/unit', width: 16, align: 'end' }), column({ id: 'difference', header: 'Difference', unit: 'USD/unit', width: 14, align: 'end' }),
      column({ id: 'percent', header: '% change', unit: '%', width: 11, align: 'end' }),
    ],
    rows, frozenColumns: 3, layout: 'table', charts: comparison.comparisonLabels.map((_, index) => largestChangesChart(comparison, index, LARGEST_CHANGES_DRAWN)),
  }
}

function changeRow(change: LargestChange, place: { readonly index: number; readonly rank: number }): ReportRow {
  const { row, cell } = change
  const id = `largest.${place.index}.${row.key}`
  return {
    id,
    kind: 'data',
    cells: [
      { kind: 'number', id: `${id}.rank`, value: toText<'1'>(new Decimal(place.rank + 1)), format: 'number', places: 0 },
      textCell(`${id}.code`, row.code), textCell(`${id}.resource`, rowTitle(row)), textCell(`${id}.unit`, row.billableUnit),
      figureCell(`${id}.base`, row.base, isNumberCell(row.base) ? refer(scheduleCellId(row.key, 'base')) : undefined),
      figureCell(`${id}.rate`, cell, isNumberCell(cell) ? refer(scheduleCellId(row.key, 'rate', place.index)) : undefined),
      difference(change, { id: `${id}.difference`, index: place.index }),
      percentCell(`${id}.percent`, { value: change.percentChange, formula: refer(scheduleCellId(row.key, 'percent', place.index)) }),
    ],
  }
}

function difference(change: LargestChange, place: { readonly id: string; readonly index: number }): ReportCell {
  const { row, cell } = change
  if (cell.difference === null || cell.differenceUnit === null) return BLANK
  return differenceCell(place.id, {
    value: cell.difference, unit: cell.differenceUnit, places: Math.max(row.base.places, cell.places), formula: refer(scheduleCellId(row.key, 'difference', place.index)),
  })
}
