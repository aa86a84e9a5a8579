/** From the selected cell of the table to what the inspector shows: how it was computed, its notes, whose changes its history tells. */
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { priceId } from '../../../src-shared/domain/model/tables.ts'
import { explainBase, explainCell, type ExplainedFigure } from '../../../src-shared/domain/rates/explain-comparison.ts'
import type { ComparedFigure, Comparison, ComparisonRow } from '../../../src-shared/domain/rates/comparison.ts'
import { priceKey, withdrawnPrices } from '../../../src-shared/domain/rates/resolve-prices.ts'
import type { Version } from '../../../src-shared/domain/version.ts'
import type { InspectorSubject } from '../../state/inspector.tsx'

/** What a column shows: the base figure, or a figure of one comparison. `status` is told by what the difference says. */
export type ColumnMeaning = 'base' | { readonly cellIndex: number; readonly figure: ExplainedFigure | 'status' }

type Place = { readonly comparison: Comparison; readonly rowKey: string; /** Null for a column of words, such as the title. */ readonly meaning: ColumnMeaning | null }
type Note = InspectorSubject['notes'][number]
type HistoryRow = InspectorSubject['history'][number]

const FIGURE_WORDS: Readonly<Record<ExplainedFigure | 'status', string>> = { rate: '', difference: 'difference', percent: '% change', status: 'status' }
const CLASS_WORDS = { state: '', 'non-state': 'non-state', external: 'external' } as const

function columnTitle(comparison: Comparison, row: ComparisonRow, meaning: ColumnMeaning): string {
  if (meaning === 'base') return row.baselineName ?? comparison.baseLabel
  return [comparison.comparisonLabels[meaning.cellIndex] ?? '', FIGURE_WORDS[meaning.figure]].filter((part) => part !== '').join(', ')
}

/** @example titleOf(comparison, row, 'base') // 'Mileage, non-state · FY2003' */
function titleOf(comparison: Comparison, row: ComparisonRow, meaning: ColumnMeaning | null): string {
  const name = [row.title, CLASS_WORDS[row.customerClass]].filter((part) => part !== '').join(', ')
  return meaning === null ? name : `${name} · ${columnTitle(comparison, row, meaning)}`
}

type Labelled = { readonly label: string; readonly figure: ComparedFigure; readonly version: Version | undefined }

/** The figures that a cell stands on: itself, and the base where it is compared with that. */
function figuresOf({ comparison, meaning }: Place, row: ComparisonRow): readonly Labelled[] {
  const base = { label: comparison.baseLabel, figure: row.base, version: comparison.request.base }
  const cells = row.cells.map((figure, index) => ({ label: comparison.comparisonLabels[index] ?? '', figure, version: comparison.request.comparisons[index] }))
  if (meaning === null) return [...cells, base]
  if (meaning === 'base') return [base]
  const cell = cells[meaning.cellIndex]
  if (cell === undefined) return []
  return meaning.figure === 'rate' ? [cell] : [cell, base]
}

type Change = { readonly overrideId: string; readonly baseText: string; readonly baseHasMoved: boolean }

/** What a scenario does to a figure: changes it, or takes it away. */
function changeOf(draft: Draft, row: ComparisonRow, { figure: { price }, version }: Labelled): Change | null {
  if (price !== null) return price.override
  return (version && withdrawnPrices(draft, version).find((each) => each.key === priceKey(row.rateId, row.customerClass))) ?? null
}

function changeNote(change: Change, label: string): Note {
  const base = change.baseText === '' ? 'no price' : change.baseText
  if (change.baseHasMoved) return { label: `${label}: the base has moved`, text: `The change was made when the schedule had ${base}, which has changed since. Settle it under Schedules.` }
  return { label: `${label}: changed in the scenario`, text: `The schedule has ${base}.` }
}

function notesOfFigure(draft: Draft, row: ComparisonRow, labelled: Labelled): readonly Note[] {
  const { label, figure: { price } } = labelled
  const change = changeOf(draft, row, labelled)
  const override = change === null ? undefined : draft.override.get(change.overrideId)
  const scenario = override && draft.scenario.get(override.scenarioId)
  return [
    ...(change === null ? [] : [changeNote(change, label)]),
    { label: `${label}: note of the change`, text: override?.note ?? '' },
    { label: `Price, ${label}`, text: price?.note ?? '' },
    ...(scenario === undefined ? [] : [{ label: `Scenario ${scenario.name}`, text: scenario.note }]),
  ]
}

function notesOf(draft: Draft, place: Place, row: ComparisonRow): readonly Note[] {
  const { meaning } = place
  const baseline = row.baselineId === null ? undefined : draft.baseline.get(row.baselineId)
  const cell = meaning === null || meaning === 'base' ? row.cells.at(-1) : row.cells[meaning.cellIndex]
  const relations = [...draft.rateRelation.values()].filter((each) => each.fromRateId === row.rateId || each.toRateId === row.rateId)
  const isPlain = cell === undefined || cell.status === 'changed' || cell.status === 'unchanged' || cell.status === 'absent'
  const notes: readonly Note[] = [
    { label: 'Status', text: isPlain ? '' : cell.statusText },
    { label: 'Rate', text: row.note },
    { label: 'Baseline', text: baseline === undefined ? '' : [baseline.name, baseline.source].filter((part) => part !== '').join(': ') },
    ...relations.map((each) => ({ label: `${draft.rate.get(each.fromRateId)?.title ?? each.fromRateId} to ${draft.rate.get(each.toRateId)?.title ?? each.toRateId}`, text: each.note })),
    ...figuresOf(place, row).flatMap((figure) => notesOfFigure(draft, row, figure)),
  ]
  // One scenario may lie over several columns; its note is told once.
  return notes.filter((note, index) => note.text !== '' && notes.findIndex((each) => each.label === note.label && each.text === note.text) === index)
}

function historyOf(draft: Draft, place: Place, row: ComparisonRow): readonly HistoryRow[] {
  const rows: HistoryRow[] = [{ table: 'rate', id: row.rateId }]
  for (const labelled of figuresOf(place, row)) {
    const { figure: { price } } = labelled
    const change = changeOf(draft, row, labelled)
    if (price !== null && price.scheduleId !== null) rows.push({ table: 'price', id: priceId({ scheduleId: price.scheduleId, rateId: price.rateId, customerClass: price.customerClass }) })
    if (change !== null) rows.push({ table: 'override', id: change.overrideId })
  }
  if (row.baselineId !== null) rows.push({ table: 'baseline', id: row.baselineId })
  return rows
}

/**
 * What the inspector shows for a cell; null when the row is not there any more. Nothing is computed before the inspector asks.
 *
 * @example inspectorSubject(draft, { comparison, rowKey: 'cpu|state|', meaning: { cellIndex: 0, figure: 'percent' } })?.title // 'Prime CPU Time · FY2004, % change'
 */
export function inspectorSubject(draft: Draft, place: Place): InspectorSubject | null {
  const { comparison, rowKey, meaning } = place
  const row = comparison.rows.find((each) => each.key === rowKey)
  if (row === undefined) return null
  const explain = ((): InspectorSubject['explain'] => {
    if (meaning === null) return null
    if (meaning === 'base') return () => explainBase(draft, { comparison, rowKey })
    const { cellIndex } = meaning
    const figure = meaning.figure === 'status' ? 'difference' : meaning.figure
    return () => explainCell(draft, { comparison, rowKey, cellIndex, figure })
  })()
  return { title: titleOf(comparison, row, meaning), explain, notes: notesOf(draft, place, row), history: historyOf(draft, place, row) }
}
