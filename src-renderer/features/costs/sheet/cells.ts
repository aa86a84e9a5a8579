/** How the figures of the cost side stand in a sheet: exact, with what a scenario changed, and never empty without a reason. */
import { readDecimal, formatFixed } from '../../../../src-shared/domain/decimal.ts'
import type { CostInputs } from '../../../../src-shared/domain/costs/derivation.ts'
import type { EditableTable } from '../../../../src-shared/domain/costs/field-kinds.ts'
import type { GridColumn } from '../../../components/RateGrid/types.ts'
import { placesOf, type Marks } from '../../../components/sheet/cells.ts'

export { CENTS, figureCell, moneyCell, noFigure, optionalCell, placesOf, signedMoney, textCell, type Marks } from '../../../components/sheet/cells.ts'

/** The one field of a row that a cell types into. */
export type FieldRef = { readonly table: EditableTable; readonly rowId: string; readonly field: string }

export type SheetColumn<Row> = Omit<GridColumn<Row>, 'editable'> & {
  /** Null: this row's cell is not typed here. */
  readonly field?: (row: Row) => FieldRef | null
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
