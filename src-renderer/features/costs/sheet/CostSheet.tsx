/** A sheet of the cost side: its cells name the field that they type into. */
import { useMemo, type ReactNode } from 'react'

import type { GridColumn } from '../../../components/RateGrid/types.ts'
import { Sheet, type SheetProps } from '../../../components/sheet/Sheet.tsx'
import type { SheetColumn } from './cells.ts'

export type CostSheetProps<Row extends object> = Omit<SheetProps<Row>, 'columns'> & {
  readonly columns: readonly SheetColumn<Row>[]
}

export function CostSheet<Row extends object>({ name, columns, ...props }: CostSheetProps<Row>): ReactNode {
  const isTyped = props.onEdit !== undefined
  const gridColumns = useMemo(() => columns.map(({ field, ...column }): GridColumn<Row> => (field === undefined || !isTyped ? column : { ...column, editable: (row) => field(row) !== null })), [columns, isTyped])
  return <Sheet<Row> {...props} name={`costs.${name}`} columns={gridColumns} />
}
