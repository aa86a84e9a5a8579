/** The columns of the what-if table: what each shows of a row of the comparison, and which cell means which figure. */
import type { AnyDecimalText } from '../../../src-shared/domain/decimal.ts'
import type { ComparedFigure, Comparison, ComparisonCell, ComparisonRow } from '../../../src-shared/domain/rates/comparison.ts'
import { PERCENT_PLACES } from '../../../src-shared/domain/rates/comparison.ts'
import { priceKey, type WithdrawnPrice } from '../../../src-shared/domain/rates/resolve-prices.ts'
import type { GridCell, GridColumn, GridTone } from '../../components/RateGrid/types.ts'
import { columnHelpText } from './column-help.ts'
import type { ColumnMeaning } from './explain-selection.ts'
import { summaryFilterOf } from './summary-filter.ts'

export type ColumnChoice = { readonly id: string; readonly label: string; readonly isUsual: boolean }

/** Columns that a person may hide or show; code and resource always stand. */
export const COLUMN_CHOICES: readonly ColumnChoice[] = [
  { id: 'unit', label: 'Billable unit', isUsual: true },
  { id: 'difference', label: 'Difference', isUsual: true },
  { id: 'percent', label: '% change', isUsual: true },
  { id: 'status', label: 'Status', isUsual: true },
  { id: 'note', label: 'Note', isUsual: true },
  { id: 'class', label: 'Customer class', isUsual: false },
  { id: 'baseline', label: 'Baseline', isUsual: false },
  { id: 'objectCode', label: 'Object code', isUsual: false },
  { id: 'service', label: 'Service', isUsual: false },
  { id: 'lineOfBusiness', label: 'Line of business', isUsual: false },
]

const CLASS_WORDS = { state: 'State', 'non-state': 'Non-state', external: 'External' } as const

function words(text: string, tone?: GridTone): GridCell {
  if (text === '') return { kind: 'blank' }
  return tone === undefined ? { kind: 'text', text } : { kind: 'text', text, tone }
}

function figureCell(figure: ComparedFigure): GridCell {
  const override = figure.price?.override ?? null
  const marks = override === null ? {} : { former: override.baseText === '' ? 'no price' : override.baseText, ...(override.baseHasMoved ? { hint: 'The base has moved since this change was made.', tone: 'warning' as const } : {}) }
  // Only a price that is nothing but a number stands on the decimal point; `Meter + 16.8 %` is words.
  const isPlain = figure.number !== null && figure.price?.percent === null
  if (isPlain && figure.number !== null) return { kind: 'number', value: figure.number, places: figure.places, ...marks }
  if (figure.number !== null && figure.price === null) return { kind: 'number', value: figure.number, places: figure.places, ...marks }
  if (figure.text === '') return { kind: 'blank', ...marks }
  return { kind: 'text', text: figure.text, ...marks }
}

function toneOf(value: AnyDecimalText): GridTone {
  return value === '0' ? 'quiet' : value.startsWith('-') ? 'decrease' : 'increase'
}

/** A price that the scenario takes away: nothing to show but that there was one. */
function compared(row: ComparisonRow, cell: ComparisonCell, withdrawn: ReadonlyMap<string, string>): GridCell {
  const former = cell.price === null ? withdrawn.get(priceKey(row.rateId, row.customerClass)) : undefined
  return former === undefined ? figureCell(cell) : { kind: 'blank', former }
}

function differenceCell(row: ComparisonRow, cell: ComparisonCell): GridCell {
  if (cell.difference === null) return { kind: 'blank' }
  const places = Math.max(row.base.places, cell.places)
  const points = cell.differenceUnit === 'points' ? { hint: 'in percentage points' } : {}
  return { kind: 'number', value: cell.difference, places, signed: true, tone: toneOf(cell.difference), ...points }
}

function percentCell(cell: ComparisonCell): GridCell {
  if (cell.percentChange === null) return { kind: 'blank' }
  return { kind: 'number', value: cell.percentChange, places: PERCENT_PLACES, signed: true, tone: toneOf(cell.percentChange) }
}

function statusCell(cell: ComparisonCell): GridCell {
  const counted = summaryFilterOf(cell)
  if (cell.status === 'absent') return { kind: 'blank' }
  if (counted === 'up' || counted === 'down') return { kind: 'text', text: cell.statusText, tone: counted === 'up' ? 'increase' : 'decrease' }
  if (counted === 'unchanged') return { kind: 'text', text: cell.statusText, tone: 'quiet' }
  return { kind: 'badge', text: cell.statusText, tone: 'quiet' }
}

