/** How the figures of the cost side stand in a sheet: exact, with what a scenario changed, and never empty without a reason. */
import { decimal, readDecimal, formatFixed, type AnyDecimalText } from '../../../../src-shared/domain/decimal.ts'
import type { CostInputs } from '../../../../src-shared/domain/costs/derivation.ts'
import type { EditableTable } from '../../../../src-shared/domain/costs/field-kinds.ts'
import type { GridCell, GridColumn, GridTone } from '../../../components/RateGrid/types.ts'

export const CENTS = 2

/** The one field of a row that a cell types into. */
export type FieldRef = { readonly table: EditableTable; readonly rowId: string; readonly field: string }

export type SheetColumn<Row> = Omit<GridColumn<Row>, 'editable'> & {
  /** Null: this row's cell is not typed here. */
  readonly field?: (row: Row) => FieldRef | null
}

export type Marks = Pick<GridCell, 'former' | 'hint' | 'tone'>

/** At as many places as it has, and no fewer than `least`. */
export function placesOf(value: AnyDecimalText, least: number): number {
  return Math.max(least, decimal(value).decimalPlaces())
}

function shownBase(text: string, places: number | null): string {
  if (text === '') return 'empty'
  const read = places === null ? null : readDecimal(text)
  return read?.ok === true && places !== null ? formatFixed(read.value, placesOf(read.value, places)) : text
}

/** What the scenario made of a field: its corner mark and "Was ...". @example marksOf(inputs, { table: 'costLine', rowId: 'a', field: 'amount' }, 2) // { former: '29.00' } */
export function marksOf(inputs: Pick<CostInputs, 'changed' | 'version'>, ref: FieldRef, places: number | null = null): Marks {
  const change = inputs.changed.get(`${ref.table}|${ref.rowId}|${ref.field}`)
  if (change === undefined) return {}
  return { former: shownBase(change.baseValue, places), ...(change.note === '' ? {} : { hint: change.note }) }
}

export function textCell(text: string, marks: Marks = {}): GridCell {
  return text === '' ? { kind: 'blank', ...marks } : { kind: 'text', text, ...marks }
}

/** A word in place of a figure that there is not, with its reason. */
export function noFigure(word: string, hint: string): GridCell {
  return { kind: 'text', text: word, hint, tone: 'quiet' }
}

export function moneyCell(value: AnyDecimalText, marks: Marks = {}): GridCell {
  return { kind: 'number', value, places: CENTS, ...marks }
}

/** Figures that are typed with as many places as they need: percentages, FTE, units. */
export function figureCell(value: AnyDecimalText, least = 0, marks: Marks = {}): GridCell {
  return { kind: 'number', value, places: placesOf(value, least), ...marks }
}

/** A typed figure, or what holds where it is left empty. */
export function optionalCell(value: AnyDecimalText | null, fallback: { readonly value: AnyDecimalText; readonly hint: string }, marks: Marks = {}): GridCell {
  if (value !== null) return figureCell(value, 0, marks)
  return { kind: 'number', value: fallback.value, places: placesOf(fallback.value, 0), input: '', tone: 'quiet', hint: fallback.hint, ...marks }
}

export function signedMoney(value: AnyDecimalText): GridCell {
  const tone: GridTone = value === '0' ? 'quiet' : value.startsWith('-') ? 'decrease' : 'increase'
  return { kind: 'number', value, places: CENTS, signed: true, tone }
}

/** The exact number that a cell shows; null where it shows words. */
export function numberIn(cell: GridCell): AnyDecimalText | null {
  return cell.kind === 'number' ? cell.value : null
}
