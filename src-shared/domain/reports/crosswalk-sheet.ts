/** What became of each rate that did not simply go on: merged, split, replaced, discontinued; and what is new. */
import type { Draft } from '../model/draft.ts'
import type { Rate, RateRelation } from '../model/tables.ts'
import { relationsByRate } from '../rates/compare-status.ts'
import type { Comparison, ComparisonRow } from '../rates/comparison.ts'
import { assertNever } from '../result.ts'
import { column, figureCell, isNumberCell, refer, spanningRow, textCell } from './cells.ts'
import { rowTitle } from './charts.ts'
import { scheduleCellId } from './rate-schedule-sheet.ts'
import type { ReportRow, ReportSheet } from './report-model.ts'

const COLUMNS = 9

export function crosswalkSheet(draft: Draft, comparison: Comparison): ReportSheet {
  const rows = comparison.comparisonLabels.flatMap((label, index) => {
    const found = crosswalkRows(draft, { comparison, index })
    const heading = spanningRow('heading', { id: `crosswalk.${index}`, text: `${comparison.baseLabel} to ${label}`, columns: COLUMNS })
    const none = spanningRow('note', { id: `crosswalk.${index}.none`, text: 'Every rate goes on under its own code.', columns: COLUMNS })
    return [heading, ...(found.length === 0 ? [none] : found)]
  })
  return {
    id: 'crosswalk', name: 'Crosswalk', title: 'Crosswalk of services', description: 'Where a rate that ended went, and where a new one came from.',
    columns: [
      column({ id: 'from-code', header: 'Old code', width: 14 }), column({ id: 'from', header: 'Old resource', width: 34, wrap: true }),
      column({ id: 'from-rate', header: `${comparison.baseLabel} rate`, unit: 'USD/unit', width: 14, align: 'end' }),
      column({ id: 'from-unit', header: 'Old billable unit', width: 18 }),
      column({ id: 'what', header: 'What happened', width: 16 }),
      column({ id: 'to-code', header: 'New code', width: 14 }), column({ id: 'to', header: 'New resource', width: 34, wrap: true }),
      column({ id: 'to-rate', header: 'New rate', unit: 'USD/unit', width: 14, align: 'end' }),
      column({ id: 'note', header: 'Note', width: 36, wrap: true }),
    ],
    rows, frozenColumns: 2, layout: 'table', charts: [],
  }
}

type Place = { readonly comparison: Comparison; readonly index: number }
type Side = { readonly rate: Rate; readonly row: ComparisonRow | undefined }
type Walk = { readonly id: string; readonly from: Side | null; readonly what: string; readonly to: Side | null; readonly note: string }

function crosswalkRows(draft: Draft, place: Place): readonly ReportRow[] {
  const { comparison, index } = place
  const first = new Map<string, ComparisonRow>()
  for (const row of comparison.rows) if (!first.has(row.rateId)) first.set(row.rateId, row)
  const side = (rateId: string): Side | null => {
    const rate = draft.rate.get(rateId)
    return rate === undefined ? null : { rate, row: first.get(rateId) }
  }
  const base = comparison.request.base.fiscalYear
  const year = comparison.request.comparisons[index]?.fiscalYear ?? base
  const { from } = relationsByRate(draft)
  const reached = new Set<string>()
  const walks: Walk[] = []
  // A rate with prices for several classes, or several baselines, goes its way once.
  for (const row of first.values()) {
    const status = row.cells[index]?.status
    const relations = (from.get(row.rateId) ?? []).filter((each) => each.fiscalYear > base && each.fiscalYear <= year)
    for (const relation of relations) {
      reached.add(relation.toRateId)
      walks.push({ id: relation.id, from: side(row.rateId), what: walkText(relation.kind), to: side(relation.toRateId), note: relation.note })
    }
    if (relations.length === 0 && status === 'discontinued') walks.push({ id: `gone.${row.rateId}`, from: side(row.rateId), what: 'Discontinued', to: null, note: row.note })
  }
  for (const row of first.values()) {
    if (row.cells[index]?.status === 'new' && !reached.has(row.rateId)) walks.push({ id: `new.${row.rateId}`, from: null, what: 'New', to: side(row.rateId), note: row.note })
  }
  return walks.map((walk) => walkRow(walk, place))
}

function walkText(kind: RateRelation['kind']): string {
  switch (kind) {
    case 'merged':
      return 'Merged into'
    case 'split':
      return 'Split into'
    case 'replaced':
      return 'Replaced by'
    default:
      return assertNever(kind)
  }
}

function walkRow(walk: Walk, place: Place): ReportRow {
  const id = `crosswalk.${place.index}.${walk.id}`
  const base = walk.from?.row?.baselineId === null ? walk.from.row.base : undefined
  const baseKey = walk.from?.row?.key ?? ''
  const cell = walk.to?.row?.cells[place.index]
  const toKey = walk.to?.row?.key ?? ''
  return {
    id,
    kind: 'data',
    cells: [
      textCell(`${id}.from-code`, walk.from?.rate.code ?? ''), textCell(`${id}.from`, titleOf(walk.from)),
      base === undefined ? textCell(`${id}.from-rate`, '') : figureCell(`${id}.from-rate`, base, isNumberCell(base) ? refer(scheduleCellId(baseKey, 'base')) : undefined),
      textCell(`${id}.from-unit`, walk.from?.rate.billableUnit ?? ''), textCell(`${id}.what`, walk.what),
      textCell(`${id}.to-code`, walk.to?.rate.code ?? ''), textCell(`${id}.to`, titleOf(walk.to)),
      cell === undefined ? textCell(`${id}.to-rate`, '') : figureCell(`${id}.to-rate`, cell, isNumberCell(cell) ? refer(scheduleCellId(toKey, 'rate', place.index)) : undefined),
      textCell(`${id}.note`, walk.note),
    ],
  }
}

function titleOf(side: Side | null): string {
  return side === null ? '' : rowTitle({ title: side.rate.title, customerClass: side.row?.customerClass ?? 'state', baselineName: null })
}