function noteOf(row: ComparisonRow): string {
  const notes = [row.note, ...row.cells.map((cell) => cell.price?.note ?? '')]
  return [...new Set(notes)].filter((each) => each !== '').join(' ')
}

function titleOf(row: ComparisonRow): string {
  const marks = [row.customerClass === 'state' ? '' : CLASS_WORDS[row.customerClass].toLowerCase(), row.baselineName === null ? '' : `against ${row.baselineName}`].filter((each) => each !== '')
  return marks.length === 0 ? row.title : `${row.title} (${marks.join(', ')})`
}

/** What the columns depend on, as plain data: an edit that leaves it as it is leaves the columns as they are. */
export type ColumnShape = {
  readonly baseLabel: string
  readonly labels: readonly string[]
  readonly basis: Comparison['request']['basis']
  /** The most places that a column has. */
  readonly basePlaces: number
  readonly ratePlaces: readonly number[]
  readonly differencePlaces: readonly number[]
}

function mostPlaces(rows: readonly ComparisonRow[], placesOf: (row: ComparisonRow) => number): number {
  return rows.reduce((most, row) => Math.max(most, placesOf(row)), 0)
}

export function columnShape(comparison: Comparison): ColumnShape {
  const { rows, baseLabel, comparisonLabels: labels, request } = comparison
  return {
    baseLabel, labels, basis: request.basis, basePlaces: mostPlaces(rows, (row) => row.base.places),
    ratePlaces: labels.map((_label, index) => mostPlaces(rows, (row) => row.cells[index]?.places ?? 0)),
    differencePlaces: labels.map((_label, index) => mostPlaces(rows, (row) => Math.max(row.base.places, row.cells[index]?.places ?? 0))),
  }
}

/** A column is as narrow as its year; the scenario stands above it. @example splitLabel('FY2004@Plan A') // ['FY2004', 'Plan A'] */
function splitLabel(label: string): readonly [year: string, scenario?: string] {
  const at = label.indexOf('@')
  return at < 0 ? [label] : [label.slice(0, at), label.slice(at + 1)]
}

/** Room for a scenario's name and the unit above a column, within reason. */
function wideFor(scenario: string | undefined, usual: number): number {
  return scenario === undefined ? usual : Math.max(usual, Math.min(184, Math.ceil((scenario.length + 11) * 6.2) + 16))
}

function kept(header: string): () => string {
  return () => `${header} is changed in the Catalog. Rates are typed into the columns of the compared years.`
}

function computed(label: string): () => string {
  return () => `This follows from the rates. Type into the rate of ${label}.`
}

export type EditableColumn = { readonly isEditable: boolean; readonly whyNot: string }

/**
 * The columns in their order. `editable` says of each comparison whether its rates are typed here, and else why not.
 * Ids: `code`, `title`, `unit`, `base`, `rate.0`, `difference.0`, `percent.0`, `status.0`, ..., `note`.
 */
export function ratesColumns(parts: { readonly shape: ColumnShape; readonly shown: ReadonlySet<string>; readonly editable: readonly EditableColumn[]; /** For each comparison, what its scenario takes away. */ readonly withdrawn: readonly (readonly WithdrawnPrice[])[]; readonly whyNotBase: string }): readonly GridColumn<ComparisonRow>[] {
  const { shape, shown, editable } = parts
  const { basis, baseLabel } = shape
  const several = shape.labels.length > 1
  const text = (id: string, header: string, width: number, of: (row: ComparisonRow) => string, grow: Pick<GridColumn<ComparisonRow>, 'grow'> = {}): readonly GridColumn<ComparisonRow>[] =>
    shown.has(id) ? [{ id, header, align: 'start', width, ...grow, cell: (row) => words(of(row)), whyReadOnly: kept(header) }] : []
  const perComparison = shape.labels.flatMap((label, index): readonly GridColumn<ComparisonRow>[] => {
    const labels = { base: baseLabel, comparison: label, basis }
    const [year, scenario] = splitLabel(label)
    // The column of the rates before it says the year; its scenario is what tells two of one year apart.
    const overline = several ? { overline: scenario ?? year } : {}
    const whyReadOnly = computed(label)
    const withdrawn = new Map((parts.withdrawn[index] ?? []).map((each) => [each.key, each.baseText]))
    const allowed = editable[index] ?? { isEditable: false, whyNot: '' }
    const of = (row: ComparisonRow, show: (cell: ComparisonCell) => GridCell): GridCell => {
      const cell = row.cells[index]
      return cell === undefined ? { kind: 'blank' } : show(cell)
    }
    return [
      {
        id: `rate.${index}`, header: year, ...(scenario === undefined ? {} : { overline: scenario }), unit: basis === 'unrounded' ? 'USD/unit, unrounded' : 'USD/unit', explain: columnHelpText('rate', labels), align: 'decimal', width: wideFor(scenario, 128),
        decimals: shape.ratePlaces[index] ?? 0, cell: (row) => of(row, (cell) => compared(row, cell, withdrawn)), editable: () => allowed.isEditable, whyReadOnly: () => allowed.whyNot,
      },
      ...(shown.has('difference') ? [{
        id: `difference.${index}`, header: 'Difference', ...overline, unit: 'USD/unit', explain: columnHelpText('difference', labels), align: 'decimal' as const, width: wideFor(several ? scenario : undefined, 116), whyReadOnly,
        decimals: shape.differencePlaces[index] ?? 0, cell: (row: ComparisonRow) => of(row, (cell) => differenceCell(row, cell)),
      }] : []),
      ...(shown.has('percent') ? [{
        id: `percent.${index}`, header: '% change', ...overline, unit: '%', explain: columnHelpText('percent', labels), align: 'decimal' as const, width: wideFor(several ? scenario : undefined, 100), decimals: PERCENT_PLACES, whyReadOnly,
        cell: (row: ComparisonRow) => of(row, percentCell),
      }] : []),
      ...(shown.has('status') ? [{
        id: `status.${index}`, header: 'Status', ...overline, explain: columnHelpText('status', labels), align: 'start' as const, width: 156, cell: (row: ComparisonRow) => of(row, statusCell), whyReadOnly,
      }] : []),
    ]
  })
  return [
    { id: 'code', header: 'Code', align: 'start', width: 124, frozen: true, cell: (row) => words(row.code, 'quiet'), whyReadOnly: kept('Code') },
    { id: 'title', header: 'Resource', align: 'start', width: 248, grow: 1, growTo: 400, frozen: true, rowHeader: true, cell: (row) => words(titleOf(row)), whyReadOnly: kept('Resource') },
    ...text('lineOfBusiness', 'Line of business', 160, (row) => row.lineOfBusiness),
    ...text('service', 'Service', 160, (row) => row.service),
    ...text('objectCode', 'Object code', 88, (row) => row.objectCode),
    ...text('class', 'Class', 96, (row) => CLASS_WORDS[row.customerClass]),
    ...text('baseline', 'Baseline', 140, (row) => row.baselineName ?? ''),
    ...text('unit', 'Billable unit', 132, (row) => row.billableUnit),
    {
      id: 'base', header: baseLabel, unit: basis === 'unrounded' ? 'USD/unit, unrounded' : 'USD/unit', explain: columnHelpText('base', { base: baseLabel, comparison: shape.labels[0] ?? '', basis }),
      align: 'decimal', width: 128, decimals: shape.basePlaces, cell: (row) => figureCell(row.base), whyReadOnly: () => parts.whyNotBase,
    },
    ...perComparison,
    ...text('note', 'Note', 300, noteOf, { grow: 2 }),
  ]
}

/** @example meaningOf('percent.0') // { cellIndex: 0, figure: 'percent' } */
export function meaningOf(columnId: string): ColumnMeaning | null {
  if (columnId === 'base') return 'base'
  const match = /^(rate|difference|percent|status)\.(\d+)$/.exec(columnId)
  const figure = (['rate', 'difference', 'percent', 'status'] as const).find((each) => each === match?.[1])
  return figure === undefined ? null : { cellIndex: Number.parseInt(match?.[2] ?? '0', 10), figure }
}

/** The exact number of a cell, for the sum of a selection; null where it has none. */
export function numberOf(row: ComparisonRow, columnId: string): AnyDecimalText | null {
  const meaning = meaningOf(columnId)
  if (meaning === null) return null
  if (meaning === 'base') return row.base.number
  const cell = row.cells[meaning.cellIndex]
  if (cell === undefined || meaning.figure === 'status') return null
  return meaning.figure === 'rate' ? cell.number : meaning.figure === 'difference' ? cell.difference : cell.percentChange
}
